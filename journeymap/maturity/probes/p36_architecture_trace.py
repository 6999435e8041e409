"""P36: which systems and departments carry the target."""

from collections.abc import Iterator

from journeymap.graph import JourneyGraph
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, points, systems_of, told, unavailable
from journeymap.text import count, say

MISSING = (
    ("P36.changes", say("requests for change are not part of a workspace")),
    ("P36.reuse", say("a workspace holds one state; which links were there before is not among it")),
    ("P36.replaced", say("a workspace holds one state; which systems were replaced is not among it")),
)


@probe("P36", name="architecture_trace", needs="graph(target)+architecture")
def architecture_trace(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Target touchpoints mapped to who and what carries them.

    Formula
    -------
    ``mapped``, per target: contacts with a department (their own, their stage's
    or a backstage step's) and a system / contacts. ``owners``: systems behind
    current touchpoints with an owner / systems behind them. ``unused``: systems
    that no current or target touchpoint works with, which are thereby known.

    Threshold
    ---------
    ``mapped``: the parameter ``coverage_most``, a convention. ``owners``: all.

    Outcomes
    --------
    True: enough is mapped, or has an owner. False: too little is.

    Not available
    -------------
    If touchpoints name no system; ``mapped`` without a target; ``owners`` if no
    system has an owner; ``changes``, ``reuse`` and ``replaced`` always.

    Notes
    -----
    A department stands for a business capability, which the file format does not hold.
    """
    yield from (unavailable(code, "", missing) for code, missing in MISSING)
    behind = sorted({name for _, _, point in points(case) for name in systems_of(point)})
    if not behind:
        missing = say("no touchpoint names its systems")
        yield from (unavailable(code, "", missing) for code in ("P36.owners", "P36.unused"))
    else:
        yield _owners(case, behind)
        yield _unused(case, set(behind))
    if not case.targets:
        yield unavailable("P36.mapped", "", say("the workspace holds no target"))
    for name, graph in case.targets.items():
        yield _mapped(case, case.workspace.content.targets[name].of, graph)


def _owners(case: ProbeCase, behind: list[str]) -> ProbeOutcome:
    systems = case.workspace.content.systems
    if not any(system.owner for system in systems.values()):
        return unavailable("P36.owners", "", say("no system has an owner"))
    bare = [name for name in behind if not systems[name].owner]
    n, total = len(behind) - len(bare), len(behind)
    detail = say("{n} of {total} systems behind the journeys have an owner", n=count(n), total=count(total))
    places = tuple(case.workspace.where_key("systems", name) for name in bare)
    return covers("P36.owners", "", n, total, threshold=1.0, detail=detail, n=total, places=places)


def _unused(case: ProbeCase, behind: set[str]) -> ProbeOutcome:
    later = {
        name for graph in case.targets.values() for point in graph.touchpoints.values() for name in systems_of(point)
    }
    idle = [name for name in case.workspace.content.systems if name not in behind | later]
    detail = say("{n} systems serve no touchpoint, and the map shows which", n=count(len(idle)))
    places = tuple(case.workspace.where_key("systems", name) for name in idle)
    return told("P36.unused", "", holds=True, detail=detail, value=len(idle), places=places)


def _mapped(case: ProbeCase, scope: str, graph: JourneyGraph) -> ProbeOutcome:
    contacts = [name for name in graph.touchpoints if graph.contact(name)]
    if not any(systems_of(graph.touchpoints[name]) for name in contacts):
        return unavailable("P36.mapped", scope, say("no touchpoint of the target names its systems"))
    bare = [name for name in contacts if not (systems_of(graph.touchpoints[name]) and _has_department(graph, name))]
    n, total = len(contacts) - len(bare), len(contacts)
    detail = say("{n} of {total} contacts of the target have a department and a system", n=count(n), total=count(total))
    places = tuple(graph.span(name) for name in bare)
    limit = case.params.coverage_most
    return covers("P36.mapped", scope, n, total, threshold=limit, detail=detail, n=total, places=places)


def _has_department(graph: JourneyGraph, name: str) -> bool:
    point, stage = graph.touchpoints[name], graph.journey.stages[graph.journey.stage_of[name]]
    return bool(point.department or stage.department or any(step.department for step in point.backstage))
