"""The client's brand: a theme file with places for its mistakes, files that are what they claim, inert in the page."""

import base64
import re
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis import load
from journeymap.charts.palette import THEMES, contrast
from journeymap.cli import _files, group
from journeymap.engines.graphviz import layout
from journeymap.errors import InvalidWorkspace
from journeymap.languages import language
from journeymap.model.brand import MAX_LOGO, MAX_SIDE, Asset, media_type
from journeymap.model.brand_file import read_brand
from journeymap.outputs import Render
from journeymap.outputs.html import report
from journeymap.outputs.html.brand import brand_style, css_string, dress, page_notes, running_foot
from journeymap.source import Source
from journeymap.text import count, say
from tests.outputs.reports import analysed, read
from tests.support import ROOT, tools

JOURNEY = "journeys: {j: {stages: {s: {a: {channel: phone, ends: completed}}}}}"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>document.title="hijacked"</script><path d="M0 0h9v9z"/></svg>'
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
THEME = """
    meta: {name: {full: Acme Home, short: Acme}, link: https://example.com}
    logo: {images: {main: logo.svg}, small: other.png, large: {light: main, dark: white.png}}
    color:
      palette: {rose: "#c2185b", hero: rose}
      primary: hero
      secondary: "#fc0"
      danger: "#f00"
    typography:
      fonts: [{family: Acme Text, source: file, files: [{path: fonts/text.woff2, weight: bold}]}]
      base: {family: Acme Text, size: 1rem, line-height: 1.5}
      headings: Georgia
      monospace: Courier
    defaults:
      quarto: {format: {html: {toc: true}}}
      journeymap:
        cover: band
        confidentiality: For the board
        levels: {1: Ad hoc, 2: Started}
    """


def theme(text=THEME, name="brand.yml"):
    return Source(name, dedent(text))


def opened(text=THEME, own=JOURNEY, **options):
    found = load([Source("j.yaml", own), theme(text)], tools(), **options)
    assert found.workspace is not None, [f"{p.span}: {p.message}" for p in found.problems]
    return found.workspace


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A workspace with a theme and its files, as the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fonts").mkdir()
    for name, data in (
        ("j.yaml", JOURNEY.encode()),
        ("brand.yml", dedent(THEME).encode()),
        ("logo.svg", SVG.encode()),
        ("white.png", PNG),
        ("fonts/text.woff2", (ROOT / "journeymap/charts/fonts/Inter-Regular.woff2").read_bytes()),
    ):
        (tmp_path / name).write_bytes(data)
    return tmp_path


# -- reading -------------------------------------------------------------------------------------


def test_a_theme_file_of_the_standard_fills_the_brand():
    brand = opened().content.project.brand
    assert (brand.name, brand.colour, brand.accent) == ("Acme Home", "#c2185b", "#ffcc00")
    assert (brand.logo, brand.logo_dark, brand.cover) == ("logo.svg", "white.png", "band")
    assert (brand.font, brand.heading_font) == ("Acme Text", "Georgia")
    assert [(f.family, f.path, f.weight, f.style) for f in brand.fonts] == [
        ("Acme Text", "fonts/text.woff2", 700, "normal")
    ]
    assert dict(brand.levels) == {1: "Ad hoc", 2: "Started"}
    assert brand.confidentiality == "For the board"


def test_each_value_keeps_its_place_in_the_theme_file():
    where = opened().where
    assert str(where("project", "brand", "colour")) == "brand.yml:6:12"
    assert str(where("project", "brand", "fonts", 0, "path")) == "brand.yml:10:60"
    assert str(where("project", "brand", "levels", "2")) == "brand.yml:19:28"


@pytest.mark.parametrize(("text", "code", "place", "help_"), [
    ("color: {primery: '#000000'}", "unknown-key", "1:9", "the nearest is 'primary'"),
    ("colour: {}", "unknown-key", "1:1", "the nearest is 'color'"),
    ("color: {palette: {sea: '#00f'}, primary: see}", "bad-value", "1:42", "the nearest is 'sea'"),
    ("color: {palette: {a: b, b: a}, primary: a}", "bad-value", "1:28", "a colour is written"),
    ("color: {primary: blue}", "bad-value", "1:18", 'a colour is written as "#0b5fff"'),
    ("typography: {fonts: [{family: Lato, source: google}]}", "not-fetched", "1:45", "save it as WOFF2"),
    ("typography: {base: 'Lato; } body {'}", "bad-value", "1:20", None),
    ("defaults: {journeymap: {cover: ful}}", "bad-choice", "1:32", "the nearest is 'full'"),
    ("defaults: {journeymap: {levels: {1: a word that is longer than twenty-four}}}", "bad-value", "1:37", None),
    ("defaults: {journeymap: {watermark: x}}", "unknown-key", "1:25", "known are"),
    ("- a", "bad-type", "1:1", None),
])  # fmt: skip
def test_mistakes_in_a_theme_file_have_a_place(text, code, place, help_):
    found = load([Source("j.yaml", JOURNEY), Source("brand.yml", text)], tools())
    assert found.workspace is None
    problem = found.problems[0]
    assert (problem.code, f"{problem.span.line}:{problem.span.column}") == (code, place)
    assert problem.span.file == "brand.yml"
    assert help_ is None or help_ in str(problem.help)


