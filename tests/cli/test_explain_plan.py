"""`journeymap explain` of an initiative and of the plan: one small workspace by hand, in both languages."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from journeymap.cli import group

SHOP = """
project: {today: 2024-01-05, currency: EUR}
departments:
  it: {title: IT, capacity: 1 person}
  ops: {title: Operations, capacity: 1 person}
journeys:
  shop:
    customers: 1000/year
    value: 100 EUR/year
    stages:
      buy:
        find: {channel: web, next: {pay: 50%}, ends: {abandoned: 50%}}
        pay: {channel: phone, duration: 10 min, ends: completed}
targets:
  easy:
    title: Easy shoes
    of: shop
    by: 2024-03-08
    changes:
      - set: {pay.duration: 2 min}
      - reroute: {from: find, to: {pay: 90%}, ends: {abandoned: 10%}}
initiatives:
  clean:
    title: Clean data
    duration: {least: 3 weeks, likely: 4 weeks, most: 8 weeks}
    effort: {it: 20 d}
  quick-pay:
    title: Pay in one step
    duration: 3 weeks
    effort: {ops: 15 d}
    cost: 1000 EUR
    after: [clean, search]
    changes: [{set: {pay.duration: 2 min}}]
  search:
    title: Better search
    duration: 2 weeks
    effort: {it: 10 d}
    confidence: 50%
    changes: [{reroute: {from: find, to: {pay: 90%}, ends: {abandoned: 10%}}}]
  mascot:
    title: A rubber duck
    duration: 1 week
    refused: Nobody asked for it.
    review: 2024-06-30
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shop")
    (folder / "journey.yaml").write_text(SHOP, "utf-8")
    return folder


def run(*arguments: str) -> str:
    result = CliRunner().invoke(group, ["explain", *arguments], env={"COLUMNS": "300"}, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output.replace("\u00a0", " ")


def test_an_initiative_in_sentences(shop: Path) -> None:
    """Search takes IT first, clean follows, quick-pay waits for clean: 9 weeks, until 8 March."""
    said = run("quick-pay", str(shop))
    for line in (
        "'Pay in one step' begins on 19 February 2024 and is finished on 8 March 2024",
        "begins when 'Clean data' is finished",
        "if it slips, the whole plan slips",
        "a week more for it moves nothing else, and the plan ends 1 week later",
        "on the map it closes what is open at 'Pay'",
        "it costs €1,000",
        "it takes people for 3 weeks: 1.0 in Operations; 15 person-days in all",
        "no range is given for its duration",
        "as planned, in 100%",
    ):
        assert line in said, line


def test_an_enabler_has_its_value_through_what_it_unlocks(shop: Path) -> None:
    said = run("clean", str(shop))
    assert "'Pay in one step' waits for it" in said
    assert "customers notice nothing when it is finished: it is an enabler" in said
    assert "the likely duration is optimistic: on average it takes 1.0 weeks longer" in said
    assert "one more person in IT from the start: the plan ends 2 weeks sooner" in said


def test_a_refusal_says_why_until_when_and_what_it_would_cost(shop: Path) -> None:
    said = run("mascot", str(shop))
    assert "left out: 'A rubber duck', refused: Nobody asked for it." in said
    assert "looked at again on 30 June 2024" in said
    assert "'A rubber duck' is refused; taken in, the plan takes as long" in said


def test_the_whole_plan_with_bounds_chain_prices_and_draws(shop: Path) -> None:
    said = run("plan", str(shop))
    for line in (
        "the plan takes 9 weeks, until 8 March 2024",
        "its longest chain would take 7 weeks: 'Clean data' and 'Pay in one step'",
        "IT alone has work for 6 weeks, if it never has to wait",
        "22 January 2024: 'Clean data' waits for people in IT, who work on 'Better search' until then",
        "one more person in IT from the start: the plan ends 2 weeks sooner",
        "in 1,000 draws over the ranges of the durations (seed 1)",
        "likely durations are optimistic",
        "'Easy shoes' is reached by its day in",
        "no range is given for",
    ):
        assert line in said, line


def test_the_same_in_italian(shop: Path) -> None:
    """Sentences go through the catalogue: dates and amounts are Italian at least."""
    assert "8 marzo 2024" in run("plan", str(shop), "--lang", "it")
