"""``journeymap report``: the report as one HTML file or as a PDF; of several workspaces a folder of reports."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.cli import _options

if TYPE_CHECKING:
    from journeymap.analysis import Analysis


@click.command(short_help="Write the report: one HTML file that opens offline, or a PDF.")
@click.argument("workspaces", metavar="[WORKSPACE]...", type=click.Path(path_type=Path), nargs=-1)
@_options.lang
@_options.brand
@_options.journey
@click.option(
    "--since", type=click.Path(path_type=Path, exists=True), metavar="OLD",
    help="The workspace as it was, such as last year's copy: adds what moved since, and what was delivered.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path),
    help="File; .html or .pdf. For several workspaces a folder.  [default: report.html, or portfolio]",
)  # fmt: skip
def command(
    workspaces: tuple[Path, ...], lang: str | None, brand: Path | None, journey: str | None, since: Path | None,
    output: Path | None,
) -> None:  # fmt: skip
    """Write the report as one HTML file without any request, or as a PDF for paper.

    The PDF is printed by a Chromium of this machine: text on A4, maps on A3, with an outline and tags for
    screen readers. Colours of the brand that cannot be read are named on standard error with what is used instead.

    The report of a workspace with several journeys begins with a page that compares them; --journey limits it to
    one. Of several workspaces a folder is written: index.html compares all their journeys, and the report of each
    workspace stands beside it. Nothing is written if one of them is invalid.
    """
    if since is not None and (len(workspaces) > 1 or journey is not None):
        message = "--since compares one whole workspace with what it was: give one, without --journey"
        raise click.UsageError(message)
    if len(workspaces) > 1:
        from journeymap.cli._portfolio import write_all

        write_all(workspaces, lang, brand, journey, output or Path("portfolio"))
        return
    folder = workspaces[0] if workspaces else Path()
    _write_one(folder, lang, brand, journey, since, output or Path("report.html"))


def _write_one(
    workspace: Path, lang: str | None, brand: Path | None, journey: str | None, since: Path | None, output: Path
) -> None:
    """Write the report of one workspace; what the brand's colours need is told on standard error."""
    from journeymap.analysis import analyse
    from journeymap.cli import _comparison, _files, _printing
    from journeymap.engines.graphviz import layout
    from journeymap.engines.reports import Asked, by_ending
    from journeymap.outputs import Render
    from journeymap.outputs.html.brand import page_notes

    form = by_ending(output.name)
    form.check()
    tools = _files.tools(workspace)
    opened = _files.open_workspace(workspace, tools, brand)
    if journey is not None:
        _known(journey, list(opened.current))
    speak = _files.speaker(opened, lang)
    for note in page_notes(opened):
        click.echo(_printing.clean(speak.say(note)), err=True)
    before = _comparison.earlier(since) if since is not None else None
    analysis = _of(analyse(opened, tools), journey)
    _files.write(output, form.write(Asked(analysis, Render(speak, layout), before)))
    click.echo(str(output))


def _of(analysis: "Analysis", journey: str | None) -> "Analysis":
    """Return the analysis, or what it says of one journey."""
    from journeymap.views.limited import limited

    return limited(analysis, journey) if journey is not None else analysis


def _known(journey: str, known: list[str]) -> None:
    """Refuse a journey that does not exist.

    Raises
    ------
    UnknownName
        With the nearest one, or those there are.
    """
    from journeymap.errors import UnknownName
    from journeymap.model.complaints import nearest

    if journey in known:
        return
    near = nearest(journey, known)
    help_ = f"the nearest is '{near}'" if near is not None else f"there are: {', '.join(known) or 'none'}"
    message = f"there is no current journey '{journey}'; {help_}"
    raise UnknownName(message)
