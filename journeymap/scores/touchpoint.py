"""From the readings of one touchpoint to its score."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from journeymap.metrics import Metric
from journeymap.metrics.pooling import Estimate, combine
from journeymap.model.journey import Journey, Touchpoint
from journeymap.model.measures import Measurement
from journeymap.model.workspace import Path
from journeymap.records import dataclass
from journeymap.scores.metric import DEFAULT_SCALES, MetricScore, Unknown, score_metric
from journeymap.scores.periods import Located
from journeymap.scores.setting import Setting
from journeymap.text import Text, count, say

__all__ = [
    "DEFAULT_SCALES",
    "MetricScore",
    "Score",
    "Term",
    "TouchpointScore",
    "Unknown",
    "score_touchpoint",
    "weighted",
]

NOWHERE_ELSE = Setting()
"""No channel standard and no groups."""


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
    unknown
        What was measured without a figure coming out of it, by metric.
    """

    metrics: Mapping[str, MetricScore]
    score: Score | None
    perceived: Score | None
    operational: Score | None
    unknown: Mapping[str, Unknown] = field(default_factory=dict)

    def value(self, metric: str) -> float | None:
        """Return a metric's value in base units, if it was measured."""
        found = self.metrics.get(metric)
        return None if found is None else found.estimate.value


def weighted(terms: Iterable[tuple[Term, float | None, float | None, int | None]]) -> Score | None:
    """Return the weighted mean of terms with their intervals, or `None` if there are none.

    Terms are taken as independent, so that distances to the ends add in
    squares (Zou and Donner; see `journeymap.metrics.pooling`). There is an
    interval only if every term has one: an opinion among them has an
    uncertainty nobody knows, and leaving it out would make the mean look surer
    than it is.
    """
    parts = [part for part in terms if part[0].weight > 0]
    total = sum(term.weight for term, *_ in parts)
    if not parts or total <= 0:
        return None
    estimates = [Estimate(term.score, n, low, high) for term, low, high, n in parts]
    whole = combine(estimates, [term.weight for term, *_ in parts])
    # Those without an interval, such as one case of a story, say nothing of how much was counted where others do.
    sure = [n for _, low, high, n in parts if n and low is not None and high is not None]
    counted = min(sure or [n for *_, n in parts if n], default=None)
    names = tuple(term for term, *_ in parts)
    if whole.low is None or whole.high is None:
        return Score(whole.value, None, None, counted, names)
    return Score(whole.value, max(0.0, whole.low), min(100.0, whole.high), counted, names)


def score_touchpoint(  # noqa: PLR0913 - read by name
    point: Touchpoint,
    *,
    catalogue: Mapping[str, Metric],
    journey: Journey,
    path: Path,
    apart: Mapping[str, tuple[tuple[Measurement, Path], ...]],
    persona: str | None = None,
    setting: Setting = NOWHERE_ELSE,
    alike: TouchpointScore | None = None,
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
        Take this group's own readings where there are any, else everybody's, never those of other groups.
    setting
        The standard of its channel and the groups of customers.
    alike
        Its score with the same readings and the same standard, of other customers: what no group says holds here too.
    """
    found: dict[str, MetricScore] = {}
    unknown: dict[str, Unknown] = {}
    default = point.basis or (journey.evidence.basis if journey.evidence else None)
    inline = point.readings()
    for name in dict.fromkeys([*inline, *apart]):
        readings = [(reading, _inline_path(point, path, name, index, len(inline.get(name, ()))))
                    for index, reading in enumerate(inline.get(name, ()))]  # fmt: skip
        readings += list(apart.get(name, ()))
        chosen = _chosen(readings, persona)
        if not chosen:
            continue
        known = _of_everybody(name, readings, alike)
        scored = known if known is not None else score_metric(catalogue[name], chosen, default, setting)
        if isinstance(scored, Unknown):
            unknown[name] = scored
        else:
            parts = tuple(_parts(readings, chosen))
            found[name] = replace(scored, notes=(*scored.notes, *parts)) if parts else scored
    return TouchpointScore(found, _mean(found), _mean(found, "perceived"), _mean(found, "operational"), unknown)


def _of_everybody(
    name: str, readings: Sequence[Located], alike: TouchpointScore | None
) -> MetricScore | Unknown | None:
    """Return what is known of a metric of which no group has readings of its own."""
    if alike is None or any(reading.persona is not None for reading, _ in readings):
        return None
    return alike.metrics.get(name) or alike.unknown.get(name)


def _chosen(readings: Sequence[Located], persona: str | None) -> list[Located]:
    """Return the readings that speak of a group, or of everybody, else those of the groups."""
    own = [item for item in readings if item[0].persona == persona]
    everybody = [item for item in readings if item[0].persona is None]
    return own or everybody or (list(readings) if persona is None else [])


def _parts(readings: Sequence[Located], chosen: Sequence[Located]) -> Iterator[Text]:
    """Say that readings of groups are not added to the one of everybody."""
    groups = sum(reading.persona is not None for reading, _ in readings)
    if groups and chosen[0][0].persona is None:
        yield say("the readings of groups are parts of everybody's and are not added to them: {n}", n=count(groups))


def _inline_path(point: Touchpoint, path: Path, metric: str, index: int, many: int) -> Path:
    base = (*path, metric) if getattr(point, metric, None) else (*path, "measures", metric)
    return (*base, index) if many > 1 else base


def _mean(found: Mapping[str, MetricScore], kind: str | None = None) -> Score | None:
    return weighted(
        (Term(m.metric, m.score, m.weight), m.low, m.high, m.estimate.n)
        for m in found.values()
        if m.score is not None and kind in (None, m.kind)
    )
