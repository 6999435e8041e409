"""P32: whether initiatives say what a plan needs."""

import datetime as dt
from collections.abc import Callable, Iterator

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, inapplicable, told, unavailable
from journeymap.model.plans import Initiative
from journeymap.text import count, say

MINUTES_PER_DAY = 1440


def _dated(item: Initiative) -> bool:
    days = (item.earliest, item.deadline, item.starts, item.progress.started if item.progress else None)
    return bool(item.owner and (item.duration or any(days)))


def _complete(item: Initiative) -> bool:
    return bool((item.changes or item.lifts) and item.effort and item.duration and item.confidence)


def _risky(item: Initiative) -> bool:
    return bool(item.effort and item.risk and item.changes)


CHECKS: tuple[tuple[str, str, Callable[[Initiative], bool]], ...] = (
    ("P32.dated", "{n} of {total} initiatives have an owner and a date or a length", _dated),
    ("P32.complete", "{n} of {total} initiatives have an effect, effort, duration and confidence", _complete),
    ("P32.risk", "{n} of {total} initiatives have effort, risk and the changes they make", _risky),
)


MISSING = (
    ("P32.references", say("an initiative has no field for the outside figure it follows")),
    ("P32.causes", say("weak spots have no field for the kind of their cause")),
    ("P32.data", say("an initiative has no field for the data types it brings")),
    ("P32.decisions", say("decisions of a review are not part of a workspace")),
    ("P32.people", say("hiring and training are not part of a workspace")),
    ("P32.benefits", say("a workspace holds one state; earlier priorities are not among it")),
)


@probe("P32", name="roadmap_integrity", needs="roadmap")
def roadmap_integrity(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Look for owner, effect, effort and confidence of initiatives, and for starts that come too early.

    Formula
    -------
    ``dated``: initiatives with an owner and a day, or a duration from which the
    roadmap gives one / initiatives. ``complete``: with changes or lifted
    practices, effort, duration and confidence. ``risk``: with effort, risk and
    changes; refused initiatives are left out of these three. ``sequence``:
    initiatives that start before one they wait for ends; cycles are refused when
    the files are read.

    Threshold
    ---------
    All; ``sequence``: none; the words of the criteria.

    Outcomes
    --------
    True: every initiative has what the check asks. False: some lack it, or start
    too early.

    Not applicable
    --------------
    ``sequence`` if no initiative waits for another.

    Not available
    -------------
    Without an initiative. ``sequence`` can only be false here: that no period
    is overloaded is shown by the roadmap, not by what is declared. ``references``,
    ``causes``, ``data``, ``decisions``, ``people`` and ``benefits`` always.
    """
    yield from (unavailable(code, "", missing) for code, missing in MISSING)
    items = {name: item for name, item in case.workspace.content.initiatives.items() if not item.refused}
    if not items:
        missing = say("the workspace holds no initiative")
        codes = (*(code for code, _, _ in CHECKS), "P32.sequence")
        yield from (unavailable(code, "", missing) for code in codes)
        return
    for code, template, test in CHECKS:
        bare = [name for name, item in items.items() if not test(item)]
        n, total = len(items) - len(bare), len(items)
        places = tuple(case.workspace.where_key("initiatives", name) for name in bare)
        detail = say(template, n=count(n), total=count(total))
        yield covers(code, "", n, total, threshold=1.0, detail=detail, n=total, places=places)
    yield _sequence(case)


def _sequence(case: ProbeCase) -> ProbeOutcome:
    items = case.workspace.content.initiatives
    if not any(item.after for item in items.values()):
        return inapplicable("P32.sequence", "", say("no initiative waits for another"))
    early = [
        (name, before) for name, item in items.items() for before in item.after
        if (start := _start(item)) and (end := _end(items[before])) and start < end
    ]  # fmt: skip
    if not early:
        detail = say("no declared start comes too early; whether periods are overloaded is for the roadmap to show")
        return unavailable("P32.sequence", "", detail)
    places = tuple(case.workspace.where("initiatives", name, "after", before) for name, before in early)
    detail = say("{n} initiatives start before what they wait for is done", n=count(len({name for name, _ in early})))
    return told("P32.sequence", "", holds=False, detail=detail, value=len(early), threshold=0, places=places)


def _start(item: Initiative) -> dt.date | None:
    return (item.progress.started if item.progress else None) or item.starts


def _end(item: Initiative) -> dt.date | None:
    progress = item.progress
    if progress and (progress.done or progress.expected):
        return progress.done or progress.expected
    start = _start(item)
    return (
        start + dt.timedelta(days=item.duration.likely.minutes / MINUTES_PER_DAY) if start and item.duration else None
    )
