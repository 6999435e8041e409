"""How much an engine that counts its steps may do, and who is told of what it finds."""

from dataclasses import dataclass, field

from journeymap.roadmap.heuristic.compiled import Compiled
from journeymap.roadmap.objectives import Effort, StageName, Watch

PER_SECOND = 400_000
"""Tasks of a small problem placed in a second of CPU time on an ordinary machine."""

HALF_AS_FAST = 150
"""Tasks of a problem in which placing one takes twice as long: its plans are longer, and more weeks are looked at."""

PATIENCE = 1.0
"""Seconds of search without a better plan after which it is given up, at least; half of the search so far at most."""


@dataclass
class Allowance:
    """Counts the tasks placed against a limit: no clock, so that the same input gives the same plan.

    Attributes
    ----------
    compiled
        Carries the count.
    limit
        Tasks that may be placed in all.
    watch
        Told of better plans; may stop the search.
    stopped
        Whether it has, or the person has.
    """

    compiled: Compiled
    limit: int
    watch: Watch | None = None
    stopped: bool = False
    found: int = field(default=0, init=False)

    @classmethod
    def of(cls, compiled: Compiled, effort: Effort, watch: Watch | None) -> "Allowance":
        """Return what an effort allows."""
        pace = PER_SECOND / (1 + len(compiled.ids) / HALF_AS_FAST)
        return cls(compiled, max(1, round(effort.seconds * pace)), watch)

    def better(self, stage: StageName, value: int, bound: int) -> None:
        """Tell of a better plan."""
        self.found = self.compiled.made
        if self.watch is not None and not self.stopped and self.watch(stage, value, bound):
            self.stopped = True

    def until(self, share: float) -> int:
        """Return the count at which a share of what is still allowed will be used up."""
        return self.compiled.made + int(share * max(0, self.limit - self.compiled.made))

    def over(self, until: int | None = None) -> bool:
        """Return whether the search must end: stopped, used up, or nothing better for long."""
        made = self.compiled.made
        patience = max(PATIENCE * PER_SECOND, made / 2)
        return self.stopped or made >= min(self.limit, until or self.limit) or made - self.found > patience
