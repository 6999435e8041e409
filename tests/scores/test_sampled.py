"""Intervals of a journey's figures: worked by hand, by a second method, and by drawing the counts again and again."""

import numpy as np
import pytest

from journeymap.metrics.pooling import Estimate, wilson
from journeymap.scores.figures import FIGURES
from journeymap.scores.movement import journey_moves, move
from journeymap.scores.sampled import estimate
from journeymap.views.comparison_journey import journey_then_and_now
from journeymap.views.comparison_words import told
from tests.support import journey, scored

LOOP = """
    a: {{channel: phone, next: {{a: {{share: {again}%, n: {n}}}, b: {{share: {on}%, n: {n}}}}}}}
    b: {{channel: phone, ends: {{completed: 100%}}}}
"""
SPLIT = """
    first: {{channel: web, measures: {{fcr: {{hits: 5000, n: 10000}}}}, next: {{good: {{share: {share}%{n}}},
      poor: {{share: {rest}%{n}}}}}}}
    good: {{channel: web, measures: {{fcr: {{hits: 9500, n: 10000}}}}, ends: {{completed: 100%}}}}
    poor: {{channel: web, measures: {{fcr: {{hits: 500, n: 10000}}}}, ends: {{abandoned: 100%}}}}
"""
TWO_LOOPS = """
    a: {{channel: phone, next: {{b: {{share: {p}%, n: 30}}}}, ends: {{completed: {{share: {not_p}%, n: 30}}}}}}
    b: {{channel: phone, next: {{a: {{share: {q}%, n: 30}}}}, ends: {{abandoned: {{share: {not_q}%, n: 30}}}}}}
"""


def looped(hits, n):
    share = f"{100 * hits / n:.10g}", f"{100 - 100 * hits / n:.10g}"
    return estimate(scored(journey(LOOP.format(again=share[0], on=share[1], n=n))), "contacts")


def split(hits, n, name="score", counted=True):
    share = f"{100 * hits / n:.10g}", f"{100 - 100 * hits / n:.10g}"
    return estimate(
        scored(journey(SPLIT.format(share=share[0], rest=share[1], n=f", n: {n}" if counted else ""))), name
    )


def drawn(many, n, share, seed=7):
    return np.random.default_rng(seed).binomial(n, share, many).tolist()


@pytest.mark.parametrize(("hits", "n"), [(5, 20), (44, 50), (190, 200)])
def test_a_sum_through_one_loop_has_wilsons_ends_carried_through_it(hits, n):
    """Contacts are 1/(1 - p) + 1: of a share's interval each end gives the end of the sum."""
    share, found = wilson(hits, n), looped(hits, n)
    assert (found.low, found.high) == pytest.approx((1 / (1 - share.low) + 1, 1 / (1 - share.high) + 1))
    assert found.low > 2


@pytest.mark.parametrize(("share", "n"), [(0.5, 50), (0.8, 50), (0.9, 50), (0.9, 100), (0.95, 100)])
def test_the_interval_of_a_sum_through_a_loop_covers_what_is_true(share, n):
    """In 600 samples of n visits, those left out in which nobody leaves the loop; it was 0.87 by slopes alone."""
    known = {hits: looped(hits, n) for hits in set(drawn(600, n, share)) if hits < n}
    sure = [known[hits] for hits in drawn(600, n, share) if hits < n]
    assert np.mean([one.low <= 1 / (1 - share) + 1 <= one.high for one in sure]) >= 0.92


def test_real_differences_in_a_loop_are_found_and_others_are_not():
    """80 % against 90 % of 200 is found in four of five pairs, as one of two shares is; 80 % against 80 % in few."""
    old, new, same = drawn(300, 200, 0.8), drawn(300, 200, 0.9, seed=8), drawn(300, 200, 0.8, seed=9)
    known = {hits: looped(hits, 200) for hits in {*old, *new, *same}}
    told = [[move(known[a], known[b], "lower").verdict for a, b in zip(old, other, strict=True)]
            for other in (new, same)]  # fmt: skip
    assert told[0].count("worse") >= 0.7 * 300
    assert sum(verdict in {"better", "worse"} for verdict in told[1]) <= 0.09 * 300


def test_a_score_hangs_on_the_shares_that_weigh_it():
    """The readings are the same and sure: with 50 and 60 of 100 the score moves with the share alone."""
    ends = [(one.value, one.low, one.high) for one in (split(50, 100), split(60, 100))]
    share = wilson(50, 100)
    least, most = (split(round(1000 * end), 1000).value for end in (share.low, share.high))
    assert ends[0][1:] == pytest.approx((least, most), abs=0.15)
    assert (
        move(split(5, 10), split(6, 10)).verdict == move(split(5, 10, "completion"), split(6, 10, "completion")).verdict
    )


