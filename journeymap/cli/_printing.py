"""Problems, findings and tables on a terminal or as JSON."""

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from journeymap import text as words
from journeymap.languages import language
from journeymap.source import Problem, Source, excerpt

MAX_SHOWN = 50
clean = words.clean
"""Return text without characters that a terminal would obey."""


def coloured() -> bool:
    """Tell whether colours are wanted: a terminal, and nobody said no."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def paint(text: str, colour: str, *, bold: bool = False) -> str:
    """Return text in a colour where colours are wanted."""
    return click.style(text, fg=colour, bold=bold) if coloured() else text


def print_problems(problems: Sequence[Problem], sources: Mapping[str, Source]) -> None:
    """Print problems with their lines on standard error."""
    say = language("en").say
    for problem in problems[:MAX_SHOWN]:
        label = paint(f"error[{problem.code}]", "red", bold=True)
        place = f"{problem.span}: " if problem.span.file else ""
        lines = [f"{clean(place)}{label}: {clean(say(problem.message))}"]
        lines += [f"  {line}" if line else "" for line in map(clean, excerpt(problem, sources))]
        if problem.help is not None:
            lines.append(f"  = help: {clean(say(problem.help))}")
        if problem.also is not None:
            lines.append(f"  = first defined at {problem.also}")
        click.echo("\n".join(lines) + "\n", err=True)
    if len(problems) > MAX_SHOWN:
        click.echo(f"and {len(problems) - MAX_SHOWN} more", err=True)
    count = len(problems)
    click.echo(f"{count} problem{'s' if count != 1 else ''}; nothing was computed", err=True)


def problem_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as the stable JSON object."""
    from journeymap.outputs.finding_records import problem_record

    return problem_record(problem, language("en")).model_dump(mode="json")


def print_json(value: Any) -> None:
    """Print JSON with sorted keys left as they are, readable and stable."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def room() -> int:
    """Return how many letters fit in a line: the terminal's width, or 120 where there is none."""
    return shutil.get_terminal_size((120, 24)).columns


def wrapped(text: str) -> str:
    """Return a sentence broken into lines that fit, the later ones set in; places are never broken."""
    indent = " " * (len(text) - len(text.lstrip()))
    return "\n".join(
        textwrap.wrap(clean(text), max(40, room()), initial_indent="", subsequent_indent=f"{indent}    ",
                      break_long_words=False, break_on_hyphens=False)
    )  # fmt: skip


LEAST = 12
"""Letters a column of words keeps when a table is too wide."""


def table(
    rows: Sequence[Sequence[str]],
    right: Iterable[int] = (),
    width: int | None = None,
    whole: Iterable[int] = (),
) -> str:
    """Return rows as aligned columns; the first row is the head.

    Parameters
    ----------
    rows
        Head first.
    right
        Columns of figures: set to the right and never shortened.
    width
        Letters a line may have; columns of words are shortened to fit, the widest first. Left out, nothing is.
    whole
        Columns of words that are never shortened, even if a line gets longer than that.
    """
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    numeric = set(right)
    words = [i for i in range(len(widths)) if i not in numeric.union(whole)]
    surplus = 0 if width is None else sum(widths) + 2 * (len(widths) - 1) - width
    while surplus > 0 and words and max(widths[i] for i in words) > LEAST:
        widest = max(words, key=lambda i: widths[i])
        widths[widest] -= 1
        surplus -= 1
    lines = []
    for row in rows:
        shown = [cell if len(cell) <= w else f"{cell[: w - 1].rstrip()}…" for cell, w in zip(row, widths, strict=True)]
        cells = [
            cell.rjust(w) if i in numeric else cell.ljust(w)
            for i, (cell, w) in enumerate(zip(shown, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "  ".join("─" * w for w in widths))
    return "\n".join(clean(line) for line in lines)
