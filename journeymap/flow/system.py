"""A journey's graph as a chain: positions for names, factored once."""

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property, lru_cache

import numpy as np

from journeymap.flow.amounts import condition
from journeymap.flow.chain import SMALL, Chain, Factor
from journeymap.flow.returns import reach
from journeymap.flow.types import Vector
from journeymap.graph import JourneyGraph
from journeymap.records import dataclass

KEPT = 128
"""Small chains that are kept: most states of a journey, and of its groups, differ in readings and not in ways."""

Ways = tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, eq=False)
class Solved:
    """A chain and what follows from its shares alone, each computed once."""

    chain: Chain

    @cached_property
    def factor(self) -> Factor:
        """Return I − Q factored over the touchpoints that lead to an outcome; any other traps who gets there."""
        return Factor(self.chain, self.chain.free)

    @cached_property
    def reach(self) -> Vector:
        """Return the probability of at least one visit to each state, 0-1, shape ``(states,)``."""
        return reach(self.chain, self.factor)

    @cached_property
    def condition(self) -> float:
        """Return a bound on the condition of the equations."""
        return condition(self.factor)


def solved(states: int, ends: int, ways: Ways, entries: tuple[float, ...]) -> Solved:
    """Return a chain to be solved.

    Parameters
    ----------
    states, ends
        How many.
    ways
        Source, target and share of each edge, by position.
    entries
        Probability of beginning in each state.
    """
    sources, targets, shares = zip(*ways, strict=True) if ways else ((), (), ())
    return Solved(Chain(
        states=states, ends=ends, sources=np.array(sources, dtype=np.intp), targets=np.array(targets, dtype=np.intp),
        shares=np.array(shares, dtype=np.float64), entries=np.array(entries, dtype=np.float64),
    ))  # fmt: skip


_kept = lru_cache(maxsize=KEPT)(solved)


@dataclass(frozen=True, eq=False)
class System:
    """A journey and its chain.

    Attributes
    ----------
    graph
        The journey.
    """

    graph: JourneyGraph = field(repr=False)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Return the positions of touchpoints, in the order of the map, and of outcomes behind them."""
        return {name: i for i, name in enumerate((*self.graph.touchpoints, *self.graph.journey.all_outcomes))}

    @cached_property
    def solved(self) -> Solved:
        """Return the chain, its edges those of the graph in their order; a small one is taken from memory."""
        places, states = self.places, len(self.graph.touchpoints)
        ways = tuple((places[edge.source], places[edge.target], edge.share) for edge in self.graph.edges)
        entries = tuple(self.graph.entries.get(name, 0.0) for name in self.graph.touchpoints)
        return (_kept if states <= SMALL else solved)(states, len(places) - states, ways, entries)

    @property
    def chain(self) -> Chain:
        """Return the chain."""
        return self.solved.chain

    @property
    def factor(self) -> Factor:
        """Return the factored chain."""
        return self.solved.factor

    def array(self, given: Mapping[str, float]) -> Vector:
        """Return values of touchpoints and outcomes by position, zero where none is given.

        Raises
        ------
        KeyError
            If a name is neither.
        """
        found = np.zeros(len(self.places))
        for name, value in given.items():
            found[self.places[name]] = value
        return found

    def touchpoints(self, values: Vector) -> dict[str, float]:
        """Return the values of the touchpoints by name."""
        return dict(zip(self.graph.touchpoints, values.tolist(), strict=True))
