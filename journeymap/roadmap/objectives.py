"""What a plan is judged by, in this order: shortfall, length, value early, cost."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, Protocol

from journeymap.records import dataclass
from journeymap.roadmap.problem import Problem

AFTER = 52
"""Weeks after the end of the plan whose benefit still counts: what is left out is taken to come then."""

StageName = Literal["shortfall", "makespan", "value", "cost"]
STAGES: tuple[StageName, ...] = ("shortfall", "makespan", "value", "cost")

Status = Literal["proved", "bound", "heuristic"]


class Objectives(NamedTuple):
    """The four figures of a plan, each less is better, compared from the left.

    Attributes
    ----------
    shortfall
        Weight of the gaps that no included task closes.
    makespan
        Weeks until the last counted task ends (see `Task.counted`).
    value
        Worth lost by waiting: sum over all tasks of worth times the week in which it
        ends; what is left out is taken to end `AFTER` weeks after the plan does.
    cost
        Of all included tasks.
    """

    shortfall: int
    makespan: int
    value: int
    cost: int


def shortfall(problem: Problem, included: Mapping[str, object]) -> int:
    """Return the weight of the gaps that none of the included tasks closes."""
    closed = {gap for name in included for gap in problem.by_id[name].closes}
    return sum(gap.weight for gap in problem.gaps if gap.id not in closed)


def objectives(problem: Problem, starts: Mapping[str, int]) -> Objectives:
    """Return the four figures of a plan.

    Parameters
    ----------
    starts
        First week by included task.
    """
    ends = {name: start + problem.by_id[name].duration_weeks for name, start in starts.items()}
    length = max((end for name, end in ends.items() if problem.by_id[name].counted), default=0)
    waiting = sum(task.worth * ends.get(task.id, length + AFTER) for task in problem.tasks)
    return Objectives(shortfall(problem, starts), length, waiting, sum(problem.by_id[name].cost for name in starts))


@dataclass(frozen=True)
class Stage:
    """How far one of the four figures is settled, those before it held.

    Attributes
    ----------
    value
        Reached.
    bound
        What no plan with the same earlier figures can beat; equal to `value` if proved.
    status
        ``proved``: nothing is better. ``bound``: stopped early, `bound` comes from the solver. ``heuristic``: found
        by rules, `bound` is a simple one that holds for every plan.
    """

    name: StageName
    value: int
    bound: int
    status: Status

    @property
    def gap(self) -> float:
        """Return how far above the bound the value is, as part of the value, 0 to 1."""
        return (self.value - self.bound) / self.value if self.value > self.bound else 0.0


@dataclass(frozen=True)
class Relaxation:
    """Something that had to give, because not everything asked for can be had.

    Attributes
    ----------
    kind
        ``deadline`` or ``frozen`` (of a task, in weeks), ``capacity`` (of a department, tenths of a person in
        `week`), ``budget`` (money, from `week` on).
    name
        Of the task or department; empty for the budget.
    amount
        By how much, more than 0.
    week
        For capacity and budget.
    """

    kind: Literal["deadline", "frozen", "capacity", "budget"]
    name: str
    amount: int
    week: int | None = None


@dataclass(frozen=True)
class Effort:
    """How long an engine may look.

    Attributes
    ----------
    seconds
        Of CPU time on an ordinary machine, about; engines turn it into a limit that does not depend on the clock,
        so that the same input gives the same plan.
    seed
        Of whatever is drawn.
    """

    seconds: float = 20.0
    seed: int = 1


QUICK = Effort(seconds=0.05)
"""For commands that only need the plan as a step on the way."""


class Watch(Protocol):
    """Is told how the search goes, and may stop it: the best plan so far is returned."""

    def __call__(self, stage: StageName, value: int, bound: int) -> bool:
        """Take a better value or bound of a stage; return whether to stop."""
