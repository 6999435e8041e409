"""The forms of check on the command line, and the exit statuses on which other programs rely."""

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from journeymap import cli
from journeymap.cli import group

QUIET = "journeys: {j: {stages: {s: {a: {title: 'Größe, 100%', channel: web, owner: desk, ends: completed}}}}}\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments), standalone_mode=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "w.yaml").write_text(QUIET, "utf-8")
    return tmp_path


def test_a_file_is_written_whole_and_named(folder: Path) -> None:
    """With -o the answer goes to the file and its name is printed; a CSV file begins with a byte order mark."""
    for form in ("sarif", "csv"):
        target = folder / f"out.{form}"
        done = run("check", str(folder), "--format", form, "-o", str(target))
        assert (done.output, done.return_value) == (f"{target}\n", 0)
    assert json.loads((folder / "out.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert (folder / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert run("check", str(folder), "--format", "csv").output.startswith('"number"')


def test_an_unknown_form_is_refused_with_those_there_are() -> None:
    """The message lists the register."""
    done = run("check", "--format", "xml")
    assert isinstance(done.exception, click.BadParameter)
    for name in ("csv", "github", "json", "sarif", "text"):
        assert name in str(done.exception)


@pytest.mark.parametrize("form", ["json", "sarif", "github", "csv"])
def test_invalid_input_is_2_and_told_in_the_form(folder: Path, form: str) -> None:
    """Standard output holds the form alone."""
    (folder / "w.yaml").write_text("journeys: {j: {stages: {s: {a: {chanel: web}}}}}\n", "utf-8")
    done = run("check", str(folder), "--format", form)
    assert done.return_value == 2
    assert "unknown-key" in done.output


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [(ValueError("oops"), 70, "this is a fault of journeymap"), (KeyboardInterrupt(), 130, "stopped"),
     (OSError(28, "No space left on device", "report.html"), 2, "No space left on device: report.html")],
)  # fmt: skip
def test_what_goes_wrong_inside_is_told_apart_from_findings(
    fault: BaseException, status: int, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault of ours is 70 and not 1, Ctrl-C is 130, a full disk 2."""

    def fail(_: Any) -> None:
        raise fault

    monkeypatch.setattr(group, "invoke", fail)
    monkeypatch.setattr("sys.argv", ["journeymap", "check"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == status
    assert words in capsys.readouterr().err


def test_figures_and_criteria_are_printed_as_csv(folder: Path) -> None:
    """`score` and `assess` give the tables of `build`; what has no table is refused."""
    lines = run("score", str(folder), "--format", "csv").output.splitlines()
    assert lines[0].startswith('"state","journey"')
    assert any('"touchpoint","s","a"' in line for line in lines)
    assert run("assess", str(folder), "--format", "csv").output.startswith('"assessment","date"')
    for arguments in (["score", "--set", "a.duration=1 min"], ["assess", "--probes"]):
        done = run(arguments[0], str(folder), *arguments[1:], "--format", "csv")
        assert isinstance(done.exception, click.UsageError)
