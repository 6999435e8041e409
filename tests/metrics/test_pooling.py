"""Intervals against other methods, and the laws of pooling: the whole is the sum of its parts, in any order."""

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from journeymap.metrics import shipped
from journeymap.metrics.pooling import (
    Estimate,
    Raw,
    canonical,
    combine,
    difference,
    mean,
    mean_time,
    merge,
    net,
    quantile,
    spread,
    time_quantile,
    wilson,
)
from journeymap.model.measures import Reading, Timed

SHARE = shipped()["fcr"]
ANSWERS = st.lists(st.integers(0, 40), min_size=7, max_size=7).filter(lambda counts: sum(counts) > 1)
HITS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def near(one, other):
    """Tell whether two estimates are the same but for rounding."""
    pairs = [(one.value, other.value), (one.low, other.low), (one.high, other.high)]
    assert one.n == other.n
    for a, b in pairs:
        assert (a is None) == (b is None)
        assert a is None or a == pytest.approx(b, rel=1e-9, abs=1e-9)


def whole(metric, readings, scale=(1, 7)):
    """Return the pooled estimate of readings."""
    merged = merge([canonical(reading, metric.formula) for reading in readings])
    return combine([metric.estimate(Raw(reading, *scale)) for reading in merged])


@given(HITS)
def test_wilson_equals_the_one_of_scipy(case):
    hits, n = case
    found, other = wilson(hits, n), stats.binomtest(hits, n).proportion_ci(method="wilson")
    assert (found.low, found.high) == pytest.approx((other.low, other.high), abs=1e-12)


@given(ANSWERS)
@settings(deadline=None)
def test_the_interval_of_a_mean_equals_the_one_of_scipy(counts):
    """Student's t below 30 answers, the normal distribution from 30 on, cut at the ends of the scale."""
    values = np.repeat(np.arange(1, 8), counts)
    found = mean(counts)
    assert found.value == pytest.approx(values.mean())
    if values.std() == 0:
        assert (found.low, found.high) == (None, None), "a sample without spread says nothing about it"
        return
    law = stats.t(len(values) - 1) if len(values) < 30 else stats.norm()
    half = law.ppf(0.975) * stats.sem(values)
    assert found.low == pytest.approx(max(1, values.mean() - half))
    assert found.high == pytest.approx(min(7, values.mean() + half))


@pytest.mark.parametrize("n", range(2, 30))
def test_small_samples_take_the_exact_quantile(n):
    assert quantile(n) == pytest.approx(stats.t(n - 1).ppf(0.975), rel=1e-9)


GROUPS = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60)).filter(lambda groups: sum(groups) > 0)


@given(GROUPS)
def test_the_net_score_is_the_mean_of_its_answers_within_its_interval_and_scale(groups):
    """Promoters count 100, passives 0, detractors -100."""
    plus, zero, minus = groups
    found = net(plus, minus, sum(groups))
    assert found.value == pytest.approx(np.repeat([100, 0, -100], [plus, zero, minus]).mean())
    assert -100 - 1e-9 <= found.low <= found.value <= found.high <= 100 + 1e-9
    turned = net(minus, plus, sum(groups))
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))


def test_in_large_samples_the_net_score_has_the_variance_of_its_answers():
    """Second method: the standard error of 50,000 numbers 100, 0 and -100."""
    values = np.repeat([100, 0, -100], [25_000, 20_000, 5_000])
    found, half = net(25_000, 5_000, 50_000), 1.959963984540054 * values.std() / math.sqrt(50_000)
    assert (found.low, found.high) == pytest.approx((40 - half, 40 + half), abs=0.01)


