"""Flow, three ways: by hand, against dense linear algebra, and against simulation; and its laws."""

import math
import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from journeymap.flow import Flow, solve
from journeymap.graph import JourneyGraph
from journeymap.graph import build as link
from journeymap.model.journey import Journey
from journeymap.model.workspace import Content, Workspace
from tests import strategies
from tests.support import journey, scored

LOOP = journey("""
    wait: {channel: none, waiting: 3 d}
    call: {channel: phone, duration: 10 min, cost: 5 EUR, next: {wait: 40%, paid: 50%}}
    paid: {channel: sms, ends: completed}
""")


def test_a_small_chain_by_hand() -> None:
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


def test_the_spread_of_a_geometric_number_of_visits_by_hand() -> None:
    """The number of calls is geometric: variance 0.4/0.6², times the 10 minutes squared."""
    assert scored(LOOP).flow.duration.deviation == pytest.approx(10 * math.sqrt(0.4) / 0.6)


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
    """A closed circle takes its share; the rest of the journey is still solved."""
    flow = scored(journey("""
        a: {next: {b: 30%, d: 70%}}
        b: {next: c}
        c: {next: b}
        d: {ends: completed}
    """)).flow  # fmt: skip
    assert flow.trapped == pytest.approx(0.3)
    assert flow.completion == pytest.approx(0.7)
    assert flow.reach["b"] == pytest.approx(0.3)


def flow_of(data: Any) -> tuple[JourneyGraph, Flow]:
    record = Journey.model_validate(data)
    content = Content.model_validate({}).model_copy(update={"journeys": {"j": record}})
    graph = link(Workspace(content), "j")
    amounts = {name: float(index % 7) for index, name in enumerate(graph.touchpoints)}
    return graph, solve(graph, lambda name, what: amounts[name] if what == "duration" else None)


def dense(graph: JourneyGraph) -> tuple[list[str], Any, Any]:
    """Return free touchpoints, Q and the entries, straight from the edges."""
    names = [name for name in graph.touchpoints if name in graph.reachable and name not in graph.stuck]
    q = np.zeros((len(names), len(names)))
    for edge in graph.edges:
        if edge.source in names and edge.target in names:
            q[names.index(edge.source), names.index(edge.target)] += edge.share
    entries = np.array([graph.entries.get(name, 0.0) for name in names])
    return names, q, entries


@given(strategies.journeys())
def test_random_chains_agree_with_dense_linear_algebra(data: Any) -> None:
    """Visits, reach, time and completion equal those of the fundamental matrix N = (I − Q)⁻¹."""
    graph, flow = flow_of(data)
    names, q, entries = dense(graph)
    if not names:
        assert flow.completion == 0
        return
    fundamental = np.linalg.inv(np.eye(len(names)) - q)
    visits = entries @ fundamental
    for i, name in enumerate(names):
        assert flow.visits[name] == pytest.approx(visits[i], abs=1e-9)
        assert flow.reach[name] == pytest.approx(visits[i] / fundamental[i, i], abs=1e-9)
    rewards = np.array([float(list(graph.touchpoints).index(name) % 7) for name in names])
    assert flow.duration.value == pytest.approx(float(visits @ rewards), abs=1e-9)


@given(strategies.journeys())
def test_probabilities_are_probabilities(data: Any) -> None:
    """Outcomes and the trapped share sum to one; completion, losses and traps too; reach never exceeds visits."""
    graph, flow = flow_of(data)
    assert sum(flow.outcomes.values()) + flow.trapped == pytest.approx(1.0)
    assert flow.completion + sum(drop.share for drop in flow.losses) + flow.trapped == pytest.approx(1.0)
    for name in graph.touchpoints:
        assert -1e-12 <= flow.reach[name] <= 1 + 1e-12
        if name not in graph.stuck:
            assert flow.reach[name] <= flow.visits[name] + 1e-9


@given(strategies.journeys())
@settings(max_examples=40)
def test_leverage_is_the_derivative_of_completion(data: Any) -> None:
    """Against central differences: raise one share, shrink the touchpoint's others in proportion."""
    graph, flow = flow_of(data)
    names, _, entries = dense(graph)
    step = 1e-6

    def completion(index: int, change: float) -> float:
        q, r = np.zeros((len(names), len(names))), np.zeros(len(names))
        moved = graph.edges[index]
        for i, edge in enumerate(graph.edges):
            if edge.source not in names:
                continue
            share = edge.share
            if edge.source == moved.source:
                share = share + change if i == index else share * (1 - change / (1 - moved.share))
            if edge.target in names:
                q[names.index(edge.source), names.index(edge.target)] += share
            elif edge.target not in graph.touchpoints and graph.outcome_kind(edge.target).good:
                r[names.index(edge.source)] += share
        return float(entries @ np.linalg.solve(np.eye(len(names)) - q, r))

    for index, edge in enumerate(graph.edges):
        if edge.source in names and edge.target not in graph.stuck and 0.01 < edge.share < 0.99:
            slope = (completion(index, step) - completion(index, -step)) / (2 * step)
            assert flow.leverage[index] == pytest.approx(slope, rel=1e-4, abs=1e-6)


def test_simulated_customers_agree_within_their_error() -> None:
    """20,000 walks through a journey with a loop and a failure: completion and time within four standard errors."""
    score = scored(journey("""
        a: {duration: 3 min, next: {b: 60%, c: 30%}}
        b: {duration: 8 min, next: {a: 25%, d: 65%}}
        c: {duration: 1 min, fails: {share: 20%, to: b}, next: {d: 70%}}
        d: {duration: 5 min, ends: {completed: 90%, churned: 10%}}
    """))  # fmt: skip
    graph, flow, dice, n = score.graph, score.flow, random.Random(7), 20_000
    spent, done = [], 0
    for _ in range(n):
        here, total = "a", 0.0
        while here in graph.touchpoints:
            total += score.touchpoints[here].value("duration") or 0.0
            ways = graph.outgoing[here]
            here = dice.choices([e.target for e in ways], [e.share for e in ways])[0]
        done += here == "completed"
        spent.append(total)
    error = math.sqrt(flow.completion * (1 - flow.completion) / n)
    assert done / n == pytest.approx(flow.completion, abs=4 * error)
    assert flow.duration.deviation is not None
    assert sum(spent) / n == pytest.approx(flow.duration.value, abs=4 * flow.duration.deviation / math.sqrt(n))
    assert float(np.std(spent)) == pytest.approx(flow.duration.deviation, rel=0.05)
