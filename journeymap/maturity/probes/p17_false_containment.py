"""P17: closed by automation, and yet not settled."""

from collections.abc import Iterator

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import cases_from, counted, covers, inapplicable, pooled, readings, unavailable
from journeymap.text import count, say, share


@probe("P17", name="false_containment", needs="log")
def false_containment(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Automated touchpoints that count who comes back after automation closed the contact.

    Formula
    -------
    Automated touchpoints with readings of ``containment`` and of ``repeats`` (cases
    that came back, of all cases) / automated touchpoints with a reading of
    ``containment``. The share that comes back, over the cases of all of them
    together, is said beside it.

    Threshold
    ---------
    All, the words of the criterion: it asks that it is measured and reported. For
    the share itself no threshold is set.

    Outcomes
    --------
    True: wherever automation closes contacts, it is counted who comes back.
    False: at some of these touchpoints, not at all.

    Not applicable
    --------------
    If no touchpoint of the workspace is automated.

    Not available
    -------------
    If no automated touchpoint counts what it closes, or none counts who comes
    back, each with ``min_group_n`` cases.

    Notes
    -----
    Records of single cases would tie each contact to the one after it; matching
    them by topic has an error rate of its own, which should be stated. Closed but
    not solved (``containment`` against ``resolution``) is the rule ``false-containment``.
    """
    graphs = case.graphs.values()
    if not any((who := graph.service(name)) and who.automated for graph in graphs for name in graph.touchpoints):
        yield inapplicable("P17", "", say("no touchpoint is automated"))
        return
    closing = [(graph, name) for graph, name, _ in counted(case, "containment")
               if (who := graph.service(name)) and who.automated]  # fmt: skip
    if not closing:
        yield unavailable("P17", "", say("no automated touchpoint counts the contacts it closes"))
        return
    back = {(graph.name, name): cases for graph, name in closing
            for item in readings(case, graph.name, name).get("repeats", ()) if item.persona is None
            if (cases := cases_from(item, 1)) is not None and cases[1] >= case.params.min_group_n}  # fmt: skip
    whole = pooled(list(back.values()))
    if whole is None:
        yield unavailable("P17", "", say("no automated touchpoint counts who comes back after it closed the contact"))
        return
    bare = [(graph, name) for graph, name in closing if (graph.name, name) not in back]
    n, total = len(closing) - len(bare), len(closing)
    detail = say(
        "{n} of {total} touchpoints where automation closes contacts count who comes back: {share}",
        n=count(n), total=count(total), share=share(whole.value),
    )  # fmt: skip
    places = tuple(graph.span(name) for graph, name in bare)
    yield covers("P17", "", n, total, threshold=1.0, detail=detail, n=total, places=places)
