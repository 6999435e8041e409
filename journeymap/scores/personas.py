"""The same journey for each group of customers, and how far the groups lie apart.

What each group is scored on is its own: its shares of the ways and entries,
its readings, its ratings of channels. Where a group has none of its own it is
taken to go the ways of all customers; so a journey of which nothing is told by
group has equal figures for all, and those are the figures of the whole.

The whole is what the files declare for all customers. If every group has its
own shares, the whole is their mixture, each weighted by its part of those who
come to the touchpoint; :func:`contradictions` tells where it is not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property

from journeymap.graph import Edge, JourneyGraph
from journeymap.model.journey import Ending, Transition
from journeymap.model.workspace import Path
from journeymap.records import dataclass
from journeymap.scores.channel_fit import JourneyFit, journey_fit
from journeymap.scores.journey import JourneyScore
from journeymap.scores.money import worth

MEASURES = ("completion", "score", "fit", "time", "contacts")
"""What is compared between groups: shares and fit 0-1, score 0-100, minutes, contacts per customer."""

LESS_IS_BETTER = ("time", "contacts")

ROUNDING = 0.01
"""By how much shares in whole percent can miss a sum through rounding: half a point on each side."""


@dataclass(frozen=True)
class PersonaScore:
    """One group on one journey.

    Attributes
    ----------
    name
        Id of the group.
    part
        Of the customers who take the journey, 0-1.
    own
        Whether the files give shares or readings of its own; else its figures are those of all customers.
    score
        Everything that is scored, over its own ways and readings.
    fit
        How well the channels suit it.
    """

    name: str
    part: float
    own: bool
    score: JourneyScore = field(repr=False)
    fit: JourneyFit

    def value(self, measure: str) -> float | None:
        """Return a measure of :data:`MEASURES`; `None` if it is unknown."""
        flow = self.score.flow
        if measure == "score":
            return self.score.score.value if self.score.score else None
        if measure == "fit":
            return self.fit.value
        if measure == "time":
            known = [amount.value for amount in (flow.duration, flow.waiting) if amount.known > 0]
            return sum(known) if known else None
        return flow.completion if measure == "completion" else flow.contacts

    def interval(self, measure: str) -> tuple[float, float] | None:
        """Return the 95 % interval of a measure; `None` if it has none: opinions and declared shares have none."""
        score = self.score.score
        if measure != "score" or score is None or score.low is None or score.high is None:
            return None
        return score.low, score.high


@dataclass(frozen=True)
class Spread:
    """How far the groups lie apart in one measure.

    Attributes
    ----------
    best, worst
        The groups at the ends; times and contacts are best where they are least.
    low, high
        The least and the greatest value.
    apart
        Whether the intervals of the two do not touch; `None` if one of them has none. Both rest in part on the same
        readings, so that this is a stricter test than one of the difference.
    """

    measure: str
    best: str
    worst: str
    low: float
    high: float
    apart: bool | None

    @property
    def width(self) -> float:
        """Return greatest minus least value, in the unit of the measure."""
        return self.high - self.low


@dataclass(frozen=True)
class Personas:
    """The groups of customers of one journey beside each other.

    Attributes
    ----------
    groups
        By id, in the order of the files.
    """

    groups: Mapping[str, PersonaScore]

    @cached_property
    def spreads(self) -> Mapping[str, Spread]:
        """Return the spread of each measure that at least two groups have."""
        found = {measure: self._spread(measure) for measure in MEASURES}
        return {measure: spread for measure, spread in found.items() if spread is not None}

    def _spread(self, measure: str) -> Spread | None:
        known = {name: value for name, group in self.groups.items() if (value := group.value(measure)) is not None}
        if len(known) < 2:
            return None
        low, high = min(known, key=lambda name: (known[name], name)), max(known, key=lambda name: (known[name], name))
        best, worst = (low, high) if measure in LESS_IS_BETTER else (high, low)
        return Spread(measure, best, worst, known[low], known[high], self.apart(measure, low, high))

    def apart(self, measure: str, one: str, two: str) -> bool | None:
        """Tell whether two groups' intervals do not touch; `None` if one of them has none."""
        a, b = self.groups[one].interval(measure), self.groups[two].interval(measure)
        return None if a is None or b is None else a[1] < b[0] or b[1] < a[0]

    @cached_property
    def at_risk(self) -> Mapping[str, float]:
        """Return what each group loses in a year, in the currency; empty unless it is known of every group."""
        found = {name: group.score.at_risk for name, group in self.groups.items()}
        known = {name: risk.value for name, risk in found.items() if risk is not None}
        return known if len(known) == len(self.groups) else {}

    @cached_property
    def risk(self) -> Mapping[str, float]:
        """Return each group's part of the value at risk of all groups, 0-1, summing to 1.

        A group's weight is part × share lost × value, of the journey or else its own; how many start in a year need
        not be known. Empty unless every value is known.
        """
        lost: dict[str, float] = {}
        for name, group in self.groups.items():
            one = worth(group.score.graph)
            if one is None:
                return {}
            lost[name] = group.part * group.score.flow.churn * one.yearly
        total = sum(lost.values())
        return {name: value / total for name, value in lost.items()} if total > 0 else {}


