"""Readings of a metric, own metrics, and changes of the rules in a workspace."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator, model_validator
from pydantic_core import PydanticCustomError

from journeymap.model.quantities import Amount, AmountValue
from journeymap.model.record import Id, Line, Map, Record
from journeymap.vocabulary import Basis, Severity


class Reading(Record):
    """One reading of a metric: a value, or the raw counts it comes from."""

    short: ClassVar[str | None] = "value"
    value: AmountValue | None = Field(None, description="The value with its unit", examples=["25 min", "32%", "4.1/5"])
    counts: tuple[Annotated[int, Field(ge=0)], ...] | None = Field(
        None, description="Answers per point of the scale, lowest first"
    )
    hits: int | None = Field(None, ge=0, description="Cases in which it happened, with `n`")
    total: AmountValue | None = Field(None, description="Sum over `n` cases")
    n: int | None = Field(None, ge=0, description="How many cases or answers")
    p50: AmountValue | None = Field(None, description="Median")
    p90: AmountValue | None = Field(None, description="Ninth decile")
    method: Line | None = Field(None, description="How it is computed", examples=["top2"])
    version: Annotated[Literal["1.0", "2.0"], WithJsonSchema({"enum": [1, 2, "1", "2", "1.0", "2.0"]})] | None = Field(
        None, description="Version of the effort question"
    )
    question: Line | None = None
    scale: Line | None = Field(None, description="First and last point", examples=["1-7"])
    period: Line | None = Field(None, description="When it was measured", examples=["2018-Q1"])
    source: Line | None = Field(None, description="Where it comes from")
    basis: Basis | None = Field(
        None, description="What it rests on; left out, the touchpoint's `basis`, then the journey's evidence"
    )
    persona: Id | None = Field(None, description="Only for this group of customers")

    @field_validator("version", mode="before")
    @classmethod
    def _version(cls, value: Any) -> Any:
        short = {1: "1.0", 2: "2.0", "1": "1.0", "2": "2.0"}
        return (
            short.get(value, value) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else value
        )

    @model_validator(mode="after")
    def _one_form(self) -> "Reading":
        forms = [name for name in ("value", "counts", "hits", "total") if getattr(self, name) is not None]
        if len(forms) != 1:
            raise PydanticCustomError("one-form", "a reading has exactly one of value, counts, hits and total")
        if forms[0] in {"hits", "total"} and not self.n:
            raise PydanticCustomError("needs-n", "`{form}` needs `n`, the number of cases", {"form": forms[0]})
        if self.hits is not None and self.n is not None and self.hits > self.n:
            raise PydanticCustomError("bad-value", "`hits` cannot exceed `n`")
        if self.counts is not None and (len(self.counts) < 2 or sum(self.counts) == 0):
            raise PydanticCustomError("bad-value", "`counts` needs at least two points and one answer")
        return self


def _readings(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else (value,)


Readings = Annotated[tuple[Reading, ...], BeforeValidator(_readings)]
"""One reading or several, per group or period."""


class Measurement(Reading):
    """A reading kept apart from the map, for figures that come from a system."""

    short: ClassVar[str | None] = None
    journey: Id
    touchpoint: Id
    metric: Id


class Point(Record):
    """A point of the mapping from a value to 0-100."""

    at: AmountValue
    score: float = Field(ge=0, le=100)


def _points(value: Any) -> Any:
    """Let ``{0 min: 100, 10 min: 0}`` stand for a list of points."""
    if isinstance(value, dict):
        return [{"at": at, "score": score} for at, score in value.items()]
    return value


class MetricRecord(Record):
    """A metric of the workspace's own, or what it changes in a shipped one."""

    title: Line | None = None
    definition: Line | None = None
    unit: Literal["min", "share", "rating", "money", "count", "score"] | None = None
    better: Literal["higher", "lower"] | None = None
    kind: Literal["perceived", "operational"] | None = None
    pooled: Literal["counts", "respondents", "sums", "none"] | None = None
    points: Annotated[tuple[Point, ...], BeforeValidator(_points)] | None = Field(
        None, description="Value to score, joined by straight lines", examples=[{"0 min": 100, "10 min": 0}]
    )
    weight: float | None = Field(None, ge=0, le=1000, description="Weight in a touchpoint's score; 1 if left out")
    source: Line | None = None


class RuleRecord(Record):
    """A rule switched, graded or tuned for this workspace."""

    off: bool = False
    severity: Severity | None = None
    limits: Map[AmountValue] | None = Field(
        None, description="Thresholds by name; `journeymap explain RULE` lists them"
    )
    reason: Line | None = Field(None, description="Why this workspace differs")


class Accepted(Record):
    """A finding the organisation lives with; it stays in the report as accepted."""

    finding: Line = Field(description="`rule@touchpoint` or `rule@journey`", examples=["no-self-service@book"])
    reason: Line
    until: Line | None = Field(None, description="Day on which it is looked at again")


__all__ = ["Accepted", "Amount", "Measurement", "MetricRecord", "Point", "Reading", "Readings", "RuleRecord"]
