"""The rule ``unanswered``."""

from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.measuring import surely_above
from journeymap.rules.support import met, reading
from journeymap.scores import MetricScore
from journeymap.text import say, share

MESSAGES = {
    "unanswered": "{share} of contacts at '{name}' get no useful answer",
    "abandonment": "{share} of contacts at '{name}' hang up before anybody answers",
}


@rule(
    "unanswered",
    quick_action="List the contacts of last week that nobody answered, and answer them",
    limits={
        "unanswered": Limit.share(
            0.05,
            low=0.001,
            meaning="the share of contacts without a useful answer above which it counts, where that is measured",
        ),
        "abandonment": Limit.share(
            0.1,
            low=0.001,
            meaning="the share of callers who hang up above which it counts, where that is measured",
        ),
    },
    sources=("soc30",),
    demands=("error.1",),
)
def unanswered(case: JourneyCase) -> Iterator[Issue]:
    """Many contacts get no useful answer.

    Why it matters
    --------------
    No answer is worse than a slow one: the question comes back through another
    channel, or in public, or the customer leaves. Contacts nobody answered are
    missing from every mean time to answer.

    Flagged
    -------
    ```yaml
    journeys:
      help:
        stages:
          ask:
            write:
              channel: email
              measures:
                unanswered: {hits: 90, n: 600}   # finds: unanswered
              ends: completed
    ```

    Fine
    ----
    ```yaml
    journeys:
      help:
        stages:
          ask:
            write:
              channel: email
              measures: {unanswered: {hits: 12, n: 600}}
              ends: completed
    ```

    Remedy
    ------
    Give every contact a case, an owner and a day, and let the open ones be
    seen. Where people hang up, offer a call-back.

    Source
    ------
    Practice convention: `unanswered` and `abandonment` are limits of this
    tool. That many complaints are never answered is from surveys of social
    media users (claim `soc30`).
    """
    for name in met(case):
        readings = {metric: reading(case, name, metric) for metric in MESSAGES}
        over = {
            metric: found.estimate.value / case.limits[metric]
            for metric, found in readings.items()
            if found is not None and surely_above(found, case.limits[metric])
        }
        if over:
            metric = max(over, key=lambda key: over[key])
            found = readings[metric]
            if found is not None:
                yield _issue(case, name, found, case.limits[metric])


def _issue(case: JourneyCase, name: str, found: MetricScore, limit: float) -> Issue:
    part = found.estimate.value
    return Issue(
        say(MESSAGES[found.metric], share=share(part), name=case.graph.title(name)),
        found.path,
        name,
        gap=part / (4 * limit),
        help=say("give every contact an owner and a day, and show the open ones"),
        evidence=((found.metric, share(part)), ("limit", share(limit))),
    )
