"""The comparison as a page and as a section of the report."""

import json
import re

import pytest

from journeymap.outputs.comparison_records import comparison_records
from journeymap.outputs.html import report
from journeymap.outputs.html.comparison import comparison_page
from journeymap.outputs.html.page import faces
from journeymap.views.comparison import comparison
from tests.outputs.reports import HOSTILE, read, render
from tests.pairs import NEW, pair, planned


@pytest.fixture(scope="module", params=["en", "it"])
def source(request):
    return comparison_page(*pair(), render(request.param))


def test_it_asks_for_nothing_is_small_and_has_unique_ids(source):
    assert re.findall(r'(?:src|href)="?(?!"?#|"?data:)[^"\s>]*', source) == []
    assert "default-src &#39;none&#39;" in source
    assert len(source.encode()) - len(faces()) < 31_000
    ids = re.findall(r' id="?([^"\s>]+)', source)
    assert ids
    assert len(ids) == len(set(ids))


def test_headings_do_not_skip_a_level_and_tables_have_captions(source):
    assert re.findall(r"<h(\d)", source) == ["1", "2", "2"]
    assert len(re.findall("<table", source)) == 6
    assert len(re.findall("<caption|<table[^>]* aria-labelledby", source)) == 6


def test_numbers_and_days_are_those_of_the_language():
    text = read(comparison_page(*pair(), render("it"))).text.replace("\xa0", " ")
    assert "+20,0" in text
    assert "3 giugno 2024" in text


def test_it_is_the_same_byte_by_byte():
    assert comparison_page(*pair(), render()) == comparison_page(*map(planned, texts()), render())


def texts():
    from tests.pairs import OLD

    return OLD, NEW


def test_what_users_wrote_is_escaped():
    later = HOSTILE.replace("2026-01-31", "2027-01-31").replace(
        "completed: 70%, churned: 30%", "completed: 90%, churned: 10%"
    )
    plan = "    initiatives: {x: {title: '<script>z</script>', duration: 2 weeks, refused: '<b>no', changes: [{set: {a.emotion: 1}}]}}\n"
    old = planned(HOSTILE + plan.replace(", refused: '<b>no'", ", required: true"))
    page = comparison_page(old, planned(later + plan), render())
    assert page.count("<script>") == 1
    assert "&lt;script&gt;z" in page
    assert "&lt;b&gt;no" in page
    assert "<img" not in page
    read(page)


def test_the_report_has_it_between_roadmap_and_trend_and_leads_to_its_own_findings():
    old, new = pair()
    page = read(report(planned(NEW), render(), old))
    ids = [section.attributes.get("id") for section in page.all("section")]
    assert ids.index("roadmap") + 1 == ids.index("comparison") == ids.index("trend") - 1
    links = {link.attributes["href"] for link in page.all("a")}
    assert "#comparison" in links
    known = {element.attributes.get("id") for element in page.all()}
    assert {link[1:] for link in links if link.startswith("#")} <= known
    assert "comparison" not in [s.attributes.get("id") for s in read(report(new, render())).all("section")]


def test_programs_get_every_verdict_with_its_numbers():
    found = json.loads(json.dumps(comparison_records(comparison(*pair()))))
    assert found["journeys"]["order"]["touchpoints"]["pay"]["verdict"] == "better"
    readings = {name: list(point["readings"]) for name, point in found["journeys"]["order"]["touchpoints"].items()}
    assert readings == {"collect": ["fcr"], "pay": ["fcr"], "find": ["fcr"], "ask": []}
    assert found["journeys"]["order"]["figures"]["completion"]["now"]["n"] == 400
    assert found["initiatives"]["better-search"]["effects"][0]["outcome"] == "missed"
    figures = found["journeys"]["order"]["figures"]
    assert (figures["contacts"]["verdict"], figures["completion"]["verdict"]) == ("more", "better")
