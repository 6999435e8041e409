"""A client's colours on every theme."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.charts.brand import GRAPHICS, TEXT, branded, from_oklch, to_oklch
from journeymap.charts.palette import THEMES, contrast

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
CORNERS = [f"#{value:06x}" for value in (0x000000, 0xFFFFFF, 0xFFFF00, 0x00FF00, 0x00FFFF, 0x0000FF, 0x808080)]
DRESSED = [name for name in THEMES if name != "greyscale"]


def check(theme):
    for band in theme.stage:
        assert contrast(band, theme.page) >= GRAPHICS
        assert contrast(theme.on_stage, band) >= TEXT
    for ground in (theme.page, theme.surface, theme.changed, theme.added, theme.removed):
        assert contrast(theme.accent, ground) >= TEXT
        assert contrast(theme.star, ground) >= TEXT


@pytest.mark.parametrize("name", DRESSED)
def test_any_colour_becomes_readable(name):
    sample = random.Random(7)
    for colour in [*CORNERS, *(f"#{sample.randrange(1 << 24):06x}" for _ in range(150))]:
        found = branded(THEMES[name], colour, colour)
        check(found.theme)
        for correction in found.corrections:
            assert correction.before < correction.needed <= correction.after


@given(COLOURS, st.sampled_from(DRESSED))
def test_a_colour_keeps_its_hue(colour, name):
    before, after = to_oklch(colour), to_oklch(branded(THEMES[name], colour).theme.accent)
    if before[1] > 0.05 and after[1] > 0.05:
        turn = abs(before[2] - after[2]) % (2 * math.pi)
        assert min(turn, 2 * math.pi - turn) < 0.12


@given(COLOURS)
def test_oklch_and_back_is_the_same_colour(colour):
    assert from_oklch(to_oklch(colour)) == colour


def test_black_and_white_are_the_ends_of_lightness():
    """The end points of the space, as its author gives them."""
    assert to_oklch("#ffffff")[0] == pytest.approx(1, abs=1e-6)
    assert to_oklch("#000000")[0] == pytest.approx(0, abs=1e-6)
    assert to_oklch("#ff0000")[:2] == pytest.approx((0.628, 0.2577), abs=1e-3)


def test_what_can_be_read_stays_as_it_is():
    found = branded(THEMES["print"], "#0f4c81", "#7a1f5c")
    assert found.corrections == ()
    assert (found.theme.stage[0], found.theme.accent, found.theme.star) == ("#0f4c81", "#0f4c81", "#7a1f5c")


def test_what_cannot_is_named_with_both_contrasts():
    (found,) = branded(THEMES["print"], "#0f4c81", "#ffd400").corrections
    assert (found.key, found.asked) == ("accent", "#ffd400")
    assert found.before < TEXT <= found.after


def test_greyscale_has_no_brand():
    assert branded(THEMES["greyscale"], "#ff0000", "#00ff00").theme is THEMES["greyscale"]


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", 'url("x")'])
@pytest.mark.parametrize("name", ["screen", "greyscale"])
def test_a_colour_of_another_form_is_refused(colour, name):
    with pytest.raises(ValueError, match="not a colour"):
        branded(THEMES[name], colour)


@pytest.mark.parametrize("name", THEMES)
def test_groups_can_be_read_and_say_neither_good_nor_bad(name):
    theme = THEMES[name]
    for colour in theme.groups:
        assert contrast(colour, theme.page) >= TEXT
        assert contrast(colour, theme.surface) >= TEXT
        assert colour not in {theme.good, theme.bad, *theme.scores}
