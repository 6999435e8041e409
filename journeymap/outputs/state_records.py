"""Projected journeys as records for JSON: what a quarter of the plan leads to."""

from pydantic import Field

from journeymap.languages import Language
from journeymap.outputs.finding_records import FindingRecord, finding_record
from journeymap.outputs.records import Day, Frozen, Share
from journeymap.roadmap.benefit import Figures
from journeymap.roadmap.projection import Quarter
from journeymap.scores import JourneyScore


class FiguresRecord(Frozen):
    """A journey in six figures, or the difference of two such; unknown is null."""

    completion: float | None
    score: float | None
    minutes: float | None
    waiting: float | None
    contacts: float | None
    value: float | None = Field(
        description="Value of the customers who complete, a year, in the currency of the project"
    )


class ProjectedTouchpointRecord(Frozen):
    """One touchpoint of a projected journey."""

    title: str
    stage: str
    score: float | None
    low: float | None
    high: float | None
    reach: Share
    visits: float


class ProjectedRecord(Frozen):
    """A journey as it will be at the end of a quarter."""

    figures: FiguresRecord
    score_low: float | None
    score_high: float | None
    outcomes: dict[str, Share]
    trapped: Share
    value_lost_per_year: float | None
    stages: dict[str, float | None]
    touchpoints: dict[str, ProjectedTouchpointRecord]


class QuarterRecord(Frozen):
    """The journeys as they will be at the end of a quarter."""

    end: Day
    finished: list[str]
    new: list[str] = Field(description="Finished in this quarter")
    completion: dict[str, Share]
    score: dict[str, float | None]
    journeys: dict[str, ProjectedRecord]
    findings: list[FindingRecord]
    notes: list[str] = Field(description="What gets worse")


def figures_record(found: Figures) -> FiguresRecord:
    """Return figures as a record."""
    return FiguresRecord(completion=found.completion, score=found.score, minutes=found.minutes, waiting=found.waiting,
                         contacts=found.contacts, value=found.value)  # fmt: skip


def quarter_record(quarter: Quarter, speak: Language) -> QuarterRecord:
    """Return the state at the end of a quarter as a record."""
    return QuarterRecord(
        end=quarter.end.isoformat(),
        finished=list(quarter.finished),
        new=list(quarter.new),
        completion={name: entry.flow.completion for name, entry in quarter.journeys.items()},
        score={name: entry.score.value if entry.score else None for name, entry in quarter.journeys.items()},
        journeys={name: _projected(entry, quarter.figures[name]) for name, entry in quarter.journeys.items()},
        findings=[finding_record(finding, speak) for finding in quarter.findings],
        notes=[speak.say(note) for note in quarter.notes],
    )


def _projected(entry: JourneyScore, figures: Figures) -> ProjectedRecord:
    whole = entry.score
    return ProjectedRecord(
        figures=figures_record(figures),
        score_low=whole.low if whole else None,
        score_high=whole.high if whole else None,
        outcomes=dict(entry.flow.outcomes),
        trapped=entry.flow.trapped,
        value_lost_per_year=entry.at_risk.value if entry.at_risk is not None else None,
        stages={name: score.value if score else None for name, score in entry.stages.items()},
        touchpoints={name: _touchpoint(entry, name) for name in entry.graph.touchpoints},
    )


def _touchpoint(entry: JourneyScore, name: str) -> ProjectedTouchpointRecord:
    graph, score = entry.graph, entry.touchpoints[name].score
    return ProjectedTouchpointRecord(
        title=graph.title(name), stage=graph.journey.stage_of[name], score=score.value if score else None,
        low=score.low if score else None, high=score.high if score else None, reach=entry.flow.reach[name],
        visits=entry.flow.visits[name],
    )  # fmt: skip
