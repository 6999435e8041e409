"""Against simulated customers, within the error of the simulation."""

import math
import random
from collections.abc import Iterator

import numpy as np
import pytest

from journeymap.flow import solve
from journeymap.graph import Edge, JourneyGraph
from tests.support import journey, scored

N = 20_000
STORY = journey("""
    a: {duration: 3 min, next: {b: {share: 60%, handoff: true}, c: 30%}}
    b: {duration: 8 min, next: {a: {share: 25%, handoff: true}, d: 65%}}
    c: {duration: 1 min, fails: {share: 20%, to: b}, next: {d: 70%}}
    d: {duration: 5 min, ends: {completed: 90%, churned: 10%}}
""")
SPREAD = 2.0
"""Standard deviation of the minutes of one visit."""


def walk(graph: JourneyGraph, dice: random.Random) -> Iterator[Edge]:
    """Yield the edges one customer takes."""
    here = "a"
    while here in graph.touchpoints:
        ways = graph.outgoing[here]
        way = dice.choices(ways, [edge.share for edge in ways])[0]
        yield way
        here = way.target


def test_simulated_customers_agree_within_their_error() -> None:
    """20,000 walks through loops and a failure, visits of random length: all figures within four standard errors."""
    score, dice = scored(STORY), random.Random(7)
    graph, minutes = score.graph, {name: point.value("duration") or 0.0 for name, point in score.touchpoints.items()}
    flow = solve(graph, lambda name, what: minutes[name] if what == "duration" else None, lambda *_: SPREAD)
    walks = [tuple(walk(graph, dice)) for _ in range(N)]
    done = np.array([way[-1].target == "completed" for way in walks])
    times = np.array([sum(dice.gauss(minutes[edge.source], SPREAD) for edge in way) for way in walks])

    def close(sample: np.ndarray, expected: float | None) -> bool:
        assert expected is not None
        return abs(sample.mean() - expected) <= 4 * sample.std() / math.sqrt(len(sample)) + 1e-12

    assert close(done, flow.completion)
    assert close(times, flow.duration.value)
    assert close(times[done], flow.duration.completed)
    assert not close(times, flow.duration.completed), "the two means differ, so that the check tells"
    assert times.std() == pytest.approx(flow.duration.deviation, rel=0.03)
    assert close(np.array([sum(edge.handoff for edge in way) for way in walks]), flow.hand_offs)
    for name in "abcd":
        visits = np.array([sum(edge.source == name for edge in way) for way in walks])
        assert close(visits, flow.visits[name])
        assert close(visits > 0, flow.reach[name])
