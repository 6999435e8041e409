"""Groups of customers on one journey as records for JSON, and how far they lie apart."""

from collections.abc import Mapping

from pydantic import Field

from journeymap.outputs.records import Frozen, Share
from journeymap.scores.channel_fit import ChannelFit
from journeymap.scores.personas import Personas


class FitRecord(Frozen):
    """How well a touchpoint's channel suits a group; ratings 1-5."""

    channel: str
    fit: Share
    rating: int
    best: str
    best_rating: int


class GroupRecord(Frozen):
    """One group of customers; where it has no shares or readings of its own, its figures are those of all."""

    title: str
    part: Share = Field(description="Of the customers who take the journey")
    own: bool = Field(description="Whether the files give shares or readings of its own")
    completion: Share
    score: float | None
    score_low: float | None
    score_high: float | None
    time: float | None = Field(description="Minutes spent and waited; null if nothing of it is known")
    contacts: float
    channel_fit: Share | None
    channel_fit_known_for: Share = Field(description="Part of its visits for which the fit is known")
    channels_rated_by_group: bool = Field(description="False where the prior of its generation stands for it")
    channel_fits: dict[str, FitRecord | None] = Field(description="By touchpoint; null where it is unknown")
    value_lost_per_year: float | None
    value_at_risk_part: Share | None
    touchpoints: dict[str, float | None] = Field(description="Score of each touchpoint")


class SpreadRecord(Frozen):
    """How far the groups lie apart in one measure."""

    best: str
    worst: str
    low: float
    high: float
    width: float
    apart: bool | None = Field(description="Whether the intervals do not touch; null without intervals")


def group_records(found: Personas) -> dict[str, GroupRecord]:
    """Return the groups of a journey as records, by id."""
    records = {}
    for name, group in found.groups.items():
        persona = group.score.graph.workspace.content.personas[name]
        ends = group.interval("score") or (None, None)
        records[name] = GroupRecord(
            title=persona.title or name, part=group.part, own=group.own, completion=group.score.flow.completion,
            score=group.value("score"), score_low=ends[0], score_high=ends[1], time=group.value("time"),
            contacts=group.score.flow.contacts, channel_fit=group.fit.value, channel_fit_known_for=group.fit.coverage,
            channels_rated_by_group=group.fit.ratings.own, channel_fits=_fits(group.fit.touchpoints),
            value_lost_per_year=found.at_risk.get(name), value_at_risk_part=found.risk.get(name),
            touchpoints={key: point.score.value if point.score else None
                         for key, point in group.score.touchpoints.items()},
        )  # fmt: skip
    return records


def _fits(found: Mapping[str, ChannelFit | None]) -> dict[str, FitRecord | None]:
    return {
        name: None if here is None else FitRecord(channel=here.channel, fit=here.value, rating=here.rating,
                                                  best=here.best, best_rating=here.best_rating)
        for name, here in found.items()
    }  # fmt: skip


def spread_records(found: Personas) -> dict[str, SpreadRecord]:
    """Return how far the groups lie apart, by measure."""
    return {
        measure: SpreadRecord(best=spread.best, worst=spread.worst, low=spread.low, high=spread.high,
                              width=spread.width, apart=spread.apart)
        for measure, spread in found.spreads.items()
    }  # fmt: skip
