"""The rule ``full-scale-launch``."""

import datetime as dt
from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import by_channel, channel_title, heaviest, watched
from journeymap.text import Text, date, say, share


@rule(
    "full-scale-launch",
    quick_action="Offer the old channel beside the new one until a month of figures is in",
    limits={
        "customers": Limit.share(0.1, meaning="from which part of the customers who meet the channel on it counts"),
        "days": Limit.count(365, meaning="how long after its launch a channel is new"),
        "n": Limit.count(30, meaning="from how many cases on a figure counts as measured"),
    },
    demands=("golden.5",),
)
def full_scale_launch(case: JourneyCase) -> Iterator[Issue]:
    """A new channel is opened to everybody at once.

    Why it matters
    --------------
    What does not work in a new channel meets all its customers on the first
    day, and what it does to the other channels cannot be told from what they
    would have done anyway. A few customers first show both at a small price.

    Flagged
    -------
    ```yaml
    project: {today: 2018-09-30}
    channels:
      chat:
        launched: 2018-07-02
        rollout: full   # finds: full-scale-launch
    journeys:
      parcel:
        stages:
          wait:
            ask: {channel: chat, emotion: 1, ends: completed}
    ```

    Fine
    ----
    ```yaml
    project: {today: 2018-09-30}
    channels:
      chat:
        launched: 2018-07-02
        rollout: gradual
    journeys:
      parcel:
        stages:
          wait:
            ask: {channel: chat, emotion: 1, ends: completed}
    ```

    Remedy
    ------
    Open a channel to a part of the customers, measure it and its neighbours,
    and widen it while the figures hold. For one that is open to all already,
    keep the way there was before beside it and measure both.

    Source
    ------
    Practice convention: `customers` is the part of the customers from which a
    touchpoint in the channel counts, `days` how long after its launch a
    channel is new, `n` from how many cases on it is measured; a channel that
    nobody measures counts twice. How a channel was opened is unknown if nobody
    says, and no finding; one without a day of launch is taken for new.
    """
    for channel, names in by_channel(case).items():
        record = case.workspace.channels[channel]
        first, *others = heaviest(case, names)
        reach = case.score.flow.reach[first]
        if record.rollout != "full" or reach < case.limits["customers"] or _settled(case, record.launched):
            continue
        blind = not watched(case, channel, names, case.limits["n"])
        yield Issue(
            _message(case, first, record.launched, blind=blind),
            ("channels", channel, "rollout"),
            first,
            gap=1.0 if blind else 0.5,
            help=say("keep the old way beside it, measure both, and widen the new one while the figures hold"),
            evidence=(("customers who meet it", share(reach)),),
            also=tuple(others),
        )


def _settled(case: JourneyCase, launched: dt.date | None) -> bool:
    return launched is not None and (case.workspace.today - launched).days > case.limits["days"]


def _message(case: JourneyCase, name: str, launched: dt.date | None, *, blind: bool) -> Text:
    since = say(" on {day}", day=date(launched)) if launched else ""
    tail = say(", and nobody measures it") if blind else ""
    message = "{channel} was opened to all customers at once{since}: {reach} of them meet it at '{name}'{tail}"
    channel = channel_title(case.graph, case.graph.touchpoints[name].channel)
    return say(message, channel=channel, since=since, reach=share(case.score.flow.reach[name]),
               name=case.graph.title(name), tail=tail)  # fmt: skip
