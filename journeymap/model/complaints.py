"""From pydantic's errors to problems in the user's words."""

import difflib
import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from journeymap.model.record import DAY_PATTERN, QUARTER_PATTERN
from journeymap.model.synonyms import meant
from journeymap.model.workspace import Content, Places
from journeymap.source import Problem, Span
from journeymap.text import Text, say

_KINDS = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "tuple_type": "a list",
    "list_type": "a list",
    "date_type": 'a day such as "2026-05-30"',
    "date_parsing": 'a day such as "2026-05-30"',
    "date_from_datetime_parsing": 'a day such as "2026-05-30"',
    "date_from_datetime_inexact": 'a day such as "2026-05-30"',
}
_BOUNDS = {
    "greater_than_equal": ("at least {limit}", "ge"),
    "less_than_equal": ("at most {limit}", "le"),
    "greater_than": ("more than {limit}", "gt"),
    "less_than": ("less than {limit}", "lt"),
}


NEAR = 0.67
"""Likeness from which one word is taken for a slip of another: `phnoe` of `phone`, but not `home`."""

SHORT = 0.6
"""The same for words of `SLIP` letters or fewer."""

SLIP = 3
"""Letters by which a slip may be shorter or longer than the word that was meant."""

FEW = 20
"""Known words up to which all of them are listed where none is near."""

_SIGNS = re.compile(r"[\s_-]+")
_BARE = re.compile(r"-?\d+")


def nearest(word: str, known: Iterable[str], cutoff: float = NEAR) -> str | None:
    """Return the known word nearest to one that is not, if any is near.

    A word that differs in capitals, hyphens or underscores alone is that word. Otherwise looks at no more than 500
    names, so that a large workspace stays quick.
    """
    names = sorted(set(known))
    same = next((name for name in names if _bare(name) == _bare(word)), None)
    if same is not None:
        return same
    close = [name for name in names if name[:1] == word[:1]] if len(names) > 500 else names
    if cutoff == NEAR:  # a short word inside a long one is another word: 'letter' is no slip of 'newsletter'
        begun = [name for name in close if name.startswith(word) and len(word) >= SLIP]
        if begun:
            return min(begun, key=len)
        close = [name for name in close if abs(len(name) - len(word)) <= SLIP]
        cutoff = SHORT if len(word) <= SLIP else NEAR  # one letter of three is a third of the word
    found = difflib.get_close_matches(word, close[:500], n=1, cutoff=cutoff)
    return found[0] if found else None


def _bare(word: str) -> str:
    return _SIGNS.sub("", word.casefold())


def suggestion(word: str, known: Iterable[str]) -> Text | None:
    """Return help that names the nearest valid word, or lists the words if they are few."""
    names = sorted(set(known))
    near = nearest(word, names)
    if near is not None:
        return say("the nearest is '{near}'", near=near)
    if 0 < len(names) <= FEW:
        return say("known are {names}", names=", ".join(names))
    return None


def complain(error: ErrorDetails, places: Places) -> Problem:
    """Turn one validation error into a problem at the word that is wrong."""
    kind, loc = error["type"], tuple(error["loc"])
    if kind == "extra_forbidden":
        return _unknown_key(loc, places)
    if kind == "missing":
        name = str(loc[-1])
        return Problem("missing-key", places.key(loc[:-1]), say("`{key}` is missing here", key=name))
    if loc and loc[-1] == "[key]":
        return _bad_key(error, places.key(loc[:-1]))
    if kind == "string_pattern_mismatch":
        return _pattern(error, places.span(loc))
    if kind in {"literal_error", "enum"}:
        return _choice(error, places.span(loc))
    return _other(error, places.span(loc))


def _unknown_key(loc: tuple[Any, ...], places: Places) -> Problem:
    name = str(loc[-1])
    known = fields_at(loc[:-1])
    code = "unknown-section" if len(loc) == 1 else "unknown-key"
    help_ = _called(name, known) or _elsewhere(name, loc[:-1]) or suggestion(name, known)
    return Problem(code, places.key(loc), say("'{key}' is not a key that belongs here", key=name), help_)


