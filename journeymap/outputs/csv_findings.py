"""``findings.csv``: one row for each finding, the weightiest first, the accepted ones among them."""

from collections.abc import Iterable, Mapping

from journeymap.analysis import Analysis
from journeymap.languages import Language
from journeymap.outputs import Output, Render
from journeymap.outputs.csv_text import MARK, Cell, listed, table
from journeymap.outputs.finding_records import finding_record, problem_record
from journeymap.rules import Finding
from journeymap.source import Problem
from journeymap.text import Text

HEAD = ("number", "id", "rule", "theme", "severity", "state", "target", "journey", "touchpoint", "also", "message",
        "help", "quick_action", "gap_kind", "reach", "importance", "gap", "weight", "figures", "file", "line",
        "column", "accepted", "accepted_by", "accepted_until", "acceptance_past")  # fmt: skip
"""Columns; the file form of `journeymap.outputs.finding_records.FindingRecord`."""


def findings_csv(
    findings: Iterable[Finding],
    language: Language,
    numbers: Mapping[str, int],
    wanted: Mapping[str, Iterable[Finding]],
) -> str:
    """Return findings as CSV without a byte order mark.

    Parameters
    ----------
    findings
        In the order of the rows.
    language
        Of messages and figures; the head is the same in all.
    numbers
        Of findings on maps and in the report, by id.
    wanted
        Findings of the wanted journeys, by target; they follow.
    """
    rows = [_row(finding, language, numbers.get(finding.id), "") for finding in findings]
    rows += [_row(finding, language, None, target) for target, found in wanted.items() for finding in found]
    return table(HEAD, rows)


def problems_csv(problems: Iterable[Problem], language: Language) -> str:
    """Return the problems of an invalid input as CSV with the same columns; what a problem has not is empty."""
    found = [problem_record(problem, language) for problem in problems]
    return table(HEAD, [[getattr(record, name, None) for name in HEAD] for record in found])


def _row(finding: Finding, language: Language, number: int | None, target: str) -> list[Cell]:
    found = finding_record(finding, language, number)
    known = found.acceptance
    figures = "; ".join(f"{language.say(Text(name))} {figure.text}" for name, figure in found.figures.items())
    return [
        found.number, found.id, found.rule, found.theme, found.severity, found.state, target, found.journey,
        found.touchpoint, listed(found.also), found.message, found.help, found.quick_action, found.gap_kind,
        found.reach, found.importance, found.gap, found.weight, figures, found.file, found.line, found.column,
        known.reason if known else None, known.by if known else None, known.until if known else None,
        known.past if known else None,
    ]  # fmt: skip


def _write(analysis: Analysis, render: Render) -> dict[str, str | bytes]:
    judged = analysis.judged
    text = findings_csv(judged.findings, render.language, judged.numbers, judged.target_findings)
    return {"findings.csv": MARK + text}


FINDINGS = Output("csv-findings", _write)
