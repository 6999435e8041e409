"""The rule ``too-many-touchpoints``."""

from collections.abc import Iterator
from itertools import accumulate

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import heaviest, met, weight
from journeymap.text import count, say, share
from journeymap.vocabulary import Severity, State


@rule(
    "too-many-touchpoints",
    severity=Severity.MINOR,
    quick_action="Let five people name the three touchpoints at which customers decide to stay",
    limits={
        "touchpoints": Limit.count(20, meaning="how many touchpoints may hold the weight"),
        "weight": Limit.share(0.8, meaning="which part of reach × importance they hold, heaviest first"),
    },
    demands=("phase.2", "governance"),
)
def too_many_touchpoints(case: JourneyCase) -> Iterator[Issue]:
    """The weight of a journey lies on more touchpoints than anybody can act on.

    Why it matters
    --------------
    A map in which everything matters alike decides nothing: work is spread
    thin, and the few places at which customers make up their minds look like
    all others.

    Flagged
    -------
    ```yaml
    rules: {too-many-touchpoints: {limits: {touchpoints: 3}}}
    journeys:
      order:   # finds: too-many-touchpoints
        stages:
          buy:
            find: {channel: web, emotion: 1}
            compare: {channel: web, emotion: 1}
            choose: {channel: web, emotion: 1}
            address: {channel: web, emotion: 1}
            pay: {channel: web, emotion: 1, ends: completed}
    ```

    Fine
    ----
    ```yaml
    rules: {too-many-touchpoints: {limits: {touchpoints: 3}}}
    journeys:
      order:
        stages:
          buy:
            find: {channel: web, emotion: 1, importance: 4}
            compare: {channel: web, emotion: 1, importance: 1}
            choose: {channel: web, emotion: 1, importance: 4}
            address: {channel: web, emotion: 1, importance: 1}
            pay: {channel: web, emotion: 1, moment_of_truth: true, ends: completed}
    ```

    Remedy
    ------
    Say which touchpoints matter most (`importance`, `moment_of_truth`), put
    together what customers feel to be one thing, or split the map into
    journeys that one team each can own.

    Source
    ------
    Practice convention: the touchpoints that hold the part `weight` of reach ×
    importance, heaviest first, may be `touchpoints` at the most. Places few
    customers come to, or that hardly matter to them, so count little however
    many there are.
    """
    if case.state is not State.CURRENT:
        return
    names = heaviest(case, met(case))
    sums = list(accumulate(weight(case, name) for name in names))
    wanted = case.limits["weight"] * sums[-1] if sums else 0.0
    needed = next((n for n, total in enumerate(sums, 1) if total >= wanted * (1 - 1e-12)), 0)
    if needed <= case.limits["touchpoints"]:
        return
    part = share(case.limits["weight"])
    message = "{n} of the {all} touchpoints share {part} of what matters here, more than anybody can act on at once"
    yield Issue(
        say(message, n=count(needed), all=count(len(names)), part=part),
        ("journeys", case.graph.name),
        gap=1 - case.limits["touchpoints"] / needed,
        help=say("name the touchpoints that matter most, merge what customers feel to be one, or split the journey"),
        evidence=(("touchpoints", count(len(names))), ("touchpoints of weight", count(needed))),
    )
