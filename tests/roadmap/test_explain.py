"""What binds a start, the chain that sets the length, and two simple bounds beside it, all by hand."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.roadmap.explain import Binding, explain, limits, reason, waits
from journeymap.roadmap.heuristic import solve
from journeymap.roadmap.objectives import Effort
from journeymap.roadmap.problem import Problem, Release, Resource, Task
from journeymap.roadmap.relaxing import relaxations
from tests.roadmap.generated import generated

MONDAY = dt.date(2024, 1, 8)
IT = Resource("it", 10)


def problem(*tasks, resources=(IT,), budget=()):
    return Problem(MONDAY, tuple(sorted(tasks, key=lambda task: task.id)), resources, budget=budget)


def kinds(found, name):
    return [binding.kind for binding in found.bindings[name]]


def test_money_a_deadline_and_spare_time_are_told_apart():
    """Money binds at its release, a deadline at its last day, and what nothing holds says so."""
    posed = problem(
        Task("bought", 2, cost=5),
        Task("due", 3, deadline=4, earliest=1),
        Task("idle", 1),
        Task("paid", 1, cost=6),
        budget=(Release(0, 5), Release(4, 11)),
    )
    found = explain(posed, {"bought": 0, "due": 1, "idle": 2, "paid": 4})
    assert kinds(found, "bought") == ["start"]
    assert kinds(found, "due") == ["earliest", "deadline"]
    assert kinds(found, "idle") == ["spare"]
    assert kinds(found, "paid") == ["budget"]
    assert found.chain == ("paid",), "a chain ends where money binds"
    assert found.slack == {"bought": 3, "due": 0, "idle": 2, "paid": 0}


def test_a_wait_is_split_into_what_it_builds_on_people_and_money():
    """`late` could begin in week 2 after `base`, has its people from week 5, when `busy` ends, and its money in week 6."""
    posed = problem(
        Task("base", 2),
        Task("busy", 5, demand={"it": 10}),
        Task("late", 1, after=("base",), demand={"it": 10}, cost=5),
        budget=(Release(6, 5),),
    )
    starts = {"base": 0, "busy": 0, "late": 6}
    assert waits(posed, starts, posed.by_id["late"]) == (
        (2, Binding("prerequisite", "base")), (5, Binding("department", "it", ("busy",))), (6, Binding("budget")),
    )  # fmt: skip
    assert waits(posed, starts, posed.by_id["base"]) == ((0, Binding("start")),)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("budget", "waits for money that is not free before 5 February 2024"),
        ("deadline", "has to be finished by 23 February 2024: it cannot slip"),
        ("spare", "could begin earlier, and nothing would be gained"),
    ],
)
def test_bindings_are_sentences(kind, words):
    posed = problem(Task("a", 1, deadline=7))
    assert str(reason(posed, {"a": 4}, posed.tasks[0], Binding(kind), {})) == words


def test_the_chain_follows_prerequisites_and_people_that_become_free():
    """search - clean through people, clean - pay as prerequisite; stock shares people with pay and is not critical."""
    posed = problem(
        Task("search", 2, {"it": 10}), Task("clean", 4, {"it": 10}), Task("pay", 3, {"ops": 10}, after=("clean",)),
        Task("stock", 2, {"ops": 10}, after=("search",)), resources=(IT, Resource("ops", 10)),
    )  # fmt: skip
    found = explain(posed, {"search": 0, "clean": 2, "pay": 6, "stock": 2})
    assert found.chain == ("search", "clean", "pay")
    assert found.bindings["clean"] == (Binding("department", "it", ("search",)),)
    assert found.slack == {"search": 0, "clean": 0, "pay": 0, "stock": 2}
    both = limits(posed, {"search": 0, "clean": 2, "pay": 6, "stock": 2})
    assert (both.length, both.path_weeks, both.path, both.work_weeks, both.department) == (
        9, 7, ("clean", "pay"), 6, "it",
    )  # fmt: skip


def test_a_dip_binds_without_anybody_in_the_way():
    posed = problem(Task("a", 2, {"it": 10}), resources=(Resource("it", 10, {0: 0, 1: 5}),))
    assert explain(posed, {"a": 2}).bindings["a"] == (Binding("department", "it"),)
    assert limits(posed, {"a": 2}).work_weeks == 4, "nobody in week 0, half a person in week 1"


def test_what_stands_behind_the_end_sets_no_length():
    posed = problem(Task("a", 2), Task("b", 4))
    found = explain(posed, {"a": 0, "b": 2}, later=("b",))
    assert (found.chain, found.slack) == (("a",), {"a": 0, "b": 0})
    assert limits(posed, {"a": 0, "b": 2}, later=("b",)).length == 2


@settings(max_examples=40)
@given(st.integers(0, 10_000))
def test_laws_of_slack_and_limits(seed):
    """A task alone can use its slack; the length is never below the two bounds; the chain ends with the plan."""
    posed = generated(seed)
    plan = solve(posed, Effort(0.05))
    if plan.relaxed:
        return
    found, both = explain(posed, plan.starts, plan.later), limits(posed, plan.starts, plan.later)
    assert both.length >= both.bound
    for before, after in zip(found.chain, found.chain[1:], strict=False):
        assert plan.ends[before] == plan.starts[after]
    ends = {name: plan.ends[name] for name in plan.starts if posed.by_id[name].counted and name not in plan.later}
    assert not found.chain or ends[found.chain[-1]] == both.length == max(ends.values())
    for name, slack in found.slack.items():
        alone = {other: week + (slack if other == name else 0) for other, week in plan.starts.items()}
        assert slack >= 0
        assert alone[name] + posed.by_id[name].duration_weeks <= both.length or not slack
        dates = [item for item in relaxations(posed, alone) if item.kind == "deadline"]
        assert not dates
