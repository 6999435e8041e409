"""Last touches on a plan, whoever made it: nothing begins later than it could, and what did not fit comes after."""

from collections.abc import Mapping

from journeymap.roadmap.grid import steps_of_money
from journeymap.roadmap.problem import Problem, Task
from journeymap.roadmap.windows import horizon


class Book:
    """Who is busy and what is spent, while tasks are put in and taken out."""

    def __init__(self, problem: Problem, starts: Mapping[str, int]) -> None:
        self.problem = problem
        self.people = {resource.id: resource for resource in problem.resources}
        self.used: dict[tuple[str, int], int] = {}
        self.money = steps_of_money(problem)
        self.starts: dict[str, int] = {}
        self.last = horizon(problem, (task.id for task in problem.tasks), max(starts.values(), default=0))
        for name, week in starts.items():
            self.enter(problem.by_id[name], week)

    def enter(self, task: Task, week: int) -> None:
        """Put a task in."""
        self.starts[task.id] = week
        self._book(task, week, 1)

    def remove(self, task: Task) -> None:
        """Take a task out."""
        self._book(task, self.starts.pop(task.id), -1)

    def _book(self, task: Task, start: int, sign: int) -> None:
        for name, need in task.demand.items():
            for week in range(start, start + task.duration_weeks) if name in self.people else ():
                self.used[name, week] = self.used.get((name, week), 0) + sign * need

    def staffed(self, task: Task, start: int) -> bool:
        """Return whether the people are there to begin a task, not in it, in a week."""
        used, weeks = self.used, range(start, start + task.duration_weeks)
        for name, need in task.demand.items():
            if need and name in self.people:
                at = self.people[name].at
                if any(used.get((name, week), 0) + need > at(week) for week in weeks):
                    return False
        return True

    def ready(self, task: Task) -> int:
        """Return the first week after all a task waits for, and its earliest."""
        ends = (self.starts[name] + self.problem.by_id[name].duration_weeks for name in task.after)
        return max([task.earliest, *ends])

    def payable(self, task: Task, week: int) -> bool:
        """Return whether there is money to begin a task, not in it, in a week."""
        return not task.cost or all(
            task.cost + sum(self.problem.by_id[name].cost for name, start in self.starts.items()
                            if until is None or start < until) <= total
            for until, total in self.money if until is None or week < until
        )  # fmt: skip

    def first(self, task: Task, last: int) -> int | None:
        """Return the first week up to `last` in which a task, not in it, can begin."""
        for week in range(self.ready(task), last + 1):
            if self.staffed(task, week) and self.payable(task, week):
                return week
        return None


def shifted_left(problem: Problem, starts: Mapping[str, int]) -> dict[str, int]:
    """Return a feasible plan with each task as early as everything allows: no figure of it gets worse."""
    book = Book(problem, starts)
    for name in sorted(starts, key=lambda name: (starts[name], name)):
        task = problem.by_id[name]
        if task.frozen is None:
            book.remove(task)
            week = book.first(task, starts[name])
            book.enter(task, starts[name] if week is None else week)
    return dict(sorted(book.starts.items()))


def placed_later(problem: Problem, starts: Mapping[str, int]) -> dict[str, int]:
    """Return when the worthy tasks that are not in a plan can be done beside and behind it, the worthiest first.

    What would miss its deadline, find no money or wait for something that is not planned is left out.
    """
    book = Book(problem, starts)
    found: dict[str, int] = {}
    rest = [task for task in problem.order if task.id not in starts and task.worth]
    while ready := [task for task in rest if all(name in book.starts for name in task.after)]:
        task = min(ready, key=lambda task: (-task.worth, task.duration_weeks, task.id))
        rest.remove(task)
        limit = book.last if task.deadline is None else min(book.last, task.deadline - task.duration_weeks)
        week = book.first(task, limit)
        if week is not None:
            found[task.id] = week
            book.enter(task, week)
    return dict(sorted(found.items()))