def test_of_scores_nothing_is_told_if_no_share_was_counted():
    assert split(5, 10, counted=False) == Estimate(pytest.approx(35.0))
    assert move(split(5, 10, counted=False), split(6, 10, counted=False)).verdict == "said"


@pytest.mark.parametrize("name", ["score", "completion"])
def test_with_nothing_changed_a_score_stands_out_by_chance_alone(name):
    """Of 600 pairs in which only the sample of the shares differs, about one of twenty; it was three of four."""
    known = {hits: split(hits, 100, name) for hits in {*drawn(600, 100, 0.5), *drawn(600, 100, 0.5, seed=8)}}
    told = [move(known[a], known[b]).verdict
            for a, b in zip(drawn(600, 100, 0.5), drawn(600, 100, 0.5, seed=8), strict=True)]  # fmt: skip
    assert sum(verdict in {"better", "worse"} for verdict in told) <= 0.08 * 600
    true = {"score": split(50, 100).value, "completion": 0.5}[name]
    assert np.mean([known[hits].low <= true <= known[hits].high for hits in drawn(600, 100, 0.5)]) >= 0.92


def test_two_touchpoints_in_one_loop_cover_what_is_true():
    """Both ways round are counted 30 times at 70 %: contacts 1.7 / 0.51, completion 0.3 / 0.51."""
    hit = {"contacts": 0, "completion": 0}
    true = {"contacts": 1.7 / 0.51, "completion": 0.3 / 0.51}
    for p, q in zip(drawn(300, 30, 0.7), drawn(300, 30, 0.7, seed=8), strict=True):
        text = TWO_LOOPS.format(p=100 * p / 30, not_p=100 - 100 * p / 30, q=100 * q / 30, not_q=100 - 100 * q / 30)
        found = scored(journey(text))
        for name in hit:
            one = estimate(found, name)
            hit[name] += one.low <= true[name] <= one.high
    assert min(hit.values()) >= 0.9 * 300


def test_value_lost_hangs_on_every_share_on_the_way_to_the_loss():
    """Who is lost at `poor` was sent there by a share of ten: all of the value's interval is that share's."""
    told = "  j:\n    customers: 1000/year\n    value: 10 EUR/year\n"
    text = journey(SPLIT.format(share=50, rest=50, n=", n: 10")).replace("  j:\n", told)
    found, share = estimate(scored("project: {currency: EUR}\n" + text), "value"), wilson(5, 10)
    assert (found.value, found.low, found.high) == pytest.approx((5000, 10_000 * share.low, 10_000 * share.high))


def test_in_a_loop_that_nobody_was_seen_to_leave_there_is_no_interval():
    """All of 20 came back: how often they do so in the end, 20 visits cannot tell."""
    assert looped(20, 20).low is None
    assert move(looped(10, 20), looped(20, 20), "lower").verdict == "said"


def test_that_some_never_get_out_is_the_reason_and_not_that_something_was_only_said():
    """10 of 20 came back, then all of 20: both were counted, and completion goes from all to none."""
    half, none = (scored(journey(LOOP.format(again=again, on=100 - again, n=20))) for again in (50, 100))
    moves = journey_moves(half, none)
    assert {moves[name].verdict for name in ("completion", "contacts")} == {"endless"}
    assert str(told(FIGURES["completion"], "endless")) == "– some never get out"
    words = journey_then_and_now(half, none)
    assert str(words.governing[0]) == (
        "completion goes from 100% to 0%; some customers never get out, so that no count says how sure"
    )


def test_the_interval_of_any_map_is_finite_and_holds_the_figure():
    """120 maps of three touchpoints with ways to all, some of which nobody took."""
    draw, names = np.random.default_rng(1), "abc"
    seen = 0
    for _ in range(120):
        lines = []
        for name in names:
            n = int(draw.integers(1, 40))
            ways = [
                f"{{share: {100 * hits / n:.10g}%, n: {n}}}" for hits in draw.multinomial(n, draw.dirichlet([0.4] * 5))
            ]
            lines.append(f"{name}: {{channel: phone, next: {{a: {ways[0]}, b: {ways[1]}, c: {ways[2]}}}, "
                         f"ends: {{completed: {ways[3]}, abandoned: {ways[4]}}}}}")  # fmt: skip
        found = scored(journey("\n".join(lines)))
        for figure in ("completion", "contacts"):
            one = estimate(found, figure)
            if one.low is not None:
                seen += 1
                assert 0 <= one.low <= one.value + 1e-9
                assert one.value <= one.high + 1e-9 < np.inf
    assert seen > 150
