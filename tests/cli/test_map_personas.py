"""``journeymap map`` for groups of customers."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from journeymap.cli import group
from journeymap.errors import UnknownName
from tests.support import ROOT

STORY = str(ROOT / "journeys" / "software-subscription")


def run(*arguments):
    return CliRunner().invoke(group, ["map", STORY, *arguments])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--persona", "creator"], "33% of the customers"),
        (["--personas", "creator,student"], "All customers"),
        (["--personas", "all", "--view", "target"], "Retired photographer"),
        (["--persona", "creator", "--view", "flow"], "80% of customers complete"),
    ],
)
def test_groups_are_drawn(tmp_path: Path, arguments, words):
    file = tmp_path / "map.svg"
    result = run(*arguments, "-o", str(file))
    assert result.exception is None
    assert words in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--persona", "nobody"], "there are: careful-hobbyist, retired-photographer, creator, student"),
        (["--personas", "creator,nobody"], "'nobody' is not a group"),
        (["--persona", "creator", "--personas", "all"], "either --persona or --personas"),
        (["--persona", "creator", "--view", "difference"], "drawn of all customers"),
        (["--personas", "all", "--view", "flow"], "or of one --persona"),
    ],
)
def test_a_group_that_cannot_be_drawn_is_told(arguments, words):
    result = run(*arguments)
    assert isinstance(result.exception, UnknownName)
    assert words in str(result.exception)
