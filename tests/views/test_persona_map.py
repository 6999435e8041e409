"""Maps of one group and of several: the group's own figures, in words and not by colour alone."""

import pytest

from journeymap.charts.journey_layout import layout_journey_map
from journeymap.charts.palette import THEMES
from journeymap.graph import build
from journeymap.languages import language
from journeymap.scores import score_journey
from journeymap.scores.personas import personas
from journeymap.views.persona_map import persona_map, personas_map
from journeymap.views.report_personas import groups_note, groups_table, misfits_table, spread_notes
from tests.charts.test_journey_map_layout import check
from tests.support import STORIES, scored, story

GROUPS = ("careful-hobbyist", "retired-photographer", "creator", "student")


@pytest.fixture(scope="module")
def score():
    return score_journey(build(story("software-subscription"), "subscription"))


def words(view, theme="screen"):
    return [label.text for label, _ in layout_journey_map(view, language("en"), THEMES[theme]).labels()]


def test_the_map_of_a_group_has_its_own_shares_and_figures(score):
    own, view = score.by_persona["careful-hobbyist"], persona_map(score, "careful-hobbyist")
    assert {column.id: column.reach for column in view.columns} == own.flow.reach
    assert {box.id: box.share for box in view.outcomes} == own.flow.outcomes
    figures = {str(name): figure.value for name, figure in view.figures}
    assert figures["Completion"] == own.flow.completion
    assert figures["Channel fit"] == personas(score).groups["careful-hobbyist"].fit.value
    assert str(view.subtitle) == "Current journey of 'Careful hobbyist', 34% of the customers"


def test_a_channel_that_does_not_suit_is_said_in_words(score):
    """Chat, rated 2 where phone and call-back have 5."""
    view = persona_map(score, "careful-hobbyist")
    marks = {column.id: column.fits for column in view.columns}
    assert [mark.verdict for mark in marks["chat-first"]] == ["badly"]
    assert marks["first-edit"] == ()
    assert marks["renewal"] == ()
    said = words(view)
    assert "suits badly" in said
    assert "rated 2 of 5; Call-back 5" in said


def test_a_recording_on_the_phone_is_not_the_phone_a_group_likes(score):
    (mark,) = next(column.fits for column in persona_map(score, "careful-hobbyist").columns if column.id == "toll-free")
    assert mark.verdict == "unknown"


def test_the_finding_of_the_picture_names_the_worst_touchpoint_and_what_is_liked(score):
    said = str(persona_map(score, "careful-hobbyist").statement)
    assert "56% complete the journey, 67% of all customers do" in said
    assert "'Half an hour of counter-offers' suits it worst, and it would rather use 'Call-back'" in said


def test_groups_over_each_other_have_a_line_each_and_meet_where_nothing_tells_them_apart(score):
    view = personas_map(score, GROUPS)
    assert [str(curve.name) for curve in view.reaches] == [str(curve.name) for curve in view.curves]
    for name, curve in zip(GROUPS, view.reaches, strict=True):
        reach = score.by_persona[name].flow.reach
        assert curve.points == {key: pytest.approx(100 * part) for key, part in reach.items()}
    assert all(curve.own == {"ask-help", "chat-first"} for curve in view.curves)


def test_a_group_without_readings_of_its_own_has_no_curve():
    text = """
personas: {a: {share: 50%}, b: {share: 50%}}
journeys: {j: {stages: {s: {x: {channel: web, emotion: [1, {value: -1, persona: a}], ends: completed}}}}}
"""
    one, two = personas_map(scored(text), ["a", "b"]).curves
    assert (set(one.points), two.points) == ({"x"}, {})


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_texts_of_persona_maps_stay_apart(score, theme):
    for view in (persona_map(score, "student"), personas_map(score, GROUPS)):
        check(layout_journey_map(view, language("en"), THEMES[theme]))


@pytest.mark.parametrize("name", STORIES)
def test_the_report_shows_every_group_its_fit_and_what_the_liking_rests_on(name):
    opened = story(name)
    score = score_journey(build(opened, next(iter(opened.current))))
    table = groups_table(score)
    assert len(table.rows) == 1 + len(score.graph.groups)
    assert {len(row) for row in table.rows} == {len(table.head)}
    assert all("own ratings" in str(row[-1]) for row in table.rows[:-1])
    assert spread_notes(score)
    assert groups_note(score) is None
    assert misfits_table(score) is not None


def test_a_prior_is_called_one():
    text = """
personas: {a: {share: 50%, generation: boomers}, b: {share: 50%}}
journeys: {j: {stages: {s: {x: {channel: bot, ends: completed}}}}}
"""
    score = scored(text)
    assert [str(row[-1]) for row in groups_table(score).rows] == ["prior of its generation", "not known", ""]
    assert [str(row[-1]) for row in misfits_table(score).rows] == ["prior of its generation"]
    assert "no shares or readings in the files are of single groups" in str(groups_note(score))


def test_one_group_alone_is_not_compared():
    score = scored("personas: {a: {}}\njourneys: {j: {stages: {s: {x: {channel: bot, ends: completed}}}}}")
    assert groups_table(score) is None
    assert groups_note(score) is None
