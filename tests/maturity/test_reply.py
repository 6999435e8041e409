"""A file of answers is read whole or refused with every mistake at its place."""

from textwrap import dedent

import pytest
from hypothesis import given, settings

from journeymap.maturity.reply import read_reply
from journeymap.source import Source
from tests.maturity.replies import REPLIES, models, reply_yaml

GOOD = """\
model: small
model_version: "2"
respondent: service-1
role: Service
date: 2026-10-02
answers:
  ONE-1.2a: met
  ONE-1.3a: {value: unknown, note: "ask IT: who keeps it?"}
  TWO-1.2a: {note: not looked at}
  TWO-1.3a:
evidence:
  - {criteria: [ONE-1.2a, TRE-1.2a], kind: report, strength: B, recorded: 2026-09-30}
"""


def read(text):
    return read_reply(Source("a.yaml", dedent(text)), models())


def told(text):
    _, problems = read(text)
    return [f"{problem.span}: {problem.message}" for problem in problems]


def test_short_and_long_answers_are_read_and_open_is_not_unknown():
    received, problems = read(GOOD)
    assert problems == ()
    answers = received.reply.answers
    assert [(answer.value, answer.note) for answer in answers.values()] == [
        ("met", None), ("unknown", "ask IT: who keeps it?"), (None, "not looked at"), (None, None),
    ]  # fmt: skip
    assert received.reply.evidence[0].criteria == ("ONE-1.2a", "TRE-1.2a")
    assert str(received.place) == "a.yaml:3:13"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("ONE-1.2a: met", "ONE-1.2a: yes", "a.yaml:7:13: 'yes' is not one of met, partly, not_met, unknown"),
        ("ONE-1.2a: met", "ONE-9.2a: met", "a.yaml:7:3: 'ONE-9.2a' is not a criterion of this model"),
        ("TRE-1.2a]", "TRE-1.9a]", "a.yaml:12:27: 'TRE-1.9a' is not a criterion of this model"),
        ("strength: B", "strength: E", "a.yaml:12:62: 'E' is not one of A, B, C, D"),
        ("strength: B, ", "", "a.yaml:12:5: `strength` is missing here"),
        ("model: small", "model: smal", "a.yaml:1:8: 'smal' is not a maturity model"),
        ("role: Service", "roll: Service", "a.yaml:4:1: 'roll' is not a key that belongs here"),
        ("note: not looked", "notes: not looked", "a.yaml:9:14: 'notes' is not a key that belongs here"),
        ("2026-10-02", "2026-13-02", 'a.yaml:5:7: a day such as "2026-05-30" belongs here'),
        ("service-1", "Anna Rossi", "a.yaml:3:13: 'Anna Rossi' cannot be an id"),
        ("service-1", "s" * 41, "a.yaml:3:13: a respondent's mark has at most 40 characters"),
        ("  ONE-1.3a: {", "  ONE-1.2a: {", "a.yaml:8:3: 'ONE-1.2a' stands here twice"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_the_word(old, new, expected):
    assert expected in told(GOOD.replace(old, new, 1))


def test_all_mistakes_are_told_at_once():
    text = (
        GOOD.replace("ONE-1.2a: met", "ONE-1.2a: yes")
        .replace("strength: B", "strength: E")
        .replace("role:", "roll:")
        .replace("TRE-1.2a", "TRE-9.9a")
    )
    assert len(told(text)) == 5  # the role is missing too


@pytest.mark.parametrize("text", ["", "[]", "met", "a: [", "answers: {a: *b}", "\0"])
def test_what_is_no_file_of_answers_is_a_problem_with_a_place(text):
    received, problems = read(text)
    assert received is None
    assert problems[0].span.file == "a.yaml"


@given(REPLIES)
@settings(max_examples=200)
def test_a_reply_written_and_read_is_the_same(reply):
    received, problems = read_reply(Source("a.yaml", reply_yaml(reply)), models())
    assert problems == ()
    assert received.reply == reply


def test_the_scope_is_part_of_a_reply_and_written_back():
    received, problems = read(GOOD.replace("respondent:", "scope: parcels sent back\nrespondent:"))
    assert problems == ()
    assert received.reply.scope == "parcels sent back"
    assert 'scope: "parcels sent back"' in reply_yaml(received.reply)
    assert [str(received.at[key]) for key in ("model", "model_version", "scope")] == [
        "a.yaml:1:8", "a.yaml:2:16", "a.yaml:3:8",
    ]  # fmt: skip
