"""The roadmap as frozen values."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import Literal

from journeymap.model.plans import Progress
from journeymap.model.quantities import Money
from journeymap.records import dataclass
from journeymap.roadmap.benefit import Benefit, Figures, Interaction
from journeymap.roadmap.money import Costs
from journeymap.roadmap.objectives import Relaxation, Stage
from journeymap.roadmap.prices import Forced, Price
from journeymap.roadmap.problem import LeftOut, Problem, Release
from journeymap.roadmap.progress import Done, Moved, RecordedPlan
from journeymap.roadmap.projection import Quarter
from journeymap.roadmap.remaining import OpenSteps
from journeymap.roadmap.residual import Residual
from journeymap.roadmap.schedule import Schedule
from journeymap.roadmap.stability import Stability
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
    closes
        Ids of the steps to the targets that it takes: ``target:touchpoint.field``, ``TEC-3@2``.
    worth
        What a week of its effect is worth to the schedule, see `journeymap.roadmap.selection.Candidate`;
        0 for an enabler, which begins early because of what it unlocks.
    unlocked
        Value a year of all that waits for it, directly or not; `None` if that is unknown or nothing does.
    later
        Whether it is optional and stands behind the end of the plan.
    estimate
        Weeks it was estimated to take in all, for work under way.
    spends
        Its cost over its duration, in whole units; `None` if nothing says.
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
    closes: tuple[str, ...] = ()
    worth: int = 0
    unlocked: float | None = None
    later: bool = False
    estimate: int | None = None
    spends: int | None = None

    @property
    def span(self) -> int:
        """Return the weeks from its first to its last, for work under way those behind it included."""
        return -(-((self.end - self.start).days + 1) // 7)

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
    stages
        The four figures the plan is judged by, each with its bound and status; none if nothing is planned.
    engine
        Which solved it, with its version.
    relaxed
        What had to give; nothing if everything asked for can be had.
    later
        Ids of optional initiatives that did not fit before the end of the plan and stand behind it.
    budget
        Money that becomes free, in whole units of `currency`; none if money is no limit.
    moved
        What stands elsewhere than in the last recorded plan, and why.
    done
        Finished initiatives: estimate beside what they took.
    previous
        The last recorded plan, if there is one.
    interactions
        How far effects do not add up, by journey.
    spent
        Money of the budget that is spent already, in whole units.
    costs
        What is new, under way and finished, in whole units.
    open_steps
        Steps to the targets that stay open, by what they speak of; with measures missed, and what goes beyond.
    prices
        What more people or money would save; empty until `journeymap.roadmap.deepen.deepen` was asked.
    forced
        What it costs to take in what is left out or refused, and what is required though it closes nothing; as
        `prices`.
    stability
        How well each initiative keeps its quarter; `None` as `prices`.
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
    stages: tuple[Stage, ...] = ()
    engine: str = ""
    relaxed: tuple[Relaxation, ...] = ()
    later: tuple[str, ...] = ()
    budget: tuple[Release, ...] = ()
    moved: tuple[Moved, ...] = ()
    done: tuple[Done, ...] = ()
    previous: RecordedPlan | None = None
    interactions: tuple[Interaction, ...] = ()
    spent: int = 0
    costs: Costs = field(default_factory=Costs)
    open_steps: tuple[OpenSteps, ...] = ()
    prices: tuple[Price, ...] = ()
    forced: tuple[Forced, ...] = ()
    stability: Stability | None = None

    @property
    def lower_bound(self) -> int:
        """Return the weeks no plan of the needed initiatives can beat."""
        return self.schedule.lower_bound

    @property
    def steps_open(self) -> int:
        """Return how many of the steps to the targets stay open."""
        return sum(item.steps for item in self.open_steps)

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """Return the items by id."""
        return {item.id: item for item in self.items}
