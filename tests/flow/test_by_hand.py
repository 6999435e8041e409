"""Small chains whose answers are worked out by hand."""

import math

import pytest

from journeymap.flow import Flow, solve
from tests.flow.chains import LOOP
from tests.support import graph, journey, scored

FORK = journey("""
    a: {duration: 2 min, next: {b: 50%}, ends: {churned: 50%}}
    b: {duration: 10 min, ends: completed}
""")
TRAP = journey("""
    a: {next: {b: 30%, d: 70%}}
    b: {next: c}
    c: {next: e}
    e: {next: c}
    d: {ends: completed}
""")


def slope(flow: Flow, source: str, target: str, found: tuple[float, ...]) -> float:
    """Return the entry of one edge."""
    return next(
        v for e, v in zip(flow.system.graph.edges, found, strict=True) if (e.source, e.target) == (source, target)
    )


def test_a_small_chain() -> None:
    """call sends 40 % back: 1/(1 − 0.4) visits; 10 % of them give up each time."""
    flow = scored(LOOP).flow
    visits = 1 / 0.6
    assert flow.visits["call"] == pytest.approx(visits)
    assert flow.reach["call"] == pytest.approx(1.0)
    assert flow.completion == pytest.approx(0.5 * visits)
    assert flow.outcomes["abandoned"] == pytest.approx(0.1 * visits)
    assert flow.duration.value == pytest.approx(10 * visits)
    assert flow.waiting.value == pytest.approx(3 * 1440 * visits)
    assert flow.cost.value == pytest.approx(5 * visits)
    assert flow.contacts == pytest.approx(visits), "the wait and the message are no contacts"


def test_the_spread_of_a_geometric_number_of_visits() -> None:
    """The number of calls is geometric: variance 0.4/0.6², times the 10 minutes squared."""
    assert scored(LOOP).flow.duration.deviation == pytest.approx(10 * math.sqrt(0.4) / 0.6)


def test_the_spread_of_single_visits_adds_to_that_of_the_routes() -> None:
    """E[N] visits of variance 3² each, and the 10 minutes squared times Var N."""
    flow = solve(
        graph(LOOP),
        lambda name, what: 10.0 if (name, what) == ("call", "duration") else None,
        lambda name, what: 3.0 if (name, what) == ("call", "duration") else None,
    )
    assert flow.duration.deviation == pytest.approx(math.sqrt(9 / 0.6 + 100 * 0.4 / 0.36))
    assert flow.cost.deviation == 0.0


def test_who_leaves_early_makes_a_journey_look_quick() -> None:
    """Half leave after 2 minutes; who completes takes 12, the mean of all is 7."""
    flow = scored(FORK).flow
    assert flow.duration.value == pytest.approx(7)
    assert flow.duration.completed == pytest.approx(12)


def test_of_nobody_who_completes_nothing_is_known() -> None:
    flow = scored(journey("a: {duration: 2 min, ends: churned}")).flow
    assert flow.completion == 0
    assert flow.duration.completed is None


def test_reach_of_a_touchpoint_in_a_loop_is_no_number_of_visits() -> None:
    """Visits count every return, reach counts a customer once."""
    flow = scored(journey("""
        a: {next: {b: 50%, c: 50%}}
        b: {next: {a: 100%}}
        c: {ends: completed}
    """)).flow  # fmt: skip
    assert flow.visits["b"] == pytest.approx(1.0)
    assert flow.reach["b"] == pytest.approx(0.5)


def test_unknown_times_are_no_zeros() -> None:
    """What is known covers only a part of the visits, and says so."""
    flow = scored(LOOP).flow
    visits = 1 / 0.6
    assert flow.duration.known == pytest.approx(visits / (2 * visits + 0.5 * visits))


def test_who_cannot_get_out_is_trapped_not_lost_in_numbers() -> None:
    """A closed circle takes its share; the rest of the journey is still solved, and all of the circle is reached."""
    flow = scored(TRAP).flow
    assert flow.trapped == pytest.approx(0.3)
    assert flow.completion == pytest.approx(0.7)
    assert [flow.reach[name] for name in ("a", "b", "c", "e", "d")] == pytest.approx([1, 0.3, 0.3, 0.3, 0.7])
    assert flow.completion_from.keys() == {"a", "d"}
    assert flow.duration.completed == 0


