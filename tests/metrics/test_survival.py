"""Times of which some are not known yet: published examples, a case by hand, and the laws of the median."""

import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.metrics.survival import survival
from journeymap.model.measures import Timed
from tests.support import journey, problems, scored

# E. J. Freireich et al., "The effect of 6-mercaptopurine on the duration of steroid-induced remissions in acute
# leukemia", Blood 21 (1963) 699-716: weeks of remission, the 21 pairs of the sequential trial.
MERCAPTOPURINE = [6, 6, 6, 7, 10, 13, 16, 22, 23]
STILL_IN_REMISSION = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]

MINUTES = st.lists(st.integers(1, 40), min_size=1, max_size=25)


def timed(*minutes):
    return [Timed.model_validate(f"{value} min") for value in minutes]


def median(times, still_open=()):
    return survival(timed(*times), timed(*still_open)).median


def product_limit(times, still_open):
    """Kaplan and Meier's estimate written out, the second method: the curve after each time with an answer."""
    curve, height = [], 1.0
    for time in sorted(set(times)):
        at_risk = sum(other >= time for other in (*times, *still_open))
        height *= 1 - times.count(time) / at_risk
        curve.append((time, height))
    return curve


def test_remission_under_mercaptopurine_lasts_23_weeks():
    """Median 23 weeks, log-log interval from 13 weeks without an upper end, as in the textbooks on these data."""
    found = survival(timed(*MERCAPTOPURINE), timed(*STILL_IN_REMISSION))
    assert (found.n, found.answered, found.median, found.low, found.high) == (21, 9, 23, 13, None)
    assert found.reached == pytest.approx(1 - 0.4482, abs=5e-5), "the curve ends at 0.448"


def test_remission_under_placebo_lasts_8_weeks():
    """Median 8 weeks, interval 4 to 11, without any censoring."""
    found = survival(timed(*PLACEBO))
    assert (found.n, found.median, found.low, found.high) == (21, 8, 4, 11)


def test_four_contacts_by_hand():
    """Answers at 1, 2 and 4 min, one still open at 3 min: 3/4, then 1/2 until the curve is at 0, so the middle, 3 min."""
    assert median([1, 2, 4], [3]) == 3
    assert median([1, 2, 4]) == 2, "dropping the open contact would make the service look quicker"


def test_the_median_is_unknown_where_the_curve_stays_above_one_half():
    """Of four contacts one is answered after 1 min, three are still open after 2 min."""
    found = survival(timed(1), timed(2, 2, 2))
    assert (found.median, found.low, found.high, found.reached, found.watched) == (None, 1, None, 0.25, 2)


def test_contacts_that_were_never_answered_are_no_answer():
    assert survival((), timed(5, 5)).median is None


@given(MINUTES)
@settings(max_examples=40, deadline=None)
def test_without_censoring_it_is_the_sample_median(times):
    assert median(times) == pytest.approx(statistics.median(times))


@given(MINUTES, st.lists(st.integers(1, 40), max_size=25), st.integers(1, 60))
@settings(max_examples=40, deadline=None)
def test_one_more_open_contact_never_shortens_it(times, still_open, more):
    before, after = median(times, still_open), median(times, [*still_open, more])
    assert after is None or (before is not None and after >= before)


@given(MINUTES, st.lists(st.integers(1, 40), max_size=25))
@settings(max_examples=40, deadline=None)
def test_it_is_where_the_product_limit_first_is_at_one_half(times, still_open):
    curve = product_limit(times, still_open)
    first = next(((time, height) for time, height in curve if height <= 0.5 + 1e-9), None)
    found = survival(timed(*times), timed(*still_open))
    if first is None:
        assert found.median is None
        return
    reached, height = first
    later = next((time for time, other in curve if other < 0.5 - 1e-9), reached)
    assert found.median == pytest.approx((reached + later) / 2 if abs(height - 0.5) < 1e-9 else reached)
    assert found.low is None or found.low <= found.median
    assert found.high is None or found.high >= found.median


def test_the_order_of_contacts_and_counting_them_change_nothing():
    counted = survival([Timed.model_validate({"at": "6 min", "n": 3}), *timed(7, 10, 13, 16, 22, 23)],
                       timed(*reversed(STILL_IN_REMISSION)))  # fmt: skip
    assert counted == survival(timed(*MERCAPTOPURINE), timed(*STILL_IN_REMISSION))


def test_a_touchpoint_shows_the_median_with_its_open_interval():
    """The score of an interval without an upper end goes down to the end of the scale."""
    times = ", ".join(f"{value} h" for value in MERCAPTOPURINE)
    still = ", ".join(f"{value} h" for value in STILL_IN_REMISSION)
    found = scored(
        journey(f"a: {{measures: {{response_time: {{times: [{times}], open: [{still}]}}}}, ends: completed}}")
    )
    rated = found.touchpoints["a"].metrics["response_time"]
    assert (rated.estimate.value, rated.estimate.low, rated.estimate.high) == (23 * 60, 13 * 60, None)
    assert rated.low == 0
    assert rated.score < rated.high < 75


def test_an_unknown_median_has_no_score_and_says_so():
    """Neither zero nor the time watched is put in its place."""
    point = scored(
        journey("a: {measures: {response_time: {times: [1 h], open: {2 d: 40}}}, ends: completed}")
    ).touchpoints["a"]
    assert point.score is None
    assert "response_time" not in point.metrics
    unknown = point.unknown["response_time"]
    assert (unknown.n, unknown.watched) == (41, 2 * 1440)
    assert str(unknown.reason) == (
        "an estimated 2.4% of 41 contacts have an answer within 2 d, the longest watched: the median is unknown"
    )


def test_several_readings_are_one_sample():
    """Times are put together, not their medians averaged: of 1, 2, 30, 40, 50 min the median is 30 min."""
    found = scored(journey("""
        a: {measures: {response_time: [{times: [1 min, 2 min]}, {times: [30 min, 40 min, 50 min]}]}, ends: completed}
    """)).touchpoints["a"].metrics["response_time"]  # fmt: skip
    assert (found.estimate.value, found.estimate.n, found.pooled_by) == (30, 5, "times")


@pytest.mark.parametrize(
    ("reading", "code"),
    [
        ("{times: []}", "bad-value"),
        ("{times: {1 min: 2000000}}", "out-of-range"),
        ("{times: {1 min: 900000}, open: {1 min: 900000}}", "bad-value"),
        ("{times: [1 min], value: 2 min}", "one-form"),
        ("{total: 20 min, n: 3}", "bad-form"),
        ("{times: [-1 min]}", "bad-value"),
    ],
)
def test_impossible_times_are_located_problems(reading, code):
    found = problems(journey(f"a: {{measures: {{response_time: {reading}}}, ends: completed}}"))
    assert [problem.code for problem in found] == [code]
    assert found[0].span.line == 5
