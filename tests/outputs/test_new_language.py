"""Adding a language is adding a catalogue: a file of made-up words speaks through every surface, and fits.

The language is Greek by its code, so that months and quarters are not in Latin letters; its sentences are English
ones with an accent on every letter, 40 % longer, between marks. The texts of the story are put into Cyrillic. What is
then left in plain Latin letters was never translated, or is an id, a code, a path or a sign of the format.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from io import BytesIO

import pytest
import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from journeymap.languages import language
from journeymap.model.record import humanise
from journeymap.rules import shipped
from journeymap.rules.grounds import cited
from tests.outputs.browsing import MARKS
from tests.outputs.judging import CLIPPED, LOOKS, UNFOLD, look
from tests.outputs.reports import Element, read
from tests.support import ROOT
from tools.messages import blanks

CODE = "el"
STORY = "home-move"
BLANK = re.compile(r"(\{\w*\})")
ACCENTED = str.maketrans("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
                         "àḃċḋèḟġḣìĵḳŀṁṅòṗɋṙṡṫùṿẇẋẏżÀḂĊḊÈḞĠḢÌĴḲĿṀṄÒṖɊṘṠṪÙṾẆẊẎŻ")  # fmt: skip
CYRILLIC = str.maketrans("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
                         "абцдефгхийклмнопқрстувшжызАБЦДЕФГХИЙКЛМНОПҚРСТУВШЖЫЗ")  # fmt: skip
WRITTEN = frozenset({
    "title", "description", "organisation", "author", "version", "sector", "name", "confidentiality", "gains", "pains",
    "doing", "statement", "source", "holds_up", "note", "reason", "expected", "owner", "said",
    "quote", "legal_basis", "ref", "promise", "offers", "hours", "decided_by", "scenario", "summary", "meaning",
    "condition", "who", "method", "value_of", "text", "promised", "from", "assumption", "can_remedy", "by",
})  # fmt: skip
"""Keys of a workspace whose values are an author's own words."""
SIGNS = {
    "SHA",
    "CSAT",
    "NPS",
    "CES",
    "FCR",
    "AHT",
    "ASA",
    "OCR",
    "USD",
    "EUR",
    "YAML",
    "JSON",
    "CSV",
    "HTML",
    "PDF",
    "journeymap",
    "cpsat",
}
LATIN = re.compile(r"[A-Za-z]{3,}")
COMMANDS = {
    "report.html": ["report", "w", "-o", "report.html"],
    "current.svg": ["map", "w", "-o", "current.svg"],
    "difference.svg": ["map", "w", "--view", "difference", "-o", "difference.svg"],
    "flow.svg": ["map", "w", "--view", "flow", "-o", "flow.svg"],
    "blueprint.svg": ["map", "w", "--view", "blueprint", "-o", "blueprint.svg"],
    "check": ["check", "w"],
    "score": ["score", "w"],
    "assess": ["assess", "w"],
    "plan": ["plan", "w"],
}
PROGRAM = """
import json, sys
from click.testing import CliRunner
from journeymap.cli import group
told = {}
for name, words in json.loads(sys.argv[1]).items():
    done = CliRunner().invoke(group, [*words, "--lang", sys.argv[2]], standalone_mode=False)
    assert done.exception is None, (name, done.exception)
    told[name] = done.stdout
print(json.dumps(told))
"""


def strange(sentence: str) -> str:
    """Return a sentence of the made-up language; its blanks stay."""
    told = "".join(part if BLANK.fullmatch(part) else longer(part) for part in BLANK.split(sentence))
    return told if len(sentence) < 3 else f"[!! {told} !!]"


def longer(words: str) -> str:
    """Put an accent on every letter and say two of five twice."""
    found, owed = [], 0.0
    for letter in words.translate(ACCENTED):
        found.append(letter)
        owed += 0.4 if letter.isalpha() else 0.0
        if owed >= 1 and letter.isalpha():
            found.append(letter.lower())
            owed -= 1
    return "".join(found)


def catalogue(sentences) -> bytes:
    made = Catalog(locale=CODE, fuzzy=False)
    for sentence in sorted(sentences):
        told = strange(sentence)
        assert blanks(told) == blanks(sentence), sentence
        made.add(sentence, told)
    text = BytesIO()
    write_po(text, made, width=0)
    return text.getvalue()


def foreign(value, key=""):
    """Return a part of a workspace with an author's own words in Cyrillic."""
    if isinstance(value, dict):
        return {abroad_key(name): foreign(inner, str(name)) for name, inner in value.items()}
    if isinstance(value, list):
        return [foreign(inner, key) for inner in value]
    if not isinstance(value, str) or re.fullmatch(r"[a-z0-9_.-]+", value):
        return value
    sentence = " " in value and not re.search(r"\d", value)
    return value.translate(CYRILLIC) if sentence or key in WRITTEN else value


