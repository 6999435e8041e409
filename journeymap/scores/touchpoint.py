"""From the readings of one touchpoint to its score."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journeymap.metrics import Metric
from journeymap.metrics.pooling import Estimate, Raw, combine, merge
from journeymap.model.journey import Journey, Touchpoint
from journeymap.model.measures import Measurement, Reading
from journeymap.model.workspace import Path
from journeymap.vocabulary import Basis

DEFAULT_SCALES: Mapping[str, tuple[float, float]] = {"ces": (1, 7), "csat": (1, 5), "nps": (0, 10), "emotion": (-2, 2)}


@dataclass(frozen=True)
class Term:
    """A part of a weighted mean: what, how much, how heavy."""

    name: str
    score: float
    weight: float


@dataclass(frozen=True)
class Score:
    """A score from 0 to 100.

    Attributes
    ----------
    value
        Weighted mean of the terms.
    low, high
        95 % interval, or `None` where any part of it is an opinion.
    n
        Answers or cases behind it, the smallest of the counted terms; `None` if nothing was counted.
    terms
        What it is made of.
    """

    value: float
    low: float | None
    high: float | None
    n: int | None
    terms: tuple[Term, ...]

    @property
    def opinion(self) -> bool:
        """Tell whether no count stands behind it."""
        return self.n is None


@dataclass(frozen=True)
class MetricScore:
    """One metric at one touchpoint.

    Attributes
    ----------
    metric
        Id of the metric.
    estimate
        Value in base units with n and interval.
    score
        0-100, or `None` if the metric is not judged.
    low, high
        The interval mapped to 0-100, if there is one.
    unit
        Of the metric: ``min``, ``share``, ``rating``, ``money``, ``count`` or ``score``.
    kind
        ``perceived`` or ``operational``.
    weight
        Weight in the touchpoint's score.
    basis
        What it rests on, the weakest of its readings.
    method
        How it was computed, where the metric leaves a choice.
    readings
        Number of readings pooled.
    persona
        The group it speaks of, if not everybody.
    path
        Place of the reading in the workspace.
    """

    metric: str
    estimate: Estimate
    score: float | None
    low: float | None
    high: float | None
    unit: str
    kind: str
    weight: float
    basis: Basis
    method: str | None
    readings: int
    persona: str | None
    path: Path


@dataclass(frozen=True)
class TouchpointScore:
    """What is known about one touchpoint; `None` means unknown, never zero.

    Attributes
    ----------
    metrics
        Every metric measured there, by id.
    score
        Weighted mean of the judged ones.
    perceived, operational
        The same over what customers say and over what happened.
    """

    metrics: Mapping[str, MetricScore]
    score: Score | None
    perceived: Score | None
    operational: Score | None

    def value(self, metric: str) -> float | None:
        """Return a metric's value in base units, if it was measured."""
        found = self.metrics.get(metric)
        return None if found is None else found.estimate.value


def weighted(terms: Iterable[tuple[Term, float | None, float | None, int | None]]) -> Score | None:
    """Return the weighted mean of terms with their intervals, or `None` if there are none.

    Terms are taken as independent, so that half-widths add in squares. There
    is an interval only if every term has one: an opinion among them has an
    uncertainty nobody knows, and leaving it out would make the mean look surer
    than it is.
    """
    parts = [part for part in terms if part[0].weight > 0]
    total = sum(term.weight for term, *_ in parts)
    if not parts or total <= 0:
        return None
    value = sum(term.weight * term.score for term, *_ in parts) / total
    sure = [(term, low, high) for term, low, high, _ in parts if low is not None and high is not None]
    counted = min((n for *_, low, _, n in parts if low is not None and n is not None), default=None)
    names = tuple(term for term, *_ in parts)
    if len(sure) < len(parts):
        return Score(value, None, None, counted, names)
    half = math.sqrt(sum((term.weight / total * (high - low) / 2) ** 2 for term, low, high in sure))
    return Score(value, max(0.0, value - half), min(100.0, value + half), counted, names)


