"""From a whole assessment to levels with their reasons."""

import datetime as dt

import pytest

from journeymap.errors import UnknownName
from journeymap.maturity.assess import assess
from journeymap.maturity.explain import explain_criterion, explain_practice
from journeymap.maturity.model import MaturityModel
from journeymap.maturity.trend import compare

TODAY = dt.date(2026, 5, 30)
SEE = ("SEE-1.2a", "SEE-1.3a", "SEE-1.4a", "SEE-1.4b")


def answers(*values: str) -> dict[str, object]:
    """Return agreed answers to the first practice of the small model."""
    return dict(zip(SEE, values, strict=False))


def sentences(result, code: str) -> list[str]:
    return [str(sentence) for sentence in explain_practice(result, code)]


def test_a_model_of_three_phases_and_four_levels_is_scored(small: MaturityModel, answered):
    result = assess(small, answered(answers("met", "met", "not_met", "met")), TODAY)
    see = result.practices["SEE-1"]
    assert (see.attained, see.progress, see.evidenced) == (3, 3.5, 1)
    assert [item.id for item in see.missing] == ["SEE-1.4a"]
    assert [item.id for item in see.holding_down] == ["SEE-1.4a"]
    assert [item.id for item in see.criteria if item.lifts] == ["SEE-1.4a"]
    assert result.practices["THINK-1"].state == "not_assessed"


def test_what_is_not_assessed_has_no_level_and_is_not_level_one(small: MaturityModel, answered):
    states = {
        "SEE-1": {"state": "not_applicable", "reason": "done by a partner"},
        "THINK-1": {"state": "inherited", "from": "the group"},
        "ACT-1": "not_assessed",
    }
    states["ACT-1"] = {"state": "not_assessed"}
    result = assess(small, answered(answers("met"), practices=states), TODAY)
    assert [(p.state, p.attained) for p in result.practices.values()] == [
        ("not_applicable", None), ("inherited", None), ("not_assessed", None),
    ]  # fmt: skip
    assert sentences(result, "SEE-1") == ["'Look' does not apply here: done by a partner"]
    assert sentences(result, "THINK-1") == ["'Think' is taken over from elsewhere, where its level stands: the group"]
    assert sentences(result, "ACT-1") == ["'Act' was not assessed"]
    assert [phase.median for phase in result.phases] == [None, None, None]


def test_unknown_answers_give_bounds_and_too_many_make_a_level_provisional(small: MaturityModel, answered):
    see = assess(small, answered(answers("met", "unknown", "met")), TODAY).practices["SEE-1"]
    assert (see.low, see.attained, see.high) == (2, 2, 4)
    assert (see.progress, see.progress_high) == (2.25, 4.0)
    assert see.coverage_of_answers == 0.5
    said = "50% of the criteria have no answer, so the level lies between 2 and 4"
    assert said in sentences(assess(small, answered(answers("met", "unknown", "met")), TODAY), "SEE-1")
    assert not see.provisional
    assert assess(small, answered(answers("met")), TODAY).practices["SEE-1"].provisional


def test_more_than_a_fifth_unknown_is_provisional_in_the_reference_model(dcx5: MaturityModel, answered):
    codes = list(dcx5.practices["STR-1"].criteria)
    seven = assess(dcx5, answered(dict.fromkeys(codes[:7], "met")), TODAY).practices["STR-1"]
    six = assess(dcx5, answered(dict.fromkeys(codes[:6], "met")), TODAY).practices["STR-1"]
    assert (seven.provisional, six.provisional) == (False, True)


def test_the_evidenced_level_counts_only_what_was_measured_or_observed(small: MaturityModel, answered):
    evidence = {
        "e1": {"criteria": "SEE-1.2a", "strength": "B"},
        "e2": {"criteria": "SEE-1.3a", "strength": "C"},
    }
    see = assess(small, answered(answers("met", "met"), evidence=evidence), TODAY).practices["SEE-1"]
    assert (see.attained, see.evidenced) == (3, 2)


