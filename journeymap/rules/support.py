"""Questions that several rules ask of a journey."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from journeymap.graph import Edge, JourneyGraph
from journeymap.metrics import catalogue
from journeymap.model.record import humanise
from journeymap.model.surroundings import Persona
from journeymap.model.workspace import BUILT_IN_CHANNELS
from journeymap.records import dataclass
from journeymap.rules import JourneyCase
from journeymap.scores import MetricScore
from journeymap.scores.channel_fit import ChannelFit, best_fit, offered
from journeymap.scores.preferences import ratings
from journeymap.text import Figure, Text, count, date, say
from journeymap.vocabulary import Service, State

ANSWERED = (Service.HUMAN, Service.BOT, Service.SELF_SERVICE)
"""Services in which the customer acts; a message is only read, a wait only borne."""

_QUARTER = re.compile(r"(\d{4})[- ]?Q([1-4])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def weight(case: JourneyCase, name: str) -> float:
    """Return reach × importance of a touchpoint."""
    return case.score.flow.reach[name] * case.graph.importance(name)


def heaviest(case: JourneyCase, names: Iterable[str]) -> tuple[str, ...]:
    """Return touchpoints by falling weight, ties in the order of the map."""
    return tuple(sorted(names, key=lambda name: -weight(case, name)))


def met(case: JourneyCase) -> tuple[str, ...]:
    """Return the touchpoints some customer gets to, in the order of the map."""
    return tuple(name for name in case.graph.touchpoints if name in case.graph.reachable)


def grouped(names: Iterable[str], key: Callable[[str], str | None]) -> Mapping[str, tuple[str, ...]]:
    """Return touchpoints by what they have in common; those for which it is unknown are left out."""
    found: dict[str, list[str]] = {}
    for name in names:
        common = key(name)
        if common is not None:
            found.setdefault(common, []).append(name)
    return {common: tuple(members) for common, members in found.items()}


def by_need(case: JourneyCase) -> Mapping[str, tuple[str, ...]]:
    """Return the touchpoints customers get to by the need they serve."""
    return grouped(met(case), lambda name: case.graph.touchpoints[name].need)


def by_channel(case: JourneyCase) -> Mapping[str, tuple[str, ...]]:
    """Return the touchpoints customers get to by channel, waits left out."""
    return grouped(
        (name for name in met(case) if case.graph.service(name) is not Service.NOBODY),
        lambda name: case.graph.touchpoints[name].channel,
    )


def watched(case: JourneyCase, channel: str, names: Iterable[str], least_n: float) -> bool:
    """Tell whether a channel is measured at some touchpoint with enough cases, or by its standard."""
    standard = case.workspace.channels[channel].standard
    if standard is not None and standard.attained is not None:
        return True
    found = (metric for name in names for metric in case.score.touchpoints[name].metrics.values())
    return any((metric.estimate.n or 0) >= least_n for metric in found)


def need_title(graph: JourneyGraph, need: str) -> str:
    """Return a need in the customer's words."""
    record = graph.workspace.content.needs.get(need)
    return (record.title if record else None) or humanise(need)


def channel_title(graph: JourneyGraph, channel: str | None) -> Text | str:
    """Return the title of a channel; that of a built-in one can be said in another language."""
    name = channel or "none"
    record, built_in = graph.workspace.channels.get(name), BUILT_IN_CHANNELS.get(name)
    title = (record.title if record else None) or humanise(name)
    return say(title) if built_in is not None and built_in.title == title else title


def day_words(text: str) -> Text | Figure | str:
    """Return a day or a quarter of the files as one that can be said in another language, other words as they are.

    Examples
    --------
    >>> str(day_words("2018-Q3")), str(day_words("2018-07-02")), day_words("2018")
    ('Q3 2018', '2 July 2018', '2018')
    """
    quarter = _QUARTER.fullmatch(text)
    if quarter:
        return say("Q{quarter} {year}", quarter=int(quarter[2]), year=int(quarter[1]))
    try:
        return date(dt.date.fromisoformat(text)) if _DAY.fullmatch(text) else text
    except ValueError:
        return text


def metric_title(case: JourneyCase, metric: str) -> Text:
    """Return the title of a metric, the workspace's own among them."""
    known = catalogue(case.workspace.content.metrics).get(metric)
    return say(known.title if known else humanise(metric))


def system_title(graph: JourneyGraph, system: str) -> str:
    """Return the title of a system."""
    record = graph.workspace.content.systems.get(system)
    return (record.title if record else None) or humanise(system)


