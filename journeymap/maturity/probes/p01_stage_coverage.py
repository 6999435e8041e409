"""P01: stages that hold something."""

from collections.abc import Iterator

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, told, unavailable
from journeymap.text import count, say


@probe("P01", name="stage_coverage", needs="graph")
def stage_coverage(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Stages with at least one touchpoint.

    Formula
    -------
    ``all``, per journey: stages with a touchpoint / declared stages.
    ``any``: journeys with a stage that has a touchpoint.

    Threshold
    ---------
    ``all``: 1, because the criterion says every stage. ``any``: one journey.

    Outcomes
    --------
    True: every stage holds a touchpoint, one journey is mapped. False: a stage is
    empty.

    Not available
    -------------
    Without a journey.
    """
    if not case.graphs:
        yield unavailable("P01.any", "", say("the workspace holds no current journey"))
        return
    for name, graph in case.graphs.items():
        stages = graph.journey.stages
        empty = [stage for stage, record in stages.items() if not record.touchpoints]
        detail = say(
            "{n} of {total} stages hold a touchpoint", n=count(len(stages) - len(empty)), total=count(len(stages))
        )
        places = tuple(case.workspace.where_key("journeys", name, "stages", stage) for stage in empty)
        yield covers("P01.all", name, len(stages) - len(empty), len(stages), threshold=1.0, detail=detail,
                     n=len(stages), places=places)  # fmt: skip
    mapped = sum(bool(graph.touchpoints) for graph in case.graphs.values())
    detail = say("{n} journeys are mapped with stages and touchpoints", n=count(mapped))
    yield told("P01.any", "", mapped >= 1, detail, value=mapped, threshold=1, n=len(case.graphs))