def test_a_false_probe_against_a_met_answer_is_a_conflict_until_somebody_says_why(small, answered, outcome):
    false = [outcome("P07.half", "false")]
    result = assess(small, answered(answers("met", "met", "met", "met")), TODAY, false)
    assert [(c.criterion, c.decides, c.open) for c in result.conflicts] == [("SEE-1.3a", True, True)]
    assert result.practices["SEE-1"].attained == 4
    assert "SEE-1.3a is answered met, but the map says so" in sentences(result, "SEE-1")
    reasoned = answers("met", {"value": "met", "reason": "the map is old"})  # type: ignore[arg-type]
    result = assess(small, answered(reasoned), TODAY, false)
    assert [c.open for c in result.conflicts] == [False]
    assert "SEE-1.3a stands nevertheless: the map is old" in sentences(result, "SEE-1")


def test_a_false_probe_is_no_conflict_where_the_answer_claims_nothing(small, answered, outcome):
    result = assess(small, answered(answers("met", "partly")), TODAY, [outcome("P07.half", "false")])
    assert result.conflicts == ()


def test_deciding_probes_suggest_an_answer_and_do_not_give_it(small, answered, outcome):
    true, false = outcome("P07.half", "true"), outcome("P07.half", "false")
    unsaid = answered(answers("met"))
    suggested = [
        (item.id, item.value, item.suggested)
        for found in (true, false)
        for item in assess(small, unsaid, TODAY, [found]).practices["SEE-1"].criteria
        if item.suggested
    ]
    assert suggested == [("SEE-1.3a", "unknown", "met"), ("SEE-1.3a", "unknown", "not_met")]
    assert assess(small, unsaid, TODAY, [true]).practices["SEE-1"].attained == 2


def test_a_level_without_its_foundation_is_noted_and_not_cut(small: MaturityModel, answered):
    think = {"THINK-1.2a": "met", "THINK-1.3a": "met"}
    result = assess(small, answered({**think, **answers("met")}), TODAY).practices["THINK-1"]
    assert [(f.practice, f.needed, f.has) for f in result.foundations_unmet] == [("SEE-1", 3, 2)]
    assert (result.attained, result.without_foundation) == (3, True)
    alone = assess(small, answered(think), TODAY).practices["THINK-1"]
    assert [f.has for f in alone.foundations_unmet] == [None]
    assert not alone.without_foundation
    firm = assess(small, answered({**think, **answers("met", "met")}), TODAY).practices["THINK-1"]
    assert firm.foundations_unmet == ()


def test_targets_leave_out_what_was_not_assessed(small: MaturityModel, answered):
    targets = {"SEE-1": 4, "THINK-1": {"level": 3, "by": "2026-12-31"}, "ACT-1": 2}
    given = {**answers("met"), "ACT-1.2a": "met", "ACT-1.3a": "met"}
    result = assess(small, answered(given, targets=targets), TODAY)
    assert result.percent_to_target == pytest.approx(1 - 2 / 4)
    assert result.targets_left_out == ("THINK-1",)
    assert [result.practices[name].gap for name in ("SEE-1", "THINK-1", "ACT-1")] == [2, None, 0]


def test_a_phase_shows_its_weakest_core_practice_and_the_median(dcx5: MaturityModel, answered):
    given = dict.fromkeys(dcx5.practices["STR-1"].criteria, "met")
    given |= {code: "met" for code, c in dcx5.practices["STR-2"].criteria.items() if c.level == 2}
    given |= dict.fromkeys(dcx5.practices["STR-4"].criteria, "not_met")
    phase = assess(dcx5, answered(given), TODAY).phases[0]
    assert [p.attained for p in phase.practices] == [5, 2, None, 1, None]
    assert (phase.minimum_core, phase.weakest, phase.median) == (2, ("STR-2",), 2.0)
    assert phase.mean == pytest.approx(8 / 3)


def group(role: str, *people: tuple[str, str]) -> dict[str, object]:
    return {f"{role}{i}": {"role": role, "answers": answers(*given)} for i, given in enumerate(people)}


