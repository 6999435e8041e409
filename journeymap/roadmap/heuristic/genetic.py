"""The shortest schedule of chosen tasks: priority rules, then a genetic algorithm on the order of the tasks.

References
----------
S. Hartmann, "A competitive genetic algorithm for resource-constrained project scheduling", *Naval Research
Logistics* 45 (1998): orders of tasks, two-point crossover, mutation by neighbours.
V. Valls, F. Ballestín and S. Quintanilla, "Justification and RCPSP", *European Journal of Operational Research*
165 (2005): each schedule is justified to the right and to the left.
R. Kolisch, "Serial and parallel resource-constrained project scheduling methods revisited", *European Journal of
Operational Research* 90 (1996): schemes, rules and regret-based sampling.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from journeymap.roadmap.heuristic.compiled import NEVER, Desk
from journeymap.roadmap.heuristic.effort import Allowance

POPULATION = 40
MUTATION = 0.05
STALE = 10
"""Generations without a better schedule after which a new population is drawn."""
SETTLED = 6
"""Populations in a row without a better schedule after which none is expected: few tasks have few orders."""

Merit = tuple[int, int, int]
Order = tuple[int, ...]


def priorities(desk: Desk) -> Mapping[str, Mapping[int, int]]:
    """Return the ranks of the movable tasks by each priority rule, lowest first."""
    weeks, total = desk.compiled.weeks, sum(desk.compiled.weeks)
    finish: dict[int, int] = {}
    below: dict[int, frozenset[int]] = {}
    for task in reversed(desk.movable):
        following = desk.behind[task]
        finish[task] = min([total, desk.due[task], *(finish[other] - weeks[other] for other in following)])
        below[task] = frozenset(following).union(*(below[other] for other in following))
    return {
        "latest finish": finish,
        "latest start": {task: finish[task] - weeks[task] for task in desk.movable},
        "most successors": {task: -len(below[task]) for task in desk.movable},
    }


def listed(desk: Desk, ranks: Mapping[int, int]) -> list[int]:
    """Return the movable tasks by rank, each behind all it waits for."""
    waiting = {task: len(desk.before[task]) for task in desk.movable}
    ready = [task for task in desk.movable if not waiting[task]]
    order: list[int] = []
    while ready:
        task = min(ready, key=lambda task: (ranks[task], task))
        ready.remove(task)
        order.append(task)
        for other in desk.behind[task]:
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    return order


def by_rules(desk: Desk) -> Iterator[tuple[str, list[int]]]:
    """Yield the justified schedules of three rules and two schemes, with their names."""
    for name, ranks in priorities(desk).items():
        first = desk.forward(listed(desk, ranks))
        if first is not None:
            yield f"{name}, serial", desk.justified(first)
        second = desk.parallel(sorted(desk.movable, key=lambda task: (ranks[task], task)))
        if second is not None:
            yield f"{name}, parallel", desk.justified(second)


def merit(desk: Desk, starts: Sequence[int]) -> Merit:
    """Return weeks past dates, length and sum of starts: what a schedule is judged by."""
    return desk.late(starts), desk.length(starts), sum(starts[task] for task in desk.movable)


class Genetic:
    """Improves the schedule of one desk until its length is at the bound or the allowance is used up.

    Attributes
    ----------
    best
        Starts by task; `None` as long as people or money suffice for no schedule.
    merit
        Of the best.
    rule
        What made it.
    """

    def __init__(self, desk: Desk, allowance: Allowance, bound: int, seed: int) -> None:
        self.desk = desk
        self.allowance = allowance
        self.bound = bound
        self.dice = random.Random(seed)  # noqa: S311 (a search, not a secret)
        self.best: list[int] | None = None
        self.merit: Merit = (NEVER, NEVER, NEVER)
        self.rule = ""

    @property
    def done(self) -> bool:
        """Return whether nothing can be shorter."""
        return self.merit[0] == 0 and self.merit[1] <= self.bound

    def take(self, starts: list[int] | None, rule: str) -> tuple[Merit, Order] | None:
        """Look at a schedule; return its merit and its order."""
        if starts is None:
            return None
        found = merit(self.desk, starts)
        if found < self.merit:
            shorter = found[:2] < self.merit[:2]
            self.best, self.merit, self.rule = starts, found, rule
            if shorter and not found[0]:
                self.allowance.better("makespan", found[1], min(self.bound, found[1]))
        return found, tuple(sorted(self.desk.movable, key=starts.__getitem__))

    def rules(self) -> None:
        """Try the priority rules."""
        for name, starts in by_rules(self.desk):
            self.take(starts, name)

    def evolve(self, until: int) -> None:
        """Breed orders until a count of placed tasks is reached, or population upon population finds nothing better."""
        if len(self.desk.movable) < 2 or self.best is None:
            return
        ranks, stale = priorities(self.desk)["latest finish"], 0
        while stale < SETTLED and not self.done and not self.allowance.over(until):
            before = self.merit
            self.generations(self.population(ranks, until), until)
            stale = 0 if self.merit < before else stale + 1

    def population(self, ranks: Mapping[int, int], until: int) -> list[tuple[Merit, Order]]:
        """Draw orders in which what must be finished soon tends to come first."""
        found: dict[Order, Merit] = {}
        for _ in range(2 * POPULATION):
            if len(found) >= POPULATION or self.done or self.allowance.over(until):
                break
            taken = self.decoded(self.drawn(ranks), "regret-based sampling")
            if taken is not None:
                found[taken[1]] = taken[0]
        return sorted((value, order) for order, value in found.items())

    def decoded(self, order: Sequence[int], rule: str) -> tuple[Merit, Order] | None:
        """Schedule an order and look at it."""
        starts = self.desk.forward(order)
        return None if starts is None else self.take(self.desk.justified(starts), rule)

    def drawn(self, ranks: Mapping[int, int]) -> list[int]:
        """Draw an order: the more a task is behind the last rank in line, the likelier it is next."""
        waiting = [len(before) for before in self.desk.before]
        ready = [task for task in self.desk.movable if not waiting[task]]
        order: list[int] = []
        while ready:
            worst = max(ranks[task] for task in ready)
            weights = [(worst - ranks[task] + 1) ** 2 for task in ready]
            point, place = self.dice.random() * sum(weights), 0
            while place < len(ready) - 1 and point >= weights[place]:
                point -= weights[place]
                place += 1
            task = ready.pop(place)
            order.append(task)
            for other in self.desk.behind[task]:
                waiting[other] -= 1
                if not waiting[other]:
                    ready.append(other)
        return order

    def generations(self, population: list[tuple[Merit, Order]], until: int) -> None:
        """Breed one population until nothing better has come for long."""
        stale, top = 0, population[0][0] if population else None
        while len(population) > 1 and stale < STALE and not self.done and not self.allowance.over(until):
            known = {order for _, order in population}
            children = []
            for first, second in self.couples(population):
                for order in (self.child(first, second), self.child(second, first)):
                    taken = None if self.done else self.decoded(order, "genetic algorithm")
                    if taken is not None and taken[1] not in known:
                        known.add(taken[1])
                        children.append(taken)
                if self.done or self.allowance.over(until):
                    break
            population = sorted(chain(population, children))[:POPULATION]
            stale = 0 if top is None or population[0][0] < top else stale + 1
            top = population[0][0]

    def couples(self, population: Sequence[tuple[Merit, Order]]) -> Iterator[tuple[Order, Order]]:
        """Return the orders of a population in random pairs."""
        orders = [order for _, order in population]
        self.dice.shuffle(orders)
        return zip(orders[::2], orders[1::2], strict=False)

    def child(self, first: Order, second: Order) -> list[int]:
        """Cross two orders at two points, then swap neighbours now and then; no task comes before what it waits for."""
        n, draw, before = len(first), self.dice.random, self.desk.before
        low, high = sorted((int(draw() * n), int(draw() * n)))
        order = list(first[:low])
        seen = set(order)
        middle = [task for task in second if task not in seen][: high - low]
        seen.update(middle)
        order += middle
        order += [task for task in first if task not in seen]
        for place in range(n - 1):
            if draw() < MUTATION and order[place] not in before[order[place + 1]]:
                order[place], order[place + 1] = order[place + 1], order[place]
        return order
