"""Assessments as records for JSON. Keys stay stable; what single people answered is not in them."""

from pydantic import Field

from journeymap.maturity.probes import ProbeOutcome
from journeymap.maturity.result import Contradiction, CriterionResult, MaturityResult, PhaseResult, PracticeResult
from journeymap.outputs.records import Day, Frozen, PlaceRecord, Share, Speak, day, place
from journeymap.text import Text


class CriterionRecord(Frozen):
    """The settled answer to one criterion."""

    level: int
    text: str
    answer: str = Field(description="met, partly, not_met or unknown")
    basis: str = Field(description="agreed, unanimous, cautious (the lowest answer counts) or unanswered")
    strength: str | None = Field(description="A measured, B observed, C documented, D said")
    agreement: Share | None
    probes: str = Field(description="confirms, supports, contradicts or nothing")
    suggested: str | None = Field(description="What the probes would answer; a question, never an answer")
    lifts: bool = Field(description="Whether this answer alone would raise the level")
    reason: str | None


class FoundationRecord(Frozen):
    """A practice that should stand before another; `has` is null if it was not assessed."""

    practice: str
    needed: int
    has: int | None


class GroupLevelRecord(Frozen):
    """A practice as a group of respondents sees it that is large enough to be shown."""

    roles: list[str]
    n: int
    attained: int
    progress: float


class CoverageRecord(Frozen):
    """For how much of its scope a practice holds."""

    journeys: list[str]
    of: list[str]
    share: Share | None


class PracticeRecord(Frozen):
    """A practice of the maturity model; levels are null where not assessed."""

    title: str
    phase: str
    core: bool
    state: str
    reason: str | None
    inherited_from: str | None
    attained: int | None
    evidenced: int | None
    progress: float | None
    progress_high: float | None = Field(description="With every unknown answer taken as met")
    low: int | None
    high: int | None = Field(description="With every unknown answer taken as met")
    target: int | None
    target_by: Day | None
    gap: int | None
    provisional: bool
    coverage_of_answers: Share
    agreement: Share | None
    spread: float | None = Field(description="Largest difference in progress between two respondents")
    role_difference: float | None
    side_difference: float | None = Field(description="Executives minus front line")
    groups: list[GroupLevelRecord]
    coverage: CoverageRecord | None = Field(description="Null if it holds for the whole scope")
    missing: list[str]
    holding_down: list[str]
    ways_up: list[list[str]] = Field(description="The smallest sets of criteria that give the next level")
    one_partly: bool = Field(description="Whether one of each set need only be partly met")
    to_target: list[str]
    foundations_unmet: list[FoundationRecord]
    without_foundation: bool
    quick_action: str | None
    criteria: dict[str, CriterionRecord]


class PhaseRecord(Frozen):
    """A phase; the mean is not to be shown without the minimum."""

    title: str
    output: str | None
    practices: list[str]
    minimum_core: int | None
    weakest: list[str]
    median: float | None
    mean: float | None


class ProbeRecord(Frozen):
    """What one check of a probe found on the maps; the scope is null for the whole workspace."""

    probe: str
    check: str | None
    scope: str | None
    outcome: str = Field(description="true, false, not_applicable or not_available")
    detail: str
    value: float | None
    threshold: float | None
    n: int | None
    low: float | None
    high: float | None
    places: list[PlaceRecord]


class ContradictionRecord(Frozen):
    """A probe is false where the answer says met; the reason is null while nobody has said why it stands."""

    practice: str
    criterion: str
    probes: list[str]
    decides: bool
    reason: str | None


class RespondentsRecord(Frozen):
    """Who answered, as far as it may be shown."""

    n: int
    groups: list[tuple[list[str], int]] = Field(description="Roles, joined where small, with their number")
    withheld: str | None = Field(description="Why roles are joined or not shown")
    agreement: Share | None


class MaturityRecord(Frozen):
    """One assessment. There is no overall number."""

    model: str
    model_version: str
    model_changed: bool
    date: Day
    valid_until: Day | None
    today: Day
    kind: str | None
    unit: str | None
    percent_to_target: Share | None = Field(description="Part of the way from level 1 to the targets")
    targets_left_out: list[str]
    respondents: RespondentsRecord
    phases: dict[str, PhaseRecord]
    practices: dict[str, PracticeRecord]
    conflicts: list[str]
    contradictions: list[ContradictionRecord]
    probes: list[ProbeRecord]
    expired: list[str]
    early: list[str]


