"""The scoring laws over every state of a practice: with unknown answers, with and without evidence.

The second method reads the specification anew, without the code under test:
a level holds if every criterion at it and below is met, one at most partly,
none unknown.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, product

import pytest

from journeymap.maturity.levels import (
    Answered,
    at_best,
    attained,
    blocking,
    one_may_stay_partly,
    progress,
    unknown_share,
    ways_up,
)

LEVELS = (2, 2, 3, 3, 4, 4, 5, 5)
KNOWN = (0.0, 0.5, 1.0)
STATES = tuple(product((None, *KNOWN), repeat=8))


def practice(state: Sequence[float | None]) -> tuple[Answered, ...]:
    return tuple(zip(LEVELS, state, strict=True))


def by_the_book(state: Sequence[float | None]) -> int:
    """Return the level as the specification words it, from the top down."""
    for level in (5, 4, 3, 2):
        told = Counter(value for at, value in zip(LEVELS, state, strict=True) if at <= level)
        if told[None] == told[0.0] == 0 and told[0.5] <= 1:
            return level
    return 1


@pytest.fixture(scope="module")
def levels() -> dict[tuple[float | None, ...], int]:
    return {state: attained(practice(state), 5) for state in STATES}


def test_a_second_method_gives_the_same_level_in_all_65536_states(levels):
    assert len(levels) == 65_536
    assert all(level == by_the_book(state) for state, level in levels.items())


def test_no_better_answer_and_no_answer_found_out_lowers_a_level_in_any_state(levels):
    """From unknown to any answer, and from each answer to a better one: 65,536 states, every single step."""
    steps = 0
    for state, level in levels.items():
        for index, value in enumerate(state):
            for better in [other for other in KNOWN if value is None or other > value]:
                steps += 1
                assert levels[(*state[:index], better, *state[index + 1 :])] >= level, state
    assert steps == 8 * 4**7 * 6


def test_bounds_close_and_never_cross_as_unknown_answers_are_found_out(levels):
    """Finding one answer out never lowers the lower bound or lifts the upper one, and the level lies between."""
    for state, low in levels.items():
        high = attained(at_best(practice(state)), 5)
        assert low <= high
        for index, value in enumerate(state):
            if value is None:
                for found in KNOWN:
                    known = (*state[:index], found, *state[index + 1 :])
                    assert low <= levels[known] <= attained(at_best(practice(known)), 5) <= high


def test_progress_is_monotone_in_all_states_of_the_6561_with_every_answer_known():
    reading = {state: progress(practice(state), 5) for state in product(KNOWN, repeat=8)}
    assert len(reading) == 6561
    for state, value in reading.items():
        for index, answer in enumerate(state):
            if answer < 1:
                assert reading[(*state[:index], answer + 0.5, *state[index + 1 :])] >= value


def test_evidence_found_or_a_better_answer_never_lowers_the_evidenced_level(levels):
    """An answer without evidence counts as unknown: showing it, or bettering a shown one, never lowers the level.

    256 patterns of evidence for each of the 6,561 answer states come down to the states with
    unknowns above; the evidenced level is never above the attained one.
    """
    for state in product(KNOWN, repeat=8):
        for index in range(8):
            without = (*state[:index], None, *state[index + 1 :])
            assert levels[without] <= levels[state]


def test_more_than_a_fifth_unknown_is_two_of_eight():
    assert [unknown_share(practice((None,) * n + (1.0,) * (8 - n))) > 0.2 for n in range(4)] == [
        False, False, True, True,
    ]  # fmt: skip


def fewest(state: Sequence[float | None], level: int) -> set[tuple[int, ...]]:
    """Return the smallest sets that, once met, make a level hold: every set is tried, smallest first."""
    for size in range(9):
        found = set()
        for chosen in combinations(range(8), size):
            raised = tuple(1.0 if index in chosen else value for index, value in enumerate(state))
            if by_the_book(raised) >= level:
                found.add(chosen)
        if found:
            return found
    return set()


def test_the_cheapest_ways_up_are_those_that_trying_every_set_finds(levels):
    """676 states, each with up to 256 sets of criteria."""
    for state in STATES[::97]:
        following = levels[state] + 1
        wanted = fewest(state, following) if following <= 5 else set()
        assert set(ways_up(practice(state), min(following, 5))) == wanted, state


def test_one_may_stay_partly_exactly_if_raising_all_but_one_to_met_and_that_one_to_partly_is_enough():
    for state in STATES[::13]:
        answers = practice(state)
        now = attained(answers, 5)
        standing = blocking(answers, min(now + 1, 5))
        partly = {index for index in standing if state[index] == 0.5}
        if not standing or partly:
            continue
        raised = [1.0 if index in standing[1:] else 0.5 if index == standing[0] else v for index, v in enumerate(state)]
        assert (by_the_book(raised) >= now + 1) == one_may_stay_partly(answers, now + 1)
