"""Then and now: figures, touchpoints, findings and promises beside the earlier state of the workspace."""

from collections.abc import Callable, Iterator
from functools import partial

from journeymap.metrics.pooling import Estimate
from journeymap.outputs.workbook.sheets import Cell, Column, Content, Grid, Lines, Material, Sheet, counted
from journeymap.rules import Finding
from journeymap.scores.figures import FIGURES, JourneyFigure
from journeymap.scores.movement import Move
from journeymap.text import Figure, Text, say
from journeymap.views.comparison import Comparison
from journeymap.views.comparison_words import BECAME, TOLD, difference, told
from journeymap.views.report_parts import SEVERITY_WORDS, sentences

COLUMNS = (Column(say("Journey"), 30), Column(say("What"), 36), Column(say("Then"), 14), Column(say("Then, low"), 12),
           Column(say("Then, high"), 12), Column(say("Then, n"), 9), Column(say("Now"), 14),
           Column(say("Now, low"), 12), Column(say("Now, high"), 12), Column(say("Now, n"), 9),
           Column(say("Difference"), 14), Column(say("Difference, low"), 12), Column(say("Difference, high"), 12),
           Column(say("What can be told"), 26))  # fmt: skip
FINDINGS = (Column(say("What became of it"), 30), Column(say("Finding"), 36), Column(say("Severity"), 14),
            Column(say("Severity before"), 12), Column(say("Id"), 12))  # fmt: skip
PROMISES = (Column(say("Initiative"), 30), Column(say("What became of it"), 36), Column(say("Due"), 14),
            Column(say("Finished"), 12), Column(say("Weeks, planned"), 12), Column(say("Weeks, taken"), 9),
            Column(say("Why"), 14))  # fmt: skip


def _fill(material: Material) -> Content | None:
    view = material.view.comparison
    if view is None:
        return None
    said = Lines(None, ((say("Message"), view.heading), *((None, line) for line in (*view.support, *view.cautions))),
                 strong=True)  # fmt: skip
    figures = Grid(say("Figures then and now"), COLUMNS, tuple(_figures(material, view)))
    findings = Grid(say("Findings then and now"), FINDINGS, tuple(_findings(view)))
    promises = tuple(_promises(view))
    kept = (Grid(say("What was promised"), PROMISES, promises),) if promises else ()
    return Content(view.name, view.method, (said, figures, findings, *kept))


def _figures(material: Material, view: Comparison) -> Iterator[tuple[Cell, ...]]:
    currency = material.analysis.workspace.currency
    for part in view.journeys:
        for name, move in part.moves.items():
            figure = FIGURES[name]
            yield part.title, say(figure.title), *_move(move, figure, currency), told(figure, move.verdict)
        for point in (*part.counted, *part.said):
            yield part.title, point.title, *_move(point.move, FIGURES["score"], currency), TOLD[point.move.verdict]
        for point, reading in part.moved_readings:
            what = say("{metric} at '{place}'", metric=say(reading.figure.title), place=point.title)
            yield part.title, what, *_move(reading.move, reading.figure, currency), TOLD[reading.move.verdict]


def _move(move: Move, figure: JourneyFigure, currency: str) -> Iterator[Cell]:
    """Yield both figures and their difference with interval and n; the difference of shares in percentage points."""
    for found in (move.old, move.new):
        yield from _ends(found, figure.shown, currency)
        yield counted(found.n if found is not None else None)
    yield from _ends(move.difference, partial(difference, figure), currency)


def _ends(found: Estimate | None, show: Callable[[float, str], Figure], currency: str) -> Iterator[Figure | None]:
    ends = (None, None, None) if found is None else (found.value, found.low, found.high)
    yield from (show(value, currency) if value is not None else None for value in ends)


def _findings(view: Comparison) -> Iterator[tuple[Cell, ...]]:
    moves = view.findings
    groups: tuple[tuple[Text, tuple[Finding, ...]], ...] = (
        (say("new"), moves.new), (say("no longer found"), moves.gone), (say("stayed"), moves.stayed)
    )  # fmt: skip
    for was, now in moves.changed:
        yield (say("graded otherwise"), now.message, say(SEVERITY_WORDS[now.severity]),
               say(SEVERITY_WORDS[was.severity]), now.id)  # fmt: skip
    for word, found in groups:
        yield from ((word, item.message, say(SEVERITY_WORDS[item.severity]), None, item.id) for item in found)


def _promises(view: Comparison) -> Iterator[tuple[Cell, ...]]:
    for one in view.promises.kept if view.promises is not None else ():
        found = one.delivery
        yield (found.title, BECAME[found.verdict], found.due, found.done, counted(found.planned_weeks),
               counted(found.actual_weeks), sentences(one.reasons))  # fmt: skip


MOVED = Sheet("moved", 120, say("Then and now"), _fill)
