"""Charts: scores by touchpoint with their intervals, and maturity by phase."""

from collections.abc import Iterator

from journeymap.outputs.workbook.sheets import Bars, Content, Material, Series, Sheet
from journeymap.outputs.workbook.sheets.maturity import PHASES_GRID, phases
from journeymap.outputs.workbook.sheets.scores import COUNTED, DOWN, FELT, NAME, UP, spans
from journeymap.text import say
from journeymap.views.report_journey import title

MOST_JOURNEYS = 6
"""Journeys that are drawn, those that lose most first."""

MOST_POINTS = 60
"""Touchpoints a chart can bear."""


def _fill(material: Material) -> Content | None:
    parts = (*_scores(material), *_phases(material))
    if not parts:
        return None
    note = say("the charts are native and follow the tables they are drawn from; lines at the ends of bars are 95% "
               "intervals; a bar that is only outlined has none, since not all of it was counted")  # fmt: skip
    return Content(say("Charts"), note, parts)


def _scores(material: Material) -> Iterator[Bars]:
    current = material.analysis.judged.current
    found = spans(material)
    for name in list(found)[:MOST_JOURNEYS]:
        first, last = found[name]
        yield Bars(say("Scores of the touchpoints of '{title}', 0 to 100", title=title(current[name])), "scores", 0,
                   first, min(last, first + MOST_POINTS - 1), NAME,
                   (Series(COUNTED, (DOWN, UP)), Series(FELT)), 100)  # fmt: skip


def _phases(material: Material) -> Iterator[Bars]:
    latest = material.analysis.judged.latest
    if latest is None:
        return
    rows = phases(latest)
    yield Bars(say("Maturity by phase: lowest core practice today, with evidence, and its target"), "maturity",
               PHASES_GRID, 0, len(rows) - 1, 0, (Series(2), Series(3), Series(4)), latest.model.top)  # fmt: skip


CHARTS = Sheet("charts", 20, say("Charts"), _fill)
