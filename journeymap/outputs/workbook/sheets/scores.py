"""Scores: every journey, stage and touchpoint with its score, interval, n, kind of evidence, reach and place."""

from collections.abc import Iterator, Mapping

from journeymap.outputs.workbook.sheets import (
    Cell,
    Column,
    Content,
    Grid,
    Material,
    Sheet,
    amount,
    counted,
    line_of,
)
from journeymap.outputs.workbook.sheets.journeys import CURRENT, TARGET
from journeymap.rules.support import channel_title
from journeymap.scores import JourneyScore, Score
from journeymap.scores.counted import of_touchpoint
from journeymap.text import Figure, Text, number, say, share
from journeymap.text import score as points
from journeymap.views.report_findings import GRADES
from journeymap.views.report_journey import title
from journeymap.views.report_parts import listed

COLUMNS = (Column(say("State"), 10), Column(say("Level"), 12), Column(say("Journey"), 26), Column(say("Stage"), 20),
           Column(say("Touchpoint"), 30), Column(say("Channel"), 16), Column(say("Score"), 10, 100),
           Column(say("Low, 95%"), 10), Column(say("High, 95%"), 10), Column(say("n"), 9),
           Column(say("Rests on"), 20), Column(say("Counted alone"), 10), Column(say("Counted part"), 10),
           Column(say("Best place"), 8), Column(say("Worst place"), 8), Column(say("Reach"), 10, 1),
           Column(say("Visits"), 9), Column(say("Value lost in a year"), 14), Column(say("Id"), 30, paper=False),
           Column(say("File"), 40, paper=False), Column(say("Line"), 7, paper=False),
           Column(say("Distance to low"), 10, paper=False), Column(say("Distance to high"), 10, paper=False),
           Column(say("Score with an interval"), 10, paper=False),
           Column(say("Score without an interval"), 10, paper=False))  # fmt: skip
NAME, SCORE, DOWN, UP, COUNTED, FELT = 4, 6, 21, 22, 23, 24
"""Places of the columns that the charts draw."""


def _fill(material: Material) -> Content | None:
    rows = tuple((*row, *_distances(row), *_split(row)) for _, row in _keyed(material))
    if not rows:
        return None
    note = say("a score has an interval only if all of it was counted; places are by the counted part, and a range of "
               "them where intervals overlap")  # fmt: skip
    grid = Grid(None, COLUMNS, rows, tuple(key for key, _ in _keyed(material)), 5)
    return Content(say("Scores of journeys, stages and touchpoints"), note, (grid,))


def _keyed(material: Material) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Yield the rows with their keys; links lead to those of today."""
    judged = material.analysis.judged
    for name, score in judged.current.items():
        yield from ((f"{name}/{key}", row) for key, row in _rows(CURRENT, score))
    for name, score in judged.targets.items():
        yield from ((f"{name}//{key}", row) for key, row in _rows(TARGET, score))


def _rows(state: Text, score: JourneyScore) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    graph = score.graph
    journey, lost = title(score), score.at_risk
    currency = graph.workspace.currency
    blank = (None,) * 4
    points_of = graph.journey.stage_of
    yield "", (state, say("Journey"), journey, None, None, None, *_score(score.score),
               _grades(score, graph.touchpoints), *_apart(score.parts.counted, score.parts.share), *blank,
               amount(lost.value if lost else None, currency), graph.name, None, None)  # fmt: skip
    for name, found in score.stages.items():
        own = [point for point in graph.touchpoints if points_of[point] == name]
        yield f"stage {name}", (state, say("Stage"), journey, graph.title(name), None, None, *_score(found),
                                _grades(score, own), None, None, *blank, None, f"{graph.name}.{name}", None,
                                None)  # fmt: skip
    for name, point in graph.touchpoints.items():
        rated, rank = score.touchpoints[name], score.ranks.get(name)
        parts = of_touchpoint(rated)
        yield name, (
            state, say("Touchpoint"), journey, graph.title(points_of[name]), graph.title(name),
            channel_title(graph, point.channel) if point.channel else None, *_score(rated.score),
            _grades(score, [name]), *_apart(parts.counted, parts.share),
            counted(rank.best if rank else None), counted(rank.worst if rank else None),
            share(score.flow.reach[name]), number(score.flow.visits[name], 2),
            amount(lost.by_touchpoint.get(name, 0.0) if lost else None, currency), f"{graph.name}.{name}",
            *line_of(graph.span(name)),
        )  # fmt: skip


def _distances(row: tuple[Cell, ...]) -> Iterator[Cell]:
    """Yield how far the ends of the interval lie from the score: what a chart draws at the end of a bar."""
    score = row[SCORE]
    for end in (row[SCORE + 1], row[SCORE + 2]):
        if isinstance(score, Figure) and isinstance(end, Figure):
            yield points(abs(score.value - end.value))
        else:
            yield None


def _split(row: tuple[Cell, ...]) -> tuple[Cell, Cell]:
    """Return the score in the column of those with an interval, or in that of those without: two series of a chart."""
    sure = row[SCORE + 1] is not None or row[SCORE + 2] is not None
    return (row[SCORE], None) if sure else (None, row[SCORE])


def _score(found: Score | None) -> tuple[Cell, Cell, Cell, Cell]:
    if found is None:
        return None, None, None, None
    low, high = (points(end) if end is not None else None for end in (found.low, found.high))
    return points(found.value), low, high, counted(found.n)


def _apart(found: Score | None, part: float) -> tuple[Cell, Cell]:
    """Return the score of what was counted, and its part of the weight."""
    return points(found.value) if found is not None else None, share(part)


def _grades(score: JourneyScore, names: Mapping[str, object] | list[str]) -> Cell:
    """Return what readings rest on, the firmest first; nothing without any."""
    grades = {found.basis.grade for name in names for found in score.touchpoints[name].metrics.values()}
    return listed([say(GRADES[grade]) for grade in sorted(grades)]) or None


def spans(material: Material) -> Mapping[str, tuple[int, int]]:
    """Return the first and the last row of the touchpoints of each journey of today of which one has a score."""
    found, row = {}, 0
    for name, score in material.analysis.judged.current.items():
        first = row + 1 + len(score.stages)
        row = first + len(score.touchpoints)
        if any(point.score is not None for point in score.touchpoints.values()):
            found[name] = (first, row - 1)
    return found


SCORES = Sheet("scores", 40, say("Scores"), _fill)
