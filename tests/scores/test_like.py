"""What an earlier score spares: the figures are those of scoring afresh."""

import pytest

from journeymap.changes import target_state
from journeymap.flow import Flow, Passage
from journeymap.graph import build
from journeymap.roadmap.states import Walk, foundations
from journeymap.scores import score_journey
from tests.support import story


def _passed(flow: Flow | Passage) -> tuple[object, ...]:
    """Return what hangs on the shares of a journey alone."""
    return flow.visits, flow.trapped, flow.completion, flow.churn, flow.traversals, flow.reach


@pytest.mark.parametrize("name", ["home-move", "software-subscription"])
def test_a_score_with_another_at_hand_is_the_score_without(name: str) -> None:
    """For each target, each state after an initiative with all it waits for, and each group of customers."""
    opened = story(name)
    current = {key: score_journey(build(opened, key)) for key in opened.current}
    spared = 0
    for target, record in opened.content.targets.items():
        graph = build(target_state(opened, target), record.of)
        known, fresh = score_journey(graph, current[record.of]), score_journey(graph)
        assert known == fresh
        points = current[record.of].touchpoints
        spared += sum(point is points.get(key) for key, point in known.touchpoints.items())
    walk = Walk(opened, opened.current, current)
    for initiative, before in foundations(opened).items():
        for key in opened.current:
            known = walk.score((*before, initiative), key)
            assert known == score_journey(known.graph)
    for entry in current.values():
        for group, known in entry.by_persona.items():
            if group in entry.graph.told_apart:
                assert known == score_journey(known.graph)
                assert known.graph == build(opened, entry.graph.name, group)
                assert _passed(entry.passages[group]) == _passed(known.flow)
                spared += sum(point is entry.touchpoints[key] for key, point in known.touchpoints.items())
    assert spared
