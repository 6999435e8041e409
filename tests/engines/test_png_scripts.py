"""Text of every script is visible in a PNG, and what no font has is said."""

from functools import cache

import numpy as np
import pytest

from journeymap.charts.journey_map import journey_map
from journeymap.charts.palette import THEMES
from journeymap.charts.svg import Label
from journeymap.engines.png import to_png, with_families, without_glyph
from journeymap.languages import language
from tests.charts.samples import awkward
from tests.engines.test_png import pixels

UNASSIGNED = "\u0378"


@cache
def ink(text, wide=300):
    """Give where a label is darker than its ground."""
    label = Label(text, 10, 28, 20, "#000000", "#ffffff")
    page = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="40" font-family="Inter">{label.svg()}</svg>'
    return pixels(to_png(page))[..., 3] > 100


@pytest.mark.parametrize(
    "text", ["Straße", "è così", "Київ", "安静な電話", "引っ越し", "حجز", "لا", "🏠", "👩‍👩‍👧‍👦", "🇮🇹", "❤️"]
)
def test_each_script_is_drawn_and_not_as_empty_boxes(text):
    drawn = ink(text)
    assert drawn.sum() > 60
    for boxes in (UNASSIGNED, UNASSIGNED * len(text)):
        assert not np.array_equal(drawn, ink(boxes))


def test_a_letter_that_joins_is_not_drawn_as_it_stands_alone():
    """Three beh joined are narrower than three apart."""
    joined, apart = (np.flatnonzero(ink(text).any(axis=0)) for text in ("ببب", "ب\u200cب\u200cب"))
    assert np.ptp(joined) < np.ptp(apart)


def test_arabic_runs_from_the_right_and_latin_in_it_from_the_left():
    """A full stop at the end of an Arabic sentence stands at its left, and after a Latin one at its right."""
    dots = [np.flatnonzero(ink(f"{word}.").any(axis=0)) for word in ("حجز", "Book")]
    words = [np.flatnonzero(ink(word).any(axis=0)) for word in ("حجز", "Book")]
    assert np.ptp(dots[0]) > np.ptp(words[0])
    assert ink("حجز.")[50:58, dots[0][0] : dots[0][0] + 6].any()
    assert dots[1][-1] > words[1][-1]


def test_mixed_scripts_stand_where_the_metrics_say():
    svg = with_families('<text x="1" font-size="10" text-anchor="middle">東 a</text>')
    assert svg.count("<tspan") == 2
    assert 'font-family="Noto Sans SC"' in svg


@pytest.mark.parametrize(
    "text", ["moving 🏠📦🚚👩‍👩‍👧‍👦 moving 🏠", "حجز 👩‍👩‍👧‍👦 لا 🇮🇹 ok 東京", "e\u0301x\u0301 حجز", "\u202e&amp;<b>"]
)
def test_no_mixture_stops_the_drawer(text):
    assert ink(text, 600).any()


def test_a_map_of_awkward_texts_is_drawn():
    assert to_png(journey_map(awkward(), language("en"), THEMES["screen"]), scale=0.1).startswith(b"\x89PNG")


def test_characters_that_no_font_has_are_listed():
    assert without_glyph("<text>Ask 東 حجز 🏠 \U00012000 \u0378a\u0378</text>") == "\U00012000\u0378"
    assert without_glyph("<text>Ask</text>") == ""


def test_a_large_drawing_takes_fewer_pixels():
    page = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="1000"><rect width="9" height="9" fill="#000"/></svg>'
    sizes = [int.from_bytes(to_png(page.format(wide))[16:20], "big") for wide in (1000, 6000)]
    assert sizes == [2000, pytest.approx(9798, abs=2)]
