from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.charts import palette
from journeymap.charts.journey_layout import layout_journey_map
from journeymap.charts.journey_map import journey_map
from journeymap.charts.journey_routes import routes
from journeymap.charts.palette import THEMES, band, contrast, mix, readable
from journeymap.charts.svg import Circle, Group, Label, Path, Rect, attributes, clean, escape, flat, number
from journeymap.engines.png import to_png
from journeymap.languages import language
from journeymap.text import say
from journeymap.views.journey_map import Column, Curve, JourneyMap, Link, OutcomeBox, Pin, StageBand
from journeymap.vocabulary import OutcomeKind, Severity, State
from tests.charts.samples import EMPTY, MOVE, SAMPLES, SINGLE, TWINS, awkward, many
from tests.charts.svg_elements import ALLOWED, SVG, check_elements
from tests.effort import calls

ENGLISH = language("en")
SCREEN = THEMES["screen"]


def draw(view, theme="screen", **options):
    return journey_map(view, ENGLISH, THEMES[theme], **options)


def tree(svg):
    return ET.fromstring(svg)


def column_view(*columns, **fields):
    parts = {"stages": (StageBand("s", "Stage", tuple(c.id for c in columns)),), "links": (), "outcomes": (), **fields}
    return JourneyMap("Title", "Current journey", say("It is so"), State.CURRENT, columns=columns, **parts)


def words(svg):
    return [element.text for element in tree(svg).iter(f"{SVG}text")]


def kinds(view, kind, theme="screen", **options):
    """Give the groups of one kind, wherever they are."""
    found = []

    def walk(shapes):
        for shape in shapes:
            if isinstance(shape, Group):
                found.extend([shape] if shape.kind == kind else [])
                walk(shape.shapes)

    walk(layout_journey_map(view, ENGLISH, THEMES[theme], **options).shapes)
    return found


@pytest.mark.parametrize("links", [False, True])
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_only_known_elements_and_attributes_are_written(name, links):
    svg = draw(SAMPLES[name], links=links)
    check_elements(svg)


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=60)
def test_any_text_gives_well_formed_svg(text):
    column = Column("c", text, "s", doing=text, quote=text, channel=text, channel_title=text, pains=(text,), score=50,
                    pins=(Pin(1, text, Severity.MAJOR, say("{x}", x=text)),))  # fmt: skip
    svg = draw(column_view(column, outcomes=(OutcomeBox("o", text, OutcomeKind.COMPLETED, 1),)), links=True)
    found = {element.tag.removeprefix(SVG) for element in tree(svg.encode()).iter()}
    assert found <= ALLOWED.keys()


def test_the_same_input_gives_the_same_bytes():
    assert draw(MOVE) == draw(MOVE)


def test_drawings_in_one_page_do_not_share_ids():
    ids = [
        element.get("id")
        for prefix in ("a", "b")
        for element in tree(draw(MOVE, prefix=prefix)).iter()
        if element.get("id")
    ]
    assert len(ids) == len(set(ids)) == 4


@pytest.mark.parametrize("prefix", ["", "1", 'x" onload="', "a b"])
def test_a_prefix_that_is_no_plain_name_is_refused(prefix):
    with pytest.raises(ValueError, match="plain name"):
        draw(SINGLE, prefix=prefix)


def test_a_drawing_has_a_name_and_says_its_finding():
    root = tree(draw(MOVE))
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == MOVE.title
    assert root.find(f"{SVG}desc").text == str(MOVE.statement)
    assert root.get("aria-labelledby") == "map-title map-desc"


def test_pins_lead_to_the_report_if_asked_and_the_drawing_is_then_no_image():
    root = tree(draw(MOVE, links=True))
    assert root.get("role") == "graphics-document"
    anchors = list(root.iter(f"{SVG}a"))
    assert len(anchors) == sum(len(column.pins) for column in MOVE.columns)
    assert anchors[0].get("href") == "#finding-rule-4--somewhere"
    assert anchors[0].get("aria-label").startswith("Finding 4 (minor): ")
    assert not list(tree(draw(MOVE)).iter(f"{SVG}a"))


