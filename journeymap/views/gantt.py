"""A roadmap in time as plain values: lanes, bars, quarters, milestones and load."""

import datetime as dt

from journeymap.records import dataclass
from journeymap.roadmap.stability import DISCUSS
from journeymap.text import Text, count, date, number, say, share
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import listed, sentences
from journeymap.views.roadmap_words import weeks

FARTHEST = 1.5
"""Lengths of the plan up to which the day of a target is on the scale."""


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
    frozen
        Whether its start is agreed and not chosen.
    later
        Whether it stands behind the plan because it did not fit before its end.
    begun
        When work under way began, in weeks from the start of the plan; 0 or less.
    deadline
        The end of the day by which it must be finished, in weeks from the start of the plan.
    was
        Start and end in the last recorded plan, in weeks from the start of this one, if it has moved.
    stays
        Share of the simulated plans in which it begins in the same quarter, 0-1.
    notes
        What must be known of it at a glance, a few words each.
    span
        The weeks it takes in all; for work under way with what is left.
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
    frozen: bool = False
    later: bool = False
    begun: float | None = None
    deadline: float | None = None
    was: tuple[float, float] | None = None
    stays: float | None = None
    notes: tuple[Text, ...] = ()
    span: Words = ""

    @property
    def end(self) -> int:
        """Return the week in which it is finished."""
        return self.start + self.weeks

    @property
    def discussed(self) -> bool:
        """Return whether its quarter is as likely missed as met, so that it is for discussion."""
        return self.stays is not None and DISCUSS[0] <= self.stays <= DISCUSS[1]


@dataclass(frozen=True)
class Past:
    """A finished initiative.

    Attributes
    ----------
    begun, end
        In weeks from the start of the plan, 0 or less; `begun` is `None` if nobody wrote it down.
    planned, actual
        Weeks it was to take, and took.
    """

    id: str
    title: str
    begun: float | None
    end: float
    first: dt.date | None
    last: dt.date
    planned: int | None
    actual: int | None

    @property
    def words(self) -> Text:
        """Return the estimate beside what it took."""
        if self.actual is None:
            return say("finished on {day}", day=date(self.last))
        if self.planned is None:
            return say("took {actual}, without an estimate", actual=weeks(self.actual))
        return say("took {actual}, estimated {planned}", actual=weeks(self.actual),
                   planned=weeks(self.planned))  # fmt: skip


@dataclass(frozen=True)
class Lane:
    """The initiatives of one department, by start."""

    title: Words
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class QuarterSpan:
    """A calendar quarter; `start` and `end` in weeks from the start of the plan; `short` is without the year."""

    title: Text
    start: float
    end: float
    short: Text | None = None


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
        Person-weeks used and free in each quarter of the plan.
    """

    title: str
    used: tuple[float, ...]
    capacity: tuple[float, ...] | None
    quarters: tuple[tuple[float, float | None], ...]

    @property
    def over(self) -> tuple[int, ...]:
        """Return the weeks in which more people are at work than are free."""
        free = self.capacity or ()
        return tuple(week for week, people in enumerate(free) if self.used[week] > people + 1e-6)

    @property
    def share(self) -> float | None:
        """Return the part of the free people that is used over the plan; `None` if it is unknown or nothing."""
        total = sum(self.capacity or ())
        return sum(self.used) / total if total else None


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
    quarters
        From the start of the plan to its end, or to the last target shown.
    done
        What is finished already, by day.
    past
        Quarters before the start of the plan that are shown for what is under way or done.
    recorded
        Day of the last recorded plan, if something has moved since.
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
    done: tuple[Past, ...] = ()
    past: tuple[QuarterSpan, ...] = ()
    recorded: dt.date | None = None

    @property
    def bars(self) -> tuple[Bar, ...]:
        """Return all initiatives by number."""
        return tuple(sorted((bar for lane in self.lanes for bar in lane.bars), key=lambda bar: bar.number))

    @property
    def since(self) -> float:
        """Return the first week that is shown, 0 or less."""
        return min([0.0, self.today, *(span.start for span in self.past)])

    @property
    def table(self) -> tuple[tuple[Words, ...], ...]:
        """Return the initiatives in rows, head first; what is finished comes first."""
        lead = {bar.id: lane.title for lane in self.lanes for bar in lane.bars}
        numbers = {bar.id: str(bar.number) for bar in self.bars}
        told = any(bar.notes for bar in self.bars) or bool(self.done)
        head: tuple[Words, ...] = (say("No."), say("Initiative"), say("Department"), say("From"), say("To"),
                                   say("Weeks"), say("Waits for"), say("Critical"))  # fmt: skip
        rows: list[tuple[Words, ...]] = [(*head, say("Notes")) if told else head]
        for past in self.done:
            first: Words = date(past.first) if past.first else ""
            taken: Words = count(past.actual) if past.actual is not None else ""
            rows.append(("✓", past.title, "", first, date(past.last), taken, "", "", past.words))
        for bar in self.bars:
            critical: Words = say("critical") if bar.critical else ""
            waits = ", ".join(numbers[name] for name in bar.after if name in numbers)
            row = (count(bar.number), bar.title, lead[bar.id], date(bar.first), date(bar.last),
                   bar.span or count(bar.weeks), waits, critical)  # fmt: skip
            rows.append((*row, sentences(bar.notes)) if told else row)
        return tuple(rows)

    @property
    def load_table(self) -> tuple[tuple[Words, ...], ...]:
        """Return used and free person-weeks by department and quarter, head first."""
        head: tuple[Words, ...] = (say("Department"), *(quarter.title for quarter in self.quarters[:_planned(self)]),
                                   say("Weeks overloaded"))  # fmt: skip
        rows: list[tuple[Words, ...]] = [head]
        rows += [(lane.title, *(load_words(*pair) for pair in lane.quarters), count(len(lane.over)))
                 for lane in self.load]  # fmt: skip
        return tuple(rows)

    @property
    def load_statement(self) -> Text:
        """Return which department is busiest, and whether any has more work than people."""
        over = [lane.title for lane in self.load if lane.over]
        if over:
            return say("more work than people: {departments}", departments=listed(over))
        known = [(lane.share, lane.title) for lane in self.load if lane.share is not None]
        if not known:
            return say("nothing says how many people are free")
        part, title = max(known, key=lambda pair: pair[0])
        return say("the busiest department is {department}: {share} of its people's time; nobody is overloaded",
                   department=title, share=share(part))  # fmt: skip


def _planned(view: Gantt) -> int:
    """Return how many of the quarters have work in them; one shown for a target only has none."""
    return max((len(lane.quarters) for lane in view.load), default=0)


def load_words(used: float, capacity: float | None) -> Text:
    """Return person-weeks used of those that are free."""
    if capacity is None:
        return say("{used}, free unknown", used=number(used, 0))
    return say("{used} of {capacity}", used=number(used, 0), capacity=number(capacity, 0))
