"""The report in a real browser: no request, no script but its own, readable by everybody."""

import re

import pytest

from journeymap.outputs.html import report
from journeymap.outputs.html.page import SHEETS, compact
from tests.outputs.browsing import MARKS
from tests.outputs.judging import CLIPPED, LOOKS, PAIRS, TARGETS, THIN, UNFOLD, look, violations
from tests.outputs.reports import HOSTILE, NAMES, analysed, analysed_text, page, page_of, render
from tests.support import STORIES

pytestmark = MARKS


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for name in NAMES:
        folder.joinpath(f"{name}.html").write_text(page(name), encoding="utf-8")
    for name in STORIES:
        folder.joinpath(f"{name}-it.html").write_text(page(name, "it"), encoding="utf-8")
    folder.joinpath("hostile.html").write_text(page_of(HOSTILE), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", [*NAMES, "hostile"])
def test_the_report_asks_for_nothing_and_breaks_no_policy_of_its_own(visit, name):
    tab = visit(name)
    tab.wait_for_timeout(100)
    assert [url for url in tab.requests if not url.startswith("data:")] == []
    assert tab.complaints == []
    assert "owned" not in tab.evaluate("document.title").split("'")[0]
    assert tab.evaluate("document.fonts.check('600 16px Inter')")


STORIED = [f"{name}{code}" for name in STORIES for code in ("", "-it")]


@pytest.mark.parametrize("name", STORIED)
def test_the_rules_of_accessibility_hold_in_every_look(visit, name, record_property):
    """Light, dark, on paper and on a phone; two of each kind of element, which is what axe can tell apart."""
    tab = visit(name)
    tab.evaluate(UNFOLD)
    record_property("elements", tab.evaluate(THIN))
    for how in LOOKS:
        look(tab, how)
        # Nobody points at paper: its links are as small as its text.
        assert (how, violations(tab, target_size=how != "print")) == (how, [])


@pytest.mark.parametrize("name", STORIES)
def test_the_rules_of_accessibility_hold_for_the_whole_page(visit, name):
    """All elements, by all rules but the two that have measures of their own below."""
    tab = visit(name)
    tab.evaluate(UNFOLD)
    assert violations(tab, {"exclude": [["svg > *"]]}, color_contrast=False, target_size=False) == []


@pytest.mark.parametrize("name", [*STORIED, "minimal", "hostile"])
def test_every_text_is_readable_and_every_target_large_enough(visit, name, record_property):
    """Text of the page and of drawings at 4.5 in every look; targets of 24 px by WCAG 2.5.8."""
    tab = visit(name)
    tab.evaluate(UNFOLD)
    for how in LOOKS:
        look(tab, how)
        found = tab.evaluate(PAIRS)
        record_property(
            f"{how}: texts of the page, texts of drawings, pairs", [found[key] for key in ("html", "svg", "pairs")]
        )
        assert (how, found["bad"]) == (how, [])
        assert min(found["html"], found["svg"]) > 50
        assert how == "print" or tab.evaluate(TARGETS)["crowded"] == []


@pytest.mark.parametrize("name", [*NAMES, "home-move-it", "hostile"])
def test_the_page_never_scrolls_sideways(visit, name):
    tab = visit(name)
    tab.evaluate(UNFOLD)
    for width in (320, 768, 1280):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", STORIED)
def test_nothing_is_cut_off_on_a_screen_or_a_phone(visit, name):
    """No element is wider inside than outside but the regions that scroll, which can be reached by the keyboard."""
    tab = visit(name)
    tab.evaluate(UNFOLD)
    for how in ("light", "phone"):
        look(tab, how)
        assert tab.evaluate(CLIPPED) == []
    assert (
        tab.evaluate("""[...document.querySelectorAll('.scroll, .sheet')].filter((e) => e.checkVisibility()
        && e.scrollWidth > e.clientWidth && e.tabIndex < 0 && !e.querySelector('a')).map((e) => e.outerHTML.slice(0, 90))""")
        == []
    )


def test_the_rules_of_accessibility_hold_for_drawings_with_links(visit):
    """A drawing with links is no picture to a screen reader: what has the role of one holds no link."""
    tab = visit("home-move")
    assert violations(tab, "#map-home-move", color_contrast=False) == []
    assert tab.evaluate("document.querySelectorAll('[role=img] a, img a').length") == 0
    assert tab.evaluate("document.querySelectorAll('svg a').length") > 20


def test_a_script_put_into_the_page_does_not_run(browser, folder, tmp_path):
    canary = "<script>document.title = 'owned'</script><img src=x onerror=\"document.title = 'owned'\">"
    copy = tmp_path / "copy.html"
    copy.write_text(page("minimal").replace("<main", f"{canary}<main"), encoding="utf-8")
    tab = browser.new_page()
    blocked = []
    tab.on("console", lambda message: blocked.append(message.text))
    tab.goto(copy.as_uri())
    tab.wait_for_timeout(100)
    assert tab.title() == "Send a parcel back"
    assert any("Content Security Policy" in text for text in blocked)
    tab.close()


@pytest.mark.parametrize("name", ["home-move", "minimal"])
def test_everything_can_be_read_without_script(visit, name):
    plain = visit(name, java_script_enabled=False)
    assert plain.locator(".finding").count() == len(analysed(name).judged.findings)
    assert plain.locator(".filter:visible").count() == 0
    boxes = plain.locator("main details")
    assert boxes.count() > 0
    boxes.first.locator("summary").first.click()
    assert boxes.first.get_attribute("open") is not None


def test_a_link_to_what_is_folded_away_unfolds_it(visit):
    card = visit("home-move").locator("details .finding").last.get_attribute("id")
    tab = visit("home-move", f"#{card}")
    assert tab.locator(f"#{card}").is_visible()
    tab = visit("home-move")
    tab.evaluate(f"location.hash = '{card}'")
    tab.locator(f"#{card}").wait_for(state="visible")


def test_findings_can_be_narrowed_down(visit):
    tab, judged = visit("home-move"), analysed("home-move").judged
    tab.locator('.filter select[data-by="severity"]').select_option("major")
    major = sum(f.severity == "major" and f.journey is not None for f in judged.open_findings)
    assert tab.locator(".journey .finding:visible").count() == major
    assert tab.locator(".filter output").inner_text().startswith(f"{major} /")


def test_an_address_that_is_no_text_leads_nowhere_and_stops_nothing(visit):
    tab = visit("minimal", "#%")
    tab.evaluate("location.hash = '%E0%A4%A'")
    tab.wait_for_timeout(50)
    assert tab.complaints == []


def test_a_link_to_a_finding_that_is_filtered_out_takes_the_choice_back(visit):
    tab = visit("home-move")
    tab.locator('.filter select[data-by="severity"]').select_option("critical")
    card = tab.locator(".journey .finding[hidden]").first.get_attribute("id")
    tab.evaluate(f"location.hash = '{card}'")
    tab.locator(f"#{card}").wait_for(state="visible")
    shown, every = tab.locator(".filter output").inner_text().split(" / ")
    assert shown == every
    assert tab.locator('.filter select[data-by="severity"]').input_value() == ""


def test_a_choice_that_fits_nothing_says_so_and_can_be_taken_back(visit):
    tab = visit("home-move")
    for by in ("severity", "stage", "persona", "department"):
        field = tab.locator(f'.filter select[data-by="{by}"]')
        field.select_option(index=field.locator("option").count() - 1)
    assert tab.locator(".journey .finding:visible").count() == 0
    assert tab.locator(".filter .none").is_visible()
    assert tab.locator(".journey .findings summary:visible").count() == 0  # no fold stays open above nothing
    tab.locator(".filter button").click()
    assert tab.locator(".filter .none").is_hidden()
    assert tab.evaluate("[...document.querySelectorAll('.journey .finding')].every((card) => !card.hidden)")


def test_a_link_followed_twice_leads_to_a_finding_that_was_filtered_out_in_between(visit):
    """The address stays the same, so that a browser tells of no change."""
    tab = visit("home-move")
    card = tab.locator("details .finding").last.get_attribute("id")
    for _ in range(2):
        tab.locator('.filter select[data-by="severity"]').select_option("critical")
        tab.evaluate("(href) => document.querySelector(`a[href='${href}']:not(.number)`).dispatchEvent("
                     "new MouseEvent('click', { bubbles: true, cancelable: true }))", f"#{card}")  # fmt: skip
        tab.locator(f"#{card}").wait_for(state="visible", timeout=2000)


def test_drawings_begin_on_a_phone_where_their_marks_are(visit):
    """A radar, a plan and a matrix of 900 px open in their middle; words, not a sign alone, say that they scroll."""
    tab = visit("home-move-it", viewport={"width": 320, "height": 800})
    tab.wait_for_timeout(100)
    for kind in ("radar", "gantt", "matrix"):
        place, room, hint, fades = tab.evaluate(
            """(kind) => { const box = document.querySelector(`.${kind} > .sheet`);
            return [box.scrollLeft, box.scrollWidth - box.clientWidth, getComputedStyle(box.parentElement, "::before").content,
            box.className]; }""",
            kind,
        )
        assert abs(place - room / 2) <= 1
        assert "scorrere" in hint
        assert {"past", "over"} <= set(fades.split())


@pytest.mark.parametrize("name", ["home-move-it", "software-subscription-it"])
def test_every_table_fits_a_laptop_and_one_that_does_not_fit_says_so(visit, name):
    tab = visit(name)
    tab.evaluate(UNFOLD)
    wider = """() => [...document.querySelectorAll('.scroll')].filter((box) => box.scrollWidth - box.clientWidth > 4)
        .map((box) => [box.textContent.slice(0, 60), getComputedStyle(box, '::before').content.length > 4])"""
    assert tab.evaluate(wider) == []
    tab.set_viewport_size({"width": 768, "height": 900})
    tab.wait_for_timeout(100)
    found = tab.evaluate(wider)
    assert found
    assert all(said for _, said in found)


def test_the_contents_follow_the_reader_on_a_phone(visit):
    tab = visit("home-move", viewport={"width": 320, "height": 800})
    tab.evaluate("document.getElementById('method').scrollIntoView()")
    tab.locator('.contents a[href="#method"][aria-current]').wait_for()
    left, right = tab.evaluate("""() => { const box = document.querySelector('[aria-current]').getBoundingClientRect();
        return [box.left, box.right]; }""")
    assert 0 <= left < right <= 320


def test_a_touchpoint_is_marked_wherever_it_is_named_until_escape(visit):
    tab = visit("home-move")
    spot = tab.locator(".finding [data-at]").first
    spot.focus()
    tab.keyboard.press("Enter")
    assert spot.get_attribute("aria-pressed") == "true"
    marked = tab.evaluate("[...document.querySelectorAll('.lit')].map((item) => item.localName)")
    assert {"li", "a", "tr"} <= set(marked)  # findings, the map, tables with the work among them
    tab.keyboard.press("Escape")
    tab.evaluate("document.activeElement.blur()")
    assert tab.locator(".lit").count() == 0


def test_the_states_of_the_journey_are_moved_through_by_keys(visit):
    tab = visit("home-move")
    slider, items = tab.locator(".flip input"), tab.locator(".flip li")
    assert tab.locator(".flip li:visible").count() == 1
    slider.focus()
    tab.keyboard.press("End")
    assert items.last.is_visible()
    assert slider.get_attribute("aria-valuetext") == items.last.locator("strong").inner_text()
    plain = visit("home-move", java_script_enabled=False)
    assert plain.locator(".flip li:visible").count() == items.count()
    assert plain.locator(".flip input:visible").count() == 0


@pytest.mark.parametrize("name", ["home-move", "software-subscription", "home-move-it"])
def test_the_summary_fits_one_screen(visit, name):
    tab = visit(name)
    assert tab.evaluate("document.getElementById('summary').getBoundingClientRect().height") <= 900


def test_every_target_of_a_click_is_large_enough_and_focus_is_seen(visit):
    tab = visit("home-move")
    small = tab.evaluate("""() => [...document.querySelectorAll('nav a, summary, select, .filter button, .tags a, .number, .decisions li > a')]
        .filter((e) => e.checkVisibility()).map((e) => [e.textContent.trim(), e.getBoundingClientRect().height])
        .filter(([, height]) => height < 24)""")
    assert small == []
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    seen = set()
    for _ in range(200):
        tab.keyboard.press("Tab")
        seen.add(tab.evaluate("document.activeElement.tagName"))
    assert {"A", "SUMMARY", "DIV", "SELECT"} <= seen


def test_paper_has_a_page_for_each_map_and_an_outline(visit, tmp_path):
    from pypdf import PdfReader

    tab = visit("home-move")
    made = tab.pdf(prefer_css_page_size=True, tagged=True, outline=True, print_background=True)
    tmp_path.joinpath("report.pdf").write_bytes(made)
    reader = PdfReader(tmp_path / "report.pdf")
    wide = [p for p in reader.pages if p.mediabox.width > p.mediabox.height]
    assert len(wide) == 2  # today and the target
    for sheet in wide:
        assert abs(float(sheet.mediabox.width) - 1189 / 25.4 * 72) < 1
        assert abs(float(sheet.mediabox.height) - 420 / 25.4 * 72) < 1
    assert reader.outline
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert "Decisions asked of the board" in reader.pages[1].extract_text()


def test_a_report_written_twice_looks_the_same(visit, folder):
    folder.joinpath("again.html").write_text(report(analysed_text(HOSTILE), render()), encoding="utf-8")
    assert folder.joinpath("again.html").read_bytes() == folder.joinpath("hostile.html").read_bytes()


@pytest.mark.parametrize("name", ["home-move", "minimal"])
def test_no_rule_that_was_left_out_of_the_style_would_hold(visit, name):
    """Every selector of the full sheets that the page does not have finds nothing in it, what its script gave included."""
    tab = visit(name)
    source = page(name)
    kept = selectors(source[source.index("<style>") : source.index("</style>")])
    missing = sorted({one for sheet in SHEETS for one in selectors(compact(sheet))} - kept)
    assert missing
    held = "all => all.filter((one) => document.querySelector(one.replace(/::.*/, '')))"
    assert tab.evaluate(held, missing) == []


def selectors(style):
    """Return the selectors of a style sheet."""
    heads = re.findall(r"(?:^|[{}])([^{}@;]+)(?=\{)", re.sub(r"@[^{};]+", "@", style))
    return {one.strip() for head in heads for one in re.split(r",(?![^()]*\))", head)}
