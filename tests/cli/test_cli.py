"""The command line: what it prints, how it exits, what it imports."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from journeymap import cli
from journeymap.cli import group
from tests.support import ROOT, STORIES

STORY = str(ROOT / "journeys" / "home-move")


class AsWritten(yaml.SafeLoader):
    """Reads days as the text they are."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as in the class it changes
        first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments), standalone_mode=False)


def whole_process(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "journeymap", *arguments], capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1", **environment},
    )  # fmt: skip


def test_help_names_every_command_in_the_order_of_the_work() -> None:
    """All twelve verbs of the product."""
    output = run("--help").output
    places = [output.index(f"\n  {name} ") for name in cli.ORDER]
    assert places == sorted(places)
    assert len(cli.ORDER) == 12


def test_help_imports_nothing_heavy() -> None:
    """A budget on modules, not on a clock: help must not load what a command needs."""
    code = "import sys; from journeymap.cli import group\ntry: group(['--help'])\nexcept SystemExit: pass\n"
    code += "print(sorted(m for m in sys.modules if m.split('.')[0] in {'yaml','pydantic','networkx','numpy','scipy','jinja2','babel'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip().endswith("[]")


@pytest.mark.parametrize("words", [("check", STORY), ("map", STORY, "-o", "map.svg"), ("score", STORY)])
def test_what_draws_and_checks_imports_no_solver(words: tuple[str, ...], tmp_path: Path) -> None:
    """SciPy, networkx and OR-Tools are for large journeys and for plans; a check draws nothing either.

    Nor is anything imported that NumPy and Babel load late by themselves.
    """
    code = "import sys; from journeymap.cli import group\ntry: group(sys.argv[1:])\nexcept SystemExit: pass\n"
    code += "print(*sys.modules, sep='\\n')"
    given = [str(tmp_path / word) if word.endswith(".svg") else str(word) for word in words]
    done = subprocess.run([sys.executable, "-c", code, *given], capture_output=True, text=True, check=True, cwd=ROOT)
    found = set(done.stdout.splitlines())
    assert "journeymap.scores.journey" in found
    assert not found & {"scipy", "networkx", "ortools", "pandas", "journeymap.roadmap.plan"}
    assert not found & {"numpy.ma", "babel.messages.pofile"}
    assert words[0] == "map" or not any(name.startswith("journeymap.charts") for name in found)


def test_a_page_imports_no_chart_that_few_pages_have() -> None:
    """The charts of portfolios, large journeys and several assessments come when a report has them."""
    code = "import sys, journeymap.outputs.html\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    found = set(done.stdout.splitlines())
    assert "journeymap.views.report" in found
    assert not found & {f"journeymap.charts.{name}" for name in ("dot_plot", "flow_graph", "trend_lines")}
    assert not found & {"ortools", "pandas", "journeymap.views.flow_graph"}


def test_check_prints_findings_with_file_and_line() -> None:
    """Each line is clickable and names its rule; a critical finding makes the status 1."""
    done = run("check", STORY)
    assert done.return_value == 1
    assert "journeys/home-move/journey.yaml:" in done.output
    assert "[offices-apart]" in done.output


def test_fail_on_decides_the_exit_status() -> None:
    """`never` is 0 whatever is found."""
    assert run("check", STORY, "--fail-on", "never").return_value == 0
    assert run("check", STORY, "--fail-on", "note").return_value == 1


@pytest.mark.parametrize("story", STORIES)
def test_check_json_keeps_its_keys(story: str) -> None:
    """The machine form is stable: problems and findings with rule, severity, file, line, column, message."""
    found = json.loads(run("check", str(ROOT / "journeys" / story), "--format", "json").output)
    assert set(found) == {"problems", "findings"}
    assert found["problems"] == []
    for finding in found["findings"]:
        assert {"rule", "severity", "file", "line", "column", "message"} <= set(finding)
        assert finding["line"] >= 1
        assert (ROOT / finding["file"]).exists() or Path(finding["file"]).exists()


