"""From the readings of one metric at a touchpoint to its figure and its score."""

import math
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from journeymap.metrics import Metric, Points, shipped
from journeymap.metrics.comparable import Kind, kind_of, read_scale
from journeymap.metrics.pooling import Estimate, Raw, canonical, combine, merge, time_quantile
from journeymap.metrics.survival import Survival, survival
from journeymap.model.measures import Reading
from journeymap.model.workspace import Path
from journeymap.records import dataclass
from journeymap.scores.periods import Located, latest
from journeymap.scores.setting import Setting
from journeymap.text import Text, count, minutes, say, share
from journeymap.vocabulary import Basis

DEFAULT_SCALES: Mapping[str, tuple[float, float]] = {
    name: metric.scale for name, metric in shipped().items() if metric.scale is not None
}
"""First and last point of the questions that metrics ask."""

NO_SOURCE = Text("")
"""The source of a scale that was not told."""


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
        The group it speaks of, if it is one alone.
    path
        Place of the reading in the workspace.
    p50, p90
        Median and ninth decile in base units, where they are known.
    range
        Least and greatest value the method can give; `None` if there is no such bound.
    points
        The mapping to 0-100 in use: value to score, joined by straight lines; empty if the metric is not judged.
    scale_source
        Where the mapping comes from.
    pooled_by
        How the readings were put together: ``one`` (there is one), ``counts``
        (raw counts added up), ``times`` (single times put together),
        ``shares`` (groups weighted by their shares of the customers) or ``n``
        (values weighted by their cases; opinions alike). The shares are those
        of the visits to the touchpoint.
    personas
        The groups it speaks of; empty for everybody.
    covers
        Their part of the customers, 0-1; `None` for everybody or if it is not known.
    left_out
        Readings not pooled with these, as they mean something else.
    earlier
        Periods of readings that are history: later ones stand for them.
    notes
        What a reader has to know beside the figure.
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
    p50: float | None = None
    p90: float | None = None
    range: tuple[float, float] | None = None
    points: Points = ()
    scale_source: Text = NO_SOURCE
    pooled_by: str = "one"
    personas: tuple[str, ...] = ()
    covers: float | None = None
    left_out: int = 0
    earlier: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def counted(self) -> bool:
        """Tell whether cases or answers stand behind it; without any it is an opinion, with or without an interval."""
        return bool(self.estimate.n)


@dataclass(frozen=True)
class Unknown:
    """A metric that was measured without a figure coming out of it.

    Attributes
    ----------
    metric
        Id of the metric.
    n
        Cases behind it.
    watched
        Longest time watched, in minutes; the estimate lies beyond it.
    low
        Lower end of the 95 % interval, where it is known.
    reason
        Why there is none.
    path
        Place of the reading in the workspace.
    """

    metric: str
    n: int
    watched: float
    low: float | None
    reason: Text
    path: Path


@dataclass(frozen=True)
class _Pooled:
    """Readings of one kind put together."""

    estimate: Estimate
    by: str
    p50: float | None = None
    p90: float | None = None


