"""``analysis.json``: everything computed, with a published schema. Its keys stay stable."""

import json
from collections.abc import Mapping

from pydantic import Field

from journeymap.analysis import Analysis
from journeymap.outputs import Output, Render
from journeymap.outputs.finding_records import CheckRecord, FindingRecord, finding_record
from journeymap.outputs.journey_records import JourneyRecord, journey_record
from journeymap.outputs.maturity_records import MaturityRecord, maturity_record
from journeymap.outputs.portfolio_records import PortfolioRecord, portfolio_record
from journeymap.outputs.records import Day, Frozen, schema
from journeymap.outputs.roadmap_records import RoadmapRecord, roadmap_record
from journeymap.views.portfolio import compare, members_of

SCHEMA_VERSION = 2
"""Rises when a key goes or means something else; a key that is new does not raise it."""


class AnalysisRecord(Frozen):
    """Everything computed of one workspace."""

    schema_version: int = Field(SCHEMA_VERSION, json_schema_extra={"const": SCHEMA_VERSION})
    title: str
    digest: str = Field(description="SHA-256 of the sources", pattern="^[0-9a-f]{64}$")
    today: Day
    language: str = Field(description="Of its sentences")
    currency: str
    journeys: dict[str, JourneyRecord]
    targets: dict[str, JourneyRecord]
    findings: list[FindingRecord] = Field(description="Of the current journeys, the weightiest first")
    target_findings: dict[str, list[FindingRecord]]
    maturity: dict[str, MaturityRecord] = Field(description="By assessment, oldest first")
    roadmap: RoadmapRecord
    portfolio: PortfolioRecord | None = Field(description="What compares the journeys; null if there is one only")


def analysis_schema() -> Mapping[str, object]:
    """Return the JSON Schema of ``analysis.json``."""
    return schema(
        AnalysisRecord, "analysis", SCHEMA_VERSION, "journeymap analysis",
        "Everything computed of one workspace. What is unknown is null, never zero. Numbers are not rounded; shares "
        "are 0-1, scores 0-100, times minutes, money in the currency of the workspace.",
    )  # fmt: skip


def check_schema() -> Mapping[str, object]:
    """Return the JSON Schema of what ``journeymap check --format json`` prints."""
    return schema(CheckRecord, "check", 1, "journeymap check", "Problems of an invalid input, or findings.")


def analysis_record(analysis: Analysis, render: Render) -> AnalysisRecord:
    """Return the whole analysis as a record."""
    judged, opened, speak = analysis.judged, analysis.workspace, render.language
    return AnalysisRecord(
        title=opened.title,
        digest=opened.digest,
        today=opened.today.isoformat(),
        language=speak.code,
        currency=opened.currency,
        journeys={name: journey_record(entry, speak.say) for name, entry in judged.current.items()},
        targets={name: journey_record(entry, speak.say) for name, entry in judged.targets.items()},
        findings=[finding_record(finding, speak, judged.numbers.get(finding.id)) for finding in judged.findings],
        target_findings={
            name: [finding_record(finding, speak) for finding in found]
            for name, found in judged.target_findings.items()
        },
        maturity={name: maturity_record(entry, speak.say) for name, entry in judged.maturity.items()},
        roadmap=roadmap_record(analysis.roadmap, speak),
        portfolio=portfolio_record(compare(members_of(analysis)), speak.say) if len(judged.current) > 1 else None,
    )


def _write(analysis: Analysis, render: Render) -> dict[str, str | bytes]:
    record = analysis_record(analysis, render).model_dump(mode="json")
    text = json.dumps({"$schema": "analysis.schema.json", **record}, ensure_ascii=False, indent=1) + "\n"
    return {"analysis.json": text, "analysis.schema.json": json.dumps(analysis_schema(), indent=2) + "\n"}


JSON = Output("analysis-json", _write)
