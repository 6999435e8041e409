"""Touchpoints no change touched are taken over as they are; the journey is the one that is read as a whole."""

from collections.abc import Collection, Mapping, Sequence
from unittest.mock import patch

import pytest

from journeymap.changes.apply import Applied, InvalidChange, Placed, _apply, apply, initiative_changes, target_changes
from journeymap.changes.drafts import plain_form
from journeymap.changes.edit import WORLD, Editing, Where
from journeymap.model.journey import Journey, Touchpoint
from journeymap.model.plans import Change
from journeymap.model.workspace import Workspace
from journeymap.model.write import to_plain
from journeymap.source import Problem
from tests.support import story


def _whole(draft: Editing, _before: Journey, _touched: Collection[Where], _known: Mapping[str, Touchpoint]) -> Journey:
    return Journey.model_validate(draft.journey)


@pytest.mark.parametrize("name", ["home-move", "software-subscription"])
def test_a_changed_journey_is_the_one_read_as_a_whole(name: str) -> None:
    """By value and in the order of touchpoints and ways, for the changes of every target and initiative.

    What a draft shares with others is as it was afterwards.
    """
    opened = story(name)
    sets = [(record.of, target_changes(opened, key)) for key, record in opened.content.targets.items()]
    sets += [(key, initiative_changes(opened, item)) for item in opened.content.initiatives for key in opened.current]
    kept = 0
    for journey, changes in sets:
        with patch("journeymap.changes.apply.drafted", _whole):
            whole = _tried(opened, journey, changes)
        parts = _tried(opened, journey, changes)
        assert repr(whole) == repr(parts)
        if isinstance(parts, Applied):
            before = opened.content.journeys[journey].touchpoints
            after = parts.workspace.content.journeys[journey].touchpoints
            kept += sum(point is before.get(key) for key, point in after.items())
    assert kept
    held = [*opened.content.journeys.values(), *(getattr(opened.content, section) for section in WORLD)]
    assert [plain_form(value) for value in held] == [to_plain(value) for value in held]


def test_what_a_later_change_writes_is_read_again() -> None:
    """A touchpoint read after one change is not taken for what the next makes of it, however its path is written."""
    opened = story("home-move")
    [journey] = opened.current
    record = opened.content.journeys[journey]
    name, other = list(record.touchpoints)[:2]
    inside = f"stages.{record.stage_of[name]}.touchpoints.{name}.title"
    for path in (f"{name}.title", inside, f"journey.{inside}"):
        sets = [{f"{name}.title": "First"}, {f"{other}.title": "Between"}, {path: "Second"}, {f"{other}.doing": "Last"}]
        changes = [Placed(Change.model_validate({"set": item}), ("targets", "t", "changes", i))
                   for i, item in enumerate(sets)]  # fmt: skip
        points = apply(opened, journey, changes).workspace.content.journeys[journey].touchpoints
        assert (points[name].title, points[other].title, points[other].doing) == ("Second", "Between", "Last")


def _tried(opened: Workspace, journey: str, changes: Sequence[Placed]) -> Applied | tuple[Problem, ...]:
    _apply.cache_clear()  # what was applied in one way is not to answer for the other
    try:
        return apply(opened, journey, changes)
    except InvalidChange as error:
        return error.problems
