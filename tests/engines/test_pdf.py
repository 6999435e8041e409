"""Drawings as PDF: read back with pypdf, a reader of another maker."""

import io
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from journeymap.charts.journey_map import draw_layout
from journeymap.charts.palette import THEMES
from journeymap.charts.sheets import FOOT, LEAST_TYPE, MARGIN, PAPERS, Paper, journey_sheets, one_sheet, without_ground
from journeymap.charts.svg import Group, Label, Path, Rect, document
from journeymap.engines.pdf import Print, Printed, to_pdf
from journeymap.engines.pdf.drawing import read
from journeymap.engines.pdf.fonts import levels
from journeymap.engines.pdf.paths import operators
from journeymap.languages import language
from tests.charts.samples import MOVE

POINT = 1.0


def around(pages, **more):
    return Print("Moving house", "it", tuple(("left", "Confidential", f"page {n}") for n in range(pages)), **more)


def drawn(*texts, size=12.0):
    labels = tuple(Label(text, 20, 30 + 20 * i, size, "#17212e", "#ffffff") for i, text in enumerate(texts))
    return document((Rect(0, 0, 400, 300, "#ffffff"), Group(labels, kind="card")), width=400, height=300, title="T",
                    description="D", prefix="d")  # fmt: skip


def one_page(*texts):
    printed = Printed(drawn(*texts), (one_sheet(400, 300, Paper()),))
    return PdfReader(io.BytesIO(to_pdf([printed], around(1))))


@pytest.fixture(scope="module", params=["A4", "A3", "A1"])
def printed(request):
    layout, sheets = journey_sheets(MOVE, language("en"), THEMES["print"], Paper(request.param))
    svg = draw_layout(without_ground(layout), MOVE, language("en"), prefix="map")
    data = to_pdf([Printed(svg, sheets)], around(len(sheets), author="Ada", subject="S"))
    return request.param, layout, sheets, PdfReader(io.BytesIO(data))


def test_pages_are_as_large_as_the_paper(printed):
    name, _, sheets, reader = printed
    assert len(reader.pages) == len(sheets)
    for page in reader.pages:
        found = sorted((float(page.mediabox.width), float(page.mediabox.height)))
        assert found == pytest.approx(sorted(PAPERS[name]), abs=POINT)


def test_no_type_is_below_six_points_and_nothing_leaves_the_page(printed):
    _, layout, sheets, _ = printed
    least = min(label.size for label, _ in layout.labels())
    for sheet in sheets:
        for piece in sheet.pieces:
            assert piece.scale * least >= LEAST_TYPE - 0.05
            assert piece.x >= MARGIN - 0.1
            assert piece.x + piece.scale * piece.box.width <= sheet.width - MARGIN + 0.1
            assert piece.y + piece.scale * piece.box.height <= sheet.height - MARGIN - FOOT + 0.1


def test_every_line_of_the_map_is_on_a_page_and_none_is_cut(printed):
    _, layout, sheets, _ = printed
    pieces = [piece.box for sheet in sheets for piece in sheet.pieces]
    for label, box in layout.labels():
        whole = [piece for piece in pieces if piece.y <= box.y + 2 and box.bottom <= piece.bottom + 2]
        assert whole, label.text


def test_words_can_be_selected_and_fonts_travel_inside(printed):
    _, layout, _, reader = printed
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    for label, _ in layout.labels():
        assert "".join(label.text.split()) in text
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert inner["/FontDescriptor"].get_object()["/FontFile2"].get_object().get_data()[:4] == b"\0\1\0\0"
            assert "/ToUnicode" in font.get_object()


def test_the_file_is_tagged_and_says_its_title_and_language(printed):
    _, _, _, reader = printed
    root = reader.root_object
    assert root["/Lang"] == "it"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "Moving house"
    assert reader.metadata.author == "Ada"
    body = root["/StructTreeRoot"]["/K"][0].get_object()
    sections = [section.get_object() for section in body["/K"]]
    assert len(sections) == len(reader.pages)
    for section in sections:
        figure, *words = [part.get_object() for part in section["/K"]]
        assert figure["/S"] == "/Figure"
        assert MOVE.title in figure["/Alt"]
        assert words
        assert {part["/S"] for part in words} == {"/P"}