def test_targets_of_links_are_large_enough_for_a_finger():
    for group in kinds(MOVE, "pin", links=True):
        target = group.shapes[0]
        assert min(target.width, target.height) >= 24


def test_pins_carry_their_number_and_words():
    pins = kinds(MOVE, "pin")
    assert {shape.text for pin in pins for shape in pin.shapes if isinstance(shape, Label)} == set("1234567")
    assert all(pin.title.startswith("Finding ") for pin in pins)


def test_severities_differ_in_shape():
    drawn = {pin.title.split("(")[1].split(")")[0]: pin.shapes[0].d for pin in kinds(MOVE, "pin")}
    assert len(set(drawn.values())) == len(drawn) == 4


def test_a_moment_of_truth_is_a_star_with_the_words():
    plain, moment = Column("a", "Ask", "s"), Column("b", "Ask", "s", moment=True)
    assert "Moment of truth" not in words(draw(column_view(plain)))
    cards = kinds(column_view(plain, moment), "touchpoint")
    drawn = [[shape for shape, *_ in flat(card.shapes)] for card in cards]
    stars = [[shape for shape in shapes if getattr(shape, "d", "").count("L") == 9] for shapes in drawn]
    assert [len(found) for found in stars] == [0, 1]
    assert "Moment of truth" in words(draw(column_view(moment)))


def test_what_is_not_measured_is_a_gap_and_says_so():
    columns = [Column(f"c{i}", "Ask", "s", score=score) for i, score in enumerate([40, 50, None, 70, 80])]
    svg = draw(column_view(*columns))
    assert words(svg).count("not measured") == 1
    curve = kinds(column_view(*columns), "curve")[0]
    drawn = [shape for shape, *_ in flat((curve,)) if getattr(shape, "d", "").count("C") == 1]
    assert len(drawn) == 2
    assert "0" not in [
        shape.text for shape, *_ in flat((curve,)) if isinstance(shape, Label) and shape.anchor == "middle"
    ]


def test_opinions_are_hollow_and_what_was_counted_is_not():
    columns = [Column("a", "Ask", "s", score=40, opinion=True), Column("b", "Ask", "s", score=40, opinion=False)]
    curve = kinds(column_view(*columns), "curve")[0]
    dots = [shape for shape, *_ in flat((curve,)) if isinstance(shape, Circle)]
    assert [dot.fill == SCREEN.surface for dot in dots] == [True, False]


def test_intervals_are_drawn_where_there_are_any():
    sure = [Column(i, "Ask", "s", score=50, low=40, high=60, opinion=False) for i in "ab"]
    assert mix(SCREEN.surface, SCREEN.accent, 0.16) in draw(column_view(*sure))
    assert "95 % interval" in words(draw(column_view(*sure)))
    assert "95 % interval" not in words(draw(column_view(Column("a", "Ask", "s", score=50))))


def test_lanes_without_anything_are_left_out_and_unknown_cells_are_dashes():
    svg = draw(column_view(Column("a", "Ask", "s", channel="phone", channel_title="Phone"), Column("b", "Wait", "s")))
    assert "Channel" in words(svg)
    assert words(svg).count("–") == 1
    assert not {"Time", "Findings", "Evidence", "Score", "Emotion"} & set(words(svg))


def test_lanes_can_be_chosen_and_ordered():
    fields = {field: getattr(MOVE, field) for field in MOVE.__dataclass_fields__}
    view = JourneyMap(**{**fields, "lanes": ("findings", "channel")})
    found = words(draw(view))
    assert found.index("Findings") < found.index("Channel")
    assert "Time" not in found
    assert "time spent" not in found


def test_a_wait_that_dwarfs_the_rest_is_broken_and_the_legend_says_so():
    times = [Column(f"c{i}", "Wait", "s", waiting=minutes) for i, minutes in enumerate([10, 20, 30, 20160])]
    found = words(draw(column_view(*times)))
    assert "14\u00a0d waiting" in found
    assert "bar cut short; the longest to scale is 30\u00a0min" in found
    assert not [word for word in words(draw(column_view(*times[:3]))) if "cut short" in word]


