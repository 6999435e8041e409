"""Changes: what each does, that applying and differencing are inverse, that nothing is lost silently."""

from typing import Any

from hypothesis import given

from journeymap.changes import Placed, apply, difference
from journeymap.changes.apply import Applied
from journeymap.model.journey import Journey
from journeymap.model.plans import Change
from journeymap.model.workspace import Content, Workspace
from journeymap.model.write import to_plain
from tests import strategies
from tests.support import journey, problems, workspace

LINE = journey("""
    one: {channel: web, next: {two: 40%, three: 60%}}
    two: {channel: phone, next: {three: 75%}, ends: {churned: 25%}}
    three: {channel: web, ends: completed}
""")


def changed(text: str, *changes: dict[str, Any]) -> Applied:
    placed = [Placed(Change.model_validate(change), ("targets", "t", "changes", i)) for i, change in enumerate(changes)]
    return apply(workspace(text), "j", placed)


def plain(applied: Applied) -> Any:
    stages: Any = to_plain(applied.workspace.content.journeys["j"])
    return {key: point for stage in stages["stages"].values() for key, point in stage["touchpoints"].items()}


def test_set_changes_one_value_and_null_makes_it_unknown() -> None:
    """`set` takes values as people write them."""
    points = plain(changed(LINE, {"set": {"one.duration": "5 min", "two.channel": None}}))
    assert points["one"]["duration"] == "5 min"
    assert "channel" not in points["two"]


def test_removing_sends_visitors_along_the_removed_ways() -> None:
    """40 % went to `two`, of whom 75 % went on and 25 % left: 30 % and 10 % of all."""
    points = plain(changed(LINE, {"remove": "two"}))
    assert list(points) == ["one", "three"]
    assert points["one"]["next"] == {"three": "90%"}
    assert points["one"]["ends"] == {"churned": "10%"}


def test_adding_places_a_touchpoint_where_it_is_wanted() -> None:
    """`before` and `after` decide the order of the map."""
    points = plain(changed(LINE, {"add": {"touchpoint": "new", "stage": "s", "after": "one", "channel": "app"}}))
    assert list(points) == ["one", "new", "two", "three"]
    assert points["new"] == {"channel": "app"}


def test_rerouting_replaces_ways_and_entries() -> None:
    """`reroute` from a touchpoint, and from `start`."""
    applied = changed(
        LINE, {"reroute": {"from": "one", "to": {"three": "100%"}}}, {"reroute": {"from": "start", "to": "two"}}
    )
    assert plain(applied)["one"]["next"] == {"three": "100%"}
    assert list(applied.workspace.content.journeys["j"].starts or {}) == ["two"]


def test_what_a_change_brought_is_found_in_the_change() -> None:
    """Findings on a target point at the line of the change, not of the current journey."""
    text = LINE + "targets: {t: {of: j, changes: [{set: {one.duration: 5 min}}]}}\n"
    base = workspace(text)
    placed = [Placed(base.content.targets["t"].changes[0], ("targets", "t", "changes", 0))]
    after = apply(base, "j", placed).workspace
    path = ("journeys", "j", "stages", "s", "touchpoints", "one")
    assert after.where(*path, "duration").line == text.count("\n")
    assert after.where_key(*path).line == 5


def test_a_change_that_finds_nothing_is_a_located_problem() -> None:
    """Unknown touchpoints, broken shares and wrong values in changes are told at load, all at once."""
    text = (
        LINE
        + """targets:
  t:
    of: j
    changes:
      - set: {nobody.duration: 5 min}
      - remove: gone
      - add: {touchpoint: one, stage: s}
      - add: {touchpoint: new, stage: nowhere}
"""
    )
    assert [(p.code, p.span.line) for p in problems(text)] == [
        ("bad-change", 12),
        ("bad-change", 13),
        ("bad-change", 14),
        ("bad-change", 15),
    ]
    text = LINE + "targets: {t: {of: j, changes: [{set: {one.next.two: 90%}}]}}\n"
    assert [p.code for p in problems(text)] == ["shares-over-one"]
    told = [(p.span.line, str(p.help)) for p in problems(text)]
    assert told == [(8, "of these the map has 'three' 60%")]
    text = LINE + "targets: {t: {of: j, changes: [{set: {one.duration: soon}}]}}\n"
    assert [(p.code, p.span.line) for p in problems(text)] == [("bad-value", 8)]


