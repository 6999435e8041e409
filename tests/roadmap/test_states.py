import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.roadmap.plan import plan
from journeymap.roadmap.states import advance, foundations, unsound

REMOVES = "{duration: 1 week, changes: [{remove: wait}]}"


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        # Each fits today's map; after `a` has taken `wait` away none does.
        ("{duration: 2 weeks, changes: [{reroute: {from: pay, to: {wait: 90%}, ends: {abandoned: 10%}}}]}",
         "'pay' would lead to 'wait', which is not there"),
        ("{duration: 2 weeks, changes: [{reroute: {from: start, to: {wait: 100%}}}]}",
         "'start' would lead to 'wait', which is not there"),
        ("{duration: 2 weeks, changes: [{set: {wait.waiting: 1 d}}]}",
         "'wait' is not a touchpoint of this journey"),
        ("{duration: 2 weeks, changes: [{remove: wait}]}",
         "'wait' is not a touchpoint of this journey"),
    ],
)  # fmt: skip
def test_changes_that_no_longer_fit_are_left_out_and_said(load, words, other, reason):
    roadmap = plan(load(f"initiatives:\n  a: {REMOVES}\n  b: {other}\n"))
    assert words(roadmap.by_id["b"].notes) == [f"a change cannot be carried out any more: {reason}"]
    assert unsound(roadmap.quarters[-1].journeys["shop"].graph.journey) is None


def test_shares_that_add_up_to_too_much_together_are_refused(load, words):
    roadmap = plan(
        load("""
initiatives:
  a: {duration: 1 week, changes: [{set: {find.next.pay: 70%, find.ends.abandoned: 10%}}]}
  b: {duration: 2 weeks, changes: [{set: {find.ends.abandoned: 40%}}, {set: {unpack.emotion: 1}}]}
""")
    )
    assert words(roadmap.by_id["b"].notes) == [
        "a change cannot be carried out any more: the shares that leave 'find' would add up to 110%"
    ]
    final = roadmap.quarters[-1].journeys["shop"].graph.journey
    assert final.touchpoints["unpack"].readings()["emotion"][0].value.number == 1


def test_a_change_that_would_make_an_invalid_record_is_left_out(load, words):
    journey = """
journeys:
  j: {stages: {s: {a: {channel: web, fails: {share: 5%, because: it breaks, ends: abandoned}}, b: {ends: completed}}}}
"""
    roadmap = plan(
        load(
            """
initiatives:
  a: {duration: 1 week, changes: [{set: {a.fails: null}}]}
  b: {duration: 2 weeks, changes: [{set: {a.fails.share: 1%}}]}
""",
            journey,
        )
    )
    assert len(roadmap.by_id["b"].notes) == 1
    assert words(roadmap.by_id["b"].notes)[0].startswith("a change cannot be carried out any more: ")


def test_a_journey_never_loses_its_last_touchpoint(load, words):
    journey = "\njourneys: {j: {stages: {s: {a: {ends: completed}, b: {ends: completed}}}}}\n"
    text = "initiatives:\n  x: {duration: 1 week, changes: [{remove: a}]}\n  y: {duration: 2 weeks, changes: [{remove: b}]}"
    roadmap = plan(load(text, journey))
    assert words(roadmap.by_id["y"].notes) == ["a change cannot be carried out any more: no touchpoint would be left"]


def test_an_initiative_without_changes_leaves_everything_as_it_is(load):
    workspace = load("initiatives:\n  a: {duration: 1 week}")
    assert advance(workspace, "a").workspace is workspace


def test_foundations_do_not_depend_on_the_order_of_the_files(load):
    lines = ["  a: {after: [c, b]}", "  b: {}", "  c: {after: d}", "  d: {}"]
    wanted = ("b", "d", "c")
    for text in (lines, reversed(lines)):
        assert foundations(load("initiatives:\n" + "\n".join(text)))["a"] == wanted


def test_a_quarter_that_leaves_customers_worse_off_says_so(load, words):
    roadmap = plan(
        load("""
initiatives:
  a: {duration: 1 week, changes: [{set: {find.emotion: -2}}, {reroute: {from: find, to: {pay: 40%}, ends: {abandoned: 60%}}}]}
  b: {duration: 14 weeks, changes: [{reroute: {from: find, to: {pay: 60%}, ends: {abandoned: 40%}}}, {set: {pay.next: {}, pay.ends: {}}}]}
""")
    )
    first, second = roadmap.quarters
    assert words(first.notes) == [
        "Q1 2024 leaves fewer customers of 'Buy a pair of shoes' at a good end: 32.0% in place of 40.0%",
        "Q1 2024 lowers the score of 'Buy a pair of shoes' from 55.0 to 42.3",
    ]
    assert "Q2 2024 leaves customers alone at 'Pay': nothing follows it" in words(second.notes)


