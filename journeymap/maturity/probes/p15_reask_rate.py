"""P15: what customers have to say again."""

from collections.abc import Iterator, Sequence

from journeymap.graph import JourneyGraph
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import inapplicable, points, told, unavailable
from journeymap.model.groups import strong_groups
from journeymap.text import count, say


@probe("P15", name="reask_rate", needs="log|graph")
def reask_rate(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Find data asked for again on a touchpoint that follows one where it was given.

    Formula
    -------
    ``again``, per journey: asks for a data type that a touchpoint before it, on
    some way, has asked for already / asks. ``across``: the same, between
    touchpoints in different channels.

    Threshold
    ---------
    None may be asked again, the words of the criteria.

    Outcomes
    --------
    True: nothing is asked twice. False: something is; the second question is named.

    Not applicable
    --------------
    For a journey whose touchpoints ask for nothing, while others do.

    Not available
    -------------
    If no touchpoint of the workspace says what it asks for; ``wrong`` always.

    Notes
    -----
    In a loop the order of the map decides which of two touchpoints comes first.
    The map shows what is asked by design; records of cases show what is asked in fact.
    """
    yield unavailable("P15.wrong", "", say("no records of single cases say which errors came from wrong data"))
    if not any(point.asks for _, _, point in points(case)):
        missing = say("no touchpoint says what it asks for")
        yield from (unavailable(code, name, missing) for name in case.graphs for code in ("P15.again", "P15.across"))
        return
    for name, graph in case.graphs.items():
        asks = [(key, data) for key, point in graph.touchpoints.items() for data in point.asks]
        if not asks:
            yield from (
                inapplicable(code, name, say("the journey asks for nothing")) for code in ("P15.again", "P15.across")
            )
            continue
        repeats = list(_repeats(graph))
        yield _told("P15.again", graph, [(key, data) for key, data, _ in repeats], len(asks))
        yield _told("P15.across", graph, [(key, data) for key, data, across in repeats if across], len(asks))


def _repeats(graph: JourneyGraph) -> Iterator[tuple[str, str, bool]]:
    """Yield each touchpoint with data it asks again, and whether another channel had it."""
    groups = list(reversed(strong_groups(graph.ways_on)))
    asked = dict.fromkeys(data for point in graph.touchpoints.values() for data in point.asks)
    again = {(name, data): across for data in asked for name, across in _again(graph, groups, data)}
    for name, point in graph.touchpoints.items():
        yield from ((name, data, again[name, data]) for data in point.asks if (name, data) in again)


def _again(graph: JourneyGraph, groups: Sequence[frozenset[str]], data: str) -> Iterator[tuple[str, bool]]:
    """Yield the touchpoints that ask for a data type after another has, and whether in another channel.

    Groups are loops of touchpoints, each touchpoint outside a loop its own, those that lead to a group before it; a
    group hands on in which channels it was asked so far.
    """
    place = {name: index for index, name in enumerate(graph.touchpoints)}
    so_far: dict[str, set[str | None]] = {name: set() for name in place}
    for group in groups:
        channels: set[str | None] = set().union(*(so_far[name] for name in group))
        for name in sorted(group, key=place.__getitem__):
            point = graph.touchpoints[name]
            if data in point.asks:
                if channels:
                    yield name, bool(channels - {point.channel})
                channels.add(point.channel)
        for after in {after for name in group for after in graph.ways_on[name]} - group:
            so_far[after] |= channels


def _told(code: str, graph: JourneyGraph, repeats: list[tuple[str, str]], total: int) -> ProbeOutcome:
    detail = say(
        "{n} of {total} questions ask for data that was given before", n=count(len(repeats)), total=count(total)
    )
    if code == "P15.across":
        template = "{n} of {total} questions ask for data that was given in another channel"
        detail = say(template, n=count(len(repeats)), total=count(total))
    places = tuple(graph.span(name, "asks", data) for name, data in repeats)
    return told(
        code, graph.name, not repeats, detail, value=len(repeats) / total, threshold=0.0, n=total, places=places
    )
