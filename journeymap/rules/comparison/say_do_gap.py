"""The rule ``say-do-gap``."""

from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.records import dataclass
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import met
from journeymap.scores import MetricScore, Score
from journeymap.scores.touchpoint import Term, weighted
from journeymap.text import say, score
from journeymap.vocabulary import State


@dataclass(frozen=True)
class _Pair:
    """What customers say of a touchpoint and what happens there, over what was counted.

    Attributes
    ----------
    said, done
        Scores with their intervals.
    path
        Place of what customers say.
    """

    name: str
    said: Score
    done: Score
    metric: MetricScore

    @property
    def distance(self) -> float:
        """Return what was said less what was done, in points."""
        return self.said.value - self.done.value


@rule(
    "say-do-gap",
    gap_kind="data",
    quick_action="Read twenty comments of customers who were served within the target",
    limits={
        "points": Limit.points(
            20,
            meaning="from which distance of two scores on it counts, where their intervals do not touch",
        ),
    },
    demands=("golden.4", "phase.2"),
)
def say_do_gap(case: JourneyCase) -> Iterator[Issue]:
    """What customers say and what the figures of the process say are far apart.

    Why it matters
    --------------
    Figures that look well while customers are unhappy measure what the company
    minds, not what they mind; work on them brings nothing. The other way round,
    good will carries a process that will use it up.

    Flagged
    -------
    ```yaml
    journeys:
      claim:
        stages:
          report:
            call:
              channel: phone
              measures:
                csat: {counts: [210, 190, 60, 30, 10]}   # finds: say-do-gap
                abandonment: {hits: 12, n: 900}
              ends: completed
    ```

    Fine
    ----
    ```yaml
    journeys:
      claim:
        stages:
          report:
            call:
              channel: phone
              measures:
                csat: {counts: [10, 20, 50, 210, 210]}
                abandonment: {hits: 12, n: 900}
              ends: completed
    ```

    Remedy
    ------
    Ask customers what made them unhappy and measure that as well; leave out
    what nobody minds. Where they are content in spite of the figures, look for
    what holds them and how long it will.

    Source
    ------
    Practice convention: `points` is the least distance of the two scores. The
    intervals must not overlap, and readings without a number of cases have none
    and are left out on both sides.
    """
    if case.state is not State.CURRENT:
        return
    pairs = [pair for name in met(case) if (pair := _pair(case, name)) is not None]
    far = [pair for pair in pairs if abs(pair.distance) >= case.limits["points"] and _apart(pair)]
    for pair in far:
        yield _issue(case, pair)


def _pair(case: JourneyCase, name: str) -> _Pair | None:
    counted = [
        metric
        for metric in case.score.touchpoints[name].metrics.values()
        if metric.score is not None and metric.low is not None and metric.high is not None
    ]
    said = [metric for metric in counted if metric.kind == "perceived"]
    done = [metric for metric in counted if metric.kind == "operational"]
    scores = _mean(said), _mean(done)
    if scores[0] is None or scores[1] is None:
        return None
    return _Pair(name, scores[0], scores[1], said[0])


def _mean(metrics: list[MetricScore]) -> Score | None:
    return weighted((Term(m.metric, m.score or 0.0, m.weight), m.low, m.high, m.estimate.n) for m in metrics)


def _apart(pair: _Pair) -> bool:
    """Tell whether the two intervals do not meet."""
    said, done = pair.said, pair.done
    if said.low is None or said.high is None or done.low is None or done.high is None:
        return False
    return said.high < done.low or done.high < said.low


def _issue(case: JourneyCase, pair: _Pair) -> Issue:
    from_outside = pair.distance < 0
    message = (
        "at '{name}' the process scores {done}, but customers give it {said}: they mind something that is not measured"
        if from_outside
        else "customers give '{name}' {said}, though its process scores only {done}: good will carries it"
    )
    help_ = say("ask what made them unhappy, and measure that") if from_outside else say(
        "find out what holds these customers before it is used up"
    )  # fmt: skip
    return Issue(
        say(message, name=case.graph.title(pair.name), done=score(pair.done.value), said=score(pair.said.value)),
        pair.metric.path,
        pair.name,
        gap=abs(pair.distance) / 100,
        help=help_,
        evidence=(("what customers say", score(pair.said.value)), ("what happens", score(pair.done.value))),
    )
