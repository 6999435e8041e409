"""Problems, findings and tables on a terminal or as JSON."""

import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from journeymap.languages import language
from journeymap.rules import Finding, Rule
from journeymap.rules.here import adjustments, idle_acceptances
from journeymap.source import Problem, Source, excerpt
from journeymap.views.acceptances import accepted_count, adjusted_words, idle_words, past_count, standing
from journeymap.vocabulary import Severity

if TYPE_CHECKING:
    from journeymap.analysis import Judged

COLOURS = {"error": "red", "critical": "red", "major": "yellow", "minor": "cyan", "note": "blue"}
MAX_SHOWN = 50
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return text without characters that a terminal would obey."""
    return _UNSAFE.sub("·", text)


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


def print_findings(findings: Sequence[Finding], code: str) -> None:
    """Print findings as clickable lines, weightiest first."""
    say = language(code).say
    for finding in findings:
        label = paint(f"{finding.severity}[{finding.rule}]", COLOURS[finding.severity], bold=True)
        click.echo(f"{clean(str(finding.span))}: {label}: {clean(say(finding.message))}")
        stands = standing(finding)
        if stands is not None:
            click.echo(f"  = {clean(say(stands))}")
        if finding.help is not None and finding.accepted is None:
            click.echo(f"  = help: {clean(say(finding.help))}")


def tally(findings: Iterable[Finding]) -> str:
    """Return a line such as ``2 critical, 5 major``."""
    counts = dict.fromkeys(reversed(Severity), 0)
    for finding in findings:
        counts[finding.severity] += 1
    return ", ".join(f"{n} {severity}" for severity, n in counts.items() if n) or "no findings"


def problem_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as the stable JSON object."""
    say = language("en").say
    found: dict[str, Any] = {
        "rule": problem.code,
        "severity": "error",
        "file": problem.span.file,
        "line": problem.span.line,
        "column": problem.span.column,
        "message": say(problem.message),
    }
    if problem.help is not None:
        found["help"] = say(problem.help)
    return found


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return a finding as the stable JSON object."""
    say = language("en").say
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "file": finding.span.file,
        "line": finding.span.line,
        "column": finding.span.column,
        "message": say(finding.message),
        "help": say(finding.help) or None,
        "id": finding.id,
        "state": str(finding.state),
        "journey": finding.journey,
        "touchpoint": finding.touchpoint,
        "accepted": finding.accepted.reason if finding.accepted else None,
        "acceptance": acceptance_json(finding),
    }


def acceptance_json(finding: Finding) -> dict[str, Any] | None:
    """Return the acceptance of a finding, past or not, as the stable JSON object."""
    known = finding.accepted or finding.lapsed
    if known is None:
        return None
    days = {"date": known.date, "until": known.until}
    return {
        "reason": known.reason,
        "by": known.by,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "past": finding.lapsed is not None,
    }


def print_rules_here(judged: "Judged", rules: "Mapping[str, Rule]", findings: Sequence[Finding], code: str) -> None:
    """Print what a workspace has made of the rules, and acceptances that match nothing."""
    say = language(code).say
    for idle in idle_acceptances(judged.workspace, judged.every_finding):
        label = paint("note[accepted]", COLOURS["note"], bold=True)
        click.echo(f"{clean(str(idle.span))}: {label}: {clean(say(idle_words(idle)))}")
    told = [*adjusted_words(adjustments(judged.workspace, rules)), accepted_count(findings), past_count(findings)]
    for sentence in filter(None, told):
        click.echo(clean(say(sentence)))


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
