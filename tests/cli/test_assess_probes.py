"""``journeymap assess --probes`` and ``journeymap explain`` of a probe."""

import json

import pytest
from click.testing import CliRunner, Result

from journeymap.cli import group
from journeymap.maturity.probes import discover_probes
from tests.support import ROOT, STORIES


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments), standalone_mode=False, catch_exceptions=False)


@pytest.mark.parametrize("name", STORIES)
def test_the_table_shows_every_probe_and_ends_with_how_far_they_reach(name):
    lines = run("assess", str(ROOT / "journeys" / name), "--probes", "--lang", "en").output.splitlines()
    assert {line[:3] for line in lines[2:-3]} == set(discover_probes())
    assert lines[-2].startswith("decided by probes: ")
    assert lines[-2].endswith(" of 68 criteria with this workspace's data")


@pytest.mark.parametrize("name", STORIES)
def test_the_stories_let_probes_decide_more_than_half_of_what_they_may(name):
    found = json.loads(run("assess", str(ROOT / "journeys" / name), "--probes", "--format", "json").output)
    assert (found["decidable"], found["supportable"], found["asked"]) == (68, 102, 62)
    assert found["decidable"] / 2 < found["decided"] <= found["decidable"]
    held = next(row for row in found["probes"] if (row["probe"], row["check"]) == ("P11", "held"))
    assert held["low"] < held["value"] < held["high"] < held["threshold"]
    assert held["outcome"] == "false"
    assert held["criteria"] == ["COM-6.4b"]


def test_a_workspace_without_an_assessment_is_probed_too():
    found = json.loads(run("assess", str(ROOT / "journeys" / "minimal"), "--probes", "--format", "json").output)
    assert 0 < found["decided"] < 68


@pytest.mark.parametrize("name", ["P11", "P12", "P39"])
def test_the_manual_of_a_probe_has_formula_threshold_and_what_its_outcomes_mean(name):
    text = run("explain", name, "--lang", "en").output
    assert all(word in text for word in ("Formula", "Threshold", "Outcomes", "Not available"))
