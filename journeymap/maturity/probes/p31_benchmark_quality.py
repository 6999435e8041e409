"""P31: whether outside figures can be traced."""

from collections.abc import Iterator

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, last_day, told, unavailable
from journeymap.text import count, say

CODES = ("P31.competitor", "P31.outside", "P31.traceable", "P31.age")


@probe("P31", name="benchmark_quality", needs="benchmark file")
def benchmark_quality(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Outside figures with source, date, method and n, from the own sector and from others.

    Formula
    -------
    ``traceable``: outside figures with source, date, method and n / outside
    figures. ``competitor``: outside figures from the own sector. ``outside``, per
    journey: those from another sector beside one of its touchpoints. ``age``:
    outside figures not older than ``reference_years`` / those whose date can be
    read.

    Threshold
    ---------
    ``traceable`` and ``age``: all; ``competitor`` and ``outside``: one; the words
    of the criteria. ``reference_years`` is a parameter and a convention.

    Outcomes
    --------
    True: the outside figures have what the check asks. False: they have not.

    Not available
    -------------
    Without an outside figure; ``outside`` if none names a touchpoint; ``age`` if no
    date can be read.
    """
    benchmarks = case.workspace.content.benchmarks
    if not benchmarks:
        missing = say("the workspace holds no outside figure")
        yield from (unavailable(code, "", missing) for code in CODES)
        return
    near = sum(item.ours for item in benchmarks.values())
    detail = say("{n} of {total} outside figures are from the own sector", n=count(near), total=count(len(benchmarks)))
    yield told("P31.competitor", "", near >= 1, detail, value=near, threshold=1, n=len(benchmarks))
    bare = [name for name, item in benchmarks.items() if not item.method or item.n is None]
    n, total = len(benchmarks) - len(bare), len(benchmarks)
    detail = say("{n} of {total} outside figures have source, date, method and n", n=count(n), total=count(total))
    places = tuple(case.workspace.where_key("benchmarks", name) for name in bare)
    yield covers("P31.traceable", "", n, total, threshold=1.0, detail=detail, n=total, places=places)
    yield _age(case)
    yield from _outside(case)


def _age(case: ProbeCase) -> ProbeOutcome:
    days = {name: last_day(item.date) for name, item in case.workspace.content.benchmarks.items()}
    ages = {name: (case.today - day).days / 365.25 for name, day in days.items() if day}
    if not ages:
        return unavailable("P31.age", "", say("no date of an outside figure can be read"))
    old = [name for name, age in ages.items() if age > case.params.reference_years]
    n, total = len(ages) - len(old), len(ages)
    template = "{n} of {total} outside figures are not older than {years} years"
    detail = say(template, n=count(n), total=count(total), years=count(case.params.reference_years))
    places = tuple(case.workspace.where("benchmarks", name, "date") for name in old)
    return covers("P31.age", "", n, total, threshold=1.0, detail=detail, n=total, places=places)


def _outside(case: ProbeCase) -> Iterator[ProbeOutcome]:
    named = [item for item in case.workspace.content.benchmarks.values() if item.touchpoint]
    for name, graph in case.graphs.items():
        if not named:
            yield unavailable("P31.outside", name, say("no outside figure names a touchpoint"))
            continue
        n = sum(not item.ours and (item.touchpoint or "").split(".")[0] == name for item in named)
        detail = say("{n} outside figures compare this journey with another sector", n=count(n))
        yield told("P31.outside", name, n >= 1, detail, value=n, threshold=1, places=(graph.journey_span(),))
