"""The engine in pure Python: exact on small problems, and on others never wrong and seldom far off."""

import datetime as dt
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeymap.roadmap.checker import verify
from journeymap.roadmap.heuristic import engine, exact, solve
from journeymap.roadmap.heuristic.compiled import Compiled, Desk
from journeymap.roadmap.objectives import Effort, Relaxation, objectives
from journeymap.roadmap.problem import Gap, Problem, Release, Resource, Task
from tests.roadmap.enumeration import best
from tests.roadmap.generated import generated
from tests.roadmap.instances import INSTANCE
from tests.support import ROOT
from tools.psplib import instances, read, references
from tools.roadmaps import roadmap

START = dt.date(2024, 1, 8)
IT = (Resource("it", 10),)
QUICK = Effort(seconds=0.02)


def by_hand(tasks, gaps="", resources=IT, budget=()):
    return Problem(START, tuple(tasks), resources, gaps=tuple(Gap(name) for name in gaps), budget=tuple(budget))


CASES = {
    "of two that close the same, the sooner is taken": (
        by_hand((Task("a", 5, closes=("g",)), Task("b", 3, closes=("g",))), "g"), {"b": 0}, ()),
    "one that closes both instead of two": (
        by_hand((Task("a", 2, {"it": 10}, closes=("g",)), Task("b", 2, {"it": 10}, closes=("h",)), Task("c", 3, {"it": 10}, closes=("g", "h"))), "gh"),
        {"c": 0}, ()),
    "what it waits for is taken too": (
        by_hand((Task("a", 2), Task("b", 1, {}, ("a",), closes=("g",))), "g"), {"a": 0, "b": 2}, ()),
    "worth having is in if it ends with the plan, and later if not": (
        by_hand((Task("a", 3, {"it": 8}, closes=("g",)), Task("b", 2, {"it": 2}, worth=1), Task("c", 2, {"it": 5}, worth=9)), "g"),
        {"a": 0, "b": 0, "c": 3}, ("c",)),
    "among equals the worthy comes first": (
        by_hand((Task("a", 2, {"it": 10}, closes=("a",)), Task("b", 2, {"it": 10}, closes=("b",), worth=5)), "ab"), {"a": 2, "b": 0}, ()),
    "the cheaper of two that are alike": (
        by_hand((Task("a", 2, closes=("g",), cost=5), Task("b", 2, closes=("g",), cost=4)), "g"), {"b": 0}, ()),
    "the heavier gap if money does not suffice for both": (
        replace(by_hand((Task("a", 1, closes=("g",), cost=5), Task("b", 9, closes=("h",), cost=5)), budget=(Release(0, 9),)), gaps=(Gap("g"), Gap("h", 2))),
        {"b": 0}, ()),
    "money is waited for": (
        by_hand((Task("a", 1, closes=("g",), cost=5), Task("b", 1, closes=("h",), cost=5)), "gh", budget=(Release(0, 5), Release(4, 10))),
        {"a": 0, "b": 4}, ()),
    "what cannot keep its deadline is left out": (
        by_hand((Task("a", 3, {"it": 10}, frozen=0), Task("b", 2, {"it": 10}, closes=("g",), deadline=3)), "g"), {"a": 0}, ()),
    "required work that closes nothing may end after the plan": (
        by_hand((Task("a", 9, {"it": 10}, required=True), Task("b", 2, {"it": 10}, closes=("g",))), "g"), {"a": 2, "b": 0}, ()),
    "agreed work stays and the rest goes around": (
        by_hand((Task("a", 2, {"it": 10}, frozen=1), Task("b", 2, {"it": 10}, closes=("b",)), Task("c", 1, {"it": 10}, closes=("c",))), "bc"),
        {"a": 1, "b": 3, "c": 0}, ()),
}  # fmt: skip


@pytest.fixture(params=["exact", "rules"])
def way(request, monkeypatch):
    """Settle by looking at every plan, or leave even small problems to the rules."""
    if request.param == "rules":
        monkeypatch.setattr(exact, "SMALL", -1)
    return request.param


@pytest.mark.parametrize("case", CASES)
def test_by_hand(case, way):
    problem, starts, later = CASES[case]
    plan = solve(problem, QUICK)
    assert (plan.starts, plan.later, plan.relaxed) == (starts, later, ())
    assert verify(problem, plan) == ()


GIVES = {
    "a deadline that is too soon": (
        (Task("a", 3, required=True, deadline=2),), (), [Relaxation("deadline", "a", 1)]),
    "an agreed start before what it waits for": (
        (Task("a", 2, required=True), Task("b", 1, {}, ("a",), frozen=1)), (), [Relaxation("frozen", "b", 1)]),
    "people for two agreed starts": (
        (Task("a", 1, {"it": 6}, frozen=0, started=True), Task("b", 1, {"it": 6}, frozen=0, started=True)), (), [Relaxation("capacity", "it", 2, 0)]),
    "more people than there ever are": (
        (Task("a", 2, {"it": 15}, required=True),), (), [Relaxation("capacity", "it", 5, 0), Relaxation("capacity", "it", 5, 1)]),
    "money for required work": (
        (Task("a", 2, cost=30, required=True),), (Release(0, 10), Release(4, 20)), [Relaxation("budget", "", 20, 0)]),
}  # fmt: skip


