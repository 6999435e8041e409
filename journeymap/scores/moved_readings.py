"""What the single readings of a touchpoint did between two readings of a journey, in their own units.

A score ends at 0 and 100: a figure that moves beyond either end of its scale
leaves it as it was. The figures themselves are therefore compared too: shares
with Newcombe's interval, means with that of their standard errors
(`journeymap.metrics.pooling.difference`). Only like is compared with like: the
same metric, method, version, scale, question, limit and group of customers,
counted both times.
"""

from collections.abc import Iterator

from journeymap.metrics import Metric, catalogue
from journeymap.metrics.comparable import RATED, Kind, differs, kind_of
from journeymap.metrics.pooling import canonical
from journeymap.records import dataclass
from journeymap.scores.figures import JourneyFigure
from journeymap.scores.journey import JourneyScore
from journeymap.scores.movement import Move, Verdict, move
from journeymap.scores.readings import raw_readings
from journeymap.scores.setting import standard_at

TESTED: frozenset[Verdict] = frozenset({"better", "worse", "alike", "same"})
"""What can be told of two figures that both have an interval."""


@dataclass(frozen=True)
class ReadingMove:
    """One metric at one touchpoint in two readings.

    Attributes
    ----------
    figure
        What it is called, its unit and which way is better.
    move
        In base units of the metric.
    """

    figure: JourneyFigure
    move: Move


def reading_moves(old: JourneyScore, new: JourneyScore, name: str) -> tuple[ReadingMove, ...]:
    """Compare the metrics of a touchpoint that were counted in both readings with an interval.

    Parameters
    ----------
    name
        Of a touchpoint that is in both.

    Returns
    -------
    tuple of ReadingMove
        In the order of the new reading; which way is better is as the new workspace has it.
    """
    return tuple(_moves(old, new, name))


def _moves(old: JourneyScore, new: JourneyScore, name: str) -> Iterator[ReadingMove]:
    metrics = catalogue(new.graph.workspace.content.metrics)
    then, now = old.touchpoints[name].metrics, new.touchpoints[name].metrics
    for key in now:
        if key in then and _comparable(old, new, name, metrics[key]):
            found = move(then[key].estimate, now[key].estimate, metrics[key].better)
            if found.verdict in TESTED and then[key].counted and now[key].counted:
                yield ReadingMove(_figure(name, metrics[key]), found)


def _figure(name: str, metric: Metric) -> JourneyFigure:
    """Return a metric at a touchpoint as a figure; ratings are shown like counts, by their number alone."""
    unit = "count" if metric.unit == "rating" else metric.unit
    return JourneyFigure(metric.id, metric.title, metric.better, unit,
                         lambda score: score.touchpoints[name].value(metric.id), 2)  # fmt: skip


def _comparable(old: JourneyScore, new: JourneyScore, name: str, metric: Metric) -> bool:
    """Tell whether two figures of a metric mean the same."""
    then, now = (score.touchpoints[name].metrics[metric.id] for score in (old, new))
    if (then.unit, then.method, then.personas) != (now.unit, now.method, now.personas):
        return False
    if metric.unit == "money" and old.graph.workspace.currency != new.graph.workspace.currency:
        return False
    if _limit(old, name, metric) != _limit(new, name, metric):
        return False
    if metric.unit not in RATED:
        return True
    return all(differs(metric, one, other) is None
               for one in _kinds(old, name, metric) for other in _kinds(new, name, metric))  # fmt: skip


def _limit(score: JourneyScore, name: str, metric: Metric) -> float | None:
    """Return the time in minutes that the channel's standard puts into a metric; `None` if none."""
    standard = standard_at(score.graph, name)
    return metric.limit_by_standard(standard) if metric.limit_by_standard and standard is not None else None


def _kinds(score: JourneyScore, name: str, metric: Metric) -> tuple[Kind, ...]:
    """Return what a figure means; the readings that were pooled are of one kind, so that the first tells it."""
    path = score.touchpoints[name].metrics[metric.id].path
    return tuple(kind_of(metric, canonical(item, metric.formula))
                 for item, place in raw_readings(score.graph, name, metric.id) if place == path)  # fmt: skip
