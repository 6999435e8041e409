"""Draws of a plan: the distribution, the policy, and what is counted."""

import datetime as dt
import time
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.roadmap.heuristic import solve
from journeymap.roadmap.objectives import Effort
from journeymap.roadmap.problem import Problem, Release, Resource, Task
from journeymap.roadmap.replay import replay, slips
from journeymap.roadmap.stability import Due, Effect, Outlook, drawn_weeks, simulate
from tests.roadmap.generated import generated

MONDAY = dt.date(2024, 1, 1)


def test_durations_follow_the_triangle():
    """Share of draws per week against the area of the triangle under that week, by its distribution function."""
    task = Task("a", 6, least=4, most=13)
    drawn = drawn_weeks(task, 20_000, 1)

    def below(x):
        low, likely, high = 4, 6, 13
        x = min(max(x, low), high)
        left = (x - low) ** 2 / ((high - low) * (likely - low))
        return left if x < likely else 1 - (high - x) ** 2 / ((high - low) * (high - likely))

    for week in range(4, 14):
        assert (drawn == week).mean() == pytest.approx(below(week + 0.5) - below(week - 0.5), abs=0.012), week
    assert drawn.mean() == pytest.approx((4 + 6 + 13) / 3, abs=0.05)


def test_draws_are_the_same_everywhere_and_for_each_task_its_own():
    """Pinned numbers; another task in the plan does not change them."""
    task = Task("a", 6, least=4, most=13)
    assert drawn_weeks(task, 8, 1).tolist() == [6, 9, 9, 6, 7, 8, 5, 8]
    alone = simulate(Problem(MONDAY, (task,)), {"a": 0})
    both = simulate(Problem(MONDAY, (task, Task("b", 3, least=1, most=9))), {"a": 0, "b": 0})
    assert alone.items["a"] == both.items["a"]


def test_one_task_by_hand():
    """It may take 12 or 13 weeks from Monday 1 January: the quarter ends after the 13th."""
    task = Task("a", 13, least=13, most=26, closes=("g",))
    held = simulate(Problem(MONDAY, (task,)), {"a": 0}, Outlook(targets={"t": Due(13), "late": Due(26)}))
    # Below 13.5 of a falling triangle from 13 to 26: 1 - (12.5 / 13)².
    assert held.kept == pytest.approx(1 - (12.5 / 13) ** 2, abs=0.02)
    assert held.kept == held.targets["t"] == held.items["a"].ends
    assert held.targets["late"] == 1.0
    assert (held.items["a"].quarter, held.items["a"].begins) == ("2024-Q1", 1.0)
    assert held.fixed == ()


def test_the_follower_moves_and_is_for_discussion():
    """The first may take 13 weeks and pushes the second over the quarter."""
    first = Task("a", 12, least=12, most=14)
    second = Task("b", 2, after=("a",), deadline=15)
    held = simulate(Problem(MONDAY, (first, second)), {"a": 0, "b": 12})
    item = held.items["b"]
    # Begins in week 12 or 13; week 13 begins on 1 April. Falling triangle 12-14: below 12.5 lies 1 - (1.5 / 2)².
    assert item.begins == pytest.approx(1 - 0.75**2, abs=0.04)
    assert item.discuss
    assert held.discuss == ("b",)
    assert (item.likeliest, item.likeliest_share) == ("2024-Q2", pytest.approx(1 - item.begins))
    # In time if the first takes 12 or 13 weeks: below 13.5 lies 1 - (0.5 / 2)².
    assert item.in_time == pytest.approx(1 - 0.25**2, abs=0.03)


def test_effects_come_or_not_by_their_confidence():
    """Half of the draws keep nothing, half 100; what is sure is added always."""
    effects = {"a": Effect(100.0, 0.5), "b": Effect(10.0, None)}
    held = simulate(Problem(MONDAY, (Task("a", 1), Task("b", 1))), {"a": 0, "b": 0}, Outlook(effects=effects))
    assert (held.value.p10, held.value.p90) == (10.0, 110.0)
    assert (held.planned_value, held.sure, held.fixed) == (110.0, ("b",), ("a", "b"))


def test_money_people_and_dips_are_waited_for():
    """By hand: b waits for people until a ends or the dip is over, c for money that comes in week 8."""
    tasks = (Task("a", 2, {"it": 10}, cost=5), Task("b", 2, {"it": 10}), Task("c", 1, cost=3))
    posed = Problem(MONDAY, tasks, (Resource("it", 10, {4: 0}),), budget=(Release(0, 6), Release(8, 9)))
    lengths = {"a": np.array([1, 2, 3, 5]), "b": np.array([2, 2, 2, 2]), "c": np.array([1, 1, 1, 1])}
    found = replay(posed, {"a": 0, "b": 2, "c": 8}, lengths)
    assert found["a"].tolist() == [0, 0, 0, 5]
    assert found["b"].tolist() == [1, 2, 5, 0], "five weeks of a do not fit before the dip: b goes first"
    assert found["c"].tolist() == [8, 8, 8, 8]


