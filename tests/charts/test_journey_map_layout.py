import re
from itertools import chain, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeymap.charts.journey_layout import layout_journey_map
from journeymap.charts.journey_map import journey_map
from journeymap.charts.palette import THEMES
from journeymap.charts.svg import Box, Group, Label, Path, Rect, flat
from journeymap.languages import language
from journeymap.text import Figure, say
from journeymap.views.journey_map import LANES, Column, Curve, JourneyMap, Link, Mark, OutcomeBox, Pin, StageBand
from journeymap.vocabulary import OutcomeKind, Service, Severity, State
from tests.charts.samples import SAMPLES, awkward
from tests.charts.svg_elements import check_elements

ENGLISH = language("en")
LONG = settings.default.max_examples > 100
quick = settings(
    deadline=None,
    max_examples=500 if LONG else 15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

PIECES = st.sampled_from(
    ["book", "the move ", "Rindfleischetikettierung", "安静な電話", "حجز موعد ", "👩‍👩‍👧 ", "<b>&amp;", '"', "e\u0301", "a/b-c ", "\u202e", "\n", "  ",
     "W" * 40, "il ", "…", "1.000 €", "\u00a0"]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=12).map("".join), st.text(max_size=12), st.sampled_from(["", "x" * 400, "Zoë " * 100])
)
SOME = st.one_of(st.none(), TEXTS)
SHARES = st.floats(0, 1)


@st.composite
def views(draw):
    number = draw(st.one_of(st.integers(1, 12), st.integers(1, 200 if LONG else 40)))
    rich = draw(st.integers(1, min(4, number)))
    drawn = [draw(columns()) for _ in range(rich)]
    parts = [{**drawn[i % rich], "id": f"c{i}", "stage": f"s{i * 3 // number}"} for i in range(number)]
    ends = [f"c{i}" for i in range(number)]
    links = draw(st.lists(links_between(ends), max_size=30))
    scored = st.dictionaries(st.sampled_from(ends), st.floats(0, 100), max_size=8)
    curves = draw(st.lists(st.builds(Curve, TEXTS, scored), max_size=3))
    return JourneyMap(
        title=draw(TEXTS), subtitle=draw(TEXTS), statement=say("{x}", x=draw(TEXTS)), state=State.CURRENT,
        stages=tuple(StageBand(f"s{k}", draw(TEXTS), (), draw(st.one_of(st.none(), st.floats(0, 100)))) for k in range(3)),
        columns=tuple(Column(**part) for part in parts), links=tuple(links),
        outcomes=tuple(OutcomeBox(f"o{k}", draw(TEXTS), kind, draw(SHARES)) for k, kind in enumerate(OutcomeKind)),
        curves=tuple(curves), figures=((say("{x}", x=draw(TEXTS)), Figure("share", draw(SHARES))),),
        lanes=draw(st.permutations(LANES).map(tuple)),
    )  # fmt: skip


def columns():
    unsure = st.one_of(st.none(), st.floats(0, 100))
    times = st.one_of(st.none(), st.floats(0, 10**6))
    words = st.lists(TEXTS, max_size=2).map(tuple)
    pins = st.builds(
        Pin,
        st.integers(1, 9999),
        st.just("rule@place"),
        st.sampled_from(Severity),
        st.builds(lambda x: say("{x}", x=x), TEXTS),
    )
    marks = st.builds(
        Mark, st.sampled_from(["added", "removed", "changed"]), words.map(lambda xs: tuple(say("{x}", x=x) for x in xs))
    )
    return st.fixed_dictionaries(
        {"title": TEXTS, "doing": SOME, "quote": SOME, "channel": st.one_of(st.none(), st.sampled_from(["phone", "fax", "none"])),
         "channel_title": SOME, "service": st.one_of(st.none(), st.sampled_from(Service)), "score": unsure, "opinion": st.booleans(),
         "emotion": st.one_of(st.none(), st.floats(-2, 2)), "duration": times, "waiting": times, "reach": SHARES, "entry": SHARES,
         "moment": st.booleans(), "pains": words, "gains": words, "department": SOME, "backstage": words, "systems": words,
         "data": words, "grade": st.one_of(st.none(), st.sampled_from("ABCD")), "n": st.one_of(st.none(), st.integers(0, 10**9)),
         "pins": st.lists(pins, max_size=9).map(tuple), "mark": st.one_of(st.none(), marks)}
    )  # fmt: skip


def links_between(ends):
    return st.builds(
        Link, st.sampled_from(ends), st.sampled_from([*ends, "o0", "o1", "o2", "o3"]),
        st.sampled_from(["next", "fails", "ends", "gives-up"]), SHARES, assumed=st.booleans(), handoff=st.booleans(),
        repeats=st.booleans(), when=SOME,
    )  # fmt: skip


def overlapping(boxes):
    """Yield pairs of boxes that overlap, by a sweep from the left."""
    live = []
    for item in sorted(boxes, key=lambda item: item[1].x):
        live = [other for other in live if other[1].right > item[1].x]
        for other in live:
            if other[1].overlaps(item[1]):
                yield other, item
        live.append(item)


