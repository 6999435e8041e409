"""Somebody else's figure beside ours, only where both answer the same question in the same way.

A benchmark is taken from the workspace with its source and date, never
invented. What is counted or timed (a share, minutes, money, a number of
contacts) means the same everywhere; a rating means what its method and scale
make of it, so that both have to meet (`journeymap.metrics.comparable`). A share
of contacts answered in time compares only if both count by the same time.

A benchmark that says from how many cases it is has an interval like ours. The
two are told apart only if the interval of their difference leaves out zero.
"""

import math
from collections.abc import Iterator
from dataclasses import replace

from journeymap.metrics import Metric, catalogue, interpolate
from journeymap.metrics.comparable import RATED, differs, kind_of
from journeymap.metrics.pooling import Estimate, Raw, difference
from journeymap.model.measures import Reading
from journeymap.model.surroundings import Benchmark
from journeymap.records import dataclass
from journeymap.scores.journey import JourneyScore
from journeymap.scores.readings import raw_readings
from journeymap.scores.setting import standard_at
from journeymap.scores.touchpoint import DEFAULT_SCALES, MetricScore
from journeymap.source import Span
from journeymap.text import Text, minutes, say


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
    other
        Their figure in base units, computed as ours, with its interval if they say from how many cases it is; `None`
        if the two do not compare.
    distance
        Ours minus theirs with its 95 % interval; a benchmark without cases is taken as exact. No interval if ours
        has none.
    gap
        How far we are behind, 0-1; 0 if we are not, or if the two are not told apart.
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
    other: Estimate | None
    distance: Estimate | None
    gap: float
    best: bool
    reason: Text | None
    place: Span

    @property
    def theirs(self) -> float | None:
        """Return their value in base units; `None` if the two do not compare."""
        return None if self.other is None else self.other.value

    @property
    def verdict(self) -> str | None:
        """Return ``higher`` or ``lower``, where ours clearly is, or ``alike``; `None` if nobody can tell."""
        found = self.distance
        if found is None or (found.low is None and found.high is None):
            return None
        if found.low is not None and found.low > 0:
            return "higher"
        return "lower" if found.high is not None and found.high < 0 else "alike"


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
        theirs = _estimate(metric, benchmark) if reason is None else None
        apart = _distance(ours.estimate, theirs) if ours is not None and theirs is not None else None
        behind = _gap(metric, ours, theirs, apart) if ours and theirs and apart else 0.0
        place = workspace.where_key("benchmarks", key)
        yield Peer(key, benchmark, name, metric, ours, theirs, apart, behind, False, reason, place)


def _marked(peer: Peer, every: tuple[Peer, ...]) -> Peer:
    rivals = [other.theirs for other in every if other.theirs is not None
              and (other.touchpoint, other.metric.id) == (peer.touchpoint, peer.metric.id)]  # fmt: skip
    best = max if peer.metric.better == "higher" else min
    if peer.theirs is None or peer.theirs != best(rivals):
        return peer
    return replace(peer, best=True)


def _differs(
    score: JourneyScore, name: str, metric: Metric, ours: MetricScore | None, benchmark: Benchmark
) -> Text | None:
    """Say why a benchmark does not compare with our figure; `None` if it does.

    The readings that were pooled are of one kind, so that the first tells it.
    """
    if ours is None:
        return say("we do not measure it here")
    if metric.limit_by_standard is not None:
        return _other_time(score, name, metric, benchmark)
    if metric.unit not in RATED:
        return None
    pooled = [item for item, path in raw_readings(score.graph, name, metric.id) if path == ours.path]
    reasons = (differs(metric, kind_of(metric, item), kind_of(metric, benchmark)) for item in pooled)
    return next((reason for reason in reasons if reason is not None), None)


def _other_time(score: JourneyScore, name: str, metric: Metric, benchmark: Benchmark) -> Text | None:
    """Say why shares of contacts answered in time do not compare: the time is unknown, or another."""
    standards = (standard_at(score.graph, name), benchmark.standard)
    ours, theirs = (None if item is None or metric.limit_by_standard is None else metric.limit_by_standard(item)
                    for item in standards)  # fmt: skip
    if ours is None:
        return say("the channel names no standard, so that it is not known by which time we count")
    if theirs is None:
        return say("it names no `standard`, so that it is not known by which time they count")
    if not math.isclose(ours, theirs):
        return say("they count by another time: {theirs}, ours is {ours}", theirs=minutes(theirs), ours=minutes(ours))
    return None


def _estimate(metric: Metric, benchmark: Benchmark) -> Estimate:
    """Return a benchmark in base units, computed as our own figure is."""
    low, high = DEFAULT_SCALES.get(metric.id, (0, 100))
    item = Reading(value=benchmark.value, n=benchmark.n, method=benchmark.method)
    return metric.estimate(Raw(item, low, high))


def _distance(ours: Estimate, theirs: Estimate) -> Estimate:
    """Return ours minus theirs; an end of ours that is open, or a sample of theirs without spread, leaves no interval.

    A benchmark that names no cases is taken as exact.
    """
    exact = Estimate(theirs.value, None, theirs.value, theirs.value)
    return difference(ours, theirs if theirs.n else exact)


def _gap(metric: Metric, found: MetricScore, theirs: Estimate, apart: Estimate) -> float:
    """Return how far we are behind, 0-1; figures without an interval are held against each other as they stand."""
    sign = 1 if metric.better == "higher" else -1
    nearest = apart.high if sign > 0 else apart.low
    if (apart.value if nearest is None else nearest) * sign >= 0:
        return 0.0
    if found.score is not None and found.points:
        return abs(interpolate(found.points, theirs.value) - found.score) / 100
    return min(1.0, abs(apart.value) / max(abs(theirs.value), abs(found.estimate.value)))
