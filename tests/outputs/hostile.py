"""A workspace in which every text of the format is hostile, made by walking the records, so that a new field joins by itself."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from journeymap.model.journey import Touchpoint
from journeymap.model.plans import Change
from journeymap.model.record import Record
from journeymap.model.workspace import Content
from journeymap.model.write import to_plain, to_yaml
from tests.support import workspace

EVERY_RECORD = Path(__file__).parent / "data" / "every-record.yaml"

MARKUP = (
    "</title></style></script></svg></textarea><script>document.title='owned'</script>"
    '"\'><img src=x onerror="document.title=\'owned\'"><svg onload=alert(1)><a xlink:href="javascript:alert(1)">'
    "<a href='javascript:alert(1)'>x</a> {{ 7*7 }} {% raw %} ${7*7} {name} {0} %s ]]> <!-- --> <![CDATA["
    " url(https://evil.example/x) expression(alert(1)) @import 'x'; } body{display:none} &lt;b&gt; &amp;amp; &#106;"
    ' [a](javascript:alert(1)) %0A::error::x click "a" href %%{init}%% --> \\u003c \\x1b[31m'
)
"""What ends an element, an attribute, a style, a comment, a template or a line of another format."""

SCRIPTS = (
    " \u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd \u200f(\u0661\u0662\u0663)\u200e"  # Arabic, Hebrew, marks
    " e\u0301\u0323\u0302 Z\u0351\u036b\u0343\u036a\u0302 \u0928\u092e\u0938\u094d\u0924\u0947"  # combining marks
    " \U0001f469\u200d\U0001f4bb\U0001f3f3\ufe0f\u200d\U0001f308 \u65e5\u672c\u8a9e\u30c6\u30ad\u30b9\u30c8 "
)
"""Scripts from right to left, marks that stack, signs of several characters."""

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1")
"""Beginnings that a spreadsheet takes for a formula."""

REFUSED = tuple("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\u0085\x1b\x9b\x00\x7f\ufffe")
"""Characters that turn text around, end lines unseen, or speak to a terminal."""

SHORT = "<b>&\"'{{7}}"
"""For words of a level, which have at most 24 characters."""

FORMED = MappingProxyType({
    "Benchmark.touchpoint": "names a touchpoint",
    "Counting.hits": "is a sum of names", "Counting.total": "is a sum of names", "Counting.of": "is a sum of names",
    "Accepted.finding": "names a finding",
    "PracticeChange.phase": "names a phase", "PracticeChange.demands": "names demands",
    "CriterionChange.probes": "names probes",
    "Assessment.model_version": "is a version", "EvidenceItem.criteria": "names criteria",
    "Reading.method": "names a method", "Measurement.method": "names a method",
    "Reading.scale": "is two numbers", "Measurement.scale": "is two numbers",
    "Brand.logo": "names a file", "Brand.logo_dark": "names a file", "BrandFont.path": "names a file",
})  # fmt: skip
"""Texts that are no author's own words; what does not fit them is a problem of the loader."""

WHERE_GIVEN = frozenset({"Initiative.refused", "Offer.title"})
"""Texts whose presence changes what a record is; they are filled where they stand."""

Fill = Callable[[str], str]
"""Gives the text of a field from its name, such as ``Persona.title``."""


def records() -> dict[str, type[Record]]:
    """Return every record that a workspace may hold, by name, found from the types of the fields."""
    found: dict[str, type[Record]] = {}
    waiting: list[type[Record]] = [Content]
    while waiting:
        kind = waiting.pop()
        if kind.__name__ not in found:
            found[kind.__name__] = kind
            waiting += [inner for info in kind.model_fields.values() for inner in _inner(info.annotation)]
    return found


def texts() -> dict[str, str]:
    """Return each field that takes free text, and how: ``one``, ``many`` or ``map`` (as the values)."""
    return {
        f"{name}.{field}": kind
        for name, record in records().items()
        for field in record.model_fields
        if (kind := form(record, field)) is not None
    }


