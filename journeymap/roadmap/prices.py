"""What more people, more money or another choice would change: the problem solved again, one thing different.

These are shadow prices by re-solving: a plan is made of whole initiatives, so there is no derivative to read off, and
half a person may save nothing where one saves a month. A plan that needs none of what was added is no merit of it:
if one turns up, it becomes what the others are compared with.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Literal

from journeymap.records import dataclass
from journeymap.roadmap.objectives import Effort, Objectives, Relaxation, objectives, shortfall
from journeymap.roadmap.problem import Problem, Release, Resource, Task
from journeymap.roadmap.relaxing import relaxations, relaxed_problem
from journeymap.roadmap.schedule import Schedule, Solve
from journeymap.roadmap.shorter import is_shortest
from journeymap.roadmap.weeks import Weeks, quarters

PERSON = 10
"""Tenths of a person added to a department."""

MORE_MONEY = 10
"""Percent added to every release."""

QUARTER = 13
"""Weeks by which money is released earlier."""

QUICK = Effort(seconds=0.1)
"""For one of the many solutions, at most."""

PER_TASK = 0.0015
"""Seconds of effort for each task of a problem: some six hundred plans of it."""


def brief(problem: Problem) -> Effort:
    """Return the effort for one of the many solutions that suits the size of a problem.

    Twelve initiatives have the prices of 0.5 seconds after 0.005 (both stories), so that 0.018 are plenty.
    """
    return replace(QUICK, seconds=min(QUICK.seconds, PER_TASK * len(problem.tasks)))


PriceKind = Literal["people", "budget", "earlier"]


@dataclass(frozen=True)
class Price:
    """What a little more of something scarce is worth to the plan (its shadow price).

    Attributes
    ----------
    kind
        ``people``: `amount` tenths of a person more in a department, from a week on to the end, with the same dips as
        the others there. ``budget``: `amount` more money by the last release, every release larger in proportion.
        ``earlier``: every release `amount` weeks earlier.
    name
        Id of the department; empty for money.
    amount
        In the unit of the kind, more than 0.
    from_week
        For people the last beginning of a quarter (or of the plan, 0) from which on they still save all that is
        saved; else 0.
    weeks_saved
        The plan ends that much sooner; negative if it takes longer because it closes more of the gap.
    shortfall_saved
        Weight of the gaps closed in addition.
    cost
        Money the initiatives for the target then need more, if it closes more of the gap; `None` if it does not.
    proved
        Whether nothing better is possible with or without it, so that the saving is exact. Otherwise it is the
        difference of the best plans found.
    engine
        Which solved it.
    """

    kind: PriceKind
    name: str
    amount: int
    from_week: int
    weeks_saved: int
    shortfall_saved: int
    cost: int | None
    proved: bool
    engine: str

    @property
    def helps(self) -> bool:
        """Return whether it closes more of the gap or ends the plan sooner."""
        return self.shortfall_saved > 0 or self.weeks_saved > 0


@dataclass(frozen=True)
class Forced:
    """What it costs to have an initiative in the plan that the plan, left to itself, would not have.

    Attributes
    ----------
    id
        Of the initiative.
    kind
        ``left out``: the plan leaves it out, and could be made to take it in. ``refused``: somebody refused it.
        ``required``: it is in because somebody requires it, and closes no gap.
    shortfall, weeks, value, cost
        Of the plan with it less the plan without it, in the units of `journeymap.roadmap.objectives.Objectives`;
        more than 0 is worse. `value` leaves out what the initiative itself is worth.
    brings
        With it: initiatives that come in too, because it waits for them; sorted.
    drops
        With it: initiatives that fall out, sorted.
    relaxed
        What would have to give to have it at all; empty if it fits.
    proved
        Whether shortfall and length of both plans are proved.
    engine
        Which solved it.
    """

    id: str
    kind: Literal["left out", "refused", "required"]
    shortfall: int
    weeks: int
    value: int
    cost: int
    brings: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    relaxed: tuple[Relaxation, ...] = ()
    proved: bool = False
    engine: str = ""


@dataclass(frozen=True)
class _Plan:
    """A solution, without what stands behind its end."""

    starts: Mapping[str, int]
    figures: Objectives
    proved: bool
    engine: str
    relaxed: tuple[Relaxation, ...]

    @property
    def merit(self) -> tuple[int, int]:
        return self.figures[:2]


def _read(problem: Problem, schedule: Schedule) -> _Plan:
    starts = {name: week for name, week in schedule.starts.items() if name not in schedule.later}
    settled = {stage.name for stage in schedule.stages if stage.status == "proved"}
    proved = {"shortfall", "makespan"} <= settled
    return _Plan(starts, objectives(problem, starts), proved, schedule.engine, schedule.relaxed)


def prices(problem: Problem, schedule: Schedule, solve: Solve, effort: Effort = QUICK) -> tuple[Price, ...]:
    """Return what one more person in each department, more money and earlier money would save.

    Parameters
    ----------
    problem
        As it was posed.
    schedule
        The plan. If something had to give for it, the same gives here.
    solve
        Solves each changed problem.
    effort
        For each of them.

    Returns
    -------
    tuple
        People by department, in the order of the problem, then money; departments that can never be short, and
        money that is no limit, are left out. What saves nothing is there too.
    """
    return tuple(_Pricer(problem, schedule, solve, effort).prices())


class _Pricer:
    """Solves changed problems and keeps the best plan that needs no change."""

    def __init__(self, problem: Problem, schedule: Schedule, solve: Solve, effort: Effort) -> None:
        given = relaxed_problem(problem, schedule.relaxed)
        self.problem = replace(given, tasks=tuple(replace(task, worth=0) for task in given.tasks))
        self.solve, self.effort = solve, effort
        self.plan = _read(self.problem, schedule)
        self.best = self.plan
        self.solved: dict[tuple[str, str, int], _Plan] = {}

    def prices(self) -> Iterator[Price]:
        if not self.problem.tasks:
            return
        scarce = [resource for resource in self.problem.resources if self.scarce(resource)]
        pressing: list[tuple[PriceKind, str, int, Problem]] = [
            ("people", resource.id, PERSON, self.more_people(resource, 0)) for resource in scarce
        ]
        if self.problem.budget and any(task.cost for task in self.problem.tasks):
            more = replace(self.problem, budget=tuple(_larger(release) for release in self.problem.budget))
            amount = more.budget[-1].total - self.problem.budget[-1].total
            pressing += [("budget", "", amount, more)] if amount else []
            pressing.append(("earlier", "", QUARTER, replace(self.problem, budget=_earlier(self.problem.budget))))
        if not self.plan.proved:
            self.consider(self.problem)
        plans = [self.consider(changed) for *_, changed in pressing]
        weeks = [self.last_start(name, plan) if kind == "people" and plan is not None and self.gains(plan) else 0
                 for (kind, name, *_), plan in zip(pressing, plans, strict=True)]  # fmt: skip
        for (kind, name, amount, _), plan, week in zip(pressing, plans, weeks, strict=True):
            yield self.price((kind, name, amount, week), plan)

    def gains(self, plan: _Plan) -> bool:
        return plan.merit < self.best.merit

    def price(self, head: tuple[PriceKind, str, int, int], plan: _Plan | None) -> Price:
        """Compare a plan with the best that needs no change; `None` stands for a problem that cannot have a better."""
        kind, name, amount, week = head
        if plan is None or not self.gains(plan):
            proved = plan is None or (plan.proved and self.best.proved)
            return Price(kind, name, amount, 0, 0, 0, None, proved, self.best.engine)
        closed = self.best.figures.shortfall - plan.figures.shortfall
        cost = plan.figures.cost - self.least_cost if closed else None
        sooner = self.best.figures.makespan - plan.figures.makespan
        return Price(kind, name, amount, week, sooner, closed, cost, plan.proved and self.best.proved, plan.engine)

    @cached_property
    def least_cost(self) -> int:
        """Return the cost of the best plan if no value is to come early; asked for only where a price needs it."""
        if self.plan.proved:
            self.consider(self.problem)
        return self.best.figures.cost

    def scarce(self, resource: Resource) -> bool:
        """Return whether a department could be short if everything that needs it ran at once."""
        need = sum(task.demand[resource.id] for task in self.problem.users(resource.id))
        return need > min([resource.capacity, *resource.dips.values()])

    def consider(self, changed: Problem) -> _Plan | None:
        """Solve a problem that allows more; `None` if nothing it allows is better than the best plan there is."""
        if self.settled(changed):
            self.best = replace(self.best, proved=True)
            return None
        plan = _read(self.problem, self.solve(changed, self.effort))
        if plan.relaxed:
            return None
        if plan.merit <= self.best.merit and not relaxations(self.problem, plan.starts):
            self.best = replace(plan, proved=plan.proved or self.best.proved)
        return plan

    def settled(self, changed: Problem) -> bool:
        """Return whether the plan closes all that can be closed, in the time no plan of the changed problem beats."""
        (reached, length), wanted = self.best.merit, shortfall(self.problem, self.problem.by_id)
        return reached == wanted and is_shortest(changed, length, reached)

    def last_start(self, department: str, full: _Plan) -> int:
        """Return the last beginning of a quarter from which more people save as much as from the start on."""
        weeks = [0, *self.quarter_starts(full.figures.makespan)]
        resource = next(item for item in self.problem.resources if item.id == department)
        low, high = 0, len(weeks) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.suffices(resource, weeks[middle], full) else (low, middle - 1)
        return weeks[low]

    def suffices(self, resource: Resource, week: int, full: _Plan) -> bool:
        """Return whether more people from a week on are as good as from the start on; the plan itself may show it."""
        changed = self.more_people(resource, week)
        if not relaxations(changed, full.starts):
            return True
        plan = self.consider(changed)
        return plan is not None and plan.merit <= full.merit

    def quarter_starts(self, makespan: int) -> list[int]:
        """Return the first whole week of each quarter within the plan, after its start."""
        weeks = Weeks(self.problem.start)
        ends = (weeks.not_before(quarter.end) for quarter in quarters(weeks.monday(0), weeks.monday(makespan)))
        return [week for week in ends if 0 < week < makespan]

    def more_people(self, resource: Resource, week: int) -> Problem:
        """Return the problem with one more person in a department from a week on."""
        more = resource.capacity + PERSON
        dips = {
            at: have if at < week else have * more // max(1, resource.capacity) for at, have in resource.dips.items()
        }
        dips |= {at: resource.at(at) for at in range(week)}
        larger = replace(resource, capacity=more, dips=dict(sorted(dips.items())))
        return replace(self.problem, resources=tuple(larger if item.id == resource.id else item
                                                     for item in self.problem.resources))  # fmt: skip


def _larger(release: Release) -> Release:
    return replace(release, total=release.total + -(-release.total * MORE_MONEY // 100))


def _earlier(budget: tuple[Release, ...]) -> tuple[Release, ...]:
    """Return the releases one quarter earlier; those that fall on one week become one."""
    totals: dict[int, int] = {}
    for release in budget:
        week = max(0, release.week - QUARTER)
        totals[week] = max(totals.get(week, 0), release.total)
    return tuple(Release(week, total) for week, total in sorted(totals.items()))


def forced(
    problem: Problem, schedule: Schedule, solve: Solve, refused: Mapping[str, Problem] | None = None,
    effort: Effort = QUICK,
) -> tuple[Forced, ...]:  # fmt: skip
    """Return what it costs to take in what is left out, and what is required for its own sake.

    Parameters
    ----------
    problem, schedule
        What was solved, and the plan.
    solve
        Solves each changed problem.
    refused
        By refused initiative: the problem as it were if that one were required.
    effort
        For each solution.

    Returns
    -------
    tuple
        Left out, then required, then refused, each sorted by id.
    """
    given = relaxed_problem(problem, schedule.relaxed)
    return tuple(_Forcing(given, schedule, solve, effort).found(refused or {}, schedule.relaxed))


def idle(problem: Problem, included: Mapping[str, int]) -> tuple[Task, ...]:
    """Return the tasks that are in only because somebody requires them: they close nothing, and nothing waits."""
    return tuple(
        task for task in problem.tasks
        if task.id in included and task.required and not task.started and not task.closes
        and not any(name in included for name in problem.successors[task.id])
    )  # fmt: skip


class _Forcing:
    """Compares the plan with the plan that has one thing more, or less."""

    def __init__(self, problem: Problem, schedule: Schedule, solve: Solve, effort: Effort) -> None:
        self.problem, self.solve, self.effort = problem, solve, effort
        self.plan, self.planned = _read(problem, schedule), schedule.starts

    def found(self, refused: Mapping[str, Problem], relaxed: tuple[Relaxation, ...]) -> Iterator[Forced]:
        out = [task for task in self.problem.tasks if task.id not in self.planned]
        changed = [self.requiring(task) for task in out]
        plans = [self.solved(problem) for problem in changed]
        for plan in plans:
            figures = objectives(self.problem, plan.starts)
            if not plan.relaxed and figures[:3] < self.plan.figures[:3]:
                self.plan = replace(plan, figures=figures, proved=self.plan.proved)
        for task, problem, plan in zip(out, changed, plans, strict=True):
            yield self.compared(task, "left out", plan, self.plan, problem)
        for task in idle(self.problem, self.plan.starts):
            without = self.without(task)
            yield self.compared(task, "required", self.plan, without, self.problem)
        for name, posed in sorted(refused.items()):
            given = relaxed_problem(posed, relaxed)
            if name in given.by_id:
                yield self.compared(given.by_id[name], "refused", self.solved(given), self.plan, given)

    def solved(self, changed: Problem) -> _Plan:
        return _read(changed, self.solve(changed, self.effort))

    def requiring(self, task: Task) -> Problem:
        return replace(self.problem, tasks=tuple(replace(item, required=True) if item.id == task.id else item
                                                 for item in self.problem.tasks))  # fmt: skip

    def without(self, task: Task) -> _Plan:
        """Return the best plan found without a task and what waits for it: solved, or the plan with it struck out."""
        gone = {task.id}
        for item in self.problem.order:
            if not gone.isdisjoint(item.after):
                gone.add(item.id)
        left = replace(self.problem, tasks=tuple(item for item in self.problem.tasks if item.id not in gone))
        kept = {name: week for name, week in self.plan.starts.items() if name != task.id}
        struck = replace(self.plan, starts=kept, figures=objectives(left, kept), proved=False)
        return min(self.solved(left), struck, key=lambda plan: plan.figures)

    def compared(
        self, task: Task, kind: Literal["left out", "refused", "required"], more: _Plan, less: _Plan, problem: Problem
    ) -> Forced:
        """Take one plan from the other, both without what the task itself is worth."""
        tasks = tuple(replace(item, worth=0) if item.id == task.id else item for item in problem.tasks)
        judged = replace(problem, tasks=tasks)
        pair = zip(objectives(judged, more.starts), objectives(judged, less.starts), strict=True)
        by = Objectives(*(one - other for one, other in pair))
        return Forced(
            id=task.id,
            kind=kind,
            shortfall=by.shortfall,
            weeks=by.makespan,
            value=by.value,
            cost=by.cost,
            brings=tuple(sorted(name for name in more.starts if name not in less.starts and name != task.id)),
            drops=tuple(sorted(name for name in less.starts if name not in more.starts)),
            relaxed=more.relaxed,
            proved=more.proved and less.proved,
            engine=more.engine,
        )
