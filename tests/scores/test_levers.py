"""Levers: by hand on a small chain, against finite differences of re-scored workspaces, and their laws."""

from dataclasses import replace

import pytest

from journeymap.changes.whatif import what_if
from journeymap.graph import build as link
from journeymap.scores import score_journey
from journeymap.scores.figures import FIGURES
from journeymap.scores.levers import levers, mapping_slope, way_slopes
from journeymap.views.explained import path_of
from tests.support import STORIES, journey, scored, story, tools, workspace

TWO = journey("""
    a: {emotion: 1, next: {b: 60%}, ends: {completed: 30%, abandoned: 10%}}
    b: {emotion: -1, duration: 10 min, channel: phone, next: {}, ends: {completed: 50%, churned: 50%}}
""")
UNITS = {"min": " min", "share": "%"}


def test_completion_moves_by_hand():
    """C = p·C_b + 0.3 with C_b = 1/2. One point from b to the other two, 3 to 1: dC/dp = 1/2 - (0.3 / 0.4)."""
    found = scored(TWO)
    slopes = dict(zip(((e.source, e.target) for e in found.graph.edges), way_slopes(found, "completion"), strict=True))
    assert slopes["a", "b"] == pytest.approx(0.5 - 0.75)
    assert slopes["a", "abandoned"] == pytest.approx(0 - (0.6 * 0.5 + 0.3) / 0.9)


def test_the_score_moves_through_visits_by_hand():
    """S = (75·3 + 3p·s_b) / (3 + 3p): with s_b the mean of 25 and 73, dS/dp = (s_b - S) / (1 + p)."""
    found = scored(TWO)
    b = found.touchpoints["b"].score.value
    whole = (75 + 0.6 * b) / 1.6
    assert found.score.value == pytest.approx(whole)
    slopes = dict(zip(((e.source, e.target) for e in found.graph.edges), way_slopes(found, "score"), strict=True))
    assert slopes["a", "b"] == pytest.approx((b - whole) / 1.6)


def test_a_metric_moves_the_score_through_its_touchpoint_only():
    """Emotion maps -2..2 to 0..100: 25 points each, half of b's score, 0.6 / 1.6 of the weight."""
    found = scored(TWO)
    lever = next(lever for lever in levers(found, "score") if (lever.touchpoint, lever.metric) == ("b", "emotion"))
    assert lever.slope == pytest.approx(25 / 2 * 0.6 / 1.6)
    assert (lever.now, lever.step) == (-1, pytest.approx(0.3))
    assert lever.elasticity is None, "the zero of an emotion is a convention"


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("figure", FIGURES)
def test_every_lever_agrees_with_a_re_scored_workspace(name, figure):
    """The ten strongest levers of each figure against a thousandth of their step, set under their own path."""
    opened = story(name)
    key = next(iter(opened.current))
    before = score_journey(link(opened, key))
    base = FIGURES[figure].value(before)
    found = levers(before, figure)[:10]
    assert found
    for lever in found:
        h = lever.step / 1000
        scale = 100 if lever.unit == "share" else 1
        text = f"{path_of(before, lever)}={(lever.now + h) * scale:.12f}{UNITS.get(lever.unit, '')}"
        tried = what_if(opened, [key], [text], tools().known())
        assert tried.problems == (), text
        after = FIGURES[figure].value(score_journey(link(tried.workspace, key)))
        assert (after - base) / h == pytest.approx(lever.slope, rel=1e-3), text


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("figure", FIGURES)
def test_levers_improve_are_ordered_and_lose_nobody(name, figure):
    """Each effect is to the better side, the list falls in size, and no way lowers completion."""
    opened = story(name)
    score = score_journey(link(opened, next(iter(opened.current))))
    found = levers(score, figure)
    sign = 1 if FIGURES[figure].better == "higher" else -1
    assert all(sign * lever.effect > 0 for lever in found)
    sizes = [abs(lever.effect) for lever in found]
    assert sizes == sorted(sizes, reverse=True)
    success = dict(zip(score.graph.edges, way_slopes(score, "completion"), strict=True))
    assert all(success[lever.edge] * lever.step >= -1e-9 for lever in found if lever.edge is not None)


def test_leaving_sooner_is_no_lever_of_time():
    """More people giving up shortens the journey; it is not offered."""
    found = levers(scored(TWO), "time")
    names = {(lever.touchpoint, lever.metric or lever.edge.target) for lever in found}
    assert names == {("b", "duration"), ("a", "b")}


def test_one_decision_is_named_once():
    """Less to b is more to the other ways of a: the way taken less often stands for both, with a tenth of its share."""
    ways = [lever for lever in levers(scored(TWO), "completion") if lever.touchpoint == "a"]
    assert {(lever.edge.target, round(lever.step, 6)) for lever in ways} == {("b", -0.06), ("abandoned", -0.01)}


