"""Questions that several rules ask of a journey."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from journeymap.graph import Edge, JourneyGraph
from journeymap.metrics import catalogue
from journeymap.model.measures import Reading
from journeymap.model.quantities import MINUTES
from journeymap.model.record import humanise
from journeymap.model.surroundings import Persona
from journeymap.model.workspace import BUILT_IN_CHANNELS, Path
from journeymap.rules import JourneyCase
from journeymap.scores import MetricScore
from journeymap.text import Figure, Text, count, date, say
from journeymap.vocabulary import Service, State

ANSWERED = (Service.HUMAN, Service.BOT, Service.SELF_SERVICE)
"""Services in which the customer acts; a message is only read, a wait only borne."""

_SHORTHAND = re.compile(r"(\d{1,3})\s*/\s*(\d+)")
_QUARTER = re.compile(r"(\d{4})[- ]?Q([1-4])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_STANDARD = re.compile(r"(?:(\d+(?:[.,]\d+)?)\s*%)?\D*?(\d+(?:[.,]\d+)?)\s*([a-z]+)")


@dataclass(frozen=True, slots=True)
class Standard:
    """What a channel promises: which share of contacts within how many minutes."""

    share: float | None
    minutes: float


def read_standard(text: str | None) -> Standard | None:
    """Read a published standard.

    Examples
    --------
    >>> read_standard("80% in 1 min"), read_standard("within 4 h"), read_standard("80/30")
    (Standard(share=0.8, minutes=1.0), Standard(share=None, minutes=240.0), Standard(share=0.8, minutes=0.5))
    """
    short = _SHORTHAND.fullmatch((text or "").strip())
    if short:
        return Standard(int(short[1]) / 100, int(short[2]) / 60)
    match = _STANDARD.search(text or "")
    if not match or match[3] not in MINUTES:
        return None
    wanted = float(match[1].replace(",", ".")) / 100 if match[1] else None
    return Standard(wanted, float(match[2].replace(",", ".")) * MINUTES[match[3]])


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
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        common = key(name)
        if common is not None:
            found[common] = (*found.get(common, ()), name)
    return found


def by_need(case: JourneyCase) -> Mapping[str, tuple[str, ...]]:
    """Return the touchpoints customers get to by the need they serve."""
    return grouped(met(case), lambda name: case.graph.touchpoints[name].need)


def by_channel(case: JourneyCase) -> Mapping[str, tuple[str, ...]]:
    """Return the touchpoints customers get to by channel, waits left out."""
    return grouped(
        (name for name in met(case) if case.graph.service(name) is not Service.NOBODY),
        lambda name: case.graph.touchpoints[name].channel,
    )


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


def raw_readings(graph: JourneyGraph, name: str, metric: str) -> tuple[tuple[Reading, Path], ...]:
    """Return the readings of a metric at a touchpoint as written, with their places."""
    point = graph.touchpoints[name]
    inline = point.readings().get(metric, ())
    base = graph.path(name, metric) if getattr(point, metric, None) else graph.path(name, "measures", metric)
    found = [(item, (*base, index) if len(inline) > 1 else base) for index, item in enumerate(inline)]
    for index, entry in enumerate(graph.workspace.content.measurements):
        if (entry.journey, entry.touchpoint, entry.metric) == (graph.name, name, metric):
            found.append((entry, ("measurements", index)))
    return tuple(found)


def personas(graph: JourneyGraph) -> tuple[tuple[str, Persona, float], ...]:
    """Return the groups who take the journey with their parts of it, summing to 1."""
    known = graph.workspace.content.personas
    names = [graph.persona] if graph.persona else [*(graph.journey.personas or known)]
    chosen = [(name, known[name]) for name in names if name in known]
    parts = [persona.share.value if persona.share else None for _, persona in chosen]
    blanks = sum(part is None for part in parts)
    rest = max(0.0, 1.0 - sum(part or 0.0 for part in parts)) / blanks if blanks else 0.0
    total = sum(rest if part is None else part for part in parts)
    if not total:
        return ()
    filled = [(rest if part is None else part) / total for part in parts]
    return tuple((name, record, part) for (name, record), part in zip(chosen, filled, strict=True))


def persona_title(name: str, persona: Persona) -> str:
    """Return the title of a group of customers."""
    return persona.title or humanise(name)


def taken(case: JourneyCase, edge: Edge) -> float:
    """Return how often customers take a way, per customer who starts."""
    return case.score.flow.visits[edge.source] * edge.share


def entered(case: JourneyCase, group: Iterable[str]) -> float:
    """Return how often customers come into a group of touchpoints from outside, per customer who starts."""
    inside = set(group)
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
    return any(edge.kind == "fails" for edge in graph.incoming[name])
