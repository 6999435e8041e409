"""P13: cases that change hands."""

from collections.abc import Iterator

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import cases_from, counted, limited, points, pooled, readings, told, unavailable
from journeymap.source import Span
from journeymap.text import count, say, share

TWICE = 2
"""One change of hands may be needed; the second is bouncing."""


@probe("P13", name="transfer_pattern", needs="log")
def transfer_pattern(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Cases that are handed on twice or more.

    Formula
    -------
    ``share``: cases handed on twice or more / cases, added up over the readings
    of ``transfers`` that give raw counts (cases with 0, 1, 2, … hand-offs).
    ``recorded``: touchpoints with a reading of ``transfers``. ``pingpong``: cases
    that come back to a desk they had left / cases.

    Threshold
    ---------
    ``share``: at most the parameter ``transfer_share_max``, a convention.
    ``recorded``: one, the words of the criterion.

    Outcomes
    --------
    True: hand-offs are recorded, or the share with two or more is small enough
    with its whole interval. False: the whole interval lies above the threshold.

    Not available
    -------------
    If no reading of ``transfers`` has ``min_group_n`` cases; ``share`` also where
    there is only a mean of hand-offs, which does not say how many cases have two,
    or where its interval holds the threshold; ``pingpong`` always, since it takes
    records of single cases.
    """
    taken = list(counted(case, "transfers"))
    if taken:
        n = sum(item.estimate.n or 0 for _, _, item in taken)
        detail = say("hand-offs are recorded at {total} touchpoints, in {n} cases", total=count(len(taken)), n=count(n))
        yield told("P13.recorded", "", holds=True, detail=detail, value=len(taken), threshold=1, n=n)
    else:
        yield unavailable("P13.recorded", "", say("no touchpoint records how often cases are handed on"))
    yield _share(case)
    yield unavailable("P13.pingpong", "", say("no records of single cases say which come back to a desk they had left"))


def _share(case: ProbeCase) -> ProbeOutcome:
    parts: list[tuple[float, int]] = []
    places: list[Span] = []
    for graph, name, _ in points(case):
        taken = [item for item in readings(case, graph.name, name).get("transfers", ()) if item.persona is None]
        found = [cases for item in taken if (cases := cases_from(item, TWICE)) is not None]
        parts += found
        places += [graph.span(name)] if found else []
    whole = pooled(parts)
    if whole is None or (whole.n or 0) < case.params.min_group_n:
        missing = say("too few cases are counted by how often they were handed on; a mean does not tell")
        return unavailable("P13.share", "", missing)
    detail = say("{share} of {n} cases are handed on twice or more", share=share(whole.value), n=count(whole.n or 0))
    limit = case.params.transfer_share_max
    return limited("P13.share", "", whole, limit, at_most=True, detail=detail, places=tuple(places))
