"""Which tasks to take in: those that close the gaps, with all they wait for, and none too many.

References
----------
V. Chvátal, "A greedy heuristic for the set-covering problem", *Mathematics of Operations Research* 4 (1979).
"""

import random
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from journeymap.roadmap.heuristic.compiled import NEVER, Compiled, Desk
from journeymap.roadmap.heuristic.effort import Allowance
from journeymap.roadmap.heuristic.genetic import listed, priorities

Chosen = frozenset[int]
Price = Callable[[int, Chosen], float]
Merit = tuple[int, int, int, int]
SETTLED = 20
"""Choices tried in a row per task without a better one after which none is expected."""


class Options:
    """What must be in a plan, and what may be.

    Attributes
    ----------
    must
        Fixed tasks and all they wait for.
    may
        Other tasks that can be in a plan and may make it better, rising.
    open_anyway
        Gaps that no task closes in any plan, as bits.
    """

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        fixed = [task for task, is_fixed in enumerate(compiled.fixed) if is_fixed]
        self.must: Chosen = frozenset(fixed).union(*(compiled.below[task] for task in fixed))
        possible = self._possible()
        self.open_anyway = compiled.every_gap & ~compiled.closed([*possible, *self.must])
        self.may = self._useful([task for task in possible if task not in self.must])

    def _possible(self) -> list[int]:
        compiled, found = self.compiled, set[int]()
        for task, head in enumerate(compiled.heads):
            paid = self.must | compiled.below[task] | {task}
            within = not compiled.money or sum(compiled.cost[other] for other in paid) <= compiled.money[-1]
            in_time = head < NEVER and head + compiled.weeks[task] <= compiled.due[task]
            if within and in_time and all(other in found or other in self.must for other in compiled.before[task]):
                found.add(task)
        return sorted(found)

    def _useful(self, possible: list[int]) -> list[int]:
        compiled = self.compiled
        missing = compiled.every_gap & ~compiled.closed(self.must)
        direct = [task for task in possible if compiled.worth[task] or compiled.closes[task] & missing]
        wanted = set(direct).union(*(compiled.below[task] for task in direct))
        return [task for task in possible if task in wanted]

    def needed_for(self, shortfall: int) -> Chosen:
        """Return what is in every plan that falls short by no more than `shortfall`: what must be, and sole closers."""
        compiled = self.compiled
        least = compiled.weight(self.open_anyway)
        found = set(self.must)
        for number, weight in enumerate(compiled.weights):
            closers = self.closers[number]
            if len(closers) == 1 and least + weight > shortfall:
                found |= compiled.below[closers[0]] | {closers[0]}
        return frozenset(found)

    @cached_property
    def closers(self) -> Sequence[Sequence[int]]:
        """Return the tasks that can close each gap, by its number."""
        tasks, closes = sorted(self.must.union(self.may)), self.compiled.closes
        return [[task for task in tasks if closes[task] >> gap & 1] for gap in range(len(self.compiled.weights))]


