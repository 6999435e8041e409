"""Changes, and what carries them: targets and initiatives."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from journeymap.model.journey import Ending, Touchpoint, Transition
from journeymap.model.quantities import AmountValue, CostValue, DurationValue, EffortValue, ShareValue
from journeymap.model.record import BY_ITSELF, Code, Day, Id, Line, Many, Map, Names, Record, freeze

PathMap = Annotated[Mapping[Line, Any], AfterValidator(freeze)]


class Add(Touchpoint):
    """A new touchpoint with all it says, or a new stage."""

    touchpoint: Id | None = Field(None, description="Id of the new touchpoint")
    stage: Id | None = Field(None, description="Stage it stands in; without `touchpoint`, the id of a new stage")
    before: Id | None = None
    after: Id | None = None

    @model_validator(mode="after")
    def _something(self) -> "Add":
        if self.stage is None:
            raise PydanticCustomError("one-form", "`add` needs a `stage`, and a `touchpoint` unless the stage is new")
        if self.before is not None and self.after is not None:
            raise PydanticCustomError("one-form", "`add` has `before` or `after`, not both")
        return self


class Remove(Record):
    """A touchpoint, or an empty stage, that goes; who came to it goes on where it led."""

    short: ClassVar[str | None] = "touchpoint"
    touchpoint: Id | None = None
    stage: Id | None = None

    @model_validator(mode="after")
    def _one(self) -> "Remove":
        if (self.touchpoint is None) == (self.stage is None):
            raise PydanticCustomError("one-form", "`remove` names a touchpoint or a stage")
        return self


class Reroute(Record):
    """New ways out of a touchpoint, or new entries with `from: start`."""

    source: Id = Field(alias="from", description="A touchpoint, or `start`")
    to: Names[Transition] | None = None
    ends: Names[Ending] | None = None


class Change(Record):
    """One edit of a journey: exactly one of add, remove, set, reroute."""

    model_config = BY_ITSELF

    add: Add | None = None
    remove: Remove | None = None
    set: PathMap | None = Field(
        None, description="Dotted path to new value; null makes it unknown", examples=[{"book.duration": "5 min"}]
    )
    reroute: Reroute | None = None

    @model_validator(mode="after")
    def _one(self) -> "Change":
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError("one-form", "a change is exactly one of add, remove, set and reroute")
        return self


class Target(Record):
    """A wanted journey: changes to a current one, or a full second journey."""

    title: Line | None = None
    of: Id = Field(description="Journey it starts from")
    statement: Line | None = Field(None, description="What customers can rely on, in a sentence")
    journey: Id | None = Field(None, description="The full second journey, in place of changes")
    changes: Many[Change] = ()
    measures: Map[AmountValue] | None = Field(
        None, description="What is to be reached", examples=[{"completion": "97%", "contacts": 1.2, "score": 80}]
    )
    by: Day | None = None
    owner: Line | None = None

    @model_validator(mode="after")
    def _one(self) -> "Target":
        if self.journey is not None and self.changes:
            raise PydanticCustomError("one-form", "a target has `changes` or a full `journey`, not both")
        return self


class ThreePoint(Record):
    """A duration as a range: least, likely, most."""

    short: ClassVar[str | None] = "likely"
    least: DurationValue | None = None
    likely: DurationValue
    most: DurationValue | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "ThreePoint":
        low, high = self.least or self.likely, self.most or self.likely
        if not low.minutes <= self.likely.minutes <= high.minutes:
            raise PydanticCustomError("bad-value", "least, likely and most must not fall")
        return self


class Progress(Record):
    """How an initiative stands."""

    started: Day | None = None
    done: Day | None = None
    expected: Day | None = Field(None, description="New end, if it slipped")


class RecordedStep(Record):
    """Where a recorded plan had an initiative."""

    starts: Day
    ends: Day
    weeks: int | None = Field(None, ge=1, description="How long it was estimated to take in all")


class RecordedPlan(Record):
    """A plan as it was on the day it was made; `journeymap plan --record` writes it."""

    makespan: int | None = Field(None, ge=0, description="Weeks until all that was chosen is finished")
    shortfall: int | None = Field(None, ge=0, description="Gaps to the targets that it left open")
    engine: Line | None = Field(None, description="What made it")
    initiatives: Map[RecordedStep] = Field(
        default_factory=dict, validate_default=True, description="First and last day of each"
    )


class Initiative(Record):
    """A piece of work that changes journeys or practices."""

    title: Line | None = None
    description: Line | None = None
    owner: Line | None = None
    journey: Id | None = Field(None, description="Journey its changes speak of, if there are several")
    duration: ThreePoint | None = Field(None, description="How long it takes", examples=["4 months"])
    effort: Map[EffortValue] | None = Field(None, description="Person-days by department")
    cost: CostValue | None = None
    after: Many[Id] = Field((), description="Initiatives that must be finished before")
    lifts: Annotated[Mapping[Code, Annotated[int, Field(ge=1, le=9)]], AfterValidator(freeze)] | None = Field(
        None, description="Practices and the level it lifts them to", examples=[{"TEC-3": 3}]
    )
    changes: Many[Change] = ()
    risk: Literal["low", "medium", "high"] | None = None
    confidence: ShareValue | None = Field(None, description="How likely the effect is as written")
    earliest: Day | None = None
    deadline: Day | None = None
    starts: Day | None = Field(None, description="Frozen: begins on this day")
    required: bool | None = Field(None, description="In the roadmap whatever it brings")
    refused: Line | None = Field(None, description="Not planned, and why")
    review: Day | None = Field(None, description="When a refusal is looked at again")
    progress: Progress | None = None

    @property
    def settled(self) -> bool:
        """Tell whether there is nothing left to plan: it is finished, or refused."""
        return self.refused is not None or (self.progress is not None and self.progress.done is not None)

    @property
    def began(self) -> dt.date | None:
        """Return the day it began, or is agreed to begin."""
        return (self.progress.started if self.progress else None) or self.starts

    def lapsed(self, today: dt.date) -> bool:
        """Tell whether the day agreed for its start is past and its progress does not say that it has begun."""
        return self.starts is not None and self.starts < today and self.progress in (None, Progress())

    def begins(self, today: dt.date) -> dt.date | None:
        """Return the day it began, or is still agreed to begin; `None` if that day has passed without a start."""
        return None if self.lapsed(today) else self.began
