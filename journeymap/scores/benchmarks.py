"""Somebody else's figure beside ours, only where both answer the same question in the same way.

A benchmark is taken from the workspace with its source and date, never
invented. What is counted or timed (a share, minutes, money, a number of
contacts) means the same everywhere; a rating means what its method and scale
make of it, so that both have to meet (`journeymap.metrics.comparable`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from journeymap.metrics import Metric, catalogue, interpolate
from journeymap.metrics.comparable import RATED, differs, kind_of
from journeymap.metrics.pooling import Raw
from journeymap.model.measures import Reading
from journeymap.model.surroundings import Benchmark
from journeymap.scores.journey import JourneyScore
from journeymap.scores.readings import raw_readings
from journeymap.scores.touchpoint import DEFAULT_SCALES, MetricScore
from journeymap.source import Span
from journeymap.text import Text, say


@dataclass(frozen=True)
class Peer:
    """A benchmark beside one of our figures.

    Attributes
    ----------
    id, benchmark
        Whom we are compared with.
    touchpoint, metric
        What is compared.
    found
        Our figure; `None` if we have none.
    theirs
        Their value in base units, computed as ours; `None` if the two do not compare.
    gap
        How far we are behind, 0-1; 0 if we are not, or if our interval reaches their value.
    best
        Whether it is the best of those that compare, our own figure aside.
    reason
        Why the two do not compare; `None` if they do.
    place
        Line of the benchmark.
    """

    id: str
    benchmark: Benchmark
    touchpoint: str
    metric: Metric
    found: MetricScore | None
    theirs: float | None
    gap: float
    best: bool
    reason: Text | None
    place: Span


def peers(score: JourneyScore, touchpoint: str | None = None) -> tuple[Peer, ...]:
    """Return the benchmarks of a journey's touchpoints, or of one, in the order of the files.

    Those that do not compare are among them with the reason, so that nobody
    has to wonder where a figure went.
    """
    found = tuple(_peers(score, touchpoint))
    return tuple(_marked(peer, found) for peer in found)


def _peers(score: JourneyScore, only: str | None) -> Iterator[Peer]:
    workspace = score.graph.workspace
    metrics = catalogue(workspace.content.metrics)
    for key, benchmark in workspace.content.benchmarks.items():
        journey, _, name = (benchmark.touchpoint or "").partition(".")
        metric = metrics.get(benchmark.metric)
        if journey != score.graph.name or name not in score.touchpoints or only not in {None, name} or metric is None:
            continue
        ours = score.touchpoints[name].metrics.get(benchmark.metric)
        reason = _differs(score, name, metric, ours, benchmark)
        theirs = _value(metric, benchmark) if reason is None else None
        distance = _gap(metric, ours, theirs) if ours is not None and theirs is not None else 0.0
        place = workspace.where_key("benchmarks", key)
        yield Peer(key, benchmark, name, metric, ours, theirs, distance, False, reason, place)


def _marked(peer: Peer, every: tuple[Peer, ...]) -> Peer:
    rivals = [other.theirs for other in every if other.theirs is not None
              and (other.touchpoint, other.metric.id) == (peer.touchpoint, peer.metric.id)]  # fmt: skip
    best = max if peer.metric.better == "higher" else min
    if peer.theirs is None or peer.theirs != best(rivals):
        return peer
    return Peer(peer.id, peer.benchmark, peer.touchpoint, peer.metric, peer.found, peer.theirs, peer.gap, True,
                peer.reason, peer.place)  # fmt: skip


def _differs(
    score: JourneyScore, name: str, metric: Metric, ours: MetricScore | None, benchmark: Benchmark
) -> Text | None:
    """Say why a benchmark does not compare with our figure; `None` if it does.

    The readings that were pooled are of one kind, so that the first tells it.
    """
    if ours is None:
        return say("we do not measure it here")
    if metric.unit not in RATED:
        return None
    pooled = [item for item, path in raw_readings(score.graph, name, metric.id) if path == ours.path]
    reasons = (differs(metric, kind_of(metric, item), kind_of(metric, benchmark)) for item in pooled)
    return next((reason for reason in reasons if reason is not None), None)


def _value(metric: Metric, benchmark: Benchmark) -> float:
    """Return a benchmark in base units, computed as our own figure is."""
    low, high = DEFAULT_SCALES.get(metric.id, (0, 100))
    item = Reading(value=benchmark.value, n=benchmark.n, method=benchmark.method)
    return metric.estimate(Raw(item, low, high)).value


def _gap(metric: Metric, found: MetricScore, theirs: float) -> float:
    sign = 1 if metric.better == "higher" else -1
    bound = found.estimate.high if sign > 0 else found.estimate.low
    if (theirs - (found.estimate.value if bound is None else bound)) * sign <= 0:
        return 0.0
    if found.score is not None and found.points:
        return abs(interpolate(found.points, theirs) - found.score) / 100
    return min(1.0, abs(theirs - found.estimate.value) / max(abs(theirs), abs(found.estimate.value)))
