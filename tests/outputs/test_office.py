"""The deck and the workbook open in LibreOffice, a program of another maker: nothing is repaired, nothing is missing."""

import io
import re
import shutil
import subprocess

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from journeymap.engines.reports import Asked, by_ending
from tests.outputs.hostile import EVERY_RECORD
from tests.outputs.reports import analysed_text, render

SECONDS = 180
LINE = "For the board only"


@pytest.fixture(scope="module")
def full():
    """Return a small workspace with something in every section, so that every kind of slide and sheet is there."""
    return analysed_text(
        EVERY_RECORD.read_text("utf-8").replace("name: Brand,", f"name: Brand, confidentiality: {LINE},")
    )


@pytest.fixture(scope="module")
def made(full):
    """Return the deck and the workbook of a workspace, each in one of the languages."""
    return {
        name: by_ending(name).write(Asked(full, render(code)))
        for name, code in (("deck.pptx", "it"), ("book.xlsx", "en"))
    }


@pytest.fixture(scope="module")
def printed(made, tmp_path_factory):
    """Return both as PDFs, printed by one start of LibreOffice with a profile of its own."""
    folder = tmp_path_factory.mktemp("office")
    for name, data in made.items():
        folder.joinpath(name).write_bytes(data)
    program = shutil.which("soffice")
    assert program is not None, "run tools/system-packages office"
    command = [program, f"-env:UserInstallation={folder.joinpath('profile').as_uri()}", "--headless", "--convert-to", "pdf",
               "--outdir", str(folder), *(str(folder / name) for name in made)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    assert "error" not in (done.stdout + done.stderr).lower()
    return {name: PdfReader(folder / name.replace(name[-5:], ".pdf")) for name in made}


def squeezed(text):
    return "".join(text.split())


def heading(page):
    """Return the head of a page: the title of the workspace and the name of the sheet."""
    return page.extract_text().split("\n")[0]


def test_each_slide_is_a_page_with_its_title(made, printed):
    slides = Presentation(io.BytesIO(made["deck.pptx"])).slides
    pages = [squeezed(page.extract_text()) for page in printed["deck.pptx"].pages]
    assert len(pages) == len(slides) > 10
    for slide, page in zip(slides, pages, strict=True):
        title = slide.shapes.title
        assert title is not None
        missing = [word for word in re.findall(r"\w+", title.text_frame.text) if word not in page]
        assert not missing, title.text_frame.text


def test_charts_of_the_deck_are_native_and_drawn(made, printed):
    """The names of their series and categories stand on the page, drawn from the numbers inside."""
    slides = Presentation(io.BytesIO(made["deck.pptx"])).slides
    charts = [(shape.chart, page) for slide, page in zip(slides, printed["deck.pptx"].pages, strict=True)
              for shape in slide.shapes if shape.has_chart]  # fmt: skip
    assert len(charts) >= 3
    for chart, page in charts:
        assert all(len(list(series.values)) for plot in chart.plots for series in plot.series)
        if chart.has_legend:
            text = squeezed(page.extract_text())
            assert all(squeezed(series.name) in text for plot in chart.plots for series in plot.series), (
                chart.chart_type
            )


def test_the_sheets_are_printed_with_their_name_the_confidentiality_line_and_the_page(made, printed):
    names = openpyxl.load_workbook(io.BytesIO(made["book.xlsx"]), read_only=True).sheetnames
    pages = printed["book.xlsx"].pages
    assert len(names) <= len(pages) <= 3 * len(names)
    assert all(float(page.mediabox.width) > float(page.mediabox.height) for page in pages)
    second = next(number for number, page in enumerate(pages, 1) if names[0] not in heading(page))
    for name, number in ((names[0], 1), (names[1], second), (names[-1], len(pages))):
        text = squeezed(pages[number - 1].extract_text())
        assert squeezed(name) in text
        assert squeezed(f"{LINE}{number}/{len(pages)}") in text


def test_charts_of_the_workbook_are_drawn(full, printed):
    titles = {score.graph.title(name) for score in full.judged.current.values() for name in score.touchpoints}
    drawn = [squeezed(page.extract_text()) for page in printed["book.xlsx"].pages if "Charts" in heading(page)]
    assert all(squeezed(title) in drawn[0] for title in titles)
    assert all(word in drawn[1] for word in ("Attained", "Evidenced", "Target"))
