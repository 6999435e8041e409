"""Which practice stands on which, as plain values: layers of practices and the levels they need below them."""

from collections.abc import Mapping
from graphlib import TopologicalSorter

from journeymap.maturity.result import MaturityResult, PracticeResult
from journeymap.records import dataclass
from journeymap.text import Text, count, say
from journeymap.views.journey_map import Words
from journeymap.views.maturity import STATES


@dataclass(frozen=True)
class Stone:
    """A practice in the picture.

    Attributes
    ----------
    phase
        Number of its phase, from 1.
    layer
        Practices on the longest way below it; 0 stands on nothing.
    linked
        Whether it stands on another practice, or another on it.
    state
        ``assessed``, ``not_assessed``, ``not_applicable`` or ``inherited``.
    attained, target
        Levels; `None` if unknown.
    baseless
        Whether its level is claimed although a practice below it has less than it should.
    """

    id: str
    title: str
    phase: int
    layer: int
    linked: bool
    state: str
    attained: int | None = None
    target: int | None = None
    baseless: bool = False


@dataclass(frozen=True)
class Stand:
    """One practice stands on another.

    Attributes
    ----------
    below, above
        Ids.
    needed
        Level the lower one should have.
    has
        Level it has; `None` if it is unknown.
    """

    below: str
    above: str
    needed: int
    has: int | None

    @property
    def holds(self) -> bool | None:
        """Tell whether the lower one has the level; `None` if that is unknown."""
        return None if self.has is None else self.has >= self.needed


@dataclass(frozen=True)
class PracticeNetwork:
    """What the dependency picture shows.

    Attributes
    ----------
    title
        Of the model.
    phases
        Their titles, in order.
    stones
        In the order of the model.
    stands
        In the order of the practices above.
    """

    title: str
    phases: tuple[str, ...]
    stones: tuple[Stone, ...]
    stands: tuple[Stand, ...]

    @property
    def baseless(self) -> tuple[Stone, ...]:
        """Return the practices that claim a level without its foundation."""
        return tuple(stone for stone in self.stones if stone.baseless)

    @property
    def statement(self) -> Text:
        """Return which practice most others wait for, in a sentence."""
        short = [stand for stand in self.stands if stand.holds is False]
        if not self.stands:
            return say("no practice of the model stands on another")
        if not short:
            return say("no practice that was assessed stands on one that is too low")
        waiting: dict[str, int] = {}
        for stand in short:
            waiting[stand.below] = waiting.get(stand.below, 0) + 1
        first = max(waiting, key=lambda name: waiting[name])
        title = next(stone.title for stone in self.stones if stone.id == first)
        return say("{short} of {all} foundations are below the level that is needed; most practices wait for "
                   "'{title}' ({id}): {n}; without their foundation: {baseless}", short=count(len(short)),
                   all=count(len(self.stands)), title=say(title), id=first, n=count(waiting[first]),
                   baseless=", ".join(stone.id for stone in self.baseless) or "–")  # fmt: skip

    @property
    def table(self) -> tuple[tuple[Words, ...], ...]:
        """Return what stands on what in rows, head first."""
        rows: list[tuple[Words, ...]] = [(say("Practice"), say("Stands on"), say("Level needed"), say("Level it has"),
                                          say("Foundation"))]  # fmt: skip
        rows += [(stand.above, stand.below, count(stand.needed), count(stand.has) if stand.has is not None else "",
                  HOLDS[stand.holds]) for stand in self.stands]  # fmt: skip
        return tuple(rows)


HOLDS: Mapping[bool | None, Text] = {True: say("holds"), False: say("too low"), None: say("level not known")}
"""What a foundation is called."""


def practice_network(result: MaturityResult) -> PracticeNetwork:
    """Gather which practices of an assessment stand on which."""
    below = {name: tuple(name for name in item.practice.depends_on if name in result.practices)
             for name, item in result.practices.items()}  # fmt: skip
    linked = {name for name, wanted in below.items() if wanted} | {name for wanted in below.values() for name in wanted}
    layers = _layers(below)
    stones = tuple(
        _stone(item, number, layers[item.id], linked=item.id in linked)
        for number, phase in enumerate(result.phases, 1)
        for item in phase.practices
    )
    stands = tuple(
        Stand(name, item.id, item.practice.depends_on[name], result.practices[name].attained)
        for item in result.practices.values()
        for name in below[item.id]
    )
    return PracticeNetwork(result.model.title, tuple(phase.title for phase in result.phases), stones, stands)


def state_words(stone: Stone) -> Text:
    """Return what is known of a practice without a level."""
    return STATES[stone.state]


def _stone(item: PracticeResult, phase: int, layer: int, *, linked: bool) -> Stone:
    return Stone(item.id, item.title, phase, layer, linked, item.state, item.attained, item.target,
                 item.without_foundation)  # fmt: skip


def _layers(below: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return how many practices are on the longest way below each; the model has no circles."""
    found: dict[str, int] = {}
    for name in TopologicalSorter(below).static_order():
        found[name] = max((found[under] + 1 for under in below[name]), default=0)
    return found