def check(layout):
    page = Box(0, 0, layout.width, layout.height)
    labels = layout.labels()
    assert not [(a[0].text, a[1], b[0].text, b[1]) for a, b in overlapping(labels)][:3]
    for label, box in labels:
        assert page.holds(box), label
    columns = {}
    for cell in layout.cells:
        columns.setdefault((cell.box.x, cell.box.right), []).append(cell)
    for label, box in labels:
        beside = [cells for (left, right), cells in columns.items() if box.x < right and left < box.right]
        for cell in chain.from_iterable(beside):
            assert not cell.box.overlaps(box) or cell.box.holds(box), (label, cell)


@given(views(), st.sampled_from(sorted(THEMES)), st.sampled_from([1, 2, 3, 5]))
@quick
def test_no_text_overlaps_another_or_leaves_its_cell_or_the_page(view, theme, rows):
    check(layout_journey_map(view, ENGLISH, THEMES[theme], links=True, rows=rows))


@given(views(), st.sampled_from(sorted(THEMES)))
@settings(quick, max_examples=200 if LONG else 10)
def test_any_map_is_well_formed_of_known_elements_and_the_same_twice(view, theme):
    svg = journey_map(view, ENGLISH, THEMES[theme], links=True, rows=2)
    assert svg == journey_map(view, ENGLISH, THEMES[theme], links=True, rows=2)
    check_elements(svg)


@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_samples_keep_their_text_apart(name, theme):
    check(layout_journey_map(SAMPLES[name], ENGLISH, THEMES[theme]))


def lines_of(layout):
    """Give the straight pieces of every line in the lane of ways, as boxes, and its labels."""
    lanes = tuple(shape for shape in layout.shapes if isinstance(shape, Group) and shape.kind == "ways")
    pieces, labels = [], []
    for shape, dx, dy in flat(lanes):
        if isinstance(shape, Label):
            box = shape.box()
            labels.append((shape.text, Box(box.x + dx, box.y + dy, box.width, box.height)))
        elif (
            isinstance(shape, Path) and re.fullmatch(r"[MLQ\d. -]+", shape.d) and shape.stroke and shape.fill == "none"
        ):
            numbers = [float(value) for value in re.findall(r"-?[\d.]+", shape.d)]
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            half = shape.stroke_width / 2
            for (x0, y0), (x1, y1) in pairwise(points):
                left, top = min(x0, x1) - half, min(y0, y1) - half
                pieces.append(("", Box(left + dx, top + dy, abs(x1 - x0) + 2 * half, abs(y1 - y0) + 2 * half)))
    return pieces, labels


@given(views(), st.sampled_from(["screen", "workshop"]), st.sampled_from([1, 2, 4]))
@quick
def test_no_way_runs_through_a_word(view, theme, rows):
    pieces, labels = lines_of(layout_journey_map(view, ENGLISH, THEMES[theme], rows=rows))
    for text, box in labels:
        inner = Box(box.x + 0.5, box.y + box.height * 0.2, box.width - 1, box.height * 0.6)
        assert not [piece for _, piece in pieces if piece.overlaps(inner)], text


def test_columns_are_wider_where_there_is_more_to_say():
    short, long = (Column("c", "Ask", "s", doing="word " * count) for count in (3, 60))
    view = JourneyMap("t", "s", say("x"), State.CURRENT, (StageBand("s", "S", ("c",)),), (short, long), (), ())
    first, second = layout_journey_map(view, ENGLISH, THEMES["screen"]).slots
    assert second.width > first.width


def test_nothing_of_a_long_text_is_lost():
    view = awkward()
    layout = layout_journey_map(view, ENGLISH, THEMES["screen"])
    shown = "".join(label.text for label, _ in layout.labels())
    assert re.sub(r"\s", "", view.columns[0].title) in re.sub(r"\s", "", shown)
    assert "…" not in shown


def test_stages_span_their_columns():
    layout = layout_journey_map(SAMPLES["move"], ENGLISH, THEMES["screen"])
    stages = [shape for shape in layout.shapes if isinstance(shape, Group) and shape.kind == "stage"]
    assert len(stages) == 5
    assert stages[0].dx < layout.slots[0].x
    assert layout.slots[3].right < stages[1].dx < layout.slots[4].x


def test_rows_are_drawn_in_the_order_of_the_lanes():
    view = SAMPLES["move"]
    layout = layout_journey_map(view, ENGLISH, THEMES["screen"])
    seen = list(dict.fromkeys(cell.lane for cell in layout.cells))
    assert seen == ["touchpoint", *(name for name in view.lanes if name in seen)]


def test_the_page_is_painted():
    layout = layout_journey_map(SAMPLES["single"], ENGLISH, THEMES["dark"])
    first = layout.shapes[0]
    assert isinstance(first, Rect)
    assert (first.width, first.height, first.fill) == (layout.width, layout.height, THEMES["dark"].page)
