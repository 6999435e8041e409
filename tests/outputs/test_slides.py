"""The deck: native charts and shapes, nothing outside or on top of each other, the report's own numbers, inert, the same bytes."""

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from io import BytesIO

import openpyxl
import pytest
from babel import Locale
from lxml import etree
from pptx import Presentation

from journeymap.analysis import analyse
from journeymap.charts.palette import contrast
from journeymap.engines.slides.writer import write
from journeymap.languages import Language
from journeymap.model.brand import Asset, Brand
from journeymap.outputs.analysis_json import JSON
from journeymap.outputs.html.wording import Wording, typographer
from journeymap.outputs.slides.colours import colours
from journeymap.outputs.slides.deck import SPARE, SPARE_BRAND, deck
from journeymap.outputs.slides.kinds.journey_map import _lanes
from journeymap.outputs.slides.page import LEADING, Kit, Page
from journeymap.outputs.slides.scale import spaced
from journeymap.outputs.slides.scene import Box, Grid, Plot, para
from journeymap.rules.claims import claims
from journeymap.views.report import report_view
from journeymap.views.report_maturity import NO_ASSESSMENT
from journeymap.views.report_plan import NO_PLAN
from journeymap.views.report_target import NO_TARGET
from tests.outputs.decks import outside, overlapping, parts, shapes, smallest, text, unfit, words
from tests.outputs.reports import HOSTILE, TWO_JOURNEYS, analysed, analysed_text, render
from tests.outputs.test_new_language import strange
from tests.support import ROOT, journey, tools, workspace

POINTS = 9.0
"""The smallest letters that are read on a wall."""
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/package/2006/relationships}"
WORDS = {"german": "Donaudampfschifffahrtsgesellschaftskapitän", "chinese": "お客様の声を聞く電話窓口の長い名前",
         "arabic": "مرحبا بكم في مركز الخدمة", "emoji": "👩‍💻🏳️‍🌈" * 12}  # fmt: skip


def test_a_logo_is_put_in_as_it_is_and_not_decoded():
    """One of 14 GB, or with a damaged header, would bring the program down that decodes it."""
    header = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x06\0\0\0" + b"torn"
    logo = b"\x89PNG\r\n\x1a\n\0\0\0\x0d" + header + b"\0\0\0\0IEND\xaeB`\x82"
    given = workspace(
        "project: {brand: {logo: l.png, cover: plain}}\n" + journey("a: {channel: phone, ends: completed}")
    )
    made = deck(analyse(replace(given, assets={"l.png": Asset("image/png", logo)}), tools()), render())
    opened = Presentation(BytesIO(write(made)))
    [held] = [part.blob for part in opened.part.package.iter_parts() if part.content_type == "image/png"]
    assert held == logo


def many(number: int) -> str:
    """Return a workspace with one journey of many touchpoints, in several scripts, some of them not measured."""
    words = list(WORDS.values())
    ways = [f"t{n}: {{title: '{words[n % 4]} {n}', channel: phone, pains: ['{words[(n + 1) % 4] * 4}']"
            + (f", emotion: {n % 5 - 2}" if n % 5 else "") + ("}" if n < number - 1 else ", ends: {completed: 70%, churned: 30%}}")
            for n in range(number)]  # fmt: skip
    return f"project: {{brand: {{colour: '#0a0a14', font: Verdana}}}}\n{journey(chr(10).join(ways))}"


NAME, TEXT = "Donaudampfschifffahrt" * 950, "very long words " * 1240
LONG = f"""
project: {{title: {NAME}, organisation: {NAME}, author: {TEXT}, version: {NAME}, brand: {{confidentiality: {TEXT}}}}}
personas: {{p: {{title: {NAME}, share: 40%}}, q: {{title: {TEXT}}}}}
journeys:
  j:
    title: {NAME}
    description: {TEXT}
    customers: 10/year
    value: 5 EUR/year
    stages:
      s:
        title: {NAME}
        touchpoints:
          a: {{title: {NAME}, channel: phone, emotion: -2, pains: [{TEXT}, {NAME}]}}
          b: {{title: {TEXT}, channel: web, emotion: 2, gains: [{TEXT}], ends: {{completed: 70%, churned: 30%}}}}
targets: {{t: {{of: j, title: {NAME}, statement: {TEXT}, owner: {NAME}, changes: [{{set: {{a.emotion: 2}}}}]}}}}
initiatives: {{i: {{title: {NAME}, owner: {TEXT}, duration: 3 months, changes: [{{set: {{a.emotion: 2}}}}]}}}}
"""
"""Names and texts as long as the format takes them."""