def personas(score: JourneyScore) -> Personas:
    """Set the groups of customers of a journey beside each other.

    Parameters
    ----------
    score
        The journey of all customers.
    """
    graph = score.graph
    return Personas(
        {
            name: PersonaScore(
                name, graph.groups[name], name in graph.told_apart, own, journey_fit(graph, own.flow.visits, name)
            )
            for name, own in score.by_persona.items()
        }
    )


@dataclass(frozen=True)
class Contradiction:
    """A share of all customers that the groups' own shares cannot add up to.

    Attributes
    ----------
    source, target
        The way; an entry has an empty source.
    path
        Its place in the workspace.
    declared
        The share of all customers, 0-1.
    low, high
        What the groups make of it: from their own shares, with those who have none going anywhere between nobody
        and all of them.
    visits
        Of the touchpoint the way leaves, per customer who starts.
    """

    source: str
    target: str
    path: Path
    declared: float
    low: float
    high: float
    visits: float

    @property
    def gap(self) -> float:
        """Return the distance of the declared share from what the groups can make, 0-1."""
        return max(self.low - self.declared, self.declared - self.high, 0.0)


def contradictions(score: JourneyScore, tolerance: float = ROUNDING) -> tuple[Contradiction, ...]:
    """Return the ways whose share over all customers differs from the mixture of the groups.

    Parameters
    ----------
    score
        The journey of all customers.
    tolerance
        Difference from which it counts, 0-1.

    Notes
    -----
    At a touchpoint i the mixture is Σ g v(g, i) p(g, i → j) / Σ g v(g, i), with g the part of a group and v its
    expected visits. A group with a share of its own at one way is taken to go the others by the shares of all, as in
    its own journey. Groups without any, and the customers of no group, may go any way, which leaves room for the
    declared share; only what no choice of theirs can explain is a contradiction.
    """
    found = [item for item in _mixtures(score) if item.gap > tolerance]
    return tuple(sorted(found, key=lambda item: (-item.gap * item.visits, item.source, item.target)))


def _mixtures(score: JourneyScore) -> Iterator[Contradiction]:
    graph = score.graph
    starts = graph.journey.starts or {}
    told = {name for start in starts.values() for name in start.by_persona or {}}
    parts: dict[str | None, float] = dict(graph.groups.items())
    if graph.others:
        parts[None] = graph.others
    for name in starts if told else ():
        shares = {key: score.by_persona[key].graph.entries.get(name, 0.0) for key in graph.groups if key in told}
        low, high = _mixed(shares, parts)
        path: Path = ("journeys", graph.name, "starts", name)
        yield Contradiction("", name, path, graph.entries.get(name, 0.0), low, high, 1.0)
    for source in graph.touchpoints:
        yield from _ways_out(score, source)


def _ways_out(score: JourneyScore, source: str) -> Iterator[Contradiction]:
    """Yield what the groups make of each way out of a touchpoint, if one of them has a share of its own there.

    A group with a share of its own at one way goes the other ways by the shares of all, or gives up: all its ways
    are known. A group without any is free.
    """
    graph, point = score.graph, score.graph.touchpoints[source]
    ways: list[Transition | Ending] = [*(point.next or {}).values(), *(point.ends or {}).values()]
    told = {name for way in ways for name in way.by_persona or {}} & set(graph.groups)
    come: dict[str | None, float] = {
        name: part * score.by_persona[name].flow.visits[source] for name, part in graph.groups.items()
    }
    if graph.others:
        come[None] = graph.others * score.flow.visits[source]
    total = sum(come.values())
    if not told or total <= 0:
        return
    parts = {name: visits / total for name, visits in come.items()}
    whole = _by_target(graph, source)
    own = {name: _by_target(score.by_persona[name].graph, source) for name in graph.groups if name in told}
    for target in dict.fromkeys((*whole, *(target for each in own.values() for target in each))):
        low, high = _mixed({name: each[target].share if target in each else 0.0 for name, each in own.items()}, parts)
        edge = whole.get(target) or next(each[target] for each in own.values() if target in each)
        declared = whole[target].share if target in whole else 0.0
        yield Contradiction(source, target, edge.path, declared, low, high, total)


def _by_target(graph: JourneyGraph, source: str) -> Mapping[str, Edge]:
    """Return the ways out of a touchpoint by where they lead; several to one place are added up."""
    found: dict[str, Edge] = {}
    for edge in graph.outgoing[source]:
        known = found.get(edge.target)
        found[edge.target] = edge if known is None else replace(known, share=known.share + edge.share)
    return found


def _mixed(own: Mapping[str, float], parts: Mapping[str | None, float]) -> tuple[float, float]:
    """Return the least and the greatest share that the groups can make of a way.

    Parameters
    ----------
    own
        Share of each group whose ways are known.
    parts
        Of those who come, by group; `None` for the customers of no group.
    """
    given = sum(parts[name] * share for name, share in own.items() if name in parts)
    return given, given + sum(part for name, part in parts.items() if name not in own)
