"""Against dense linear algebra: the fundamental matrix, the Doob transform, and exact what-ifs."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.flow import returns
from journeymap.flow.amounts import condition, slopes, variance
from journeymap.flow.careful import Eliminated
from journeymap.flow.chain import Chain, Factor
from tests import strategies
from tests.flow.chains import chain_of, dense, flow_of, fundamental, hitting, matrices, solved

SEEDS = st.integers(0, 10_000)


@given(strategies.journeys())
def test_journeys_agree_with_the_fundamental_matrix(data: Any) -> None:
    """Visits, reach, time and completion equal those of N = (I − Q)⁻¹."""
    graph, flow = flow_of(data)
    names, q, entries = dense(graph)
    if not names:
        assert flow.completion == 0
        return
    inverse = np.linalg.inv(np.eye(len(names)) - q)
    visits = entries @ inverse
    for i, name in enumerate(names):
        assert flow.visits[name] == pytest.approx(visits[i], abs=1e-9)
        assert flow.reach[name] == pytest.approx(visits[i] / inverse[i, i], abs=1e-9)
    rewards = np.array([float(list(graph.touchpoints).index(name) % 7) for name in names])
    assert flow.duration.value == pytest.approx(float(visits @ rewards), abs=1e-9)


@given(SEEDS)
def test_forward_and_backward_solve_the_same_equations(seed: int) -> None:
    """N r and α N by the dense inverse; several right sides at once equal them one by one."""
    chain = chain_of(seed)
    factor, inverse = solved(chain), fundamental(chain)
    rewards = np.random.default_rng(seed).normal(size=(chain.states, 3))
    assert factor.forward(rewards) == pytest.approx(inverse @ rewards)
    assert factor.forward(rewards[:, 0]) == pytest.approx(factor.forward(rewards)[:, 0])
    assert factor.visits == pytest.approx(chain.entries @ inverse)
    assert condition(factor) == pytest.approx(2 * max(0.5, float(inverse.sum(axis=1).max())))


@given(SEEDS)
def test_the_variance_equals_that_of_the_second_moments(seed: int) -> None:
    """E[X²] from each state solves m = r² + s² + 2 r Q g + Q m; the variance is α m − (α g)²."""
    chain = chain_of(seed)
    factor, inverse = solved(chain), fundamental(chain)
    rng = np.random.default_rng(seed)
    rewards, own = rng.random(chain.states) * chain.free, rng.random(chain.states)
    q, _ = matrices(chain)
    ahead = inverse @ rewards
    moments = inverse @ (rewards**2 + own + 2 * rewards * (q @ ahead))
    expected = chain.entries @ moments - (chain.entries @ ahead) ** 2
    assert variance(factor, factor.forward(rewards), own) == pytest.approx(expected, rel=1e-8, abs=1e-9)


@given(strategies.journeys())
def test_time_of_those_who_complete_is_that_of_the_chain_they_follow(data: Any) -> None:
    """The Doob transform: given completion, customers move with shares p b(j)/b(i); their mean by dense algebra."""
    graph, flow = flow_of(data)
    names = [name for name, chance in flow.completion_from.items() if chance > 0]
    if flow.completion <= 0:
        assert flow.duration.completed is None
        return
    chance = flow.completion_from
    q = np.zeros((len(names), len(names)))
    for edge in graph.edges:
        if edge.source in names and edge.target in names:
            q[names.index(edge.source), names.index(edge.target)] += (
                edge.share * chance[edge.target] / chance[edge.source]
            )
    entries = np.array([graph.entries.get(name, 0.0) * chance[name] for name in names]) / flow.completion
    rewards = np.array([float(list(graph.touchpoints).index(name) % 7) for name in names])
    assert flow.duration.completed == pytest.approx(float(entries @ np.linalg.solve(np.eye(len(names)) - q, rewards)))


@given(SEEDS)
@settings(max_examples=60)
def test_reach_is_the_probability_of_hitting(seed: int) -> None:
    """Against each state made absorbing, in chains with loops, traps and states nobody gets to."""
    chain = chain_of(seed, states=10, ends=1)
    found = returns.reach(chain, solved(chain))
    assert found == pytest.approx([hitting(chain, state) for state in range(chain.states)], abs=1e-8)


@given(SEEDS)
def test_elimination_without_subtraction_solves_the_same_equations(seed: int) -> None:
    """Against the dense inverse, for rewards and entries, one right side and three."""
    chain = chain_of(seed)
    free, inverse = np.flatnonzero(chain.free), fundamental(chain)
    if not len(free):
        return
    q, r = matrices(chain)
    away = r.sum(axis=1) + q[:, ~chain.free].sum(axis=1)
    found = Eliminated(q[np.ix_(free, free)], away[free])
    right = np.random.default_rng(seed).normal(size=(len(free), 3))
    assert found.solve(right) == pytest.approx(inverse[np.ix_(free, free)] @ right)
    assert found.solve(right[:, 0], trans="T") == pytest.approx(right[:, 0] @ inverse[np.ix_(free, free)])


def small_loops(groups: int, size: int) -> Chain:
    """Return rings one after the other: each state goes on round its ring, or to the next ring."""
    states = groups * size
    here = np.arange(states)
    ring = here - here % size + (here + 1) % size
    onwards = np.minimum((here // size + 1) * size, states)
    entries = np.zeros(states)
    entries[0] = 1.0
    return Chain(states, 1, np.concatenate([here, here]), np.concatenate([ring, onwards]),
                 np.concatenate([np.full(states, 0.7), np.full(states, 0.3)]), entries)  # fmt: skip


@pytest.mark.parametrize("block", [1, 40, returns.BLOCK])
def test_returns_are_the_diagonal_of_the_inverse(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups of many sizes side by side, in blocks of any width."""
    monkeypatch.setattr(returns, "BLOCK", block)
    for chain in (*(chain_of(seed, 40, 4, 2) for seed in range(20)), small_loops(7, 5), small_loops(30, 1)):
        found = returns.returns(chain, chain.free)
        assert found[chain.free] == pytest.approx(np.diag(fundamental(chain))[chain.free])


