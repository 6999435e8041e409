"""Initiatives wait for each other as declared, and because practices stand on practices."""

from types import SimpleNamespace

from journeymap.maturity.result import Foundation
from journeymap.roadmap.prerequisites import prerequisites


def maturity(has):
    """TEC-3 stands on MAP-1 at level 2, which has the level given."""
    unmet = (Foundation("MAP-1", 2, has),) if has is None or has < 2 else ()
    return SimpleNamespace(practices={"TEC-3": SimpleNamespace(foundations_unmet=unmet)})


def found(load, text, has=1):
    result = prerequisites(load("initiatives:\n" + text), maturity(has))
    return dict(result.after), {name: [str(text) for text in texts] for name, texts in result.remarks.items()}


LIFTS = "  a: {duration: 1 week, lifts: {TEC-3: 3}}\n"


def test_what_lifts_a_practice_waits_for_what_lifts_its_foundation_and_says_so(load):
    after, remarks = found(load, LIFTS + "  b: {title: B, duration: 2 weeks, lifts: {MAP-1: 2}}")
    assert after == {"a": ("b",), "b": ()}
    assert remarks == {"a": ["waits for 'B', which lifts MAP-1 to level 2: TEC-3 stands on it"]}


def test_of_several_it_waits_for_the_one_it_waits_for_anyway_else_the_quickest(load):
    two = "  b: {duration: 2 weeks, lifts: {MAP-1: 2}}\n  c: {duration: 1 week, lifts: {MAP-1: 3}}\n"
    assert found(load, LIFTS + two)[0]["a"] == ("c",)
    assert found(load, LIFTS.replace("lifts", "after: b, lifts") + two)[0]["a"] == ("b",)


def test_nothing_is_implied_where_the_foundation_stands_is_unknown_or_is_lifted_by_itself(load):
    other = "  b: {lifts: {MAP-1: 2}}"
    assert found(load, LIFTS + other, has=2)[0]["a"] == ()
    assert found(load, LIFTS + other, has=None)[0]["a"] == ()
    assert found(load, "  a: {lifts: {TEC-3: 3, MAP-1: 2}}\n" + other)[0]["a"] == ()


def test_no_circle_arises_and_what_nobody_lifts_is_said(load):
    after, remarks = found(load, LIFTS + "  b: {title: B, after: a, lifts: {MAP-1: 2}}")
    assert after == {"a": (), "b": ("a",)}
    assert remarks == {"a": ["TEC-3 stands on MAP-1, which 'B' lifts to level 2 only later"]}
    assert found(load, LIFTS)[1] == {
        "a": ["TEC-3 stands on MAP-1, which has level 1 and should have 2; no initiative lifts it so far"]
    }
