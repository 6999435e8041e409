"""The roadmap as records for JSON. Keys stay stable."""

from typing import TypeVar

from pydantic import BaseModel, Field

from journeymap.languages import Language, language
from journeymap.outputs.records import Day, Frozen, RangeRecord, Share, day
from journeymap.outputs.state_records import FiguresRecord, QuarterRecord, figures_record, quarter_record
from journeymap.roadmap.benefit import Benefit
from journeymap.roadmap.objectives import Relaxation
from journeymap.roadmap.residual import Residual
from journeymap.roadmap.result import Item, Roadmap
from journeymap.roadmap.stability import Percentiles, Stability, Steadiness

R = TypeVar("R", bound=BaseModel)


class EffectRecord(Frozen):
    """One journey before and after an initiative goes live, all that is finished earlier in place."""

    before: FiguresRecord
    after: FiguresRecord
    difference: FiguresRecord


class ItemRecord(Frozen):
    """An initiative on the roadmap."""

    title: str
    owner: str | None
    start: str
    end: str
    weeks: int
    critical: bool
    reason: str
    reasons: list[str] = Field(description="All that keeps it from beginning a week earlier")
    why: str = Field(description="Why it is planned")
    notes: list[str]
    needed: bool
    later: bool = Field(description="Optional, and behind the end of the plan")
    slack_weeks: int = Field(description="Weeks it can slip without a longer plan")
    after: list[str] = Field(description="Planned initiatives it waits for")
    unlocks: list[str] = Field(description="Planned initiatives that wait for it")
    people: dict[str, float] = Field(description="People needed in each of its weeks, by department")
    cost: float | None = Field(description="A year's if it is a rate")
    value_per_year: float | None = Field(description="Ordered contribution; null for an enabler, or if it is unknown")
    effects: dict[str, EffectRecord] = Field(description="By journey it changes for customers")
    unlocked_value_per_year: float | None = Field(description="Of all that waits for it")
    enabler: bool
    started: bool
    closes: list[str] = Field(description="Steps to the targets that it takes")
    stays: float | None = Field(description="Share of the draws in which it begins in the same quarter")


class StageRecord(Frozen):
    """One of the four figures a plan is judged by, in their order."""

    name: str
    value: int
    bound: int = Field(description="What no plan with the same earlier figures can beat")
    status: str = Field(description="proved, bound or heuristic")


class RelaxationRecord(Frozen):
    """What had to give: weeks of a deadline or frozen start, tenths of a person, or money."""

    kind: str
    name: str
    amount: int
    week: int | None


class MovedRecord(Frozen):
    """What stands elsewhere than in the last recorded plan; later is positive, null for new or dropped."""

    weeks: int | None
    kind: str
    reason: str
    was_start: str | None
    was_end: str | None


class DoneRecord(Frozen):
    """A finished initiative: the estimate beside what it took."""

    title: str
    started: str | None
    done: str
    planned_weeks: int | None
    actual_weeks: int | None
    overrun: float | None = Field(description="As part of the estimate; negative if it was quicker")
    cost: float | None


class PriceRecord(Frozen):
    """What a little more of something scarce would change (a shadow price)."""

    kind: str
    name: str
    amount: int
    from_week: int
    weeks_saved: int
    shortfall_saved: int
    cost: int | None = Field(description="Money then needed more; null if it closes no more of the gap")
    proved: bool


class ForcedRecord(Frozen):
    """What it costs to have an initiative in that the plan would not have; more than 0 is worse."""

    kind: str
    shortfall: int
    weeks: int
    value: int = Field(description="Worth lost by waiting, what it brings itself left out")
    cost: int
    brings: list[str]
    drops: list[str]
    relaxed: list[RelaxationRecord]
    proved: bool


class SteadinessRecord(Frozen):
    """How an initiative keeps its place over the draws."""

    quarter: str
    begins: float
    ends: float
    likeliest: str
    likeliest_share: Share
    start_weeks: RangeRecord
    end_weeks: RangeRecord
    in_time: Share | None = Field(description="Share of the draws that keep its deadline; null without one")
    discuss: bool


class StabilityRecord(Frozen):
    """The plan in many draws."""

    draws: int
    seed: int
    planned_weeks: int
    end_weeks: RangeRecord
    kept: float = Field(description="Share of the draws that end no later than planned")
    targets: dict[str, float] = Field(description="Share of the draws that keep the day of a target")
    value_per_year: RangeRecord | None
    planned_value_per_year: float | None = Field(description="If every effect comes")
    fixed: list[str] = Field(description="Initiatives without a range: the same duration in every draw")
    sure: list[str] = Field(description="Without a stated confidence: taken to have their effect in every draw")
    items: dict[str, SteadinessRecord]


