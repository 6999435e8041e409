"""The rule ``channel-misfit``."""

from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import (
    ANSWERED,
    by_channel,
    channel_title,
    heaviest,
    listed,
    misfits,
    persona_title,
)
from journeymap.scores.channel_fit import POOR, judged, offered
from journeymap.text import say, share


@rule(
    "channel-misfit",
    gap_kind="technology",
    quick_action="Ask twenty customers of these groups which channel they would have chosen here",
    limits={
        "customers": Limit.share(
            0.3,
            meaning="from which part of the customers on it counts that no channel offered suits them",
        ),
        "fit": Limit.share(
            POOR,
            meaning="up to which channel fit a channel does not suit a group; 0% is avoided, 100% as good as the "
            "one it likes best",
        ),
    },
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
    its generation stands in (claim `gen`). Practice convention: `fit`
    is the fit up to which a channel suits badly, where 0 is avoided and 1 is
    as good as the channel the group likes best, and `customers` is the part of
    the customers from which it counts.
    """
    for channel, group in by_channel(case).items():
        found = {name: misfits(case, name) for name in group if judged(case.graph, name) and not _only(case, name)}
        parts = {name: sum(item.part for item in against) for name, against in found.items() if against}
        over = [name for name in heaviest(case, parts) if parts[name] >= case.limits["customers"]]
        if not over:
            continue
        first, *others = over
        message = (
            "{channel} does not suit {who} ({share} of the customers) at '{name}', and nothing they like is offered"
        )
        who = listed([persona_title(item.name, item.persona) for item in found[first]])
        yield Issue(
            say(message, channel=channel_title(case.graph, channel), who=who, share=share(parts[first]),
                name=case.graph.title(first)),
            case.graph.path(first, "channel"),
            first,
            gap=parts[first],
            help=say("offer a channel these customers like for the same need"),
            evidence=(
                ("customers it does not suit", share(parts[first])),
                ("fit of the best channel offered to them", share(max(item.fit.value for item in found[first]))),
            ),
            also=tuple(others),
        )  # fmt: skip


def _only(case: JourneyCase, name: str) -> bool:
    """Tell whether it is the one channel in which a need is served: that is another rule."""
    graph = case.graph
    return (
        graph.service(name) in ANSWERED and graph.touchpoints[name].need is not None and len(offered(graph, name)) == 1
    )
