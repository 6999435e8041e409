import datetime as dt

import pytest

from journeymap.roadmap.checker import check
from journeymap.roadmap.problem import Problem, Resource, Task

PROBLEM = Problem(
    dt.date(2024, 1, 8),
    (
        Task("a", 2, {"it": 10}),
        Task("b", 1, {"it": 10}, ("a",), deadline=5),
        Task("c", 2, {"it": 5}, earliest=3),
        Task("d", 1, frozen=1),
    ),
    (Resource("it", 15, {4: 5}),),
)
GOOD = {"a": 0, "b": 2, "c": 3, "d": 1}


def test_a_schedule_that_can_be_carried_out_is_accepted():
    assert check(PROBLEM, GOOD) == ()


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (
            {"b": 1},
            ["'B it' begins before 'a' is finished", "IT needs 2.0 people in the week of 15 January 2024 and has 1.5"],
        ),
        ({"b": 4}, ["IT needs 1.5 people in the week of 5 February 2024 and has 0.5"]),
        ({"b": 5}, ["'B it' is finished on 16 February 2024, after its deadline"]),
        ({"c": 2}, ["'c' begins before 29 January 2024, its earliest day"]),
        ({"a": -1}, ["'a' begins before 8 January 2024, its earliest day"]),
        ({"d": 0}, ["'d' does not begin in the week of 15 January 2024, as agreed"]),
        ({"e": 0}, ["'e' is not an initiative of this plan"]),
    ],
)
def test_each_planted_fault_is_found(fault, words):
    titles = {"b": "B it", "it": "IT"}
    assert [str(text) for text in check(PROBLEM, {**GOOD, **fault}, titles)] == words


def test_a_task_without_a_start_is_found():
    assert [str(text) for text in check(PROBLEM, {"a": 0, "c": 3, "d": 1})] == ["'b' has no start"]
