"""Dates, money and people that no plan can have are told at their place before anything is planned."""

import pytest

from journeymap.model.build import build
from journeymap.model.checker import Known
from journeymap.source import Source

HEAD = """project: {today: 2024-01-05, currency: EUR}
journeys: {j: {stages: {s: {a: {channel: phone, ends: completed}}}}}
departments: {it: {capacity: 0}, web: {}}
"""


def problems(text, head=HEAD):
    loaded = build([Source("w.yaml", head), Source("i.yaml", text)], Known())
    return [(str(p.span), p.code, str(p.message)) for p in loaded.problems]


PAST = "this day is past: the workspace is read on 5 January 2024"
IN_DOLLARS = "this amount is in USD, the project is in EUR"
CASES = [
    ("bad-date", "initiatives: {a: {duration: 4 weeks, earliest: 2024-03-04, deadline: ^2024-03-08}}",
     "it may not begin before 4 March 2024, and cannot be finished by this day"),
    ("bad-date", "initiatives: {a: {deadline: ^2023-03-08}}", PAST),
    ("bad-date", "targets: {t: {of: j, by: ^2023-03-08}}", PAST),
    ("bad-date", "initiatives:\n  a: {duration: 4 weeks, starts: 2024-02-05}\n  b: {after: a, starts: ^2024-02-12}",
     "it waits for 'a', which cannot be finished before 1 March 2024"),
    ("bad-date", "initiatives: {a: {earliest: 2024-03-04, starts: ^2024-02-05}}", "it may not begin before 4 March 2024"),
    ("bad-date", "initiatives: {a: {progress: {started: ^2024-02-01}}}",
     "this has not happened yet: the workspace is read on 5 January 2024"),
    ("bad-date", "initiatives: {a: {progress: {started: 2023-12-01, done: ^2023-11-01}}}",
     "this is before it began, on 1 December 2023"),
    ("no-capacity", "initiatives: {a: {effort: {web: 2 d, ^it: 3 d}}}", "'it' has nobody free for initiatives"),
    ("bad-currency", "initiatives: {a: {cost: ^3 USD}}", IN_DOLLARS),
    ("bad-currency", "budget: {2024-Q1: ^3 USD}", IN_DOLLARS),
    ("bad-value", "budget: {^2024-Q5: 3 EUR}", "'2024-Q5' is not a quarter"),
    ("bad-unit", "budget: {2024-Q1: ^3 EUR/month}",
     "a budget is what a quarter brings, once; '3 EUR/month' is per month"),
    ("bad-value", "plans: {^2024-02-30: {}}", "'2024-02-30' is not a day"),
    ("cycle", "initiatives:\n  a: {after: b}\n  b: {after: ^a}", "the initiatives wait for each other: a ▸ b ▸ a"),
]  # fmt: skip
"""Code, text with a mark before the place that is told, and message."""


@pytest.mark.parametrize(("code", "text", "message"), CASES)
def test_what_cannot_be_is_told_at_its_place(code, text, message):
    before, _, after = text.partition("^")
    *above, line = before.split("\n")
    assert problems(before + after) == [(f"i.yaml:{len(above) + 1}:{len(line) + 1}", code, message)]


@pytest.mark.parametrize(
    "text",
    [
        # The shortest it may take decides, not the likely time.
        "initiatives: {a: {duration: {least: 1 week, likely: 9 weeks}, earliest: 2024-03-04, deadline: 2024-03-08}}",
        "initiatives: {a: {deadline: 2023-03-08, progress: {done: 2023-03-01}}}",
        "initiatives: {a: {deadline: 2023-03-08, refused: too dear}}",
        "initiatives: {a: {deadline: 2023-03-08, progress: {started: 2023-03-01}}}",
        "initiatives:\n  a: {duration: 4 weeks, progress: {done: 2023-12-01}}\n  b: {after: a, starts: 2024-01-08}",
        "initiatives: {a: {effort: {it: 0 d}}, b: {effort: {it: 3 d}, refused: too dear}}",
        "plans: {2023-12-01: {initiatives: {gone: {starts: 2023-12-04, ends: 2023-12-29}}}}",
    ],
)
def test_what_can_be_is_no_problem(text):
    assert problems(text) == []


def test_without_a_day_of_its_own_a_workspace_calls_nothing_past():
    head = HEAD.replace("today: 2024-01-05, ", "")
    assert problems("initiatives: {a: {progress: {done: 2031-01-01}}, b: {deadline: 1999-01-01}}", head) == []


def test_a_chain_of_a_thousand_initiatives_needs_no_deep_recursion():
    lines = ["  i0: {duration: 1 d}", *(f"  i{n}: {{duration: 1 d, after: i{n - 1}}}" for n in range(1, 1000))]
    assert problems("initiatives:\n" + "\n".join(lines) + "\n  z: {after: i999, starts: 2024-01-08}") == []
