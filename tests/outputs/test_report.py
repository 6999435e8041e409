import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from itertools import pairwise

import pytest

from journeymap.analysis import analyse, load
from journeymap.charts.brand import branded
from journeymap.charts.palette import THEMES, contrast, twofold
from journeymap.outputs import shipped
from journeymap.outputs.html import HTML, report
from journeymap.outputs.html.brand import brand_style
from journeymap.outputs.html.compact import Stylist
from journeymap.outputs.html.drawing import DRAWERS
from journeymap.outputs.html.page import asset
from journeymap.outputs.html.wording import Wording, typographer
from journeymap.source import Source
from journeymap.text import money, share
from journeymap.views.report import report_view
from journeymap.views.report_losses import worst_stage
from journeymap.views.report_worth import paid_back
from journeymap.views.tables import value_at_risk
from tests.outputs.reports import (
    HOSTILE,
    NAMES,
    TWO_JOURNEYS,
    analysed,
    analysed_text,
    charts,
    page,
    page_of,
    read,
    render,
)
from tests.support import ROOT, STORIES, tools
from tools.bench_report import bare, elements, one_journey

PAGES = [*NAMES, "hostile", "two"]
SHELL = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "div", "p", "h1", "h2", "h3", "h4", "dl", "dt", "dd",
    "code", "nav", "ol", "li", "span", "main", "section", "article", "ul", "i", "table", "caption", "thead", "tbody", "tr",
    "th", "td", "details", "summary", "figure", "figcaption", "svg", "desc", "g", "path", "rect", "circle", "text",
    "br", "label", "select", "option", "output", "strong", "pre", "blockquote", "footer", "script", "button", "input",
    "use", "defs", "b",
}  # fmt: skip


def html(name):
    return {"hostile": page_of(HOSTILE), "two": page_of(TWO_JOURNEYS)}.get(name) or page(name)


@pytest.fixture(params=PAGES)
def source(request):
    return html(request.param)


@pytest.fixture(params=PAGES)
def tree(request):
    return read(html(request.param))


def test_the_output_is_registered_and_writes_one_file():
    assert shipped()["html"] is HTML
    assert HTML.write(analysed("minimal"), render()) == {"report.html": page("minimal")}


def test_nothing_is_requested_from_anywhere(tree):
    for element in tree.all():
        assert not {"src", "srcset", "poster", "action", "formaction", "ping"} & element.attributes.keys()
        target = element.attributes.get("href") or element.attributes.get("xlink:href") or "#"
        assert target.startswith("#"), target
    assert tree.all("link") == []


def test_style_asks_for_nothing_but_what_it_carries(source):
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL)[1]
    assert re.findall(r"url\((?!\"data:font/woff2;base64,)", style) == []
    assert "@import" not in style
    assert "http" not in style


def test_there_are_no_style_and_no_event_attributes(tree):
    names = {name for element in tree.all() for name in element.attributes}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on")]


def test_the_policy_comes_first_and_its_hashes_match(source):
    tree = read(source)
    head = next(iter(tree.all("head")))
    first = next(item for item in head.inside if not isinstance(item, str))
    assert first.attributes["http-equiv"] == "Content-Security-Policy"
    policy = first.attributes["content"]
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        body = re.search(rf"<{tag}>(.*?)</{tag}>", source, re.DOTALL)[1]
        wanted = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{wanted}'" in policy
    assert "base-uri 'none'; form-action 'none'" in policy
    kinds = [script.attributes.get("type") for script in tree.all("script")]
    assert kinds == ["application/json", None]  # data, which no browser runs, and the one script
    assert len(tree.all("style")) == 1


def test_every_link_within_the_page_leads_somewhere(tree):
    ids = [element.attributes["id"] for element in tree.all() if element.attributes.get("id")]
    assert len(ids) == len(set(ids))
    links = [link.attributes["href"].removeprefix("#") for link in tree.all("a")]
    assert links
    assert set(links) <= set(ids)


