"""A plan carried out many times at once: same order, other durations."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from journeymap.roadmap.problem import Problem, Task

Ints = NDArray[np.int64]

_NEVER = np.iinfo(np.int64).max // 4
_AT_ONCE, _CELLS = 250, 500_000
"""Draws held in memory together, and draws times weeks."""


def replay(problem: Problem, starts: Mapping[str, int], lengths: Mapping[str, Ints]) -> Mapping[str, Ints]:
    """Place the tasks of a plan one after another, in the order in which they begin in it.

    Parameters
    ----------
    problem
        What was solved.
    starts
        Week in which each planned task begins; what they wait for is planned too.
    lengths
        Weeks each of them takes, one per draw.

    Returns
    -------
    Mapping
        Week in which each begins, one per draw: the first at which its prerequisites are finished, its people and its
        money free, and its earliest day has come. At the planned lengths nothing begins later than planned. What is
        under way goes on; an agreed start is kept unless what it waits for is not finished. Where the plan itself asks
        for more people or money than there are, neither is waited for.
    """
    draws = len(next(iter(lengths.values()), ()))
    last = max((starts[name] + int(weeks.max()) for name, weeks in lengths.items()), default=0)
    at_once = min(_AT_ONCE, _CELLS // (last + 1) + 1)
    parts = [slice(first, first + at_once) for first in range(0, draws, at_once)]
    found = [_part(problem, starts, {name: weeks[part] for name, weeks in lengths.items()}) for part in parts]
    return {name: np.concatenate([part[name] for part in found]) for name in starts}


def _part(problem: Problem, starts: Mapping[str, int], lengths: Mapping[str, Ints]) -> Mapping[str, Ints]:
    """Place some draws in a calendar that is made longer until all of them fit."""
    last = max((starts[name] + int(weeks.max()) for name, weeks in lengths.items()), default=0)
    dips = [week + 1 for resource in problem.resources for week in resource.dips]
    horizon = max([2 * last, *dips, *(release.week + 1 for release in problem.budget)], default=0)
    while (placed := _Replay(problem, starts, lengths, horizon).placed()) is None:
        horizon *= 2
    return placed


class _Replay:
    """Free people and money, by draw and week."""

    def __init__(self, problem: Problem, starts: Mapping[str, int], lengths: Mapping[str, Ints], horizon: int) -> None:
        self.problem, self.starts, self.lengths, self.horizon = problem, starts, lengths, horizon
        self.tasks = [problem.by_id[name] for name in sorted(starts, key=lambda name: (starts[name], name))]
        self.draws = len(next(iter(lengths.values()), ()))
        self.weeks = np.arange(horizon, dtype=np.int32)
        self.free = {resource.id: np.tile(np.array([resource.at(week) for week in range(horizon)]), (self.draws, 1))
                     for resource in problem.resources}  # fmt: skip
        self.usual = {resource.id: resource.capacity for resource in problem.resources}
        steps = sorted({0, *(release.week for release in problem.budget)})
        self.steps = np.array(steps)
        released = [max((r.total for r in problem.budget if r.week <= week), default=0) for week in steps]
        self.money = np.tile(np.array(released, dtype=np.int64), (self.draws, 1))
        self.begins: dict[str, Ints] = {}

    def placed(self) -> Mapping[str, Ints] | None:
        """Return the starts, or `None` if some draw does not fit into the calendar."""
        bound = [task for task in self.tasks if task.frozen is not None and not task.after]
        for task in bound:
            self.enter(task, np.full(self.draws, self.starts[task.id], dtype=np.int64))
        for task in self.tasks:
            if task in bound:
                continue
            start = self.first_fit(task, np.maximum(self.ready(task), self.paid(task)))
            if int((start + self.lengths[task.id]).max()) > self.horizon:
                return None
            self.enter(task, start)
        return self.begins

    def ready(self, task: Task) -> Ints:
        """Return the week from which dates and prerequisites let a task begin."""
        date = task.earliest if task.frozen is None else self.starts[task.id]
        ends = [self.begins[name] + self.lengths[name] for name in task.after if name in self.begins]
        return np.asarray(np.max([np.full(self.draws, date, dtype=np.int64), *ends], axis=0), dtype=np.int64)

    def paid(self, task: Task) -> Ints:
        """Return the week from which there is money for a task, now and after all that was promised before it."""
        if not self.problem.budget or not task.cost:
            return np.zeros(self.draws, dtype=np.int64)
        left = np.minimum.accumulate(self.money[:, ::-1], axis=1)[:, ::-1]
        enough = left >= task.cost
        first = self.steps[enough.argmax(axis=1)]
        return np.asarray(np.where(enough.any(axis=1), first, self.starts[task.id]), dtype=np.int64)

    def first_fit(self, task: Task, ready: Ints) -> Ints:
        """Return the first week from which on a task finds its people in every week it takes."""
        limited = [name for name in self.limits(task) if task.demand[name] <= self.usual[name]]
        if not limited:
            return ready
        short = np.zeros((self.draws, self.horizon), dtype=bool)
        for name in limited:
            short |= self.free[name] < task.demand[name]
        until = np.where(short, self.weeks, np.int32(2**30))
        until = np.minimum.accumulate(until[:, ::-1], axis=1)[:, ::-1]
        fits = (until - self.weeks >= self.lengths[task.id][:, None]) & (self.weeks >= ready[:, None])
        return np.asarray(np.where(fits.any(axis=1), fits.argmax(axis=1), _NEVER), dtype=np.int64)

    def enter(self, task: Task, start: Ints) -> None:
        """Take a task's people and money."""
        self.begins[task.id] = start
        limited = self.limits(task)
        if limited:
            busy = self.weeks >= start[:, None]
            busy &= self.weeks < (start + self.lengths[task.id])[:, None]
            for name in limited:
                self.free[name] -= np.where(busy, task.demand[name], 0)
        if self.problem.budget and task.cost:
            self.money -= np.where(self.steps >= self.steps[self.steps.searchsorted(start, "right") - 1][:, None],
                                   task.cost, 0)  # fmt: skip

    def limits(self, task: Task) -> list[str]:
        """Return the departments of a task whose people are counted."""
        return [name for name, need in task.demand.items() if need and name in self.free]


def slips(problem: Problem, starts: Mapping[str, int]) -> Mapping[str, Mapping[str, int]]:
    """Return what happens if a single task takes a week longer.

    Returns
    -------
    Mapping
        By task: which tasks then end later, and by how many weeks; the task itself among them.
    """
    names = sorted(starts)
    lengths = {name: np.full(len(names) + 1, problem.by_id[name].duration_weeks, dtype=np.int64) for name in names}
    for index, name in enumerate(names):
        lengths[name][index] += 1
    ends = {name: week + lengths[name] for name, week in replay(problem, starts, lengths).items()}
    return {
        slipped: {name: int(ends[name][index] - ends[name][-1]) for name in names
                  if ends[name][index] > ends[name][-1]}
        for index, slipped in enumerate(names)
    }  # fmt: skip
