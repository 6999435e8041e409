"""The report as a PDF: tagged, with outline, language and title, text on A4 and maps on A3, nothing fetched."""

import math
import os
import re
import stat
import time
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from journeymap.charts.palette import THEMES
from journeymap.charts.sheets import journey_sheets, least_type, room
from journeymap.cli import group
from journeymap.engines import EngineFailed, EngineMissing
from journeymap.engines.chromium import find, print_pdf
from journeymap.errors import UnknownName
from journeymap.outputs.html import report
from journeymap.outputs.html.drawing import MAPS
from journeymap.views.report import report_view
from tests.outputs.browsing import MARKS
from tests.outputs.reports import HOSTILE, analysed, page, page_of, read, render

A4, A3 = (595.276, 841.890), (841.890, 1190.551)


def program(folder: Path, text: str) -> str:
    """Write a program that stands for a browser."""
    path = folder / "browser"
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@cache
def printed() -> str:
    """Return the page of an example as it is printed."""
    return report(analysed("home-move"), replace(render("it"), paper=True))


# -- without a browser ---------------------------------------------------------------------------


def test_a_missing_browser_is_told_before_anything_is_read(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineMissing, match=r"package is `chromium`.*open it in a browser and print it"):
        find()
    result = CliRunner().invoke(
        group, ["report", "no-such-folder", "-o", str(tmp_path / "x.pdf")], standalone_mode=False
    )
    assert isinstance(result.exception, EngineMissing)
    assert list(tmp_path.iterdir()) == []


def test_another_ending_is_refused_before_anything_is_read():
    result = CliRunner().invoke(group, ["report", "no-such-folder", "-o", "x.docx"], standalone_mode=False)
    assert isinstance(result.exception, UnknownName)
    assert "its ending must be .htm, .html, .pdf, .pptx or .xlsx" in str(result.exception)


def test_a_browser_that_writes_nothing_or_nonsense_is_told_with_its_last_words(tmp_path):
    broken = program(tmp_path, "echo first >&2; echo 'no space left' >&2; exit 1\n")
    with pytest.raises(EngineFailed, match="browser wrote no PDF: no space left"):
        print_pdf("<p>x</p>", programs=[broken])
    other = program(tmp_path, 'for a; do case "$a" in --print-to-pdf=*) echo text > "${a#*=}";; esac; done\n')
    with pytest.raises(EngineFailed, match="it said nothing"):
        print_pdf("<p>x</p>", programs=[other])


def test_a_browser_that_hangs_is_ended_with_its_children_and_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    mark = tmp_path / "child"
    hanging = program(tmp_path, f"sleep 60 & echo $! > {mark}; wait\n")
    began = time.monotonic()
    with pytest.raises(EngineFailed, match=r"did not print the report within 0.5 seconds"):
        print_pdf("<p>x</p>", timeout=0.5, programs=[hanging])
    assert time.monotonic() - began < 10
    child = Path("/proc", mark.read_text().strip(), "stat")
    for _ in range(50):
        if not child.exists() or child.read_text().split(")")[1].split()[0] == "Z":
            break
        time.sleep(0.05)
    else:
        pytest.fail("the child still runs")
    assert not list(tmp_path.glob("journeymap-*"))


def test_the_browser_gets_a_new_profile_no_network_and_no_home(tmp_path):
    told = tmp_path / "told"
    spy = program(tmp_path, f'printf "%s\\n" "$HOME" "$@" > {told}; exit 1\n')
    with pytest.raises(EngineFailed):
        print_pdf("<p>x</p>", programs=[spy])
    home, *flags = told.read_text().splitlines()
    assert f"--user-data-dir={home}/profile" in flags
    assert home != os.environ["HOME"]
    assert not Path(home).exists()
    assert {"--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking"} <= set(flags)
    assert [flag for flag in flags if not flag.startswith("--")] == [f"file://{home}/report.html"]
    assert ("--no-sandbox" in flags) == (os.geteuid() == 0)


# -- with Debian's -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def paper():
    """The report of a story as a PDF, in Italian, as the command writes it."""
    return PdfReader(BytesIO(print_pdf(printed())))


