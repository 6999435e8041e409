"""Made-up roadmaps of any size: departments with holidays, money by quarter, gaps, agreed starts and dates."""

import datetime as dt
import math
import random
from typing import Literal

from journeymap.roadmap.problem import Gap, Problem, Release, Resource, Task

START = dt.date(2024, 1, 1)
DEPARTMENTS = {40: 5, 100: 8}
"""Departments for roadmaps of up to so many initiatives; 12 for larger ones."""

Grid = Literal["weeks", "months"]


def roadmap(size: int, seed: int, grid: Grid = "weeks") -> Problem:
    """Return a roadmap that can be carried out, about two years of work for the departments.

    Parameters
    ----------
    size
        Initiatives, at least 5.
    seed
        Same seed, same roadmap.
    grid
        Whether what the problem calls a week is one, or a month.
    """
    return _Maker(size, random.Random(f"{size} {seed}"), 1 if grid == "months" else 4).problem()  # noqa: S311


class _Maker:
    def __init__(self, size: int, dice: random.Random, month: int) -> None:
        self.size, self.dice, self.month = size, dice, month
        count = next((n for most, n in DEPARTMENTS.items() if size <= most), 12)
        self.departments = [f"d{number:02}" for number in range(count)]
        self.gaps = tuple(Gap(f"g{number:03}", dice.choice((1, 1, 2, 3))) for number in range(size * 3 // 8))
        self.closers: dict[int, list[str]] = {number: [] for number in range(size)}
        for gap in self.gaps:
            for number in dice.sample(range(size), dice.choice((1, 2, 2, 3))):
                self.closers[number].append(gap.id)

    def problem(self) -> Problem:
        tasks = [self.task(number) for number in range(self.size)]
        work = {name: sum(t.demand.get(name, 0) * t.duration_weeks for t in tasks) for name in self.departments}
        resources = tuple(self.resource(name, work[name]) for name in self.departments)
        quarter, total = 3 * self.month, sum(task.cost for task in tasks)
        budget = tuple(Release(number * quarter, math.ceil(total * 0.75 * (number + 2) / 9)) for number in range(8))
        return Problem(START, tuple(tasks), resources, gaps=self.gaps, budget=budget)

    def task(self, number: int) -> Task:
        dice = self.dice
        weeks = dice.randint(1, 5) * self.month + (dice.randint(0, 3) if self.month > 1 else 0)
        frozen = number in {1, 3}  # They wait for nothing, and few people work on them: they can be kept.
        others = [] if frozen else dice.sample(range(number), min(number, dice.choice((0, 0, 1, 1, 2))))
        after = [f"i{other:03}" for other in sorted(others)]
        teams = dice.sample(self.departments, 1 if frozen else dice.choice((1, 1, 2)))
        dated = number in {self.size // 3, self.size // 2, self.size - 2}
        return Task(
            f"i{number:03}", weeks, {team: dice.randint(3, 12) for team in sorted(teams)}, tuple(after),
            earliest=dice.choice((0, 0, 0, 3)) * self.month,
            deadline=24 * self.month if dated else None,
            frozen=number // 2 * self.month if frozen else None,
            worth=dice.choice((0, 0, 1, 2, 5, 9)), required=not frozen and not dated and dice.random() < 0.08,
            closes=tuple(sorted(self.closers[number])), cost=0 if frozen else dice.randint(5, 150),
        )  # fmt: skip

    def resource(self, name: str, work: int) -> Resource:
        """Give a department so many people that all its work would take some 20 months, fewer in the holidays."""
        people = max(24, round(work / (20 * self.month)))
        months = [month for year in range(4) for month in (12 * year + 7, 12 * year + 11)]
        weeks = [month * self.month + extra for month in months for extra in range(max(1, self.month // 2))]
        return Resource(name, people, dict.fromkeys(weeks, people * 2 // 3))
