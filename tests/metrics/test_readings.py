"""Readings that cannot be: each is a located problem with what to write instead."""

import json

import jsonschema
import pytest
import yaml

from journeymap.model.journey import Touchpoint
from journeymap.model.schema import json_schema
from journeymap.model.write import to_plain
from tests.support import journey, problems, workspace


def told(measures):
    return [(found.code, str(found.message), str(found.help or "")) for found in
            problems(journey(f"a: {{measures: {{{measures}}}, ends: completed}}"))]  # fmt: skip


@pytest.mark.parametrize(
    ("measures", "code", "words"),
    [
        (
            "abandonment: {from: {abandonned: 1, abandoned: 1, offered: 9}}",
            "unknown-figure",
            "the nearest is 'abandoned'",
        ),
        ("abandonment: {from: {abandoned: 1}}", "missing-key", "offered: contacts that came in"),
        (
            "abandonment: {from: {abandoned: 10, offered: 90, short: 11}}",
            "impossible",
            "short is 11, more than abandoned, 10",
        ),
        ("abandonment: {from: {abandoned: 91, offered: 90}}", "impossible", "abandoned is 91, more than offered, 90"),
        ("abandonment: {from: {abandoned: 9, offered: 9, short: 9}}", "impossible", "there is no case to divide by"),
        (
            "completion: {from: {completed: 90, not_eligible: 20, started: 100}}",
            "impossible",
            "1.1, which no share can be",
        ),
        (
            "service_level: {from: {within: 96, answered: 95, abandoned: 5}}",
            "impossible",
            "within is 96, more than answered, 95",
        ),
        ("aht: {from: {talk: 900, hold: 1 h, wrap: 1 h, contacts: 9}}", "bad-unit", "'900' does not fit talk"),
        (
            "aht: {from: {talk: 9 h, hold: 1 h, wrap: 1 h, contacts: 1.5}}",
            "out-of-range",
            "a whole number of zero or more",
        ),
        ("fcr: {from: {solved_first: -1, matters: 4}}", "out-of-range", "cannot be a count"),
        ("nps: {from: {promoters: 0, passives: 0, detractors: 0}}", "impossible", "there is no answer in it"),
        ("csat: {from: {a: 1}}", "bad-form", "csat is not given as `from` but as `value` or `counts`"),
        ("fcr: {from: {}}", "bad-value", "`from` needs at least one figure"),
        ("fcr: {from: {solved_first: 1, matters: 4}, n: 4}", "one-form", "`n` does not belong here"),
        ("fcr: {from: {solved_first: 1, matters: 4}, hits: 4, n: 5}", "one-form", "exactly one of"),
        ("duration: {times: [4 min], open: [3 d]}", "bad-form", "takes no `open`; `response_time` does"),
        ("fcr: {times: [4 min]}", "bad-form", "is not given as `times`"),
        ("csat: {value: 80, n: 30, sd: 3}", "bad-form", "`sd` does not go with csat"),
        ("aht: {value: 8 min, sd: 3 min}", "needs-n", "`sd` stands beside `value` or `total`, with `n`"),
        ("aht: {value: 8 min, n: 3, sd: 3 EUR}", "bad-unit", "'3 EUR' does not fit aht"),
        ("aht: {value: 8 min, p50: 9 min, p90: 8 min}", "bad-value", "cannot exceed `p90`"),
    ],
)
def test_impossible_raw_figures_are_told(measures, code, words):
    [(found, message, help_)] = told(measures)
    assert found == code
    assert words in f"{message}; {help_}"


@pytest.mark.parametrize(
    ("measures", "codes"),
    [
        ("nps: {counts: [1, 2, 3, 4, 5]}", ["bad-counts"]),
        ("nps: {counts: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}", ["bad-counts"]),
        ("nps: {counts: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], scale: 1-10}", ["bad-counts", "bad-scale"]),
        ("nps: {value: 40, scale: 1-5}", ["bad-scale"]),
        ("nps: 4.1/5", ["bad-unit"]),
        ("nps: {counts: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], scale: 0-10}", []),
    ],
)
def test_a_net_promoter_score_comes_from_a_question_on_0_to_10_alone(measures, codes):
    assert [code for code, _, _ in told(measures)] == codes


@pytest.mark.parametrize(
    ("measures", "codes"),
    [
        ("ces: {version: 1, counts: [1, 2, 3, 4, 5, 6, 7]}", ["bad-counts"]),
        ("ces: {method: index, counts: [1, 2, 3, 4, 5]}", ["bad-counts"]),
        ("ces: {method: idnex, counts: [1, 2, 3, 4, 5, 6, 7]}", ["unknown-method"]),
        ("ces: {method: index, value: -30}", []),
        ("ces: -30", ["out-of-range"]),
        ("csat: {method: net, value: -30}", []),
        ("csat: {method: top2, value: -30}", ["out-of-range"]),
    ],
)
def test_the_method_decides_what_a_value_can_be(measures, codes):
    assert [code for code, _, _ in told(measures)] == codes


