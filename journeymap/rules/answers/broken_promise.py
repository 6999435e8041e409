"""The rule ``broken-promise``."""

from collections.abc import Iterator

from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import met
from journeymap.text import say, share


@rule(
    "broken-promise",
    quick_action="Call back when the time is up, even if there is nothing to tell yet",
    limits={"kept": 0.9, "steps": 2},
    sources=("sorry-exp",),
    demands=("golden.4", "error.5"),
)
def broken_promise(case: JourneyCase) -> Iterator[Issue]:
    """Promises are made, not kept, and nobody follows up.

    Why it matters
    --------------
    A time that is named is waited for. When it passes in silence, the customer
    calls again, and believes the next promise less.

    Flagged
    -------
    ```yaml
    journeys:
      repair:
        stages:
          ask:
            call:
              channel: phone
              promise:
                says: The line is back in four hours
                within: 4 h
                kept: 20%   # finds: broken-promise
              next: fixed
            fixed: {channel: visit, ends: completed}
    ```

    Fine
    ----
    ```yaml
    journeys:
      repair:
        stages:
          ask:
            call:
              channel: phone
              promise: {says: The line is back in four hours, within: 4 h, kept: 20%}
              next: told
            told: {channel: call-back, recovers: [apology, follow_up], ends: completed}
    ```

    Remedy
    ------
    Promise the next call, not the cure. Give the promise an owner and a clock
    that rings before the customer does.

    Source
    ------
    Practice convention: `kept` and `steps` are limits of this tool. In a field
    experiment promises to do better, unkept, made things worse (claim
    `sorry-exp`, grade A).
    """
    graph = case.graph
    for name in met(case):
        promise = graph.touchpoints[name].promise
        if promise is None or promise.kept is None or promise.kept.value >= case.limits["kept"]:
            continue
        near = (name, *graph.within(name, int(case.limits["steps"])))
        if any("follow_up" in graph.touchpoints[step].recovers for step in near):
            continue
        kept = share(promise.kept.value)
        message = "'{says}', promised at '{name}', is kept in {kept} of cases and nobody follows up"
        yield Issue(
            say(message, says=promise.says, name=graph.title(name), kept=kept),
            graph.path(name, "promise", "kept"),
            name,
            gap=1 - promise.kept.value,
            help=say("promise the next call, give it an owner, and make it on time"),
            evidence=(("kept", kept), ("limit", share(case.limits["kept"]))),
        )
