"""One journey as records of ``analysis.json``: scores, flow, levers. Its keys stay stable."""

from pydantic import Field

from journeymap.flow import Expected
from journeymap.outputs.group_records import GroupRecord, SpreadRecord, group_records, spread_records
from journeymap.outputs.metric_records import (
    MetricRecord,
    PeerRecord,
    UnknownRecord,
    metric_record,
    peer_record,
    unknown_record,
)
from journeymap.outputs.records import Frozen, Share, Speak
from journeymap.scores import JourneyScore, Score
from journeymap.scores.benchmarks import peers
from journeymap.scores.counted import Parts, of_touchpoint
from journeymap.scores.journey import Service
from journeymap.scores.levers import MOST, levers
from journeymap.scores.personas import personas
from journeymap.scores.stake import AtRisk
from journeymap.views.explained import OVERVIEW, path_of
from journeymap.views.tables import value_at_risk
from journeymap.vocabulary import OutcomeKind


class ScoreRecord(Frozen):
    """A score 0-100; interval and n are null for opinions."""

    value: float
    low: float | None
    high: float | None
    n: int | None
    terms: dict[str, float] = Field(description="Score of each term")
    weights: dict[str, float] = Field(description="Weight of each term")


class CountedRecord(Frozen):
    """The counted part of a score: its share of the scored weight 0-1, and its mean with the interval."""

    share: float
    value: float | None
    low: float | None
    high: float | None
    opinion: float | None = Field(description="Mean of the other part")


class LossRecord(Frozen):
    """Value lost on one way in a year; the outcome is null for the trapped, the interval without an n."""

    touchpoint: str
    outcome: str | None
    kind: str | None
    visits: float
    chance: float
    customers: float
    value: float
    low: float | None
    high: float | None
    n: int | None
    file: str
    line: int


class GroupLossRecord(Frozen):
    """What one group loses of the whole in a year; the name is null for customers of no group."""

    group: str | None
    customers: float
    lost: Share
    value_per_customer: float
    value: float


class AtRiskRecord(Frozen):
    """What is lost in a year, with what it rests on."""

    customers_per_year: float
    value_per_customer: float
    value: float
    low: float | None
    high: float | None
    partial_low: float | None = Field(description="If the shares without a number of visits were exact")
    partial_high: float | None
    stake: float = Field(description="What all customers who start are worth in a year")
    gone: float
    given_up: float
    trapped: float
    losses: list[LossRecord]
    groups: list[GroupLossRecord] = Field(description="Empty where all go the same ways")
    assumptions: list[str]


class LeverRecord(Frozen):
    """One of the ten strongest levers of a figure; the path is the one `score --set` takes."""

    path: str
    now: float
    unit: str
    step: float
    slope: float
    effect: float
    elasticity: float | None
    file: str
    line: int


class TouchpointRecord(Frozen):
    """One touchpoint; unknown figures are null, never zero."""

    title: str
    stage: str
    channel: str | None
    purpose: str | None
    department: str | None
    importance: int
    moment_of_truth: bool
    visits: float
    reach: Share
    weight: float
    completion_from_here: Share | None
    score: ScoreRecord | None
    perceived: ScoreRecord | None
    operational: ScoreRecord | None
    counted: CountedRecord
    rank: tuple[int, int] | None = Field(description="Best and worst place by the counted part; null without one")
    value_lost_per_year: float | None
    metrics: dict[str, MetricRecord]
    unknown: dict[str, UnknownRecord] = Field(description="Measured without a figure coming out of it")
    benchmarks: dict[str, PeerRecord]
    file: str
    line: int


class EdgeRecord(Frozen):
    """A way customers take; `leverage` is the derivative of completion by its share."""

    source: str
    target: str
    kind: str
    share: Share
    assumed: bool
    handoff: bool
    traversals: float
    leverage: float


class DropOffRecord(Frozen):
    """Customers lost at one touchpoint, as a part of all who start."""

    touchpoint: str
    outcome: str
    share: Share


