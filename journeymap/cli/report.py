"""``journeymap report``: the report as one HTML file or as a PDF."""

from pathlib import Path

import click

from journeymap.cli import _options


@click.command(short_help="Write the report: one HTML file that opens offline, or a PDF.")
@_options.workspace
@_options.lang
@_options.brand
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("report.html"), show_default=True,
              help="File; .html or .pdf.")  # fmt: skip
def command(workspace: Path, lang: str | None, brand: Path | None, output: Path) -> None:
    """Write the report as one HTML file without any request, or as a PDF for paper.

    The PDF is printed by a Chromium of this machine: text on A4, maps on A3, with an outline and tags for
    screen readers. Colours of the brand that cannot be read are named on standard error with what is used instead.
    """
    from journeymap.errors import UnknownName

    ending = output.suffix.lower()
    if ending not in {".html", ".htm", ".pdf"}:
        message = f"cannot write '{output.name}': its ending must be .html or .pdf"
        raise UnknownName(message)
    if ending == ".pdf":
        from journeymap.engines.chromium import find

        find()  # told before the work is done, not after it
    html = _page(workspace, lang, brand)
    from journeymap.cli import _files

    if ending == ".pdf":
        from journeymap.engines.chromium import print_pdf

        _files.write(output, print_pdf(html))
    else:
        _files.write(output, html)
    click.echo(str(output))


def _page(workspace: Path, lang: str | None, brand: Path | None) -> str:
    """Return the report as a page; what the brand's colours need is told on standard error."""
    from journeymap.analysis import analyse
    from journeymap.cli import _files, _printing
    from journeymap.engines.graphviz import layout
    from journeymap.outputs import Render
    from journeymap.outputs.html import report
    from journeymap.outputs.html.brand import page_notes

    tools = _files.tools(workspace)
    opened = _files.open_workspace(workspace, tools, brand)
    speak = _files.speaker(opened, lang)
    for note in page_notes(opened):
        click.echo(_printing.clean(speak.say(note)), err=True)
    return report(analyse(opened, tools), Render(speak, layout))
