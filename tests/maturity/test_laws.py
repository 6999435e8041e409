"""What holds for every assessment, whoever answers and whatever the probes say."""

import datetime as dt
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.maturity.answers import SCALE, combine
from journeymap.maturity.assess import assess
from journeymap.maturity.model import MaturityModel, builtin_models
from journeymap.maturity.probes import ProbeOutcome
from journeymap.maturity.trend import compare
from journeymap.model.assessment import Assessment
from journeymap.text import say

TODAY = dt.date(2026, 5, 30)
MODEL: MaturityModel = builtin_models()["dcx5"]
CODES = sorted(MODEL.criteria)
PROBES = sorted(code for info in MODEL.probes.values() for code in info.codes)

values = st.sampled_from(["met", "partly", "not_met", "unknown"])
answer_sets = st.dictionaries(st.sampled_from(CODES), values, max_size=60)
respondents = st.dictionaries(
    st.sampled_from(["r1", "r2", "r3", "r4", "r5", "r6"]),
    st.fixed_dictionaries({"role": st.sampled_from(["board", "shop", "it"]), "answers": answer_sets}),
)
assessments = st.builds(
    lambda agreed, people, targets: Assessment.model_validate(
        {"date": "2026-05-01", "agreed": agreed, "respondents": people, "targets": targets}
    ),
    answer_sets,
    respondents,
    st.dictionaries(st.sampled_from(sorted(MODEL.practices)), st.integers(1, 5)),
)
outcomes = st.lists(
    st.builds(
        lambda code, holds: ProbeOutcome(code.split(".")[0], "", holds, say("so"), code.partition(".")[2]),
        st.sampled_from(PROBES),
        st.sampled_from(["true", "false", "not_applicable", "not_available"]),
    ),
    max_size=20,
)


@settings(deadline=None, max_examples=40)
@given(assessments, outcomes)
def test_no_probe_outcome_changes_an_answer_a_level_or_progress(assessment: Assessment, found: list[ProbeOutcome]):
    plain, probed = assess(MODEL, assessment, TODAY), assess(MODEL, assessment, TODAY, found)
    for before, after in zip(plain.practices.values(), probed.practices.values(), strict=True):
        assert (before.attained, before.progress) == (after.attained, after.progress)
        assert [c.value for c in before.criteria] == [c.value for c in after.criteria]


@settings(deadline=None, max_examples=40)
@given(assessments, outcomes)
def test_figures_of_every_result_fit_together(assessment: Assessment, found: list[ProbeOutcome]):
    result = assess(MODEL, assessment, TODAY, found)
    for practice in result.practices.values():
        if practice.attained is None:
            assert practice.gap is None
            assert practice.holding_down == ()
            continue
        assert 1 <= (practice.evidenced or 0) <= practice.attained <= (practice.high or 0) <= 5
        assert practice.low == practice.attained
        assert bool(practice.holding_down) == (practice.attained < 5)
        assert {c.id for c in practice.criteria if c.lifts} <= {c.id for c in practice.holding_down}
        assert practice.gap is None or practice.gap >= 0
    assert result.percent_to_target is None or 0 <= result.percent_to_target <= 1


@settings(deadline=None, max_examples=40)
@given(assessments)
def test_no_group_shown_is_smaller_than_the_model_allows(assessment: Assessment):
    result, least = assess(MODEL, assessment, TODAY), MODEL.params.min_respondents
    assert all(n >= least for _, n in result.respondents.groups)
    assert all(group.n >= least for practice in result.practices.values() for group in practice.groups)
    if result.respondents.groups:
        assert sum(n for _, n in result.respondents.groups) == result.respondents.n


@settings(deadline=None, max_examples=20)
@given(assessments)
def test_nothing_moved_between_a_result_and_itself(assessment: Assessment):
    result = assess(MODEL, assessment, TODAY)
    trend = compare(result, result)
    assert trend.caution is None
    assert all(change.better == change.worse == () for change in trend.practices)
    assert all(change.progress_to_date in {None, 0.0} for change in trend.practices)


def test_no_better_answer_of_any_of_three_respondents_lowers_what_they_come_to():
    for given_ in product(SCALE, repeat=3):
        for index, answer in enumerate(given_):
            for better in SCALE[SCALE.index(answer) :]:
                raised = [*given_[:index], better, *given_[index + 1 :]]
                assert SCALE.index(combine(raised)[0]) >= SCALE.index(combine(given_)[0])