def score_touchpoint(
    point: Touchpoint,
    *,
    catalogue: Mapping[str, Metric],
    journey: Journey,
    path: Path,
    apart: Mapping[str, tuple[tuple[Measurement, Path], ...]],
    persona: str | None = None,
) -> TouchpointScore:
    """Score one touchpoint.

    Parameters
    ----------
    point
        The touchpoint.
    catalogue
        Metrics by id.
    journey
        Its journey; its evidence is the basis of readings that name none.
    path
        Place of the touchpoint in the workspace.
    apart
        Readings kept apart from the map, by metric.
    persona
        Take this group's own readings where there are any.
    """
    found: dict[str, MetricScore] = {}
    default = point.basis or (journey.evidence.basis if journey.evidence else None)
    inline = point.readings()
    for name in dict.fromkeys([*inline, *apart]):
        readings = [(reading, _inline_path(point, path, name, index, len(inline.get(name, ()))))
                    for index, reading in enumerate(inline.get(name, ()))]  # fmt: skip
        readings += list(apart.get(name, ()))
        chosen = [item for item in readings if item[0].persona == persona] if persona else []
        chosen = chosen or [item for item in readings if item[0].persona is None] or readings
        found[name] = _metric(catalogue[name], chosen, default)
    return TouchpointScore(found, _mean(found), _mean(found, "perceived"), _mean(found, "operational"))


def _inline_path(point: Touchpoint, path: Path, metric: str, index: int, many: int) -> Path:
    base = (*path, metric) if getattr(point, metric, None) else (*path, "measures", metric)
    return (*base, index) if many > 1 else base


def _metric(metric: Metric, readings: list[tuple[Reading, Path]], default: Basis | None) -> MetricScore:
    low, high = DEFAULT_SCALES.get(metric.id, (0, 100))
    readings = _alike(readings)
    merged = merge([reading for reading, _ in readings])
    total = combine(tuple(metric.estimate(Raw(reading, *_scale(reading, low, high))) for reading in merged))
    bounds = sorted(
        value for value in (metric.score(edge) for edge in (total.low, total.high) if edge is not None)
        if value is not None
    )  # fmt: skip
    bases = [reading.basis or default or (Basis.MEASURED if total.n else Basis.OPINION) for reading, _ in readings]
    first = readings[0][0]
    return MetricScore(
        metric=metric.id,
        estimate=total,
        score=metric.score(total.value),
        low=bounds[0] if len(bounds) == 2 else None,
        high=bounds[-1] if len(bounds) == 2 else None,
        unit=metric.unit,
        kind=metric.kind,
        weight=metric.weight,
        basis=max(bases, key=list(Basis).index),
        method=first.method or (f"version {first.version}" if first.version else None),
        readings=len(readings),
        persona=first.persona if len({reading.persona for reading, _ in readings}) == 1 else None,
        path=readings[0][1],
    )


_SCALE = re.compile(r"(-?\d{1,3})\s*(?:-|–|to)\s*(-?\d{1,3})")


def _alike(readings: list[tuple[Reading, Path]]) -> list[tuple[Reading, Path]]:
    """Keep the readings of one method, version and scale with most answers; others are not averaged with them."""
    groups: dict[tuple[object, ...], list[tuple[Reading, Path]]] = {}
    for item in readings:
        reading = item[0]
        groups.setdefault((reading.method, reading.version, reading.scale), []).append(item)
    return max(groups.values(), key=lambda group: sum(r.n or sum(r.counts or (0,)) for r, _ in group))


def _scale(reading: Reading, low: float, high: float) -> tuple[float, float]:
    """Return the ends of the scale a reading states, else the metric's own."""
    found = _SCALE.fullmatch(reading.scale or "")
    return (float(found[1]), float(found[2])) if found else (low, high)


def _mean(found: Mapping[str, MetricScore], kind: str | None = None) -> Score | None:
    return weighted(
        (Term(m.metric, m.score, m.weight), m.low, m.high, m.estimate.n)
        for m in found.values()
        if m.score is not None and kind in (None, m.kind)
    )
