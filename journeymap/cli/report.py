"""``journeymap report``: the one-file HTML report."""

from pathlib import Path

import click

from journeymap.cli import _options


@click.command(short_help="Write the report: one HTML file that opens offline.")
@_options.workspace
@_options.lang
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("report.html"), show_default=True)
def command(workspace: Path, lang: str | None, output: Path) -> None:
    """Write the report as one HTML file without any request."""
    from journeymap.analysis import analyse
    from journeymap.cli import _files
    from journeymap.engines.graphviz import layout
    from journeymap.languages import language
    from journeymap.outputs import Render
    from journeymap.outputs.html import report

    tools = _files.tools(workspace)
    opened = _files.open_workspace(workspace, tools)
    speak = language(lang or opened.content.project.language)
    _files.write(output, report(analyse(opened, tools), Render(speak, layout)))
    click.echo(str(output))
