"""Plans proved best with CP-SAT of OR-Tools, an optional part: ``pip install 'journeymap[solver]'``.

Shortfall and length are searched with optional intervals, one cumulative constraint per department, dips as fixed
intervals and the money as sums of whether a task has begun; value and cost on the grid of weeks
(:mod:`journeymap.roadmap.grid`), cut to the length found. One worker, a seed and limits in deterministic time: the
same version of OR-Tools gives the same plan on every machine, however busy.

References
----------
P. Laborie, J. Rogerie, P. Shaw and P. Vilím, "IBM ILOG CP optimizer for scheduling", *Constraints* 23 (2018):
optional intervals. L. Perron and F. Didier, *CP-SAT*, Google, https://developers.google.com/optimization/cp/.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from journeymap.engines import or_tools
from journeymap.engines.staged import First, Limit, Shorten, Starts, at_once, solve_in_stages
from journeymap.roadmap.grid import Grid, steps_of_money
from journeymap.roadmap.linear import Aim, Answer
from journeymap.roadmap.objectives import Effort, Watch
from journeymap.roadmap.problem import Problem, Resource, Task
from journeymap.roadmap.schedule import Schedule
from journeymap.roadmap.windows import horizon, open_anyway

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

FEW = 16
"""Tasks up to which a plan is proved sooner than the model can be simplified."""

UNITS_A_SECOND = 0.65
"""Deterministic units for one second of CPU time; a unit took about two on a server of 2023."""


def solve(problem: Problem, effort: Effort, watch: Watch | None = None, *, first: First | None = at_once) -> Schedule:
    """Return a plan with each of the four figures proved, or as near as the effort allows.

    Parameters
    ----------
    problem
        To be planned.
    effort
        Seconds stand for deterministic time: busy machines take longer and give the same plan.
    watch
        Is told each better plan and bound; if it says so, or at Ctrl-C, the best plan so far is returned.
    first
        Makes the plan from which the search goes on; `None`: the fixed work alone.

    Raises
    ------
    EngineMissing
        If OR-Tools is not installed, or too old.
    """
    or_tools.demand()
    return solve_in_stages(problem, effort, watch, CpSat(), first)


class CpSat:
    """CP-SAT with one worker.

    Attributes
    ----------
    together
        Far below the whole numbers it counts in, for sums of many terms.
    """

    together = 2**50

    def __init__(self) -> None:
        self.name = f"cpsat {or_tools.version()}"

    def shorten(self, task: Shorten, limit: Limit) -> tuple[Starts | None, Answer]:
        """Return the best plan found with intervals."""
        or_tools.load()
        compact = _Compact(task)
        answer = _search(compact.model, compact.variables(), limit, few=len(compact.tasks) <= FEW)
        return (None if answer.values is None else compact.found(answer.values)), answer

    def settle(self, grid: Grid, aim: Aim, hint: Mapping[int, int], limit: Limit) -> Answer:
        """Return the best values found for a grid; intervals beside its rows find and refuse faster."""
        or_tools.load()
        from ortools.sat.python import cp_model  # noqa: PLC0415 -- as above

        model, linear = cp_model.CpModel(), grid.linear
        variables = [model.new_int_var(least, most, "") for least, most in zip(linear.least, linear.most, strict=True)]
        for row in linear.rows:
            total = cp_model.LinearExpr.weighted_sum([variables[v] for v in row.terms], list(row.terms.values()))
            if row.most is not None:
                model.add(total <= row.most)
            if row.least is not None:
                model.add(total >= row.least)
        for variable, value in hint.items():
            model.add_hint(variables[variable], value)
        if grid.strict:
            _Beside(model, grid, variables).put(hint)
        aimed = cp_model.LinearExpr.weighted_sum([variables[v] for v in aim.terms], list(aim.terms.values()))
        model.minimize(aimed + aim.constant)
        return _search(model, variables, limit, few=len(grid.tasks) <= FEW)


class _Beside:
    """The same plan as the grid, once more as intervals."""

    def __init__(self, model: "cp_model.CpModel", grid: Grid, steps: "list[cp_model.IntVar]") -> None:
        self.model = model
        self.grid = grid
        self.steps = steps

    def put(self, hint: Mapping[int, int]) -> None:
        start = {task.id: self.start(task, hint) for task in self.grid.tasks}
        present = {task.id: self.steps[self.grid.included(task)] for task in self.grid.tasks}
        intervals = {
            task.id: self.model.new_optional_fixed_size_interval_var(
                start[task.id], task.duration_weeks, present[task.id], "") for task in self.grid.tasks
        }  # fmt: skip
        add_prerequisites(self.model, self.grid.tasks, start, present)
        for resource in self.grid.problem.resources:
            users = [task for task in self.grid.tasks if task.demand.get(resource.id, 0)]
            add_people(self.model, resource, users, intervals, self.grid.windows.weeks)

    def start(self, task: Task, hint: Mapping[int, int]) -> "cp_model.IntVar":
        """Return the week a task begins in: its first one, and the way to the next for each in which it has not."""
        weeks, steps = self.grid.windows.weeks[task.id], self.grid.steps[task.id]
        start = self.model.new_int_var(weeks[0], weeks[-1], "")
        ways = [(later - week, step) for week, later, step in zip(weeks, weeks[1:], steps, strict=False)]
        self.model.add(start + sum(way * self.steps[step] for way, step in ways) == weeks[-1])
        self.model.add_hint(start, weeks[-1] - sum(way * hint[step] for way, step in ways))
        return start


def add_prerequisites(
    model: "cp_model.CpModel",
    tasks: Sequence[Task],
    start: "Mapping[str, cp_model.IntVar]",
    present: "Mapping[str, cp_model.IntVar]",
) -> None:
    """Let no task begin before what it waits for is finished."""
    known = {task.id: task for task in tasks}
    for task in tasks:
        for before in task.after:
            model.add_implication(present[task.id], present[before])
            end = start[before] + known[before].duration_weeks
            model.add(start[task.id] >= end).only_enforce_if(present[task.id])


def add_people(
    model: "cp_model.CpModel",
    resource: Resource,
    users: Sequence[Task],
    intervals: "Mapping[str, cp_model.IntervalVar]",
    weeks: Mapping[str, tuple[int, ...]],
) -> None:
    """Let no more people be at work than there are; weeks with fewer are intervals of their own."""
    if not users:
        return
    end = max(weeks[task.id][-1] + task.duration_weeks for task in users)
    most = max(resource.until(end))
    working = [intervals[task.id] for task in users]
    demands = [task.demand[resource.id] for task in users]
    for since, until, short in _shortages(resource, most, end):
        working.append(model.new_fixed_size_interval_var(since, until - since, ""))
        demands.append(short)
    if sum(demands) > most:
        model.add_cumulative(working, demands, most)


class _Compact:
    """The plan as optional intervals."""

    def __init__(self, task: Shorten) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415 -- as above

        self.cp = cp_model
        self.model = cp_model.CpModel()
        self.asked = task
        self.problem = task.problem
        self.weeks = task.windows.weeks
        self.tasks = [t for t in self.problem.order if t.id in self.weeks]
        self.present = {t.id: self._presence(t) for t in self.tasks}
        self.start = {t.id: self._start(t) for t in self.tasks}
        self.interval = {
            t.id: self.model.new_optional_fixed_size_interval_var(
                self.start[t.id], t.duration_weeks, self.present[t.id], "") for t in self.tasks
        }  # fmt: skip
        add_prerequisites(self.model, self.tasks, self.start, self.present)
        for resource in self.problem.resources:
            users = [t for t in self.tasks if t.demand.get(resource.id, 0)]
            add_people(self.model, resource, users, self.interval, self.weeks)
        self.money()
        self.aim()

    def _presence(self, task: Task) -> "cp_model.IntVar":
        forced = self.asked.windows.forced[task.id]
        variable = self.model.new_int_var(int(forced), 1, "")
        self.model.add_hint(variable, int(task.id in self.asked.hint))
        return variable

    def _start(self, task: Task) -> "cp_model.IntVar":
        weeks = self.weeks[task.id]
        variable = self.model.new_int_var_from_domain(self.cp.Domain.from_values(list(weeks)), "")
        self.model.add_hint(variable, self.asked.hint.get(task.id, weeks[0]))
        return variable

    def money(self) -> None:
        for until, total in steps_of_money(self.problem):
            paid = [task for task in self.tasks if task.cost and (until is None or self.weeks[task.id][0] < until)]
            if sum(task.cost for task in paid) > total:
                booked = [self.present[t.id] if until is None else self.begun_before(t, until) for t in paid]
                self.model.add(self.cp.LinearExpr.weighted_sum(booked, [t.cost for t in paid]) <= total)

    def begun_before(self, task: Task, week: int) -> "cp_model.IntVar":
        if self.weeks[task.id][-1] < week:
            return self.present[task.id]
        begun = self.model.new_bool_var("")
        self.model.add(self.start[task.id] >= week).only_enforce_if(self.present[task.id], ~begun)
        return begun

    def gaps(self) -> Iterator[tuple[int, "list[cp_model.IntVar]"]]:
        """Yield the weight of each gap that can be closed and what closes it."""
        for gap in self.problem.gaps:
            closers = [self.present[task.id] for task in self.tasks if gap.id in task.closes]
            if closers:
                yield gap.weight, closers

    def aim(self) -> None:
        asked, least = self.asked, open_anyway(self.problem)
        if asked.shortfall == least:
            for _, closers in self.gaps():
                self.model.add_bool_or(closers)
        else:
            missing = sum(gap.weight for gap in self.problem.gaps)
            closed = []
            for weight, closers in self.gaps():
                is_closed = self.model.new_bool_var("")
                self.model.add_bool_or(closers).only_enforce_if(is_closed)
                closed.append((is_closed, weight))
            total = missing - self.cp.LinearExpr.weighted_sum([c for c, _ in closed], [w for _, w in closed])
            if asked.shortfall is None:
                self.model.minimize(total)
                return
            self.model.add(total <= asked.shortfall)
        self.length()

    def length(self) -> None:
        longest = horizon(self.problem, self.weeks)
        length = self.model.new_int_var(self.asked.least, max(longest, self.asked.least), "")
        for task in self.tasks:
            if task.counted:
                end = self.start[task.id] + task.duration_weeks
                self.model.add(length >= end).only_enforce_if(self.present[task.id])
        self.model.minimize(length)

    def variables(self) -> "list[cp_model.IntVar]":
        return [*self.present.values(), *self.start.values()]

    def found(self, values: Mapping[int, int]) -> Starts:
        n = len(self.tasks)
        return {task.id: values[n + i] for i, task in enumerate(self.tasks) if values[i]}


def _shortages(resource: Resource, most: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield stretches of weeks in which fewer people are there than at most: since, until, how many fewer."""
    since, have = 0, resource.until(end)
    for week in range(1, end + 1):
        if week == end or have[week] != have[since]:
            if most > have[since]:
                yield since, week, most - have[since]
            since = week


