"""The pictures of the pages are what the code draws, and the gallery shows every drawing to everybody."""

import os
import re

import pytest

from journeymap.charts.palette import THEMES
from journeymap.engines.graphviz import layout
from journeymap.languages import language
from journeymap.outputs import Render
from tests.outputs.reports import analysed
from tests.support import ROOT, problems
from tools import gallery
from tools.awkward import workspaces

IMAGES = ROOT / "docs" / "images"
SHOWN = {
    "current": "screen", "target": "dark", "difference": "screen", "flow": "screen", "blueprint": "screen",
    "personas": "screen", "persona-retired-couple": "screen", "projected-2019-Q2": "screen", "roadmap-gantt": "screen",
    "roadmap-board": "screen", "roadmap-matrix": "screen", "roadmap-curves": "screen", "maturity-radar": "screen",
    "maturity-strip": "screen", "maturity-gaps": "screen", "maturity-network": "screen",
}  # fmt: skip
"""The theme of each picture that pages show, by its name in the gallery; all are of the first example."""
STORY = "home-move"
PICTURE = re.compile(r"\]\([^)]*images/([\w-]+)\.svg\)")
FEW = ("one", "dead-ends")


def file_of(name):
    return IMAGES / f"{STORY}-{name}.svg"


@pytest.fixture(scope="module")
def drawers():
    return gallery.drawers(analysed(STORY))


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_of_the_pages_is_what_the_code_draws(drawers, name):
    """docs/images is stale if a drawing changed; ``make accept`` renews it."""
    drawer = drawers.get(name) or drawers[name.partition("-")[0]]
    drawn = drawer(Render(language("en"), layout, theme=SHOWN[name]))[name]
    if os.environ.get("ACCEPT"):
        IMAGES.mkdir(exist_ok=True)
        file_of(name).write_text(drawn, "utf-8")
    assert file_of(name).read_text("utf-8") == drawn, "run `make accept`"


def test_every_picture_there_is_is_drawn_by_a_test_and_shown_on_a_page():
    shown = {found for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
             for found in PICTURE.findall(page.read_text("utf-8"))}  # fmt: skip
    assert {path.stem for path in IMAGES.iterdir()} == {file_of(name).stem for name in SHOWN} == shown


@pytest.mark.parametrize("case", workspaces())
def test_an_awkward_case_is_a_valid_workspace(case):
    assert problems(workspaces()[case][1]) == ()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A gallery of a few cases in two themes."""
    where = tmp_path_factory.mktemp("gallery")
    gallery.write(where, FEW, ("screen", "dark"))
    return where


def test_the_gallery_links_every_drawing_and_nothing_else(folder):
    """A picture for each view, theme and language; every link leads to a file, and no file is left out."""
    page = (folder / "index.html").read_text("utf-8")
    linked = set(re.findall(r'<a href="([^"#]+)"', page))
    assert linked == set(re.findall(r'src="([^"]+)"', page))
    assert linked == {path.relative_to(folder).as_posix() for path in folder.rglob("*.svg")}
    views = {"current", "paper", "flow", "blueprint"}
    assert linked == {f"{case}/{view}-{theme}-{tongue}.svg" for case in FEW for view in views
                      for theme in ("screen", "dark") for tongue in gallery.LANGUAGES}  # fmt: skip


def test_the_gallery_has_every_view_and_theme_of_the_example(drawers):
    """What can be drawn of the example is in the gallery, so that a new kind of picture is not forgotten."""
    kinds = {name.partition("-")[0] for name in drawers}
    assert kinds == set(gallery.VIEWS)
    assert set(SHOWN.values()) <= set(THEMES)


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_the_gallery_can_be_read_by_everybody(folder, scheme, width):
    """No violation of WCAG 2.2 A and AA found by axe, no request but for its own files, no sideways scrolling."""
    from tests.outputs.browsing import ARGUMENTS, RULES, axe, sync_api

    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        tab = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
        seen, complaints = [], []
        tab.on("request", lambda request: seen.append(request.url))
        tab.on("console", lambda message: complaints.append(message.text))
        tab.goto((folder / "index.html").as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        found = axe.Axe().run(tab, options=RULES).response["violations"]
        browser.close()
    assert [(item["id"], [node["target"] for node in item["nodes"]][:3]) for item in found] == []
    assert [url for url in seen if not url.startswith((folder.as_uri(), "data:"))] == []
    assert complaints == []
