"""P16: a way from a machine to a person."""

from collections.abc import Iterator

from journeymap.graph import JourneyGraph
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import HIGH_STAKE, covers, inapplicable, person_near, points, unavailable
from journeymap.text import count, say


@probe("P16", name="human_exit", needs="graph")
def human_exit(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Automated touchpoints from which a person is within reach.

    Formula
    -------
    ``exit``, per journey: automated touchpoints with a person within
    ``human_exit_max_steps`` steps / automated touchpoints. ``stake``: the same
    over those with importance 4 or 5. ``marked``: touchpoints of which the map
    says who serves / touchpoints.

    Threshold
    ---------
    All; the number of steps is a parameter and a convention.

    Outcomes
    --------
    True: a person is near, or the map says who serves. False: a person is too far
    from some machine, or the map is silent in places.

    Not applicable
    --------------
    ``exit`` without an automated touchpoint; ``stake`` without one of importance 4
    or 5.

    Not available
    -------------
    If no touchpoint has a channel or says who serves there; for ``exit`` and ``stake`` if a person may
    be near, but the map does not say who serves there.

    Notes
    -----
    It proves that the map has the way out, not that it works.
    """
    if not any(point.channel or point.served_by for _, _, point in points(case)):
        missing, codes = say("no touchpoint has a channel"), ("P16.marked", "P16.exit", "P16.stake")
        yield from (unavailable(code, name, missing) for name in case.graphs for code in codes)
        return
    for name, graph in case.graphs.items():
        bare = [key for key in graph.touchpoints if graph.service(key) is None]
        n, total = len(graph.touchpoints) - len(bare), len(graph.touchpoints)
        detail = say("the map says of {n} of {total} touchpoints who serves", n=count(n), total=count(total))
        places = tuple(graph.span(key) for key in bare)
        yield covers("P16.marked", name, n, total, threshold=1.0, detail=detail, n=total, places=places)
        automated = [key for key in graph.touchpoints if (service := graph.service(key)) and service.automated]
        yield _exit(case, "P16.exit", graph, automated)
        high = [key for key in automated if graph.importance(key) >= HIGH_STAKE]
        yield _exit(case, "P16.stake", graph, high)


def _exit(case: ProbeCase, code: str, graph: JourneyGraph, names: list[str]) -> ProbeOutcome:
    if not names:
        return inapplicable(code, graph.name, say("no touchpoint of this kind is automated"))
    near = {name: person_near(graph, name, case.params.human_exit_max_steps) for name in names}
    far = [name for name in names if near[name] is False]
    if not far and None in near.values():
        return unavailable(code, graph.name, say("the map does not say who serves near an automated touchpoint"))
    n, total = len(names) - len(far), len(names)
    template = "from {n} of {total} automated touchpoints a person is within {steps} steps"
    detail = say(template, n=count(n), total=count(total), steps=count(case.params.human_exit_max_steps))
    places = tuple(graph.span(name) for name in far)
    return covers(code, graph.name, n, total, threshold=1.0, detail=detail, n=total, places=places)
