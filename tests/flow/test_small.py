"""A small chain is solved without SciPy, a large one with it: both ways give the same."""

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journeymap.flow import chain as chains
from journeymap.flow.amounts import slopes
from journeymap.flow.chain import Chain, Factor
from journeymap.flow.returns import reach
from tests.flow.chains import chain_of, rounding


def _groups(chain: Chain) -> set[frozenset[int]]:
    numbers = chain.components
    return {frozenset(np.flatnonzero(numbers == number).tolist()) for number in set(numbers.tolist())}


@given(st.integers(0, 10_000), st.sampled_from([1, 2, 12, 60]))
@example(862, 12)
def test_a_small_chain_is_read_and_solved_as_a_large_one(seed: int, states: int) -> None:
    """What can be reached, which states are one loop, visits, reach and slopes, of random chains."""
    made = chain_of(seed, states)
    found = []
    for small in (chains.SMALL, 0):
        with patch.object(chains, "SMALL", small):
            chain = Chain(made.states, made.ends, made.sources, made.targets, made.shares, made.entries)
            factor = Factor(chain, chain.free)
            rewards = np.arange(1.0, states + 1)
            found.append((chain.reachable, chain.free, _groups(chain), factor.visits, reach(chain, factor),
                          slopes(factor, rewards, np.ones(made.ends))))  # fmt: skip
    ours, scipys = found
    assert np.array_equal(ours[0], scipys[0])
    assert np.array_equal(ours[1], scipys[1])
    assert ours[2] == scipys[2]
    assert ours[3] == pytest.approx(scipys[3])
    assert ours[4] == pytest.approx(scipys[4])
    assert ours[5].ahead == pytest.approx(scipys[5].ahead)
    loose = rounding(factor, scipys[5])
    assert np.all(np.abs(ours[5].edges - scipys[5].edges) <= 1e-6 * np.abs(scipys[5].edges) + loose)
