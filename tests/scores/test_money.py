"""Money: a year by hand, with intervals, by kind, and always the same sum."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.metrics.pooling import wilson
from journeymap.scores.money import worth
from journeymap.vocabulary import OutcomeKind
from tests.support import STORIES, graph, scored, story

TEXT = """
project: {{currency: EUR}}
journeys:
  j:
    customers: 1000/year
    value: 100 EUR/year
    stages:
      s:
        a: {{next: {{b: 80%}}, ends: {{churned: {a}}}}}
        b: {{ends: {{completed: 70%, abandoned: {b}}}}}
"""
PLAIN = TEXT.format(a="20%", b="30%")
COUNTED = TEXT.format(a="{share: 20%, n: 400}", b="{share: 30%, n: 100}")


def test_a_year_by_hand():
    """1,000 × 100 EUR: 20% go at once, 30% of the other 80% give up; 20,000 + 24,000."""
    risk = scored(PLAIN).at_risk
    assert risk.value == pytest.approx(44_000)
    assert risk.of_kind(OutcomeKind.CHURNED) == pytest.approx(20_000)
    assert risk.of_kind(OutcomeKind.ABANDONED) == pytest.approx(24_000)
    assert dict(risk.by_touchpoint) == pytest.approx({"b": 24_000, "a": 20_000})
    b = risk.at("b")[0]
    assert (b.visits, b.chance, b.customers) == (pytest.approx(0.8), pytest.approx(0.3), pytest.approx(240))
    assert (b.low, b.high, b.n, risk.interval) == (None, None, None, None)


def test_a_share_with_n_gives_an_interval():
    """Wilson at each way; the distances of the sum add in squares (Zou and Donner 2008)."""
    risk = scored(COUNTED).at_risk
    a, b = wilson(80, 400), wilson(30, 100)
    loss = risk.at("a")[0]
    assert (loss.low, loss.high, loss.n) == (pytest.approx(100_000 * a.low), pytest.approx(100_000 * a.high), 400)
    down = math.hypot(100_000 * (0.2 - a.low), 80_000 * (0.3 - b.low))
    up = math.hypot(100_000 * (a.high - 0.2), 80_000 * (b.high - 0.3))
    assert risk.interval == pytest.approx((44_000 - down, 44_000 + up))


def test_one_share_without_n_leaves_the_sum_without_an_interval():
    risk = scored(TEXT.format(a="{share: 20%, n: 400}", b="30%")).at_risk
    assert risk.interval is None
    assert risk.at("a")[0].low is not None
    assert "1 of 2 shares of loss state the visits" in str(risk.assumptions[-1])


def test_the_assumptions_name_their_lines():
    told = [str(words) for words in scored(PLAIN).at_risk.assumptions]
    assert told[0] == "1,000 customers start it in a year (file-1.yaml:5)"
    assert told[1] == "one customer is worth 100 EUR a year (file-1.yaml:6)"
    assert any("no published rate of churn" in line for line in told)
    assert any("those who give up" in line for line in told)


PERSONAS = """
personas:
  rich: {share: 25%, value: 400 EUR/year}
  poor: {share: 25%, value: 100 EUR/year}
  unpriced: {}
journeys:
  j: {customers: 100/year, personas: [rich, poor, unpriced], stages: {s: {a: {ends: {completed: 50%, churned: 50%}}}}}
"""


def test_without_its_own_value_a_journey_takes_the_mean_of_its_groups():
    """(25·400 + 25·100) / 50; the group without a value is left out and told."""
    found = worth(graph(PERSONAS))
    assert (found.yearly, found.left_out, found.personas) == (pytest.approx(250), ("unpriced",), True)
    assert found.places[0].line == 3
    risk = scored(PERSONAS).at_risk
    assert risk.value == pytest.approx(100 * 250 * 0.5)
    assert any("unpriced have no value" in str(words) for words in risk.assumptions)


def test_a_group_is_worth_its_own_value():
    assert worth(graph(PERSONAS, "poor")).yearly == 100


@pytest.mark.parametrize("missing", ["    customers: 1000/year\n", "    value: 100 EUR/year\n"])
def test_unknown_is_no_sum(missing):
    assert scored(PLAIN.replace(missing, "")).at_risk is None


def test_the_trapped_are_lost_too():
    """Half go into a circle without a way out: the sum is all that does not complete."""
    text = PLAIN.replace("b: {ends: {completed: 70%, abandoned: 30%}}", "b: {next: {b: 100%}}")
    found = scored(text)
    assert found.at_risk.of_kind(None) == pytest.approx(80_000)
    assert found.at_risk.value == pytest.approx(100_000 * found.flow.churn)
    told = list(map(str, found.at_risk.assumptions))
    assert told[-1] == "no interval: some customers never get out, and no count says how many of them would in the end"


@given(st.integers(0, 60), st.integers(0, 40), st.integers(0, 90), st.integers(1, 10**6), st.integers(1, 10**4))
def test_the_parts_make_customers_times_lost_times_value(gone, given_up, back, customers, value):
    """Whatever the shares, loops among them, the ways add up to customers × P(lost) × value."""
    text = f"""
