"""What the priority matrix calls an initiative: never one to begin with if it brings about nothing, or a loss."""

import pytest

from journeymap.charts.matrix import matrix
from journeymap.charts.palette import SCREEN
from journeymap.languages import language
from journeymap.roadmap.plan import plan
from journeymap.text import say
from journeymap.views.priorities import Candidate, Priorities, priorities
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


def test_where_most_bring_nothing_only_what_brings_something_is_in_a_quadrant():
    """The medians are of the two that bring something, (20 + 4) / 2 days; of one no effort is known, one only enables."""
    opened = workspace(MOSTLY_NOTHING)
    view = priorities(plan(opened), opened)
    gains = [candidate.impact for candidate in view.candidates if candidate.id in {"win", "less"}]
    assert view.middle == pytest.approx((12, sum(gains) / 2))
    nothing = "none: about nothing by itself"
    assert places(view) == {"win": "plan well: much for much", "less": "do on the side: little for little", "base": "", "free": nothing, "brief": nothing,
                            "wide": nothing, "open": ""}  # fmt: skip
    rows = {str(row[1]): [str(cell) for cell in row] for row in view.table}
    assert rows["Open"][2] == "unknown"
    assert rows["Base"][5] == "enabler"


def drawn(*impacts, noise=0.05, effort=10.0):
    found = tuple(Candidate(f"i{n}", n, f"Initiative {n}", effort, None, None, impact, enabler=False, critical=False,
                            needed=True, confidence=None) for n, impact in enumerate(impacts, 1))  # fmt: skip
    words = say("much for little")
    return Priorities(words, words, "number", "", found, (20.0, -1.0), noise, listed=False)


@pytest.mark.parametrize(("impact", "place"), [
    (0.0, "none: about nothing by itself"),
    (0.04, "none: about nothing by itself"),
    (-0.04, "none: about nothing by itself"),
    (-0.05, "none: a loss by itself"),
    (0.05, "do first: much for little"),
    (None, ""),
])  # fmt: skip
def test_below_the_noise_and_below_zero_nothing_is_done_first(impact, place):
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
