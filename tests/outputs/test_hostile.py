"""A workspace that is hostile in every text field: its report is inert, whole and readable, and so is every other output.

The texts are put in by walking the records of the format, so that a new field is covered by being there.
"""

import csv
import io
import json
import re
from functools import cache

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import IndirectObject, NameObject

from journeymap.cli import group
from journeymap.engines.pictures import Wanted, by_ending
from journeymap.errors import InvalidWorkspace
from journeymap.outputs import shipped
from journeymap.outputs.analysis_json import analysis_schema
from journeymap.outputs.csv_text import FORMULA, MARK
from journeymap.outputs.findings import Checked
from journeymap.outputs.findings import shipped as forms
from tests.outputs.browsing import MARKS
from tests.outputs.hostile import FORMED, REFUSED, WHERE_GIVEN, filled, harmless, hostile, long, once, records, texts
from tests.outputs.reports import analyse, page, page_of, read, render, report
from tests.support import loaded, tools
from tests.test_docs import _printer

KINDS = {"hostile": hostile, "harmless": harmless, "long": once(long)}
QUOTES = str.maketrans('‘’“”"', "'''''", "\u200e\u200f")
"""Quotes are set as in print; marks of direction, which nobody sees, are left out."""

NAMED = [f"U+{ord(sign):04X}" for sign in REFUSED]
TEXT = re.compile(r"(: |- )'?\"?([A-Z][A-Za-z]+\.[a-z_]+)\?'?\"?$")


@cache
def files(kind):
    return filled(KINDS[kind])[0]


@cache
def analysed(kind):
    found = loaded(*files(kind))
    assert found.workspace is not None, [f"{problem.span}: {problem.message}"[:200] for problem in found.problems]
    return analyse(found.workspace, tools())


@cache
def html(kind):
    return report(analysed(kind), render())


@cache
def tree(kind):
    return read(html(kind))


@cache
def shown(kind):
    """Return what stands on the page, quotes of every kind as one and white space as one space."""
    return tree(kind).all("body")[0].text.translate(QUOTES)


def pairs(elements):
    """Return the names of elements, alone and with each of their attributes."""
    found = {item.tag for item in elements}
    return found | {f"{item.tag} {name}" for item in elements for name in item.attributes}


# -- what is put in ------------------------------------------------------------------------------


def test_every_text_of_the_format_is_filled():
    """A new field joins by itself; a new record needs one example in ``every-record.yaml``."""
    assert filled(hostile)[1] >= set(texts()) - set(FORMED) - WHERE_GIVEN
    assert set(FORMED) | WHERE_GIVEN <= set(texts())
    assert len(texts()) >= 120
    assert len(records()) >= 45


def test_the_page_shows_most_of_what_authors_write():
    """Else the tests below would prove little."""
    told = [name for name in filled(hostile)[1] if name in shown("hostile")]
    assert len(told) >= 45


@pytest.mark.parametrize("name", sorted(FORMED))
def test_a_text_with_a_form_takes_no_other(name):
    """What does not fit is a problem with a place; where it is taken, it is a path or name that nothing runs."""
    found = loaded(*filled(lambda field: f"{field} <script>", {name})[0])
    assert (found.workspace is None) == bool(found.problems)
    for problem in found.problems:
        assert name.split(".")[1] in found.sources[problem.span.file].text
        assert problem.span.line >= 1


@pytest.mark.parametrize("sign", REFUSED, ids=NAMED)
def test_a_sign_that_deceives_is_refused_in_every_text_with_its_place(sign):
    """Characters that turn text around, end a line unseen or speak to a terminal, written as escapes of YAML."""
    escape = f"\\U{ord(sign):08x}"
    for source in filled(lambda name: f"{name}?")[0]:
        lines = [TEXT.sub(lambda text: f'{text[1]}"{text[2]}{escape}"', line) for line in source.split("\n")]
        found = [item for item in loaded("\n".join(lines)).problems if item.code == "bad-character"]
        assert [item.span.line for item in found] == [at for at, line in enumerate(lines, 1) if escape in line]
        assert all(f"U+{ord(sign):04X}" in str(item.message) for item in found)


@pytest.mark.parametrize("sign", REFUSED, ids=NAMED)
def test_a_sign_that_deceives_is_refused_as_it_is_and_not_printed(sign):
    """The problem is told at its line and column; the terminal never gets the sign."""
    found = loaded(f"journeys:\n  j:\n    title: a{sign}b\n    stages: {{s: {{a: {{ends: completed}}}}}}\n")
    assert found.workspace is None
    first = found.problems[0]
    assert (first.code, first.span.line, first.span.column) == ("bad-character", 3, 13)
    told = CliRunner().invoke(_printer(InvalidWorkspace(found.problems, found.sources)), color=True).output
    assert "title: a" in told
    assert sign not in told


# -- the page ------------------------------------------------------------------------------------


