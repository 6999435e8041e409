"""A maturity assessment: answers, evidence, agreements and targets."""

from typing import ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from journeymap.model.record import CodeMap, Day, Id, Line, Many, Map, Record

Answer = Literal["met", "partly", "not_met", "unknown"]
Strength = Literal["A", "B", "C", "D"]


class Given(Record):
    """One respondent's answer to a criterion."""

    short: ClassVar[str | None] = "value"
    value: Answer
    note: Line | None = None


class Respondent(Record):
    """Who answered: a role, never a name."""

    role: Line
    side: Literal["executive", "front_line"] | None = Field(
        None, description="Whose view it is where executives and front line are compared"
    )
    date: Day | None = None
    answers: CodeMap[Given] = Field(default_factory=dict, validate_default=True)


class Agreed(Record):
    """The answer the group settled on."""

    short: ClassVar[str | None] = "value"
    value: Answer
    reason: Line | None = None
    decided_by: Line | None = None
    date: Day | None = None


class EvidenceItem(Record):
    """Something that shows a criterion is met."""

    criteria: Many[str]
    kind: Line | None = Field(None, description="What it is", examples=["service report"])
    ref: Line | None = Field(None, description="Where it is kept")
    strength: Strength = Field(description="A measured, B observed, C documented, D said")
    recorded: Day | None = None
    valid_until: Day | None = Field(
        None, description="After this day it no longer counts; left out, the model's `evidence_days` say it"
    )
    note: Line | None = None


class PracticeState(Record):
    """Why a practice has no answers of its own, or for which journeys its answers hold."""

    state: Literal["assessed", "not_assessed", "not_applicable", "inherited"]
    reason: Line | None = None
    inherited_from: Line | None = Field(
        None,
        alias="from",
        description="Where the practice was assessed: another assessment of the workspace, or one outside in words; "
        "its level stands there",
    )
    journeys: Many[Id] = Field((), description="Journeys of the scope for which the answers hold, if not for all")

    @model_validator(mode="after")
    def _reason(self) -> "PracticeState":
        if self.state == "not_applicable" and self.reason is None:
            raise PydanticCustomError("needs-reason", "`not_applicable` needs a `reason`")
        if self.state == "inherited" and self.inherited_from is None:
            raise PydanticCustomError("needs-reason", "`inherited` needs a `from`: where the practice was assessed")
        return self


class PracticeTarget(Record):
    """The level wanted for a practice."""

    short: ClassVar[str | None] = "level"
    level: int = Field(ge=1, le=9)
    by: Day | None = None
    why: Line | None = None


class Scope(Record):
    """What the assessment speaks of."""

    journeys: Many[Id] = ()
    unit: Line | None = None


class Assessment(Record):
    """Answers to the criteria of a maturity model on one day."""

    title: Line | None = None
    model: Id = Field("dcx5", description="Id of the maturity model")
    model_version: Line | None = None
    date: Day
    valid_until: Day | None = None
    kind: Literal["A", "B", "C"] | None = Field(
        None, alias="class", description="A evidence-based, B interviews and probes, C self-assessment"
    )
    scope: Scope | None = None
    respondents: Map[Respondent] = Field(default_factory=dict, validate_default=True)
    agreed: CodeMap[Agreed] = Field(default_factory=dict, validate_default=True)
    evidence: Map[EvidenceItem] = Field(default_factory=dict, validate_default=True)
    practices: CodeMap[PracticeState] = Field(default_factory=dict, validate_default=True)
    targets: CodeMap[PracticeTarget] = Field(default_factory=dict, validate_default=True)
