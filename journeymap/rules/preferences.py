"""Which channels a group of customers likes: its own ratings, else a wide prior of its generation.

The priors are conventions of this tool, set so that only clear dislikes count.
They stand on one survey (claim ``gen``, grade C): direct contact was wanted by
more than half of the Boomers against about a third of the younger, a chatbot
solved it for 17 % of the Boomers, 43 % of the Millennials and 50 % of
Generation Z, and a call-back was liked by all. Ratings of the group replace
them altogether.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from journeymap.model.surroundings import Persona

AVOIDS, LIKES = 2, 4
"""Ratings from 1 to 5: this or less is avoided, this or more is liked."""

PRIORS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "boomers": {"phone": 5, "call-back": 4, "shop": 4, "email": 3, "web": 3, "chat": 2, "app": 2, "bot": 1},
        "X": {"phone": 4, "call-back": 4, "email": 4, "shop": 3, "web": 3, "app": 3, "chat": 3, "bot": 2},
        "millennials": {"app": 4, "web": 4, "chat": 4, "messaging": 4, "call-back": 4, "phone": 3, "bot": 3},
        "Z": {"app": 4, "web": 4, "chat": 4, "messaging": 5, "call-back": 3, "phone": 3, "bot": 3},
    }
)


def ratings(persona: Persona) -> Mapping[str, int]:
    """Return a group's ratings of channels from 1 (avoids) to 5 (prefers); empty if nothing is known."""
    if persona.prefers:
        return persona.prefers
    return PRIORS.get(persona.generation or "", {})


def avoids(persona: Persona, channels: Iterable[str]) -> bool:
    """Tell whether a group dislikes every one of some channels, and likes another one."""
    rated = ratings(persona)
    offered = [rated.get(channel) for channel in channels]
    if not offered or any(rating is None or rating > AVOIDS for rating in offered):
        return False
    return any(rating >= LIKES for rating in rated.values())


def liked(persona: Persona) -> tuple[str, ...]:
    """Return the channels a group likes, best first."""
    rated = [(-rating, channel) for channel, rating in ratings(persona).items() if rating >= LIKES]
    return tuple(channel for _, channel in sorted(rated))