def _search(model: "cp_model.CpModel", variables: "list[cp_model.IntVar]", limit: Limit, *, few: bool) -> Answer:
    """Solve in a thread of its own, so that Ctrl-C reaches this one and ends the search in good order.

    Parameters
    ----------
    few
        Whether there are so few tasks that the model is not worth much simplifying.
    """
    from ortools.sat.python import cp_model  # noqa: PLC0415 -- as above

    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = limit.seed
    parameters.max_deterministic_time = limit.seconds * UNITS_A_SECOND
    parameters.linearization_level = 2
    if few:
        parameters.max_presolve_iterations = 1
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
    parameters.catch_sigint_signal = False
    watching = _Watching(solver, limit)
    solver.best_bound_callback = watching.bounded
    status: list[int] = []
    stopped = _interruptible(lambda: status.append(int(solver.solve(model, watching.callback()))), solver.stop_search)
    used = solver.deterministic_time / UNITS_A_SECOND
    if status[0] in {int(cp_model.OPTIMAL), int(cp_model.FEASIBLE)}:
        values = {index: solver.value(variable) for index, variable in enumerate(variables)}
        bound = round(solver.best_objective_bound)
        return Answer(values, bound, status[0] == int(cp_model.OPTIMAL), stopped or watching.stopped, used)
    return Answer(None, None, status[0] == int(cp_model.INFEASIBLE), stopped or watching.stopped, used)


