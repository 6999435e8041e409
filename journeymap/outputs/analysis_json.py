"""``analysis.json``: everything computed, with a published schema. Its keys stay stable."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from journeymap.analysis import Analysis
from journeymap.maturity.result import MaturityResult
from journeymap.outputs import Output, Render
from journeymap.outputs.journey_records import Frozen, JourneyRecord, journey_record
from journeymap.roadmap.result import Roadmap
from journeymap.rules import Finding
from journeymap.scores import JourneyScore
from journeymap.text import Figure, Text

SCHEMA_VERSION = 1


class AcceptanceRecord(Frozen):
    """Why the organisation lives with a finding; `past` if it no longer does and the finding counts again."""

    reason: str
    date: str | None
    by: str | None
    until: str | None
    past: bool


class FindingRecord(Frozen):
    """A finding with its place and what its severity comes from."""

    id: str
    rule: str
    theme: str
    severity: str
    message: str
    help: str | None
    quick_action: str | None
    file: str
    line: int
    column: int
    state: str
    journey: str | None
    touchpoint: str | None
    reach: float
    importance: int
    gap: float
    gap_kind: str
    evidence: dict[str, float]
    accepted: str | None
    acceptance: AcceptanceRecord | None


class PracticeRecord(Frozen):
    """A practice of the maturity model; levels are null where not assessed."""

    title: str
    phase: str
    core: bool
    state: str
    attained: int | None
    evidenced: int | None
    progress: float | None
    low: int | None
    high: int | None
    target: int | None
    gap: int | None
    provisional: bool
    holding_down: list[str]
    quick_action: str | None


class MaturityRecord(Frozen):
    """One assessment."""

    model: str
    model_version: str
    date: str
    percent_to_target: float | None
    practices: dict[str, PracticeRecord]
    conflicts: list[str]
    expired: list[str]


class ItemRecord(Frozen):
    """An initiative on the roadmap."""

    title: str
    owner: str | None
    start: str
    end: str
    weeks: int
    critical: bool
    reason: str


class QuarterRecord(Frozen):
    """The journeys as they will be at the end of a quarter."""

    end: str
    finished: list[str]
    completion: dict[str, float]
    score: dict[str, float | None]


class RoadmapRecord(Frozen):
    """The plan; length beside its lower bound."""

    start: str | None
    length_weeks: int
    lower_bound_weeks: int
    status: str
    items: dict[str, ItemRecord]
    quarters: dict[str, QuarterRecord]
    residual: list[str]
    left_out: dict[str, str]


class AnalysisRecord(Frozen):
    """Everything computed of one workspace."""

    schema_version: int = SCHEMA_VERSION
    title: str
    digest: str = Field(description="SHA-256 of the sources")
    today: str
    journeys: dict[str, JourneyRecord]
    targets: dict[str, JourneyRecord]
    findings: list[FindingRecord]
    target_findings: dict[str, list[FindingRecord]]
    maturity: dict[str, MaturityRecord]
    roadmap: RoadmapRecord


def analysis_schema() -> dict[str, Any]:
    """Return the JSON Schema of ``analysis.json``."""
    return AnalysisRecord.model_json_schema()


def finding_record(finding: Finding, render: Render) -> FindingRecord:
    """Return a finding as a record."""
    speak = render.language.say
    return FindingRecord(
        id=finding.id, rule=finding.rule, theme=finding.theme, severity=str(finding.severity),
        message=speak(finding.message), help=speak(finding.help) or None,
        quick_action=speak(Text(finding.quick_action)) if finding.quick_action else None,
        file=finding.span.file, line=finding.span.line, column=finding.span.column, state=str(finding.state),
        journey=finding.journey, touchpoint=finding.touchpoint, reach=finding.reach, importance=finding.importance,
        gap=finding.gap, gap_kind=finding.gap_kind, evidence=_numbers(finding.evidence),
        accepted=finding.accepted.reason if finding.accepted else None,
        acceptance=_acceptance(finding),
    )  # fmt: skip


def _acceptance(finding: Finding) -> AcceptanceRecord | None:
    known = finding.accepted or finding.lapsed
    if known is None:
        return None
    return AcceptanceRecord(reason=known.reason, date=_day(known.date), by=known.by, until=_day(known.until),
                            past=finding.lapsed is not None)  # fmt: skip


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _numbers(evidence: tuple[tuple[str, Figure], ...]) -> dict[str, float]:
    return {name: figure.value for name, figure in evidence}


def maturity_record(result: MaturityResult) -> MaturityRecord:
    """Return one assessment as a record."""
    practices = {}
    for phase in result.phases:
        for item in phase.practices:
            practices[item.id] = PracticeRecord(
                title=item.title, phase=phase.id, core=item.core, state=item.state, attained=item.attained,
                evidenced=item.evidenced, progress=item.progress, low=item.low, high=item.high, target=item.target,
                gap=item.gap, provisional=item.provisional, holding_down=[c.id for c in item.holding_down],
                quick_action=item.quick_action,
            )  # fmt: skip
    return MaturityRecord(
        model=result.model.id,
        model_version=result.model.version,
        date=result.date.isoformat(),
        percent_to_target=result.percent_to_target,
        practices=practices,
        conflicts=[conflict.criterion for conflict in result.conflicts],
        expired=list(result.expired),
    )


def roadmap_record(roadmap: Roadmap) -> RoadmapRecord:
    """Return the plan as a record."""
    items = {
        item.id: ItemRecord(title=item.title, owner=item.owner, start=item.start.isoformat(), end=item.end.isoformat(),
                            weeks=item.weeks, critical=item.critical, reason=str(item.reason))
        for item in roadmap.items
    }  # fmt: skip
    quarters = {
        quarter.name: _quarter(quarter.end.isoformat(), quarter.finished, quarter.journeys)
        for quarter in roadmap.quarters
    }
    return RoadmapRecord(
        start=roadmap.start.isoformat(),
        length_weeks=roadmap.schedule.makespan_weeks,
        lower_bound_weeks=roadmap.schedule.lower_bound,
        status=roadmap.schedule.status,
        items=items,
        quarters=quarters,
        residual=[str(item.words) for item in roadmap.residual],
        left_out={item.id: str(item.reason) for item in roadmap.left_out},
    )


def _quarter(end: str, finished: tuple[str, ...], journeys: Mapping[str, JourneyScore]) -> QuarterRecord:
    scores = {name: entry.score.value if entry.score else None for name, entry in journeys.items()}
    completion = {name: entry.flow.completion for name, entry in journeys.items()}
    return QuarterRecord(end=end, finished=list(finished), completion=completion, score=scores)


def analysis_record(analysis: Analysis, render: Render) -> AnalysisRecord:
    """Return the whole analysis as a record."""
    judged = analysis.judged
    return AnalysisRecord(
        title=analysis.workspace.title,
        digest=analysis.workspace.digest,
        today=analysis.workspace.today.isoformat(),
        journeys={name: journey_record(entry) for name, entry in judged.current.items()},
        targets={name: journey_record(entry) for name, entry in judged.targets.items()},
        findings=[finding_record(finding, render) for finding in judged.findings],
        target_findings={
            name: [finding_record(finding, render) for finding in found]
            for name, found in judged.target_findings.items()
        },
        maturity={name: maturity_record(entry) for name, entry in judged.maturity.items()},
        roadmap=roadmap_record(analysis.roadmap),
    )


def _write(analysis: Analysis, render: Render) -> dict[str, str | bytes]:
    record = analysis_record(analysis, render).model_dump(mode="json")
    schema = json.dumps(analysis_schema(), indent=2) + "\n"
    text = json.dumps({"$schema": "analysis.schema.json", **record}, ensure_ascii=False, indent=1) + "\n"
    return {"analysis.json": text, "analysis.schema.json": schema}


JSON = Output("analysis-json", _write)
