"""Levers: which share of a way, or which metric, moves a figure of the journey most.

Every figure is an expected sum J over the chain, or a quotient of two. One
adjoint solve gives dJ/dp for the share p of every way, the other ways of its
touchpoint growing or shrinking in proportion, and dJ/dr for the reward r of
every touchpoint (Kemeny and Snell, *Finite Markov Chains*, chapter III).

The score is a quotient of two sums over the measured touchpoints::

    S = N / D,   N = Σ visits · importance · s,   D = Σ visits · importance
    dS = (dN - S dD) / D

so that a share moves it through the visits of everything behind: with the
reward importance · (s - S) / D at each touchpoint one solve gives dS/dp. A
metric moves it through its own touchpoint only::

    dS/dm = visits · importance / D · (weight of m among the metrics there) · slope of its 0-100 mapping at m

Slopes are taken towards the better side, and are 0 where the mapping has
ended. The elasticity is percent of the figure for one percent of the lever; a
lever whose zero is a convention, such as a rating or a net score, has none.

Levers of different kinds are compared by steps of equal reach: each closes a
tenth of what lies between its present value and the best it can have.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from journeymap.flow import Flow, Sensitivity
from journeymap.graph import Edge, JourneyGraph
from journeymap.records import dataclass
from journeymap.scores.counted import judged
from journeymap.scores.figures import FIGURES, JourneyFigure
from journeymap.scores.journey import JourneyScore
from journeymap.scores.money import members
from journeymap.scores.touchpoint import MetricScore
from journeymap.source import Span
from journeymap.vocabulary import OutcomeKind, Purpose, Service

MOST = 10
"""Levers shown for a figure."""

PART = 0.1
"""Step of a lever as a part of what is left to its best value; a convention of this tool."""

TINY = 1e-12

AMOUNTS: Mapping[str, str] = {"time": "duration", "waiting": "waiting", "cost": "cost"}
"""Figures that are the sum of a metric over the visits."""

RATIO = frozenset({"share", "min", "money", "count"})
"""Units with a natural zero, so that a percent of a value means something (Stevens 1946, ratio scales)."""

OF_THE_WAYS = frozenset({"completion", "abandonment"})
"""Metrics that state at a touchpoint what its ways state too."""


@dataclass(frozen=True)
class Lever:
    """Something that moves a figure.

    Attributes
    ----------
    touchpoint
        Where it is.
    edge
        The way whose share is moved; `None` for a metric.
    metric
        The metric that is moved; `None` for a way.
    now
        Its present value in base units.
    unit
        Of the value, as of the metric; ``share`` for a way.
    step
        The change towards the better: a tenth of what is left, to 0 or 1 for a share, to 0 for an
        amount, to the end of its mapping for a metric in the score. In base units, with its sign.
    slope
        Derivative of the figure with respect to the lever.
    effect
        What the step changes of the figure, slope × step.
    elasticity
        Percent of the figure for one percent of the lever; `None` where the figure is 0, and
        for a lever on a scale without a natural zero.
    place
        Line of the value.
    """

    touchpoint: str
    edge: Edge | None
    metric: str | None
    now: float
    unit: str
    step: float
    slope: float
    effect: float
    elasticity: float | None
    place: Span


def levers(score: JourneyScore, figure: str) -> tuple[Lever, ...]:
    """Return everything that can improve a figure of a journey, strongest first.

    Parameters
    ----------
    score
        The journey.
    figure
        Id of one of `FIGURES`.

    Returns
    -------
    tuple of Lever
        By the size of the effect of one step; empty if the figure is unknown.

    Notes
    -----
    Effects are of first order: exact for small steps. `journeymap score --set`
    computes a step of any size. A step that would lose customers, or tell more
    of them that it is not for them, is no lever: a journey also gets shorter
    when people leave it. Nor is the time spent where a product is used or
    nobody is on the other side. One decision is named once: a way to be taken
    less often stands for those that are then taken more often, and of a loss
    and a measured completion at the same touchpoint the stronger is kept.
    """
    known = FIGURES[figure]
    value = known.value(score)
    if value is None:
        return ()
    every = [*_ways(score, known, value), *_metrics(score, known, value)]
    found = [lever for lever in every if abs(lever.effect) > TINY * max(1.0, abs(value))]
    less = {lever.touchpoint for lever in found if lever.edge is not None and lever.step < 0}
    strong = [lever for lever in found if lever.edge is None or lever.step < 0 or lever.touchpoint not in less]
    strong = [lever for lever in strong if not _told_twice(score.graph, lever, strong)]
    return tuple(sorted(strong, key=lambda lever: (-abs(lever.effect), lever.touchpoint, lever.metric or "",
                                                   lever.edge.target if lever.edge else "")))  # fmt: skip


def way_slopes(score: JourneyScore, figure: str) -> tuple[float, ...]:
    """Return the derivative of a figure by the share of each way, in the order of the graph's edges.

    Raises
    ------
    KeyError
        If there is no such figure.
    """
    graph, flow = score.graph, score.flow
    if figure == "hand-offs":
        return _hand_offs(graph, flow)
    if figure == "value":
        return _value_slopes(score)
    return _sensitivity(score, figure).edges


def _value_slopes(score: JourneyScore) -> tuple[float, ...]:
    """Return the derivative of the value lost: a sum over the groups of customers, as the value is.

    A share that falls does so in every group by the same part of itself, one that grows by the same part of
    the rest, as in `journeymap.changes.shares`; the direction is the one in which less is lost.
    """
    graph, risk = score.graph, score.at_risk
    down, up = ([0.0] * len(graph.edges) for _ in range(2))
    groups = {name: (own.graph, own.flow) for name, own in score.by_persona.items()} if graph.persona is None else {}
    for member in members(graph, score.flow, groups, risk.worth.yearly) if risk is not None else ():
        success = {name: 1.0 for name in graph.outcomes if graph.outcome_kind(name).good}
        scale = -_started(score) * member.part * member.yearly
        own = {_key(edge): (edge.share, scale * slope) for edge, slope in
               zip(member.graph.edges, member.flow.sensitivity({}, success).edges, strict=True)}  # fmt: skip
        for index, edge in enumerate(graph.edges):
            theirs, slope = own.get(_key(edge), (0.0, 0.0))
            down[index] += slope * (theirs / edge.share if edge.share > 0 else 0.0)
            up[index] += slope * ((1 - theirs) / (1 - edge.share) if edge.share < 1 else 0.0)
    return tuple(rise if rise < 0 else fall for rise, fall in zip(up, down, strict=True))


def _key(edge: Edge) -> tuple[object, ...]:
    return edge.source, edge.target, edge.kind, edge.path


def _started(score: JourneyScore) -> float:
    """Return how many customers start in a year; 0 if that is unknown."""
    return score.at_risk.customers if score.at_risk is not None else 0.0


def _sensitivity(score: JourneyScore, figure: str) -> Sensitivity:
    graph = score.graph
    if figure == "completion":
        return score.flow.sensitivity({}, {name: 1.0 for name in graph.outcomes if graph.outcome_kind(name).good})
    return score.flow.sensitivity(visit_slopes(score, figure), {})


def visit_slopes(score: JourneyScore, figure: str) -> dict[str, float]:
    """Return what one visit more to each touchpoint adds to a figure by itself, what follows left out."""
    graph = score.graph
    if figure == "score":
        whole = score.score.value if score.score is not None else 0.0
        total = score.measured
        return {name: graph.importance(name) * (point.score.value - whole) / total
                for name, point in score.touchpoints.items() if point.score is not None and total > 0}  # fmt: skip
    if figure == "contacts":
        return {name: 1.0 for name in graph.touchpoints if graph.contact(name)}
    metric = AMOUNTS[figure]
    amounts = {name: point.value(metric) for name, point in score.touchpoints.items()}
    return {name: value for name, value in amounts.items() if value is not None}


def _hand_offs(graph: JourneyGraph, flow: Flow) -> tuple[float, ...]:
    """A hand-off is counted on the way itself: its share moves the visits behind it and the count here."""
    here = {name: sum(edge.share for edge in ways if edge.handoff) for name, ways in graph.outgoing.items()}
    behind = flow.sensitivity(here, {}).edges
    return tuple(
        slope + (flow.visits[edge.source] * (edge.handoff - here[edge.source]) / (1 - edge.share)
                 if edge.share < 1 else 0.0)
        for edge, slope in zip(graph.edges, behind, strict=True)
    )  # fmt: skip


def _ways(score: JourneyScore, figure: JourneyFigure, value: float) -> Iterator[Lever]:
    sign = 1 if figure.better == "higher" else -1
    slopes, success = way_slopes(score, figure.id), way_slopes(score, "completion")
    for edge, slope, kept in zip(score.graph.edges, slopes, success, strict=True):
        up = sign * slope > 0
        step = PART * (1 - edge.share if up else -edge.share)
        if kept * step < -TINY or (up and _declines(score.graph, edge)):
            continue
        place = score.graph.workspace.where(*edge.path)
        yield Lever(edge.source, edge, None, edge.share, "share", step, slope, slope * step,
                    edge.share * slope / value if value else None, place)  # fmt: skip


def _declines(graph: JourneyGraph, edge: Edge) -> bool:
    """Tell whether a way ends with being told that it is not for this customer."""
    return edge.target not in graph.touchpoints and graph.outcome_kind(edge.target) is OutcomeKind.NOT_ELIGIBLE


def _told_twice(graph: JourneyGraph, lever: Lever, every: Sequence[Lever]) -> bool:
    """Tell whether a stronger lever at the same touchpoint states the same fact: a loss, or its measured completion."""
    losing = _loses(graph, lever)
    if not losing and lever.metric not in OF_THE_WAYS:
        return False
    others = [other for other in every if other.touchpoint == lever.touchpoint
              and (other.metric in OF_THE_WAYS if losing else _loses(graph, other))]  # fmt: skip
    return any((abs(other.effect), losing) > (abs(lever.effect), not losing) for other in others)


def _loses(graph: JourneyGraph, lever: Lever) -> bool:
    """Tell whether a lever is a failure, or a way out without what the customer came for."""
    edge = lever.edge
    if edge is None:
        return False
    return edge.failure is not None or (
        edge.target not in graph.touchpoints and not graph.outcome_kind(edge.target).good
    )


def _metrics(score: JourneyScore, figure: JourneyFigure, value: float) -> Iterator[Lever]:
    for name, point in score.touchpoints.items():
        for metric in point.metrics.values():
            slope = metric_slope(score, name, metric, figure.id)
            if slope == 0 or (metric.metric == "duration" and _chosen(score.graph, name)):
                continue
            down = (slope > 0) != (figure.better == "higher")
            step = PART * (_best(metric, figure.id, down=down) - metric.estimate.value)
            elastic = value and metric.unit in RATIO
            yield Lever(name, None, metric.metric, metric.estimate.value, metric.unit, step, slope, slope * step,
                        metric.estimate.value * slope / value if elastic else None,
                        score.graph.workspace.where(*metric.path))  # fmt: skip


def _chosen(graph: JourneyGraph, name: str) -> bool:
    """Tell whether the time at a touchpoint is the customer's own: using a product, or without a counterpart."""
    return graph.touchpoints[name].purpose is Purpose.USE or graph.service(name) is Service.NOBODY