class Choice:
    """Looks for the tasks that leave the least gap, and among these for those that are done soonest."""

    def __init__(self, options: Options, allowance: Allowance, seed: int) -> None:
        self.options = options
        self.compiled = options.compiled
        self.allowance = allowance
        self.dice = random.Random(seed)  # noqa: S311 (a search, not a secret)
        self.load = self._load()
        self.known: dict[Chosen, Merit] = {}

    def _load(self) -> list[float]:
        """Return how long each task would keep its departments busy if they did nothing else, added up."""
        resources = self.compiled.problem.resources
        return [
            task.duration_weeks * sum(task.demand.get(r.id, 0) / max(1, r.capacity) for r in resources)
            for task in self.compiled.problem.order
        ]

    def best(self, until: int) -> Chosen:
        """Return the best choice found."""
        prices: list[Price] = [self.by_load, self.by_cost, self.by_end]
        choices = [self.pruned(self.extended(self.options.must, price)) for price in prices]
        chosen, stale = min(choices, key=self.merit), 0
        patience = SETTLED * len(self.load)
        while self.has_alternatives and stale < patience and not self.allowance.over(until):
            other = self.neighbour(chosen)
            stale = 0 if self.merit(other) < self.merit(chosen) else stale + 1
            if self.merit(other) <= self.merit(chosen):
                chosen = other
        return chosen

    @property
    def has_alternatives(self) -> bool:
        """Return whether some gap can be closed by more than one task, or not all can be paid."""
        return any(len(closers) > 1 for closers in self.options.closers) or bool(self.compiled.money)

    def by_load(self, task: int, new: Chosen) -> float:
        """Price tasks by the work of their departments."""
        return sum(self.load[other] for other in sorted(new)) + self.compiled.weeks[task] / 10

    def by_cost(self, task: int, new: Chosen) -> float:
        """Price tasks by money, then by work."""
        return sum(self.compiled.cost[other] for other in new) + 1e-3 * self.by_load(task, new)

    def by_end(self, task: int, new: Chosen) -> float:
        """Price tasks by the week in which they can be finished at best."""
        return self.compiled.heads[task] + self.compiled.weeks[task] + 1e-3 * self.by_load(task, new)

    def by_chance(self, task: int, new: Chosen) -> float:
        """Price tasks by work, more or less."""
        return self.by_load(task, new) * (0.5 + self.dice.random())

    def extended(self, chosen: Chosen, price: Price, without: Iterable[int] = ()) -> Chosen:
        """Add tasks until no gap can be closed any more, each time the one with the lowest price per weight closed."""
        compiled, never = self.compiled, set(without)
        candidates = [task for task in self.options.may if compiled.closes[task]]
        while True:
            missing = compiled.every_gap & ~compiled.closed(chosen)
            spent = sum(compiled.cost[other] for other in chosen)
            best: tuple[float, int, Chosen] | None = None
            for task in candidates:
                new = (compiled.below[task] | {task}) - chosen
                if task in chosen or not compiled.closes[task] & missing or new & never:
                    continue
                if compiled.money and spent + sum(compiled.cost[other] for other in new) > compiled.money[-1]:
                    continue
                gain = compiled.weight(compiled.closed(new) & missing)
                ratio = price(task, new) / gain
                if best is None or (ratio, task) < best[:2]:
                    best = (ratio, task, new)
            if best is None:
                return chosen
            chosen |= best[2]

    def pruned(self, chosen: Chosen) -> Chosen:
        """Take out what closes nothing that others do not close, the most work first."""
        compiled = self.compiled
        optional = sorted(chosen - self.options.must, key=lambda task: (-self.load[task], -compiled.cost[task], task))
        again = True
        while again:
            again = False
            for task in optional:
                waited_for = any(other in chosen for other in compiled.behind[task])
                if task in chosen and not waited_for and not compiled.closes[task] & ~compiled.closed(chosen - {task}):
                    chosen, again = chosen - {task}, True
        return chosen

    def neighbour(self, chosen: Chosen) -> Chosen:
        """Do without one task of choice and close what that opens with others."""
        optional = sorted(chosen - self.options.must)
        self.compiled.made += 1 + len(self.options.may)
        if not optional:
            return self.pruned(self.extended(chosen, self.by_chance))
        out = optional[int(self.dice.random() * len(optional))]
        less = frozenset(task for task in chosen if task != out and out not in self.compiled.below[task])
        return self.pruned(self.extended(less, self.by_chance, (out,)))

    def merit(self, chosen: Chosen) -> Merit:
        """Return weeks past dates, shortfall, length and cost of a choice scheduled quickly."""
        found = self.known.get(chosen)
        if found is None:
            compiled, desk = self.compiled, Desk(self.compiled, chosen)
            order = listed(desk, priorities(desk)["latest finish"])
            starts = desk.forward(order)
            gap = compiled.weight(compiled.every_gap & ~compiled.closed(chosen))
            cost = sum(compiled.cost[task] for task in chosen)
            if starts is None:
                found = (NEVER, gap, NEVER, cost)
            else:
                starts = desk.justified(starts)
                found = (desk.late(starts), gap, desk.length(starts), cost)
            self.known[chosen] = found
        return found
