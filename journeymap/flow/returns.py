"""Probability of ever visiting a state: expected visits divided by the visits of one who is there.

A customer returns to a state only through its own strongly connected group, so
that the diagonal of (I − Q)⁻¹ is found group by group. Groups do not touch each
other: one factorisation of all of them, and one solve for the first member of
each, one for the second, and so on. Groups are taken together with those of
like size, so that many small loops cost a time linear in their number.
"""

import numpy as np

from journeymap.flow.chain import Chain, Factor, factored
from journeymap.flow.types import Indices, Mask, Vector

BLOCK = 1 << 16
"""Numbers held at once while solving for many members: half a MiB. From twice as many on, BLAS starts threads
for each small step, which wait for each other longer than they work."""


def reach(chain: Chain, factor: Factor) -> Vector:
    """Return the probability of at least one visit to each state, 0-1, shape ``(states,)``.

    A closed group is entered for good, and then all of it is visited; the states
    that lead only there are passed like any other.

    Parameters
    ----------
    chain
        The chain.
    factor
        I − Q factored over the free states.
    """
    through = chain.reachable & ~chain.closed
    if not np.array_equal(through, chain.free):
        factor = Factor(chain, through)
    found = np.minimum(1.0, factor.visits / returns(chain, through))
    if chain.closed.any():
        group = chain.components
        into = group[chain.sources] != group[chain.targets]
        arriving = np.bincount(
            group[chain.targets[into]], (factor.visits[chain.sources] * chain.shares)[into], minlength=len(group)
        ) + np.bincount(group[: chain.states], chain.entries, minlength=len(group))
        found[chain.closed] = np.minimum(1.0, arriving[group[: chain.states]][chain.closed])
    return found


def returns(chain: Chain, through: Mask) -> Vector:
    """Return the expected visits to each state of a customer who is there, at least 1, shape ``(states,)``."""
    found = np.ones(chain.states)
    group = chain.components
    size = np.bincount(group[: chain.states], minlength=len(group))[group[: chain.states]]
    itself = np.zeros(chain.states, dtype=bool)
    itself[chain.sources[chain.walked & (chain.sources == chain.targets)]] = True
    looped = through & ((size > 1) | itself)
    magnitude = np.frexp(size - 0.5)[1]
    for power in sorted(set(magnitude[looped].tolist())):
        _fill(found, chain, np.flatnonzero(looped & (magnitude == power)))
    return found


def _fill(found: Vector, chain: Chain, inside: Indices) -> None:
    """Solve for all members of some groups of like size."""
    group = chain.components
    order = np.argsort(group[inside], kind="stable")
    inside = inside[order]
    starts = np.flatnonzero(np.diff(group[inside], prepend=-1))
    members = np.diff(starts, append=len(inside))
    rank = np.arange(len(inside)) - np.repeat(starts, members)
    lu = factored(chain, inside, group)
    width = max(1, BLOCK // len(inside))
    for first in range(0, int(members.max()), width):
        chosen = np.flatnonzero((rank >= first) & (rank < first + width))
        units = np.zeros((len(inside), int(rank[chosen].max()) - first + 1))
        units[chosen, rank[chosen] - first] = 1.0
        found[inside[chosen]] = lu.solve(units)[chosen, rank[chosen] - first]
