"""What if: assignments become changes, with places, and never touch what they do not name."""

import pytest

from journeymap.changes.whatif import what_if
from journeymap.graph import build as link
from journeymap.scores import score_journey
from tests.support import journey, story, tools, workspace

TEXT = (
    journey("""
    a:
      duration: 25 min
      measures: {ces: {version: 1, counts: [1, 2, 3, 4, 5], scale: 1-5}}
      next: {b: {share: 60%, handoff: true, by_persona: {p: 40%}}}
      ends: {completed: 30%, abandoned: 10%}
    b:
      fails: {share: 20%, because: it rains, ends: churned}
      ends: {completed: 80%}
    c: {ends: completed}
""")
    + "personas: {p: {share: 10%}}\nmeasurements: [{journey: j, touchpoint: b, metric: fcr, hits: 60, n: 80}]\n"
)


def tried(*assignments, text=TEXT):
    return what_if(workspace(text), ["j"], assignments, tools().known())


def after(*assignments, text=TEXT):
    found = tried(*assignments, text=text)
    assert found.problems == (), [str(problem.message) for problem in found.problems]
    return score_journey(link(found.workspace, "j"))


def shares(score, name):
    return {edge.target: edge.share for edge in score.graph.outgoing[name]}


def test_a_metric_is_replaced_by_a_value_read_as_before():
    """Version and scale stay, so 2 of 1-5 with low as good is 75; n goes: what was assumed is an opinion."""
    found = after("a.ces=2").touchpoints["a"].metrics["ces"]
    assert (found.estimate.n, found.method) == (None, "version 1.0")
    assert found.score == pytest.approx(75)


def test_a_short_field_and_a_measurement_kept_apart_are_replaced():
    score = after("a.duration=12 min", "b.fcr=90%")
    assert score.touchpoints["a"].value("duration") == 12
    assert score.touchpoints["b"].value("fcr") == pytest.approx(0.9)


def test_raw_counts_can_be_set_too():
    assert after("b.fcr={hits: 9, n: 10}").touchpoints["b"].metrics["fcr"].estimate.n == 10


def test_unknown_again():
    """`null` takes a reading away; it does not become zero."""
    assert after("a.duration=null").touchpoints["a"].value("duration") is None


def test_the_other_ways_change_in_proportion():
    """60 to 80%: the other 40 become 20, still 3 to 1; what belongs to the way stays.

    Of the group 40% went to b; its rest of 60% halves too, as that of all did.
    """
    score = after("a.next.b=80%")
    assert shares(score, "a") == pytest.approx({"b": 0.8, "completed": 0.15, "abandoned": 0.05})
    assert score.graph.outgoing["a"][0].handoff
    assert shares(score_journey(link(tried("a.next.b=80%").workspace, "j", "p")), "a")["b"] == pytest.approx(0.7)


def test_several_ways_at_once_leave_the_rest_to_the_others():
    assert shares(after("a.next.b=50%", "a.ends.abandoned=20%"), "a") == pytest.approx(
        {"b": 0.5, "completed": 0.3, "abandoned": 0.2}
    )


def test_a_new_way_is_added():
    assert shares(after("a.next.c=10%"), "a")["c"] == pytest.approx(0.1)


@pytest.mark.parametrize("path", ["b.fails", "b.fails.0", "b.fails.churned"])
def test_a_failure_is_named_by_place_or_target(path):
    assert shares(after(f"{path}=5%"), "b") == pytest.approx({"churned": 0.05, "completed": 0.95})


def test_where_there_is_no_other_way_the_rest_gives_up_and_it_is_said():
    found = tried("c.ends.completed=70%")
    assert shares(score_journey(link(found.workspace, "j")), "c") == pytest.approx({"completed": 0.7, "abandoned": 0.3})
    assert str(found.notes[0]) == "'C' has no other way: the remaining 30% give up"


def test_plain_fields_journey_fields_and_the_world():
    assert after("a.importance=5").graph.importance("a") == 5
    assert after("journey.customers=500/year").customers() == 500
    assert after("j.customers=500/year").customers() == 500
    assert tried("channels.phone.call_back=true").workspace.channels["phone"].call_back is True


def test_a_journey_may_stand_before():
    assert after("j.a.duration=12 min").touchpoints["a"].value("duration") == 12


def test_nothing_else_changes():
    """The workspace asked is the same object afterwards, and other touchpoints score as before."""
    opened = story("home-move")
    before = score_journey(link(opened, "home-move"))
    found = what_if(opened, ["home-move"], ["book.duration=12 min"], tools().known())
    now = score_journey(link(found.workspace, "home-move"))
    assert now.flow.completion == before.flow.completion
    assert {n: p.score for n, p in now.touchpoints.items() if n != "book"} == {
        n: p.score for n, p in before.touchpoints.items() if n != "book"
    }
    assert score_journey(link(opened, "home-move")).touchpoints["book"] == before.touchpoints["book"]