def test_a_step_is_a_tenth_of_what_is_left():
    """Waiting 3 h is not taken away at once: of the sum a tenth of all, in the score a tenth of the way to its best."""
    text = journey("a: {waiting: 3 h, cost: 40 EUR, ends: completed}")
    [of_sum] = levers(scored(text), "waiting")
    [in_score] = levers(scored(text), "score")
    best = scored(text).touchpoints["a"].metrics["waiting"].points[0][0]
    assert of_sum.step == pytest.approx(-18)
    assert in_score.step == pytest.approx((best - 180) / 10)


@pytest.mark.parametrize("words", ["purpose: use, channel: web", "channel: none"])
def test_time_of_ones_own_is_no_lever(words):
    """An evening with the product is no errand; the same touchpoint for a change is one."""
    assert levers(scored(journey(f"a: {{{words}, duration: 10 min, ends: completed}}")), "time") == ()
    assert levers(scored(journey("a: {purpose: change, channel: web, duration: 10 min, ends: completed}")), "time")


@pytest.mark.parametrize(("completion", "importance", "felt", "kept"), [
    ("50%", 5, "", "completion"), ("94%", 1, "emotion: -2, ", "abandoned"),
])  # fmt: skip
def test_a_loss_and_its_measured_completion_are_one_fact(completion, importance, felt, kept):
    """Of the two the stronger is named: the metric where it weighs much, the way where little is left to measure."""
    text = journey(f"""
    a: {{importance: {importance}, {felt}measures: {{completion: {completion}}},
         next: {{b: 60%}}, ends: {{abandoned: 40%}}}}
    b: {{importance: 5, emotion: 2, next: {{c: 100%}}}}
    c: {{importance: 5, emotion: 2, ends: completed}}
""")
    found = levers(scored(text), "score")
    names = [lever.metric or lever.edge.target for lever in found if lever.touchpoint == "a"]
    assert [name for name in names if name != "emotion"] == [kept]


def test_a_corner_counts_on_its_better_side():
    """Flat up to 50, then rising: at 50 the next step up is worth 2 a point, and going down nothing."""
    rated = scored(journey("a: {measures: {fcr: 50%}, ends: completed}")).touchpoints["a"].metrics["fcr"]
    assert mapping_slope(replace(rated, points=((0, 0), (0.5, 0), (1, 100)))) == 200
    assert mapping_slope(replace(rated, points=((0, 0), (0.5, 100), (1, 100)))) == 0
    assert mapping_slope(replace(rated, points=((0, 100), (0.5, 0), (1, 0)))) == -200


def test_the_value_lost_moves_group_by_group_by_hand():
    """Half are worth 200 and lost 40%, half are worth 100 and lost 20%: 10,000 + 50,000 · ... halves with the share.

    1,000 start: 500·0.4·200 + 500·0.2·100 = 50,000 at 30% for all; it falls in proportion, 50,000 / 0.3 a point of 1.
    """
    text = journey("""
    a: {ends: {completed: 70%, churned: {share: 30%, by_persona: {x: 40%, y: 20%}}}}
""").replace("  j:\n", "  j:\n    customers: 1000/year\n")
    groups = "personas: {x: {share: 50%, value: 200 EUR/year}, y: {share: 50%, value: 100 EUR/year}}\n"
    score = score_journey(link(workspace(text.replace("completed: 70%", "completed: {share: 70%, by_persona: "
                                                      "{x: 60%, y: 80%}}") + groups), "j"))  # fmt: skip
    assert score.at_risk.value == pytest.approx(50_000)
    [lever] = levers(score, "value")
    assert (lever.edge.target, lever.slope) == ("churned", pytest.approx(50_000 / 0.3))


def test_two_ways_are_one_lever():
    """The smaller of two shares stands for both."""
    found = scored(journey("a: {ends: {completed: 70%, churned: 30%}}"))
    assert [lever.edge.target for lever in levers(found, "completion")] == ["churned"]


def test_an_ended_scale_moves_nothing():
    """Beyond the last point of its mapping a metric has no slope; at the last point on the worse side it has one."""
    rated = scored(journey("a: {emotion: 2, ends: completed}")).touchpoints["a"].metrics["emotion"]
    assert mapping_slope(rated) == 0
    worst = replace(rated, estimate=replace(rated.estimate, value=-2))
    assert mapping_slope(worst) == 25


def test_an_unknown_figure_has_no_levers():
    """Nothing is measured, nothing is worth anything: no score, no value."""
    found = scored(journey("a: {channel: web, ends: {completed: 50%, churned: 50%}}"))
    assert levers(found, "score") == ()
    assert levers(found, "value") == ()


def test_the_value_lost_is_completion_times_what_is_at_stake():
    """A point of completion is a hundredth of customers × value."""
    text = TWO.replace("  j:\n", "  j:\n    customers: 1000/year\n    value: 100 EUR/year\n")
    found = score_journey(link(workspace(text), "j"))
    by_completion, by_value = way_slopes(found, "completion"), way_slopes(found, "value")
    assert by_value == pytest.approx([-100_000 * slope for slope in by_completion])
