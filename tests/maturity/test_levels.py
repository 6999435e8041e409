"""The scoring laws, exhaustively and by hand."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.maturity.levels import (
    agreement,
    at_best,
    attained,
    blocking,
    gap,
    lifting,
    percent_to_target,
    progress,
    progress_to_date,
    unknown_share,
)

LEVELS = (2, 2, 3, 3, 4, 4, 5, 5)
VALUES = (0.0, 0.5, 1.0)

Answered = tuple[int, float | None]


def practice(*values: float | None) -> list[Answered]:
    """Return answers to two criteria at each of the levels 2 to 5."""
    return list(zip(LEVELS, values, strict=True))


def test_no_better_answer_ever_lowers_level_or_progress_over_all_6561_states():
    scores = {}
    for state in product(VALUES, repeat=8):
        answers = practice(*state)
        scores[state] = (attained(answers, 5), progress(answers, 5))
    assert len(scores) == 6561
    for state, (level, reading) in scores.items():
        for index, value in enumerate(state):
            if value < 1:
                better = scores[(*state[:index], value + 0.5, *state[index + 1 :])]
                assert better[0] >= level, state
                assert better[1] >= reading, state


def test_only_the_highest_level_met_lifts_nothing_and_gives_half_a_level_of_progress():
    answers = practice(0, 0, 0, 0, 0, 0, 1, 1)
    assert (attained(answers, 5), progress(answers, 5)) == (1, 1.5)


@pytest.mark.parametrize(
    ("values", "level", "reading"),
    [
        ((0, 0, 0, 0, 0, 0, 0, 0), 1, 1.0),
        ((1, 1, 1, 1, 1, 1, 1, 1), 5, 5.0),
        ((1, 1, 1, 0.5, 0, 0, 0, 0), 3, 2.75),
        ((1, 0.5, 1, 0.5, 0, 0, 0, 0), 2, 2.5),
        ((0.5, 0.5, 1, 1, 0, 0, 0, 0), 1, 2.5),
        ((1, 0, 1, 0, 1, 0, 1, 0), 1, 3.0),
        ((0.5, 0, 1, 1, 0, 0, 0, 0), 1, 1.75),
        ((1, 1, None, 1, 1, 1, 1, 1), 2, 4.5),
    ],
)
def test_levels_and_progress_worked_by_hand(values, level, reading):
    answers = practice(*values)
    assert attained(answers, 5) == level
    assert progress(answers, 5) == pytest.approx(reading)


def test_a_partly_met_criterion_stands_in_the_way_only_in_company():
    assert blocking(practice(1, 0.5, 1, 1, 0, 0, 0, 0), 3) == ()
    assert blocking(practice(1, 0.5, 0.5, 1, 0, 0, 0, 0), 3) == (1, 2)
    assert blocking(practice(1, 0.5, 0, 1, 0, 0, 0, 0), 3) == (2,)


def test_lifting_names_each_answer_that_alone_would_raise_the_level():
    assert lifting(practice(1, 0.5, 0.5, 1, 0, 0, 0, 0), 5) == (1, 2)
    assert lifting(practice(1, 1, 0, 0, 0, 0, 0, 0), 5) == ()
    assert lifting(practice(1, 1, 1, 1, 1, 1, 1, 1), 5) == ()


answers_strategy = st.lists(
    st.tuples(st.integers(2, 4), st.sampled_from([None, 0.0, 0.5, 1.0])), min_size=1, max_size=9
)


@given(answers_strategy)
def test_bounds_hold_whatever_the_unknown_answers_turn_out_to_be(answers: Sequence[Answered]):
    low, high = attained(answers, 4), attained(at_best(answers), 4)
    for guess in (0.0, 0.5, 1.0):
        told = [(level, guess if value is None else value) for level, value in answers]
        assert low <= attained(told, 4) <= high
        assert progress(answers, 4) <= progress(told, 4) + 1e-12
        assert progress(told, 4) <= progress(at_best(answers), 4) + 1e-12


@given(answers_strategy)
def test_level_and_progress_stay_on_the_scale(answers: Sequence[Answered]):
    assert 1 <= attained(answers, 4) <= 4
    assert 1.0 <= progress(answers, 4) <= 4.0


@given(answers_strategy)
def test_lifting_tells_the_truth(answers: Sequence[Answered]):
    """An answer is named exactly if meeting it alone raises the level."""
    now, named = attained(answers, 4), lifting(answers, 4)
    for index, (level, _) in enumerate(answers):
        better = [*answers[:index], (level, 1.0), *answers[index + 1 :]]
        assert (attained(better, 4) > now) == (index in named)


def test_gap_does_not_pay_for_what_is_beyond_the_target():
    assert [gap(2, 4), gap(5, 2)] == [2, 0]
    assert percent_to_target([(5, 2), (1, 3)]) == pytest.approx(1 / 3)
    assert percent_to_target([]) is None
    assert percent_to_target([(1, 1)]) is None


def test_progress_to_date_is_undefined_where_the_way_has_no_length():
    assert progress_to_date(3.0, 2.0, 4.0) == 0.5
    assert progress_to_date(1.5, 2.0, 4.0) == -0.25
    assert progress_to_date(3.0, 4.0, 4.0) is None


def test_agreement_needs_two_who_can_tell():
    assert agreement([1.0, 0.0, None]) == 0.0
    assert agreement([1.0, 0.5]) == 0.5
    assert agreement([1.0, None]) is None


def test_unknown_share_of_nothing_is_everything():
    assert unknown_share([]) == 1.0
    assert unknown_share(practice(1, None, 1, 1, 1, 1, 1, None)) == 0.25
