"""Replies put together: nothing lost, nothing averaged, nobody found out."""

import datetime as dt
from itertools import permutations

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.maturity.assessment_file import assessment_file
from journeymap.maturity.collect import already, collect, fitting, merged, renewed
from journeymap.maturity.reply import Received
from journeymap.model.assessment import Assessment, Scope
from journeymap.source import Span
from journeymap.views.collected import collected_notes, collected_rows, conflict_lines
from tests.maturity.replies import REPLIES, reply, small
from tests.support import loaded

DAY = dt.date(2026, 10, 2)
MET = {"ONE-1.2a": "met"}
SAYS = reply("a", answers=MET)
THREE = (
    reply("a", "service", {"ONE-1.2a": "met", "ONE-1.3a": "unknown", "TWO-1.2a": "unknown"}),
    reply("b", "sales", {"ONE-1.2a": {"value": "not_met", "note": "since May"}, "ONE-1.3a": "partly", "TWO-1.2a": "unknown"}),
    reply("c", "service", {"ONE-1.2a": "met", "TWO-1.3a": {"note": "ask IT"}},
          evidence=[{"criteria": "ONE-1.2a", "strength": "B"}, {"criteria": "TWO-1.2a", "strength": "C"}]),
)  # fmt: skip


def received(*replies):
    return [Received(item, Span(f"{n}.yaml", 3, 13, 3, 14)) for n, item in enumerate(replies)]


def crowd(model_roles):
    """Return one respondent for each role, all answering the first criterion."""
    return [reply(f"r{n}", role, {"ONE-1.2a": value}) for n, (role, value) in enumerate(model_roles)]


def test_every_answer_note_and_piece_of_evidence_is_kept():
    found = collect(THREE, small(), DAY)
    people = found.assessment.respondents
    assert list(people) == ["a", "b", "c"]
    assert people["b"].answers["ONE-1.2a"].note == "since May"
    assert "TWO-1.3a" not in people["c"].answers
    assert found.loose == (("TWO-1.3a", "c", "ask IT"),)
    assert list(found.assessment.evidence) == ["c-1", "c-2"]
    assert found.assessment.agreed == {}


def test_those_who_differ_are_a_conflict_and_those_who_cannot_tell_are_not():
    found = collect(THREE, small(), DAY)
    assert [(item.criterion, dict(item.counts)) for item in found.conflicts] == [("ONE-1.2a", {"met": 2, "not_met": 1})]
    assert [item.criterion for item in found.unknown] == ["TWO-1.2a"]
    first, second = found.practices
    assert first.agreement == 0  # met against not met; the other criterion has one known answer
    assert second.agreement is None


def test_agreement_by_hand():
    replies = crowd([("x", "met"), ("y", "partly"), ("z", "unknown")])
    assert collect(replies, small(), DAY).practices[0].agreement == 0.5


def test_roles_are_not_shown_apart_below_the_smallest_group():
    few = collect(crowd([("x", "met")] * 3 + [("y", "not_met")] * 2), small(), DAY)
    assert few.practices[0].difference is None
    assert "are not shown" in str(list(collected_notes(few, small()))[1])
    enough = collect(crowd([("x", "met")] * 3 + [("y", "not_met")] * 3), small(), DAY)
    assert enough.groups == (("x",), ("y",))
    assert enough.practices[0].difference == 1


def test_a_group_large_enough_of_which_too_few_could_tell_is_not_shown():
    found = collect(crowd([("x", "met")] * 3 + [("y", "not_met")] * 2 + [("y", "unknown")]), small(), DAY)
    assert found.groups == (("x",), ("y",))
    assert list(found.practices[0].by_group) == [("x",)]
    assert found.practices[0].difference is None


def test_one_respondent_twice_is_a_problem_that_names_both_places():
    problems = fitting(received(SAYS, reply("b", answers=MET), SAYS), small())
    assert [(str(item.span), str(item.also), item.code) for item in problems] == [
        ("2.yaml:3:13", "0.yaml:3:13", "duplicate-respondent")
    ]


def test_answers_to_another_model_or_version_do_not_go_together():
    problems = fitting(
        received(SAYS, reply("b", answers=MET, version="3"), reply("c", answers=MET, model="dcx5", version="0.1.0")),
        small(),
    )
    assert [str(item.message) for item in problems] == [
        "these answers are to small 3, not to small 2", "these answers are to dcx5 0.1.0, not to small 2",
    ]  # fmt: skip


