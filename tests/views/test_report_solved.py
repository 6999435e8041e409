"""Through which initiative a finding is gone: by what the rules find with each left out, not by what it touches."""

import datetime as dt
from dataclasses import replace

import pytest

from journeymap.views.report_solved import Solved, calendar_weeks
from tests.outputs.reports import analysed, analysed_text


@pytest.fixture(scope="module")
def solved():
    return Solved(analysed("home-move"))


def gone(solved, name):
    return solved.gone(next(found for found in solved.analysis.judged.open_findings if found.id == name))


@pytest.mark.parametrize(("finding", "quarter", "needed"), [
    ("no-self-service@book", "2019-Q2", ("self-move",)),
    ("avoidable-loss@wait-short", "2019-Q2", ("right-first-time",)),
    ("no-call-back@book", "2018-Q3", ("call-back",)),
    ("upsell-in-failure@postpone", "2018-Q3", ("service-first",)),
])  # fmt: skip
def test_only_what_takes_a_finding_away_is_named(solved, finding, quarter, needed):
    """Each of these quarters finishes two or three initiatives, several of which change the same touchpoints."""
    found = gone(solved, finding)
    assert (found.quarter.name, found.needed, found.either) == (quarter, needed, ())
    assert len(found.quarter.new) > 1


def test_the_states_of_the_plan_answer_as_new_ones_do(solved):
    anew = Solved(replace(solved.analysis, walk=None))
    found = solved.analysis.judged.open_findings
    assert [str(anew.words(item)) for item in found] == [str(solved.words(item)) for item in found]


def test_of_two_that_would_each_do_neither_has_the_credit():
    """Both give customers an app to serve themselves; without one of them the other still does."""
    analysis = analysed_text("""
        project: {today: 2026-01-05}
        departments: {it: {capacity: 9 people}}
        needs: {book: {simple: true, frequent: true}}
        journeys: {j: {stages: {s: {a: {channel: phone, need: book, duration: 20 min, ends: completed}}}}}
        targets: {t: {of: j, changes: [{set: {a.channel: app}}]}}
        initiatives:
          one: {required: true, duration: 2 weeks, effort: {it: 5 d}, changes: [{set: {a.channel: app}}]}
          two: {required: true, duration: 3 weeks, effort: {it: 5 d}, changes: [{set: {a.channel: app}}]}
    """)
    found = Solved(analysis)
    assert gone(found, "no-self-service@a").either == ("one", "two")
    first = next(item for item in analysis.judged.open_findings if item.rule == "no-self-service")
    assert "with any one of these: 'One' and 'Two'" in str(found.words(first))


def test_weeks_side_by_side_count_once(solved):
    """Call-back runs 2 July to 24 August, 8 weeks; no sales pitch 2 to 13 July, within them."""
    plan = solved.analysis.roadmap
    items = [plan.by_id[name] for name in ("call-back", "service-first")]
    assert [item.start for item in items] == [dt.date(2018, 7, 2)] * 2
    assert calendar_weeks(items) == 8


def test_a_finding_on_a_reading_says_that_none_is_taken_after_the_change(solved):
    """A queue, measured; a level and a guess, of which no initiative speaks; and what a planned state does show."""
    told = {item.id: str(solved.words(item)) for item in solved.analysis.judged.open_findings}
    assert told["late-answer@call-outage"] == "cannot be told: no reading after the change"
    assert told["foundation-missing@q2-2018"] == told["opinion-as-data@cut-off"] == ""
    assert told["no-call-back@book"].startswith("gone after Q3 2018")


def test_an_initiative_that_happens_to_write_a_missing_share_does_not_mend_the_journey():
    analysis = analysed_text("""
        project: {today: 2026-01-05}
        departments: {it: {capacity: 9 people}}
        journeys: {j: {stages: {s: {a: {channel: web, next: {b: 60%}}, b: {channel: web, ends: completed}}}}}
        targets: {t: {of: j, changes: [{set: {a.next: {b: 90%}, a.ends: {abandoned: 10%}}}]}}
        initiatives:
          one: {duration: 2 weeks, effort: {it: 5 d}, changes: [{set: {a.next: {b: 90%}, a.ends: {abandoned: 10%}}}]}
    """)
    found = next(item for item in analysis.judged.open_findings if item.rule == "shares-under-one")
    assert analysis.roadmap.quarters
    assert Solved(analysis).words(found) == ""
    assert found.id not in Solved(analysis).projectable
