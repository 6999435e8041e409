"""Benchmarks stand beside our figure only where metric, method, version and scale meet."""

import pytest

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
