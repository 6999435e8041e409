"""The quarterly report says of each promise whether it was kept, and of what is unknown that it is."""

import datetime as dt

import pytest

from journeymap.analysis import analyse
from journeymap.views.quarterly import Period, printed, quarterly
from tests.support import tools, workspace

TEXT = """
    project: {today: 2026-06-30, title: Parcels}
    journeys:
      j:
        stages: {s: {a: {channel: phone, ends: {completed: 80%, abandoned: 20%}}}}
    targets:
      easier: {of: j, measures: {completion: 90%, contacts: 3}, by: 2026-09-30, changes: [{set: {a.duration: 5 min}}]}
    assessments:
      first:
        date: 2026-01-15
        agreed: {STR-1.2a: met, STR-1.2b: not_met, STR-2.2a: not_met}
        targets:
          STR-1: {level: 2, by: 2026-05-01}
          STR-2: {level: 2, by: 2026-05-01}
          COM-1: {level: 2, by: 2026-05-01}
      second:
        date: 2026-05-20
        agreed: {STR-1.2a: met, STR-1.2b: met, STR-2.2a: met, STR-2.2b: unknown}
        targets:
          STR-1: {level: 3, by: 2026-06-30}
          STR-2: {level: 2, by: 2026-06-01}
          COM-1: {level: 2, by: 2026-08-01}
    initiatives:
      early: {duration: 2 weeks, deadline: 2026-05-01, progress: {done: 2026-04-20}, changes: [{set: {a.duration: 4 min}}]}
      late: {duration: 2 weeks, deadline: 2026-05-01, progress: {started: 2026-04-20, expected: 2026-07-20}, changes: [{set: {a.waiting: 4 min}}]}
      ahead: {duration: 2 weeks, deadline: 2026-08-15, title: Later, changes: [{set: {a.emotion: 1}}]}
"""


@pytest.fixture(scope="module")
def analysis():
    return analyse(workspace(TEXT), tools())


def report(analysis, month, year=2026):
    return quarterly(analysis, Period.of(dt.date(year, month, 1)))


def cells(table):
    return [[str(cell) for cell in row] for row in printed(table)[1:]]


def test_levels_due_are_kept_missed_or_not_assessed(analysis):
    found = {f"{row[0].split(' ', 1)[0]} {row[2]}": row[-1] for row in cells(report(analysis, 5).levels)}
    assert found == {
        "STR-1 1 May 2026": "✓ kept", "STR-2 1 May 2026": "✗ missed", "COM-1 1 May 2026": "? not assessed again",
        "STR-2 1 June 2026": "? not assessed again", "STR-1 30 June 2026": "? not assessed again",
    }  # fmt: skip


def test_initiatives_due_are_done_or_slipped(analysis):
    rows = {row[0]: (row[2], row[3], row[4]) for row in cells(report(analysis, 5).work)}
    assert rows == {"Early": ("20 April 2026", "", "✓ kept"), "Late": ("", "20 July 2026", "✗ missed")}


def test_what_is_due_after_today_is_open(analysis):
    view = report(analysis, 8)
    assert [row[-1] for row in cells(view.work)] == ["… open"]
    assert "none has come due yet" in str(view.message)


def test_the_message_counts_the_promises_that_were_checked(analysis):
    """Kept: STR-1 of five levels, one of two initiatives."""
    assert str(report(analysis, 5).message) == "2 of 7 promises checked in Q2 2026 were kept"


def test_measures_are_reached_or_not_yet_before_their_day(analysis):
    assert {row[0]: row[-1] for row in cells(report(analysis, 5).measures)} == {
        "Completion": "not yet", "Contacts": "reached",
    }  # fmt: skip
    assert {row[0]: row[-1] for row in cells(report(analysis, 9).measures)}["Completion"] == "not reached"


def test_the_next_quarter_is_told_by_day(analysis):
    assert [(row[0], row[1]) for row in cells(report(analysis, 5).coming)] == [
        ("COM-1 Response times against a published standard reaches level 2", "1 August 2026"),
        ("'Later' is finished", "15 August 2026"),
    ]


def test_a_quarter_without_an_assessment_says_so_and_compares_nothing(analysis):
    view = report(analysis, 8)
    assert view.moved is None
    assert str(view.assessed) == "no assessment was made in this quarter; the last one is of 20 May 2026"
    assert report(analysis, 11, 2025).assessed == quarterly(analysis, Period.of(dt.date(2024, 1, 1))).assessed
    assert "no assessment had been made" in str(report(analysis, 11, 2025).assessed)


def test_a_level_that_rose_is_marked_and_stands_before_those_that_stayed(analysis):
    """STR-1 meets its second criterion of level 2; STR-2 has one more met and one unknown."""
    rows = [(row[0].split(" ", 1)[0], row[1], row[2], row[3]) for row in cells(report(analysis, 5).moved)]
    assert rows[0] == ("STR-1", "1", "2", "▲ rose")
    assert [told for *_, told in rows] == sorted(
        (told for *_, told in rows), key=["▲ rose", "▼ fell", "= as before", ""].index
    )


def test_the_first_assessment_has_nothing_to_be_compared_with(analysis):
    view = report(analysis, 1)
    assert (view.moved, view.lines) == (None, None)
    assert "is the first one" in str(view.assessed)


def test_without_assessment_and_initiative_nothing_was_promised():
    bare = analyse(workspace("journeys: {j: {stages: {s: {a: {channel: web, ends: completed}}}}}"), tools())
    view = quarterly(bare, Period.of(dt.date(2026, 5, 1)))
    assert "nothing was promised" in str(view.message)
    assert (view.levels, view.work, view.measures, view.coming) == (None,) * 4


@pytest.mark.parametrize(("day", "first", "last"), [
    ("2026-01-01", "2026-01-01", "2026-03-31"), ("2026-06-30", "2026-04-01", "2026-06-30"),
    ("2026-12-31", "2026-10-01", "2026-12-31"), ("2024-03-31", "2024-01-01", "2024-03-31"),
])  # fmt: skip
def test_a_quarter_ends_the_day_before_the_next_begins(day, first, last):
    period = Period.of(dt.date.fromisoformat(day))
    assert (str(period.first), str(period.last)) == (first, last)
    assert period.next.before == period.last
