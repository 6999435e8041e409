"""Records back to plain data and YAML; reading what is written gives an equal record."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any

import yaml

from journeymap.document import Plain
from journeymap.model.quantities import Amount, Duration, Effort, Money, People, Rate, Share
from journeymap.model.record import Record

_LEAVES = frozenset({str, int, float, bool, type(None)})


def to_plain(value: Any, known: Callable[[Record], Plain] | None = None) -> Plain:
    """Return a record, or anything inside one, as dictionaries, lists and leaves.

    What was left out stays out; a record that only fills its short form is
    written short.

    Parameters
    ----------
    value
        What to write.
    known
        Writes the records inside, if somebody remembers them; left out, each is written anew.
    """
    if type(value) in _LEAVES:
        return value  # type: ignore[no-any-return]
    if isinstance(value, Record):
        return _record(value, known)
    if isinstance(value, Mapping):
        return {str(key): _inside(item, known) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_inside(item, known) for item in value]
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, dt.date):
        return value.isoformat()
    text = quantity_text(value)
    if text is None:
        return value  # type: ignore[no-any-return]
    # A bare number stays a number, so that it is not quoted in YAML.
    return int(text) if re.fullmatch(r"-?[0-9]{1,15}", text) and str(int(text)) == text else text


def _inside(value: Any, known: Callable[[Record], Plain] | None) -> Plain:
    return known(value) if known is not None and isinstance(value, Record) else to_plain(value, known)


@cache
def _keys(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a kind of record with their keys in a file."""
    return tuple((name, info.alias or name) for name, info in kind.model_fields.items())


def _record(record: Record, known: Callable[[Record], Plain] | None) -> Plain:
    found: dict[str, Plain] = {}
    given, values = record.model_fields_set, record.__dict__
    for name, key in _keys(type(record)):
        value = values[name] if name in given else None
        # An empty mapping says something ("no way out") where nothing at all says another thing.
        if value is not None and value != ():
            found[key] = value if type(value) in _LEAVES else _inside(value, known)
    for readings in ("emotion", "duration", "waiting", "cost"):
        single = found.get(readings)
        if isinstance(single, list) and len(single) == 1:
            found[readings] = single[0]
    measures = found.get("measures")
    if isinstance(measures, dict):
        found["measures"] = {k: v[0] if isinstance(v, list) and len(v) == 1 else v for k, v in measures.items()}
    if record.short is not None and list(found) == [record.short] and not isinstance(found[record.short], dict):
        return found[record.short]
    return found


def quantity_text(value: Any) -> str | None:
    """Return an amount as people write it, or `None` for what is no amount."""
    if getattr(value, "text", ""):
        return str(value.text)
    if isinstance(value, Share):
        return f"{100 * value.value:.12g}%"
    if isinstance(value, Duration):
        return f"{value.minutes:.12g} min"
    if isinstance(value, Effort):
        return f"{value.days:.12g} d"
    if isinstance(value, Rate):
        return f"{value.per_year:.12g}/year"
    if isinstance(value, People):
        return f"{value.number:.12g} people"
    if isinstance(value, Money):
        return f"{value.amount:.12g} {value.currency}".strip() + (f"/{value.per}" if value.per else "")
    return _amount(value) if isinstance(value, Amount) else None


def _amount(value: Amount) -> str:
    if value.unit == "%":
        return f"{100 * value.number:.12g}%"
    if value.unit.startswith("/"):
        return f"{value.number:.12g}{value.unit}"
    return f"{value.number:.12g} {value.unit}".strip()


_AMBIGUOUS = re.compile(
    r"[-+]?[0-9][0-9_]*|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|"
    r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|=|<<"
)


class _Dumper(yaml.SafeDumper):
    """Quotes whatever YAML 1.1 or 1.2 would read as anything but text."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if _AMBIGUOUS.fullmatch(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def to_yaml(data: Plain) -> str:
    """Return plain data as block YAML, keys in their order."""
    return str(
        yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100, default_flow_style=False)
    )
