"""The docstring of a rule is its manual: complete, and its examples do what they say."""

import re

import pytest

from journeymap.analysis import judge
from journeymap.rules import Rule, shipped
from journeymap.rules.demands import DEMANDS
from journeymap.rules.grounds import cited
from journeymap.views.manuals import rule_page
from tests.rules.manuals import SECTIONS, read_manual
from tests.support import ROOT, tools, workspace

RULES = list(shipped().values())
MARKER = re.compile(r"# finds: ([a-z-]+)")
CURES = re.compile(r"^(use|add|avoid|offer|keep|prefer|require|check|do|ensure|must|should)-|-required$")
THEMES = {"answers", "automation", "channels", "comparison", "discretion", "evidence", "flow", "handover", "plan",
          "recovery", "systems", "tone"}  # fmt: skip
every_rule = pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.id)


def marked(text):
    """Return rule and line of each marker."""
    lines = enumerate(text.split("\n"), 1)
    return {(rule, number) for number, line in lines for rule in MARKER.findall(line)}


def told(text):
    """Return rule and line of each finding; what the map rests on is not the point of an example."""
    judged = judge(workspace(text), tools())
    return {(found.rule, found.span.line) for found in judged.findings if found.theme != "evidence"}, {
        (found.rule, found.span.line) for found in judged.findings
    }


@every_rule
def test_every_section_of_the_manual_is_there(entry):
    manual = read_manual(entry.manual)
    assert manual.title
    assert not manual.title.rstrip(".").endswith(",")
    assert all((manual.why, manual.flagged, manual.fine, manual.remedy, manual.source)), SECTIONS


@every_rule
def test_the_flagged_example_fires_this_rule_where_it_says_and_no_other(entry):
    text = read_manual(entry.manual).flagged
    shown, every = told(text)
    assert marked(text)
    assert {item for item in every if item[0] == entry.id} == marked(text)
    assert shown <= marked(text)


@every_rule
def test_the_fine_example_fires_nothing(entry):
    text = read_manual(entry.manual).fine
    shown, every = told(text)
    assert "# finds:" not in text
    assert shown == set()
    assert entry.id not in {rule for rule, _ in every}


@every_rule
def test_the_id_is_the_name_of_the_file_and_the_theme_that_of_the_folder(entry):
    module = entry.check.__module__.split(".")
    assert module[-1].replace("_", "-") == entry.id
    assert module[-2] == entry.theme


@every_rule
def test_the_name_says_the_flaw(entry):
    assert not CURES.search(entry.id)


@every_rule
def test_what_a_rule_declares_is_known(entry):
    assert entry.gap_kind in {"technology", "process", "data", "people"}
    assert entry.over in {"journey", "workspace"}
    assert entry.demands
    assert set(entry.demands) <= DEMANDS.keys()
    assert entry.quick_action
    assert not entry.quick_action.endswith(".")


@every_rule
def test_sources_exist_and_none_that_is_not_traced_stands_behind_a_rule(entry):
    assert cited(entry).keys() == {*entry.sources}
    assert {claim.grade for claim in cited(entry).values()} <= {"A", "B", "C"}


@every_rule
def test_a_rule_cites_a_claim_or_says_that_it_is_a_convention(entry):
    source = read_manual(entry.manual).source
    assert entry.sources or "ractice convention" in source
    assert set(re.findall(r"\(claim\s+`([a-z0-9-]+)`", source)) == {*entry.sources}


@every_rule
def test_grades_are_printed_by_code_and_not_typed_into_a_manual(entry):
    assert not re.search(r"grade [A-F]\b", read_manual(entry.manual).source)
    page = rule_page(entry)
    told = [str(block.words) for block in page.blocks if block.kind == "item"]
    for name, claim in cited(entry).items():
        may = "may set a limit" if claim.may_set_threshold else "may not set a limit"
        (line,) = [text for text in told if text.startswith(f"`{name}`")]
        assert f"{claim.source}, {claim.year}, grade {claim.grade}" in line
        assert f", {may}: " in line
        assert claim.statement in line


@every_rule
def test_a_page_shows_sections_examples_and_limits_in_order(entry):
    page = rule_page(entry)
    headings = [str(block.words) for block in page.blocks if block.kind == "heading"]
    assert headings == [*SECTIONS, *(["Limits"] if entry.limits else [])]
    manual = read_manual(entry.manual)
    assert [block.words for block in page.blocks if block.kind == "code"] == [
        manual.flagged.strip("\n"), manual.fine.strip("\n"),
    ]  # fmt: skip
    assert next(str(block.words) for block in page.blocks if block.kind == "text") == manual.why.split("\n\n")[0]


@every_rule
def test_a_limit_without_a_claim_is_called_a_convention_and_named_in_the_manual(entry: Rule):
    source = read_manual(entry.manual).source
    if entry.limits:
        assert "onvention" in source
        missing = [name for name in entry.limits if f"`{name}`" not in read_manual(entry.manual).source]
        assert missing == []


def test_every_theme_has_a_rule():
    assert {entry.theme for entry in RULES} == THEMES


def test_every_demand_has_a_rule():
    answered = {demand for entry in RULES for demand in entry.demands}
    assert {demand for demand in DEMANDS if not demand.startswith("phase")} <= answered


def test_each_rule_has_its_cases():
    written = {path.stem for path in (ROOT / "tests" / "rules" / "cases").glob("*.yaml")}
    assert written == {entry.id for entry in RULES}


def test_a_manual_without_sections_is_a_title():
    assert read_manual("Something\n  is wrong.").title == "Something is wrong."
    assert read_manual("Something is wrong.").flagged == ""