def listed(names: Sequence[Text | str], most: int = 3) -> Text | str:
    """Return titles in quotes, the last ones counted if there are many.

    Examples
    --------
    >>> str(listed(["a", "b", "c"]))
    "'a', 'b' and 'c'"
    """
    quoted = [say("'{name}'", name=name) for name in dict.fromkeys(names)]
    if len(quoted) > most + 1:
        return say("{names} and {n} more", names=_row(quoted[:most]), n=count(len(quoted) - most))
    if len(quoted) > 1:
        return say("{first} and {last}", first=_row(quoted[:-1]), last=quoted[-1])
    return quoted[0] if quoted else ""


def _row(words: Sequence[Text]) -> Text:
    """Return words with commas between them."""
    found = words[0]
    for word in words[1:]:
        found = say("{first}, {last}", first=found, last=word)
    return found


def reading(case: JourneyCase, name: str, metric: str) -> MetricScore | None:
    """Return a metric at a touchpoint.

    A journey that is wanted or projected takes over the map of today, but not
    what is measured apart from it: that says what is, not what will be.
    """
    found = case.score.touchpoints[name].metrics.get(metric)
    if found is None or (case.state is not State.CURRENT and found.path[0] == "measurements"):
        return None
    return found


def value(case: JourneyCase, name: str, metric: str) -> float | None:
    """Return the value of a metric at a touchpoint in base units, if it is known."""
    found = reading(case, name, metric)
    return None if found is None else found.estimate.value


def least(found: MetricScore) -> float:
    """Return the lowest value a metric plausibly has: the end of its interval, else the value."""
    low = found.estimate.low
    return found.estimate.value if low is None else low


def most(found: MetricScore) -> float:
    """Return the highest value a metric plausibly has."""
    high = found.estimate.high
    return found.estimate.value if high is None else high


def personas(graph: JourneyGraph) -> tuple[tuple[str, Persona, float], ...]:
    """Return the groups who take the journey with their parts of it, summing to 1."""
    known = graph.workspace.content.personas
    return tuple((name, known[name], part) for name, part in graph.groups.items())


@dataclass(frozen=True)
class Misfit:
    """A group that no channel offered for a need suits.

    Attributes
    ----------
    name, persona
        Who they are.
    part
        Of the customers, 0-1.
    fit
        Of the channel offered that suits them best.
    """

    name: str
    persona: Persona
    part: float
    fit: ChannelFit


def misfits(case: JourneyCase, name: str) -> tuple[Misfit, ...]:
    """Return the groups with the need of a touchpoint whom no channel offered for it suits: fit up to ``fit``.

    A group that names no needs has them all. One that has not rated every channel offered is left out: it may like
    the one it has not rated.
    """
    graph, need = case.graph, case.graph.touchpoints[name].need
    channels, found = offered(graph, name), list[Misfit]()
    for key, persona, part in personas(graph):
        if need is not None and persona.needs and need not in persona.needs:
            continue
        best = best_fit(ratings(persona, case.workspace.channels), channels)
        if best is not None and best.value <= case.limits["fit"]:
            found.append(Misfit(key, persona, part, best))
    return tuple(found)


def persona_title(name: str, persona: Persona) -> str:
    """Return the title of a group of customers."""
    return persona.title or humanise(name)


def taken(case: JourneyCase, edge: Edge) -> float:
    """Return how often customers take a way, per customer who starts."""
    return case.score.flow.visits[edge.source] * edge.share


def entered(case: JourneyCase, group: Iterable[str]) -> float:
    """Return how often customers come into a group of touchpoints from outside, per customer who starts."""
    inside = dict.fromkeys(sorted(group))  # in one order, as a sum depends on it in its last digits
    starts = sum(case.graph.entries.get(name, 0.0) for name in inside)
    ways = (edge for name in inside for edge in case.graph.incoming[name] if edge.source not in inside)
    return starts + sum(taken(case, edge) for edge in ways)


def before(graph: JourneyGraph) -> Mapping[str, frozenset[str]]:
    """Return for each touchpoint those before it on the map from which customers can come to it.

    A way that leads back on the map begins the matter anew and is not followed.
    """
    found: dict[str, frozenset[str]] = {}
    order = {name: index for index, name in enumerate(graph.touchpoints)}
    for name in graph.touchpoints:
        seen, frontier = {name}, [name]
        while frontier:
            for edge in graph.incoming[frontier.pop()]:
                forward = edge.share > 0 and order[edge.source] < order[edge.target]
                if forward and edge.source not in seen and edge.source in graph.reachable:
                    seen.add(edge.source)
                    frontier.append(edge.source)
        found[name] = frozenset(seen - {name})
    return found


def failing(graph: JourneyGraph, name: str) -> bool:
    """Tell whether customers come to a touchpoint because something has gone wrong."""
    return any(edge.kind == "fails" and edge.source in graph.reachable for edge in graph.incoming[name])
