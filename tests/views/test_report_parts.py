"""Tables of a report: which columns stand as numbers."""

from journeymap.text import Figure, say
from journeymap.views.report_parts import Table

SHARE = Figure("share", 0.91)


def test_a_column_of_figures_stays_one_with_a_unit_in_a_cell_but_not_with_a_sentence():
    """Completion by group ends with its spread in points; who reads down the column compares digits."""
    points = say("{n} points", n=Figure("number", 0.1))
    moved = say("{n} of {all} rated", n=Figure("number", 1.0), all=Figure("number", 2.0))
    rows = (("a", SHARE, SHARE, SHARE, "web"), ("spread", points, moved, say("below {n}", n=SHARE), points))
    head = tuple(say("{n}", n=str(place)) for place in range(5))
    assert Table(say("journey"), head, rows).numeric == (False, True, False, False, False)
