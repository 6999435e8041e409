"""Problems, findings and tables on a terminal or as JSON."""

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from journeymap.languages import language
from journeymap.rules import Finding
from journeymap.source import Problem, Source, excerpt
from journeymap.vocabulary import Severity

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
        accepted = " (accepted)" if finding.accepted else ""
        click.echo(f"{clean(str(finding.span))}: {label}{accepted}: {clean(say(finding.message))}")
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
    }


def print_json(value: Any) -> None:
    """Print JSON with sorted keys left as they are, readable and stable."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def table(rows: Sequence[Sequence[str]], right: Iterable[int] = ()) -> str:
    """Return rows as aligned columns; the first row is the head."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    numeric = set(right)
    lines = []
    for row in rows:
        cells = [
            cell.rjust(w) if i in numeric else cell.ljust(w)
            for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(clean(line) for line in lines)