@pytest.mark.parametrize("case", GIVES)
def test_by_hand_what_has_to_give(case, way):
    tasks, budget, gave = GIVES[case]
    problem = by_hand(tasks, budget=budget)
    plan = solve(problem, QUICK)
    assert list(plan.relaxed) == gave
    assert verify(problem, plan) == ()


def test_rules_and_search_alone_are_feasible_and_their_bounds_hold(monkeypatch):
    """Beside enumeration: never better, no bound above the best, and nearly always just as good."""
    monkeypatch.setattr(exact, "SMALL", -1)
    equal = gave = compared = 0
    for seed in range(100):
        problem = generated(seed)
        optimum = best(problem)
        plan = solve(problem, QUICK)
        assert verify(problem, plan) == (), seed
        if optimum is None:
            assert plan.relaxed, seed
            continue
        compared += 1
        gave += bool(plan.relaxed)
        if plan.relaxed:
            continue
        figures = tuple(stage.value for stage in plan.stages)
        assert figures >= optimum, seed
        for place, stage in enumerate(plan.stages):
            if figures[:place] == optimum[:place]:
                assert stage.bound <= optimum[place], (seed, stage.name)
        equal += figures == optimum
    assert (compared > 70, gave, equal >= 0.97 * compared) == (True, 0, True)


@pytest.mark.parametrize(("size", "seed", "grid"), [(15, 0, "weeks"), (15, 1, "months"), (40, 0, "months")])
def test_roadmaps_hold_and_close_what_can_be_closed(size, seed, grid):
    problem = roadmap(size, seed, grid)
    plan = solve(problem, Effort(seconds=0.05))
    assert verify(problem, plan) == ()
    assert plan.relaxed == ()
    assert plan.stages[0].status == "proved"


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_written_does_not_matter(seed, random):
    problem = roadmap(14, seed, "months")
    tasks, gaps, resources = list(problem.tasks), list(problem.gaps), list(problem.resources)
    for items in (tasks, gaps, resources):
        random.shuffle(items)
    shuffled = replace(problem, tasks=tuple(tasks), gaps=tuple(gaps), resources=tuple(resources))
    plan = solve(problem, QUICK)
    assert verify(problem, plan) == ()
    assert objectives(problem, without_later(solve(shuffled, QUICK))) == objectives(problem, without_later(plan))


def without_later(plan):
    return {name: start for name, start in plan.starts.items() if name not in plan.later}


def test_the_plan_is_the_same_whatever_the_hash_seed():
    code = ("from tools.roadmaps import roadmap; from journeymap.roadmap.heuristic import solve\n"
            "from journeymap.roadmap.objectives import Effort\n"
            "print(solve(roadmap(25, 3), Effort(0.05)))")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "1"}, check=True,
                          capture_output=True, text=True)  # fmt: skip
    assert done.stdout.strip() == str(solve(roadmap(25, 3), Effort(0.05)))


class TestStopping:
    PROBLEM = roadmap(40, 1, "weeks")

    def test_a_watch_hears_of_better_plans_and_may_stop_the_search(self):
        heard = []

        def watch(stage, value, bound):
            heard.append((stage, value, bound))
            return len(heard) == 3

        plan = solve(self.PROBLEM, Effort(seconds=1.0), watch)
        assert (len(heard), all(value >= bound for _, value, bound in heard)) == (3, True)
        assert verify(self.PROBLEM, plan) == ()

    def test_an_interrupt_returns_the_best_plan_so_far(self):
        def interrupt(stage, value, bound):
            raise KeyboardInterrupt

        assert verify(self.PROBLEM, solve(self.PROBLEM, QUICK, interrupt)) == ()


@pytest.mark.parametrize("seed", range(5))
def test_justifying_never_lengthens_a_schedule(seed):
    compiled = Compiled(replace(roadmap(30, seed, "months"), budget=()))  # the money is not enough for all
    desk = Desk(compiled, range(len(compiled.ids)))
    starts = desk.forward(desk.movable)
    assert starts is not None
    assert desk.length(desk.justified(starts)) <= desk.length(starts)


def test_instances_of_the_psplib_are_read_beside_what_is_known_of_them(tmp_path):
    (tmp_path / "j301_1.sm").write_text(INSTANCE)
    (tmp_path / "reference.csv").write_text("instance,set,best_known_ub,closed\nj301_1,j30,5,1\n")
    problem = read(tmp_path / "j301_1.sm")
    assert [(t.id, t.duration_weeks, dict(t.demand), t.after) for t in problem.tasks] == [
        ("t002", 3, {"r1": 4}, ()), ("t003", 2, {"r1": 3, "r2": 1}, ())]  # fmt: skip
    assert [(r.id, r.capacity) for r in problem.resources] == [("r1", 6), ("r2", 1)]
    assert (solve(problem).makespan_weeks, references(tmp_path / "reference.csv")["j301_1"].best) == (5, 5)
    assert instances(tmp_path) == {"j30": [tmp_path / "j301_1.sm"]}


def test_a_search_that_finds_nothing_better_for_long_ends_before_its_effort_is_used_up():
    """Ten times the effort places not one task more and gives the same plan."""
    problem = roadmap(25, 0)
    found = []
    for seconds in (2.0, 20.0):
        search = engine._Search(problem, Effort(seconds=seconds), None)
        found.append((search.run(), search.compiled.made))
        assert not search.exact
        assert search.compiled.made < search.allowance.limit / 2
    assert found[0] == found[1]
