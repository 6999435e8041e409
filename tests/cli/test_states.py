"""`--state` means the same in every command: today, what is wanted, or the end of a planned quarter."""

import json

import pytest
from click.testing import CliRunner

from journeymap.cli import group

WORKSPACE = """
project: {today: 2024-01-05, currency: EUR}
journeys:
  shop:
    stages:
      buy:
        find: {channel: web, duration: 20 min, next: {pay: 50%}, ends: {abandoned: 50%}}
        pay: {channel: phone, duration: 10 min, ends: completed}
targets:
  easy: {of: shop, changes: [{set: {find.duration: 5 min, pay.duration: 2 min}}]}
initiatives:
  first: {duration: 8 weeks, changes: [{set: {find.duration: 5 min}}]}
  second: {duration: 8 weeks, after: first, changes: [{set: {pay.duration: 2 min}}]}
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shop")
    (folder / "w.yaml").write_text(WORKSPACE)

    def call(command, *arguments):
        return CliRunner().invoke(group, [command, str(folder), *arguments])

    return call


@pytest.mark.parametrize(
    ("state", "minutes"), [("current", 25), ("2024-Q1", 10), ("2024-Q2", 6), ("target:easy", 6), ("target", 6)]
)
def test_score_takes_the_times_of_the_state(run, state, minutes):
    # Everybody finds, half of them pay.
    answer = json.loads(run("score", "--state", state, "--format", "json").stdout)
    assert next(iter(answer.values()))["duration"]["value"] == minutes


def test_the_plan_foretells_the_scores_its_quarters_have(run):
    quarters = json.loads(run("plan", "--format", "json").stdout)["quarters"]
    assert list(quarters) == ["2024-Q1", "2024-Q2"]
    for name, quarter in quarters.items():
        scored = json.loads(run("score", "--state", name, "--format", "json").stdout)["shop"]
        assert quarter["score"]["shop"] == scored["score"]["value"]
        assert quarter["completion"]["shop"] == scored["completion"]


def test_diff_says_what_leads_from_one_state_to_another(run):
    assert "find.duration: 5 min" in run("diff", "--state", "2024-Q1").stdout
    between = run("diff", "--state", "2024-Q1", "--state", "2024-Q2").stdout
    assert "pay.duration: 2 min" in between
    assert "find.duration" not in between
    same = run("diff", "--state", "2024-Q2", "--state", "target:easy")
    assert "0 changes" in same.stdout


def test_check_judges_the_projected_journey(run):
    answer = json.loads(run("check", "--state", "2024-Q1", "--format", "json", "--fail-on", "never").stdout)
    assert {finding["state"] for finding in answer["findings"]} == {"projected"}


@pytest.mark.parametrize("command", ["score", "check", "diff"])
def test_a_state_there_is_not_names_the_nearest_and_those_there_are(run, command):
    error = str(run(command, "--state", "2024-Q9").exception)
    assert error == (
        "'2024-Q9' is not a state here; the nearest is '2024-Q2'; "
        "there are: current, target, target:easy, 2024-Q1, 2024-Q2"
    )


def test_a_plan_is_recorded_once(run, tmp_path):
    (tmp_path / "w.yaml").write_text(WORKSPACE)
    first = CliRunner().invoke(group, ["plan", str(tmp_path), "--record"])
    assert first.exit_code == 0, first.output
    written = (tmp_path / "plan-2024-01-05.yaml").read_text()
    assert "makespan: 16" in written
    again = CliRunner().invoke(group, ["plan", str(tmp_path), "--record"])
    assert "a recorded plan is not changed" in str(again.exception)
    assert (tmp_path / "plan-2024-01-05.yaml").read_text() == written
