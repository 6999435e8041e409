"""What the chain says about one journey, in its own names."""

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property

from journeymap.flow.amounts import slopes
from journeymap.flow.chain import ILL_CONDITIONED
from journeymap.flow.system import System
from journeymap.records import dataclass


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
        Standard deviation: of the routes, and of single visits where their spread is known.
    completed
        The same as `value`, among those who complete; `None` if nobody does.
        Where the impatient leave early, the mean of all makes a journey look quick.
    """

    value: float
    known: float
    deviation: float | None = None
    completed: float | None = None


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


@dataclass(frozen=True, eq=False)
class Passage:
    """How customers pass through a journey: what hangs on shares alone, and costs least to know.

    Attributes
    ----------
    visits, trapped, completion, traversals
        As in :class:`Flow`.
    """

    visits: Mapping[str, float]
    trapped: float
    completion: float
    traversals: tuple[float, ...] = field(repr=False)
    system: System = field(repr=False)

    @property
    def churn(self) -> float:
        """Return the probability that the customer is lost: everything but completion."""
        return max(0.0, 1.0 - self.completion)

    @cached_property
    def reach(self) -> Mapping[str, float]:
        """Return the probability of at least one visit, by touchpoint."""
        return self.system.touchpoints(self.system.solved.reach)


@dataclass(frozen=True)
class Sensitivity:
    """An expected sum J per customer who starts, and what moves it.

    Attributes
    ----------
    value
        J.
    edges
        dJ/dp of each edge, its touchpoint's other ways shrinking in proportion, in the order
        of the graph's edges; 0 for a way all take, as there is no other way to shrink.
    beyond
        What J still adds behind each edge, in the same order.
    touchpoints
        dJ/dr of the reward of each touchpoint: its expected visits.
    """

    value: float
    edges: tuple[float, ...] = field(repr=False)
    beyond: tuple[float, ...] = field(repr=False)
    touchpoints: Mapping[str, float] = field(repr=False)


@dataclass(frozen=True)
class Flow:
    """What the chain says about one journey.

    Attributes
    ----------
    visits
        Expected visits per customer who starts, by touchpoint; 0 where customers are trapped.
    outcomes
        Probability of each outcome; together with `trapped` they sum to 1.
    trapped
        Probability of ending where no way leads out.
    completion
        Probability of a good outcome.
    completion_from
        The same, from each touchpoint on that leads to an outcome.
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
    condition
        Bound on the condition of the equations solved, at least 1: twice the longest
        expected number of visits still to come.
    """

    visits: Mapping[str, float]
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
    condition: float = field(repr=False)
    system: System = field(repr=False, compare=False)

    @property
    def churn(self) -> float:
        """Return the probability that the customer is lost: everything but completion."""
        return max(0.0, 1.0 - self.completion)

    @property
    def ill_conditioned(self) -> bool:
        """Tell whether some customers hardly ever get out: the figures hang on shares too small to be measured."""
        return self.condition > ILL_CONDITIONED

    @cached_property
    def reach(self) -> Mapping[str, float]:
        """Return the probability of at least one visit, by touchpoint."""
        return self.system.touchpoints(self.system.solved.reach)

    def sensitivity(self, rewards: Mapping[str, float], terminal: Mapping[str, float]) -> Sensitivity:
        """Differentiate an expected sum with respect to every share and every touchpoint.

        Completion is ``sensitivity({}, {good outcomes: 1})``; time, waiting,
        cost and contacts are rewards without terminal values; the value lost is
        a terminal value at each bad outcome.

        Parameters
        ----------
        rewards
            By touchpoint, for each visit; what is not named counts 0.
        terminal
            By outcome, for each customer who ends there; what is not named counts 0.

        Raises
        ------
        KeyError
            If a name is no touchpoint or outcome of the journey.
        """
        system, states = self.system, self.system.chain.states
        found = slopes(system.factor, system.array(rewards)[:states], system.array(terminal)[states:])
        edges = tuple(found.edges.tolist())
        return Sensitivity(
            value=found.value,
            edges=edges,
            beyond=tuple(found.beyond.tolist()),
            touchpoints=self.visits,
        )
