"""The rule ``wasted-visit``."""

from collections.abc import Iterator

from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import met, value
from journeymap.text import money, say, share


@rule(
    "wasted-visit",
    quick_action="Confirm place and day with the customer the day before",
    demands=("one-view", "money"),
)
def wasted_visit(case: JourneyCase) -> Iterator[Issue]:
    """Work is done that helps nobody.

    Why it matters
    --------------
    A technician at the wrong house is the dearest way to learn that two
    systems disagree, and the customer who needed the visit still waits.

    Flagged
    -------
    ```yaml
    journeys:
      move:
        stages:
          day:
            visit:
              channel: visit
              waste: a technician at the empty house   # finds: wasted-visit
              ends: completed
    ```

    Fine
    ----
    ```yaml
    journeys:
      move:
        stages:
          day:
            visit: {channel: visit, ends: completed}
    ```

    Remedy
    ------
    Send nobody without a confirmed place and day, taken from the one record
    that both offices use.

    Source
    ------
    Practice convention; no threshold.
    """
    graph = case.graph
    for name in met(case):
        point = graph.touchpoints[name]
        if point.waste is None:
            continue
        visits, cost, customers = case.score.flow.visits[name], value(case, name, "cost"), case.score.customers()
        message, blanks = "{what}: '{name}' happens to {share} of customers and helps nobody", {}
        if cost and customers:
            message = "{what}: '{name}' happens to {share} of customers, helps nobody and costs {cost} a year"
            blanks = {"cost": money(visits * cost * customers, case.workspace.currency)}
        reach = share(case.score.flow.reach[name])
        yield Issue(
            say(message, what=_lower(point.waste), name=graph.title(name), share=reach, **blanks),
            graph.path(name, "waste"),
            name,
            gap=0.8,
            help=say("send nobody without a confirmed place and day"),
            evidence=(("reach", reach), *((key, figure) for key, figure in blanks.items())),
        )


def _lower(text: str) -> str:
    """Let a sentence begin inside another one."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
