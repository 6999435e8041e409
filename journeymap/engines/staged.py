"""The four figures of a plan settled in turn, each held while the next is made small, by any exact engine."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from journeymap.records import dataclass
from journeymap.roadmap import heuristic
from journeymap.roadmap.bound import Bound, lower_bound
from journeymap.roadmap.elastic import Elastic
from journeymap.roadmap.grid import Grid
from journeymap.roadmap.linear import Aim, Answer
from journeymap.roadmap.objectives import (
    STAGES,
    Effort,
    Objectives,
    Relaxation,
    Stage,
    StageName,
    Status,
    Watch,
    objectives,
)
from journeymap.roadmap.placing import placed_later, shifted_left
from journeymap.roadmap.problem import Problem
from journeymap.roadmap.relaxing import relaxations, relaxed_problem
from journeymap.roadmap.schedule import Schedule
from journeymap.roadmap.shorter import none_shorter
from journeymap.roadmap.windows import Windows, closure, fixed, must_have, open_anyway, windows

Starts = dict[str, int]
First = Callable[[Problem, Effort], Schedule]
"""Makes a plan in no time."""

QUICK = 0.2
"""Seconds the heuristic has for the first plan, at most."""

GROWTH = 1e-6
"""Seconds it has, by the cube of the tasks: a plan of a dozen is proved sooner than a better first one is found."""


@dataclass(frozen=True)
class Limit:
    """How long a search may take, and who is told.

    Attributes
    ----------
    seconds
        As in `Effort`.
    seed
        As in `Effort`.
    stage
        The search is for.
    watch
        Is told, if anybody.
    """

    seconds: float
    seed: int
    stage: StageName
    watch: Watch | None = None

    def tell(self, value: int, bound: int) -> bool:
        """Tell a better value or bound; return whether to stop."""
        return self.watch is not None and self.watch(self.stage, value, bound)


@dataclass(frozen=True)
class Shorten:
    """Find a plan that falls short by little, or one that is short.

    Attributes
    ----------
    windows
        In which tasks may begin.
    shortfall
        The most it may fall short if it is to be short; `None` if the shortfall is to be small.
    least
        What the figure cannot go below.
    hint
        A plan.
    """

    problem: Problem
    windows: Windows
    shortfall: int | None
    least: int
    hint: Mapping[str, int]


class Engine(Protocol):
    """What a solver can do.

    Attributes
    ----------
    together
        How large a single aim made of two may grow.
    """

    name: str
    together: int

    def shorten(self, task: Shorten, limit: Limit) -> tuple[Starts | None, Answer]:
        """Return the best plan found."""

    def settle(self, grid: Grid, aim: Aim, hint: Mapping[int, int], limit: Limit) -> Answer:
        """Return the best values found."""


def shorten_on_grid(engine: Engine, task: Shorten, limit: Limit) -> tuple[Starts | None, Answer]:
    """Find a plan with a linear programme over weeks."""
    grid = Grid(task.problem, task.windows)
    if task.shortfall is None:
        aim = grid.open_gaps
    else:
        grid.keep_shortfall(task.shortfall)
        aim = grid.length(task.least)
    answer = engine.settle(grid, aim, grid.values(task.hint), limit)
    return (None if answer.values is None else grid.starts(answer.values)), answer


def solve_in_stages(
    problem: Problem, effort: Effort, watch: Watch | None, engine: Engine, first: First | None
) -> Schedule:
    """Return the best plan an engine finds, from a first plan on.

    If not everything asked for can be had, the least that has to give gives, and the plan is the best of the
    problem that remains.

    Parameters
    ----------
    first
        Makes the first plan; without it, the first is the fixed work alone.
    """
    plan = first(problem, effort) if first is not None else None
    if plan is not None and not plan.relaxed:
        return _Staged(problem, effort, watch, engine, _proper(plan)).solve(())
    relaxed, starts, stopped = give(problem, effort, engine)
    remaining = relaxed_problem(problem, relaxed)
    staged = _Staged(remaining, effort, watch, engine, starts)
    staged.stopped = stopped
    again = first(remaining, effort) if first is not None else None
    if again is not None and not again.relaxed:
        staged.keep(_proper(again))
    return staged.solve(relaxed)


def at_once(problem: Problem, effort: Effort) -> Schedule:
    """Return the plan of the heuristic, made in no time."""
    seconds = min(QUICK, GROWTH * len(problem.tasks) ** 3, effort.seconds)
    return heuristic.solve(problem, replace(effort, seconds=seconds))


def _proper(plan: Schedule) -> Starts:
    """Return a plan without what comes later."""
    return {name: week for name, week in plan.starts.items() if name not in plan.later}


def give(problem: Problem, effort: Effort, engine: Engine) -> tuple[tuple[Relaxation, ...], Starts, bool]:
    """Return the least that has to give for all fixed work to be done, a plan of it, and whether it was stopped."""
    elastic = Elastic(problem)
    hint = in_turn(problem)
    answer = engine.settle(
        elastic, elastic.price, elastic.values(hint), Limit(effort.seconds, effort.seed, "shortfall")
    )
    starts = hint if answer.values is None else elastic.starts(answer.values)
    return relaxations(problem, starts), starts, answer.stopped


def in_turn(problem: Problem) -> Starts:
    """Return the fixed work one after another, agreed starts as agreed where prerequisites let them."""
    starts: Starts = {}
    for name in fixed(problem):
        task = problem.by_id[name]
        ends = [starts[before] + problem.by_id[before].duration_weeks for before in task.after]
        starts[name] = max([0, task.earliest if task.frozen is None else task.frozen, *ends])
    return starts


class _Staged:
    def __init__(self, problem: Problem, effort: Effort, watch: Watch | None, engine: Engine, starts: Starts) -> None:
        self.problem = problem
        self.effort = effort
        self.watch = watch
        self.engine = engine
        self.plan = shifted_left(problem, starts)
        self.bounds: dict[StageName, int] = {}
        self.searched: set[StageName] = set()
        self.used = 0.0
        self.stopped = False
        self._simple: dict[int, Bound] = {}
        self._windows: dict[tuple[int, int], Windows] = {}

    @property
    def figures(self) -> Objectives:
        return objectives(self.problem, self.plan)

    def solve(self, relaxed: tuple[Relaxation, ...]) -> Schedule:
        self.shortfall()
        self.makespan()
        self.value_and_cost()
        later = placed_later(self.problem, self.plan)
        starts = dict(sorted((self.plan | later).items()))
        ends = {name: week + self.problem.by_id[name].duration_weeks for name, week in starts.items()}
        length, bound = self.figures.makespan, self.bounds["makespan"]
        return Schedule(
            starts, ends, length, self.reason(bound), "proved" if length == bound else "heuristic",
            (length - bound) / bound if bound else 0.0, self.engine.name, tuple(self.stages()), self.engine.name,
            relaxed, tuple(later),
        )  # fmt: skip

    def simple(self, shortfall: int) -> Bound:
        """Return the simple bound, computed once."""
        if shortfall not in self._simple:
            self._simple[shortfall] = simple_length(self.problem, shortfall)
        return self._simple[shortfall]

    def inside(self, length: int, shortfall: int) -> Windows:
        """Return the weeks in which tasks can begin, looked for once."""
        if (length, shortfall) not in self._windows:
            self._windows[length, shortfall] = windows(self.problem, length, shortfall)
        return self._windows[length, shortfall]

    def stages(self) -> Iterator[Stage]:
        for name, value in zip(STAGES, self.figures, strict=True):
            bound = min(self.bounds[name], value)
            unproved: Status = "bound" if name in self.searched else "heuristic"
            yield Stage(name, value, bound, unproved if bound < value else "proved")

    def reason(self, weeks: int) -> Bound:
        """Return the simple bound if it is as good as the engine's: it knows why."""
        simple = self.simple(self.figures.shortfall)
        return simple if simple.weeks == weeks else Bound(weeks)

    def limit(self, stage: StageName, watch: Watch | None = None) -> Limit:
        """Leave each stage its share of the time, and what those before it did not need."""
        valued = any(task.worth for task in self.problem.tasks)
        paid = any(task.cost for task in self.problem.tasks if not task.fixed)
        until = {"shortfall": 0.1, "makespan": 0.45 if valued else 0.9 if paid else 1.0, "value": 0.9, "cost": 1.0}
        left = max(0.05 * self.effort.seconds, until[stage] * self.effort.seconds - self.used)
        return Limit(left, self.effort.seed, stage, watch or self.watch)

    def note(self, stage: StageName, starts: Starts | None, answer: Answer, bound: int) -> None:
        """Keep a plan that is better, and the bound."""
        self.used += answer.used
        self.stopped = self.stopped or answer.stopped
        self.searched.add(stage)
        if starts is not None:
            self.keep(starts)
        self.bounds[stage] = bound if answer.bound is None else max(bound, answer.bound)

    def keep(self, starts: Starts) -> None:
        """Take a plan if it is better."""
        found = shifted_left(self.problem, starts)
        if objectives(self.problem, found) < self.figures:
            self.plan = found

    def shortfall(self) -> None:
        least = open_anyway(self.problem)
        self.bounds["shortfall"] = least
        if self.figures.shortfall > least:
            task = Shorten(self.problem, windows(self.problem), None, least, self.plan)
            self.note("shortfall", *self.engine.shorten(task, self.limit("shortfall")), least)

    def makespan(self) -> None:
        figures = self.figures
        least = self.simple(figures.shortfall).weeks
        self.bounds["makespan"] = least
        if figures.makespan > least and not self.stopped:
            inside = self.inside(figures.makespan, figures.shortfall)
            if none_shorter(self.problem, inside, figures.makespan):
                self.bounds["makespan"] = figures.makespan
                return
            task = Shorten(self.problem, inside, figures.shortfall, least, self.plan)
            self.note("makespan", *self.engine.shorten(task, self.limit("makespan")), least)

    def value_and_cost(self) -> None:
        """Settle both on one grid; again if, the length being unproved, a shorter plan comes up."""
        length = -1
        while self.figures.makespan != length:
            length = self.figures.makespan
            inside = self.inside(length, self.figures.shortfall)
            self.bounds["value"] = simple_value(self.problem, inside, length)
            self.bounds["cost"] = sum(self.problem.by_id[name].cost for name in _forced(inside))
            if self.figures[2:] > (self.bounds["value"], self.bounds["cost"]) and not self.stopped:
                self.on_grid(inside, length)

    def on_grid(self, inside: Windows, length: int) -> None:
        """Settle both at once if the engine can count so far, which is quicker, else in turn."""
        factor = 1 + sum(self.problem.by_id[name].cost for name in inside.weeks)
        most = factor * Grid.never(length) * sum(task.worth for task in self.problem.tasks)
        if most and most < self.engine.together:
            self.both(inside, length, factor)
            return
        if self.figures.value > self.bounds["value"]:
            self.settle("value", self.grid(inside), length)
        if self.figures.makespan == length and self.figures.cost > self.bounds["cost"] and not self.stopped:
            grid = self.grid(inside)
            value = grid.value(length)
            grid.linear.add(value.terms.items(), most=self.figures.value - value.constant)
            self.settle("cost", grid, length)

    def grid(self, inside: Windows) -> Grid:
        grid = Grid(self.problem, inside)
        grid.keep_shortfall(self.figures.shortfall)
        return grid

    def settle(self, stage: StageName, grid: Grid, length: int) -> None:
        aim = grid.value(length) if stage == "value" else grid.cost()
        answer = self.engine.settle(grid, aim, grid.values(self.plan), self.limit(stage))
        self.note(stage, None if answer.values is None else grid.starts(answer.values), answer, self.bounds[stage])

    def both(self, inside: Windows, length: int, factor: int) -> None:
        grid = self.grid(inside)
        aim = grid.value(length).before(grid.cost(), factor)
        limit = self.limit("cost", _scaled(self.watch, factor))
        answer = self.engine.settle(grid, aim, grid.values(self.plan), limit)
        value, cost = (None, None) if answer.bound is None else divmod(answer.bound, factor)
        starts = None if answer.values is None else grid.starts(answer.values)
        self.note("value", starts, replace(answer, bound=value), self.bounds["value"])
        settled = self.bounds["value"] == self.figures.value == value
        self.note("cost", None, replace(answer, bound=cost if settled else None, used=0.0), self.bounds["cost"])


def _scaled(watch: Watch | None, factor: int) -> Watch | None:
    """Return a watch that is told of the value, of two figures in one."""
    if watch is None:
        return None
    return lambda _, value, bound: watch("value", value // factor, bound // factor)


def _forced(inside: Windows) -> list[str]:
    return [name for name, is_forced in inside.forced.items() if is_forced]


def simple_length(problem: Problem, shortfall: int) -> Bound:
    """Return a length no plan can beat that falls short by no more."""
    forced = must_have(problem, shortfall)
    names = set(closure(problem, [name for name in forced if problem.by_id[name].counted]))
    return lower_bound(_part(problem, names))


def _part(problem: Problem, names: set[str]) -> Problem:
    return Problem(problem.start, tuple(task for task in problem.tasks if task.id in names), problem.resources)


def simple_value(problem: Problem, inside: Windows, length: int) -> int:
    """Return the worth that is lost even if no task hinders another."""
    whole = Grid.never(length) * sum(task.worth for task in problem.tasks)
    return whole - sum(
        task.worth * (Grid.never(length) - inside.weeks[task.id][0] - task.duration_weeks)
        for task in problem.tasks if inside.weeks.get(task.id)
    )  # fmt: skip
