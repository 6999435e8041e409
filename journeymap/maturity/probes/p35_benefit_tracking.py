"""P35: whether finished work is measured before and after."""

import datetime as dt
from collections.abc import Iterator

from journeymap.changes.apply import journey_of
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, inapplicable, last_day, readings, told, unavailable
from journeymap.model.plans import Initiative
from journeymap.text import count, say


@probe("P35", name="benefit_tracking", needs="roadmap+metrics")
def benefit_tracking(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Finished initiatives with readings before and after at a touchpoint they changed.

    Formula
    -------
    Finished initiatives with a metric that was read, at a touchpoint they changed,
    for a period that ended before they began and for one that ended after they
    were done / finished initiatives. Readings of one group of customers are left
    out. ``most``: this share. ``any``: whether there is one.

    Threshold
    ---------
    ``most``: the parameter ``coverage_most``, a convention.
    ``any``: one, the words of the criterion.

    Outcomes
    --------
    True: enough finished work was measured before and after. False: some was, but
    for too few initiatives; ``any`` is never false.

    Not applicable
    --------------
    If no initiative is finished.

    Not available
    -------------
    Without an initiative, or if none of the finished ones has readings on both sides.

    Notes
    -----
    It proves that the metric was read on both sides, not that the work moved it.
    An initiative whose progress does not tell the day it began is taken to have
    begun on its declared start, without one on the day it was done.
    """
    initiatives = case.workspace.content.initiatives
    if not initiatives:
        yield from (unavailable(code, "", say("the workspace holds no initiative")) for code in ("P35.any", "P35.most"))
        return
    finished = {name: (item, item.progress.done) for name, item in initiatives.items()
                if item.progress and item.progress.done}  # fmt: skip
    if not finished:
        yield from (inapplicable(code, "", say("no initiative is finished")) for code in ("P35.any", "P35.most"))
        return
    tracked = [name for name, (item, done) in finished.items() if _tracked(case, name, item, done)]
    if not tracked:
        missing = say("no finished initiative has readings from before and after")
        yield from (unavailable(code, "", missing) for code in ("P35.any", "P35.most"))
        return
    n, total = len(tracked), len(finished)
    detail = say(
        "{n} of {total} finished initiatives have readings from before and after", n=count(n), total=count(total)
    )
    places = tuple(case.workspace.where_key("initiatives", name) for name in finished if name not in tracked)
    yield told("P35.any", "", holds=True, detail=detail, value=n, threshold=1, n=total)
    yield covers("P35.most", "", n, total, threshold=case.params.coverage_most, detail=detail, n=total, places=places)


def _tracked(case: ProbeCase, name: str, item: Initiative, done: dt.date) -> bool:
    """Tell whether a metric was read before and after an initiative, at a touchpoint it changed."""
    began = (item.progress.started if item.progress else None) or item.starts or done
    journey = journey_of(case.workspace, name)
    if journey is None or journey not in case.graphs:
        return False
    places = [place for place in _touched(item) if place in case.graphs[journey].touchpoints]
    taken = [entries for place in places for entries in readings(case, journey, place).values()]
    days = ([day for item in items if item.persona is None and (day := last_day(item.period))] for items in taken)
    return any(min(found) < began and max(found) > done for found in days if found)


def _touched(item: Initiative) -> Iterator[str]:
    """Yield the touchpoints an initiative sets, adds or routes anew."""
    for change in item.changes:
        if change.add is not None and change.add.touchpoint is not None:
            yield change.add.touchpoint
        if change.reroute is not None:
            yield change.reroute.source
        yield from (path.partition(".")[0] for path in change.set or ())
