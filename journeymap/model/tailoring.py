"""What a workspace changes in a maturity model: practices and criteria added, changed or switched off."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from journeymap.model.record import Code, CodeMap, Line, Many, Record, freeze


class _Reasoned(Record):
    """A change that says why it was made."""

    off: bool | None = Field(None, description="Not asked here; its answers are kept and do not count")
    reason: Line | None = Field(None, description="Why it differs from the model")

    @model_validator(mode="after")
    def _why(self) -> Self:
        if self.reason is None and self.model_fields_set - {"reason", "criteria"}:
            raise PydanticCustomError("needs-reason", "a change to the model needs a `reason`")
        return self


class CriterionChange(_Reasoned):
    """A criterion as this workspace asks it; an id the model does not have adds one, with level and text."""

    level: int | None = Field(None, ge=2, le=9)
    text: Line | None = None
    aspect: Literal["technology", "process", "data", "people"] | None = None
    evidence: Many[Line] | None = None
    probes: Many[Line] | None = None
    auto: Literal["full", "partial", "none"] | None = None


class PracticeChange(_Reasoned):
    """A practice as this workspace asks it; an id the model does not have adds one, to a `phase`."""

    phase: Code | None = Field(None, description="Phase a new practice belongs to")
    title: Line | None = None
    core: bool | None = None
    weight: float | None = Field(None, gt=0, le=100, description="What it counts in the way to the targets; 1 if left")
    intent: Line | None = None
    ask: Line | None = None
    roles: Many[Line] | None = None
    levels: Annotated[Mapping[int, Line], AfterValidator(freeze)] | None = None
    depends_on: Annotated[Mapping[Code, int], AfterValidator(freeze)] | None = None
    demands: Many[Line] | None = None
    red_flags: Many[Line] | None = None
    quick_action: Line | None = None
    criteria: CodeMap[CriterionChange] = Field(default_factory=dict, validate_default=True)


class Tailoring(Record):
    """What this workspace changes in a maturity model."""

    params: Annotated[Mapping[Code, float], AfterValidator(freeze)] = Field(
        default_factory=dict,
        validate_default=True,
        description="Thresholds with other values",
        examples=[{"min_respondents": 5}],
    )
    practices: CodeMap[PracticeChange] = Field(default_factory=dict, validate_default=True)
