"""What a channel publishes about its answer times, and the scales that follow from it."""

import re
from dataclasses import dataclass

from journeymap.model.quantities import MINUTES

UNANSWERED_AFTER = 5
"""A contact without a useful answer after so many times the standard counts as unanswered."""

_SHORTHAND = re.compile(r"(\d{1,3})\s*/\s*(\d+)")
_STANDARD = re.compile(r"(?:(\d+(?:[.,]\d+)?)\s*%)?\D*?(\d+(?:[.,]\d+)?)\s*([a-z]+)")


@dataclass(frozen=True, slots=True)
class Standard:
    """What a channel promises: which share of contacts within how many minutes.

    Attributes
    ----------
    share
        0-1, or `None` if the promise names no share.
    minutes
        The time promised.
    """

    share: float | None
    minutes: float


def read_standard(text: str | None) -> Standard | None:
    """Read a published standard.

    Examples
    --------
    >>> read_standard("80% in 1 min"), read_standard("within 4 h"), read_standard("80/30")
    (Standard(share=0.8, minutes=1.0), Standard(share=None, minutes=240.0), Standard(share=0.8, minutes=0.5))
    """
    short = _SHORTHAND.fullmatch((text or "").strip())
    if short:
        return Standard(int(short[1]) / 100, int(short[2]) / 60)
    match = _STANDARD.search(text or "")
    if not match or match[3] not in MINUTES:
        return None
    wanted = float(match[1].replace(",", ".")) / 100 if match[1] else None
    return Standard(wanted, float(match[2].replace(",", ".")) * MINUTES[match[3]])


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
    if share is None or not 0 < share <= 1:
        return {}
    return {share / 2: 0, share: 80, 1.0: 100} if share < 1 else {0.5: 0, 1.0: 100}


def time_points(standard: Standard) -> dict[float, float]:
    """Return the scale of an answer time in minutes.

    Within the time promised scores 100, five times as long, when a contact
    counts as unanswered, 0 (convention of this tool, 2026). Empty if the
    promise is of no time at all.

    Examples
    --------
    >>> time_points(Standard(0.8, 2.0))
    {2.0: 100, 10.0: 0}
    """
    if standard.minutes <= 0:
        return {}
    return {standard.minutes: 100, UNANSWERED_AFTER * standard.minutes: 0}


def promised_minutes(standard: Standard) -> float:
    """Return the time within which a contact counts as answered in time."""
    return standard.minutes


def unanswered_minutes(standard: Standard) -> float:
    """Return the time after which a contact without a useful answer counts as unanswered."""
    return UNANSWERED_AFTER * standard.minutes
