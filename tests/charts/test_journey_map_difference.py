"""The map over two journeys; views of both are made from a workspace."""

from dataclasses import replace

import pytest

from journeymap.charts.journey_kit import Kit, Slot
from journeymap.charts.journey_map import journey_map as draw
from journeymap.charts.journey_marks import mark_block
from journeymap.charts.palette import THEMES, readable
from journeymap.charts.svg import Label
from journeymap.languages import language
from journeymap.views.difference import difference_map, merged
from journeymap.views.journey_map import Mark
from journeymap.vocabulary import State
from tests.support import scored

OLD = """
journeys:
  move:
    stages:
      plan:
        look: {channel: web, duration: 8 min, emotion: 0}
        call: {channel: phone, duration: 25 min, emotion: -1, next: {letter: 90%}, ends: {abandoned: 10%}}
        letter: {channel: post, waiting: 3 d}
      end:
        home: {channel: visit, emotion: 1, ends: {completed: 100%}}
"""
NEW = """
journeys:
  move:
    stages:
      plan:
        look: {channel: app, duration: 5 min, emotion: 1}
        call: {channel: phone, duration: 12 min, emotion: -1, next: {home: 98%}, ends: {abandoned: 2%}}
      new:
        warn: {channel: sms}
      end:
        home: {channel: visit, emotion: 1, ends: {completed: 100%}}
"""


@pytest.fixture(scope="module")
def view():
    return difference_map(scored(OLD), scored(NEW))


def by_id(view):
    return {column.id: column for column in view.columns}


def test_removed_touchpoints_stand_where_they_were(view):
    assert [column.id for column in view.columns] == ["look", "call", "letter", "warn", "home"]
    assert [stage.id for stage in view.stages] == ["plan", "new", "end"]
    assert view.stages[0].columns == ("look", "call", "letter")


def test_marks_say_what_happened(view):
    found = by_id(view)
    assert {name: column.mark.kind for name, column in found.items() if column.mark} == {
        "look": "changed", "call": "changed", "letter": "removed", "warn": "added",
    }  # fmt: skip
    said = [str(words) for words in found["look"].mark.words]
    assert "channel: Website → App" in said
    assert "time spent: 8 min → 5 min" in said
    assert "emotion: 0 → 1" in said


def test_ways_that_change_are_said_with_their_shares(view):
    said = [str(words) for words in by_id(view)["call"].mark.words]
    assert "time spent: 25 min → 12 min" in said
    assert "new way to 'Home': 98%" in said
    assert any(words.startswith("to ") and words.endswith("10% → 2%") for words in said)
    assert not [words for words in said if "Letter" in words]


def test_the_curves_are_those_of_both_journeys(view):
    (target,) = view.curves
    assert str(target.name) == "Target journey"
    assert str(view.curve_name) == "Current journey"
    assert by_id(view)["warn"].score is None
    assert "letter" not in target.points
    assert set(target.points) >= {"look", "call", "home"}
    assert by_id(view)["look"].mark.delta == round(target.points["look"]) - round(by_id(view)["look"].score)


def test_the_statement_counts_the_changes(view):
    assert str(view.statement) == "Touchpoints added: 1, removed: 1, changed: 2; completion goes from 90% to 98%"
    same = difference_map(scored(OLD), scored(OLD))
    assert str(same.statement).startswith("Nothing changes")
    assert not [column for column in same.columns if column.mark]


def test_outcomes_and_figures_tell_what_they_were(view):
    assert {box.id: box.was for box in view.outcomes} == pytest.approx({"completed": 0.9, "abandoned": 0.1})
    assert str(view.figures[0][0]) == "Completion, was 90%"


def test_the_state_names_the_journey_after():
    view = difference_map(scored(OLD), scored(NEW), state=State.PROJECTED)
    assert str(view.subtitle) == "Current journey → Projected journey"
    assert str(view.curves[0].name) == "Projected journey"


def test_the_difference_reads_without_colour(view):
    svg = draw(view, language("en"), THEMES["greyscale"])
    assert all(word in svg for word in ("Added", "Removed", "Changed", "channel: Website → App"))


def test_names_that_are_gone_keep_their_place():
    assert merged([], ["a"]) == ("a",)
    assert merged(["a", "b"], []) == ("a", "b")
    assert merged(["x", "a", "y"], ["a", "b"]) == ("x", "a", "y", "b")


@pytest.mark.parametrize(
    ("delta", "verdict", "direction"),
    [
        (4.0, "better", 1), (-40.0, "worse", -1), (4.0, "alike", 0), (4.0, "said", 0), (-4.0, "better", 0),
        (4.0, None, 1), (-4.0, None, -1), (None, None, 0), (None, "better", 0),
    ],
)  # fmt: skip
def test_a_score_is_called_better_or_worse_only_beyond_chance(delta, verdict, direction):
    """What is intended and not read, verdict `None`, has no chance about it: its sign decides."""
    assert Mark("changed", (), delta, verdict).direction == direction


def test_what_chance_may_have_done_is_grey_and_has_a_sign(view):
    theme, told = THEMES["screen"], {"alike": "≈\u00a0score +4", "better": "score +4"}
    for verdict, words in told.items():
        column = replace(by_id(view)["look"], mark=Mark("changed", (), 4.0, verdict))
        kit, ground = Kit(theme, language("en")), theme.changed
        labels = [shape for shape in mark_block(kit, column, Slot(0, 200, ground)).shapes if isinstance(shape, Label)]
        (label,) = [label for label in labels if "score" in label.text]
        assert label.text == words
        assert label.fill == readable(theme.muted if verdict == "alike" else theme.good, ground)


def test_no_line_of_words_with_dots_between_begins_or_ends_with_a_dot():
    kit, words = Kit(THEMES["screen"], language("en")), ("75%", "hand-off", "again")
    seen = {kit.dotted(words, "small", float(room), "semibold") for room in range(20, 200, 5)}
    assert all(not line.strip().startswith("·") and not line.strip().endswith("·") for lines in seen for line in lines)
    assert ("75%\u00a0·\u00a0hand-off", "again") in seen
    assert ("75%\u00a0·\u00a0hand-off\u00a0·\u00a0again",) in seen
