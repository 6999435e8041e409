"""The checker knows nothing of the engines: each fault planted into a good plan, or into what is said of it, is found."""

import datetime as dt
from dataclasses import replace

import pytest

from journeymap.roadmap.bound import Bound
from journeymap.roadmap.checker import check, verify
from journeymap.roadmap.heuristic import solve
from journeymap.roadmap.objectives import Relaxation, Stage
from journeymap.roadmap.problem import Gap, Problem, Release, Resource, Task

PROBLEM = Problem(
    dt.date(2024, 1, 8),
    (
        Task("a", 2, {"it": 10}, closes=("g",), cost=40),
        Task("b", 1, {"it": 10}, ("a",), deadline=5, required=True, cost=40),
        Task("c", 2, {"it": 5}, earliest=3, required=True),
        Task("d", 1, frozen=1),
        Task("e", 1, {"it": 15}, worth=1, cost=20),
    ),
    (Resource("it", 15, {4: 5}),),
    gaps=(Gap("g"), Gap("h", 2)),
    budget=(Release(0, 50), Release(2, 80), Release(8, 200)),
)
GOOD = {"a": 0, "b": 2, "c": 3, "d": 1}
TITLES = {"b": "B it", "it": "IT"}


def test_a_plan_that_can_be_carried_out_is_accepted():
    assert check(PROBLEM, GOOD) == ()
    assert check(PROBLEM, {**GOOD, "e": 8}, later=("e",)) == ()


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (
            {"b": 1},
            ["'B it' begins before 'a' is finished", "IT needs 2.0 people in the week of 15 January 2024 and has 1.5", "80 are spent by the week of 15 January 2024 and 50 are released by then"],
        ),
        ({"b": 4}, ["IT needs 1.5 people in the week of 5 February 2024 and has 0.5"]),
        ({"b": 5}, ["'B it' is finished on 16 February 2024, after its deadline"]),
        ({"c": 2}, ["'c' begins before 29 January 2024, its earliest day"]),
        ({"a": -1}, ["'a' begins before 8 January 2024, its earliest day", "40 are spent by the week of 1 January 2024 and 0 are released by then"]),
        ({"d": 0}, ["'d' does not begin in the week of 15 January 2024, as agreed"]),
        ({"x": 0}, ["'x' is not an initiative of this plan"]),
        ({"e": 5}, ["100 are spent by the week of 12 February 2024 and 80 are released by then"]),
    ],
)  # fmt: skip
def test_each_planted_fault_of_the_starts_is_found(fault, words):
    assert [str(text) for text in check(PROBLEM, {**GOOD, **fault}, TITLES)] == words


@pytest.mark.parametrize(
    ("left", "words"),
    [
        ("b", ["'B it' must be in the plan and is not"]),
        ("d", ["'d' must be in the plan and is not"]),
        ("a", ["'B it' is in the plan without 'a', which it waits for"]),
    ],
)
def test_what_must_be_in_the_plan_and_is_not_is_found(left, words):
    starts = {name: start for name, start in GOOD.items() if name != left}
    assert [str(text) for text in check(PROBLEM, starts, TITLES)] == words


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (("c",), ["'c' must be in the plan and comes after it"]),
        (("a",), ["'B it' waits for 'a', which comes after the plan"]),
        (("e",), ["'e' comes later and has no start"]),
    ],
)
def test_what_cannot_come_later_is_found(later, words):
    assert [str(text) for text in check(PROBLEM, GOOD, TITLES, later)] == words


PLAN = solve(PROBLEM)


def claimed(name, **values):
    return replace(PLAN, stages=tuple(replace(s, **values) if s.name == name else s for s in PLAN.stages))


def test_by_hand_the_plan_whose_claims_are_checked():
    # e needs all of IT for a week and 20 of money, which is there from week 8 on: it comes later and is left out.
    assert (PLAN.starts, PLAN.later) == ({**GOOD, "e": 8}, ("e",))
    assert [(s.value, s.bound, s.status) for s in PLAN.stages] == [
        (2, 2, "proved"), (2, 2, "proved"), (54, 54, "proved"), (80, 80, "proved")]  # fmt: skip
    assert verify(PROBLEM, PLAN) == ()


LATE = Relaxation("deadline", "b", 1)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (replace(PLAN, starts={**PLAN.starts, "b": 1}, ends={**PLAN.ends, "b": 2}), "'b' begins before 'a' is finished"),
        (replace(PLAN, ends={**PLAN.ends, "c": 6}), "'c' is not said to end when it does"),
        (replace(PLAN, later=()), "makespan is said to be 2 and is 9"),
        (claimed("shortfall", value=0, bound=0), "shortfall is said to be 0 and is 2"),
        (claimed("makespan", value=1, bound=1), "makespan is said to be 1 and is 2"),
        (claimed("value", value=53, bound=53), "value is said to be 53 and is 54"),
        (claimed("cost", value=100, bound=100), "cost is said never to be below 100 and is 80"),
        (claimed("makespan", bound=3), "makespan is said never to be below 3 and is 2"),
        (claimed("value", bound=50), "value is said to be proved, its value being 54 and its bound 50"),
        (claimed("value", status="heuristic"), "value is said to be heuristic, its value being 54 and its bound 54"),
        (claimed("makespan", bound=1, status="bound"), "the plan and its length are not said to be proved alike"),
        (replace(PLAN, makespan_weeks=1), "the plan is said to take 1 weeks and takes 2"),
        (replace(PLAN, bound=Bound(3)), "no plan is said to take less than 3 weeks and this one takes 2"),
        (replace(PLAN, stages=PLAN.stages[:3]), "the plan does not tell its four figures in their order"),
        (replace(PLAN, stages=(*PLAN.stages[1:], Stage("shortfall", 2, 2, "proved"))), "the plan does not tell its four figures in their order"),
        (replace(PLAN, relaxed=(LATE,)), "deadline 'b' does not have to give by 1"),
        (replace(PLAN, relaxed=(replace(LATE, name="c"),)), "there is nothing that can give: deadline 'c' by 1"),
        (replace(PLAN, relaxed=(Relaxation("frozen", "d", -1),)), "there is nothing that can give: frozen 'd' by -1"),
        (replace(PLAN, relaxed=(Relaxation("capacity", "hr", 5, 1),)), "there is nothing that can give: capacity 'hr' by 5"),
        (replace(PLAN, relaxed=(Relaxation("budget", "", 5),)), "there is nothing that can give: budget '' by 5"),
    ],
)  # fmt: skip
def test_each_planted_fault_of_the_claims_is_found(wrong, words):
    assert words in [str(text) for text in verify(PROBLEM, wrong)]


def test_what_gave_is_taken_into_account():
    problem = replace(PROBLEM, tasks=tuple(replace(t, deadline=2) if t.id == "b" else t for t in PROBLEM.tasks))
    plan = solve(problem)
    assert plan.relaxed == (Relaxation("deadline", "b", 1),)
    assert verify(problem, plan) == ()
    assert [str(text) for text in verify(problem, replace(plan, relaxed=()))] == [
        "'b' is finished on 26 January 2024, after its deadline"
    ]
