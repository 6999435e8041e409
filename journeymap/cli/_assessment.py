"""An assessment on a terminal: practices by phase, then what has to be known of them."""

from collections.abc import Mapping
from itertools import islice

import click

from journeymap.cli import _printing
from journeymap.languages import Language
from journeymap.maturity.result import MaturityResult
from journeymap.maturity.tailor import tailoring_notes
from journeymap.model.workspace import Workspace
from journeymap.text import say
from journeymap.views.maturity_notes import assessment_notes, phase_line
from journeymap.views.tables import SIGNS, maturity_rows

FIGURES = (3, 4, 5, 6)
"""Columns of the table of practices that are set to the right."""


def print_assessment(opened: Workspace, results: Mapping[str, MaturityResult], speak: Language) -> None:
    """Print the latest assessment; the one before it only for comparison.

    Parameters
    ----------
    opened
        The workspace.
    results
        By assessment, oldest first; at least one.
    speak
        The language.
    """
    name, result = list(results.items())[-1]
    title = opened.content.assessments[name].title or name
    click.echo(_printing.paint(_printing.clean(f"{title}, {speak.date(result.date)}"), "white", bold=True))
    _practices(result, speak)
    changed = tuple(tailoring_notes(result.model, opened.content.models.get(result.model.id)))
    for notes in assessment_notes(result, _before(results), changed):
        click.echo("\n" + _printing.paint(_printing.clean(speak.say(notes.heading)), "white", bold=True))
        for line in notes.lines:
            click.echo(_printing.clean(f"  {speak.say(line)}"))


def _practices(result: MaturityResult, speak: Language) -> None:
    """Print the table of practices with a line before each phase."""
    rows = [[speak.say(cell) for cell in row] for row in maturity_rows(result)]
    lines = iter(_printing.table(rows, right=FIGURES).split("\n"))
    click.echo("\n" + "\n".join(islice(lines, 2)))
    for number, phase in enumerate(result.phases, 1):
        click.echo(_printing.paint(_printing.clean(f"{number} {speak.say(phase_line(phase))}"), "white", bold=True))
        click.echo("\n".join(islice(lines, len(phase.practices))))
    click.echo("\n" + _printing.clean(speak.say(SIGNS)))
    if result.respondents.withheld is not None:
        click.echo(_printing.clean(speak.say(result.respondents.withheld)))
    click.echo(
        _printing.clean(speak.say(say("there is no overall number: an average would hide the weakest practice")))
    )


def _before(results: Mapping[str, MaturityResult]) -> MaturityResult | None:
    """Return the assessment before the latest one of the same model."""
    *earlier, latest = results.values()
    same = [result for result in earlier if result.model.id == latest.model.id and result.unit == latest.unit]
    return same[-1] if same else None
