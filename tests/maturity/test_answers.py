"""From several voices, evidence and probes to one settled answer."""

import datetime as dt

import pytest

from journeymap.maturity.answers import combine, groups, settle
from journeymap.maturity.model import Criterion
from journeymap.maturity.verdicts import verdict

TODAY = dt.date(2026, 5, 30)
FULL = Criterion(id="X-1.2a", level=2, text="It holds", probes=("P07.half", "P18"), auto="full")
PART = Criterion(id="X-1.2a", level=2, text="It holds", probes=("P18",), auto="partial")
NONE = Criterion(id="X-1.2a", level=2, text="It holds")


def people(*answers: tuple[str, str]) -> dict[str, object]:
    """Return respondents who answered the one criterion, as role and answer."""
    return {f"r{i}": {"role": role, "answers": {"X-1.2a": value}} for i, (role, value) in enumerate(answers)}


@pytest.mark.parametrize(
    ("given", "value", "basis"),
    [
        ([], "unknown", "unanswered"),
        (["unknown", "unknown"], "unknown", "unanswered"),
        (["met"], "met", "unanimous"),
        (["met", "met", "unknown"], "met", "unanimous"),
        (["met", "partly"], "partly", "cautious"),
        (["met", "not_met", "partly"], "not_met", "cautious"),
    ],
)
def test_without_an_agreement_the_most_cautious_who_can_tell_decides(given, value, basis):
    assert combine(given) == (value, basis)


def test_the_agreed_answer_wins_over_all_respondents_and_keeps_its_reason(answered):
    agreed = {"X-1.2a": {"value": "met", "reason": "seen in two teams", "decided_by": "assessor"}}
    settled = settle(NONE, answered(agreed, respondents=people(("a", "not_met"), ("b", "partly"))), TODAY)
    assert (settled.value, settled.basis, settled.reason) == ("met", "agreed", "seen in two teams")
    assert settled.agreement == 0.5


def test_answers_are_counted_by_role(answered):
    settled = settle(NONE, answered(respondents=people(("b", "met"), ("a", "partly"), ("a", "unknown"))), TODAY)
    counts = [(r.role, r.n, r.met, r.partly, r.not_met, r.unknown) for r in settled.by_role]
    assert counts == [("a", 2, 0, 1, 0, 1), ("b", 1, 1, 0, 0, 0)]


def test_the_best_valid_evidence_gives_the_strength_and_expired_evidence_is_listed(answered):
    evidence = {
        "old": {"criteria": "X-1.2a", "strength": "A", "valid_until": "2026-05-29"},
        "new": {"criteria": ["X-1.2a"], "strength": "C", "valid_until": "2026-05-30"},
        "other": {"criteria": ["X-1.2b"], "strength": "A"},
    }
    settled = settle(NONE, answered({"X-1.2a": "met"}, evidence=evidence), TODAY)
    assert (settled.strength, settled.expired) == ("C", ("old",))


def test_an_answer_without_evidence_is_only_said_and_no_answer_has_no_strength(answered):
    assert settle(NONE, answered({"X-1.2a": "met"}), TODAY).strength == "D"
    assert settle(NONE, answered(), TODAY).strength is None


def test_a_probe_raises_the_strength_of_an_answer_but_never_the_answer(answered, outcome):
    true = [outcome("P07.half", "true"), outcome("P18", "true")]
    settled = settle(FULL, answered({"X-1.2a": "not_met"}), TODAY, true)
    assert (settled.value, settled.strength, settled.verdict.says) == ("not_met", "A", "confirms")
    assert settle(FULL, answered(), TODAY, true).value == "unknown"
    assert settle(PART, answered({"X-1.2a": "met"}), TODAY, true).strength == "B"


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ([("P07.half", "true"), ("P18", "true")], "confirms"),
        ([("P07.half", "true"), ("P18", "not_applicable")], "confirms"),
        ([("P07.half", "true"), ("P18", "not_available")], "supports"),
        ([("P07.half", "true")], "supports"),
        ([("P07.half", "true"), ("P18", "false")], "contradicts"),
        ([("P07.half", "not_available"), ("P18", "not_applicable")], "nothing"),
        ([("P07.most", "false"), ("P01.all", "false")], "nothing"),
        ([], "nothing"),
    ],
)
def test_a_criterion_is_confirmed_only_if_every_check_of_it_holds(outcome, found, says):
    assert verdict(FULL, [outcome(*item) for item in found]).says == says


def test_a_check_has_to_hold_in_every_journey_of_the_scope(outcome):
    found = [outcome("P18", "true", "buy"), outcome("P18", "false", "leave")]
    assert verdict(PART, found).says == "contradicts"
    assert verdict(PART, found, ["buy"]).says == "supports"


def test_a_partial_probe_never_confirms(outcome):
    assert verdict(PART, [outcome("P18", "true")]).says == "supports"


@pytest.mark.parametrize(
    ("roles", "shown"),
    [
        ("", ()),
        ("ab", ()),
        ("aaa", (("a",),)),
        ("aaabbb", (("a",), ("b",))),
        ("aaaab", (("a", "b"),)),
        ("aaaabbbc", (("a",), ("b", "c"))),
        ("aaabbccc", (("a",), ("b", "c"))),
        ("aabbccddd", (("d",), ("a", "b", "c"))),
        ("abc", (("a", "b", "c"),)),
    ],
)
def test_no_group_is_shown_that_is_small_or_could_be_found_by_subtraction(answered, roles, shown):
    found = groups(answered(respondents=people(*((role, "met") for role in roles))), 3)
    assert found == shown
    assert all(sum(roles.count(role) for role in group) >= 3 for group in found)
