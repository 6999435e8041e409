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
