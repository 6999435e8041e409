"""P28: how front and back office are connected."""

from collections.abc import Iterator, Sequence

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, points, systems_of, told, unavailable
from journeymap.text import count, say

AUTOMATIC = frozenset({"api", "event", "batch"})


@probe("P28", name="integration_coverage", needs="graph+architecture")
def integration_coverage(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Links between systems, by how data gets across.

    Formula
    -------
    ``most``: links between a front-office and a back-office system by api, event
    or batch / such links, those typed ``none`` left out. ``automatic``: links by
    api, event or batch. ``listed``: systems behind current touchpoints that are
    one end of a typed link / systems behind them. ``marked``: backstage steps
    that say whether they are manual / backstage steps.

    Threshold
    ---------
    ``most`` and ``marked``: the parameter ``coverage_most``, a convention.
    ``automatic``: one. ``listed``: all, the words of the criterion.

    Outcomes
    --------
    True: enough links or steps are described or automatic. False: too few are.

    Not available
    -------------
    If no system names a link (``marked``: no backstage step, or none says
    whether it is manual); ``most`` without a link between front and back;
    ``falling`` and ``health`` always, since they need readings over time.
    """
    systems = case.workspace.content.systems
    links = [(name, to, kind) for name, system in systems.items() for to, kind in (system.connected_to or {}).items()]
    yield _marked(case)
    yield unavailable("P28.falling", "", say("no readings over time say how much is re-keyed by hand"))
    yield unavailable("P28.health", "", say("no records of links say how many customers their failures reached"))
    if not links:
        missing = say("no system says how it is connected")
        yield from (unavailable(code, "", missing) for code in ("P28.listed", "P28.automatic", "P28.most"))
        return
    yield _listed(case, {end for name, to, _ in links for end in (name, to)})
    good = [link for link in links if link[2] in AUTOMATIC]
    detail = say("{n} of {total} links between systems are automatic", n=count(len(good)), total=count(len(links)))
    yield told("P28.automatic", "", len(good) >= 1, detail, value=len(good), threshold=1, n=len(links))
    yield _most(case, links)


def _most(case: ProbeCase, links: Sequence[tuple[str, str, str]]) -> ProbeOutcome:
    office = {name: system.office for name, system in case.workspace.content.systems.items()}
    across = [link for link in links if {office[link[0]], office[link[1]]} == {"front", "back"} and link[2] != "none"]
    if not across:
        return unavailable("P28.most", "", say("no link between front and back office is described"))
    bare = [link for link in across if link[2] not in AUTOMATIC]
    n, total = len(across) - len(bare), len(across)
    detail = say("{n} of {total} links between front and back office need no re-keying", n=count(n), total=count(total))
    places = tuple(case.workspace.where("systems", name, "connected_to", to) for name, to, _ in bare)
    limit = case.params.coverage_most
    return covers("P28.most", "", n, total, threshold=limit, detail=detail, n=total, places=places)


def _listed(case: ProbeCase, linked: set[str]) -> ProbeOutcome:
    behind = sorted({name for _, _, point in points(case) for name in systems_of(point)})
    if not behind:
        return unavailable("P28.listed", "", say("no touchpoint names its systems"))
    bare = [name for name in behind if name not in linked]
    n, total = len(behind) - len(bare), len(behind)
    detail = say("{n} of {total} systems behind the journeys have typed links", n=count(n), total=count(total))
    places = tuple(case.workspace.where_key("systems", name) for name in bare)
    return covers("P28.listed", "", n, total, threshold=1.0, detail=detail, n=total, places=places)


def _marked(case: ProbeCase) -> ProbeOutcome:
    steps = [(graph, name, index, step) for graph, name, point in points(case)
             for index, step in enumerate(point.backstage)]  # fmt: skip
    bare = [item for item in steps if item[3].manual is None]
    if len(bare) == len(steps):
        return unavailable("P28.marked", "", say("no backstage step says whether it is done by hand"))
    n, total = len(steps) - len(bare), len(steps)
    detail = say("{n} of {total} backstage steps say whether they are done by hand", n=count(n), total=count(total))
    places = tuple(graph.span(name, "backstage", index) for graph, name, index, _ in bare)
    limit = case.params.coverage_most
    return covers("P28.marked", "", n, total, threshold=limit, detail=detail, n=total, places=places)
