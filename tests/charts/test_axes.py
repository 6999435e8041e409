"""Scales and label places of the small charts, and what every small chart must hold."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeymap.charts.axes import Key, balanced, beside, legend, notice, spread, ticks, trail
from journeymap.charts.curve import curve as draw_curve
from journeymap.charts.journey_kit import Kit
from journeymap.charts.palette import SCREEN, THEMES, contrast
from journeymap.charts.svg import Box, Label, flat
from journeymap.charts.typeset import ascent, line_height, width
from journeymap.languages import language
from journeymap.text import say
from journeymap.views.curves import Series, curve

ENGLISH = language("en")
SVG = "{http://www.w3.org/2000/svg}"
AWKWARD = ("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", "安静な引っ越しのための電話予約と確認",
           "👩‍👩‍👧‍👦 moving 🏠📦🚚", "<script>alert('1')</script> & \"quotes\" ]]>", "\u202egnp.exe\u0000",
           "Come uscire dal contratto senza dover telefonare tre volte", "A", "e\u0301" * 30)  # fmt: skip
WORDS = st.one_of(st.sampled_from(AWKWARD), st.text(min_size=1, max_size=40).filter(lambda text: text.strip()))


@dataclass(frozen=True)
class Drawn:
    """A chart read back from its SVG text."""

    root: ET.Element
    painted: tuple  # of (kind, element, box), in the order of painting; moved to where they are seen

    @property
    def texts(self):
        return [element.text or "" for kind, element, _ in self.painted if kind == "text"]

    @property
    def size(self):
        return Box(0, 0, float(self.root.get("width")), float(self.root.get("height")))


def read(svg):
    root = ET.fromstring(svg)
    return Drawn(root, tuple(_painted(root, 0.0, 0.0)))


def _painted(element, dx, dy):
    for child in element:
        moved = (
            re.fullmatch(r"translate\((\S+) (\S+)\)", child.get("transform", "")) if child.tag == f"{SVG}g" else None
        )
        x, y = (dx + float(moved[1]), dy + float(moved[2])) if moved else (dx, dy)
        kind = child.tag.removeprefix(SVG)
        if kind in {"g", "a"}:
            yield from _painted(child, x, y)
        elif kind in {"rect", "circle", "path", "text"}:
            yield kind, child, _box(kind, child, x, y)


def _box(kind, element, dx, dy):
    def at(name):
        return float(element.get(name, 0))

    if kind == "rect":
        return Box(dx + at("x"), dy + at("y"), at("width"), at("height"))
    if kind == "circle":
        return Box(dx + at("cx") - at("r"), dy + at("cy") - at("r"), 2 * at("r"), 2 * at("r"))
    if kind == "path":
        return Box(dx, dy, 0, 0)
    weight = "semibold" if element.get("font-weight") else "regular"
    wide = width(element.text or "", at("font-size"), weight)
    left = at("x") - {"start": 0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
    return Box(dx + left, dy + at("y") - ascent(at("font-size")), wide, line_height(at("font-size")))


def check(svg, theme, prefix):
    """Hold a chart to what every chart must be; gives it back read."""
    drawn = read(svg)
    assert re.search(r"nan|inf\b|None", re.sub(r"<(title|desc|text)[^>]*>[^<]*", "", svg)) is None
    assert drawn.root.get("viewBox") == f"0 0 {drawn.root.get('width')} {drawn.root.get('height')}"
    ids = re.findall(r' id="([^"]*)"', svg)
    assert len(ids) == len(set(ids))
    assert all(name.startswith(f"{prefix}-") for name in ids)
    assert not re.findall(r"<[^>]* style=|<script|<style|url\(|href=", svg)
    assert drawn.root[0].tag == f"{SVG}title"
    assert drawn.root[1].tag == f"{SVG}desc"
    assert drawn.root[1].text.strip()
    _texts_are_seen(drawn)
    _strokes_are_seen(drawn, theme)
    return drawn


def _texts_are_seen(drawn):
    texts = [(index, element, box) for index, (kind, element, box) in enumerate(drawn.painted) if kind == "text"]
    for place, (index, element, box) in enumerate(texts):
        assert drawn.size.holds(box, 0.6), element.text
        for _, other, second in texts[place + 1 :]:
            assert not box.overlaps(second, 0.6), (element.text, other.text)
        solid = [(at, shape.get("fill"), area) for at, (kind, shape, area) in enumerate(drawn.painted)
                 if kind in {"rect", "circle"} and shape.get("fill") != "none"]  # fmt: skip
        covering = [fill for at, fill, area in solid if at > index and area.overlaps(box, 0.6)]
        assert not covering, element.text
        middle = Box(box.x + box.width / 2, box.y + box.height / 2, 0, 0)
        ground = [fill for at, fill, area in solid if at < index and area.holds(middle, 0)][-1]
        assert contrast(element.get("fill"), ground) >= 4.5, (element.text, element.get("fill"), ground)


def _strokes_are_seen(drawn, theme):
    quiet = {theme.line, theme.surface, theme.page, theme.added, theme.removed}
    for _, element, _ in drawn.painted:
        stroke = element.get("stroke")
        if stroke is not None and stroke not in quiet:
            assert contrast(stroke, theme.surface) >= 2.95, stroke


# -- scales and places -------------------------------------------------------------------------


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9), st.integers(2, 8))
@example(900719925.9999999, 5.960464477539063e-08, 2)
@example(0.0, 5e-324, 3)
@example(-0.5, 255102041.0, 2)
def test_ticks_enclose_the_range_in_equal_round_steps(low, span, most):
    steps = ticks(low, low + span, most)
    assert 2 <= len(steps) <= most + 3
    unseen = 1e-6 * max(1.0, abs(low), abs(low + span))
    assert steps[0] <= low + unseen
    assert steps[-1] >= low + span - unseen
    gaps = [b - a for a, b in pairwise(steps)]
    assert max(gaps) - min(gaps) <= unseen


@given(st.lists(st.tuples(st.floats(-50, 250), st.floats(1, 30)), max_size=12))
def test_spread_labels_do_not_cover_each_other_and_keep_their_order(labels):
    wanted, heights = [w for w, _ in labels], [h for _, h in labels]
    found = spread(wanted, heights, 0, 200)
    edges = sorted((c - h / 2, c + h / 2) for c, h in zip(found, heights, strict=True))
    assert all(first[1] <= second[0] + 1e-6 for first, second in pairwise(edges))
    assert not edges or edges[0][0] >= -1e-6
    if sum(heights) <= 200:
        assert not edges or edges[-1][1] <= 200 + 1e-6
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    assert all(found[a] < found[b] for a, b in pairwise(order))


def test_labels_with_room_stay_where_they_should_be():
    assert spread([10, 60, 120], [10, 10, 10], 0, 200) == (10, 60, 120)


boxes = st.builds(Box, st.floats(0, 90), st.floats(0, 90), st.floats(1, 40), st.floats(1, 40))


@given(st.floats(0, 100), st.floats(0, 100), st.lists(boxes, max_size=8))
def test_a_place_beside_a_point_is_free_or_none_is_given(x, y, taken):
    room = Box(0, 0, 100, 100)
    found = beside(x, y, (20, 8), 4, taken, room)
    assert found is None or (room.holds(found) and not any(found.overlaps(other) for other in taken))


def test_the_first_free_place_is_above_then_below():
    assert beside(50, 50, (20, 8), 4, [], Box(0, 0, 100, 100)) == Box(40, 38, 20, 8)
    assert beside(50, 50, (20, 8), 4, [Box(45, 40, 4, 4)], Box(0, 0, 100, 100)) == Box(40, 54, 20, 8)


def test_a_trail_covers_a_line_from_end_to_end():
    found = trail([(0, 0), (100, 0)], 2)
    assert all(any(box.x <= x <= box.right for box in found) for x in range(101))


@given(st.lists(WORDS, min_size=1, max_size=8), st.floats(150, 900))
def test_keys_do_not_overlap_and_stay_within_their_width(words, room):
    block = legend(Kit(SCREEN, ENGLISH), [Key(text, ()) for text in words], room, SCREEN.surface)
    labels = [shape for shape, _, _ in flat(block.shapes) if isinstance(shape, Label)]
    for index, label in enumerate(labels):
        assert label.box().right <= room + 16
        assert label.box().bottom <= block.height + 0.1
        assert not any(label.box().overlaps(other.box(), 0.2) for other in labels[index + 1 :])


def test_balanced_lines_are_as_few_as_full_ones_and_more_even():
    kit = Kit(SCREEN, ENGLISH)
    text = "Say at the tick what it agrees to"
    full, even = kit.lines(text, "tiny", kit.u(132)), balanced(kit, text, "tiny", kit.u(132))
    assert len(full) == len(even) == 2
    assert " ".join(even) == text
    assert min(map(len, even)) > min(map(len, full))


def test_a_notice_says_its_sentence():
    shapes, height = notice(Kit(SCREEN, ENGLISH), "nothing is planned", 300)
    assert [shape.text for shape, _, _ in flat(shapes) if isinstance(shape, Label)] == ["nothing is planned"]
    assert height > 20


# -- the line chart ----------------------------------------------------------------------------

QUARTERS = [say("Q{q} {year}", q=q, year=year) for year in (2018, 2019) for q in (1, 2, 3, 4)]
MOVE = curve(
    say("Completion"),
    QUARTERS,
    [
        Series("Moving house", (0.62, 0.64, 0.71, None, 0.78, 0.84, 0.85, 0.86), 0.97),
        Series("A year with the photo software", (0.51, 0.55, 0.58, 0.61, None, None, None, 0.82)),
    ],
    "share",
)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_curve_shows_the_numbers_of_its_view_in_every_theme(theme):
    texts = " | ".join(check(draw_curve(MOVE, ENGLISH, theme, prefix="c"), theme, "c").texts)
    for expected in ("62%", "71%", "78%", "Moving house 86%", "goal 97%", "51%", "Q1 2018", "Q4 2019"):
        assert expected in texts


def test_what_is_unknown_is_a_gap_in_the_line():
    drawn = read(draw_curve(MOVE, ENGLISH, SCREEN, prefix="c"))
    heavy = [e for kind, e, _ in drawn.painted if kind == "path" and e.get("stroke-width") == "2.4"]
    assert [element.get("d").count("L") for element in heavy] == [2, 3, 3]


def test_the_same_curve_has_the_same_bytes():
    assert draw_curve(MOVE, ENGLISH, SCREEN, prefix="c") == draw_curve(MOVE, ENGLISH, SCREEN, prefix="c")


def test_a_curve_that_knows_nothing_says_so():
    view = curve(say("Score"), ["2018-Q1"], [Series("Journey", (None,))], "score")
    drawn = check(draw_curve(view, ENGLISH, SCREEN, prefix="c"), SCREEN, "c")
    assert "Journey: unknown" in " ".join(drawn.texts)
    assert drawn.root[1].text == "Score: nothing is known yet"


values = st.one_of(st.none(), st.floats(-1e7, 1e7))


@settings(max_examples=25)
@given(st.data())
def test_no_label_of_a_curve_covers_another(data):
    size = data.draw(st.integers(0, 9))
    lines = [Series(data.draw(WORDS), tuple(data.draw(st.lists(values, min_size=size, max_size=size))), data.draw(values))
             for _ in range(data.draw(st.integers(0, 4)))]  # fmt: skip
    view = curve(say("Cost"), QUARTERS[:size] + ["later"] * max(0, size - 8), lines, "money", unit="EUR")
    theme = data.draw(st.sampled_from([*THEMES.values()]))
    check(draw_curve(view, ENGLISH, theme, prefix="c"), theme, "c")
