import datetime as dt

import pytest

from journeymap.roadmap.pose import pose

DEPARTMENTS = """
departments:
  it: {title: IT, capacity: 2 people, dips: [{from: 2024-01-17, to: 2024-01-23, capacity: 1 person}]}
  ops: {capacity: 0.5 people}
  nobody: {capacity: 0}
  web: {}
"""


def posed(load, initiatives, departments=DEPARTMENTS):
    return pose(load(departments + "initiatives:\n" + initiatives))


def left(problem):
    return {item.id: str(item.reason) for item in problem.left_out}


def test_effort_is_spread_evenly_and_rounded_up_so_that_no_work_is_lost(load):
    task = posed(load, "  a: {duration: 3 weeks, effort: {it: 10 d, web: 1 d}}").by_id["a"]
    assert task.duration_weeks == 3
    assert task.demand == {"it": 7, "web": 1}
    assert all(need * task.duration_weeks / 2 >= days for need, days in ((7, 10), (1, 1)))


def test_a_dip_lowers_each_week_by_the_days_it_covers(load):
    it = posed(load, "  a: {duration: 3 weeks, effort: {it: 1 d}}").resources[0]
    # Wednesday to Friday of week 1: (2×20 + 3×10) / 5; Monday and Tuesday of week 2: (2×10 + 3×20) / 5.
    assert [it.at(week) for week in range(4)] == [20, 14, 16, 20]


def test_of_two_dips_on_a_day_the_deeper_counts(load):
    text = """
departments:
  it: {capacity: 4, dips: [{from: 2024-01-08, to: 2024-01-21, capacity: 2}, {from: 2024-01-15, to: 2024-01-19, capacity: 1}]}
"""
    it = posed(load, "  a: {duration: 1 week, effort: {it: 1 d}}", text).resources[0]
    assert [it.at(week) for week in range(3)] == [20, 10, 40]


def test_work_that_is_too_much_for_a_department_alone_is_stretched_and_says_so(load):
    problem = posed(load, "  a: {duration: 2 weeks, effort: {it: 30 d, ops: 4 d}}")
    task = problem.by_id["a"]
    assert task.duration_weeks == 3
    assert task.demand == {"it": 20, "ops": 3}
    assert [str(text) for text in problem.remarks["a"]] == [
        "takes 3 weeks in place of 2 weeks: 2.0 people in IT cannot do it faster"
    ]


def test_an_unknown_duration_is_effort_over_capacity(load):
    problem = posed(load, "  a: {effort: {it: 30 d, ops: 10 d, web: 500 d}}")
    assert problem.by_id["a"].duration_weeks == 4
    assert "its duration is not stated" in str(problem.remarks["a"][0])


def test_departments_without_a_capacity_are_unlimited_and_a_note_says_so(load, words):
    problem = posed(load, "  a: {duration: 1 week, effort: {web: 500 d}}")
    assert not problem.resources
    assert words(problem.notes) == ["nothing says how many people Web has for initiatives: taken as no limit"]


@pytest.mark.parametrize(
    ("initiative", "reason"),
    [
        ("{}", "neither how long it takes is known"),
        ("{effort: {web: 3 d}}", "neither how long it takes is known"),
        ("{duration: 100 years}", "it would take more than 1,040 weeks"),
        ("{effort: {ops: 1e9 d}}", "it would take more than 1,040 weeks"),
        ("{duration: 1 week, earliest: 2199-01-01}", "it may not begin within the next 1,040 weeks"),
        ("{duration: 1 week, starts: 2199-01-01}", "it may not begin within the next 1,040 weeks"),
        ("{duration: 1 week, refused: too dear}", "refused: too dear"),
        (
            "{duration: 1 week, progress: {done: 2023-12-01}}",
            "finished on 1 December 2023; the current map is taken to show it",
        ),
    ],
)
def test_what_cannot_be_planned_is_left_out_with_its_reason(load, initiative, reason):
    problem = posed(load, f"  a: {initiative}")
    assert not problem.tasks
    assert left(problem)["a"].startswith(reason)


def test_what_waits_for_something_left_out_is_left_out_and_says_for_what(load):
    problem = posed(
        load,
        """
  a: {title: First, duration: 1 week, refused: "no", review: 2024-06-01}
  b: {title: Second, duration: 1 week, after: a}
  c: {duration: 1 week, after: b}
  d: {duration: 1 week}
""",
    )
    assert [task.id for task in problem.tasks] == ["d"]
    assert left(problem)["b"] == "waits for 'First', which is not planned"
    assert left(problem)["c"] == "waits for 'Second', which is not planned"
    assert problem.left_out[0].review == dt.date(2024, 6, 1)


