"""On any valid journey every rule comes to an end with findings that can be shown."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis import judge
from journeymap.graph import build as link
from journeymap.rules import check_journey
from journeymap.scores import score_journey
from journeymap.vocabulary import Purpose, State
from tests.strategies import journeys
from tests.support import loaded, tools

WORLD: dict[str, Any] = {
    "needs": {"n1": {"simple": True, "frequent": True}, "n2": {"title": "another"}},
    "departments": {"d1": {"title": "a"}, "d2": {"title": "Two"}},
    "personas": {
        "p1": {
            "share": "40%",
            "prefers": {"phone": 5, "chat": 1, "web": 2, "bot": 1},
            "loyalty": "3 years",
            "value": 90,
        },
        "p2": {"generation": "boomers", "needs": ["n1"]},
    },
    "channels": {
        "phone": {"standard": {"answer": "80% in 20 s", "attained": "50%"}, "call_back": False},
        "chat": {"standard": {"answer": "within 1 h"}},
    },
    "systems": {
        "s1": {"office": "front", "holds": ["x"], "connected_to": {"s2": "manual"}},
        "s2": {"office": "back", "holds": ["y"], "connected_to": {"s3": "api"}},
        "s3": {"office": "back"},
    },
    "data": {"x": {"source": "s1"}, "y": {}, "z": {"title": "Z"}},
}

SOME = st.fixed_dictionaries(
    {},
    optional={
        "purpose": st.sampled_from([purpose.value for purpose in Purpose]),
        "need": st.sampled_from(["n1", "n2"]),
        "department": st.sampled_from(["d1", "d2"]),
        "systems": st.lists(st.sampled_from(["s1", "s2", "s3"]), unique=True),
        "backstage": st.just([{"do": "type {it}", "system": "s2", "manual": True}]),
        "asks": st.lists(st.sampled_from(["x", "y", "z"]), unique=True),
        "recovers": st.lists(st.sampled_from(["acknowledgement", "apology", "remedy", "follow_up"]), unique=True),
        "refuses": st.booleans(),
        "tone": st.sampled_from(["formal", "informal", "curt"]),
        "can_remedy": st.booleans(),
        "waste": st.just("A thing"),
        "event": st.just({"known_to": ["s1", "d1"], "notice": "none"}),
        "offers": st.just([{"kind": "retention", "times": 2}, {"kind": "upsell"}]),
        "cost": st.just(4),
    },
)
BENCHMARK = {"sector": "s", "source": "x", "date": "2024"}
OTHERS = (("duration", "5 min"), ("csat", "80%"), ("emotion", 1), ("cost", "3 EUR"))
COUNTED = ("service_level", "abandonment", "unanswered", "containment", "resolution")


@st.composite
def worlds(draw):
    """Draw a workspace with one journey, its surroundings and a target."""
    drawn = draw(journeys(5))
    for stage in drawn["stages"].values():
        for point in stage["touchpoints"].values():
            point.update(draw(SOME))
            if draw(st.booleans()):
                hits = draw(st.integers(0, 50))
                point.setdefault("measures", {})[draw(st.sampled_from(COUNTED))] = {"hits": hits, "n": 50}
            if draw(st.booleans()) and "next" not in point and "ends" not in point:
                point["fails"] = [{"share": "20%", "ends": "churned", "recovery": "none"}]
    names = [name for stage in drawn["stages"].values() for name in stage["touchpoints"]]
    drawn["customers"] = 5000
    return WORLD | {
        "journeys": {"j": drawn},
        "targets": {"t": {"of": "j", "changes": [{"set": {f"{names[0]}.note": "x"}}]}},
    }


@given(worlds())
def test_every_finding_can_be_shown(world):
    found = loaded(json.dumps(world, ensure_ascii=False))
    assert found.workspace is not None, [str(problem.message) for problem in found.problems]
    judged = judge(found.workspace, tools())
    for findings in (judged.findings, *judged.target_findings.values()):
        ids = [finding.id for finding in findings]
        assert len(ids) == len(set(ids))
        for finding in findings:
            assert str(finding.message)
            assert finding.span.line > 0
            assert 0 <= finding.gap <= 1
            assert 0 <= finding.reach <= 1
            assert all(str(figure) for _, figure in finding.evidence)
            assert finding.touchpoint not in finding.also


@given(worlds(), st.sampled_from(["p1", "p2"]))
def test_the_same_journey_gives_the_same_findings_for_a_group_as_well(world, persona):
    workspace = loaded(json.dumps(world, ensure_ascii=False)).workspace
    rules = tuple(tools().rules.values())
    for group in (None, persona):
        score = score_journey(link(workspace, "j", group))
        first, second = (check_journey(score, State.PROJECTED, rules) for _ in range(2))
        assert first == second
