"""``journeymap quarterly``: what changed, what was promised, what happened, what comes next."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.cli import _options

if TYPE_CHECKING:
    from journeymap.languages import Language
    from journeymap.views.quarterly import Period, Quarterly


@click.command(short_help="Write the quarterly report: promised, kept, missed, and what comes next.")
@_options.workspace
@_options.lang
@click.option("--quarter", metavar="YYYY-Qn", help="Such as 2018-Q3. Left out, the quarter of the project's day.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="HTML file to write beside the text."
)
def command(workspace: Path, lang: str | None, quarter: str | None, output: Path | None) -> None:
    """Report one quarter to the cross-functional team.

    Levels and initiatives that were promised, with what became of them; outcome
    measures against their targets; open contradictions, expired evidence, and
    what the next quarter has to bring. With -o the same as one HTML file.
    """
    from journeymap.analysis import analyse
    from journeymap.cli import _files
    from journeymap.cli._paths import check_targets, ending_of, is_special
    from journeymap.engines.graphviz import layout
    from journeymap.outputs import Render
    from journeymap.outputs.quarterly import quarterly_page
    from journeymap.views.quarterly import Period, quarterly

    if output is not None:
        check_targets((output,))
        if not is_special(output):
            ending_of(output, ("html", "htm"))
    chosen = _period(quarter) if quarter is not None else None
    tools = _files.tools(workspace)
    opened = _files.open_workspace(workspace, tools, within=True)
    speak = _files.speaker(opened, lang)
    analysis = analyse(opened, tools)
    view = quarterly(analysis, chosen or Period.of(opened.today))
    _print(view, speak)
    if output is not None:
        _files.write(output, quarterly_page(analysis, view, Render(speak, layout)))
        click.echo(str(output))


def _period(text: str) -> "Period":
    """Return a quarter from its name.

    Raises
    ------
    UnknownName
        If it is not written as year and quarter.
    """
    import datetime as dt

    from journeymap.errors import UnknownName
    from journeymap.views.quarterly import Period

    found = re.fullmatch(r"([12]\d{3})-?Q([1-4])", text.strip(), re.IGNORECASE)
    if found is None:
        message = f"'{text}' is not a quarter; write it as 2018-Q3"
        raise UnknownName(message)
    return Period.of(dt.date(int(found[1]), 3 * int(found[2]) - 2, 1))


def _print(view: "Quarterly", speak: "Language") -> None:
    """Print the report as text; parts without content are left out."""
    from journeymap.cli import _printing
    from journeymap.text import say
    from journeymap.views.quarterly import printed, word

    def heading(words: str) -> None:
        click.echo("\n" + _printing.paint(_printing.clean(words), "white", bold=True))

    click.echo(_printing.paint(_printing.clean(speak.say(view.name)), "white", bold=True))
    for line in (view.message, view.assessed, view.caution):
        if line is not None:
            click.echo(_printing.clean(speak.say(line)))
    for fact in view.facts:
        click.echo(_printing.clean(f"  {speak.say(fact.name)}: {speak.say(word(fact.value))}"))
    for table in (view.moved, view.levels, view.work, view.measures, view.coming):
        if table is not None:
            heading(speak.say(table.caption))
            click.echo(_printing.table([[speak.say(cell) for cell in row] for row in printed(table)]))
    for words, lines in (
        (say("Contradicted by the maps"), view.contradictions),
        (say("Evidence that no longer counts"), view.expired),
    ):
        if lines:
            heading(speak.say(words))
            click.echo("\n".join(_printing.clean(f"  {speak.say(line)}") for line in lines))
