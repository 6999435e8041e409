"""Journeys: stages, touchpoints and how customers get from one to the next."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from journeymap.model.measures import Readings
from journeymap.model.quantities import DurationValue, RateValue, ShareValue, WorthValue
from journeymap.model.record import BY_ITSELF, Day, Id, Line, Many, Map, Names, NamesSchema, Record
from journeymap.vocabulary import Basis, OutcomeKind, Purpose, Service


class Transition(Record):
    """A way to another touchpoint."""

    short: ClassVar[str | None] = "share"
    share: ShareValue | None = Field(None, description="Part of the visitors who take it; left out, an equal part")
    when: Line | None = Field(None, description="In which case")
    handoff: bool | None = Field(None, description="Passed on to someone else; left out, a change of department")
    repeats: bool | None = Field(None, description="The same matter again")
    by_persona: Map[ShareValue] | None = Field(None, description="Shares of single groups")
    n: int | None = Field(None, ge=1, description="Visits in which the share was counted; gives it an interval")


class Ending(Record):
    """A way out of the journey, to an outcome."""

    short: ClassVar[str | None] = "share"
    share: ShareValue | None = None
    when: Line | None = None
    by_persona: Map[ShareValue] | None = None
    n: int | None = Field(None, ge=1, description="Visits in which the share was counted; gives it an interval")


class Start(Record):
    """A way into the journey."""

    short: ClassVar[str | None] = "share"
    share: ShareValue | None = Field(None, description="Part of all customers who begin here; left out, an equal part")
    by_persona: Map[ShareValue] | None = Field(None, description="Shares of single groups")


class Failure(Record):
    """Something that goes wrong here for some customers."""

    share: ShareValue | None = Field(None, description="Part of the visitors it happens to")
    because: Line | None = Field(None, description="What goes wrong")
    to: Id | None = Field(None, description="Touchpoint where they end up")
    ends: Id | None = Field(None, description="Outcome, if they leave at once")
    handoff: bool | None = Field(None, description="Passed on to someone else; left out, a change of department")
    recovery: Line | None = Field(None, description="What the company does; `none` if nothing")
    n: int | None = Field(None, ge=1, description="Visits in which the share was counted; gives it an interval")

    @model_validator(mode="after")
    def _somewhere(self) -> "Failure":
        if (self.to is None) == (self.ends is None):
            raise PydanticCustomError("one-form", "a failure leads either `to` a touchpoint or `ends` in an outcome")
        return self


class Promise(Record):
    """What the company says it will do."""

    short: ClassVar[str | None] = "says"
    says: Line
    within: DurationValue | None = None
    kept: ShareValue | None = Field(None, description="How often it is kept; `0%` never, left out unknown")


class Event(Record):
    """Something the company knows before the customer feels it."""

    what: Line | None = None
    known_to: Many[Id] = Field((), description="Systems or departments that know")
    notice: Line | None = Field(None, description="What the customer is told beforehand; `none` if nothing")


class Offer(Record):
    """Something offered to the customer."""

    kind: Literal["upsell", "retention", "goodwill"]
    title: Line | None = None
    times: int = Field(1, ge=1, description="How often it is put forward in one visit")


class BackstageStep(Record):
    """Work the customer does not see."""

    short: ClassVar[str | None] = "do"
    do: Line
    department: Id | None = None
    system: Id | None = None
    manual: bool | None = Field(None, description="Done or copied by hand")


Recovery = Literal["acknowledgement", "apology", "remedy", "gesture", "follow_up"]


class Touchpoint(Record):
    """One contact, or one wait, on the customer's way."""

    model_config = BY_ITSELF

    title: Line | None = Field(None, description="Left out, made from the id")
    doing: Line | None = Field(None, description="What the customer does, in a sentence")
    quote: Line | None = Field(None, description="In the customer's words")
    channel: Id | None = Field(None, description="`none` for a wait without contact", examples=["phone", "web"])
    served_by: Service | None = Field(None, description="Who is on the other side, if not as the channel says")
    purpose: Purpose | None = Field(None, description="What it is for, seen from the customer")
    need: Id | None = Field(None, description="The need it serves")
    department: Id | None = None
    systems: Many[Id] = ()
    backstage: Many[BackstageStep] = ()
    moment_of_truth: bool | None = Field(None, description="Customers decide here whether to stay")
    importance: int | None = Field(None, ge=1, le=5, description="1 to 5; a moment of truth is 5, left out 3")
    emotion: Readings | None = Field(None, description="-2 (angry) to 2 (delighted)", examples=[-1])
    duration: Readings | None = Field(None, description="Time the customer spends in it", examples=["25 min"])
    waiting: Readings | None = Field(None, description="Time until something happens next", examples=["2 d"])
    cost: Readings | None = Field(None, description="Cost to the company per visit", examples=["4.50 EUR"])
    measures: Map[Readings] | None = Field(None, description="Readings by metric")
    next: Names[Transition] | None = Field(
        None, description="Where customers go; left out, the next in the file. Who takes none of the ways gives up"
    )
    ends: Names[Ending] | None = Field(None, description="Outcomes reached here", examples=["completed"])
    fails: Many[Failure] = Field((), description="What goes wrong here")
    recovers: Many[Recovery] = Field((), description="What is done here about a failure before it")
    promise: Promise | None = None
    event: Event | None = None
    asks: Many[Id] = Field((), description="Data the customer has to give")
    uses: Many[Id] = Field((), description="Data this touchpoint needs to work")
    offers: Many[Offer] = ()
    refuses: bool | None = Field(None, description="The customer is told no, or given bad news")
    tone: Literal["formal", "neutral", "informal", "curt"] | None = None
    can_remedy: bool | None = Field(None, description="Whoever serves may put things right on the spot")
    waste: Line | None = Field(None, description="Work that helped nobody", examples=["technician at the wrong house"])
    pains: Many[Line] = ()
    gains: Many[Line] = ()
    owner: Line | None = Field(None, description="Role that answers for it")
    reviewed: Day | None = None
    basis: Basis | None = Field(None, description="What this touchpoint rests on")
    source: Line | None = None
    note: Line | None = None

    def readings(self) -> Mapping[str, Readings]:
        """Return all readings by metric, the short forms first."""
        own = {name: getattr(self, name) for name in SHORT_METRICS}
        return {name: value for name, value in own.items() if value} | dict(self.measures or {})

    @cached_property
    def told_apart(self) -> frozenset[str]:
        """Return the groups whose own shares of the ways out are given."""
        ways: list[Transition | Ending] = [*(self.next or {}).values(), *(self.ends or {}).values()]
        return frozenset(name for way in ways for name in way.by_persona or {})

    @cached_property
    def read_apart(self) -> frozenset[str]:
        """Return the groups of which there are readings on the map."""
        found = {reading.persona for readings in self.readings().values() for reading in readings}
        return frozenset(name for name in found if name is not None)


