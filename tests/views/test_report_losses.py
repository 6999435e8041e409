import pytest

from journeymap.scores.explain_figures import explain_figure
from journeymap.text import say
from journeymap.views.flow_graph import flow_graph
from journeymap.views.numbers_parts import apportioned
from journeymap.views.report_journey import heading
from journeymap.views.report_losses import (
    largest_loss,
    loss_words,
    losses,
    lost_by_kind,
    lost_in_a_year,
    where_lost,
    worst_stage,
)
from tests.support import STORIES, scored

LOSSES = """
project: {currency: EUR}
journeys:
  j:
    customers: 1000/year
    value: 100 EUR/year
    stages:
      one:
        a: {next: {b: 80%}, ends: {churned: 20%}}
      two:
        b: {next: {c: 70%}, ends: {churned: 15%, abandoned: 15%}}
        c: {ends: {completed: 80%, churned: 20%}}
"""
ONE_STAGE = """
journeys:
  j:
    stages:
      one:
        a: {next: {b: 80%}, ends: {churned: 20%}}
        b: {ends: {completed: 70%, churned: 30%}}
"""


@pytest.mark.parametrize(("parts", "unit"), [
    ([1.4, 1.4, 1.2], 1), ([0.0004, 0.0004, 0.0004], 0.001), ([10.0], 100), ([], 1), ([123.4, 56.7, 0.2], 10),
])  # fmt: skip
def test_rounded_parts_add_up_to_the_rounded_whole(parts, unit):
    found = apportioned(parts, unit, sum(parts))
    assert sum(found) == pytest.approx(int(sum(parts) / unit + 0.5) * unit)
    assert all(abs(rounded - part) <= unit for rounded, part in zip(found, parts, strict=True))


def test_the_headline_names_the_stage_with_the_largest_loss_and_its_share():
    score = scored(LOSSES)
    name, part = worst_stage(score)
    assert (name, part) == ("two", pytest.approx(0.352 / 0.552))
    assert str(heading(score)) == "55% of customers give up or leave, 64% of them in 'Two'"
    assert str(flow_graph(score).statement).endswith("55% give up or leave, 64% of them in 'Two'")


def test_most_of_them_is_said_of_more_than_half_only():
    lost = say("some leave")
    assert str(where_lost(scored(ONE_STAGE), lost)) == "some leave, most of them at 'B'"
    even = ONE_STAGE.replace("70%, churned: 30%", "75%, churned: 25%")
    third = even.replace("b: {ends", "b: {next: {c: 70%}, ends: {churned: 30%}}\n        c: {ends")
    assert str(where_lost(scored(third), lost)) == "some leave, at 'B' more than at any other point"


def test_the_largest_single_loss_is_told_with_its_money_unless_another_is_as_large():
    """By hand: 20 % at A, 80 % × 30 % = 24 % at B, 80 % × 70 % × 20 % = 11.2 % at C; 1,000 customers of 100 each."""
    words = "the largest single loss is at 'B': 24% of customers"
    assert str(largest_loss(scored(LOSSES))) == f"{words} and 24,000 EUR a year"
    assert str(largest_loss(scored(ONE_STAGE))) == words
    assert largest_loss(scored(ONE_STAGE.replace("70%, churned: 30%", "75%, churned: 25%"))) is None


def test_losses_are_told_apart_by_how_they_end():
    score = scored(LOSSES)
    found = [(str(lost.kind), round(lost.share, 12)) for lost in lost_by_kind(score)]
    assert found == [("churned", 0.432), ("abandoned", 0.12)]
    words = str(loss_words(score))
    assert "43,200 EUR a year leaves with customers who go for good" in words
    assert "12,000 EUR more is not won from those who give up, if they are worth the same" in words


@pytest.mark.parametrize("text", [LOSSES, *STORIES])
@pytest.mark.parametrize("most", [1, 12])
def test_the_table_of_losses_adds_up(text, most):
    score = scored(text) if text is LOSSES else story_score(text)
    table = losses(score, most=most)
    for column in (2, 3, 4):
        values = [getattr(row[column], "value", 0.0) for row in table.rows]
        places = [value for index, value in enumerate(values) if index not in table.sums]
        assert values[-1] == pytest.approx(sum(places))
    money = [lost.value for lost in lost_by_kind(score)]
    assert table.rows[-1][4].value == pytest.approx(sum(money))