def test_every_name_by_reference_exists(tree):
    ids = {element.attributes.get("id") for element in tree.all()}
    for element in tree.all():
        for name in (element.attributes.get("aria-labelledby") or "").split():
            assert name in ids


@pytest.mark.parametrize("name", STORIES)
def test_each_finding_has_its_card_with_place_remedy_and_number(name):
    tree, judged = read(page(name)), analysed(name).judged
    cards = tree.of_class("finding")
    assert len(cards) == len(judged.findings)
    wording = Wording(typographer(render().language))
    for finding in judged.open_findings:
        number = judged.numbers[finding.id]
        card = next(c for c in cards if c.attributes["value"] == str(number))
        told = card.text.replace("/ ", "/")  # a line may end behind a slash
        assert f"{finding.span.file}:{finding.span.line}" in told
        assert finding.id in card.text
        assert " ".join(wording.sentence(finding.message).split()) in card.text
        if finding.help:
            assert " ".join(wording.sentence(finding.help).split()) in card.text


@pytest.mark.parametrize("name", STORIES)
def test_each_place_named_exists_in_the_files(name):
    places = set(re.findall(r"(journeys/[\w/-]+\.yaml):(\d+)", read(page(name)).text.replace("/ ", "/")))
    assert places
    for file, line in places:
        assert 0 < int(line) <= len((ROOT / file).read_text("utf-8").split("\n"))


@pytest.mark.parametrize("name", STORIES)
def test_the_figures_are_those_of_the_analysis(name):
    analysis, language = analysed(name), render().language
    summary = read(page(name)).by_id("summary").text
    score = next(iter(analysis.judged.current.values()))
    goal = next(iter(analysis.judged.targets.values()))
    assert language.say(share(score.flow.completion)) in summary
    assert language.say(share(goal.flow.completion)) in summary
    tree = read(page(name))
    lost = value_at_risk(score)
    assert language.say(money(lost, analysis.workspace.currency)) in tree.by_id("current").text.replace(
        " US$", "\xa0US$"
    )
    weeks = analysis.roadmap.schedule.makespan_weeks
    assert f"{weeks} weeks" in tree.by_id("roadmap").text.replace("\xa0", " ")


@pytest.mark.parametrize("name", STORIES)
def test_no_section_is_without_its_content(name):
    tree = read(page(name))
    kinds = {chart.attributes["id"].split("-")[0] for chart in tree.of_class("chart")}
    assert kinds == {"map", "radar", "target", "matrix", "gantt", "curve", "steps"}
    for chart in tree.of_class("chart"):
        assert chart.all("svg"), chart.attributes["id"]
        assert chart.all("figcaption")[0].text
    for section in ("summary", "current", "maturity", "target", "priorities", "roadmap", "trend", "method", "tables"):
        assert len(tree.by_id(section).text) > 60


@pytest.mark.parametrize("name", STORIES)
def test_drawings_have_a_table_with_the_same_numbers(name):
    """A table of its own, or one it leads to; the states of the journey are in the words above each."""
    tree = read(page(name))
    for chart in tree.of_class("chart"):
        twin = chart.all("table")
        shown = chart.attributes["id"]
        if shown.startswith("steps"):
            continue
        if not twin:
            links = [link.attributes["href"].removeprefix("#") for link in chart.all("a")]
            twin = [tree.by_id(chart.attributes.get("aria-details") or links[-1])]
        assert len(twin[0].all("tr")) > 1, shown


def test_the_contents_name_every_section_in_order(tree):
    named = [link.attributes["href"][1:] for link in tree.of_class("contents")[0].all("a")]
    shown = [item.attributes["id"] for item in tree.all("main")[0].inside if not isinstance(item, str)]
    assert named == shown