def test_times_are_to_one_scale():
    times = [Column("a", "Do", "s", duration=10), Column("b", "Do", "s", duration=40)]
    bars = [next(s.width for s, *_ in flat((g,)) if isinstance(s, Rect)) for g in kinds(column_view(*times), "time")]
    assert bars[1] == pytest.approx(4 * bars[0])


def test_marks_have_words_a_sign_and_a_border_of_their_own():
    found = words(draw(TWINS))
    assert {"+\u00a0Added", "−\u00a0Removed", "≠\u00a0Changed", "score +31", "score −4"} <= set(found)
    layout = layout_journey_map(TWINS, ENGLISH, SCREEN)
    grounds = {SCREEN.added, SCREEN.removed, SCREEN.changed}
    frames = {shape.fill: shape.dash for shape in layout.shapes if isinstance(shape, Rect) and shape.fill in grounds}
    assert len(set(frames.values())) == 3


def test_second_curves_are_named_beside_the_main_one():
    found = words(draw(TWINS))
    assert found.count("Target journey") == found.count("Current journey") == 2
    five = [Curve(f"Persona {i}", {"ask": 20.0 * i}, "persona") for i in range(5)]
    drawn = words(draw(column_view(Column("ask", "Ask", "s", score=50), curves=tuple(five))))
    assert all(drawn.count(f"Persona {i}") == 2 for i in range(5))


def test_shares_and_reasons_stand_at_the_ways():
    found = words(draw(MOVE))
    assert {"88%", "2% give up", "~60%", "87%", "Signs with the"} <= set(found)
    assert [word for word in found if "hand-off" in word]
    assert "100%" not in found


def test_ways_that_share_an_end_share_a_line():
    columns = tuple(Column(f"c{i}", "x", "s") for i in range(30))
    links = tuple(Link(f"c{i}", "c29", "next", 0.5) for i in range(28))
    found = routes(column_view(*columns, links=links))
    assert len(found.buses) == 1
    spread = tuple(Link("c0", f"c{i}", "next", 0.03) for i in range(2, 30))
    assert len(routes(column_view(*columns, links=spread)).buses) == 1


def test_ways_are_told_apart():
    links = (
        Link("a", "b", "next", 0.5), Link("a", "c", "fails", 0.1), Link("b", "a", "next", 0.2), Link("b", "b", "next", 0.1),
        Link("c", "done", "ends", 1.0), Link("a", "gone", "gives-up", 0.4), Link("b", "gone", "ends", 0.1),
    )  # fmt: skip
    ends = (
        OutcomeBox("done", "Done", OutcomeKind.COMPLETED, 0.5),
        OutcomeBox("gone", "Gone", OutcomeKind.CHURNED, 0.5),
    )
    found = routes(column_view(*(Column(i, "x", "s") for i in "abc"), links=links, outcomes=ends))
    assert found.main == ends[0]
    assert [(step.start, step.end) for step in found.straight] == [(0, 1), (2, 3)]
    assert sorted((bus.forward, bus.failing) for bus in found.buses) == [(False, False), (True, True)]
    assert [step.start for step in found.again] == [1]
    assert list(found.exits) == ["gone"]
    assert found.quits == {0: 0.4}


@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize("name", ["move", "twins", "italian", "awkward"])
def test_every_text_is_readable_on_what_is_really_behind_it(name, theme):
    layout = layout_journey_map(SAMPLES[name], ENGLISH, THEMES[theme], links=True)
    grounds = {*THEMES[theme].stage, *THEMES[theme].severities}  # these are painted as paths
    painted = []
    for shape, dx, dy in flat(layout.shapes):
        if isinstance(shape, Rect) and shape.fill != "none":
            painted.append(
                (shape.x + dx, shape.y + dy, shape.x + dx + shape.width, shape.y + dy + shape.height, shape.fill)
            )
        if not isinstance(shape, Label):
            continue
        assert contrast(shape.fill, shape.on) >= 4.5, shape
        box = shape.box()
        x, y = box.x + dx + box.width / 2, box.y + dy + box.height / 2
        behind = next(fill for x0, y0, x1, y1, fill in reversed(painted) if x0 <= x <= x1 and y0 <= y <= y1)
        assert shape.on in grounds or behind == shape.on or contrast(shape.fill, behind) >= 4.5, (shape, behind)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("name", ["move", "twins", "awkward", "many"])
