"""What a workspace makes of the rules: switched off, graded, tuned; findings accepted, past, or gone."""

import datetime as dt

import pytest

from journeymap.analysis import analyse, judge
from journeymap.rules.here import adjustments, idle_acceptances
from journeymap.views.acceptances import (
    acceptance_words,
    accepted_count,
    adjusted_words,
    adjustment_words,
    idle_words,
    lapse_words,
    past_count,
    standing,
)
from journeymap.views.report import report_view
from journeymap.views.report_findings import Findings
from journeymap.views.rules import by_theme, rule_record, rule_rows
from journeymap.vocabulary import Severity
from tests.support import journey, problems, tools, workspace

WASTE = journey("a: {channel: web, waste: a form for nobody, ends: completed}")
TODAY = "project: {today: 2018-06-30}\n"


def accept(more):
    return f"{TODAY}accepted: [{{finding: wasted-visit@a, reason: the law asks for it{more}}}]"


def judged(*texts):
    return judge(workspace(WASTE, *texts), tools())


def finding(*texts):
    return next(item for item in judged(*texts).findings if item.rule == "wasted-visit")


def test_an_acceptance_tells_why_when_who_and_how_long():
    found = finding(accept(", date: 2018-06-01, by: head of service, until: 2018-12-31"))
    assert found.accepted.date == dt.date(2018, 6, 1)
    words = "the law asks for it (since 1 June 2018, by head of service, until 31 December 2018)"
    assert str(acceptance_words(found.accepted)) == words
    assert str(standing(found)) == f"accepted: {words}"
    assert str(accepted_count([found])) == "1 finding is accepted"


def test_a_reason_alone_is_enough():
    assert acceptance_words(finding(accept("")).accepted) == "the law asks for it"


@pytest.mark.parametrize("until", ["2018-06-30", "2018-Q2", "2018-07-01", "2018-Q3"])
def test_an_acceptance_holds_to_the_end_of_its_last_day_or_quarter(until):
    found = finding(accept(f", until: {until}"))
    assert found.accepted is not None
    assert found.lapsed is None


@pytest.mark.parametrize(("until", "day"), [("2018-06-29", "29 June 2018"), ("2018-Q1", "31 March 2018")])
def test_a_past_acceptance_counts_again_and_says_so(until, day):
    found = finding(accept(f", until: {until}"))
    assert found.accepted is None
    assert str(lapse_words(found.lapsed)) == f"accepted until {day}, which has expired: the law asks for it"
    assert standing(found).values[0][1] == lapse_words(found.lapsed)
    assert str(past_count([found])) == "1 acceptance has expired"
    assert found in judged(accept(f", until: {until}")).open_findings


def test_a_touchpoint_may_be_named_with_its_journey():
    found = finding("accepted: [{finding: wasted-visit@j.a, reason: so be it}]")
    assert found.accepted.reason == "so be it"


def test_an_acceptance_of_nothing_is_noted_where_it_stands():
    """What was accepted is mended; the acceptance may go."""
    opened = judged("accepted: [{finding: dead-end@a, reason: it closes in May}]")
    (idle,) = idle_acceptances(opened.workspace, opened.every_finding)
    assert idle.span.file == "file-2.yaml"
    assert str(idle_words(idle)) == "nothing is found any more at 'dead-end@a', accepted because: it closes in May"


def test_an_acceptance_that_is_past_is_not_idle():
    opened = judged(accept(", until: 2018-01-31"))
    assert idle_acceptances(opened.workspace, opened.every_finding) == ()


@pytest.mark.parametrize(
    ("entry", "code", "help_"),
    [
        ("finding: wasted-vist@a, reason: x", "unknown-rule", "the nearest is 'wasted-visit'"),
        ("finding: wasted-visit@aa, reason: x", "unknown-subject", "the nearest is 'a'"),
        ("finding: wasted-visit, reason: x", "bad-value", "`rule@touchpoint`"),
        ("finding: wasted-visit@a", "missing-key", None),
        ("finding: wasted-visit@a, reason: x, until: soon", "bad-type", None),
        ("finding: wasted-visit@a, reason: x, until: 2018-Q5", "bad-type", None),
        ("finding: wasted-visit@a, reason: x, date: 2018-05-01, until: 2018-Q1", "bad-value", None),
    ],
)
def test_an_acceptance_that_cannot_be_is_a_located_problem(entry, code, help_):
    (problem,) = problems(WASTE, f"accepted:\n  - {{{entry}}}\n")
    assert problem.code == code
    assert (problem.span.file, problem.span.line) == ("file-2.yaml", 2)
    assert help_ is None or help_ in str(problem.help)


