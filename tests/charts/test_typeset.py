import json
import re
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.charts import glyphs, typeset
from journeymap.charts.glyphs import family_runs, leftward, missing_glyphs
from journeymap.charts.typeset import (
    ELLIPSIS,
    ascent,
    fit,
    line_height,
    width,
    wrap,
)
from tests.effort import calls

FONTS = Path(typeset.__file__).parent / "fonts"
FAMILY = "👩\u200d👩\u200d👧\u200d👦"
FLAG = "🇩🇪"
E_ACUTE = "e\u0301"

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("abc xyz ÄÖ-/ \u00a0\u200b\u0301\u200d\ufe0f🇩🇪👩👧🏽東京、。한\u1161\n\t"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=80,
)
WORDS = st.lists(st.text(alphabet="abcdefgMWil", min_size=1, max_size=9), max_size=30)
ROOMS = st.floats(min_value=1, max_value=300)
SIZES = st.floats(min_value=4, max_value=72)
WEIGHTS = st.sampled_from(["regular", "semibold"])
thorough = settings(deadline=None)


def bare(text):
    return re.sub(r"\s", "", text)


def wrap_by_brute_force(text, size, room, weight):
    """Break a text whose words all fit, measuring the whole line again for each word."""
    lines = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, weight) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


@pytest.mark.parametrize("suffix", ["ttf", "woff2"])
@pytest.mark.parametrize(("weight", "name"), [("regular", "Inter-Regular"), ("semibold", "Inter-SemiBold")])
def test_widths_are_those_of_the_bundled_fonts(weight, name, suffix):
    with TTFont(FONTS / f"{name}.{suffix}") as font:
        advances, em = font["hmtx"].metrics, font["head"].unitsPerEm
        characters = font.getBestCmap()
    assert len(characters) > 350
    for code, glyph in characters.items():
        if not glyphs.is_invisible(chr(code)):
            assert width(chr(code), em, weight) == advances[glyph][0]


@pytest.mark.parametrize("name", ["Inter-Regular.ttf", "Inter-SemiBold.ttf"])
def test_fonts_have_no_kerning_that_would_make_measured_widths_wrong(name):
    with TTFont(FONTS / name) as font:
        tags = {f.FeatureTag for table in ("GPOS", "GSUB") for f in font[table].table.FeatureList.FeatureRecord}
    assert tags.isdisjoint({"kern", "calt", "liga"})
    assert "tnum" in tags


def test_fonts_are_small_enough_to_ship_and_to_carry_inside_a_report():
    assert all(path.stat().st_size < 150_000 for path in FONTS.glob("Inter-*.ttf"))
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 3_000_000
    assert all(path.stat().st_size < 25_000 for path in FONTS.glob("*.woff2"))


@pytest.mark.parametrize(
    ("text", "ems"),
    [
        ("東京", 2.0),
        ("Ａ", 1.0),
        ("👍", 1.27),
        ("👍🏽", 1.27),
        (FAMILY, 1.27),
        (FLAG + FLAG, 2.54),
        ("❤\ufe0f", 1.27),
        ("✅", 1.27),
        ("\u0301\u200d\u200b\u00ad\x00", 0.0),
        ("ש", 0.6),
        ("\u1112\u1161\u11ab", 1.0),
    ],
)
def test_characters_that_the_font_lacks_get_a_likely_width(text, ems):
    assert width(text, 100) == pytest.approx(100 * ems, abs=0.2)


def test_an_accent_takes_no_room():
    assert width(E_ACUTE, 20) == width("e", 20)


def test_a_line_break_counts_as_a_space():
    assert width("a\nb\tc", 10) == width("a b c", 10)


def test_semibold_is_wider():
    assert width("Customer", 12, "semibold") > width("Customer", 12)


def test_figures_share_one_line_height_with_the_ascent_inside():
    assert 0 < ascent(10) < line_height(10)
    assert line_height(20) == pytest.approx(2 * line_height(10))


@given(TEXTS, SIZES, ROOMS, WEIGHTS)
@thorough
def test_wrap_loses_nothing_but_white_space_and_adds_nothing_but_hyphens(text, size, room, weight):
    found = bare("".join(wrap(text, size, room, weight=weight)))
    assert found.replace("-", "") == bare(text).replace("-", "")
    assert found.count("-") >= text.count("-")


@given(TEXTS, SIZES, ROOMS, WEIGHTS)
@thorough
def test_every_line_fits_unless_it_is_a_single_character(text, size, room, weight):
    for line in wrap(text, size, room, weight=weight):
        assert width(line, size, weight) <= room or len(glyphs.clusters(line)) == 1


@given(WORDS, SIZES, st.floats(min_value=0, max_value=100), WEIGHTS)
@thorough
def test_wrap_is_the_same_as_by_brute_force(words, size, spare, weight):
    text = " ".join(words)
    room = max((width(word, size, weight) for word in words), default=0) + spare
    assert wrap(text, size, room, weight=weight) == wrap_by_brute_force(text, size, room, weight)


@given(TEXTS, SIZES, ROOMS, st.integers(1, 4))
@thorough
def test_lines_left_out_are_marked_and_the_mark_fits(text, size, room, most):
    whole = wrap(text, size, room)
    lines = wrap(text, size, room, max_lines=most)
    if len(whole) <= most:
        assert lines == whole
    else:
        assert lines[:-1] == whole[: most - 1]
        assert len(lines) == most
        assert lines[-1].endswith(ELLIPSIS)
        assert lines[-1] == ELLIPSIS or width(lines[-1], size) <= room