def test_every_mark_that_carries_meaning_is_seen_on_what_is_behind_it(name, theme):
    """Level lines, dots where nothing is measured and the tint of intervals only decorate: words stand beside them."""
    layout = layout_journey_map(SAMPLES[name], ENGLISH, theme, rows=2)
    quiet = {
        theme.line,
        readable(theme.line, theme.surface, 1.5),
        mix(theme.line, theme.edge, 0.4),
        mix(theme.surface, theme.accent, 0.16),
    }
    grounds = (theme.page, theme.surface, theme.added, theme.removed, theme.changed)
    marks = {
        shape.stroke or shape.fill
        for shape, *_ in flat(layout.shapes)
        if isinstance(shape, Path | Circle) and (shape.stroke or shape.fill) not in {*quiet, *grounds, *theme.stage}
    }
    assert len(marks) > 4
    for colour in marks:
        assert max(contrast(colour, ground) for ground in (theme.page, theme.surface)) >= 3, colour


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_colours_of_a_theme_are_readable(theme):
    for ground in (theme.page, theme.surface, theme.added, theme.removed, theme.changed):
        assert min(contrast(colour, ground) for colour in (theme.ink, theme.muted)) >= 4.5
    tint = mix(theme.surface, theme.accent, 0.16)
    assert contrast(theme.ink, tint) >= 4.5
    for colour in (theme.edge, theme.accent, theme.good, theme.bad, *theme.scores, *theme.severities):
        assert min(contrast(colour, theme.page), contrast(colour, theme.surface)) >= 3
    for colour in (*theme.severities, *theme.stage):
        ink = theme.on_stage if colour in theme.stage else theme.on_colour
        assert contrast(ink, colour) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_scores_are_told_apart_without_colour(theme):
    light = [palette.luminance(colour) for colour in theme.scores]
    assert light == sorted(light) or light == sorted(light, reverse=True)
    assert min(contrast(a, b) for a, b in zip(theme.scores, theme.scores[1:], strict=False)) >= 1.2


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
def test_readable_gives_what_is_asked_wherever_it_can_be_had(colour, ground):
    one, two = f"#{colour:06x}", f"#{ground:06x}"
    assert contrast(readable(one, two), two) >= 4.5
    assert contrast(readable(one, two, 3), two) >= 3


def test_bands_go_by_the_number_that_is_shown():
    assert [band(value) for value in (0, 24.4, 24.5, 49.6, 74.4, 100)] == [0, 0, 1, 2, 2, 3]


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_numbers_are_short_and_finite():
    assert [number(value) for value in (1, 1.04, 1.25, -0.04, -3.5)] == ["1", "1", "1.2", "0", "-3.5"]
    for value in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="not a length"):
            number(value)


def test_text_cannot_leave_its_place():
    assert escape("""<a b='c' d="e">&""") == "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;"
    assert clean("a\u202eb\x00c\ud800") == "ab\ufffdc\ufffd"
    assert attributes(x='"><script>') == ' x="&quot;&gt;&lt;script&gt;"'


def test_a_file_of_its_own_can_carry_its_font():
    svg = draw(SINGLE, embed_font=True)
    assert svg.count("data:font/woff2;base64,") == 2
    assert tree(svg).find(f"{SVG}style") is not None
    assert "<style" not in draw(SINGLE)


@pytest.mark.parametrize("view", [EMPTY, SINGLE, MOVE], ids=["empty", "single", "move"])
def test_drawings_can_be_turned_into_pixels(view):
    assert to_png(draw(view), scale=0.5).startswith(b"\x89PNG")


def test_a_map_in_italian_is_said_in_italian():
    english = language("en")
    italian = type(english)("it", {"Moment of truth": "Momento della verità"}, english.locale)
    assert "Momento della verità" in " ".join(words(journey_map(MOVE, italian, SCREEN)))


def test_work_grows_with_the_map_and_not_with_its_square():
    def work(count):
        view = many(count)
        draw(view)
        return calls(lambda: draw(view))

    assert work(400) < 6 * work(100)


def test_awkward_text_is_escaped_not_dropped():
    svg = draw(awkward())
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