def test_answers_to_an_earlier_version_are_brought_up_to_date_and_what_is_gone_is_named():
    old = reply(version="1", answers={"OLD-1.2a": "met", "OLD-1.3a": "met", "TWO-1.2a": "partly"},
                evidence=[{"criteria": ["OLD-1.2a", "OLD-1.3a"], "strength": "A"}])  # fmt: skip
    fresh, gone = renewed(old, small())
    assert fresh.model_version == "2"
    assert {code: answer.value for code, answer in fresh.answers.items()} == {"ONE-1.2a": "met", "TWO-1.2a": "partly"}
    assert fresh.evidence[0].criteria == ("ONE-1.2a",)
    assert gone == ("OLD-1.3a",)
    assert renewed(fresh, small()) == (fresh, ())


def test_the_file_is_read_back_as_the_same_assessment_and_its_comments_settle_when_filled_in():
    replies = (
        reply("a", "service", {"COM-1.2a": "met", "COM-1.2b": "unknown"}, model="dcx5", version="0.1.0", side="front_line"),
        reply("b", "sales", {"COM-1.2a": {"value": "not_met", "note": 'not: in "chat"\n# or mail'}}, model="dcx5", version="0.1.0"),
    )  # fmt: skip
    from journeymap.maturity.model import builtin_models

    model = builtin_models()["dcx5"]
    found = collect(replies, model, DAY)
    text = assessment_file(found, "q4", model)
    journey = "journeys: {j: {stages: {s: {a: {channel: web, ends: completed}}}}}"
    opened = loaded(journey, text)
    assert opened.problems == ()
    assert opened.workspace.content.assessments["q4"] == found.assessment
    settled = (
        text.replace("    # agreed:", "    agreed:")
        .replace("    #   COM-1.2a: {value: , reason: , decided_by: ,",
                 "      COM-1.2a: {value: partly, reason: two of five, decided_by: sponsor,")
    )  # fmt: skip
    assert loaded(journey, settled).workspace.content.assessments["q4"].agreed["COM-1.2a"].value == "partly"
    emptied = text.replace("    # agreed:", "    agreed:").replace("    #   COM-1.2a:", "      COM-1.2a:")
    assert "bad-choice" in {problem.code for problem in loaded(journey, emptied).problems}


def test_the_table_and_the_conflicts_in_words():
    found = collect(THREE, small(), DAY)
    rows = [[str(cell) for cell in row] for row in collected_rows(found, small())]
    assert rows[1][2:] == ["2 of 2", "1", "0", "0%", ""]
    assert [str(line) for line in conflict_lines(found, small())] == ["ONE-1.2a: 2 met, 1 not met: =1+1 is two"]


@given(st.lists(REPLIES, min_size=1, max_size=4, unique_by=lambda item: item.respondent))
@settings(max_examples=50)
def test_nothing_is_lost_and_the_order_of_files_changes_nothing_that_is_shown(replies):
    found = collect(replies, small(), DAY)
    given_ = {(r.respondent, code, a.value, a.note) for r in replies for code, a in r.answers.items() if a.value}
    kept = {
        (n, code, g.value, g.note) for n, p in found.assessment.respondents.items() for code, g in p.answers.items()
    }
    assert kept == given_
    loose = {(code, r.respondent, a.note) for r in replies for code, a in r.answers.items() if a.value is None}
    assert set(found.loose) == loose
    assert list(found.assessment.evidence.values()) == [item for r in replies for item in r.evidence]
    read = yaml.safe_load(assessment_file(found, "x", small()))["assessments"]["x"]
    assert Assessment.model_validate(read) == found.assessment
    for order in list(permutations(replies))[:6]:
        again = collect(order, small(), DAY)
        assert [item.counts for p in again.practices for item in p.criteria] == [
            item.counts for p in found.practices for item in p.criteria
        ]
        assert [(p.agreement, p.difference) for p in again.practices] == [
            (p.agreement, p.difference) for p in found.practices
        ]


def test_another_model_or_version_is_told_where_it_is_named():
    at = {"model": Span("a.yaml", 1, 8, 1, 12), "model_version": Span("a.yaml", 2, 16, 2, 17)}
    for other, place in (
        (reply("a", answers=MET, version="3"), "a.yaml:2:16"),
        (reply("a", answers=MET, model="x"), "a.yaml:1:8"),
    ):
        (problem,) = fitting([Received(other, Span("a.yaml", 3, 13, 3, 14), at)], small())
        assert str(problem.span) == place


