"""The rule ``bounced``."""

from collections.abc import Iterator

from journeymap.graph import Edge
from journeymap.model.groups import weak_groups
from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.measuring import surely_above
from journeymap.rules.support import listed, met, reading, taken
from journeymap.text import Figure, number, say, share


@rule(
    "bounced",
    quick_action="Whoever takes the contact stays on the line until the next person has understood",
    limits={
        "transfers": Limit(
            1.0,
            meaning="the mean number of changes of hands per case above which it counts, where that is measured; "
            "on the map two in a row count",
        ),
    },
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
    chains = [(_key(one), _key(other)) for one in ways for other in ways if other.source == one.target]
    ends = {_key(edge): edge for edge in ways}
    seen: set[str] = set()
    for group in weak_groups((key for pair in chains for key in pair), chains):
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
    total, each = sum(taken(case, edge) for edge in edges), _each(case, edges)
    reach = min(taken(case, worst), case.score.flow.reach[first])
    others = [graph.title(name) for name in names if name != first]
    message = "{share} of customers are handed on at '{name}', {times} times each, to {others}"
    return Issue(
        say(
            message,
            share=share(reach),
            name=graph.title(first),
            times=each,
            others=listed(others or [graph.title(first)]),
        ),
        (*worst.path, "handoff"),
        first,
        gap=min(1.0, 0.4 + 0.2 * each.value),
        # Only those who are handed on are concerned, not everybody who passes.
        reach=reach,
        help=say("give the case one owner who asks the others"),
        evidence=(("hand-offs each", each), ("hand-offs per customer", number(total, 2))),
        also=tuple(name for name in names if name != first),
    )


def _each(case: JourneyCase, edges: list[Edge]) -> Figure:
    """Return how often those who are handed on change hands in a row.

    A row begins with each change of hands that does not follow another, so the mean is all changes of hands divided
    by those that begin a row.
    """
    total = sum(taken(case, edge) for edge in edges)
    again = sum(taken(case, one) * two.share for one in edges for two in edges if two.source == one.target)
    mean = total / (total - again) if total > again else total
    return number(mean, 1 if mean >= 1.05 else 2)


def _measured(case: JourneyCase, name: str) -> Iterator[Issue]:
    found = reading(case, name, "transfers")
    if found is None or not surely_above(found, case.limits["transfers"]):
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