journeys:
  j:
    customers: {customers}/year
    value: {value} EUR/year
    stages:
      s:
        a: {{next: {{b: {100 - gone}%}}, ends: {{churned: {gone}%}}}}
        b: {{next: {{a: {back // 2}%}}, ends: {{completed: 15%, abandoned: {given_up}%}}}}
"""
    found = scored(text)
    assert found.at_risk.value == pytest.approx(customers * value * found.flow.churn)


def test_who_leaves_in_good_order_is_neither_lost_nor_kept():
    """Of 1,000 × 100 EUR: 50% complete, 20% are told it is not for them, 30% give up."""
    found = scored("""
project: {currency: EUR}
journeys:
  j: {customers: 1000/year, value: 100 EUR/year,
      stages: {s: {a: {ends: {completed: 50%, not_eligible: 20%, abandoned: 30%}}}}}
""").yearly
    assert (found.stake, found.kept, found.aside) == pytest.approx((100_000, 50_000, 20_000))
    assert found.lost == pytest.approx(30_000)


def test_what_is_kept_is_summed_over_the_groups():
    """8,000 · 80% · 60 + 12,000 · 63% · 220 = 384,000 + 1,663,200; what is lost is what is at risk."""
    score = scored(TWO_GROUPS)
    assert score.yearly.kept == pytest.approx(2_047_200)
    assert score.yearly.lost == pytest.approx(score.at_risk.value)
    assert {name: each.yearly.kept for name, each in score.by_persona.items()} == pytest.approx(
        {"x": 384_000, "y": 1_663_200}
    )


@pytest.mark.parametrize("name", STORIES)
def test_kept_lost_and_set_aside_are_all_that_is_at_stake(name):
    """A second method: the value at risk is added up way by way, the rest by how it ends."""
    from journeymap.graph import build
    from journeymap.scores import score_journey

    opened = story(name)
    score = score_journey(build(opened, next(iter(opened.current))))
    assert score.yearly.lost == pytest.approx(score.at_risk.value)
    assert score.yearly.stake == pytest.approx(score.at_risk.stake)


@pytest.mark.parametrize("name", STORIES)
def test_the_stories_lose_what_their_reports_say(name):
    """One source of truth: table, summary and record show the same sum."""
    from journeymap.graph import build
    from journeymap.scores import score_journey
    from journeymap.views.report_losses import losses
    from journeymap.views.tables import value_at_risk

    opened = story(name)
    score = score_journey(build(opened, next(iter(opened.current))))
    assert value_at_risk(score) == score.at_risk.value == pytest.approx(sum(score.at_risk.by_touchpoint.values()))
    assert losses(score).rows[-1][4].value == pytest.approx(score.at_risk.value, rel=5e-3)


TWO_GROUPS = """
project: {currency: EUR}
personas:
  x: {share: 40%, value: 60 EUR/year}
  y: {share: 60%, value: 220 EUR/year}
journeys:
  j:
    customers: 20000/year
    personas: [x, y]
    stages:
      s:
        a: {ends: {completed: {share: 70%, by_persona: {x: 80%, y: 63%}}, churned: {share: 30%, n: 5000, by_persona: {x: 20%, y: 37%}}}}
"""


def test_the_money_of_the_groups_adds_up_to_the_whole():
    """8,000 · 20% · 60 + 12,000 · 37% · 220 = 96,000 + 976,800; the mean value times the mean loss says 936,000."""
    score = scored(TWO_GROUPS)
    own = {name: each.at_risk.value for name, each in score.by_persona.items()}
    assert own == pytest.approx({"x": 96_000, "y": 976_800})
    assert score.at_risk.value == pytest.approx(1_072_800)
    assert [(group.name, group.value) for group in score.at_risk.groups] == [
        ("x", pytest.approx(96_000)), ("y", pytest.approx(976_800)),
    ]  # fmt: skip
    told = " / ".join(str(words) for words in score.at_risk.assumptions)
    assert "by the groups' own ways 30.20% are lost, by those of all customers 30.00%" in told


def test_the_interval_of_the_whole_is_that_of_its_own_sample():
    """Wilson on 1,500 of 5,000, carried over to the sum of the groups."""
    risk, share = scored(TWO_GROUPS).at_risk, wilson(1500, 5000)
    assert risk.interval == pytest.approx((1_072_800 * share.low / 0.3, 1_072_800 * share.high / 0.3))


def test_a_group_has_its_part_of_the_customers_and_no_interval_of_others():
    """Half of 1,000 customers, half of them lost, 10 EUR each: 2,500 for either group, 5,000 together."""
    score = scored("""
personas: {x: {share: 50%}, y: {share: 50%}}
journeys:
  j:
    customers: 1000/year
    value: 10 EUR/year
    stages: {s: {a: {ends: {completed: 50%, churned: {share: 50%, n: 400, by_persona: {x: 50%}}}}}}
""")
    for own in score.by_persona.values():
        assert (own.customers(), own.at_risk.value) == (500, pytest.approx(2_500))
        assert own.at_risk.interval is None
    assert score.at_risk.value == pytest.approx(5_000)
    assert score.at_risk.interval == pytest.approx((10_000 * wilson(200, 400).low, 10_000 * wilson(200, 400).high))


def test_customers_of_no_group_are_part_of_the_whole():
    """30% + 30% leave 40% of 1,000 who go the ways of all and are worth the mean of the two groups."""
    score = scored("""
personas: {x: {share: 30%, value: 10 EUR/year}, y: {share: 30%, value: 30 EUR/year}}
journeys:
  j: {customers: 1000/year, stages: {s: {a: {ends: {completed: 50%, churned: 50%}}}}}
""")
    assert score.graph.groups == pytest.approx({"x": 0.3, "y": 0.3})
    assert score.graph.others == pytest.approx(0.4)
    assert [group.value for group in score.at_risk.groups] == pytest.approx([1_500, 4_500, 4_000])
    assert score.at_risk.value == pytest.approx(10_000)
    assert any("40% of the customers belong to no group" in str(words) for words in score.at_risk.assumptions)


ONE = """
journeys:
  j: {{customers: 1000/year, value: 100 EUR/year, stages: {{s: {{a: {a}}}}}}}
"""


def test_two_losses_of_one_sample_are_one_share():
    """90 of 100 are lost in two ways: Wilson's interval of 90 in 100, not two independent ones."""
    ends = "{ends: {completed: 10%, churned: {share: 45%, n: 100}, abandoned: {share: 45%, n: 100}}}"
    both = wilson(90, 100)
    assert scored(ONE.format(a=ends)).at_risk.interval == pytest.approx((100_000 * both.low, 100_000 * both.high))


def test_in_a_loop_the_share_is_one_of_those_who_leave():
    """Of 100 visits 10 leave, 5 of them lost: Wilson's interval of 5 in 10, never over what is at stake."""
    text = ONE.format(a="{next: {a: 90%}, ends: {completed: 5%, churned: {share: 5%, n: 100}}}")
    left = wilson(5, 10)
    assert scored(text).at_risk.interval == pytest.approx((100_000 * left.low, 100_000 * left.high))


def test_nobody_lost_of_ten_still_has_an_upper_end():
    text = ONE.format(a="{ends: {completed: 100%, churned: {share: 0%, n: 10}}}")
    risk = scored(text).at_risk
    assert risk.value == 0
    assert risk.interval == pytest.approx((0, 100_000 * wilson(0, 10).high))


def test_where_some_shares_are_counted_a_partial_range_is_told():
    """The counted loss varies, the other one is taken as exact."""
    risk = scored(TEXT.format(a="{share: 20%, n: 400}", b="30%")).at_risk
    a = wilson(80, 400)
    assert risk.partial == pytest.approx((100_000 * a.low + 24_000, 100_000 * a.high + 24_000))
    assert "if the others were exact" in str(risk.assumptions[-1])


@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 39), st.integers(1, 500))
def test_an_interval_holds_the_value_and_ends_at_the_stake(gone, given_up, back, n):
    """Whatever the samples, and with a loop."""
    text = ONE.format(a=f"{{next: {{a: {back}%}}, ends: {{completed: {100 - gone - given_up - back}%, churned: "
                        f"{{share: {gone}%, n: {n}}}, abandoned: {{share: {given_up}%, n: {2 * n}}}}}}}")  # fmt: skip
    found = scored(text).at_risk
    low, high = found.interval
    assert -1e-6 <= low <= found.value + 1e-6
    assert found.value - 1e-6 <= high <= 100_000 + 1e-6
