"""Metrics that a workspace declares or changes: what they are, and whether their parts fit together."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from journeymap.model.checker import UNIT_WORDS, Checker, fits
from journeymap.model.formulas import Formula, KnownMetric, Part, mean_of, read_sum, share_of
from journeymap.model.measures import Counting, MetricRecord
from journeymap.model.workspace import Path
from journeymap.source import Problem
from journeymap.text import say

POOLED_BY_UNIT: Mapping[str, tuple[str, ...]] = {
    "min": ("sums", "survival", "none"),
    "money": ("sums", "none"),
    "count": ("sums", "counts", "none"),
    "share": ("counts", "none"),
    "rating": ("respondents", "counts", "none"),
    "score": ("none", "counts", "respondents"),
}
"""How a metric of a unit can be pooled, the usual way first."""

TOTALS = ("min", "money", "count")
"""Units of metrics that are a sum over cases."""


def own_unit(record: MetricRecord) -> str:
    """Return the unit of an own metric: as declared, else as its raw figures go, else a bare score."""
    if record.unit is None and record.made_from is not None:
        return "share" if record.made_from.hits else "count"
    return record.unit or "score"


def own_pooling(unit: str) -> str:
    """Return how an own metric is pooled if it does not say so."""
    return POOLED_BY_UNIT[unit][0]


def own_formula(record: Counting, unit: str) -> Formula:
    """Return the formula of an own metric, its figures meaning what they are called.

    Parameters
    ----------
    record
        As written.
    unit
        Of the metric; a total of times or money has figures in that unit.

    Examples
    --------
    >>> str(own_formula(Counting(hits="solved + refunded", of="cases"), "share"))
    '(solved + refunded) / cases'
    """
    top = record.hits or record.total or ""
    below = {name for name, _ in read_sum(record.of)}
    inner = unit if record.total and unit in {"min", "money"} else "count"
    names = dict.fromkeys(name for name, _ in (*read_sum(top), *read_sum(record.of)))
    parts = tuple(Part(name, name, "count" if name in below else inner) for name in names)
    return share_of(top, record.of, *parts) if record.hits else mean_of(top, record.of, *parts)


def known_metric(c: Checker, name: str) -> KnownMetric | None:
    """Return what is known of a metric, the workspace's own or a shipped one with what the workspace changes in it."""
    base, own = c.known.forms.get(name), c.content.metrics.get(name)
    if own is None:
        return base
    unit = own_unit(own) if base is None else base.unit
    found = base or KnownMetric(unit, "higher", own_pooling(unit))
    given = {key: getattr(own, key) for key in ("better", "pooled", "range") if getattr(own, key) is not None}
    formula = own_formula(own.made_from, unit) if own.made_from is not None else found.formula
    return replace(found, formula=formula, **given)


def check_metrics(c: Checker) -> Iterator[Problem]:
    """Yield what does not fit in the metrics that the workspace declares or changes."""
    for name, record in c.content.metrics.items():
        found, path = known_metric(c, name), ("metrics", name)
        if found is None or not c.whole(path):
            continue
        yield from _unit(c, name, record, path)
        if found.pooled not in POOLED_BY_UNIT[found.unit] and record.pooled is not None:
            ways = " or ".join(f"`{way}`" for way in POOLED_BY_UNIT[found.unit])
            message = say("{metric}, which is {unit}, cannot be pooled by {pooled}", metric=name,
                          unit=say(UNIT_WORDS[found.unit]), pooled=record.pooled)  # fmt: skip
            yield Problem("bad-metric", c.places.span((*path, "pooled")), message, say("write {ways}", ways=ways))
        yield from _figures(c, name, record, found.unit, path)
        yield from _points(c, name, record, found, path)


def _unit(c: Checker, name: str, record: MetricRecord, path: Path) -> Iterator[Problem]:
    """A shipped metric keeps its unit; one that is turned round needs points of its own."""
    base = c.known.forms.get(name)
    if base is None:
        return
    if record.unit is not None and record.unit != base.unit:
        message = say("the unit of {metric} is {unit} and stays so", metric=name, unit=f"`{base.unit}`")
        help_ = say("declare a metric of your own under another name")
        yield Problem("bad-metric", c.places.span((*path, "unit")), message, help_)
    if record.better is not None and record.better != base.better and record.points is None:
        message = say("{metric} is turned round without `points` that go with it", metric=name)
        yield Problem("bad-metric", c.places.span((*path, "better")), message)


def _figures(c: Checker, name: str, record: MetricRecord, unit: str, path: Path) -> Iterator[Problem]:
    """A share is made from hits, a mean from a total."""
    if record.made_from is None:
        return
    wanted = "hits" if unit == "share" else "total"
    if unit not in {"share", *TOTALS}:
        message = say("{metric}, which is {unit}, is not made from raw figures", metric=name,
                      unit=say(UNIT_WORDS[unit]))  # fmt: skip
        yield Problem("bad-metric", c.places.key((*path, "from")), message)
    elif getattr(record.made_from, wanted) is None:
        message = say("{metric}, which is {unit}, is made from `{wanted}`", metric=name,
                      unit=say(UNIT_WORDS[unit]), wanted=wanted)  # fmt: skip
        yield Problem("bad-metric", c.places.key((*path, "from")), message)


def _points(c: Checker, name: str, record: MetricRecord, found: KnownMetric, path: Path) -> Iterator[Problem]:
    """Points rise from one value to the next, are in the metric's unit and follow its polarity."""
    points = record.points or ()
    inside: Path = (*path, "points")
    listed = c.places.holds((*inside, 0, "at"))
    places: list[Path] = [(*inside, index if listed else point.at.text) for index, point in enumerate(points)]
    misfits = [index for index, point in enumerate(points) if not fits(point.at.unit, point.at.number, found.unit)]
    for index in misfits:
        message = say("'{value}' does not fit {metric}, which is {unit}", value=points[index].at.text, metric=name,
                      unit=say(UNIT_WORDS[found.unit]))  # fmt: skip
        yield Problem("bad-unit", c.places.key(places[index]), message)
    if misfits:
        return
    for (one, two), place in zip(pairwise(points), places[1:], strict=True):
        if two.at.number <= one.at.number:
            message = say("the values of the points rise: {value} follows {before}", value=two.at.text,
                          before=one.at.text)  # fmt: skip
            yield Problem("bad-points", c.places.key(place), message)
        elif (two.score - one.score) * (1 if found.better == "higher" else -1) < 0:
            message = say("{better} is better, but the score of {value} goes against it", better=found.better,
                          value=two.at.text)  # fmt: skip
            yield Problem("bad-points", c.places.key(place), message, say("turn the scores, or `better`, round"))
