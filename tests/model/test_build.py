"""Loading a workspace: merging, short forms, references, and every problem at once with its place."""

import pytest

from journeymap.source import excerpt
from tests.support import journey, loaded, problems, story, workspace

FIFTEEN = """
journeys:
  return-parcel:
    title: Send a parcel back
    stages:
      decide:
        find-policy: {channel: web, emotion: 0}
        print-label: {channel: web, emotion: -1}
      send:
        hand-over:   {channel: shop, emotion: 1, duration: 6 min}
      refund:
        wait:        {channel: none, emotion: -2, duration: 12 d}
        call:        {channel: phone, emotion: -2, next: {wait: 40%, money-back: 60%}}
        money-back:  {channel: email, emotion: 1, ends: completed}
"""


def told(*texts: str) -> list[tuple[str, int, str]]:
    return [(p.code, p.span.line, str(p.message)) for p in problems(*texts)]


def test_fifteen_lines_are_a_useful_journey() -> None:
    """The short forms carry stages, channels, measures, shares and an outcome."""
    record = workspace(FIFTEEN).content.journeys["return-parcel"]
    assert list(record.stages) == ["decide", "send", "refund"]
    assert record.stage_of["call"] == "refund"
    assert [way.share.value for way in (record.touchpoints["call"].next or {}).values() if way.share] == [0.4, 0.6]
    assert record.touchpoints["find-policy"].duration is None, "left out is unknown, not zero"


def test_the_ideal_error() -> None:
    """An unknown touchpoint is shown at its word, with the line, and answered with the nearest name."""
    text = journey("""
        one: {next: [pay]}
        payment: {ends: completed}
    """)
    found = loaded(text)
    [problem] = found.problems
    assert (problem.code, problem.span.line, problem.span.column, problem.span.end_column) == (
        "unknown-touchpoint",
        5,
        22,
        25,
    )
    assert str(problem.message) == "'pay' is not a touchpoint of this journey"
    assert str(problem.help) == "the nearest is 'payment'"
    assert excerpt(problem, found.sources) == ("  |", "5 |         one: {next: [pay]}", "  |                      ^^^")


