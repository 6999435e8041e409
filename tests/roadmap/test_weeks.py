import datetime as dt

import pytest

from journeymap.model.quantities import duration
from journeymap.roadmap.weeks import LONGEST, Weeks, plan_start, quarters, whole_weeks

MONDAY = dt.date(2024, 1, 8)
WEEKS = Weeks(MONDAY)


@pytest.mark.parametrize(("day", "start"), [(5, 8), (6, 8), (7, 8), (8, 8), (9, 15)])
def test_a_plan_begins_on_the_monday_that_is_or_follows(day, start):
    assert plan_start(dt.date(2024, 1, day)) == dt.date(2024, 1, start)


def test_a_plan_made_on_the_last_days_there_are_begins_before_them():
    assert plan_start(dt.date.max).weekday() == 0


def test_work_ends_on_the_friday_of_its_last_week():
    assert (WEEKS.monday(2), WEEKS.friday(3)) == (dt.date(2024, 1, 22), dt.date(2024, 1, 26))


@pytest.mark.parametrize(("day", "week"), [(8, 0), (12, 0), (13, 1), (14, 1), (15, 1)])
def test_a_day_at_the_weekend_belongs_to_the_week_that_follows(day, week):
    assert WEEKS.of(dt.date(2024, 1, day)) == week


@pytest.mark.parametrize(("day", "week"), [(1, 0), (8, 0), (9, 1), (15, 1), (16, 2)])
def test_earliest_days_round_up(day, week):
    assert WEEKS.not_before(dt.date(2024, 1, day)) == week


@pytest.mark.parametrize(("day", "end"), [(11, 0), (12, 1), (18, 1), (19, 2)])
def test_deadlines_round_down(day, end):
    assert WEEKS.finished_by(dt.date(2024, 1, day)) == end
    assert WEEKS.friday(end) <= dt.date(2024, 1, day)


@pytest.mark.parametrize(
    ("text", "weeks"),
    [("0 d", 1), ("7 d", 1), ("8 d", 2), ("3 weeks", 3), ("1 month", 5), ("100 years", LONGEST + 1)],
)
def test_lengths_of_time_round_up_to_weeks(text, weeks):
    assert whole_weeks(duration(text)) == weeks


def test_days_stay_within_the_calendar():
    assert WEEKS.friday(10**9) == dt.date.max
    assert WEEKS.monday(-(10**9)) == dt.date.min


def test_quarters_run_to_the_last_day_even_over_a_year():
    found = [(q.name, q.end) for q in quarters(dt.date(2024, 6, 30), dt.date(2025, 1, 1))]
    assert found[0] == ("2024-Q2", dt.date(2024, 6, 30))
    assert [name for name, _ in found] == ["2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1"]
