"""Groups of customers beside each other: worked by hand, and the laws that tie them to the whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.graph import build
from journeymap.model.write import to_yaml
from journeymap.scores import score_journey
from journeymap.scores.personas import MEASURES, contradictions, personas
from tests.strategies import journeys
from tests.support import STORIES, graph, problems, scored, story, wanted, workspace

TWO = """
personas:
  maker: {share: 60%, value: 200 EUR/year, prefers: {web: 5, chat: 4}}
  hobbyist: {share: 40%, value: 100 EUR/year, prefers: {phone: 5, web: 3, chat: 2}}
"""
PLAN = (
    TWO
    + """
journeys:
  plan:
    customers: 1000/year
    starts: {look: {share: 70%, by_persona: {maker: 90%, hobbyist: 40%}}, ask: {share: 30%, by_persona: {maker: 10%, hobbyist: 60%}}}
    stages:
      all:
        look: {channel: web, duration: 10 min, ends: {completed: {share: 80%, by_persona: {maker: 90%}}, abandoned: {share: 20%, by_persona: {maker: 10%}}}}
        ask: {channel: chat, duration: 30 min, ends: {completed: 50%, churned: 50%}}
"""
)


def test_each_group_by_hand():
    """Maker 0.9 · 0.9 + 0.1 · 0.5 = 0.86; hobbyist 0.4 · 0.8 + 0.6 · 0.5 = 0.62."""
    found = personas(scored(PLAN)).groups
    assert {name: group.part for name, group in found.items()} == pytest.approx({"maker": 0.6, "hobbyist": 0.4})
    assert {name: group.value("completion") for name, group in found.items()} == pytest.approx(
        {"maker": 0.86, "hobbyist": 0.62}
    )
    assert {name: group.value("time") for name, group in found.items()} == pytest.approx({"maker": 12, "hobbyist": 22})
    assert {name: group.value("fit") for name, group in found.items()} == pytest.approx(
        {"maker": 0.9 + 0.1 * 0.75, "hobbyist": 0.4 * 0.5 + 0.6 * 0.25}
    )


def test_the_spread_by_hand():
    spreads = personas(scored(PLAN)).spreads
    assert {"completion", "fit", "time", "contacts"} <= set(spreads)
    assert (spreads["completion"].best, spreads["completion"].worst) == ("maker", "hobbyist")
    assert spreads["completion"].width == pytest.approx(0.24)
    assert (spreads["time"].best, spreads["time"].low) == ("maker", pytest.approx(12))
    assert spreads["completion"].apart is None


def test_the_value_at_risk_is_shared_out_by_hand():
    """0.6 · 0.14 · 200 = 16.8 against 0.4 · 0.38 · 100 = 15.2."""
    assert personas(scored(PLAN)).risk == pytest.approx({"maker": 16.8 / 32, "hobbyist": 15.2 / 32})


def test_a_group_of_unknown_value_leaves_the_risk_unknown():
    assert personas(scored(PLAN.replace("value: 100 EUR/year, ", ""))).risk == {}


def test_entries_in_short_form_stay_what_they_were():
    text = "journeys: {plan: {starts: STARTS, stages: {s: {a: {ends: completed}, b: {ends: completed}}}}}"
    for starts, entries in (
        ("{a: 60%, b: 40%}", {"a": 0.6, "b": 0.4}),
        ("[a, b]", {"a": 0.5, "b": 0.5}),
        ("b", {"b": 1.0}),
        ("{a: 30%, b: }", {"a": 0.3, "b": 0.7}),
        ("{a: {share: 60%}, b: 40%}", {"a": 0.6, "b": 0.4}),
    ):
        assert graph(text.replace("STARTS", starts)).entries == pytest.approx(entries)


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "words"),
    [
        ("hobbyist: 60%", "hobbyist: 70%", "shares-over-one", 9, "the entries of 'hobbyist' add up to 110%"),
        (
            "maker: 10%}}}}",
            "maker: 20%}}}}",
            "shares-over-one",
            12,
            "the shares of 'maker' that leave here add up to 110%",
        ),
        ("share: 30%", "share: 40%", "shares-over-one", 9, "the entries add up to 110%"),
        ("hobbyist: 60%", "hobbiest: 60%", "unknown-persona", 9, "'hobbiest' is not a persona"),
    ],
)
def test_shares_of_a_group_over_one_are_told_with_their_line(old, new, code, line, words):
    assert PLAN.count(old) >= 1
    (found,) = [item for item in problems(PLAN.replace(old, new, 1)) if item.code == code]
    assert found.span.line == line
    assert words in str(found.message)


def test_every_group_over_one_is_told_at_once():
    text = PLAN.replace("maker: 90%, hobbyist: 40%", "maker: 95%, hobbyist: 45%", 1)
    assert sorted(str(item.message) for item in problems(text)) == [
        "the entries of 'hobbyist' add up to 105%, more than 100%",
        "the entries of 'maker' add up to 105%, more than 100%",
    ]


@settings(max_examples=40)
@given(journeys())
def test_groups_of_which_nothing_is_told_equal_the_whole(journey):
    """Through the chain of each group itself, not through the short cut that knows they are equal."""
    opened = workspace(TWO, to_yaml({"journeys": {"j": journey}}))
    whole = score_journey(build(opened, "j"))
    for name in ("maker", "hobbyist"):
        own = score_journey(build(opened, "j", name))
        assert own.flow == whole.flow
        assert own.score == whole.score
        assert own.weights == whole.weights
        assert whole.by_persona[name].flow == own.flow


@settings(max_examples=60)
@given(st.lists(st.integers(1, 99), min_size=6, max_size=6), st.integers(1, 99))
def test_where_every_group_has_its_shares_the_whole_is_their_mixture(parts, maker):
    """Entry and two steps with shares of both groups; the whole is written as the mixture, to twelve digits."""
    entry, first, second = (tuple(part / 100 for part in parts[i : i + 2]) for i in (0, 2, 4))
    weights = (maker / 100, 1 - maker / 100)

    def mix(shares, come):
        whole = sum(w * c * s for w, c, s in zip(weights, come, shares, strict=True)) / sum(
            w * c for w, c in zip(weights, come, strict=True)
        )
        text = f"{{share: {100 * whole:.12f}%, by_persona: {{maker: {100 * shares[0]:.12f}%, hobbyist: {100 * shares[1]:.12f}%}}}}"
        rest = tuple(1 - s for s in shares)
        back = f"{{share: {100 * (1 - whole):.12f}%, by_persona: {{maker: {100 * rest[0]:.12f}%, hobbyist: {100 * rest[1]:.12f}%}}}}"
        return text, back

    start_a, start_b = mix(entry, (1, 1))
    on, off = mix(first, entry)
    come = tuple(e * f + (1 - e) for e, f in zip(entry, first, strict=True))
    done, lost = mix(second, come)
    text = f"""
