"""The quarterly report in a real browser: readable by everybody, on a phone too, and without a request."""

import pytest

from journeymap.outputs.quarterly import QUARTERLY
from tests.outputs.browsing import MARKS, RULES, axe
from tests.outputs.reports import analysed, render

pytestmark = MARKS


@pytest.mark.parametrize(
    ("code", "scheme", "width"), [("en", "light", 1280), ("it", "dark", 1280), ("it", "light", 320)]
)
def test_it_can_be_read_by_everybody(browser, tmp_path, code, scheme, width):
    file = tmp_path / "quarterly.html"
    file.write_text(QUARTERLY.write(analysed("home-move"), render(code))["quarterly.html"], "utf-8")
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    tab = context.new_page()
    seen, complaints = [], []
    tab.on("request", lambda request: seen.append(request.url))
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(file.as_uri())
    assert [url for url in seen if not url.startswith("data:")] == [file.as_uri()]
    assert complaints == []
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = axe.Axe().run(tab, context={"exclude": [["svg > *"]]}, options=RULES).response["violations"]
    assert [(item["id"], [node["target"] for node in item["nodes"]][:3]) for item in found] == []
    context.close()
