"""The figures of a journey with the interval that counted shares and readings give them.

A figure is an expected sum J over the chain, or a quotient of two. It hangs on
the shares of the ways and on the readings at the touchpoints, all of them
samples. What J adds behind the ways of one touchpoint lies between two ends a
and b. Of all variables between them with one mean m, the one that is always a
or b has the largest variance; (m - a) / (b - a) is therefore given Wilson's
interval of a share in the n visits that were counted: exact for two ways, wider
than need be for more. Each end of it is carried through the chain. Where the
part t of every visit takes another way, J changes by exactly

    v' × t × (what J adds behind that way - m),    v' = h / (1 - q'),

with h the chance of a first visit and q' that of another one after each, both
from the chain as it would be; in a loop v' grows far more upwards than it
shrinks downwards, and the interval with it. Touchpoints are independent
samples: distances to the ends add in squares. The mean score is a quotient,
whose weights are visits: a share moves both sums. The parts of customers who
begin at each entry, importances, and what a customer is worth are as given.

There is an interval only if everything that matters was counted. Where a
touchpoint is left by one way alone there was nothing to count. Where some
never get out, nothing counted says how long they stay: there is none either.

References
----------
G. Y. Zou and A. Donner, "Construction of confidence limits about effect
measures: a general approach", Statistics in Medicine 27 (2008) 1693-1702.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from journeymap.graph import JourneyGraph
from journeymap.metrics.pooling import Estimate, wilson
from journeymap.records import dataclass
from journeymap.scores.figures import FIGURES
from journeymap.scores.journey import JourneyScore
from journeymap.scores.money import counted_in

AMOUNTS: Mapping[str, str] = {"time": "duration", "waiting": "waiting", "cost": "cost"}
"""Figures that add up a metric over the visits."""

_TINY = 1e-9

TRAPPED = _TINY
"""Part of customers who never get out above which no figure has an interval."""


@dataclass(frozen=True)
class _Sum:
    """An expected sum over the chain.

    Attributes
    ----------
    value
        Per customer who starts.
    behind
        What it still adds on each way and behind it, in the order of the graph's edges.
    weights
        The same of the sum it is divided by, as parts of that sum; zeros if it is no quotient.
    """

    value: float
    behind: Sequence[float]
    weights: Sequence[float]


@dataclass(frozen=True)
class _Part:
    """How far the estimate at one touchpoint may move a figure down and up, and the cases behind it."""

    down: float
    up: float
    n: int


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
    if score.flow.trapped > TRAPPED:
        return Estimate(value)
    found = _sum(score, name)
    unit = _unit(score, found.value) if name == "value" else 1.0
    parts = [*_Shares(score).parts(found, unit), *_readings(score, name)]
    if not parts or any(part is None for part in parts):
        return Estimate(value)
    known = [part for part in parts if part is not None]
    low = value - math.sqrt(sum(part.down**2 for part in known))
    high = value + math.sqrt(sum(part.up**2 for part in known))
    return Estimate(value, min(part.n for part in known), max(0.0, low), min(max(value, _most(score, name)), high))


def _most(score: JourneyScore, name: str) -> float:
    """Return the largest value that a figure can have at all."""
    if name == "value" and score.at_risk is not None:
        return score.at_risk.stake
    return {"completion": 1.0, "score": 100.0}.get(name, math.inf)


def _unit(score: JourneyScore, lost: float) -> float:
    """Return what one lost customer of each who starts is worth; where groups differ, in proportion to all."""
    risk = score.at_risk
    if risk is None:
        return 0.0
    return risk.value / lost if lost > _TINY else risk.customers * risk.worth.yearly


def _sum(score: JourneyScore, name: str) -> _Sum:
    """Return a figure as a sum over the chain; of the score, how far it lies above what it is."""
    graph, flow = score.graph, score.flow
    rewards: dict[str, float] = {}
    ends: dict[str, float] = {}
    weights = [0.0] * len(graph.edges)
    if name in {"completion", "value"}:
        wanted = name == "completion"
        ends = {end: 1.0 for end, record in graph.journey.all_outcomes.items() if record.kind.good is wanted}
    elif name == "contacts":
        rewards = {point: 1.0 for point in graph.touchpoints if graph.contact(point)}
    elif name == "hand-offs":
        rewards = {point: sum(edge.share for edge in graph.outgoing[point] if edge.handoff)
                   for point in graph.touchpoints}  # fmt: skip
    elif name == "score":
        parts = _importances(score)
        mean = score.score.value if score.score is not None else 0.0
        rewards = {point: part * (own.value - mean) for point, part in parts.items()
                   if (own := score.touchpoints[point].score) is not None}  # fmt: skip
        weights = list(flow.sensitivity(parts, {}).beyond)
    else:
        rewards = {point: value for point, measured in score.touchpoints.items()
                   if (value := measured.value(AMOUNTS[name])) is not None}  # fmt: skip
    found = flow.sensitivity(rewards, ends)
    on_it = [float(edge.handoff) if name == "hand-offs" else 0.0 for edge in graph.edges]
    return _Sum(found.value, [more + own for more, own in zip(found.beyond, on_it, strict=True)], weights)


def _importances(score: JourneyScore) -> dict[str, float]:
    """Return the importance of each touchpoint with a score, as a part of the weight of all of them."""
    measured = (name for name, point in score.touchpoints.items() if point.score is not None)
    return {name: score.graph.importance(name) / score.measured for name in measured if score.measured > 0}


@dataclass(frozen=True)
class _Shares:
    """What the counted shares of a journey may do to its figures."""

    score: JourneyScore

    @cached_property
    def returns(self) -> Mapping[str, Sequence[float]]:
        """Return for each touchpoint in a loop the chance to come back to it, by edge of the graph."""
        flow = self.score.flow
        found: dict[str, Sequence[float]] = {}
        for source, visits in flow.visits.items():
            if visits > flow.reach[source] * (1 + _TINY) > 0:
                back = flow.reach[source] / visits
                found[source] = [back * more for more in flow.sensitivity({source: 1.0}, {}).beyond]
        return found

    def parts(self, total: _Sum, unit: float) -> Iterator[_Part | None]:
        """Yield what the shares of each touchpoint may do; `None` where they matter and were not counted."""
        graph, edges = self.score.graph, self.score.graph.edges
        for source, visits in self.score.flow.visits.items():
            ways = [at for at, edge in enumerate(edges)
                    if edge.source == source and (edge.share > 0 or counted_in(graph, edge))]  # fmt: skip
            if visits <= _TINY or not ways:
                continue
            least, most = (choose(ways, key=lambda at: total.behind[at]) for choose in (min, max))
            if total.behind[most] - total.behind[least] <= _TINY:
                continue
            n = cases(graph, source)
            yield None if n is None else self.part(total, ways, (least, most), n, unit)

    def part(self, total: _Sum, ways: Sequence[int], ends: tuple[int, int], n: int, unit: float) -> _Part:
        """Return what the shares of one touchpoint may do, counted in n visits."""
        least, most = ends
        span = total.behind[most] - total.behind[least]
        place = (self.mean(total.behind, ways) - total.behind[least]) / span
        found = wilson(min(1.0, max(0.0, place)) * n, n)
        low, high = found.low or 0.0, 1.0 if found.high is None else found.high
        down = 1 - low / found.value if found.value > _TINY else 0.0
        up = 1 - (1 - high) / (1 - found.value) if found.value < 1 - _TINY else 0.0
        lower, higher = self.moved(total, ways, least, down), self.moved(total, ways, most, up)
        return _Part(-unit * lower, unit * higher, n)

    def moved(self, total: _Sum, ways: Sequence[int], way: int, part: float) -> float:
        """Return by how much a figure changes if a part of all visits to a touchpoint takes one way instead."""
        flow, source = self.score.flow, self.score.graph.edges[way].source
        again = self.returns.get(source)
        visits = flow.visits[source]
        if again is not None:
            away = flow.reach[source] / visits
            visits = flow.reach[source] / ((1 - part) * away + part * (1 - again[way]))
        more, weight = (visits * part * (values[way] - self.mean(values, ways))
                        for values in (total.behind, total.weights))  # fmt: skip
        return more / (1 + weight)

    def mean(self, values: Sequence[float], ways: Sequence[int]) -> float:
        return sum(self.score.graph.edges[at].share * values[at] for at in ways)


def cases(graph: JourneyGraph, source: str) -> int | None:
    """Return in how many visits the ways out of a touchpoint were counted; `None` unless one number stands for all.

    One way may have no number of its own, whether its share is written or left out: it is what the others leave.
    """
    counted = [counted_in(graph, edge) for edge in graph.outgoing[source] if edge.share > 0]
    found = {n for n in counted if n is not None}
    return found.pop() if len(found) == 1 and counted.count(None) <= 1 else None


def _readings(score: JourneyScore, name: str) -> Iterator[_Part | None]:
    """Yield what the readings may do to a figure; `None` where one that matters is missing or was not counted."""
    if name == "score" and score.score is not None:
        found = score.score
        yield _part(Estimate(found.value, found.n, found.low, found.high), 1.0)
    if name not in AMOUNTS:
        return
    for point, visits in score.flow.visits.items():
        if visits > _TINY:
            metric = score.touchpoints[point].metrics.get(AMOUNTS[name])
            yield _part(metric.estimate, visits) if metric is not None else None


def _part(known: Estimate, visits: float) -> _Part | None:
    if not known.n or known.low is None or known.high is None:
        return None
    return _Part(visits * (known.value - known.low), visits * (known.high - known.value), known.n)
