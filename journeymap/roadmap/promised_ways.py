"""The ways and touchpoints of one journey found again in a later map, under the same or another name."""

from journeymap.graph import Edge, JourneyGraph
from journeymap.metrics.pooling import Estimate, wilson
from journeymap.scores.sampled import cases


def lost(target: str, before: JourneyGraph, after: JourneyGraph, now: JourneyGraph) -> bool:
    """Tell whether a later map does not say how many go to a target: it is gone though nobody meant it to go."""
    if target in now.touchpoints or target in now.journey.all_outcomes:
        return False
    planned = target in before.touchpoints and target not in after.touchpoints
    return not planned or by_another_name(target, before, after, now)


def by_another_name(name: str, before: JourneyGraph, after: JourneyGraph, now: JourneyGraph) -> bool:
    """Tell whether a touchpoint that a later map lacks may be one that nobody planned."""
    known = before if name in before.touchpoints else after
    place = known.touchpoints[name].channel, known.journey.stage_of[name]
    return any(
        now.title(other) == known.title(name) or (point.channel, now.journey.stage_of[other]) == place
        for other, point in now.touchpoints.items()
        if other not in before.touchpoints and other not in after.touchpoints
    )


def ways(edges: tuple[Edge, ...]) -> dict[str, float]:
    """Return the share of each target; several ways to the same one add up."""
    found: dict[str, float] = {}
    for edge in edges:
        found[edge.target] = found.get(edge.target, 0.0) + edge.share
    return found


def share(graph: JourneyGraph, source: str, target: str) -> Estimate:
    """Return the share of a touchpoint's visitors who go to a target, with its interval where it was counted."""
    part, n = min(1.0, ways(graph.outgoing[source]).get(target, 0.0)), cases(graph, source)
    return wilson(part * n, n) if n is not None else Estimate(part)
