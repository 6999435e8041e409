"""Differences told from chance: worked by hand, by simulation, and by laws."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.metrics.pooling import Estimate, wilson
from journeymap.scores.movement import journey_moves, move, touchpoint_move
from journeymap.scores.sampled import estimate
from tests.support import journey, scored

TWO_WAYS = """
    a: {channel: web, next: {b: {share: 60%, n: 200}}, ends: {abandoned: {share: 40%, n: 200}}}
    b: {channel: phone, next: {a: {share: 10%, n: 100}}, ends: {completed: {share: 90%, n: 100}}}
"""
COUNTS = st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda pair: (min(pair), max(pair)))


def test_two_counted_shares_have_newcombes_interval():
    """Newcombe (1998), table II, example (a): 56 of 70 less 48 of 80 is 0.2, from 0.0524 to 0.3339."""
    found = move(wilson(48, 80), wilson(56, 70))
    assert found.verdict == "better"
    assert [round(x, 4) for x in (found.difference.value, found.difference.low, found.difference.high)] == [
        0.2, 0.0524, 0.3339]  # fmt: skip


def test_completion_of_one_counted_step_has_the_interval_of_its_share():
    """With one split the expected sum is the share itself, so that Wilson's interval is exact."""
    text = "a: {channel: web, ends: {completed: {share: 70%, n: 400}, abandoned: {share: 30%, n: 400}}}"
    assert estimate(scored(journey(text)), "completion") == pytest.approx(wilson(280, 400))


def test_the_interval_of_completion_covers_what_resampling_the_counts_does():
    """The spread by the delta method is that of 4,000 journeys drawn from the two counts, to a tenth."""
    found = estimate(scored(journey(TWO_WAYS)), "completion")
    draw = np.random.default_rng(7)
    on, back = draw.binomial(200, 0.6, 4000) / 200, draw.binomial(100, 0.1, 4000) / 100
    drawn = on * (1 - back) / (1 - on * back)
    assert found.value == pytest.approx(0.54 / 0.94)
    assert (found.high - found.low) / (2 * 1.96) == pytest.approx(drawn.std(), rel=0.1)


def test_one_share_nobody_counted_takes_the_interval_away():
    said = TWO_WAYS.replace("{share: 60%, n: 200}", "60%").replace("{share: 40%, n: 200}", "40%")
    assert estimate(scored(journey(said)), "completion") == Estimate(pytest.approx(0.54 / 0.94))
    assert journey_moves(scored(journey(TWO_WAYS)), scored(journey(said)))["completion"].verdict == "same"


def test_waiting_that_was_only_said_has_no_interval_though_the_ways_were_counted():
    said = TWO_WAYS.replace("channel: phone", "channel: phone, waiting: 2 h")
    assert estimate(scored(journey(said)), "waiting").low is None


def test_touchpoints_are_compared_by_what_was_counted_both_times():
    """An opinion that is added moves the score; it does not move what was counted."""
    text = "a: {{channel: web, measures: {{fcr: {{hits: {hits}, n: 200}}}}{more}, ends: completed}}"
    old, new = (scored(journey(text.format(hits=h, more=m))) for h, m in ((120, ""), (120, ", emotion: -2")))
    assert touchpoint_move(old.touchpoints["a"], new.touchpoints["a"]).verdict == "same"
    assert new.touchpoints["a"].score.value != old.touchpoints["a"].score.value


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        (None, wilson(1, 2), "unknown"),
        (Estimate(0.2), Estimate(0.9), "said"),
        (Estimate(0.2), wilson(90, 100), "said"),
        (wilson(20, 100), wilson(20, 100), "same"),
        (wilson(20, 100), wilson(25, 100), "alike"),
        (wilson(20, 100), wilson(60, 100), "better"),
    ],
)
def test_what_can_be_told(old, new, verdict):
    assert move(old, new).verdict == verdict


@given(COUNTS, COUNTS)
def test_swapping_then_and_now_swaps_better_and_worse(one, other):
    swapped = {"better": "worse", "worse": "better"}
    there, back = move(wilson(*one), wilson(*other)), move(wilson(*other), wilson(*one))
    assert swapped.get(there.verdict, there.verdict) == back.verdict
    assert math.isclose(there.difference.low, -back.difference.high, abs_tol=1e-12)


@given(COUNTS, COUNTS)
def test_less_is_better_turns_the_verdict_round(one, other):
    swapped = {"better": "worse", "worse": "better"}
    verdict = move(wilson(*one), wilson(*other)).verdict
    assert move(wilson(*one), wilson(*other), "lower").verdict == swapped.get(verdict, verdict)
