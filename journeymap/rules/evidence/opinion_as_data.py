"""The rule ``opinion-as-data``."""

from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import heaviest, listed, met
from journeymap.scores import MetricScore, TouchpointScore
from journeymap.text import count, say
from journeymap.vocabulary import Severity, State


@rule(
    "opinion-as-data",
    severity=Severity.MINOR,
    gap_kind="data",
    quick_action="Ask thirty customers at these touchpoints what the workshop has guessed",
    limits={
        "importance": Limit.count(4, 1, 5, meaning="from which importance on a touchpoint needs counts"),
    },
    demands=("golden.4", "phase.2"),
)
def opinion_as_data(case: JourneyCase) -> Iterator[Issue]:
    """Opinion alone scores important touchpoints.

    Why it matters
    --------------
    A figure guessed in a workshop looks like one that was measured once it
    stands in a chart. Decisions of money then rest on who spoke loudest.

    Flagged
    -------
    ```yaml
    journeys:
      order:
        stages:
          buy:
            pay:
              channel: web
              moment_of_truth: true
              emotion: -2   # finds: opinion-as-data
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
              emotion: {counts: [22, 31, 40, 18, 9]}
              ends: completed
    ```

    Remedy
    ------
    Measure, with the number of cases; until then keep the basis in sight.

    Source
    ------
    Practice convention: `importance` is from which importance on a touchpoint
    needs data. A reading without a number of cases is an opinion.
    """
    if case.state is not State.CURRENT:
        return
    graph = case.graph
    scores = case.score.touchpoints
    guessed = [
        name
        for name in met(case)
        if graph.importance(name) >= case.limits["importance"]
        and (judged := _judged(scores[name]))
        and all(metric.estimate.n is None for metric in judged)
    ]
    if not guessed:
        return
    first, *others = heaviest(case, guessed)
    message = "'{name}' is scored by opinion alone"
    if others:
        message = (
            "'{name}' is scored by opinion alone, and so is {others}"
            if len(others) == 1
            else "'{name}' is scored by opinion alone, and so are {others}"
        )
    blanks = {"others": listed([graph.title(name) for name in others])} if others else {}
    yield Issue(
        say(message, name=graph.title(first), **blanks),
        _judged(scores[first])[0].path,
        first,
        gap=0.5,
        help=say("measure it, with the number of cases"),
        evidence=(("important touchpoints without data", count(len(guessed))),),
        also=tuple(others),
    )


def _judged(score: TouchpointScore) -> list[MetricScore]:
    """Return the metrics that make the score."""
    return [metric for metric in score.metrics.values() if metric.score is not None and metric.weight > 0]
