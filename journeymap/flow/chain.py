"""The chain as arrays, and the one factorisation that answers every question about it.

Nothing here knows what a journey is: states and ends are positions.
"""

from dataclasses import field
from functools import cached_property
from typing import Any, Protocol, cast

import numpy as np

from journeymap.flow.careful import Eliminated
from journeymap.flow.types import Indices, Mask, Vector
from journeymap.model.groups import strong_groups
from journeymap.records import dataclass

ILL_CONDITIONED = 1e8
"""Condition from which half of the sixteen digits of a number may be lost."""

CAREFUL = 2000
"""States that are eliminated carefully if need be; it takes their cube in time."""

SMALL = 100
"""States up to which all is done here: importing SciPy takes longer than solving dozens of such chains."""


class Solver(Protocol):
    """Factors of a matrix."""

    def solve(self, right: Vector, trans: str = "N") -> Vector:
        """Return the solution for one or more right sides; for the transposed matrix with ``trans="T"``."""
        ...


@dataclass(frozen=True, eq=False)
class Chain:
    """A Markov chain with states customers pass through and ends they stay in.

    Attributes
    ----------
    states, ends
        How many; targets from `states` on are ends.
    sources, targets
        Where each edge leads from and to, shape ``(edges,)``; two edges may join the same pair.
    shares
        Probability of each edge at its source, 0-1, shape ``(edges,)``; those of one source sum to 1.
    entries
        Probability of beginning in each state, shape ``(states,)``, summing to 1.
    """

    states: int
    ends: int
    sources: Indices = field(repr=False)
    targets: Indices = field(repr=False)
    shares: Vector = field(repr=False)
    entries: Vector = field(repr=False)

    @cached_property
    def walked(self) -> Mask:
        """Return which edges anybody takes, shape ``(edges,)``."""
        return self.shares > 0

    @cached_property
    def reachable(self) -> Mask:
        """Return the states some customer can get to, shape ``(states,)``."""
        starts = np.flatnonzero(self.entries > 0)
        return self._closure(self.sources[self.walked], self.targets[self.walked], starts)[: self.states]

    @cached_property
    def free(self) -> Mask:
        """Return the reachable states from which an end can be reached, shape ``(states,)``."""
        ends = np.arange(self.states, self.states + self.ends)
        leads = self._closure(self.targets[self.walked], self.sources[self.walked], ends)[: self.states]
        return self.reachable & leads

    @cached_property
    def traps(self) -> bool:
        """Tell whether some customer can get to where no end can be reached."""
        return bool((self.reachable & ~self.free).any())

    @cached_property
    def components(self) -> Indices:
        """Return the number of the strongly connected group each node is in, shape ``(states + ends,)``."""
        sources, targets = self.sources[self.walked], self.targets[self.walked]
        if self.states <= SMALL:
            found = np.zeros(self.states + self.ends, dtype=np.intp)
            for number, group in enumerate(strong_groups(_ways(self.states + self.ends, sources, targets))):
                found[list(group)] = number
            return found
        from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - slow to import

        return np.asarray(connected_components(self._links(sources, targets), connection="strong")[1], dtype=np.intp)

    @cached_property
    def closed(self) -> Mask:
        """Return the reachable states in a group that nothing leaves, shape ``(states,)``."""
        group = self.components
        leaves = self.walked & (group[self.sources] != group[self.targets])
        left = np.zeros(len(group), dtype=bool)
        left[group[self.sources[leaves]]] = True
        return self.reachable & ~left[group[: self.states]]

    def sum_over_ways(self, values: Vector) -> Vector:
        """Return the mean of a value over the ways out of each state: edges ``(edges,)`` to ``(states,)``."""
        return np.asarray(np.bincount(self.sources, self.shares * values, self.states), dtype=np.float64)

    def _links(self, sources: Indices, targets: Indices, extra: int = 0) -> Any:
        from scipy.sparse import csr_array  # noqa: PLC0415 - slow to import

        nodes = self.states + self.ends + extra
        return csr_array((np.ones(len(sources)), (sources, targets)), shape=(nodes, nodes))

    def _closure(self, sources: Indices, targets: Indices, starts: Indices) -> Mask:
        """Return what can be reached from the starts, in a large chain by a search from one node before them."""
        root = self.states + self.ends
        if self.states <= SMALL:
            return _reached(_ways(root, sources, targets), starts)
        from scipy.sparse.csgraph import breadth_first_order  # noqa: PLC0415 - slow to import

        before = np.full(len(starts), root)
        links = self._links(np.concatenate([sources, before]), np.concatenate([targets, starts]), extra=1)
        found = np.zeros(root + 1, dtype=bool)
        found[breadth_first_order(links, root, return_predecessors=False)] = True
        return found


