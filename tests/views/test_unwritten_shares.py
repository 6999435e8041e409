"""A rest that no way takes is marked wherever it makes a figure: it is assumed to give up."""

import pytest

from journeymap.scores.explain_figures import explain_figure
from journeymap.views.report_losses import largest_loss, losses
from journeymap.views.tables import loss_rows
from tests.support import scored

LEFT_OPEN = """
project: {currency: EUR}
journeys:
  j:
    customers: 1000/year
    value: 100 EUR/year
    stages:
      s:
        find: {channel: web, next: {ask: 70%}}
        ask: {channel: web, next: {pay: 60%}, fails: [{share: 20%, ends: abandoned}]}
        pay: {channel: web, ends: {completed: 90%, abandoned: 10%}}
"""


@pytest.fixture(scope="module")
def score():
    return scored(LEFT_OPEN)


@pytest.mark.parametrize("rows", [lambda score: losses(score).rows, loss_rows], ids=["report", "command line"])
def test_the_table_of_losses_marks_who_is_lost_by_shares_nobody_wrote(score, rows):
    """All 30 % at the first touchpoint are a rest, 20 of the 40 % at the second, none of the 10 % at the third."""
    told = {str(row[0]): str(row[1]) for row in rows(score)}
    assert (told["Find"], told["Ask"], told["Pay"]) == ("Gave up, assumed", "Gave up, in part assumed", "Gave up")


def test_the_largest_loss_says_that_nobody_wrote_it(score):
    """30 % at the first touchpoint, 28 % at the second; where somebody wrote the 30 %, nothing is said."""
    told = "the largest single loss is at 'Find': 30% of customers and 30,000 EUR a year"
    assert str(largest_loss(score)) == f"{told}, by shares nobody wrote"
    assert str(largest_loss(scored(LEFT_OPEN.replace("70%}}", "70%}, ends: {abandoned: 30%}}")))) == told


def test_what_the_money_and_completion_take_for_granted_names_where_they_are(score):
    told = "no way is written for some of those at 'Find', 'Ask'; they are assumed to give up"
    assert told in map(str, score.at_risk.assumptions)
    assert told in map(str, explain_figure(score, "completion"))
    assert not any("equal parts" in str(words) for words in score.at_risk.assumptions)
