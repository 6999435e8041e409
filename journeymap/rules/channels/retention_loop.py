"""The rule ``retention-loop``."""

from collections.abc import Iterator, Mapping

from journeymap.graph import JourneyGraph
from journeymap.model.journey import Touchpoint
from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import met
from journeymap.text import count, say
from journeymap.vocabulary import Purpose


@rule(
    "retention-loop",
    gap_kind="people",
    quick_action="Make one offer at most, then do what was asked",
    limits={
        "offers": Limit.count(2, meaning="from how many counter-offers on one way out on it counts"),
    },
    demands=("golden.2", "error.2"),
)
def retention_loop(case: JourneyCase) -> Iterator[Issue]:
    """Offer follows offer in place of what the customer asked for.

    Why it matters
    --------------
    One good offer may keep a customer who was undecided. The second and the
    third only cost the time of somebody who has decided, and end what was left
    of a friendship.

    Flagged
    -------
    ```yaml
    journeys:
      plan:
        stages:
          way-out:
            ask:
              channel: chat
              purpose: leave
              offers:
                - kind: retention
                  times: 3   # finds: retention-loop
              ends: completed
    ```

    Fine
    ----
    ```yaml
    journeys:
      plan:
        stages:
          way-out:
            ask: {channel: chat, purpose: leave, offers: [{kind: retention}], ends: completed}
    ```

    Remedy
    ------
    One offer that answers the reason given, or none. Then end the contract and
    say goodbye well.

    Source
    ------
    Practice convention: `offers` is how many attempts on one way out make a
    loop. Counted is the way out with most of them, not all ways together.
    """
    graph = case.graph
    made = {name: _times(graph.touchpoints[name]) for name in met(case)
            if graph.touchpoints[name].purpose is Purpose.LEAVE}  # fmt: skip
    made = {name: times for name, times in made.items() if times}
    longest = _longest(graph, made)
    total = sum(made[name] for name in longest)
    if not longest or total < case.limits["offers"]:
        return
    first = max(longest, key=lambda name: made[name])
    index = _heaviest_offer(graph.touchpoints[first])
    message = "whoever wants to leave at '{name}' gets up to {times} counter-offers on one way out"
    yield Issue(
        say(message, name=graph.title(first), times=count(total)),
        graph.path(first, "offers", index, "times"),
        first,
        gap=min(1.0, 1 - 1 / (total + 1)),
        help=say("make one offer at most, then do what was asked"),
        evidence=(("counter-offers on one way out", count(total)),),
        also=tuple(name for name in longest if name != first),
    )


def _longest(graph: JourneyGraph, made: Mapping[str, int]) -> tuple[str, ...]:
    """Return the touchpoints with offers on the one way out that has most of them.

    Of ways that part nobody takes more than one. A way that leads back on the map begins the matter anew and is not
    followed.
    """
    place = {name: index for index, name in enumerate(graph.touchpoints)}
    lines: dict[str, tuple[str, ...]] = {}
    for name in reversed([*graph.touchpoints]):
        ahead = [lines[edge.target] for edge in graph.outgoing[name] if place.get(edge.target, -1) > place[name]]
        best = max(ahead, key=lambda line: sum(made[step] for step in line), default=())
        lines[name] = (name, *best) if name in made else best
    return max((lines[name] for name in made), key=lambda line: sum(made[step] for step in line), default=())


def _times(point: Touchpoint) -> int:
    return sum(offer.times for offer in point.offers if offer.kind == "retention")


def _heaviest_offer(point: Touchpoint) -> int:
    times = [offer.times if offer.kind == "retention" else 0 for offer in point.offers]
    return times.index(max(times))
