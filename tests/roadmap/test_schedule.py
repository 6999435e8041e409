"""The bound and what it says of plans that are known to be best."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.roadmap.bound import least_length, lower_bound
from journeymap.roadmap.heuristic import solve
from journeymap.roadmap.problem import Gap, Problem, Release, Resource, Task

START = dt.date(2024, 1, 8)
SETTINGS = settings(deadline=None, max_examples=100)
TEAMS = ("it", "ops", "web")


def whole(tasks, resources=(), **more):
    """A problem in which each task must be done and closes a gap of its own."""
    named = tuple(replace(task, required=True, closes=(task.id,)) for task in tasks)
    return Problem(START, named, tuple(resources), gaps=tuple(Gap(task.id) for task in named), **more)


@st.composite
def problems(draw, most=12, longest=5):
    """Problems that can be solved: each task fits its department in an ordinary week."""
    dips = st.dictionaries(st.integers(0, 8), st.integers(0, 20), max_size=4)
    resources = tuple(Resource(name, draw(st.integers(5, 20)), draw(dips)) for name in TEAMS)
    capacity = {resource.id: resource.capacity for resource in resources}
    tasks = []
    for index in range(draw(st.integers(1, most))):
        teams = draw(st.lists(st.sampled_from(TEAMS), max_size=2, unique=True))
        before = draw(st.lists(st.sampled_from([t.id for t in tasks]), max_size=2, unique=True)) if tasks else []
        demand = {team: draw(st.integers(1, capacity[team])) for team in teams}
        earliest = draw(st.sampled_from((0, 0, 0, 4)))
        tasks.append(Task(f"t{index:02}", draw(st.integers(1, longest)), demand, tuple(sorted(before)), earliest))
    return whole(tasks, resources)


def two_teams(dips=None):
    tasks = (
        Task("a", 4, {"it": 20}),
        Task("b", 2, {"it": 20}),
        Task("c", 3, {"ops": 10}, ("a",)),
        Task("d", 2, {"ops": 10}, ("b",)),
    )
    return whole(tasks, (Resource("it", 20), Resource("ops", 10, dips or {})))


def test_by_hand_two_teams_one_after_the_other():
    # IT is busy for 6 weeks and at least 2 weeks of operations follow: 8. But then c ends at 9 either way.
    plan = solve(two_teams())
    assert plan.starts == {"a": 0, "b": 4, "c": 4, "d": 7}
    assert (plan.makespan_weeks, plan.status, plan.bound.weeks) == (9, "proved", 9)
    bound = lower_bound(two_teams())
    assert (bound.weeks, bound.resource, bound.tasks) == (8, "it", ("a", "b"))


def test_by_hand_a_dip_is_worked_around():
    # With a first, c could not work in week 4 and everything would end at 10.
    plan = solve(two_teams({4: 5}))
    assert (plan.makespan_weeks, plan.starts["b"]) == (9, 0)


def test_by_hand_nothing_runs_through_a_week_without_people():
    plan = solve(whole((Task("a", 3, {"it": 10}),), (Resource("it", 10, {2: 9}),)))
    assert (plan.starts, plan.makespan_weeks, plan.lower_bound) == ({"a": 3}, 6, 6)


def test_by_hand_the_chain_is_the_bound_when_people_are_plenty():
    plan = solve(whole((Task("a", 4), Task("b", 2, {}, ("a",), earliest=6), Task("c", 3))))
    assert plan.starts == {"a": 0, "b": 6, "c": 0}
    assert (plan.lower_bound, plan.bound.chain, plan.status, plan.gap) == (8, ("b",), "proved", 0.0)


def test_by_hand_money_and_agreed_work_are_part_of_the_chain():
    # Money for both is there in week 5; IT is taken by agreed work until week 7.
    tasks = (Task("a", 1, cost=10), Task("b", 2, {"it": 10}, ("a",), cost=10), Task("c", 3, {"it": 5}, frozen=4))
    problem = whole(tasks, (Resource("it", 10),), budget=(Release(0, 10), Release(5, 20)))
    assert lower_bound(problem).weeks == 9
    assert solve(problem).starts == {"a": 0, "b": 7, "c": 4}


def test_what_need_not_be_done_is_not_in_the_bound():
    tasks = (
        Task("a", 9, closes=("g",)),
        Task("b", 2, closes=("g",)),
        Task("c", 5, required=True),
        Task("d", 3, closes=("h",)),
    )
    problem = Problem(START, tasks, gaps=(Gap("g"), Gap("h")))
    assert least_length(problem, 1).weeks == 0
    assert least_length(problem, 0).chain == ("d",)


def test_nothing_to_do_takes_no_time():
    plan = solve(Problem(START, ()))
    assert (plan.makespan_weeks, plan.lower_bound, plan.status, plan.gap) == (0, 0, "proved", 0.0)


@SETTINGS
@given(problems(most=7))
def test_the_bound_is_never_above_the_best_plan(problem):
    plan = solve(problem)
    assert lower_bound(problem).weeks <= plan.makespan_weeks
    assert all(stage.status == "proved" for stage in plan.stages)


@SETTINGS
@given(problems(), st.sampled_from(TEAMS), st.integers(1, 20))
def test_more_people_never_lengthen_the_bound(problem, team, more):
    resources = tuple(
        Resource(r.id, r.capacity + more, {week: value + more for week, value in r.dips.items()}) if r.id == team else r
        for r in problem.resources
    )
    assert lower_bound(replace(problem, resources=resources)).weeks <= lower_bound(problem).weeks


@SETTINGS
@given(problems())
def test_the_bound_does_not_depend_on_names(problem):
    names = {task.id: f"x{99 - index}" for index, task in enumerate(problem.tasks)}
    renamed = [replace(t, id=names[t.id], after=tuple(sorted(names[n] for n in t.after))) for t in problem.tasks]
    other = replace(problem, tasks=tuple(sorted(renamed, key=lambda t: t.id)))
    assert lower_bound(other).weeks == lower_bound(problem).weeks


@pytest.mark.parametrize("weeks", [1, 4])
def test_a_release_later_than_all_work_is_waited_for(weeks):
    problem = whole((Task("a", weeks, {"it": 10}, cost=5),), (Resource("it", 10),), budget=(Release(40, 5),))
    assert solve(problem).starts == {"a": 40}
    assert lower_bound(problem).weeks == 40 + weeks
