"""Readings of a metric, own metrics, and changes of the rules in a workspace."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, WithJsonSchema, field_validator, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from journeymap.model.formulas import read_sum
from journeymap.model.quantities import MOST, Amount, AmountValue, DurationValue
from journeymap.model.record import BY_ITSELF, Day, DayOrQuarter, Id, Line, Map, Record
from journeymap.records import dataclass
from journeymap.vocabulary import Basis, Severity


@dataclass(frozen=True)
class ByAmount:
    """Tells the JSON Schema that a mapping by amount, such as ``{5 min: 12}``, may stand for the list.

    Attributes
    ----------
    least, greatest
        Of what stands behind an amount.
    whole
        Whether it is a whole number.
    """

    least: float
    greatest: float
    whole: bool = False

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the short form beside the long one."""
        kind = "integer" if self.whole else "number"
        entry = {"type": kind, "minimum": self.least, "maximum": self.greatest}
        return {"anyOf": [handler(core), {"type": "object", "additionalProperties": entry}]}


MOST_TIMES = 1_000_000
"""How many times one reading may hold; a survival curve is computed from each of them."""


class Timed(Record):
    """How many contacts took, or have waited, this long."""

    short: ClassVar[str | None] = "at"
    at: DurationValue
    n: int = Field(1, ge=0, le=MOST_TIMES, description="How many contacts; one if left out")


def _timed(value: Any) -> Any:
    """Let ``{5 min: 12, 1 h: 3}`` stand for a list of times, and one time for a list of one."""
    if isinstance(value, dict) and not set(value) & {"at", "n"}:
        return [{"at": at, "n": n} for at, n in value.items()]
    return value if isinstance(value, (list, tuple)) else (value,)


Times = Annotated[tuple[Timed, ...], BeforeValidator(_timed), ByAmount(0, MOST_TIMES, whole=True)]
"""Lengths of time, one by one or counted."""

FORMS = ("value", "counts", "hits", "total", "made_from", "times")
"""Ways to write a reading; `times` with or without `open`."""


class Reading(Record):
    """One reading of a metric: a value, or the raw counts it comes from."""

    model_config = BY_ITSELF
    short: ClassVar[str | None] = "value"
    value: AmountValue | None = Field(None, description="The value with its unit", examples=["25 min", "32%", "4.1/5"])
    counts: tuple[Annotated[int, Field(ge=0)], ...] | None = Field(
        None, description="Answers per point of the scale, lowest first"
    )
    hits: int | None = Field(None, ge=0, description="Cases in which it happened, with `n`")
    total: AmountValue | None = Field(None, description="Sum over `n` cases")
    made_from: Map[AmountValue] | None = Field(
        None,
        alias="from",
        description="Raw figures by name; the metric says which",
        examples=["{abandoned: 120, offered: 1500, short: 30}"],
    )
    times: Times | None = Field(
        None, description="Single times, or how many contacts took each", examples=["{4 min: 30, 2 h: 5}"]
    )
    open: Times | None = Field(
        None, description="How long contacts that have no answer yet were watched", examples=["{2 d: 40}"]
    )
    n: int | None = Field(None, ge=0, description="How many cases or answers")
    sd: AmountValue | None = Field(None, description="Standard deviation of single cases, beside `value` or `total`")
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

    @property
    def form(self) -> str:
        """Return the way it is written: one of `FORMS`."""
        return next(name for name in FORMS if name in self._forms())

    def _forms(self) -> tuple[str, ...]:
        given = [name for name in FORMS if getattr(self, name) is not None]
        if self.open is not None and self.times is None:
            given.append("times")
        return tuple(given)

    @model_validator(mode="after")
    def _one_form(self) -> "Reading":
        forms = self._forms()
        if len(forms) != 1:
            raise PydanticCustomError("one-form", _ONE_FORM)
        if forms[0] in {"hits", "total"} and not self.n:
            raise PydanticCustomError("needs-n", "`{form}` needs `n`, the number of cases", {"form": forms[0]})
        if forms[0] in {"made_from", "times"} and self.n is not None:
            raise PydanticCustomError("one-form", "`n` does not belong here: it comes from the raw figures")
        if self.hits is not None and self.n is not None and self.hits > self.n:
            raise PydanticCustomError("bad-value", "`hits` cannot exceed `n`")
        if self.counts is not None and (len(self.counts) < 2 or sum(self.counts) == 0):
            raise PydanticCustomError("bad-value", "`counts` needs at least two points and one answer")
        if self.made_from is not None and not self.made_from:
            raise PydanticCustomError("bad-value", "`from` needs at least one figure")
        if self.p50 is not None and self.p90 is not None and self.p50.number > self.p90.number:
            raise PydanticCustomError("bad-value", "`p50`, the median, cannot exceed `p90`")
        self._check_times()
        self._check_sd()
        return self

    def _check_times(self) -> None:
        if "times" not in self._forms():
            return
        many = sum(entry.n for entry in (*(self.times or ()), *(self.open or ())))
        if not 0 < many <= MOST_TIMES:
            raise PydanticCustomError("bad-value", "`times` and `open` hold between one and 1,000,000 contacts")

    def _check_sd(self) -> None:
        if self.sd is None:
            return
        if not ((self.value is not None and self.n) or self.total is not None):
            raise PydanticCustomError("needs-n", "`sd` stands beside `value` or `total`, with `n`")
        if self.sd.number < 0:
            raise PydanticCustomError("bad-value", "`sd` is zero or more")


