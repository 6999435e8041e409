"""Replies for tests: a small model of another shape, and any reply to it."""

import datetime as dt
import json
from functools import cache
from textwrap import dedent
from typing import Any

from hypothesis import strategies as st

from journeymap.maturity.model import MaturityModel, builtin_models, read_model
from journeymap.maturity.reply import Reply, ReplyAnswer
from journeymap.model.assessment import EvidenceItem
from journeymap.model.write import to_plain
from journeymap.source import Source

SMALL = """
    id: small
    version: "2"
    title: "A model of {another} shape: 3 phases"
    levels: {1: none, 2: some, 3: all}
    migrates:
      - {from: "1", ids: {OLD-1.2a: ONE-1.2a, OLD-1.3a: null}}
    phases:
      ONE:
        title: "<b>First</b> & last"
        practices:
          ONE-1:
            title: '=HYPERLINK("http://x.invalid", "Look")'
            core: true
            intent: Know
            ask: "How? {name}"
            red_flags: ["@SUM(A1)", "+1"]
            roles: [service]
            levels: {1: a, 2: b, 3: c}
            criteria:
              ONE-1.2a: {level: 2, text: "=1+1 is two", evidence: ["-2", "log"]}
              ONE-1.3a: {level: 3, text: We look often}
      TWO:
        title: Second
        practices:
          TWO-1:
            title: Think
            intent: Understand
            ask: Why?
            levels: {1: a, 2: b, 3: c}
            criteria:
              TWO-1.2a: {level: 2, text: We think}
              TWO-1.3a: {level: 3, text: We think twice}
      history:
        title: "A third one: [with] a long/strange name"
        practices:
          TRE-1:
            title: Act
            core: true
            intent: Do
            ask: When?
            levels: {1: a, 2: b, 3: c}
            criteria:
              TRE-1.2a: {level: 2, text: We act}
              TRE-1.3a: {level: 3, text: We act again}
"""


@cache
def small() -> MaturityModel:
    """Return the small model."""
    model, problems = read_model(Source("small.yaml", dedent(SMALL)))
    assert model is not None, [f"{p.span}: {p.message}" for p in problems]
    return model


@cache
def models() -> dict[str, MaturityModel]:
    """Return the shipped models and the small one."""
    return {**builtin_models(), "small": small()}


def reply(respondent="r1", role="service", answers=None, model="small", version="2", **more) -> Reply:
    """Return a reply; a bare answer stands for one without a note."""
    return Reply.model_validate({"model": model, "model_version": version, "respondent": respondent, "role": role,
                                 "answers": answers or {}, **more})  # fmt: skip


TEXT = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    | st.sampled_from("\n=+-@'\"\\{}:#&<>,;"),
    min_size=1,
    max_size=60,
).map(str.strip).filter(bool)  # fmt: skip
DAY = st.dates(min_value=dt.date(1901, 1, 1), max_value=dt.date(2199, 12, 31))
CODES = st.sampled_from(sorted(small().criteria))
ANSWER = st.one_of(
    st.fixed_dictionaries({"value": st.sampled_from(["met", "partly", "not_met", "unknown"])}, optional={"note": TEXT}),
    st.fixed_dictionaries({"note": TEXT}),
)
EVIDENCE = st.fixed_dictionaries(
    {"criteria": st.lists(CODES, min_size=1, max_size=3, unique=True), "strength": st.sampled_from("ABCD"), "kind": TEXT},
    optional={"ref": TEXT, "recorded": DAY, "valid_until": DAY, "note": TEXT},
)  # fmt: skip
REPLIES = st.builds(
    lambda answers, evidence, side, **head: reply(
        answers={code: answers[code] for code in small().criteria if code in answers},
        evidence=evidence,
        **({"side": side} if side else {}),
        **head,
    ),
    answers=st.dictionaries(CODES, ANSWER),
    evidence=st.lists(EVIDENCE, max_size=3),
    side=st.sampled_from([None, "executive", "front_line"]),
    respondent=st.from_regex(r"[a-z0-9][a-z0-9_-]{0,39}", fullmatch=True),
    role=TEXT.map(lambda text: " ".join(text.split())).filter(bool),
    date=DAY,
)


def reply_yaml(reply: Reply) -> str:
    """Return a reply as a form writes it: a line for each answer and each piece of evidence.

    Texts are JSON strings, which YAML reads too.
    """
    head = {key: getattr(reply, key) for key in ("model", "model_version", "scope", "respondent", "role", "side")}
    head["date"] = reply.date.isoformat() if reply.date else None
    lines = [f"{key}: {_flow(value)}" for key, value in head.items() if value is not None]
    lines += ["answers:" if reply.answers else "answers: {}"]
    lines += [f"  {_flow(name)}: {_answer(answer)}" for name, answer in reply.answers.items()]
    lines += ["evidence:"] if reply.evidence else []
    lines += [f"  - {_flow(_listed(item))}" for item in reply.evidence]
    return "\n".join(lines) + "\n"


def _answer(answer: ReplyAnswer) -> str:
    given = {"value": answer.value, "note": answer.note}
    return _flow({key: value for key, value in given.items() if value is not None})


def _listed(item: EvidenceItem) -> Any:
    found = to_plain(item)
    return {**found, "criteria": list(item.criteria)} if isinstance(found, dict) else found


def _flow(value: Any) -> str:
    """Return JSON that YAML readers accept: characters of line ends and pairs of surrogates stay as they are."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
