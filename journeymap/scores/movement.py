"""What moved between two readings of a journey, and whether chance could have done it.

A journey's figures are expected sums over the chain, so that each hangs on the
shares of the ways and, for amounts, on the readings at the touchpoints. To
first order (the delta method) the estimate at one touchpoint moves a sum J by

    visits × (mean over its ways of what J adds behind them)   for its shares,
    visits × (its reading)                                     for an amount.

What J adds behind the ways of one touchpoint lies between two ends a and b. Of
all variables between them with one mean, the one that is always a or b has the
largest variance; the mean (m - a) / (b - a) is therefore given Wilson's
interval of a share in the n visits that were counted: exact for two ways,
wider than need be for more. Touchpoints are independent samples: distances to
the ends of their intervals add in squares. Two readings are independent too,
and their difference has Newcombe's interval. The parts of customers who begin
at each entry, and importances, are taken as given.

There is an interval only if everything that matters was counted. Where a
touchpoint is left by one way alone there was nothing to count.

References
----------
R. G. Newcombe, "Interval estimation for the difference between independent
proportions", Statistics in Medicine 17 (1998) 873-890; G. Y. Zou and A.
Donner, "Construction of confidence limits about effect measures: a general
approach", Statistics in Medicine 27 (2008) 1693-1702.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from journeymap.graph import Edge, JourneyGraph
from journeymap.metrics.pooling import Estimate, difference, wilson
from journeymap.scores.counted import judged
from journeymap.scores.figures import FIGURES
from journeymap.scores.journey import JourneyScore
from journeymap.scores.money import counted_in
from journeymap.scores.touchpoint import MetricScore, Score, Term, TouchpointScore, weighted

Verdict = Literal["better", "worse", "alike", "same", "said", "unknown"]
"""What can be told: beyond chance better or worse, not distinguishable, no difference, no count behind one of
the two, or one of the two not known."""

_TINY = 1e-9

AMOUNTS: Mapping[str, str] = {"time": "duration", "waiting": "waiting", "cost": "cost"}
"""Figures that add up a metric over the visits."""


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
    """Compare the figures of a journey in two readings, by figure; sums of money only within one currency."""
    one_currency = old.graph.workspace.currency == new.graph.workspace.currency
    found = {}
    for name, figure in FIGURES.items():
        known = one_currency or figure.unit != "money"
        then, now = (estimate(score, name) if known else None for score in (old, new))
        found[name] = move(then, now, figure.better)
    return found


def estimate(score: JourneyScore, name: str) -> Estimate | None:
    """Return a figure of a journey with its interval, where everything that matters was counted.

    Parameters
    ----------
    name
        Of `journeymap.scores.figures.FIGURES`.
    """
    value = FIGURES[name].value(score)
    if value is None:
        return None
    if name == "score" and score.score is not None:
        return Estimate(value, score.score.n, score.score.low, score.score.high)
    if name == "value" and score.at_risk is not None:
        ends = score.at_risk.interval
        cases = min((loss.n for loss in score.at_risk.losses if loss.n), default=None)
        return Estimate(value, cases, *ends) if ends is not None else Estimate(value)
    return _expected(score, name, value)


def _expected(score: JourneyScore, name: str, value: float) -> Estimate:
    """Return an expected sum over the chain with the interval that its counted shares and readings give it."""
    parts = [*_shares(score, name), *(_readings(score, AMOUNTS[name]) if name in AMOUNTS else ())]
    if not parts or any(part is None for part in parts):
        return Estimate(value)
    known = [part for part in parts if part is not None]
    low = value - math.sqrt(sum(part.down**2 for part in known))
    high = value + math.sqrt(sum(part.up**2 for part in known))
    top = 1.0 if name == "completion" else math.inf
    return Estimate(value, min(part.n for part in known), max(0.0, low), min(top, high))


@dataclass(frozen=True)
class _Part:
    """How far the estimate at one touchpoint may move a sum down and up, and the cases behind it."""

    down: float
    up: float
    n: int


def _shares(score: JourneyScore, name: str) -> Iterator[_Part | None]:
    """Yield what the shares of each touchpoint may do to a sum; `None` where they matter and were not counted."""
    graph, flow = score.graph, score.flow
    behind = _behind(score, name)
    for source, visits in flow.visits.items():
        ways = [(edge, value) for edge, value in behind if edge.source == source]
        values = [value for edge, value in ways if edge.share > 0 or counted_in(graph, edge)]
        if visits <= _TINY or not values or max(values) - min(values) <= _TINY:
            continue
        n = cases(graph, source)
        if n is None:
            yield None
            continue
        least, span = min(values), max(values) - min(values)
        mean = sum(edge.share * value for edge, value in ways)
        part = wilson(min(1.0, max(0.0, (mean - least) / span)) * n, n)
        low, high = (part.low or 0.0), (1.0 if part.high is None else part.high)
        yield _Part(visits * span * (part.value - low), visits * span * (high - part.value), n)


def _behind(score: JourneyScore, name: str) -> list[tuple[Edge, float]]:
    """Return each way with what the sum still adds on it and behind it."""
    graph = score.graph
    rewards: dict[str, float] = {}
    ends: dict[str, float] = {}
    if name == "completion":
        ends = {end: 1.0 for end, record in graph.journey.all_outcomes.items() if record.kind.good}
    elif name == "contacts":
        rewards = {point: 1.0 for point in graph.touchpoints if graph.contact(point)}
    elif name == "hand-offs":
        rewards = {point: sum(edge.share for edge in graph.outgoing[point] if edge.handoff)
                   for point in graph.touchpoints}  # fmt: skip
    else:
        known = {point: found.value(AMOUNTS[name]) for point, found in score.touchpoints.items()}
        rewards = {point: value for point, value in known.items() if value is not None}
    beyond = score.flow.sensitivity(rewards, ends).beyond
    on_it: Callable[[Edge], float] = (lambda edge: float(edge.handoff)) if name == "hand-offs" else (lambda _: 0.0)
    return [(edge, more + on_it(edge)) for edge, more in zip(graph.edges, beyond, strict=True)]


def cases(graph: JourneyGraph, source: str) -> int | None:
    """Return in how many visits the ways out of a touchpoint were counted; `None` unless one number stands for all.

    The share of one way may be left out, or left to those who give up: it is what the others leave.
    """
    ways = [edge for edge in graph.outgoing[source] if edge.share > 0]
    written = [edge for edge in ways if not edge.assumed and edge.kind != "gives-up"]
    found = {counted_in(graph, edge) for edge in written}
    return found.pop() if len(found) == 1 and sum(edge.assumed for edge in ways) <= 1 else None


def _readings(score: JourneyScore, metric: str) -> Iterator[_Part | None]:
    """Yield what the readings of an amount may do to its sum; `None` where one is missing or was not counted."""
    for name, visits in score.flow.visits.items():
        if visits <= _TINY:
            continue
        found = score.touchpoints[name].metrics.get(metric)
        known = found.estimate if found is not None else None
        if known is None or not known.n or known.low is None or known.high is None:
            yield None
            continue
        yield _Part(visits * (known.value - known.low), visits * (known.high - known.value), known.n)
