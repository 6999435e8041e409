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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "initiatives: {a: {duration: 4 weeks, earliest: 2024-03-04, deadline: 2024-03-08}}",
            ("i.yaml:1:70", "bad-date", "it may not begin before 4 March 2024, and cannot be finished by this day"),
        ),
        (
            "initiatives: {a: {deadline: 2023-03-08}}",
            ("i.yaml:1:29", "bad-date", "this day is past: the workspace is read on 5 January 2024"),
        ),
        (
            "targets: {t: {of: j, by: 2023-03-08}}",
            ("i.yaml:1:26", "bad-date", "this day is past: the workspace is read on 5 January 2024"),
        ),
        (
            "initiatives:\n  a: {duration: 4 weeks, starts: 2024-02-05}\n  b: {after: a, starts: 2024-02-12}",
            ("i.yaml:3:25", "bad-date", "it waits for 'a', which cannot be finished before 1 March 2024"),
        ),
        (
            "initiatives: {a: {earliest: 2024-03-04, starts: 2024-02-05}}",
            ("i.yaml:1:49", "bad-date", "it may not begin before 4 March 2024"),
        ),
        (
            "initiatives: {a: {progress: {started: 2024-02-01}}}",
            ("i.yaml:1:39", "bad-date", "this has not happened yet: the workspace is read on 5 January 2024"),
        ),
        (
            "initiatives: {a: {progress: {started: 2023-12-01, done: 2023-11-01}}}",
            ("i.yaml:1:57", "bad-date", "this is before it began, on 1 December 2023"),
        ),
        (
            "initiatives: {a: {effort: {web: 2 d, it: 3 d}}}",
            ("i.yaml:1:38", "no-capacity", "'it' has nobody free for initiatives"),
        ),
        ("initiatives: {a: {cost: 3 USD}}", ("i.yaml:1:25", "bad-currency", "this amount is in USD, the project is in EUR")),
        ("budget: {2024-Q1: 3 USD}", ("i.yaml:1:19", "bad-currency", "this amount is in USD, the project is in EUR")),
        ("budget: {2024-Q5: 3 EUR}", ("i.yaml:1:10", "bad-value", "'2024-Q5' is not a quarter")),
        (
            "budget: {2024-Q1: 3 EUR/month}",
            ("i.yaml:1:19", "bad-unit", "a budget is what a quarter brings, once; '3 EUR/month' is per month"),
        ),
        ("plans: {2024-02-30: {}}", ("i.yaml:1:9", "bad-value", "'2024-02-30' is not a day")),
        (
            "initiatives:\n  a: {after: b}\n  b: {after: a}",
            ("i.yaml:3:14", "cycle", "the initiatives wait for each other: a ▸ b ▸ a"),
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_at_its_place(text, found):
    assert problems(text) == [found]


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
