"""Quarters: the figures of the journeys today and after each quarter of the roadmap."""

from collections.abc import Iterator

from journeymap.outputs.workbook.sheets import Cell, Column, Content, Grid, Material, Sheet, counted
from journeymap.scores import JourneyScore
from journeymap.scores.figures import FIGURES
from journeymap.text import Text, money, say
from journeymap.views.report_journey import title
from journeymap.views.report_parts import joined
from journeymap.views.report_solved import of_the_files
from journeymap.views.roadmap_words import quarter_name

COLUMNS = (Column(say("Quarter"), 12), Column(say("End"), 17), Column(say("Journey"), 34),
           *(Column(say(figure.title), 12) for figure in FIGURES.values()),
           Column(say("Value of those who complete, a year"), 14), Column(say("Findings"), 10),
           Column(say("Finished in it"), 50))  # fmt: skip


def _fill(material: Material) -> Content | None:
    plan = material.analysis.roadmap
    if not plan.quarters:
        return None
    note = say("each journey is computed anew with all that is finished by the end of the quarter; findings are those "
               "that the rules find in it, without what takes a new reading to tell and what the files leave "
               "open")  # fmt: skip
    rows = tuple(_rows(material))
    return Content(say("Journeys after each quarter"), note, (Grid(None, COLUMNS, rows),))


def _rows(material: Material) -> Iterator[tuple[Cell, ...]]:
    judged, plan = material.analysis.judged, material.analysis.roadmap
    shown = dict.fromkeys(name for quarter in plan.quarters for name in quarter.journeys)
    for name in shown:
        known = material.findings.solved.projectable
        found = sum(item.journey == name and item.id in known for item in judged.findings)
        if name in judged.current and name in plan.before:
            yield _row(say("Today"), None, judged.current[name], plan.before[name].value, found, None)
        for quarter in plan.quarters:
            if name in quarter.journeys:
                words = quarter_name(quarter.year, quarter.quarter)
                found = sum(item.journey == name and not of_the_files(item) for item in quarter.findings)
                titles = [plan.by_id[step].title if step in plan.by_id else step for step in quarter.new]
                yield _row(words, quarter.end, quarter.journeys[name], quarter.figures[name].value, found,
                           joined(titles, "; ") if titles else None)  # fmt: skip


def _row(quarter: Text, end: Cell, score: JourneyScore, kept: float | None, found: int,
         new: Cell) -> tuple[Cell, ...]:  # fmt: skip
    currency = score.graph.workspace.currency
    figures = [figure.shown(value, currency) if (value := figure.value(score)) is not None else None
               for figure in FIGURES.values()]  # fmt: skip
    return (quarter, end, title(score), *figures, money(kept, currency) if kept is not None else None, counted(found),
            new)  # fmt: skip


QUARTERS = Sheet("quarters", 100, say("Quarters"), _fill)
