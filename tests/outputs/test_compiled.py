"""Compiled templates are kept as Python keeps modules, and never used where they do not fit."""

import sys

import pytest
from jinja2 import Environment, FileSystemLoader

from journeymap.outputs.html.compiled import Compiled


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "a.html.j2").write_text("one {{ n }}", encoding="utf-8")
    return tmp_path


def rendered(folder, *, compiling=True):
    """Render in an environment of its own, as another process would."""
    found = Environment(loader=FileSystemLoader(folder), bytecode_cache=Compiled(), autoescape=True)
    if not compiling:
        found.compile = pytest.fail
    return found.get_template("a.html.j2").render(n=1)


def kept(folder):
    return [path for path in folder.rglob("*") if path.suffix not in {".j2", ""}]


def test_the_second_run_compiles_nothing(folder):
    assert rendered(folder) == "one 1"
    assert [path.parent.name for path in kept(folder)] == ["__pycache__"]
    assert rendered(folder, compiling=False) == "one 1"


def test_another_text_is_compiled_again(folder):
    rendered(folder)
    (folder / "a.html.j2").write_text("two {{ n }}", encoding="utf-8")
    assert rendered(folder) == "two 1"
    assert len(kept(folder)) == 1


@pytest.mark.parametrize("length", [0, 5, 30, 60, 200])
def test_half_a_file_is_compiled_again(folder, length):
    rendered(folder)
    path = kept(folder)[0]
    path.write_bytes(path.read_bytes()[:length])
    assert rendered(folder) == "one 1"
    assert rendered(folder, compiling=False) == "one 1"


def test_nothing_is_written_where_python_writes_no_bytecode(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(folder) == "one 1"
    assert not kept(folder)


def test_a_folder_that_cannot_be_written_is_no_fault(folder):
    (folder / "__pycache__").write_text("a file stands in its place", encoding="utf-8")
    assert rendered(folder) == "one 1"
    assert rendered(folder) == "one 1"
    assert not kept(folder)


def test_the_prefix_of_bytecode_is_followed(folder, monkeypatch):
    monkeypatch.setattr(sys, "pycache_prefix", str(folder / "elsewhere"))
    assert rendered(folder) == "one 1"
    assert kept(folder)[0].is_relative_to(folder / "elsewhere")
    assert rendered(folder, compiling=False) == "one 1"