def test_a_brand_is_described_once():
    own = JOURNEY + "\nproject: {brand: {colour: '#000000'}}"
    found = load([Source("j.yaml", own), theme()], tools())
    assert [(p.code, str(p.span)) for p in found.problems] == [("duplicate-section", "j.yaml:2:11")]
    two = load([Source("j.yaml", JOURNEY), theme(), theme(name="_brand.yml")], tools())
    assert [p.code for p in two.problems] == ["duplicate-section"]


def test_a_theme_of_the_command_line_takes_the_place_of_the_others():
    own = JOURNEY + "\nproject: {title: T, brand: {colour: '#000000'}}"
    other = Source("client.yaml", "color: {primary: '#123456'}")
    found = load([Source("j.yaml", own), theme()], tools(), brand=other).workspace
    assert found.content.project.brand.colour == "#123456"
    assert found.content.project.brand.name is None
    assert found.content.project.title == "T"


@given(st.text(alphabet=st.sampled_from("color: {}[]#09afmetalogypfns\n'\"-,\\&*!|"), max_size=60))
def test_any_text_is_a_theme_or_has_problems_with_places(text):
    brand, problems = read_brand(Source("brand.yml", text))
    assert (brand is None) == bool(problems)
    assert all(problem.span.file == "brand.yml" and problem.span.line > 0 for problem in problems)


# -- files ---------------------------------------------------------------------------------------


def test_logos_and_fonts_travel_in_the_page(folder):
    worn = dress(_files.open_workspace(Path()))
    assert worn.logo == "data:image/svg+xml;base64," + base64.b64encode(SVG.encode()).decode()
    assert worn.logo_dark.startswith("data:image/png;base64,")
    assert worn.cover == "band"
    assert re.search(
        r'@font-face\{font-family:"Acme Text";font-weight:700;[^}]*url\("data:font/woff2;base64,', worn.style
    )
    assert 'body{font-family:"Acme Text",' in worn.style
    result = CliRunner().invoke(group, ["report", "-o", "out.html"], standalone_mode=False)
    assert result.exception is None
    page = read(Path("out.html").read_text("utf-8"))
    assert [image.attributes["src"][:22] for image in page.all("img")] == [
        "data:image/svg+xml;bas",
        "data:image/png;base64,",
    ]
    assert page.by_id("cover").of_class("organisation")[0].text == "Acme Home"
    # A picture runs no script and asks for nothing; the code of the logo is not in the page itself.
    assert "hijacked" not in Path("out.html").read_text("utf-8")
    assert Path("out.html").stat().st_size < 1_000_000


def wide(width):
    """Return a PNG whose header says how wide it is."""
    return PNG[:16] + width.to_bytes(4, "big") + PNG[20:]


def test_a_logo_may_be_as_large_as_the_limit(folder):
    (folder / "logo.svg").write_bytes(wide(MAX_SIDE))
    assert _files.open_workspace(Path()).assets["logo.svg"].data == wide(MAX_SIDE)


