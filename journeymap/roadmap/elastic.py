"""What would have to give, when not everything asked for can be had.

Only work that no plan can leave out is looked at, with all it waits for: it alone can ask for too much.
Prerequisites and earliest dates hold; deadlines, agreed starts, people and money may give, at a price:

====================================================== =====
one week past a deadline                                  20
one week past an agreed start                             30
one week past the start of work that is under way       3000
one more person for one week                              20
one per cent of all money of the plan, earlier or more    20
====================================================== =====
"""

from journeymap.roadmap.grid import Grid, steps_of_money
from journeymap.roadmap.linear import Aim, collected
from journeymap.roadmap.problem import Problem, Resource, Task
from journeymap.roadmap.windows import Windows, fixed, horizon

DEADLINE_WEEK, FROZEN_WEEK, STARTED_WEEK = 20, 30, 3000
PERSON_WEEK_TENTH, BUDGET_THOUSANDTH = 2, 2


class Elastic(Grid):
    """A programme whose solutions are plans of the fixed work in which dates, people and money may give.

    Attributes
    ----------
    price
        Of what gives.
    """

    strict = False

    def __init__(self, problem: Problem) -> None:
        self.priced: list[tuple[int, int]] = []
        super().__init__(problem, _windows(problem))
        for task in self.tasks:
            self._dates(task)
        self.price = Aim(collected(self.priced))

    def _dates(self, task: Task) -> None:
        weeks, steps = self.windows.weeks[task.id], self.steps[task.id]
        prices = [_late(task, week) for week in weeks]
        self.priced += [(step, now - after) for step, now, after in zip(steps, prices, [*prices[1:], 0], strict=True)]

    def _people(self, resource: Resource) -> None:
        users = [task for task in self.tasks if task.demand.get(resource.id, 0)]
        for week, terms in self.load(resource, users):
            more = self.linear.variable(sum(task.demand[resource.id] for task in users))
            self.linear.add([*terms.items(), (more, -1)], most=resource.at(week))
            self.priced.append((more, PERSON_WEEK_TENTH))

    def _money(self) -> None:
        """Let the money be more from some week on; counted in thousandths of all, the plan says how much exactly."""
        if not self.problem.budget:
            return
        unit = max(1, self.problem.budget[-1].total // 1000)
        need = sum(task.cost for task in self.tasks) // unit + 1
        before = None
        for until, total in steps_of_money(self.problem):
            more = self.linear.variable(need)
            self.linear.add([*self.spent(until), (more, -unit)], most=total)
            if before is not None:
                self.linear.add([(before, 1), (more, -1)], most=0)
            before = more
        if before is not None:
            self.priced.append((before, BUDGET_THOUSANDTH))


def _late(task: Task, week: int) -> int:
    late = 0 if task.deadline is None else max(0, week + task.duration_weeks - task.deadline)
    moved = 0 if task.frozen is None else week - task.frozen
    return DEADLINE_WEEK * late + (STARTED_WEEK if task.started else FROZEN_WEEK) * moved


def _windows(problem: Problem) -> Windows:
    names = fixed(problem)
    end = horizon(problem, names)
    weeks: dict[str, tuple[int, ...]] = {}
    for name in names:
        task = problem.by_id[name]
        ends = [weeks[before][0] + problem.by_id[before].duration_weeks for before in task.after]
        first = max([0, task.earliest if task.frozen is None else task.frozen, *ends])
        weeks[name] = tuple(range(first, end - task.duration_weeks + 1))
    return Windows(weeks, dict.fromkeys(names, True))
