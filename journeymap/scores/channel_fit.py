"""How well the channels of a journey suit a group of customers.

Fit of a channel for a group::

    fit = (r − 1) / (best − 1)

with r the group's rating of the channel offered and `best` its highest rating
of any channel, both from 1 (avoids) to 5 (prefers). 1 is as good as it gets
for this group, 0 is avoided although another channel is not. The foot of the
scale is taken off first, since a rating of 1 is no liking at all: the ratio of
bare ratings would call an avoided channel 20 % fit. A group that rates all
channels alike is served as well as can be: 1.

`best` runs over all channels the group rates, not only over those offered for
the need. A single channel forced on everybody would otherwise fit perfectly,
and opening a channel that nobody wants would raise the fit of the others.
Which channels are offered for the same need is told apart: see
:func:`offered`.
"""

from collections.abc import Iterable, Mapping

from journeymap.graph import JourneyGraph
from journeymap.records import dataclass
from journeymap.scores.preferences import Ratings, ratings
from journeymap.vocabulary import Purpose, Service

POOR, GOOD = 0.35, 0.7
"""Fit up to which a channel suits badly, and from which it suits well; conventions of this tool.

A rating of 2 or less where another channel has 4 or more is poor.
"""


@dataclass(frozen=True)
class ChannelFit:
    """How well a touchpoint's channel suits a group.

    Attributes
    ----------
    channel
        The channel offered there.
    value
        0 (avoided) to 1 (nothing suits better).
    rating
        Of the channel offered, 1 to 5.
    best, best_rating
        The channel the group rates highest; among equals the one offered, else the first by id.
    """

    channel: str
    value: float
    rating: int
    best: str
    best_rating: int


@dataclass(frozen=True)
class JourneyFit:
    """How well a journey's channels suit a group.

    Attributes
    ----------
    value
        Mean over the touchpoints whose fit is known, weighted by the group's expected visits, 0-1; `None` if none is.
    coverage
        Part of the visits judged for which the fit is known, 0-1.
    touchpoints
        Fit of each touchpoint that is judged; `None` where the channel, or its rating, is unknown.
    ratings
        What it rests on: the group's own ratings or the prior of its generation.
    """

    value: float | None
    coverage: float
    touchpoints: Mapping[str, ChannelFit | None]
    ratings: Ratings


def fit(rated: Ratings, channel: str | None) -> ChannelFit | None:
    """Return how well a channel suits a group; `None` if the channel is unknown or not rated.

    Examples
    --------
    >>> hobbyist = Ratings({"phone": 5, "web": 3, "chat": 2}, own=True)
    >>> [fit(hobbyist, channel).value for channel in ("phone", "web", "chat")]
    [1.0, 0.5, 0.25]
    >>> fit(hobbyist, "shop") is None
    True
    """
    rating = rated.by_channel.get(channel) if channel is not None else None
    if channel is None or rating is None:
        return None
    top = max(rated.by_channel.values())
    best = channel if rating == top else min(name for name, other in rated.by_channel.items() if other == top)
    value = 1.0 if rating == top else (rating - 1) / (top - 1)
    return ChannelFit(channel, value, rating, best, top)


def best_fit(rated: Ratings, channels: Iterable[str]) -> ChannelFit | None:
    """Return the best that some channels can do for a group; `None` if any of them is not rated, for it might suit."""
    found: ChannelFit | None = None
    for channel in sorted(channels):
        here = fit(rated, channel)
        if here is None:
            return None
        if found is None or here.value > found.value:
            found = here
    return found


def judged(graph: JourneyGraph, name: str) -> bool:
    """Tell whether a touchpoint could have another channel.

    A wait has none, and using the product is no errand that another channel could run.
    """
    return graph.service(name) is not Service.NOBODY and graph.touchpoints[name].purpose is not Purpose.USE


def rated_channel(graph: JourneyGraph, name: str) -> str | None:
    """Return the channel of a touchpoint that a group's rating speaks of; `None` if it is unknown.

    Who likes to phone likes to speak to somebody: where another than usual serves, such as a recording on the phone,
    the rating of the channel says nothing.
    """
    point = graph.touchpoints[name]
    if point.channel is None or point.served_by in {None, graph.workspace.channels[point.channel].served_by}:
        return point.channel
    return None


def offered(graph: JourneyGraph, name: str) -> frozenset[str]:
    """Return the channels from which customers can choose for the need of a touchpoint, its own among them.

    Messages are read and errands are run, so that one is no choice for the
    other. Without a need there is no choice that anybody wrote down.
    """
    point = graph.touchpoints[name]
    alike = [name]
    if point.need is not None:
        message = graph.service(name) is Service.MESSAGE
        same = [other for other in graph.touchpoints if graph.touchpoints[other].need == point.need]
        usable = [other for other in same if other in graph.reachable and judged(graph, other)]
        alike += [other for other in usable if (graph.service(other) is Service.MESSAGE) is message]
    channels = (graph.touchpoints[other].channel for other in alike)
    return frozenset(channel for channel in channels if channel is not None)


def journey_fit(graph: JourneyGraph, visits: Mapping[str, float], persona: str) -> JourneyFit:
    """Return how well the channels of a journey suit a group.

    Parameters
    ----------
    graph
        The journey.
    visits
        Expected visits of a customer of this group, by touchpoint.
    persona
        Id of the group.
    """
    rated = ratings(graph.workspace.content.personas[persona], graph.workspace.channels)
    found = {name: fit(rated, rated_channel(graph, name)) for name in graph.touchpoints if judged(graph, name)}
    known = {name: here.value for name, here in found.items() if here is not None}
    total, covered = sum(visits[name] for name in found), sum(visits[name] for name in known)
    value = sum(visits[name] * value for name, value in known.items()) / covered if covered > 0 else None
    return JourneyFit(value, covered / total if total > 0 else 0.0, found, rated)
