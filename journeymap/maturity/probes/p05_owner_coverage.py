"""P05: who answers for what."""

from collections.abc import Iterator

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, inapplicable, inboxes, points, told, unavailable
from journeymap.scores import JourneyScore
from journeymap.text import count, say, share

OF_TRAFFIC = ("P05.most", "P05.busiest", "P05.inboxes")


@probe("P05", name="owner_coverage", needs="graph")
def owner_coverage(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Touchpoints and journeys with a named owner role.

    Formula
    -------
    ``most``: expected visits to touchpoints with an owner / all expected visits.
    ``busiest``: touchpoints with an owner / the fewest touchpoints that together
    carry ``coverage_half`` of the visits. ``inboxes``: touchpoints with an owner /
    touchpoints in channels of voice, chat or text in which customers wait for an
    answer. ``journeys``, per journey: whether it has an owner.

    Threshold
    ---------
    ``most``: the parameter ``coverage_most``, a convention. The others: all,
    the words of the criteria.

    Outcomes
    --------
    True: enough has an owner. False: owners are recorded, but not here or not often
    enough.

    Not applicable
    --------------
    ``inboxes`` if no touchpoint has an inbox.

    Not available
    -------------
    If no touchpoint (for ``journeys``: no journey) of the workspace names an
    owner, because then the map does not record them; ``most`` and ``busiest`` if
    there are no visits; ``history`` always.
    """
    some = any(graph.journey.owner for graph in case.graphs.values())
    for name, graph in case.graphs.items():
        if not some:
            yield unavailable("P05.journeys", name, say("no journey names an owner"))
            continue
        detail = say("the journey names its owner") if graph.journey.owner else say("the journey names no owner")
        yield told("P05.journeys", name, bool(graph.journey.owner), detail, places=(graph.journey_span(),))
    yield unavailable("P05.history", "", say("a workspace holds one state; earlier owners are not among it"))
    recorded = any(point.owner for _, _, point in points(case))
    for name, score in case.scores.items():
        if not recorded:
            yield from (unavailable(code, name, say("no touchpoint names an owner")) for code in OF_TRAFFIC)
            continue
        yield from (_most(case, score), _busiest(case, score), _inboxes(case, score))


def _most(case: ProbeCase, score: JourneyScore) -> ProbeOutcome:
    graph, visits = score.graph, score.flow.visits
    total = sum(visits.values())
    owned = sum(amount for name, amount in visits.items() if graph.touchpoints[name].owner)
    bare = tuple(graph.span(name) for name, point in graph.touchpoints.items() if not point.owner)
    if not total:
        return unavailable("P05.most", graph.name, say("nobody can be followed through this journey"))
    detail = say("{share} of the visits are to touchpoints with an owner", share=share(owned / total))
    return covers("P05.most", graph.name, owned, total, threshold=case.params.coverage_most, detail=detail,
                  n=len(visits), places=bare)  # fmt: skip


def _busiest(case: ProbeCase, score: JourneyScore) -> ProbeOutcome:
    graph, visits = score.graph, score.flow.visits
    total, carried, busy = sum(visits.values()), 0.0, []
    for name in sorted(visits, key=lambda key: (-visits[key], key)):
        if carried >= case.params.coverage_half * total:
            break
        busy.append(name)
        carried += visits[name]
    if not busy:
        return unavailable("P05.busiest", graph.name, say("nobody can be followed through this journey"))
    bare = [name for name in busy if not graph.touchpoints[name].owner]
    n, of = len(busy) - len(bare), len(busy)
    detail = say("{n} of the {total} busiest touchpoints have an owner", n=count(n), total=count(of))
    places = tuple(graph.span(name) for name in bare)
    return covers("P05.busiest", graph.name, n, of, threshold=1.0, detail=detail, n=of, places=places)


def _inboxes(case: ProbeCase, score: JourneyScore) -> ProbeOutcome:
    graph, channels = score.graph, inboxes(case)
    boxes = [name for name, point in graph.touchpoints.items() if point.channel in channels]
    if not boxes:
        return inapplicable("P05.inboxes", graph.name, say("no touchpoint has an inbox"))
    bare = [name for name in boxes if not graph.touchpoints[name].owner]
    n, of = len(boxes) - len(bare), len(boxes)
    detail = say("{n} of {total} touchpoints with an inbox have an owner", n=count(n), total=count(of))
    places = tuple(graph.span(name) for name in bare)
    return covers("P05.inboxes", graph.name, n, of, threshold=1.0, detail=detail, n=of, places=places)
