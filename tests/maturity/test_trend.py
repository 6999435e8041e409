"""What moved between assessments, the series by quarter, and what was promised in between."""

import datetime as dt

import pytest

from journeymap.maturity.assess import assess
from journeymap.maturity.model import MaturityModel
from journeymap.maturity.trend import CriterionChange, compare, level_promises, series, work_promises
from journeymap.model.plans import Initiative
from journeymap.views.maturity_notes import movement_lines

TODAY = dt.date(2026, 5, 30)
SEE = ("SEE-1.2a", "SEE-1.3a", "SEE-1.4a", "SEE-1.4b")


@pytest.fixture
def reading(small: MaturityModel, answered):
    """Read answers to the first practice on a day."""

    def read(day: str, *values: str, **more: object):
        return assess(small, answered(dict(zip(SEE, values, strict=False)), **{"date": day, **more}), TODAY)

    return read


def test_each_answer_that_changed_is_named_with_both_answers(reading):
    see = compare(
        reading("2026-01-10", "met", "not_met", "met", "unknown"),
        reading("2026-05-01", "met", "met", "partly", "met"),
    ).practices[0]
    assert see.criteria == (
        CriterionChange("SEE-1.3a", "not_met", "met"),
        CriterionChange("SEE-1.4a", "met", "partly"),
        CriterionChange("SEE-1.4b", "unknown", "met"),
    )
    assert [change.move for change in see.criteria] == [2, -1, None]
    assert (see.better, see.worse) == (("SEE-1.3a",), ("SEE-1.4a",))


def test_a_quarter_shows_its_last_assessment_and_none_is_made_up(reading):
    results = {
        "b": reading("2026-03-31", "met"),
        "a": reading("2026-01-05", "not_met"),
        "c": reading("2026-07-01", "met", "met"),
    }
    assert [(str(entry.quarter), entry.assessment) for entry in series(results)] == [
        ("2026-01-01", "b"), ("2026-07-01", "c"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("by", "level", "now", "outcome"),
    [
        ("2026-04-30", 2, ("met",), "kept"),
        ("2026-05-01", 2, ("met",), "kept"),
        ("2026-04-30", 3, ("met",), "missed"),
        ("2026-04-30", 2, (), "unknown"),
        ("2026-05-02", 2, ("met",), None),
        (None, 2, ("met",), None),
    ],
)
def test_a_target_is_a_promise_once_its_day_has_come(reading, by, level, now, outcome):
    target = {"level": level, **({"by": by} if by else {})}
    old = reading("2026-01-10", "not_met", targets={"SEE-1": target})
    found = level_promises(old, reading("2026-05-01", *now))
    assert [promise.outcome for promise in found] == ([outcome] if outcome else [])


@pytest.mark.parametrize(
    ("initiative", "end", "outcome"),
    [
        ({"progress": {"done": "2026-02-01"}}, "2026-02-15", "kept"),
        ({"progress": {"done": "2026-02-20"}}, "2026-02-15", "missed"),
        ({"progress": {"expected": "2026-08-01"}}, "2026-02-15", "missed"),
        ({"deadline": "2026-03-01"}, "2026-09-01", "missed"),
        ({"progress": {"done": "2026-02-01"}}, "2026-09-01", "kept"),
        ({}, "2026-09-01", None),
        ({}, "2026-01-01", None),
        ({"refused": "too dear"}, "2026-02-15", None),
        ({}, None, None),
    ],
)
def test_work_due_or_done_in_the_period_is_kept_or_missed(initiative, end, outcome):
    ends = {"i": dt.date.fromisoformat(end)} if end else {}
    since, until = dt.date(2026, 1, 1), dt.date(2026, 3, 31)
    found = work_promises({"i": Initiative.model_validate(initiative)}, ends, since, until)
    assert [promise.outcome for promise in found] == ([outcome] if outcome else [])


def test_practices_of_one_reading_only_are_named(small: MaturityModel, dcx5: MaturityModel, answered):
    moved = compare(assess(small, answered(), TODAY), assess(dcx5, answered(), TODAY))
    assert moved.practices == ()
    assert (len(moved.appeared), moved.vanished) == (29, ("SEE-1", "THINK-1", "ACT-1"))


def test_the_movement_is_told_in_sentences(reading):
    targets = {"SEE-1": {"level": 4, "by": "2026-04-30"}}
    old = reading("2026-01-10", "met", "not_met", "met", targets=targets)
    assert [str(line) for line in movement_lines(old, reading("2026-05-01", "met", "met", "partly"))] == [
        "SEE-1 Look: level 2 before, 3 now",
        "answers that rose: 1; that fell: 1",
        "fell: SEE-1.4a",
        "SEE-1 Look: level 4 was promised for 30 April 2026: missed",
    ]
