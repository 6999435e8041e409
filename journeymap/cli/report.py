"""``journeymap report``: the report as one file, or in several forms; of several workspaces a folder of reports."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.cli import _options

if TYPE_CHECKING:
    from journeymap.analysis import Analysis


@click.command(short_help="Write the report: one HTML file that opens offline, a PDF, slides or a workbook.")
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
    help="File; its ending says the form: .html, .pdf, .pptx or .xlsx. For several workspaces a folder.  "
    "[default: report.html, or portfolio]",
)  # fmt: skip
@click.option(
    "--also", multiple=True, metavar="ENDING",
    help="Write the report in this form too, beside the other and named like it: pdf, pptx, xlsx, html. Give it "
    "once for each form.",
)  # fmt: skip
def command(
    workspaces: tuple[Path, ...], lang: str | None, brand: Path | None, journey: str | None, since: Path | None,
    output: Path | None, also: tuple[str, ...],
) -> None:  # fmt: skip
    """Write the report: one HTML file without any request, a PDF for paper, slides, or a workbook.

    The PDF is printed by a Chromium of this machine: text on A4, maps on A3, with an outline and tags for
    screen readers. Colours of the brand that cannot be read are named on standard error with what is used instead.

    The report of a workspace with several journeys begins with a page that compares them; --journey limits it to
    one. Of several workspaces a folder is written: index.html compares all their journeys, and the report of each
    workspace stands beside it, with --also in each of those forms too. Everything is computed once, and before
    anything is written: nothing is written if one workspace is invalid, a program that a form needs is not here, or
    one of the files cannot be written where it belongs.
    """
    if since is not None and (len(workspaces) > 1 or journey is not None):
        message = "--since compares one whole workspace with what it was: give one, without --journey"
        raise click.UsageError(message)
    if len(workspaces) > 1:
        from journeymap.cli._portfolio import write_all

        write_all(workspaces, lang, brand, journey, output or Path("portfolio"), also)
        return
    folder = workspaces[0] if workspaces else Path()
    _write_one(folder, lang, brand, journey, since, output, also)


def _write_one(
    workspace: Path, lang: str | None, brand: Path | None, journey: str | None, since: Path | None,
    output: Path | None, also: tuple[str, ...],
) -> None:  # fmt: skip
    """Write the report of one workspace; what the brand's colours need is told on standard error."""
    from journeymap.analysis import analyse
    from journeymap.cli import _comparison, _files, _printing
    from journeymap.cli._paths import check_targets, from_here
    from journeymap.engines.graphviz import layout
    from journeymap.engines.reports import Asked, by_ending, by_names
    from journeymap.outputs import Render
    from journeymap.outputs.html.brand import page_notes

    first = output or Path("report.html")
    if not first.suffix:
        check_targets((first,))  # of a folder it is no use to say that its ending is wrong
    forms = {first: by_ending(first.name)}
    for form in by_names(also):
        if form != forms[first]:
            forms[first.with_suffix(f".{form.ending}")] = form
    check_targets(() if output is None else (output,), [path for path in forms if path != output], first.parent)
    for form in forms.values():
        form.check()
    tools = _files.tools(workspace)
    opened = _files.open_workspace(workspace, tools, brand, within=True)
    if journey is not None:
        _known(journey, list(opened.current))
    speak = _files.speaker(opened, lang)
    for note in page_notes(opened):
        click.echo(_printing.clean(speak.say(from_here(note, workspace))), err=True)
    before = _comparison.earlier(since) if since is not None else None
    asked = Asked(_of(analyse(opened, tools), journey), Render(speak, layout), before)
    written = {path: form.write(asked) for path, form in forms.items()}
    for path, content in written.items():
        _files.write(path, content)
        click.echo(str(path))


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
