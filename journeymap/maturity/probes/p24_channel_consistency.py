"""P24: one task, several channels, one result."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from journeymap.graph import JourneyGraph
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, difference, inapplicable, limited, unavailable
from journeymap.metrics.pooling import Estimate
from journeymap.scores import MetricScore
from journeymap.text import count, number, say
from journeymap.vocabulary import Service

COMPARED = ("completion", "resolution", "fcr", "ocr", "csat", "ces")
"""Outcome, and effort as customers see it."""

APART = 10.0
"""Points on 0-100 up to which results differ little."""

CHANNELS = 2
"""From this many on there is something to compare."""

Task = tuple[str, str]

ByChannel = Mapping[str, tuple[str, MetricScore]]


@probe("P24", name="channel_consistency", needs="metrics")
def channel_consistency(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Spread of outcome and effort for one task over the channels that serve it.

    Formula
    -------
    ``comparable``, per journey: tasks (one need for one purpose) in two or more
    channels with the same measure of outcome or effort in two of them / tasks in
    two or more channels. ``alike``, per journey: the largest difference of two
    channels on one task and one measure, in points from 0 to 100, with its interval.

    Threshold
    ---------
    ``comparable``: the parameter ``coverage_most``; ``alike``: at most 10 points;
    both conventions.

    Outcomes
    --------
    True: tasks can be compared, or no channel is far from another. False: too few
    can, or two channels are apart with the whole interval of their difference.

    Not applicable
    --------------
    If no need is served in two channels.

    Not available
    -------------
    If no touchpoint names the need it serves, or no measure of a task was taken
    in two channels by the same method with ``min_group_n`` cases; ``alike`` also
    if the interval holds the threshold.
    """
    for name, graph in case.graphs.items():
        tasks = _tasks(graph)
        if not tasks:
            yield from (unavailable(code, name, say("no touchpoint names the need it serves"))
                        for code in ("P24.comparable", "P24.alike"))  # fmt: skip
            continue
        several = {task: names for task, names in tasks.items() if len(_channels(graph, names)) >= CHANNELS}
        if not several:
            yield from (inapplicable(code, name, say("no need is served in two channels"))
                        for code in ("P24.comparable", "P24.alike"))  # fmt: skip
            continue
        yield from _compare(case, graph, several)


def _tasks(graph: JourneyGraph) -> Mapping[Task, list[str]]:
    """Return the touchpoints by the need they serve and what they are for."""
    found: dict[Task, list[str]] = defaultdict(list)
    for name, point in graph.touchpoints.items():
        if point.need and graph.service(name) is not Service.NOBODY:
            found[point.need, point.purpose or ""].append(name)
    return found


def _channels(graph: JourneyGraph, names: list[str]) -> frozenset[str]:
    found = (graph.touchpoints[name].channel for name in names)
    return frozenset(channel for channel in found if channel)


def _compare(case: ProbeCase, graph: JourneyGraph, tasks: Mapping[Task, list[str]]) -> Iterator[ProbeOutcome]:
    groups = {task: list(_measured(case, graph, names)) for task, names in tasks.items()}
    n, total = sum(bool(found) for found in groups.values()), len(groups)
    if not n:
        missing = say("no task was measured alike in two channels")
        yield from (unavailable(code, graph.name, missing) for code in ("P24.comparable", "P24.alike"))
        return
    detail = say(
        "{n} of {total} tasks in several channels are measured alike in two of them", n=count(n), total=count(total)
    )
    places = tuple(graph.span(tasks[task][0]) for task, found in groups.items() if not found)
    limit = case.params.coverage_most
    yield covers("P24.comparable", graph.name, n, total, threshold=limit, detail=detail, n=total, places=places)
    yield _alike(graph, [found for several in groups.values() for found in several])


def _measured(case: ProbeCase, graph: JourneyGraph, names: list[str]) -> Iterator[ByChannel]:
    """Yield, for each measure and method taken in two channels, the best counted reading of each channel."""
    by_method: dict[tuple[str, str | None], dict[str, tuple[str, MetricScore]]] = defaultdict(dict)
    scores = case.scores[graph.name].touchpoints
    for name in names:
        channel = graph.touchpoints[name].channel
        for metric in COMPARED:
            found = scores[name].metrics.get(metric)
            if not channel or not found or found.score is None or (found.estimate.n or 0) < case.params.min_group_n:
                continue
            taken = by_method[metric, found.method]
            if channel not in taken or (taken[channel][1].estimate.n or 0) < (found.estimate.n or 0):
                taken[channel] = (name, found)
    yield from (taken for taken in by_method.values() if len(taken) >= CHANNELS)


def _alike(graph: JourneyGraph, groups: list[ByChannel]) -> ProbeOutcome:
    widest, worse, better = max((_spread(taken) for taken in groups), key=lambda spread: spread[0].value)
    detail = say(
        "'{worse}' and '{better}' serve one need and are {points} points apart",
        worse=graph.title(worse), better=graph.title(better), points=number(widest.value),
    )  # fmt: skip
    places = (graph.span(worse), graph.span(better))
    return limited("P24.alike", graph.name, widest, APART, at_most=True, detail=detail, places=places)


def _spread(taken: ByChannel) -> tuple[Estimate, str, str]:
    """Return the difference of the best and the worst score, with its interval, and where these two are."""
    ordered = sorted(taken.values(), key=lambda item: (item[1].score or 0.0, item[0]))
    (worse, low), (better, high) = ordered[0], ordered[-1]
    return difference(low, high), worse, better
