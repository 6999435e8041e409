"""A journey's graph as a chain: positions for names, factored once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from journeymap.flow.chain import Chain, Factor
from journeymap.flow.types import Vector
from journeymap.graph import JourneyGraph


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
    def chain(self) -> Chain:
        """Return the chain; its edges are those of the graph, in their order."""
        places, edges, states = self.places, self.graph.edges, len(self.graph.touchpoints)
        return Chain(
            states=states,
            ends=len(places) - states,
            sources=np.array([places[edge.source] for edge in edges], dtype=np.intp),
            targets=np.array([places[edge.target] for edge in edges], dtype=np.intp),
            shares=np.array([edge.share for edge in edges], dtype=np.float64),
            entries=self.array(self.graph.entries)[:states],
        )

    @cached_property
    def factor(self) -> Factor:
        """Return I − Q factored over the touchpoints that lead to an outcome; any other traps who gets there."""
        return Factor(self.chain, self.chain.free)

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
