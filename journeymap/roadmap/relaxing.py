"""The problem that remains once something has given."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from journeymap.roadmap.objectives import Relaxation
from journeymap.roadmap.problem import Problem, Release, Resource, Task


def relaxed_problem(problem: Problem, relaxed: Iterable[Relaxation]) -> Problem:
    """Return a problem in which what had to give has given.

    Deadlines and agreed starts move back by `amount` weeks; a department has
    `amount` more tenths of a person in `week`; from `week` on there is `amount`
    more money, also in all later releases. Several relaxations of the same
    thing add up.

    Parameters
    ----------
    problem
        As it was asked.
    relaxed
        What gives; names are tasks or resources of the problem.

    Returns
    -------
    Problem
        For which a schedule with these relaxations must hold in every respect.
    """
    given = tuple(relaxed)
    return replace(
        problem,
        tasks=tuple(_task(task, _amounts(given, task.id)) for task in problem.tasks),
        resources=tuple(_resource(r, [g for g in given if (g.kind, g.name) == ("capacity", r.id)])
                        for r in problem.resources),
        budget=_budget(problem.budget, [g for g in given if g.kind == "budget"]),
    )  # fmt: skip


def _amounts(given: Iterable[Relaxation], name: str) -> Mapping[str, int]:
    found = {"deadline": 0, "frozen": 0}
    for item in given:
        if item.name == name and item.kind in found:
            found[item.kind] += item.amount
    return found


def _task(task: Task, by: Mapping[str, int]) -> Task:
    if not any(by.values()):
        return task
    return replace(
        task,
        deadline=None if task.deadline is None else task.deadline + by["deadline"],
        frozen=None if task.frozen is None else task.frozen + by["frozen"],
    )


def _resource(resource: Resource, given: Iterable[Relaxation]) -> Resource:
    dips = dict(resource.dips)
    for item in given:
        if item.week is not None:
            dips[item.week] = dips.get(item.week, resource.capacity) + item.amount
    return replace(resource, dips=dict(sorted(dips.items()))) if dips != resource.dips else resource


def _budget(budget: tuple[Release, ...], given: Iterable[Relaxation]) -> tuple[Release, ...]:
    rises = [(item.week or 0, item.amount) for item in given]
    if not rises:
        return budget
    weeks = sorted({release.week for release in budget} | {week for week, _ in rises})
    return tuple(
        Release(week, max((r.total for r in budget if r.week <= week), default=0)
                + sum(amount for since, amount in rises if since <= week))
        for week in weeks
    )  # fmt: skip


def relaxations(problem: Problem, starts: Mapping[str, int]) -> tuple[Relaxation, ...]:
    """Return the least that has to give so that a plan can be carried out; nothing if it can as it stands.

    Prerequisites and earliest dates never give.

    Parameters
    ----------
    starts
        First week by included task; frozen tasks not before the agreed one.
    """
    tasks = [problem.by_id[name] for name in sorted(starts)]
    return (
        *(Relaxation("deadline", task.id, late) for task in tasks
          if task.deadline is not None and (late := starts[task.id] + task.duration_weeks - task.deadline) > 0),
        *(Relaxation("frozen", task.id, moved) for task in tasks
          if task.frozen is not None and (moved := starts[task.id] - task.frozen) > 0),
        *(short for resource in problem.resources for short in _short(resource, tasks, starts)),
        *_overspent(problem.budget, tasks, starts),
    )  # fmt: skip


def _short(resource: Resource, tasks: Iterable[Task], starts: Mapping[str, int]) -> Iterable[Relaxation]:
    used: dict[int, int] = {}
    for task in tasks:
        need = task.demand.get(resource.id, 0)
        for week in range(starts[task.id], starts[task.id] + task.duration_weeks) if need else ():
            used[week] = used.get(week, 0) + need
    return [
        Relaxation("capacity", resource.id, need - resource.at(week), week)
        for week, need in sorted(used.items()) if need > resource.at(week)
    ]  # fmt: skip


def _overspent(budget: tuple[Release, ...], tasks: list[Task], starts: Mapping[str, int]) -> Iterable[Relaxation]:
    """Return how much more money is needed, from when on."""
    found: list[Relaxation] = []
    given = 0
    for index in range(-1, len(budget)) if budget else ():
        total = budget[index].total if index >= 0 else 0
        later = [budget[index + 1].week] if index + 1 < len(budget) else []
        booked = sorted((starts[task.id], task.cost) for task in tasks if all(starts[task.id] < week for week in later))
        spent = 0
        for week, cost in booked:
            spent += cost
            if spent > total + given:
                found.append(
                    Relaxation("budget", "", spent - total - given, max(week, budget[index].week * (index >= 0)))
                )
                given = spent - total
    return found