def test_all_problems_come_at_once_in_the_order_of_the_files() -> None:
    """Wrong types, unknown keys, bad values and references are told together, each at its word."""
    text = """
project: {titel: x, today: 2018-13-01, language: fr}
journeys:
  a:
    stages:
      one:
        b: {chanel: web, emotion: x, next: pya, importance: 9}
        pay: {channel: fone, ends: completd}
initiatives: {i: {after: [j], duration: soon}}
foo: 1
"""
    assert [code for code, _, _ in told(text)] == [
        "unknown-key", "bad-type", "unknown-language", "unknown-key", "bad-value", "unknown-touchpoint", "out-of-range",
        "unknown-channel", "unknown-outcome", "unknown-initiative", "bad-value", "unknown-section",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (journey("a: {next: {b: 60%, c: 50%}}\nb: {}\nc: {}"), "shares-over-one"),
        (journey("a: {next: {b: 60%}, fails: {share: 50%, to: b}}\nb: {}"), "shares-over-one"),
        (journey("a: {duration: 5}"), "bad-unit"),
        (journey("a: {duration: 5 EUR}"), "bad-unit"),
        (journey("a: {measures: {ces: 12%}}"), "bad-unit"),
        (journey("a: {measures: {csta: 12%}}"), "unknown-metric"),
        (journey("a: {measures: {csat: {counts: [1, 2], value: 3}}}"), "one-form"),
        (journey("a: {measures: {fcr: {hits: 3}}}"), "needs-n"),
        (journey("a: {measures: {fcr: {hits: 3, n: 2}}}"), "bad-value"),
        (journey("a: {fails: {share: 5%}}"), "one-form"),
        (journey("a: {systems: crm}"), "unknown-system"),
        (journey("start: {}"), "reserved-id"),
        (journey("A: {}"), "bad-id"),
        ("journeys: {j: {stages: {s: {a: {}}, t: {a: {}}}}}", "duplicate-id"),
        ("journeys: {j: {stages: {}}}", "no-touchpoint"),
        ("journeys: {j: {title: x}}", "missing-key"),
        ("project: {title: x}", "no-journey"),
        ("[]", "bad-type"),
        (FIFTEEN + "initiatives: {a: {after: b}, b: {after: c}, c: {after: a}}", "cycle"),
        (FIFTEEN + "initiatives: {a: {lifts: {COM-99: 3}}}", "unknown-practice"),
        (FIFTEEN + "initiatives: {a: {duration: {least: 3 months, likely: 2 months}}}", "bad-value"),
        (FIFTEEN + "assessments: {q1: {date: '2026-01-01', agreed: {COM-1.9z: met}}}", "unknown-criterion"),
        (FIFTEEN + "assessments: {q1: {date: '2026-01-01', targets: {COM-1: 7}}}", "out-of-range"),
        (FIFTEEN + "assessments: {q1: {date: '2026-01-01', practices: {COM-1: {state: not_applicable}}}}", "needs-reason"),
        (FIFTEEN + "personas: {a: {share: 70%}, b: {share: 40%}}", "shares-over-one"),
        (FIFTEEN + "accepted: [{finding: no-such-rule@call, reason: x}]", "unknown-rule"),
        (FIFTEEN + "project: {brand: {colour: blue}}", "bad-value"),
        (FIFTEEN + "project: {currency: euro}", "bad-value"),
        (FIFTEEN + "initiatives: {a: {cost: 45.000 EUR}}", "two-readings"),
        (FIFTEEN + "project: {currency: EUR}\ninitiatives: {a: {cost: 30000 USD}}", "bad-currency"),
        (FIFTEEN + "personas: {a: {value: 10 EUR}, b: {value: 10 USD}}", "bad-currency"),
        (journey("a: {emotion: 7}"), "out-of-range"),
        (journey("a: {measures: {csat: 6/5}}"), "out-of-range"),
        (journey("a: {measures: {fcr: 130%}}"), "bad-unit"),
        (journey("a: {measures: {csat: {counts: [1, 2, 3, 4], scale: 1-5}}}"), "bad-counts"),
        (journey("a: {measures: {nps: {counts: [1, 2, 3]}}}"), "bad-counts"),
        (FIFTEEN + "initiatives: {a: {after: a}}", "cycle"),
    ],
)  # fmt: skip
def test_each_mistake_has_its_code_and_a_place(text: str, code: str) -> None:
    """One mistake, one problem, inside the text."""
    found = problems(text)
    assert [problem.code for problem in found] == [code]
    assert 1 <= found[0].span.line <= text.count("\n") + 1


def test_an_id_defined_in_two_files_names_both_places() -> None:
    """Ids are unique over the workspace; the first definition is pointed at."""
    found = problems("journeys: {j: {stages: {s: {a: {}}}}}", "journeys: {j: {stages: {s: {b: {}}}}}")
    assert [(p.code, p.span.file, p.also.file if p.also else None) for p in found] == [
        ("duplicate-id", "file-2.yaml", "file-1.yaml")
    ]


def test_sections_of_several_files_make_one_workspace() -> None:
    """Fifty files or one: the same workspace; references cross files."""
    opened = workspace(
        "personas: {p: {share: 50%}}", "journeys: {j: {personas: p, stages: {s: {a: {ends: completed}}}}}"
    )
    assert list(opened.content.personas) == ["p"]


def test_a_broken_record_hides_no_other_mistake_and_invents_none() -> None:
    """References to what is declared but broken are not told as unknown."""
    text = journey("one: {channel: [7], next: two}\ntwo: {duration: oops, ends: completed}")
    assert [code for code, _, _ in told(text)] == ["bad-type", "bad-value"]


def test_values_are_frozen() -> None:
    """Records and the mappings inside them refuse to be changed."""
    record = story("home-move").content.journeys["home-move"]
    with pytest.raises(Exception, match="frozen"):
        record.title = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        record.stages["new"] = None  # type: ignore[index]


def test_shares_of_one_group_over_one_say_what_to_do():
    """90 % of x end here, and half of all go on: the 50 % hold for x too until it has a share of its own."""
    ways = "a: {next: {b: 50%}, ends: {completed: {share: 50%, by_persona: {x: 90%}}}}\nb: {ends: completed}"
    [problem] = problems("personas: {x: {}}\n" + journey(ways))
    assert (problem.code, str(problem.help)) == ("shares-over-one", "give the ways under `next` a `by_persona` too")
