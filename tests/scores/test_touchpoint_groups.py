"""Readings of groups: weighted by their shares of the customers, and never passed off as everybody's."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.graph import build as link
from journeymap.metrics.pooling import wilson
from journeymap.scores import score_journey
from tests.support import journey, scored, workspace

PEOPLE = "personas: {young: {share: 70%}, old: {share: 30%}}\n"
BOTH = "[{hits: 90, n: 100, persona: young}, {hits: 40, n: 400, persona: old}]"


def at(readings, people=PEOPLE, metric="fcr"):
    return scored(people + journey(f"a: {{measures: {{{metric}: {readings}}}, ends: completed}}")).touchpoints["a"]


def test_the_whole_is_weighted_by_the_shares_of_the_groups():
    """0.7·90 % + 0.3·10 % = 66 %, though four in five of those asked are old; by n it would be 26 %."""
    found = at(BOTH).metrics["fcr"]
    assert found.estimate.value == pytest.approx(0.66)
    assert (found.estimate.n, found.pooled_by, found.covers) == (500, "shares", pytest.approx(1))
    young, old = wilson(90, 100), wilson(40, 400)
    assert found.estimate.low == pytest.approx(
        0.66 - math.hypot(0.7 * (young.value - young.low), 0.3 * (old.value - old.low))
    )
    assert [str(note) for note in found.notes] == ["the groups are weighted by their shares of the customers"]


def test_several_readings_of_a_group_are_added_up_before_they_are_weighted():
    split = "[{hits: 50, n: 60, persona: young}, {hits: 40, n: 40, persona: young}, {hits: 40, n: 400, persona: old}]"
    assert at(split).metrics["fcr"].estimate == at(BOTH).metrics["fcr"].estimate


def test_without_known_shares_the_groups_count_by_n_and_it_says_so():
    found = at(BOTH, "personas: {young: {}, old: {}}\n").metrics["fcr"]
    assert found.estimate.value == pytest.approx(130 / 500)
    assert found.pooled_by == "counts"
    assert [str(note) for note in found.notes] == [
        "the groups are weighted by how many of each were measured, not by their shares of the customers"
    ]


def test_one_share_left_out_follows_from_the_others():
    people = "personas: {young: {share: 70%}, old: {}}\n"
    assert at(BOTH, people).metrics["fcr"].estimate.value == pytest.approx(0.66)


def test_a_part_of_the_customers_is_not_everybody():
    """The figure is shown with whom it speaks of; it gives the touchpoint no score."""
    point = at("{hits: 9, n: 20, persona: old}")
    found = point.metrics["fcr"]
    assert (found.estimate.value, found.personas, found.covers) == (0.45, ("old",), pytest.approx(0.3))
    assert (found.score, point.score) == (None, None)
    assert [str(note) for note in found.notes] == [
        "it speaks of 'Old' alone, 30% of the customers, not of 'Young', and does not enter everybody's score"
    ]


def test_the_group_itself_has_that_score():
    opened = workspace(PEOPLE + journey("a: {measures: {fcr: {hits: 9, n: 20, persona: old}}, ends: completed}"))
    old, young = (score_journey(link(opened, "j", name)).touchpoints["a"] for name in ("old", "young"))
    assert old.score is not None
    assert young.metrics == {}, "what was measured for others says nothing of this group"


def test_everybodys_reading_goes_before_those_of_the_groups():
    found = at("[{hits: 5, n: 10}, {hits: 9, n: 20, persona: old}]").metrics["fcr"]
    assert (found.estimate.value, found.personas) == (0.5, ())


def test_opinions_of_groups_are_weighted_too_and_stay_opinions():
    found = at("[{value: 2, persona: young}, {value: -2, persona: old}]", metric="emotion").metrics["emotion"]
    assert found.estimate.value == pytest.approx(0.7 * 2 - 0.3 * 2)
    assert (found.estimate.n, found.estimate.low) == (None, None)


@given(
    st.integers(1, 99),
    st.lists(st.integers(1, 50), min_size=2, max_size=2),
    st.lists(st.integers(0, 50), min_size=2, max_size=2),
)
@settings(max_examples=25, deadline=None)
def test_the_whole_lies_between_its_groups(part, extra, hits):
    people = f"personas: {{young: {{share: {part}%}}, old: {{share: {100 - part}%}}}}\n"
    ns = [h + e for h, e in zip(hits, extra, strict=True)]
    readings = f"[{{hits: {hits[0]}, n: {ns[0]}, persona: young}}, {{hits: {hits[1]}, n: {ns[1]}, persona: old}}]"
    found = at(readings, people).metrics["fcr"].estimate
    shares = sorted(h / n for h, n in zip(hits, ns, strict=True))
    assert shares[0] - 1e-12 <= found.value <= shares[1] + 1e-12
    assert 0 <= found.low <= found.value <= found.high <= 1


WAYS = """
    a: {next: {b: {share: 50%, by_persona: {young: 90%, old: 10%}}},
        ends: {completed: {share: 50%, by_persona: {young: 10%, old: 90%}}}}
    b: {measures: {fcr: [{hits: 90, n: 100, persona: young}, {hits: 10, n: 100, persona: old}]}, ends: completed}
