"""The roadmap in time, gathered from a plan."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from journeymap.model.record import humanise
from journeymap.model.workspace import Workspace
from journeymap.roadmap.progress import Done, Moved
from journeymap.roadmap.result import Item, Load, Roadmap
from journeymap.roadmap.weeks import quarters as calendar_quarters
from journeymap.text import Text, date, say, share
from journeymap.views.gantt import FARTHEST, Bar, Gantt, Lane, LoadLane, Milestone, Past, QuarterSpan
from journeymap.views.roadmap_words import quarter_name, span_words, statement, weeks


def gantt(plan: Roadmap, workspace: Workspace) -> Gantt:
    """Gather a roadmap in time.

    Parameters
    ----------
    workspace
        The one the plan was made of.
    """
    was = {item.id: item for item in plan.moved}
    bars = {item.id: _bar(index, item, plan, workspace, was.get(item.id)) for index, item in enumerate(plan.items, 1)}
    length = max((bar.end for bar in bars.values()), default=0)
    done = tuple(_past(plan, item) for item in sorted(plan.done, key=lambda item: (item.done, item.id)))
    spans = tuple(_quarters(plan.start, length))
    marks = tuple(sorted(_milestones(plan, workspace), key=lambda mark: (mark.day, str(mark.title))))
    shown = max([length, *(mark.week for mark in marks if mark.week <= FARTHEST * length)])
    begun = [*(bar.begun for bar in bars.values()), *(time for past in done for time in (past.begun, past.end))]
    return Gantt(
        title=say("Roadmap"),
        statement=statement(plan),
        weeks=length,
        today=(workspace.today - plan.start).days / 7,
        today_date=workspace.today,
        lanes=_lanes(plan, workspace, bars),
        quarters=tuple(_quarters(plan.start, shown)),
        milestones=marks,
        load=tuple(_load(entry, spans) for entry in plan.load),
        done=done,
        past=_past_quarters(plan, begun, length),
        recorded=plan.previous.made if plan.previous is not None and plan.moved else None,
    )


def _bar(index: int, item: Item, plan: Roadmap, workspace: Workspace, moved: Moved | None) -> Bar:
    started = item.progress is not None and item.progress.started is not None
    record = workspace.content.initiatives[item.id]
    deadline = _week(plan, record.deadline) if record.deadline is not None else None
    was = None
    if moved is not None and moved.was_start is not None and moved.was_end is not None and moved.weeks:
        was = ((moved.was_start - plan.start).days / 7, _week(plan, moved.was_end))
    frozen = plan.problem.by_id[item.id].frozen is not None and record.starts is not None
    steady = plan.stability.items.get(item.id) if plan.stability is not None else None
    bar = Bar(item.id, index, item.title, item.start_week, item.weeks, item.start, item.end, item.critical,
              item.needed, started, item.slack, item.reason, item.after, frozen=frozen,
              later=item.id in plan.later, begun=(item.start - plan.start).days / 7 if started else None,
              deadline=deadline, was=was, stays=steady.begins if steady is not None else None,
              span=span_words(item))  # fmt: skip
    return replace(bar, notes=tuple(_notes(bar, moved)))


def _notes(bar: Bar, moved: Moved | None) -> Iterator[Text]:
    """Yield what a reader must see beside the bar: how it stands, what moved, what is in doubt."""
    if bar.started:
        yield say("under way since {day}", day=date(bar.first))
    if bar.deadline is not None and bar.end > bar.deadline + 1e-6:
        yield say("{weeks} after its deadline", weeks=weeks(math.ceil(bar.end - bar.deadline - 1e-6)))
    if moved is not None and moved.weeks:
        later = say("{weeks} later than in the last plan", weeks=weeks(moved.weeks))
        yield later if moved.weeks > 0 else say("{weeks} earlier than in the last plan", weeks=weeks(-moved.weeks))
    if bar.discussed and bar.stays is not None:
        yield say("for discussion: {share} of the draws begin it in this quarter", share=share(bar.stays))


def _past(plan: Roadmap, item: Done) -> Past:
    begun = (item.started - plan.start).days / 7 if item.started is not None else None
    return Past(item.id, item.title, begun, _week(plan, item.done), item.started, item.done, item.planned_weeks,
                item.actual_weeks)  # fmt: skip


def _past_quarters(plan: Roadmap, times: Sequence[float | None], length: int) -> tuple[QuarterSpan, ...]:
    """Return the quarters before the plan in which something began or ended, as far back as the picture bears."""
    first = max(min((week for week in times if week is not None), default=0.0), -max(8.0, length / 2))
    if first >= 0:
        return ()
    day = plan.start + dt.timedelta(days=math.floor(first * 7))
    return tuple(_quarters(day, math.ceil(-first) + 1, plan.start, stop=0.0))


def lead(workspace: Workspace, initiative: str) -> str | None:
    """Return the department with the most work in an initiative, the first by id of several; `None` without effort."""
    effort = workspace.content.initiatives[initiative].effort or {}
    return min(effort, key=lambda name: (-effort[name].days, name), default=None)


def _lanes(plan: Roadmap, workspace: Workspace, bars: dict[str, Bar]) -> tuple[Lane, ...]:
    """Return a lane for each department, in the order in which they begin; what comes later stands last."""
    titles = {entry.department: entry.title for entry in plan.load}
    found: dict[str | None, list[Bar]] = {}
    for item in sorted(plan.items, key=lambda item: lead(workspace, item.id) is None):
        if item.id not in plan.later:
            found.setdefault(lead(workspace, item.id), []).append(bars[item.id])
    lanes = [Lane(titles.get(name, humanise(name)) if name else say("no department named"), tuple(row))
             for name, row in found.items()]  # fmt: skip
    later = tuple(bars[name] for name in plan.later if name in bars)
    return (*lanes, Lane(say("later: did not fit before the end of the plan"), later)) if later else tuple(lanes)


def _quarters(
    start: dt.date, length: float, origin: dt.date | None = None, stop: float | None = None
) -> Iterator[QuarterSpan]:
    """Yield the calendar quarters of a stretch of weeks, cut at its ends, counted from an origin."""
    zero = origin or start
    last = start + dt.timedelta(weeks=max(1, length)) - dt.timedelta(days=3)
    begin = (start - zero).days / 7
    final = stop if stop is not None else begin + max(1, length)
    for quarter in calendar_quarters(start, last):
        end = min(final, ((quarter.end - zero).days + 1) / 7)
        if end > begin:
            yield QuarterSpan(quarter_name(quarter.year, quarter.quarter), begin, end,
                              say("Q{quarter}", quarter=quarter.quarter))  # fmt: skip
        begin = end


def _milestones(plan: Roadmap, workspace: Workspace) -> Iterator[Milestone]:
    for name, target in workspace.content.targets.items():
        if target.by is not None:
            title = say("target '{title}' is due", title=target.title or humanise(name))
            yield Milestone(title, target.by, _week(plan, target.by))
    if plan.end is not None:
        yield Milestone(say("everything the target needs is finished"), plan.end, _week(plan, plan.end))


def _week(plan: Roadmap, day: dt.date) -> float:
    """Return the end of a day in weeks from the start of the plan; a Friday ends its week."""
    days = (day - plan.start).days + 1
    return (days + 2) / 7 if day.weekday() == 4 else days / 7


def _load(entry: Load, spans: tuple[QuarterSpan, ...]) -> LoadLane:
    def total(weekly: tuple[float, ...], span: QuarterSpan) -> float:
        return sum(people * max(0.0, min(week + 1, span.end) - max(week, span.start))
                   for week, people in enumerate(weekly))  # fmt: skip

    free = entry.capacity
    pairs = tuple((total(entry.used, span), total(free, span) if free is not None else None) for span in spans)
    return LoadLane(entry.title, entry.used, free, pairs)
