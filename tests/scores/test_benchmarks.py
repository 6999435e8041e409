"""Benchmarks stand beside our figure only where metric, method, version and scale meet."""

import math

import pytest

from journeymap.metrics.pooling import wilson
from journeymap.scores.benchmarks import peers
from tests.support import journey, scored

OURS = journey("""
    a:
      duration: 25 min
      measures:
        csat: {counts: [8, 21, 38, 195, 110], method: top2, scale: 1-5}
        nps: {counts: [1, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9], scale: 0-10}
      ends: completed
""")


def benchmark(name, metric, value, ours="true", **more):
    fields = "".join(f", {key}: {text}" for key, text in more.items())
    return (f"  {name}: {{metric: {metric}, value: {value}, sector: x, ours: {ours}, source: s, date: '2024', "
            f"touchpoint: j.a{fields}}}\n")  # fmt: skip


def found(*lines):
    return {peer.id: peer for peer in peers(scored(OURS + "benchmarks:\n" + "".join(lines)))}


def test_sector_outside_and_the_best_are_told_apart():
    """12 min in the sector, 5 min outside: the best is 5, and only one is the best."""
    shown = found(benchmark("near", "duration", "12 min"), benchmark("far", "duration", "5 min", ours="false"))
    assert {name: (peer.theirs, peer.best, peer.benchmark.ours) for name, peer in shown.items()} == {
        "near": (12, False, True), "far": (5, True, False),
    }  # fmt: skip
    assert shown["far"].gap > shown["near"].gap > 0


@pytest.mark.parametrize(("more", "compares"), [
    ({"method": "top2"}, True), ({"method": "mean"}, False), ({}, False), ({"method": "top2", "scale": "1-7"}, False),
])  # fmt: skip
def test_a_rating_compares_by_the_same_method_and_scale_only(more, compares):
    peer = found(benchmark("x", "csat", "80", **more))["x"]
    assert (peer.theirs is not None) is compares
    assert (peer.reason is None) is compares


def test_what_we_do_not_measure_does_not_compare():
    peer = found(benchmark("x", "fcr", "80%"))["x"]
    assert (peer.theirs, peer.gap, str(peer.reason)) == (None, 0, "we do not measure it here")


def test_an_interval_that_reaches_them_is_no_gap():
    """Ours is 81.99 with an interval up to 85.6: 84 is not ahead, 95 is."""
    shown = found(benchmark("near", "csat", "84", method="top2"), benchmark("far", "csat", "95", method="top2"))
    assert shown["near"].gap == 0
    assert shown["far"].gap == pytest.approx(0.95 - 305 / 372)


def test_a_benchmark_from_few_cases_is_not_told_apart():
    """80 % of 5 lies anywhere from 38 to 96 %, so that 60 % of 1,000 is not behind; 80 % of 5,000 is ahead of it."""
    ours = journey("a: {measures: {fcr: {hits: 600, n: 1000}}, ends: completed}")
    lines = benchmark("few", "fcr", "80%", n="5") + benchmark("many", "fcr", "80%", n="5000")
    lines += benchmark("exact", "fcr", "80%") + benchmark("worse", "fcr", "50%", n="5000")
    shown = {peer.id: peer for peer in peers(scored(ours + "benchmarks:\n" + lines))}
    assert {name: (peer.verdict, peer.gap > 0) for name, peer in shown.items()} == {
        "few": ("alike", False), "many": ("lower", True), "exact": ("lower", True), "worse": ("higher", False),
    }  # fmt: skip
    few, mine = wilson(4, 5), wilson(600, 1000)
    assert (shown["few"].other.low, shown["few"].other.high) == pytest.approx((few.low, few.high))
    assert shown["few"].distance.low == pytest.approx(-0.2 - math.hypot(0.6 - mine.low, few.high - 0.8))


def test_an_opinion_has_no_verdict():
    peer = found(benchmark("x", "duration", "5 min"))["x"]
    assert (peer.verdict, peer.gap > 0) == (None, True)


@pytest.mark.parametrize(("standard", "more", "words"), [
    ("{standard: {answer: 80% in 10 s}}", {"standard": "90% in 10 s"}, None),
    ("{standard: {answer: 80% in 10 s}}", {"standard": "80/300"}, "they count by another time: 5 min, ours is 10 s"),
    ("{standard: {answer: 80% in 10 s}}", {},
     "it names no `standard`, so that it is not known by which time they count"),
    ("{}", {"standard": "80/20"},
     "the channel names no standard, so that it is not known by which time we count"),
])  # fmt: skip
def test_service_levels_compare_by_the_same_time_only(standard, more, words):
    ours = f"channels: {{phone: {standard}}}\n" + journey(
        "a: {channel: phone, measures: {service_level: {hits: 600, n: 1000}}, ends: completed}"
    )
    [peer] = peers(scored(ours + "benchmarks:\n" + benchmark("x", "service_level", "95%", **more)))
    assert (None if peer.reason is None else str(peer.reason)) == words
    assert (peer.theirs is None) is (words is not None)
