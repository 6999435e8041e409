"""The rule ``inconsistent-channels``."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import by_need, channel_title, metric_title, need_title, reading
from journeymap.scores import MetricScore
from journeymap.text import say, score

COMPARED = ("completion", "resolution", "fcr", "ces", "csat", "unanswered")
"""What the customer gets and what it costs them."""


@rule(
    "inconsistent-channels",
    quick_action="Compare ten cases of the two channels side by side",
    limits={"points": Limit.points(10)},
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
    counts. Only the same metric by the same method is compared, and intervals
    that overlap are not ranked apart.
    """
    for need, names in by_need(case).items():
        pairs = [pair for metric in COMPARED for pair in _pairs(case, names, metric)]
        over = [pair for pair in pairs if pair[0] >= case.limits["points"]]
        if over:
            yield _issue(case, need, *max(over, key=lambda pair: pair[0]))


def _pairs(case: JourneyCase, names: Sequence[str], metric: str) -> Iterator[tuple[float, str, str, MetricScore]]:
    """Yield distance, worse and better touchpoint, and the worse reading, where they can be told apart."""
    points = case.graph.touchpoints
    for one, other in combinations(names, 2):
        found = {name: reading(case, name, metric) for name in (one, other)}
        a, b = found[one], found[other]
        alike = points[one].purpose is points[other].purpose and points[one].channel != points[other].channel
        if a is None or b is None or not alike or a.method != b.method or a.score is None or b.score is None:
            continue
        worse, better = (a, b) if a.score < b.score else (b, a)
        if worse.high is None or better.low is None or worse.high >= better.low:
            continue
        first, second = (one, other) if worse is a else (other, one)
        yield abs(a.score - b.score), first, second, worse


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
