"""What there is to schedule: pieces of work in weeks, and who can do how much of it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Literal

from journeymap.records import dataclass
from journeymap.text import Text


@dataclass(frozen=True)
class Task:
    """One initiative as the scheduler sees it.

    Attributes
    ----------
    id
        Of the initiative.
    duration_weeks
        Whole weeks, at least 1; for work under way what is left.
    demand
        Tenths of a full-time person needed in each of these weeks, by department.
    after
        Ids of the tasks that must be finished before; all are tasks of the problem.
    earliest
        First week it may begin in.
    deadline
        Week at whose beginning it must be finished, if any.
    frozen
        Week it begins in, whatever else is said.
    started
        Whether it is under way.
    worth
        What a week of its effect is worth, any unit, 0 or more; only compared.
    required
        Whether it is in the plan whatever it brings: asked for, agreed or under way.
    closes
        Ids of the gaps to the target that it closes, sorted.
    cost
        Whole units of money, booked when it begins; 0 for work under way, whose money is spent.
    least, most
        Shortest and longest duration in weeks, for the simulation; `None` as `duration_weeks`.
    """

    id: str
    duration_weeks: int
    demand: Mapping[str, int] = field(default_factory=dict)
    after: tuple[str, ...] = ()
    earliest: int = 0
    deadline: int | None = None
    frozen: int | None = None
    started: bool = False
    worth: int = 0
    required: bool = False
    closes: tuple[str, ...] = ()
    cost: int = 0
    least: int | None = None
    most: int | None = None

    @property
    def counted(self) -> bool:
        """Return whether the length of the plan counts to its end: all that is in by choice, or for the target."""
        return bool(self.closes) or not self.fixed

    @property
    def fixed(self) -> bool:
        """Return whether no plan can leave it out."""
        return self.required or self.started or self.frozen is not None


@dataclass(frozen=True)
class Gap:
    """One step between today and the target: a place of the map, or one level of a practice.

    Attributes
    ----------
    weight
        How much it counts in the shortfall, 1 or more.
    """

    id: str
    weight: int = 1


@dataclass(frozen=True)
class Release:
    """Money that becomes free.

    Attributes
    ----------
    week
        First week in which work paid from it may begin, 0 or more.
    total
        Whole units of money free by then, all earlier releases included; what is not spent stays free.
    """

    week: int
    total: int


@dataclass(frozen=True)
class Resource:
    """A department's people.

    Attributes
    ----------
    capacity
        Tenths of a full-time person in an ordinary week.
    dips
        The same for weeks that differ.
    """

    id: str
    capacity: int
    dips: Mapping[int, int] = field(default_factory=dict)

    def at(self, week: int) -> int:
        """Return the capacity in one week."""
        return self.dips.get(week, self.capacity)

    def until(self, end: int) -> list[int]:
        """Return the capacity in each week before `end`, which costs less than asking for one after another."""
        found = [self.capacity] * end
        for week, have in self.dips.items():
            if 0 <= week < end:
                found[week] = have
        return found


@dataclass(frozen=True)
class LeftOut:
    """An initiative that is not planned.

    Attributes
    ----------
    reason
        Why.
    review
        When a refusal is looked at again.
    title
        Of the initiative, once the plan is made.
    """

    id: str
    reason: Text
    review: dt.date | None = None
    title: str = ""


@dataclass(frozen=True)
class Problem:
    """All there is to schedule.

    Attributes
    ----------
    start
        Monday of week 0.
    tasks
        Sorted by id.
    resources
        Departments with a known capacity, sorted by id; all others are unlimited.
    left_out
        Initiatives that cannot, or shall not, be planned.
    notes
        What was taken for granted, about the whole.
    remarks
        The same about single tasks.
    gaps
        Between today and the target, sorted by id.
    budget
        Rising in week and total; none if money is no limit. Before the first release nothing may be spent.
    worth_unit
        What the worth of its tasks is counted in: ``money`` kept per year, or ``points`` of completion and score.
    """

    start: dt.date
    tasks: tuple[Task, ...]
    resources: tuple[Resource, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Text, ...] = ()
    remarks: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    budget: tuple[Release, ...] = ()
    worth_unit: Literal["money", "points"] = "points"

    @cached_property
    def by_id(self) -> Mapping[str, Task]:
        """Return the tasks by id."""
        return {task.id: task for task in self.tasks}

    @cached_property
    def successors(self) -> Mapping[str, tuple[str, ...]]:
        """Return the tasks that wait for each task, sorted."""
        found: dict[str, list[str]] = {task.id: [] for task in self.tasks}
        for task in self.tasks:
            for before in task.after:
                found[before].append(task.id)
        return {name: tuple(following) for name, following in found.items()}

    @cached_property
    def order(self) -> tuple[Task, ...]:
        """Return the tasks, each behind all it waits for; ties by id."""
        waiting = {task.id: len(set(task.after)) for task in self.tasks}
        ready = sorted((name for name, count in waiting.items() if not count), reverse=True)
        found: list[Task] = []
        while ready:
            name = ready.pop()
            found.append(self.by_id[name])
            for follower in self.successors[name]:
                waiting[follower] -= 1
                if not waiting[follower]:
                    ready.append(follower)
            ready.sort(reverse=True)
        return tuple(found)

    def users(self, resource: str) -> Iterator[Task]:
        """Yield the tasks that need a department."""
        return (task for task in self.tasks if task.demand.get(resource, 0) > 0)
