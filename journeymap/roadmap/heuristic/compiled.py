"""A problem in plain lists, as fast as Python is: tasks are numbers, all departments of a week one number."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from journeymap.roadmap.objectives import AFTER
from journeymap.roadmap.problem import Problem

NEVER = 1 << 40
"""A week, or an amount of money, beyond everything."""


class Compiled:
    """A problem whose tasks are the numbers of their places in `Problem.order`.

    The people free in a week are one whole number: each department has a field of bits whose highest, the guard,
    is set; it stays set when a task's need is taken away if, and only if, there are enough people. So one
    subtraction asks all departments.

    Attributes
    ----------
    weeks, cost, worth, earliest
        By task.
    due
        Week at whose beginning a task must be finished, `NEVER` without one.
    frozen
        Week a task begins in, -1 if it may choose.
    need
        People needed by task, in fields.
    before, behind
        Tasks a task waits for, and those that wait for it.
    fixed, counted
        As in `Task`.
    closes
        Gaps by task, as bits; `weights` is by gap.
    free
        Guards and capacities by week, up to the horizon.
    opens, money
        First week of each stretch of the budget, and the money free in it; none if money is no limit.
    made
        Tasks placed so far: the measure of effort.
    """

    def __init__(self, problem: Problem) -> None:
        tasks = problem.order
        self.problem = problem
        self.ids = [task.id for task in tasks]
        self.index = {name: number for number, name in enumerate(self.ids)}
        self.weeks = [task.duration_weeks for task in tasks]
        self.cost = [task.cost for task in tasks]
        self.worth = [task.worth for task in tasks]
        self.earliest = [max(0, task.earliest) for task in tasks]
        self.due = [NEVER if task.deadline is None else task.deadline for task in tasks]
        self.frozen = [-1 if task.frozen is None else task.frozen for task in tasks]
        self.fixed = [task.fixed for task in tasks]
        self.counted = [task.counted for task in tasks]
        self.before = [tuple(self.index[name] for name in sorted(set(task.after))) for task in tasks]
        self.behind = [tuple(self.index[name] for name in sorted(set(problem.successors[task.id]))) for task in tasks]
        bits = {gap.id: 1 << number for number, gap in enumerate(problem.gaps)}
        self.weights = [gap.weight for gap in problem.gaps]
        self.closes = [sum(bits[name] for name in sorted(set(task.closes)) if name in bits) for task in tasks]
        self.opens, self.money = self._budget()
        self._fields()
        self.made = 0

    def _budget(self) -> tuple[list[int], list[int]]:
        opens, money = [0], [0]
        for release in self.problem.budget:
            if release.week <= opens[-1]:
                money[-1] = release.total
            else:
                opens.append(release.week)
                money.append(release.total)
        return (opens, money) if self.problem.budget else ([], [])

    def _fields(self) -> None:
        tasks, resources = self.problem.order, self.problem.resources
        most = [max([r.capacity, *r.dips.values(), *(task.demand.get(r.id, 0) for task in tasks)]) for r in resources]
        shifts, width = [], 0
        for value in most:
            shifts.append(width)
            width += value.bit_length() + 1
        ends = [*shifts[1:], width]
        self.guard = sum(1 << (end - 1) for end in ends) if resources else 0
        self.need = [sum(task.demand.get(r.id, 0) << shift for r, shift in zip(resources, shifts, strict=True))
                     for task in tasks]  # fmt: skip
        dates = [max(start + length, 0) for start, length in zip(self.frozen, self.weeks, strict=True)]
        dips = [week + 1 for r in resources for week in r.dips]
        longest = max(self.weeks, default=0)
        self.horizon = max([0, *self.earliest, *dates, *dips, *self.opens]) + sum(self.weeks) + longest + 1
        usual = self.guard + sum(r.capacity << shift for r, shift in zip(resources, shifts, strict=True))
        self.free = [usual] * self.horizon
        for r, shift in zip(resources, shifts, strict=True):
            for week, capacity in r.dips.items():
                if week >= 0:
                    self.free[week] += (capacity - r.capacity) << shift

    @cached_property
    def heads(self) -> list[int]:
        """Return the first week each task could begin in if it shared people and money with nobody; `NEVER` if none."""
        alone = Desk(self, ())
        heads: list[int] = []
        for task in range(len(self.ids)):
            ready = max([self.earliest[task], *(heads[other] + self.weeks[other] for other in self.before[task])])
            frozen = self.frozen[task]
            heads.append(frozen if frozen >= 0 else alone.fit(task, ready) if ready < NEVER else NEVER)
        return heads

    @cached_property
    def below(self) -> list[frozenset[int]]:
        """Return, by task, all it waits for, directly or not."""
        found: list[frozenset[int]] = []
        for before in self.before:
            found.append(frozenset(before).union(*(found[other] for other in before)))
        return found

    def closed(self, tasks: Iterable[int]) -> int:
        """Return the gaps that tasks close, as bits."""
        found = 0
        for task in tasks:
            found |= self.closes[task]
        return found

    def weight(self, gaps: int) -> int:
        """Return the weight of gaps given as bits."""
        total = 0
        while gaps:
            lowest = gaps & -gaps
            total += self.weights[lowest.bit_length() - 1]
            gaps ^= lowest
        return total

    def figures(self, starts: Sequence[int]) -> tuple[int, int, int, int]:
        """Return the four figures of a plan, as :func:`journeymap.roadmap.objectives.objectives` does."""
        length, cost, closed, value, left = 0, 0, 0, 0, 0
        for task, start in enumerate(starts):
            if start < 0:
                left += self.worth[task]
                continue
            end = start + self.weeks[task]
            if self.counted[task] and end > length:
                length = end
            cost += self.cost[task]
            closed |= self.closes[task]
            value += self.worth[task] * end
        return self.weight(self.every_gap & ~closed), length, value + left * (length + AFTER), cost

    @property
    def every_gap(self) -> int:
        """Return all gaps as bits."""
        return (1 << len(self.weights)) - 1


class Desk:
    """Where one choice of tasks is scheduled; the frozen ones among them are booked beforehand.

    Parameters
    ----------
    chosen
        Tasks, with all they wait for.

    Attributes
    ----------
    movable
        The chosen tasks that are not frozen, in the order of the problem.
    due
        By task, with the weeks in which frozen work begins that waits for it.
    """

    def __init__(self, compiled: Compiled, chosen: Iterable[int]) -> None:
        self.compiled = compiled
        self.chosen = sorted(chosen)
        self.movable = [task for task in self.chosen if compiled.frozen[task] < 0]
        self.free = list(compiled.free)
        self.slack = list(compiled.money)
        self.starts = [-1] * len(compiled.ids)
        for task in self.chosen:
            if compiled.frozen[task] >= 0:
                self.starts[task] = compiled.frozen[task]
                book(self.free, compiled.need[task], compiled.frozen[task], compiled.weeks[task])
                pay(compiled, self.slack, task, compiled.frozen[task])
        self.due = self._due()
        self.dated = [task for task in self.chosen if self.due[task] < NEVER]
        inside = set(self.movable)
        self.before = [tuple(other for other in compiled.before[task] if other in inside)
                       for task in range(len(compiled.ids))]  # fmt: skip
        self.behind = [tuple(other for other in compiled.behind[task] if other in inside)
                       for task in range(len(compiled.ids))]  # fmt: skip
        frozen_end = {task: compiled.frozen[task] + compiled.weeks[task] for task in self.chosen
                      if compiled.frozen[task] >= 0}  # fmt: skip
        self.ready = [max([compiled.earliest[task], *(frozen_end[o] for o in compiled.before[task] if o in frozen_end)])
                      for task in range(len(compiled.ids))]  # fmt: skip

    def _due(self) -> list[int]:
        due = list(self.compiled.due)
        inside = set(self.chosen)
        for task in reversed(self.chosen):
            for other in self.compiled.behind[task]:
                if other in inside:
                    frozen = self.compiled.frozen[other]
                    limit = frozen if frozen >= 0 else due[other] - self.compiled.weeks[other]
                    due[task] = min(due[task], limit)
        return due

    def fit(self, task: int, ready: int) -> int:
        """Return the first week from `ready` on with people and money for a task, or `NEVER`."""
        start = find(self.compiled, self.free, task, affordable(self.compiled, self.slack, task, ready))
        return NEVER if start + self.compiled.weeks[task] > self.compiled.horizon else start

    def forward(self, order: Sequence[int]) -> list[int] | None:  # noqa: C901 (the inner loop: calls cost more)
        """Place one task after another, each as early as it can: the serial scheme.

        Parameters
        ----------
        order
            The movable tasks, each behind all it waits for.

        Returns
        -------
        list of int or None
            Starts by task, -1 for what is not chosen; `None` if people or money never suffice.
        """
        compiled, before, ready = self.compiled, self.before, self.ready
        free, starts, slack = list(self.free), list(self.starts), list(self.slack)
        need, lengths, cost, guard, horizon = (compiled.need, compiled.weeks, compiled.cost, compiled.guard,
                                               compiled.horizon)  # fmt: skip
        compiled.made += len(order)
        for task in order:
            start = ready[task]
            for other in before[task]:
                end = starts[other] + lengths[other]
                start = max(start, end)
            if slack and cost[task]:
                start = affordable(compiled, slack, task, start)
                if start >= horizon:
                    return None
            length, want = lengths[task], need[task]
            if want:
                week = start
                end = start + length
                while week < end:
                    if week >= horizon:
                        return None
                    if (free[week] - want) & guard != guard:
                        end = week + 1 + length
                    week += 1
                start = end - length
                for week in range(start, end):
                    free[week] -= want
            starts[task] = start
            if slack and cost[task]:
                pay(compiled, slack, task, start)
        return starts

    def parallel(self, order: Sequence[int]) -> list[int] | None:
        """Take one week after another and begin what can begin, in the given order: the parallel scheme."""
        compiled = self.compiled
        free, starts, slack = list(self.free), list(self.starts), list(self.slack)
        compiled.made += len(order)
        rest, week = list(order), 0
        while rest:
            left = []
            for task in rest:
                ready = self.ready[task] <= week and all(
                    0 <= starts[other] <= week - compiled.weeks[other] for other in self.before[task])  # fmt: skip
                ready = ready and affordable(compiled, slack, task, week) == week
                if ready and find(compiled, free, task, week) == week:
                    starts[task] = week
                    book(free, compiled.need[task], week, compiled.weeks[task])
                    pay(compiled, slack, task, week)
                else:
                    left.append(task)
            rest, week = left, week + 1
            if week >= compiled.horizon:
                return None
        return starts

    def backward(self, order: Sequence[int], starts: Sequence[int]) -> list[int]:
        """Push tasks as late as the length, dates and people allow, in an order of falling ends.

        Money is no matter: nothing begins earlier than it did.
        """
        compiled, behind = self.compiled, self.behind
        free, moved = list(self.free), list(self.starts)
        need, lengths, guard = compiled.need, compiled.weeks, compiled.guard
        compiled.made += len(order)
        length = max((starts[task] + lengths[task] for task in self.chosen if compiled.counted[task]), default=0)
        for task in order:
            weeks, want, now = lengths[task], need[task], starts[task]
            end = max(length, now + weeks)
            for other in behind[task]:
                end = min(end, moved[other])
            if self.due[task] < end:
                end = max(self.due[task], now + weeks)
            if want:
                week = end - 1
                start = end - weeks
                while week >= start:
                    if (free[week] - want) & guard != guard:
                        start = week - weeks
                    week -= 1
                for week in range(start, start + weeks):
                    free[week] -= want
                moved[task] = start
            else:
                moved[task] = end - weeks
        return moved

    def justified(self, starts: list[int]) -> list[int]:
        """Push everything to the right and to the left again: never longer, often shorter."""
        lengths = self.compiled.weeks
        late = self.backward(sorted(self.movable, key=lambda task: (-starts[task] - lengths[task], task)), starts)
        again = self.forward(sorted(self.movable, key=late.__getitem__))
        return starts if again is None else again

    def length(self, starts: Sequence[int]) -> int:
        """Return the week at whose beginning all counted tasks are finished."""
        weeks, counted = self.compiled.weeks, self.compiled.counted
        return max((starts[task] + weeks[task] for task in self.chosen if counted[task]), default=0)

    def late(self, starts: Sequence[int]) -> int:
        """Return the sum of weeks past a date."""
        weeks = self.compiled.weeks
        return sum(max(0, starts[task] + weeks[task] - self.due[task]) for task in self.dated)


def find(compiled: Compiled, free: Sequence[int], task: int, start: int) -> int:
    """Return the first week from `start` on in which a task finds its people; past the horizon if there is none."""
    want, guard, length = compiled.need[task], compiled.guard, compiled.weeks[task]
    week, end = start, start + length
    while want and week < end and week < compiled.horizon:
        if (free[week] - want) & guard != guard:
            end = week + 1 + length
        week += 1
    return end - length


def book(free: list[int], need: int, start: int, weeks: int) -> None:
    """Take people for some weeks."""
    if need:
        for week in range(start, start + weeks):
            free[week] -= need


def affordable(compiled: Compiled, slack: Sequence[int], task: int, start: int) -> int:
    """Return the first week from `start` on from which there is money for a task in every later week, or `NEVER`."""
    cost = compiled.cost[task]
    if cost:
        for number in range(len(slack) - 1, -1, -1):
            if slack[number] < cost:
                return max(start, compiled.opens[number + 1]) if number + 1 < len(slack) else NEVER
    return start


def pay(compiled: Compiled, slack: list[int], task: int, start: int) -> None:
    """Book the money of a task in the week it begins and all later ones."""
    opens = compiled.opens
    for number in range(len(slack)):
        if number + 1 >= len(opens) or opens[number + 1] > start:
            slack[number] -= compiled.cost[task]
