"""The rule ``unreachable``."""

from collections.abc import Iterator

from journeymap.model.groups import weak_groups
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import listed
from journeymap.text import count, say
from journeymap.vocabulary import Severity


@rule(
    "unreachable",
    severity=Severity.MINOR,
    quick_action="Draw the way that leads there, or remove it",
    demands=("phase.2",),
)
def unreachable(case: JourneyCase) -> Iterator[Issue]:
    """No customer can get to a touchpoint.

    Why it matters
    --------------
    Either a way is missing on the map, and every figure that depends on it is
    wrong, or the touchpoint exists only inside the company.

    Flagged
    -------
    ```yaml
    journeys:
      order:
        stages:
          buy:
            pay: {channel: web, ends: completed}
            thank-you: {channel: email, ends: completed}   # finds: unreachable
    ```

    Fine
    ----
    ```yaml
    journeys:
      order:
        stages:
          buy:
            pay: {channel: web, next: thank-you}
            thank-you: {channel: email, ends: completed}
    ```

    Remedy
    ------
    Add the way to it, with the share of customers who take it, or remove the
    touchpoint from the map.

    Source
    ------
    Practice convention of journey mapping; no threshold.
    """
    graph = case.graph
    lost = [name for name in graph.touchpoints if name not in graph.reachable]
    groups = weak_groups(lost, graph.links_among(lost))
    for group in sorted(groups, key=lambda members: min(map(lost.index, members))):
        first, *others = (name for name in lost if name in group)
        also = [graph.title(name) for name in others]
        message = (
            "no customer can get to '{name}', nor to {others} behind it"
            if also
            else ("no customer can get to '{name}'")
        )
        blanks = {"others": listed(also)} if also else {}
        yield Issue(
            say(message, name=graph.title(first), **blanks),
            graph.path(first),
            first,
            gap=1.0,
            help=say("lead a `next` to it, name it under `starts`, or remove it"),
            evidence=(("touchpoints", count(1 + len(others))),),
            also=tuple(others),
        )