def test_headings_do_not_skip_a_level(tree):
    levels = [int(element.tag[1]) for element in tree.all() if re.fullmatch("h[1-6]", element.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= before + 1 for before, later in pairwise(levels))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_unknown_is_shown_as_a_word_of_the_language_it_is_written_in(name):
    words = _prose(read(page(name)))
    assert not re.search(r"\b(None(?! of)|nan|NaN|inf|Undefined)\b|Text\(|Figure\(", words)
    assert "{" not in words


def _prose(tree):
    """Return what is read on the page, without code."""
    for element in tree.all():
        kept = [item for item in element.inside if isinstance(item, str) or item.tag not in {"pre", "script", "style"}]
        element.inside = kept
    return tree.all("body")[0].text


def test_what_is_missing_is_said_with_how_to_add_it():
    tree = read(page("minimal"))
    for section, key in (("maturity", "assessments:"), ("target", "targets:"), ("roadmap", "initiatives:")):
        missing = tree.by_id(section).of_class("missing")
        assert key in missing[0].all("code")[0].text
    once = "journeys: {j: {stages: {s: {a: {ends: completed}}}}}\nassessments: {q: {date: 2026-01-31}}"
    assert "first assessment" in read(page_of(once)).by_id("trend").text
    assert "2020" not in tree.by_id("cover").text  # nobody has said what day it is


@pytest.mark.parametrize("text", [
    "journeys: {j: {stages: {s: {a: {}}}}}",
    "journeys: {j: {stages: {s: {a: {next: b}, b: {next: a}}}}}",
    "journeys: {j: {stages: {s: {a: {ends: completed}}}}}\nrules: {dead-end: {off: true}}",
    TWO_JOURNEYS,
])  # fmt: skip
def test_awkward_workspaces_have_a_report(text):
    tree = read(page_of(text))
    assert tree.by_id("current").text


def test_findings_of_two_journeys_with_one_name_have_their_own_places():
    view = report_view(analysed_text(TWO_JOURNEYS))
    slugs = [card.slug for part in view.journeys for card in part.cards]
    assert len(slugs) == len(set(slugs))


def test_what_a_user_wrote_is_text_and_nothing_else():
    tree = read(page_of(HOSTILE))
    assert {element.tag for element in tree.all()} <= SHELL | {""}
    assert tree.all("title")[0].text.startswith("</title><script>document.title='owned'</script>")
    assert tree.all("h1")[0].text == "</title><script>document.title='owned'</script>"
    shown = tree.all("main")[0].text
    for words in ("</svg><script>", "<script>a</script>", "{name} {0} %s 'b'", "<u>gain</u>", "</style><style>body"):
        assert words in shown
    assert "{{ 7 * 7 }}" in tree.by_id("cover").text


def test_characters_that_turn_the_direction_are_refused_or_left_out():
    wording = Wording(render().language)
    assert wording.words("a\u202eb\u2066c\x00") == "abc\ufffd"


def test_the_same_analysis_gives_the_same_bytes():
    again = report(analysed_text(TWO_JOURNEYS), render())
    assert again == page_of(TWO_JOURNEYS)


def test_the_bytes_do_not_depend_on_the_seed_of_hashes():
    """Another process with another seed writes what this one wrote."""
    program = (
        "import hashlib; from tests.outputs.reports import page; "
        "print(hashlib.sha256(page('home-move').encode()).hexdigest())"
    )
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT,
                          env=environment)  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(page("home-move").encode()).hexdigest()


def test_the_report_speaks_the_language_it_is_asked_for():
    english, italian = read(page("home-move")), read(page("home-move", "it"))
    assert english.all("html")[0].attributes["lang"] == "en"
    assert italian.all("html")[0].attributes["lang"] == "it"
    assert "29 giugno 2018" in italian.by_id("cover").text
    assert "42.000" in italian.by_id("summary").text


@pytest.mark.parametrize("name", STORIES)
def test_the_page_stays_small(name):
    """Bytes without fonts, with and without drawings, and elements."""
    drawings = sum(len(drawing.encode()) for drawing in re.findall(r"<svg.*?</svg>", page(name), re.DOTALL))
    assert drawings < 105_000
    assert bare(page(name)) < 290_000
    assert elements(page(name)) < 5_000


