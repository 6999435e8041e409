"""Workspaces as facts: what a target changes, and how much of it an initiative brings."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from pydantic_core import PydanticCustomError

from journeymap.changes.drafts import plain_form
from journeymap.changes.edit import WORLD
from journeymap.model.quantities import Amount, amount
from journeymap.model.record import Record
from journeymap.model.same import Same
from journeymap.model.workspace import Workspace
from journeymap.model.write import to_plain

Fact = tuple[str, ...]
Facts = Mapping[Fact, Any]

KEPT = 1024
"""Records whose facts are kept: most states of a journey share most of them."""


def facts(workspace: Workspace, journey: str) -> Facts:
    """Return every value of a journey and of the world around it by its place.

    Touchpoints stand under their own id, wherever on the map they are; the
    stage is one of their facts. Lists of plain values are taken as sets.
    """
    found: dict[Fact, Any] = {}
    record = workspace.content.journeys[journey]
    for name, point in record.touchpoints.items():
        found["touchpoint", name, "stage"] = record.stage_of[name]
        found.update(_facts_of(Same(point), ("touchpoint", name)))
    found.update(_leaves(to_plain(record.starts), ("start", "start")))
    for section in WORLD:
        for name, item in getattr(workspace.content, section).items():
            found.update(_facts_of(Same(item), (section, name)))
    return found


@lru_cache(maxsize=KEPT)
def _facts_of(same: Same[Record], place: Fact) -> Facts:
    return dict(_leaves(plain_form(same.value), place))


def _leaves(value: Any, place: Fact) -> Iterator[tuple[Fact, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*place, str(key)))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            plain = not isinstance(item, (dict, list))
            yield from _leaves(True if plain else item, (*place, str(item) if plain else str(index)))
    else:
        yield place, value


def differing(now: Facts, wanted: Facts) -> frozenset[Fact]:
    """Return the places where two states differ."""
    return frozenset(key for key in {**now, **wanted} if now.get(key) != wanted.get(key))


def nearer(before: Facts, after: Facts, wanted: Facts) -> tuple[tuple[str, str], ...]:
    """Return the touchpoints, systems and channels a step brings nearer to what is wanted.

    A value counts if it is then as wanted, or if it is an amount of the same
    unit and lies closer.

    Returns
    -------
    tuple
        Pairs of kind and id, sorted.
    """
    found = {
        key[:2]
        for key in differing(before, after)
        if before.get(key) != wanted.get(key) and closer(before.get(key), after.get(key), wanted.get(key))
    }
    return tuple(sorted((kind, name) for kind, name in found))


def closer(before: Any, after: Any, wanted: Any) -> bool:
    """Tell whether a value is as wanted, or an amount of the same unit that lies closer to it than before."""
    if after == wanted:
        return True
    old, new, goal = _number(before), _number(after), _number(wanted)
    if old is None or new is None or goal is None or not old.unit == new.unit == goal.unit:
        return False
    return abs(new.number - goal.number) < abs(old.number - goal.number)


def _number(value: Any) -> Amount | None:
    try:
        return amount(value)
    except PydanticCustomError:
        return None
