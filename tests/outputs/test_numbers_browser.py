"""Numbers and their entries in a real browser: by keyboard, without script, on paper."""

import pytest

from tests.outputs.browsing import MARKS
from tests.outputs.reports import page

pytestmark = MARKS


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("numbers")
    folder.joinpath("home-move.html").write_text(page("home-move"), encoding="utf-8")
    return folder


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_number_leads_to_its_entry_and_back_by_keyboard(visit, script):
    tab = visit("home-move", java_script_enabled=script, reduced_motion="reduce")
    figure = tab.locator("#summary .stats dd > a").nth(1)
    name = figure.locator("xpath=../preceding-sibling::dt").inner_text()
    figure.focus()
    tab.keyboard.press("Enter")
    entry = tab.locator("li:target")
    entry.wait_for()
    assert name
    assert entry.inner_text().startswith(name)
    box = entry.bounding_box()
    assert 0 <= box["y"] < 900
    n = tab.locator("#summary .stats dd > a").nth(1).get_attribute("data-n")
    entry.locator(f'a[href="#r{n}"]').focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(lambda url: url.endswith(f"#r{n}"), timeout=5000)
    assert 0 <= tab.locator(f"#r{n}").bounding_box()["y"] < 900


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_an_entry_that_is_folded_away_is_unfolded(visit, script):
    tab = visit("home-move", java_script_enabled=script, reduced_motion="reduce")
    link = tab.locator(".sums tbody th a").first
    link.focus()
    tab.keyboard.press("Enter")
    entry = tab.locator("li:target")
    entry.wait_for(state="visible")
    assert entry.inner_text().startswith(link.inner_text())


def test_paper_has_references_and_every_entry(visit, tmp_path):
    from pypdf import PdfReader

    tab = visit("home-move")
    tab.evaluate(
        """() => document.querySelectorAll('main > section:not(#summary, #tables)').forEach((e) => e.remove())"""
    )
    tmp_path.joinpath("report.pdf").write_bytes(tab.pdf(prefer_css_page_size=True, print_background=True))
    text = [" ".join(sheet.extract_text().split()) for sheet in PdfReader(tmp_path / "report.pdf").pages]
    summary = next(words for words in text if "Decisions asked" in words)
    entries = tab.locator(".numbers > li").count()
    numbers = {int(n) for n in tab.eval_on_selector_all("#summary a[data-n]", "all => all.map((a) => a.dataset.n)")}
    appendix = " ".join(text[next(i for i, words in enumerate(text) if "How each number came about" in words) :])
    assert numbers
    assert all(f"[{n}]" in summary for n in numbers)
    assert all(f"[{n}]" in appendix for n in range(1, entries + 1))


def test_the_worksheet_scrolls_in_its_own_region_on_a_phone(visit):
    tab = visit("home-move", viewport={"width": 320, "height": 900})
    assert tab.evaluate("document.documentElement.scrollWidth") == 320
    small = tab.evaluate("""() => [...document.querySelectorAll('.numbers a')].filter((a) => a.checkVisibility())
        .map((a) => a.getBoundingClientRect()).filter((box) => box.width < 24 || box.height < 24).length""")
    assert small == 0
