"""The rule ``unmonitored-channel``."""

from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import by_channel, channel_title, heaviest, listed, watched
from journeymap.text import count, say
from journeymap.vocabulary import Severity, State


@rule(
    "unmonitored-channel",
    severity=Severity.MINOR,
    gap_kind="data",
    quick_action="Count for one week how many come through each channel and how many come back",
    limits={
        "n": Limit.count(30, meaning="from how many cases on a figure counts as measured"),
    },
    demands=("golden.5", "golden.4"),
)
def unmonitored_channel(case: JourneyCase) -> Iterator[Issue]:
    """Channels are used without anybody measuring them.

    Why it matters
    --------------
    A channel that nobody watches cannot be grown step by step: what it does to
    its customers, and to the other channels, shows only in complaints.

    Flagged
    -------
    ```yaml
    journeys:
      order:
        stages:
          buy:
            pay: {channel: web, measures: {completion: {hits: 900, n: 1000}}, next: ask}
            ask:
              channel: chat   # finds: unmonitored-channel
              emotion: 1
              ends: completed
    ```

    Fine
    ----
    ```yaml
    journeys:
      order:
        stages:
          buy:
            pay: {channel: web, measures: {completion: {hits: 900, n: 1000}}, next: ask}
            ask: {channel: chat, measures: {csat: {counts: [3, 5, 12, 60, 40]}}, ends: completed}
    ```

    Remedy
    ------
    Measure each channel at one touchpoint at least, with the number of cases.

    Source
    ------
    Practice convention: a figure counts as measured from `n` cases on; below
    that the interval of a share is wider than most differences. A map that
    measures no channel at all does not speak of it and is no finding.
    """
    if case.state is not State.CURRENT:
        return
    channels = by_channel(case)
    blind = {
        channel: names for channel, names in channels.items() if not watched(case, channel, names, case.limits["n"])
    }
    if not blind or len(blind) == len(channels):
        return
    first, *_ = heaviest(case, [name for names in blind.values() for name in names])
    titles = [channel_title(case.graph, channel) for channel in blind]
    message = (
        "{n} of the {all} channels customers use here is not measured: {channels}"
        if len(blind) == 1
        else "{n} of the {all} channels customers use here are not measured: {channels}"
    )
    yield Issue(
        say(message, n=count(len(blind)), all=count(len(channels)), channels=listed(titles)),
        case.graph.path(first, "channel"),
        first,
        gap=len(blind) / len(channels),
        help=say("measure each channel at one touchpoint at least"),
        evidence=(("channels", count(len(channels))), ("not measured", count(len(blind)))),
        also=tuple(name for names in blind.values() for name in names if name != first),
    )
