"""Readings of a touchpoint compared in their own units: laws that hold for any counts."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.metrics.pooling import difference, wilson
from journeymap.scores.moved_readings import reading_moves
from tests.support import journey, scored

HITS = st.integers(0, 200)
SWAPPED = {"better": "worse", "worse": "better"}


def shares(solved, lost):
    return scored(journey(f"a: {{channel: phone, measures: {{fcr: {{hits: {solved}, n: 200}}, "
                          f"abandonment: {{hits: {lost}, n: 200}}}}, ends: completed}}"))  # fmt: skip


@settings(max_examples=25)
@given(HITS, HITS, HITS, HITS)
def test_swapping_then_and_now_swaps_better_and_worse_and_the_ends_of_each_difference(solved, lost, later, less):
    old, new = shares(solved, lost), shares(later, less)
    there, back = reading_moves(old, new, "a"), reading_moves(new, old, "a")
    assert [found.figure.id for found in there] == [found.figure.id for found in back] == ["fcr", "abandonment"]
    for one, other in zip(there, back, strict=True):
        assert SWAPPED.get(one.move.verdict, one.move.verdict) == other.move.verdict
        assert math.isclose(one.move.difference.low, -other.move.difference.high, abs_tol=1e-12)


@settings(max_examples=25)
@given(HITS, HITS)
def test_a_share_has_newcombes_interval_wherever_its_score_ends(before, after):
    [found, _] = reading_moves(shares(before, 20), shares(after, 20), "a")
    assert found.move.difference == difference(wilson(after, 200), wilson(before, 200))
