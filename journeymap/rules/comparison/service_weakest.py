"""The rule ``service-weakest``."""

from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import met
from journeymap.scores.journey import SERVICE, Service
from journeymap.text import say, score


@rule(
    "service-weakest",
    quick_action="Read twenty service contacts of last week together with those who built the rest",
    limits={
        "points": Limit.points(
            5,
            meaning="from how far below the rest of the journey on service is its weak link, where the interval "
            "of the difference lies below zero",
        ),
        "guessed": Limit.points(
            20,
            meaning="the same where opinions stand among the figures, so that there is no interval",
        ),
    },
    demands=("service-weakest",),
)
def service_weakest(case: JourneyCase) -> Iterator[Issue]:
    """Service is the weak link of the journey.

    Why it matters
    --------------
    Money goes into the shop window; customers judge by what happens when they
    need help. A journey is remembered by its worst moment.

    Flagged
    -------
    ```yaml
    journeys:
      order:
        stages:
          buy:
            pay: {channel: web, purpose: buy, measures: {csat: {counts: [9, 21, 60, 310, 400]}}, next: ask}
            ask:
              channel: phone
              purpose: service   # finds: service-weakest
              measures: {csat: {counts: [210, 160, 90, 50, 20]}}
              ends: completed
    ```

    Fine
    ----
    ```yaml
    journeys:
      order:
        stages:
          buy:
            pay: {channel: web, purpose: buy, measures: {csat: {counts: [9, 21, 60, 310, 400]}}, next: ask}
            ask:
              channel: phone
              purpose: service
              measures: {csat: {counts: [10, 22, 58, 305, 405]}}
              ends: completed
    ```

    Remedy
    ------
    Give service the same care as the shop: an owner, a target, the data, the
    right to decide.

    Source
    ------
    Practice convention: `points` is the least difference. Its 95 % interval
    must lie below zero, so that an accident is not called a weakness; where
    opinions stand among the figures there is no interval, and the difference
    must be `guessed` at the least.
    """
    compared = case.score.service
    if compared is None or not _clear(case, compared):
        return
    rated = [
        (found.value * -1, name)
        for name in met(case)
        if case.graph.touchpoints[name].purpose in SERVICE and (found := case.score.touchpoints[name].score) is not None
    ]
    worst = max(rated)[1]
    service, rest = score(compared.service.value), score(compared.rest.value)
    yield Issue(
        say("service scores {service}, the rest of the journey {rest}; the worst is '{name}'", service=service,
            rest=rest, name=case.graph.title(worst)),
        case.graph.path(worst, "purpose"),
        gap=-compared.difference / 100,
        help=say("give service an owner, a target, the data and the right to decide"),
        evidence=(
            ("service", service),
            ("rest", rest),
            ("difference", score(compared.difference)),
            *((("difference, at the least", score(compared.high)),) if compared.high is not None else ()),
        ),
        also=tuple(name for _, name in sorted(rated, reverse=True)),
    )  # fmt: skip


def _clear(case: JourneyCase, compared: Service) -> bool:
    """Tell whether the difference is more than an accident or a guess."""
    if compared.high is None:
        return compared.difference <= -case.limits["guessed"]
    return compared.high < 0 and compared.difference <= -case.limits["points"]