def test_a_share_that_leads_into_a_trap_costs_completion() -> None:
    """More of a into b, less into d: 0.7 falls in proportion, to zero at 100 %."""
    flow = scored(TRAP).flow
    found = flow.sensitivity({}, {"completed": 1.0})
    assert slope(flow, "a", "b", found.edges) == pytest.approx(-1.0)
    assert slope(flow, "b", "c", found.edges) == 0.0


def test_a_journey_in_which_all_are_trapped_has_no_flow() -> None:
    flow = scored(journey("""
        a: {next: b}
        b: {next: a}
    """)).flow  # fmt: skip
    assert (flow.trapped, flow.completion, flow.duration.value, flow.condition) == (1.0, 0.0, 0.0, 1.0)
    assert dict(flow.reach) == {"a": 1.0, "b": 1.0}
    assert flow.sensitivity({"a": 1.0}, {"completed": 1.0}).value == 0.0


def test_a_repeat_changes_the_time_and_not_the_outcome() -> None:
    """Of those who do not repeat, 5 in 6 are paid whatever part repeats; time is 10/(1 − p), its slope 10/(1 − p)²."""
    flow = scored(LOOP).flow
    completion = flow.sensitivity({}, {"completed": 1.0})
    assert completion.value == pytest.approx(5 / 6)
    assert slope(flow, "call", "wait", completion.edges) == pytest.approx(0, abs=1e-12)
    time = flow.sensitivity({"call": 10.0}, {})
    assert time.value == pytest.approx(10 / 0.6)
    assert slope(flow, "call", "wait", time.edges) == pytest.approx(10 / 0.36)
    assert time.touchpoints["call"] == pytest.approx(1 / 0.6)


def test_sensitivities_of_a_fork() -> None:
    """C = p, so that dC/dp = 1 towards b."""
    flow = scored(FORK).flow
    found = flow.sensitivity({}, {"completed": 1.0})
    assert slope(flow, "a", "b", found.edges) == pytest.approx(1.0)
    assert slope(flow, "a", "churned", found.edges) == pytest.approx(-1.0)
    assert slope(flow, "b", "completed", found.edges) == 0.0, "the only way of b leaves nothing to shrink"
    assert flow.leverage == found.edges


def test_the_value_lost_is_a_terminal_value() -> None:
    """Half are lost at 100 each; each percent more towards leaving loses 1 more."""
    flow = scored(FORK).flow
    found = flow.sensitivity({}, {"churned": 100.0, "abandoned": 100.0})
    assert found.value == pytest.approx(50)
    assert slope(flow, "a", "churned", found.edges) == pytest.approx(100)


@pytest.mark.parametrize(("rewards", "terminal"), [({"nobody": 1.0}, {}), ({}, {"nowhere": 1.0})])
def test_a_name_that_is_not_there_is_no_silent_zero(rewards, terminal) -> None:
    with pytest.raises(KeyError):
        scored(FORK).flow.sensitivity(rewards, terminal)


@pytest.mark.parametrize("depth", [1, 2, 3, 5])
def test_ways_out_behind_each_other_keep_their_digits(depth: int) -> None:
    """Each step on has a share of 1e-8, else back to the start: 1e8 to the power of their number visits there.

    1 − (share of staying) has no correct digit from the second step on.
    """
    steps = [f"t{i}: {{next: {{t0: 99.999999%, t{i + 1}: 0.000001%}}}}" for i in range(1, depth)]
    last = f"t{depth}: {{next: {{t0: 99.999999%}}, ends: {{completed: 0.000001%}}}}"
    flow = scored(journey("\n".join(["t0: {duration: 2 min, next: t1}", *steps, last]))).flow
    assert flow.completion == pytest.approx(1.0, rel=1e-12)
    assert flow.visits["t0"] == pytest.approx(1e8**depth, rel=1e-7)
    assert flow.duration.value == pytest.approx(2 * flow.visits["t0"], rel=1e-12)
    assert flow.reach["t1"] == pytest.approx(1.0, rel=1e-12)
    assert flow.reach[f"t{depth}"] == pytest.approx(1.0, rel=1e-12)
    assert flow.ill_conditioned


def test_customers_who_hardly_get_out_are_flagged() -> None:
    """Leaving at 1 in 100 million means 100 million visits: the figures hang on that share."""
    near = scored(journey("""
        a: {next: b}
        b: {next: {a: 99.999999%}, ends: {completed: 0.000001%}}
    """)).flow  # fmt: skip
    assert near.ill_conditioned
    assert near.condition == pytest.approx(4e8, rel=1e-6)
    assert not scored(LOOP).flow.ill_conditioned
