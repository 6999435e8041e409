"""The form as a text: everything asked is in it, and nothing a model says gets out of its place."""

import re

import pytest

from journeymap.languages import available
from journeymap.maturity.questionnaire import ANSWERS, Questionnaire
from journeymap.outputs.questionnaires import Dress, formats
from tests.maturity.replies import models
from tests.outputs.forms import form
from tests.outputs.reports import read


@pytest.mark.parametrize(("core", "practices", "criteria"), [(True, 18, 144), (False, 29, 232)])
def test_the_shipped_model_is_asked_whole_or_by_its_core(core, practices, criteria):
    page = read(form("dcx5", core=core))
    assert len(page.of_class("page")) == 2 + 5
    assert len(page.of_class("practice")) == practices
    boxes = page.of_class("criterion")
    assert len(boxes) == criteria
    for box in boxes:
        inputs = [item for item in box.all("input") if item.attributes.get("type") == "radio"]
        assert [item.attributes["value"] for item in inputs] == list(ANSWERS)
        assert {item.attributes["name"] for item in inputs} == {box.attributes["data-criterion"]}
        assert "checked" not in {key for item in inputs for key in item.attributes}


def test_question_red_flags_and_usual_evidence_stand_where_they_are_needed():
    page = read(form("dcx5"))
    for phase in models()["dcx5"].phases.values():
        for practice in phase.practices.values():
            section = next(
                s for s in page.of_class("practice") if s.attributes["aria-labelledby"] == f"practice-{practice.id}"
            )
            text = section.text
            for wanted in (practice.title, practice.ask, *practice.red_flags):
                assert wanted.replace("'", "’") in text.replace("'", "’")
            for item in practice.criteria.values():
                assert all(shown in text for shown in item.evidence)


@pytest.mark.parametrize("code", sorted(available()))
def test_any_model_is_asked_in_any_language(code):
    page = read(form("small", code))
    assert page.all("html")[0].attributes["lang"] == code
    assert len(page.of_class("phase")) == 3
    assert len(page.of_class("criterion")) == 6


def test_hostile_texts_stay_texts():
    page = form("small", title="</title><script>alert(1)</script>", role='"><img src=x onerror=alert(1)>')
    assert page.count("<script") == 1
    assert "<img" not in page
    assert "<b>First" not in page
    tree = read(page)
    assert [item for item in tree.all() if any(key.startswith("on") or key == "style" for key in item.attributes)] == []
    assert "How? {name}" in tree.text


def test_the_policy_comes_first_and_nothing_is_fetched():
    page = form("dcx5")
    first = read(page).all("head")[0].all("meta")[0].attributes
    assert first["http-equiv"] == "Content-Security-Policy"
    assert first["content"].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in first["content"]
    assert not re.findall(r"(?:src|href)=\"(?!#|data:)", page)
    assert not re.findall(r"url\((?!\"data:)", page)


def test_two_forms_do_not_share_what_they_keep():
    keys = {
        re.search(r'data-key="([^"]+)"', page)[1]
        for page in (form(), form(core=True), form(role="sales"), form(title="Other"), form("dcx5"))
    }
    assert len(keys) == 5
    assert all(key.startswith("journeymap.form.") for key in keys)


def test_the_same_form_is_written_byte_by_byte_and_stays_small():
    from journeymap.languages import language

    again = formats()[".html"].write(
        Questionnaire(models()["dcx5"], False, "Moving house", None), Dress(language("en"))
    )
    assert again == form("dcx5")
    assert len(again.encode()) < 500_000
