"""Every limit of every rule decides something, can be set in a workspace, and breaks nothing at its ends."""

import math
from dataclasses import replace

import pytest
import yaml

from journeymap.analysis import judge
from journeymap.model.limits import Limit
from journeymap.rules import rule, shipped
from journeymap.rules.claims import claims
from journeymap.rules.grounds import cited
from journeymap.views.manuals import rule_page
from tests.rules.test_cases import FOLDER
from tests.support import journey, problems, tools, workspace

TABLE = yaml.safe_load((FOLDER.parent / "limits.yaml").read_text("utf-8"))
LIMITS = [
    pytest.param(name, key, limit, id=f"{name}: {key}")
    for name, entry in shipped().items()
    for key, limit in entry.limits.items()
]
ROWS = [pytest.param(name, key, row, id=f"{name}: {key}") for name, rows in TABLE.items() for key, row in rows.items()]
NO_RULE = "a: {channel: web, ends: completed}"


def cases(name):
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))["cases"]


def found(name, case, more=""):
    """Return ids and gaps of what a rule finds in a case, with more said in the workspace."""
    texts = [case["yaml"]] if "yaml" in case else [journey(case["touchpoints"])]
    opened = workspace(*texts, *([case["world"]] if "world" in case else []), more)
    judged = judge(opened, replace(tools(), rules={name: shipped()[name]}))
    state = case.get("state", "current")
    findings = judged.findings if state == "current" else judged.target_findings[state]
    return [(finding.id, finding.gap, str(finding.message)) for finding in findings if finding.rule == name]


def written(name, key, value):
    return f"rules: {{{name}: {{limits: {{{key}: {value}}}}}}}"


def test_the_table_names_every_limit():
    assert {name: set(rows) for name, rows in TABLE.items()} == {
        name: set(entry.limits) for name, entry in shipped().items() if entry.limits
    }


@pytest.mark.parametrize(("name", "key", "row"), ROWS)
def test_moving_a_limit_changes_what_is_found(name, key, row):
    case = next(case for case in cases(name) if case["name"] == row["case"])
    before, after = found(name, case), found(name, case, written(name, key, row["to"]))
    assert [finding for finding, *_ in after] == row["finds"]
    assert [finding[:2] for finding in after] != [finding[:2] for finding in before]


@pytest.mark.parametrize(("name", "key", "limit"), LIMITS)
def test_no_rule_fails_at_the_ends_of_a_limit(name, key, limit):
    """A limit of 0% must not divide by zero, nor name a touchpoint where there is none."""
    unit = {"share": "%", "min": " min"}.get(limit.unit, "")
    for end in (limit.low, min(limit.high, 1e6)):
        value = f"{end * 100:g}{unit}" if unit == "%" else f"{end:g}{unit}"
        for case in cases(name):
            if "limits:" in case.get("world", "") + case.get("yaml", ""):
                continue
            assert all(0 <= gap <= 1 and message for _, gap, message in found(name, case, written(name, key, value)))


@pytest.mark.parametrize(("name", "key", "limit"), LIMITS)
def test_a_default_is_a_value_the_limit_can_take(name, key, limit):
    assert limit.holds(limit.default)
    assert limit.low <= limit.high


@pytest.mark.parametrize(
    ("text", "code", "line", "help_"),
    [
        ("rules: {late-answer: {limits: {promise: 80%}}}", "unknown-limit", "promise", "the nearest is 'promised'"),
        ("rules: {dead-end: {limits: {promise: 80%}}}", "unknown-limit", "promise", "has no limits"),
        ("rules: {late-answer: {limits: {promised: 180%}}}", "out-of-range", "180%", "between 0% and 100%"),
        ("rules: {unanswered: {limits: {unanswered: 0%}}}", "out-of-range", "0%", "between 0.1% and 100%"),
        ("rules: {no-call-back: {limits: {contact: 20%}}}", "bad-unit", "20%", "a length of time such as 20 min"),
        ("rules: {no-recovery: {limits: {steps: 2.5}}}", "out-of-range", "2.5", "a whole number of 1 or more"),
        ("rules: {opinion-as-data: {limits: {importance: 7}}}", "out-of-range", "7", "a whole number from 1 to 5"),
        ("rules: {say-do-gap: {limits: {points: 120}}}", "out-of-range", "120", "points of a score, 0 to 100"),
        ("rules: {bounced: {limits: {transfers: -1}}}", "out-of-range", "-1", "a number of 0 or more"),
        ("rules: {late-anser: {off: true}}", "unknown-rule", "late-anser", "the nearest is 'late-answer'"),
    ],
)
def test_a_limit_that_cannot_be_is_a_problem_at_its_place(text, code, line, help_):
    (problem,) = problems(journey(NO_RULE), text)
    assert problem.code == code
    assert problem.span.file == "file-2.yaml"
    assert text[problem.span.column - 1 :].startswith(line)
    assert help_ in str(problem.help)


def test_limits_are_read_in_their_unit():
    text = "rules: {no-call-back: {limits: {contact: 1 h, hung-up: 0.2}}}"
    assert problems(journey(NO_RULE), text) == ()


def ungrounded(entry):
    """Return the claims a rule cites that nobody registered, and those it sets a limit by that may set none."""
    unknown = [name for name in entry.sources if name not in claims()]
    behind = [limit.claim for limit in entry.limits.values() if limit.claim is not None]
    return [*unknown, *(name for name in behind if name not in claims() or not claims()[name].may_set_threshold)]


@pytest.mark.parametrize("grade", ["D", "F"])
def test_a_limit_on_a_claim_of_grade_d_or_f_is_told(grade):
    bad = next(name for name, claim in claims().items() if claim.grade == grade)

    @rule("made-up", limits={"share": Limit.share(0.3, claim=bad)}, sources=("nobody-said",), demands=("money",))
    def made_up(_case):
        """A rule that rests on nothing."""
        return ()

    assert ungrounded(made_up) == ["nobody-said", bad]
    assert set(cited(made_up)) == {bad}


def test_a_limit_may_rest_on_a_claim_that_was_traced():
    good = next(name for name, claim in claims().items() if claim.may_set_threshold)

    @rule("made-up", limits={"share": Limit.share(0.3, claim=good), "plain": 3}, demands=("money",))
    def made_up(_case):
        """A rule that rests on something."""
        return ()

    assert ungrounded(made_up) == []
    assert made_up.limits["plain"] == Limit(3)
    assert made_up.limits["plain"].high == math.inf


@pytest.mark.parametrize("name", shipped())
def test_no_shipped_rule_rests_on_a_claim_that_sets_no_limit(name):
    assert ungrounded(shipped()[name]) == []


@pytest.mark.parametrize(("name", "key", "limit"), LIMITS)
def test_a_limit_says_in_one_line_what_it_decides(name, key, limit):
    assert limit.meaning
    assert limit.meaning[0] == limit.meaning[0].lower()
    assert not limit.meaning.endswith(".")
    (line,) = [
        str(block.words) for block in rule_page(shipped()[name]).blocks if str(block.words).startswith(f"`{key}`:")
    ]
    assert limit.meaning in line
