"""The graph: shares resolved as written, what is assumed is marked, typed questions."""

import networkx as nx
import pytest

from tests.support import graph, journey


def edges(text: str) -> dict[tuple[str, str, str], tuple[float, bool]]:
    return {(e.source, e.target, e.kind): (round(e.share, 9), e.assumed) for e in graph(journey(text)).edges}


def test_what_follows_in_the_file_is_the_default_way() -> None:
    """Without `next` everybody goes on to the next touchpoint."""
    assert edges("a: {}\nb: {ends: completed}") == {
        ("a", "b", "next"): (1.0, False),
        ("b", "completed", "ends"): (1.0, False),
    }


def test_shares_short_of_all_mean_the_rest_gives_up() -> None:
    """The missing share is abandonment, never silently scaled up, and nobody wrote that it is."""
    assert edges("a: {next: {b: 70%}}\nb: {ends: completed}")["a", "abandoned", "gives-up"] == (0.3, True)


def test_missing_shares_are_equal_parts_and_marked_assumed() -> None:
    """A list gives equal shares of what the others leave."""
    found = edges("a: {next: {b: 40%, c: {}, d: {}}}\nb: {ends: completed}\nc: {ends: completed}\nd: {ends: completed}")
    assert found["a", "b", "next"] == (0.4, False)
    assert found["a", "c", "next"] == found["a", "d", "next"] == (0.3, True)


def test_an_ending_with_a_share_lets_the_others_go_on() -> None:
    """`ends: {churned: 10%}` without `next`: 90 % follow the file."""
    found = edges("a: {ends: {churned: 10%}}\nb: {ends: completed}")
    assert found["a", "b", "next"] == (0.9, False)


def test_failures_take_their_share_first() -> None:
    """A failure's share comes out of the way that has none."""
    found = edges("a: {fails: {share: 15%, to: c}}\nb: {ends: completed}\nc: {ends: churned}")
    assert found["a", "c", "fails"] == (0.15, False)
    assert found["a", "b", "next"] == (0.85, False)


def test_dead_ends_traps_and_the_unreachable_are_found() -> None:
    """Structure is known before anything is solved."""
    g = graph(journey("""
        a: {next: {b: 50%, d: 50%}}
        b: {next: c}
        c: {next: b}
        d: {ends: completed}
        e: {}
    """))  # fmt: skip
    assert g.stuck == {"b", "c"}
    assert g.reachable == {"a", "b", "c", "d"}
    assert g.dead_end("e")
    assert g.loops == (frozenset({"b", "c"}),)


def test_a_change_of_department_between_people_is_a_hand_off() -> None:
    """Derived where nothing is declared; `handoff: false` denies it."""
    text = "departments: {x: {}, y: {}}\n" + journey("""
        a: {channel: phone, department: x}
        b: {channel: phone, department: y, next: {c: {handoff: false}}}
        c: {channel: phone, department: x, next: {d: {handoff: true}}}
        d: {channel: web, ends: completed}
    """)
    assert {e.source: e.handoff for e in graph(text).edges if e.kind == "next"} == {"a": True, "b": False, "c": True}


def test_a_persona_takes_its_own_shares() -> None:
    """`by_persona` replaces the share for that group only."""
    text = "personas: {p: {}}\n" + journey("""
        a: {next: {b: {share: 80%, by_persona: {p: 10%}}}}
        b: {ends: completed}
    """)
    assert graph(text).edges[0].share == 0.8
    assert graph(text, "p").edges[0].share == pytest.approx(0.1)


def test_the_network_is_frozen() -> None:
    """Nobody downstream can change the graph."""
    with pytest.raises(nx.NetworkXError, match=r"[Ff]rozen"):
        graph(journey("a: {ends: completed}")).network.add_node("x")


def test_groups_are_parts_that_sum_to_one_and_blanks_share_the_rest() -> None:
    text = "personas: {a: {share: 30%}, b: {}, c: {}, d: {share: 30%}}\njourneys: {j: {personas: PERSONAS, stages: {s: {x: {channel: web}}}}}"
    assert graph(text.replace("PERSONAS", "[a, b, c]")).groups == pytest.approx({"a": 0.3, "b": 0.35, "c": 0.35})
    assert graph(text.replace("PERSONAS", "[a, d]")).groups == pytest.approx({"a": 0.5, "d": 0.5})
    assert graph(text.replace("PERSONAS", "[a, d]"), "d").groups == {"d": 1.0}
    assert graph("journeys: {j: {stages: {s: {x: {channel: web}}}}}").groups == {}


def test_a_group_is_told_apart_by_its_entries_its_ways_or_its_readings() -> None:
    built = graph(
        "personas: {a: {}, b: {}, c: {}, d: {}, e: {}}\n"
        "measurements: [{journey: j, touchpoint: x, metric: csat, value: 80, persona: d}]\n"
        "journeys: {j: {starts: {x: {share: 50%, by_persona: {a: 40%}}, y: {share: 50%, by_persona: {a: 60%}}}, stages: {s: {"
        "x: {channel: web, ends: {completed: {share: 90%, by_persona: {b: 80%}}, abandoned: 10%}}, "
        "y: {channel: web, emotion: [1, {value: -1, persona: c}], ends: completed}}}}}"
    )
    assert built.told_apart == {"a", "b", "c", "d"}
