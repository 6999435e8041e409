"""The rule ``false-containment``."""

from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import least, met, most, reading
from journeymap.text import say, share


@rule(
    "false-containment",
    gap_kind="data",
    quick_action="Ask fifty customers a day later whether the matter is settled",
    limits={
        "difference": Limit.share(0.15, meaning="by how much the share closed must exceed the share solved"),
    },
    demands=("error.3", "golden.5"),
)
def false_containment(case: JourneyCase) -> Iterator[Issue]:
    """More contacts are closed by automation than are solved by it.

    Why it matters
    --------------
    A contact that a bot has closed is counted as a success even if the
    customer gave up. The saving is on paper; the customer calls, or goes.

    Flagged
    -------
    ```yaml
    journeys:
      repair:
        stages:
          ask:
            report:
              channel: bot
              measures:
                containment: {hits: 780, n: 1000}   # finds: false-containment
                resolution: {hits: 410, n: 1000}
              next: person
            person: {channel: chat, measures: {resolution: {hits: 300, n: 360}}, ends: completed}
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
              measures:
                containment: {hits: 780, n: 1000}
                resolution: {hits: 750, n: 1000}
              next: person
            person: {channel: chat, measures: {resolution: {hits: 300, n: 360}}, ends: completed}
    ```

    Remedy
    ------
    Count a contact as solved if the customer says so, or does not come back
    within the window. Hand over what is not.

    Source
    ------
    Practice convention: `difference` is a limit of this tool; the intervals of
    both figures are respected.
    """
    for name in met(case):
        closed, solved = reading(case, name, "containment"), reading(case, name, "resolution")
        if closed is None or solved is None:
            continue
        apart = closed.estimate.value - solved.estimate.value
        if apart <= case.limits["difference"] or least(closed) <= most(solved):
            continue
        parts = share(closed.estimate.value), share(solved.estimate.value)
        message = "{closed} of contacts at '{name}' are closed by automation, but only {solved} are solved"
        yield Issue(
            say(message, closed=parts[0], name=case.graph.title(name), solved=parts[1]),
            closed.path,
            name,
            gap=apart,
            help=say("count as solved what the customer says is solved, and hand over the rest"),
            evidence=(("closed", parts[0]), ("solved", parts[1])),
        )
