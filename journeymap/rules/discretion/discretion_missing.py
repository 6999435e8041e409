"""The rule ``discretion-missing``."""

from collections.abc import Iterator

from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import failing, heaviest, listed, met
from journeymap.text import count, say
from journeymap.vocabulary import Purpose

TROUBLE = (Purpose.SERVICE, Purpose.CARE, Purpose.LEAVE)


@rule(
    "discretion-missing",
    gap_kind="people",
    quick_action="Let agents give a remedy up to a fixed amount without asking",
    demands=("golden.3",),
)
def discretion_missing(case: JourneyCase) -> Iterator[Issue]:
    """Front-line staff may not put things right.

    Why it matters
    --------------
    Somebody who can only say "I understand" hands the matter on or lets the
    customer down. Freedom within boundaries costs little: the boundary limits
    the damage, the freedom settles the case.

    Flagged
    -------
    ```yaml
    journeys:
      repair:
        stages:
          ask:
            call:
              channel: phone
              purpose: service
              can_remedy: false   # finds: discretion-missing
              ends: completed
    ```

    Fine
    ----
    ```yaml
    journeys:
      repair:
        stages:
          ask:
            call: {channel: phone, purpose: service, can_remedy: true, ends: completed}
    ```

    Remedy
    ------
    A one-page table of remedies by harm, with a limit up to which nobody has
    to be asked; and a look at how it is used each month.

    Source
    ------
    Practice convention; no threshold. Where nobody has said what staff may do
    it is unknown and no finding.
    """
    graph = case.graph
    bound = [
        name
        for name in met(case)
        if graph.touchpoints[name].can_remedy is False
        and (graph.touchpoints[name].purpose in TROUBLE or failing(graph, name))
    ]
    if not bound:
        return
    first, *others = heaviest(case, bound)
    message = "whoever serves customers at '{name}' may not put things right"
    if others:
        message = "whoever serves customers at '{name}' may not put things right, nor at {others}"
    blanks = {"others": listed([graph.title(name) for name in others])} if others else {}
    yield Issue(
        say(message, name=graph.title(first), **blanks),
        graph.path(first, "can_remedy"),
        first,
        gap=0.9 if graph.touchpoints[first].moment_of_truth else 0.7,
        help=say("set a limit up to which nobody has to be asked"),
        evidence=(("touchpoints", count(len(bound))),),
        also=tuple(others),
    )
