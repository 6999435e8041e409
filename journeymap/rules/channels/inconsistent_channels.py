"""The rule ``inconsistent-channels``."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from journeymap.metrics import catalogue
from journeymap.metrics.comparable import comparable
from journeymap.model.limits import Limit
from journeymap.model.measures import Reading
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import by_need, channel_title, metric_title, need_title, reading
from journeymap.scores import MetricScore
from journeymap.scores.readings import raw_readings
from journeymap.text import say, score

COMPARED = ("completion", "resolution", "fcr", "ces", "csat", "unanswered")
"""What the customer gets and what it costs them."""


@rule(
    "inconsistent-channels",
    quick_action="Compare ten cases of the two channels side by side",
    limits={
        "points": Limit.points(
            10,
            meaning="from which distance of two scores on it counts, where their intervals do not touch",
        ),
    },
    demands=("golden.4", "golden.5"),
)
def inconsistent_channels(case: JourneyCase) -> Iterator[Issue]:
    """One need has different results in different channels.

    Why it matters
    --------------
    If the shop can do what the phone cannot, customers learn to ask twice, and
    the channel that is kept short sends its work to the others.

    Flagged
    -------
    ```yaml
    needs: {new-date: Change the day}
    journeys:
      move:
        starts: {app: 50%, call: 50%}
        stages:
          change:
            app:
              channel: app
              need: new-date
              measures:
                completion: {hits: 400, n: 1000}   # finds: inconsistent-channels
              ends: completed
            call:
              channel: phone
              need: new-date
              measures:
                completion: {hits: 900, n: 1000}
              ends: completed
    ```

    Fine
    ----
    ```yaml
    needs: {new-date: Change the day}
    journeys:
      move:
        starts: {app: 50%, call: 50%}
        stages:
          change:
            app: {channel: app, need: new-date, measures: {completion: {hits: 880, n: 1000}}, ends: completed}
            call: {channel: phone, need: new-date, measures: {completion: {hits: 900, n: 1000}}, ends: completed}
    ```

    Remedy
    ------
    Give the weaker channel the same rules, the same data and the same rights,
    or say openly what it is for.

    Source
    ------
    Practice convention: `points` is the distance of two scores from which it
    counts. Only the same metric by the same method, on the same scale and to the
    same question is compared, and intervals that overlap are not ranked apart.
    """
    for need, names in by_need(case).items():
        pairs = [pair for metric in COMPARED for pair in _pairs(case, names, metric)]
        over = [pair for pair in pairs if pair[0] >= case.limits["points"]]
        if over:
            yield _issue(case, need, *max(over, key=lambda pair: pair[0]))


def _pairs(case: JourneyCase, names: Sequence[str], metric: str) -> Iterator[tuple[float, str, str, MetricScore]]:
    """Yield distance, worse and better touchpoint, and the worse reading, where they can be told apart."""
    points, known = case.graph.touchpoints, catalogue(case.workspace.content.metrics)
    for one, other in combinations(names, 2):
        found = {name: reading(case, name, metric) for name in (one, other)}
        a, b = found[one], found[other]
        alike = points[one].purpose is points[other].purpose and points[one].channel != points[other].channel
        if a is None or b is None or not alike or a.score is None or b.score is None:
            continue
        if not comparable(known[metric], *(_written(case, name, item) for name, item in ((one, a), (other, b)))):
            continue
        worse, better = (a, b) if a.score < b.score else (b, a)
        if worse.high is None or better.low is None or worse.high >= better.low:
            continue
        first, second = (one, other) if worse is a else (other, one)
        yield abs(a.score - b.score), first, second, worse


def _written(case: JourneyCase, name: str, found: MetricScore) -> Reading:
    """Return the reading as written; those that were pooled are of one kind, so that the first tells it."""
    return next(item for item, path in raw_readings(case.graph, name, found.metric) if path == found.path)


def _issue(case: JourneyCase, need: str, distance: float, worse: str, better: str, found: MetricScore) -> Issue:
    graph = case.graph
    low = found.score or 0.0
    message = "'{need}' scores {low} by {worse} and {high} by {better} ({metric})"
    channels = [channel_title(graph, graph.touchpoints[name].channel) for name in (worse, better)]
    return Issue(
        say(message, need=need_title(graph, need), low=score(low), worse=channels[0], high=score(low + distance),
            better=channels[1], metric=metric_title(case, found.metric)),
        found.path,
        worse,
        gap=distance / 100,
        help=say("give both channels the same rules, data and rights"),
        evidence=(("distance", score(distance)),),
        also=(better,),
    )  # fmt: skip
