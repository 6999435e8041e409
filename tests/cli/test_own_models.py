"""A maturity model in the folder `models` of a workspace is one of its models: checked, asked, answered, tailored."""

import json
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner

from journeymap.cli import _files, group
from journeymap.errors import InvalidWorkspace
from tests.maturity.conftest import SMALL

WORKSPACE = """\
project: {today: 2026-05-30}
journeys: {j: {stages: {s: {a: {channel: phone, ends: completed}}}}}
assessments: {q: {model: small, model_version: "2", date: 2026-05-01, agreed: {SEE-1.2a: met, SEE-1.3a: met}}}
"""


def run(*words: object) -> str:
    result = CliRunner().invoke(group, list(map(str, words)), standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.output


def refused(*words: object) -> list[tuple[str, str, int]]:
    """Return the problems of a command by code, file and line."""
    with pytest.raises(InvalidWorkspace) as caught:
        run(*words)
    assert {problem.span.file for problem in caught.value.problems} <= set(caught.value.sources)
    return [(problem.code, Path(problem.span.file).name, problem.span.line) for problem in caught.value.problems]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "shop"
    (folder / "models").mkdir(parents=True)
    (folder / "w.yaml").write_text(WORKSPACE, "utf-8")
    (folder / "models" / "small.yaml").write_text(dedent(SMALL), "utf-8")
    return folder


def test_an_assessment_of_an_own_model_is_checked_assessed_explained_and_reported(shop: Path):
    run("check", shop, "--fail-on", "never")
    assert "Look" in run("assess", shop)
    assert "'Look' is at level 3 of 4" in run("explain", "SEE-1", shop)
    run("report", shop, "-o", "report.html")
    assert "A model of another shape" in Path("report.html").read_text("utf-8")


def test_a_form_asks_an_own_model_also_before_there_is_a_workspace(shop: Path):
    run("assess", shop, "--form", "--model", "small", "-o", "form.html")
    assert "We look often" in Path("form.html").read_text("utf-8")
    (shop / "w.yaml").unlink()
    run("assess", shop, "--form", "--model", "small", "-o", "again.html")
    assert "We look often" in Path("again.html").read_text("utf-8")


def test_an_own_model_can_be_tailored(shop: Path):
    change = 'models: {small: {practices: {SEE-1: {criteria: {SEE-1.4b: {off: true, reason: "once is enough"}}}}}}\n'
    (shop / "w.yaml").write_text(WORKSPACE + change, "utf-8")
    assert "SEE-1.4b is not asked here: once is enough" in run("assess", shop)


def test_several_own_models_stand_beside_the_shipped_one(shop: Path):
    other = dedent(SMALL).replace("id: small", "id: other")
    (shop / "models" / "other.yml").write_text(other, "utf-8")
    assert {"dcx5", "small", "other"} <= set(_files.tools(shop).models)


def test_mistakes_of_an_own_model_and_of_the_workspace_are_told_together_and_once(shop: Path):
    """The model is told at its file, as `model check` does; that an assessment names it is no second mistake."""
    model = shop / "models" / "small.yaml"
    model.write_text(dedent(SMALL).replace("{SEE-1: 3}", "{SEE-2: 3}"), "utf-8")
    (shop / "w.yaml").write_text(WORKSPACE.replace("phone", "fone"), "utf-8")
    line = next(n for n, text in enumerate(model.read_text("utf-8").split("\n"), 1) if "SEE-2" in text)
    expected = [("unknown-practice", "small.yaml", line), ("unknown-channel", "w.yaml", 2)]
    assert refused("check", shop) == expected
    assert refused("assess", shop, "--form", "--model", "small", "-o", "form.html") == expected
    done = CliRunner().invoke(group, ["check", str(shop), "--format", "json"], standalone_mode=False)
    assert [entry["rule"] for entry in json.loads(done.output)["problems"]] == [code for code, *_ in expected]


@pytest.mark.parametrize("id_", ["dcx5", "small"])
def test_an_own_model_takes_no_id_that_is_taken(shop: Path, id_: str):
    (shop / "models" / "taken.yaml").write_text(dedent(SMALL).replace("id: small", f"id: {id_}"), "utf-8")
    assert refused("check", shop) == [("duplicate-id", "taken.yaml", 2)]


def test_a_change_in_an_own_model_changes_the_digest_of_the_workspace(shop: Path):
    before = _files.open_workspace(shop).digest
    (shop / "models" / "small.yaml").write_text(dedent(SMALL).replace("We look", "We see"), "utf-8")
    assert _files.open_workspace(shop).digest != before


def test_only_the_folder_at_the_top_holds_models(shop: Path):
    (shop / "more" / "models").mkdir(parents=True)
    (shop / "more" / "models" / "people.yaml").write_text("personas: {p: {title: P}}\n", "utf-8")
    assert set(_files.open_workspace(shop).content.personas) == {"p"}
