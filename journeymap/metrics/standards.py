"""What a channel publishes about its answer times, and the scales that follow from it."""

from journeymap.model.quantities import Standard

UNANSWERED_AFTER = 5
"""A contact without a useful answer after so many times the standard counts as unanswered."""


def attainment_points(standard: Standard) -> dict[float, float]:
    """Return the scale of a share of contacts answered in time.

    The share promised scores 80, every contact 100, half of the share promised
    or less 0 (convention of this tool, 2026). Empty if the promise names no
    share.

    Examples
    --------
    >>> attainment_points(Standard(0.8, 1 / 3))
    {0.4: 0, 0.8: 80, 1.0: 100}
    """
    share = standard.share
    if share is None:
        return {}
    return {share / 2: 0, share: 80, 1.0: 100} if share < 1 else {0.5: 0, 1.0: 100}


def time_points(standard: Standard) -> dict[float, float]:
    """Return the scale of an answer time in minutes.

    Within the time promised scores 100, five times as long, when a contact
    counts as unanswered, 0 (convention of this tool, 2026).

    Examples
    --------
    >>> time_points(Standard(0.8, 2.0))
    {2.0: 100, 10.0: 0}
    """
    return {standard.minutes: 100, UNANSWERED_AFTER * standard.minutes: 0}


def promised_minutes(standard: Standard) -> float:
    """Return the time within which a contact counts as answered in time."""
    return standard.minutes


def unanswered_minutes(standard: Standard) -> float:
    """Return the time after which a contact without a useful answer counts as unanswered."""
    return UNANSWERED_AFTER * standard.minutes