SHORT_METRICS = ("emotion", "duration", "waiting", "cost")
"""Metrics that may be written on the touchpoint itself."""


class Stage(Record):
    """A part of the journey, seen from the customer."""

    title: Line | None = None
    department: Id | None = None
    touchpoints: Map[Touchpoint] = Field(default_factory=dict, validate_default=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the short form: touchpoints by id, directly under the stage."""
        full = handler(core)
        target = handler.resolve_ref_schema(full)
        body = {**target, "additionalProperties": False}
        short = {key: value for key, value in body["properties"]["touchpoints"].items() if key != "default"}
        target.clear()
        target.update({"description": body.get("description", ""), "anyOf": [body, {**short, "minProperties": 1}]})
        return full

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        """Let the touchpoints stand directly under the stage."""
        if isinstance(value, dict) and "touchpoints" not in value and set(value) - {"title", "department"}:
            return {"touchpoints": value}
        return value


class Outcome(Record):
    """A journey's end."""

    model_config = BY_ITSELF
    short: ClassVar[str | None] = "kind"
    title: Line | None = None
    kind: OutcomeKind


class Evidence(Record):
    """What a journey rests on, unless a reading says otherwise."""

    basis: Basis
    source: Line | None = None
    date: Line | None = None
    note: Line | None = None


def _starts(value: Any) -> Any:
    if isinstance(value, list) and value and all(isinstance(name, str) for name in value):
        return {name: 1 / len(value) for name in value}
    return {value: 1} if isinstance(value, str) else value


class Journey(Record):
    """What customers go through to meet a need, in the order of the file."""

    model_config = BY_ITSELF

    title: Line | None = None
    description: Line | None = None
    customers: RateValue | None = Field(None, description="How many start it", examples=["42000/year"])
    value: WorthValue | None = Field(None, description="What one customer is worth; left out, the personas'")
    owner: Line | None = None
    reviewed: Day | None = Field(None, description="When the map was last checked with people who know")
    personas: Many[Id] = Field((), description="Groups who take this journey")
    starts: Annotated[Map[Start], BeforeValidator(_starts), NamesSchema()] | None = Field(
        None, description="Entry points; left out, the first touchpoint"
    )
    outcomes: Map[Outcome] | None = Field(None, description="Ends besides completed, abandoned, churned, not_eligible")
    stages: Map[Stage]
    evidence: Evidence | None = None

    @cached_property
    def touchpoints(self) -> Mapping[str, Touchpoint]:
        """Return all touchpoints by id, in the order of the map."""
        return {key: point for stage in self.stages.values() for key, point in stage.touchpoints.items()}

    @cached_property
    def stage_of(self) -> Mapping[str, str]:
        """Return the stage of each touchpoint."""
        return {key: name for name, stage in self.stages.items() for key in stage.touchpoints}

    @cached_property
    def all_outcomes(self) -> Mapping[str, Outcome]:
        """Return declared outcomes, then the four that always exist."""
        built_in = {kind.value: Outcome(kind=kind) for kind in OutcomeKind}
        return dict(self.outcomes or {}) | {k: v for k, v in built_in.items() if k not in (self.outcomes or {})}
