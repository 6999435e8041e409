"""The comparison of the journeys of a workspace as a record for JSON."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from journeymap.outputs.records import Frozen, Share, Speak
from journeymap.scores.ranking import Rank
from journeymap.views.portfolio import Comparison, Member
from journeymap.views.portfolio_words import basis_notes, candidates, reasons, score_notes, start_heading, value_note
from journeymap.vocabulary import Severity

Place = tuple[int, int]


class ComparedRecord(Frozen):
    """One journey beside the others; places are the best and the worst it can hold."""

    score: float | None
    score_low: float | None = Field(description="95 % interval; null where any part of the score is an opinion")
    score_high: float | None
    score_place: Place | None = Field(description="1 for the highest; null without an interval")
    counted: Share = Field(description="Part of the weight behind the score that was counted")
    completion: Share
    completion_low: Share | None = Field(description="95 % interval; null unless every share was counted")
    completion_high: Share | None
    customers_lost_per_year: float | None
    value_lost_per_year: float | None
    value_low: float | None = Field(description="95 % interval; null unless every loss was counted")
    value_high: float | None
    value_place: Place | None = Field(description="1 for the most lost; null without an interval")
    critical_findings: int
    findings: int


class StartRecord(Frozen):
    """Where to start on one journey."""

    journey: str
    touchpoint: str | None = Field(description="Where most is lost")
    stage: str | None
    part: Share | None = Field(description="Of what is lost on the journey")
    initiative: str | None = Field(description="First of the plan that changes it; null if none does")


class PortfolioRecord(Frozen):
    """What compares the journeys of a workspace."""

    measure: Literal["value", "customers", "share"] = Field(description="What the journeys are compared by")
    order: list[str] = Field(description="Journeys, the one that loses most first; unknown behind known")
    start: list[StartRecord] = Field(description="Where to start; several if their losses cannot be told apart")
    heading: str
    reasons: list[str]
    notes: list[str] = Field(description="What readings rest on, and which figures cannot be told apart")
    journeys: dict[str, ComparedRecord]


def portfolio_record(found: Comparison, speak: Speak) -> PortfolioRecord:
    """Return a comparison as a record, its sentences in a language."""
    return PortfolioRecord(
        measure=found.measure,
        order=[member.key for member in found.members],
        start=[_start(member) for member in found.start],
        heading=speak(start_heading(found)),
        reasons=[speak(line) for line in (*reasons(found), *candidates(found))],
        notes=[speak(line) for line in dict.fromkeys((*basis_notes(found), *score_notes(found), *value_note(found)))],
        journeys={member.key: _compared(found, member) for member in found.members},
    )


def _start(member: Member) -> StartRecord:
    name, part = member.place or (None, None)
    stage = member.score.graph.journey.stage_of[name] if name is not None else None
    item = member.first
    return StartRecord(journey=member.key, touchpoint=name, stage=stage, part=part,
                       initiative=item.id if item is not None else None)  # fmt: skip


def _compared(found: Comparison, member: Member) -> ComparedRecord:
    score, risk = member.score.score, member.score.at_risk
    low, high = member.rated or (None, None)
    fewest, greatest = member.completed or (None, None)
    least, most = member.worth or (None, None)
    return ComparedRecord(
        score=score.value if score is not None else None,
        score_low=low,
        score_high=high,
        score_place=_place(found.scores, member),
        counted=member.score.counted,
        completion=member.score.flow.completion,
        completion_low=fewest,
        completion_high=greatest,
        customers_lost_per_year=member.lost("customers"),
        value_lost_per_year=risk.value if risk is not None else None,
        value_low=least,
        value_high=most,
        value_place=_place(found.values, member),
        critical_findings=member.findings(Severity.CRITICAL),
        findings=member.findings(),
    )


def _place(places: Mapping[str, Rank], member: Member) -> Place | None:
    rank = places.get(member.key)
    return (rank.best, rank.worst) if rank is not None else None
