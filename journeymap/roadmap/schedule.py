"""A schedule that is short and knows how short: priority rules, justified, beside a lower bound.

References
----------
R. Kolisch and S. Hartmann, "Experimental investigation of heuristics for resource-constrained project
scheduling: an update", *European Journal of Operational Research* 174 (2006): serial and parallel schemes.
V. Valls, F. Ballestín and S. Quintanilla, "Justification and RCPSP", *European Journal of Operational
Research* 165 (2005).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from journeymap.roadmap.bound import Bound, lower_bound
from journeymap.roadmap.ledger import Ledger
from journeymap.roadmap.objectives import Relaxation, Stage
from journeymap.roadmap.problem import Problem, Task

TRIALS = 60
"""Tasks tried at the head of the line, the earliest first; more would take long and gain little."""

Starts = dict[str, int]
Rank = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class Schedule:
    """When each task begins, and how good that is.

    Attributes
    ----------
    starts, ends
        Weeks by task, sorted; a task works from its start to the week before its end.
    makespan_weeks
        End of the last needed task.
    bound
        What no schedule can beat, and why.
    status
        ``proved`` if the length equals the bound, else ``heuristic``.
    gap
        How much longer than the bound, as part of the bound, 0 or more.
    rule
        The priority rule and scheme that won.
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


def schedule(problem: Problem) -> Schedule:
    """Schedule all tasks: what is needed as early as possible, the rest around it.

    Six schedules are made (latest finish, latest start and most successors
    first; one task after another, and one week after another), each pushed to
    the right and to the left again. In the best, each task is tried at the head
    of the line, with all it waits for. The best has the fewest weeks past a
    deadline, then the shortest length, then the earliest worth, then the
    earliest ends. Same problem, same schedule.

    Notes
    -----
    Frozen tasks stay where they are even if that breaks something else;
    :func:`journeymap.roadmap.checker.check` says so.
    """
    bound = lower_bound(problem)
    needed = list(problem.needed)
    candidates = [(f"{name}, {scheme}", _justified(problem, needed, build(problem, needed, ranks)))
                  for name, ranks in _ranks(problem, needed).items()
                  for scheme, build in SCHEMES.items()]  # fmt: skip
    rule, starts = min(candidates, key=lambda item: _merit(needed, item[1]))
    starts, moved = _improved(problem, needed, starts)
    makespan = _length(needed, starts)
    starts = _around(problem, starts)
    ends = {name: start + problem.by_id[name].duration_weeks for name, start in starts.items()}
    gap = (makespan - bound.weeks) / bound.weeks if bound.weeks else 0.0
    status: Literal["proved", "heuristic"] = "proved" if makespan == bound.weeks else "heuristic"
    return Schedule(
        dict(sorted(starts.items())), dict(sorted(ends.items())), makespan, bound, status, gap, f"{rule}{moved}"
    )


def _improved(problem: Problem, needed: list[Task], starts: Starts) -> tuple[Starts, str]:
    """Put each task to the head of the line once and keep what is better."""
    best, merit, moved = starts, _merit(needed, starts), ""
    for task in sorted(needed, key=lambda t: (starts[t.id], t.id))[:TRIALS]:
        ahead = {task.id}
        for before in reversed(needed):
            if before.id in ahead:
                ahead.update(before.after)
        ranks = {t.id: (t.id not in ahead, best[t.id], index) for index, t in enumerate(needed)}
        trial = _justified(problem, needed, serial(problem, needed, ranks))
        if (now := _merit(needed, trial)) < merit:
            best, merit, moved = trial, now, ", improved"
    return best, moved


def _length(tasks: Iterable[Task], starts: Starts) -> int:
    return max((starts[task.id] + task.duration_weeks for task in tasks), default=0)


def _merit(tasks: Iterable[Task], starts: Starts) -> tuple[int, int, int, int]:
    ends = [(task, starts[task.id] + task.duration_weeks) for task in tasks]
    late = sum(max(0, end - task.deadline) for task, end in ends if task.deadline is not None)
    worth = sum(task.worth * end for task, end in ends)
    return late, max((end for _, end in ends), default=0), worth, sum(end for _, end in ends)


def _ranks(problem: Problem, tasks: list[Task]) -> Mapping[str, Rank]:
    """Order of the tasks by each priority rule, lowest first; ties by the order of the problem."""
    finish = latest_finish(problem, tasks)
    position = {task.id: index for index, task in enumerate(tasks)}
    many = _successors(problem, tasks)
    return {
        "latest finish": {t.id: (finish[t.id], position[t.id]) for t in tasks},
        "latest start": {t.id: (finish[t.id] - t.duration_weeks, position[t.id]) for t in tasks},
        "most successors": {t.id: (-many[t.id], position[t.id]) for t in tasks},
    }


def latest_finish(problem: Problem, tasks: list[Task]) -> Mapping[str, int]:
    """Return by when each task must end if nobody's people were scarce; deadlines pull it forward."""
    total = sum(task.duration_weeks for task in tasks)
    inside = {task.id for task in tasks}
    finish: dict[str, int] = {}
    for task in reversed(tasks):
        following = [problem.by_id[name] for name in problem.successors[task.id] if name in inside]
        limits = [finish[f.id] - f.duration_weeks for f in following]
        finish[task.id] = min([total, *limits, *([task.deadline] if task.deadline is not None else [])])
    return finish