def score_metric(
    metric: Metric, readings: list[Located], default: Basis | None, setting: Setting
) -> MetricScore | Unknown:
    """Score one metric at a touchpoint.

    Parameters
    ----------
    metric
        What is measured.
    readings
        At least one, with their places.
    default
        Basis of readings that name none.
    setting
        The standard of the channel and the groups of customers.

    Returns
    -------
    MetricScore or Unknown
        The latter where the readings give no figure. Groups that are not all the customers have one, but no score.
    """
    current, earlier = latest(readings)
    kind, chosen = _alike(metric, [(canonical(reading, metric.formula), path) for reading, path in current])
    alike = [reading for reading, _ in chosen]
    pooled = _pool(metric, alike, setting)
    path = chosen[0][1]
    if isinstance(pooled, Survival):
        return _unknown(metric, pooled, path)
    judged, names = metric.judged_by(setting.standard), _named(alike)
    covers, rest = _covers(names, setting), len(current) - len(alike)
    missing = {name for name, part in setting.visitors.items() if part > 0} - set(names) if names else set()
    score, low, high = (None, None, None) if missing else _scores(judged, pooled.estimate, kind.method)
    return MetricScore(
        metric=metric.id,
        estimate=pooled.estimate,
        score=score,
        low=low,
        high=high,
        unit=metric.unit,
        kind=metric.kind,
        weight=metric.weight,
        basis=_basis(alike, default, pooled.estimate.n),
        method=_method(alike[0]),
        readings=len(alike),
        persona=names[0] if len(names) == 1 else None,
        path=path,
        p50=pooled.p50,
        p90=pooled.p90,
        range=metric.bounds(kind.method),
        scale_source=_source(metric, judged, setting),
        pooled_by=pooled.by,
        personas=names,
        covers=covers,
        points=judged.points_by(kind.method),
        left_out=rest,
        earlier=earlier,
        notes=(*_limit(metric, setting), *_groups(pooled, names, missing, covers, setting), *_left(rest, earlier)),
    )


def _method(reading: Reading) -> str | None:
    return reading.method or (f"version {reading.version}" if reading.version else None)


def _named(readings: Sequence[Reading]) -> tuple[str, ...]:
    """Return the groups that readings speak of."""
    return tuple(dict.fromkeys(reading.persona for reading in readings if reading.persona is not None))


def _basis(readings: Sequence[Reading], default: Basis | None, n: int | None) -> Basis:
    """Return the weakest basis of readings; what says nothing was measured if it was counted."""
    implied = default or (Basis.MEASURED if n else Basis.OPINION)
    return max((reading.basis or implied for reading in readings), key=list(Basis).index)


def _alike(metric: Metric, readings: Sequence[Located]) -> tuple[Kind, list[Located]]:
    """Keep the readings of one method, version, scale and question with most answers; others mean something else.

    Single times with unfinished ones among them are not put together with medians computed elsewhere.
    """
    groups: dict[tuple[Kind, bool], list[Located]] = {}
    for item in readings:
        censored = metric.pooled == "survival" and item[0].form == "times"
        groups.setdefault((kind_of(metric, item[0]), censored), []).append(item)
    (kind, _), chosen = max(groups.items(), key=lambda group: sum(_cases(reading) for reading, _ in group[1]))
    return kind, chosen


def _cases(reading: Reading) -> int:
    times = sum(entry.n for entry in (*(reading.times or ()), *(reading.open or ())))
    return reading.n or sum(reading.counts or ()) or times


def _pool(metric: Metric, readings: Sequence[Reading], setting: Setting) -> _Pooled | Survival:
    """Put readings of one kind together: groups by their shares where these are known, else by raw counts or n."""
    if metric.pooled == "survival" and readings[0].form == "times":
        return _survived(merge(readings)[0], alone=len(readings) == 1)
    names = {reading.persona for reading in readings}
    parts_known = setting.shares_known and names <= set(setting.visitors)
    if len(names) > 1 and parts_known and sum(setting.visitors[name] for name in names if name) > 0:
        parts = {name: [reading for reading in readings if reading.persona == name] for name in setting.visitors}
        parts = {name: group for name, group in parts.items() if group}
        estimates = [_whole(metric, merge(group)) for group in parts.values()]
        return _Pooled(combine(estimates, [setting.visitors[name] for name in parts]), "shares")
    merged = merge(readings)
    by = "one" if len(readings) == 1 else "n" if len(merged) > 1 else "times" if merged[0].times else "counts"
    return _Pooled(_whole(metric, merged), by, *_deciles(merged))


def _whole(metric: Metric, merged: Sequence[Reading]) -> Estimate:
    return combine([metric.estimate(Raw(reading, *_scale(metric, reading))) for reading in merged])


def _deciles(merged: Sequence[Reading]) -> tuple[float | None, float | None]:
    """Return median and ninth decile; those of several readings cannot be put together."""
    if len(merged) != 1:
        return None, None
    [reading] = merged
    if reading.times:
        return time_quantile(reading.times, 0.5), time_quantile(reading.times, 0.9)
    return reading.p50.number if reading.p50 else None, reading.p90.number if reading.p90 else None


