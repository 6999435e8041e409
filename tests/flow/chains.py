"""Chains to test with, and their answers by dense linear algebra: the second method."""

from typing import Any

import numpy as np

from journeymap.flow import Flow, solve
from journeymap.flow.amounts import Slopes
from journeymap.flow.chain import Chain, Factor
from journeymap.graph import JourneyGraph
from journeymap.graph import build as link
from journeymap.model.journey import Journey
from journeymap.model.workspace import Content, Workspace
from tests.support import journey

LOOP = journey("""
    wait: {channel: none, waiting: 3 d}
    call: {channel: phone, duration: 10 min, cost: 5 EUR, next: {wait: 40%, paid: 50%}}
    paid: {channel: sms, ends: completed}
""")
"""Visits to the call are geometric: 40 % come back, 50 % are paid, 10 % give up."""


def flow_of(data: Any) -> tuple[JourneyGraph, Flow]:
    """Solve a journey given as plain data; the n-th touchpoint takes n modulo 7 minutes."""
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


def chain_of(seed: int, states: int = 12, ends: int = 3, ways: int = 3) -> Chain:
    """Return a random chain; some edges repeat, some are walked by nobody, some states are unreachable or trapped."""
    rng = np.random.default_rng(seed)
    sources = np.repeat(np.arange(states), ways)
    targets = rng.integers(0, states + ends, sources.size)
    weights = rng.random(sources.size) * (rng.random(sources.size) < 0.8)
    weights[::ways] += 0.01
    shares = weights / np.bincount(sources, weights)[sources]
    entries = rng.random(states) * (rng.random(states) < 0.4)
    entries[0] += 0.1
    return Chain(states, ends, sources, targets, shares, entries / entries.sum())


def solved(chain: Chain) -> Factor:
    """Return the factored chain over its free states."""
    return Factor(chain, chain.free)


def matrices(chain: Chain) -> tuple[Any, Any]:
    """Return Q over all states and R to all ends, dense."""
    full = np.zeros((chain.states, chain.states + chain.ends))
    np.add.at(full, (chain.sources, chain.targets), chain.shares)
    return full[:, : chain.states], full[:, chain.states :]


def fundamental(chain: Chain) -> Any:
    """Return (I − Q)⁻¹ over the free states, zero elsewhere."""
    q, _ = matrices(chain)
    free = np.flatnonzero(chain.free)
    found = np.zeros((chain.states, chain.states))
    found[np.ix_(free, free)] = np.linalg.inv(np.eye(len(free)) - q[np.ix_(free, free)])
    return found


def hitting(chain: Chain, state: int) -> float:
    """Return the probability of ever getting to a state: h = Q h with h = 1 there, over those that lead to it."""
    q, _ = matrices(chain)
    leads = np.arange(chain.states) == state
    for _ in range(chain.states):
        leads |= (q[:, leads] > 0).any(axis=1)
    others = np.flatnonzero(leads & (np.arange(chain.states) != state))
    h = np.zeros(chain.states)
    h[state] = 1.0
    h[others] = np.linalg.solve(np.eye(len(others)) - q[np.ix_(others, others)], q[others, state])
    return float(chain.entries @ h)


def rounding(factor: Factor, found: Slopes) -> np.ndarray:
    """Return how far rounding may move each slope: v (y − ȳ) / (1 − p) subtracts numbers as large as y."""
    shares = factor.chain.shares
    others = np.where(shares < 1, 1 - shares, 1)
    most = max(1.0, float(np.max(np.abs(found.ahead), initial=0)), float(np.max(np.abs(found.beyond), initial=0)))
    return 1e-12 * np.maximum(1, factor.visits[factor.chain.sources] * most / others)
