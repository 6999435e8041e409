"""What an initiative brings: the difference it makes on the map as it is when it goes live."""

from collections.abc import Mapping, Sequence

from journeymap.records import dataclass
from journeymap.roadmap.states import Walk, same_for_customers
from journeymap.scores import JourneyScore

_FIGURES = ("completion", "score", "minutes", "waiting", "contacts", "value", "lost", "aside")


@dataclass(frozen=True)
class Figures:
    """A journey in eight figures, or the difference of two such; `None` is unknown.

    Attributes
    ----------
    completion
        Part of the customers who reach a good end, 0-1.
    score
        0-100.
    minutes, waiting
        Expected time per customer spent in it, and spent waiting; lower bounds where times are unknown.
    contacts
        Expected number per customer.
    value
        Kept per year: what those who complete are worth, summed over the groups, in the project's currency.
    lost, aside
        The same of those who give up, leave or are trapped, and of those told clearly that it is not for them.
    """

    completion: float | None
    score: float | None
    minutes: float | None
    waiting: float | None
    contacts: float | None
    value: float | None
    lost: float | None
    aside: float | None

    def minus(self, other: "Figures") -> "Figures":
        """Return the difference; unknown where either is."""
        pairs = [(getattr(self, name), getattr(other, name)) for name in _FIGURES]
        return Figures(*(None if a is None or b is None else a - b for a, b in pairs))

    @staticmethod
    def total(parts: Sequence["Figures"]) -> "Figures":
        """Return the sum; unknown where one part is."""
        columns = [[getattr(part, name) for part in parts] for name in _FIGURES]
        return Figures(*(None if None in column else sum(column) for column in columns))


def figures(score: JourneyScore) -> Figures:
    """Return a journey's figures."""
    flow, money = score.flow, score.yearly
    return Figures(
        completion=flow.completion,
        score=score.score.value if score.score is not None else None,
        minutes=flow.duration.value if flow.duration.known > 0 else None,
        waiting=flow.waiting.value if flow.waiting.known > 0 else None,
        contacts=flow.contacts,
        value=money.kept if money is not None else None,
        lost=money.lost if money is not None else None,
        aside=money.aside if money is not None else None,
    )


@dataclass(frozen=True)
class Effect:
    """One journey before and after an initiative goes live."""

    journey: str
    before: Figures
    after: Figures

    @property
    def difference(self) -> Figures:
        """Return after minus before; less time and fewer contacts are negative."""
        return self.after.minus(self.before)


@dataclass(frozen=True)
class Benefit:
    """The ordered contribution of one initiative.

    Effects do not add up: who already stays because of one improvement cannot
    be won again by the next, and some improvements only work together. What is
    given here is the *ordered contribution*: the journey with the initiative
    less the journey without it, both with everything that is finished before.
    In the order of the plan these differences sum to the whole difference; in
    another order each would be another one.

    Attributes
    ----------
    effects
        One per journey it changes for customers.
    """

    effects: tuple[Effect, ...]

    @property
    def value(self) -> float | None:
        """Return the value kept per year over all journeys; `None` if it is unknown for one of them."""
        values = [effect.difference.value for effect in self.effects]
        return None if None in values or not values else sum(value for value in values if value is not None)


@dataclass(frozen=True)
class Interaction:
    """How far the effects of single initiatives are from adding up, on one journey.

    Attributes
    ----------
    singles
        Sum of what each initiative brings on top of its own prerequisites only.
    joint
        What all of them bring together.
    """

    journey: str
    singles: Figures
    joint: Figures

    @property
    def excess(self) -> Figures:
        """Return joint less singles: above 0 they help each other, below 0 they win the same customers."""
        return self.joint.minus(self.singles)


def interactions(walk: Walk, order: tuple[str, ...], alone: Mapping[str, Benefit | None]) -> tuple[Interaction, ...]:
    """Return for each journey that several initiatives change how far their effects do not add up.

    Parameters
    ----------
    order
        Initiatives in the order in which they are finished.
    alone
        What each brings on top of its prerequisites.
    """
    found = []
    for journey in walk.journeys:
        effects = [effect.difference for name in order if (gain := alone.get(name)) is not None
                   for effect in gain.effects if effect.journey == journey]  # fmt: skip
        if len(effects) > 1:
            joint = figures(walk.score(order, journey)).minus(figures(walk.score((), journey)))
            found.append(Interaction(journey, Figures.total(effects), joint))
    return tuple(found)


def benefits(walk: Walk, order: tuple[str, ...]) -> Mapping[str, Benefit | None]:
    """Return the ordered contribution of each initiative.

    Parameters
    ----------
    order
        Initiatives in the order in which they are finished.

    Returns
    -------
    Mapping
        `None` for an enabler: nothing changes for customers when it is finished.
    """
    return {name: contribution(walk, order[:index], name) for index, name in enumerate(order)}


def contribution(walk: Walk, before: tuple[str, ...], name: str) -> Benefit | None:
    """Return what one initiative brings after some others; `None` if customers notice nothing."""
    old, new = walk.state(before).workspace, walk.state((*before, name)).workspace
    effects = tuple(
        Effect(journey, figures(walk.score(before, journey)), figures(walk.score((*before, name), journey)))
        for journey in walk.journeys
        if not same_for_customers(old, new, journey)
    )  # fmt: skip
    return Benefit(effects) if effects else None
