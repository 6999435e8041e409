"""``journeymap score --persona``: one group, or all beside each other."""

import json

import pytest
from click.testing import CliRunner

from journeymap.cli import group
from journeymap.errors import UnknownName
from tests.support import ROOT

STORY = str(ROOT / "journeys" / "software-subscription")


def run(*arguments):
    return CliRunner().invoke(group, ["score", STORY, *arguments])


def test_one_group_is_scored_over_its_own_ways():
    result = run("--persona", "creator")
    assert result.exception is None
    assert "A year with the photo software – Creator" in result.output
    assert "80%" in result.output


def test_all_groups_stand_beside_each_other_with_their_spread():
    result = run("--persona", "all")
    assert result.exception is None
    for words in ("Careful hobbyist", "Spread", "Where the channels suit a group badly"):
        assert words in result.output


def test_the_figures_are_there_for_a_machine():
    whole = json.loads(run("--format", "json").output)["subscription"]
    found = json.loads(run("--persona", "all", "--format", "json").output)["subscription"]
    groups = found["groups"]
    assert set(groups) == {"careful-hobbyist", "retired-photographer", "creator", "student"}
    assert groups["creator"]["completion"] > whole["completion"] > groups["careful-hobbyist"]["completion"]

    assert sum(entry["part"] for entry in groups.values()) == pytest.approx(1)
    assert sum(entry["value_at_risk"]["value"] for entry in groups.values()) == pytest.approx(
        whole["value_at_risk"]["value"]
    )
    assert {"channel_fit", "ratings", "value_at_risk_part"} <= set(groups["creator"])
    assert found["spreads"]["completion"]["best"] == "creator"


@pytest.mark.parametrize("width", [80, 120])
def test_the_tables_of_the_groups_fit_the_line(width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(len(line) for line in run("--persona", "all").output.splitlines()) <= width


def test_a_change_is_shown_for_one_group_and_for_all():
    """Whom does it help: the amounts of the groups add up to that of all customers."""
    one = run("--persona", "creator", "--set", "try.duration=5 min")
    assert one.exception is None
    assert "A year with the photo software – Creator" in one.output
    all_ = run("--persona", "all", "--set", "renewal.ends.churned=1%")
    assert all_.exception is None
    for words in ("Whom it helps", "All customers", "it costs 'Creator' most"):
        assert words in all_.output
    found = json.loads(run("--persona", "all", "--set", "renewal.ends.churned=1%", "--format", "json").output)
    entry = found["subscription"]
    assert sum(own["difference"]["value"] for own in entry["groups"].values()) == pytest.approx(
        entry["difference"]["value"]
    )


def test_a_group_can_be_explained():
    for arguments in (["creator"], ["subscription.value", "--persona", "creator"]):
        result = CliRunner().invoke(group, ["explain", arguments[0], STORY, *arguments[1:]])
        assert result.exception is None, arguments
        assert "customers" in result.output


def test_what_cannot_be_scored_is_told():
    result = run("--persona", "nobody")
    words = "there are: careful-hobbyist"
    assert isinstance(result.exception, UnknownName)
    assert words in str(result.exception)
