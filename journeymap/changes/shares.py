"""Setting the shares of some ways of a touchpoint: the others, and the groups of customers, move in proportion."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from journeymap.graph import TINY, Edge, JourneyGraph
from journeymap.graph import build as link
from journeymap.model.journey import Ending, Touchpoint, Transition
from journeymap.model.write import to_plain
from journeymap.text import Text, say, share

Key = tuple[str, str]
"""Kind and target of a way; a failure by its position, giving up as the ending it is."""

Shares = Mapping[Key, float]

OF_THE_WAYS = ("completion", "abandonment")
"""Metrics that state at a touchpoint what its ways state too."""


def key_of(edge: Edge, point: Touchpoint) -> Key:
    """Return the kind and target of a way; failures by their position, giving up as the ending it is."""
    if edge.failure is not None:
        return "fails", str(next(i for i, failure in enumerate(point.fails) if failure is edge.failure))
    return "ends" if edge.kind == "gives-up" else edge.kind, edge.target


def shares_of(graph: JourneyGraph, name: str) -> Shares:
    """Return the share of each way out of a touchpoint."""
    found: dict[Key, float] = {}
    for edge in graph.outgoing[name]:
        key = key_of(edge, graph.touchpoints[name])
        found[key] = found.get(key, 0.0) + edge.share
    return found


def groups_of(graph: JourneyGraph, name: str) -> Mapping[str, Shares]:
    """Return the shares of each group that goes its own ways out of a touchpoint."""
    point = graph.touchpoints[name]
    ways: tuple[Transition | Ending, ...] = (*(point.next or {}).values(), *(point.ends or {}).values())
    names = dict.fromkeys(group for way in ways for group in way.by_persona or {})
    return {group: shares_of(link(graph.workspace, graph.name, group), name) for group in names}


def scaled(shares: Shares, fixed: Shares) -> Shares:
    """Return all shares of a touchpoint once some are set: the others share what is left in proportion."""
    others = sum(share for key, share in shares.items() if key not in fixed)
    rest = max(0.0, 1 - sum(fixed.values()))
    scale = rest / others if others > TINY else 0.0
    return {key: share * scale for key, share in shares.items()} | dict(fixed)


def of_group(shares: Shares, own: Shares, fixed: Shares) -> Shares:
    """Return a group's shares once some of all customers are set.

    A share that falls to a part of itself does so in every group; one that grows takes the same part of the
    rest everywhere. The mean over the groups, weighted by who comes here, is then what was set.

    Examples
    --------
    >>> way, other = ("ends", "lost"), ("ends", "done")
    >>> own = of_group({way: 0.2, other: 0.8}, {way: 0.4, other: 0.6}, {way: 0.1})
    >>> {target: round(share, 6) for (_, target), share in own.items()}
    {'lost': 0.2, 'done': 0.8}
    """
    moved = {key: _moved(own.get(key, 0.0), shares.get(key, 0.0), share) for key, share in fixed.items()}
    total = max(1.0, sum(moved.values()))
    return scaled(own, {key: share / total for key, share in moved.items()})


def _moved(own: float, before: float, after: float) -> float:
    if after <= before:
        return own * after / before if before > 0 else 0.0
    return 1 - (1 - own) * (1 - after) / (1 - before)


def written(point: Touchpoint, kind: str, shares: Shares, groups: Mapping[str, Shares]) -> dict[str, Any]:
    """Return the ways of one kind with their new shares; counts behind old shares are left out."""
    ways: Mapping[str, Any] = (point.next if kind == "next" else point.ends) or {}
    found: dict[str, Any] = {}
    for (group, target), part in shares.items():
        if group != kind:
            continue
        plain = to_plain(ways[target]) if target in ways else {}
        kept = plain if isinstance(plain, dict) else {}
        kept = {name: value for name, value in kept.items() if name not in {"share", "by_persona", "n"}}
        own = {name: percent(theirs.get((kind, target), 0.0)) for name, theirs in groups.items()}
        found[target] = kept | {"share": percent(part)} | ({"by_persona": own} if own else {})
    return found


def percent(share: float) -> str:
    """Return a share as it is written in the files."""
    return f"{100 * share:.12g}%"


def total_of(shares: Sequence[float]) -> str:
    """Return a sum of shares in percent, with as many digits as tell it from 100.

    Examples
    --------
    >>> total_of([0.5, 0.500001]), total_of([0.8, 0.3])
    ('100.0001', '110')
    """
    return f"{100 * sum(shares):.10g}"


def told(graph: JourneyGraph, name: str, others: float, rest: float) -> Iterator[Text]:
    """Say what happened to the ways that were not set, to the groups, and to what was measured of the ways."""
    title = graph.title(name)
    if others > TINY:
        yield say("the other ways out of '{name}' share {rest} in proportion", name=title, rest=share(rest))
    elif rest > TINY:
        yield say("'{name}' has no other way: the remaining {rest} give up", name=title, rest=share(rest))
    else:
        yield say("everybody at '{name}' takes the ways that were set", name=title)
    if groups_of(graph, name):
        yield say("groups that go their own ways out of '{name}' move in proportion", name=title)
    content, point = graph.workspace.content, graph.touchpoints[name]
    apart = {entry.metric for entry in content.measurements
             if (entry.journey, entry.touchpoint) == (graph.name, name)}  # fmt: skip
    for metric in OF_THE_WAYS:
        if metric in {*point.readings(), *apart}:
            yield say("'{metric}' at '{name}' is measured by itself and is not computed again from the shares",
                      metric=metric, name=title)  # fmt: skip
