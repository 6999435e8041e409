"""The front page over several workspaces in a real browser: read by everybody, on a phone too, without a request."""

import pytest

from journeymap.outputs.html.index import index
from tests.outputs.browsing import MARKS, RULES, axe
from tests.outputs.reports import analysed_text, page_of, render
from tests.portfolios import counted

pytestmark = MARKS

STEP = "channel: phone, emotion: -2, waiting: 3 days, ends: {completed: 50%, churned: 50%}"
TWICE = f"""
    project: {{today: 2026-01-01, language: en}}
    journeys:
      a: {{stages: {{s: {{pay: {{title: Pay, {STEP}}}}}}}}}
      b: {{stages: {{s: {{pay: {{title: Pay, {STEP}}}}}}}}}
    targets:
      ta: {{of: a, changes: [{{set: {{pay.waiting: 1 day}}}}]}}
      tb: {{of: b, changes: [{{set: {{pay.waiting: 1 day}}}}]}}
    initiatives:
      wa: {{title: Work on A, journey: a, duration: 2 weeks, changes: [{{set: {{pay.waiting: 1 day}}}}]}}
      wb: {{title: Work on B, journey: b, duration: 2 weeks, changes: [{{set: {{pay.waiting: 1 day}}}}]}}
"""
LIT = """[...document.querySelectorAll('tr.lit')].map((row) =>
  `${row.closest('section[id], div[id]').id} ${row.querySelector('th').textContent.replace('● ', '')}`)"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Write the page in two languages."""
    made = tmp_path_factory.mktemp("portfolio")
    pages = {"sei.html": analysed_text(counted())}
    for code in ("en", "it"):
        made.joinpath(f"{code}.html").write_text(index(pages, render(code)), "utf-8")
    made.joinpath("twice.html").write_text(page_of(TWICE), "utf-8")
    return made


@pytest.mark.parametrize(
    ("code", "scheme", "width"), [("en", "light", 1280), ("it", "dark", 768), ("it", "light", 320)]
)
def test_it_can_be_read_by_everybody(visit, code, scheme, width):
    tab = visit(code, color_scheme=scheme, viewport={"width": width, "height": 900})
    assert [url for url in tab.requests if not url.startswith("data:")] == []
    assert tab.complaints == []
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = axe.Axe().run(tab, context={"exclude": [["svg > *"]]}, options=RULES).response["violations"]
    assert [(item["id"], [node["target"] for node in item["nodes"]][:3]) for item in found] == []


def test_a_touchpoint_is_marked_on_its_own_journey_and_not_on_another_of_one_name(visit):
    tab = visit("twice")
    tab.locator("#journey-b [data-at]").first.click()
    rows = tab.evaluate(LIT)
    assert {"sheet-b Pay", "target-tb Pay", "roadmap Work on B"} <= set(rows)
    assert not {"sheet-a Pay", "target-ta Pay", "roadmap Work on A", "priorities Work on A"} & set(rows)
    assert tab.locator("#journey-b .finding.lit").count() > 0
    assert tab.locator("#journey-b svg a.lit").count() > 0
    assert tab.locator("#journey-a .lit").count() == 0