"""


def test_the_groups_count_by_their_visits_to_the_touchpoint():
    """Half are young, yet of those who come to b nine in ten: 0.9·90 % + 0.1·10 % = 82 %, not 50 %."""
    people = "personas: {young: {share: 50%}, old: {share: 50%}}\n"
    found = scored(people + journey(WAYS)).touchpoints["b"].metrics["fcr"]
    young, old = wilson(90, 100), wilson(10, 100)
    assert found.estimate.value == pytest.approx(0.82)
    assert found.estimate.low == pytest.approx(
        0.82 - math.hypot(0.9 * (young.value - young.low), 0.1 * (old.value - old.low))
    )
    assert [str(note) for note in found.notes] == ["the groups are weighted by their shares of the visits here"]


def test_a_group_that_never_comes_is_not_missing():
    text = (
        WAYS.replace("old: 10%", "old: 0%")
        .replace("old: 90%", "old: 100%")
        .replace(", {hits: 10, n: 100, persona: old}", "")
    )
    found = scored("personas: {young: {share: 50%}, old: {share: 50%}}\n" + journey(text)).touchpoints["b"]
    assert found.metrics["fcr"].estimate.value == pytest.approx(0.9)
    assert found.score is not None


def test_readings_of_groups_beside_everybodys_are_parts_of_it():
    found = at("[{hits: 50, n: 100}, {hits: 45, n: 50, persona: young}, {hits: 5, n: 50, persona: old}]")
    assert found.metrics["fcr"].estimate.n == 100
    assert [str(note) for note in found.metrics["fcr"].notes] == [
        "the readings of groups are parts of everybody's and are not added to them: 2"
    ]


@pytest.mark.parametrize(
    ("readings", "value", "earlier"),
    [
        ("[{hits: 90, n: 100, period: 2015}, {hits: 10, n: 100, period: 2018}]", 0.1, ("2015",)),
        ("[{hits: 10, n: 100, period: 2018-Q2}, {hits: 90, n: 100, period: 2018-03}]", 0.1, ("2018-03",)),
        ("[{hits: 90, n: 100, period: first wave}, {hits: 10, n: 100, period: second wave}]", 0.1, ("first wave",)),
        ("[{hits: 90, n: 100, period: 2018}, {hits: 10, n: 100, period: 2018}]", 0.5, ()),
        ("[{hits: 90, n: 100}, {hits: 10, n: 100, period: 2018}]", 0.5, ()),
    ],
)
def test_readings_of_earlier_periods_are_history(readings, value, earlier):
    """90 % in 2015 and 10 % in 2018 are no 50 % in any year; what names no period is current."""
    found = at(readings, "").metrics["fcr"]
    assert (found.estimate.value, found.earlier) == (pytest.approx(value), earlier)
    words = "readings of earlier periods are history and do not enter the figure: "
    assert [str(note) for note in found.notes] == ([words + earlier[0]] if earlier else [])


def test_each_group_has_its_latest_reading():
    readings = "[{hits: 90, n: 100, persona: young, period: 2017}, {hits: 40, n: 400, persona: old, period: 2018}]"
    assert at(readings).metrics["fcr"].estimate == at(BOTH).metrics["fcr"].estimate


def test_answers_to_questions_of_other_lengths_are_not_pooled():
    """100 best of five and 100 worst of seven points are no 50: the longer sample stands, the other is left out."""
    readings = "[{counts: [0, 0, 0, 0, 101]}, {counts: [100, 0, 0, 0, 0, 0, 0]}]"
    found = at(readings, "", "csat").metrics["csat"]
    assert (found.estimate.value, found.estimate.n, found.left_out) == (100, 101, 1)


@pytest.mark.parametrize(
    ("metric", "reading", "counted"),
    [
        ("nps", "{counts: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000]}", True),
        ("csat", "{value: 80, n: 500}", True),
        ("csat", "80", False),
        ("asa", "{total: 100 h, n: 1000}", True),
        ("fcr", "80%", False),
    ],
)
def test_an_opinion_is_what_has_no_number_of_cases(metric, reading, counted):
    """Whether there is an interval is another question: a mean without a deviation has cases and none."""
    found = at(reading, "", metric)
    assert found.metrics[metric].counted is counted
    assert found.score.opinion is not counted


def test_readings_that_mean_something_else_are_left_out_and_counted():
    """Answers to another question are not averaged in; the kind with most answers stands."""
    found = at("[{counts: [1, 2, 3, 4, 5], method: top2}, {counts: [10, 20, 30, 40, 50], method: mean}]", metric="csat")
    rated = found.metrics["csat"]
    assert (rated.estimate.n, rated.method, rated.left_out) == (150, "mean", 1)
    assert str(rated.notes[-1]) == "readings by another method, version, scale or question are left out: 1"


def test_deciles_are_kept_beside_the_mean():
    found = at("{value: 12 min, n: 40, p50: 8 min, p90: 31 min}", metric="duration").metrics["duration"]
    assert (found.p50, found.p90) == (8, 31)
    single = at("{times: {2 min: 6, 10 min: 3, 60 min: 1}}", metric="duration").metrics["duration"]
    assert (single.estimate.value, single.p50, single.p90) == (pytest.approx(10.2), 2, 35)


def test_the_score_falls_as_the_method_goes_below_its_own_middle():
    """A net satisfaction of -20 scores 40 on -100 to 100, not 0 on 0 to 100."""
    found = at("{value: -20, method: net}", metric="csat").metrics["csat"]
    assert (found.score, found.range) == (40, (-100, 100))