def test_groups_are_compared_where_they_are_large_enough(small: MaturityModel, answered):
    respondents = {
        **group("board", ("met", "met"), ("met", "met")),
        **group("shop", ("met", "not_met"), ("met", "met")),
    }
    result = assess(small, answered(respondents=respondents), TODAY)
    see = result.practices["SEE-1"]
    assert [(g.roles, g.n, g.attained) for g in see.groups] == [(("board",), 2, 3), (("shop",), 2, 2)]
    assert (see.attained, see.spread, see.role_difference) == (2, 1.0, 1.0)
    assert result.respondents.groups == ((("board",), 2), (("shop",), 2))
    assert result.respondents.withheld is None
    assert result.respondents.agreement == 0.5


def test_a_lone_voice_is_never_shown_apart_and_the_result_says_why(small: MaturityModel, answered):
    respondents = {**group("board", ("met", "met")), **group("shop", ("met", "not_met"), ("met", "met"))}
    result = assess(small, answered(respondents=respondents), TODAY)
    assert result.respondents.groups == ((("board", "shop"), 3),)
    assert "not shown by role" in str(result.respondents.withheld)
    more = assess(small, answered(respondents={**respondents, **group("it", ("met",), ("met",))}), TODAY)
    assert more.respondents.groups == ((("it",), 2), (("board", "shop"), 3))
    assert "shown together" in str(more.respondents.withheld)
    alone = assess(small, answered(respondents=group("board", ("met", "met"))), TODAY)
    assert alone.respondents.groups == ()
    assert "fewer than 2 people in a group" in str(alone.respondents.withheld)
    assert alone.practices["SEE-1"].groups == ()


def test_expired_evidence_and_an_outdated_assessment_are_told(small: MaturityModel, answered):
    evidence = {"e1": {"criteria": "SEE-1.2a", "strength": "A", "valid_until": "2026-05-01"}}
    result = assess(small, answered(answers("met"), evidence=evidence, valid_until="2026-05-29"), TODAY)
    assert (result.expired, result.outdated) == (("e1",), True)
    assert "the evidence 'e1' no longer counts: it is past its day" in sentences(result, "SEE-1")
    earlier = assess(small, answered(answers("met"), evidence=evidence), dt.date(2026, 5, 1))
    assert (earlier.expired, earlier.practices["SEE-1"].evidenced) == ((), 2)


def test_an_answer_to_another_version_of_the_model_is_marked(small: MaturityModel, answered):
    assert assess(small, answered(model_version="1"), TODAY).model_changed
    assert not assess(small, answered(model_version="2"), TODAY).model_changed
    assert not assess(small, answered(), TODAY).model_changed


def test_the_explanation_says_what_holds_the_level_down_and_what_would_lift_it(small: MaturityModel, answered):
    result = assess(small, answered(answers("met", "not_met", "met", "unknown"), targets={"SEE-1": 4}), TODAY)
    assert sentences(result, "SEE-1") == [
        "'Look' is at level 2 of 4: b",
        "level 3 does not hold because SEE-1.3a is not met: We look often",
        "level 3 needs one answer: SEE-1.3a, once it is partly met",
        "what was measured or observed gives level 1 alone",
        "25% of the criteria have no answer, which makes no difference to the level",
        "the target is level 4, 2 above",
        "on the way there, 2 criteria are open: 2 not classified",
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            ("not_met", "not_met"),
            ["level 2 needs 2 answers: COM-1.2a, COM-1.2b", "for one of them partly met is enough"],
        ),
        (("partly", "not_met"), ["level 2 needs one answer: COM-1.2b, once met"]),
        (("partly", "partly"), ["level 2 needs one answer: either of COM-1.2a, COM-1.2b, once met"]),
        (("met", "unknown"), ["level 2 needs one answer: COM-1.2b, once it is partly met"]),
        (
            ("met", "partly", "partly", "partly"),
            ["level 3 needs 2 answers: all but one of COM-1.2b, COM-1.3a, COM-1.3b"],
        ),
        (
            ("met", "partly", "not_met", "partly"),
            ["level 3 needs 2 answers: COM-1.3a, and all but one of COM-1.2b, COM-1.3b"],
        ),
        (("met",) * 8, []),
    ],
)
def test_the_explanation_names_the_cheapest_answers_that_lift_the_level(dcx5: MaturityModel, answered, values, said):
    given = dict(zip(dcx5.practices["COM-1"].criteria, values, strict=False))
    told = sentences(assess(dcx5, answered(given), TODAY), "COM-1")
    assert [line for line in told if " needs " in line or "partly met is enough" in line] == said