def test_one_journey_of_40_findings_takes_150_kilobytes():
    """The goal of the report: without target, plan and assessment, its fonts and its logo left aside."""
    sources = [Source(f"home-move/{name}", text) for name, text in one_journey().items()]
    analysis = analyse(load(sources, tools(), "home-move").workspace, tools())
    assert len(analysis.judged.findings) == 40
    written = report(analysis, render())
    assert bare(written) <= 150_000
    assert elements(written) < 2_500


def test_a_report_with_then_and_now_stays_below_5_000_elements():
    folder = ROOT / "journeys" / "home-move"
    texts = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}
    texts["journey.yaml"] = texts["journey.yaml"].replace("emotion: -2", "emotion: 0")
    sources = [Source(f"home-move/{name}", text) for name, text in texts.items()]
    before = analyse(load(sources, tools(), "home-move").workspace, tools())
    written = report(analysed("home-move"), render(), before)
    assert read(written).by_id("comparison").all("table")
    assert elements(written) < 5_000


@pytest.mark.parametrize("name", STORIES)
def test_who_reads_only_the_summary_knows_where_why_what_how_long_how_much_and_how_sure(name):
    analysis, speak = analysed(name), render().language
    text = read(page(name)).by_id("summary").text.replace("\xa0", " ")
    score = next(iter(analysis.judged.current.values()))
    stage = score.graph.title(worst_stage(score)[0])
    assert stage in text  # where customers are lost
    for key in report_view(analysis).summary.findings:  # why, and what to do about it
        assert " ".join(Wording(typographer(speak)).sentence(key.card.message).split()) in text
        assert key.card.remedy or key.card.quick_action
    assert re.search(r"egin (with|on)", text)  # what first
    assert f"{analysis.roadmap.schedule.makespan_weeks} weeks" in text  # how long
    assert str(paid_back(analysis)) in text  # what it is worth, and when
    assert "readings" in text  # how sure


def test_the_page_carries_its_figures_as_data():
    judged = analysed("home-move").judged
    data = json.loads(read(page("home-move")).by_id("analysis").text)
    told = {int(n): (journey, severity, key) for journey, graded in data["findings"].items()
            for severity, ids in graded.items() for n, key in ids.items()}  # fmt: skip
    assert told == {n: (finding.journey or "", finding.severity, finding.id)
                    for n, finding in enumerate(judged.open_findings, 1)}  # fmt: skip
    score = judged.current["home-move"]
    assert data["journeys"][0]["completion"] == pytest.approx(score.flow.completion, abs=1e-4)
    assert {item["id"] for item in data["initiatives"]} == {item.id for item in analysed("home-move").roadmap.items}


def test_data_in_the_page_cannot_end_its_element():
    raw = re.search(r'<script type="application/json" id="analysis">(.*?)</script>', page_of(HOSTILE), re.DOTALL)[1]
    assert not set("<>&") & set(raw)
    assert "<script>" in json.loads(raw)["journeys"][0]["title"]


@pytest.mark.parametrize("name", STORIES)
def test_each_state_of_the_journey_is_drawn_in_the_same_places(name):
    flip = read(page(name)).of_class("flip")[0]
    drawn = flip.all("svg")
    assert len(drawn) == len(analysed(name).roadmap.quarters) + 1
    assert len({svg.attributes["viewbox"] for svg in drawn}) == 1
    assert flip.all("input")[0].attributes["max"] == str(len(drawn) - 1)


def test_a_finding_says_when_the_roadmap_ends_it_and_what_it_rests_on():
    card = next(card for part in report_view(analysed("home-move")).journeys for card in part.cards
                if card.id == "offices-apart@book")  # fmt: skip
    assert (
        str(card.solved)
        == "gone after Q1 2019 with 'One order for front and back office', which takes 18 weeks, 160 person-days and 90,000 USD"
    )
    assert str(card.rests) == "D told or assumed"
    assert card.departments


