"""A model as a workspace asks it: what may be changed, what follows, and what is refused where."""

from textwrap import dedent

import pytest

from journeymap import document
from journeymap.analysis import Tools, load, mature
from journeymap.maturity.assess import assess
from journeymap.maturity.model import MaturityModel, builtin_models
from journeymap.maturity.tailor import tailor, tailoring_notes
from journeymap.model.assessment import Assessment
from journeymap.model.tailoring import Tailoring
from journeymap.model.workspace import Workspace
from journeymap.source import Source
from tests.maturity.conftest import TODAY

JOURNEY = "journeys: {j: {stages: {s: {a: {ends: completed}}}}}\n"


def made(text: str) -> Tailoring:
    node, found = document.read(Source("t.yaml", dedent(text)))
    assert node is not None, found
    return Tailoring.model_validate(document.plain(node))


def opened(text: str, model: MaturityModel) -> Workspace:
    tools = Tools({}, {model.id: model}, {})
    loaded = load([Source("w.yaml", JOURNEY + dedent(text))], tools)
    assert loaded.workspace is not None, [(str(p.span), str(p.message)) for p in loaded.problems]
    return loaded.workspace


def problems(text: str, model: MaturityModel) -> list[tuple[str, int, str]]:
    loaded = load([Source("w.yaml", JOURNEY + dedent(text))], Tools({}, {model.id: model}, {}))
    return [(problem.code, problem.span.line, str(problem.message)) for problem in loaded.problems]


def test_a_practice_switched_off_stays_in_sight_with_its_reason_and_has_no_level(small: MaturityModel):
    own = tailor(small, made("practices: {ACT-1: {off: true, reason: a partner does it}}"))
    answers = dict.fromkeys(own.criteria, "met")
    result = assess(own, Assessment.model_validate({"date": "2026-05-01", "agreed": answers}), TODAY)
    act = result.practices["ACT-1"]
    assert (act.state, act.reason, act.attained) == ("not_applicable", "a partner does it", None)
    assert result.practices["SEE-1"].attained == 4


def test_a_criterion_switched_off_no_longer_holds_its_practice_down_and_its_answer_is_kept_in_the_file(
    small: MaturityModel,
):
    text = """
        models: {small: {practices: {SEE-1: {criteria: {SEE-1.4b: {off: true, reason: we have no board}}}}}}
        assessments:
          q: {model: small, date: 2026-05-01, agreed: {SEE-1.2a: met, SEE-1.3a: met, SEE-1.4a: met, SEE-1.4b: not_met}}
    """
    workspace = opened(text, small)
    result = mature(workspace, Tools({}, {"small": small}, {}), {}, {})["q"]
    assert result.practices["SEE-1"].attained == 4
    assert "SEE-1.4b" in workspace.content.assessments["q"].agreed


def test_added_practices_and_criteria_are_answered_and_scored_like_the_others(small: MaturityModel):
    text = """
        models:
          small:
            practices:
              SEE-1:
                criteria:
                  SEE-1.3b: {level: 3, text: We look from outside, reason: nobody did, aspect: people}
              OWN-1:
                phase: ACT
                title: Return
                reason: this firm lives on returns
                intent: Keep
                ask: Who came back?
                levels: {1: a, 2: b, 3: c, 4: d}
                depends_on: {SEE-1: 2}
                criteria:
                  OWN-1.2a: {level: 2, text: We ask, reason: ours}
                  OWN-1.3a: {level: 3, text: We count, reason: ours}
                  OWN-1.4a: {level: 4, text: We act, reason: ours}
        assessments:
          q:
            model: small
            date: 2026-05-01
            agreed: {SEE-1.2a: met, SEE-1.3a: met, SEE-1.3b: not_met, OWN-1.2a: met, OWN-1.3a: met}
            targets: {OWN-1: 4}
    """
    result = mature(opened(text, small), Tools({}, {"small": small}, {}), {}, {})["q"]
    assert [practice.id for practice in result.phases[2].practices] == ["ACT-1", "OWN-1"]
    assert (result.practices["OWN-1"].attained, result.practices["OWN-1"].gap) == (3, 1)
    assert [item.id for item in result.practices["SEE-1"].holding_down] == ["SEE-1.3b"]
    assert [c.level for c in result.practices["SEE-1"].practice.criteria.values()] == [2, 3, 3, 4, 4]


