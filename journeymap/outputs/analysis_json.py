"""``analysis.json``: everything computed, with a published schema. Its keys stay stable."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from journeymap.analysis import Analysis
from journeymap.maturity.result import MaturityResult
from journeymap.outputs import Output, Render
from journeymap.roadmap.result import Roadmap
from journeymap.rules import Finding
from journeymap.scores import JourneyScore, Score
from journeymap.text import Figure, Text
from journeymap.views.tables import value_at_risk

SCHEMA_VERSION = 1


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class ScoreRecord(_Record):
    """A score 0-100; interval and n are null for opinions."""

    value: float
    low: float | None
    high: float | None
    n: int | None
    terms: dict[str, float] = Field(description="Score of each term")
    weights: dict[str, float] = Field(description="Weight of each term")


class MetricRecord(_Record):
    """One metric at one touchpoint, in base units (minutes, 0-1, the scale)."""

    value: float
    n: int | None
    low: float | None
    high: float | None
    score: float | None
    basis: str
    method: str | None
    file: str
    line: int


class TouchpointRecord(_Record):
    """One touchpoint; unknown figures are null, never zero."""

    title: str
    stage: str
    channel: str | None
    visits: float
    reach: float
    weight: float
    completion_from_here: float | None
    score: ScoreRecord | None
    perceived: ScoreRecord | None
    operational: ScoreRecord | None
    metrics: dict[str, MetricRecord]
    file: str
    line: int


class EdgeRecord(_Record):
    """A way customers take; `leverage` is the derivative of completion by its share."""

    source: str
    target: str
    kind: str
    share: float
    assumed: bool
    handoff: bool
    traversals: float
    leverage: float


class ExpectedRecord(_Record):
    """An expected amount per customer; a lower bound where `known` is under 1."""

    value: float
    known: float
    deviation: float | None


class JourneyRecord(_Record):
    """One journey in one state."""

    title: str
    score: ScoreRecord | None
    coverage: float
    completion: float
    outcomes: dict[str, float]
    trapped: float
    contacts: float
    hand_offs: float
    duration: ExpectedRecord
    waiting: ExpectedRecord
    cost: ExpectedRecord
    worst_moment: str | None
    peak_end: float | None
    service: float | None
    rest: float | None
    value_lost_per_year: float | None
    stages: dict[str, ScoreRecord | None]
    touchpoints: dict[str, TouchpointRecord]
    edges: list[EdgeRecord]


class FindingRecord(_Record):
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


class PracticeRecord(_Record):
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


class MaturityRecord(_Record):
    """One assessment."""

    model: str
    model_version: str
    date: str
    percent_to_target: float | None
    practices: dict[str, PracticeRecord]
    conflicts: list[str]
    expired: list[str]


class ItemRecord(_Record):
    """An initiative on the roadmap."""

    title: str
    owner: str | None
    start: str
    end: str
    weeks: int
    critical: bool
    reason: str


class QuarterRecord(_Record):
    """The journeys as they will be at the end of a quarter."""

    end: str
    finished: list[str]
    completion: dict[str, float]
    score: dict[str, float | None]


class RoadmapRecord(_Record):
    """The plan; length beside its lower bound."""

    start: str | None
    length_weeks: int
    lower_bound_weeks: int
    status: str
    items: dict[str, ItemRecord]
    quarters: dict[str, QuarterRecord]
    residual: list[str]
    left_out: dict[str, str]


class AnalysisRecord(_Record):
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


def score_record(score: Score | None) -> ScoreRecord | None:
    """Return a score as a record."""
    if score is None:
        return None
    terms = {term.name: term.score for term in score.terms}
    weights = {term.name: term.weight for term in score.terms}
    return ScoreRecord(value=score.value, low=score.low, high=score.high, n=score.n, terms=terms, weights=weights)


def journey_record(score: JourneyScore) -> JourneyRecord:
    """Return one journey as a record."""
    flow, graph = score.flow, score.graph
    amounts = {
        name: ExpectedRecord(value=e.value, known=e.known, deviation=e.deviation)
        for name, e in (("duration", flow.duration), ("waiting", flow.waiting), ("cost", flow.cost))
    }
    edges = [
        EdgeRecord(source=e.source, target=e.target, kind=e.kind, share=e.share, assumed=e.assumed, handoff=e.handoff,
                   traversals=taken, leverage=lever)
        for e, taken, lever in zip(graph.edges, flow.traversals, flow.leverage, strict=True)
    ]  # fmt: skip
    return JourneyRecord(
        title=graph.journey.title or graph.name,
        score=score_record(score.score),
        coverage=score.coverage,
        completion=flow.completion,
        outcomes=dict(flow.outcomes),
        trapped=flow.trapped,
        contacts=flow.contacts,
        hand_offs=flow.hand_offs,
        **amounts,
        worst_moment=score.worst_moment,
        peak_end=score.peak_end.score if score.peak_end else None,
        service=score.service.service.value if score.service else None,
        rest=score.service.rest.value if score.service else None,
        value_lost_per_year=value_at_risk(score),
        stages={name: score_record(value) for name, value in score.stages.items()},
        touchpoints={name: _touchpoint(score, name) for name in graph.touchpoints},
        edges=edges,
    )


def _touchpoint(score: JourneyScore, name: str) -> TouchpointRecord:
    graph, rated = score.graph, score.touchpoints[name]
    span = graph.span(name)
    metrics = {}
    for key, found in rated.metrics.items():
        place = graph.workspace.where(*found.path)
        metrics[key] = MetricRecord(
            value=found.estimate.value, n=found.estimate.n, low=found.estimate.low, high=found.estimate.high,
            score=found.score, basis=str(found.basis), method=found.method, file=place.file, line=place.line,
        )  # fmt: skip
    return TouchpointRecord(
        title=graph.title(name),
        stage=graph.journey.stage_of[name],
        channel=graph.touchpoints[name].channel,
        visits=score.flow.visits[name],
        reach=score.flow.reach[name],
        weight=score.weights[name],
        completion_from_here=score.flow.completion_from.get(name),
        score=score_record(rated.score),
        perceived=score_record(rated.perceived),
        operational=score_record(rated.operational),
        metrics=metrics,
        file=span.file,
        line=span.line,
    )


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
    )  # fmt: skip


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
