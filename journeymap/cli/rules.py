"""``journeymap rules``: what the product looks for, and what a workspace makes of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.cli import _options

if TYPE_CHECKING:
    from journeymap.languages import Language
    from journeymap.views.rules import RuleRow

WIDTH = 80


@click.command(short_help="List the rules: what is looked for, with severity, demands and limits.")
@click.argument("workspace", type=click.Path(path_type=Path), required=False)
@_options.machine
@_options.lang
@click.option("--theme", default=None, metavar="NAME", help="Only the rules of this theme, such as `answers`.")
def command(workspace: Path | None, form: str, lang: str | None, theme: str | None) -> None:
    """List the rules.

    With a WORKSPACE also how many findings each rule has there, and which are
    switched off, graded otherwise or have limits of its own. `journeymap
    explain RULE` prints the manual of one.
    """
    from journeymap.analysis import judge
    from journeymap.cli import _files, _printing
    from journeymap.languages import language
    from journeymap.views.rules import rule_record, rule_rows

    tools = _files.tools(workspace)
    judged = judge(_files.open_workspace(workspace, tools), tools) if workspace is not None else None
    chosen = [rule for rule in tools.rules.values() if theme in (None, rule.theme)]
    if not chosen:
        _refuse(str(theme), {rule.theme for rule in tools.rules.values()})
    rows = rule_rows(chosen, judged)
    if form == "json":
        _printing.print_json({"rules": [rule_record(row) for row in rows]})
        return
    own = judged.workspace.content.project.language if judged is not None else "en"
    click.echo(_printing.clean("\n".join(_lines(rows, language(lang or own)))))


def _refuse(theme: str, known: set[str]) -> None:
    """Refuse a theme nobody knows, with the nearest one.

    Raises
    ------
    UnknownName
        Always.
    """
    from journeymap.errors import UnknownName
    from journeymap.model.complaints import nearest

    near = nearest(theme, known)
    hint = f"the nearest is '{near}'" if near else f"there are: {', '.join(sorted(known))}"
    message = f"'{theme}' is not a theme; {hint}"
    raise UnknownName(message)


def _lines(rows: "tuple[RuleRow, ...]", speak: "Language") -> Iterator[str]:
    import textwrap

    from journeymap.cli import _printing
    from journeymap.text import count, say
    from journeymap.views.rules import by_theme

    width = max(len(row.rule.id) for row in rows) + 2
    for theme, entries in by_theme(rows):
        yield _printing.paint(speak.say(theme), "white", bold=True)
        for entry in entries:
            yield from textwrap.wrap(speak.say(entry.title), WIDTH, initial_indent=f"  {entry.id:<{width}}",
                                     subsequent_indent=" " * (width + 2))  # fmt: skip
            for words in entry.lines:
                yield from textwrap.wrap(speak.say(words), WIDTH, initial_indent=" " * (width + 2),
                                         subsequent_indent=" " * (width + 4), break_on_hyphens=False)  # fmt: skip
        yield ""
    yield speak.say(say("{n} rules", n=count(len(rows))))
