"""What must not lift a level in silence: agreements without a reason, days to come, evidence without an end."""

import datetime as dt

import pytest

from journeymap.maturity.answers import EVIDENCE_DAYS, evidence_until, settle
from journeymap.maturity.assess import assess
from journeymap.maturity.explain import explain_practice
from journeymap.maturity.model import Criterion, MaturityModel
from journeymap.model.assessment import EvidenceItem
from journeymap.views.maturity import maturity
from journeymap.views.maturity_notes import doubt_lines
from journeymap.views.report_maturity import maturity_heading
from tests.support import problems

TODAY = dt.date(2026, 10, 5)
ONE = Criterion(id="COM-1.2a", level=2, text="It holds")
PEOPLE = "respondents: {r-1: {role: a, answers: {COM-1.2a: not_met}}, r-2: {role: b, answers: {COM-1.2a: met}}}"
ALIKE = "respondents: {r-1: {role: a, answers: {COM-1.2a: met}}, r-2: {role: b, answers: {COM-1.2a: met}}}"
WHY = "reason: seen, decided_by: sponsor"


def told(*lines: str, date: str = "2026-10-02") -> list[tuple[str, int]]:
    """Return the problems of an assessment by code and line, the first given line being line 7."""
    body = "".join(f"    {line}\n" for line in lines)
    text = f"""\
project: {{today: 2026-10-05}}
journeys: {{j: {{stages: {{s: {{a: {{channel: phone, ends: completed}}}}}}}}}}
assessments:
  q:
    model: dcx5
    date: {date}
{body}"""
    return [(problem.code, problem.span.line) for problem in problems(text)]


@pytest.mark.parametrize(
    ("people", "agreed", "code"),
    [
        (PEOPLE, "met", "needs-reason"),
        (PEOPLE, "{value: met}", "needs-reason"),
        (PEOPLE, "{value: not_met}", "needs-reason"),
        (PEOPLE, "{value: met, reason: seen}", "needs-reason"),
        (PEOPLE, f"{{value: met, {WHY}}}", "needs-reason"),
        (PEOPLE, f"{{value: met, {WHY}, date: 2026-10-02}}", None),
        (ALIKE, "not_met", "needs-reason"),
        (ALIKE, "met", None),
        ("kind: x", "met", None),
        (PEOPLE, f"{{value: met, {WHY}, date: 2026-10-06}}", "future"),
    ],
)
def test_what_those_asked_did_not_all_say_needs_reason_decider_and_day(people, agreed, code):
    """An agreement against or between the voices says why, who and when; without voices it is just the answer."""
    lines = [f"agreed: {{COM-1.2a: {agreed}}}", *([people] if people != "kind: x" else [])]
    assert told(*lines) == ([(code, 7)] if code else [])


def test_the_missing_parts_of_an_agreement_are_named():
    text = f"assessments: {{q: {{date: 2026-10-02, {PEOPLE}, agreed: {{COM-1.2a: {{value: met, reason: x}}}}}}}}"
    (problem,) = [item for item in problems(text) if item.code == "needs-reason"]
    assert "needs `decided_by`, `date`" in str(problem.message)


@pytest.mark.parametrize(
    ("lines", "date", "expected"),
    [
        (["evidence: {e: {criteria: COM-1.2a, strength: A, recorded: 2029-01-01}}"], "2026-10-02", [("future", 7)]),
        (["respondents: {r-1: {role: a, date: 2031-01-01}}"], "2026-10-02", [("future", 7)]),
        ([], "2031-01-01", [("future", 6)]),
        (["evidence: {e: {criteria: COM-1.2a, strength: A, recorded: 2026-09-02, valid_until: 2026-09-01}}"],
         "2026-10-02", [("out-of-range", 7)]),
        (["evidence: {e: {criteria: COM-1.2a, strength: A, recorded: 2026-10-05, valid_until: 2026-10-05}}"],
         "2026-10-02", []),
    ],
)  # fmt: skip
def test_no_day_of_an_assessment_lies_after_the_day_the_workspace_is_read_on(lines, date, expected):
    assert told(*lines, date=date) == expected


@pytest.mark.parametrize(
    ("given", "until"),
    [
        ({"valid_until": "2026-12-31", "recorded": "2026-01-01"}, dt.date(2026, 12, 31)),
        ({"recorded": "2026-01-01"}, dt.date(2027, 1, 1)),
        ({}, dt.date(2027, 5, 1)),
    ],
)
def test_evidence_without_an_end_counts_a_year_from_its_day_or_from_the_assessment(given, until):
    item = EvidenceItem.model_validate({"criteria": "COM-1.2a", "strength": "A", **given})
    assert evidence_until(item, dt.date(2026, 5, 1), EVIDENCE_DAYS) == until


