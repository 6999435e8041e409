"""Findings as workflow commands, which GitHub Actions shows at their lines.

References
----------
"Workflow commands for GitHub Actions", docs.github.com; the escapes are those of ``@actions/core``.
"""

from journeymap.outputs.findings import Checked, Form
from journeymap.rules import Finding
from journeymap.source import Problem, Span
from journeymap.text import clean
from journeymap.vocabulary import Severity

COMMANDS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "warning",
    Severity.MINOR: "notice",
    Severity.NOTE: "notice",
}
"""GitHub knows three grades; the severity is in the title too."""


def _write(checked: Checked) -> str:
    say = checked.language.say
    lines = [_problem(problem, say(problem.message), say(problem.help)) for problem in checked.problems]
    lines += [_finding(finding, say(finding.message), say(finding.help)) for finding in checked.open]
    problems = len(checked.problems)
    end = f"{problems} problem{'' if problems == 1 else 's'}; nothing was computed" if problems else checked.tally
    return "\n".join([*lines, end]) + "\n"


def _problem(problem: Problem, message: str, help_: str) -> str:
    return command("error", problem.span, f"error[{problem.code}]", message, help_)


def _finding(finding: Finding, message: str, help_: str) -> str:
    return command(COMMANDS[finding.severity], finding.span, f"{finding.severity}[{finding.rule}]", message, help_)


def command(kind: str, span: Span, title: str, message: str, help_: str = "") -> str:
    """Return one workflow command.

    Parameters
    ----------
    kind
        ``error``, ``warning`` or ``notice``.
    span
        Where; columns are told only within one line, as GitHub takes them.
    title, message, help_
        Texts as they are.
    """
    given = {"file": span.file, "line": span.line, "endLine": span.end_line} if span.file else {}
    if span.file and span.line == span.end_line:
        given |= {"col": span.column, "endColumn": max(span.column, span.end_column - 1)}
    properties = ",".join(f"{key}={escaped_property(str(value))}" for key, value in {**given, "title": title}.items())
    words = "\n".join(filter(None, (message, help_)))
    return f"::{kind} {properties}::{escaped(words)}"


def escaped(text: str) -> str:
    r"""Return a text as the message of a command: one line, and nothing a log would obey.

    Examples
    --------
    >>> escaped("100%\n::error::x")
    '100%25%0A::error::x'
    """
    return clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped_property(text: str) -> str:
    """Return a text as a property of a command.

    Examples
    --------
    >>> escaped_property("a:b,c")
    'a%3Ab%2Cc'
    """
    return escaped(text).replace(":", "%3A").replace(",", "%2C")


GITHUB = Form("github", _write)
