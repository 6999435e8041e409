"""The rule ``retention-loop``."""

from collections.abc import Iterator

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
    limits={"offers": Limit.count(2)},
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
    loop.
    """
    graph = case.graph
    made = {name: _times(graph.touchpoints[name]) for name in met(case)
            if graph.touchpoints[name].purpose is Purpose.LEAVE}  # fmt: skip
    made = {name: times for name, times in made.items() if times}
    lines = {name: (name, *(step for step in graph.within(name, len(made)) if step in made)) for name in made}
    if not lines:
        return
    longest = max(lines.values(), key=lambda line: sum(made[name] for name in line))
    total = sum(made[name] for name in longest)
    if total < case.limits["offers"]:
        return
    first = max(longest, key=lambda name: made[name])
    index = _heaviest_offer(graph.touchpoints[first])
    message = "whoever wants to leave at '{name}' gets {times} counter-offers before anything else happens"
    yield Issue(
        say(message, name=graph.title(first), times=count(total)),
        graph.path(first, "offers", index, "times"),
        first,
        gap=min(1.0, 1 - 1 / (total + 1)),
        help=say("make one offer at most, then do what was asked"),
        evidence=(("counter-offers on one way out", count(total)),),
        also=tuple(name for name in longest if name != first),
    )


def _times(point: Touchpoint) -> int:
    return sum(offer.times for offer in point.offers if offer.kind == "retention")


def _heaviest_offer(point: Touchpoint) -> int:
    times = [offer.times if offer.kind == "retention" else 0 for offer in point.offers]
    return times.index(max(times))
