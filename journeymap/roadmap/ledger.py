"""Who is busy when: the book in which a schedule is made and read."""

from collections.abc import Iterable, Mapping

from journeymap.roadmap.problem import Problem, Task


class Ledger:
    """Free capacity by department and week while tasks are entered and taken out.

    The book has as many weeks as the problem can need at worst, so that
    looking for a place always ends.

    Parameters
    ----------
    problem
        Departments without a capacity are not in the book.
    """

    def __init__(self, problem: Problem) -> None:
        work = sum(task.duration_weeks for task in problem.tasks)
        dates = [max(task.earliest, task.frozen or 0) for task in problem.tasks]
        dips = [week + 1 for resource in problem.resources for week in resource.dips]
        money = [release.week for release in problem.budget]
        longest = max((task.duration_weeks for task in problem.tasks), default=0)
        self.horizon = max([*dates, *dips, *money], default=0) + work + longest + 1
        self.free = {r.id: [r.capacity] * self.horizon for r in problem.resources}
        for resource in problem.resources:
            for week, capacity in resource.dips.items():
                self.free[resource.id][week] = capacity

    def enter(self, task: Task, start: int, sign: int = 1) -> None:
        """Book a task's people from a week on; `sign` -1 takes it out again."""
        for department, need in task.demand.items():
            free = self.free.get(department)
            if free is not None:
                for week in range(start, start + task.duration_weeks):
                    free[week] -= sign * need

    def clash(self, task: Task, start: int) -> int | None:
        """Return the last week in which a task begun in `start` finds too few people, or `None` if it fits."""
        found: int | None = None
        for department, need in task.demand.items():
            free = self.free.get(department)
            if free is not None:
                for week in range(start + task.duration_weeks - 1, start - 1, -1):
                    if free[week] < need:
                        found = week if found is None else max(found, week)
                        break
        return found

    def first_fit(self, task: Task, earliest: int) -> int:
        """Return the first week, from `earliest` on, in which a task can begin."""
        start = earliest
        clash = self.clash(task, start)
        while clash is not None:
            start = clash + 1
            clash = self.clash(task, start)
        return start


def in_use(problem: Problem, starts: Mapping[str, int], resource: str, week: int, besides: str = "") -> int:
    """Return how many tenths of a person are at work in one week."""
    return sum(task.demand[resource] for task in holders(problem, starts, resource, week) if task.id != besides)


def holders(problem: Problem, starts: Mapping[str, int], resource: str, week: int) -> Iterable[Task]:
    """Return the tasks for which a department works in one week."""
    return tuple(
        task for task in problem.users(resource)
        if task.id in starts and starts[task.id] <= week < starts[task.id] + task.duration_weeks
    )  # fmt: skip
