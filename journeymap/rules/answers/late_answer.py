"""The rule ``late-answer``."""

from collections.abc import Iterator

from journeymap.metrics.pooling import wilson
from journeymap.model.limits import Limit
from journeymap.model.quantities import Standard
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.measuring import surely_below
from journeymap.rules.support import by_channel, channel_title, heaviest, reading, value
from journeymap.text import Figure, minutes, say, share


@rule(
    "late-answer",
    quick_action="Say how long the wait is now, and offer a call-back in place of the queue",
    limits={
        "promised": Limit.share(
            0.9,
            meaning="the share to be answered in time where the channel's standard names a time but no share; a "
            "share in the standard goes before it",
        ),
    },
    sources=("soc30",),
    demands=("error.1", "golden.5"),
)
def late_answer(case: JourneyCase) -> Iterator[Issue]:
    """Fewer customers are answered in time than the channel promises.

    Why it matters
    --------------
    How long people wait gladly differs by channel, so each channel is judged
    by its own published standard. It is judged by the share of contacts that
    meet it: a mean hides those who waited four times as long, and those who
    hung up are not in it at all.

    Flagged
    -------
    ```yaml
    channels:
      phone:
        standard:
          answer: 80% in 20 s
          attained: 54%   # finds: late-answer
          n: 18400
    journeys:
      help:
        stages:
          ask:
            call: {channel: phone, duration: 9 min, ends: completed}
    ```

    Fine
    ----
    ```yaml
    channels:
      phone: {standard: {answer: 80% in 20 s, attained: 83%, n: 18400}}
    journeys:
      help:
        stages:
          ask:
            call: {channel: phone, duration: 9 min, ends: completed}
    ```

    Remedy
    ------
    Bring capacity and demand together: publish the wait, offer a call-back,
    move simple needs to self-service, staff the peaks. Or publish a standard
    that can be kept.

    Source
    ------
    The threshold is the share that the channel's own standard names. Only where
    it names none, as "within 4 h", does `promised` take its place, a practice
    convention. Surveys of expected answer times
    disagree widely (claim `soc30`) and set no threshold here.
    """
    for channel, names in by_channel(case).items():
        record = case.workspace.channels[channel].standard
        promise = record.answer if record else None
        if promise is None or record is None:
            continue
        wanted = promise.share or case.limits["promised"]
        counted = [name for name in names if reading(case, name, "service_level") is not None]
        for name in counted:
            yield from _measured(case, name, promise, wanted)
        others = heaviest(case, [name for name in names if name not in counted])
        if not others or record.attained is None:
            continue
        attained = record.attained.value
        best = wilson(attained * record.n, record.n).high if record.n else attained
        if best is not None and best < wanted:
            path = ("channels", channel, "standard", "attained")
            yield _issue(case, path, others, promise, (attained, wanted))


def _measured(case: JourneyCase, name: str, promise: Standard, wanted: float) -> Iterator[Issue]:
    found = reading(case, name, "service_level")
    if found is not None and surely_below(found, wanted):
        yield _issue(case, found.path, (name,), promise, (found.estimate.value, wanted))


def _issue(
    case: JourneyCase,
    path: tuple[str | int, ...],
    names: tuple[str, ...],
    promise: Standard,
    shares: tuple[float, float],
) -> Issue:
    attained, wanted = shares
    first, *others = names
    channel = channel_title(case.graph, case.graph.touchpoints[first].channel)
    message = "{attained} of contacts at '{name}' are answered within {time}; {channel} promises {wanted}"
    return Issue(
        say(message, attained=share(attained), name=case.graph.title(first), time=minutes(promise.minutes),
            channel=channel, wanted=share(wanted)),
        path,
        first,
        gap=(wanted - attained) / wanted,
        help=say("staff the peaks, offer a call-back, or publish a standard that can be kept"),
        evidence=(("attained", share(attained)), ("promised", share(wanted)), *_mean(case, first)),
        also=tuple(others),
    )  # fmt: skip


def _mean(case: JourneyCase, name: str) -> tuple[tuple[str, Figure], ...]:
    """Show the mean beside it where it is known: it is what people quote."""
    wait = value(case, name, "asa")
    return () if wait is None else (("mean wait of the answered", minutes(wait)),)
