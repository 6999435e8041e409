"""The comparison in a real browser: readable by everybody, on a phone too, and without a request."""

import pytest

from journeymap.outputs.html.comparison import comparison_page
from tests.outputs.browsing import MARKS, RULES, axe
from tests.outputs.reports import render
from tests.pairs import pair

pytestmark = MARKS


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("comparison")
    for code in ("en", "it"):
        (found / f"{code}.html").write_text(comparison_page(*pair(), render(code)), "utf-8")
    return found


@pytest.mark.parametrize(("code", "scheme", "width"), [("en", "light", 1280), ("it", "dark", 320)])
def test_it_can_be_read_by_everybody(visit, code, scheme, width):
    tab = visit(code, color_scheme=scheme, viewport={"width": width, "height": 900})
    assert (tab.requests, tab.complaints) == ([], [])
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = axe.Axe().run(tab, context={"exclude": [["svg > *"]]}, options=RULES).response["violations"]
    assert [(item["id"], [node["target"] for node in item["nodes"]][:3]) for item in found] == []
