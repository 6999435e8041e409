"""P26: why data may be used."""

from collections.abc import Callable, Iterator

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, points, unavailable
from journeymap.model.surroundings import DataType
from journeymap.text import count, say

Test = Callable[[DataType], bool]

CHECKS: tuple[tuple[str, str, Test], ...] = (
    ("P26.purpose", "{n} of {total} data types in use have a purpose", lambda data: bool(data.purpose)),
    ("P26.consent", "{n} of {total} data types in use have a legal basis", lambda data: bool(data.legal_basis)),
    (
        "P26.complete",
        "{n} of {total} data types in use have purpose, legal basis and owner",
        lambda data: bool(data.purpose and data.legal_basis and data.owner),
    ),
)


@probe("P26", name="consent_presence", needs="log|profile schema")
def consent_presence(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Look for the purpose and the legal basis of the data in use.

    Formula
    -------
    Data types that current touchpoints ask for or use, with a purpose
    (``purpose``), a legal basis (``consent``), or both and an owner
    (``complete``) / data types in use. ``unused``: declared data types that a
    current or target touchpoint needs / declared data types.

    Threshold
    ---------
    All, the words of the criteria.

    Outcomes
    --------
    True: every data type in use has what the check asks. False: some do not.

    Not available
    -------------
    If no touchpoint says which data it needs, or no data type has a purpose or
    a legal basis; ``stopped`` always.
    """
    data = case.workspace.content.data
    yield unavailable("P26.stopped", "", say("a workspace holds one state; data no longer collected is not among it"))
    now = {name for _, _, point in points(case) for name in (*point.asks, *point.uses)}
    if not now:
        missing = say("no touchpoint says which data it needs")
        yield from (
            unavailable(code, "", missing) for code in ("P26.purpose", "P26.consent", "P26.complete", "P26.unused")
        )
        return
    recorded = any(record.purpose or record.legal_basis for record in data.values())
    for code, template, test in CHECKS:
        if not recorded:
            yield unavailable(code, "", say("no data type has a purpose or a legal basis"))
            continue
        bare = sorted(name for name in now if not test(data[name]))
        n, total = len(now) - len(bare), len(now)
        places = tuple(case.workspace.where_key("data", name) for name in bare)
        detail = say(template, n=count(n), total=count(total))
        yield covers(code, "", n, total, threshold=1.0, detail=detail, n=total, places=places)
    yield _unused(case, now)


def _unused(case: ProbeCase, now: set[str]) -> ProbeOutcome:
    later = {name for graph in case.targets.values() for point in graph.touchpoints.values()
             for name in (*point.asks, *point.uses)}  # fmt: skip
    declared = case.workspace.content.data
    idle = [name for name in declared if name not in now | later]
    n, total = len(declared) - len(idle), len(declared)
    detail = say("{n} of {total} declared data types are needed by a touchpoint", n=count(n), total=count(total))
    places = tuple(case.workspace.where_key("data", name) for name in idle)
    return covers("P26.unused", "", n, total, threshold=1.0, detail=detail, n=total, places=places)
