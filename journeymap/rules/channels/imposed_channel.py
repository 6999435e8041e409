"""The rule ``imposed-channel``."""

from collections.abc import Iterator

from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.preferences import avoids, liked
from journeymap.rules.support import (
    ANSWERED,
    by_need,
    channel_title,
    heaviest,
    listed,
    need_title,
    persona_title,
    personas,
)
from journeymap.text import say, share
from journeymap.vocabulary import Purpose


@rule(
    "imposed-channel",
    gap_kind="technology",
    quick_action="Open one more channel for this need, the one its customers like best, and try it with a few",
    limits={"customers": 0.15},
    sources=("gen",),
    demands=("segments",),
)
def imposed_channel(case: JourneyCase) -> Iterator[Issue]:
    """One channel is all there is for a need, and it suits some customers badly.

    Why it matters
    --------------
    One monolithic channel loses those it does not suit. They do not complain
    about the channel; they stop asking.

    Flagged
    -------
    ```yaml
    needs: {leave: Stop the plan}
    personas:
      hobbyist: {share: 40%, prefers: {phone: 5, chat: 2}, needs: [leave]}
      student: {share: 60%, prefers: {chat: 5, phone: 1}, needs: [leave]}
    journeys:
      plan:
        stages:
          way-out:
            ask:
              channel: chat   # finds: imposed-channel
              need: leave
              ends: completed
    ```

    Fine
    ----
    ```yaml
    needs: {leave: Stop the plan}
    personas:
      hobbyist: {share: 40%, prefers: {phone: 5, chat: 2}, needs: [leave]}
      student: {share: 60%, prefers: {chat: 5, phone: 1}, needs: [leave]}
    journeys:
      plan:
        starts: {ask: 60%, call: 40%}
        stages:
          way-out:
            ask: {channel: chat, need: leave, ends: completed}
            call: {channel: phone, need: leave, ends: completed}
    ```

    Remedy
    ------
    Serve the need in a second channel that those customers like, gradually,
    and watch what it does to the first. Using the product is no errand and is
    not judged.

    Source
    ------
    The ratings are the client's own; where a group has none, a wide prior of
    its generation stands in (claim `gen`, grade C). Practice convention: a
    rating of 2 or less is avoidance, 4 or more is liking, and `customers` is
    the part of the customers from which it counts.
    """
    for need, group in by_need(case).items():
        offered = [name for name in group if _errand(case, name)]
        channels = {case.graph.touchpoints[name].channel for name in offered}
        channel = next(iter(channels), None)
        if len(channels) != 1 or channel is None:
            continue
        concerned = [item for item in personas(case.graph) if not item[1].needs or need in item[1].needs]
        against = [item for item in concerned if avoids(item[1], [channel])]
        part = sum(weight for *_, weight in against)
        if not against or part < case.limits["customers"]:
            continue
        first, *others = heaviest(case, offered)
        better = [channel_title(case.graph, liked(persona)[0]) for _, persona, _ in against]
        message = "'{channel}' is the only channel for '{need}' and does not suit {who}, who would rather use {better}"
        yield Issue(
            say(message, channel=channel_title(case.graph, channel), need=need_title(case.graph, need),
                who=listed([persona_title(name, persona) for name, persona, _ in against]), better=listed(better)),
            case.graph.path(first, "channel"),
            first,
            gap=0.8,
            reach=case.score.flow.reach[first] * part,
            help=say("serve the need in a second channel those customers like"),
            evidence=(("customers it does not suit", share(part)),),
            also=tuple(others),
        )  # fmt: skip


def _errand(case: JourneyCase, name: str) -> bool:
    """Tell whether customers come to get something done, rather than to use what they have."""
    return case.graph.service(name) in ANSWERED and case.graph.touchpoints[name].purpose is not Purpose.USE
