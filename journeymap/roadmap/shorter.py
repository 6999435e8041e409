"""Whether a plan could be shorter at all: what must come before what, followed until it fits or contradicts itself."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import combinations

from journeymap.roadmap.bound import least_length
from journeymap.roadmap.problem import Problem, Task
from journeymap.roadmap.windows import Windows, windows


def is_shortest(problem: Problem, length: int, shortfall: int) -> bool:
    """Tell whether it is certain that no plan that falls short by no more than `shortfall` ends before `length`."""
    if length <= least_length(problem, shortfall).weeks:
        return True
    return none_shorter(problem, windows(problem, length, shortfall), length)


def none_shorter(problem: Problem, inside: Windows, length: int) -> bool:
    """Tell whether it is certain that no plan inside the windows ends before `length`; if not, there may be one.

    Only tasks that every plan has in it are looked at: what they wait for, pairs that need more people together than
    there ever are, and money that comes too late for all of them.

    Parameters
    ----------
    inside
        From `journeymap.roadmap.windows.windows`, with the shortfall the plan may have.
    length
        In weeks, of a plan.

    References
    ----------
    P. Brucker and S. Knust, *Complex Scheduling*, 2nd ed., 2012, section 3.6: immediate selection in pairs, and
    destructive improvement, which takes a length for granted until it is refuted.
    """
    return _Follower(problem, inside, length).refuted()


class _Follower:
    """The weeks in which tasks can begin, narrowed from both sides.

    Attributes
    ----------
    first, last
        By task.
    """

    def __init__(self, problem: Problem, inside: Windows, length: int) -> None:
        self.problem = problem
        self.tasks = [task for task in problem.order if inside.forced.get(task.id)]
        self.weeks = {task.id: inside.weeks.get(task.id, ()) for task in self.tasks}
        known = [task for task in self.tasks if self.weeks[task.id]]
        self.possible = len(known) == len(self.tasks)
        self.first = {task.id: self.weeks[task.id][0] for task in known}
        self.last = {task.id: self.weeks[task.id][-1] for task in known}
        self.narrowed = True
        for task in known:
            if task.counted:
                self.until(task, length - 1 - task.duration_weeks)

    def refuted(self) -> bool:
        pairs = list(self.pairs()) if self.possible else []
        while self.possible and self.narrowed:
            self.narrowed = False
            for task in self.tasks:
                for name in task.after:
                    self.behind(self.problem.by_id[name], task)
            for one, other in pairs:
                if self.first[one.id] + one.duration_weeks > self.last[other.id]:
                    self.behind(other, one)
                if self.first[other.id] + other.duration_weeks > self.last[one.id]:
                    self.behind(one, other)
            self.paid()
        return not self.possible

    def pairs(self) -> Iterator[tuple[Task, Task]]:
        """Yield the tasks that can never be at work together; agreed starts are as they were agreed."""
        most = {resource.id: max([resource.capacity, *resource.dips.values()]) for resource in self.problem.resources}
        for one, other in combinations(self.tasks, 2):
            agreed = one.frozen is not None and other.frozen is not None
            if not agreed and any(need + other.demand.get(name, 0) > most[name]
                                  for name, need in one.demand.items() if name in most):  # fmt: skip
                yield one, other

    def paid(self) -> None:
        """Put off what could not be paid beside all that must begin before the next money comes."""
        for release, before in zip(
            self.problem.budget, (0, *(item.total for item in self.problem.budget)), strict=False
        ):
            begun = sum(task.cost for task in self.tasks if self.last[task.id] < release.week)
            for task in self.tasks:
                open_yet = self.first[task.id] < release.week <= self.last[task.id]
                if task.cost and open_yet and begun + task.cost > before:
                    self.since(task, release.week)
            self.possible = self.possible and begun <= before

    def behind(self, before: Task, after: Task) -> None:
        self.since(after, self.first[before.id] + before.duration_weeks)
        self.until(before, self.last[after.id] - before.duration_weeks)

    def since(self, task: Task, week: int) -> None:
        """Let a task begin in a week or later."""
        if week > self.first[task.id]:
            weeks = self.weeks[task.id]
            place = bisect_left(weeks, week)
            self.possible = self.possible and place < len(weeks) and weeks[place] <= self.last[task.id]
            self.first[task.id], self.narrowed = (weeks[place] if place < len(weeks) else week), True

    def until(self, task: Task, week: int) -> None:
        """Let a task begin in a week or earlier."""
        if week < self.last[task.id]:
            weeks = self.weeks[task.id]
            place = bisect_right(weeks, week)
            self.possible = self.possible and place > 0 and weeks[place - 1] >= self.first[task.id]
            self.last[task.id], self.narrowed = (weeks[place - 1] if place else week), True