class LoadRecord(Frozen):
    """How busy a department is, week by week; the capacity is null if nothing says."""

    title: str
    used: list[float]
    capacity: list[float] | None
    share: float | None


class InteractionRecord(Frozen):
    """How far effects on one journey do not add up: joint less the sum of the single ones."""

    singles: FiguresRecord
    joint: FiguresRecord
    excess: FiguresRecord


class OpenRecord(Frozen):
    """Something wanted that the plan does not deliver."""

    target: str
    journey: str
    subject: str = Field(description="Touchpoint, stage, system or measure")
    message: str
    beyond: bool = Field(description="The plan goes past the target instead of falling short")


class RoadmapRecord(Frozen):
    """The plan; length beside its lower bound."""

    start: Day
    end: Day | None = Field(description="Null if nothing is planned")
    length_weeks: int
    lower_bound_weeks: int
    bound_reason: str
    status: str
    engine: str
    currency: str
    stages: list[StageRecord]
    items: dict[str, ItemRecord]
    chain: list[str] = Field(description="One chain that gives the plan its length, first to last")
    load: dict[str, LoadRecord] = Field(description="By department")
    before: dict[str, FiguresRecord] = Field(description="The journeys today")
    quarters: dict[str, QuarterRecord] = Field(description="The journeys after each quarter")
    interactions: dict[str, InteractionRecord] = Field(description="By journey")
    residual: list[str]
    still_open: list[OpenRecord] = Field(description="The residual, item by item")
    left_out: dict[str, str]
    violations: list[str] = Field(description="What the checker found; such a plan cannot be carried out")
    notes: list[str]
    relaxed: list[RelaxationRecord]
    spent: int = Field(description="Money of the budget that is spent already")
    budget: dict[str, int] = Field(description="Money free by the week, counted from the start of the plan")
    moved: dict[str, MovedRecord]
    compared_with: Day | None = Field(description="Day of the last recorded plan")
    done: dict[str, DoneRecord]
    prices: list[PriceRecord]
    forced: dict[str, ForcedRecord]
    stability: StabilityRecord | None


def roadmap_record(roadmap: Roadmap, speak: Language | None = None) -> RoadmapRecord:
    """Return the plan as a record.

    Parameters
    ----------
    speak
        The language of its sentences; left out, English.
    """
    tongue = speak or language("en")
    say = tongue.say
    return RoadmapRecord(
        start=roadmap.start.isoformat(),
        end=day(roadmap.end),
        length_weeks=roadmap.schedule.makespan_weeks,
        lower_bound_weeks=roadmap.schedule.lower_bound,
        bound_reason=say(roadmap.bound_reason),
        status=roadmap.schedule.status,
        engine=roadmap.engine,
        currency=roadmap.currency,
        stages=[_taken(StageRecord, stage) for stage in roadmap.stages],
        items={item.id: _item(item, roadmap.stability, tongue) for item in roadmap.items},
        chain=list(roadmap.chain),
        load=_load(roadmap),
        before={name: figures_record(found) for name, found in roadmap.before.items()},
        quarters={quarter.name: quarter_record(quarter, tongue) for quarter in roadmap.quarters},
        interactions=_interactions(roadmap),
        residual=[say(item.words) for item in roadmap.residual],
        still_open=[_open(item, tongue) for item in roadmap.residual],
        left_out={item.id: say(item.reason) for item in roadmap.left_out},
        violations=[say(words) for words in roadmap.violations],
        notes=[say(words) for words in roadmap.notes],
        relaxed=_relaxed(roadmap.relaxed),
        spent=roadmap.spent,
        budget={str(release.week): release.total for release in roadmap.budget},
        compared_with=day(roadmap.previous.made) if roadmap.previous else None,
        prices=[_taken(PriceRecord, price) for price in roadmap.prices],
        stability=_stability(roadmap.stability) if roadmap.stability else None,
        moved=_moved(roadmap, tongue),
        done=_done(roadmap),
        forced=_forced(roadmap),
    )


def _taken(kind: type[R], value: object) -> R:
    """Return a record with the attributes of a value that have its names."""
    return kind(**{name: getattr(value, name) for name in kind.model_fields})