def test_every_practice_of_the_reference_model_can_be_explained(dcx5: MaturityModel, answered):
    given = dict.fromkeys(dcx5.criteria, "partly")
    result = assess(dcx5, answered(given), TODAY)
    for name in dcx5.practices:
        assert sentences(result, name)


def test_an_unknown_practice_is_a_mistake_the_user_can_put_right(small: MaturityModel, answered):
    with pytest.raises(UnknownName, match="'NO-1' is not a practice"):
        explain_practice(assess(small, answered(), TODAY), "NO-1")


def test_the_trend_names_what_moved(small: MaturityModel, answered):
    old = assess(small, answered(answers("met", "not_met", "met", "unknown")), TODAY)
    new = assess(small, answered(answers("met", "met", "partly", "met"), targets={"SEE-1": 4}), TODAY)
    moved = compare(old, new)
    see = moved.practices[0]
    assert (see.attained, see.better, see.worse) == ((2, 4), ("SEE-1.3a",), ("SEE-1.4a",))
    assert see.progress == (2.25, 3.75)
    assert see.progress_to_date == pytest.approx(1.5 / 1.75)
    assert moved.practices[1].progress_to_date is None
    assert moved.caution is None


def test_the_trend_warns_of_different_models_versions_and_kinds(small, dcx5, answered):
    now = assess(small, answered(), TODAY)
    assert "different models" in str(compare(assess(dcx5, answered(), TODAY), now).caution)
    assert "different versions" in str(compare(assess(small, answered(model_version="1"), TODAY), now).caution)
    assert "different kinds" in str(compare(assess(small, answered(**{"class": "A"}), TODAY), now).caution)


def test_there_is_no_overall_number(small: MaturityModel, answered):
    """A single figure for a whole organisation would hide what must be shown: levels stand side by side."""
    result = assess(small, answered(), TODAY)
    assert not {"score", "level", "attained", "total", "mean", "overall"} & set(dir(result))


def test_the_explanation_of_a_reached_target_and_an_open_foundation(small: MaturityModel, answered):
    given = {"THINK-1.2a": "met", "THINK-1.3a": "met", "THINK-1.4a": "met"}
    evidence = {"e": {"criteria": list(given), "strength": "A"}}
    alone = assess(small, answered(given, evidence=evidence, targets={"THINK-1": 4}), TODAY)
    assert sentences(alone, "THINK-1") == [
        "'Think' is at level 4 of 4: d",
        "what was measured or observed gives the same level",
        "the target, level 4, is reached",
        "it stands on 'Look' at level 3, which was not assessed",
    ]
    short = assess(small, answered({**given, **answers("met")}), TODAY)
    assert "it stands on 'Look' at level 3, which is at 2" in sentences(short, "THINK-1")


def test_the_explanation_names_what_the_maps_would_answer(small: MaturityModel, answered, outcome):
    result = assess(small, answered(answers("met")), TODAY, [outcome("P07.half", "true")])
    assert "SEE-1.3a is unknown, while the maps say: met" in sentences(result, "SEE-1")
    assert "with so many open answers the level is provisional" in sentences(result, "SEE-1")
    assert result.practices["SEE-1"].criteria[1].strength == "A"


def test_executives_and_front_line_are_compared_only_if_both_are_enough(small: MaturityModel, answered):
    above = [("met", "met"), ("met", "met")]
    below = [("met", "not_met"), ("met", "not_met")]
    people = {f"a{i}": {"role": "board", "side": "executive", "answers": answers(*v)} for i, v in enumerate(above)}
    people |= {f"b{i}": {"role": "shop", "side": "front_line", "answers": answers(*v)} for i, v in enumerate(below)}
    result = assess(small, answered(respondents=people), TODAY)
    assert result.practices["SEE-1"].side_difference == 1.0
    assert "by progress, executives see it 1.0 above what the front line sees" in sentences(result, "SEE-1")
    assert "board (2 people) see it at level 3" in sentences(result, "SEE-1")
    del people["b1"]
    assert assess(small, answered(respondents=people), TODAY).practices["SEE-1"].side_difference is None


