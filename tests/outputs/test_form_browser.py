"""The form in a real browser: filled in by keyboard, kept over a reload, handed in, read back."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from journeymap.maturity.reply import read_reply
from journeymap.source import Source
from tests.maturity.replies import REPLIES, models, reply, reply_yaml
from tests.outputs.browsing import MARKS, RULES, axe
from tests.outputs.forms import form

pytestmark = MARKS
FORMS = {
    "small": form,
    "core": lambda: form("dcx5", core=True, role="service", colour="#ffee00"),
    "core-it": lambda: form("dcx5", "it", core=True),
    "whole": lambda: form("dcx5"),
    "scoped": lambda: form("small", scope="parcels sent back"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("forms")
    for name, made in FORMS.items():
        folder.joinpath(f"{name}.html").write_text(made(), encoding="utf-8")
    return folder


@pytest.fixture
def own_addresses():
    """A download is made from a blob of the page itself."""
    return ("blob:",)


def until(tab, condition, argument=None):
    """Wait until something holds; the page's policy forbids the browser's own way of asking again and again."""
    for _ in range(200):
        if tab.evaluate(condition, argument):
            return
        tab.wait_for_timeout(20)
    raise AssertionError(condition)


def press(tab, *keys):
    for key in keys:
        tab.keyboard.press(key)


def reach(tab, wanted, limit=400):
    """Press Tab until the wanted element has the focus."""
    for _ in range(limit):
        if tab.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return
        tab.keyboard.press("Tab")
    raise AssertionError(f"{wanted} cannot be reached with the keyboard")


def exported(tab):
    text = tab.evaluate("document.getElementById('export').value")
    received, problems = read_reply(Source("export.yaml", text), models())
    assert [f"{p.span}: {p.message}" for p in problems] == [], text
    return received.reply


TYPED = (
    ("#role", [], "Service"),
    ("#respondent", ["Control+A"], "service-1"),
    ("#side", [], "cust"),
    ("#date", [], "10022026"),
    ("#start .turn a", ["Enter"], ""),
    ("input[name='ONE-1.2a']", ["Space", "ArrowRight"], ""),  # partly
    ("#ONE-1\\.2a summary", ["Enter"], ""),
    ("#ONE-1\\.2a [data-note]", [], 'two of "five" channels: è così\n# = {x}'),
    ("#ONE-1\\.2a [data-add]", ["Enter"], ""),
    ("[data-piece=kind]", [], "service report"),
    ("[data-piece=ref]", [], "https://reports.example/7"),
    ("[data-piece=strength]", [], "B"),
    ("[data-piece=recorded]", [], "09302026"),
    ("[data-piece=valid_until]", [], "12312026"),
    ("[data-piece=criteria]", ["End"], ", TRE-1.2a"),
    ("input[name='ONE-1.3a']", ["ArrowUp"], ""),  # round to the last: unknown
    ("#page-1 .turn a:last-child", ["Enter"], ""),
    ("input[name='TWO-1.2a']", ["Space"], ""),
    ("#TWO-1\\.2a [data-undo]", ["Enter"], ""),
    ("#page-2 .turn a:last-child", ["Enter"], ""),
    ("#page-3 .turn a:last-child", ["Enter"], ""),
)


def test_the_form_is_filled_in_with_the_keyboard_alone_and_its_export_is_what_was_typed(visit, tmp_path):
    tab = visit("small")
    for wanted, keys, text in TYPED:
        reach(tab, wanted)
        press(tab, *keys)
        tab.keyboard.type(text)
    reach(tab, "#download")
    with tab.expect_download() as waiting:
        press(tab, "Enter")
    assert waiting.value.suggested_filename == "service-1.yaml"
    path = tmp_path / "service-1.yaml"
    waiting.value.save_as(path)
    received, problems = read_reply(Source("a.yaml", path.read_text("utf-8")), models())
    assert problems == ()
    assert received.reply == reply(
        "service-1",
        "Service",
        {"ONE-1.2a": {"value": "partly", "note": 'two of "five" channels: è così\n# = {x}'}, "ONE-1.3a": "unknown"},
        side="front_line",
        date="2026-10-02",
        evidence=[{"criteria": ["ONE-1.2a", "TRE-1.2a"], "kind": "service report", "ref": "https://reports.example/7",
                   "strength": "B", "recorded": "2026-09-30", "valid_until": "2026-12-31"}],
    )  # fmt: skip
    assert tab.locator("#count").inner_text() == "2 of 6 answered"
    assert tab.locator("#missing").is_hidden()
    assert tab.requests == []
    assert tab.complaints == []


def test_the_focus_goes_where_the_work_goes_on(visit):
    tab = visit("small", "#page-2")
    reach(tab, "input[name='TWO-1.2a']")
    press(tab, "Space")
    reach(tab, "#TWO-1\\.2a [data-undo]")
    press(tab, "Enter")
    assert tab.evaluate("document.activeElement.name") == "TWO-1.2a"
    reach(tab, "#TWO-1\\.2a summary")
    press(tab, "Enter")
    reach(tab, "#TWO-1\\.2a [data-add]")
    press(tab, "Enter")
    assert tab.evaluate("document.activeElement.dataset.piece") == "kind"
    reach(tab, "[data-remove]")
    press(tab, "Enter")
    assert tab.evaluate("document.activeElement.matches('[data-add]')")
    reach(tab, "#page-2 .turn a:last-child")
    press(tab, "Enter")
    until(tab, "document.activeElement.id === 'page-3-heading'")


def choose(tab, code, value):
    tab.evaluate(
        "([code, value]) => document.querySelector(`input[name='${code}'][value='${value}']`).click()", [code, value]
    )


def test_what_was_entered_is_there_after_a_reload_and_gone_after_deleting(visit):
    tab = visit("small")
    tab.locator("#role").fill("Sales")
    choose(tab, "TRE-1.2a", "met")
    tab.locator("#status").filter(has_text="Kept").wait_for()
    before = exported(tab)
    tab.reload()
    assert exported(tab) == before
    assert tab.locator("#count").inner_text() == "1 of 6 answered"
    tab.evaluate("location.hash = 'finish'")
    tab.locator("#clear").click()
    assert exported(tab) == before  # it asks once more
    tab.locator("#clear").click()
    tab.reload()
    assert tab.locator("#count").inner_text() == "0 of 6 answered"
    assert tab.evaluate("localStorage.length") == 0


def test_leaving_at_once_loses_nothing(visit):
    tab = visit("small")
    choose(tab, "TRE-1.2a", "met")
    tab.reload()
    assert tab.locator("#count").inner_text() == "1 of 6 answered"


def test_a_browser_that_keeps_nothing_says_so_and_the_form_works(visit):
    tab = visit("small", script="Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})")
    assert "does not keep" in tab.locator("#keeping").inner_text()
    tab.locator("#role").fill("Sales")
    choose(tab, "TRE-1.2a", "met")
    assert exported(tab).answers["TRE-1.2a"].value == "met"
    assert tab.complaints == []


def load(tab, text):
    tab.set_input_files("#load", {"name": "a.yaml", "mimeType": "text/yaml", "buffer": text.encode("utf-8")})
    until(tab, "document.getElementById('load').value === ''")
    return tab.locator("#status").text_content()


def place(item):
    """Return where the form shows a piece of evidence: at the first criterion it names."""
    return list(models()["small"].criteria).index(item.criteria[0])


def test_whatever_is_loaded_is_handed_in_as_it_was(visit):
    tab = visit("small", "#finish")

    @given(REPLIES)
    @settings(max_examples=30, suppress_health_check=list(HealthCheck), deadline=None, phases=[Phase.generate])
    def check(given_):
        load(tab, reply_yaml(given_))
        assert exported(tab) == given_.model_copy(update={"evidence": tuple(sorted(given_.evidence, key=place))})

    check()
    assert tab.complaints == []


def test_answers_to_statements_not_asked_here_are_kept_and_said(visit):
    whole = models()["dcx5"]
    answers = dict.fromkeys(whole.criteria, "met")
    given_ = reply("r1", "x", answers, model="dcx5", version=whole.version, date="2026-10-02")
    tab = visit("core", "#finish")
    assert load(tab, reply_yaml(given_)) == (
        "232 answers loaded; 88 of them are to statements not asked here; they are kept and handed in again"
    )
    assert exported(tab) == given_


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('model: "small"\nmodel_version: "3"\n', "another model or version; nothing was loaded"),
        ('model: "small"\nmodel_version: "2"\nanswers:\n  what\n', "Line 4 of the file"),
        ("PK\x03\x04", "Line 1 of the file"),
    ],
)
def test_a_file_that_is_not_from_this_form_changes_nothing(visit, text, expected):
    tab = visit("small", "#finish")
    choose(tab, "TRE-1.2a", "met")
    before = tab.locator("#export").input_value()
    assert expected in load(tab, text)
    assert tab.locator("#export").input_value() == before


def test_what_a_file_cannot_hold_does_not_get_into_it(visit):
    tab = visit("small")
    tab.locator("#role").fill("a\u202eb\u0007c\u2028d")
    tab.evaluate("document.getElementById('role').value += '\\ud800'")
    choose(tab, "TRE-1.2a", "met")
    assert exported(tab).role == "abcd"


def test_what_is_missing_is_told_with_a_link_to_it(visit):
    tab = visit("small")
    tab.locator("#respondent").fill("Anna Rossi")
    tab.evaluate("document.querySelector('#ONE-1\\\\.2a [data-add]').click()")
    tab.evaluate("location.hash = 'page-1'")
    tab.locator("[data-piece=kind]").fill("report")
    tab.locator("[data-piece=criteria]").fill("ONE-9")
    tab.evaluate("location.hash = 'finish'")
    assert tab.locator("#missing li").all_inner_texts() == [
        "Your role is missing",
        "The mark may hold small letters, digits and hyphens only",
        "Evidence without a strength: report",
        "Evidence for a criterion that there is not: ONE-9",
    ]
    tab.locator("#missing a").first.click()
    until(tab, "document.activeElement.id === 'role'")
    assert tab.locator("#role").is_visible()


@pytest.mark.parametrize("name", FORMS)
def test_one_page_at_a_time_and_no_request(visit, name):
    tab = visit(name)
    count = tab.locator(".page").count()
    for link in tab.locator(".steps a").all():
        link.click()
        until(tab, "(hash) => !document.querySelector(hash).hidden", link.get_attribute("href"))
        assert tab.locator(".page:visible").count() == 1
    assert count == tab.locator(".steps a").count()
    assert tab.requests == []
    assert tab.complaints == []


def violations(tab):
    found = axe.Axe().run(tab, options=RULES).response["violations"]
    return [(item["id"], [node["target"] for node in item["nodes"]][:3]) for item in found]


@pytest.mark.parametrize(
    ("name", "scheme", "width"),
    [("core", "light", 1280), ("core", "dark", 320), ("core-it", "light", 320), ("core-it", "dark", 1280)],
)
def test_the_rules_of_accessibility_hold_on_every_page(visit, name, scheme, width):
    tab = visit(name, color_scheme=scheme, viewport={"width": width, "height": 900})
    choose(tab, "COM-1.2a", "met")
    tab.evaluate("document.querySelector('#COM-1\\\\.2a [data-add]').click()")
    tab.evaluate("document.querySelector('[data-piece=kind]').value = 'x'")
    choose(tab, "COM-1.2b", "unknown")
    for page in ("start", "page-3", "finish"):
        tab.evaluate("(page) => { location.hash = page; }", page)
        until(tab, "(page) => !document.getElementById(page).hidden", page)
        tab.evaluate("document.querySelectorAll('.page:not([hidden]) details').forEach((box) => { box.open = true; })")
        assert violations(tab) == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_every_target_is_large_enough_and_focus_is_seen(visit):
    tab = visit("core")
    choose(tab, "COM-1.2a", "met")
    for page in ("start", "page-3", "finish"):
        tab.evaluate("(page) => { location.hash = page; }", page)
        until(tab, "(page) => !document.getElementById(page).hidden", page)
        small = tab.evaluate("""() => [...document.querySelectorAll('a, button, summary, input, select, textarea')]
            .filter((e) => e.checkVisibility() && !e.matches('.skip, :disabled')).map((e) => [e.textContent.trim(), e.id, e.getBoundingClientRect()])
            .filter(([, , box]) => box.height < 24 || box.width < 24).map(([text, id]) => `${id} ${text}`)""")
        assert small == []
    tab.evaluate("location.hash = 'page-3'")
    until(tab, "document.activeElement.id === 'page-3-heading'")
    for _ in range(12):
        tab.keyboard.press("Tab")
        seen = tab.evaluate("""() => { const one = document.activeElement;
            const box = one.matches('[type=radio]') ? one.nextElementSibling : one;
            return getComputedStyle(box).outlineStyle; }""")
        assert seen != "none"


def test_a_script_put_into_the_page_does_not_run(browser, tmp_path):
    canary = "<script>document.title = 'owned'</script><img src=x onerror=\"document.title = 'owned'\">"
    copy = tmp_path / "copy.html"
    copy.write_text(form().replace("<main", f"{canary}<main"), encoding="utf-8")
    tab = browser.new_page()
    blocked = []
    tab.on("console", lambda message: blocked.append(message.text))
    tab.goto(copy.as_uri())
    tab.wait_for_timeout(100)
    assert tab.title() == "Maturity questionnaire · Moving house"
    assert any("Content Security Policy" in text for text in blocked)
    tab.close()


def test_without_script_everything_can_be_read_and_a_message_says_what_is_not_possible(visit):
    tab = visit("core", java_script_enabled=False)
    assert tab.locator("noscript").text_content().startswith("Without JavaScript")
    assert tab.locator(".page:visible").count() == 7
    assert tab.locator(".statement:visible").count() == 144
    assert tab.locator("button:visible").count() == 0


def test_paper_has_every_statement_with_its_answers(visit, tmp_path):
    from pypdf import PdfReader

    tab = visit("core", "#page-3")
    choose(tab, "COM-1.2a", "met")
    tab.evaluate("document.querySelector('#COM-1\\\\.2a [data-note]').value = 'Since the third of March'")
    made = tab.pdf(prefer_css_page_size=True, tagged=True, outline=True, print_background=True)
    tmp_path.joinpath("form.pdf").write_bytes(made)
    reader = PdfReader(tmp_path / "form.pdf")
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    for item in models()["dcx5"].practices.values():
        for criterion in item.criteria.values() if item.core else ():
            assert criterion.id in text
    assert "Since the third of March" in text
    assert len(reader.pages) <= 30
    assert violations_in_print(tab) == []


def violations_in_print(tab):
    tab.emulate_media(media="print")
    return violations(tab)


def test_the_date_proposed_is_today(visit):
    tab = visit("small", timezone_id="Asia/Tokyo")
    shown = tab.evaluate("new Date().toLocaleDateString('sv-SE', {timeZone: 'Asia/Tokyo'})")
    tab.locator("#role").fill("x")
    assert exported(tab).date == dt.date.fromisoformat(shown)


def test_evidence_stays_where_it_was_added_over_a_reload(visit):
    tab = visit("core", "#page-3")
    tab.evaluate("document.querySelector('#COM-1\\\\.3a [data-add]').click()")
    tab.locator("[data-piece=kind]").fill("report")
    tab.locator("[data-piece=criteria]").fill("COM-1.3z")
    tab.reload()
    assert tab.evaluate("document.querySelector('.piece').closest('[data-criterion]').id") == "COM-1.3a"
    text = tab.locator("#export").input_value()
    assert '"at"' not in text
    tab.evaluate("location.hash = 'finish'")
    load(tab, text.replace("COM-1.3z", "COM-2.2z"))
    assert tab.evaluate("document.querySelector('.piece').closest('[data-criterion]').id").startswith("COM-2.2")


def test_what_would_be_refused_is_not_downloaded(visit):
    tab = visit("small", "#finish")
    got = []
    tab.on("download", lambda item: got.append(item.suggested_filename))
    tab.locator("#role").evaluate("(field) => { field.value = 'x'; }")
    tab.locator("#respondent").evaluate("(field) => { field.value = 'Mario Rossi!'; }")
    choose(tab, "TRE-1.2a", "met")
    tab.locator("#download").click()
    assert "nothing was handed out" in tab.locator("#status").text_content()
    assert tab.evaluate("document.activeElement.getAttribute('href')") == "#respondent"
    tab.wait_for_timeout(200)
    assert got == []


def test_the_last_page_links_every_statement_left_open(visit):
    tab = visit("small", "#finish")
    choose(tab, "TWO-1.2a", "met")
    tab.locator("#left summary").click()
    assert tab.locator("#left summary").inner_text() == "Left open: 5"
    assert tab.locator("#open a").all_inner_texts() == ["ONE-1.2a", "ONE-1.3a", "TWO-1.3a", "TRE-1.2a", "TRE-1.3a"]
    tab.locator("#open a").nth(2).click()
    until(tab, "document.activeElement.name === 'TWO-1.3a'")


def test_the_scope_is_said_and_handed_in_and_another_one_is_refused(visit):
    tab = visit("scoped", "#finish")
    tab.locator("#role").evaluate("(field) => { field.value = 'x'; }")
    choose(tab, "TWO-1.2a", "met")
    assert exported(tab).scope == "parcels sent back"
    before = tab.locator("#export").input_value()
    assert "another scope" in load(tab, before.replace("parcels", "letters"))
    assert tab.locator("#export").input_value() == before


def test_the_overview_fits_a_narrow_screen_and_no_bullet_stands_below_its_text(visit):
    tab = visit("core", "#finish", viewport={"width": 320, "height": 900})
    assert (
        tab.evaluate(
            "(() => { const box = document.querySelector('.overview').closest('.scroll'); return box.scrollWidth - box.clientWidth; })()"
        )
        <= 1
    )
    assert (
        tab.evaluate("Math.max(...[...document.querySelectorAll('.overview tbody tr')].map((row) => row.offsetHeight))")
        < 50
    )
    tab.locator("#respondent").evaluate("(field) => { field.value = 'Mario Rossi!'; }")
    choose(tab, "COM-1.2a", "met")
    assert tab.evaluate("getComputedStyle(document.querySelector('#missing a')).display") == "block"
