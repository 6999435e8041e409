"""``journeymap model``: check, list and show, of shipped models and of files."""

import json
from pathlib import Path
from textwrap import dedent

import jsonschema
import pytest
from click.testing import CliRunner

from journeymap import document
from journeymap.cli import group
from journeymap.errors import InvalidWorkspace, UnknownName
from journeymap.maturity.model import builtin_models, read_model
from journeymap.maturity.review import model_schema, model_sentences, review
from journeymap.source import Source
from tests.maturity.conftest import SMALL


def run(*arguments: str) -> str:
    result = CliRunner().invoke(group, arguments, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.output


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(dedent(SMALL), encoding="utf-8")
    return path


def test_the_shipped_model_is_valid_and_the_open_foundations_of_core_practices_are_warned_of():
    told = run("model", "check")
    assert "'COM-2' is core and stands on 'MAP-4', which the short assessment leaves out" in told
    assert "'TEC-3' is core and stands on 'MAP-4'" in told
    assert "5 phases, 29 practices (18 core), 232 criteria, 5 levels, 40 probes; valid, 2 warnings" in told
    lines = [line for line in told.split("\n") if "warning[core-open]" in line]
    text = Path("journeymap/maturity/models/dcx5.yaml").read_text("utf-8").split("\n")
    assert ["MAP-4" in text[int(line.split(":")[1]) - 1] for line in lines] == [True, True]


def test_a_model_of_another_shape_is_checked_from_a_file(own: Path):
    told = run("model", "check", str(own))
    assert "small 2: 3 phases, 3 practices (2 core), 10 criteria, 4 levels, 2 probes; valid, 0 warnings" in told


def test_a_mistake_in_a_file_is_told_with_line_and_column(own: Path):
    own.write_text(own.read_text("utf-8").replace("{SEE-1: 3}", "{SEE-2: 3}"), encoding="utf-8")
    with pytest.raises(InvalidWorkspace) as caught:
        run("model", "check", str(own))
    (problem,) = caught.value.problems
    assert problem.code == "unknown-practice"
    assert own.read_text("utf-8").split("\n")[problem.span.line - 1][problem.span.column - 1 :].startswith("SEE-2")
    told = json.loads(CliRunner().invoke(group, ["model", "check", str(own), "--format", "json"]).output)
    assert [problem["rule"] for problem in told["problems"]] == ["unknown-practice"]


def test_warnings_as_json_say_that_they_are_warnings():
    told = json.loads(run("model", "check", "--format", "json"))
    assert told["problems"] == []
    assert [(entry["rule"], entry["severity"]) for entry in told["warnings"]] == [("core-open", "warning")] * 2


def test_a_probe_that_is_not_installed_is_a_warning_at_its_line():
    source = Source("m.yaml", dedent(SMALL))
    model, _ = read_model(source)
    assert model is not None
    warnings = list(review(source, model, {"P18"}))
    assert [(w.code, source.line(w.span.line).strip().split(":")[0]) for w in warnings] == [("no-probe", "P07")]


def test_neither_a_model_nor_a_file_is_answered_with_what_there_is():
    with pytest.raises(UnknownName, match="shipped are dcx5"):
        run("model", "check", "dcx6")


def test_list_and_show_print_sizes_outline_and_a_practice_as_it_is_asked():
    assert "29 practices (18 core)" in run("model", "list")
    outline = run("model", "show")
    assert [f"{n} {phase}  " in outline for n, phase in enumerate(builtin_models()["dcx5"].phases, 1)] == [True] * 5
    card = run("model", "show", "dcx5", "COM-2")
    practice = builtin_models()["dcx5"].practices["COM-2"]
    assert practice.ask in card
    for text in (*practice.levels.values(), *practice.red_flags, practice.quick_action or ""):
        assert text in card
    for criterion in practice.criteria.values():
        assert f"{criterion.id}  {criterion.text} [{criterion.aspect}]" in card
    with pytest.raises(UnknownName, match="the nearest is 'COM-2'"):
        run("model", "show", "dcx5", "COM2")


def test_the_schema_is_published_and_the_files_keys_are_the_ids():
    told = json.loads(run("schema", "--of", "model"))
    assert told == model_schema()
    assert "id" not in told["definitions"]["Practice"]["properties"]
    assert set(told["required"]) == {"id", "version", "title", "levels", "phases"}


@pytest.mark.parametrize("text", [None, SMALL])
def test_models_obey_the_published_schema(text):
    content = dedent(text) if text else Path("journeymap/maturity/models/dcx5.yaml").read_text("utf-8")
    node, _ = document.read(Source("m.yaml", content))
    assert node is not None
    data = json.loads(json.dumps(document.plain(node), default=str))
    jsonschema.Draft7Validator(model_schema()).validate(data)


def test_every_text_of_the_model_is_listed_for_translation():
    """Titles, levels, criteria, evidence, questions, red flags, quick actions, roles."""
    model = builtin_models()["dcx5"]
    listed = set(model_sentences(model))
    for practice in model.practices.values():
        assert {practice.title, practice.intent, practice.ask, practice.quick_action} <= listed
        assert {*practice.levels.values(), *practice.red_flags, *practice.roles} <= listed
        for criterion in practice.criteria.values():
            assert {criterion.text, *criterion.evidence} <= listed
