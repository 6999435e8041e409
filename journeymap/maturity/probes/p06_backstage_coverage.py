"""P06: what happens behind a contact."""

from collections.abc import Iterator

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, inapplicable, points, priority, systems_of, told, unavailable
from journeymap.text import count, say


@probe("P06", name="backstage_coverage", needs="graph")
def backstage_coverage(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Front-stage touchpoints linked to a process and a system.

    Formula
    -------
    ``most``, per journey: priority contacts (importance 4 or 5, all if none is
    marked) with a backstage step and a system / priority contacts. ``any``:
    journeys with a backstage step.

    Threshold
    ---------
    ``most``: the parameter ``coverage_most``, a convention. ``any``: one journey.

    Outcomes
    --------
    True: enough shows process and system. False: backstage is shown, but for too
    few priority contacts.

    Not available
    -------------
    If no touchpoint of the workspace has a backstage step.
    """
    if not any(point.backstage for _, _, point in points(case)):
        yield unavailable("P06.any", "", say("no touchpoint shows what happens backstage"))
        yield from (
            unavailable("P06.most", name, say("no touchpoint shows what happens backstage")) for name in case.graphs
        )
        return
    shown = sum(any(point.backstage for point in graph.touchpoints.values()) for graph in case.graphs.values())
    detail = say("{n} journeys show backstage steps", n=count(shown))
    yield told("P06.any", "", shown >= 1, detail, value=shown, threshold=1, n=len(case.graphs))
    for name, graph in case.graphs.items():
        chosen = priority(graph)
        if not chosen:
            yield inapplicable("P06.most", name, say("the journey has no contact"))
            continue
        bare = [key for key in chosen if not (graph.touchpoints[key].backstage and systems_of(graph.touchpoints[key]))]
        n, total = len(chosen) - len(bare), len(chosen)
        detail = say("{n} of {total} priority touchpoints have a process and a system", n=count(n), total=count(total))
        places = tuple(graph.span(key) for key in bare)
        yield covers("P06.most", name, n, total, threshold=case.params.coverage_most, detail=detail, n=total,
                     places=places)  # fmt: skip