_ONE_FORM = "a reading has exactly one of value, counts, hits, total, from and times"


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


Finite = Annotated[float, Field(allow_inf_nan=False, ge=-MOST, le=MOST)]
"""A number within the bounds of all amounts."""


class Counting(Record):
    """How an own metric is computed from raw figures, each a name or a sum such as ``solved + refunded``."""

    hits: Line | None = Field(
        None, description="Cases in which it happened: the metric is a share", examples=["smiled"]
    )
    total: Line | None = Field(None, description="What is added up over the cases: the metric is a mean")
    of: Line = Field(description="The cases", examples=["visits"])

    @model_validator(mode="after")
    def _one_top(self) -> "Counting":
        if (self.hits is None) == (self.total is None):
            raise PydanticCustomError("one-form", "the raw figures are either `hits` or a `total`, `of` the cases")
        return self

    @field_validator("hits", "total", "of")
    @classmethod
    def _sum(cls, value: str | None) -> str | None:
        try:
            read_sum(value or "x")
        except ValueError:
            raise PydanticCustomError("bad-value", "names of raw figures, for example solved + refunded") from None
        return value


class MetricRecord(Record):
    """A metric of the workspace's own, or what it changes in a shipped one."""

    title: Line | None = None
    definition: Line | None = None
    unit: Literal["min", "share", "rating", "money", "count", "score"] | None = None
    better: Literal["higher", "lower"] | None = None
    kind: Literal["perceived", "operational"] | None = None
    pooled: Literal["counts", "respondents", "sums", "survival", "none"] | None = Field(
        None, description="How parts make a whole; left out, as the unit goes"
    )
    range: tuple[Finite, Finite] | None = Field(
        None, description="Least and greatest value; of a rating the first and last point", examples=["[1, 5]"]
    )
    made_from: Counting | None = Field(None, alias="from", description="Raw figures it is computed from")
    points: Annotated[tuple[Point, ...], BeforeValidator(_points), ByAmount(0, 100)] | None = Field(
        None, description="Value to score, joined by straight lines", examples=[{"0 min": 100, "10 min": 0}]
    )
    weight: float | None = Field(None, ge=0, le=1000, description="Weight in a touchpoint's score; 1 if left out")
    source: Line | None = Field(None, description="Where the points come from, with the year")

    @model_validator(mode="after")
    def _range(self) -> "MetricRecord":
        if self.range is not None and not self.range[0] < self.range[1]:
            raise PydanticCustomError("bad-value", "the first number of `range` is the least, the second the greatest")
        return self


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

    finding: Line = Field(
        description="`rule@touchpoint`, `rule@journey.touchpoint` or `rule@journey`: the id that `check --format json` "
        "shows; without the journey, of all that have such a touchpoint, but the name of a journey means that "
        "journey alone",
        examples=["no-self-service@book"],
    )
    reason: Line
    date: Day | None = Field(None, description="Day on which it was accepted")
    by: Line | None = Field(None, description="Role that accepted it", examples=["head of service"])
    until: DayOrQuarter | None = Field(
        None, description="Last day, or quarter, of the acceptance; afterwards the finding counts again"
    )


__all__ = [
    "Accepted",
    "Amount",
    "Counting",
    "Measurement",
    "MetricRecord",
    "Point",
    "Reading",
    "Readings",
    "RuleRecord",
    "Timed",
]