def test_answers_to_different_scopes_do_not_go_together():
    at = {"scope": Span("b.yaml", 3, 8, 3, 9)}
    one, two = reply("a", answers=MET, scope="returns"), reply("b", answers=MET, scope="purchase")
    none = reply("c", answers=MET)
    found = fitting([*received(one), Received(two, Span("b.yaml", 4, 1, 4, 2), at), *received(none)], small())
    assert {(str(item.span), item.code, str(item.message)) for item in found} == {
        ("b.yaml:3:8", "other-scope", "these answers speak of 'purchase', not of 'returns'"),
        ("0.yaml:3:13", "other-scope", "these answers name no scope; the others speak of 'returns'"),
    }
    assert collect([one], small(), DAY, Scope(unit="returns")).assessment.scope.unit == "returns"


def test_a_file_in_which_nothing_is_answered_is_a_problem():
    (problem,) = fitting(received(reply("a"), SAYS.model_copy(update={"respondent": "b"})), small())
    assert (problem.code, str(problem.message)) == ("nothing-answered", "nothing is answered in this file")
    assert fitting(received(reply("a", answers={"ONE-1.2a": {"note": "ask IT"}})), small()) == ()


BEFORE = Assessment.model_validate(
    {
        "title": "Autumn", "model": "small", "model_version": "2", "date": "2026-10-02", "scope": {"unit": "shop"},
        "respondents": {"a": {"role": "service", "answers": {"ONE-1.2a": "met", "TWO-1.2a": "met"}},
                        "b": {"role": "sales", "answers": {"ONE-1.2a": {"value": "not_met", "note": "since May"}}}},
        "agreed": {"ONE-1.2a": {"value": "partly", "reason": "half", "decided_by": "sponsor", "date": "2026-10-02"}},
        "evidence": {"c-1": {"criteria": ["ONE-1.2a"], "strength": "A"}},
        "practices": {"TRE-1": {"state": "not_applicable", "reason": "no such thing"}},
        "targets": {"ONE-1": {"level": 3, "by": "2027-06-30"}},
    }
)  # fmt: skip
LATE = reply("c", "IT", {"ONE-1.2a": "met", "TWO-1.2a": "not_met"}, scope="shop",
             evidence=[{"criteria": "TWO-1.2a", "strength": "B"}])  # fmt: skip


def test_a_latecomer_is_added_and_nothing_settled_is_lost():
    found = merged(BEFORE, [LATE], small())
    after = found.assessment
    assert list(after.respondents) == ["a", "b", "c"]
    assert [after.respondents[mark] for mark in "ab"] == list(BEFORE.respondents.values())
    for key in ("title", "date", "scope", "agreed", "practices", "targets"):
        assert getattr(after, key) == getattr(BEFORE, key)
    assert list(after.evidence) == ["c-1", "c-2"]
    assert after.evidence["c-1"] == BEFORE.evidence["c-1"]
    assert [item.criterion for item in found.conflicts] == ["TWO-1.2a"]  # the other one is settled
    assert found.against == (("ONE-1.2a", "c", "met"),)
    text = assessment_file(found, "q4", small())
    assert Assessment.model_validate(yaml.safe_load(text)["assessments"]["q4"]) == after
    assert "#   TWO-1.2a: {value: ," in text
    assert "#   ONE-1.2a: {value: ," not in text
    assert "#   ONE-1.2a, c: met" in text


def test_the_same_answers_again_are_already_there_and_other_answers_under_the_same_mark_are_refused():
    same = reply("a", "service", {"ONE-1.2a": "met", "TWO-1.2a": "met"}, scope="shop")
    other = reply("b", "sales", {"ONE-1.2a": "met"}, scope="shop")
    assert already(same, BEFORE)
    assert not already(other, BEFORE)
    (problem,) = fitting(received(other, LATE), small(), BEFORE)
    assert (problem.code, str(problem.message)) == (
        "duplicate-respondent", "respondent 'b' is in the assessment with other answers or evidence",
    )  # fmt: skip


def test_a_latecomer_of_another_scope_is_refused():
    (problem,) = fitting(received(LATE.model_copy(update={"scope": "office"})), small(), BEFORE)
    assert str(problem.message) == "these answers speak of 'office', not of 'shop'"


@given(st.lists(REPLIES, min_size=2, max_size=4, unique_by=lambda item: item.respondent))
@settings(max_examples=30)
def test_merging_one_after_the_other_gives_what_collecting_at_once_gives(replies):
    whole = collect(replies, small(), DAY)
    grown = merged(collect(replies[:1], small(), DAY).assessment, replies[1:], small())
    assert grown.assessment == whole.assessment
    late, all_ = (
        {item.criterion: item.counts for practice in found.practices for item in practice.criteria if item.counts}
        for found in (grown, whole)
    )
    assert late.items() <= all_.items()