def test_invalid_input_is_printed_with_its_line_and_exits_with_2(tmp_path: Path) -> None:
    """Problems go to standard error, standard output stays clean."""
    (tmp_path / "w.yaml").write_text("journeys:\n  j:\n    stages:\n      s:\n        a: {chanel: web}\n")
    done = whole_process("check", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "error[unknown-key]: 'chanel'" in done.stderr
    assert "5 |         a: {chanel: web}" in done.stderr
    assert "the nearest is 'channel'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [["check", "/nowhere/at-all"], ["explain", "no-such-thing-at-all", STORY], ["map", STORY, "--journey", "x"],
                  ["map", STORY, "-o", "map.bmp"], ["chekc"], ["check", "--formt", "json"], ["score", STORY, "--journey", "x"]],
)  # fmt: skip
def test_mistakes_of_usage_exit_with_2_and_no_traceback(arguments: list[str]) -> None:
    """A wrong name, path or option is answered in a sentence."""
    done = whole_process(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_init_writes_a_workspace_that_checks_and_is_not_overwritten(tmp_path: Path) -> None:
    """The starter names its schema, is valid, and a second init refuses."""
    folder = tmp_path / "new"
    assert run("init", str(folder)).exception is None
    assert (
        (folder / "journey.yaml")
        .read_text()
        .startswith("# yaml-language-server: $schema=.journeymap/journeymap.schema.json")
    )
    assert (folder / ".journeymap" / "journeymap.schema.json").exists()
    assert run("check", str(folder), "--fail-on", "never").return_value == 0
    again = run("init", str(folder))
    assert again.exception is not None
    assert "already has" in str(again.exception)


def test_build_writes_report_analysis_and_maps(tmp_path: Path) -> None:
    """The promised files, and analysis.json fits its schema."""
    assert run("build", STORY, "-o", str(tmp_path)).exception is None
    files = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert {"report.html", "analysis.json", "analysis.schema.json"} <= files
    assert {f"maps/home-move-{view}.svg" for view in ("current", "target", "difference", "flow")} <= files
    record = json.loads((tmp_path / "analysis.json").read_text("utf-8"))
    record.pop("$schema")
    jsonschema.Draft202012Validator(json.loads((tmp_path / "analysis.schema.json").read_text())).validate(record)


def test_a_failed_build_leaves_what_was_there(tmp_path: Path) -> None:
    """Invalid input writes nothing."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.html").write_text("old")
    (tmp_path / "w.yaml").write_text("journeys: {j: {}}\n")
    assert run("build", str(tmp_path / "w.yaml"), "-o", str(out)).exception is not None
    assert [path.name for path in out.iterdir()] == ["report.html"]
    assert (out / "report.html").read_text() == "old"


def test_same_input_gives_the_same_bytes_in_two_processes(tmp_path: Path) -> None:
    """Different hash seeds, equal files."""
    for seed in ("1", "2"):
        done = whole_process("build", STORY, "-o", str(tmp_path / seed), PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
    first = {p.relative_to(tmp_path / "1"): p.read_bytes() for p in sorted((tmp_path / "1").rglob("*")) if p.is_file()}
    second = {p.relative_to(tmp_path / "2"): p.read_bytes() for p in sorted((tmp_path / "2").rglob("*")) if p.is_file()}
    assert first == second


def test_map_writes_svg_and_png(tmp_path: Path) -> None:
    """The ending decides the format."""
    for view in ("current", "target", "difference", "flow"):
        assert run("map", STORY, "--view", view, "-o", str(tmp_path / f"{view}.svg")).exception is None
        assert (tmp_path / f"{view}.svg").read_text("utf-8").startswith("<svg")
    assert run("map", STORY, "-o", str(tmp_path / "m.png")).exception is None
    assert (tmp_path / "m.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_diff_prints_changes_that_lead_to_the_target() -> None:
    """The text is YAML ready for a target; status 1 says there is a difference."""
    done = run("diff", STORY)
    assert done.return_value == 1
    assert "changes:" in done.output
    assert run("diff", STORY, STORY).return_value == 0


@pytest.mark.parametrize("name", ["no-recovery", "ces", "P16"])
def test_explain_prints_the_manual_without_a_workspace(name: str, tmp_path: Path) -> None:
    """Rules, metrics and probes are explained anywhere."""
    done = run("explain", name, str(tmp_path))
    assert done.exception is None
    assert len(done.output) > 150


@pytest.mark.parametrize("name", ["home-move", "call-outage", "home-move.book", "COM-2", "one-order-record"])
def test_explain_says_how_a_number_came_about(name: str) -> None:
    """Journeys, touchpoints, practices and initiatives of a workspace."""
    done = run("explain", name, STORY)
    assert done.exception is None
    assert len(done.output.splitlines()) >= 2


@pytest.mark.parametrize("command", ["score", "assess", "plan"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_the_stages_print_text_and_json(command: str, form: str) -> None:
    """Each stage alone, for people and for machines."""
    done = run(command, STORY, "--format", form)
    assert done.exception is None, done.exception
    if form == "json":
        assert json.loads(done.output)
    else:
        assert len(done.output.splitlines()) > 5


def test_the_schema_accepts_the_stories_and_refuses_a_typo() -> None:
    """The draft-07 schema that editors use agrees with the loader on the examples.

    PyYAML reads the days that name recorded plans as dates; an editor sees the text they are in the file.
    """
    schema: Any = json.loads(run("schema").output)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    validator = jsonschema.Draft7Validator(schema)
    for path in sorted((ROOT / "journeys").rglob("*.yaml")):
        data = yaml.load(path.read_text("utf-8"), Loader=AsWritten)
        errors = [
            f"{path.name}: {'/'.join(map(str, e.absolute_path))}: {e.message[:200]}"
            for e in validator.iter_errors(data)
        ]
        assert errors == []
    assert list(validator.iter_errors({"journeys": {"j": {"stages": {}, "titel": "x"}}}))


def test_the_shell_completes_commands() -> None:
    """`journeymap che<TAB>` offers check."""
    script = Path(sys.executable).with_name("journeymap")
    environment = {
        **os.environ,
        "_JOURNEYMAP_COMPLETE": "bash_complete",
        "COMP_WORDS": "journeymap che",
        "COMP_CWORD": "1",
    }
    done = subprocess.run([script], capture_output=True, text=True, check=False, env=environment)
    assert done.stdout.strip() == "plain,check"
