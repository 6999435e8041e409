"""Metrics: one file each declares what it is, how it is measured and pooled, and how it maps to 0-100."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from functools import cache
from itertools import pairwise

from journeymap.catalog import discover
from journeymap.metrics.pooling import Estimate, Raw, pool
from journeymap.model.formulas import Formula, KnownMetric
from journeymap.model.measures import MetricRecord
from journeymap.model.own_metrics import own_formula, own_pooling, own_unit
from journeymap.model.quantities import Standard
from journeymap.records import dataclass

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Method:
    """One way to compute a metric that has several.

    Attributes
    ----------
    range
        Least and greatest value it can give.
    points
        Value to score 0-100, as of the metric.
    """

    range: tuple[float, float]
    points: Points


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
        How parts make a whole: ``counts`` (cases are added), ``respondents``
        (answers are added), ``sums`` (totals and cases are added),
        ``survival`` (single times are put together, the unfinished among
        them) or ``none``.
    points
        Value to score 0-100, joined by straight lines, clamped at the ends; empty if
        the metric has no score of its own (cost, for example, is shown, not judged).
    weight
        Weight in a touchpoint's score.
    source
        Where the mapping comes from, with its year.
    range
        Least and greatest value a bare number can have; `None` if there is no such bound.
    estimate
        From one reading in base units to an estimate with its interval.
    manual
        Definition, range and reference; the module's docstring.
    formula
        How it is computed from named raw figures; `None` if only values are known.
    methods
        Ways to compute it, where there is a choice; the first unless a reading says otherwise.
    answers
        How many points its question may have; empty if any number will do or there is no question.
    scale
        First and last point of the question, unless a reading says otherwise; `None` without a question.
    by_standard
        From the standard of the touchpoint's channel to the points; `None` if no standard bears on it.
    limit_by_standard
        The time in minutes that the standard puts into its definition; `None` if none.
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
    formula: Formula | None = None
    methods: Mapping[str, Method] = field(default_factory=dict)
    answers: tuple[int, ...] = ()
    scale: tuple[float, float] | None = None
    by_standard: Callable[[Standard], Mapping[float, float]] | None = None
    limit_by_standard: Callable[[Standard], float] | None = None

    def score(self, value: float, method: str | None = None) -> float | None:
        """Return 0-100 for a value in base units, or `None` if the metric is not judged.

        Parameters
        ----------
        value
            In base units; infinite where a bound is open.
        method
            The way it was computed; left out, the metric's first.
        """
        points = self.points_by(method)
        return interpolate(points, value) if points else None

    def points_by(self, method: str | None) -> Points:
        """Return the mapping to 0-100 for values computed by a method."""
        return self.methods[method].points if method is not None and method in self.methods else self.points

    def bounds(self, method: str | None = None) -> tuple[float, float] | None:
        """Return the least and greatest value by a method, or `None` if there is no such bound."""
        return self.methods[method].range if method is not None and method in self.methods else self.range

    def judged_by(self, standard: Standard | None) -> "Metric":
        """Return the metric with the scale that a channel's standard gives it, or itself."""
        points = self.by_standard(standard) if self.by_standard is not None and standard is not None else {}
        return replace(self, points=ordered(points)) if points else self

    @property
    def known(self) -> KnownMetric:
        """Return what the model layer has to know of it."""
        fixed = self.scale if len(self.answers) == 1 else None
        methods = {name: method.range for name, method in self.methods.items()}
        return KnownMetric(self.unit, self.better, self.pooled, self.range, self.formula, methods, self.answers, fixed)


def interpolate(points: Points, value: float) -> float:
    """Return the height of the line through points at a value, clamped at the ends.

    Examples
    --------
    >>> interpolate(((0.0, 0.0), (10.0, 100.0)), 4), interpolate(((0.0, 0.0), (10.0, 100.0)), 12)
    (40.0, 100.0)
    """
    (first_at, first), (last_at, last) = points[0], points[-1]
    if value <= first_at:
        return first
    if value >= last_at:
        return last
    low, high = next(pair for pair in pairwise(points) if value <= pair[1][0])
    return low[1] + (high[1] - low[1]) * (value - low[0]) / (high[0] - low[0])


def ordered(points: Mapping[float, float]) -> Points:
    """Return points by rising value."""
    return tuple(sorted((float(at), float(score)) for at, score in points.items()))


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
    formula: Formula | None = None,
    methods: Mapping[str, Method] | None = None,
    answers: tuple[int, ...] = (),
    scale: tuple[float, float] | None = None,
    by_standard: Callable[[Standard], Mapping[float, float]] | None = None,
    limit_by_standard: Callable[[Standard], float] | None = None,
) -> Metric:
    """Declare a metric; the docstring of the declaring module becomes its manual."""
    manual = sys._getframe(1).f_globals.get("__doc__") or ""  # noqa: SLF001 - the caller's docstring is the manual
    return Metric(
        name, title, unit, better, kind, pooled, ordered(points), source, estimate, weight, range, manual,
        formula, methods or {}, answers, scale, by_standard, limit_by_standard,
    )  # fmt: skip


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


OWN_SOURCE = "this workspace"
"""Source of a scale that a workspace sets without naming another."""


def _override(base: Metric | None, name: str, record: MetricRecord) -> Metric:
    given = {key: getattr(record, key) for key in
             ("title", "unit", "better", "kind", "pooled", "weight", "source", "range")}  # fmt: skip
    changes = {key: value for key, value in given.items() if value is not None}
    if record.definition is not None:
        changes["manual"] = record.definition
    if record.made_from is not None:
        changes["formula"] = own_formula(record.made_from, own_unit(record))
    if record.points is not None:
        # The client's own scale goes before those of methods and standards.
        changes |= {"points": tuple((point.at.number, point.score) for point in record.points),
                    "methods": {}, "by_standard": None, "source": record.source or OWN_SOURCE}  # fmt: skip
    if base is not None:
        return replace(base, **changes)
    unit = own_unit(record)
    blank = Metric(name, name, unit, "higher", "operational", own_pooling(unit), (), OWN_SOURCE, pool)
    return replace(blank, **changes)
