"""``score --set`` and ``explain``: every figure answers for itself, in text and as JSON, at any width."""

import json
import re
import subprocess
import sys

import jsonschema
import pytest
from click.testing import CliRunner

from journeymap.cli import group
from journeymap.outputs.journey_records import JourneyRecord
from journeymap.scores.explain_figures import NAMES
from tests.support import ROOT, STORIES

JOURNEYS = {"home-move": "home-move", "software-subscription": "subscription"}


def run(*arguments, columns="120"):
    return CliRunner().invoke(group, list(arguments), standalone_mode=False, env={"COLUMNS": columns})


def place(name):
    return str(ROOT / "journeys" / name)


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("state", ["current", "target"])
def test_the_json_of_a_journey_fits_its_schema(name, state):
    found = json.loads(run("score", place(name), "--format", "json", "--state", state).output)
    for record in found.values():
        jsonschema.validate(record, JourneyRecord.model_json_schema())
        assert len(record["levers"]["score"]) == 10
        assert record["value_at_risk"]["value"] == pytest.approx(record["value_lost_per_year"])


@pytest.mark.parametrize("columns", ["80", "120"])
@pytest.mark.parametrize("name", STORIES)
def test_score_fits_the_terminal(name, columns):
    """No line is wider than the terminal, bar words that cannot be broken."""
    done = run("score", place(name), columns=columns)
    assert done.exception is None
    assert max(len(line) for line in done.output.splitlines()) <= int(columns)


def test_what_if_says_before_after_and_difference():
    """Fewer failed connections: completion rises, the value lost falls, the other ways are said to change."""
    done = run("score", place("home-move"), "--set", "moving-day.fails=5%", "--set", "book.duration=12 min")
    assert done.exception is None
    assert re.search(r"Completion +\d+% +\d+% +\+[\d.]+ points", done.output)
    assert re.search(r"Value lost in a year .* -US\$", done.output)
    assert "share 95% in proportion" in done.output
    assert "no file was touched" in done.output


def test_what_if_as_json_holds_both_states_and_the_differences():
    done = run("score", place("home-move"), "--format", "json", "--set", "home-move.call-outage.csat=60")
    found = json.loads(done.output)["home-move"]
    assert found["touchpoints"] == ["call-outage"]
    assert found["difference"]["completion"] == 0
    assert found["difference"]["score"] > 0
    for state in ("before", "after"):
        jsonschema.validate(found[state], JourneyRecord.model_json_schema())


def test_what_if_of_a_target_knows_its_touchpoints():
    done = run("score", place("home-move"), "--state", "target", "--set", "self-move.duration=3 min")
    assert done.exception is None
    assert "Move the line yourself" in done.output


def test_a_mistake_in_an_assignment_is_shown_under_the_word():
    done = subprocess.run(
        [sys.executable, "-m", "journeymap", "score", place("home-move"), "--set", "bok.ces=5", "--set", "book.ces=5 EUR"],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "--set:1:1: error[unknown-touchpoint]" in done.stderr
    assert "the nearest is 'book'" in done.stderr
    assert "1 | bok.ces=5" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("figure", NAMES)
def test_every_figure_is_explained(story, figure):
    """All that `score` prints has a name that `explain` answers, in every story."""
    done = run("explain", f"{JOURNEYS[story]}.{figure}", place(story))
    assert done.exception is None, done.exception
    assert done.output.strip()
    assert "{" not in done.output


@pytest.mark.parametrize(("name", "said"), [
    ("home-move", "What would improve it most, one step at a time: Value lost in a year"),
    ("book", "benchmark in the sector"),
    ("prepare", "one point more in the whole stage lifts the journey"),
    ("book.ces", "counts 112/208/244/190/131/88/41"),
    ("home-move.book.duration", "25 min"),
    ("book.fcr", "'fcr' is not measured at 'Call to book the move'"),
    ("home-move.value", "42,000 customers start it in a year (journeys/home-move/journey.yaml:"),
])  # fmt: skip
def test_explain_answers_by_name(name, said, monkeypatch):
    monkeypatch.chdir(ROOT)
    done = run("explain", name, place("home-move"), columns="2000")
    assert done.exception is None
    assert said in done.output


def test_explain_speaks_of_the_target_too():
    assert "Move the line yourself" in run("explain", "self-move", place("home-move"), "--state", "target").output


@pytest.mark.parametrize(("name", "said"), [
    ("move", "home-move"), ("bokk", "the nearest is 'book'"), ("zzzz", "journeys: home-move; touchpoints: look-up"),
])  # fmt: skip
def test_an_unknown_name_is_answered_with_those_there_are(name, said):
    assert said in str(run("explain", name, place("home-move")).exception)


@pytest.mark.parametrize(("name", "said"), [
    ("home-move.valu", "the nearest is 'home-move.value'"),
    ("book.asaa", "the nearest is 'book.asa'; measured at 'book': book.emotion"),
    ("home-move.book.xyz", "measured at 'book': book.emotion"),
])  # fmt: skip
def test_an_unknown_dotted_name_is_answered_with_dotted_names(name, said):
    """Figures of the journey, and the metrics that the touchpoint really has."""
    assert said in str(run("explain", name, place("home-move")).exception)


@pytest.mark.parametrize(("title", "same"), [
    ("call to BOOK the move", "book"), ("book.Speed of answer", "book.asa"), ("book.speed_of_answer", "book.asa"),
    ("We plan the move", "prepare"), ("Move house with TV and internet", "home-move"),
])  # fmt: skip
def test_titles_are_names_too(title, same):
    """In any case, and a metric by its title with or without underscores."""
    found = run("explain", title, place("home-move"))
    assert found.exception is None
    assert found.output == run("explain", same, place("home-move")).output


def test_a_touchpoint_shows_the_ids_of_its_metrics():
    assert "Speed of answer (`asa`)" in run("explain", "book", place("home-move")).output


def test_without_a_workspace_an_unknown_name_gets_one_line(tmp_path, monkeypatch):
    """Files that are no workspace are not taken apart unless they were named."""
    (tmp_path / "other.yaml").write_text("a: 1\nb: 2\n")
    monkeypatch.chdir(tmp_path)
    found = str(run("explain", "book.spd").exception)
    assert "no rule, metric or probe is called 'book.spd'" in found
    assert "journeymap explain book.spd WORKSPACE" in found
    assert run("explain", "book.spd", str(tmp_path)).exception.problems


def test_a_benchmark_has_a_verdict_with_the_interval_of_the_difference():
    """-14.6 against 12.0 without n: the difference's interval stays below 0."""
    assert re.search(r"clearly lower \(difference -26\.6, 95% interval -3\d\.\d to -2\d\.\d\)",
                     run("explain", "first-bill.nps", place("home-move"), columns="2000").output)  # fmt: skip
    assert "clearly lower" in run("score", place("home-move")).output


def test_what_if_shows_each_value_before_and_after():
    done = run("score", place("home-move"), "--set", "moving-day.fails=5%", "--set", "look-up.csat=80")
    assert re.search(r"moving-day\.fails +11% +5%", done.output)
    assert re.search(r"look-up\.csat +not measured +80", done.output)
    assert "a metric that is set moves no ways" in done.output
