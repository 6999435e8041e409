"""Data quality: what readings rest on, what is not measured, what a reader must know before using the numbers."""

from collections.abc import Iterator

from journeymap.outputs.workbook.sheets import (
    Cell,
    Column,
    Content,
    Grid,
    Jump,
    Lines,
    Material,
    Sheet,
    counted,
    line_of,
)
from journeymap.scores import JourneyScore
from journeymap.text import say, share
from journeymap.views.report_findings import GRADES
from journeymap.views.report_journey import title

BASIS = (Column(say("Journey"), 34), *(Column(say(word), 14) for word in GRADES.values()),
         Column(say("Unmeasured touchpoints"), 14), Column(say("Opinions"), 12), Column(say("Scored part"), 12),
         Column(say("Shares nobody wrote"), 14))  # fmt: skip
BLIND = (Column(say("Journey"), 34), Column(say("Touchpoint"), 30), Column(say("What is missing"), 34),
         Column(say("Reach"), 12), Column(say("Importance"), 12), Column(say("File"), 40),
         Column(say("Line"), 8))  # fmt: skip


def _fill(material: Material) -> Content:
    view, current = material.view.method, material.analysis.judged.current
    basis = tuple(_basis(score) for score in current.values())
    blind = tuple(row for name, score in current.items() for row in _blind(name, score))
    doubts = view.gaps if not blind else ()
    lines = tuple((None, words) for words in (*doubts, *view.idle))
    parts = (
        *((Grid(say("What the readings rest on"), BASIS, basis),) if basis else ()),
        *((Grid(say("What is missing"), BLIND, blind),) if blind else ()),
        *((Lines(say("Notes"), lines),) if lines else ()),
    )
    return Content(say("Data quality"), material.view.section("method").heading, parts)


def _basis(score: JourneyScore) -> tuple[Cell, ...]:
    points = score.touchpoints.values()
    grades = [found.basis.grade for point in points for found in point.metrics.values()]
    return (title(score), *(counted(grades.count(grade)) for grade in GRADES),
            counted(sum(point.score is None for point in points)),
            counted(sum(point.score is not None and point.score.opinion for point in points)), share(score.coverage),
            counted(sum(edge.assumed for edge in score.graph.edges)))  # fmt: skip


def _blind(name: str, score: JourneyScore) -> Iterator[tuple[Cell, ...]]:
    """Yield the touchpoints that are not measured, or scored by opinion alone."""
    graph = score.graph
    for point, rated in score.touchpoints.items():
        if rated.score is not None and not rated.score.opinion:
            continue
        words = say("a measurement") if rated.score is None else say("a count: it is scored by opinion alone")
        yield (title(score), Jump(graph.title(point), "scores", f"{name}/{point}"), words,
               share(score.flow.reach[point]), counted(graph.importance(point)),
               *line_of(graph.span(point)))  # fmt: skip


QUALITY = Sheet("quality", 130, say("Data quality"), _fill)
