"""Metrics: one file each declares what it is, how it is pooled and how it maps to 0-100."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from journeymap.catalog import discover
from journeymap.metrics.pooling import Estimate, Raw, pool
from journeymap.model.measures import MetricRecord

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Metric:
    """What can be measured at a touchpoint.

    Attributes
    ----------
    id
        Name in the files.
    title
        English; the translation key.
    unit
        ``min``, ``share`` (0-1), ``rating``, ``money``, ``count`` or ``score``.
    better
        ``higher`` or ``lower``.
    kind
        ``perceived`` (what the customer says or feels) or ``operational`` (what happened).
    pooled
        ``counts``, ``respondents``, ``sums`` or ``none``: how parts make a whole.
    points
        Value to score 0-100, joined by straight lines, clamped at the ends; empty if
        the metric has no score of its own (cost, for example, is shown, not judged).
    weight
        Weight in a touchpoint's score.
    source
        Where the mapping comes from.
    range
        Least and greatest value a bare number can have; `None` if there is no such bound.
    estimate
        From one reading in base units to an estimate with its interval.
    manual
        Definition, range and reference; the module's docstring.
    """

    id: str
    title: str
    unit: str
    better: str
    kind: str
    pooled: str
    points: Points
    source: str
    estimate: Callable[[Raw], Estimate]
    weight: float = 1.0
    range: tuple[float, float] | None = None
    manual: str = ""

    def score(self, value: float) -> float | None:
        """Return 0-100 for a value in base units, or `None` if the metric is not judged."""
        if not self.points:
            return None
        (first_at, first), (last_at, last) = self.points[0], self.points[-1]
        if value <= first_at:
            return first
        if value >= last_at:
            return last
        for (low, a), (high, b) in zip(self.points, self.points[1:], strict=False):
            if low <= value <= high:
                return a if high == low else a + (b - a) * (value - low) / (high - low)
        return last  # pragma: no cover - the points cover the range


def metric(  # noqa: PLR0913 - a declaration, read by name
    name: str,
    *,
    title: str,
    unit: str,
    better: str,
    kind: str,
    pooled: str,
    points: Mapping[float, float],
    source: str,
    estimate: Callable[[Raw], Estimate] = pool,
    weight: float = 1.0,
    range: tuple[float, float] | None = None,  # noqa: A002 - the word of the field
) -> Metric:
    """Declare a metric; the docstring of the declaring module becomes its manual."""
    manual = sys._getframe(1).f_globals.get("__doc__") or ""  # noqa: SLF001 - the caller's docstring is the manual
    ordered = tuple(sorted((float(at), float(score)) for at, score in points.items()))
    return Metric(name, title, unit, better, kind, pooled, ordered, source, estimate, weight, range, manual)


@cache
def shipped() -> Mapping[str, Metric]:
    """Return the metrics of this folder and of installed extensions, by id."""
    return discover(sys.modules[__name__], Metric, lambda entry: entry.id)


def catalogue(own: Mapping[str, MetricRecord]) -> Mapping[str, Metric]:
    """Return the shipped metrics with a workspace's own in place or beside them."""
    merged = dict(shipped())
    for name, record in own.items():
        merged[name] = _override(merged.get(name), name, record)
    return merged


def _override(base: Metric | None, name: str, record: MetricRecord) -> Metric:
    given = {key: getattr(record, key) for key in ("title", "unit", "better", "kind", "pooled", "weight", "source")}
    changes = {key: value for key, value in given.items() if value is not None}
    if record.points is not None:
        changes["points"] = tuple(sorted((point.at.number, point.score) for point in record.points))
    if base is not None:
        return replace(base, **changes)
    blank = Metric(name, name, "score", "higher", "operational", "none", (), "this workspace", pool)
    return replace(blank, manual=record.definition or "", **changes)
