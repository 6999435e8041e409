"""Records as plain data that may be edited, and back; what no edit touched is not read again."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from journeymap.changes.edit import WORLD, Draft, Editing, Where, copied
from journeymap.model.journey import Journey, Touchpoint
from journeymap.model.record import Record
from journeymap.model.same import Same
from journeymap.model.workspace import Content
from journeymap.model.write import to_plain

KEPT = 256
"""Records whose plain form is kept: one plan looks at the same few journeys, systems and channels again and again."""

NONE: Mapping[str, Touchpoint] = {}

POINTS = 1024
"""Touchpoints whose plain form is kept: most states of a journey share most of them."""


@lru_cache(maxsize=KEPT)
def _plain(same: Same[Any]) -> Any:
    return to_plain(same.value, _known)


@lru_cache(maxsize=POINTS)
def _plain_point(same: Same[Touchpoint]) -> Any:
    return to_plain(same.value)


def _known(record: Record) -> Any:
    """Write a record, a touchpoint only once: what comes back is shared, and never to be changed."""
    return _plain_point(Same(record)) if isinstance(record, Touchpoint) else to_plain(record, _known)


def plain_form(value: Any) -> Any:
    """Return a record, or a mapping of records, as plain data that others hold too, never to be changed."""
    return _plain_point(Same(value)) if isinstance(value, Touchpoint) else _plain(Same(value))


def draft_of(content: Content, journey: str) -> Editing:
    """Return a journey, and what is around it, ready to be edited."""
    plain = plain_form(content.journeys[journey])
    whole = {key: copied(item) for key, item in plain.items() if key != "stages"}
    stages = {name: _opened(stage) for name, stage in (plain.get("stages") or {}).items()}
    world = {name: dict(plain_form(getattr(content, name))) for name in WORLD}
    shared = {name for stage in stages.values() for name in _points(stage)}
    around = {(section, name) for section, entries in world.items() for name in entries}
    # The keys stay in their order, which is that of the file.
    return Editing({key: stages if key == "stages" else whole[key] for key in plain}, world, shared={*shared, *around})


def _opened(stage: Any) -> Any:
    """Return a stage whose touchpoints are those others hold too."""
    points = _points(stage)
    return {key: dict(points) if key == "touchpoints" else copied(item) for key, item in stage.items()}


def unchanged(records: Mapping[str, Any], draft: Draft) -> bool:
    """Tell whether a part of the world is in a draft as the records have it."""
    return bool(plain_form(records) == draft)


def journey_of(
    draft: Editing, before: Journey, touched: Collection[Where], known: Mapping[str, Touchpoint] = NONE
) -> Journey:
    """Return the journey of a draft.

    Parameters
    ----------
    before
        The journey that was drafted; touchpoints that are as they were are taken from it.
    touched
        Every path that edits wrote. Equal values are not enough, as the order of ways is no part of equality.
    known
        Touchpoints that were read after the last edit that may have changed them.

    Raises
    ------
    ValidationError
        If it is not a valid journey.
    """
    written = {path[3] for path in touched if len(path) > 3 and path[0] == "stages" and path[2] == "touchpoints"}
    whole = {path[1] for path in touched if 1 < len(path) <= 3 and path[0] == "stages"}
    plain = plain_form(before)
    stages = plain.get("stages") or {}
    old = {name: point for stage in stages.values() for name, point in _points(stage).items()}

    def read(name: str, point: Any) -> Any:
        if name in known:
            return known[name]
        return before.touchpoints[name] if name not in written and name in old and old[name] == point else point

    def stage(name: str, given: Any) -> Any:
        if name in whole or not isinstance(given, dict) or not isinstance(given.get("touchpoints"), dict):
            return given
        return {**given, "touchpoints": {key: read(key, point) for key, point in given["touchpoints"].items()}}

    if not isinstance(draft.journey.get("stages"), dict):
        return Journey.model_validate(draft.journey)
    return Journey.model_validate({
        **draft.journey, "stages": {name: stage(name, given) for name, given in draft.journey["stages"].items()}
    })  # fmt: skip


def _points(stage: Any) -> Mapping[str, Any]:
    """Return the touchpoints of a stage as it was written."""
    found = stage.get("touchpoints") if isinstance(stage, dict) else None
    return found if isinstance(found, dict) else {}
