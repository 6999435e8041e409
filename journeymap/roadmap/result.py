"""The roadmap as frozen values."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from journeymap.model.plans import Progress
from journeymap.model.quantities import Money
from journeymap.roadmap.benefit import Benefit, Figures
from journeymap.roadmap.problem import LeftOut, Problem
from journeymap.roadmap.projection import Quarter
from journeymap.roadmap.residual import Residual
from journeymap.roadmap.schedule import Schedule
from journeymap.text import Text


@dataclass(frozen=True)
class Item:
    """One initiative on the roadmap.

    Attributes
    ----------
    id, title, owner
        Who and what.
    start
        Monday on which it begins; for work under way the day it began.
    end
        Friday on which it is finished.
    start_week, weeks
        The same counted from the start of the plan; work under way begins in week 0 with what is left.
    needed
        Whether a target waits for it; the others are optional.
    why
        Why it is planned.
    critical
        Whether a week's delay delays the end of the plan.
    slack
        Weeks it can slip without that; 0 for optional items, which nothing waits for.
    reason
        Why it begins when it does: the strongest of `reasons`.
    reasons
        All that keeps it from beginning a week earlier.
    benefit
        Ordered contribution; `None` for an enabler.
    enabler
        Nothing changes for customers when it is finished; others build on it.
    cost
        As written, if it is.
    departments
        People needed in each of its weeks, by department.
    after
        What it waits for among the planned.
    unlocks
        What waits for it among the planned; an enabler has its value through these.
    progress
        As written.
    notes
        What was taken for granted, and what could not be carried out.
    """

    id: str
    title: str
    owner: str | None
    start: dt.date
    end: dt.date
    start_week: int
    weeks: int
    needed: bool
    why: Text
    critical: bool
    slack: int
    reason: Text
    reasons: tuple[Text, ...]
    benefit: Benefit | None = field(repr=False)
    enabler: bool
    cost: Money | None
    departments: Mapping[str, float]
    after: tuple[str, ...]
    unlocks: tuple[str, ...]
    progress: Progress | None
    notes: tuple[Text, ...]

    @property
    def kind(self) -> Literal["required", "optional"]:
        """Return whether the target waits for it."""
        return "required" if self.needed else "optional"


@dataclass(frozen=True)
class Load:
    """How busy a department is.

    Attributes
    ----------
    used
        People at work in each week of the plan.
    capacity
        People free for it in each week; `None` if nothing says.
    """

    department: str
    title: str
    used: tuple[float, ...]
    capacity: tuple[float, ...] | None

    @property
    def share(self) -> float | None:
        """Return the part of the capacity that is used over all weeks; `None` if it is unknown or nothing."""
        total = sum(self.capacity) if self.capacity is not None else 0.0
        return sum(self.used) / total if total else None


@dataclass(frozen=True)
class Roadmap:
    """Initiatives in time, with the maps they lead to.

    Attributes
    ----------
    start
        Monday of week 0.
    end
        Friday on which the last needed initiative is finished; `None` if nothing is planned.
    items
        By start, then id.
    chain
        Ids of one chain of initiatives that gives the plan its length, first to last.
    problem, schedule
        What was solved, and how well.
    bound_reason
        Why no plan can be shorter than the schedule's bound.
    load
        By department, sorted by id.
    before
        Figures of the journeys today.
    quarters
        Projected maps.
    residual
        What no initiative closes, by target.
    left_out
        Initiatives that are not planned.
    currency
        Of costs that name none, and of values.
    violations
        What the checker found; such a plan cannot be carried out as it stands.
    notes
        What was taken for granted.
    """

    start: dt.date
    end: dt.date | None
    items: tuple[Item, ...]
    chain: tuple[str, ...]
    problem: Problem = field(repr=False)
    schedule: Schedule
    bound_reason: Text
    load: tuple[Load, ...] = field(repr=False)
    before: Mapping[str, Figures] = field(repr=False)
    quarters: tuple[Quarter, ...] = field(repr=False)
    residual: tuple[Residual, ...]
    left_out: tuple[LeftOut, ...]
    currency: str
    violations: tuple[Text, ...]
    notes: tuple[Text, ...]

    @property
    def lower_bound(self) -> int:
        """Return the weeks no plan of the needed initiatives can beat."""
        return self.schedule.lower_bound

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """Return the items by id."""
        return {item.id: item for item in self.items}
