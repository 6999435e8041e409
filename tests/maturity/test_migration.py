"""An assessment of an earlier version is carried over; what moved and what ended is told."""

import datetime as dt

import pytest

from journeymap.analysis import Tools, load
from journeymap.maturity.assess import assess
from journeymap.maturity.migration import migrate
from journeymap.maturity.model import MaturityModel, read_model
from journeymap.model.assessment import Assessment
from journeymap.source import Source
from journeymap.views.maturity_notes import version_lines
from tests.maturity.conftest import TODAY

MOVED = """
migrates:
  from: "1"
  ids:
    LOOK-1: SEE-1
    LOOK-1.2a: SEE-1.2a
    LOOK-1.3a: SEE-1.3a
    LOOK-1.3b: null
phases:
"""


@pytest.fixture(scope="module")
def newer(small_text: str) -> MaturityModel:
    model, problems = read_model(Source("m.yaml", small_text.replace("\nphases:\n", MOVED, 1)))
    assert model is not None, problems
    return model


def old(**more: object) -> Assessment:
    answers = {"LOOK-1.2a": "met", "LOOK-1.3a": "met", "LOOK-1.3b": "not_met", "SEE-1.4a": "partly"}
    return Assessment.model_validate({
        "date": "2025-05-01", "model": "small", "model_version": "1",
        "respondents": {"r": {"role": "shop", "answers": answers}},
        "agreed": {"LOOK-1.3a": {"value": "partly", "reason": "half of it"}},
        "evidence": {"e": {"criteria": ["LOOK-1.2a", "LOOK-1.3b"], "strength": "A"}},
        "targets": {"LOOK-1": 4}, "practices": {"LOOK-1": {"state": "assessed"}},
        **more,
    })  # fmt: skip


def test_answers_agreements_evidence_targets_and_states_move_with_their_ids(newer: MaturityModel):
    moved, told = migrate(newer, old())
    assert dict(moved.respondents["r"].answers) == {
        "SEE-1.2a": old().respondents["r"].answers["LOOK-1.2a"],
        "SEE-1.3a": old().respondents["r"].answers["LOOK-1.3a"],
        "SEE-1.4a": old().respondents["r"].answers["SEE-1.4a"],
    }
    assert moved.agreed["SEE-1.3a"].reason == "half of it"
    assert moved.evidence["e"].criteria == ("SEE-1.2a",)
    assert (moved.targets["SEE-1"].level, moved.practices["SEE-1"].state) == (4, "assessed")
    assert told is not None
    assert set(told.renamed) == {("LOOK-1.2a", "SEE-1.2a"), ("LOOK-1.3a", "SEE-1.3a"), ("LOOK-1", "SEE-1")}
    assert told.gone == ("LOOK-1.3b",)


def test_nothing_is_lost_in_silence(newer: MaturityModel):
    """Each id the assessment speaks of is either in the migrated one or named as gone."""
    moved, told = migrate(newer, old())
    assert told is not None
    before = {*old().respondents["r"].answers, *old().agreed, *old().targets}
    after = {*moved.respondents["r"].answers, *moved.agreed, *moved.targets}
    kept = {dict(told.renamed).get(code, code) for code in before} - set(told.gone)
    assert kept == after


def test_the_result_says_what_moved_and_no_longer_says_that_the_model_changed(newer: MaturityModel):
    result = assess(newer, old(), TODAY)
    assert (result.practices["SEE-1"].attained, result.model_changed) == (3, False)
    assert [str(line) for line in version_lines(result)] == [
        "it was answered for version 1 of the model and carried over",
        "LOOK-1.2a is called SEE-1.2a now",
        "LOOK-1.3a is called SEE-1.3a now",
        "LOOK-1 is called SEE-1 now",
        "LOOK-1.3b has no place in the model any more; its answers are kept and do not count",
    ]


def test_a_version_the_model_knows_nothing_of_is_read_as_it_is_and_marked(newer: MaturityModel):
    unknown = old(model_version="0.7")
    assert migrate(newer, unknown) == (unknown, None)
    assert assess(newer, unknown, TODAY).model_changed


def test_an_assessment_of_this_version_is_left_alone(newer: MaturityModel):
    now = Assessment.model_validate({"date": dt.date(2026, 5, 1), "model_version": "2", "agreed": {"SEE-1.2a": "met"}})
    assert migrate(newer, now)[0] is now


@pytest.mark.parametrize(("version", "told"), [("1", []), ("2", ["unknown-criterion"]), ("0.7", ["unknown-criterion"])])
def test_old_ids_are_known_only_to_assessments_of_their_version(newer: MaturityModel, version, told):
    text = f"""
journeys: {{j: {{stages: {{s: {{a: {{ends: completed}}}}}}}}}}
assessments: {{q: {{model: small, model_version: "{version}", date: 2026-05-01, agreed: {{LOOK-1.2a: met}}}}}}
"""
    loaded = load([Source("w.yaml", text)], Tools({}, {"small": newer}, {}))
    assert [problem.code for problem in loaded.problems] == told


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("    LOOK-1.2a: SEE-1.9a\n", "unknown-id"),
        ("    SEE-1.2a: SEE-1.3a\n", "bad-value"),
        ("    LOOK-1.2a: SEE-1.2a\n    LOOK-1.2b: SEE-1.2a\n", "duplicate-id"),
    ],
)
def test_a_migration_that_cannot_be_followed_is_a_problem_at_its_line(small_text: str, wrong, code):
    text = small_text.replace("\nphases:\n", f'\nmigrates:\n  from: "1"\n  ids:\n{wrong}phases:\n', 1)
    source = Source("m.yaml", text)
    model, problems = read_model(source)
    assert model is None
    problem = next(problem for problem in problems if problem.code == code)
    assert source.line(problem.span.line).strip() in wrong


def test_a_version_does_not_migrate_to_itself(small_text: str):
    text = small_text.replace("\nphases:\n", '\nmigrates: [{from: "2"}]\nphases:\n', 1)
    assert [str(p.message) for p in read_model(Source("m.yaml", text))[1]] == [
        "this is the version of the model itself"
    ]
