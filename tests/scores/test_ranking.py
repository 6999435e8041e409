"""Ranks by hand, and the laws of overlap."""

from hypothesis import given
from hypothesis import strategies as st

from journeymap.scores.ranking import Rank, ranks

ENDS = st.tuples(st.floats(0, 100), st.floats(0, 100)).map(lambda ends: (min(ends), max(ends)))
ITEMS = st.dictionaries(st.text(max_size=3), ENDS, max_size=8)


def test_overlap_is_not_handed_on():
    """A overlaps B and B overlaps C, but A lies above C: A 1-2, B 1-3, C 2-3."""
    found = ranks({"a": (60, 70), "b": (50, 62), "c": (40, 55)})
    assert found == {"a": Rank(1, 2, 3), "b": Rank(1, 3, 3), "c": Rank(2, 3, 3)}


def test_touching_ends_are_not_apart():
    assert ranks({"a": (50, 60), "b": (40, 50)}) == {"a": Rank(1, 2, 2), "b": Rank(1, 2, 2)}


def test_apart_is_one_place_each():
    found = ranks({"low": (1, 2), "high": (8, 9), "mid": (4, 5)})
    assert [found[name].best for name in ("high", "mid", "low")] == [1, 2, 3]
    assert all(rank.sure for rank in found.values())


@given(ITEMS, st.randoms(use_true_random=False))
def test_order_does_not_matter(items, dice):
    shuffled = list(items.items())
    dice.shuffle(shuffled)
    assert ranks(dict(shuffled)) == ranks(items)


@given(ITEMS)
def test_ranges_touch_unless_the_intervals_are_apart(items):
    """Places lie in 1..n, and an item lies before another for sure exactly if its interval lies above."""
    found = ranks(items)
    for name, (low, high) in items.items():
        assert 1 <= found[name].best <= found[name].worst <= len(items)
        assert found[name].best == 1 + sum(other[0] > high for other in items.values())
        assert found[name].worst == len(items) - sum(other[1] < low for other in items.values())


@given(ITEMS, st.floats(0, 5))
def test_less_sure_is_never_ranked_more_surely(items, more):
    """Widening every interval never narrows a range of places."""
    before = ranks(items)
    after = ranks({name: (low - more, high + more) for name, (low, high) in items.items()})
    assert all(after[n].best <= before[n].best and before[n].worst <= after[n].worst for n in items)
