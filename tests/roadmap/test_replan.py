"""The plan beside its past: progress, the last recorded plan, and why things moved since."""

import datetime as dt

import pytest

from journeymap.model.build import build
from journeymap.model.write import to_yaml
from journeymap.roadmap.plan import plan
from journeymap.roadmap.replan import to_record
from journeymap.source import Source
from tests.roadmap.conftest import KNOWN, SHOP

TEAM = "departments: {it: {title: IT, capacity: 1 person}}\n"
BEFORE = """
plans:
  2023-12-01:
    makespan: 9
    shortfall: 0
    initiatives:
      a: {starts: 2023-12-04, ends: 2023-12-29, weeks: 4}
      b: {starts: 2024-01-08, ends: 2024-01-26, weeks: 3}
"""


def moves(load, initiatives, before=BEFORE, team=TEAM):
    found = plan(load(team + before + "initiatives:\n" + initiatives)).moved
    return {move.id: (move.weeks, move.kind, str(move.reason)) for move in found}


@pytest.mark.parametrize(
    ("initiatives", "name", "move"),
    [
        (
            "  a: {duration: 4 weeks, progress: {started: 2023-12-18}}",
            "a",
            (2, "slipped", "it began 2 weeks later than planned"),
        ),
        (
            "  a: {duration: 4 weeks, progress: {started: 2023-12-04, expected: 2024-01-19}}",
            "a",
            (3, "slipped", "it takes 3 weeks longer than estimated"),
        ),
        (
            "  a: {duration: 4 weeks, progress: {started: 2023-12-04, done: 2023-12-15}}",
            "a",
            (-2, "done-early", "finished on 15 December 2023, 2 weeks earlier than planned"),
        ),
        (
            "  a: {title: A, duration: 4 weeks, progress: {started: 2023-12-18}}\n  b: {duration: 3 weeks, after: a}",
            "b",
            (1, "prerequisite", "it waits for 'A', which moved by 2 weeks"),
        ),
        ("  b: {duration: 5 weeks}", "b", (2, "estimate", "its estimate changed from 3 weeks to 5 weeks")),
        (
            ("  b: {duration: 3 weeks, effort: {it: 15 d}}\n"
            "  c: {title: C, duration: 2 weeks, effort: {it: 10 d}, starts: 2024-01-08}"),
            "b",
            (2, "people", "people in IT are busy with 'C' until then"),
        ),
        ("  b: {duration: 3 weeks}\n  c: {duration: 1 week}", "c", (None, "new", "it was not in the plan of 1 December 2023")),
        ("  b: {duration: 3 weeks}", "a", (None, "dropped", "it is no longer among the initiatives")),
        ("  a: {refused: too dear}", "a", (None, "dropped", "refused: too dear")),
        ("  a: {duration: 4 weeks}", "a", (5, "slipped", "it should have begun on 4 December 2023 and has not")),
    ],
)  # fmt: skip
def test_what_moved_is_told_with_its_weeks_and_its_cause(load, initiatives, name, move):
    assert moves(load, initiatives)[name] == move


def test_money_that_comes_later_is_a_cause(load):
    budget = "budget: {2024-Q1: 0 EUR, 2024-Q2: 10 EUR}\n"
    assert moves(load, "  b: {duration: 3 weeks, cost: 9 EUR}", team=budget)["b"][:2] == (12, "money")


def test_what_stands_where_it_stood_has_not_moved(load):
    assert "b" not in moves(load, "  b: {duration: 3 weeks}")


def test_the_latest_plan_up_to_today_is_compared(load):
    text = "plans: {2023-10-01: {}, 2023-12-01: {makespan: 3}, 2024-02-01: {}}\n"
    assert plan(load(text)).previous.made == dt.date(2023, 12, 1)
    assert plan(load("")).previous is None


def test_finished_work_shows_estimate_and_actual(load, words):
    roadmap = plan(load("initiatives:\n  a: {duration: 4 weeks, progress: {started: 2023-11-06, done: 2023-12-15}}\n"
                        "  b: {progress: {done: 2023-11-10}}"))  # fmt: skip
    first, second = roadmap.done
    assert (first.id, first.overrun) == ("b", None)
    assert (second.planned_weeks, second.actual_weeks, second.overrun) == (4, 6, 0.5)
    assert roadmap.left_out == ()


def test_a_recorded_plan_is_read_back_and_has_not_moved(load):
    text = (
        TEAM
        + "initiatives:\n  a: {duration: 4 weeks, effort: {it: 9 d}}\n  b: {duration: 3 weeks, effort: {it: 15 d}}\n"
    )
    roadmap = plan(load(text))
    record = to_yaml({"plans": {"2024-01-05": to_record(roadmap)}})
    loaded = build([Source("w.yaml", "project: {today: 2024-01-05, currency: EUR}\n" + SHOP + text),
                    Source("plan.yaml", record)], KNOWN)  # fmt: skip
    assert not loaded.problems
    again = plan(loaded.workspace)
    assert again.moved == ()
    assert again.previous.makespan == roadmap.schedule.makespan_weeks
    assert again.previous.ends == {item.id: item.end for item in roadmap.items}
