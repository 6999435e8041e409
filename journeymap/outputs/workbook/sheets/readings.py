"""Readings: every metric at every touchpoint with its n, interval, kind of evidence and line."""

from collections.abc import Iterator

from journeymap.metrics import Metric, catalogue
from journeymap.outputs.workbook.sheets import (
    Cell,
    Column,
    Content,
    Grid,
    Jump,
    Material,
    Sheet,
    counted,
    line_of,
    words_of,
)
from journeymap.outputs.workbook.sheets.journeys import CURRENT, EVERYBODY, TARGET
from journeymap.scores import JourneyScore
from journeymap.scores.explain import in_unit
from journeymap.scores.touchpoint import MetricScore
from journeymap.text import Text, number, say
from journeymap.text import score as points
from journeymap.views.report_findings import GRADES, persona_title
from journeymap.views.report_journey import title
from journeymap.views.report_parts import joined, sentences

COLUMNS = (Column(say("State"), 10), Column(say("Journey"), 26), Column(say("Touchpoint"), 34),
           Column(say("Metric"), 26), Column(say("Value"), 12), Column(say("Low, 95%"), 10),
           Column(say("High, 95%"), 10), Column(say("n"), 9), Column(say("Unit"), 18), Column(say("Rounded"), 14),
           Column(say("Median"), 10), Column(say("Ninth decile"), 10), Column(say("Score"), 9, 100),
           Column(say("Score, low"), 9), Column(say("Score, high"), 9), Column(say("Weight"), 9),
           Column(say("Rests on"), 18), Column(say("Readings"), 10), Column(say("Groups of customers"), 24),
           Column(say("Notes"), 44), Column(say("File"), 40, paper=False),
           Column(say("Line"), 7, paper=False))  # fmt: skip
UNITS = {"min": "minutes", "share": "share", "rating": "points of its scale", "count": "number",
         "score": "points of 100"}  # fmt: skip


def _fill(material: Material) -> Content | None:
    judged = material.analysis.judged
    rows: list[tuple[Cell, ...]] = []
    for name, score in judged.current.items():
        rows += _rows(CURRENT, score, name, "/")
    for name, score in judged.targets.items():
        rows += _rows(TARGET, score, name, "//")
    if not rows:
        return None
    note = say(
        "one row for each metric at a touchpoint; of several readings, counts of the same form are added up, others "
        "weigh as their n, and opinions count only where nobody was counted; the line is that of the first"
    )
    return Content(say("Readings of the touchpoints"), note, (Grid(None, COLUMNS, tuple(rows), named=4),))


def _rows(state: Text, score: JourneyScore, key: str, mark: str) -> Iterator[tuple[Cell, ...]]:
    known = catalogue(score.graph.workspace.content.metrics)
    for name, point in score.touchpoints.items():
        where = Jump(score.graph.title(name), "scores", f"{key}{mark}{name}")
        for metric, found in point.metrics.items():
            yield state, title(score), where, *_metric(score, known[metric], found)
        for metric, unknown in point.unknown.items():
            yield (state, title(score), where, say(known[metric].title), None,
                   _shown(score, known[metric].unit, unknown.low), None, counted(unknown.n),
                   _unit(score, known[metric].unit), *(None,) * 10, unknown.reason,
                   *line_of(score.graph.workspace.where(*unknown.path)))  # fmt: skip


def _metric(score: JourneyScore, metric: Metric, found: MetricScore) -> Iterator[Cell]:
    """Yield the cells of a row behind those that say where it is."""
    graph, estimate = score.graph, found.estimate
    value = in_unit(graph, found.unit, estimate.value)
    yield say(metric.title)
    yield value
    yield from (_shown(score, found.unit, end) for end in (estimate.low, estimate.high))
    yield from (counted(estimate.n), _unit(score, found.unit), words_of(value))
    yield from (_shown(score, found.unit, part) for part in (found.p50, found.p90))
    yield from (points(part) if part is not None else None for part in (found.score, found.low, found.high))
    yield from (number(found.weight), say(GRADES[found.basis.grade]), counted(found.readings))
    groups = [persona_title(score, name) for name in found.personas]
    yield joined(groups, ", ") if groups else EVERYBODY
    yield sentences(found.notes)
    yield from line_of(graph.workspace.where(*found.path))


def _shown(score: JourneyScore, unit: str, value: float | None) -> Cell:
    return None if value is None else in_unit(score.graph, unit, value)


def _unit(score: JourneyScore, unit: str) -> Cell:
    return score.graph.workspace.currency if unit == "money" else say(UNITS[unit])


READINGS = Sheet("readings", 60, say("Readings"), _fill)
