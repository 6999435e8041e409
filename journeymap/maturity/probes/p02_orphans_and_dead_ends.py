"""P02: what no customer gets to, and where no way leads on."""

from collections import defaultdict
from collections.abc import Iterator

from journeymap.graph import JourneyGraph
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, inapplicable, points, told
from journeymap.text import count, say


@probe("P02", name="orphans_and_dead_ends", needs="graph")
def orphans_and_dead_ends(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Touchpoints off every way, and channels no touchpoint uses.

    Formula
    -------
    ``reach``, per journey: touchpoints that no customer gets to from an entry, plus
    those customers get to, but from which no declared way leads to an outcome; a way
    of 0% is none, and giving up is not declared.
    ``channels``: declared channels that a current or target journey uses /
    declared channels.

    Threshold
    ---------
    ``reach``: none. ``channels``: all. Both follow from the words of the criteria.

    Outcomes
    --------
    True: every touchpoint lies on a way to an outcome, every channel is used.
    False: some do not; they are named.

    Not applicable
    --------------
    ``channels`` if the workspace declares no channel of its own.

    Not available
    -------------
    Never: a map always shows what leads where.
    """
    for name, graph in case.graphs.items():
        orphans = set(graph.touchpoints) - graph.reachable
        ends = graph.reachable - _lead_out(graph)
        lost = [key for key in graph.touchpoints if key in orphans or key in ends]
        detail = say(
            "{orphans} touchpoints cannot be reached and {ends} lead nowhere",
            orphans=count(len(orphans)), ends=count(len(ends)),
        )  # fmt: skip
        places = tuple(graph.span(key) for key in lost)
        yield told("P02.reach", name, not lost, detail, value=len(lost), threshold=0, n=len(graph.touchpoints),
                   places=places)  # fmt: skip
    yield _channels(case)


def _lead_out(graph: JourneyGraph) -> frozenset[str]:
    """Return the touchpoints from which a declared way leads to an outcome."""
    declared = [edge for edge in graph.edges if edge.kind != "gives-up" and edge.share > 0]
    before: dict[str, list[str]] = defaultdict(list)
    for edge in declared:
        before[edge.target].append(edge.source)
    found = set(before) - set(graph.touchpoints)
    frontier = list(found)
    while frontier:
        new = [name for name in before[frontier.pop()] if name not in found]
        found.update(new)
        frontier += new
    return frozenset(found)


def _channels(case: ProbeCase) -> ProbeOutcome:
    declared = case.workspace.content.channels
    if not declared:
        return inapplicable("P02.channels", "", say("the workspace declares no channel of its own"))
    used = {point.channel for _, _, point in points(case)}
    used |= {point.channel for graph in case.targets.values() for point in graph.touchpoints.values()}
    idle = [name for name in declared if name not in used]
    n, total = len(declared) - len(idle), len(declared)
    detail = say("{n} of {total} declared channels are used on the map", n=count(n), total=count(total))
    places = tuple(case.workspace.where_key("channels", name) for name in idle)
    return covers("P02.channels", "", n, total, threshold=1.0, detail=detail, n=total, places=places)
