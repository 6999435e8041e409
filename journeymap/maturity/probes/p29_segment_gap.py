"""P29: what one group of customers gets and another does not."""

from collections.abc import Iterator, Mapping

from journeymap.graph import JourneyGraph
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import difference, inapplicable, limited, points, readings, told, unavailable
from journeymap.metrics import Metric, catalogue
from journeymap.metrics.pooling import Estimate
from journeymap.scores import MetricScore, score_touchpoint
from journeymap.text import count, number, say

APART = 10.0
"""Points on 0-100 up to which groups differ little."""

GROUPS = 2
"""From this many on there is something to compare."""


@probe("P29", name="segment_gap", needs="metrics")
def segment_gap(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Largest difference between groups of customers at one touchpoint.

    Formula
    -------
    Over all touchpoints and judged metrics with readings of two or more groups of
    ``min_group_n`` customers each: the score of the best group minus that of the
    worst, in points from 0 to 100, with its interval. ``measured``: whether there
    is such a comparison. ``equal``: the difference itself.

    Threshold
    ---------
    ``equal``: at most 10 points, a convention. ``measured``: one comparison.

    Outcomes
    --------
    True: groups are compared, or none is far from another. False: two groups are
    apart with the whole interval of their difference.

    Not applicable
    --------------
    With fewer than two groups of customers.

    Not available
    -------------
    If no metric was read for two groups with enough customers; smaller groups are
    not shown. ``equal`` also if the interval holds the threshold.
    """
    if len(case.workspace.content.personas) < GROUPS:
        few = say("the workspace has fewer than two groups of customers")
        yield from (inapplicable(code, "", few) for code in ("P29.measured", "P29.equal"))
        return
    gaps = list(_gaps(case))
    if not gaps:
        missing = say("no metric was read for two groups with enough customers each")
        yield from (unavailable(code, "", missing) for code in ("P29.measured", "P29.equal"))
        return
    detail = say("{n} times groups of customers can be compared", n=count(len(gaps)))
    yield told("P29.measured", "", holds=True, detail=detail, value=len(gaps), threshold=1)
    graph, name, gap = max(gaps, key=lambda item: item[2].value)
    detail = say("groups of customers are up to {points} points apart, at '{name}'", points=number(gap.value),
                 name=graph.title(name))  # fmt: skip
    yield limited("P29.equal", "", gap, APART, at_most=True, detail=detail, places=(graph.span(name),))


def _gaps(case: ProbeCase) -> Iterator[tuple[JourneyGraph, str, Estimate]]:
    """Yield the difference of best and worst group for each touchpoint and metric."""
    metrics = catalogue(case.workspace.content.metrics)
    for graph, name, _ in points(case):
        taken = readings(case, graph.name, name).values()
        groups = dict.fromkeys(item.persona for items in taken for item in items if item.persona)
        if len(groups) < GROUPS:
            continue
        by_metric: dict[str, list[MetricScore]] = {}
        for group in groups:
            for metric, found in _scored(case, graph, name, metrics, group).items():
                by_metric.setdefault(metric, []).append(found)
        for scores in by_metric.values():
            if len(scores) >= GROUPS:
                ordered = sorted(scores, key=lambda item: item.score or 0.0)
                yield graph, name, difference(ordered[0], ordered[-1])


def _scored(
    case: ProbeCase, graph: JourneyGraph, name: str, metrics: Mapping[str, Metric], group: str
) -> Mapping[str, MetricScore]:
    """Return a group's own judged metrics at a touchpoint, where enough of its customers were asked."""
    found = score_touchpoint(
        graph.touchpoints[name], catalogue=metrics, journey=graph.journey, path=graph.path(name),
        apart=case.apart.get((graph.name, name), {}), persona=group,
    )  # fmt: skip
    return {
        metric: item for metric, item in found.metrics.items()
        if item.persona == group and item.score is not None and (item.estimate.n or 0) >= case.params.min_group_n
    }  # fmt: skip
