"""Radar, heat strip and gap bars show the levels of their view, whatever the model."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.charts.gap_bars import gap_bars
from journeymap.charts.heat_strip import heat_strip
from journeymap.charts.palette import SCREEN, THEMES
from journeymap.charts.radar import radar
from journeymap.languages import language
from journeymap.text import say
from journeymap.views.maturity import Cell, Maturity, PhaseRow
from tests.charts.test_axes import ENGLISH, WORDS, check

CHARTS = {"radar": radar, "heat_strip": heat_strip, "gap_bars": gap_bars}

MODEL = Maturity(
    title="Five phases",
    levels=("by chance", "repeated", "defined", "measured", "improving"),
    phases=(
        PhaseRow("s", 1, "Define the target digital CX strategy", (
            Cell("STR-1", "Target experience statement", True, "assessed", 1, 1, 3, 2),
            Cell("STR-2", "Priority segments, needs and generations", False, "not_assessed"),
        ), 1, 1, 3, ("STR-1",)),
        PhaseRow("m", 2, "Map the journey, its strengths and weaknesses, and compare with today", (
            Cell("MAP-1", "A current map that matches reality", True, "assessed", 3, 2, 4, 1),
            Cell("MAP-2", "Measurement at each touchpoint", True, "assessed", 4, 2, None, None, provisional=True),
        ), 3, 2, 4, ("MAP-1",)),
        PhaseRow("t", 3, "Examine technologies and the data the future CX needs", (
            Cell("TEC-1", "Unified customer profile", False, "inherited"),
            Cell("TEC-2", "Platform choices", False, "not_applicable"),
        ), None, None, None, ()),
    ),
    statement=say("the weakest core practice is at level 1"),
    gap_statement=say("two levels are missing"),
)  # fmt: skip


@st.composite
def maturities(draw):
    top = draw(st.integers(2, 9))

    def level():
        return draw(st.one_of(st.none(), st.integers(1, top)))

    phases = []
    for index in range(draw(st.integers(1, 8))):
        cells = []
        for place in range(draw(st.integers(0, 9))):
            attained = level()
            state = "assessed" if attained else draw(st.sampled_from(["not_assessed", "not_applicable", "inherited"]))
            evidenced = draw(st.integers(1, attained)) if attained else None
            target = level()
            gap = max(0, target - attained) if target and attained else None
            cells.append(Cell(f"P{index}-{place}", draw(WORDS), draw(st.booleans()), state, attained, evidenced, target,
                              gap, draw(st.booleans())))  # fmt: skip
        phases.append(PhaseRow(f"p{index}", index + 1, draw(WORDS), tuple(cells), level(), level(), level(), ()))
    return Maturity(draw(WORDS), ("level",) * top, tuple(phases), say("something"), say("something else"))


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
@pytest.mark.parametrize("tongue", ["en", "it"])
def test_a_chart_is_readable_in_every_theme_and_language(chart, theme, tongue):
    check(chart(MODEL, language(tongue), theme, prefix="m1"), theme, "m1")


@settings(max_examples=25)
@given(maturities(), st.sampled_from([*CHARTS.values()]), st.sampled_from([*THEMES.values()]))
def test_no_words_of_any_assessment_overlap(view, chart, theme):
    check(chart(view, ENGLISH, theme, prefix="m"), theme, "m")


def test_the_radar_prints_attained_evidenced_and_target_of_each_phase():
    texts = check(radar(MODEL, ENGLISH, SCREEN, prefix="r"), SCREEN, "r").texts
    first = texts.index("1 Define the target digital CX strategy")
    assert texts[first + 1 : first + 5] == ["STR-1", "1", "1", "3"]
    second = texts.index("weaknesses, and compare with today")
    assert texts[second + 1 : second + 5] == ["MAP-1", "3", "2", "4"]
    third = texts.index("the future CX needs")
    assert texts[third + 1 : third + 4] == ["–", "–", "–"]


def test_an_unknown_phase_breaks_the_line_of_the_radar():
    drawn = check(radar(MODEL, ENGLISH, SCREEN, prefix="r"), SCREEN, "r")
    attained = [e for kind, e, _ in drawn.painted if kind == "path" and e.get("stroke-width") == "2.6"]
    assert len(attained) == 2  # one between the two phases that are known, one in the legend


def test_the_heat_strip_tells_what_was_not_assessed_in_words():
    texts = check(heat_strip(MODEL, ENGLISH, SCREEN, prefix="h"), SCREEN, "h").texts
    assert {"not assessed", "inherited", "not applicable", "provisional"} <= set(texts)
    assert texts.index("STR-1 ●") < texts.index("STR-2") < texts.index("MAP-1 ●")


def test_the_heat_strip_has_a_step_for_each_level():
    drawn = check(heat_strip(MODEL, ENGLISH, SCREEN, prefix="h"), SCREEN, "h")
    filled = [e for kind, e, _ in drawn.painted if kind == "rect" and e.get("fill") == e.get("stroke") == SCREEN.accent]
    assert len(filled) == 1 + 2 + 2 + 1  # evidenced levels of three practices, and the legend


def test_gap_bars_begin_with_the_largest_gap_and_print_every_level():
    texts = check(gap_bars(MODEL, ENGLISH, SCREEN, prefix="g"), SCREEN, "g").texts
    rows = [texts[texts.index(code) + 2 : texts.index(code) + 6] for code in ("STR-1 ●", "MAP-1 ●", "MAP-2 ●")]
    assert rows == [["1", "1", "3", "2"], ["3", "2", "4", "1"], ["4", "2", "–", "–"]]
    assert texts.index("STR-1 ●") < texts.index("MAP-1 ●") < texts.index("MAP-2 ●")
    assert "not assessed: STR-2" in texts


def test_bars_are_as_long_as_their_levels():
    drawn = check(gap_bars(MODEL, ENGLISH, SCREEN, prefix="g"), SCREEN, "g")
    solid = [
        box for kind, e, box in drawn.painted if kind == "rect" and e.get("fill") == SCREEN.accent and box.height == 10
    ]
    assert [round(box.width / solid[0].width, 2) for box in solid[:3]] == [1, 2, 2]


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_the_same_assessment_has_the_same_bytes(chart):
    assert chart(MODEL, ENGLISH, SCREEN, prefix="a") == chart(MODEL, ENGLISH, SCREEN, prefix="a")