def maturity_record(result: MaturityResult, speak: Speak = str) -> MaturityRecord:
    """Return one assessment as a record.

    Parameters
    ----------
    speak
        Says its sentences; left out, in English.
    """
    who = result.respondents
    return MaturityRecord(
        model=result.model.id,
        model_version=result.model.version,
        model_changed=result.model_changed,
        date=result.date.isoformat(),
        valid_until=day(result.valid_until),
        today=result.today.isoformat(),
        kind=result.kind,
        unit=result.unit,
        percent_to_target=result.percent_to_target,
        targets_left_out=list(result.targets_left_out),
        respondents=RespondentsRecord(
            n=who.n,
            groups=[(list(roles), n) for roles, n in who.groups],
            withheld=speak(who.withheld) if who.withheld is not None else None,
            agreement=who.agreement,
        ),
        phases={phase.id: _phase(phase, speak) for phase in result.phases},
        practices={name: _practice(practice, speak) for name, practice in result.practices.items()},
        conflicts=[conflict.criterion for conflict in result.conflicts],
        contradictions=[_contradiction(conflict) for conflict in result.conflicts],
        probes=[_probe(outcome, speak) for outcome in result.outcomes],
        expired=list(result.expired),
        early=list(result.early),
    )


def _phase(phase: PhaseResult, speak: Speak) -> PhaseRecord:
    return PhaseRecord(
        title=speak(Text(phase.title)),
        output=speak(Text(phase.output)) if phase.output else None,
        practices=[item.id for item in phase.practices],
        minimum_core=phase.minimum_core,
        weakest=list(phase.weakest),
        median=phase.median,
        mean=phase.mean,
    )


def _practice(item: PracticeResult, speak: Speak) -> PracticeRecord:
    cover = item.coverage
    return PracticeRecord(
        title=speak(Text(item.title)), phase=item.phase, core=item.core, state=item.state, reason=item.reason,
        inherited_from=item.inherited_from, attained=item.attained, evidenced=item.evidenced, progress=item.progress,
        progress_high=item.progress_high, low=item.low, high=item.high, target=item.target,
        target_by=day(item.target_by), gap=item.gap, provisional=item.provisional,
        coverage_of_answers=item.coverage_of_answers, agreement=item.agreement, spread=item.spread,
        role_difference=item.role_difference, side_difference=item.side_difference,
        groups=[GroupLevelRecord(roles=list(group.roles), n=group.n, attained=group.attained, progress=group.progress)
                for group in item.groups],
        coverage=CoverageRecord(journeys=list(cover.journeys), of=list(cover.of), share=cover.share) if cover else None,
        missing=[found.id for found in item.missing], holding_down=[found.id for found in item.holding_down],
        ways_up=[[found.id for found in way] for way in item.ways_up], one_partly=item.one_partly,
        to_target=[found.id for found in item.to_target],
        foundations_unmet=[FoundationRecord(practice=found.practice, needed=found.needed, has=found.has)
                           for found in item.foundations_unmet],
        without_foundation=item.without_foundation,
        quick_action=speak(Text(item.quick_action)) if item.quick_action else None,
        criteria={found.id: _criterion(found, speak) for found in item.criteria},
    )  # fmt: skip


def _criterion(found: CriterionResult, speak: Speak) -> CriterionRecord:
    answer = found.answer
    return CriterionRecord(
        level=found.criterion.level, text=speak(Text(found.criterion.text)), answer=answer.value, basis=answer.basis,
        strength=answer.strength, agreement=answer.agreement, probes=answer.verdict.says, suggested=found.suggested,
        lifts=found.lifts, reason=answer.reason,
    )  # fmt: skip


def _contradiction(conflict: Contradiction) -> ContradictionRecord:
    codes = [outcome.code for outcome in conflict.outcomes]
    return ContradictionRecord(practice=conflict.practice, criterion=conflict.criterion, probes=codes,
                               decides=conflict.decides, reason=conflict.reason)  # fmt: skip


def _probe(outcome: ProbeOutcome, speak: Speak) -> ProbeRecord:
    return ProbeRecord(
        probe=outcome.probe, check=outcome.check or None, scope=outcome.scope or None, outcome=outcome.outcome,
        detail=speak(outcome.detail), value=outcome.value, threshold=outcome.threshold, n=outcome.n, low=outcome.low,
        high=outcome.high, places=[place(span) for span in outcome.places],
    )  # fmt: skip