def _successors(problem: Problem, tasks: list[Task]) -> Mapping[str, int]:
    """Count all tasks that wait for each, directly or not."""
    inside = {task.id for task in tasks}
    below: dict[str, frozenset[str]] = {}
    for task in reversed(tasks):
        following = [name for name in problem.successors[task.id] if name in inside]
        below[task.id] = frozenset(following).union(*(below[name] for name in following))
    return {name: len(found) for name, found in below.items()}


def _book(problem: Problem, tasks: Iterable[Task]) -> tuple[Ledger, Starts]:
    """Open a ledger with the frozen tasks in it."""
    ledger, starts = Ledger(problem), {}
    for task in tasks:
        if task.frozen is not None:
            starts[task.id] = task.frozen
            ledger.enter(task, task.frozen)
    return ledger, starts


def _ready_at(problem: Problem, task: Task, starts: Starts) -> int:
    ends = [starts[name] + problem.by_id[name].duration_weeks for name in task.after if name in starts]
    return max([task.earliest, *ends])


def serial(problem: Problem, tasks: list[Task], ranks: Rank) -> Starts:
    """Take one task after another, each at its first place: the serial scheme."""
    ledger, starts = _book(problem, tasks)
    open_ = sorted((task for task in tasks if task.id not in starts), key=lambda task: ranks[task.id])
    placed = set(starts)
    inside = {task.id for task in tasks}
    while open_:
        index = next(i for i, task in enumerate(open_) if all(n in placed or n not in inside for n in task.after))
        task = open_.pop(index)
        starts[task.id] = ledger.first_fit(task, _ready_at(problem, task, starts))
        ledger.enter(task, starts[task.id])
        placed.add(task.id)
    return starts


def parallel(problem: Problem, tasks: list[Task], ranks: Rank) -> Starts:
    """Take one week after another and begin what fits, by priority: the parallel scheme."""
    ledger, starts = _book(problem, tasks)
    open_ = sorted((task for task in tasks if task.id not in starts), key=lambda task: ranks[task.id])
    inside = {task.id for task in tasks}
    week = 0
    while open_:
        for task in list(open_):
            waiting = any(name in inside and name not in starts for name in task.after)
            if waiting or _ready_at(problem, task, starts) > week or ledger.clash(task, week) is not None:
                continue
            starts[task.id] = week
            ledger.enter(task, week)
            open_.remove(task)
        week += 1
    return starts


SCHEMES: Mapping[str, Callable[[Problem, list[Task], Rank], Starts]] = {"serial": serial, "parallel": parallel}


def _justified(problem: Problem, tasks: list[Task], starts: Starts) -> Starts:
    """Push every task as late as the length allows, then as early as possible: never longer, often shorter."""
    return pushed_left(problem, tasks, pushed_right(problem, tasks, starts))


def pushed_right(problem: Problem, tasks: list[Task], starts: Mapping[str, int]) -> Starts:
    """Return the schedule with each task as late as its length, deadlines and people allow."""
    ledger, moved = Ledger(problem), dict(starts)
    for task in tasks:
        ledger.enter(task, moved[task.id])
    end = _length(tasks, moved)
    inside = {task.id for task in tasks}
    for task in sorted(tasks, key=lambda t: (-starts[t.id] - t.duration_weeks, t.id)):
        if task.frozen is not None:
            continue
        now = moved[task.id] + task.duration_weeks
        limits = [end, *(moved[name] for name in problem.successors[task.id] if name in inside)]
        if task.deadline is not None:
            limits.append(max(task.deadline, now))
        ledger.enter(task, moved[task.id], -1)
        moved[task.id] = ledger.last_fit(task, min(limits) - task.duration_weeks, moved[task.id])
        ledger.enter(task, moved[task.id])
    return moved


def pushed_left(problem: Problem, tasks: list[Task], starts: Mapping[str, int]) -> Starts:
    """Return the schedule with each task as early as dates, prerequisites and people allow."""
    ledger, moved = Ledger(problem), dict(starts)
    for task in tasks:
        ledger.enter(task, moved[task.id])
    for task in sorted(tasks, key=lambda t: (starts[t.id], t.id)):
        if task.frozen is not None:
            continue
        ledger.enter(task, moved[task.id], -1)
        moved[task.id] = min(moved[task.id], ledger.first_fit(task, _ready_at(problem, task, moved)))
        ledger.enter(task, moved[task.id])
    return moved


def _around(problem: Problem, starts: Starts) -> Starts:
    """Place what is not needed, the worthiest first, where it delays nothing that is."""
    ledger, placed = Ledger(problem), dict(starts)
    rest = [task for task in problem.order if task.id not in placed]
    for task in problem.tasks:
        if task.id in placed:
            ledger.enter(task, placed[task.id])
    while rest:
        ready = [task for task in rest if all(name in placed for name in task.after)]
        task = min(ready, key=lambda t: (t.deadline is None, t.deadline, -t.worth, t.duration_weeks, t.id))
        placed[task.id] = task.frozen if task.frozen is not None else ledger.first_fit(
            task, _ready_at(problem, task, placed))  # fmt: skip
        ledger.enter(task, placed[task.id])
        rest.remove(task)
    return placed