def test_each_figure_is_rounded_by_itself_and_the_total_says_so():
    """By hand: three ways of 2,345 customers at 100 EUR are 234,500 each, 235,000 on three digits; together 703,500.

    Rounded to add up, one of the three was 234,000, and another in the next report.
    """
    ways = "{churned: 23.45%, abandoned: 23.45%, other: 23.45%, completed: 29.65%}"
    score = scored(f"""
project: {{currency: EUR}}
journeys:
  j:
    customers: 10000/year
    value: 100 EUR/year
    outcomes: {{other: {{kind: churned}}}}
    stages: {{s: {{a: {{ends: {ways}}}}}}}
""")
    rows = losses(score).rows
    assert [str(row[4]) for row in rows] == ["235,000 EUR", "235,000 EUR", "469,000 EUR", "235,000 EUR",
                                             "235,000 EUR", "704,000 EUR"]  # fmt: skip
    assert "235,000" in str(loss_words(score))
    assert str(rows[-1][0]) == "Total (sums of rounded figures may differ)"


def story_score(name):
    from tests.outputs.reports import analysed

    return next(iter(analysed(name).judged.current.values()))


def test_without_losses_there_is_no_table():
    score = scored("journeys: {j: {stages: {s: {a: {ends: completed}}}}}")
    assert losses(score) is None
    assert loss_words(score) is None


GROUPS = """
project: {currency: EUR}
personas:
  few: {share: 25%, value: 400 EUR/year}
  many: {share: 75%, value: 100 EUR/year}
journeys:
  j:
    customers: 1000/year
    stages:
      s:
        a: {next: {b: {share: 80%, by_persona: {few: 40%}}}, ends: {churned: {share: 20%, by_persona: {few: 60%}}}}
        b: {ends: {completed: 50%, abandoned: 50%}}
"""


def test_customers_and_money_of_a_row_are_one_sum_over_the_groups():
    """By hand. At a: few 250 x 60 % = 150 of 400 EUR, many 750 x 20 % = 150 of 100 EUR: 300 customers, 75,000 EUR.

    At b, half of those who come: few 250 x 40 % / 2 = 50, many 750 x 80 % / 2 = 300: 350 customers, 50,000 EUR. By the
    ways of all customers 200 and 400 would be lost.
    """
    rows = [[getattr(cell, "value", str(cell)) for cell in row] for row in losses(scored(GROUPS)).rows]
    assert [row[2:] for row in rows] == [
        [pytest.approx(0.3), pytest.approx(300), pytest.approx(75_000)],
        [pytest.approx(0.3), pytest.approx(300), pytest.approx(75_000)],
        [pytest.approx(0.35), pytest.approx(350), pytest.approx(50_000)],
        [pytest.approx(0.35), pytest.approx(350), pytest.approx(50_000)],
        [pytest.approx(0.65), pytest.approx(650), pytest.approx(125_000)],
    ]
    assert str(losses(scored(GROUPS)).caption).endswith("as on the map, 60.00% are lost")
    assert str(heading(scored(GROUPS))) == "65% of customers give up or leave, most of them at 'B'", (
        "as the table has it"
    )


def test_what_the_roadmap_leaves_is_told_with_the_stage_it_is_lost_in():
    """By hand: with 90 % going on from A to B, 100 are lost there, 270 at B and 126 at C: 396 of 496 in stage Two."""
    last = scored(LOSSES.replace("80%}, ends: {churned: 20%}}", "90%}, ends: {churned: 10%}}", 1))
    words = str(lost_in_a_year(scored(LOSSES), last))
    assert words.startswith("1,000 customers start in a year: 43,200 EUR a year leaves")
    assert words.endswith("; the roadmap leaves 49,600 EUR a year lost, 80% of it in 'Two'")
    assert "leaves" not in str(lost_in_a_year(scored(LOSSES), None)).replace("leaves with", "")


@pytest.mark.parametrize("name", STORIES)
def test_explain_and_the_table_say_the_same_amounts(name):
    score = story_score(name)
    table = {str(row[0]): str(row[4]) for row in losses(score, most=30).rows}
    told = [str(line) for line in explain_figure(score, "value")]
    for loss in score.at_risk.losses[:10]:
        title = score.graph.title(loss.touchpoint)
        assert any(title in line and f"= {table[title]}" in line for line in told), title
