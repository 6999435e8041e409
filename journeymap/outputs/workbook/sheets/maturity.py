"""Maturity: phases by their lowest core practice, and every practice with its levels and what it lacks."""

from journeymap.maturity.result import MaturityResult, PhaseResult, PracticeResult
from journeymap.outputs.workbook.sheets import Cell, Column, Content, Grid, Jump, Material, Sheet, counted
from journeymap.text import Text, number, say, share
from journeymap.views.maturity import STATES, PhaseRow
from journeymap.views.maturity import maturity as view
from journeymap.views.report_parts import joined

PHASE_COLUMNS = (Column(say("Phase"), 26), Column(say("Weakest core practices"), 28), Column(say("Attained"), 10),
                 Column(say("Evidenced"), 10), Column(say("Target"), 10), Column(say("Median"), 10),
                 Column(say("Practices"), 10), Column(say("Below target"), 10))  # fmt: skip
COLUMNS = (Column(say("Phase"), 26), Column(say("Practice"), 28), Column(say("Attained"), 10),
           Column(say("Evidenced"), 10), Column(say("Target"), 10), Column(say("Gap"), 8), Column(say("Progress"), 10),
           Column(say("Target by"), 14), Column(say("State"), 16), Column(say("Answered"), 10),
           Column(say("Agreement"), 10), Column(say("Open criteria to the target"), 30),
           Column(say("Quick action"), 36), Column(say("Core"), 8), Column(say("Id"), 10))  # fmt: skip
PHASES_GRID = 0
"""Place of the table of phases, which the chart draws."""


def _fill(material: Material) -> Content | None:
    latest = material.analysis.judged.latest
    if latest is None:
        return None
    note = say("the latest assessment; a phase is as far as its lowest core practice, and there is no overall number")
    practices = tuple(_practice(phase, item) for phase in latest.phases for item in phase.practices)
    return Content(
        say("Digital maturity"),
        note,
        (Grid(say("Phases"), PHASE_COLUMNS, phases(latest)), Grid(say("Practices"), COLUMNS, practices)),
    )


def phases(latest: MaturityResult) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of the phases: levels are those of the lowest core practice, as in the report."""
    return tuple(_phase(*pair) for pair in zip(view(latest).phases, latest.phases, strict=True))


def _phase(row: PhaseRow, phase: PhaseResult) -> tuple[Cell, ...]:
    weakest = [item for item in phase.practices if item.id in row.weakest]
    names = [say("{id} {title}", id=item.id, title=say(item.title)) for item in weakest]
    return (
        say(row.title), joined(names, ", ") if names else None, counted(row.attained), counted(row.evidenced),
        counted(row.target), number(phase.median) if phase.median is not None else None,
        counted(len(phase.practices)), counted(row.aimed - row.reached),
    )  # fmt: skip


def _practice(phase: PhaseResult, item: PracticeResult) -> tuple[Cell, ...]:
    first = item.to_target[0].id if item.to_target else ""
    codes: Cell = Jump(", ".join(found.id for found in item.to_target), "criteria", first) if first else None
    return (
        say(phase.title), say(item.title), counted(item.attained), counted(item.evidenced), counted(item.target),
        counted(item.gap), number(item.progress, 2) if item.progress is not None else None, item.target_by,
        STATES[item.state], share(item.coverage_of_answers),
        share(item.agreement) if item.agreement is not None else None, codes,
        Text(item.quick_action) if item.quick_action else None, say("yes") if item.core else say("no"), item.id,
    )  # fmt: skip


MATURITY = Sheet("maturity", 70, say("Maturity"), _fill)
