"""Small problems settled by looking at every plan in which nothing can begin earlier.

All four figures are no worse if a task begins earlier. So the best plan is among those in which none can, and each
of these is made by placing tasks one after another, as early as possible, in the order of their starts.

References
----------
J. H. Patterson et al., "An algorithm for a general class of precedence and resource constrained scheduling
problems", in *Advances in Project Scheduling*, 1989 (the precedence tree).
A. Sprecher, R. Kolisch and A. Drexl, "Semi-active, active, and non-delay schedules for the resource-constrained
project scheduling problem", *European Journal of Operational Research* 80 (1995).
"""

from journeymap.roadmap.heuristic.choice import Options
from journeymap.roadmap.heuristic.compiled import NEVER, Compiled, Desk, affordable, book, find, pay
from journeymap.roadmap.objectives import AFTER

SMALL = 9
"""Tasks that may begin freely, at most."""

NODES = 20_000
"""Placed tasks after which even a small problem is left to the rules."""

Figures = tuple[int, int, int, int]
WORST: Figures = (NEVER, NEVER, NEVER, NEVER)


class Tree:
    """Walks through all plans, leaving out branches that cannot become better than the best plan so far.

    Attributes
    ----------
    best
        Starts by task, -1 for what is left out; `None` if there is no plan.
    figures
        Of the best.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        self.compiled: Compiled = options.compiled
        tasks = sorted(options.must.union(options.may))
        self.movable = [task for task in tasks if self.compiled.frozen[task] < 0]
        self.best: list[int] | None = None
        self.figures = WORST
        self.nodes = 0

    @property
    def small(self) -> bool:
        """Return whether the problem is small enough."""
        return len(self.movable) <= SMALL

    def walk(self) -> bool:
        """Look at all plans; return whether every one has been looked at, or ruled out."""
        desk = Desk(self.compiled, self.options.must)
        self.due = desk.due
        if frozen_fit(self.compiled, desk):
            self._node(list(desk.starts), desk.free, desk.slack, (-1, -1))
        return self.nodes <= NODES

    def _node(self, starts: list[int], free: list[int], slack: list[int], last: tuple[int, int]) -> None:
        if all(starts[task] >= 0 for task in self.options.must):
            figures = self.compiled.figures(starts)
            if figures < self.figures:
                self.best, self.figures = list(starts), figures
        if self._least(starts, last[0]) >= self.figures:
            return
        compiled = self.compiled
        for task in self.movable:
            if starts[task] >= 0 or any(starts[other] < 0 for other in compiled.before[task]):
                continue
            self.nodes += 1
            if self.nodes > NODES:
                return
            ready = max([compiled.earliest[task], *(starts[o] + compiled.weeks[o] for o in compiled.before[task])])
            start = find(compiled, free, task, affordable(compiled, slack, task, ready))
            end = start + compiled.weeks[task]
            if (start, task) > last and end <= min(self.due[task], compiled.horizon):
                now, money = list(free), list(slack)
                book(now, compiled.need[task], start, compiled.weeks[task])
                pay(compiled, money, task, start)
                starts[task] = start
                self._node(starts, now, money, (start, task))
                starts[task] = -1

    def _least(self, starts: list[int], since: int) -> Figures:
        """Return figures that no plan can beat in which the rest begins from a week on."""
        compiled, must = self.compiled, self.options.must
        rest = [task for task in self.movable if starts[task] < 0]
        ends = {task: max(since, compiled.heads[task]) + compiled.weeks[task] for task in rest}
        placed = [task for task, start in enumerate(starts) if start >= 0]
        _, length, _, cost = compiled.figures(starts)
        length = max([length, *(ends[task] for task in rest if task in must and compiled.counted[task])])
        shortfall = compiled.weight(compiled.every_gap & ~compiled.closed([*placed, *rest]))
        value = sum(compiled.worth[task] * (starts[task] + compiled.weeks[task]) for task in placed)
        left = length + AFTER
        for task, worth in enumerate(compiled.worth):
            if worth and starts[task] < 0:
                least = ends.get(task, left)
                value += worth * (least if task in must else min(least, left))
        return shortfall, length, value, cost + sum(compiled.cost[task] for task in rest if task in must)


def frozen_fit(compiled: Compiled, desk: Desk) -> bool:
    """Return whether agreed starts keep to dates, prerequisites, people and money among themselves."""
    frozen = [task for task in desk.chosen if compiled.frozen[task] >= 0]
    free, slack = list(compiled.free), list(compiled.money)
    for task in frozen:
        start, end = compiled.frozen[task], compiled.frozen[task] + compiled.weeks[task]
        if end > desk.due[task] or find(compiled, free, task, start) != start:
            return False
        if affordable(compiled, slack, task, start) != start:
            return False
        book(free, compiled.need[task], start, compiled.weeks[task])
        pay(compiled, slack, task, start)
    return all(desk.due[task] >= desk.ready[task] + compiled.weeks[task] for task in desk.movable)
