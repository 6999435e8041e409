"""Findings and problems as records for JSON. Their keys stay stable."""

from pydantic import Field

from journeymap.languages import Language
from journeymap.outputs.records import Day, FigureRecord, Frozen, Share, day, figure
from journeymap.rules import Finding
from journeymap.source import Problem
from journeymap.text import Text


class AcceptanceRecord(Frozen):
    """Why the organisation lives with a finding; `past` if it no longer does and the finding counts again."""

    reason: str
    date: Day | None
    by: str | None
    until: Day | None
    past: bool


class FindingRecord(Frozen):
    """A finding with its place and what its severity comes from."""

    id: str
    number: int | None = Field(description="As maps and report show it; null for accepted ones and other states")
    rule: str
    theme: str
    severity: str
    message: str
    help: str | None
    quick_action: str | None
    file: str
    line: int
    column: int
    end_line: int
    end_column: int = Field(description="Behind the last character")
    state: str
    journey: str | None
    touchpoint: str | None
    also: list[str] = Field(description="Other touchpoints that belong to it")
    reach: Share = Field(description="Part of the customers who meet it")
    importance: int
    gap: Share = Field(description="How far from fine")
    weight: Share = Field(description="Reach × importance/5 × gap, the order of the report")
    gap_kind: str
    evidence: dict[str, float] = Field(description="The figures behind it, in base units")
    figures: dict[str, FigureRecord] = Field(description="The same with what they measure")
    accepted: str | None
    acceptance: AcceptanceRecord | None


class ProblemRecord(Frozen):
    """Something that makes the input invalid; line 0 where no file holds it."""

    rule: str
    severity: str
    file: str
    line: int
    column: int
    message: str
    help: str | None


class CheckRecord(Frozen):
    """What ``check`` finds: problems if the input is invalid, else findings, the weightiest first."""

    problems: list[ProblemRecord]
    findings: list[FindingRecord]


def finding_record(finding: Finding, language: Language, number: int | None = None) -> FindingRecord:
    """Return a finding as a record.

    Parameters
    ----------
    language
        Says its sentences.
    number
        Of the finding on maps and in the report, if it has one.
    """
    speak, span = language.say, finding.span
    return FindingRecord(
        id=finding.id, number=number, rule=finding.rule, theme=finding.theme, severity=str(finding.severity),
        message=speak(finding.message), help=speak(finding.help) or None,
        quick_action=speak(Text(finding.quick_action)) if finding.quick_action else None,
        file=span.file, line=span.line, column=span.column, end_line=span.end_line, end_column=span.end_column,
        state=str(finding.state), journey=finding.journey, touchpoint=finding.touchpoint, also=list(finding.also),
        reach=finding.reach, importance=finding.importance, gap=finding.gap, weight=finding.weight,
        gap_kind=finding.gap_kind, evidence={name: found.value for name, found in finding.evidence},
        figures={name: figure(found, language.figure) for name, found in finding.evidence},
        accepted=finding.accepted.reason if finding.accepted else None,
        acceptance=_acceptance(finding),
    )  # fmt: skip


def _acceptance(finding: Finding) -> AcceptanceRecord | None:
    known = finding.accepted or finding.lapsed
    if known is None:
        return None
    return AcceptanceRecord(reason=known.reason, date=day(known.date), by=known.by, until=day(known.until),
                            past=finding.lapsed is not None)  # fmt: skip


def problem_record(problem: Problem, language: Language) -> ProblemRecord:
    """Return a problem as a record."""
    speak, span = language.say, problem.span
    return ProblemRecord(rule=problem.code, severity="error", file=span.file, line=span.line, column=span.column,
                         message=speak(problem.message), help=speak(problem.help) or None)  # fmt: skip
