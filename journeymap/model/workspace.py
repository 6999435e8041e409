"""The workspace: everything the files of a folder say, with places."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, Field

from journeymap import document
from journeymap.model.assessment import Assessment
from journeymap.model.brand import Asset
from journeymap.model.journey import Journey
from journeymap.model.measures import Accepted, Measurement, MetricRecord, RuleRecord
from journeymap.model.plans import Initiative, RecordedPlan, Target
from journeymap.model.quantities import WorthValue
from journeymap.model.record import DayKey, Many, Map, Quarter, Record, freeze
from journeymap.model.surroundings import (
    Benchmark,
    Channel,
    DataType,
    Department,
    Need,
    Persona,
    Project,
    System,
)
from journeymap.model.tailoring import Tailoring
from journeymap.records import dataclass
from journeymap.source import NOWHERE, Span
from journeymap.vocabulary import Service

Path = tuple[str | int, ...]
"""A place in the workspace: ``("journeys", "move", "stages", "plan", "touchpoints", "book")``."""

EPOCH = dt.date(2020, 1, 1)


class Content(Record):
    """What the files of a workspace say, by top-level key. Any file may hold any of them."""

    project: Project = Field(default_factory=Project, validate_default=True, description="What the workspace is about")
    needs: Map[Need] = Field(default_factory=dict, validate_default=True, description="What customers want to get done")
    personas: Map[Persona] = Field(default_factory=dict, validate_default=True, description="Groups of customers")
    channels: Map[Channel] = Field(default_factory=dict, validate_default=True, description="Ways to meet")
    departments: Map[Department] = Field(
        default_factory=dict, validate_default=True, description="Who serves and builds"
    )
    systems: Map[System] = Field(default_factory=dict, validate_default=True, description="Systems and their data")
    data: Map[DataType] = Field(default_factory=dict, validate_default=True, description="Types of customer data")
    metrics: Map[MetricRecord] = Field(
        default_factory=dict, validate_default=True, description="Own or changed metrics"
    )
    benchmarks: Map[Benchmark] = Field(default_factory=dict, validate_default=True, description="Others' figures")
    journeys: Map[Journey] = Field(default_factory=dict, validate_default=True, description="The journeys")
    measurements: Many[Measurement] = Field((), description="Readings kept apart from the map")
    targets: Map[Target] = Field(default_factory=dict, validate_default=True, description="Wanted journeys")
    initiatives: Map[Initiative] = Field(default_factory=dict, validate_default=True, description="Work to get there")
    budget: Annotated[Mapping[Quarter, WorthValue], AfterValidator(freeze)] = Field(
        default_factory=dict, validate_default=True, description="Money for initiatives that each quarter brings",
        examples=[{"2026-Q3": "60000 EUR"}],
    )  # fmt: skip
    plans: Annotated[Mapping[DayKey, RecordedPlan], AfterValidator(freeze)] = Field(
        default_factory=dict, validate_default=True, description="Earlier plans by the day they were made"
    )
    assessments: Map[Assessment] = Field(default_factory=dict, validate_default=True, description="Digital maturity")
    models: Map[Tailoring] = Field(
        default_factory=dict, validate_default=True, description="Maturity models changed here"
    )
    rules: Map[RuleRecord] = Field(default_factory=dict, validate_default=True, description="Rules changed here")
    accepted: Many[Accepted] = Field((), description="Findings the organisation lives with")


def _channel(title: str, kind: str, served_by: Service) -> Channel:
    return Channel.model_validate({"title": title, "kind": kind, "served_by": served_by})


BUILT_IN_CHANNELS: Mapping[str, Channel] = MappingProxyType(
    {
        "phone": _channel("Phone", "voice", Service.HUMAN),
        "call-back": _channel("Call-back", "voice", Service.HUMAN),
        "chat": _channel("Chat", "chat", Service.HUMAN),
        "messaging": _channel("Messaging", "chat", Service.HUMAN),
        "bot": _channel("Chatbot", "chat", Service.BOT),
        "voice-bot": _channel("Voice bot", "voice", Service.BOT),
        "email": _channel("E-mail", "text", Service.HUMAN),
        "social": _channel("Social media", "text", Service.HUMAN),
        "web": _channel("Website", "digital", Service.SELF_SERVICE),
        "app": _channel("App", "digital", Service.SELF_SERVICE),
        "sms": _channel("Text message", "text", Service.MESSAGE),
        "newsletter": _channel("Newsletter", "text", Service.MESSAGE),
        "notification": _channel("Notification", "digital", Service.MESSAGE),
        "shop": _channel("Shop", "place", Service.HUMAN),
        "visit": _channel("Home visit", "place", Service.HUMAN),
        "post": _channel("Post", "post", Service.MESSAGE),
        "none": _channel("No contact", "none", Service.NOBODY),
    }
)
"""Channels that need no declaration; a workspace may replace each."""


class Places:
    """Finds where in the files a value stands.

    A component that the files leave out (the short form of a stage has no
    ``touchpoints``) is passed over, so the place found is the nearest one.
    """

    def __init__(self, root: document.Mapping) -> None:
        self.root = root
        self._indexes: dict[int, dict[str, tuple[document.Scalar, document.Node]]] = {}

    def span(self, path: Path) -> Span:
        """Return the place of the value at a path, or of the nearest thing around it."""
        return self._find(path)[1].span

    def key(self, path: Path) -> Span:
        """Return the place of the key a value stands under; for an item of a list, of the item."""
        key, node, _ = self._walk(path)
        return key.span if key is not None else node.span

    def holds(self, path: Path) -> bool:
        """Tell whether every component of the path is written in the files."""
        return self._walk(path)[2]

    def _find(self, path: Path) -> tuple[document.Scalar | None, document.Node]:
        key, node, _ = self._walk(path)
        return key, node

    def _walk(self, path: Path) -> tuple[document.Scalar | None, document.Node, bool]:
        key: document.Scalar | None = None
        node: document.Node = self.root
        whole = True
        for part in path:
            if isinstance(node, document.Mapping):
                entry = self._index(node).get(str(part))
                if entry is not None:
                    key, node = entry
                    continue
            elif isinstance(node, document.Sequence) and isinstance(part, int) and 0 <= part < len(node.items):
                key, node = None, node.items[part]
                continue
            elif isinstance(node, document.Sequence):
                named = [item for item in node.items if isinstance(item, document.Scalar) and item.value == part]
                if named:
                    key, node = named[0], named[0]
                    continue
            whole = False
        return key, node, whole

    def _index(self, node: document.Mapping) -> dict[str, tuple[document.Scalar, document.Node]]:
        found = self._indexes.get(id(node))
        if found is None:
            found = {str(key.value): (key, value) for key, value in node.items}
            self._indexes[id(node)] = found
        return found


@dataclass(frozen=True)
class Workspace:
    """A valid workspace.

    Attributes
    ----------
    content
        All sections as frozen records.
    places
        Where each value stands.
    digest
        SHA-256 over the paths and texts, in order; the report's source hash.
    name
        Name of the folder, the fallback title.
    origins
        For what changes added or set: the place in the workspace of the change, by the path it has now.
    assets
        Logos and fonts of the brand that were read, by the path they are named with.
    """

    content: Content
    places: Places = field(default_factory=lambda: Places(document.Mapping((), NOWHERE)), compare=False, repr=False)
    digest: str = ""
    name: str = ""
    origins: Mapping[Path, Path] = field(default_factory=dict, compare=False, repr=False)
    assets: Mapping[str, Asset] = field(default_factory=dict, compare=False, repr=False)

    def where(self, *path: str | int) -> Span:
        """Return the place of the value at a path, in the change that brought it if one did."""
        return self.places.span(self._written(path))

    def where_key(self, *path: str | int) -> Span:
        """Return the place of the key a value stands under, in the change that brought it if one did."""
        return self.places.key(self._written(path))

    def _written(self, path: Path) -> Path:
        if not self.origins:
            return path
        for length in range(len(path), 0, -1):
            origin = self.origins.get(path[:length])
            if origin is not None:
                return (*origin, *path[length:])
        return path

    @cached_property
    def channels(self) -> Mapping[str, Channel]:
        """Return the built-in channels with the workspace's own in their place."""
        merged = dict(BUILT_IN_CHANNELS)
        for name, own in self.content.channels.items():
            base = merged.get(name)
            given = {key: getattr(own, key) for key in own.model_fields_set}
            merged[name] = base.model_copy(update=given) if base else own
        return merged

    @property
    def today(self) -> dt.date:
        """Return the day the workspace is read on: declared, else the last day it mentions."""
        return self.content.project.today or self._last_day

    @cached_property
    def _last_day(self) -> dt.date:
        days = [journey.reviewed for journey in self.content.journeys.values()]
        days += [assessment.date for assessment in self.content.assessments.values()]
        return max((day for day in days if day), default=EPOCH)

    @property
    def currency(self) -> str:
        """Return the project's currency: declared, else the one its amounts are in; empty if there is none."""
        return self.content.project.currency or self._used_currency

    @cached_property
    def _used_currency(self) -> str:
        values = [persona.value for persona in self.content.personas.values()]
        values += [journey.value for journey in self.content.journeys.values()]
        values += [initiative.cost for initiative in self.content.initiatives.values()]
        values += self.content.budget.values()
        return next((value.currency for value in values if value is not None and value.currency), "")

    @property
    def title(self) -> str:
        """Return the report's title: declared, else the first journey's, else the folder's name."""
        journeys = list(self.content.journeys.values())
        return self.content.project.title or (journeys[0].title if journeys else None) or self.name

    @cached_property
    def current(self) -> Mapping[str, Journey]:
        """Return the journeys as they are: all that no target names as its full journey."""
        wanted = {target.journey for target in self.content.targets.values()}
        return {name: journey for name, journey in self.content.journeys.items() if name not in wanted}
