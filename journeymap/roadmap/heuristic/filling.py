"""All four figures at once: orders of all tasks worth having, each placed if it still fits.

A move puts one task, with all it waits for, further ahead in the order; it is kept if the four figures are no
worse. What is in by choice and does not end by the end of the plan is left out.
"""

import random
from collections.abc import Iterable, Sequence

from journeymap.roadmap.heuristic.choice import Options
from journeymap.roadmap.heuristic.compiled import NEVER, Compiled, affordable, book, find, pay
from journeymap.roadmap.heuristic.effort import Allowance

Figures = tuple[int, int, int, int]

SETTLED = 3
"""Moves tried in a row per task and place without a better plan after which none is expected."""


class Filling:
    """Improves a plan that can be carried out.

    Attributes
    ----------
    best
        Starts by task, -1 for what is left out.
    figures
        Of the best.
    """

    def __init__(self, options: Options, allowance: Allowance, starts: Sequence[int], seed: int) -> None:
        self.options = options
        self.compiled: Compiled = options.compiled
        self.allowance = allowance
        self.dice = random.Random(seed)  # noqa: S311 (a search, not a secret)
        self.due = self._due()
        spare = [task for task in options.may if not self.compiled.worth[task]]
        self.spare = sorted(spare, key=lambda task: (-self.compiled.cost[task], -task))
        self.best = self.trimmed(list(starts))
        self.figures: Figures = self.compiled.figures(self.best)

    def _due(self) -> list[int]:
        """Return by when each task must end, with what is in every plan behind it."""
        compiled, due = self.compiled, list(self.compiled.due)
        for task in reversed(range(len(due))):
            for other in compiled.behind[task]:
                if other in self.options.must:
                    frozen = compiled.frozen[other]
                    due[task] = min(due[task], frozen if frozen >= 0 else due[other] - compiled.weeks[other])
        return due

    def decoded(self, order: Iterable[int], limit: int) -> list[int] | None:
        """Place each task as early as it can be, or leave it out if it would end too late.

        Parameters
        ----------
        limit
            Week at whose beginning all counted tasks must be finished.

        Returns
        -------
        list of int or None
            Starts; `None` if something that must be in does not fit.
        """
        compiled, must = self.compiled, self.options.must
        free, slack, starts = list(compiled.free), list(compiled.money), [-1] * len(compiled.ids)
        for task in must:
            if compiled.frozen[task] >= 0:
                starts[task] = compiled.frozen[task]
                book(free, compiled.need[task], starts[task], compiled.weeks[task])
                pay(compiled, slack, task, starts[task])
        for task in order:
            compiled.made += 2  # slower than the serial scheme of a choice that is settled
            if starts[task] >= 0:
                continue
            start = self._place(task, starts, free, slack, limit)
            if start < 0 and task in must:
                return None
            starts[task] = start
        return starts

    def _place(self, task: int, starts: Sequence[int], free: list[int], slack: list[int], limit: int) -> int:
        compiled = self.compiled
        ready, weeks = compiled.earliest[task], compiled.weeks[task]
        for other in compiled.before[task]:
            if starts[other] < 0:
                return -1
            ready = max(ready, starts[other] + compiled.weeks[other])
        ready = affordable(compiled, slack, task, ready)
        last = min(self.due[task], limit if compiled.counted[task] else compiled.horizon)
        if ready + weeks > last:
            return -1
        start = find(compiled, free, task, ready)
        if start + weeks > last or start + weeks > compiled.horizon:
            return -1
        book(free, compiled.need[task], start, weeks)
        pay(compiled, slack, task, start)
        return start

    def trimmed(self, starts: list[int]) -> list[int]:
        """Leave out tasks of choice that are worth nothing and close nothing by themselves, the dearest first."""
        compiled, again = self.compiled, True
        while again:
            again = False
            for task in self.spare:
                if starts[task] < 0 or any(starts[other] >= 0 for other in compiled.behind[task]):
                    continue
                others = compiled.closed(o for o, start in enumerate(starts) if start >= 0 and o != task)
                if not compiled.closes[task] & ~others:
                    starts[task], again = -1, True
        return starts

    def first_order(self) -> list[int]:
        """Return the tasks of the best plan by start, then the others, the most worth a week of work first."""
        compiled, best = self.compiled, self.best
        rank: dict[int, tuple[int, float]] = {}
        for task in sorted(self.options.must.union(self.options.may), reverse=True):
            own = (0, float(best[task])) if best[task] >= 0 else (1, -compiled.worth[task] / compiled.weeks[task])
            behind = [rank[other] for other in compiled.behind[task] if other in rank]
            rank[task] = min([own, *behind])
        return sorted(rank, key=lambda task: (rank[task], task))

    def take(self, order: Sequence[int], limit: int) -> bool:
        """Keep the plan of an order if it is no worse; return whether it is."""
        starts = self.decoded(order, limit)
        if starts is None:
            return False
        starts = self.trimmed(starts)
        figures = self.compiled.figures(starts)
        if figures > self.figures:
            return False
        if figures < self.figures:
            self.best, self.figures = starts, figures
            self.allowance.better("value", figures[2], 0)
        return True

    def improve(self, until: int, bounds: Figures) -> None:
        """Move tasks ahead until the bounds are reached, the allowance is used up, or nothing better comes for long."""
        order = self.first_order()
        self.take(order, self.limit)
        movable = [task for task in order if self.compiled.frozen[task] < 0]
        if len(movable) < 2:
            return
        stale, patience = 0, SETTLED * len(movable) ** 2
        while stale < patience and self.figures > bounds and not self.allowance.over(until):
            before = self.figures
            other = self.moved(order, movable)
            if self.take(other, self.limit):
                order = other
            stale = 0 if self.figures < before else stale + 1

    @property
    def limit(self) -> int:
        """Return by when counted tasks must end: no longer than the plan, unless that might close another gap."""
        least = self.compiled.weight(self.options.open_anyway)
        return self.figures[1] if self.figures[0] <= least else NEVER

    def moved(self, order: Sequence[int], movable: Sequence[int]) -> list[int]:
        """Return the order with one task, and all it waits for, further ahead."""
        task = movable[int(self.dice.random() * len(movable))]
        place = order.index(task)
        to = int(self.dice.random() * place)
        below = self.compiled.below[task]
        ahead = [other for other in order[to:place] if other in below]
        taken = set(ahead)
        return [*order[:to], *ahead, task, *(o for o in order[to:place] if o not in taken), *order[place + 1 :]]
