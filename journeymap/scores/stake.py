"""What is at risk in a year as values: of one customer, on one way, at one touchpoint, in one group, in all."""

import math
from collections.abc import Iterable, Mapping
from functools import cached_property

from journeymap.records import dataclass
from journeymap.source import Span
from journeymap.text import Text
from journeymap.vocabulary import OutcomeKind

Ends = tuple[float, float]
"""Lower and upper end of an interval of money."""


@dataclass(frozen=True)
class Worth:
    """What one customer is worth in a year.

    Attributes
    ----------
    yearly
        In the project's currency.
    places
        Where it is written: at the journey, or at each persona that has a value.
    personas
        Whether it is the personas' mean, weighted by their share of the customers.
    assumed
        Personas whose share is not given and taken as an equal part of the rest.
    left_out
        Personas without a value, left out of the mean.
    """

    yearly: float
    places: tuple[Span, ...]
    personas: bool = False
    assumed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Yearly:
    """What all who start a journey are worth in a year, by how it ends for them.

    Attributes
    ----------
    stake
        Of all.
    kept
        Of those who complete.
    aside
        Of those who are told clearly that it is not for them: no loss, and not kept either.
    """

    stake: float
    kept: float
    aside: float

    @property
    def lost(self) -> float:
        """Return what is at risk: of those who give up, leave or are trapped."""
        return self.stake - self.kept - self.aside


@dataclass(frozen=True)
class Loss:
    """What is lost on one way.

    Attributes
    ----------
    touchpoint, outcome
        Where customers are and how it ends for them; the outcome is `None` for those who are trapped.
    kind
        How that outcome counts; `None` for the trapped.
    visits, chance
        Expected visits per customer who starts, and the part of them that is lost.
    customers, value
        In a year.
    low, high
        95 % interval of the value; `None` unless `n` is known.
    n
        Visits in which the share was counted, of all customers.
    place
        Line of the share.
    """

    touchpoint: str
    outcome: str | None
    kind: OutcomeKind | None
    visits: float
    chance: float
    customers: float
    value: float
    low: float | None
    high: float | None
    n: int | None
    place: Span


@dataclass(frozen=True)
class Spot:
    """What is lost at one touchpoint together, over all ways.

    Attributes
    ----------
    ends
        95 % interval; `None` unless every way states the number of visits it was counted in.
    """

    touchpoint: str
    value: float
    ends: Ends | None


@dataclass(frozen=True)
class GroupLoss:
    """What one group loses of the whole.

    Attributes
    ----------
    name
        Id of the group; `None` for the customers who belong to none.
    customers, value
        Who start in a year, and what is lost of them.
    lost
        Part of them that is lost, 0-1.
    yearly
        What one of them is worth.
    """

    name: str | None
    customers: float
    lost: float
    yearly: float
    value: float


@dataclass(frozen=True)
class AtRisk:
    """What a journey puts at risk in a year.

    Attributes
    ----------
    customers
        Who start it in a year; of one group, if it is the journey of one.
    worth
        Of one customer.
    losses
        By way, largest value first; together they make `value`. A way on which nobody of a known number was lost
        is among them.
    spots
        The same by touchpoint, with the interval of all its ways together.
    stake
        What all customers who start are worth in a year: no loss can pass it.
    groups
        What each group makes of the value; empty where all go the same ways.
    assumptions
        What the figure rests on, in sentences with their lines.
    """

    customers: float
    worth: Worth
    losses: tuple[Loss, ...]
    spots: tuple[Spot, ...]
    stake: float
    groups: tuple[GroupLoss, ...]
    assumptions: tuple[Text, ...]

    @cached_property
    def value(self) -> float:
        """Return the value at risk in a year."""
        return sum(loss.value for loss in self.losses)

    @cached_property
    def interval(self) -> Ends | None:
        """Return the 95 % interval of the value; `None` unless each loss has one."""
        if not self.spots or any(spot.ends is None for spot in self.spots):
            return None
        return sum_interval(self.spots, self.stake)

    @cached_property
    def partial(self) -> Ends | None:
        """Return the interval if the shares without a number of visits were exact; `None` if none or all have one."""
        if self.interval is not None or all(spot.ends is None for spot in self.spots):
            return None
        return sum_interval(self.spots, self.stake)

    def of_kind(self, kind: OutcomeKind | None) -> float:
        """Return the value lost in one way: gone for good, given up, or `None` for trapped."""
        return sum(loss.value for loss in self.losses if loss.kind is kind)

    @cached_property
    def by_touchpoint(self) -> Mapping[str, float]:
        """Return the value at risk at each touchpoint at which something is lost, largest first."""
        found: dict[str, float] = {}
        for loss in self.losses:
            if loss.value > 0:
                found[loss.touchpoint] = found.get(loss.touchpoint, 0.0) + loss.value
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def at(self, touchpoint: str) -> tuple[Loss, ...]:
        """Return the losses at one touchpoint, largest first."""
        return tuple(loss for loss in self.losses if loss.touchpoint == touchpoint)


def sum_interval(parts: Iterable[Spot], most: float) -> Ends:
    """Return the interval of a sum of independent parts, from 0 to the most there is; parts without one are exact."""
    known = [(part.value, *(part.ends or (part.value, part.value))) for part in parts]
    total = sum(value for value, *_ in known)
    down = math.sqrt(sum((value - low) ** 2 for value, low, _ in known))
    up = math.sqrt(sum((high - value) ** 2 for value, _, high in known))
    return max(0.0, total - down), max(total, min(most, total + up))