personas: {{maker: {{share: {maker}%}}, hobbyist: {{share: {100 - maker}%}}}}
journeys:
  j:
    starts: {{a: {start_a}, b: {start_b}}}
    stages:
      s:
        a: {{channel: web, duration: 3 min, next: {{b: {on}}}, ends: {{abandoned: {off}}}}}
        b: {{channel: web, duration: 7 min, ends: {{completed: {done}, churned: {lost}}}}}
"""
    score = scored(text)
    groups = personas(score).groups
    assert contradictions(score, 1e-9) == ()
    for measure in ("completion", "time", "contacts"):
        mixed = sum(group.part * group.value(measure) for group in groups.values())
        assert mixed == pytest.approx(_whole(score, measure), abs=1e-9)


def _whole(score, measure):
    return {"completion": score.flow.completion, "time": score.flow.duration.value, "contacts": score.flow.contacts}[
        measure
    ]


def test_a_contradiction_by_hand():
    """Half and half at the entry: 0.6 · 0.9 + 0.4 · 0.4 = 0.7 is what is written; 0.5 is not."""
    assert contradictions(scored(PLAN)) == ()
    (first, *_) = contradictions(
        scored(PLAN.replace("look: {share: 70%", "look: {share: 50%").replace("ask: {share: 30%", "ask: {share: 50%"))
    )
    assert (first.source, first.declared, first.low, first.high) == ("", 0.5, pytest.approx(0.7), pytest.approx(0.7))


def test_groups_without_a_share_of_their_own_leave_room():
    """At `look`, where makers are 0.54 of 0.7 who come: 0.9 · 0.54 / 0.7 from them, and up to 0.16 / 0.7 more."""
    text = PLAN.replace("completed: {share: 80%", "completed: {share: 60%").replace(
        "abandoned: {share: 20%", "abandoned: {share: 40%"
    )
    found = {item.target: item for item in contradictions(scored(text))}
    assert found["completed"].low == pytest.approx(0.9 * 0.54 / 0.7)
    assert found["completed"].high == pytest.approx(0.9 * 0.54 / 0.7 + 0.16 / 0.7)
    assert found["completed"].gap == pytest.approx(0.9 * 0.54 / 0.7 - 0.6)


def test_overlapping_intervals_are_not_told_apart():
    def made(maker, hobbyist):
        return scored(
            TWO
            + f"""
