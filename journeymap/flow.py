"""How customers move: an absorbing Markov chain over the journey graph.

With touchpoint-to-touchpoint shares Q, ways to outcomes R and entries α, one
sparse LU factorisation of I − Q answers everything: expected visits, outcome
probabilities, expected time, contacts and cost with their sensitivities.

References
----------
J. G. Kemeny and J. L. Snell, *Finite Markov Chains*, 1960, chapter III.
C. M. Grinstead and J. L. Snell, *Introduction to Probability*, 2nd ed., section 11.2.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array
from scipy.sparse.linalg import splu

from journeymap.graph import Edge, JourneyGraph

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Expected:
    """An expected amount per customer who starts.

    Attributes
    ----------
    value
        The sum over what is known; a lower bound where something is unknown.
    known
        Part of the expected visits for which the amount is known, 0-1.
    deviation
        Standard deviation, from the routes alone; `None` where not computed.
    """

    value: float
    known: float
    deviation: float | None = None


@dataclass(frozen=True)
class DropOff:
    """Customers lost at one touchpoint.

    Attributes
    ----------
    touchpoint, outcome
        Where they are and how they end.
    share
        Part of all customers who start.
    """

    touchpoint: str
    outcome: str
    share: float


@dataclass(frozen=True)
class Flow:
    """What the chain says about one journey.

    Attributes
    ----------
    visits
        Expected visits per customer who starts, by touchpoint.
    reach
        Probability of at least one visit, by touchpoint.
    outcomes
        Probability of each outcome; together with `trapped` they sum to 1.
    trapped
        Probability of ending where no way leads out.
    completion
        Probability of a good outcome.
    completion_from
        The same, from each touchpoint on.
    duration, waiting, cost
        Expected amounts per customer, in minutes, minutes and the currency.
    contacts, hand_offs
        Expected numbers per customer.
    losses
        Every loss by touchpoint and outcome, largest first.
    traversals
        Expected number of times each edge is taken, in the order of the graph's edges.
    leverage
        Derivative of completion with respect to each edge's share, its other ways
        shrinking in proportion; in the order of the graph's edges.
    """

    visits: Mapping[str, float]
    reach: Mapping[str, float]
    outcomes: Mapping[str, float]
    trapped: float
    completion: float
    completion_from: Mapping[str, float] = field(repr=False)
    duration: Expected
    waiting: Expected
    cost: Expected
    contacts: float
    hand_offs: float
    losses: tuple[DropOff, ...] = field(repr=False)
    traversals: tuple[float, ...] = field(repr=False)
    leverage: tuple[float, ...] = field(repr=False)

    @property
    def churn(self) -> float:
        """Return the probability that the customer is lost: everything but completion."""
        return max(0.0, 1.0 - self.completion)


def solve(graph: JourneyGraph, amount: Callable[[str, str], float | None]) -> Flow:
    """Solve the chain of one journey.

    Parameters
    ----------
    graph
        The journey. Touchpoints without a way to an outcome are taken out
        first: who gets there counts as trapped.
    amount
        Gives ``duration``, ``waiting`` (minutes) and ``cost`` of a visit to a
        touchpoint, by touchpoint and name; `None` where unknown.
    """
    return _Solver(graph, amount).flow()


class _Solver:
    """One factorisation and the solves that use it."""

    def __init__(self, graph: JourneyGraph, amount: Callable[[str, str], float | None]) -> None:
        self.graph = graph
        self.amount = amount
        self.names = [name for name in graph.touchpoints if name in graph.reachable and name not in graph.stuck]
        self.index = {name: i for i, name in enumerate(self.names)}
        self.edges = graph.edges
        self.lu = self.factor()
        entries = np.zeros(len(self.names))
        for name, part in graph.entries.items():
            if name in self.index:
                entries[self.index[name]] = part
        self.entries: Vector = entries
        self.visits: Vector = self.backward(entries)

    def factor(self) -> Any:
        """Factor I − Q; the matrix is diagonally dominant, so no pivoting is needed."""
        inner = [e for e in self.edges if e.source in self.index and e.target in self.index]
        n = len(self.names)
        rows = [self.index[e.source] for e in inner] + list(range(n))
        columns = [self.index[e.target] for e in inner] + list(range(n))
        values = [-e.share for e in inner] + [1.0] * n
        if not n:
            return None
        matrix = csc_array((values, (rows, columns)), shape=(n, n))
        return splu(matrix, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options={"SymmetricMode": True})

    def forward(self, rewards: Vector) -> Vector:
        """Expected sum of rewards from each touchpoint on: (I − Q)⁻¹ r."""
        result: Vector = self.lu.solve(rewards) if self.lu is not None else rewards
        return result

    def backward(self, weights: Vector) -> Vector:
        """The adjoint, from the entries: (I − Qᵀ)⁻¹ α."""
        result: Vector = self.lu.solve(weights, trans="T") if self.lu is not None else weights
        return result

    def flow(self) -> Flow:
        outcomes = self.outcome_shares()
        good = {name for name in outcomes if self.graph.outcome_kind(name).good}
        success = self.forward(self.towards(good))
        visits = {name: float(self.visits[i]) for name, i in self.index.items()}
        everywhere = {name: visits.get(name, 0.0) for name in self.graph.touchpoints}
        traversals = tuple(everywhere[e.source] * e.share for e in self.edges)
        return Flow(
            visits=everywhere,
            reach=self.reach(everywhere),
            outcomes=outcomes,
            trapped=max(0.0, 1.0 - sum(outcomes.values())) if self.graph.stuck else 0.0,
            completion=float(self.entries @ success),
            completion_from={name: float(success[i]) for name, i in self.index.items()},
            duration=self.expected("duration"),
            waiting=self.expected("waiting"),
            cost=self.expected("cost"),
            contacts=sum(v for name, v in visits.items() if self.graph.contact(name)),
            hand_offs=sum(t for t, e in zip(traversals, self.edges, strict=True) if e.handoff),
            losses=self.losses(traversals),
            traversals=traversals,
            leverage=self.leverage(success, good),
        )

    def outcome_shares(self) -> dict[str, float]:
        shares = dict.fromkeys(self.graph.outcomes, 0.0)
        for edge in self.edges:
            if edge.source in self.index and edge.target in shares:
                shares[edge.target] += float(self.visits[self.index[edge.source]]) * edge.share
        return shares

    def towards(self, outcomes: set[str]) -> Vector:
        """Probability of stepping from each touchpoint straight into one of the outcomes."""
        step = np.zeros(len(self.names))
        for edge in self.edges:
            if edge.source in self.index and edge.target in outcomes:
                step[self.index[edge.source]] += edge.share
        return step

    def reach(self, visits: Mapping[str, float]) -> dict[str, float]:
        """P(at least one visit) = visits / returns; only touchpoints in a loop have returns over 1."""
        reach = {name: min(1.0, value) for name, value in visits.items()}
        for group in self.graph.loops:
            for name in group & self.index.keys():
                unit = np.zeros(len(self.names))
                unit[self.index[name]] = 1.0
                returns = float(self.forward(unit)[self.index[name]])
                reach[name] = min(1.0, visits[name] / returns)
        for group in self.traps():
            hit = self.hitting(group)
            reach.update(dict.fromkeys(group, hit))
        return reach

    def traps(self) -> list[frozenset[str]]:
        """Group the trapped touchpoints: a closed circle is reached as a whole, any other one by itself."""
        circles = [group for group in self.graph.loops if group <= self.graph.stuck]
        closed = [g for g in circles if all(e.target in g for n in g for e in self.graph.outgoing[n] if e.share > 0)]
        inside = {name for group in closed for name in group}
        return [*closed, *(frozenset({name}) for name in sorted(self.graph.stuck - inside))]

    def hitting(self, group: frozenset[str]) -> float:
        """Probability of ever getting into a group: a chain in which the group absorbs."""
        leads, frontier = set(group), list(group)
        while frontier:
            for edge in self.graph.incoming[frontier.pop()]:
                if edge.share > 0 and edge.source not in leads:
                    leads.add(edge.source)
                    frontier.append(edge.source)
        names = sorted(leads - group)
        index = {name: i for i, name in enumerate(names)}
        matrix, step = np.eye(len(names)), np.zeros(len(names))
        for name in names:
            for edge in self.graph.outgoing[name]:
                if edge.target in index:
                    matrix[index[name], index[edge.target]] -= edge.share
                elif edge.target in group:
                    step[index[name]] += edge.share
        found = np.linalg.solve(matrix, step) if names else step
        entries = self.graph.entries
        return min(1.0, sum(p if n in group else p * float(found[index[n]]) for n, p in entries.items() if n in leads))

    def expected(self, what: str) -> Expected:
        """Expected sum of an amount, its spread over the routes, and how much of it is known."""
        given = [self.amount(name, what) for name in self.names]
        rewards = np.array([value or 0.0 for value in given])
        known = np.array([value is not None for value in given], dtype=float)
        total = float(self.visits.sum())
        covered = float(self.visits @ known) / total if total else 0.0
        ahead = self.forward(rewards)
        return Expected(float(self.entries @ ahead), covered, self.deviation(ahead))

    def deviation(self, ahead: Vector) -> float:
        """Square root of the variance of a sum of fixed rewards along the way.

        Total variance (Sobel 1982): each step adds the spread of what lies
        ahead over its ways out; no cancelling of large squares.
        """
        mean_next, square_next = np.zeros(len(self.names)), np.zeros(len(self.names))
        for edge in self.edges:
            if edge.source in self.index and edge.target in self.index:
                i, j = self.index[edge.source], self.index[edge.target]
                mean_next[i] += edge.share * ahead[j]
                square_next[i] += edge.share * ahead[j] ** 2
        spread = np.maximum(square_next - mean_next**2, 0.0)
        start = float(self.entries @ ahead**2 - (self.entries @ ahead) ** 2)
        return float(np.sqrt(max(0.0, float(self.visits @ spread) + start)))

    def losses(self, traversals: tuple[float, ...]) -> tuple[DropOff, ...]:
        lost: dict[tuple[str, str], float] = {}
        for edge, taken in zip(self.edges, traversals, strict=True):
            bad = edge.target not in self.graph.touchpoints and not self.graph.outcome_kind(edge.target).good
            if bad and taken > 0:
                key = (edge.source, edge.target)
                lost[key] = lost.get(key, 0.0) + taken
        found = [DropOff(*key, share) for key, share in lost.items()]
        return tuple(sorted(found, key=lambda drop: (-drop.share, drop.touchpoint, drop.outcome)))

    def leverage(self, success: Vector, good: set[str]) -> tuple[float, ...]:
        """dC/dp for each edge = visits·(worth of its end − mean worth of the other ends)."""

        def worth(edge: Edge) -> float:
            if edge.target in self.index:
                return float(success[self.index[edge.target]])
            return 1.0 if edge.target in good else 0.0

        found: list[float] = []
        for edge in self.edges:
            if edge.source not in self.index or edge.share >= 1:
                found.append(0.0)
                continue
            mean = float(success[self.index[edge.source]])
            found.append(float(self.visits[self.index[edge.source]]) * (worth(edge) - mean) / (1 - edge.share))
        return tuple(found)