def test_marked_content_and_structure_agree(printed):
    _, _, _, reader = printed
    numbers = reader.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for number, page in enumerate(reader.pages):
        content = page.get_contents().get_data().decode("latin-1")
        parents = numbers[2 * number + 1]
        assert content.count("/MCID") == len(parents)
        assert content.count("BDC") + content.count("BMC") == content.count("EMC")


def test_the_foot_carries_the_confidentiality_line(printed):
    _, _, _, reader = printed
    for number, page in enumerate(reader.pages):
        assert "Confidential" in page.extract_text()
        assert f"page {number}" in page.extract_text()


def test_the_same_input_gives_the_same_bytes():
    printed = [Printed(drawn("one", "two"), (one_sheet(400, 300, Paper()),))]
    assert to_pdf(printed, around(1)) == to_pdf(printed, around(1))


@pytest.mark.parametrize(
    "text", ["Città più vicina", "Übergrößenträger", "你好，客户", "مرحبا بالعميل 24 ساعة", "<b>&"]
)
def test_text_of_any_script_is_there(text):
    content = one_page(text).pages[0]
    told = content.extract_text()
    spans = content.get_contents().get_data().decode("latin-1")
    assert text in told or text.encode("utf-16-be").hex() in spans


def test_what_no_drawing_holds_is_refused():
    svg = drawn("x").replace("<rect", "<image", 1).replace("/>", "></image>", 1)
    with pytest.raises(ValueError, match="image"):
        read(svg)
    with pytest.raises(ValueError, match="not a drawing"):
        read("<html/>")


def points(d):
    """Return the end points of a path's operators, and where its curves are halfway."""
    found, at = [], (0.0, 0.0)
    for operator in operators(d):
        values = [float(part) for part in operator.split()[:-1]]
        if len(values) == 6:
            p = [at, *zip(values[::2], values[1::2], strict=True)]
            found.append(tuple((p[0][i] + 3 * p[1][i] + 3 * p[2][i] + p[3][i]) / 8 for i in (0, 1)))
        if values:
            at = (values[-2], values[-1])
            found.append(at)
    return found


@given(angle=st.floats(0.1, 6.1), radius=st.floats(1, 50), sweep=st.booleans())
def test_arcs_lie_on_their_circle(angle, radius, sweep):
    """Ends of an arc are chosen on a circle about the origin; all points of its curves must lie on it."""
    turn = angle if sweep else -angle
    x, y = radius * math.cos(turn), radius * math.sin(turn)
    d = f"M{radius:.6f} 0A{radius:.6f} {radius:.6f} 0 {int(angle > math.pi)} {int(sweep)} {x:.6f} {y:.6f}"
    for px, py in points(d):
        assert math.hypot(px, py) == pytest.approx(radius, rel=0.02, abs=0.02)


def test_relative_smooth_and_quadratic_pieces_end_where_they_say():
    assert points("m1 1l2 0q1 0 1 1s2 2 3 0h-1v-2z")[-1] == (6.0, 0.0)


@pytest.mark.parametrize("path", ["M1", "M0 0X1 1", "M0 0L1"])
def test_a_broken_path_is_refused(path):
    with pytest.raises(ValueError, match="path"):
        list(operators(path))


@given(st.text(alphabet="ab 12-\u05d0\u05d1\u0645\u0631،.", max_size=20), st.booleans())
def test_pieces_of_a_line_hold_all_of_it(text, backward):
    """Putting pieces in another order loses and adds nothing."""
    found = levels(text, backward=backward)
    assert sorted("".join(part for part, _ in found)) == sorted(text)


def test_numbers_stay_as_they_are_written_among_letters_that_run_left():
    assert [part for part, _ in levels("\u05d0 12 \u05d1")] == [" \u05d1", "12", "\u05d0 "]


def test_a_path_without_paint_is_left_out():
    svg = document((Path("M0 0H5"),), width=9, height=9, title="t", description="d", prefix="p")
    assert " m" not in read(svg).graphics
