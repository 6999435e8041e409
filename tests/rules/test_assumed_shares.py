"""The range of completion under assumed shares, against chains solved by hand."""

import pytest

from journeymap.analysis import judge
from tests.support import journey, tools, workspace


def evidence(text):
    (found,) = [item for item in judge(workspace(journey(text)), tools()).findings if item.rule == "assumed-shares"]
    return {label: figure.value for label, figure in found.evidence}, found


def test_without_a_way_back_the_range_is_that_of_the_ways():
    """Of three ways one completes surely, one in 6 of 10, one never: 0 to 1, and (1 + 0.6)/3 by equal parts."""
    told, found = evidence(
        """
        choose: {channel: web, emotion: 1, next: {pay: , ask: }, ends: {abandoned: }}
        pay: {channel: web, emotion: 1, ends: completed}
        ask: {channel: chat, emotion: 1, next: {pay: 60%}, ends: {abandoned: 40%}}
        """
    )
    assert told == {"completion at worst": 0, "completion at best": 1, "ways without a share": 3}
    assert "completion is 53% with equal shares" in str(found.message)
    assert (found.gap, found.reach) == (1, 1)


def test_a_way_back_counts_each_time_it_is_taken():
    """All who are unsure go back: C = 0.2 + 0.8·0.9·C, so C = 0.2/0.28. None do: C = 0.2."""
    told, _ = evidence(
        """
        try: {channel: web, emotion: 1, next: {again: , pay: 20%}, ends: {abandoned: }}
        again: {channel: web, emotion: 1, next: {try: 90%}, ends: {abandoned: 10%}}
        pay: {channel: web, emotion: 1, ends: completed}
        """
    )
    assert told["completion at best"] == pytest.approx(0.2 / 0.28)
    assert told["completion at worst"] == pytest.approx(0.2)


def test_rare_branches_move_little():
    """Half of the customers come to the branch, so completion moves by half."""
    told, found = evidence(
        """
        find: {channel: web, emotion: 1, next: {choose: 50%}, ends: {completed: 50%}}
        choose: {channel: web, emotion: 1, next: {pay: }, ends: {abandoned: }}
        pay: {channel: web, emotion: 1, ends: completed}
        """
    )
    assert (told["completion at worst"], told["completion at best"]) == (0.5, 1)
    assert found.gap == 0.5
