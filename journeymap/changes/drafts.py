"""Records as plain data that may be edited, and back; what no edit touched is not read again."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from journeymap.changes.edit import WORLD, Draft, Editing, Where
from journeymap.model.journey import Journey
from journeymap.model.workspace import Content
from journeymap.model.write import to_plain

KEPT = 64
"""Records whose plain form is kept: one plan looks at the same few journeys again and again."""


class _Same:
    """One and the same immutable value, for a memory that asks for nothing but identity."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value


@lru_cache(maxsize=KEPT)
def _plain(same: _Same) -> Any:
    return to_plain(same.value)


def _copy(plain: Any) -> Any:
    """Return plain data whose dictionaries and lists are its own."""
    if isinstance(plain, dict):
        return {key: _copy(item) for key, item in plain.items()}
    return [_copy(item) for item in plain] if isinstance(plain, list) else plain


def draft_of(content: Content, journey: str) -> Editing:
    """Return a journey, and what is around it, ready to be edited."""
    return Editing(
        dict(_copy(_plain(_Same(content.journeys[journey])))),
        {name: _copy(_plain(_Same(getattr(content, name)))) for name in WORLD},
    )


def unchanged(records: Mapping[str, Any], draft: Draft) -> bool:
    """Tell whether a part of the world is in a draft as the records have it."""
    return bool(_plain(_Same(records)) == draft)


def journey_of(draft: Editing, before: Journey, touched: Collection[Where]) -> Journey:
    """Return the journey of a draft.

    Parameters
    ----------
    before
        The journey that was drafted; touchpoints that are as they were are taken from it.
    touched
        Every path that edits wrote. Equal values are not enough, as the order of ways is no part of equality.

    Raises
    ------
    ValidationError
        If it is not a valid journey.
    """
    written = {path[3] for path in touched if len(path) > 3 and path[0] == "stages" and path[2] == "touchpoints"}
    whole = {path[1] for path in touched if 1 < len(path) <= 3 and path[0] == "stages"}
    plain = _plain(_Same(before))
    stages = plain.get("stages") or {}
    old = {name: point for stage in stages.values() for name, point in _points(stage).items()}

    def read(name: str, point: Any) -> Any:
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
