"""The roadmap in time as plain values: lanes, bars, quarters, milestones and load; and its curves."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from journeymap.model.record import humanise
from journeymap.model.workspace import Workspace
from journeymap.roadmap.result import Item, Load, Roadmap
from journeymap.roadmap.weeks import quarters as calendar_quarters
from journeymap.text import Text, count, date, number, say
from journeymap.views.curves import Curve, Series, cumulative, curve
from journeymap.views.journey_map import Words


@dataclass(frozen=True)
class Bar:
    """An initiative in time.

    Attributes
    ----------
    number
        Its place in the plan, by start.
    start, weeks
        In weeks from the start of the plan; for work under way what is left.
    first, last
        The same as days.
    critical
        Whether a week's delay delays the end of the plan.
    needed
        Whether a target waits for it.
    started
        Whether it is under way.
    slack
        Weeks it can slip.
    after
        Ids of what it waits for.
    """

    id: str
    number: int
    title: str
    start: int
    weeks: int
    first: dt.date
    last: dt.date
    critical: bool
    needed: bool
    started: bool
    slack: int
    reason: Text
    after: tuple[str, ...]

    @property
    def end(self) -> int:
        """Return the week in which it is finished."""
        return self.start + self.weeks


@dataclass(frozen=True)
class Lane:
    """The initiatives of one owner, by start."""

    title: Words
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class QuarterSpan:
    """A calendar quarter; `start` and `end` in weeks from the start of the plan."""

    title: Text
    start: float
    end: float


@dataclass(frozen=True)
class Milestone:
    """A day that matters; `week` counts from the start of the plan."""

    title: Text
    day: dt.date
    week: float


@dataclass(frozen=True)
class LoadLane:
    """How busy a department is.

    Attributes
    ----------
    used, capacity
        People in each week; `None` if nothing says how many there are.
    quarters
        Person-weeks used and free in each quarter of the chart.
    """

    title: str
    used: tuple[float, ...]
    capacity: tuple[float, ...] | None
    quarters: tuple[tuple[float, float | None], ...]


@dataclass(frozen=True)
class Gantt:
    """The roadmap in time.

    Attributes
    ----------
    statement
        How long it takes against how short it could be; the description for those who cannot see it.
    weeks
        Length of the plan, optional initiatives included.
    today
        In weeks from the start of the plan, 0 or less.
    """

    title: Text
    statement: Text
    weeks: int
    today: float
    today_date: dt.date
    lanes: tuple[Lane, ...]
    quarters: tuple[QuarterSpan, ...]
    milestones: tuple[Milestone, ...]
    load: tuple[LoadLane, ...]

    @property
    def bars(self) -> tuple[Bar, ...]:
        """Return all initiatives by number."""
        return tuple(sorted((bar for lane in self.lanes for bar in lane.bars), key=lambda bar: bar.number))

    @property
    def table(self) -> tuple[tuple[Words, ...], ...]:
        """Return the initiatives in rows, head first."""
        owner = {bar.id: lane.title for lane in self.lanes for bar in lane.bars}
        numbers = {bar.id: str(bar.number) for bar in self.bars}
        head = (say("No."), say("Initiative"), say("Owner"), say("From"), say("To"), say("Weeks"), say("Waits for"),
                say("Critical"), say("Why then"))  # fmt: skip
        rows: list[tuple[Words, ...]] = [head]
        for bar in self.bars:
            critical: Words = say("critical") if bar.critical else ""
            waits = ", ".join(numbers[name] for name in bar.after)
            rows.append((count(bar.number), bar.title, owner[bar.id], date(bar.first), date(bar.last),
                         count(bar.weeks), waits, critical, bar.reason))  # fmt: skip
        return tuple(rows)

    @property
    def load_table(self) -> tuple[tuple[Words, ...], ...]:
        """Return used and free person-weeks by department and quarter, head first."""
        rows: list[tuple[Words, ...]] = [(say("Department"), *(quarter.title for quarter in self.quarters))]
        rows += [(lane.title, *(load_words(*pair) for pair in lane.quarters)) for lane in self.load]
        return tuple(rows)


def load_words(used: float, capacity: float | None) -> Text:
    """Return person-weeks used of those that are free."""
    if capacity is None:
        return say("{used}, free unknown", used=number(used, 0))
    return say("{used} of {capacity}", used=number(used, 0), capacity=number(capacity, 0))


def gantt(plan: Roadmap, workspace: Workspace) -> Gantt:
    """Gather a roadmap in time.

    Parameters
    ----------
    workspace
        The one the plan was made of.
    """
    bars = {item.id: _bar(index, item) for index, item in enumerate(plan.items, 1)}
    length = max((bar.end for bar in bars.values()), default=0)
    spans = tuple(_quarters(plan.start, length))
    return Gantt(
        title=say("Roadmap"),
        statement=_statement(plan, len(bars)),
        weeks=length,
        today=(workspace.today - plan.start).days / 7,
        today_date=workspace.today,
        lanes=_lanes(plan, bars),
        quarters=spans,
        milestones=tuple(sorted(_milestones(plan, workspace), key=lambda mark: (mark.day, str(mark.title)))),
        load=tuple(_load(entry, spans) for entry in plan.load),
    )


def _bar(index: int, item: Item) -> Bar:
    started = item.progress is not None and item.progress.started is not None
    return Bar(item.id, index, item.title, item.start_week, item.weeks, item.start, item.end, item.critical,
               item.needed, started, item.slack, item.reason, item.after)  # fmt: skip


def _lanes(plan: Roadmap, bars: dict[str, Bar]) -> tuple[Lane, ...]:
    """Return a lane for each owner, in the order in which they begin; those without one last."""
    owners: dict[str | None, list[Bar]] = {}
    for item in sorted(plan.items, key=lambda item: item.owner is None):
        owners.setdefault(item.owner, []).append(bars[item.id])
    return tuple(Lane(owner or say("nobody answers for it yet"), tuple(found)) for owner, found in owners.items())


def _quarters(start: dt.date, length: int) -> Iterator[QuarterSpan]:
    """Yield the calendar quarters of the plan, cut at its ends."""
    last = start + dt.timedelta(weeks=max(1, length)) - dt.timedelta(days=3)
    begin = 0.0
    for quarter in calendar_quarters(start, last):
        end = min(float(max(1, length)), ((quarter.end - start).days + 1) / 7)
        yield QuarterSpan(quarter_name(quarter.year, quarter.quarter), begin, end)
        begin = end


def quarter_name(year: int, quarter: int) -> Text:
    """Return the name of a quarter."""
    return say("Q{quarter} {year}", quarter=quarter, year=year)


def _milestones(plan: Roadmap, workspace: Workspace) -> Iterator[Milestone]:
    for name, target in workspace.content.targets.items():
        if target.by is not None:
            title = say("target '{title}' is due", title=target.title or humanise(name))
            yield Milestone(title, target.by, _week(plan, target.by))
    for item in plan.items:
        deadline = workspace.content.initiatives[item.id].deadline
        if deadline is not None:
            yield Milestone(say("'{title}' is due", title=item.title), deadline, _week(plan, deadline))
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


def _statement(plan: Roadmap, planned: int) -> Text:
    length, bound = plan.schedule.makespan_weeks, plan.lower_bound
    if not planned:
        return say("no initiative is planned")
    if plan.schedule.status == "proved":
        proved = "{n} initiatives take {length} weeks, and no plan can be shorter: {reason}"
        one = "{n} initiative takes {length} weeks, and no plan can be shorter: {reason}"
        return say(one if planned == 1 else proved, n=planned, length=length, reason=plan.bound_reason)
    many = "{n} initiatives take {length} weeks; no plan can take less than {bound}: {reason}"
    one = "{n} initiative takes {length} weeks; no plan can take less than {bound}: {reason}"
    return say(one if planned == 1 else many, n=planned, length=length, bound=bound, reason=plan.bound_reason)


# -- curves over the quarters ------------------------------------------------------------------


def measure_curve(plan: Roadmap, workspace: Workspace, what: str) -> Curve:
    """Return how a figure of the journeys moves, from today over the end of each quarter.

    Parameters
    ----------
    what
        ``completion``, ``score``, ``minutes``, ``waiting``, ``contacts`` or ``value``.
    """
    titles = {"completion": say("Completion"), "score": say("Score"), "minutes": say("Time spent"),
              "waiting": say("Waiting"), "contacts": say("Contacts"), "value": say("Value kept per year")}  # fmt: skip
    kinds = {"completion": "share", "score": "score", "minutes": "minutes", "waiting": "minutes", "value": "money"}
    states = [plan.before, *(quarter.figures for quarter in plan.quarters)]
    series = [
        Series(_journey(workspace, name), tuple(getattr(state[name], what) for state in states),
               _asked(workspace, name, what))
        for name in plan.before
    ]  # fmt: skip
    unit = workspace.currency if what == "value" else ""
    return curve(titles[what], points(plan), series, kinds.get(what, "number"), unit=unit)


def cost_curve(plan: Roadmap, workspace: Workspace) -> Curve:
    """Return what is spent and what is kept per year, added up over the quarters.

    The cost of an initiative counts when it is finished; one without a cost makes the sum unknown from
    then on. Value kept is the gain per year over today.
    """
    spent: list[float | None] = [0.0]
    for quarter in plan.quarters:
        costs = [plan.by_id[name].cost for name in quarter.new]
        known = [cost.yearly for cost in costs if cost is not None]
        spent.append(sum(known) if len(known) == len(costs) else None)
    kept = [_sum([state[name].value for name in plan.before]) for state in
            (plan.before, *(quarter.figures for quarter in plan.quarters))]  # fmt: skip
    gained = tuple(None if value is None or kept[0] is None else value - kept[0] for value in kept)
    series = [Series(say("Cost, added up"), cumulative(spent)), Series(say("Value kept per year, over today"), gained)]
    return curve(say("Cost and benefit"), points(plan), series, "money", unit=workspace.currency)


def points(plan: Roadmap) -> tuple[Text, ...]:
    """Return today and the ends of the quarters."""
    return (say("today"), *(quarter_name(quarter.year, quarter.quarter) for quarter in plan.quarters))


def _journey(workspace: Workspace, name: str) -> str:
    return workspace.content.journeys[name].title or humanise(name)


def _asked(workspace: Workspace, journey: str, what: str) -> float | None:
    """Return what the first target of a journey asks for."""
    names = {"minutes": "time"}
    for target in workspace.content.targets.values():
        wanted = (target.measures or {}).get(names.get(what, what))
        if target.of == journey and wanted is not None:
            return wanted.number
    return None


def _sum(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None