def test_the_page_has_no_element_and_no_attribute_that_harmless_words_do_not_bring():
    """Nothing that was written becomes part of the page's structure."""
    assert pairs(tree("hostile").all()) <= pairs(tree("harmless").all())
    assert not [pair for pair in pairs(tree("hostile").all()) if re.search(r" (on\w+|style|srcdoc|formaction)$", pair)]
    for item in tree("hostile").all():
        target = item.attributes.get("href") or item.attributes.get("xlink:href") or "#"
        assert re.match(r"#|https?://|mailto:", target), target


def test_style_and_script_are_those_of_the_house():
    """No word of an author stands in either; a brand brings its colours and wordings only."""
    [data, own] = tree("hostile").all("script")
    assert own.text == tree("harmless").all("script")[1].text
    assert (
        json.loads(data.text)["journeys"][0]["title"].startswith("+1 Journey.title </title>")
        or "Journey.title" in data.text
    )
    [style] = tree("hostile").all("style")
    assert "owned" not in style.text
    assert "</" not in style.text
    assert "evil.example" not in re.sub(r'"(\\.|[^"\\])*"', "", style.text)  # the line of confidentiality is a string


def test_what_is_shown_of_harmless_words_is_shown_of_hostile_ones_letter_by_letter():
    """White space and hyphens apart, which drawings break lines with; names within sentences and drawings may be cut."""
    page_, twin = bare(shown("hostile")), bare(shown("harmless"))
    told = [name for name in filled(harmless)[1] if bare(harmless(name)) in twin]
    assert len(told) >= 40
    assert [name for name in told if bare(hostile(name))[:130] not in page_] == []
    assert len([name for name in told if bare(hostile(name)) in page_]) >= 30


def bare(text):
    return re.sub(r"[\s-]", "", text.translate(QUOTES))


def test_the_longest_names_do_not_make_the_page_explode():
    """Drawings end what is too long with an ellipsis: hardly more elements than with plain words, all text still there."""
    assert len(tree("long").all()) < 1.1 * len(tree("harmless").all())
    assert " ".join(long("Touchpoint.title").split()) in shown("long")
    assert max(len(item.text) for drawing in tree("long").all("svg") for item in drawing.all("text")) < 400


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for kind in ("hostile", "long"):
        folder.joinpath(f"{kind}.html").write_text(html(kind), encoding="utf-8")
    return folder


class TestBrowser:
    pytestmark = MARKS

    @pytest.mark.parametrize("kind", ["hostile", "long"])
    def test_it_is_inert_and_fits_a_phone(self, visit, kind):
        """No dialog, no request, no word on the console, the title as it is written, no scrolling sideways."""
        tab = visit(kind, viewport={"width": 320, "height": 800})
        tab.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320
        tab.set_viewport_size({"width": 1280, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= 1280
        assert [url for url in tab.requests if not url.startswith("data:")] == []
        assert tab.complaints == []
        assert "Project.title" in tab.title()

    def test_the_browser_reads_the_same_tree(self, visit):
        """What a browser builds of the page is what was written: no element is closed, moved or added."""
        tab = visit("hostile", java_script_enabled=False)
        built = tab.evaluate("[...document.querySelectorAll('*')].map((item) => item.localName.toLowerCase())")
        assert built == [item.tag for item in tree("hostile").all() if item.tag]

    def test_it_is_printed(self, visit):
        """As a PDF with text and without an action, a file within, or a link to anywhere else."""
        tab = visit("hostile")
        paper = PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True, tagged=True, outline=True)))
        assert names_in(paper) & ACTING == set()
        assert "<script>" in paper.pages[0].extract_text()


# -- other outputs -------------------------------------------------------------------------------

ACTING = frozenset({
    "/AA", "/AcroForm", "/EmbeddedFile", "/EmbeddedFiles", "/Filespec", "/GoToE", "/GoToR", "/ImportData", "/JS",
    "/JavaScript", "/Launch", "/OpenAction", "/Rendition", "/RichMedia", "/SubmitForm", "/URI", "/XFA",
})  # fmt: skip
"""Names of ISO 32000 by which a PDF does something, carries a file, or leads out of itself."""


def names_in(paper):
    """Return every name in every object of a PDF, as a key or as a value."""
    waiting = [IndirectObject(number, 0, paper).get_object() for number in range(1, paper.trailer["/Size"])]
    waiting.append(paper.trailer)
    found = set()
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            found |= item.keys()
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item
        elif isinstance(item, NameObject):
            found.add(item)
    return found


def test_a_map_on_paper_does_nothing():
    """The PDF of the program's own making: its words are text, it has no action, file or link."""
    judged = analysed("hostile").judged
    kind = by_ending("map.pdf")
    paper = PdfReader(io.BytesIO(kind.write(Wanted(judged, next(iter(judged.current)), "current", render()))))
    names = names_in(paper)
    assert names & ACTING == set()
    assert "/StructTreeRoot" in names
    assert "<script>" in "".join(page_.extract_text() for page_ in paper.pages)


