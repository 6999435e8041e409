"""What a problem says to do: the key that is meant, the range and the example of the very field, the nearest name."""

import pytest

from journeymap.model.complaints import fields_at
from journeymap.model.synonyms import SYNONYMS
from journeymap.model.workspace import Content
from tests.support import problems

WORLD = """
project: {today: 2026-03-01}
journeys:
  j:
    %s
    stages: {s: {check-in: {channel: web%s}, done: {ends: completed}}}
initiatives:
  a: {title: A%s}
  b: {title: B}
"""
TOLD = {
    "a key of another name": ("", "", ", requires: b", "'requires' is not a key that belongs here",
                              "here it is called 'after'"),
    "the same with a hyphen": ("", "", ", depends-on: b", "'depends-on' is not a key that belongs here",
                               "here it is called 'after'"),
    "a slip of a key": ("", "", ", deadlin: 2027-01-01", "'deadlin' is not a key that belongs here",
                        "the nearest is 'deadline'"),
    "a number in words": ("", ", importance: high", "", "a whole number from 1 to 5 belongs here", None),
    "a number with a least value alone": ("", ", offers: [{kind: upsell, times: x}]", "",
                                          "a whole number of 1 or more belongs here", None),
    "a level of a mapping": ("", "", ", lifts: {TEC-3: x}", "a whole number from 1 to 9 belongs here", None),
    "an amount paid once": ("", "", ", cost: €40000", "an amount of money, for example 90000 EUR", None),
    "an amount a year": ("value: €300", "", "", "an amount of money, for example 2400 USD/year", None),
    "a reading of one metric": ("", ", cost: €4", "", "a value with its unit, for example 4.50 EUR", None),
    "a reading of any metric": ("", ", measures: {csat: x}", "",
                                "a value with its unit, for example 25 min, 32%, 4.1/5 or 12 EUR", None),
    "a reading without a unit": ("", ", emotion: x", "", "a value, for example -1", None),
    "a day of which there are two kinds": (
        "", "", ", start: 2027-01-01", "'start' is not a key that belongs here",
        "here it is called 'earliest' (not before that day) or 'starts' (agreed and fixed)"),
    "the same where there is one": ("begin: check-in", "", "", "'begin' is not a key that belongs here",
                                    "here it is called 'starts'"),
    "a key of a record around": ("", ", start: true", "", "'start' is not a key that belongs here",
                                 "'starts' belongs under `journeys: j`"),
    "a key of another record": ("", ", color: red", "", "'color' is not a key that belongs here",
                                "'colour' belongs under `project: brand`"),
    "a hyphen left out": ("", ", next: checkin", "", "'checkin' is not a touchpoint of this journey",
                          "the nearest is 'check-in'"),
    "a touchpoint in a change": ("", "", ", changes: [{set: {checkin.emotion: 1}}]",
                                 "this change cannot be applied: 'checkin' is not a touchpoint of this journey",
                                 "the nearest is 'check-in'"),
}  # fmt: skip
ASSESSED = """
journeys: {j: {stages: {s: {a: {ends: completed}}}}}
project: {today: 2026-03-01}
assessments: {x: {date: 2026-01-01, respondents: {p: {role: R, answers: {%s: met}}}}}
"""


@pytest.mark.parametrize("case", TOLD)
def test_a_problem_names_what_belongs_there(case):
    journey, point, initiative, message, help_ = TOLD[case]
    (found,) = problems(WORLD % (journey, point, initiative))
    assert (str(found.message), str(found.help) if found.help else None) == (message, help_)


@pytest.mark.parametrize(("key", "help_"), [
    ("color", "'colour' belongs under `brand`"),
    ("departments", "'departments' belongs at the beginning of a line, within no other key"),
])  # fmt: skip
def test_a_key_of_a_record_within_or_of_the_whole_is_told_from_here(key, help_):
    (found,) = problems(f"project: {{today: 2026-03-01, {key}: {{}}}}")
    assert str(found.help) == help_


@pytest.mark.parametrize(("given", "help_"), [
    ("COM-1.9z", f"the criteria of COM-1 are {', '.join(f'COM-1.{level}{letter}' for level in '2345' for letter in 'ab')}"),
    ("com-1.2a", "the nearest is 'COM-1.2a'"),
])  # fmt: skip
def test_a_criterion_there_is_not_is_answered_with_those_of_its_practice(given, help_):
    (found,) = problems(ASSESSED % given)
    assert str(found.help) == help_


def test_every_synonym_stands_for_a_key_of_the_format():
    def places(loc=(), depth=6):
        found = fields_at(loc)
        yield found
        for key in found if depth else ():
            yield from places((*loc, key, "x") if fields_at((*loc, key, "x")) else (*loc, key), depth - 1)

    known = set(Content.model_fields).union(*places(depth=4))
    for word, keys in SYNONYMS.items():
        assert set(keys) <= known, word
