"""Times of which some are not known yet: the survival median.

A contact that had no answer when the observation ended is right-censored: its
time is at least as long as it was watched. Dropping such contacts, or taking
the time so far for the answer time, makes the service look quicker than it is.

References
----------
E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete
observations", JASA 53 (1958) for the curve; J. D. Kalbfleisch and R. L.
Prentice, *The Statistical Analysis of Failure Time Data* (1980) for its
log-log interval; R. Brookmeyer and J. Crowley, "A confidence interval for the
median survival time", Biometrics 38 (1982) for the interval of the median.
"""

import warnings
from collections.abc import Sequence
from typing import Any

from journeymap.model.measures import Timed
from journeymap.records import dataclass

TOLERANCE = 1e-9
"""A survival probability this close to the one looked for is taken to be it; products of fractions round."""


@dataclass(frozen=True)
class Survival:
    """What is known of answer times when some contacts were never answered.

    Attributes
    ----------
    n
        Contacts.
    answered
        Those with an answer.
    median, low, high
        In minutes, with the 95 % interval. `None` where the curve, or the
        bound of it, never falls to one half: then the value lies beyond what
        was watched.
    p90
        Time after which nine in ten have an answer, or `None`.
    reached
        Estimated share of contacts with an answer within the longest time watched, 0-1.
    watched
        Longest time that was watched, in minutes.
    """

    n: int
    answered: int
    median: float | None
    low: float | None
    high: float | None
    p90: float | None
    reached: float
    watched: float


def survival(times: Sequence[Timed], still_open: Sequence[Timed] = ()) -> Survival:
    """Estimate the median time by Kaplan and Meier.

    The median is the first time at which the curve is at one half or below;
    where it stays at one half exactly, the middle of that stretch, so that
    without censoring it is the sample median. The interval holds all times at
    which the log-log interval of the curve covers one half.

    Parameters
    ----------
    times
        Times to the first useful answer.
    still_open
        How long the contacts without an answer were watched.

    Examples
    --------
    >>> survival([Timed(at="1 min"), Timed(at="2 min"), Timed(at="4 min")], [Timed(at="3 min")]).median
    3.0
    """
    import numpy as np  # noqa: PLC0415 - needed for censored times only
    from scipy.stats import CensoredData, ecdf  # noqa: PLC0415 - slow to import

    answered, waiting = (
        np.repeat([entry.at.minutes for entry in group], [entry.n for entry in group]) for group in (times, still_open)
    )
    curve = ecdf(CensoredData(uncensored=answered, right=waiting)).sf
    with warnings.catch_warnings():
        # Where the curve is at one or at nought the formula has no bounds; `_first` passes over them.
        warnings.filterwarnings("ignore", "The confidence interval is undefined", RuntimeWarning)
        band: Any = curve.confidence_interval(0.95, method="log-log")
    at = [float(value) for value in curve.quantiles]
    points, lower, upper = ([float(height) for height in step.evaluate(curve.quantiles)]
                            for step in (curve, band.low, band.high))  # fmt: skip
    return Survival(
        n=len(answered) + len(waiting),
        answered=len(answered),
        median=_first(at, points, 0.5),
        low=_first(at, lower, 0.5),
        high=_first(at, upper, 0.5),
        p90=_first(at, points, 0.1),
        reached=1 - points[-1],
        watched=max(at),
    )


def _first(at: Sequence[float], curve: Sequence[float], level: float) -> float | None:
    """Return where a falling curve first is at a level or below, the middle if it rests there, else `None`."""
    steps = list(zip(at, curve, strict=True))
    found = next(((time, height) for time, height in steps if height <= level + TOLERANCE), None)
    if found is None:
        return None
    reached, height = found
    below = next((time for time, later in steps if later < level - TOLERANCE), reached)
    return (reached + below) / 2 if abs(height - level) <= TOLERANCE else reached