@pytest.mark.parametrize(("text", "code", "column", "help_"), [
    ("x.duration=1 min", "unknown-touchpoint", 1, "known are a, b, c, j"),
    ("a.durtion=1 min", "unknown-metric", 3, "the nearest is 'duration'"),
    ("a.duration=1 EUR", "bad-unit", 12, None),
    ("a.next.bb=10%", "unknown-touchpoint", 8, "the nearest is 'b'"),
    ("a.ends.completd=10%", "unknown-outcome", 8, "the nearest is 'completed'"),
    ("a.next.b=110%", "bad-value", 10, None),
    ("a.importance=9", "out-of-range", 14, None),
    ("a.fails=5%", "unknown-way", 3, None),
    ("a=5", "bad-assignment", 1, "such as 'a.duration=12 min'"),
    ("a.duration", "bad-assignment", 1, "such as 'book.duration=12 min'"),
    ("j.x.duration=1 min", "unknown-touchpoint", 3, None),
    ("a.ces.value=2", "unknown-metric", 7, "write 'a.ces=…'"),
    ("j=3", "bad-assignment", 1, "such as 'j.customers=1000/year'"),
    ("journey=3", "bad-assignment", 1, "such as 'journey.customers=1000/year'"),
    ("b.duration=5 min", "set-twice", 1, None),
])  # fmt: skip
def test_mistakes_are_located_in_the_assignment(text, code, column, help_):
    """Line 2 of the assignments, the word that is wrong, and the nearest name."""
    [problem] = tried("b.duration=20 min", text).problems
    assert (problem.code, problem.span.file, problem.span.line, problem.span.column) == (code, "--set", 2, column)
    if help_ is not None:
        assert str(problem.help) == help_


def test_shares_over_one_are_refused_together():
    [problem] = tried("a.next.b=80%", "a.ends.completed=30%").problems
    assert (problem.code, problem.span.line) == ("shares-over-one", 2)


def test_all_mistakes_are_told_at_once():
    """Those of the paths and those of the values, in the order they were written."""
    found = tried("x.y=1", "a.duration=5 EUR", "a.fails=5%").problems
    assert [(p.span.line, p.code) for p in found] == [
        (1, "unknown-touchpoint"), (2, "bad-unit"), (3, "unknown-way"),
    ]  # fmt: skip


def test_a_touchpoint_of_two_journeys_has_to_be_told_apart():
    two = "journeys: {j: {stages: {s: {a: {ends: completed}}}}, k: {stages: {s: {a: {ends: completed}}}}}"
    found = what_if(workspace(two), ["j", "k"], ["a.emotion=1"], tools().known())
    assert [(p.code, str(p.help)) for p in found.problems] == [("ambiguous", "write 'j.a'")]
    told = what_if(workspace(two), ["j", "k"], ["k.a.emotion=1"], tools().known())
    assert dict(told.touched) == {"k": ("a",)}


@pytest.mark.parametrize("texts", [("a.next.b=90%", "a.next.b=20%"), ("b.fails=5%", "b.fails.churned=6%")])
def test_a_way_set_twice_is_refused(texts):
    """Neither is dropped nor taken; by whatever name the way is called."""
    [problem] = tried(*texts).problems
    assert (problem.code, problem.span.line) == ("set-twice", 2)


def test_a_sum_just_over_one_is_told_with_its_digits():
    [problem] = tried("a.next.b=50%", "a.ends.completed=50.0001%").problems
    assert "100.0001%" in str(problem.message)


def test_what_was_set_is_kept_with_its_kind():
    found = tried("a.ces=2", "b.fails=5%", "a.importance=4", "journey.customers=5/year").settings["j"]
    assert {(s.path, s.touchpoint, s.metric, s.way) for s in found} == {
        ("a.ces", "a", "ces", None), ("b.fails", "b", None, ("fails", "0")), ("a.importance", "a", None, None),
        ("customers", None, None, None),
    }  # fmt: skip


def test_a_metric_that_is_not_measured_today_is_told():
    """It changes the set of metrics, so that the scores do not compare; a metric measured today says nothing."""
    notes = [str(note) for note in tried("b.csat=80").notes]
    assert any("'csat' is not measured at 'B' today" in note for note in notes)
    assert not any("not measured" in str(note) for note in tried("b.fcr=80%").notes)


def test_measured_completion_is_not_computed_from_the_shares_and_it_is_said():
    text = journey("a: {measures: {completion: 89%}, ends: {completed: 89%, abandoned: 11%}}")
    found = tried("a.ends.abandoned=5%", text=text)
    assert any("'completion' at 'A' is measured by itself" in str(note) for note in found.notes)