def test_coverage_is_the_part_of_the_customers_whose_journeys_a_practice_holds_for(small: MaturityModel, answered):
    given = answered(
        answers("met"),
        scope={"journeys": ["buy", "move"]},
        practices={"SEE-1": {"state": "assessed", "journeys": "buy"}},
    )
    result = assess(small, given, TODAY, traffic={"buy": 300.0, "move": 100.0})
    coverage = result.practices["SEE-1"].coverage
    assert coverage is not None
    assert (coverage.journeys, coverage.of, coverage.share) == (("buy",), ("buy", "move"), 0.75)
    assert "it holds for buy, 1 of 2 journeys with 75% of their customers" in sentences(result, "SEE-1")
    unknown = assess(small, given, TODAY, traffic={"buy": 300.0})
    assert unknown.practices["SEE-1"].coverage.share is None
    assert "it holds for buy, 1 of 2 journeys" in sentences(unknown, "SEE-1")
    assert assess(small, answered(answers("met")), TODAY).practices["SEE-1"].coverage is None


def test_a_criterion_is_explained_with_who_said_what_and_why_it_was_settled(small, answered, outcome):
    people = {**group("board", ("met", "met"), ("met", "met")), **group("shop", ("met", "not_met"), ("met", "unknown"))}
    agreed = {"SEE-1.3a": {"value": "met", "reason": "seen twice", "decided_by": "assessor", "date": "2026-05-02"}}
    evidence = {"e": {"criteria": "SEE-1.3a", "strength": "A", "valid_until": "2026-01-01"}}
    result = assess(
        small, answered(agreed, respondents=people, evidence=evidence), TODAY, [outcome("P07.half", "false")]
    )
    assert [str(line) for line in explain_criterion(result, "SEE-1.3a")] == [
        "SEE-1.3a is met: We look often",
        "it belongs to level 3 of 'Look' (SEE-1)",
        "the group agreed on this answer",
        "decided by: assessor",
        "decided on 2 May 2026",
        "because: seen twice",
        "all who were asked: 2 met, 0 partly met, 1 not met, 1 unknown",
        "board: 2 met, 0 partly met, 0 not met, 0 unknown",
        "shop: 0 met, 0 partly met, 1 not met, 1 unknown",
        "they agree to 0%",
        "it was only said (D)",
        "the evidence 'e' no longer counts: it is past its day",
        "P07.half: the map says so",
    ]
    with pytest.raises(UnknownName, match="is not a criterion of the model"):
        explain_criterion(result, "NO-1.2a")


def test_roles_too_small_to_be_shown_are_not_counted_apart_in_a_criterion(small, answered):
    people = {**group("board", ("met", "met")), **group("shop", ("met", "not_met"), ("met", "met"))}
    told = [str(line) for line in explain_criterion(assess(small, answered(respondents=people), TODAY), "SEE-1.3a")]
    assert "all who were asked: 2 met, 0 partly met, 1 not met, 0 unknown" in told
    assert not [line for line in told if line.startswith(("board", "shop"))]
    assert "those asked differ and nobody has settled it, so the most cautious answer counts" in told


def test_what_is_unsettled_and_what_was_settled_without_a_reason_is_listed(small: MaturityModel, answered):
    people = group("board", ("met", "met", "met"), ("met", "not_met", "partly"))
    result = assess(small, answered({"SEE-1.3a": "met"}, respondents=people), TODAY)
    assert [item.id for item in result.unsettled] == ["SEE-1.4a"]
    assert [item.id for item in result.unexplained] == ["SEE-1.3a"]
    why = {"SEE-1.3a": {"value": "met", "reason": "seen since"}}
    assert assess(small, answered(why, respondents=people), TODAY).unexplained == ()