def _item(item: Item, stability: Stability | None, speak: Language) -> ItemRecord:
    steady, say = stability.items.get(item.id) if stability is not None else None, speak.say
    return ItemRecord(
        title=item.title, owner=item.owner, start=item.start.isoformat(), end=item.end.isoformat(), weeks=item.weeks,
        critical=item.critical, reason=say(item.reason), reasons=[say(reason) for reason in item.reasons],
        why=say(item.why), notes=[say(note) for note in item.notes], needed=item.needed, later=item.later,
        slack_weeks=item.slack, after=list(item.after), unlocks=list(item.unlocks), people=dict(item.departments),
        cost=item.cost.yearly if item.cost else None, value_per_year=item.benefit.value if item.benefit else None,
        effects=_effects(item.benefit), unlocked_value_per_year=item.unlocked, enabler=item.enabler,
        started=bool(item.progress and item.progress.started), closes=list(item.closes),
        stays=steady.begins if steady else None,
    )  # fmt: skip


def _effects(benefit: Benefit | None) -> dict[str, EffectRecord]:
    return {
        effect.journey: EffectRecord(before=figures_record(effect.before), after=figures_record(effect.after),
                                     difference=figures_record(effect.difference))
        for effect in (benefit.effects if benefit is not None else ())
    }  # fmt: skip


def _load(roadmap: Roadmap) -> dict[str, LoadRecord]:
    return {
        item.department: LoadRecord(title=item.title, used=list(item.used), share=item.share,
                                    capacity=list(item.capacity) if item.capacity is not None else None)
        for item in roadmap.load
    }  # fmt: skip


def _interactions(roadmap: Roadmap) -> dict[str, InteractionRecord]:
    return {
        item.journey: InteractionRecord(singles=figures_record(item.singles), joint=figures_record(item.joint),
                                        excess=figures_record(item.excess))
        for item in roadmap.interactions
    }  # fmt: skip


def _open(item: Residual, speak: Language) -> OpenRecord:
    return OpenRecord(target=item.target, journey=item.journey, subject=item.subject, message=speak.say(item.words),
                      beyond=item.beyond)  # fmt: skip


def _relaxed(found: tuple[Relaxation, ...]) -> list[RelaxationRecord]:
    return [_taken(RelaxationRecord, item) for item in found]


def _moved(roadmap: Roadmap, speak: Language) -> dict[str, MovedRecord]:
    return {item.id: MovedRecord(weeks=item.weeks, kind=item.kind, reason=speak.say(item.reason),
                                 was_start=day(item.was_start), was_end=day(item.was_end))
            for item in roadmap.moved}  # fmt: skip


def _done(roadmap: Roadmap) -> dict[str, DoneRecord]:
    return {item.id: DoneRecord(title=item.title, started=day(item.started), done=item.done.isoformat(),
                                planned_weeks=item.planned_weeks, actual_weeks=item.actual_weeks,
                                overrun=item.overrun, cost=item.cost.yearly if item.cost else None)
            for item in roadmap.done}  # fmt: skip


def _forced(roadmap: Roadmap) -> dict[str, ForcedRecord]:
    return {item.id: ForcedRecord(kind=item.kind, shortfall=item.shortfall, weeks=item.weeks, value=item.value,
                                  cost=item.cost, brings=list(item.brings), drops=list(item.drops),
                                  relaxed=_relaxed(item.relaxed), proved=item.proved)
            for item in roadmap.forced}  # fmt: skip


def _range(found: Percentiles) -> RangeRecord:
    return RangeRecord(p10=found.p10, p50=found.p50, p80=found.p80, p90=found.p90)


def _stability(found: Stability) -> StabilityRecord:
    return StabilityRecord(
        draws=found.draws, seed=found.seed, planned_weeks=found.planned, end_weeks=_range(found.end), kept=found.kept,
        targets=dict(found.targets), value_per_year=_range(found.value) if found.value else None,
        planned_value_per_year=found.planned_value, fixed=list(found.fixed), sure=list(found.sure),
        items={name: _steadiness(item) for name, item in found.items.items()},
    )  # fmt: skip


def _steadiness(found: Steadiness) -> SteadinessRecord:
    return SteadinessRecord(
        quarter=found.quarter, begins=found.begins, ends=found.ends, likeliest=found.likeliest,
        likeliest_share=found.likeliest_share, start_weeks=_range(found.start), end_weeks=_range(found.end),
        in_time=found.in_time, discuss=found.discuss,
    )  # fmt: skip