class ExpectedRecord(Frozen):
    """An expected amount per customer; a lower bound where `known` is under 1, null where nothing is known."""

    value: float | None
    known: Share
    deviation: float | None
    completed: float | None = Field(description="Among those who complete")


class ServiceRecord(Frozen):
    """Service and care touchpoints against the rest."""

    service: float
    rest: float
    difference: float
    low: float | None
    high: float | None


class JourneyRecord(Frozen):
    """One journey in one state."""

    title: str
    score: ScoreRecord | None
    counted: CountedRecord
    coverage: Share
    completion: Share
    outcomes: dict[str, Share]
    trapped: Share
    contacts: float
    hand_offs: float
    duration: ExpectedRecord
    waiting: ExpectedRecord
    cost: ExpectedRecord
    ill_conditioned: bool = Field(description="Some hardly ever get out: figures hang on shares too small to measure")
    worst_moment: str | None
    peak_end: float | None
    service: float | None
    rest: float | None
    service_against_rest: ServiceRecord | None
    value_lost_per_year: float | None
    value_at_risk: AtRiskRecord | None
    levers: dict[str, list[LeverRecord]]
    stages: dict[str, ScoreRecord | None]
    touchpoints: dict[str, TouchpointRecord]
    edges: list[EdgeRecord]
    drop_offs: list[DropOffRecord]
    groups: dict[str, GroupRecord] = Field(description="Of customers; empty for a journey that is of one")
    spreads: dict[str, SpreadRecord] = Field(description="By measure, where two groups have it")


def score_record(score: Score | None) -> ScoreRecord | None:
    """Return a score as a record."""
    if score is None:
        return None
    terms = {term.name: term.score for term in score.terms}
    weights = {term.name: term.weight for term in score.terms}
    return ScoreRecord(value=score.value, low=score.low, high=score.high, n=score.n, terms=terms, weights=weights)


def counted_record(parts: Parts) -> CountedRecord:
    """Return the counted part of a score as a record."""
    known = parts.counted
    ends = (None, None, None) if known is None else (known.value, known.low, known.high)
    return CountedRecord(share=parts.share, value=ends[0], low=ends[1], high=ends[2], opinion=parts.opinion)


def at_risk_record(risk: AtRisk | None, speak: Speak = str) -> AtRiskRecord | None:
    """Return what is lost in a year as a record."""
    if risk is None:
        return None
    losses = [
        LossRecord(touchpoint=loss.touchpoint, outcome=loss.outcome, kind=str(loss.kind) if loss.kind else None,
                   visits=loss.visits, chance=loss.chance, customers=loss.customers, value=loss.value, low=loss.low,
                   high=loss.high, n=loss.n, file=loss.place.file, line=loss.place.line)
        for loss in risk.losses
    ]  # fmt: skip
    groups = [
        GroupLossRecord(group=group.name, customers=group.customers, lost=group.lost,
                        value_per_customer=group.yearly, value=group.value)
        for group in risk.groups
    ]  # fmt: skip
    low, high = risk.interval or (None, None)
    least, most = risk.partial or (None, None)
    return AtRiskRecord(
        customers_per_year=risk.customers, value_per_customer=risk.worth.yearly, value=risk.value, low=low, high=high,
        partial_low=least, partial_high=most, stake=risk.stake, gone=risk.of_kind(OutcomeKind.CHURNED),
        given_up=risk.of_kind(OutcomeKind.ABANDONED), trapped=risk.of_kind(None), losses=losses, groups=groups,
        assumptions=[speak(words) for words in risk.assumptions],
    )  # fmt: skip


def lever_records(score: JourneyScore, figure: str) -> list[LeverRecord]:
    """Return the strongest levers of a figure as records."""
    return [
        LeverRecord(path=path_of(score, lever), now=lever.now, unit=lever.unit, step=lever.step, slope=lever.slope,
                    effect=lever.effect, elasticity=lever.elasticity, file=lever.place.file, line=lever.place.line)
        for lever in levers(score, figure)[:MOST]
    ]  # fmt: skip