def walk(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from walk(entry)
        else:
            yield entry


def least_letter(sheet):
    """Return the size of the smallest letter of a page, in points, by its own matrices."""
    sizes = []

    def seen(text, matrix, line, _, size):
        if text.strip():
            across, along = matrix[0] * line[0] + matrix[2] * line[1], matrix[1] * line[0] + matrix[3] * line[1]
            sizes.append(size * math.hypot(across, along))

    sheet.extract_text(visitor_text=seen)
    return min(sizes)


def is_map(sheet):
    """Tell whether a page is A3, however it is turned."""
    return max(sheet.mediabox.width, sheet.mediabox.height) > 1000


def covered(sheet):
    """Return how much of the room of a sheet its pieces take, 0-1."""
    wide, high = room((sheet.width, sheet.height))
    area = sum(piece.box.width * piece.box.height * piece.scale**2 for piece in sheet.pieces)
    return area / (wide * high)


class TestPaper:
    pytestmark = MARKS

    def test_the_document_is_tagged_and_has_language_title_and_outline(self, paper):
        root = paper.trailer["/Root"]
        tree = read(page("home-move", "it"))
        assert root["/MarkInfo"]["/Marked"]
        assert root["/StructTreeRoot"]["/K"]
        assert root["/Lang"] == "it"
        assert paper.metadata.title == tree.all("title")[0].text
        titles = [" ".join(entry.title.split()) for entry in walk(paper.outline)]
        for heading in tree.all("h2"):
            assert any(title.replace(" ", "") == heading.text.replace(" ", "") for title in titles), heading.text

    def test_bookmarks_lead_forward_through_the_document(self, paper):
        pages = [paper.get_destination_page_number(entry) for entry in walk(paper.outline)]
        assert all(earlier <= later for earlier, later in pairwise(pages))

    def test_pages_are_a4_and_those_of_maps_a3(self, paper):
        boxes = [(float(sheet.mediabox.width), float(sheet.mediabox.height)) for sheet in paper.pages]
        for box in boxes:
            assert any(box == pytest.approx(size, abs=1) for size in (A4, A3, A3[::-1])), box
        maps = [number for number, sheet in enumerate(paper.pages) if is_map(sheet)]
        assert len(maps) == len(re.findall(r'<div class=(?:paper|"paper lying")>', printed())) >= 4
        assert maps[0] > 0
        for number in maps:
            assert "/Font" in paper.pages[number]["/Resources"]

    def test_no_letter_of_a_map_is_below_six_points_and_no_sheet_half_empty(self):
        """Of each map, the smallest type of its layout times the scale of each of its pieces, and what they cover."""
        view, sizes, scales = report_view(analysed("home-move")), [], []
        for chart in (*(part.map for part in view.journeys), *(part.map for part in view.targets)):
            layout, sheets = journey_sheets(chart.view, render("it").language, THEMES["screen"], MAPS)
            scales += [piece.scale for sheet in sheets for piece in sheet.pieces]
            sizes += [piece.scale * least_type(layout) for sheet in sheets for piece in sheet.pieces]
            filled = [covered(sheet) for sheet in sheets]
            assert min(filled) > 0.7, filled
            assert sum(filled) / len(filled) > 0.78, filled
        pieces = re.findall(r'<svg viewBox="\S+ \S+ (\S+) \S+" width=(\S+)pt', printed())
        assert len(pieces) == len(sizes)
        assert min(sizes) >= 5.95
        assert [float(width) / float(box) for box, width in pieces] == pytest.approx(scales, rel=1e-3)

    def test_a_sheet_that_continues_a_map_says_of_which_one_and_which_it_is(self, paper):
        """Loose, the sheets of today and of the target look alike; the first of each has the title of its map."""
        above = re.findall(r'<div class=(?:paper|"paper lying")>(?:<p>(.*?)</p>)?', printed())
        assert not above[0]
        continued = [line for line in above if line]
        assert continued
        assert len(set(continued)) == len(continued)
        maps = [sheet.extract_text() for sheet in paper.pages if is_map(sheet)]
        for line, text in zip(above, maps, strict=True):
            assert line.replace(" ", "") in "".join(text.split())

    def test_no_letter_is_below_six_points_as_it_is_printed(self, paper):
        """A few pages tell: what is wider than the paper anywhere makes the browser set every page smaller."""
        map_ = next(number for number, sheet in enumerate(paper.pages) if is_map(sheet))
        sizes = {number: least_letter(paper.pages[number]) for number in (1, map_, *range(9, len(paper.pages), 8))}
        assert min(sizes.values()) >= 5.95, sizes

    def test_the_summary_is_on_the_page_behind_the_cover(self, paper):
        assert "Moving house" in paper.pages[0].extract_text()
        summary = paper.pages[1].extract_text()
        assert "Decisioni" in summary
        assert analysed("home-move").workspace.content.project.brand.confidentiality in summary

    def test_the_confidentiality_line_is_on_each_page_of_either_size(self, paper):
        line = analysed("home-move").workspace.content.project.brand.confidentiality
        map_ = next(number for number, sheet in enumerate(paper.pages) if is_map(sheet))
        for number in (0, 1, map_, *range(7, len(paper.pages), 9), len(paper.pages) - 1):
            assert line in " ".join(paper.pages[number].extract_text().split()), number

    def test_every_font_is_embedded(self, paper):
        missing = set()
        for sheet in paper.pages:
            for entry in sheet["/Resources"].get("/Font", {}).values():
                font = entry.get_object()
                if font["/Subtype"] == "/Type3":  # its glyphs are drawings of the file
                    continue
                inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
                files = {"/FontFile", "/FontFile2", "/FontFile3"} & inner["/FontDescriptor"].get_object().keys()
                missing |= set() if files else {str(font["/BaseFont"])}
        assert missing == set()

    def test_a_hostile_workspace_is_printed_as_text_without_actions(self):
        paper = PdfReader(BytesIO(print_pdf(page_of(HOSTILE))))
        assert "/OpenAction" not in paper.trailer["/Root"]
        assert "/JavaScript" not in paper.trailer["/Root"].get("/Names", {})
        for sheet in paper.pages:
            for entry in sheet.get("/Annots", []):
                assert "/URI" not in entry.get_object().get("/A", {})
        assert "javascript:alert(1)" in paper.pages[1].extract_text()

    def test_the_command_writes_it_whole(self, tmp_path):
        workspace = tmp_path / "w.yaml"
        workspace.write_text("journeys: {j: {title: Ring, stages: {s: {a: {channel: phone, ends: completed}}}}}")
        target = tmp_path / "out" / "ring.pdf"
        result = CliRunner().invoke(group, ["report", str(workspace), "-o", str(target)], standalone_mode=False)
        assert result.exception is None
        assert result.output.strip() == str(target)
        assert "Ring" in PdfReader(target).pages[0].extract_text()
        assert [path.name for path in target.parent.iterdir()] == ["ring.pdf"]
