"""Drawings with fewer elements look the same: places add up, and nothing comes to lie under what it lay above."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.outputs.html.compact import Stylist
from journeymap.outputs.html.elements import read
from journeymap.outputs.html.flatten import flatten
from journeymap.outputs.html.paths import drawn, joined, placed, stroked, traced

RED, BLUE, LINE = {"fill": "#ff0000"}, {"fill": "#0000ff"}, {"fill": "none", "stroke": "#000000"}
LOOKS = {"r": RED, "b": BLUE, "l": LINE, "t": {"font-size": "10", "fill": "#000000"}}


def flat(inside):
    return flatten(read(f'<svg viewBox="0 0 9 9">{inside}</svg>'), LOOKS, "x").removeprefix('<svg viewBox="0 0 9 9">')


def test_groups_that_only_move_are_resolved_and_bars_of_one_colour_are_one_path():
    bars = '<g transform="translate(10 0)"><rect x="1" width="4" height="2" class="r"/></g><rect x="30" width="4" height="2" class="r"/>'
    assert flat(bars) == '<path class="r" d="M11 0h4v2h-4zM30 0h4v2h-4z"/></svg>'


def test_what_is_near_the_last_shape_is_told_from_there():
    bars = (
        '<rect x="1001" y="200" width="4" height="2" class="r"/><rect x="1030" y="200" width="4" height="2" class="r"/>'
    )
    assert flat(bars) == '<path class="r" d="M1001 200h4v2h-4zm29 0h4v2h-4z"/></svg>'


def test_what_covers_something_stays_above_it():
    pile = ('<rect width="4" height="4" class="r"/><rect x="2" width="4" height="4" class="b"/>'
            '<rect x="3" width="4" height="4" class="r"/>')  # fmt: skip
    assert re.findall(r'class="(\w)"', flat(pile)) == ["r", "b", "r"]


def test_what_covers_nothing_joins_its_like_behind_others():
    apart = ('<rect width="4" height="4" class="r"/><rect x="2" width="4" height="4" class="b"/>'
             '<rect x="20" width="4" height="4" class="r"/>')  # fmt: skip
    assert re.findall(r'class="(\w)"', flat(apart)) == ["r", "b"]


def test_overlapping_shapes_of_one_look_stay_apart_but_lines_may_cross():
    both = '<rect width="4" height="4" class="r"/><rect x="2" width="4" height="4" class="r"/>'
    assert flat(both).count("<path") == 2
    crossing = '<path d="M0 0L4 4" class="l"/><path d="M4 0L0 4" class="l"/>'
    assert flat(crossing).count("<path") == 1


def test_words_keep_their_letters_places_and_links():
    words = '<g transform="translate(5 5)"><a href="#f" aria-label="F"><title>F</title><text x="1" y="2" class="t">a &amp; b</text></a></g>'
    assert flat(words) == '<a href="#f" aria-label="F"><text class="t" x="6" y="7">a &amp; b</text></a></svg>'


def test_a_long_shape_that_occurs_often_is_written_once():
    star = "M0 -10" + "L2.6 -3.6L9.5 -3.1L4.2 1.4L5.9 8.1" * 8 + "z"
    many = "".join(f'<path d="{star}" class="r" transform="translate({30 * n} 0)"/>' for n in range(4))
    shown = flat(many)
    assert shown.count("<path") == 1
    assert [float(x) for x in re.findall(r'<use href="#xu0" x="(\d+)"', shown)] == [0, 30, 60, 90]


def test_what_paints_nothing_is_left_out():
    assert (
        flat('<path d="M0 0h9"/><rect width="4" height="2" class="r"/>') == '<path class="r" d="M0 0h4v2h-4z"/></svg>'
    )


def test_what_is_drawn_smaller_is_drawn_at_its_real_size_with_the_line_it_would_have():
    icon = '<svg viewBox="0 0 9 9"><path d="M2 2h10" transform="translate(5 5) scale(0.500)" stroke="#000000" stroke-width="2"/></svg>'
    stylist = Stylist()
    assert '<path class="A" d="M6 6h5"/>' in stylist.paint(icon, "x")
    assert "stroke-width:1px" in stylist.style()


def test_what_turns_keeps_its_own_way_of_being_placed():
    turned = '<g transform="translate(3 4)"><rect width="1" height="1" transform="rotate(45)" class="r"/></g>'
    assert 'transform="translate(3 4) rotate(45)"' in flat(turned)


NUMBER = st.integers(-5000, 5000).map(lambda n: n / 10)


SHAPES = (
    ("rect", {"x": "1", "y": "2", "width": "30", "height": "4", "rx": "2"}),
    ("rect", {"x": "1", "y": "2", "width": "4", "height": "30", "rx": "2"}),
    ("rect", {"x": "1", "y": "2", "width": "50", "height": "30", "rx": "8"}),
    ("circle", {"cx": "3", "cy": "4", "r": "7.5"}),
)


@pytest.mark.parametrize(("tag", "attributes"), SHAPES)
def test_a_filled_shape_and_its_line_cover_the_same_frame(tag, attributes):
    line = stroked(tag, attributes)
    x, y = placed(tag, attributes)
    left, top, right, bottom = traced(line.d).moved(x + line.at[0], y + line.at[1]).frame
    half = line.width / 2
    assert (left - half, top - half, right + half, bottom + half) == drawn(tag, attributes, 0, 0).frame


def test_many_bars_of_one_colour_and_height_are_thick_lines_in_both_themes():
    bars = "".join(f'<rect x="{40 * n}" width="30" height="4" rx="2" fill="#aabbcc/#102030"/>' for n in range(5))
    stylist = Stylist()
    shown = stylist.paint(f'<svg viewBox="0 0 9 9">{bars}</svg>', "x")
    assert shown == '<svg viewBox="0 0 9 9"><path class="B" d="M2 2h26M42 2h26M82 2h26m14 0h26m14 0h26"/></svg>'
    assert stylist.style() == (
        ":root{--A:#abc}@media screen and (prefers-color-scheme:dark){:root{--A:#102030}}"
        "svg{font-family:Inter,'Helvetica Neue',Arial,sans-serif}.B{stroke:var(--A);stroke-width:4px}\n"
    )


def walked(path):
    """Return the points of a path, step by step, from the sheet."""
    seen, at, first = [], (0.0, 0.0), (0.0, 0.0)
    for command, numbers in re.findall(r"([Mmlhvz])([^Mmlhvz]*)", path):
        values = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
        if command == "z":
            at = first
        size = {"h": 1, "v": 1}.get(command, 2)
        for index in range(0, len(values), size):
            step = values[index : index + size]
            if command == "M":
                at = step[0], step[1]
            else:
                at = at[0] + (step[0] if command != "v" else 0), at[1] + (step[-1] if command != "h" else 0)
            first = at if command in "Mm" else first
            seen.append(at)
    return seen


@given(st.lists(st.tuples(st.lists(st.tuples(NUMBER, NUMBER), min_size=2, max_size=8), NUMBER, NUMBER, st.booleans()),
                min_size=1, max_size=3))  # fmt: skip
def test_rounding_never_adds_up_along_a_path_or_from_one_to_the_next(shapes):
    """Walking the steps leads to every point of the absolute paths, each moved, within a tenth and a half."""
    parts, meant = [], []
    for points, x, y, closed in shapes:
        part = traced("M" + "L".join(f"{px} {py}" for px, py in points) + ("z" if closed else "")).moved(x, y)
        parts.append(part)
        meant += [(px + x, py + y) for px, py in points]
        assert part.frame[0] <= min(px for px, _ in points) + x + 0.06
    seen = walked(joined(parts))
    assert len(seen) == len(meant)
    for (px, py), (sx, sy) in zip(meant, seen, strict=True):
        assert abs(px - sx) < 0.16
        assert abs(py - sy) < 0.16