@given(TEXTS, SIZES, ROOMS, WEIGHTS)
@thorough
def test_fit_gives_the_longest_beginning_that_fits(text, size, room, weight):
    fitted = fit(text, size, room, weight)
    if fitted == text:
        assert width(text, size, weight) <= room
    else:
        kept = fitted.removesuffix(ELLIPSIS)
        assert text.startswith(kept)
        assert fitted == ELLIPSIS or width(fitted, size, weight) <= room
        following = glyphs.clusters(text[len(kept) :])[0]
        assert following.isspace() or width(kept + following + ELLIPSIS, size, weight) > room


@given(TEXTS, SIZES, WEIGHTS)
@thorough
def test_a_text_fits_the_width_measured_for_it(text, size, weight):
    assert fit(text, size, width(text, size, weight), weight) == text


@pytest.mark.parametrize("cluster", [FAMILY, FLAG, E_ACUTE, "👍🏽", "1\ufe0f\u20e3", "\u1112\u1161\u11ab"])
def test_no_character_made_of_several_code_points_is_split(cluster):
    assert wrap(cluster * 3, 10, 1) == (cluster,) * 3
    assert fit(cluster * 3, 10, width(cluster, 10) * 1.5 + width(ELLIPSIS, 10)) == cluster + ELLIPSIS


def test_long_words_are_broken_after_hyphens_and_slashes_first():
    assert wrap("click-and-collect", 10, width("click-and-", 10)) == ("click-and-", "collect")
    assert wrap("email/telephone", 10, width("telephone", 10)) == ("email/", "telephone")


def test_words_that_fit_are_not_broken_at_hyphens():
    assert wrap("we all e-mail", 10, width("we all e-", 10)) == ("we all", "e-mail")


def test_a_word_longer_than_a_line_fills_lines_and_the_next_word_follows_it():
    assert wrap("mmmmmm m", 10, width("mmmm-", 10)) == ("mmmm-", "mm m")


def test_a_broken_latin_word_has_a_hyphen_and_leaves_no_letter_alone():
    assert wrap("competitor", 10, width("competito", 10)) == ("competit-", "or")
    assert wrap("0000000000", 10, width("00000", 10)) == ("00000", "00000")


def test_a_zero_width_space_is_a_place_to_break():
    assert wrap("order\u200bform", 10, width("order", 10)) == ("order\u200b", "form")


def test_a_no_break_space_is_not():
    assert wrap("within 5\u00a0days", 10, width("within 5", 10)) == ("within", "5\u00a0days")


def test_chinese_breaks_anywhere_but_not_before_a_full_stop():
    assert wrap("客户旅程。", 10, 40) == ("客户旅", "程。")


def test_cut_text_ends_at_a_word_if_the_mark_fits_behind_it():
    assert wrap("Offer is compared", 12, 60, max_lines=1) == ("Offer is…",)


def test_at_least_one_line_must_be_allowed():
    with pytest.raises(ValueError, match="at least 1, not 0"):
        wrap("text", 10, 50, max_lines=0)


@pytest.mark.parametrize("unit", ["word ", "x", "東", "ab-", E_ACUTE, FAMILY, "\u0301"])
@pytest.mark.parametrize("max_lines", [None, 2])
def test_long_labels_take_work_in_proportion(unit, max_lines):
    def work(length):
        text = unit * (length // len(unit))
        return calls(lambda: (wrap(text, 10, 120, max_lines=max_lines), fit(text, 10, 120)))

    assert work(20_000) < 6 * work(5_000) + 200


def test_missing_glyphs_are_listed_once_each_and_invisible_ones_are_not():
    assert missing_glyphs("Grüße – naïve €, Łódź, Ελλάδα, Київ ✓ ★ →\n\u200d\ufe0f") == ""
    assert missing_glyphs("ไaทไ 東 حجز 🏠") == "ไท"


@pytest.mark.parametrize(
    "word", ["حجز", "الإنترنت", "لا", "الجديد", "مُسْتَشْفًى", "گچپژ", "引っ越し", "安静な電話", "🏠📦", FAMILY, FLAG]
)
def test_other_scripts_are_never_wider_than_measured(word):
    """HarfBuzz, which joins letters and emoji, is the second method."""
    (family, _), *more = family_runs(word)
    assert not more
    font = next(entry for entry in json.loads((FONTS / "fallback.json").read_text()) if entry["family"] == family)
    face = hb.Face(hb.Blob.from_file_path(str(FONTS / font["file"])))
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(face), buffer, {"kern": False})
    drawn = sum(position.x_advance for position in buffer.glyph_positions) / face.upem
    assert 0 not in [info.codepoint for info in buffer.glyph_infos]
    assert drawn <= width(word, 1) + 0.002
    assert width(word, 1) <= 2 * drawn


def test_every_script_has_its_font():
    assert family_runs("a Ж 東 حجز 🏠") == [("", "a Ж "), ("Noto Sans SC", "東"), ("", " "), ("Vazirmatn", "حجز"), ("", " "),
                                          ("Noto Emoji", "🏠")]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"), [("حجز ok", True), ("3 حجز", True), ("ok حجز", False), ("ok 東", None), ("", None)]
)
def test_the_first_letter_tells_the_direction(text, told):
    assert leftward(text) is told
