"""Names of folders and files with signs that a terminal or browser would obey: shown spelled out in every output."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeymap.cli import group

NAME = "a\x1b[31m\x07\x01\u202eb\u2066\u2028_x000D_"
SPELLED = r"a\x1b[31m\x07\x01\u202eb\u2066\u2028_x000D_"
FILE = "y\x9b\n\u202e\udcff.yaml"
OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd]")
TEXT = """\
project: {today: 2026-10-05, currency: EUR, brand: {logo: logo.svg}}
departments: {a: {title: A, capacity: 3 people}}
journeys:
  j:
    customers: 100/year
    value: 5 EUR/year
    stages:
      s:
        a: {channel: web, emotion: -2, cost: 5 EUR, next: b, ends: {churned: 40%}}
        b: {channel: phone, emotion: 0, ends: {completed: 100%}}
initiatives:
  some: {title: Some, duration: 1 month, effort: {a: 3 d}, changes: [{set: {a.emotion: 2}}]}
"""


def run(*words: str) -> Result:
    done = CliRunner().invoke(group, list(words), standalone_mode=False)
    assert done.exception is None, done.exception
    return done


def texts(path: Path) -> Iterator[str]:
    """Yield the texts of a file, of an office file those of its parts, with their references resolved."""
    if not zipfile.is_zipfile(path):
        yield path.read_text("utf-8")
        return
    with zipfile.ZipFile(path) as parts:
        yield from (
            unescape(parts.read(name).decode()) for name in parts.namelist() if name.endswith((".xml", ".rels"))
        )


def test_no_output_holds_a_sign_of_a_name_that_anything_obeys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file of `build` and every form of `report` and `check` but the PDF, which is printed from the page.

    The workspace is named after its folder, and places are told by file. The logo beside the file is still found.
    """
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / NAME
    folder.mkdir()
    (folder / FILE).write_text(TEXT)
    (folder / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    run("build", NAME, "-o", "out")
    run("report", NAME, "-o", "out/r.xlsx", "--also", "pptx")
    for form in ("json", "csv", "sarif", "github"):
        run("check", NAME, "--fail-on", "never", "--format", form, "-o", f"out/check.{form}")
    found = {path: list(texts(path)) for path in Path("out").rglob("*") if path.is_file()}
    assert {path.suffix for path in found} > {".html", ".json", ".csv", ".svg", ".mmd", ".ics", ".xlsx", ".pptx"}
    assert [
        (path.name, sign[0]) for path, parts in found.items() for text in parts for sign in OBEYED.finditer(text)
    ] == []
    places = Path("out/check.csv").read_text("utf-8")
    assert f"{SPELLED}/y\\u009b\\x0a\\u202e\\xff.yaml" in places
    assert f"<title>{SPELLED}" in unescape(Path("out/report.html").read_text("utf-8"))
    told = run("check", NAME, "--fail-on", "never").output
    assert f"{SPELLED}/y\\u009b\\x0a\\u202e\\xff.yaml:9:" in told


def test_a_program_gets_the_address_of_the_file_as_the_disk_knows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SARIF names files as URIs, in which every sign can stand; a viewer opens the file by it."""
    monkeypatch.chdir(tmp_path)
    Path(FILE).write_text(TEXT.replace(", brand: {logo: logo.svg}", ""))
    done = run("check", ".", "--fail-on", "never", "--format", "sarif")
    assert '"uri": "y%C2%9B%0A%E2%80%AE%FF.yaml"' in done.output
