"""The rule ``imposed-channel``."""

from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import (
    ANSWERED,
    by_need,
    channel_title,
    heaviest,
    listed,
    misfits,
    need_title,
    persona_title,
)
from journeymap.scores.channel_fit import POOR, judged, offered
from journeymap.text import say, share


@rule(
    "imposed-channel",
    gap_kind="technology",
    quick_action="Open one more channel for this need, the one its customers like best, and try it with a few",
    limits={
        "customers": Limit.share(
            0.15,
            meaning="from which part of the customers on it counts that the channel does not suit them",
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
    and watch what it does to the first. Touchpoints at which customers use the
    product are not judged: no other channel could take their place.

    Source
    ------
    The ratings are the client's own; where a group has none, a wide prior of
    its generation stands in (claim `gen`). Practice convention: `fit`
    is the fit up to which a channel suits badly, where 0 is avoided and 1 is
    as good as the channel the group likes best, and `customers` is the part of
    the customers from which it counts.
    """
    for need, group in by_need(case).items():
        errands = [name for name in group if case.graph.service(name) in ANSWERED and judged(case.graph, name)]
        if not errands or len(offered(case.graph, errands[0])) != 1:
            continue
        first, *others = heaviest(case, errands)
        against = misfits(case, first)
        part = sum(item.part for item in against)
        if not against or part < case.limits["customers"]:
            continue
        better = [channel_title(case.graph, item.fit.best) for item in against]
        worst = min(item.fit.value for item in against)
        message = "'{channel}' is the only channel for '{need}' and does not suit {who}, who would rather use {better}"
        yield Issue(
            say(message, channel=channel_title(case.graph, case.graph.touchpoints[first].channel),
                need=need_title(case.graph, need),
                who=listed([persona_title(item.name, item.persona) for item in against]), better=listed(better)),
            case.graph.path(first, "channel"),
            first,
            gap=1 - worst,
            reach=sum(case.score.passages[item.name].reach[first] * item.part for item in against),
            help=say("serve the need in a second channel those customers like"),
            evidence=(("customers it does not suit", share(part)), ("channel fit for them", share(worst))),
            also=tuple(others),
        )  # fmt: skip