def _best(metric: MetricScore, figure: str, *, down: bool) -> float:
    """Return the best value a metric can have: nothing of an amount that is summed, else the end of its mapping."""
    if figure in AMOUNTS:
        return 0.0
    return metric.points[0 if down else -1][0]


def metric_slope(score: JourneyScore, name: str, metric: MetricScore, figure: str) -> float:
    """Return the derivative of a figure with respect to a metric at a touchpoint, in units of the metric."""
    if figure == "score":
        total = score.measured
        inside = sum(other.weight for other in judged(score.touchpoints[name]))
        if metric.score is None or total <= 0 or inside <= 0:
            return 0.0
        return score.weights[name] / total * metric.weight / inside * mapping_slope(metric)
    return score.flow.visits[name] if AMOUNTS.get(figure) == metric.metric else 0.0


def mapping_slope(metric: MetricScore) -> float:
    """Return the slope of a metric's 0-100 mapping at its value, towards the better; 0 where no side is better.

    At a corner the two sides differ: the one on which the score rises counts, the steeper if it is both.
    """
    value = metric.estimate.value
    above = below = 0.0
    for (low, a), (high, b) in pairwise(metric.points):
        if low <= value < high:
            above = (b - a) / (high - low)
        if low < value <= high:
            below = (b - a) / (high - low)
    return max(max(above, 0.0), min(below, 0.0), key=abs)
