"""Why an initiative that could be planned is not."""

from collections.abc import Mapping

from journeymap.model.workspace import Workspace
from journeymap.roadmap.explain import quoted
from journeymap.roadmap.pose import spell_weeks, title_of
from journeymap.roadmap.problem import LeftOut, Problem, Task
from journeymap.roadmap.schedule import Schedule
from journeymap.text import Text, money, say


def omitted(workspace: Workspace, problem: Problem, schedule: Schedule) -> tuple[LeftOut, ...]:
    """Return the tasks of a problem that a schedule leaves out, with the reason, sorted by id."""
    sayer = _Omitted(workspace, problem, schedule)
    initiatives = workspace.content.initiatives
    return tuple(LeftOut(task.id, sayer.reason(task), initiatives[task.id].review)
                 for task in problem.tasks if task.id not in schedule.starts)  # fmt: skip


class _Omitted:
    def __init__(self, workspace: Workspace, problem: Problem, schedule: Schedule) -> None:
        self.workspace = workspace
        self.problem = problem
        self.schedule = schedule
        self.closer: Mapping[str, str] = {
            gap: name for name in sorted(schedule.starts) for gap in problem.by_id[name].closes
        }

    def reason(self, task: Task) -> Text:
        open_ = [gap for gap in task.closes if gap not in self.closer]
        if not task.closes and not task.worth:
            if self.problem.worth_unit == "money":
                return say("it takes no step to what is wanted, and keeps no more customers")
            return say("it takes no step to what is wanted, and customers would gain nothing from it")
        if task.closes and not open_:
            others = sorted({self.closer[gap] for gap in task.closes})
            return say("what it would bring, {others} brings already",
                       others=quoted([title_of(self.workspace, name) for name in others]))  # fmt: skip
        cost, left = self.missing_cost(task), self.left()
        if left is not None and cost > left:
            currency = self.workspace.currency
            return say("the money is not there: it needs {cost}, and {left} of the budget is left",
                       cost=money(cost, currency), left=money(max(0, left), currency))  # fmt: skip
        if not task.closes:
            return say("optional: it would be finished after the plan is, which takes {weeks}",
                       weeks=spell_weeks(self.schedule.makespan_weeks))  # fmt: skip
        waiting = next((name for name in task.after if name not in self.schedule.starts), None)
        if waiting is not None:
            return say("waits for '{other}', which is not planned", other=title_of(self.workspace, waiting))
        if task.deadline is not None:
            return say("it cannot be finished by its deadline beside what is planned")
        return say("money and people do not allow it beside what is planned")

    def missing_cost(self, task: Task) -> int:
        """Return what a task would cost with all it waits for that is not planned either."""
        found, stack = set[str](), [task.id]
        while stack:
            name = stack.pop()
            if name not in found and name not in self.schedule.starts:
                found.add(name)
                stack += self.problem.by_id[name].after
        return sum(self.problem.by_id[name].cost for name in found)

    def left(self) -> int | None:
        """Return the money that the plan leaves; `None` if money is no limit."""
        if not self.problem.budget:
            return None
        return self.problem.budget[-1].total - sum(self.problem.by_id[name].cost for name in self.schedule.starts)
