"""``journeymap plan``: the roadmap."""

from pathlib import Path

import click

from journeymap.cli import _options


@click.command(short_help="Plan the roadmap: what, when, why, and the journey after each quarter.")
@_options.workspace
@_options.machine
@_options.lang
def command(workspace: Path, form: str, lang: str | None) -> None:
    """Plan the initiatives in the shortest time that teams and prerequisites allow."""
    from journeymap.cli import _files, _printing
    from journeymap.languages import language
    from journeymap.outputs.analysis_json import roadmap_record
    from journeymap.roadmap.plan import plan
    from journeymap.views.tables import plan_notes, plan_rows

    tools = _files.tools(workspace)
    opened = _files.open_workspace(workspace, tools)
    roadmap = plan(opened, tuple(tools.rules.values()))
    if form == "json":
        _printing.print_json(roadmap_record(roadmap).model_dump(mode="json"))
        return
    speak = language(lang or opened.content.project.language)
    if roadmap.items:
        rows = [[speak.say(cell) for cell in row] for row in plan_rows(roadmap)]
        click.echo(_printing.table(rows, right=(3,)))
    for note in plan_notes(roadmap):
        click.echo(f"· {_printing.clean(speak.say(note))}")