def test_a_quarter_in_which_nothing_ends_repeats_the_one_before(load):
    roadmap = plan(
        load("""
initiatives:
  a: {duration: 1 week, changes: [{set: {pay.emotion: 2}}]}
  b: {duration: 40 weeks, changes: [{set: {find.emotion: 2}}]}
""")
    )
    names = [(q.name, q.new) for q in roadmap.quarters]
    assert names == [("2024-Q1", ("a",)), ("2024-Q2", ()), ("2024-Q3", ()), ("2024-Q4", ("b",))]
    assert roadmap.quarters[1].journeys is roadmap.quarters[0].journeys


def test_unknown_value_stays_unknown(load):
    journey = "\njourneys: {j: {stages: {s: {a: {next: {b: 50%}}, b: {ends: completed}}}}}\n"
    roadmap = plan(load("initiatives:\n  x: {duration: 1 week, changes: [{set: {a.next.b: 80%}}]}", journey))
    benefit = roadmap.items[0].benefit
    assert benefit.value is None
    assert benefit.effects[0].difference.completion == pytest.approx(0.3)
    assert benefit.effects[0].difference.minutes is None


def test_a_full_second_journey_is_a_target_too(load, words):
    text = """
  better:
    stages:
      buy:
        find: {channel: web, emotion: 2, duration: 20 min, ends: completed}
targets: {t: {title: Better, of: shop, journey: better}}
initiatives:
  a: {duration: 1 week, journey: shop, changes: [{set: {find.emotion: 1}}]}
"""
    roadmap = plan(load(text))
    assert str(roadmap.items[0].why).startswith("brings 1 of the ")
    assert "no initiative takes 'Pay' away" in words(item.words for item in roadmap.residual)
    paths = {str(item.words): item.path for item in roadmap.residual}
    assert paths["'Find': emotion stays 1; wanted is 2"][:2] == ("journeys", "better")


POOL = (
    "{remove: find}",
    "{remove: pay}",
    "{remove: wait}",
    "{set: {find.next: {pay: 70%}, find.ends: {abandoned: 30%}}}",
    "{set: {find.ends.abandoned: 20%}}",
    "{set: {pay.next.wait: 60%}}",
    "{set: {pay.next: {}, pay.ends: {completed: 100%}}}",
    "{set: {unpack.ends: null}}",
    "{set: {unpack.stage: buy}}",
    "{reroute: {from: start, to: {pay: 100%}}}",
    "{reroute: {from: unpack, to: {find: 30%}, ends: {completed: 70%}}}",
    "{reroute: {from: pay, to: {pay: 50%, unpack: 50%}}}",
    "{add: {touchpoint: help, stage: buy, channel: chat, next: {wait: 100%}}}",
    "{add: {touchpoint: help, stage: get, after: wait, channel: bot, ends: completed}}",
    "{set: {pay.fails: {share: 10%, because: it breaks, to: find}}}",
    "{set: {channels.web.served_by: human}}",
)


@settings(deadline=None, max_examples=100)
@given(chosen=st.lists(st.sampled_from(POOL), min_size=1, max_size=8), lengths=st.randoms(use_true_random=False))
def test_whatever_meets_whatever_the_last_map_can_be_walked_and_benefits_add_up(load, chosen, lengths):
    lines = [f"  i{n}: {{duration: {lengths.randint(1, 30)} weeks, changes: [{c}]}}" for n, c in enumerate(chosen)]
    roadmap = plan(load("initiatives:\n" + "\n".join(lines)))
    last = roadmap.quarters[-1]
    assert unsound(last.journeys["shop"].graph.journey) is None
    effects = [effect for item in roadmap.items if item.benefit for effect in item.benefit.effects]
    total = last.figures["shop"].completion - roadmap.before["shop"].completion
    assert sum(effect.difference.completion for effect in effects) == pytest.approx(total)
    assert 0 <= last.figures["shop"].completion <= 1 + 1e-9
