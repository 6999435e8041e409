"""P33: how long the plan is, and how short it could be."""

import datetime as dt
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import told, unavailable
from journeymap.model.plans import Initiative
from journeymap.text import Figure, say

MINUTES_PER_WEEK = 10080
DAYS_PER_WEEK = 7
WORKDAYS_PER_WEEK = 5


@probe("P33", name="roadmap_bound", needs="roadmap")
def roadmap_bound(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Compare the declared length of the plan with what no plan can beat.

    Formula
    -------
    Declared length: the last end minus the first start, in weeks, over the
    initiatives that are not refused; a start is ``starts`` or the day work began,
    an end the day it was done or is expected, else start and duration. Lower
    bound, in weeks: the largest of the longest chain of initiatives that wait for
    each other, each from its start to its end, and, for each department, its
    person-days / (its people x 5 days).

    Threshold
    ---------
    The lower bound itself.

    Outcomes
    --------
    True: the declared plan is not shorter than the bound by more than a day; value
    and threshold stand side by side, and the difference is for the assessor to explain. False:
    it is shorter, so it cannot be carried out as declared.

    Not available
    -------------
    Without an initiative, or if one has no day to start on or no length: then the
    declared plan has none. The command ``journeymap plan`` works one out and compares it.
    """
    items = {name: item for name, item in case.workspace.content.initiatives.items() if not item.refused}
    spans = {name: span for name, item in items.items() if (span := _span(item)) is not None}
    if not items or len(spans) < len(items):
        yield unavailable("P33", "", say("not every initiative has a day to start on and a length"))
        return
    length = (max(end for _, end in spans.values()) - min(start for start, _ in spans.values())).days / DAYS_PER_WEEK
    bound = max(_chain(items, spans), _work(case, items))
    detail = say("the declared plan takes {length}, and no plan can take less than {bound}",
                 length=Figure("weeks", length, "weeks", 1), bound=Figure("weeks", bound, "weeks", 1))  # fmt: skip
    places = tuple(case.workspace.where_key("initiatives", name) for name in items)
    holds = length >= bound - 1 / DAYS_PER_WEEK
    yield told("P33", "", holds, detail, value=length, threshold=bound, n=len(items), places=() if holds else places)


def _span(item: Initiative) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of an initiative; `None` if one of them is unknown."""
    progress = item.progress
    start = (progress.started if progress else None) or item.starts
    end = (progress.done or progress.expected) if progress else None
    if start is not None and end is None and item.duration is not None:
        end = start + dt.timedelta(weeks=item.duration.likely.minutes / MINUTES_PER_WEEK)
    return None if start is None or end is None else (start, end)


def _chain(items: Mapping[str, Initiative], spans: Mapping[str, tuple[dt.date, dt.date]]) -> float:
    """Return the weeks of the longest chain of initiatives that wait for each other."""
    waits = {name: [before for before in item.after if before in items] for name, item in items.items()}
    done: dict[str, float] = {}
    for name in TopologicalSorter(waits).static_order():
        start, end = spans[name]
        before = max((done[other] for other in waits[name]), default=0.0)
        done[name] = before + (end - start).days / DAYS_PER_WEEK
    return max(done.values(), default=0.0)


def _work(case: ProbeCase, items: Mapping[str, Initiative]) -> float:
    """Return the weeks the busiest department needs with all its people."""
    work: dict[str, float] = {}
    for item in items.values():
        for department, effort in (item.effort or {}).items():
            work[department] = work.get(department, 0.0) + effort.days
    departments = case.workspace.content.departments
    people = {name: record.capacity.number for name, record in departments.items() if record.capacity}
    return max(
        (days / (people[name] * WORKDAYS_PER_WEEK) for name, days in work.items() if people.get(name)), default=0.0
    )
