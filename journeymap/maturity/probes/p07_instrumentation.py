"""P07: what is measured where."""

import datetime as dt
from collections.abc import Iterator

from journeymap.graph import JourneyGraph
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import (
    covers,
    inapplicable,
    last_day,
    points,
    priority,
    readings,
    told,
    unavailable,
)
from journeymap.text import count, say


@probe("P07", name="instrumentation", needs="graph+metrics")
def instrumentation(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Touchpoints with a perceived and an operational measure that can be read.

    Formula
    -------
    ``half`` and ``most``, per journey: priority touchpoints with a perceived and
    an operational reading, each fresh and with enough answers / priority
    touchpoints. ``volumes``: whether the journey says how many take it.
    ``weak``: touchpoints with pains that have a reading and a quote / touchpoints with pains.

    Threshold
    ---------
    The parameters ``coverage_half``, ``coverage_most``, ``fresh_days`` and
    ``min_group_n``, all conventions. ``weak``: all, the words of the criterion.

    Outcomes
    --------
    True: enough is measured in both ways, afresh and with enough answers. False:
    readings are dated, but too few touchpoints have both.

    Not available
    -------------
    If no reading of the journey says when it was taken; ``volumes`` if no
    journey gives one; ``weak`` if no touchpoint has a quote; ``backlog`` always.
    """
    yield unavailable("P07.backlog", "", say("a touchpoint has no field for a plan or a reason why it is not measured"))
    known = any(graph.journey.customers for graph in case.graphs.values())
    for name, graph in case.graphs.items():
        yield _volume(graph, known=known)
        yield from _measured(case, name, graph)
        yield _weak(case, name, graph)


def _volume(graph: JourneyGraph, *, known: bool) -> ProbeOutcome:
    if not known:
        return unavailable("P07.volumes", graph.name, say("no journey says how many customers take it"))
    given = graph.journey.customers is not None
    detail = say("the journey says how many customers take it") if given else say("the journey does not say its volume")
    return told("P07.volumes", graph.name, given, detail, places=(graph.journey_span(),))


def _measured(case: ProbeCase, name: str, graph: JourneyGraph) -> Iterator[ProbeOutcome]:
    dated = any(r.period for key in graph.touchpoints for rs in readings(case, name, key).values() for r in rs)
    chosen = priority(graph)
    if not dated or not chosen:
        missing = say("no reading says when it was taken")
        yield from (unavailable(code, name, missing) for code in ("P07.half", "P07.most"))
        return
    bare = [key for key in chosen if not _both_kinds(case, name, key)]
    n, total = len(chosen) - len(bare), len(chosen)
    detail = say(
        "{n} of {total} priority touchpoints have fresh measures of both kinds", n=count(n), total=count(total)
    )
    places = tuple(graph.span(key) for key in bare)
    for code, limit in (("P07.half", case.params.coverage_half), ("P07.most", case.params.coverage_most)):
        yield covers(code, name, n, total, threshold=limit, detail=detail, n=total, places=places)


def _both_kinds(case: ProbeCase, journey: str, touchpoint: str) -> bool:
    """Tell whether a touchpoint has a perceived and an operational metric, fresh and with enough answers."""
    earliest = case.today - dt.timedelta(days=case.params.fresh_days)
    taken = readings(case, journey, touchpoint)
    kinds = set()
    for metric in case.scores[journey].touchpoints[touchpoint].metrics.values():
        days = [last_day(reading.period) for reading in taken.get(metric.metric, ())]
        if (metric.estimate.n or 0) >= case.params.min_group_n and any(day and day >= earliest for day in days):
            kinds.add(metric.kind)
    return kinds >= {"perceived", "operational"}


def _weak(case: ProbeCase, name: str, graph: JourneyGraph) -> ProbeOutcome:
    weak = [key for key, point in graph.touchpoints.items() if point.pains]
    if not weak:
        return inapplicable("P07.weak", name, say("no touchpoint has a pain"))
    if not any(point.quote for _, _, point in points(case)):
        return unavailable("P07.weak", name, say("no touchpoint quotes a customer"))
    bare = [key for key in weak if not (graph.touchpoints[key].quote and readings(case, name, key))]
    n, total = len(weak) - len(bare), len(weak)
    detail = say("{n} of {total} touchpoints with pains have a measure and a quote", n=count(n), total=count(total))
    places = tuple(graph.span(key) for key in bare)
    return covers("P07.weak", name, n, total, threshold=1.0, detail=detail, n=total, places=places)
