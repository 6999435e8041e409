"""What the priority matrix calls an initiative: nothing if it brings about nothing, or cannot be told from the middle."""

import pytest

from journeymap.charts.matrix import matrix
from journeymap.charts.palette import SCREEN
from journeymap.languages import language
from journeymap.roadmap.plan import plan
from journeymap.text import say
from journeymap.views.priorities import Candidate, Priorities, priorities
from journeymap.views.report_initiatives import effort_table
from tests.support import workspace

MOSTLY_NOTHING = """
project: {today: 2026-10-05, currency: EUR}
departments: {a: {title: A, capacity: 3 people}}
journeys:
  j:
    customers: 100000/year
    value: 50 EUR/year
    stages:
      s:
        a: {channel: phone, emotion: -2, next: b, ends: {churned: 40%}}
        b: {channel: phone, emotion: 0, duration: 9 min, ends: {completed: 100%}}
initiatives:
  win: {duration: 1 month, effort: {a: 20 d}, changes: [{reroute: {from: a, to: {b: 90%}, ends: {churned: 10%}}}]}
  less: {duration: 1 month, effort: {a: 4 d}, changes: [{reroute: {from: a, to: {b: 70%}, ends: {churned: 30%}}}]}
  base: {duration: 1 month, effort: {a: 1 d}}
  free: {duration: 1 month, effort: {a: 0 d}, changes: [{set: {b.duration: 8 min}}]}
  brief: {duration: 1 month, effort: {a: 5 d}, changes: [{set: {b.emotion: 1}}]}
  wide: {duration: 1 month, effort: {a: 30 d}, changes: [{set: {a.emotion: -1}}]}
  open: {duration: 1 month, changes: [{set: {b.emotion: 2}}]}
"""


def places(view):
    return {candidate.id: str(view.quadrant(candidate) or "") for candidate in view.candidates}


def test_where_few_bring_something_nothing_is_in_a_quadrant():
    """Two bring something, of one no effort is known, one only enables: nothing is divided at the median of two."""
    opened = workspace(MOSTLY_NOTHING)
    view = priorities(plan(opened), opened)
    assert view.middle is None
    nothing = "none: about nothing by itself"
    assert places(view) == {"win": "", "less": "", "base": "", "free": nothing, "brief": nothing, "wide": nothing,
                            "open": ""}  # fmt: skip
    rows = {str(row[1]): [str(cell) for cell in row] for row in view.table}
    assert rows["Open"][2] == "unknown"
    assert rows["Base"][5] == "enabler"
    assert "Place" not in [str(name) for name in effort_table(view).head]


def test_what_reaches_a_median_is_between_and_no_quadrant_names_an_order():
    """By hand. Medians of 10, 20, 30, 40, 50 and 60 days: 35; of 1, 2, 3, 4.02, 5 and 6 points: 3.51.

    The second reaches from 20 to 36 days, the fourth at 85 % down to 3.4 points, the third with the noise of 0.5 up to
    3.5, not the median.
    """
    given = [(10, 10, 6, None), (20, 36, 1, None), (30, 30, 3, None), (40, 40, 4.02, 0.85), (50, 50, 2, None),
             (60, 60, 5, None)]  # fmt: skip
    found = tuple(one(n, effort, impact, least=effort, most=most, confidence=sure)
                  for n, (effort, most, impact, sure) in enumerate(given, 1))  # fmt: skip
    view = Priorities(say("gain"), say("gain"), "number", "", found, (35.0, 3.51), 0.5)
    between = "between: its range reaches a median"
    assert places(view) == {"i1": "much for little", "i2": between, "i3": "little for little", "i4": between,
                            "i5": "little for much", "i6": "much for much"}  # fmt: skip


STEPS = """
project: {today: 2026-10-05}
departments: {a: {title: A, capacity: 3 people}}
journeys:
  j:
    customers: 1000/year
    value: 100 EUR/year
    stages: {s: {a: {channel: phone, ends: {completed: 60%, churned: 40%}}}}
initiatives:
  base: {duration: 1 month, effort: {a: 90 d}}
  quick: {duration: 1 month, effort: {a: 10 d}, after: [base], changes: [{reroute: {from: a, ends: {completed: 70%, churned: 30%}}}]}
  slow: {duration: 1 month, effort: {a: 50 d}, changes: [{set: {a.emotion: 1}}, {reroute: {from: a, ends: {completed: 80%, churned: 20%}}}]}
"""


def test_most_for_the_effort_counts_the_days_of_what_it_builds_on():
    """By itself `quick` would win with 10 days; with the 90 days of what it waits for, `slow` does."""
    opened = workspace(STEPS)
    view = priorities(plan(opened), opened)
    gains = {candidate.id: candidate.impact for candidate in view.candidates}
    assert gains["quick"] / 10 > gains["slow"] / 50 > gains["quick"] / 100
    assert str(view.statement).startswith("most for the effort brings 'Slow': ")
    alone = STEPS.replace("50 d", "500 d")
    said = str(priorities(plan(workspace(alone)), workspace(alone)).statement)
    assert "'Quick' with what it builds on: " in said
    assert "for 100 person-days" in said


def one(number, effort, impact, *, least=None, most=None, confidence=None):
    return Candidate(f"i{number}", number, f"Initiative {number}", effort, least, most, impact, enabler=False,
                     critical=False, needed=True, confidence=confidence)  # fmt: skip


def drawn(*impacts, noise=0.05, effort=10.0):
    found = tuple(one(n, effort, impact) for n, impact in enumerate(impacts, 1))
    words = say("much for little")
    return Priorities(words, words, "number", "", found, (20.0, -1.0), noise, listed=False)


@pytest.mark.parametrize(("impact", "place"), [
    (0.0, "none: about nothing by itself"),
    (0.04, "none: about nothing by itself"),
    (-0.04, "none: about nothing by itself"),
    (-0.05, "none: a loss by itself"),
    (0.05, "much for little"),
    (None, ""),
])  # fmt: skip
def test_below_the_noise_and_below_zero_nothing_is_in_a_quadrant(impact, place):
    """All are above the median of -1 points, and points are written with one decimal."""
    assert places(drawn(impact)) == {"i1": place}


def test_what_is_about_nothing_stands_below_the_plot_and_the_unknown_is_said():
    """The noise of 3 is above the round step of 2 from which the scale goes: 2.5 is nothing, though on the scale."""
    view = drawn(900.0, 2.5, None, noise=3.0)
    text = matrix(view, language("en"), SCREEN, prefix="m")
    assert "much for little: less than 3.0" in text
    assert "much for little: unknown" in text
    low = text.index("less than 3.0")
    assert text.index("Initiative 1") < low < text.index("Initiative 2") < text.index("Initiative 3")
    assert "effort unknown: 1 Initiative 1" in matrix(drawn(9.0, effort=None), language("en"), SCREEN, prefix="m")