def test_a_finding_is_accepted_once():
    (problem,) = problems(
        WASTE, "accepted:\n  - {finding: wasted-visit@a, reason: x}\n  - {finding: wasted-visit@a, reason: y}"
    )
    assert (problem.code, problem.span.line, problem.also.line) == ("duplicate-id", 3, 2)


@pytest.mark.parametrize("subject", ["j", "workspace", "t", "i", "new", "j.s"])
def test_whatever_a_finding_can_speak_of_can_be_accepted(subject):
    world = """
    targets: {t: {of: j, changes: [{add: {touchpoint: new, stage: s, channel: web, ends: completed}}]}}
    initiatives: {i: {title: I}}
    """
    told = f"accepted: [{{finding: wasted-visit@{subject}, reason: x}}]"
    assert problems(journey("a: {channel: web}"), world, told) == ()


RULES = """
rules:
  wasted-visit: {off: true, reason: counted elsewhere}
  late-answer: {limits: {promised: 80%}}
  no-call-back: {severity: minor, limits: {contact: 20 min}}
  stale-map: {}
"""


def test_changes_of_rules_are_listed_with_their_reason():
    changed = adjustments(judged(RULES).workspace, tools().rules)
    assert [(item.rule.id, str(adjustment_words(item)), item.reason) for item in changed] == [
        ("wasted-visit", "switched off", "counted elsewhere"),
        ("late-answer", "'promised' 80% in place of 90%", None),
        ("no-call-back", "always minor", None),
    ]
    assert list(map(str, adjusted_words(changed))) == [
        "1 rule is switched off here: wasted-visit",
        "1 rule is graded otherwise here: no-call-back",
        "1 rule has limits of this workspace: late-answer",
    ]


def test_the_catalogue_says_what_a_workspace_makes_of_each_rule():
    rows = {row.rule.id: row for row in rule_rows(tools().rules.values(), judged(RULES))}
    assert rule_record(rows["wasted-visit"])["off"] is True
    assert rule_record(rows["no-call-back"])["severity_here"] == "minor"
    assert rule_record(rows["late-answer"])["limits"]["promised"]["value"] == 0.8
    accepted = {row.rule.id: row for row in rule_rows(tools().rules.values(), judged(accept("")))}
    assert (accepted["wasted-visit"].findings, accepted["wasted-visit"].accepted) == (1, 1)
    told = {
        entry.id: [str(line) for line in entry.lines] for _, group in by_theme(accepted.values()) for entry in group
    }
    assert told["wasted-visit"][-1] == "here: 1 finding and 1 accepted"
    *_, limit, here = told["late-answer"]
    assert limit.startswith(
        "limit `promised`: 90%, the share to be answered in time where the channel's standard names"
    )
    assert here == "here: 0 findings"


def test_without_a_workspace_nothing_is_said_of_one():
    (first, *_) = rule_rows(tools().rules.values())
    assert rule_record(first)["findings"] is None
    assert not [line for _, group in by_theme([first]) for line in group[0].lines if str(line).startswith("here")]


def test_the_report_shows_what_is_accepted_past_changed_and_gone():
    text = RULES.replace("  wasted-visit: {off: true, reason: counted elsewhere}\n", "")
    gone = (
        text
        + TODAY
        + "accepted: [{finding: wasted-visit@a, reason: x, until: 2018-Q1}, {finding: dead-end@a, reason: y}]"
    )
    analysis = analyse(workspace(WASTE, gone), tools())
    view = report_view(analysis)
    assert [row[0] for row in view.method.rules.rows] == ["late-answer", "no-call-back"]
    assert len(view.method.idle) == 1
    assert view.accepted == ()
    assert [str(card.lapsed) for card in Findings(analysis).cards if card.lapsed] == [
        "accepted until 31 March 2018, which has expired: x"
    ]


def test_a_severity_of_the_workspace_stands_above_that_of_the_rule():
    found = finding("rules: {wasted-visit: {severity: note}}")
    assert found.severity is Severity.NOTE