def test_nothing_waits_for_what_is_finished(load):
    problem = posed(
        load,
        """
  a: {duration: 1 week, progress: {done: 2023-12-01}}
  b: {duration: 1 week, after: a}
""",
    )
    assert problem.by_id["b"].after == ()


@pytest.mark.parametrize(
    ("initiative", "frozen", "weeks", "started"),
    [
        ("{duration: 6 weeks, progress: {started: 2023-12-25}}", 0, 4, True),
        ("{duration: 6 weeks, progress: {started: 2023-12-25, expected: 2024-01-19}}", 0, 2, True),
        ("{duration: 2 weeks, progress: {started: 2023-10-02}}", 0, 1, True),
        ("{duration: 2 weeks, progress: {started: 2023-10-02, expected: 2023-12-01}}", 0, 1, True),
        ("{duration: 2 weeks, starts: 2024-01-24}", 2, 2, False),
        ("{duration: 2 weeks, starts: 2024-01-08}", 0, 2, False),
        ("{duration: 2 weeks}", None, 2, False),
    ],
)
def test_what_is_under_way_or_agreed_stays_where_it_is(load, initiative, frozen, weeks, started):
    task = posed(load, f"  a: {initiative}").by_id["a"]
    assert (task.frozen, task.duration_weeks, task.started) == (frozen, weeks, started)


def test_work_past_its_day_says_that_it_needs_a_new_one(load, words):
    problem = posed(load, "  a: {duration: 2 weeks, progress: {started: 2023-10-02}}")
    assert words(problem.remarks["a"]) == [
        "should have been finished by 13 October 2023; without a new date it is taken to need one more week"
    ]


def test_dates_become_weeks(load):
    task = posed(load, "  a: {duration: 1 week, earliest: 2024-01-16, deadline: 2024-02-01}").by_id["a"]
    assert (task.earliest, task.deadline) == (2, 3)


def test_the_range_of_a_duration_shrinks_with_what_is_left_of_it(load):
    problem = posed(load, "  a: {duration: {least: 3 weeks, likely: 4 weeks, most: 8 weeks}}\n"
                          "  b: {duration: {least: 3 weeks, likely: 4 weeks, most: 8 weeks}, "
                          "progress: {started: 2023-12-25}}\n  c: {duration: 4 weeks}")  # fmt: skip
    ranges = {task.id: (task.least, task.duration_weeks, task.most) for task in problem.tasks}
    assert ranges == {"a": (3, 4, 8), "b": (1, 2, 6), "c": (None, 4, None)}


def test_money_is_free_from_the_first_monday_of_its_quarter_less_what_is_spent(load, words):
    problem = pose(load("""
budget: {2023-Q4: 10000 EUR, 2024-Q1: 5000.90 EUR, 2024-Q2: 0 EUR, 2024-Q3: 2000}
initiatives:
  done: {duration: 1 week, cost: 4000 EUR, progress: {started: 2023-11-06, done: 2023-11-10}}
  before: {duration: 1 week, cost: 9000 EUR, progress: {done: 2023-09-08}}
  going: {duration: 8 weeks, cost: 3000 EUR, progress: {started: 2023-12-04}}
  next: {duration: 4 weeks, cost: 100.10 EUR}
  monthly: {duration: 6 months, cost: 1000 EUR/month}
"""))  # fmt: skip
    # 27 weeks of 52.18 in a year at 12,000; 10,000 + 5,000 are free in January, 7,000 of them spent; 1 July 2024 is the Monday of week 25.
    assert [(release.week, release.total) for release in problem.budget] == [(0, 8000), (25, 10000)]
    assert {task.id: task.cost for task in problem.tasks} == {"going": 0, "monthly": 6210, "next": 101}
    assert words(problem.notes) == ["7,000 EUR of the budget is spent already"]


def test_more_spent_than_the_budget_brings_is_said_and_leaves_nothing(load, words):
    problem = pose(load("budget: {2023-Q4: 10 EUR}\ninitiatives:\n  a: {duration: 9 weeks, cost: 30 EUR, "
                        "progress: {started: 2023-12-04}}"))  # fmt: skip
    assert [(release.week, release.total) for release in problem.budget] == [(0, 0)]
    assert words(problem.notes) == ["30 EUR is spent already, 20 EUR more than the budget brings"]


def test_an_agreed_start_that_has_passed_without_a_start_is_planned_anew_and_asked_about(load):
    problem = posed(load, "  a: {title: A, duration: 2 weeks, starts: 2023-12-04}")
    task = problem.by_id["a"]
    assert (task.frozen, task.started, task.required, task.duration_weeks) == (None, False, True, 2)
    assert str(problem.remarks["a"][0]).startswith("should have begun on 4 December 2023, and nothing says that it has")
    assert any(str(note).startswith("'A' should have begun on 4 December 2023") for note in problem.notes)