@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#ffee00", "#0f4c81", "#7f7f7f", "#00ff00", "#e07a1f"])
def test_the_brand_is_readable_whatever_its_colour(colour):
    style = brand_style(colour)
    cover, ink = re.search(r"--cover:(#[0-9a-f]{6});--on-cover:(#[0-9a-f]{6})", style).groups()
    light, dark = re.findall(r"--accent:(#[0-9a-f]{6})", style)
    assert cover == colour
    assert contrast(cover, ink) >= 4.5
    assert contrast(light, "#ffffff") >= 4.5
    assert contrast(dark, THEMES["dark"].page) >= 4.5


def test_the_colours_of_the_page_are_readable():
    light, dark = re.findall(r":root \{(.*?)\}", asset("style.css"), re.DOTALL)
    for block in (light, dark):
        tokens = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))
        for ground in ("paper", "tint"):
            for ink in ("ink", "quiet", "critical", "major", "minor", "note"):
                assert contrast(tokens[ink], tokens[ground]) >= 4.5, (ink, ground)
        assert contrast(tokens["edge"], tokens["paper"]) >= 3


def test_a_drawing_is_painted_once_for_light_and_dark():
    stylist = Stylist()
    drawn = stylist.paint('<svg><text x="1" y="2" font-size="9" fill="#000000/#ffffff">a &lt; b</text></svg>', "x")
    assert drawn == '<svg><text class="A" x="1" y="2">a &lt; b</text></svg>'
    assert stylist.style() == (
        ":root{--A:#000}@media screen and (prefers-color-scheme:dark){:root{--A:#fff}}"
        "svg{font-family:Inter,'Helvetica Neue',Arial,sans-serif}.A{fill:var(--A);font-size:9px}\n"
    )


@pytest.mark.parametrize("colour", [None, "#e07a1f"])
def test_a_drawing_of_two_looks_is_in_each_what_its_theme_draws(colour):
    """Every chart of the larger example, drawn in both looks at once, is that of the light theme and of the dark one."""
    light, dark = (branded(THEMES[name], colour).theme for name in ("screen", "dark"))
    for slug, chart in charts("home-move").items():
        both, *each = (DRAWERS[chart.kind](chart.view, render(), theme, "x")
                       for theme in (twofold(light, dark), light, dark))  # fmt: skip
        assert [re.sub("(#[0-9a-f]{6})/(#[0-9a-f]{6})", rf"\{look}", both) for look in (1, 2)] == each, slug


def test_every_class_of_a_drawing_has_its_rule(source):
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL)[1]
    used = set(re.findall(r"class=([A-Z]\w*)", source))
    assert used
    assert used == set(re.findall(r"\.([A-Z]\w*)[,{]", style))


def test_a_finding_the_organisation_lives_with_is_shown_apart():
    text = """
        journeys: {j: {stages: {s: {a: {channel: phone}, b: {channel: web}}}}}
        accepted: [{finding: dead-end@b, reason: it closes in May}]
    """
    assert any(item.accepted for item in analysed_text(text).judged.findings)
    view = report_view(analysed_text(text))
    assert [card.accepted for card in view.accepted] == ["it closes in May"]
    assert "It closes in May." in read(page_of(text)).by_id("current").text


def test_a_second_assessment_gives_a_trend():
    text = """
        project: {today: 2026-06-30}
        journeys: {j: {stages: {s: {a: {ends: completed}}}}}
        assessments:
          one: {date: 2026-01-31, agreed: {STR-1.2a: met, STR-1.2b: not_met}}
          two: {date: 2026-06-30, agreed: {STR-1.2a: met, STR-1.2b: met}}
    """
    tree = read(page_of(text))
    assert "rose" in tree.by_id("trend").text
    assert tree.by_id("trend").all("table")
