"""What all records for JSON share: they are frozen, and whatever is unknown is null, never zero or left out."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from journeymap.source import Span
from journeymap.text import Figure, Text

Speak = Callable[[Text], str]
"""Says a sentence in a language."""

Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
"""A day as ``2018-07-02``."""

Share = Annotated[float, Field(ge=-1e-9, le=1 + 1e-9)]
"""A part of a whole, 0 to 1 but for rounding."""


class Frozen(BaseModel):
    """A record, which nobody changes."""

    model_config = ConfigDict(frozen=True)


class PlaceRecord(Frozen):
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int


class FigureRecord(Frozen):
    """A number, unrounded, with what it measures."""

    value: float
    kind: str = Field(description="share (0-1), score (0-100), minutes, money, number, count, weeks or date")
    unit: str | None = Field(description="Currency of money; a word for others")
    text: str = Field(description="As reports show it, rounded")


class RangeRecord(Frozen):
    """Values that 10, 50, 80 and 90 % of the draws do not exceed."""

    p10: float
    p50: float
    p80: float
    p90: float


def day(found: dt.date | None) -> str | None:
    """Return a day as text; `None` stays."""
    return found.isoformat() if found is not None else None


def place(span: Span) -> PlaceRecord:
    """Return a place as a record."""
    return PlaceRecord(file=span.file, line=span.line, column=span.column)


def figure(found: Figure, write: Callable[[Figure], str]) -> FigureRecord:
    """Return a number as a record."""
    return FigureRecord(value=found.value, kind=found.kind, unit=found.unit or None, text=write(found))


def schema(record: type[BaseModel], name: str, version: int, title: str, description: str) -> Mapping[str, object]:
    """Return the JSON Schema (2020-12) of what a program writes.

    Every key is required, since what is unknown is null. Other keys are allowed: a later version may add some.

    Parameters
    ----------
    record
        What is written.
    name, version
        Make the schema's id; the version rises when a key goes or means something else.
    title, description
        For readers.
    """
    found = record.model_json_schema(mode="serialization")
    found.pop("title", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:journeymap:{name}:{version}",
        "title": title,
        **found,
        "description": description,
    }
