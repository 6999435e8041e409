"""The id of a finding: unique in its workspace, stable, and the name by which it is accepted."""

import json
from itertools import chain

from hypothesis import given, settings

from journeymap.analysis import judge
from journeymap.rules.here import idle_acceptances
from journeymap.views.comparison_findings import finding_moves
from tests.rules.test_any_journey import worlds
from tests.support import loaded, tools, workspace

WORLD = """
project: {today: 2026-03-01}
personas:
  keen: {share: 50%}
  slow: {share: 50%}
channels: {phone: {call_back: false}}
"""
FIRST = """
journeys:
  first:
    stages:
      s:
        call:
          channel: phone
          waste: a form
          next: {done: {share: 60%, by_persona: {keen: 90%, slow: 30%}}}
          ends: {churned: {share: 40%, by_persona: {keen: 10%, slow: 70%}}}
        done: {channel: web, waste: a slip, ends: completed}
"""
SECOND = FIRST.replace("first:", "second:")


def judged(*texts):
    return judge(workspace(WORLD, *texts), tools())


def ids(found):
    return {finding.id for finding in found}


def test_where_there_is_one_journey_the_touchpoint_is_name_enough():
    assert {"wasted-visit@call", "wasted-visit@done", "persona-left-behind@slow"} <= ids(judged(FIRST).findings)


def test_where_there_are_several_the_journey_is_part_of_the_id():
    """Both journeys have the same touchpoints and groups: what is found of one is not taken for the other's."""
    found = judged(FIRST, SECOND).findings
    assert len(ids(found)) == len(found)
    for part in ("wasted-visit@{}.call", "wasted-visit@{}.done", "persona-left-behind@{}.slow"):
        assert {part.format("first"), part.format("second")} <= ids(found)
    assert {finding.journey for finding in found if finding.id.startswith("wasted-visit@first.")} == {"first"}


def test_a_journey_beside_makes_no_finding_of_the_others_new_or_gone():
    """The ids of the first get the journey before them; compared with last year they are the same findings."""
    old, new = judged(FIRST), judged(FIRST, SECOND)
    moves = finding_moves(old, new, {})
    assert not moves.gone
    assert all(finding.journey is None for finding in moves.new)
    assert len(moves.stayed) >= 3


def test_what_is_accepted_with_its_journey_stays_open_in_the_other():
    told = "accepted: [{finding: wasted-visit@second.call, reason: so be it}]"
    found = {finding.id: finding.accepted is not None for finding in judged(FIRST, SECOND, told).findings}
    assert (found["wasted-visit@first.call"], found["wasted-visit@second.call"]) == (False, True)


def test_what_is_accepted_without_a_journey_is_accepted_in_all_and_the_nearer_name_has_its_way():
    told = """
    accepted:
      - {finding: wasted-visit@call, reason: in all}
      - {finding: wasted-visit@second.call, reason: in this one}
    """
    found = {finding.id: finding.accepted for finding in judged(FIRST, SECOND, told).findings}
    assert found["wasted-visit@first.call"].reason == "in all"
    assert found["wasted-visit@second.call"].reason == "in this one"


def test_the_name_of_a_journey_accepts_no_touchpoint_of_that_name():
    """The second journey is called as a touchpoint of the first: its name alone is the journey's, nobody else's."""
    told = """
    accepted:
      - {finding: wasted-visit@done, reason: the journey}
      - {finding: wasted-visit@call, reason: in both}
    """
    opened = judged(FIRST, FIRST.replace("first:", "done:"), told)
    found = {finding.id: finding.accepted for finding in opened.findings if finding.rule == "wasted-visit"}
    assert {name for name, accepted in found.items() if accepted} == {
        "wasted-visit@first.call",
        "wasted-visit@done.call",
    }
    assert {"wasted-visit@first.done", "wasted-visit@done.done"} <= found.keys()
    assert [idle.accepted.reason for idle in idle_acceptances(opened.workspace, opened.every_finding)] == [
        "the journey"
    ]


def test_the_own_id_of_a_finding_accepts_no_other_that_it_could_also_name():
    """Shares of those who begin at a touchpoint are wrong, and of those who leave it: each is accepted by itself."""
    wrong = """
    personas: {maker: {share: 50%}, hobbyist: {share: 50%}}
    journeys:
      j:
        starts: {shop: {share: 90%, by_persona: {maker: 40%, hobbyist: 60%}},
                 web: {share: 10%, by_persona: {maker: 60%, hobbyist: 40%}}}
        stages:
          s:
            shop:
              channel: shop
              ends:
                completed: {share: 90%, by_persona: {maker: 40%, hobbyist: 60%}}
                abandoned: {share: 10%, by_persona: {maker: 60%, hobbyist: 40%}}
            web: {channel: web, ends: completed}
    accepted: [{finding: persona-mix-contradicts@shop, reason: x}]
    """
    found = judge(workspace(wrong), tools()).findings
    assert {finding.id: finding.accepted is not None for finding in found if "mix" in finding.rule} == {
        "persona-mix-contradicts@shop": True, "persona-mix-contradicts@j.shop.starts": False}  # fmt: skip


def test_a_target_and_an_assessment_of_one_name_have_findings_of_two():
    plans = """
    targets: {q2: {of: first, changes: [{set: {call.note: x}}]}}
    initiatives: {i: {lifts: {TEC-1: 2}}}
    assessments:
      q2: {date: 2024-05-01, agreed: {TEC-1.2a: met, TEC-1.2b: not_met}, targets: {TEC-1: {level: 3}}}
    """
    found = sorted(finding.id for finding in judged(FIRST, plans).findings if "without-initiative" in finding.id)
    assert found == ["target-without-initiative@assessments.q2", "target-without-initiative@q2"]


@settings(max_examples=15)
@given(worlds())
def test_every_finding_of_two_like_journeys_is_accepted_by_its_own_id_and_by_no_other(world):
    """Drawn worlds, one journey written twice: ids are unique, and an acceptance of each leaves none idle or open."""
    (drawn,) = world["journeys"].values()
    world = world | {"journeys": {"j": drawn, "k": drawn}}
    opened = loaded(json.dumps(world, ensure_ascii=False)).workspace
    first = judge(opened, tools())
    for findings in (first.findings, *first.target_findings.values()):
        assert len(ids(findings)) == len(findings)
    told = sorted(ids(chain(first.findings, *first.target_findings.values())))
    world |= {"accepted": [{"finding": name, "reason": "x"} for name in told]}
    again = loaded(json.dumps(world, ensure_ascii=False))
    assert again.workspace is not None, [str(problem.message) for problem in again.problems]
    then = judge(again.workspace, tools())
    assert all(found.accepted is not None and found.accepted.finding == found.id for found in then.findings)
    assert idle_acceptances(again.workspace, then.every_finding) == ()
