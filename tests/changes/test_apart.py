"""A wrong change is told beside what else is wrong, unless it hangs on that."""

import pytest

from tests.support import problems

WORLD = """
project: {today: 2026-03-01}
departments: {it: {capacity: 2}}
journeys:
  j:
    stages: {s: {a: {channel: web, next: {b: 60%%, c: 40%%}}, b: {%s}, c: {ends: completed}}}
targets: {t: {of: j, changes: [{set: {a.emotion: 1, a.emotoin: 1, b.moud: 2}}, {remove: nobody}]}}
initiatives:
  one: {title: One, %s, changes: [{remove: nobody}]}
  two: {title: Two, after: one, changes: [{set: {b.titel: x}}]}
"""
FINE, WEEKS = "ends: completed", "duration: 3 w"


def told(point=FINE, duration=WEEKS, more=""):
    """Return code and line of each problem, the line as a word of it."""
    text = WORLD % (point, duration) + more
    lines = text.split("\n")
    found = {"targets": "target", "  one": "one", "  two": "two", "    stages": "journey", "accepted": "more"}
    return sorted(
        (next(name for start, name in found.items() if lines[problem.span.line - 1].startswith(start)), problem.code)
        for problem in problems(text)
    )


ALONE = [("one", "bad-change"), ("target", "bad-change"), ("target", "unknown-key"), ("target", "unknown-key"),
         ("two", "bad-change"), ("two", "unknown-key")]  # fmt: skip


def test_every_wrong_change_of_a_list_is_told():
    """Two values without a key and one touchpoint that is not there; `two` is applied after `one`."""
    assert told() == [item for item in ALONE if item != ("two", "bad-change")]


@pytest.mark.parametrize(("given", "beside", "missing"), [
    ({"point": "ends: complted"}, ("journey", "unknown-outcome"), []),
    ({"more": "accepted: [{finding: x@y}]"}, ("more", "missing-key"), []),
    ({"duration": "duration: 3"}, ("one", "bad-value"), ["one", "two"]),
    ({"point": "importance: 9"}, ("journey", "out-of-range"), ["one", "two", "target"]),
    ({"point": "next: {c: 80%, a: 80%}"}, ("journey", "shares-over-one"), ["one", "two", "target"]),
], ids=["a dangling name", "an acceptance", "the initiative itself", "the journey", "its shares"])  # fmt: skip
def test_changes_that_hang_on_nothing_invalid_are_told_at_once(given, beside, missing):
    alone = told()
    expected = sorted([beside, *(item for item in alone if item[0] not in missing)])
    assert [item for item in told(**given) if item[1] != "unknown-rule"] == expected
