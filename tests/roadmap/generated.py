"""Small problems of every shape, each from a number."""

import datetime as dt
from random import Random

from journeymap.roadmap.problem import Gap, Problem, Release, Resource, Task

MONDAY = dt.date(2024, 1, 8)


def generated(seed: int) -> Problem:
    """Return a problem of two to six tasks; about one in eight has no plan."""
    draw = Random(seed)
    gaps = tuple(Gap(f"g{n}", draw.randint(1, 4)) for n in range(draw.randint(0, 3)))
    resources = tuple(resource(draw, n) for n in range(draw.randint(0, 2)))
    size = draw.choice((2, 3, 3, 4, 4, 4, 5, 5, 6))
    tasks: list[Task] = []
    for number in range(size):
        tasks.append(task(draw, number, tasks, resources, gaps))
    return Problem(MONDAY, tuple(tasks), resources, gaps=gaps, budget=budget(draw, tasks))


def resource(draw: Random, number: int) -> Resource:
    capacity = draw.choice((10, 15, 20))
    dips = {week: draw.randrange(0, capacity + 6, 5) for week in range(8) if draw.random() < 0.12}
    return Resource(f"r{number}", capacity, {week: people for week, people in dips.items() if people != capacity})


def task(draw: Random, number: int, before: list[Task], resources: tuple[Resource, ...], gaps: tuple[Gap, ...]) -> Task:
    after = tuple(sorted(t.id for t in draw.sample(before, min(len(before), draw.choice((0, 0, 0, 1, 1, 2))))))
    duration = draw.randint(1, 3)
    demand = {r.id: draw.choice((5, 10, 10, 15)) for r in resources if draw.random() < 0.6}
    asked = draw.random()
    return Task(
        f"t{number}", duration, demand, after,
        earliest=draw.choice((0, 0, 0, 1, 3)),
        deadline=draw.randint(duration + 1, 8) if draw.random() < 0.15 else None,
        frozen=draw.randint(0, 3) if asked < 0.12 and not after else None,
        started=asked < 0.05 and not after,
        worth=draw.choice((0, 0, 1, 2, 5)),
        required=0.12 < asked < 0.25,
        closes=tuple(sorted(g.id for g in gaps if draw.random() < 0.35)),
        cost=draw.choice((0, 1, 2, 3, 5)),
    )  # fmt: skip


def budget(draw: Random, tasks: list[Task]) -> tuple[Release, ...]:
    """Return no limit, or up to three releases of most of what everything costs."""
    if draw.random() < 0.5:
        return ()
    whole = sum(t.cost for t in tasks)
    weeks = sorted(draw.sample(range(1, 7), draw.randint(0, 2)))
    totals = sorted(draw.randint(whole // 3, whole) for _ in range(len(weeks) + 1))
    return tuple(Release(week, total) for week, total in zip([0, *weeks], totals, strict=True))


def many(seed: int, size: int) -> Problem:
    """Return a problem of many tasks for four scarce departments, all to be done: hard to prove short."""
    draw = Random(seed)
    resources = tuple(Resource(f"r{n}", 30) for n in range(4))
    tasks: list[Task] = []
    for number in range(size):
        after = tuple(sorted(t.id for t in draw.sample(tasks[-8:], min(len(tasks), draw.choice((0, 1, 2))))))
        demand = {r.id: draw.randrange(5, 25, 5) for r in resources if draw.random() < 0.6}
        closes = (f"g{number:02}",)
        tasks.append(Task(f"t{number:02}", draw.randint(1, 10), demand, after, closes=closes, worth=draw.randint(0, 9)))
    return Problem(MONDAY, tuple(tasks), resources, gaps=tuple(Gap(f"g{n:02}") for n in range(size)))
