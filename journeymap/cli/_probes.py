"""What the probes found, on a terminal or as JSON."""

import click

from journeymap.analysis import Tools, ask_probes
from journeymap.cli import _printing
from journeymap.languages import Language
from journeymap.model.workspace import Workspace
from journeymap.views.probes import criteria_of, probe_rows, reach

FIGURES = (3, 4, 5, 6)
"""Columns that are set to the right."""


def print_probes(opened: Workspace, tools: Tools, speak: Language, form: str) -> None:
    """Print what every probe finds in a workspace, and how many criteria that decides.

    Parameters
    ----------
    opened
        The workspace; its latest assessment gives the model and the scope.
    tools
        The probes and the models.
    speak
        The language.
    form
        ``text`` or ``json``.
    """
    model, outcomes, journeys = ask_probes(opened, tools)
    found = reach(model, outcomes, journeys)
    if form == "json":
        spoken_of = criteria_of(model)
        rows = [
            {
                "probe": outcome.probe, "check": outcome.check, "scope": outcome.scope, "outcome": outcome.outcome,
                "detail": speak.say(outcome.detail), "value": outcome.value, "low": outcome.low, "high": outcome.high,
                "n": outcome.n, "threshold": outcome.threshold, "criteria": spoken_of.get(outcome.code, ()),
            }
            for outcome in outcomes
        ]  # fmt: skip
        _printing.print_json({
            "model": model.id, "probes": rows, "decided": found.decided, "decidable": found.decidable,
            "supported": found.spoken, "supportable": found.supportable, "asked": found.asked,
        })  # fmt: skip
        return
    table = [[speak.say(cell) for cell in row] for row in probe_rows(model, outcomes)]
    click.echo(_printing.clean(_printing.table(table, right=FIGURES)) + "\n")
    for line in found.lines:
        click.echo(_printing.clean(speak.say(line)))
