"""P19: what follows when something goes wrong."""

from collections.abc import Iterator

from journeymap.graph import Edge, JourneyGraph
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, inapplicable, points, unavailable
from journeymap.text import count, say

PARTS = (frozenset({"acknowledgement"}), frozenset({"apology"}), frozenset({"remedy", "gesture"}),
         frozenset({"follow_up"}))  # fmt: skip
"""The four parts of a recovery; a gesture may stand for a remedy."""


@probe("P19", name="recovery_edges", needs="graph")
def recovery_edges(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Failures that lead to a touchpoint which puts them right.

    Formula
    -------
    Per journey: failures that lead to a touchpoint with acknowledgement,
    apology, remedy (or gesture) and follow-up / failures. A failure that ends
    the journey has no recovery.

    Threshold
    ---------
    All, the words of the criterion.

    Outcomes
    --------
    True: every failure leads to a recovery with all four parts. False: some lead to
    none or to a part.

    Not available
    -------------
    If the journey shows no failure, since a map without failures proves
    nothing, or if the workspace says nowhere what is done about one.

    Notes
    -----
    It proves that the map has the recovery, not that it works.
    """
    recorded = any(point.recovers or any(f.recovery for f in point.fails) for _, _, point in points(case))
    for name, graph in case.graphs.items():
        failures = [edge for edge in graph.edges if edge.kind == "fails"]
        if not failures and not recorded:
            yield unavailable("P19", name, say("the map shows no failure"))
        elif not failures:
            yield inapplicable("P19", name, say("this journey shows no failure"))
        elif not recorded:
            yield unavailable("P19", name, say("the map does not say what is done about failures"))
        else:
            bare = [edge for edge in failures if not _recovers(graph, edge)]
            n, total = len(failures) - len(bare), len(failures)
            detail = say(
                "{n} of {total} failures lead to a recovery with all four parts", n=count(n), total=count(total)
            )
            places = tuple(case.workspace.where(*edge.path) for edge in bare)
            yield covers("P19", name, n, total, threshold=1.0, detail=detail, n=total, places=places)


def _recovers(graph: JourneyGraph, edge: Edge) -> bool:
    point = graph.touchpoints.get(edge.target)
    return point is not None and all(part & set(point.recovers) for part in PARTS)