def test_many_small_loops_cost_one_factorisation(monkeypatch: pytest.MonkeyPatch) -> None:
    """500 rings of four: factored together, solved for the four members of all rings at once."""
    chain, sizes = small_loops(500, 4), []
    through = chain.free
    factored = returns.factored
    monkeypatch.setattr(returns, "factored", lambda *args: sizes.append(len(args[1])) or factored(*args))
    assert returns.returns(chain, through) == pytest.approx(np.full(2000, 1 / (1 - 0.7**4)))
    assert sizes == [2000]


@given(SEEDS)
@settings(max_examples=60)
def test_slopes_give_the_exact_what_if(seed: int) -> None:
    """Sherman and Morrison: a change h along one edge gives J + h·slope/(1 − h c), c by the dense inverse.

    The slope is exact if the formula gives what solving the changed chain gives, for small and large changes.
    """
    chain, rng = chain_of(seed), np.random.default_rng(seed)
    rewards, terminal = rng.random(chain.states), rng.random(chain.ends)
    factor, inverse = solved(chain), fundamental(chain)
    found = slopes(factor, rewards, terminal)
    for edge in range(len(chain.shares)):
        source, share = chain.sources[edge], chain.shares[edge]
        if not chain.free[source] or not 0.01 < share < 0.99:
            continue
        direction = np.where(chain.sources == source, -chain.shares / (1 - share), 0.0)
        direction[edge] = 1.0
        inner = np.concatenate([inverse[:, source], np.zeros(chain.ends)])
        back = float(direction @ inner[chain.targets])
        for h in (1e-3, -0.3 * share, 0.5 * (1 - share)):
            changed = Chain(chain.states, chain.ends, chain.sources, chain.targets, chain.shares + h * direction,
                            chain.entries)  # fmt: skip
            again = slopes(Factor(changed, changed.free), rewards * chain.free, terminal).value
            assert found.value + h * found.edges[edge] / (1 - h * back) == pytest.approx(again, rel=1e-8, abs=1e-10)


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