@pytest.mark.parametrize(
    ("n", "plus", "minus"),
    [(10, 0.5, 0.1), (10, 0.9, 0.05), (20, 0.05, 0.02), (30, 0.9, 0.02), (30, 0.2, 0.2), (100, 0.5, 0.1)],
)
def test_the_interval_of_a_net_score_covers_the_truth_in_19_of_20_samples(n, plus, minus):
    """20,000 samples with a fixed seed; by the multinomial variance alone 65 % to 94 % of these cover it."""
    dice = np.random.default_rng(20260102)
    drawn, many = np.unique(dice.multinomial(n, [plus, minus, 1 - plus - minus], 20_000), axis=0, return_counts=True)
    ends = [net(int(up), int(down), n) for up, down, _ in drawn]
    covered = sum(m for e, m in zip(ends, many, strict=True) if e.low <= 100 * (plus - minus) <= e.high) / 20_000
    assert covered >= 0.93


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [((20, 20), (100, 1000), 0.7376, 0.9171), ((6, 10), (20, 20), -0.6873, -0.1177)],
)
def test_the_interval_of_a_difference_is_crooked_where_its_parts_are(one, other, low, high):
    """By hand from Wilson's ends: 20 of 20 has 83.9 to 100 %, 100 of 1000 8.3 to 12.0 %, 6 of 10 31.3 to 83.2 %."""
    found = difference(wilson(*one), wilson(*other))
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)
    assert -1 <= found.low <= found.high <= 1


def test_wilson_covers_the_true_share_in_19_of_20_samples():
    """20,000 samples of 40 for each true share, with a fixed seed: within one and a half points of 95 %."""
    dice = np.random.default_rng(20260101)
    for true in (0.05, 0.2, 0.5, 0.9):
        hits = dice.binomial(40, true, 20_000)
        ends = {int(k): wilson(int(k), 40) for k in set(hits.tolist())}
        covered = np.mean([ends[int(k)].low <= true <= ends[int(k)].high for k in hits])
        assert covered == pytest.approx(0.95, abs=0.025), true


@given(st.lists(HITS, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_shares_are_pooled_by_adding_counts_in_any_order(parts, dice):
    hits, n = (sum(column) for column in zip(*parts, strict=True))
    readings = [Reading(hits=h, n=m) for h, m in parts]
    readings += [Reading.model_validate({"from": {"solved_first": h, "matters": m}}) for h, m in parts]
    dice.shuffle(readings)
    near(whole(SHARE, readings), wilson(2 * hits, 2 * n))


@given(st.lists(ANSWERS, min_size=2, max_size=4))
def test_answers_are_pooled_by_point(parts):
    every = [sum(column) for column in zip(*parts, strict=True)]
    near(whole(shipped()["ces"], [Reading(counts=tuple(part)) for part in parts]), mean(every))


@given(st.lists(st.lists(st.integers(1, 99), min_size=2, max_size=9), min_size=2, max_size=4))
def test_totals_and_times_are_pooled_as_if_measured_together(parts):
    """Single times, and totals with the deviation of each part, give the mean and the interval of all of them."""
    every = np.array([value for part in parts for value in part], dtype=float)
    metric = shipped()["duration"]
    times = [Reading.model_validate({"times": [f"{value} min" for value in part]}) for part in parts]
    totals = [
        Reading.model_validate(
            {"total": f"{sum(part)} min", "n": len(part), "sd": f"{float(np.std(part, ddof=1)):.12f} min"}
        )
        for part in parts
    ]
    together = spread(float(every.mean()), float(every.std(ddof=1)), len(every), 0.0)
    near(whole(metric, times), together)
    found = whole(metric, totals)
    assert found.value == pytest.approx(together.value)
    if together.low is not None:
        assert (found.low, found.high) == pytest.approx((together.low, together.high), rel=1e-6, abs=1e-6)


def test_a_total_without_a_deviation_leaves_the_whole_without_an_interval():
    parts = [
        Reading.model_validate({"total": "20 min", "n": 4, "sd": "1 min"}),
        Reading.model_validate({"total": "9 min", "n": 3}),
    ]
    assert whole(shipped()["duration"], parts) == Estimate(29 / 7, 7)


def test_promoters_by_name_and_by_point_are_one_sample():
    """30 answers by point and 100 by group: 65 promoters, 15 detractors of 130."""
    metric = shipped()["nps"]
    by_point = Reading(counts=(0, 0, 0, 0, 0, 0, 5, 5, 5, 10, 5))
    by_name = Reading.model_validate({"from": {"promoters": 50, "passives": 40, "detractors": 10}})
    near(whole(metric, [by_point, by_name], (0, 10)), net(65, 15, 130))


@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 1)), min_size=2, max_size=6)
)
def test_a_weighted_mean_stays_on_its_scale_and_knows_no_order(parts):
    """The interval holds the value and never leaves the scale of its parts; scaled weights change nothing."""
    estimates = [Estimate(sorted(ends)[1], 10, min(ends), max(ends)) for *ends, _ in parts]
    weights = [weight for *_, weight in parts]
    found = combine(estimates, weights)
    assert -1e-12 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1 + 1e-12
    turned = combine(estimates[::-1], [7 * weight for weight in reversed(weights)])
    near(found, turned)


