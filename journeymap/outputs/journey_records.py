"""One journey as records of ``analysis.json``: scores, value at risk, levers. Its keys stay stable."""

from pydantic import BaseModel, ConfigDict, Field

from journeymap.scores import JourneyScore, Score
from journeymap.scores.benchmarks import Peer, peers
from journeymap.scores.counted import Parts, of_touchpoint
from journeymap.scores.levers import MOST, levers
from journeymap.scores.stake import AtRisk
from journeymap.views.explained import OVERVIEW, path_of
from journeymap.views.tables import value_at_risk
from journeymap.vocabulary import OutcomeKind


class Frozen(BaseModel):
    """A record of the analysis, which nobody changes."""

    model_config = ConfigDict(frozen=True)


class ScoreRecord(Frozen):
    """A score 0-100; interval and n are null for opinions."""

    value: float
    low: float | None
    high: float | None
    n: int | None
    terms: dict[str, float] = Field(description="Score of each term")
    weights: dict[str, float] = Field(description="Weight of each term")


class MetricRecord(Frozen):
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


class CountedRecord(Frozen):
    """The counted part of a score: its share of the scored weight 0-1, and its mean with the interval."""

    share: float
    value: float | None
    low: float | None
    high: float | None
    opinion: float | None = Field(description="Mean of the other part")


class PeerRecord(Frozen):
    """A benchmark beside one of our figures, in base units; `value` is null where the two do not compare."""

    metric: str
    value: float | None
    ours: bool = Field(description="Whether it is from the own sector")
    best: bool = Field(description="Whether it is the best of those that compare")
    sector: str
    source: str
    date: str
    gap: float = Field(description="How far we are behind, 0-1")
    reason: str | None = Field(description="Why the two do not compare")


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


class AtRiskRecord(Frozen):
    """What is lost in a year, with what it rests on."""

    customers_per_year: float
    value_per_customer: float
    value: float
    low: float | None
    high: float | None
    gone: float
    given_up: float
    trapped: float
    losses: list[LossRecord]
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
    visits: float
    reach: float
    weight: float
    completion_from_here: float | None
    score: ScoreRecord | None
    perceived: ScoreRecord | None
    operational: ScoreRecord | None
    counted: CountedRecord
    rank: tuple[int, int] | None = Field(description="Best and worst place by the counted part; null without one")
    value_lost_per_year: float | None
    metrics: dict[str, MetricRecord]
    benchmarks: dict[str, PeerRecord]
    file: str
    line: int


class EdgeRecord(Frozen):
    """A way customers take; `leverage` is the derivative of completion by its share."""

    source: str
    target: str
    kind: str
    share: float
    assumed: bool
    handoff: bool
    traversals: float
    leverage: float


class ExpectedRecord(Frozen):
    """An expected amount per customer; a lower bound where `known` is under 1."""

    value: float
    known: float
    deviation: float | None


class JourneyRecord(Frozen):
    """One journey in one state."""

    title: str
    score: ScoreRecord | None
    counted: CountedRecord
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
    value_at_risk: AtRiskRecord | None
    levers: dict[str, list[LeverRecord]]
    stages: dict[str, ScoreRecord | None]
    touchpoints: dict[str, TouchpointRecord]
    edges: list[EdgeRecord]


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


def at_risk_record(risk: AtRisk | None) -> AtRiskRecord | None:
    """Return what is lost in a year as a record."""
    if risk is None:
        return None
    losses = [
        LossRecord(touchpoint=loss.touchpoint, outcome=loss.outcome, kind=str(loss.kind) if loss.kind else None,
                   visits=loss.visits, chance=loss.chance, customers=loss.customers, value=loss.value, low=loss.low,
                   high=loss.high, n=loss.n, file=loss.place.file, line=loss.place.line)
        for loss in risk.losses
    ]  # fmt: skip
    low, high = risk.interval or (None, None)
    return AtRiskRecord(
        customers_per_year=risk.customers, value_per_customer=risk.worth.yearly, value=risk.value, low=low, high=high,
        gone=risk.of_kind(OutcomeKind.CHURNED), given_up=risk.of_kind(OutcomeKind.ABANDONED),
        trapped=risk.of_kind(None), losses=losses, assumptions=[str(words) for words in risk.assumptions],
    )  # fmt: skip


def lever_records(score: JourneyScore, figure: str) -> list[LeverRecord]:
    """Return the strongest levers of a figure as records."""
    return [
        LeverRecord(path=path_of(score, lever), now=lever.now, unit=lever.unit, step=lever.step, slope=lever.slope,
                    effect=lever.effect, elasticity=lever.elasticity, file=lever.place.file, line=lever.place.line)
        for lever in levers(score, figure)[:MOST]
    ]  # fmt: skip


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
        counted=counted_record(score.parts),
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
        value_at_risk=at_risk_record(score.at_risk),
        levers={figure: lever_records(score, figure) for figure in OVERVIEW},
        stages={name: score_record(value) for name, value in score.stages.items()},
        touchpoints={name: _touchpoint(score, name) for name in graph.touchpoints},
        edges=edges,
    )


def _touchpoint(score: JourneyScore, name: str) -> TouchpointRecord:
    graph, rated, rank = score.graph, score.touchpoints[name], score.ranks.get(name)
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
        counted=counted_record(of_touchpoint(rated)),
        rank=(rank.best, rank.worst) if rank is not None else None,
        value_lost_per_year=score.at_risk.by_touchpoint.get(name, 0.0) if score.at_risk is not None else None,
        metrics=metrics,
        benchmarks={peer.id: _peer(peer) for peer in peers(score, name)},
        file=span.file,
        line=span.line,
    )


def _peer(peer: Peer) -> PeerRecord:
    known = peer.benchmark
    return PeerRecord(metric=peer.metric.id, value=peer.theirs, ours=known.ours, best=peer.best, sector=known.sector,
                      source=known.source, date=known.date, gap=peer.gap,
                      reason=str(peer.reason) if peer.reason is not None else None)  # fmt: skip
