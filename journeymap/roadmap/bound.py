"""The shortest any plan could be, whatever the order."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from journeymap.records import dataclass
from journeymap.roadmap.ledger import Ledger
from journeymap.roadmap.problem import Problem, Resource, Task
from journeymap.roadmap.windows import closure, must_have


@dataclass(frozen=True)
class Bound:
    """A length no plan can beat.

    Attributes
    ----------
    weeks
        From the start of the plan, 0 if nothing must be done.
    resource
        Department whose work gives the bound; `None` if it is the chain.
    chain
        The tasks of the chain that gives the bound, first to last; empty if it is a department.
    tasks
        For a department: the tasks whose work it is, sorted.
    """

    weeks: int
    resource: str | None = None
    chain: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()


def least_length(problem: Problem, shortfall: int | None = None) -> Bound:
    """Return a length no plan can beat that falls short by no more than `shortfall`, `None` for any.

    Only what every such plan has in it is looked at.
    """
    counted = [name for name in must_have(problem, shortfall) if problem.by_id[name].counted]
    kept = set(closure(problem, counted))
    return lower_bound(replace(problem, tasks=tuple(task for task in problem.tasks if task.id in kept)))


def lower_bound(problem: Problem) -> Bound:
    """Return the larger of the longest chain and the work over the capacity of any department, all tasks being done.

    The chain counts dates, money, and weeks in which a task would not find its people
    even if it were alone with frozen work. Work is compared with the capacity between the first
    week in which it can begin and the weeks that must follow it; every such
    pair of dates is tried.

    References
    ----------
    P. Brucker and S. Knust, *Complex Scheduling*, 2nd ed., 2012, section 3.6 (heads, tails and work).
    """
    needed = problem.order
    if not needed:
        return Bound(0)
    heads, tails = earliest_starts(problem), tails_of(problem)
    last = min(needed, key=lambda task: (-heads[task.id] - task.duration_weeks, task.id))
    best = Bound(heads[last.id] + last.duration_weeks, chain=_chain(problem, heads, last))
    for resource in sorted(problem.resources, key=lambda r: r.id):
        weeks, tasks = _work_bound(resource, needed, heads, tails)
        if weeks > best.weeks:
            best = Bound(weeks, resource.id, tasks=tasks)
    return best


def earliest_starts(problem: Problem) -> Mapping[str, int]:
    """Return the first week each task could begin in if it had to share people and money with nobody by choice.

    Frozen work is there in any case, and money must suffice for all a task waits for.
    """
    others = Ledger(problem)
    for task in problem.tasks:
        if task.frozen is not None:
            others.enter(task, task.frozen)
    heads: dict[str, int] = {}
    for task in problem.order:
        after = max((heads[name] + problem.by_id[name].duration_weeks for name in task.after), default=0)
        ready = max(after, task.earliest, _paid_from(problem, task))
        heads[task.id] = task.frozen if task.frozen is not None else others.first_fit(task, ready)
    return heads


def _paid_from(problem: Problem, task: Task) -> int:
    """Return the first week with money for a task and all it waits for; 0 if there never is."""
    needed = sum(problem.by_id[name].cost for name in closure(problem, [task.id])) if problem.budget else 0
    if not needed:
        return 0
    return next((release.week for release in problem.budget if release.total >= needed), 0)


def tails_of(problem: Problem) -> Mapping[str, int]:
    """Return the weeks of work that must follow the end of each task; none where dates are frozen."""
    tails: dict[str, int] = {}
    for task in reversed(problem.order):
        following = [problem.by_id[name] for name in problem.successors[task.id] if name in tails]
        tails[task.id] = max((tails[f.id] + f.duration_weeks for f in following if f.frozen is None), default=0)
    return tails


def _chain(problem: Problem, heads: Mapping[str, int], last: Task) -> tuple[str, ...]:
    found = [last.id]
    task: Task | None = last
    while task is not None and task.frozen is None:
        start = heads[task.id]
        before = [problem.by_id[name] for name in sorted(task.after)]
        task = next((b for b in before if heads[b.id] + b.duration_weeks == start), None)
        if task is not None:
            found.append(task.id)
    return tuple(reversed(found))


def _work_bound(
    resource: Resource, needed: Iterable[Task], heads: Mapping[str, int], tails: Mapping[str, int]
) -> tuple[int, tuple[str, ...]]:
    users = [task for task in needed if task.demand.get(resource.id, 0)]
    fixed = _frozen_use(resource, users)
    best: tuple[int, tuple[str, ...]] = (0, ())
    for tail in sorted({tails[task.id] for task in users}):
        work, inside = 0, []
        behind = sorted((t for t in users if tails[t.id] >= tail), key=lambda t: (-heads[t.id], t.id))
        for index, task in enumerate(behind):
            work += task.demand[resource.id] * task.duration_weeks
            inside.append(task.id)
            if index + 1 < len(behind) and heads[behind[index + 1].id] == heads[task.id]:
                continue
            weeks = _weeks_for(resource, fixed, heads[task.id], work) + tail
            if weeks > best[0]:
                best = (weeks, tuple(sorted(inside)))
    return best


def _frozen_use(resource: Resource, users: Iterable[Task]) -> Mapping[int, int]:
    """Return what frozen tasks use by week: dates may ask for more people than there are."""
    found: dict[int, int] = {}
    for task in users:
        for week in range(task.frozen, task.frozen + task.duration_weeks) if task.frozen is not None else ():
            found[week] = found.get(week, 0) + task.demand[resource.id]
    return found


def _weeks_for(resource: Resource, fixed: Mapping[int, int], first: int, work: int) -> int:
    """Return the week at whose beginning so much work can be done if it begins in `first`."""
    week, dips, ordinary = first, resource.dips, resource.capacity
    while work > 0:
        have = dips.get(week, ordinary)
        work -= max(have, fixed.get(week, 0)) if fixed else have
        week += 1
    return week
