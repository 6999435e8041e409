"""The rule ``no-call-back``."""

from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.model.surroundings import Persona
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.measuring import surely_reaches
from journeymap.rules.support import by_channel, channel_title, heaviest, personas, reading, value
from journeymap.scores.preferences import LIKES, ratings
from journeymap.text import Figure, minutes, say, share
from journeymap.vocabulary import Service

LIVE = ("voice", "chat")


@rule(
    "no-call-back",
    gap_kind="technology",
    quick_action="Note the number of whoever waits longest, and call within the hour",
    limits={
        "contact": Limit.minutes(20, meaning="from which time in the contact on it is long"),
        "queue": Limit.minutes(3, meaning="from which mean wait in the queue on it is long"),
        "hung-up": Limit.share(0.1, meaning="from which share of callers who hang up on the queue is too long"),
    },
    sources=("gen",),
    demands=("error.1", "segments"),
)
def no_call_back(case: JourneyCase) -> Iterator[Issue]:
    """Long live contacts cannot be exchanged for a call-back.

    Why it matters
    --------------
    Somebody who waits in a queue or sits through a long chat pays with the
    time the company saves. Customers who would rather speak are held in a
    channel they dislike, and one call would have done.

    Flagged
    -------
    ```yaml
    personas:
      hobbyist: {share: 100%, prefers: {phone: 5, chat: 3}}
    channels:
      chat:
        call_back: false   # finds: no-call-back
    journeys:
      leave:
        stages:
          ask:
            chat: {channel: chat, duration: 45 min, ends: completed}
    ```

    Fine
    ----
    ```yaml
    personas:
      hobbyist: {share: 100%, prefers: {phone: 5, chat: 3}}
    channels:
      chat: {call_back: true}
    journeys:
      leave:
        stages:
          ask:
            chat: {channel: chat, duration: 45 min, ends: completed}
    ```

    Remedy
    ------
    Offer a call at a time of the customer's choice, both in the queue and on
    the page from which customers ask.

    Source
    ------
    Practice convention: `contact` and `queue` (minutes) and `hung-up` (share)
    are limits of this tool. In one survey a call-back was liked by every
    generation, by 71 % down to 59 % (claim `gen`).
    """
    wanting = sum(part for _, persona, part in personas(case.graph) if _speaks(case, persona))
    for channel, names in by_channel(case).items():
        record = case.workspace.channels[channel]
        live = record.kind in LIVE and channel != "call-back" and record.call_back is False
        long = heaviest(case, [name for name in names if live and _human(case, name) and _long(case, name)])
        crucial = [name for name in long if case.graph.importance(name) >= 4]
        if not long or not (wanting or crucial):
            continue
        first, *others = long
        message = "whoever comes to '{name}' spends {time}, and the channel '{channel}' offers no call-back"
        time = minutes(sum(figure.value for label, figure in _times(case, first) if label != "hung up"))
        yield Issue(
            say(message, name=case.graph.title(first), time=time, channel=channel_title(case.graph, channel)),
            ("channels", channel, "call_back"),
            first,
            gap=max(wanting, 0.5 if crucial else 0.0),
            help=say("offer a call at a time the customer chooses"),
            evidence=(*_times(case, first), ("customers who like to speak", share(wanting))),
            also=tuple(others),
        )


def _speaks(case: JourneyCase, persona: Persona) -> bool:
    rated = ratings(persona, case.workspace.channels).by_channel
    return max(rated.get("phone", 0), rated.get("call-back", 0)) >= LIKES


def _human(case: JourneyCase, name: str) -> bool:
    return case.graph.service(name) is Service.HUMAN


def _long(case: JourneyCase, name: str) -> bool:
    limits = {"duration": "contact", "asa": "queue", "abandonment": "hung-up"}
    return any(surely_reaches(reading(case, name, metric), case.limits[limit]) for metric, limit in limits.items())


def _times(case: JourneyCase, name: str) -> tuple[tuple[str, Figure], ...]:
    known = (("in the queue", value(case, name, "asa")), ("in the contact", value(case, name, "duration")))
    gone = value(case, name, "abandonment")
    found = tuple((label, minutes(time)) for label, time in known if time is not None)
    return found if gone is None else (*found, ("hung up", share(gone)))
