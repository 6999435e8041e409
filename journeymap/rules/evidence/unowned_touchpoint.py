"""The rule ``unowned-touchpoint``."""

from collections.abc import Iterator

from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import heaviest, listed, met
from journeymap.text import count, say
from journeymap.vocabulary import Severity


@rule(
    "unowned-touchpoint",
    severity=Severity.NOTE,
    quick_action="Write a role beside each touchpoint in the next meeting",
    demands=("governance",),
)
def unowned_touchpoint(case: JourneyCase) -> Iterator[Issue]:
    """Nobody answers for a touchpoint.

    Why it matters
    --------------
    What belongs to nobody is repaired by nobody. Between two departments it is
    usually the customer who notices.

    Flagged
    -------
    ```yaml
    journeys:
      order:
        stages:
          buy:
            choose: {channel: web, owner: head of shop}
            pay: {channel: web, ends: completed}   # finds: unowned-touchpoint
    ```

    Fine
    ----
    ```yaml
    journeys:
      order:
        owner: head of shop
        stages:
          buy:
            choose: {channel: web}
            pay: {channel: web, ends: completed}
    ```

    Remedy
    ------
    Name a role, not a person, for each touchpoint, or one for the whole
    journey.

    Source
    ------
    Practice convention; no threshold. A journey with an owner and no owners
    below it is owned as a whole.
    """
    points = {name: case.graph.touchpoints[name] for name in met(case)}
    bare = [name for name, point in points.items() if point.owner is None]
    whole = case.graph.journey.owner is not None and len(bare) == len(points)
    if not bare or whole:
        return
    first, *others = heaviest(case, bare)
    message = "nobody answers for '{name}'"
    if others:
        message = "nobody answers for '{name}', nor for {others}"
    blanks = {"others": listed([case.graph.title(name) for name in others])} if others else {}
    yield Issue(
        say(message, name=case.graph.title(first), **blanks),
        case.graph.path(first),
        first,
        gap=len(bare) / len(points),
        help=say("name a role for each touchpoint"),
        evidence=(("without owner", count(len(bare))), ("touchpoints", count(len(points)))),
        also=tuple(others),
    )
