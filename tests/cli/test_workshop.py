"""The two ends of a workshop on the command line: forms out, answers in, nothing half-written."""

import datetime as dt
import json
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from journeymap.cli import group
from journeymap.errors import InvalidWorkspace, UnknownName
from journeymap.maturity.model import builtin_models
from tests.maturity.replies import reply, reply_yaml
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


@pytest.fixture
def shop(answers):
    """A workspace whose assessment was settled, and a late file of answers."""
    Path("shop/answers").mkdir(parents=True)
    Path("shop/journey.yaml").write_text(SHOP, "utf-8")
    run("--collect", "shop", "a.yaml", "b.xlsx", "-o", "shop/assessment.yaml")
    file = Path("shop/assessment.yaml")
    text = file.read_text("utf-8").replace("    # agreed:", "    agreed:")
    text = text.replace("    #   COM-1.2b: {value: , reason: , decided_by: ,",
                        "      COM-1.2b: {value: partly, reason: half, decided_by: sponsor,")  # fmt: skip
    file.write_text(text + "    targets: {COM-1: 3}\n    # ask again in May\n", "utf-8")
    late = reply("it-1", "IT", {"COM-1.2b": "not_met", "COM-1.3a": "met"}, model="dcx5", version=VERSION, date="2026-10-06",
                 evidence=[{"criteria": "COM-1.3a", "strength": "C"}])  # fmt: skip
    Path("late.yaml").write_text(reply_yaml(late), "utf-8")
    return file


SHOP = "journeys: {j: {stages: {s: {a: {channel: web, ends: completed}}}}}"


def test_a_latecomer_is_previewed_without_output_and_merged_into_the_file_of_the_assessment(shop):
    before = shop.read_text("utf-8")
    output = run("--collect", "shop", "late.yaml")
    assert "added to the assessment 'q4-2026'" in output
    assert "nothing is written" in output
    assert shop.read_text("utf-8") == before
    output = run("--collect", "shop", "late.yaml", "-o", "shop/assessment.yaml")
    assert "! COM-1.2b: settled as partly; it-1 answers not met" in output
    assert Path("shop/assessment.yaml.before").read_text("utf-8") == before
    record = yaml.safe_load(shop.read_text("utf-8"))["assessments"]["q4-2026"]
    old = yaml.safe_load(before)["assessments"]["q4-2026"]
    assert list(record["respondents"]) == ["service-1", "sales-1", "it-1"]
    assert set(record["evidence"]) == {"service-1-1", "it-1-1"}
    for key in ("agreed", "targets", "date"):
        assert json.loads(json.dumps(record[key], default=str)) == json.loads(json.dumps(old[key], default=str))
    assert "q4-2026" in run("shop")


def test_files_that_are_in_the_assessment_already_may_be_named_again(shop):
    output = run("--collect", "shop", "a.yaml", "b.xlsx", "late.yaml")
    assert "already in the assessment: service-1, sales-1" in output
    assert "respondents: 3" in output


def test_a_merged_assessment_is_not_written_over_a_file_that_holds_more(shop):
    shop.write_text(SHOP + "\n" + shop.read_text("utf-8"), "utf-8")
    Path("shop/journey.yaml").unlink()
    with pytest.raises(UnknownName, match="holds more than this assessment"):
        run("--collect", "shop", "late.yaml", "-o", "shop/assessment.yaml")
    assert "shop/assessment.yaml" in run("--collect", "shop", "late.yaml", "-o", "new.yaml")
    assert len(yaml.safe_load(Path("new.yaml").read_text("utf-8"))["assessments"]["q4-2026"]["respondents"]) == 3


def test_the_model_of_the_answers_can_be_said_and_is_held_to(answers):
    assert "respondents: 1" in run("--collect", "a.yaml", "--model", "dcx5")
    with pytest.raises(UnknownName, match="'foo' is not a maturity model"):
        run("--collect", "a.yaml", "--model", "foo")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--collect", "a.yaml", "--core"), "--core goes with --form"),
        (("--collect", "a.yaml", "--role", "IT"), "--role goes with --form"),
        ((HOME, "--form", "--id", "x", "-o", "f.html"), "--id goes with --collect"),
        ((HOME, "--scope", "x"), "--scope goes with --form"),
    ],
)
def test_an_option_of_another_answer_is_refused(answers, words, expected):
    with pytest.raises(click.UsageError, match=expected):
        run(*words)


def test_a_file_in_which_nothing_is_answered_writes_nothing(answers):
    Path("c.yaml").write_text(reply_yaml(reply("c", model="dcx5", version=VERSION, date="2026-10-02")), "utf-8")
    with pytest.raises(InvalidWorkspace) as caught:
        run("--collect", "a.yaml", "c.yaml", "-o", "x.yaml")
    assert [(str(item.span), item.code) for item in caught.value.problems] == [("c.yaml:3:13", "nothing-answered")]


def test_a_scope_goes_from_the_form_into_the_assessment(answers):
    run(HOME, "--form", "--core", "--scope", "parcels sent back", "-o", "form.html")
    assert 'data-scope="parcels sent back"' in Path("form.html").read_text("utf-8")
    scoped = reply("c", "IT", {"COM-1.2a": "met"}, model="dcx5", version=VERSION, date="2026-10-02", scope="j")
    Path("c.yaml").write_text(reply_yaml(scoped), "utf-8")
    Path("w").mkdir()
    Path("w/journey.yaml").write_text(SHOP, "utf-8")
    run("--collect", "w", "c.yaml", "-o", "w/assessment.yaml")
    record = yaml.safe_load(Path("w/assessment.yaml").read_text("utf-8"))["assessments"]["q4-2026"]
    assert record["scope"] == {"journeys": ["j"]}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--collect",), "needs files of answers"),
        (("--collect", "a.yaml", "--id", "Q4 2026"), "cannot be an id"),
        (("--form", "-o", "form.pdf"), "its ending must be .html or .xlsx"),
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
