"""A journey in its states: the same columns for all, and what differs in words."""

import pytest

from journeymap.charts.journey_states import layout_states, state_sheets
from journeymap.charts.palette import THEMES
from journeymap.charts.sheets import LEAST_TYPE, Paper, least_type
from journeymap.languages import language
from journeymap.views.difference import MOST, difference_map
from journeymap.views.projected import Standing, projected_maps
from journeymap.vocabulary import State
from tests.support import scored

EARLY = """
journeys:
  move:
    stages:
      plan:
        look: {channel: web, duration: 8 min}
        call: {channel: phone, duration: 25 min, next: {letter: 90%}, ends: {abandoned: 10%}}
        letter: {channel: post, waiting: 3 d}
      end:
        home: {channel: visit, ends: {completed: 100%}}
"""
MIDDLE = EARLY.replace(
    "letter: {channel: post, waiting: 3 d}", "letter: {channel: post, waiting: 1 d}\n        text: {channel: sms}"
)
LATE = """
journeys:
  move:
    stages:
      plan:
        look: {channel: web, duration: 8 min, next: {call: 50%, text: 50%}}
        call: {channel: phone, duration: 25 min, next: {text: 98%}, ends: {abandoned: 2%}}
        text: {channel: sms}
      after:
        ask: {channel: app, next: {home: 100%}}
      end:
        home: {channel: visit, ends: {completed: 100%}}
"""


@pytest.fixture(scope="module")
def states():
    texts = {"today": EARLY, "2018-Q3": MIDDLE, "2018-Q4": LATE}
    return [Standing(name, name, State.PROJECTED, scored(text)) for name, text in texts.items()]


@pytest.fixture(scope="module")
def views(states):
    return projected_maps(states)


def test_all_states_have_the_same_columns_in_the_same_order(views):
    assert {tuple(column.id for column in view.columns) for view in views} == {
        ("look", "call", "letter", "text", "ask", "home")
    }
    assert {tuple((band.id, band.columns) for band in view.stages) for view in views} == {
        (("plan", ("look", "call", "letter", "text")), ("after", ("ask",)), ("end", ("home",)))
    }


def test_what_is_not_there_keeps_its_place_and_says_why(views):
    absent = [{column.id: column.absent for column in view.columns if column.absent} for view in views]
    assert absent == [{"text": "later", "ask": "later"}, {"ask": "later"}, {"letter": "gone"}]


@pytest.mark.parametrize("theme", ["screen", "workshop"])
def test_columns_and_lanes_stand_still_when_maps_are_flipped_through(views, theme):
    layouts = layout_states(views, language("en"), THEMES[theme])
    assert len({(layout.width, layout.height) for layout in layouts}) == 1
    assert len({tuple((slot.x, slot.width) for slot in layout.slots) for layout in layouts}) == 1
    tops = [{(cell.lane, cell.column): round(cell.box.y, 3) for cell in layout.cells} for layout in layouts]
    for cell in tops[0].keys() & tops[1].keys() & tops[2].keys():
        assert len({top[cell] for top in tops}) == 1, cell


def test_on_paper_all_states_take_the_same_sheets_in_readable_type(views):
    """A4 standing is too narrow for the six columns in one row, so that the rows and lanes of all have to agree."""
    layouts, sheets = state_sheets(views, language("en"), THEMES["screen"], Paper("A4", landscape=False))
    assert len(layouts[0].rows) > 1
    assert len({layout.rows for layout in layouts}) == 1
    least = min(piece.scale for sheet in sheets for piece in sheet.pieces) * min(map(least_type, layouts))
    assert least >= LEAST_TYPE - 0.05
    tops = [{(cell.lane, cell.column): round(cell.box.y, 3) for cell in layout.cells} for layout in layouts]
    for cell in tops[0].keys() & tops[1].keys() & tops[2].keys():
        assert len({top[cell] for top in tops}) == 1, cell


def test_each_map_shows_its_own_ways_and_scores(states, views):
    for entry, view in zip(states, views, strict=True):
        assert len(view.links) == len(entry.score.graph.edges)
        assert {box.id: box.share for box in view.outcomes} == dict(entry.score.flow.outcomes)


def test_the_caption_begins_with_what_meets_most_customers(states):
    view = difference_map(states[0].score, states[2].score)
    said = [str(words) for words in view.caption]
    assert said[0] == "new: 'Text', where 99% get to"
    assert said[-1].endswith("more change") or said[-1].endswith("more changes") or len(said) <= MOST
    assert len(said) <= MOST + 1


def test_the_rest_of_the_caption_is_counted(states):
    view = difference_map(states[0].score, states[2].score)
    changed = sum(column.mark is not None for column in view.columns)
    told = [str(words) for words in view.caption]
    if changed > MOST:
        assert str(changed - MOST) in told[-1] or "one more" in told[-1]
    else:
        assert len(told) == changed


def test_a_touchpoint_whose_ways_alone_differ_is_rerouted(states):
    view = difference_map(states[0].score, states[2].score, names=("before", "after"))
    marks = {column.id: column.mark.kind for column in view.columns if column.mark}
    assert marks["look"] == "rerouted"
    assert marks["letter"] == "removed"
    assert marks["ask"] == "added"
    assert str(view.subtitle) == "before → after"
    assert "rerouted: " in str(view.statement)