def test_the_interval_of_a_weighted_mean_has_the_variance_of_its_terms():
    """Where intervals are even, distances add in squares: √(0.7²·0.1² + 0.3²·0.2²) = 0.0922."""
    found = combine([Estimate(0.5, 100, 0.4, 0.6), Estimate(0.3, 25, 0.1, 0.5)], [0.7, 0.3])
    assert found.value == pytest.approx(0.44)
    assert found.high - found.value == pytest.approx(math.hypot(0.07, 0.06))


def test_an_opinion_is_not_averaged_with_counts():
    """Unknown n is not n of one: only what was counted counts, alike only if nothing was."""
    assert combine([Estimate(0.9), Estimate(0.5, 100, 0.4, 0.6), Estimate(0.7, 100, 0.6, 0.8)]).value == pytest.approx(
        0.6
    )
    assert combine([Estimate(2.0), Estimate(4.0)]) == Estimate(3.0)


@pytest.mark.parametrize("part", [0.5, 0.9])
@given(st.lists(st.integers(1, 60), min_size=1, max_size=30))
def test_deciles_of_times_equal_those_of_numpy(part, minutes):
    found = time_quantile([Timed.model_validate(f"{value} min") for value in minutes], part)
    assert found == pytest.approx(float(np.quantile(minutes, part, method="averaged_inverted_cdf")))


def test_counted_times_are_the_single_times():
    single = [Timed.model_validate(f"{value} min") for value in (2, 2, 2, 6)]
    counted = [Timed.model_validate({"at": "2 min", "n": 3}), Timed.model_validate("6 min")]
    assert mean_time(single) == mean_time(counted)
    assert time_quantile(single, 0.5) == time_quantile(counted, 0.5) == 2


@pytest.mark.parametrize("name", [name for name, metric in sorted(shipped().items()) if metric.formula is not None])
@given(seed=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_raw_figures_of_parts_pool_to_those_of_the_whole(name, seed):
    """For every formula: figures added and computed once equal readings merged."""
    metric, dice = shipped()[name], random.Random(seed)
    parts = [figures(metric, dice) for _ in range(3)]
    together = {key: sum(part[key] for part in parts) for key in parts[0]}
    near(whole(metric, [reading_of(metric, part) for part in parts]), whole(metric, [reading_of(metric, together)]))


def figures(metric, dice):
    """Draw raw figures that are possible together: a part is drawn within its whole."""
    found = {part.name: dice.randint(50, 500) for part in metric.formula.parts if part.within is None}
    while len(found) < len(metric.formula.parts):
        for part in metric.formula.parts:
            if part.within in found and part.name not in found:
                found[part.name] = dice.randint(1, found[part.within] // 3 + 1)
    return found


def reading_of(metric, figures):
    units = {"min": " min", "money": " EUR", "count": ""}
    return Reading.model_validate(
        {"from": {key: f"{n}{units[metric.formula.part(key).unit]}" for key, n in figures.items()}}
    )
