"""The quarterly report as a page, and the pictures of an assessment as files."""

import re
import xml.etree.ElementTree as ET

import pytest

from journeymap.outputs.assessments import ASSESSMENTS, PICTURES
from journeymap.outputs.html.page import asset, compact, faces
from journeymap.outputs.quarterly import QUARTERLY
from tests.outputs.reports import HOSTILE, analysed, analysed_text, render
from tests.support import STORIES


@pytest.fixture(scope="module", params=[(name, code) for name in STORIES for code in ("en", "it")], ids="-".join)
def source(request):
    name, code = request.param
    return QUARTERLY.write(analysed(name), render(code))["quarterly.html"]


def test_it_asks_for_nothing_and_lets_only_its_own_style_in(source):
    assert re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', source) == []
    assert 'content="default-src &#39;none&#39;' in source
    assert " style=" not in source


def test_it_is_small_and_its_ids_are_unique(source):
    assert len(source.encode()) - len(faces()) < 100_000
    ids = re.findall(r' id="?([^"\s>]+)', source)
    assert ids
    assert len(ids) == len(set(ids))


def test_headings_do_not_skip_a_level_and_tables_have_captions(source):
    assert re.findall(r"<h(\d)", source) == ["1", *"2" * 7]
    assert len(re.findall("<table", source)) == len(re.findall("<caption", source)) > 3


@pytest.mark.parametrize("name", STORIES)
def test_it_names_contradictions_and_expired_evidence(name):
    source, latest = QUARTERLY.write(analysed(name), render())["quarterly.html"], analysed(name).judged.latest
    assert latest.open_conflicts
    assert latest.expired
    for conflict in latest.open_conflicts:
        assert conflict.criterion in source
    for item in latest.expired:
        assert item in source


def test_without_assessment_and_plan_there_is_none():
    assert QUARTERLY.write(analysed("minimal"), render()) == {}
    assert ASSESSMENTS.write(analysed("minimal"), render()) == {}


def test_what_users_wrote_is_escaped():
    text = (
        HOSTILE
        + "    initiatives: {'x': {title: '<script>z</script>', duration: 2 weeks, changes: [{set: {a.emotion: 1}}]}}\n"
    )
    source = QUARTERLY.write(analysed_text(text), render())["quarterly.html"]
    assert source.count("<script>") == 1
    assert "<img" not in source


@pytest.mark.parametrize("name", STORIES)
def test_every_picture_of_an_assessment_is_a_drawing_of_its_own(name):
    files = ASSESSMENTS.write(analysed(name), render("it"))
    assert set(files) == {f"maturity/{picture}.svg" for picture in PICTURES}
    for file, text in files.items():
        root = ET.fromstring(text)
        assert root[1].text, file
        assert all(part.startswith("maturity-") for part in re.findall(r' id="([^"]*)"', text))


def test_a_style_sheet_loses_no_rule_when_it_is_made_compact():
    """The same selectors and declarations, spaces aside, and colours in three digits where they say as much."""
    for name in ("style.css", "quarterly.css"):
        whole = re.sub(r"/\*.*?\*/", "", asset(name), flags=re.DOTALL)
        whole = re.sub(r"#(\w)\1(\w)\2(\w)\3\b", r"#\1\2\3", whole)
        bare = [re.sub(r"\s+|;(?=\s*\})", "", text) for text in (whole, compact(name))]
        assert bare[0] == bare[1]
        assert len(compact(name)) < len(asset(name))
    assert "/*" not in compact("style.css")
