"""Which channels a group of customers likes: its own ratings, else a wide prior of its generation.

The priors are data (``preferences.yaml``) with their source and grade. Ratings
of the group replace them altogether: the two are never mixed.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, model_validator
from pydantic_core import PydanticCustomError

from journeymap import document
from journeymap.model.record import Id, Line, Map, Record, freeze
from journeymap.model.surroundings import Channel, Persona, Rating
from journeymap.model.workspace import BUILT_IN_CHANNELS
from journeymap.records import dataclass
from journeymap.source import Source
from journeymap.vocabulary import Service

FILE = "preferences.yaml"

LIKES = 4
"""Rating from 1 to 5 from which on a channel is liked; a convention of this tool."""

Generation = Literal["boomers", "X", "millennials", "Z"]


class Ground(Record):
    """Where a claim comes from, and how far it can be trusted: A to F as in the register of claims."""

    source: Line
    year: int
    grade: Literal["A", "B", "C", "D", "F"] | None


class Prior(Record):
    """A rating from 1 to 5; without a claim it is a convention of this tool."""

    short: ClassVar[str | None] = "rating"
    rating: Rating
    claim: Id | None = None


class Priors(Record):
    """The priors of all generations.

    Attributes
    ----------
    claims
        What the numbers rest on, by the id of the claim.
    generations
        Ratings by generation and channel.
    kinds
        The channel like which a workspace's own channel of a kind is rated.
    automated
        The same for one that a bot serves.
    """

    claims: Map[Ground]
    generations: Annotated[Mapping[Generation, Map[Prior]], AfterValidator(freeze)]
    kinds: Map[Id]
    automated: Id

    @model_validator(mode="after")
    def _grounded(self) -> "Priors":
        for generation, rated in self.generations.items():
            for channel, prior in rated.items():
                place = {"place": f"{generation}.{channel}", "claim": str(prior.claim)}
                if prior.claim is not None and prior.claim not in self.claims:
                    raise PydanticCustomError("bad-value", "{place}: '{claim}' is not one of the claims", place)
                if prior.claim is not None and self.claims[prior.claim].grade in {"D", "F", None}:
                    words = "{place}: '{claim}' is of grade D or F, or of none, and sets no number"
                    raise PydanticCustomError("bad-value", words, place)
        named = {channel for rated in self.generations.values() for channel in rated}
        for channel in sorted(named | {*self.kinds.values(), self.automated}):
            if channel not in BUILT_IN_CHANNELS:
                raise PydanticCustomError("bad-value", "'{name}' is not a built-in channel", {"name": channel})
        return self


@dataclass(frozen=True)
class Ratings:
    """How a group rates channels.

    Attributes
    ----------
    by_channel
        From 1 (avoids) to 5 (prefers); a channel left out is not rated, which is not a low rating.
    own
        Whether the group gave them, or whoever speaks for it; else they are the prior of its generation.
    n
        How many people were asked, if that is known.
    """

    by_channel: Mapping[str, int]
    own: bool
    n: int | None = None


def read_priors(source: Source) -> Priors:
    """Read a file of priors.

    Raises
    ------
    ValueError
        If it is not a valid one: an unknown key or channel, a rating off its scale, or a number that rests on a
        claim which may not set one.
    """
    node, problems = document.read(source)
    if node is None or problems:
        raise ValueError("\n".join(f"{problem.span}: {problem.message}" for problem in problems))
    return Priors.model_validate(document.plain(node))


@cache
def priors() -> Priors:
    """Return the shipped priors; read once, when first asked for."""
    text = resources.files("journeymap.scores").joinpath(FILE).read_text(encoding="utf-8")
    return read_priors(Source(f"journeymap/scores/{FILE}", text))


def ratings(persona: Persona, channels: Mapping[str, Channel]) -> Ratings:
    """Return how a group rates the channels of a workspace; nothing is rated if nothing is known.

    Parameters
    ----------
    persona
        The group; if it has ratings of its own, they alone count.
    channels
        The channels of the workspace by id, built-in ones among them.
    """
    if persona.prefers:
        return Ratings(persona.prefers, own=True, n=persona.n)
    if persona.generation is None:
        return Ratings({}, own=False)
    prior = {name: item.rating for name, item in priors().generations[persona.generation].items()}
    like = {name: _like(channel) for name, channel in channels.items() if name not in BUILT_IN_CHANNELS}
    taken = {name: prior[usual] for name, usual in like.items() if usual is not None and usual in prior}
    return Ratings({**prior, **taken}, own=False)


def _like(channel: Channel) -> str | None:
    """Return the usual channel that an own one is like; `None` if there is none."""
    if channel.served_by is Service.BOT:
        return priors().automated
    if channel.served_by in {Service.MESSAGE, Service.NOBODY}:
        return None
    return priors().kinds.get(channel.kind or "")
