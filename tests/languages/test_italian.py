"""The Italian catalogue is complete, its figures are written as in Italy, and longer words break no drawing."""

import datetime as dt
import re
from dataclasses import replace
from functools import cache

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from journeymap.charts.journey_layout import layout_journey_map
from journeymap.charts.palette import SCREEN
from journeymap.engines.graphviz import layout
from journeymap.languages import Language, available, language
from journeymap.outputs import Render
from journeymap.outputs import shipped as outputs
from journeymap.outputs.html.drawing import DRAWERS
from journeymap.outputs.html.wording import typographer
from journeymap.scores.explain import explain_touchpoint
from journeymap.text import count, half_up, minutes, money, number, say, score, share
from journeymap.views.tables import ROOM, maturity_rows, plan_notes, plan_rows
from tests.charts.test_axes import check, read
from tests.charts.test_journey_map_layout import check as check_map
from tests.outputs.reports import analysed, charts
from tests.rules.test_cases import CASES, findings
from tests.support import STORIES
from tools import messages

ITALIAN = language("it")
FOLDERS = {folder.name: folder for folder in messages.workspaces()}
BLANK = re.compile(r"(\{\w*\})")


def lengthened(sentence):
    """Give a sentence 40 % longer, between marks; its blanks stay."""
    told = "".join(part if BLANK.fullmatch(part) else stretched(part) for part in BLANK.split(sentence))
    return f"[!! {told} !!]"


def stretched(words):
    found, owed = [], 0.0
    for letter in words:
        found.append(letter)
        owed += 0.4 if letter.isalpha() else 0.0
        if owed >= 1 and letter.isalpha():
            found.append(letter.lower())
            owed -= 1
    return "".join(found)


@cache
def pseudo():
    """Return a language in which every sentence of the package is 40 % longer."""
    return Language("it", {sentence: lengthened(sentence) for sentence in messages.sentences()}, Locale.parse("it"))


def tongue(name):
    return ITALIAN if name == "it" else pseudo()


CHARTS = [(name, slug) for name in STORIES for slug in charts(name)]


# -- the catalogue -----------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(set(available()) - {"en"}))
def test_nothing_is_missing_stale_fuzzy_or_filled_differently(code):
    assert list(messages.check(messages.CATALOGUES / f"{code}.po", messages.sentences())) == []


@pytest.mark.parametrize("name", FOLDERS)
def test_everything_that_is_shown_of_an_example_is_translated(name):
    listener = messages.Listener(ITALIAN.messages)
    messages.show(messages.analysed(FOLDERS[name]), replace(ITALIAN, messages=listener))
    asked = messages.without_own(listener.heard, FOLDERS[name])
    assert len(asked) > 50
    assert sorted(asked - ITALIAN.messages.keys()) == []


def test_the_file_is_sorted_and_says_nothing_twice():
    text = (messages.CATALOGUES / "it.po").read_text("utf-8")
    with (messages.CATALOGUES / "it.po").open("rb") as file:
        ids = [str(message.id) for message in read_po(file) if message.id]
    assert ids == sorted(set(ids))
    assert text.count("\nmsgid ") == len(ids)
    assert "#: " not in text


def test_what_is_kept_and_what_is_dropped_when_sentences_change(tmp_path):
    path = tmp_path / "it.po"
    catalogue = Catalog(locale="it", fuzzy=False)
    catalogue.add("kept {n}", "tenuto {n}")
    catalogue.add("gone", "via")
    catalogue.add("other {a}", "altro {b}")
    with path.open("wb") as file:
        messages.write_po(file, catalogue)
    path.write_bytes(messages.updated(path, ["new", "kept {n}", "other {a}"]))
    assert {str(m.id): m.string for m in messages.read(path) if m.id} == {
        "kept {n}": "tenuto {n}", "new": "", "other {a}": "altro {b}",
    }  # fmt: skip
    assert list(messages.check(path, ["kept {n}", "other {a}", "newer"])) == [
        "missing: newer", "stale: new", "other blanks: other {a}",
    ]  # fmt: skip


def test_translations_are_set_like_their_sentences():
    for sentence, told in ITALIAN.messages.items():
        assert (sentence[:1] == " ") == (told[:1] == " "), sentence
        assert told == told.rstrip(), sentence
        assert (sentence[-1:] == ".") == (told[-1:] == "."), sentence
        assert "'{" not in told, sentence
        assert "}'" not in told, sentence


def test_sentences_are_found_through_variables_tables_and_functions():
    found = messages.read_code()
    assert {
        "customers at '{name}' are told no in a {tone} tone",  # a variable
        "{share} of contacts at '{name}' hang up before anybody answers",  # an entry of a table
        "{n} weak spots",  # an argument that a function hands on
        "Customers it does not suit",  # the name of a figure
    } <= found
    assert "the journey has no touchpoint" not in found  # problems of the files are told in English


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_whatever_a_rule_finds_is_translated(rule, case):
    listener = messages.Listener(ITALIAN.messages)
    speaking = replace(ITALIAN, messages=listener)
    for finding in findings(rule, case):
        assert speaking.say(finding.message)
        assert speaking.say(finding.help)
        listener.get(finding.quick_action or "{}")
    assert not [text for text in listener.heard if text not in ITALIAN.messages and messages.speaks(text)]


