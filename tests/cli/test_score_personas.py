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
    groups = json.loads(run("--persona", "all", "--format", "json").output)["subscription"]
    assert set(groups) == {"careful-hobbyist", "retired-photographer", "creator", "student"}
    assert groups["creator"]["completion"] > whole["completion"] > groups["careful-hobbyist"]["completion"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--persona", "nobody"], "there are: careful-hobbyist"),
        (["--persona", "creator", "--set", "try.duration=5 min"], "either --set or --persona"),
    ],
)
def test_what_cannot_be_scored_is_told(arguments, words):
    result = run(*arguments)
    assert isinstance(result.exception, UnknownName)
    assert words in str(result.exception)