CASES = {
    "home-move": lambda: analysed("home-move"),
    "minimal": lambda: analysed("minimal"),
    "two": lambda: analysed_text(TWO_JOURNEYS),
    "hostile": lambda: analysed_text(HOSTILE),
    "long": lambda: analysed_text(LONG),
    "one": lambda: analysed_text(many(1)),
    "sixty": lambda: analysed_text(many(60)),
}


@cache
def made(case):
    return CASES[case]()


@cache
def planned(case, code):
    return deck(made(case), render(code))


@cache
def package(case, code):
    return write(planned(case, code))


def kit(case, code="en"):
    brand = made(case).workspace.content.project.brand
    own = brand is not None and (brand.font or brand.heading_font) is not None
    return Kit(Wording(typographer(render(code).language)), colours(brand), SPARE_BRAND if own else SPARE)


@pytest.mark.parametrize(("case", "code"), [*((case, "en") for case in CASES), ("home-move", "it")])
def test_every_text_fits_lies_on_its_slide_and_on_no_other_text(case, code):
    for slide in planned(case, code).slides:
        assert not outside(slide), slide.key
        assert not overlapping(slide), slide.key
        assert not unfit(slide, kit(case, code)), slide.key
        assert smallest(slide) >= POINTS, slide.key


@pytest.mark.parametrize("case", CASES)
def test_every_slide_has_a_title_of_its_own(case):
    titles = [slide.title for slide in planned(case, "en").slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_a_text_that_is_shortened_stands_whole_in_the_notes():
    title = "Rindfleischetikettierungsüberwachungsaufgaben " * 40
    found = deck(analysed_text(f"project: {{title: '{title}'}}\n{journey('a: {ends: completed}')}"), render())
    cover = found.slides[0]
    assert title.strip() not in " ".join(p.text for shape in cover.things for p in shape.paras)
    assert any(title.strip() in note for note in cover.notes)


def test_charts_and_tables_are_native_and_there_is_no_picture():
    opened = Presentation(BytesIO(package("home-move", "en")))
    shapes = [shape for slide in opened.slides for shape in slide.shapes]
    kinds = [shape.chart.chart_type.name for shape in shapes if shape.has_chart]
    assert {kind.split("_")[0] for kind in kinds} == {"LINE", "COLUMN", "XY"}
    assert sum(shape.has_table for shape in shapes) >= 10
    names = list(parts(package("home-move", "en")))
    assert not [name for name in names if re.search(r"\.(png|jpe?g|gif|svg|emf|wmf|bin)$", name)]
    assert (opened.slide_width, opened.slide_height) == (12192000, 6858000)
    assert len(opened.slide_layouts) == 2


def test_every_chart_group_and_table_is_described_and_all_text_has_its_language():
    for name, part in parts(package("home-move", "it")).items():
        if not re.match(r"ppt/(slides|charts|notesSlides)/[^/]+\.xml", name):
            continue
        tree = etree.fromstring(part)
        runs = list(tree.iter("{*}rPr", "{*}endParaRPr"))
        assert runs
        assert all(run.get("lang") == "it-IT" for run in runs), name
        for frame in tree.iter("{*}graphicFrame", "{*}grpSp"):
            assert frame.find(".//{*}cNvPr").get("descr"), name


def test_figures_are_those_of_the_json_and_a_charts_workbook_holds_what_the_chart_shows():
    data = json.loads(next(iter(JSON.write(made("home-move"), render()).values())))
    points = {name: item["score"]["value"] for name, item in data["journeys"]["home-move"]["touchpoints"].items()}
    slides = planned("home-move", "en").slides
    maps = [thing for slide in slides if "-map-" in slide.key for thing in slide.things if isinstance(thing, Plot)]
    shown = [value for plot in maps for value in plot.lines[0].values]
    assert sorted(shown) == pytest.approx(sorted(points.values()))
    for name, part in parts(package("home-move", "en")).items():
        if name.startswith("ppt/embeddings/"):
            assert openpyxl.load_workbook(BytesIO(part)).active.max_row > 1
        if re.match(r"ppt/charts/chart\d+\.xml", name):
            assert etree.fromstring(part).find(f"{C}externalData") is not None, name


def test_the_summary_says_what_completion_includes_how_sure_it_is_and_the_list_how_many_findings_are_left():
    """The note of the page stands below the figures; of 40 findings of the journey the slides show ten."""
    told = {slide.key: "\n".join(part.text for shape in shapes(slide) for part in shape.paras)
            for slide in planned("home-move", "it").slides}  # fmt: skip
    view = report_view(made("home-move"))
    speak = Wording(typographer(render("it").language))
    note = next(fact.note for fact in view.summary.facts if fact.note != "")
    assert speak.words(note) in told["summary"]
    assert all(speak.sentence(line) in told["summary"] for line in view.summary.support)
    part = view.journeys[0]
    left = len(part.foremost) + len(part.others) - 10
    last = max(key for key in told if re.fullmatch(r".*-findings-\d", key))
    assert re.search(rf"\b{left} \w+", told[last])


def test_priorities_draw_what_brings_something_and_list_the_rest_under_its_name():
    view = report_view(made("home-move"), None).plan.matrix.view
    [slide] = [slide for slide in planned("home-move", "en").slides if slide.key == "priorities"]
    [plot] = [thing for thing in slide.things if isinstance(thing, Plot)]
    useful = [item for item in view.candidates if item.impact is not None and view.brings(item.impact)]
    assert len(useful) < len(view.candidates)
    assert plot.lines[0].values == tuple(item.impact for item in useful)
    written = sorted(int(number) for label in plot.lines[0].labels if label for number in label.split(", "))
    assert written == [item.number for item in useful]
    assert (plot.upright.format, plot.across.format) == ('"US$"#,##0', "#,##0")
    [grid] = [thing for thing in slide.things if isinstance(thing, Grid)]
    heads = [row.cells[0].paras[0].text for row in grid.rows if row.cells[0].span > 1]
    assert [head.split(":")[0] for head in heads] == ["Value kept per year", "Enablers"]
    assert len(grid.rows) == 1 + len(heads) + len(view.candidates)


@pytest.mark.parametrize(("case", "number"), [("home-move", 0), ("many steps", 40)])
def test_the_steps_that_stay_open_add_up_to_those_of_the_title(case, number):
    """Those of the lines for which there is no room are counted in a line of their own."""
    ways = "\n".join(f"t{n}: {{title: A touchpoint with a name that takes a whole line of a slide {n}, channel: phone"
                     + ("}" if n < number - 1 else ", ends: completed}") for n in range(number))  # fmt: skip
    wanted = ", ".join(f"{{set: {{t{n}.emotion: 2, t{n}.channel: web}}}}" for n in range(number))
    extra = (f"targets: {{t: {{of: j, changes: [{wanted}]}}}}\n"
             "initiatives: {i: {title: I, duration: 1 month, changes: [{set: {t0.emotion: 2}}]}}\n")  # fmt: skip
    found = planned(case, "en") if not number else deck(analysed_text(f"{journey(ways)}\n{extra}"), render())
    [slide] = [slide for slide in found.slides if slide.key == "residual"]
    stays = int(re.search(r"(\d+) stay", slide.title)[1])
    shown = [re.search(r"(\d+) steps?\b", p.text) for shape in shapes(slide) if shape.name == "What stays open"
             for p in shape.paras]  # fmt: skip
    assert sum(int(match[1]) for match in shown if match) == stays
    assert ("steps, in the notes" in "\n".join(words(slide))) == bool(number)


def test_paragraphs_without_room_are_counted_in_the_last_line_and_stand_in_the_notes():
    page = Page(kit("one"), "k", "", "")
    given = [para(f"number {n}", 10) for n in range(9)]
    page.text("Box", Box(0, 0, 200, 5 * 10 * LEADING), given)
    assert [p.text for p in page.things[0].paras] == [*(f"number {n}" for n in range(4)), "And 5 more, in the notes."]
    assert page.whole == [f"number {n}" for n in range(4, 9)]


def test_few_large_values_do_not_crowd_the_others_at_the_origin():
    """Equal factors are equally far apart; with nothing, which has no factor, the axis begins at zero."""
    axis = spaced([10, 20, 1000], "", "0")
    assert axis.part(20) - axis.part(10) == pytest.approx(axis.part(1000) - axis.part(500))
    assert spaced([0, 20, 1000], "", "0").part(20) == pytest.approx(0.02)
    charts = [part for name, part in parts(package("home-move", "en")).items() if b"scatterChart" in part]
    assert charts[0].count(b'<c:logBase val="10"/>') == 2


def test_the_slides_of_a_map_say_which_stages_they_show():
    titles = [slide.title for slide in planned("home-move", "en").slides if "-map-" in slide.key]
    assert len({title.split(":")[0] for title in titles}) == len(titles) == 3
    assert titles[0].startswith("We plan the move · Our plans change: the lowest point is")


def test_lanes_of_a_map_are_as_high_as_their_fullest_cell_and_left_out_without_any():
    full, bare = (_lanes(kit("one"), [made_map.columns]) for made_map in (
        report_view(analysed_text(journey(f"a: {{channel: phone, {pains}ends: completed}}")), None).journeys[0].map.view
        for pains in ("pains: [waits], ", "")
    ))  # fmt: skip
    assert full.pains[1] == pytest.approx(10 * LEADING + 2 + 4)
    assert bare.pains[1] == 0
    assert bare.curve[1] > full.curve[1]


def test_a_point_that_nobody_measured_is_a_gap():
    plots = [thing for slide in planned("sixty", "en").slides for thing in slide.things if isinstance(thing, Plot)]
    assert any(None in line.values for plot in plots for line in plot.lines)
    charts = [part for name, part in parts(package("sixty", "en")).items() if re.match(r"ppt/charts/chart\d", name)]
    assert all(b'<c:dispBlanksAs val="gap"/>' in chart for chart in charts)


PROGRAM = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from journeymap.engines.slides.writer import write
from journeymap.outputs.slides.deck import deck
from tests.outputs.reports import analysed, render
print(hashlib.sha256(write(deck(analysed("minimal"), render()))).hexdigest())
"""


def test_two_processes_with_other_hash_seeds_write_the_same_bytes():
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(ROOT)], env={**os.environ, "PYTHONHASHSEED": "77"},
                          check=True, capture_output=True, text=True, cwd=ROOT)  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(package("minimal", "en")).hexdigest()


@pytest.mark.parametrize("case", ["hostile", "home-move"])
def test_nothing_leads_outside_and_links_lead_to_slides(case):
    found = parts(package(case, "en"))
    for name, part in found.items():
        if name.endswith(".rels"):
            for relation in etree.fromstring(part).iter(f"{R}Relationship"):
                assert relation.get("TargetMode") != "External", name
    clicks = [link for name, part in found.items() if name.startswith("ppt/slides/slide")
              for link in etree.fromstring(part).iter("{*}hlinkClick")]  # fmt: skip
    assert clicks
    assert {link.get("action") for link in clicks} == {"ppaction://hlinksldjump"}


def test_hostile_text_is_text_and_no_formula_and_no_code_of_a_character():
    analysis = analysed_text(HOSTILE.replace("&lt;b&gt; &amp; <b>", "_x000D_ =1+1"))
    found = parts(write(deck(analysis, render())))
    assert "</title><script>document.title='owned'</script>" in text(found["ppt/slides/slide1.xml"])
    assert not re.search(rb"_x[0-9A-F]{4}_", found["ppt/slides/slide1.xml"])
    books = [
        openpyxl.load_workbook(BytesIO(part)) for name, part in found.items() if name.startswith("ppt/embeddings/")
    ]
    assert books
    assert not [cell for book in books for row in book.active.iter_rows() for cell in row if cell.data_type == "f"]


class Strange(dict):
    """A catalogue that has every sentence, in made-up words."""

    def get(self, sentence, default=None):
        return strange(sentence)


def test_every_sentence_is_translated():
    """The made-up language has no plain Latin letter; what has some is a code, an example of YAML, a name of a file or a name of ours."""
    ways = "{title: αβγ, channel: phone, emotion: -1, pains: [δε], ends: {completed: 70%, churned: 30%}}"
    given = analysed_text(f"project: {{title: ζη}}\n{journey('a: ' + ways)}")
    found = deck(given, replace(render(), language=Language("el", Strange(), Locale.parse("el"))))
    told = "\n".join(line for slide in found.slides for line in words(slide))
    told = told.replace(given.workspace.digest, "")
    assert "ṫ" in told
    assert set(re.findall(r"[A-Za-z]{4,}", told)) <= KEPT | set(re.findall(r"[A-Za-z]{4,}", EXAMPLES + CITED))


EXAMPLES = " ".join(item.example for item in (NO_ASSESSMENT, NO_TARGET, NO_PLAN))
CITED = " ".join(claim.source for claim in claims().values())
KEPT = frozenset({"file", "yaml", "journeymap", "analysis", "json"})


def test_a_dark_and_a_pale_brand_are_readable_and_fill_the_theme():
    for colour in ("#0a0a14", "#ffd400", "#ffffff", "#7f7f7f", "#ff0000"):
        found = colours(Brand.model_validate({"colour": colour, "accent": "#ffee88"}))
        assert contrast(found.on_band, found.band) >= 4.5, colour
        assert contrast(found.accent, "#ffffff") >= 4.5, colour
    theme = parts(package("sixty", "en"))["ppt/theme/theme1.xml"].decode()
    assert "0A0A14" in theme
    assert 'typeface="Verdana"' in theme
