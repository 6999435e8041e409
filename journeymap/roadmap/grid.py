"""The problem as a linear programme over weeks, which asks of each task whether it has begun by then.

One variable per task and possible start says that it has begun by then (a step, not a pulse): each row has few
terms, and a prerequisite is one comparison of two variables per week.

References
----------
C. Artigues, "On the strength of time-indexed formulations for the resource-constrained project scheduling
problem", *Operations Research Letters* 45 (2017): the step formulation with disaggregated precedence is as strong
as the one with pulses.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from journeymap.roadmap.linear import Aim, Linear, collected
from journeymap.roadmap.objectives import AFTER
from journeymap.roadmap.problem import Problem, Resource, Task
from journeymap.roadmap.windows import Windows, open_anyway


class Grid:
    """A programme whose solutions are the feasible plans within windows.

    Parameters
    ----------
    problem
        Its prerequisites, people and money become rows.
    windows
        Its weeks become variables.

    Attributes
    ----------
    strict
        Whether prerequisites, dates and people hold in every solution.
    """

    strict = True

    def __init__(self, problem: Problem, windows: Windows) -> None:
        self.problem = problem
        self.windows = windows
        self.linear = Linear()
        self.tasks = [task for task in problem.order if task.id in windows.weeks]
        self.steps: dict[str, list[int]] = {}
        for task in self.tasks:
            self._variables(task)
        for task in self.tasks:
            for before in task.after:
                self._precede(self.problem.by_id[before], task)
        for resource in problem.resources:
            self._people(resource)
        self._money()

    def _variables(self, task: Task) -> None:
        weeks = self.windows.weeks[task.id]
        steps = [self.linear.variable() for _ in weeks]
        for earlier, later in pairwise(steps):
            self.linear.add([(earlier, 1), (later, -1)], most=0)
        if self.windows.forced[task.id]:
            self.linear.least[steps[-1]] = 1
        self.steps[task.id] = steps

    def begun(self, task: Task, week: int) -> int | None:
        """Return the variable that says a task has begun by a week; `None` if it cannot."""
        index = bisect_right(self.windows.weeks[task.id], week)
        return self.steps[task.id][index - 1] if index else None

    def included(self, task: Task) -> int:
        """Return the variable that says a task is in."""
        return self.steps[task.id][-1]

    def busy(self, task: Task, week: int, factor: int = 1) -> Iterator[tuple[int, int]]:
        """Yield the terms that say a task is at work in a week."""
        begun, over = self.begun(task, week), self.begun(task, week - task.duration_weeks)
        if begun is not None:
            yield begun, factor
        if over is not None:
            yield over, -factor

    def _precede(self, before: Task, task: Task) -> None:
        for week in self.windows.weeks[task.id]:
            begun, over = self.begun(task, week), self.begun(before, week - before.duration_weeks)
            if begun is not None:
                self.linear.add([(begun, 1), *([] if over is None else [(over, -1)])], most=0)

    def _people(self, resource: Resource) -> None:
        users = [task for task in self.tasks if task.demand.get(resource.id, 0)]
        for week, terms in self.load(resource, users):
            self.linear.add(terms.items(), most=resource.at(week))

    def load(self, resource: Resource, users: Iterable[Task]) -> Iterator[tuple[int, Mapping[int, int]]]:
        """Yield the terms of the people at work, by week, where they may be too many."""
        listed = list(users)
        weeks = [week for t in listed for week in self.windows.weeks[t.id]]
        end = max((self.windows.weeks[t.id][-1] + t.duration_weeks for t in listed), default=0)
        for week in range(min(weeks, default=0), end):
            terms: list[tuple[int, int]] = []
            most = 0
            for task in listed:
                there = list(self.busy(task, week, task.demand[resource.id]))
                if collected(there):
                    terms += there
                    most += task.demand[resource.id]
            if most > resource.at(week):
                yield week, collected(terms)

    def spent(self, until: int | None) -> list[tuple[int, int]]:
        """Return the terms of the money booked before a week, or ever."""
        booked = ((t.cost, self.included(t) if until is None else self.begun(t, until - 1)) for t in self.tasks)
        return [(variable, cost) for cost, variable in booked if variable is not None and cost]

    def _money(self) -> None:
        for until, total in steps_of_money(self.problem):
            self.linear.add(self.spent(until), most=total)

    def closed(self) -> Mapping[str, list[int]]:
        """Return the variables that close each gap that can be closed."""
        closers = {gap.id: [self.included(t) for t in self.tasks if gap.id in t.closes] for gap in self.problem.gaps}
        return {name: found for name, found in closers.items() if found}

    @cached_property
    def open_gaps(self) -> Aim:
        """Return the shortfall; adds a variable for each gap that can be closed."""
        closed = self.closed()
        terms: dict[int, int] = {}
        constant = 0
        for gap in self.problem.gaps:
            if gap.id not in closed:
                constant += gap.weight
                continue
            left_open = self.linear.variable()
            self.linear.add([(left_open, 1), *((variable, 1) for variable in closed[gap.id])], least=1)
            terms[left_open] = gap.weight
        return Aim(terms, constant)

    def keep_shortfall(self, most: int) -> None:
        """Let no plan fall short by more."""
        if most == open_anyway(self.problem):
            for closers in self.closed().values():
                self.linear.add([(variable, 1) for variable in closers], least=1)
            return
        aim = self.open_gaps
        self.linear.add(aim.terms.items(), most=most - aim.constant)

    def length(self, least: int) -> Aim:
        """Return the length of the plan, known to be `least`: one variable per week says that it is not over."""
        counted = [task for task in self.tasks if task.counted]
        ends = [self.windows.weeks[task.id][-1] + task.duration_weeks for task in counted]
        going: list[int] = []
        for week in range(least, max(ends, default=0)):
            going.append(self.linear.variable())
            if len(going) > 1:
                self.linear.add([(going[-1], 1), (going[-2], -1)], most=0)
            for task in counted:
                over = self.begun(task, week - task.duration_weeks)
                if over != self.included(task):
                    terms = [(self.included(task), 1), (going[-1], -1)]
                    self.linear.add([*terms, *([] if over is None else [(over, -1)])], most=0)
        return Aim(dict.fromkeys(going, 1), least)

    @staticmethod
    def never(length: int) -> int:
        """Return when what is left out is taken to come."""
        return length + AFTER

    def value(self, length: int) -> Aim:
        """Return the worth lost by waiting, if the plan takes `length` weeks."""
        never = self.never(length)
        terms: list[tuple[int, int]] = []
        for task in self.tasks:
            steps, weeks = self.steps[task.id], self.windows.weeks[task.id]
            for index, (variable, week) in enumerate(zip(steps, weeks, strict=True)):
                later = weeks[index + 1] + task.duration_weeks if index + 1 < len(weeks) else never
                terms.append((variable, task.worth * (week + task.duration_weeks - later)))
        return Aim(collected(terms), never * sum(task.worth for task in self.problem.tasks))

    def cost(self) -> Aim:
        """Return the cost of what is in."""
        return Aim(collected((self.included(task), task.cost) for task in self.tasks))

    def values(self, starts: Mapping[str, int]) -> dict[int, int]:
        """Return the variables of a plan, those of its tasks at least."""
        return {
            variable: int(task.id in starts and starts[task.id] <= week)
            for task in self.tasks
            for variable, week in zip(self.steps[task.id], self.windows.weeks[task.id], strict=True)
        }

    def starts(self, values: Mapping[int, int]) -> dict[str, int]:
        """Return the plan that variables stand for."""
        found: dict[str, int] = {}
        for task in self.tasks:
            week = next((week for variable, week in zip(self.steps[task.id], self.windows.weeks[task.id], strict=True)
                         if values[variable]), None)  # fmt: skip
            if week is not None:
                found[task.id] = week
        return found


def steps_of_money(problem: Problem) -> list[tuple[int | None, int]]:
    """Return until which week, `None` for ever, no more than how much may be booked."""
    if not problem.budget:
        return []
    weeks: list[int | None] = [release.week for release in problem.budget]
    totals = [0, *(release.total for release in problem.budget)]
    return list(zip([*weeks, None], totals, strict=True))
