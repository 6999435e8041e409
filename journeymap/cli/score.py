"""``journeymap score``: the figures of each journey."""

from pathlib import Path

import click

from journeymap.cli import _options


@click.command(short_help="Score journeys: completion, time, contacts, and each touchpoint.")
@_options.workspace
@_options.machine
@_options.lang
@_options.journey
@click.option("--state", type=click.Choice(["current", "target"]), default="current", help="Which journeys.")
def command(workspace: Path, form: str, lang: str | None, journey: str | None, state: str) -> None:
    """Score the journeys of a workspace.

    Unknown figures stay blank: nothing is imputed.
    """
    from journeymap.analysis import score, score_targets
    from journeymap.cli import _files, _printing
    from journeymap.errors import UnknownName
    from journeymap.languages import language
    from journeymap.outputs.analysis_json import journey_record
    from journeymap.views.tables import score_rows, score_summary

    opened = _files.open_workspace(workspace)
    scores = score(opened) if state == "current" else score_targets(opened)
    chosen = {name: entry for name, entry in scores.items() if journey in (None, name, entry.graph.name)}
    if not chosen:
        message = f"'{journey}' is not a journey here; there are: {', '.join(scores) or 'none'}"
        raise UnknownName(message)
    if form == "json":
        _printing.print_json({name: journey_record(entry).model_dump(mode="json") for name, entry in chosen.items()})
        return
    speak = language(lang or opened.content.project.language)
    for entry in chosen.values():
        click.echo(_printing.paint(speak.say(entry.graph.journey.title or entry.graph.name), "white", bold=True))
        for label, figure in score_summary(entry):
            click.echo(f"  {speak.say(label)}: {speak.say(figure)}")
        rows = [[speak.say(cell) for cell in row] for row in score_rows(entry)]
        click.echo("\n" + _printing.table(rows, right=(2, 3, 4, 5, 6)) + "\n")
