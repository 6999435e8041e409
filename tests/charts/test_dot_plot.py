"""The dot plot writes every figure once, and nothing covers anything, whatever the figures."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.charts.dot_plot import dot_plot
from journeymap.charts.palette import SCREEN, THEMES, mix
from journeymap.languages import language
from journeymap.text import Figure, count, money, say, share
from journeymap.views.portfolio_plot import Dot, DotPlot, Panel
from journeymap.views.report_parts import Table
from tests.charts.test_axes import ENGLISH, WORDS, check

TABLE = Table(say("as a table"), (), ())
SHADE = mix(SCREEN.surface, SCREEN.accent, 0.1)
TITLES = ("Trasloco della linea con televisione, telefono e internet nella nuova abitazione", "Guasto", "Recesso")
VIEW = DotPlot(TITLES, (
    Panel(say("Score"), "score", (Dot(50, Figure("score", 50), 46, 55), Dot(31, Figure("score", 31)), None), 100.0,
          parts=(None, Dot(40, Figure("score", 40), 38, 42), None)),
    Panel(say("Completion"), "share", (Dot(0.7, share(0.7)), Dot(0, share(0.0)), Dot(1, share(1.0))), 1.0),
    Panel(say("Value lost in a year"), "money", (Dot(6.9e6, money(6.9e6, "EUR"), 5e6, 9.7e6), None, None), unit="EUR"),
), say("3 journeys"), TABLE)  # fmt: skip


@st.composite
def plots(draw):
    """Draw plots of up to seven journeys with figures anywhere on their scales."""
    titles = tuple(draw(st.lists(WORDS, min_size=1, max_size=7)))

    def dots(top, words):
        found = []
        for _ in titles:
            low, value, high = sorted(draw(st.floats(0, top, width=32)) for _ in range(3))
            ends = (low, high) if draw(st.booleans()) else (None, None)
            found.append(draw(st.sampled_from([None, Dot(value, words(value), *ends)])))
        return tuple(found)

    most = draw(st.sampled_from([1.0, 7.0, 1e4, 9.9e8]))
    return DotPlot(titles, (
        Panel(say("Score"), "score", dots(100, lambda value: Figure("score", value)), 100.0,
              parts=dots(100, lambda value: Figure("score", value))),
        Panel(say("Completion"), "share", dots(1, share), 1.0),
        Panel(say("Customers lost in a year"), "count", dots(most, count)),
    ), say("{n} journeys", n=len(titles)), TABLE)  # fmt: skip


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("tongue", ["en", "it"])
def test_it_is_readable_in_every_theme_and_language(theme, tongue):
    check(dot_plot(VIEW, language(tongue), theme, prefix="p"), theme, "p")


@settings(max_examples=20)
@given(plots(), st.sampled_from([*THEMES.values()]))
def test_no_words_of_any_figures_overlap(view, theme):
    check(dot_plot(view, ENGLISH, theme, prefix="p"), theme, "p")


def test_a_title_of_any_length_takes_three_lines_at_most():
    """Twenty thousand letters make the chart no higher than three lines do; the table has the whole title."""
    long, short = (replace(VIEW, titles=(title, *TITLES[1:])) for title in ("parola " * 3000, "parola " * 60))
    sizes = [check(dot_plot(view, ENGLISH, SCREEN, prefix="p"), SCREEN, "p").size for view in (long, short)]
    assert sizes[0] == sizes[1]


def test_a_full_dot_has_an_interval_and_an_open_one_has_none():
    """By hand: two figures of the view have intervals; four have none; each sign is once more in the key."""
    drawn = check(dot_plot(VIEW, ENGLISH, SCREEN, prefix="p"), SCREEN, "p")
    radii = [element.get("r") for kind, element, _ in drawn.painted if kind == "circle"]
    assert (radii.count("3.5"), radii.count("4.4"), radii.count("2.6")) == (2 + 1, 4 + 1, 1 + 1)
    words = " ".join(text.text if hasattr(text, "text") else str(text) for text in drawn.texts)
    assert "46" not in words  # ends of intervals stand in the table


def test_the_interval_of_the_worst_is_shaded_through_all_rows_where_others_may_overlap_it():
    """By hand: of scores 50 (46-55), 31 (27-36) and 33 (30-37) the worst is 31; of losses the worst is the most."""
    scores = (
        Dot(50, Figure("score", 50), 46, 55),
        Dot(31, Figure("score", 31), 27, 36),
        Dot(33, Figure("score", 33), 30, 37),
    )
    lost = tuple(Dot(value, count(value), value - 2, value + 2) for value in (10, 30, 20))
    view = DotPlot(("Long", "Middle", "Short"), (Panel(say("Score"), "score", scores, 100.0),
                                                 Panel(say("Lost"), "count", lost, loss=True)), say("3 journeys"), TABLE)  # fmt: skip
    assert [panel.worst for panel in view.panels] == [scores[1], lost[1]]
    drawn = check(dot_plot(view, ENGLISH, SCREEN, prefix="p"), SCREEN, "p")
    shades = [box for kind, e, box in drawn.painted if kind == "rect" and e.get("fill") == SHADE][:2]
    bars = [box for kind, e, box in drawn.painted if kind == "rect" and e.get("stroke")]
    assert all(shade.height > 60 for shade in shades)  # three rows
    for shade, wanted in zip(shades, (bars[2], bars[3]), strict=True):
        assert (shade.x, shade.width) == pytest.approx((wanted.x, wanted.width), abs=0.05)
    assert Panel(say("Score"), "score", scores[:1]).worst is None


def test_a_figure_written_above_its_sign_stays_within_its_row():
    """Three narrow scales, and an interval over nearly all of the first: above the figure stand the scale's own marks."""
    dots = (Dot(0.0, Figure("score", 0.0), 0.0, 96.0), None, None)
    panels = (Panel(say("Score"), "score", dots, 100.0, parts=(None,) * 3),
              Panel(say("Completion"), "share", (None,) * 3, 1.0),
              Panel(say("Customers lost in a year"), "count", (None,) * 3, None))  # fmt: skip
    long = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
    view = DotPlot(("👩‍👩‍👧‍👦 moving 🏠📦🚚", long, long), panels, say("{n} journeys", n=3), TABLE)
    check(dot_plot(view, ENGLISH, THEMES["workshop"], prefix="p"), THEMES["workshop"], "p")
