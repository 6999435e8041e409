"""When everything begins, and how good that is: what all engines give back."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, Protocol

from journeymap.records import dataclass
from journeymap.roadmap.bound import Bound
from journeymap.roadmap.objectives import Effort, Relaxation, Stage, Watch
from journeymap.roadmap.problem import Problem


@dataclass(frozen=True)
class Schedule:
    """When each task begins, and how good that is.

    Attributes
    ----------
    starts, ends
        Weeks by task, sorted; a task works from its start to the week before its end.
    makespan_weeks
        End of the last counted task (`Task.counted`), those that come later aside.
    bound
        What no schedule can beat, and why.
    status
        ``proved`` if the length equals the bound, else ``heuristic``.
    gap
        How much longer than the bound, as part of the bound, 0 or more.
    rule
        What made it, within its engine.
    stages
        The four figures with their bounds, in order (`journeymap.roadmap.objectives`).
    engine
        Which solved it, with its version.
    relaxed
        What had to give; nothing if everything asked for can be had.
    later
        Optional tasks that did not fit before the end of the plan and are placed behind it, in order;
        no stage speaks of them.
    """

    starts: Mapping[str, int]
    ends: Mapping[str, int]
    makespan_weeks: int
    bound: Bound
    status: Literal["proved", "heuristic"]
    gap: float
    rule: str = field(default="", compare=False)
    stages: tuple[Stage, ...] = ()
    engine: str = "heuristic"
    relaxed: tuple[Relaxation, ...] = ()
    later: tuple[str, ...] = ()

    @property
    def lower_bound(self) -> int:
        """Return the length in weeks that no schedule can beat."""
        return self.bound.weeks


class Solve(Protocol):
    """Makes a schedule of a problem."""

    def __call__(self, problem: Problem, effort: Effort, watch: Watch | None = None) -> Schedule:
        """Return the best plan found within the effort; `watch` is told of progress and may stop it."""