@pytest.mark.parametrize(("name", "data", "code", "place"), [
    ("logo.svg", b"<html><svg></svg>", "bad-format", "brand.yml:3:23"),
    ("logo.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "bad-format", "brand.yml:3:23"),
    ("logo.svg", b"\xff\xfe\x00", "bad-format", "brand.yml:3:23"),
    ("logo.svg", b"wOF2 a font", "bad-format", "brand.yml:3:23"),
    ("logo.svg", PNG + bytes(MAX_LOGO), "too-large", "brand.yml:3:23"),
    ("logo.svg", wide(MAX_SIDE + 1), "too-large", "brand.yml:3:23"),
    ("logo.svg", b"RIFF    WEBPVP8X" + bytes(8) + b"\xff\xff\xff\0\0\0", "too-large", "brand.yml:3:23"),
    ("logo.svg", b"RIFF    WEBPVP8L" + bytes(5) + b"\xff\x3f\0\0" + bytes(5), "too-large", "brand.yml:3:23"),
    ("logo.svg", b"RIFF    WEBPVP8 " + bytes(10) + b"\x01\0\x01\x20", "too-large", "brand.yml:3:23"),
    ("fonts/text.woff2", b"\0\1\0\0 TrueType", "bad-format", "brand.yml:10:60"),
    ("fonts/text.woff2", PNG, "bad-format", "brand.yml:10:60"),
    ("white.png", None, "no-such-file", "brand.yml:3:79"),
])  # fmt: skip
def test_a_file_that_is_not_what_belongs_there_is_refused_at_its_place(folder, name, data, code, place):
    if data is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(data)
    with pytest.raises(InvalidWorkspace) as refused:
        _files.open_workspace(Path())
    assert [(p.code, str(p.span)) for p in refused.value.problems] == [(code, place)]


@pytest.mark.parametrize("path", ["../secret.png", "/etc/hostname", "https://example.com/a.png", "link.png"])
def test_nothing_outside_of_the_workspace_is_read(folder, path):
    outside = folder.parent / "secret.png"
    outside.write_bytes(PNG)
    (folder / "link.png").symlink_to(outside)
    (folder / "brand.yml").write_text(f'logo: "{path}"')
    with pytest.raises(InvalidWorkspace) as refused:
        _files.open_workspace(Path())
    assert [p.code for p in refused.value.problems] == ["outside"]


def test_a_theme_outside_of_the_workspace_brings_the_files_beside_it(folder):
    client = folder / "client"
    client.mkdir()
    (client / "acme.yml").write_text("logo: mark.png")
    (client / "mark.png").write_bytes(PNG)
    workspace = folder / "w"
    workspace.mkdir()
    (workspace / "j.yaml").write_text(JOURNEY)
    assert _files.open_workspace(workspace, brand=client / "acme.yml").assets == {"mark.png": Asset("image/png", PNG)}


@given(st.binary(max_size=40))
def test_the_kind_of_a_file_is_found_in_its_bytes(data):
    assert media_type(data) in {None, "image/png", "image/webp", "image/svg+xml", "font/woff2"}
    assert media_type(b"GIF89a" + data) is None


# -- the page ------------------------------------------------------------------------------------


@given(st.text(max_size=80))
def test_no_text_ends_its_string_in_a_style_sheet(text):
    made = css_string(text)
    assert re.fullmatch(r'"(\\[0-9a-f]{1,6} )*"', made)
    assert "".join(chr(int(part, 16)) for part in re.findall(r"\\([0-9a-f]+) ", made)) == text


@given(st.text(min_size=1, max_size=400))
def test_the_line_at_the_foot_of_printed_pages_is_inert(text):
    rules = running_foot(text)
    assert rules.count("{") == rules.count("}")
    assert "<" not in rules
    assert len(rules) < 3000


def test_what_is_not_read_with_the_workspace_is_left_out():
    worn = dress(opened())
    assert (worn.logo, worn.logo_dark) == ("", "")
    assert "@font-face" not in worn.style


@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#ffee00", "#c2185b", "#777777", "#00ff00"])
def test_colours_that_cannot_be_read_are_told_with_place_and_what_is_used(colour):
    """Not those for dark grounds, which the brand does not name: they are derived."""
    workspace = opened(f"color: {{primary: '{colour}'}}")
    style = brand_style(colour)
    light, dark = re.findall(r"--accent:(#[0-9a-f]{6})", style)
    told = [str(note) for note in page_notes(workspace)]
    assert len(told) == (light != colour)
    for note in told:
        assert note.startswith("brand.yml:1:18: text in " + colour)
        assert f"is needed; {light} with " in note
    for ground in (THEMES["screen"].page, THEMES["screen"].surface):
        assert contrast(light, ground) >= 4.5
    for ground in (THEMES["dark"].page, THEMES["dark"].surface):
        assert contrast(dark, ground) >= 5


# -- words for levels ----------------------------------------------------------------------------


def test_levels_have_the_words_of_the_brand_in_every_sentence():
    speak = _files.speaker(opened(), "en")
    assert speak.say(say("at level {level} of {top}", level=2, top=5)) == "at level 2 (Started) of 5"
    assert (
        speak.say(say("{a}; level {level}", a=say("level {level}", level=count(1)), level=3))
        == "level 1 (Ad hoc); level 3"
    )
    assert language("en").say(say("at level {level}", level=2)) == "at level 2"
    assert _files.speaker(opened(), "it").say(say("no level")) == language("it").say(say("no level"))


def test_the_report_calls_levels_what_the_brand_does():
    speak = replace(language("en"), levels={1: "Zero hour", 2: "Two o'clock"})
    tree = read(report(analysed("home-move"), Render(speak, layout)))
    part = tree.by_id("maturity").text
    assert part.count("1 (Zero hour)") > 3
    assert "2 (Two o'clock)" in part