def _ways(nodes: int, sources: Indices, targets: Indices) -> dict[int, list[int]]:
    """Return where each node leads."""
    found: dict[int, list[int]] = {node: [] for node in range(nodes)}
    for source, target in zip(sources.tolist(), targets.tolist(), strict=True):
        found[source].append(target)
    return found


def _reached(ways: dict[int, list[int]], starts: Indices) -> Mask:
    found = np.zeros(len(ways), dtype=bool)
    frontier = starts.tolist()
    seen = set(frontier)
    while frontier:
        fresh = set(ways[frontier.pop()]) - seen
        seen |= fresh
        frontier += fresh
    found[list(seen)] = True
    return found


class Factor:
    """I − Q over some states of a chain, factored once.

    The matrix is a diagonally dominant M-matrix, so that the diagonal is a
    stable pivot (Golub and Van Loan, *Matrix Computations*, section 4.1.1) and
    the column order alone decides the fill. COLAMD is quicker than minimum
    degree on AᵀA or A + Aᵀ for journeys, above all for those in which many
    touchpoints lead to the same one.

    Parameters
    ----------
    chain
        The chain.
    inside
        The states to solve for, shape ``(states,)``: an end, or a state
        outside, must be reachable from each. All other states count as zero.
    """

    def __init__(self, chain: Chain, inside: Mask) -> None:
        self.chain = chain
        self.inside = np.flatnonzero(inside)
        self._lu = factored(chain, self.inside) if len(self.inside) else None
        self.visits: Vector = self.backward(chain.entries)

    def forward(self, rewards: Vector) -> Vector:
        """Return the expected sum of rewards from each state on, (I − Q)⁻¹ r.

        Parameters
        ----------
        rewards
            Per visit, shape ``(states,)`` or ``(states, k)`` for `k` of them at once.
        """
        return self._embedded(rewards, "N")

    def backward(self, weights: Vector) -> Vector:
        """Return the adjoint, (I − Qᵀ)⁻¹ w: from entries, the expected visits; shape ``(states,)``."""
        return self._embedded(weights, "T")

    def _embedded(self, values: Vector, side: str) -> Vector:
        found = np.zeros_like(values)
        if self._lu is not None:
            found[self.inside] = self._lu.solve(values[self.inside], trans=side)
        return found


def factored(chain: Chain, inside: Indices, groups: Indices | None = None) -> Solver:
    """Factor I − Q over some states.

    Parameters
    ----------
    chain
        The chain.
    inside
        Positions of the states, at least one, in order, shape ``(k,)``.
    groups
        Number of the group of each node; only edges within a group count if given.

    Returns
    -------
    Solver
        Sparse LU factors; for a small chain, and where those would lose too many
        digits, factors found without subtraction.
    """
    size = len(inside)
    place = np.full(chain.states + chain.ends, -1)
    place[inside] = np.arange(size)
    rows, columns = place[chain.sources], place[chain.targets]
    left = (rows >= 0) & chain.walked
    kept = left & (columns >= 0)
    if groups is not None:
        kept &= groups[chain.sources] == groups[chain.targets]
    found = _sparse(chain.shares[kept], rows[kept], columns[kept], size) if chain.states > SMALL else None
    if found is not None:
        return found
    moves = np.zeros((size, size))
    np.add.at(moves, (rows[kept], columns[kept]), chain.shares[kept])
    left &= ~kept
    return Eliminated(moves, np.asarray(np.bincount(rows[left], chain.shares[left], size), dtype=np.float64))


def _sparse(shares: Vector, rows: Indices, columns: Indices, size: int) -> Solver | None:
    """Return the LU factors of I − Q; `None` if they are worth too little and there is time to do better."""
    from scipy.sparse import csc_array, eye_array  # noqa: PLC0415 - slow to import
    from scipy.sparse.linalg import splu  # noqa: PLC0415 - as above

    moves = csc_array((shares, (rows, columns)), shape=(size, size))
    try:
        found = cast("Solver", splu(eye_array(size, format="csc") - moves, permc_spec="COLAMD", diag_pivot_thresh=0.0))
    except RuntimeError:
        # "Factor is exactly singular": some way leads out of each state, but its share was rounded away.
        return None
    visits = found.solve(np.ones(size))
    sound = bool(np.isfinite(visits).all()) and visits.min() > 0.5 and 2 * visits.max() <= ILL_CONDITIONED
    return found if sound or size > CAREFUL else None
