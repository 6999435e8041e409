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
ended. The elasticity is percent of the figure for one percent of the lever.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeymap.flow import Flow, Sensitivity
from journeymap.graph import Edge, JourneyGraph
from journeymap.scores.counted import judged
from journeymap.scores.figures import FIGURES, JourneyFigure
from journeymap.scores.journey import JourneyScore
from journeymap.scores.touchpoint import MetricScore
from journeymap.source import Span
from journeymap.vocabulary import OutcomeKind

MOST = 10
"""Levers shown for a figure."""

POINT = 0.01
"""Step of a share: one percentage point."""

TINY = 1e-12

AMOUNTS: Mapping[str, str] = {"time": "duration", "waiting": "waiting", "cost": "cost"}
"""Figures that are the sum of a metric over the visits."""


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
        The change towards the better: a percentage point of a share; of a metric a hundredth
        of the length of its mapping; never more than there is left. In base units, with its sign.
    slope
        Derivative of the figure with respect to the lever.
    effect
        What the step changes of the figure, slope × step.
    elasticity
        Percent of the figure for one percent of the lever; `None` where the figure is 0.
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
    when people leave it. Where a touchpoint has two ways, one share is the
    other's rest, and the smaller one stands for both.
    """
    known = FIGURES[figure]
    value = known.value(score)
    if value is None:
        return ()
    found = [*_ways(score, known, value), *_metrics(score, known, value)]
    strong = [lever for lever in found if abs(lever.effect) > TINY * max(1.0, abs(value))]
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
        scale = -_worth(score)
        return tuple(scale * slope for slope in _sensitivity(score, "completion").edges)
    return _sensitivity(score, figure).edges


def _worth(score: JourneyScore) -> float:
    """Return customers × yearly value of one; 0 where either is unknown."""
    return score.at_risk.customers * score.at_risk.worth.yearly if score.at_risk is not None else 0.0


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
        step = min(POINT, 1 - edge.share) if up else -min(POINT, edge.share)
        if kept * step < -TINY or (up and _declines(score.graph, edge)) or _mirrored(score.graph, edge):
            continue
        place = score.graph.workspace.where(*edge.path)
        yield Lever(edge.source, edge, None, edge.share, "share", step, slope, slope * step,
                    edge.share * slope / value if value else None, place)  # fmt: skip


def _declines(graph: JourneyGraph, edge: Edge) -> bool:
    """Tell whether a way ends with being told that it is not for this customer."""
    return edge.target not in graph.touchpoints and graph.outcome_kind(edge.target) is OutcomeKind.NOT_ELIGIBLE


def _mirrored(graph: JourneyGraph, edge: Edge) -> bool:
    """Tell whether a way is the larger, or the second of equal ones, of two."""
    taken = [other for other in graph.outgoing[edge.source] if other.share > 0]
    return len(taken) == 2 and edge is max(taken, key=lambda other: (other.share, taken.index(other)))


def _metrics(score: JourneyScore, figure: JourneyFigure, value: float) -> Iterator[Lever]:
    for name, point in score.touchpoints.items():
        for metric in point.metrics.values():
            slope = metric_slope(score, name, metric, figure.id)
            if slope == 0:
                continue
            step = _step(metric, down=(slope > 0) != (figure.better == "higher"))
            yield Lever(name, None, metric.metric, metric.estimate.value, metric.unit, step, slope, slope * step,
                        metric.estimate.value * slope / value if value else None,
                        score.graph.workspace.where(*metric.path))  # fmt: skip


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
    """Return the slope of a metric's 0-100 mapping at its value, towards the better; 0 where it has ended."""
    value = metric.estimate.value
    for (low, a), (high, b) in zip(metric.points, metric.points[1:], strict=False):
        rising = b > a
        if high > low and (low <= value < high if rising else low < value <= high):
            return (b - a) / (high - low)
    return 0.0


def _step(metric: MetricScore, *, down: bool) -> float:
    """Return a hundredth of the length of a mapping, else of the value, and no more than there is left."""
    value = metric.estimate.value
    first, last = (metric.points[0][0], metric.points[-1][0]) if metric.points else (0.0, abs(value))
    length = (last - first) / 100
    left = value - first if down else last - value
    step = min(length, left) if metric.points and left > 0 else length
    return -step if down else step
