"""The rule ``channel-misfit``."""

from collections.abc import Iterator, Mapping

from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.preferences import avoids
from journeymap.rules.support import (
    ANSWERED,
    by_channel,
    by_need,
    channel_title,
    heaviest,
    listed,
    persona_title,
    personas,
)
from journeymap.text import say, share
from journeymap.vocabulary import Service

Needs = Mapping[str, tuple[str, ...]]


@rule(
    "channel-misfit",
    gap_kind="technology",
    quick_action="Ask twenty customers of these groups which channel they would have chosen here",
    limits={"customers": 0.3},
    sources=("gen",),
    demands=("segments",),
)
def channel_misfit(case: JourneyCase) -> Iterator[Issue]:
    """Many of the customers dislike the channels offered to them.

    Why it matters
    --------------
    Context and preference decide which channel serves: who it is, what they
    like, how, when and where. Letters to people who live on their phones are
    not read; a chat forced on somebody who wants to speak is endured.

    Flagged
    -------
    ```yaml
    personas:
      student: {share: 70%, prefers: {app: 5, post: 1}}
      retired: {share: 30%, prefers: {post: 5, app: 1}}
    journeys:
      move:
        stages:
          plan:
            letter:
              channel: post   # finds: channel-misfit
              ends: completed
    ```

    Fine
    ----
    ```yaml
    personas:
      student: {share: 20%, prefers: {app: 5, post: 1}}
      retired: {share: 80%, prefers: {post: 5, app: 1}}
    journeys:
      move:
        stages:
          plan:
            letter: {channel: post, ends: completed}
    ```

    Remedy
    ------
    Offer a channel that these groups like for the same need, and let them
    choose. One need with a single channel is the rule `imposed-channel`.

    Source
    ------
    The ratings are the client's own; where a group has none, a wide prior of
    its generation stands in (claim `gen`, grade C). Practice convention: a
    rating of 2 or less is avoidance, 4 or more is liking, and `customers` is
    the part of the customers from which it counts.
    """
    graph, needs = case.graph, by_need(case)
    for channel, group in by_channel(case).items():
        misfits = {name: _against(case, name, needs) for name in group if not _only(case, name, needs)}
        parts = {name: sum(part for _, part in against) for name, against in misfits.items()}
        over = [name for name in heaviest(case, parts) if parts[name] >= case.limits["customers"]]
        if not over:
            continue
        first, *others = over
        message = (
            "{channel} does not suit {who} ({share} of the customers) at '{name}', and nothing they like is offered"
        )
        yield Issue(
            say(message, channel=channel_title(graph, channel), who=listed([title for title, _ in misfits[first]]),
                share=share(parts[first]), name=graph.title(first)),
            graph.path(first, "channel"),
            first,
            gap=parts[first],
            help=say("offer a channel these customers like for the same need"),
            evidence=(("customers it does not suit", share(parts[first])),),
            also=tuple(others),
        )  # fmt: skip


def _only(case: JourneyCase, name: str, needs: Needs) -> bool:
    """Tell whether it is the one channel in which a need is served: that is another rule."""
    return (
        case.graph.service(name) in ANSWERED and len(_offered(case, name, needs)) == 1 and _need(case, name) is not None
    )


def _need(case: JourneyCase, name: str) -> str | None:
    return case.graph.touchpoints[name].need


def _offered(case: JourneyCase, name: str, needs: Needs) -> set[str]:
    """Return the channels from which the customer can choose for the same need."""
    graph, own = case.graph, case.graph.touchpoints[name].channel
    near = needs.get(_need(case, name) or "", (name,))
    same = [other for other in near if graph.service(other) is not Service.NOBODY]
    kind = graph.service(name) is Service.MESSAGE
    alike = [other for other in same if (graph.service(other) is Service.MESSAGE) is kind]
    found = [graph.touchpoints[other].channel for other in alike]
    return {channel for channel in (*found, own) if channel is not None}


def _against(case: JourneyCase, name: str, needs: Needs) -> list[tuple[str, float]]:
    need, channels = _need(case, name), _offered(case, name, needs)
    return [
        (persona_title(key, persona), part)
        for key, persona, part in personas(case.graph)
        if (need is None or not persona.needs or need in persona.needs) and avoids(persona, channels)
    ]
