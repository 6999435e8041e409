"""A score taken apart: what was counted, with its interval, and what is opinion.

A weighted mean that holds an opinion has no interval, since nobody knows how
unsure an opinion is. It is, however, exactly the mean of its two parts::

    score = share · counted + (1 - share) · opinion

and the counted part has an interval. Terms are taken as independent; readings
of the same contacts that move together make the true interval wider. Weights
(visits, importance) are taken as given.
"""

from collections.abc import Iterable, Mapping

from journeymap.records import dataclass
from journeymap.scores.touchpoint import MetricScore, Score, Term, TouchpointScore, weighted

Counts = tuple[Term, float | None, float | None, int | None]
"""A term with the ends of its interval and its n."""


@dataclass(frozen=True)
class Parts:
    """A score in two parts.

    Attributes
    ----------
    counted
        Weighted mean of the terms that have an interval, 0-100; `None` if none has.
    share
        Part of the weight of all terms that rests on them, 0-1.
    opinion
        Weighted mean of the other terms; `None` if there are none.
    """

    counted: Score | None
    share: float
    opinion: float | None


def split(terms: Iterable[Counts]) -> Parts:
    """Split the terms of a weighted mean into those with an interval and the others."""
    every = [term for term in terms if term[0].weight > 0]
    sure = [term for term in every if term[1] is not None and term[2] is not None]
    rest = [term for term in every if term[1] is None or term[2] is None]
    total = sum(term.weight for term, *_ in every)
    opinion = weighted(rest)
    share = sum(term.weight for term, *_ in sure) / total if total else 0.0
    return Parts(weighted(sure), share, None if opinion is None else opinion.value)


def of_touchpoint(point: TouchpointScore) -> Parts:
    """Split a touchpoint's score by its metrics."""
    return split(_term(metric.metric, metric, metric.weight) for metric in judged(point))


def of_journey(points: Mapping[str, TouchpointScore], weights: Mapping[str, float]) -> Parts:
    """Split a journey's score by every metric at every touchpoint.

    Parameters
    ----------
    points
        By touchpoint.
    weights
        Weight of each touchpoint in the journey; a metric there has the part of
        it that it has in the touchpoint's score.
    """
    terms: list[Counts] = []
    for name, point in points.items():
        metrics = judged(point)
        total = sum(metric.weight for metric in metrics)
        terms += [_term(f"{name}.{m.metric}", m, weights[name] * m.weight / total) for m in metrics if total > 0]
    return split(terms)


def judged(point: TouchpointScore) -> tuple[MetricScore, ...]:
    """Return the metrics that enter a touchpoint's score."""
    return tuple(metric for metric in point.metrics.values() if metric.score is not None and metric.weight > 0)


def _term(name: str, metric: MetricScore, weight: float) -> Counts:
    return Term(name, metric.score or 0.0, weight), metric.low, metric.high, metric.estimate.n
