"""Comparing a touchpoint with somebody else's figure."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeymap.metrics import Metric, catalogue
from journeymap.metrics.pooling import Raw
from journeymap.model.measures import Reading
from journeymap.model.surroundings import Benchmark
from journeymap.rules import Issue, JourneyCase
from journeymap.rules.support import day_words, met, raw_readings, reading
from journeymap.scores import MetricScore
from journeymap.scores.touchpoint import DEFAULT_SCALES
from journeymap.text import Figure, minutes, money, number, say, share

RATED = ("rating", "score")
"""Units for which method and scale decide what a value means."""


@dataclass(frozen=True)
class Shortfall:
    """A touchpoint that does worse than a benchmark.

    Attributes
    ----------
    name
        The touchpoint.
    id, benchmark
        Whom it is compared with.
    ours, theirs
        Values in base units, the same question and method.
    gap
        Distance of the two scores, 0-1.
    found
        Our reading.
    metric
        What is compared.
    """

    name: str
    id: str
    benchmark: Benchmark
    ours: float
    theirs: float
    gap: float
    found: MetricScore
    metric: Metric


def behind(case: JourneyCase, *, ours: bool) -> Iterator[Issue]:
    """Yield one issue for each touchpoint behind a benchmark, by the widest of its distances.

    Parameters
    ----------
    case
        The journey; its limit ``points`` is the least distance of two scores.
    ours
        Whether to compare within the own sector, or outside it.
    """
    found: dict[str, list[Shortfall]] = {}
    for shortfall in _shortfalls(case, ours=ours):
        if shortfall.gap * 100 >= case.limits["points"]:
            found.setdefault(shortfall.name, []).append(shortfall)
    for group in found.values():
        yield _issue(case, max(group, key=lambda item: item.gap), len(group))


def _shortfalls(case: JourneyCase, *, ours: bool) -> Iterator[Shortfall]:
    metrics = catalogue(case.workspace.content.metrics)
    for key, benchmark in case.workspace.content.benchmarks.items():
        journey, _, name = (benchmark.touchpoint or "").partition(".")
        if benchmark.ours is not ours or journey != case.graph.name or name not in met(case):
            continue
        metric = metrics.get(benchmark.metric)
        found = reading(case, name, benchmark.metric)
        if metric is None or found is None or not _comparable(case, name, metric, benchmark):
            continue
        theirs = _value(metric, benchmark)
        gap = _gap(metric, found, theirs)
        if gap > 0:
            yield Shortfall(name, key, benchmark, found.estimate.value, theirs, gap, found, metric)


def _comparable(case: JourneyCase, name: str, metric: Metric, benchmark: Benchmark) -> bool:
    """Tell whether method and scale meet; what neither names is taken to be the metric's own."""
    if metric.unit not in RATED:
        return True
    for item, _ in raw_readings(case.graph, name, metric.id):
        for field in ("method", "scale"):
            mine, other = getattr(item, field), getattr(benchmark, field)
            if mine is not None and other is not None and mine.replace("–", "-") != other.replace("–", "-"):
                return False
        if metric.id == "csat" and benchmark.method is None:
            return False
    return True


def _value(metric: Metric, benchmark: Benchmark) -> float:
    """Return a benchmark in base units, computed as our own figure is."""
    low, high = DEFAULT_SCALES.get(metric.id, (0, 100))
    item = Reading(value=benchmark.value, n=benchmark.n, method=benchmark.method)
    return metric.estimate(Raw(item, low, high)).value


def _gap(metric: Metric, found: MetricScore, theirs: float) -> float:
    """Return how far we are behind, 0-1; 0 or less if the interval reaches the other's value."""
    sign = 1 if metric.better == "higher" else -1
    bound = found.estimate.high if sign > 0 else found.estimate.low
    if (theirs - (found.estimate.value if bound is None else bound)) * sign <= 0:
        return 0.0
    mine, other = found.score, metric.score(theirs)
    if mine is not None and other is not None:
        return abs(other - mine) / 100
    return min(1.0, abs(theirs - found.estimate.value) / max(abs(theirs), abs(found.estimate.value)))


def _issue(case: JourneyCase, item: Shortfall, many: int) -> Issue:
    who = item.benchmark.title or item.id
    mine, other = _figure(case, item, item.ours), _figure(case, item, item.theirs)
    message = "'{name}': {metric} is {ours}; '{who}' ({sector}, {date}) has {theirs}"
    return Issue(
        say(message, name=case.graph.title(item.name), metric=say(item.metric.title), ours=mine, who=who,
            sector=item.benchmark.sector, date=day_words(item.benchmark.date), theirs=other),
        item.found.path,
        item.name,
        gap=item.gap,
        help=say("look at how they do it, and take over what fits"),
        evidence=(("ours", mine), ("theirs", other), ("benchmarks here", number(many, 0))),
    )  # fmt: skip


def _figure(case: JourneyCase, item: Shortfall, value: float) -> Figure:
    unit = item.metric.unit
    if unit == "min":
        return minutes(value)
    if unit == "share":
        return share(value)
    return money(value, case.workspace.currency) if unit == "money" else number(value)