def journey_record(score: JourneyScore, speak: Speak = str) -> JourneyRecord:
    """Return one journey as a record.

    Parameters
    ----------
    score
        Of all customers, or of one group.
    speak
        Says its sentences; left out, in English.
    """
    flow, graph, against = score.flow, score.graph, score.service
    groups = personas(score) if graph.persona is None else None
    return JourneyRecord(
        title=graph.journey.title or graph.name,
        score=score_record(score.score),
        counted=counted_record(score.parts),
        coverage=score.coverage,
        completion=flow.completion,
        outcomes=dict(flow.outcomes),
        trapped=flow.trapped,
        contacts=flow.contacts,
        hand_offs=flow.hand_offs,
        duration=_expected(flow.duration),
        waiting=_expected(flow.waiting),
        cost=_expected(flow.cost),
        ill_conditioned=flow.ill_conditioned,
        worst_moment=score.worst_moment,
        peak_end=score.peak_end.score if score.peak_end else None,
        service=against.service.value if against else None,
        rest=against.rest.value if against else None,
        service_against_rest=_against(against) if against else None,
        value_lost_per_year=value_at_risk(score),
        value_at_risk=at_risk_record(score.at_risk, speak),
        levers={figure: lever_records(score, figure) for figure in OVERVIEW},
        stages={name: score_record(value) for name, value in score.stages.items()},
        touchpoints={name: _touchpoint(score, name, speak) for name in graph.touchpoints},
        edges=_edges(score),
        drop_offs=[DropOffRecord(touchpoint=d.touchpoint, outcome=d.outcome, share=d.share) for d in flow.losses],
        groups=group_records(groups) if groups is not None else {},
        spreads=spread_records(groups) if groups is not None else {},
    )


def _expected(found: Expected) -> ExpectedRecord:
    if found.known <= 0:
        return ExpectedRecord(value=None, known=0.0, deviation=None, completed=None)
    return ExpectedRecord(value=found.value, known=found.known, deviation=found.deviation, completed=found.completed)


def _against(found: Service) -> ServiceRecord:
    return ServiceRecord(service=found.service.value, rest=found.rest.value, difference=found.difference,
                         low=found.low, high=found.high)  # fmt: skip


def _edges(score: JourneyScore) -> list[EdgeRecord]:
    ways = zip(score.graph.edges, score.flow.traversals, score.flow.leverage, strict=True)
    return [
        EdgeRecord(source=e.source, target=e.target, kind=e.kind, share=e.share, assumed=e.assumed, handoff=e.handoff,
                   traversals=taken, leverage=lever)
        for e, taken, lever in ways
    ]  # fmt: skip


def _touchpoint(score: JourneyScore, name: str, speak: Speak) -> TouchpointRecord:
    graph, rated, rank = score.graph, score.touchpoints[name], score.ranks.get(name)
    point, span = graph.touchpoints[name], graph.span(name)
    return TouchpointRecord(
        title=graph.title(name),
        stage=graph.journey.stage_of[name],
        channel=point.channel,
        purpose=str(point.purpose) if point.purpose else None,
        department=point.department,
        importance=graph.importance(name),
        moment_of_truth=bool(point.moment_of_truth),
        visits=score.flow.visits[name],
        reach=score.flow.reach[name],
        weight=score.weights[name],
        completion_from_here=score.flow.completion_from.get(name),
        score=score_record(rated.score),
        perceived=score_record(rated.perceived),
        operational=score_record(rated.operational),
        counted=counted_record(of_touchpoint(rated)),
        rank=(rank.best, rank.worst) if rank is not None else None,
        value_lost_per_year=score.at_risk.by_touchpoint.get(name, 0.0) if score.at_risk is not None else None,
        metrics={key: metric_record(graph, found, speak) for key, found in rated.metrics.items()},
        unknown={key: unknown_record(graph, found, speak) for key, found in rated.unknown.items()},
        benchmarks={peer.id: peer_record(peer, speak) for peer in peers(score, name)},
        file=span.file,
        line=span.line,
    )