def test_the_analysis_fits_its_schema_and_no_cell_is_a_formula():
    """Every registered output writes; JSON is valid, tables have the same number of cells in each row."""
    written = {}
    for output in shipped().values():
        written |= output.write(analysed("hostile"), render())
    jsonschema.Draft202012Validator(dict(analysis_schema())).validate(json.loads(written["analysis.json"]))
    tables = {name: str(text) for name, text in written.items() if name.endswith(".csv")}
    assert len(tables) >= 3
    for name, text in tables.items():
        rows = list(csv.reader(io.StringIO(text.removeprefix(MARK), newline="")))
        assert len({len(row) for row in rows}) == 1, name
        assert not [cell for row in rows for cell in row if cell.startswith(FORMULA) and not number(cell)], name


def number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_the_forms_of_check_keep_each_finding_to_itself():
    """SARIF and JSON are read back; each line for GitHub is one command, whatever stands in a title."""
    judged = analysed("hostile").judged
    what = Checked(render().language, tools().rules, found=judged.findings, wanted=judged.target_findings, judged=judged,
                   numbers=judged.numbers)  # fmt: skip
    results = json.loads(forms()["sarif"].write(what))["runs"][0]["results"]
    assert [item["ruleId"] for item in results] == [
        item.rule for found in (judged.findings, *judged.target_findings.values()) for item in found
    ]
    lines = forms()["github"].write(what).strip().split("\n")
    commands = [line for line in lines if line.startswith("::")]
    assert all(re.match(r"::(error|warning|notice|group|endgroup)\b", line) for line in commands)
    assert 10 < len(commands) <= len(results)  # GitHub shows ten of a level
    assert not [line for line in commands if re.search(r"(?<!25)::error::x", line[2:].partition("::")[0])]


@pytest.mark.parametrize(
    "words", [["check"], ["score"], ["plan"], ["assess"], ["check", "--format", "github"]], ids=" ".join
)
def test_the_terminal_gets_no_control_character(tmp_path, words):
    """Neither escape sequences nor characters that turn lines around: of the names of files, and of refused lines."""
    signs = "".join(sign for sign in REFUSED if sign not in "\0\n\r\x85\u2028\u2029")
    assert "\x1b" in signs
    assert "\u202e" in signs
    for index, text in enumerate(files("hostile")):
        (tmp_path / f"{index:02}-before{signs}after.yaml").write_text(text, encoding="utf-8")
    command = [words[0], str(tmp_path), *words[1:]]
    done = CliRunner().invoke(group, command, standalone_mode=False, color=True)
    assert done.exception is None, done.exception
    assert "Touchpoint.title" in done.output or "Initiative.title" in done.output or "Assessment.title" in done.output
    assert words[0] != "check" or "before" in done.output
    assert obeyed(done.output) == []
    (tmp_path / f"refused{signs}.yaml").write_text(f"personas: {{p: {{title: left{signs}right}}}}\n", encoding="utf-8")
    refused = CliRunner().invoke(group, command, standalone_mode=False, color=True)
    told = refused.output
    if isinstance(refused.exception, InvalidWorkspace):  # GitHub gets the problem as a command, without the line
        told = CliRunner().invoke(_printer(refused.exception), color=True).output
        assert "left" in told
        assert "right" in told
    assert "refused" in told
    assert obeyed(told) == []


def obeyed(told):
    """Return the signs that a terminal would obey, but for the colours of this tool."""
    return [sign for sign in REFUSED if sign in re.sub(r"\x1b\[\d*(;\d+)*m", "", told)]


# -- any text ------------------------------------------------------------------------------------

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn"), blacklist_characters="".join(REFUSED)),
                min_size=1, max_size=30).filter(str.strip)  # fmt: skip
ANY = st.one_of(
    WORDS, st.lists(st.sampled_from("<>\"'&`{}%=/! \\;:()#-x"), min_size=1, max_size=20).map("".join).filter(str.strip)
)


@settings(max_examples=12)
@given(st.lists(ANY, min_size=6, max_size=6))
def test_any_text_gives_a_well_formed_page_of_known_elements(words):
    title, stage, point, pain, group_, outcome = (json.dumps(word, ensure_ascii=False) for word in words)
    source = page_of.__wrapped__(f"""
        project: {{title: {title}, organisation: {pain}, author: {stage}}}
        personas: {{p: {{title: {group_}, share: 40%}}, q: {{title: {point}}}}}
        journeys:
          j:
            title: {title}
            outcomes: {{out: {{title: {outcome}, kind: churned}}}}
            stages: {{s: {{title: {stage}, touchpoints: {{
              a: {{title: {point}, channel: phone, emotion: -2, pains: [{pain}], quote: {outcome}}}, b: {{ends: {{completed: 80%, out: 20%}}}}}}}}}}
    """)
    known = pairs(tree("harmless").all()) | pairs(read(page("minimal")).all())
    assert pairs(read(source).all()) <= known