@pytest.mark.parametrize("name", FOLDERS)
def test_tables_are_in_the_language_and_have_no_ids(name):
    analysis = messages.analysed(FOLDERS[name])
    head, *rows = plan_rows(analysis.roadmap)
    for row in rows:
        cells = dict(zip(map(ITALIAN.say, head), map(ITALIAN.say, row), strict=True))
        assert re.fullmatch(r"\d{1,2} [a-z]+ \d{4}", cells["Da"])
    told = " ".join(map(ITALIAN.say, plan_notes(analysis.roadmap)))
    assert not [item.id for item in analysis.roadmap.left_out if f" {item.id}," in told]
    for result in analysis.judged.maturity.values():
        for row in maturity_rows(result)[1:]:
            practice, hint = result.practices[row[0]], ITALIAN.say(row[-1])
            assert hint or practice.attained == result.model.top
            assert len(hint) <= ROOM + len("MAP-1.2a: ")


def test_a_score_is_explained_without_weights_where_nothing_is_judged():
    score = messages.analysed(FOLDERS["home-move"]).judged.current["home-move"]
    told = [str(line) for name in score.graph.touchpoints for line in explain_touchpoint(score, name)]
    judged = [line for line in told if line.startswith("  ") and "▸" in line]
    assert all(", weight " in line for line in judged)
    assert [line for line in told if "not judged" in line and "weight" not in line]
    assert [line for line in judged if line.startswith("  Customer effort") and " of 7 ▸" in line]
    assert [line for line in judged if line.startswith("  Satisfaction") and " of 100 ▸" in line]
    assert not [line for line in judged if line.startswith(("  Net", "  Emotion")) and " of 100 ▸" in line]
    assert score.counted < score.coverage


# -- figures -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "written"),
    [
        (number(1234.5), "1.234,5"),
        (share(0.345), "35%"),
        (replace(share(0.345), digits=1), "34,5%"),
        (share(0.094), "9,4%"),
        (number(3.25), "3,3"),
        (number(-2.5, 0), "-3"),
        (score(64.5), "65"),
        (count(12345), "12.345"),
        (money(1234.5, "EUR"), "1.235\u00a0€"),
        (money(2573989, "EUR"), "2.570.000\u00a0€"),
        (money(397000, "USD"), "397.000\u00a0USD"),
        (minutes(145), "2\u00a0h\u00a025\u00a0min"),
        (minutes(5100), "3\u00a0g\u00a013\u00a0h"),
        (minutes(1.25), "1,3\u00a0min"),
        (replace(count(61), kind="weeks", unit="weeks"), "61\u00a0settimane"),
        (replace(count(1), kind="weeks", unit="week"), "1\u00a0settimana"),
    ],
)
def test_figures_are_written_as_in_italy(figure, written):
    assert ITALIAN.say(figure) == written


def test_days_and_quarters():
    assert ITALIAN.date(dt.date(2026, 11, 1)) == "1 novembre 2026"
    assert ITALIAN.quarter(2026, 2) == "T2 2026"
    assert ITALIAN.say(say("Q{quarter} {year}", quarter=2, year=2026)) == "T2 2026"


@pytest.mark.parametrize(
    ("value", "shown"), [(3.25, "3,3"), (2.35, "2,4"), (0.05, "0,1"), (2.675, "2,7"), (2.5, "2,5")]
)
def test_there_is_one_rounding(value, shown):
    assert ITALIAN.say(number(value)) == shown
    assert str(half_up(value, 1)).replace(".", ",") == shown
    assert str(number(value)) == shown.replace(",", ".")


def test_apostrophes_are_those_of_print():
    printed = typographer(ITALIAN)
    assert printed.translate("Differences of the target") == "Differenze dell’obiettivo"
    assert printed.say(say("Map of '{title}'", title="Dell'anno 'x'")) == "Mappa di «Dell'anno 'x'»"


# -- drawings ----------------------------------------------------------------------------------


def test_the_longer_language_is_longer_and_keeps_its_blanks():
    assert lengthened("{n} weak spots") == "[!! {n} weaak sspotts !!]"
    plain, longer = pseudo().messages.keys(), pseudo().messages.values()
    assert sum(map(len, longer)) > 1.3 * sum(map(len, plain))
    assert all(messages.blanks(sentence) == messages.blanks(told) for sentence, told in pseudo().messages.items())


@pytest.mark.parametrize("name", STORIES)
def test_every_output_is_written_in_the_longer_language(name):
    for output in outputs().values():
        written = output.write(analysed(name), Render(pseudo(), layout))
        assert all(written.values())


@pytest.mark.parametrize("speech", ["it", "pseudo"])
@pytest.mark.parametrize(("name", "slug"), CHARTS)
def test_no_text_of_a_drawing_covers_another(name, slug, speech):
    chart = charts(name)[slug]
    if chart.kind == "journey-map":
        check_map(layout_journey_map(chart.view, tongue(speech), SCREEN))
        return
    svg = DRAWERS[chart.kind](chart.view, Render(tongue(speech), layout), SCREEN, slug)
    if chart.kind == "steps":
        keeps_texts_apart(svg)  # its signs lie on the corners of its numbers by design
    else:
        check(svg, SCREEN, slug)


def keeps_texts_apart(svg):
    drawn = read(svg)
    texts = [(element.text, box) for kind, element, box in drawn.painted if kind == "text"]
    for index, (text, box) in enumerate(texts):
        assert drawn.size.holds(box, 0.6), text
        assert not [other for other, second in texts[index + 1 :] if box.overlaps(second, 0.6)], text
