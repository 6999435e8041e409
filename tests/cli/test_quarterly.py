"""The quarterly report, the pictures and the comparison on the command line."""

import json

import pytest
from click import UsageError
from click.testing import CliRunner

from journeymap.cli import group
from journeymap.errors import UnknownName
from tests.support import ROOT

HOME = str(ROOT / "journeys" / "home-move")
BARE = str(ROOT / "journeys" / "minimal")


def run(*words):
    done = CliRunner().invoke(group, [*map(str, words)], standalone_mode=False)
    if done.exception is not None:
        raise done.exception
    return done.output


def test_one_command_tells_the_quarter_and_writes_it(tmp_path):
    page = tmp_path / "q.html"
    text = run("quarterly", HOME, "-o", page)
    assert text.splitlines()[:2] == ["Quarterly report Q2 2018", "3 of 5 promises checked in Q2 2018 were kept"]
    assert text.rstrip().endswith(str(page))
    assert "3 of 5 promises checked in Q2 2018 were kept" in page.read_text("utf-8").replace("\xa0", " ")


def test_a_quarter_can_be_chosen():
    assert run("quarterly", HOME, "--quarter", "2019q1").startswith("Quarterly report Q1 2019\n")


def test_what_is_no_quarter_is_answered_with_the_expected_form():
    with pytest.raises(UnknownName, match="'2018-Q5' is not a quarter; write it as 2018-Q3"):
        run("quarterly", HOME, "--quarter", "2018-Q5")


def test_a_workspace_without_promises_has_a_report_that_says_so():
    assert "nothing was promised" in run("quarterly", BARE)


@pytest.mark.parametrize("picture", ["radar", "strip", "gaps", "trend", "network"])
def test_each_picture_is_written_as_svg_or_png(tmp_path, picture):
    for ending, first in (("svg", b"<svg"), ("png", b"\x89PNG")):
        file = tmp_path / f"{picture}.{ending}"
        assert run("assess", HOME, "--picture", picture, "--theme", "greyscale", "-o", file) == f"{file}\n"
        assert file.read_bytes().startswith(first)


def test_a_file_that_ends_like_a_picture_is_one(tmp_path):
    run("assess", HOME, "-o", tmp_path / "maturity.svg")
    assert "maturity-strip-title" in (tmp_path / "maturity.svg").read_text("utf-8")


def test_without_an_assessment_there_is_nothing_to_draw():
    with pytest.raises(UnknownName, match="nothing to draw"):
        run("assess", BARE, "--picture", "radar")


def test_two_assessments_are_compared_in_the_order_of_their_days():
    text = run("assess", HOME, "--compare", "q2-2018", "q4-2017")
    assert text.startswith("13 December 2017 against 27 June 2018\n")
    assert "MAP-3 Strengths, weaknesses and causes: level 1 before, 3 now" in text


def test_the_comparison_as_json_has_every_practice():
    found = json.loads(run("assess", HOME, "--compare", "q4-2017", "q2-2018", "--format", "json"))
    assert len(found["practices"]) == 29
    moved = next(item for item in found["practices"] if item["id"] == "MAP-3")
    assert moved["attained"] == [1, 3]


def test_an_assessment_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(UnknownName, match="'q9' is not an assessment here; there are: q4-2017, q2-2018"):
        run("assess", HOME, "--compare", "q9", "q2-2018")


def test_two_answers_at_once_are_refused():
    with pytest.raises(UsageError, match="--picture and --compare are answers of their own: one at a time"):
        run("assess", HOME, "--picture", "radar", "--compare", "q4-2017", "q2-2018")