def test_raw_amounts_in_another_currency_are_told():
    text = "project: {currency: USD}\n" + journey("a: {cost: {from: {spent: 9 EUR, visits: 3}}, ends: completed}")
    assert [found.code for found in problems(text)] == ["bad-currency"]


FORMS = """
metrics:
  fun: {unit: rating, range: [1, 5], points: {1: 0, 5: 100}}
  smiles: {from: {hits: smiled + laughed, of: visits}, points: [{at: 0%, score: 0}, {at: 100%, score: 100}]}
journeys:
  j:
    stages:
      s:
        a:
          duration: {times: [4 min, 9 min]}
          cost: {from: {spent: 900 EUR, visits: 300}}
          waiting: {total: 20 h, n: 40, sd: 10 min}
          measures:
            response_time: {times: {5 min: 12, 1 h: 3}, open: [2 d, {at: 3 d, n: 4}]}
            abandonment: {from: {abandoned: 120, offered: 1500, short: 30}}
            transfers: {counts: [60, 30, 10]}
            smiles: {from: {smiled: 3, laughed: 2, visits: 20}}
          ends: completed
"""


def test_the_schema_of_editors_takes_every_form_the_loader_takes():
    assert problems(FORMS) == ()
    data = json.loads(json.dumps(yaml.load(FORMS, yaml.CSafeLoader)))
    schema = json_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    assert [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(data)] == []


def test_readings_are_written_back_as_they_were_read():
    point = workspace(FORMS).content.journeys["j"].touchpoints["a"]
    assert Touchpoint.model_validate(to_plain(point)) == point


@pytest.mark.parametrize(
    ("measures", "code"),
    [
        ("ces: {counts: [90, 10, 0, 0, 0], version: 1, method: index}", "bad-method"),
        ("ces: {value: 30, version: 1, method: index}", "bad-method"),
        ("csat: {counts: [3, 4, 5], method: net}", "bad-counts"),
        ("csat: {counts: [3, 4], method: top2}", "bad-counts"),
        ("csat: {value: 4.1/5, method: net}", "bad-method"),
        ("csat: {value: 4.1/5, method: top2}", "bad-method"),
        ("csat: {value: 4.1/5, method: mean}", None),
        ("csat: 4.1", "two-readings"),
        ("csat: {value: 8, n: 40, method: mean}", "two-readings"),
        ("csat: {value: 4.1, scale: 1-5}", "two-readings"),
        ("csat: {value: 4.1, scale: 0-100}", None),
        ("csat: {value: 8, n: 40, method: top2}", None),
        ("csat: 10.5", None),
        ("nps: 8", None),
        ("ces: 4.1", None),
        ("csat: {counts: [3, 4, 5, 6], method: net}", None),
        ("csat: {counts: [3, 4, 5], method: top2}", None),
        ("transfers: -1", "out-of-range"),
        ("repeats: -3", "out-of-range"),
        ("reasks: {total: -2, n: 10}", "out-of-range"),
        ("cost: -5 EUR", "out-of-range"),
        ("waiting: 200 years", "bad-value"),
    ],
)
def test_what_a_metric_cannot_be_is_told_once(measures, code):
    found = problems(journey(f"a: {{measures: {{{measures}}}, ends: completed}}"))
    assert [problem.code for problem in found] == ([] if code is None else [code])


APART = "measurements: [{journey: j, touchpoint: a, metric: fcr, hits: 90, n: 100%s}]\n"


@pytest.mark.parametrize(
    ("inline", "more", "twice"),
    [
        ("{hits: 90, n: 100}", "", True),
        ("{hits: 90, n: 100}", ", source: crm", True),
        ("{hits: 90, n: 100, source: survey}", ", source: crm", False),
        ("{hits: 90, n: 100, period: 2017}", ", period: 2018", False),
        ("{hits: 91, n: 100}", "", False),
        ("{hits: 90, n: 100, persona: x}", "", False),
    ],
)
def test_one_sample_written_twice_is_told_at_the_second_place(inline, more, twice):
    """It would double n and make the interval too narrow."""
    text = "personas: {x: {}}\n" + journey(f"a: {{measures: {{fcr: {inline}}}, ends: completed}}") + APART % more
    found = problems(text)
    assert [problem.code for problem in found] == (["read-twice"] if twice else [])
    assert all(problem.span.line == 7 and problem.also.line == 6 for problem in found)


def test_two_opinions_alike_are_no_sample_written_twice():
    assert problems(journey("a: {emotion: [1, 1], ends: completed}")) == ()


@pytest.mark.parametrize("value", ["journeys: {j: {value: -10 EUR, stages: {s: {a: {ends: completed}}}}}",
                                   "personas: {x: {value: -10 EUR}}\n" + journey("a: {ends: completed}")])  # fmt: skip
def test_no_customer_is_worth_less_than_nothing(value):
    assert [problem.code for problem in problems(value)] == ["bad-value"]
