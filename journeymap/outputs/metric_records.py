"""Metrics at one touchpoint as records for JSON: the figure, what it rests on, and how it was put together."""

from pydantic import Field

from journeymap.graph import JourneyGraph
from journeymap.outputs.records import Frozen, Share, Speak
from journeymap.scores.benchmarks import Peer
from journeymap.scores.touchpoint import MetricScore, Unknown


class MetricRecord(Frozen):
    """One metric at one touchpoint, in base units (minutes, 0-1, the scale)."""

    value: float
    n: int | None
    low: float | None
    high: float | None
    p50: float | None = Field(description="Median, where single times or the source tell")
    p90: float | None = Field(description="Ninth decile, likewise")
    range: tuple[float, float] | None = Field(description="Least and greatest value the method can give")
    unit: str
    kind: str = Field(description="perceived or operational")
    score: float | None = Field(description="0-100; null if it is not judged")
    score_low: float | None
    score_high: float | None
    weight: float = Field(description="In the score of the touchpoint")
    points: list[tuple[float, float]] = Field(description="Value to score, joined by straight lines")
    scale_source: str | None
    basis: str
    grade: str = Field(description="A measured, B observed, C documented, D said or assumed")
    method: str | None
    readings: int
    pooled_by: str = Field(description="one, counts, times, shares or n")
    personas: list[str] = Field(description="Groups it speaks of; empty for everybody")
    covers: Share | None = Field(description="Their part of the customers")
    left_out: int = Field(description="Readings by another method, version, scale or question")
    earlier: list[str] = Field(description="Periods of readings that are history")
    notes: list[str]
    file: str
    line: int


class UnknownRecord(Frozen):
    """A metric that was measured without a figure coming out of it; times in minutes."""

    n: int
    watched: float
    low: float | None
    reason: str
    file: str
    line: int


class PeerRecord(Frozen):
    """A benchmark beside one of our figures, in base units; `value` is null where the two do not compare."""

    metric: str
    value: float | None
    ours: bool = Field(description="Whether it is from the own sector")
    best: bool = Field(description="Whether it is the best of those that compare")
    sector: str
    source: str
    date: str
    difference: float | None = Field(description="Our figure minus theirs")
    low: float | None
    high: float | None
    verdict: str | None = Field(description="higher or lower, where ours clearly is, alike, or null")
    gap: Share | None = Field(description="How far we are behind; null where the two do not compare")
    reason: str | None = Field(description="Why the two do not compare")


def metric_record(graph: JourneyGraph, found: MetricScore, speak: Speak) -> MetricRecord:
    """Return one metric at one touchpoint as a record."""
    place, estimate = graph.workspace.where(*found.path), found.estimate
    return MetricRecord(
        value=estimate.value, n=estimate.n, low=estimate.low, high=estimate.high, p50=found.p50, p90=found.p90,
        range=found.range, unit=found.unit, kind=found.kind, score=found.score, score_low=found.low,
        score_high=found.high, weight=found.weight, points=[(value, score) for value, score in found.points],
        scale_source=speak(found.scale_source) if found.scale_source.template else None, basis=str(found.basis),
        grade=found.basis.grade, method=found.method, readings=found.readings, pooled_by=found.pooled_by,
        personas=list(found.personas), covers=found.covers, left_out=found.left_out, earlier=list(found.earlier),
        notes=[speak(note) for note in found.notes], file=place.file, line=place.line,
    )  # fmt: skip


def unknown_record(graph: JourneyGraph, found: Unknown, speak: Speak) -> UnknownRecord:
    """Return a metric without a figure as a record."""
    place = graph.workspace.where(*found.path)
    return UnknownRecord(n=found.n, watched=found.watched, low=found.low, reason=speak(found.reason), file=place.file,
                         line=place.line)  # fmt: skip


def peer_record(peer: Peer, speak: Speak) -> PeerRecord:
    """Return a benchmark beside one of our figures as a record."""
    known, apart = peer.benchmark, peer.distance
    return PeerRecord(
        metric=peer.metric.id, value=peer.theirs, ours=known.ours, best=peer.best, sector=known.sector,
        source=known.source, date=known.date, difference=apart.value if apart else None,
        low=apart.low if apart else None, high=apart.high if apart else None, verdict=peer.verdict,
        gap=peer.gap if apart else None, reason=speak(peer.reason) if peer.reason is not None else None,
    )  # fmt: skip
