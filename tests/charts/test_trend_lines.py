"""Trend lines show each level once, and no line where a level is unknown."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.charts.palette import SCREEN, THEMES
from journeymap.charts.trend_lines import trend_lines
from journeymap.languages import language
from journeymap.views.trend import Line, PhaseLines, TrendLines
from tests.charts.test_axes import ENGLISH, WORDS, check

DAYS = (dt.date(2017, 10, 1), dt.date(2018, 4, 1), dt.date(2018, 7, 1))
VIEW = TrendLines("Five phases", 5, DAYS, (
    PhaseLines(1, "Define the target digital CX strategy", (1, None, 2), (1, None, 1), (
        Line("STR-1", "Target experience statement", True, (1, 2, 3), (1, 1, 2), 4),
        Line("STR-2", "Priority segments, needs and generations", True, (1, None, 2), (1, None, 1)),
        Line("STR-4", "Reference points inside and outside the sector", False, (None,) * 3, (None,) * 3),
    )),
    PhaseLines(2, "Stabilire la maturità digitale della comunicazione di marketing e di servizio", (None,) * 3,
               (None,) * 3, ()),
))  # fmt: skip


@st.composite
def trends(draw):
    top, readings = draw(st.integers(2, 9)), draw(st.integers(1, 9))
    months = sorted(draw(st.sets(st.integers(0, 60), min_size=readings, max_size=readings)))
    days = tuple(dt.date(2015 + place // 4, place % 4 * 3 + 1, 1) for place in months)

    def levels():
        return tuple(draw(st.one_of(st.none(), st.integers(1, top))) for _ in days)

    def practice(code):
        return Line(
            code, draw(WORDS), draw(st.booleans()), levels(), levels(), draw(st.one_of(st.none(), st.integers(1, top)))
        )

    phases = tuple(
        PhaseLines(
            number,
            draw(WORDS),
            levels(),
            levels(),
            tuple(practice(f"P{number}-{k}") for k in range(draw(st.integers(0, 8)))),
        )
        for number in range(1, draw(st.integers(1, 12)) + 1)
    )
    return TrendLines(draw(WORDS), top, days, phases)


def strokes(drawn, width):
    return [
        element.get("d")
        for kind, element, _ in drawn.painted
        if kind == "path" and element.get("stroke-width") == width
    ]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("tongue", ["en", "it"])
def test_it_is_readable_in_every_theme_and_language(theme, tongue):
    check(trend_lines(VIEW, language(tongue), theme, prefix="t"), theme, "t")


@settings(max_examples=25)
@given(trends(), st.sampled_from([*THEMES.values()]))
def test_no_words_of_any_series_overlap(view, theme):
    check(trend_lines(view, ENGLISH, theme, prefix="t"), theme, "t")


def test_an_unknown_level_leaves_a_gap_in_the_line():
    """Attained lines: two stretches of STR-1, none of STR-2 or its phase, whose middle is unknown; one in the legend."""
    drawn = check(trend_lines(VIEW, ENGLISH, SCREEN, prefix="t"), SCREEN, "t")
    assert len(strokes(drawn, "2.2")) == 2 + 0 + 1


def test_levels_that_moved_are_written_and_practices_without_a_level_are_named():
    texts = check(trend_lines(VIEW, ENGLISH, SCREEN, prefix="t"), SCREEN, "t").texts
    assert {"1 → 3", "1 → 2", "no level: STR-4", "Q4 2017", "Q3 2018"} <= set(texts)
    assert "STR-4" not in texts


def test_readings_stand_as_far_apart_as_their_quarters():
    """Two quarters lie between the first readings, one between the last."""
    drawn = check(trend_lines(VIEW, ENGLISH, SCREEN, prefix="t"), SCREEN, "t")
    first, second = (stretch.removeprefix("M").split("L") for stretch in strokes(drawn, "2.2")[:2])
    spans = [float(ends[1].split()[0]) - float(ends[0].split()[0]) for ends in (first, second)]
    assert spans[0] == pytest.approx(2 * spans[1], abs=0.25)


def test_the_description_states_the_finding():
    drawn = check(trend_lines(VIEW, ENGLISH, SCREEN, prefix="t"), SCREEN, "t")
    assert drawn.root[1].text == "from Q4 2017 to Q3 2018, 2 of 2 practices that can be compared rose and 0 fell"
