"""The rule ``bounced``."""

from collections.abc import Iterator

import networkx as nx

from journeymap.graph import Edge
from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import least, listed, met, reading, taken
from journeymap.text import number, say


@rule(
    "bounced",
    quick_action="Whoever takes the contact stays on the line until the next person has understood",
    limits={"transfers": Limit(1.0)},
    demands=("error.2", "golden.4"),
)
def bounced(case: JourneyCase) -> Iterator[Issue]:
    """Hands change again and again before the matter is settled.

    Why it matters
    --------------
    "I'll pass you on" may be said once. Each change of hands costs the time of
    two people and the customer's patience, and the matter has no owner between
    them.

    Flagged
    -------
    ```yaml
    journeys:
      repair:
        stages:
          ask:
            call: {channel: phone, next: second}
            second:
              channel: phone
              next:
                third: {handoff: true}   # finds: bounced
            third:
              channel: phone
              next: {fourth: {handoff: true}}
            fourth: {channel: phone, ends: completed}
    ```

    Fine
    ----
    ```yaml
    journeys:
      repair:
        stages:
          ask:
            call: {channel: phone, next: second}
            second:
              channel: phone
              next: {third: {handoff: true}}
            third: {channel: phone, ends: completed}
    ```

    Remedy
    ------
    One owner from the first contact to the end; colleagues are asked by the
    owner, not by the customer. Send each need to the right desk at once.

    Source
    ------
    Practice convention: one change of hands per case may be needed; the limit
    `transfers` says so for measured figures.
    """
    ways = [e for e in case.graph.edges if e.handoff and taken(case, e) > 0 and e.target in case.graph.touchpoints]
    chains: nx.DiGraph[tuple[str, str, str]] = nx.DiGraph()
    for one in ways:
        chains.add_edges_from((_key(one), _key(other)) for other in ways if other.source == one.target)
    ends = {_key(edge): edge for edge in ways}
    seen: set[str] = set()
    for group in nx.weakly_connected_components(chains):
        edges = sorted((ends[key] for key in group), key=ways.index)
        seen |= {name for edge in edges for name in (edge.source, edge.target)}
        yield _chain(case, edges)
    for name in met(case):
        if name not in seen:
            yield from _measured(case, name)


def _key(edge: Edge) -> tuple[str, str, str]:
    return edge.source, edge.target, edge.kind


def _chain(case: JourneyCase, edges: list[Edge]) -> Issue:
    graph = case.graph
    names = dict.fromkeys(name for edge in edges for name in (edge.source, edge.target))
    worst = max(edges, key=lambda edge: taken(case, edge))
    first = worst.source
    total = sum(taken(case, edge) for edge in edges)
    reached = max(case.score.flow.reach[name] for name in names)
    each = number(total / reached) if reached else number(0)
    others = [graph.title(name) for name in names if name != first]
    message = "customers at '{name}' are handed on {times} times each, to {others}"
    return Issue(
        say(message, name=graph.title(first), times=each, others=listed(others or [graph.title(first)])),
        (*worst.path, "handoff"),
        first,
        gap=min(1.0, 0.4 + 0.2 * each.value),
        help=say("give the case one owner who asks the others"),
        evidence=(("hand-offs each", each), ("hand-offs per customer", number(total, 2))),
        also=tuple(name for name in names if name != first),
    )


def _measured(case: JourneyCase, name: str) -> Iterator[Issue]:
    found = reading(case, name, "transfers")
    if found is None or least(found) <= case.limits["transfers"]:
        return
    times = number(found.estimate.value)
    yield Issue(
        say("a case that comes to '{name}' is handed on {times} times", name=case.graph.title(name), times=times),
        found.path,
        name,
        gap=min(1.0, 0.4 + 0.2 * times.value),
        help=say("give the case one owner who asks the others"),
        evidence=(("hand-offs per case", times), ("limit", number(case.limits["transfers"]))),
    )
