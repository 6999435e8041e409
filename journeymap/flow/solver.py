"""From a journey to its flow."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from journeymap.flow.amounts import slopes, variance
from journeymap.flow.result import DropOff, Expected, Flow, Passage
from journeymap.flow.system import System
from journeymap.flow.types import Vector
from journeymap.graph import JourneyGraph

Amount = Callable[[str, str], float | None]


def solve(graph: JourneyGraph, amount: Amount, deviation: Amount | None = None) -> Flow:
    """Solve the chain of one journey.

    Parameters
    ----------
    graph
        The journey. Touchpoints without a way to an outcome are taken out
        first: who gets there counts as trapped.
    amount
        Gives ``duration``, ``waiting`` (minutes) and ``cost`` of a visit to a
        touchpoint, by touchpoint and name; `None` where unknown.
    deviation
        Gives their standard deviation between visits in the same way. Without
        it, and where it is unknown, the spread is that of the routes alone.
    """
    system = System(graph)
    chain, factor = system.chain, system.factor
    success = slopes(factor, np.zeros(chain.states), _good(graph))
    traversals = factor.visits[chain.sources] * chain.shares
    outcomes = _outcomes(system, traversals)
    visits = system.touchpoints(factor.visits)
    ahead = success.ahead.tolist()
    taken = tuple(traversals.tolist())

    def expected(what: str) -> Expected:
        given = [amount(name, what) for name in graph.touchpoints]
        own = [deviation(name, what) for name in graph.touchpoints] if deviation else None
        return _expected(system, given, own, success.ahead)

    return Flow(
        visits=visits,
        outcomes=outcomes,
        trapped=_trapped(system, outcomes),
        completion=success.value,
        completion_from={name: ahead[i] for i, name in enumerate(graph.touchpoints) if chain.free[i]},
        duration=expected("duration"),
        waiting=expected("waiting"),
        cost=expected("cost"),
        contacts=sum(v for name, v in visits.items() if graph.contact(name)),
        hand_offs=sum(t for t, e in zip(taken, graph.edges, strict=True) if e.handoff),
        losses=_losses(graph, taken),
        traversals=taken,
        leverage=tuple(success.edges.tolist()),
        condition=system.solved.condition,
        system=system,
    )


def passage(graph: JourneyGraph) -> Passage:
    """Solve the chain of one journey for what hangs on its shares alone."""
    system = System(graph)
    chain, factor = system.chain, system.factor
    traversals = factor.visits[chain.sources] * chain.shares
    return Passage(
        visits=system.touchpoints(factor.visits),
        trapped=_trapped(system, _outcomes(system, traversals)),
        completion=slopes(factor, np.zeros(chain.states), _good(graph)).value,
        traversals=tuple(traversals.tolist()),
        system=system,
    )


def _good(graph: JourneyGraph) -> Vector:
    """Return which outcomes are good ones, 0 or 1, in the order of the journey."""
    return np.array([record.kind.good for record in graph.journey.all_outcomes.values()], dtype=np.float64)


def _outcomes(system: System, traversals: Vector) -> dict[str, float]:
    chain = system.chain
    ends = np.bincount(chain.targets, traversals, minlength=chain.states + chain.ends)[chain.states :]
    arriving = dict(zip(system.graph.journey.all_outcomes, ends.tolist(), strict=True))
    return {name: arriving[name] for name in system.graph.outcomes}


def _trapped(system: System, outcomes: Mapping[str, float]) -> float:
    return max(0.0, 1.0 - sum(outcomes.values())) if system.chain.traps else 0.0


def _expected(
    system: System, given: Sequence[float | None], own: Sequence[float | None] | None, success: Vector
) -> Expected:
    """Expected sum of an amount, its spread, and how much of it is known."""
    factor = system.factor
    rewards, known = _known(given)
    ahead = factor.forward(rewards)
    total = float(factor.visits.sum())
    completing = factor.visits * success
    completion = float(system.chain.entries @ success)
    return Expected(
        value=float(system.chain.entries @ ahead),
        known=float(factor.visits @ known) / total if total else 0.0,
        deviation=float(np.sqrt(variance(factor, ahead, _known(own)[0] ** 2 if own else None))),
        completed=float(completing @ rewards) / completion if completion > 0 else None,
    )


def _known(given: Sequence[float | None]) -> tuple[Vector, Vector]:
    """Values with zero for what is unknown, and which are known."""
    return (
        np.array([0.0 if value is None else value for value in given], dtype=np.float64),
        np.array([value is not None for value in given], dtype=np.float64),
    )


def _losses(graph: JourneyGraph, traversals: Sequence[float]) -> tuple[DropOff, ...]:
    lost: dict[tuple[str, str], float] = {}
    for edge, taken in zip(graph.edges, traversals, strict=True):
        if taken > 0 and edge.target not in graph.touchpoints and not graph.outcome_kind(edge.target).good:
            key = (edge.source, edge.target)
            lost[key] = lost.get(key, 0.0) + taken
    found = [DropOff(*key, share) for key, share in lost.items()]
    return tuple(sorted(found, key=lambda drop: (-drop.share, drop.touchpoint, drop.outcome)))
