"""What there is to close between today and the targets, and which initiative closes it."""

from journeymap.roadmap.gaps import level_gaps, map_gaps
from journeymap.roadmap.plan import plan

TODAY = {
    ("touchpoint", "book", "duration"): "25 min",
    ("touchpoint", "book", "tone"): "curt",
    ("touchpoint", "old", "channel"): "post",
}
WANTED = {
    ("touchpoint", "book", "duration"): "12 min",
    ("touchpoint", "book", "tone"): "formal",
    ("touchpoint", "new", "channel"): "app",
    ("touchpoint", "new", "duration"): "5 min",
}


def gaps(**after):
    """Return the gaps closed by initiatives that each change some facts of today."""
    states = {name: (TODAY, {k: v for k, v in {**TODAY, **facts}.items() if v}) for name, facts in after.items()}
    return map_gaps("t", TODAY, WANTED, states.__getitem__, tuple(sorted(states)))


def test_each_field_of_what_stays_and_each_place_that_comes_or_goes_is_a_gap():
    assert gaps() == {"t:book.duration": [], "t:book.tone": [], "t:new": [], "t:old": []}


def test_who_makes_a_place_as_wanted_closes_it():
    new = {key: value for key, value in WANTED.items() if key[1] == "new"}
    found = gaps(a=new, b=new, c={("touchpoint", "old", "channel"): None})
    assert found == {"t:book.duration": [], "t:book.tone": [], "t:new": ["a", "b"], "t:old": ["c"]}


def test_parts_that_different_initiatives_deliver_are_gaps_of_their_own():
    found = gaps(a={("touchpoint", "new", "channel"): "app"}, b={("touchpoint", "new", "duration"): "5 min"})
    assert {gap: by for gap, by in found.items() if by} == {"t:new": ["a"], "t:new.duration": ["b"]}


def test_who_only_comes_nearer_leaves_the_rest_open():
    found = gaps(a={("touchpoint", "book", "duration"): "18 min"}, b={("touchpoint", "book", "duration"): "30 min"})
    assert found["t:book.duration"] == []
    assert found["t:book.duration.nearer"] == ["a"]


def test_each_level_of_a_practice_is_a_gap():
    lifts = {"a": {"TEC-3": 2}, "b": {"TEC-3": 4, "MAP-1": 1}}
    assert level_gaps({"TEC-3": (1, 3), "MAP-1": (None, 1)}, lifts) == {
        "MAP-1@1": ["b"],
        "TEC-3@2": ["a", "b"],
        "TEC-3@3": ["b"],
    }


def test_of_two_ways_to_the_same_end_the_plan_takes_one_and_says_what_the_other_would_bring(load, words):
    roadmap = plan(load("""
targets: {t: {of: shop, changes: [{set: {pay.duration: 2 min}}]}}
initiatives:
  slow: {duration: 9 weeks, cost: 10 EUR, changes: [{set: {pay.duration: 2 min}}]}
  quick: {duration: 3 weeks, cost: 900 EUR, changes: [{set: {pay.duration: 2 min}}]}
"""))  # fmt: skip
    assert [item.id for item in roadmap.items] == ["quick"]
    assert words(item.reason for item in roadmap.left_out) == ["what it would bring, 'Quick' brings already"]


def test_money_that_never_comes_leaves_a_gap_open(load, words):
    roadmap = plan(load("""
budget: {2024-Q1: 50 EUR}
targets: {t: {of: shop, changes: [{set: {pay.duration: 2 min, pay.emotion: 1, find.duration: 5 min}}]}}
initiatives:
  a: {duration: 2 weeks, cost: 40 EUR, changes: [{set: {pay.duration: 2 min, pay.emotion: 1}}]}
  b: {duration: 1 week, after: c, cost: 20 EUR, changes: [{set: {find.duration: 5 min}}]}
  c: {duration: 1 week, cost: 1 EUR}
"""))  # fmt: skip
    assert words(item.reason for item in roadmap.left_out if item.id == "b") == [
        "the money is not there: it needs 21 EUR, and 10 EUR of the budget is left"
    ]
    assert [(stage.value, stage.status) for stage in roadmap.stages[:1]] == [(1, "proved")]
