"""``journeymap build``: everything there is, into one folder."""

import sys
from pathlib import Path

import click

from journeymap.cli import _options


@click.command(short_help="Build report.html, analysis.json and maps/*.svg into a folder.")
@_options.workspace
@_options.lang
@_options.brand
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("build"), show_default=True
)
def command(workspace: Path, lang: str | None, brand: Path | None, output: Path) -> None:
    """Build every output of a workspace.

    Each file is written whole or not at all; on invalid input nothing is
    written and what was there stays. The same holds if one of the files cannot be
    written where it belongs.
    """
    from journeymap.analysis import analyse
    from journeymap.cli import _files
    from journeymap.cli._paths import check_targets, from_here, path_shown
    from journeymap.engines.graphviz import layout
    from journeymap.outputs import Render, shipped

    check_targets((), (output / "report.html",), output)
    progress(f"reading {path_shown(workspace)}")
    tools = _files.tools(workspace)
    opened = _files.open_workspace(workspace, tools, brand, within=True)
    speak = _files.speaker(opened, lang)
    render = Render(speak, layout, tell=lambda note: click.echo(speak.say(from_here(note, workspace)), err=True))
    progress("scoring, assessing and planning")
    analysis = analyse(opened, tools)
    made: dict[Path, str | bytes] = {}
    for name, entry in shipped().items():
        progress(f"writing {name}")
        made |= {output / file: content for file, content in entry.write(analysis, render).items()}
    progress("")
    _files.write_all(made, output)


def progress(step: str) -> None:
    """Show on a terminal what is being done, on one line of standard error."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{step}", err=True, nl=False)
