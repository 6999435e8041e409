"""P27: the data a target needs, and where it comes from."""

from collections.abc import Collection, Iterator

from journeymap.graph import JourneyGraph
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, told, unavailable
from journeymap.text import count, say


@probe("P27", name="data_need_coverage", needs="graph(target)+data inventory")
def data_need_coverage(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Follow the data that target touchpoints need to source, owner, freshness and quality.

    Formula
    -------
    ``half``, per target: needed data types with source, owner and refresh /
    needed data types. ``quality``: the same with a quality measure. ``listed``:
    contacts of the target that say which data they need / its contacts; what
    has no source is then listed at the touchpoint it blocks. ``inventory``, per
    journey: whether it names data types of the inventory. ``holders``: data
    types held by the system named as their source / data types with a source.

    Threshold
    ---------
    ``half`` and ``listed``: the parameter ``coverage_half``; ``quality``:
    ``coverage_most``; both conventions. ``holders``: all.

    Outcomes
    --------
    True: enough data types have what the check asks. False: too few have.

    Not available
    -------------
    Without a data inventory or a target, or where touchpoints do not say which
    data they use; ``quality`` if no data type has one; ``retention`` always.
    """
    yield unavailable("P27.retention", "", say("a data type has no field for how long it is kept"))
    if not case.workspace.content.data:
        missing = say("the workspace declares no data types")
        codes = ("P27.inventory", "P27.holders", "P27.half", "P27.listed", "P27.quality")
        yield from (unavailable(code, "", missing) for code in codes)
        return
    for name, graph in case.graphs.items():
        named = {data for point in graph.touchpoints.values() for data in (*point.uses, *point.asks)}
        if named:
            detail = say("the journey names {n} data types of the inventory", n=count(len(named)))
            yield told("P27.inventory", name, holds=True, detail=detail, value=len(named))
        else:
            yield unavailable("P27.inventory", name, say("no touchpoint of the journey says which data it needs"))
    yield _holders(case)
    if not case.targets:
        missing = say("the workspace holds no target")
        yield from (unavailable(code, "", missing) for code in ("P27.half", "P27.listed", "P27.quality"))
    for name, graph in case.targets.items():
        yield from _target(case, case.workspace.content.targets[name].of, graph)


def _target(case: ProbeCase, scope: str, graph: JourneyGraph) -> Iterator[ProbeOutcome]:
    contacts = [key for key in graph.touchpoints if graph.contact(key)]
    saying = [key for key in contacts if graph.touchpoints[key].uses]
    needed = sorted({name for point in graph.touchpoints.values() for name in point.uses})
    if not needed:
        missing = say("no touchpoint of the target says which data it uses")
        yield from (unavailable(code, scope, missing) for code in ("P27.half", "P27.listed", "P27.quality"))
        return
    data = case.workspace.content.data
    sourced = [name for name in needed if data[name].source and data[name].owner and data[name].refresh]
    measured = [name for name in needed if data[name].quality]
    yield _needs(case, "P27.half", scope, needed, sourced)
    if any(record.quality for record in data.values()):
        yield _needs(case, "P27.quality", scope, needed, measured)
    else:
        yield unavailable("P27.quality", scope, say("no data type has a quality measure"))
    template = "{n} of {total} contacts of the target say which data they use"
    detail = say(template, n=count(len(saying)), total=count(len(contacts)))
    silent = tuple(graph.span(key) for key in contacts if key not in saying)
    yield covers("P27.listed", scope, len(saying), len(contacts) or 1, threshold=case.params.coverage_half,
                 detail=detail, n=len(contacts), places=silent)  # fmt: skip


def _needs(case: ProbeCase, code: str, scope: str, needed: Collection[str], good: Collection[str]) -> ProbeOutcome:
    template, limit = (
        "{n} of {total} data types of the target have source, owner and refresh",
        case.params.coverage_half,
    )
    if code == "P27.quality":
        template, limit = "{n} of {total} data types of the target have a quality measure", case.params.coverage_most
    detail = say(template, n=count(len(good)), total=count(len(needed)))
    places = tuple(case.workspace.where_key("data", name) for name in needed if name not in good)
    return covers(code, scope, len(good), len(needed), threshold=limit, detail=detail, n=len(needed), places=places)


def _holders(case: ProbeCase) -> ProbeOutcome:
    content = case.workspace.content
    sourced = {name: record.source for name, record in content.data.items() if record.source}
    if not sourced or not any(system.holds for system in content.systems.values()):
        return unavailable("P27.holders", "", say("no data type has a source, or no system says what it holds"))
    bare = [name for name, source in sourced.items() if name not in content.systems[source].holds]
    n, total = len(sourced) - len(bare), len(sourced)
    detail = say(
        "{n} of {total} data types are held by the system named as their source", n=count(n), total=count(total)
    )
    places = tuple(case.workspace.where("data", name, "source") for name in bare)
    return covers("P27.holders", "", n, total, threshold=1.0, detail=detail, n=total, places=places)