journeys:
  j:
    stages:
      s:
        help:
          channel: chat
          ends: completed
          measures:
            csat: [{{counts: {maker}, method: top2, scale: 1-5, persona: maker}}, {{counts: {hobbyist}, method: top2, scale: 1-5, persona: hobbyist}}]
"""
        )

    assert personas(made([1, 1, 2, 5, 6], [2, 2, 3, 4, 3])).spreads["score"].apart is False
    assert personas(made([100, 100, 200, 500, 600], [200, 200, 300, 400, 300])).spreads["score"].apart is True


@pytest.mark.parametrize("name", STORIES)
def test_in_the_stories_the_groups_add_up_to_the_whole(name):
    for opened in (story(name), wanted(name)):
        for key in opened.current:
            score = score_journey(build(opened, key))
            assert contradictions(score) == ()
            mixed = sum(group.part * group.score.flow.completion for group in personas(score).groups.values())
            assert mixed == pytest.approx(score.flow.completion, abs=0.01)


def test_every_measure_is_known_in_the_story():
    score = score_journey(build(story("software-subscription"), "subscription"))
    assert set(personas(score).spreads) == set(MEASURES)


@pytest.mark.parametrize(
    ("starts", "words"),
    [
        ("{a: 30%, b: 30%}", "the entries add up to 60%, less than 100%"),
        ("{a: 0%, b: 0%}", "the entries add up to 0%, less than 100%"),
        ("{a: {share: 50%, by_persona: {x: 10%}}, b: 50%}", "the entries of 'x' add up to 60%, less than 100%"),
        ("{a: 0.500003, b: 0.5}", "the entries add up to 100.0003%, more than 100%"),
    ],
)
def test_entries_that_do_not_make_everybody_are_told(starts, words):
    text = f"personas: {{x: {{}}}}\njourneys: {{j: {{starts: {starts}, stages: {{s: {{a: {{ends: completed}}, b: {{ends: completed}}}}}}}}}}"
    assert [str(item.message) for item in problems(text)] == [words]


def test_what_whole_percents_miss_is_no_gap():
    text = "journeys: {j: {starts: {a: 33%, b: 33%, c: 33%}, stages: {s: {a: {ends: completed}, b: {ends: completed}, c: {ends: completed}}}}}"
    assert graph(text).entries == pytest.approx({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3})


def test_a_share_at_one_way_alone_makes_a_group_give_up():
    """x goes 10% to b and 50% to c like all, so that 40% of it give up; of all customers nobody does."""
    text = """
personas: {x: {share: 50%}, y: {share: 50%}}
journeys:
  j:
    stages:
      s:
        a: {next: {b: {share: 50%, by_persona: {x: 10%}}, c: 50%}}
        b: {ends: completed}
        c: {ends: completed}
"""
    score = scored(text)
    assert score.by_persona["x"].flow.completion == pytest.approx(0.6)
    (found,) = contradictions(score)
    assert (found.target, found.declared, found.low) == ("abandoned", 0.0, pytest.approx(0.2))