def _interruptible(work: Callable[[], None], stop: Callable[[], None]) -> bool:
    """Do the work in a thread; return whether it was interrupted."""
    done = threading.Event()
    failed: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 -- raised again where someone sees it
            failed.append(error)
        finally:
            done.set()

    thread = threading.Thread(target=guarded, daemon=True)
    thread.start()
    interrupted = False
    while not done.is_set():
        try:
            done.wait(0.2)
        except KeyboardInterrupt:
            interrupted = True
        if interrupted:
            stop()
    thread.join()
    if failed:
        raise failed[0]
    return interrupted


class _Watching:
    """Passes on what the search finds, once each."""

    def __init__(self, solver: "cp_model.CpSolver", limit: Limit) -> None:
        self.solver = solver
        self.limit = limit
        self.value: int | None = None
        self.bound: int | None = None
        self.stopped = False

    def bounded(self, bound: float) -> None:
        """Take a better bound."""
        self.bound = round(bound)
        self.tell()

    def tell(self) -> None:
        """Tell, and stop if so asked."""
        if self.value is not None and self.bound is not None and self.limit.tell(self.value, self.bound):
            self.stopped = True
            self.solver.stop_search()

    def callback(self) -> "cp_model.CpSolverSolutionCallback":
        from ortools.sat.python import cp_model  # noqa: PLC0415 -- as above

        watching = self

        class Callback(cp_model.CpSolverSolutionCallback):
            def on_solution_callback(self) -> None:
                watching.value, watching.bound = round(self.objective_value), round(self.best_objective_bound)
                watching.tell()

        return Callback()
