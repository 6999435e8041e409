"""What every record of the file format has in common."""

import datetime as dt
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

V = TypeVar("V")

ID_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,63}$"


def _written(value: Any) -> Any:
    """Refuse a bare number, which would be read as seconds since 1970."""
    if isinstance(value, (int, float)):
        raise PydanticCustomError("bad-type", 'a day such as "2026-05-30" belongs here')
    return value


Day = Annotated[dt.date, Field(ge=dt.date(1900, 1, 1), le=dt.date(2200, 12, 31)), BeforeValidator(_written)]
"""A day between 1900 and 2200."""

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
LAST_DAYS = {"1": "03-31", "2": "06-30", "3": "09-30", "4": "12-31"}


def _last_day(value: Any) -> Any:
    """Read ``2026-Q2`` as its last day, 30 June 2026."""
    match = _QUARTER.fullmatch(value) if isinstance(value, str) else None
    return f"{match[1]}-{LAST_DAYS[match[2]]}" if match else value


DayOrQuarter = Annotated[
    Day,
    BeforeValidator(_last_day),
    WithJsonSchema(
        {"type": "string", "pattern": r"^\d{4}-(\d{2}-\d{2}|Q[1-4])$", "examples": ["2026-06-30", "2026-Q2"]}
    ),
]
"""A day, or a quarter of a year that stands for its last day."""

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=20_000, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(max_length=64, min_length=1)]


def _as_tuple(value: Any) -> Any:
    """Let one item stand for a list of one."""
    if value is None:
        return ()
    return value if isinstance(value, (list, tuple)) else (value,)


def _as_mapping(value: Any) -> Any:
    """Let a name, or a list of names, stand for a mapping with empty values."""
    if isinstance(value, str):
        return {value: {}}
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return {item: {} for item in value}
    return value


def freeze(value: Mapping[str, V]) -> Mapping[str, V]:
    """Return a read-only view of a copy."""
    return MappingProxyType(dict(value))


Many = Annotated[tuple[V, ...], BeforeValidator(_as_tuple)]
"""A list; one item may stand alone."""

Map = Annotated[Mapping[Id, V], AfterValidator(freeze)]
"""Records by id, in the order of the file."""


class NamesSchema:
    """Tells the JSON Schema that a name, or a list of names, may stand for the mapping."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the short forms beside the long one."""
        name = {"type": "string", "pattern": ID_PATTERN}
        return {"anyOf": [name, {"type": "array", "items": name}, handler(core)]}


Names = Annotated[Mapping[Id, V], BeforeValidator(_as_mapping), AfterValidator(freeze), NamesSchema()]
"""Records by id; a bare name or a list of names stands for records left empty."""

QUARTER_PATTERN = r"^(19|2[01])\d{2}-Q[1-4]$"
Quarter = Annotated[str, StringConstraints(pattern=QUARTER_PATTERN)]
"""A quarter of a year, ``2026-Q2``."""

DAY_PATTERN = r"^(19|2[01])\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"


def _day_there_is(value: str) -> str:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("bad-value", "there is no such day") from None
    return value


DayKey = Annotated[str, StringConstraints(pattern=DAY_PATTERN), AfterValidator(_day_there_is)]
"""A day as the key of a mapping, ``2026-05-30``."""

CodeMap = Annotated[Mapping[Code, V], AfterValidator(freeze)]
"""Records by practice or criterion code."""


BY_ITSELF = ConfigDict(defer_build=False)
"""Of records that are also read by themselves: built first, they are not built again as a part of what holds them."""


class Record(BaseModel):
    """A frozen record; unknown keys are refused.

    A subclass may name in `short` the field that a bare value stands for. What is also read by itself, as changes
    do, has `model_config = BY_ITSELF`.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, coerce_numbers_to_str=True, defer_build=True
    )

    short: ClassVar[str | None] = None

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        if isinstance(value, (dict, cls)):
            return value
        if value is None:
            return {}
        if cls.short is not None and not isinstance(value, (list, tuple)):
            return {cls.short: value}
        if cls.short is not None and _is_many(cls, cls.short):
            return {cls.short: value}
        keys = ", ".join(list(cls.model_fields)[:4])
        raise PydanticCustomError("bad-type", "a mapping with keys such as {keys} belongs here", {"keys": keys})

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the short form beside the long one."""
        full = handler(core)
        target = handler.resolve_ref_schema(full)
        target["additionalProperties"] = False
        if cls.short is None:
            return full
        properties = target.get("properties", {})
        simple = dict(properties.get(cls.short, {}))
        simple.pop("default", None)
        simple.pop("title", None)
        short = f"short for `{cls.short}`"
        simple["description"] = f"{simple.get('description', '')} ({short})".strip()
        body = dict(target)
        target.clear()
        target.update({"title": body.get("title", cls.__name__), "anyOf": [simple, body]})
        if "description" in body:
            target["description"] = body["description"]
        return full


def _is_many(cls: type[BaseModel], name: str) -> bool:
    return "tuple" in str(cls.model_fields[name].annotation)


def humanise(identifier: str) -> str:
    """Return a title for something that was given none.

    Examples
    --------
    >>> humanise("find-policy")
    'Find policy'
    """
    words = identifier.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
