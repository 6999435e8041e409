"""From touchpoints to stages and the journey: figures side by side, never merged into one."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from functools import cached_property

from journeymap.flow import Flow, Passage, passage, solve
from journeymap.graph import JourneyGraph
from journeymap.metrics import catalogue
from journeymap.model.journey import Touchpoint
from journeymap.model.measures import Measurement
from journeymap.model.workspace import Path
from journeymap.records import dataclass
from journeymap.scores.counted import Parts, of_journey, of_touchpoint
from journeymap.scores.money import at_risk, customers, yearly
from journeymap.scores.ranking import Rank, ranks
from journeymap.scores.setting import Setting, settings
from journeymap.scores.stake import AtRisk, Yearly
from journeymap.scores.touchpoint import Score, Term, TouchpointScore, score_touchpoint, weighted
from journeymap.vocabulary import Purpose

Apart = Mapping[str, tuple[tuple[Measurement, Path], ...]]
"""Readings of a touchpoint kept apart from the map, by metric."""

SERVICE = (Purpose.SERVICE, Purpose.CARE)


@dataclass(frozen=True)
class Service:
    """Service and care touchpoints against the rest of the journey.

    Attributes
    ----------
    service, rest
        Weighted means over the two groups.
    difference, low, high
        Service minus rest, -100 to 100, with its 95 % interval where both have one: the two are independent, and
        each end takes the distances that lead there (G. Y. Zou and A. Donner, Statistics in Medicine 27 (2008)
        1693-1702).
    """

    service: Score
    rest: Score
    difference: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class PeakEnd:
    """The most intense moment and the end.

    Attributes
    ----------
    peak, end
        Touchpoints; ties for the peak go to the worse. The end is where most customers are last, by whatever way
        they leave; if it has no score, there is no figure.
    score
        Mean of the two scores.
    """

    peak: str
    end: str
    score: float


@dataclass(frozen=True)
class JourneyScore:
    """One journey's figures.

    Attributes
    ----------
    graph, flow
        What they were computed from.
    touchpoints
        By touchpoint.
    weights
        Weight of each touchpoint: expected visits × importance.
    stages
        Weighted mean by stage; `None` where nothing is measured.
    score
        Weighted mean over the measured touchpoints.
    coverage
        Share of the weight that has a score, 0-1.
    worst_moment
        Worst measured moment of truth, if any.
    peak_end, service
        `None` where they cannot be told.
    settings
        What surrounds each touchpoint.
    """

    graph: JourneyGraph = field(repr=False)
    flow: Flow = field(repr=False)
    touchpoints: Mapping[str, TouchpointScore] = field(repr=False)
    weights: Mapping[str, float] = field(repr=False)
    stages: Mapping[str, Score | None]
    score: Score | None
    coverage: float
    worst_moment: str | None
    peak_end: PeakEnd | None
    service: Service | None
    settings: Mapping[str, Setting] = field(repr=False)

    @property
    def counted(self) -> float:
        """Return the part of the weight whose metrics are counted and have an interval, 0-1.

        A touchpoint whose score mixes counts and opinions counts by its counted metrics only.
        """
        return self.parts.share * self.coverage

    @cached_property
    def measured(self) -> float:
        """Return the weight of the touchpoints that have a score."""
        return sum(self.weights[name] for name, point in self.touchpoints.items() if point.score is not None)

    @cached_property
    def parts(self) -> Parts:
        """Return the score taken apart into what was counted and what is opinion."""
        return of_journey(self.touchpoints, self.weights)

    @cached_property
    def ranks(self) -> Mapping[str, Rank]:
        """Return the places of the touchpoints by their counted parts; those without one have no place."""
        found = {name: of_touchpoint(point).counted for name, point in self.touchpoints.items()}
        known = {name: (part.low, part.high) for name, part in found.items() if part is not None}
        return ranks({name: (low, high) for name, (low, high) in known.items() if low is not None and high is not None})

    @cached_property
    def at_risk(self) -> AtRisk | None:
        """Return what is lost in a year, of the group looked at; `None` if customers or their value are unknown."""
        return at_risk(self.graph, self.flow, self._groups)

    @cached_property
    def yearly(self) -> Yearly | None:
        """Return what all who start are worth in a year, summed like :attr:`at_risk`; `None` as there."""
        return yearly(self.graph, self.flow, self._groups)

    @property
    def _groups(self) -> Mapping[str, tuple[JourneyGraph, Passage]]:
        """Return the ways of each group; none for the journey of one."""
        if self.graph.persona is not None:
            return {}
        return {name: (own, self.passages[name]) for name, own in self.graph.by_group.items()}

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """Return how each group that takes the journey passes through it, over its own ways."""
        flow = self.flow
        whole = Passage(flow.visits, flow.trapped, flow.completion, flow.traversals, flow.system)
        told = self.graph.told_apart
        return {name: passage(own) if name in told else whole for name, own in self.graph.by_group.items()}

    @cached_property
    def by_persona(self) -> Mapping[str, "JourneyScore"]:
        """Return the scores for each group that takes the journey, over its own ways and readings.

        A group of which the files say nothing of its own goes the ways of all customers and has their readings, so
        that its figures are those of the whole. The whole is what the files declare; it is not computed from the
        groups, and the rule ``persona-mix-contradicts`` tells where the two cannot both hold.
        """
        graph = self.graph
        return {
            name: score_journey(graph.by_group[name], self)
            if name in graph.told_apart
            else replace(self, graph=replace(graph, persona=name))
            for name in graph.groups
        }

    def customers(self) -> float | None:
        """Return how many customers, of the group looked at, start the journey in a year, if it is known."""
        return customers(self.graph)


def score_journey(graph: JourneyGraph, like: JourneyScore | None = None) -> JourneyScore:
    """Score a journey and everything in it.

    Parameters
    ----------
    graph
        The journey.
    like
        Of another state, or of all customers: what is the same there is not scored again.
    """
    metrics = catalogue(graph.workspace.content.metrics)
    apart = _apart(graph)
    around = settings(graph)
    alike = _alike(like, graph, apart, around) if like is not None else {}
    kept = _kept(like, graph, apart, around, alike) if like is not None else {}
    points = {
        name: kept.get(name) or score_touchpoint(
            point, catalogue=metrics, journey=graph.journey, path=graph.path(name), apart=apart.get(name, {}),
            persona=graph.persona, setting=around[name], alike=alike.get(name),
        )
        for name, point in graph.touchpoints.items()
    }  # fmt: skip
    flow = solve(graph, lambda name, what: points[name].value(what))
    weights = {name: flow.visits[name] * graph.importance(name) for name in graph.touchpoints}
    total = sum(weights.values())
    measured = sum(weight for name, weight in weights.items() if points[name].score is not None)
    stages = {stage: _over(record.touchpoints, points, weights) for stage, record in graph.journey.stages.items()}
    return JourneyScore(
        graph=graph,
        flow=flow,
        touchpoints=points,
        weights=weights,
        stages=stages,
        score=_over(graph.touchpoints, points, weights),
        coverage=measured / total if total else 0.0,
        worst_moment=_worst_moment(graph, flow, points),
        peak_end=_peak_end(graph, flow, points),
        service=_service(graph, points, weights),
        settings=around,
    )


def _alike(
    like: JourneyScore, graph: JourneyGraph, apart: Mapping[str, Apart], around: Mapping[str, Setting]
) -> dict[str, TouchpointScore]:
    """Return the scores of touchpoints with the same readings behind the same promise."""
    other = like.graph
    if other.workspace.content.metrics is not graph.workspace.content.metrics:
        return {}
    if other.journey.evidence != graph.journey.evidence:
        return {}
    before = _apart(other)
    return {
        name: like.touchpoints[name]
        for name, point in graph.touchpoints.items()
        if other.touchpoints.get(name) is point
        and other.path(name) == graph.path(name)
        and before.get(name) == apart.get(name)
        and like.settings[name].promised == around[name].promised
    }


def _kept(
    like: JourneyScore, graph: JourneyGraph, apart: Mapping[str, Apart], around: Mapping[str, Setting],
    alike: Mapping[str, TouchpointScore],
) -> dict[str, TouchpointScore]:  # fmt: skip
    """Return those of them that hold here too: which groups come bears on readings of groups alone."""
    same = like.graph.persona == graph.persona
    return {
        name: score
        for name, score in alike.items()
        if (same and like.settings[name] == around[name])
        or not _told_by_group(graph.touchpoints[name], apart.get(name, {}))
    }


def _told_by_group(point: Touchpoint, apart: Apart) -> bool:
    """Tell whether any reading of a touchpoint is of one group."""
    return bool(point.read_apart) or any(
        reading.persona is not None for readings in apart.values() for reading, _ in readings
    )


def _apart(graph: JourneyGraph) -> dict[str, dict[str, tuple[tuple[Measurement, Path], ...]]]:
    """Readings kept apart, by touchpoint and metric."""
    found: dict[str, dict[str, tuple[tuple[Measurement, Path], ...]]] = {}
    for index, entry in enumerate(graph.workspace.content.measurements):
        if entry.journey == graph.name and not _changed(graph, entry):
            metrics = found.setdefault(entry.touchpoint, {})
            metrics[entry.metric] = (*metrics.get(entry.metric, ()), (entry, ("measurements", index)))
    return found


def _changed(graph: JourneyGraph, entry: Measurement) -> bool:
    """Tell whether a change gave the metric a new value, which an old measurement must not water down."""
    if entry.touchpoint not in graph.touchpoints:
        return True
    path, origins = graph.path(entry.touchpoint), graph.workspace.origins
    return (*path, entry.metric) in origins or (*path, "measures", entry.metric) in origins


def _over(names: Iterable[str], points: Mapping[str, TouchpointScore], weights: Mapping[str, float]) -> Score | None:
    terms = []
    for name in names:
        score = points[name].score
        if score is not None:
            terms.append((Term(name, score.value, weights[name]), score.low, score.high, score.n))
    return weighted(terms)


def _worst_moment(graph: JourneyGraph, flow: Flow, points: Mapping[str, TouchpointScore]) -> str | None:
    moments = [name for name, point in graph.touchpoints.items() if point.moment_of_truth and flow.reach[name] > 0]
    rated = [(score.value, name) for name in moments if (score := points[name].score) is not None]
    return min(rated)[1] if rated else None


def _peak_end(graph: JourneyGraph, flow: Flow, points: Mapping[str, TouchpointScore]) -> PeakEnd | None:
    """The touchpoint furthest from 50 among those that are met, and the one where most customers are last."""
    rated = {name: score.value for name in graph.touchpoints
             if flow.reach[name] > 0 and (score := points[name].score) is not None}  # fmt: skip
    last = last_touchpoint(graph, flow)
    if last is None or last[0] not in rated:
        return None
    peak = min(rated, key=lambda name: (-abs(rated[name] - 50), rated[name], name))
    end = last[0]
    return PeakEnd(peak, end, (rated[peak] + rated[end]) / 2)


def last_touchpoint(graph: JourneyGraph, flow: Flow) -> tuple[str, float] | None:
    """Return where most customers are last, however it ends for them, with their part of all; `None` if nowhere."""
    last = {name: flow.visits[name] * sum(edge.share for edge in ways if edge.target not in graph.touchpoints)
            for name, ways in graph.outgoing.items()}  # fmt: skip
    most = max(last, key=lambda name: last[name])
    return (most, last[most]) if last[most] > 0 else None


def _service(
    graph: JourneyGraph, points: Mapping[str, TouchpointScore], weights: Mapping[str, float]
) -> Service | None:
    inside = graph.of_purpose(*SERVICE)
    service = _over(inside, points, weights)
    rest = _over([name for name in graph.touchpoints if name not in inside], points, weights)
    if service is None or rest is None:
        return None
    difference = service.value - rest.value
    if service.low is None or service.high is None or rest.low is None or rest.high is None:
        return Service(service, rest, difference, None, None)
    low = math.hypot(service.value - service.low, rest.high - rest.value)
    high = math.hypot(service.high - service.value, rest.value - rest.low)
    return Service(service, rest, difference, max(-100.0, difference - low), min(100.0, difference + high))