def _inner(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from _inner(part)


@cache
def _forms(record: type[Record]) -> dict[str, str | None]:
    return {
        field: _kind(Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation)
        for field, info in record.model_fields.items()
    }


def form(record: type[Record], field: str) -> str | None:
    """Return how a field holds free text, or `None` if it holds something else."""
    return _forms(record)[field]


def _kind(annotation: Any) -> str | None:
    origin, parts = get_origin(annotation), get_args(annotation)
    if annotation is str or (origin is Annotated and parts[0] is str):
        return "one" if _takes(annotation, "<a> \"'&") else None
    if origin is Annotated:
        return _kind(parts[0])
    if origin in (Union, UnionType):
        return next((kind for part in parts if (kind := _kind(part)) is not None), None)
    if origin is tuple:
        return "many" if _kind(parts[0]) == "one" else None
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return "map" if _kind(parts[1]) == "one" else None
    return None


def _takes(annotation: Any, text: str) -> bool:
    try:
        TypeAdapter(annotation).validate_python(text)
    except ValidationError:
        return False
    return True


def plain(record: Record, fill: Fill, seen: set[str], also: AbstractSet[str] = frozenset()) -> dict[str, Any]:
    """Return a record as plain data with every text filled, of those with a form only `also`; `seen` gets the names."""
    kind, found = type(record), {}
    for field, info in kind.model_fields.items():
        value, name = getattr(record, field), f"{kind.__name__}.{field}"
        told = form(kind, field)
        given = value is not None and field in record.model_fields_set and value != ()
        if told and (name not in FORMED or name in also) and (given or name not in WHERE_GIVEN):
            seen.add(name)
            found[info.alias or field] = _filled(told, value, fill(name), info)
        elif given:
            found[info.alias or field] = _inside(value, fill, seen, also)
    if isinstance(record, Change) and record.set is not None:
        found["set"] = {path: _set(path, value, fill) for path, value in record.set.items()}
    return found


def _filled(told: str, value: Any, text: str, info: FieldInfo) -> Any:
    if told == "one":
        return text
    if told == "many":
        return [text] * max(1, len(value or ()))
    short = text if _takes(info.annotation, {1: text}) else SHORT
    return {str(key): short for key in value}


def _inside(value: Any, fill: Fill, seen: set[str], also: AbstractSet[str]) -> Any:
    if isinstance(value, Record):
        return plain(value, fill, seen, also)
    if isinstance(value, Mapping):
        return {str(key): _inside(item, fill, seen, also) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_inside(item, fill, seen, also) for item in value]
    return to_plain(value)


def _set(path: str, value: Any, fill: Fill) -> Any:
    """Return what a change sets: words of a touchpoint are filled, the rest stays."""
    field = path.rsplit(".", 1)[-1]
    free = field in Touchpoint.model_fields and form(Touchpoint, field) == "one"
    return fill(f"Change.{field}") if free and isinstance(value, str) else value


def hostile(name: str) -> str:
    """Return the text of a field with everything that has ever broken a page, beginning as a formula."""
    return f"{FORMULAS[sum(map(ord, name)) % len(FORMULAS)]} {name} {MARKUP}{SCRIPTS}{name} end"


def harmless(name: str) -> str:
    """Return plain words of much the same length."""
    return f"{name} {'plain words ' * 50}{name} end"


def long(name: str) -> str:
    """Return the longest text there may be: a title is one word, anything else is many."""
    unit = "Donaudampfschifffahrt" if name.endswith(("title", "name")) else "very long words "
    return (f"{name} " + unit * 2000)[:20_000].rstrip()


def once(fill: Fill) -> Fill:
    """Return what fills the first of each field, and says only its name from then on."""
    told: set[str] = set()

    def first(name: str) -> str:
        if name in told:
            return name
        told.add(name)
        return fill(name)

    return first


def filled(fill: Fill, also: AbstractSet[str] = frozenset()) -> tuple[list[str], set[str]]:
    """Return the files of a workspace with every text filled, one for each section, and the names of the fields."""
    seen: set[str] = set()
    content = plain(workspace(EVERY_RECORD.read_text("utf-8")).content, fill, seen, also)
    return [to_yaml({section: content[section]}) for section in content], seen
