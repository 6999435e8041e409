"""The rule ``broken-promise``."""

from collections.abc import Iterator, Sequence

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import heaviest, listed, met
from journeymap.text import count, say, share


@rule(
    "broken-promise",
    quick_action="Call back when the time is up, even if there is nothing to tell yet",
    limits={
        "kept": Limit.share(0.9, meaning="the share of cases below which a promise counts as broken"),
        "steps": Limit.count(2, meaning="within how many steps somebody may still follow up"),
    },
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
    experiment repeated promises to do better could backfire (claim
    `sorry-exp`).
    """
    groups: dict[str, list[str]] = {}
    for name in met(case):
        if _broken(case, name):
            common = case.graph.touchpoints[name].need or name
            groups.setdefault(common, []).append(name)
    for names in groups.values():
        yield _issue(case, heaviest(case, names))


def _broken(case: JourneyCase, name: str) -> bool:
    """Tell whether a promise made here is known to be kept too rarely, with nobody following up."""
    graph = case.graph
    promise = graph.touchpoints[name].promise
    if promise is None or promise.kept is None or promise.kept.value >= case.limits["kept"]:
        return False
    near = (name, *graph.within(name, int(case.limits["steps"])))
    return not any("follow_up" in graph.touchpoints[step].recovers for step in near)


def _issue(case: JourneyCase, names: Sequence[str]) -> Issue:
    graph = case.graph
    first, *others = names
    promise = graph.touchpoints[first].promise
    says, part = (promise.says, promise.kept.value if promise.kept else 0.0) if promise else ("", 0.0)
    kept = say("is kept in {kept} of cases", kept=share(part)) if part else say("is never kept")
    message = "'{says}', promised at '{name}', {kept}, and nobody follows up"
    if others:
        message += "; the same goes for {others}"
    blanks = {"others": listed([graph.title(name) for name in others])} if others else {}
    return Issue(
        say(message, says=says, name=graph.title(first), kept=kept, **blanks),
        graph.path(first, "promise", "kept"),
        first,
        gap=1 - part,
        help=say("promise the next call, give it an owner, and make it on time"),
        evidence=(("kept", share(part)), ("limit", share(case.limits["kept"])), ("promises", count(len(names)))),
        also=tuple(others),
    )