def abroad_key(name):
    """Return a key; what is no id, such as a pain with its share, is an author's own words too."""
    return name.translate(CYRILLIC) if isinstance(name, str) and " " in name else name


def named(value):
    """Yield the keys and the short texts of a workspace: ids, and words of the format."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from named(inner)
    elif isinstance(value, str) and " " not in value:
        yield value


@pytest.fixture(scope="module")
def abroad(tmp_path_factory):
    """A copy of the package with one catalogue more, and what it says of a story; nothing else is touched."""
    folder = tmp_path_factory.mktemp("abroad")
    package, workspace = folder / "journeymap", folder / "w"
    shutil.copytree(ROOT / "journeymap", package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "languages" / f"{CODE}.po").write_bytes(catalogue(language("it").messages))
    workspace.mkdir()
    for path in (ROOT / "journeys" / STORY).glob("*.yaml"):
        changed = foreign(yaml.safe_load(path.read_text("utf-8")))
        (workspace / path.name).write_text(yaml.safe_dump(changed, allow_unicode=True, sort_keys=False), "utf-8")
    done = subprocess.run([sys.executable, "-c", PROGRAM, json.dumps(COMMANDS), CODE], capture_output=True, text=True,
                          check=False, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)})  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    return folder, {name: (folder / name).read_text("utf-8") if "." in name else text for name, text in told.items()}


@pytest.fixture(scope="module")
def allowed(abroad):
    """Words that are no sentence: ids, parts of ids, and signs."""
    names = {
        name for path in (abroad[0] / "w").glob("*.yaml") for name in named(yaml.safe_load(path.read_text("utf-8")))
    }
    return SIGNS | {word for name in names for word in LATIN.findall(name + " " + humanise(name))}


def seen(source: str):
    """Yield what a reader sees or hears of a page or drawing."""
    tree = read(re.sub(r"<!doctype html>|<\?xml[^>]*\?>", "", source))

    def walk(element: Element):
        for attribute in ("aria-label", "alt", "title", "content"):
            if element.tag != "meta" or element.attributes.get("name") == "description":
                yield element.attributes.get(attribute) or ""
        for item in element.inside:
            if isinstance(item, str):
                yield item
            elif item.tag not in {"style", "script", "code", "pre"}:
                yield from walk(item)

    yield from walk(tree)


PATHS = re.compile(
    r"\b[a-z]+\[[a-z-]+\]:|\b\d+ min\b|[\w./-]+\.(?:yaml|yml|md|html|json)\b(?::\d+)*|\b[\w.-]+@[\w.-]+|\b[A-Z]{2,}-\d[\w.]*|`[^`]*`|\bw\S*\d:\d+"
)


"""Places, codes of findings and practices, code, and values that a table shows as they are written in the files."""
WORKS = {claim.source for rule in shipped().values() for claim in cited(rule).values()}
"""Published works keep their titles."""


def left(texts, allowed):
    """Return the texts that hold a word in plain Latin letters which is neither an id nor a sign."""
    found = {}
    for text in texts:
        if any(work in text for work in WORKS):
            continue
        words = {word for word in LATIN.findall(PATHS.sub(" ", text)) if word not in allowed}
        if words:
            found[" ".join(text.split())[:160]] = sorted(words)
    return found


@pytest.mark.parametrize("name", [name for name in COMMANDS if "." in name])
def test_no_english_is_left_in_pages_and_drawings(abroad, allowed, name):
    assert left(seen(abroad[1][name]), allowed) == {}


@pytest.mark.parametrize("name", [name for name in COMMANDS if "." not in name])
def test_no_english_is_left_on_the_command_line(abroad, allowed, name):
    assert left(abroad[1][name].splitlines(), allowed) == {}


def test_the_language_is_there_by_its_file_alone(abroad):
    page = read(abroad[1]["report.html"])
    assert page.all("html")[0].attributes["lang"] == CODE
    assert "Ιουνίου 2018" in page.by_id("cover").text
    assert page.text.count("[!! ") > 500


class TestNarrow:
    pytestmark = MARKS

    def test_the_longer_words_clip_nothing(self, browser, abroad):
        """Neither on a screen nor on a phone, where the page does not scroll sideways either."""
        tab = browser.new_page()
        tab.goto((abroad[0] / "report.html").as_uri())
        tab.evaluate(UNFOLD)
        for how in ("light", "phone"):
            look(tab, how)
            assert tab.evaluate(CLIPPED) == []
            assert tab.evaluate("document.documentElement.scrollWidth") <= LOOKS[how][2]
        tab.close()
