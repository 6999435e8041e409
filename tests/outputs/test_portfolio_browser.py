"""The front page over several workspaces in a real browser: read by everybody, on a phone too, without a request."""

import pytest

from journeymap.outputs.html.index import index
from tests.outputs.browsing import MARKS, RULES, axe
from tests.outputs.reports import analysed_text, render
from tests.portfolios import counted

pytestmark = MARKS


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Write the page in two languages."""
    made = tmp_path_factory.mktemp("portfolio")
    pages = {"sei.html": analysed_text(counted())}
    for code in ("en", "it"):
        made.joinpath(f"{code}.html").write_text(index(pages, render(code)), "utf-8")
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