def test_initiatives_are_tried_after_what_they_wait_for() -> None:
    """A change may speak of what a prerequisite adds, and of nothing else."""
    both = (
        LINE
        + """initiatives:
  first: {changes: [{add: {touchpoint: new, stage: s, channel: app}}]}
  second: {after: first, changes: [{set: {new.duration: 1 min}}]}
"""
    )
    assert problems(both) == ()
    assert [p.code for p in problems(both.replace("after: first, ", ""))] == ["bad-change"]


def world(record: Journey) -> Workspace:
    return Workspace(Content.model_validate({"journeys": {}}).model_copy(update={"journeys": {"j": record}}))


@given(strategies.journeys(), strategies.journeys())
def test_applying_the_difference_gives_the_other_journey(first: Any, second: Any) -> None:
    """apply(a, difference(a, b)) = b, back again, and nothing is skipped."""
    a, b = Journey.model_validate(first), Journey.model_validate(second)
    for old, new in ((a, b), (b, a)):
        steps = [Placed(change, ("x", i)) for i, change in enumerate(difference(old, new))]
        applied = apply(world(old), "j", steps)
        assert applied.skipped == ()
        result = applied.workspace.content.journeys["j"]
        assert to_plain(result) == to_plain(new)
        assert list(result.touchpoints) == list(new.touchpoints)
        assert list(result.stages) == list(new.stages)


@given(strategies.journeys())
def test_a_journey_does_not_differ_from_itself(first: Any) -> None:
    """The difference is empty exactly if the journeys are equal."""
    record = Journey.model_validate(first)
    assert difference(record, record) == ()


@given(strategies.journeys())
def test_writing_a_journey_and_reading_it_gives_the_same_journey(first: Any) -> None:
    """load ∘ dump is the identity."""
    record = Journey.model_validate(first)
    assert Journey.model_validate(to_plain(record)) == record


GROUPS = """
personas: {a: {share: 50%}, b: {share: 50%}}
journeys:
  j:
    starts: {one: {share: 60%, by_persona: {a: 80%, b: 40%}}, three: {share: 40%, by_persona: {a: 20%, b: 60%}}}
    stages:
      s:
        one:
          channel: web
          next: {two: {share: 40%, by_persona: {a: 10%}}, three: {share: 60%, by_persona: {a: 90%}}}
        two: {channel: phone, next: {three: 75%}, ends: {churned: 25%}}
        three: {channel: web, ends: completed}
"""


def test_removing_takes_the_shares_of_groups_along() -> None:
    """Of group a 10 % went to `two`: 7.5 % go on to `three`, where 90 % went already, and 2.5 % leave."""
    points = plain(changed(GROUPS, {"remove": "two"}))
    assert points["one"]["next"] == {"three": {"share": "90%", "by_persona": {"a": "97.5%"}}}
    assert points["one"]["ends"] == {"churned": {"share": "10%", "by_persona": {"a": "2.5%"}}}


def test_removing_an_entry_takes_the_shares_of_groups_along() -> None:
    """Of group a 80 % began at `one` and went on to `two` and `three` as all do, 40 to 60."""
    starts: Any = to_plain(changed(GROUPS, {"remove": "one"}).workspace.content.journeys["j"].starts)
    assert starts == {
        "three": {"share": "76%", "by_persona": {"a": "68%", "b": "84%"}},
        "two": {"share": "24%", "by_persona": {"a": "32%", "b": "16%"}},
    }


def test_rerouting_the_start_keeps_the_shares_of_groups() -> None:
    """What is only of ways is left out."""
    to = {"two": {"share": "70%", "by_persona": {"a": "90%"}, "when": "in a hurry"}, "three": "30%"}
    starts: Any = to_plain(
        changed(GROUPS, {"reroute": {"from": "start", "to": to}}).workspace.content.journeys["j"].starts
    )
    assert starts == {"two": {"share": "70%", "by_persona": {"a": "90%"}}, "three": "30%"}
