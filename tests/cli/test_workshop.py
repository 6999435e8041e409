"""The two ends of a workshop on the command line: forms out, answers in, nothing half-written."""

import datetime as dt
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from journeymap.cli import group
from journeymap.errors import InvalidWorkspace, UnknownName
from journeymap.maturity.model import builtin_models
from journeymap.maturity.reply import reply_yaml
from tests.maturity.replies import reply
from tests.outputs.test_workbook import filled
from tests.support import ROOT

VERSION = builtin_models()["dcx5"].version
HOME = str(ROOT / "journeys" / "home-move")


def run(*words):
    done = CliRunner().invoke(group, ["assess", *map(str, words)], standalone_mode=False)
    if done.exception is not None:
        raise done.exception
    return done.output


@pytest.fixture
def answers(tmp_path, monkeypatch):
    """Two files of answers in the current folder: one YAML, one workbook."""
    monkeypatch.chdir(tmp_path)
    one = reply("service-1", "Service", {"COM-1.2a": {"value": "met", "note": "=1+1"}, "COM-1.2b": "not_met"},
                model="dcx5", version=VERSION, date="2026-10-02",
                evidence=[{"criteria": "COM-1.2a", "strength": "A", "kind": "report"}])  # fmt: skip
    two = reply(
        "sales-1", "Sales", {"COM-1.2a": "met", "COM-1.2b": "met"}, model="dcx5", version=VERSION, date="2026-10-05"
    )
    run(HOME, "--form", "--lang", "it", "-o", "blank.xlsx")
    Path("a.yaml").write_text(reply_yaml(one), "utf-8")
    Path("b.xlsx").write_bytes(filled(Path("blank.xlsx").read_bytes(), two))
    Path("blank.xlsx").unlink()
    return one, two


def test_files_of_both_kinds_become_one_assessment_without_a_workspace(answers):
    output = run("--collect", "a.yaml", "b.xlsx", "-o", "assessment.yaml")
    assert "criteria to settle: 1" in output
    record = yaml.safe_load(Path("assessment.yaml").read_text("utf-8"))["assessments"]["q4-2026"]
    assert record["date"] == "2026-10-05"
    assert record["respondents"]["service-1"]["answers"] == {
        "COM-1.2a": {"value": "met", "note": "=1+1"},
        "COM-1.2b": "not_met",
    }
    assert record["respondents"]["sales-1"]["answers"] == {"COM-1.2a": "met", "COM-1.2b": "met"}
    assert record["evidence"]["service-1-1"]["kind"] == "report"
    assert "agreed" not in record


def test_name_and_day_can_be_given(answers):
    run("--collect", "a.yaml", "--id", "first", "--date", "2026-11-30", "-o", "x.yaml")
    record = yaml.safe_load(Path("x.yaml").read_text("utf-8"))["assessments"]["first"]
    assert dt.date.fromisoformat(record["date"]) == dt.date(2026, 11, 30)


def test_without_output_nothing_is_written(answers):
    before = sorted(Path().iterdir())
    assert "nothing is written" in run("--collect", "a.yaml", "b.xlsx")
    assert sorted(Path().iterdir()) == before


def test_a_mistake_in_one_file_writes_nothing_and_all_files_are_told(answers):
    Path("c.yaml").write_text(Path("a.yaml").read_text("utf-8").replace('"met"', '"yes"'), "utf-8")
    Path("d.xlsx").write_bytes(b"PK")
    Path("e.txt").write_text("x", "utf-8")
    with pytest.raises(InvalidWorkspace) as caught:
        run("--collect", "a.yaml", "b.xlsx", "c.yaml", "d.xlsx", "e.txt", "gone.xlsx", "-o", "assessment.yaml")
    assert {problem.span.file for problem in caught.value.problems} == {"c.yaml", "d.xlsx", "e.txt", "gone.xlsx"}
    assert not Path("assessment.yaml").exists()


def test_the_same_respondent_twice_is_refused(answers):
    Path("c.yaml").write_bytes(Path("a.yaml").read_bytes())
    with pytest.raises(InvalidWorkspace) as caught:
        run("--collect", "a.yaml", "c.yaml", "-o", "assessment.yaml")
    assert [problem.code for problem in caught.value.problems] == ["duplicate-respondent"]


def test_what_was_settled_is_never_written_over(answers):
    Path("assessment.yaml").write_text("# settled by hand", "utf-8")
    with pytest.raises(UnknownName, match="may hold what was settled"):
        run("--collect", "a.yaml", "-o", "assessment.yaml")
    assert Path("assessment.yaml").read_text("utf-8") == "# settled by hand"


def test_an_assessment_the_workspace_has_is_not_made_again(answers):
    with pytest.raises(UnknownName, match="already has an assessment"):
        run("--collect", HOME, "a.yaml", "--id", "q2-2018", "-o", "x.yaml")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--collect",), "needs files of answers"),
        (("--collect", "a.yaml", "--id", "Q4 2026"), "cannot be an id"),
        (("--form", "-o", "form.pdf"), "use .html or .xlsx"),
        (("--form", "--model", "none"), "is not a maturity model"),
    ],
)
def test_wrong_words_on_the_command_line_are_answered(answers, words, expected):
    Path("b.xlsx").unlink()
    files = words if "--collect" in words else (HOME, *words)
    with pytest.raises(UnknownName, match=expected):
        run(*files)


def test_the_answers_kept_in_a_workspace_are_no_part_of_it(answers):
    Path("shop/answers").mkdir(parents=True)
    Path("shop/journey.yaml").write_text("journeys: {j: {stages: {s: {a: {channel: web, ends: completed}}}}}", "utf-8")
    Path("a.yaml").rename("shop/answers/a.yaml")
    run("--collect", "shop", "shop/answers/a.yaml", "-o", "shop/assessment.yaml")
    assert "q4-2026" in run("shop")