def test_weights_count_in_the_way_to_the_targets_and_in_no_level(small: MaturityModel):
    agreed = {"SEE-1.2a": "met", "SEE-1.3a": "met", "ACT-1.2a": "not_met"}
    asked = Assessment.model_validate({"date": "2026-05-01", "agreed": agreed, "targets": {"SEE-1": 3, "ACT-1": 2}})
    own = tailor(small, made("practices: {ACT-1: {weight: 3, reason: the promise of the year}}"))
    plain, weighted = assess(small, asked, TODAY), assess(own, asked, TODAY)
    assert plain.percent_to_target == pytest.approx(2 / 3)
    assert weighted.percent_to_target == pytest.approx(2 / 5)
    assert [p.attained for p in plain.practices.values()] == [p.attained for p in weighted.practices.values()]


def test_thresholds_are_the_workspaces_own(small: MaturityModel):
    own = tailor(small, made("params: {min_respondents: 5, provisional_unknown: 0.1}"))
    assert (own.params.min_respondents, own.params.provisional_unknown) == (5, 0.1)
    assert own.params.coverage_most == small.params.coverage_most


def test_every_change_is_told_with_its_reason(dcx5: MaturityModel):
    change = made("""
        params: {min_respondents: 4}
        practices:
          TEC-5: {off: true, reason: nothing is bought}
          COM-1: {weight: 2, reason: the promise}
          COM-2: {core: false, reason: one desk}
          COM-3: {criteria: {COM-3.5b: {off: true, reason: too early}, COM-3.2a: {text: Marked, reason: our words}}}
    """)
    assert [str(note) for note in tailoring_notes(tailor(dcx5, change), change)] == [
        "the threshold min_respondents is 4 here",
        "'Platform choices and emerging technology' (TEC-5) is not asked here: nothing is bought",
        "'Response times against a published standard' (COM-1) counts 2.0 times in the way to the targets: the promise",
        "'One owner from request to resolution' (COM-2) was changed here: one desk",
        "COM-3.5b is not asked here: too early",
        "COM-3.2a is asked in its own words here: our words",
    ]


def test_without_a_change_the_model_is_the_shipped_one(dcx5: MaturityModel):
    assert tailor(dcx5, None) is dcx5
    assert tailor(dcx5, Tailoring()).practices == dcx5.practices


@pytest.mark.parametrize(
    ("change", "code", "line", "said"),
    [
        ("models: {smal: {}}", "unknown-model", 3, "'smal' is not a maturity model"),
        ("models:\n  small:\n    practices:\n      SEA-1: {off: true, reason: x}", "unknown-practice", 6, "'SEA-1' is not"),
        ("models:\n  small:\n    practices:\n      SEE-1: {off: true}", "needs-reason", 6, "needs a `reason`"),
        (
            "models:\n  small:\n    practices:\n      SEE-1:\n        criteria:\n          SEE-1.9a: {off: true, reason: x}",
            "unknown-criterion", 8, "'SEE-1.9a' is not a criterion",
        ),
        (
            "models:\n  small:\n    practices:\n      SEE-1:\n        criteria:\n          SEE-1.3a: {off: true, reason: x}",
            "empty-level", 7, "level 3 of 'SEE-1' has no criterion",
        ),
        (
            "models:\n  small:\n    practices:\n      SEE-1:\n        reason: x\n        depends_on: {THINK-1: 2}",
            "cycle", 8, "the practices stand on each other: SEE-1 ▸ THINK-1 ▸ SEE-1",
        ),
        ("models:\n  small:\n    params: {min_people: 3}", "unknown-threshold", 5, "'min_people' is not a threshold"),
        ("models:\n  small:\n    params:\n      min_respondents: 1", "out-of-range", 6, "at least 2"),
        ("models:\n  small:\n    practices:\n      NEW-1: {phase: ACTT, reason: x}", "unknown-phase", 6, "'ACTT' is not"),
        ("models:\n  small:\n    practices:\n      NEW-1: {phase: ACT, reason: x}", "missing-key", 6, "`title` is missing"),
        ("models:\n  small:\n    practices:\n      SEE-1: {phase: ACT, reason: x}", "bad-value", 6, "stays in its phase"),
    ],
)  # fmt: skip
def test_what_cannot_be_changed_is_told_at_its_line(small: MaturityModel, change, code, line, said):
    found = problems("\n" + change, small)
    assert [(at, where) for at, where, _ in found if at == code][:1] == [(code, line)], found
    assert any(said in message for at, _, message in found if at == code)


def test_the_shipped_models_are_never_changed(dcx5: MaturityModel):
    tailor(dcx5, made("practices: {COM-1: {criteria: {COM-1.2a: {off: true, reason: x}}}}"))
    assert len(builtin_models()["dcx5"].practices["COM-1"].criteria) == 8
