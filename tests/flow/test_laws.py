"""Laws of every flow."""

from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journeymap.flow.amounts import slopes, variance
from journeymap.flow.chain import Chain
from journeymap.flow.returns import reach
from tests import strategies
from tests.flow.chains import chain_of, flow_of, rounding, solved

SEEDS = st.integers(0, 10_000)


def figures(chain: Chain, rewards: Any, terminal: Any) -> tuple[Any, ...]:
    """Return visits, reach, a sum, its variance and its slopes."""
    factor = solved(chain)
    found = slopes(factor, rewards, terminal)
    return factor.visits, reach(chain, factor), found.value, variance(factor, factor.forward(rewards)), found.edges


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
def test_names_do_not_matter(data: Any) -> None:
    """Other ids for the touchpoints, in another alphabetical order, change no figure."""
    renamed = {f"t{i}": f"x{8 - i}" for i in range(9)}
    stages = {
        stage: {"touchpoints": {
            renamed[name]: point | ({"next": {renamed[k]: v for k, v in point["next"].items()}} if "next" in point else {})
            for name, point in record["touchpoints"].items()}}
        for stage, record in data["stages"].items()
    }  # fmt: skip
    starts = {"starts": {renamed[k]: v for k, v in data["starts"].items()}} if "starts" in data else {}
    (_, before), (_, after) = flow_of(data), flow_of(data | {"stages": stages} | starts)
    assert {renamed[name]: visits for name, visits in before.visits.items()} == pytest.approx(dict(after.visits))
    assert {renamed[name]: part for name, part in before.reach.items()} == pytest.approx(dict(after.reach))
    assert before.outcomes == pytest.approx(dict(after.outcomes))
    assert before.leverage == pytest.approx(after.leverage)
    assert before.duration.value == pytest.approx(after.duration.value)


@given(SEEDS)
def test_order_does_not_matter(seed: int) -> None:
    """States and edges in any order give the same figures in that order."""
    chain, rng = chain_of(seed), np.random.default_rng(seed)
    rewards, terminal = rng.random(chain.states), rng.random(chain.ends)
    place, order = rng.permutation(chain.states), rng.permutation(len(chain.shares))
    node = np.concatenate([place, np.arange(chain.states, chain.states + chain.ends)])
    entries, moved = np.zeros(chain.states), np.zeros(chain.states)
    entries[place], moved[place] = chain.entries, rewards
    shuffled = Chain(chain.states, chain.ends, node[chain.sources][order], node[chain.targets][order],
                     chain.shares[order], entries)  # fmt: skip
    visits, hit, value, spread, edges = figures(chain, rewards, terminal)
    again = figures(shuffled, moved, terminal)
    assert again[0][place] == pytest.approx(visits)
    assert again[1][place] == pytest.approx(hit)
    assert again[2:4] == pytest.approx((value, spread))
    assert again[4] == pytest.approx(edges[order])


@given(SEEDS, st.floats(0.01, 0.95))
def test_a_loop_added_to_a_state_multiplies_its_visits_and_nothing_else(seed: int, share: float) -> None:
    """Who stays with probability q comes 1/(1 − q) times as often; other visits, reach and outcomes stay."""
    chain = chain_of(seed)
    state = int(np.flatnonzero(chain.free)[0]) if chain.free.any() else 0
    shares = np.where(chain.sources == state, chain.shares * (1 - share), chain.shares)
    looped = Chain(chain.states, chain.ends, np.append(chain.sources, state), np.append(chain.targets, state),
                   np.append(shares, share), chain.entries)  # fmt: skip
    before, after = solved(chain), solved(looped)
    expected = before.visits.copy()
    expected[state] /= 1 - share
    assert after.visits == pytest.approx(expected)
    assert reach(looped, after) == pytest.approx(reach(chain, before))


@given(SEEDS)
def test_an_edge_split_in_two_is_the_same_edge(seed: int) -> None:
    """Two ways between the same touchpoints, such as going on and failing, add up."""
    chain = chain_of(seed)
    half = Chain(chain.states, chain.ends, np.tile(chain.sources, 2), np.tile(chain.targets, 2),
                 np.tile(chain.shares / 2, 2), chain.entries)  # fmt: skip
    rng = np.random.default_rng(seed)
    rewards, terminal = rng.random(chain.states), rng.random(chain.ends)
    for one, two in zip(figures(chain, rewards, terminal)[:4], figures(half, rewards, terminal)[:4], strict=True):
        assert two == pytest.approx(one)


@given(SEEDS)
@example(1120)
def test_sums_are_linear_in_rewards_and_their_slopes_too(seed: int) -> None:
    """J(a r + b s) = a J(r) + b J(s); and J = Σ r dJ/dr + Σ terminal·arriving."""
    chain, rng = chain_of(seed), np.random.default_rng(seed)
    factor = solved(chain)
    (r, s), (x, y) = rng.normal(size=(2, chain.states)), rng.normal(size=(2, chain.ends))
    one, two, both = slopes(factor, r, x), slopes(factor, s, y), slopes(factor, 2 * r - 3 * s, 2 * x - 3 * y)
    assert both.value == pytest.approx(2 * one.value - 3 * two.value)
    loose = rounding(factor, one) + rounding(factor, two)
    assert np.all(np.abs(both.edges - (2 * one.edges - 3 * two.edges)) <= 1e-6 * np.abs(both.edges) + loose)
    assert slopes(factor, r, np.zeros(chain.ends)).value == pytest.approx(float(factor.visits @ r))


@given(SEEDS)
def test_more_towards_a_better_end_is_better(seed: int) -> None:
    """A slope is positive exactly where what lies behind the edge is worth more than the state's mean way."""
    chain, rng = chain_of(seed), np.random.default_rng(seed)
    factor = solved(chain)
    found = slopes(factor, np.zeros(chain.states), rng.random(chain.ends))
    counts = (factor.visits[chain.sources] > 1e-9) & (chain.shares < 1 - 1e-9)
    gap = found.beyond - found.ahead[chain.sources]
    clear = counts & (np.abs(gap) > 1e-9)
    assert (np.sign(found.edges[clear]) == np.sign(gap[clear])).all()
    weighted = np.bincount(chain.sources, chain.shares * gap, chain.states)[chain.free]
    assert weighted == pytest.approx(np.zeros_like(weighted), abs=1e-9)
