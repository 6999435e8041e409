"""``journeymap assess``: digital maturity by practice and phase."""

from pathlib import Path

import click

from journeymap.cli import _options


@click.command(short_help="Measure digital maturity: attained, evidenced, target.")
@_options.workspace
@_options.machine
@_options.lang
def command(workspace: Path, form: str, lang: str | None) -> None:
    """Measure maturity from the answers, the evidence and the probes.

    The latest assessment is shown. There is no overall number: levels, the
    weakest core practice, and what to do next.
    """
    from journeymap.analysis import mature, score, score_targets
    from journeymap.cli import _files, _printing
    from journeymap.languages import language
    from journeymap.outputs.analysis_json import maturity_record
    from journeymap.views.tables import maturity_rows

    tools = _files.tools()
    opened = _files.open_workspace(workspace, tools)
    results = mature(opened, tools, score(opened), score_targets(opened))
    if form == "json":
        _printing.print_json({name: maturity_record(entry).model_dump(mode="json") for name, entry in results.items()})
        return
    if not results:
        click.echo("the workspace holds no assessment; see `assessments:` in the reference")
        return
    speak = language(lang or opened.content.project.language)
    name, latest = list(results.items())[-1]
    click.echo(_printing.paint(f"{name}, {speak.date(latest.date)}", "white", bold=True) + "\n")
    rows = [[speak.say(cell) for cell in row] for row in maturity_rows(latest)]
    click.echo(_printing.table(rows, right=(2, 3, 4, 5)))
    for conflict in latest.conflicts:
        seen = "; ".join(speak.say(outcome.detail) for outcome in conflict.outcomes)
        click.echo(_printing.clean(f"! {conflict.criterion}: {seen}"))