def _survived(reading: Reading, *, alone: bool) -> _Pooled | Survival:
    """Return the survival median, or the curve if it has none."""
    curve = survival(reading.times or (), reading.open or ())
    by = "one" if alone else "times"
    if curve.median is None:
        return curve
    return _Pooled(Estimate(curve.median, curve.n, curve.low, curve.high), by, curve.median, curve.p90)


def _unknown(metric: Metric, curve: Survival, path: Path) -> Unknown:
    reason = say(
        "an estimated {part} of {n} contacts have an answer within {time}, the longest watched: the median is unknown",
        part=share(curve.reached), n=count(curve.n), time=minutes(curve.watched),
    )  # fmt: skip
    return Unknown(metric.id, curve.n, curve.watched, curve.low, reason, path)


def _scores(metric: Metric, whole: Estimate, method: str | None) -> tuple[float | None, float | None, float | None]:
    """Return the score with the ends of its interval; an open end maps to the end of the scale."""
    score = metric.score(whole.value, method)
    if score is None or (whole.low is None and whole.high is None):
        return score, None, None
    ends = (-math.inf if whole.low is None else whole.low, math.inf if whole.high is None else whole.high)
    low, high = sorted(found for found in (metric.score(end, method) for end in ends) if found is not None)
    return score, low, high


def _scale(metric: Metric, reading: Reading) -> tuple[float, float]:
    """Return the ends of the scale a reading states, else the metric's own; of counted cases 0, 1, 2 and so on."""
    if metric.unit == "count" and reading.counts is not None:
        return 0.0, float(len(reading.counts) - 1)
    return read_scale(reading.scale) or metric.scale or metric.range or (0.0, 100.0)


def _source(metric: Metric, judged: Metric, setting: Setting) -> Text:
    if judged is metric:
        return say(metric.source)
    return say("from the standard of the channel, {standard}; convention of this tool, 2026", standard=setting.promise)


def _covers(names: Sequence[str], setting: Setting) -> float | None:
    """Return the part of the customers that groups are, or `None` if it is everybody or not known."""
    known = names and setting.shares_known and set(names) <= set(setting.groups)
    return sum(setting.groups[name] for name in names) if known else None


def _limit(metric: Metric, setting: Setting) -> Iterator[Text]:
    if metric.limit_by_standard is not None and setting.standard is not None:
        limit = metric.limit_by_standard(setting.standard)
        yield say("the limit is {time}, from the standard of the channel, {standard}", time=minutes(limit),
                  standard=setting.promise)  # fmt: skip


def _groups(
    pooled: _Pooled, names: Sequence[str], missing: AbstractSet[str], covers: float | None, setting: Setting
) -> Iterator[Text]:
    """Say how readings of groups became one figure, and whether it speaks of everybody."""
    if pooled.by == "shares" and setting.visitors != setting.groups:
        yield say("the groups are weighted by their shares of the visits here")
    elif pooled.by == "shares":
        yield say("the groups are weighted by their shares of the customers")
    elif len(names) > 1:
        yield say("the groups are weighted by how many of each were measured, not by their shares of the customers")
    if missing:
        known, others = (", ".join(f"'{setting.titles[name]}'" for name in group) for group in (names, sorted(missing)))
        part = say(", {part} of the customers", part=share(covers)) if covers is not None else ""
        yield say("it speaks of {known} alone{part}, not of {others}, and does not enter everybody's score",
                  known=known, part=part, others=others)  # fmt: skip


def _left(left_out: int, earlier: Sequence[str]) -> Iterator[Text]:
    """Say which readings do not enter the figure."""
    if left_out:
        yield say("readings by another method, version, scale or question are left out: {n}", n=count(left_out))
    if earlier:
        yield say("readings of earlier periods are history and do not enter the figure: {periods}",
                  periods=", ".join(earlier))  # fmt: skip
