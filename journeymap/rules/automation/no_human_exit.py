"""The rule ``no-human-exit``."""

from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import met
from journeymap.text import count, say
from journeymap.vocabulary import Purpose, Service

TROUBLE = (Purpose.SERVICE, Purpose.CARE)


@rule(
    "no-human-exit",
    gap_kind="technology",
    quick_action="Show a way to a person after the second answer that did not help",
    limits={
        "steps": Limit.count(2, meaning="within how many steps a person has to be reached"),
    },
    sources=("bots80",),
    demands=("error.3",),
)
def no_human_exit(case: JourneyCase) -> Iterator[Issue]:
    """No person can be reached from an automated contact.

    Why it matters
    --------------
    A bot is right for a first contact and for light problems. Whoever has
    another problem, and no way to a person, goes round in it, and at a moment
    of truth decides there.

    Flagged
    -------
    ```yaml
    journeys:
      repair:
        stages:
          ask:
            report:
              channel: bot   # finds: no-human-exit
              purpose: service
              ends: {completed: 60%, abandoned: 40%}
    ```

    Fine
    ----
    ```yaml
    journeys:
      repair:
        stages:
          ask:
            report:
              channel: bot
              purpose: service
              next: {person: 40%}
              ends: {completed: 60%}
            person: {channel: chat, purpose: service, ends: completed}
    ```

    Remedy
    ------
    Offer a person within two steps, with what was said so far handed over.

    Source
    ------
    Practice convention: `steps` is a limit of this tool. Self-service for a
    need declared simple needs no exit. Surveys of 2021 found bots mostly at
    the first contact (claim `bots80`).
    """
    graph = case.graph
    for name in met(case):
        if not _risky(case, name):
            continue
        near = graph.within(name, int(case.limits["steps"]))
        if any(graph.service(step) is Service.HUMAN for step in near):
            continue
        truth = bool(graph.touchpoints[name].moment_of_truth)
        message = "no person can be reached within {steps} steps of '{name}', which is automated"
        if truth:
            message = "no person can be reached within {steps} steps of '{name}', an automated moment of truth"
        steps = count(case.limits["steps"])
        yield Issue(
            say(message, steps=steps, name=graph.title(name)),
            graph.path(name, "served_by" if graph.touchpoints[name].served_by else "channel"),
            name,
            gap=1.0 if truth else 0.6,
            help=say("offer a person, with what was said so far handed over"),
            evidence=(("steps looked at", steps),),
        )


def _risky(case: JourneyCase, name: str) -> bool:
    """Tell whether automation serves trouble here; a simple need may be served by the customer alone."""
    point, service = case.graph.touchpoints[name], case.graph.service(name)
    if service is Service.BOT:
        return True
    need = case.workspace.content.needs.get(point.need or "")
    return service is Service.SELF_SERVICE and point.purpose in TROUBLE and not (need is not None and need.simple)