def _called(name: str, known: AbstractSet[str]) -> Text | None:
    """Return help that names the key of this place that another word stands for."""
    key = meant(name, known)
    if key == "earliest" and meant(name, known - {key}) == "starts":
        return say("here it is called 'earliest' (not before that day) or 'starts' (agreed and fixed)")
    return say("here it is called '{key}'", key=key) if key is not None else None


def _elsewhere(name: str, loc: tuple[Any, ...]) -> Text | None:
    """Return help that names the record in or around this one to which a key belongs."""
    for end in range(len(loc), -1, -1):
        for inner in _records(loc[:end]):
            known = fields_at(inner)
            key = name if name in known else meant(name, known)
            if key is not None and not inner:
                return say("'{key}' belongs at the beginning of a line, within no other key", key=key)
            if key is not None:
                place = inner[end:] if end == len(loc) else inner
                return say("'{key}' belongs under `{place}`", key=key, place=": ".join(map(str, place)))
    return None


def _records(loc: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Yield the place of a record and those of the records that are its values, not of those in lists or mappings."""
    model = _model(_kind_at(loc))
    yield loc
    for name, info in model.model_fields.items() if model is not None else ():
        if any(isinstance(member, type) and issubclass(member, BaseModel) for member in _members(info.annotation)):
            yield from _records((*loc, info.alias or name))


def _bad_key(error: ErrorDetails, span: Span) -> Problem:
    name = str(error["loc"][-2])
    pattern = str(error.get("ctx", {}).get("pattern", ""))
    if pattern == QUARTER_PATTERN:
        message = say("'{name}' is not a quarter", name=name)
        return Problem("bad-value", span, message, say("a quarter is written as 2026-Q2"))
    if pattern == DAY_PATTERN or error["type"] == "bad-value":
        message = say("'{name}' is not a day", name=name)
        return Problem("bad-value", span, message, say("a day is written as 2026-05-30"))
    return _bad_id(name, span)


def _bad_id(name: str, span: Span) -> Problem:
    message = say("'{name}' cannot be an id", name=name)
    return Problem(
        "bad-id", span, message, say("ids are small letters, digits, - and _, at most 64, such as 'call-back'")
    )


def _pattern(error: ErrorDetails, span: Span) -> Problem:
    value, pattern = str(error.get("input", "")), str(error.get("ctx", {}).get("pattern", ""))
    if pattern.startswith("^[a-z0-9]"):
        return _bad_id(value, span)
    hints = {
        "^#": say('a colour is written as "#0b5fff"'),
        "^[A-Z]{3}": say("a currency has three letters, such as EUR"),
    }
    help_ = next((text for start, text in hints.items() if pattern.startswith(start)), None)
    return Problem("bad-value", span, say("'{value}' is not written as expected", value=value[:60]), help_)


def _choice(error: ErrorDetails, span: Span) -> Problem:
    expected = str(error.get("ctx", {}).get("expected", ""))
    known = [part.strip().strip("'") for part in expected.replace(" or ", ", ").split(",")]
    value = error.get("input")
    if isinstance(value, str):
        message = say("'{value}' is not one of {known}", value=value[:60], known=", ".join(known))
        near = nearest(value, known)
        return Problem("bad-choice", span, message, say("the nearest is '{near}'", near=near) if near else None)
    return Problem("bad-choice", span, say("one of {known} belongs here", known=", ".join(known)))


def _other(error: ErrorDetails, span: Span) -> Problem:
    kind, context = error["type"], error.get("ctx", {})
    if kind in _KINDS:
        return Problem("bad-type", span, say("{what} belongs here", what=_with_range(kind, error["loc"])))
    if kind in _BOUNDS:
        template, key = _BOUNDS[kind]
        limit = _spelled(context.get(key))
        return Problem("out-of-range", span, say("the number must be {bound}", bound=say(template, limit=limit)))
    if kind == "bad-value" and {"what", "example"} <= context.keys():
        own = _own_example(error["loc"])
        what = say("a value") if own is not None and _BARE.fullmatch(own) else say(str(context["what"]))
        example = own or str(context["example"])
        return Problem(kind, span, say("{what}, for example {example}", what=what, example=example))
    if kind.startswith("string_too"):
        return Problem("bad-value", span, say("a text of 1 to 20,000 characters belongs here"))
    if kind in {"bad-value", "bad-type", "one-form", "needs-n", "needs-reason", "two-readings"}:
        return Problem(kind, span, say(error["msg"].replace("{", "{{").replace("}", "}}")))
    return Problem("bad-value", span, say(error["msg"].replace("{", "{{").replace("}", "}}")))


def _with_range(kind: str, loc: tuple[Any, ...]) -> Text:
    """Return what belongs at a place, with the least and the greatest number if they are given."""
    bounds = _bounds_at(loc) if kind.startswith(("int", "float")) else {}
    if "ge" not in bounds:
        return say(_KINDS[kind])
    low = _spelled(bounds["ge"])
    if "le" not in bounds:
        return say("{what} of {low} or more", what=say(_KINDS[kind]), low=low)
    return say("{what} from {low} to {high}", what=say(_KINDS[kind]), low=low, high=_spelled(bounds["le"]))


def _spelled(bound: object) -> str:
    return f"{bound:g}" if isinstance(bound, (int, float)) else str(bound)


def _bounds_at(loc: tuple[Any, ...]) -> Mapping[str, object]:
    """Return ``ge`` and ``le`` of the number at a place, of a field or of the values of a mapping."""
    info, kind = field_at(loc), _kind_at(loc)
    notes = list(info.metadata) if info is not None else []
    for inside in typing.get_args(kind)[1:] if typing.get_origin(kind) is typing.Annotated else ():
        notes += inside.metadata if isinstance(inside, FieldInfo) else ()
    return {key: getattr(note, key) for note in notes for key in ("ge", "le") if hasattr(note, key)}


def _own_example(loc: tuple[Any, ...]) -> str | None:
    """Return the first example of a field; of a reading, which may be written short, the one of its metric."""
    outer = loc
    while outer and (outer[-1] == "value" or isinstance(outer[-1], int)):
        outer = outer[:-1]
    around = field_at(outer[:-1])
    info = field_at(outer) or around
    examples = info.examples if info is not None and info.examples else [None]
    found = next(iter(examples[0].values())) if isinstance(examples[0], dict) and info is around else examples[0]
    return str(found) if isinstance(found, (str, int, float)) else None


def fields_at(loc: tuple[Any, ...]) -> set[str]:
    """Return the keys that belong at a place of the format."""
    if "[key]" in loc:
        return set()
    model = _model(_kind_at(loc))
    return _names(model) if model else set()


def field_at(loc: tuple[Any, ...]) -> FieldInfo | None:
    """Return the field that a place is the value of; `None` for a part of one, such as an item of a list."""
    model = _model(_kind_at(loc[:-1])) if loc else None
    return model.model_fields.get(str(loc[-1])) if model is not None else None


def _kind_at(loc: tuple[Any, ...]) -> Any:
    kind: Any = Content
    for part in loc:
        kind = _inner(kind, part)
    return kind


def _names(model: type[BaseModel]) -> set[str]:
    return {str(info.alias or name) for name, info in model.model_fields.items()}


def _inner(kind: Any, part: Any) -> Any:
    """Return the type one step further down: a field, a value of a mapping, an item of a list."""
    model = _model(kind)
    if model is not None and part in model.model_fields:
        return model.model_fields[part].annotation
    for candidate in _members(kind):
        origin, inner = typing.get_origin(candidate), typing.get_args(candidate)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return inner[1]
        if origin is tuple:
            return inner[0]
    return kind


def _members(kind: Any) -> list[Any]:
    """Return the members of a union, without annotations and None."""
    if typing.get_origin(kind) is typing.Annotated:
        return _members(typing.get_args(kind)[0])
    if typing.get_origin(kind) in {typing.Union, types.UnionType}:
        return [inner for member in typing.get_args(kind) for inner in _members(member)]
    return [kind]


def _model(kind: Any) -> type[BaseModel] | None:
    for member in _members(kind):
        if isinstance(member, type) and issubclass(member, BaseModel):
            return member
    return None
