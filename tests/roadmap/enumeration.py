"""Every plan of a small problem, looked at one by one: slow, plain, and independent of the package's ways of solving.

Only the data types of the problem are taken from the package; what a feasible plan is and what it is worth is
written down here once more.
"""

from collections.abc import Iterator
from itertools import combinations, product

from journeymap.roadmap.problem import Problem, Task

AFTER = 52


def best(problem: Problem) -> tuple[int, int, int, int] | None:
    """Return the four figures of the best plan; None if there is none."""
    horizon = last_week(problem)
    for shortfall, listed in by_shortfall(problem):
        choices = [tasks for tasks in listed if any(True for _ in plans_of(problem, tasks, horizon, horizon))]
        for length in range(horizon + 1 if choices else 0):
            plans = [(waiting(problem, plan, length), sum(t.cost for t in tasks))
                     for tasks in choices for plan in plans_of(problem, tasks, length, horizon)]  # fmt: skip
            if plans:
                return (shortfall, length, *min(plans))
    return None


def last_week(problem: Problem) -> int:
    """Return a week by which everything can be over: after all dates, one after another."""
    dates = [0]
    for task in problem.tasks:
        dates += [task.earliest, task.frozen or 0]
    for resource in problem.resources:
        dates += [week + 1 for week in resource.dips]
    dates += [release.week for release in problem.budget]
    return max(dates) + sum(task.duration_weeks for task in problem.tasks)


def by_shortfall(problem: Problem) -> list[tuple[int, list[tuple[Task, ...]]]]:
    """Return all choices of tasks that hold together, those that leave the least open first."""
    found: dict[int, list[tuple[Task, ...]]] = {}
    for size in range(len(problem.tasks) + 1):
        for tasks in combinations(problem.tasks, size):
            names = {task.id for task in tasks}
            if all(t.id in names for t in problem.tasks if t.required or t.started or t.frozen is not None) and all(
                before in names for task in tasks for before in task.after
            ):
                closed = {gap for task in tasks for gap in task.closes}
                found.setdefault(sum(g.weight for g in problem.gaps if g.id not in closed), []).append(tasks)
    return sorted(found.items())


def counts(task: Task) -> bool:
    return bool(task.closes) or not (task.required or task.started or task.frozen is not None)


def plans_of(problem: Problem, tasks: tuple[Task, ...], length: int, horizon: int) -> Iterator[dict[str, int]]:
    """Yield all plans of just these tasks whose counted work is over by a week."""
    if problem.budget and sum(task.cost for task in tasks) > problem.budget[-1].total:
        return
    yield from extended(problem, tasks, {}, length, horizon)


def extended(
    problem: Problem, rest: tuple[Task, ...], plan: dict[str, int], length: int, horizon: int
) -> Iterator[dict[str, int]]:
    ready = [task for task in rest if all(name in plan for name in task.after)]
    if not ready:
        yield dict(plan)
        return
    task = ready[0]
    end = length if counts(task) else horizon
    for week in range(end - task.duration_weeks + 1) if task.frozen is None else (task.frozen,):
        plan[task.id] = week
        if week + task.duration_weeks <= end and allowed(problem, plan, task):
            yield from extended(problem, tuple(t for t in rest if t is not task), plan, length, horizon)
        del plan[task.id]


def allowed(problem: Problem, plan: dict[str, int], task: Task) -> bool:
    """Return whether a plan is still right with its latest task."""
    week, known = plan[task.id], {t.id: t for t in problem.tasks}
    end = week + task.duration_weeks
    if task.frozen is None and week < task.earliest:
        return False
    if task.deadline is not None and end > task.deadline:
        return False
    if any(plan[name] + known[name].duration_weeks > week for name in task.after):
        return False
    for resource in problem.resources:
        for now in range(week, end):
            at_work = [known[n] for n, s in plan.items() if s <= now < s + known[n].duration_weeks]
            if sum(t.demand.get(resource.id, 0) for t in at_work) > resource.dips.get(now, resource.capacity):
                return False
    return paid(problem, plan)


def paid(problem: Problem, plan: dict[str, int]) -> bool:
    """Return whether no more is booked before each release than was there."""
    cost = {task.id: task.cost for task in problem.tasks}
    weeks = [release.week for release in problem.budget] + [10**9]
    totals = [0] + [release.total for release in problem.budget]
    return not problem.budget or all(
        sum(cost[name] for name, start in plan.items() if start < week) <= total
        for week, total in zip(weeks, totals, strict=True)
    )


def waiting(problem: Problem, plan: dict[str, int], length: int) -> int:
    """Return the worth lost by waiting."""
    return sum(
        task.worth * (plan[task.id] + task.duration_weeks if task.id in plan else length + AFTER)
        for task in problem.tasks
    )


def holds(problem: Problem, plan: dict[str, int]) -> bool:
    """Return whether a plan can be carried out and has in it what it must."""
    known = {task.id: task for task in problem.tasks}
    must = {task.id for task in problem.tasks if task.required or task.started or task.frozen is not None}
    must |= {before for name in plan for before in known[name].after}
    return must <= set(plan) and all(
        allowed(problem, plan, known[name]) and known[name].frozen in {None, plan[name]} for name in plan
    )


def least_given(problem: Problem) -> int:
    """Return the least price of what gives so that all that cannot be left out is done, by looking at every week."""
    known = {task.id: task for task in problem.tasks}
    names = {task.id for task in problem.tasks if task.required or task.started or task.frozen is not None}
    while more := {before for name in names for before in known[name].after} - names:
        names |= more
    tasks = [known[name] for name in sorted(names)]
    plans = (dict(zip(sorted(names), weeks, strict=True))
             for weeks in product(*(range(task.earliest if task.frozen is None else task.frozen, last_week(problem)) for task in tasks)))  # fmt: skip
    return min(
        given(problem, plan)
        for plan in plans
        if all(plan[b] + known[b].duration_weeks <= plan[task.id] for task in tasks for b in task.after)
    )


def given(problem: Problem, plan: dict[str, int]) -> int:
    """Return the price of what gives in a plan, by the table of `journeymap.roadmap.elastic`."""
    known = {task.id: task for task in problem.tasks}
    price = 0
    for name, week in plan.items():
        task = known[name]
        end = week + task.duration_weeks
        price += 20 * max(0, end - (end if task.deadline is None else task.deadline))
        price += (3000 if task.started else 30) * (0 if task.frozen is None else week - task.frozen)
    for resource in problem.resources:
        for now in range(last_week(problem) + 3):
            use = sum(
                known[n].demand.get(resource.id, 0) for n, s in plan.items() if s <= now < s + known[n].duration_weeks
            )
            price += 2 * max(0, use - resource.dips.get(now, resource.capacity))
    weeks = [release.week for release in problem.budget] + [10**9]
    totals = [0] + [release.total for release in problem.budget]
    over = [
        sum(known[n].cost for n, s in plan.items() if s < week) - total
        for week, total in zip(weeks, totals, strict=True)
    ]
    return price + (2 * max(0, *over) if problem.budget else 0)