def test_work_under_way_goes_on_and_an_agreed_start_waits_for_its_prerequisite():
    tasks = (Task("a", 2, frozen=0, started=True), Task("b", 1, after=("a",), frozen=3))
    found = replay(Problem(MONDAY, tasks), {"a": 0, "b": 3}, {"a": np.array([1, 3, 6]), "b": np.array([1, 1, 1])})
    assert found["a"].tolist() == [0, 0, 0]
    assert found["b"].tolist() == [3, 3, 6]


def fits(problem, begun, lengths, task, week):
    """Tell whether everybody a task needs is free in each of its weeks."""
    for day in range(week, week + lengths[task.id]):
        for resource in problem.resources:
            need = task.demand.get(resource.id, 0)
            busy = sum(problem.by_id[name].demand.get(resource.id, 0) for name, start in begun.items()
                       if start <= day < start + lengths[name])  # fmt: skip
            if 0 < need <= resource.capacity and busy + need > resource.at(day):
                return False
    return True


def paid(problem, begun, task, week):
    """Tell whether there is money for a task in a week and ever after."""
    steps = sorted({0, *(release.week for release in problem.budget)})
    for since, until in zip(steps, [*steps[1:], 10**6], strict=True):
        spent = sum(problem.by_id[name].cost for name, start in begun.items() if start < until)
        released = max((release.total for release in problem.budget if release.week <= since), default=0)
        if until > week and spent + task.cost > released:
            return False
    return True


def naive(problem, starts, lengths):
    """Place one draw with plain lists: the same policy, written for a second time."""
    begun = {}
    fixed = [n for n in sorted(starts) if problem.by_id[n].frozen is not None and not problem.by_id[n].after]
    for name in fixed + [n for n in sorted(starts, key=lambda n: (starts[n], n)) if n not in fixed]:
        task = problem.by_id[name]
        ends = [begun[other] + lengths[other] for other in task.after if other in begun]
        week = max([task.earliest if task.frozen is None else starts[name], *ends])
        free = not problem.budget or not task.cost
        while name not in fixed and not (
            fits(problem, begun, lengths, task, week) and (free or paid(problem, begun, task, week))
        ):
            week += 1
        begun[name] = starts[name] if name in fixed else week
    return begun


@settings(max_examples=60)
@given(st.integers(0, 10_000))
def test_many_draws_at_once_equal_one_after_another(seed):
    """Against a second implementation, for plans of every shape; at the planned lengths nothing begins later."""
    posed = generated(seed)
    plan = solve(posed, Effort(0.05))
    if plan.relaxed or not plan.starts:
        return
    draw = Random(seed)
    rows = [{n: posed.by_id[n].duration_weeks for n in plan.starts}]
    rows += [{n: draw.randint(1, 5) for n in plan.starts} for _ in range(3)]
    found = replay(posed, plan.starts, {n: np.array([row[n] for row in rows]) for n in plan.starts})
    for index, row in enumerate(rows):
        assert {n: int(weeks[index]) for n, weeks in found.items()} == naive(posed, plan.starts, row)
    assert all(found[n][0] <= week for n, week in plan.starts.items())


def test_a_week_more_moves_what_waits():
    tasks = (Task("a", 2), Task("b", 3, after=("a",)), Task("c", 1))
    assert slips(Problem(MONDAY, tasks), {"a": 0, "b": 2, "c": 0}) == {
        "a": {"a": 1, "b": 1},
        "b": {"b": 1},
        "c": {"c": 1},
    }


def many(size):
    """Return a long plan of tasks that take turns in three departments."""
    tasks = tuple(Task(f"t{n:03}", 3, {f"r{n % 3}": 10}, least=2, most=6) for n in range(size))
    return Problem(MONDAY, tasks, tuple(Resource(f"r{n}", 20) for n in range(3)))


def test_a_thousand_draws_of_fifteen_take_less_than_a_second():
    posed = many(15)
    starts = {task.id: 3 * (index // 6) for index, task in enumerate(posed.tasks)}
    before = time.process_time()
    simulate(posed, starts)
    assert time.process_time() - before < 1.0


def test_the_order_in_which_things_are_written_changes_nothing():
    """Neither the order of the starts nor of the departments of a task decides anything."""
    posed = many(6)
    starts = {task.id: 3 * (index // 6) for index, task in enumerate(posed.tasks)}
    assert simulate(posed, starts, draws=50) == simulate(posed, dict(reversed(starts.items())), draws=50)
