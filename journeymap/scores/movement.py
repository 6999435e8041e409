"""What moved between two readings of a journey, and whether chance could have done it.

The figures of a journey have the intervals that counted shares and readings
give them (`journeymap.scores.sampled`), touchpoints those of what was counted
both times. Two readings are independent samples, and their difference has
Newcombe's interval. Without a count behind both, nothing can be told from
chance.

References
----------
R. G. Newcombe, "Interval estimation for the difference between independent
proportions", Statistics in Medicine 17 (1998) 873-890.
"""

import math
from dataclasses import replace
from typing import Literal

from journeymap.metrics.pooling import Estimate, difference
from journeymap.records import dataclass
from journeymap.scores.counted import judged
from journeymap.scores.figures import FIGURES
from journeymap.scores.journey import JourneyScore
from journeymap.scores.sampled import TRAPPED, estimate
from journeymap.scores.touchpoint import MetricScore, Score, Term, TouchpointScore, weighted

Verdict = Literal["better", "worse", "alike", "same", "said", "endless", "unknown"]
"""What can be told: beyond chance better or worse, not distinguishable, no difference, no count behind one of
the two, a journey that some never leave in one of the two, or one of the two not known."""

_TINY = 1e-9


@dataclass(frozen=True)
class Move:
    """One figure in two readings.

    Attributes
    ----------
    old, new
        As estimated; `None` where unknown.
    difference
        New minus old with its interval; `None` if either is unknown.
    verdict
        What can be told of it.
    """

    old: Estimate | None
    new: Estimate | None
    difference: Estimate | None
    verdict: Verdict


def move(old: Estimate | None, new: Estimate | None, better: str = "higher") -> Move:
    """Compare two independent estimates of one figure.

    Parameters
    ----------
    better
        ``higher`` or ``lower``.

    Examples
    --------
    >>> from journeymap.metrics.pooling import wilson
    >>> move(wilson(120, 200), wilson(150, 200)).verdict, move(wilson(12, 20), wilson(15, 20)).verdict
    ('better', 'alike')
    >>> move(Estimate(0.6), Estimate(0.9)).verdict
    'said'
    """
    if old is None or new is None:
        return Move(old, new, None, "unknown")
    found = difference(new, old)
    return Move(old, new, found, _verdict(old, new, found, better))


def _verdict(old: Estimate, new: Estimate, found: Estimate, better: str) -> Verdict:
    if math.isclose(old.value, new.value, rel_tol=_TINY, abs_tol=_TINY):
        return "same"
    if not old.n or not new.n or found.low is None or found.high is None:
        return "said"
    if found.low <= 0 <= found.high:
        return "alike"
    return "better" if (found.low > 0) == (better == "higher") else "worse"


def touchpoint_move(old: TouchpointScore, new: TouchpointScore) -> Move:
    """Compare two readings of a touchpoint, like with like.

    The figures are the weighted means of the metrics that were counted both times by one method, with the weights
    of the new reading. Without such a metric they are the two scores, and only said.
    """
    common = [new.metrics[name] for name in counted_both(old, new)]
    if not common:
        return move(_whole(old), _whole(new))
    then = weighted(_term(old.metrics[metric.metric], metric.weight) for metric in common)
    now = weighted(_term(metric, metric.weight) for metric in common)
    return move(_sure(then), _sure(now))


def counted_both(old: TouchpointScore, new: TouchpointScore) -> tuple[str, ...]:
    """Return the judged metrics of a touchpoint that were counted in both readings, by one method."""
    both = (metric for metric in judged(new) if metric.metric in old.metrics)
    return tuple(metric.metric for metric in both if _comparable(metric, old.metrics[metric.metric]))


def _comparable(one: MetricScore, other: MetricScore) -> bool:
    """Tell whether two readings were counted, by the same method."""
    ends = (one.low, one.high, other.low, other.high)
    return one.counted and other.counted and one.method == other.method and None not in ends


def _term(metric: MetricScore, weight: float) -> tuple[Term, float | None, float | None, int | None]:
    return Term(metric.metric, metric.score or 0.0, weight), metric.low, metric.high, metric.estimate.n


def _sure(score: Score | None) -> Estimate | None:
    return None if score is None else Estimate(score.value, score.n, score.low, score.high)


def _whole(point: TouchpointScore) -> Estimate | None:
    """Return a score as an opinion: what it has in common with another one was not counted both times."""
    return None if point.score is None else Estimate(point.score.value)


def journey_moves(old: JourneyScore, new: JourneyScore) -> dict[str, Move]:
    """Compare the figures of a journey in two readings, by figure; sums of money only within one currency.

    Where some customers never get out, no count gives a figure an interval: that is then the reason, and not that
    something was only said.
    """
    one_currency = old.graph.workspace.currency == new.graph.workspace.currency
    endless = any(score.flow.trapped > TRAPPED for score in (old, new))
    found = {}
    for name, figure in FIGURES.items():
        known = one_currency or figure.unit != "money"
        then, now = (estimate(score, name) if known else None for score in (old, new))
        moved = move(then, now, figure.better)
        found[name] = replace(moved, verdict="endless") if endless and moved.verdict == "said" else moved
    return found
