"""The rule ``unmeasured-moment``."""

from collections.abc import Iterator

from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import heaviest, listed, met
from journeymap.text import count, say
from journeymap.vocabulary import Severity, State


@rule(
    "unmeasured-moment",
    severity=Severity.MINOR,
    gap_kind="data",
    quick_action="Ask one question after each of these moments, for two weeks",
    demands=("golden.4", "phase.2"),
)
def unmeasured_moment(case: JourneyCase) -> Iterator[Issue]:
    """Nobody knows how a moment of truth goes.

    Why it matters
    --------------
    Customers decide there whether to stay. A map without a figure for it says
    nothing where it matters most.

    Flagged
    -------
    ```yaml
    journeys:
      order:
        stages:
          buy:
            pay:   # finds: unmeasured-moment
              channel: web
              moment_of_truth: true
              ends: completed
    ```

    Fine
    ----
    ```yaml
    journeys:
      order:
        stages:
          buy:
            pay:
              channel: web
              moment_of_truth: true
              measures: {completion: {hits: 900, n: 1000}}
              ends: completed
    ```

    Remedy
    ------
    Measure what happens there and what customers say of it, with the number of
    cases.

    Source
    ------
    Practice convention; no threshold.
    """
    if case.state is not State.CURRENT:
        return
    points = case.graph.touchpoints
    blind = [n for n in met(case) if points[n].moment_of_truth and case.score.touchpoints[n].score is None]
    if not blind:
        return
    first, *others = heaviest(case, blind)
    message = "nothing is known about '{name}', a moment of truth"
    if others:
        message = "nothing is known about '{name}', a moment of truth, nor about {others}"
    blanks = {"others": listed([case.graph.title(name) for name in others])} if others else {}
    yield Issue(
        say(message, name=case.graph.title(first), **blanks),
        case.graph.path(first),
        first,
        gap=1.0,
        help=say("measure what happens there and what customers say of it"),
        evidence=(("moments of truth without a figure", count(len(blind))),),
        also=tuple(others),
    )
