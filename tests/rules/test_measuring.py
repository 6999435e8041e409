"""A figure counts as beyond a limit only if chance does not explain it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis import judge
from journeymap.rules.measuring import surely_above, surely_below, surely_reaches
from tests.support import graph, journey, scored, tools, workspace


def found(reading):
    text = journey(f"a: {{channel: phone, measures: {{abandonment: {reading}}}, ends: completed}}")
    return scored(text).touchpoints["a"].metrics["abandonment"]


# Wilson by hand: 12 of 100 is 7.0% to 19.8%, 120 of 1,000 is 10.1% to 14.2%.
@pytest.mark.parametrize(
    ("reading", "above", "below"),
    [
        ("{hits: 12, n: 100}", False, False),
        ("{hits: 120, n: 1000}", True, False),
        ("{hits: 80, n: 1000}", False, True),
        ("12%", True, False),
        ("8%", False, True),
    ],
)
def test_the_interval_has_to_clear_the_limit_and_an_opinion_is_taken_as_it_is(reading, above, below):
    assert surely_above(found(reading), 0.1) is above
    assert surely_reaches(found(reading), 0.1) is above
    assert surely_below(found(reading), 0.1) is below


def test_a_figure_at_the_limit_reaches_it_and_is_not_above_it():
    assert surely_reaches(found("10%"), 0.1)
    assert not surely_above(found("10%"), 0.1)
    assert not surely_below(found("10%"), 0.1)


def test_what_is_not_known_is_on_no_side():
    assert not any(beyond(None, 0.1) for beyond in (surely_above, surely_reaches, surely_below))


def test_a_way_of_no_share_leads_nowhere():
    linked = graph(
        journey("""
            a: {channel: web, next: {b: 0%, c: 50%}, ends: {completed: 50%}}
            b: {channel: web, ends: completed}
            c: {channel: web, ends: completed}
        """)
    )
    assert list(linked.within("a", 3)) == ["c"]
    assert {(edge.source, edge.target) for edge in linked.edges} - {
        (edge.source, edge.target) for edge in linked.travelled.edges
    } == {("a", "b")}
    assert linked.travelled.travelled is linked.travelled


def most_offers(ways, offers, name):
    """Walk every way on and return the most offers met on one of them."""
    return offers[name] + max((most_offers(ways, offers, target) for target in ways[name]), default=0)


@given(st.data())
def test_counter_offers_are_those_of_the_way_out_with_most_of_them(data):
    names = [f"t{index}" for index in range(6)]
    ways = {
        name: data.draw(st.lists(st.sampled_from(names[index + 1 :]), unique=True, max_size=3))
        if names[index + 1 :]
        else []
        for index, name in enumerate(names)
    }
    offers = {name: data.draw(st.integers(0, 2)) for name in names}
    lines = []
    for name in names:
        on = ", ".join(f"{target}: {90 // len(ways[name])}%" for target in ways[name])
        rest = f"next: {{{on}}}, ends: {{churned: 10%}}" if on else "ends: churned"
        made = f"offers: [{{kind: retention, times: {offers[name]}}}], " if offers[name] else ""
        lines.append(f"{name}: {{channel: chat, purpose: leave, {made}{rest}}}")
    shares = dict.fromkeys(names, "10%") | {names[0]: "50%"}
    starts = "    starts: {" + ", ".join(f"{name}: {share}" for name, share in shares.items()) + "}\n"
    text = journey("\n".join(lines)).replace("    stages:\n", f"{starts}    stages:\n")
    issues = [item for item in judge(workspace(text), tools()).findings if item.rule == "retention-loop"]
    most = max(most_offers(ways, offers, name) for name in names)
    assert [dict(item.evidence)["counter-offers on one way out"].value for item in issues] == (
        [most] if most >= 2 else []
    )
