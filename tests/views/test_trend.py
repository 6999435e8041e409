"""The series by quarter, and the layers of practices, as they come from assessments."""

import datetime as dt

from journeymap.analysis import mature
from journeymap.text import quarter_words
from journeymap.views.practice_network import HOLDS, practice_network
from journeymap.views.trend import change_rows, trend_lines
from tests.support import tools, workspace

TEXT = """
    project: {today: 2026-06-30}
    journeys: {j: {stages: {s: {a: {channel: phone, ends: completed}}}}}
    assessments:
      first: {date: 2025-11-03, agreed: {STR-1.2a: met, STR-1.2b: not_met}}
      elsewhere: {date: 2026-02-03, scope: {unit: Shops}, agreed: {STR-1.2a: met, STR-1.2b: met}}
      early: {date: 2026-04-03, agreed: {STR-1.2a: not_met, STR-1.2b: not_met}}
      last:
        date: 2026-05-20
        agreed: {STR-1.2a: met, STR-1.2b: met, STR-2.2a: not_met}
        targets: {STR-1: 3}
"""


def results(text=TEXT):
    return mature(workspace(text), tools(), {}, {})


def test_each_quarter_has_the_last_assessment_of_the_same_scope():
    view = trend_lines(results())
    assert view.quarters == (dt.date(2025, 10, 1), dt.date(2026, 4, 1))
    assert view.places == (0, 2)
    line = view.lines[0]
    assert (line.id, line.attained, line.target) == ("STR-1", (1, 2), 3)


def test_a_practice_asked_later_is_unknown_before():
    lines = {line.id: line for line in trend_lines(results()).lines}
    assert lines["STR-2"].attained == (None, 1)
    assert lines["STR-2"].ends is None
    assert lines["COM-1"].attained == (None, None)


def test_the_table_holds_what_the_lines_show():
    head, first, *_ = trend_lines(results()).table
    assert [str(cell) for cell in head] == ["Attained / evidenced", "Q4 2025", "Q2 2026", "Target"]
    assert [str(cell) for cell in first] == ["STR-1", "1 / 1", "2 / 1", "3"]


def test_one_assessment_is_no_trend():
    one = TEXT.partition("      elsewhere")[0]
    assert "no trend" in str(trend_lines(results(one)).statement)


def test_rows_of_a_comparison_leave_out_what_has_no_level_in_either():
    found = results()
    rows = change_rows(found["first"], found["last"])
    assert [str(row[0]).split()[0] for row in rows[1:]] == ["STR-1", "STR-2"]
    assert [str(cell) for cell in rows[1][1:3]] == ["1", "2"]


def test_quarters_are_named_by_the_day_they_hold():
    assert [str(quarter_words(dt.date(2026, month, 28))) for month in (1, 3, 4, 12)] == [
        "Q1 2026", "Q1 2026", "Q2 2026", "Q4 2026",
    ]  # fmt: skip


def test_a_practice_lies_one_layer_above_the_highest_it_stands_on():
    """Checked against the definition for every practice of the shipped model."""
    view = practice_network(results()["last"])
    layer = {stone.id: stone.layer for stone in view.stones}
    for stone in view.stones:
        below = [layer[stand.below] for stand in view.stands if stand.above == stone.id]
        assert stone.layer == (max(below) + 1 if below else 0)
    assert len(view.table) == 1 + len(view.stands)


def test_a_foundation_that_was_not_assessed_is_neither_held_nor_too_low():
    stands = {(stand.below, stand.above): stand for stand in practice_network(results()["last"]).stands}
    assert stands["STR-1", "STR-3"].holds is True
    assert stands["STR-2", "MAP-6"].holds is False
    assert stands["COM-1", "COM-6"].holds is None
    assert len({str(words) for words in HOLDS.values()}) == 3