def test_undated_evidence_expires_and_evidence_of_a_later_day_does_not_count_yet(answered):
    evidence = {
        "undated": {"criteria": ONE.id, "strength": "A"},
        "later": {"criteria": ONE.id, "strength": "B", "recorded": "2026-10-06"},
    }
    made = answered({ONE.id: "met"}, evidence=evidence)
    assert (settle(ONE, made, TODAY).strength, settle(ONE, made, TODAY).early) == ("A", ("later",))
    assert settle(ONE, made, dt.date(2027, 5, 1)).strength == "A"
    late = settle(ONE, made, dt.date(2027, 5, 2))
    assert (late.strength, late.expired) == ("B", ("undated",))


def test_evidence_of_a_later_day_is_listed_and_lifts_nothing(dcx5: MaturityModel, answered):
    evidence = {"e": {"criteria": ["COM-1.2a", "COM-1.2b"], "strength": "A", "recorded": "2029-01-01"}}
    result = assess(dcx5, answered({"COM-1.2a": "met", "COM-1.2b": "met"}, evidence=evidence), TODAY)
    assert (result.practices["COM-1"].attained, result.practices["COM-1"].evidenced) == (2, 1)
    assert "the evidence 'e' does not count yet: it was recorded after the day of reading" in [
        str(line) for line in doubt_lines(result)
    ]


def test_an_abstention_is_no_disagreement(dcx5: MaturityModel, answered):
    """Two who say the same wherever both could tell do not differ, however much one of them left open."""
    people = {
        "r-1": {"role": "a", "answers": {f"COM-2.{code}": "met" for code in ("2a", "2b", "3a", "3b")}},
        "r-2": {"role": "b", "answers": {"COM-2.2a": "unknown", "COM-2.2b": "unknown", "COM-2.3a": "met",
                                         "COM-2.3b": "met"}},
    }  # fmt: skip
    result = assess(dcx5, answered(respondents=people), TODAY)
    assert (result.practices["COM-2"].agreement, result.practices["COM-2"].spread) == (1.0, 0.0)
    assert "those asked agree to 100% where they could tell" in [str(s) for s in explain_practice(result, "COM-2")]


def test_a_real_difference_is_named_as_one_of_progress(dcx5: MaturityModel, answered):
    people = {
        "r-1": {"role": "a", "answers": {"COM-2.2a": "met", "COM-2.2b": "met"}},
        "r-2": {"role": "b", "answers": {"COM-2.2a": "not_met", "COM-2.2b": "unknown"}},
    }
    result = assess(dcx5, answered(respondents=people), TODAY)
    assert result.practices["COM-2"].spread == 0.5
    said = [str(sentence) for sentence in explain_practice(result, "COM-2")]
    assert ("those asked agree to 0% where they could tell; between the two furthest apart, progress (from 1 to 5) "
            "differs by 0.5") in said  # fmt: skip


def test_the_levels_in_the_heading_are_those_of_all_assessed_practices(dcx5: MaturityModel, answered):
    given = {"COM-1.2a": "met", "COM-1.2b": "not_met", **{f"MAP-3.{c}": "met" for c in ("2a", "2b", "3a", "3b")}}
    result = assess(dcx5, answered(given, targets={"COM-1": 3}), TODAY)
    assert str(maturity_heading(result)) == (
        "1 of 1 practices with a target is below it; the 2 assessed practices are at levels 1 to 3 of 5"
    )


def test_the_axis_of_a_phase_shows_level_and_target_of_the_same_practice(dcx5: MaturityModel, answered):
    """The lowest core practice with its own target; among equals the one that lacks most, and how many are there."""
    given = {f"{p}.{c}": "met" for p in ("COM-1", "COM-2") for c in ("2a", "2b", "3a", "3b")}
    row = maturity(assess(dcx5, answered(given, targets={"COM-1": 3, "COM-2": 4}), TODAY)).phases[2]
    assert (row.attained, row.target, row.reached, row.aimed) == (3, 4, 1, 2)
    lower = {**given, "COM-1.3a": "not_met"}
    view = maturity(assess(dcx5, answered(lower, targets={"COM-1": 2, "COM-2": 4}), TODAY))
    assert (view.phases[2].attained, view.phases[2].target) == (2, 2)
    assert (view.phases[2].reached, view.phases[2].aimed) == (1, 2)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("COM-1: {state: inherited, from: q}", "bad-value"),
        ("COM-1: {state: inherited, from: old}", "bad-value"),
        ("COM-2: {state: inherited, from: old}", None),
        ("COM-1: {state: inherited, from: the group's assessment of 2025}", None),
        ("COM-1: {state: not_applicable, reason: no phone}", "bad-value"),
    ],
)
def test_what_is_taken_over_was_assessed_there_and_what_does_not_apply_has_no_target(line, code):
    text = f"""\
project: {{today: 2026-10-05}}
journeys: {{j: {{stages: {{s: {{a: {{channel: phone, ends: completed}}}}}}}}}}
assessments:
  old: {{date: 2025-10-02, agreed: {{COM-2.2a: met}}}}
  q:
    date: 2026-10-02
    targets: {{{"COM-1: 3" if "not_applicable" in line else ""}}}
    practices:
      {line}
"""
    assert [(p.code, p.span.line) for p in problems(text)] == (
        [(code, 7 if "not_applicable" in line else 9)] if code else []
    )
