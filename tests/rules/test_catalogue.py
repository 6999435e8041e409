"""The catalogue is whole: each flaw and each demand has a rule, or a problem where the input itself is wrong."""

import pytest
import yaml

from journeymap.rules import shipped
from journeymap.rules.demands import DEMANDS
from tests.support import ROOT, journey, problems

WANTED = yaml.safe_load((ROOT / "tests" / "rules" / "catalogue.yaml").read_text("utf-8"))
FLAWS = {flaw: rules for flaw, rules in WANTED["flaws"].items() if isinstance(rules, list)}
PROBLEMS = {flaw: entry["problem"] for flaw, entry in WANTED["flaws"].items() if isinstance(entry, dict)}
BROKEN = {"shares-over-one": journey("a: {channel: web, next: {b: 80%}, ends: {completed: 30%}}\nb: {ends: completed}")}


@pytest.mark.parametrize("flaw", FLAWS)
def test_each_flaw_has_its_rule(flaw):
    assert set(FLAWS[flaw]) <= shipped().keys()


@pytest.mark.parametrize("flaw", PROBLEMS)
def test_what_makes_the_input_wrong_is_a_located_problem(flaw):
    (problem,) = problems(BROKEN[PROBLEMS[flaw]])
    assert problem.code == PROBLEMS[flaw]
    assert problem.span.line > 0


@pytest.mark.parametrize("demand", WANTED["demands"])
def test_each_demand_is_answered_by_the_rules_it_names(demand):
    answering = {name for name, rule in shipped().items() if demand in rule.demands}
    assert set(WANTED["demands"][demand]) <= answering


def test_every_demand_is_answered_by_a_rule_or_asked_by_the_model():
    assert {*WANTED["demands"], *WANTED["asked"]} == DEMANDS.keys()


def test_every_rule_answers_demands_that_are_known():
    assert {demand for rule in shipped().values() for demand in rule.demands} <= DEMANDS.keys()
