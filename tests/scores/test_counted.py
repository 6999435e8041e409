"""A score is exactly the mean of its counted part and its opinions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.scores.counted import of_touchpoint, split
from journeymap.scores.touchpoint import Term, weighted
from tests.support import STORIES, journey, scored, story

TEXT = journey("""
    a: {emotion: -1, measures: {csat: {counts: [8, 21, 38, 195, 110], method: top2}}}
    b: {emotion: 1, importance: 1, ends: completed}
""")
TERMS = st.lists(
    st.tuples(st.floats(0, 100), st.floats(0.01, 10), st.one_of(st.none(), st.floats(0, 20))), min_size=1, max_size=6
)


def test_counted_and_opinion_by_hand():
    """csat 81.99 has half of a's weight 3 of 4: 37.5%; the rest is (25·1.5 + 75·1) / 2.5 = 45."""
    parts = scored(TEXT).parts
    assert parts.counted.value == pytest.approx(100 * 305 / 372)
    assert parts.counted.low is not None
    assert parts.counted.n == 372
    assert parts.share == pytest.approx(0.375)
    assert parts.opinion == pytest.approx(45)
    assert scored(TEXT).counted == pytest.approx(0.375)


def test_a_touchpoint_without_counts_has_no_counted_part():
    assert of_touchpoint(scored(TEXT).touchpoints["b"]).counted is None


@pytest.mark.parametrize("name", STORIES)
def test_the_two_parts_make_the_score(name):
    """share · counted + (1 - share) · opinion is the score, in every story."""
    from journeymap.graph import build
    from journeymap.scores import score_journey

    opened = story(name)
    found = score_journey(build(opened, next(iter(opened.current))))
    parts = found.parts
    mixed = parts.share * parts.counted.value + (1 - parts.share) * parts.opinion
    assert mixed == pytest.approx(found.score.value)


@given(TERMS)
def test_the_parts_of_any_mean_make_it(raw):
    terms = [
        (
            Term(str(i), s, w),
            None if half is None else s - half,
            None if half is None else s + half,
            9 if half else None,
        )
        for i, (s, w, half) in enumerate(raw)
    ]
    parts, whole = split(terms), weighted(terms)
    counted = parts.counted.value if parts.counted else 0.0
    assert parts.share * counted + (1 - parts.share) * (parts.opinion or 0.0) == pytest.approx(whole.value)
    assert 0 <= parts.share <= 1
