"""The world around the journeys: project, people, channels, systems, benchmarks."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from journeymap.model.brand import Brand
from journeymap.model.quantities import AmountValue, DurationValue, PeopleValue, ShareValue, StandardValue, WorthValue
from journeymap.model.record import BY_ITSELF, Day, Id, Line, Many, Map, Record
from journeymap.vocabulary import Basis, Service

Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Rating = Annotated[int, Field(ge=1, le=5)]


class Project(Record):
    """What the workspace is about."""

    title: Line | None = Field(None, description="Title of the report", examples=["Moving house"])
    organisation: Line | None = Field(None, description="Whose customers these are")
    sector: Line | None = Field(None, description="Sector, to tell benchmarks in and out of it apart")
    language: Language = Field("en", description="Language of the report", examples=["en", "it"])
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = Field(None, description="ISO 4217 code")
    today: Day | None = Field(None, description="The day the workspace is read on: same input, same bytes")
    author: Line | None = Field(None, description="Who answers for the report")
    version: Line | None = Field(None, description="Version of the report")
    brand: Brand | None = None


class Need(Record):
    """What customers want to get done."""

    short: ClassVar[str | None] = "title"
    title: Line | None = Field(None, description="In the customer's words")
    simple: bool | None = Field(None, description="A clear request that needs no judgement")
    frequent: bool | None = Field(None, description="Asked for often; left out, volumes decide")


class Persona(Record):
    """A group of customers who want and do alike."""

    title: Line | None = None
    description: Line | None = None
    share: ShareValue | None = Field(None, description="Part of all customers")
    generation: Literal["boomers", "X", "millennials", "Z"] | None = Field(
        None, description="Only a prior, replaced by `prefers`"
    )
    value: WorthValue | None = Field(None, description="What one customer is worth", examples=["2400 USD/year"])
    prefers: Map[Rating] | None = Field(None, description="Channels from 1 (avoids) to 5 (prefers)")
    needs: Many[Id] = Field((), description="Needs this group has")
    loyalty: DurationValue | None = Field(None, description="How long they have been customers")
    source: Line | None = Field(None, description="What the picture rests on")
    n: int | None = Field(None, ge=0, description="How many customers were asked")


class Standard(Record):
    """The promise a channel publishes."""

    answer: StandardValue | None = Field(None, description="Share and time", examples=["80% in 20 s"])
    attained: ShareValue | None = Field(None, description="Share of contacts answered within it")
    n: int | None = Field(None, ge=0, description="Contacts behind `attained`")


class Channel(Record):
    """A way customers and company meet."""

    title: Line | None = None
    kind: Literal["voice", "chat", "text", "digital", "place", "post", "none"] | None = None
    served_by: Service | None = Field(None, description="Who is on the other side")
    standard: Standard | None = Field(None, description="Published promise")
    hours: Line | None = Field(None, description="When it is open", examples=["Mon-Sat 8-20"])
    call_back: bool | None = Field(None, description="Customers may ask to be called back instead of waiting")
    launched: Day | None = Field(None, description="Day on which it was opened to customers")
    rollout: Literal["pilot", "gradual", "full"] | None = Field(
        None, description="How it was opened: to a few, step by step, or to all at once"
    )


class Dip(Record):
    """A time in which a department has less capacity."""

    start: Day = Field(alias="from")
    end: Day = Field(alias="to")
    capacity: PeopleValue


class Department(Record):
    """Part of the organisation that serves or builds."""

    title: Line | None = None
    capacity: PeopleValue | None = Field(None, description="People free for initiatives", examples=["4 people"])
    dips: Many[Dip] = ()
    serves: bool | None = Field(None, description="Whether it meets customers")


class System(Record):
    """A system and the data it holds."""

    model_config = BY_ITSELF

    title: Line | None = None
    office: Literal["front", "back"] | None = Field(None, description="Whether staff who meet customers see it")
    holds: Many[Id] = Field((), description="Data types kept here")
    connected_to: Map[Literal["api", "event", "batch", "manual", "none"]] | None = Field(
        None, description="How data reaches another system"
    )
    owner: Line | None = None


class DataType(Record):
    """Something known, or asked, about a customer."""

    short: ClassVar[str | None] = "title"
    title: Line | None = None
    source: Id | None = Field(None, description="System that is its source")
    owner: Line | None = None
    refresh: DurationValue | None = Field(None, description="How old it may be")
    quality: ShareValue | None = Field(None, description="Share of records that are right")
    purpose: Line | None = Field(None, description="Why it may be used")
    legal_basis: Line | None = Field(None, description="Consent, contract, …")


class Benchmark(Record):
    """Somebody else's figure."""

    metric: Id
    value: AmountValue
    title: Line | None = None
    sector: Line = Field(description="Sector of the one compared with")
    ours: bool = Field(description="Whether that is our own sector")
    source: Line = Field(description="Where it is from; no report begins with one that begins with `assumption`")
    date: Line = Field(description="Year or day of the figure")
    n: int | None = Field(None, ge=0)
    method: Line | None = None
    scale: Line | None = None
    standard: StandardValue | None = Field(
        None, description="Answer time it counts by, for a share of contacts answered in time"
    )
    touchpoint: Line | None = Field(None, description="`journey.touchpoint` it is compared with")

    @property
    def assumed(self) -> bool:
        """Tell whether its source calls it an assumption, by its first word."""
        return self.source.casefold().startswith(Basis.ASSUMPTION)
