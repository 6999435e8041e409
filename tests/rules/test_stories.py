"""In the two stories the rules find, unaided, what made the customers leave; the targets mend it."""

from functools import cache

import pytest

from journeymap.analysis import judge
from journeymap.vocabulary import Severity
from tests.support import ROOT, STORIES, story, tools

WANTED = {
    "software-subscription": {
        "exit far harder than entry": {"exit-harder-than-entry@chat-first": "purpose: leave"},
        "no renewal notice": {"reactive-only@renewal": "notice: none"},
        "one imposed channel that does not fit": {"imposed-channel@chat-first": "channel: chat"},
        "no call-back": {"no-call-back@chat-first": "call_back: false"},
        "retelling after a hand-over": {"story-retold@chat-supervisor": "asks:"},
        "retention offers in place of resolution": {"retention-loop@chat-first": "times: 3"},
        "a customer lost who could have been kept": {"avoidable-loss@chat-first": "left:"},
        "told curtly": {"informal-refusal@cancel-early": "tone: curt"},
    },
    "home-move": {
        "front and back office disconnected": {"offices-apart@book": "manual"},
        "a change lost between systems": {"manual-rekeying@postpone": "manual: true"},
        "promises without follow-up": {"broken-promise@call-outage": "kept: 0%"},
        "repeated contacts": {"repeated-contact@call-account": "repeats: true"},
        "hand-offs": {"bounced@call-account": "handoff: true"},
        "a wasted visit": {"wasted-visit@wrong-visit": "waste:"},
        "no recovery path": {"no-recovery@postpone": "recovery: none", "no-recovery@moving-day": "recovery: none"},
        "upsell at the wrong moment": {
            "upsell-in-failure@postpone": "kind: upsell",
            "upsell-in-failure@new-contract": "kind: upsell",
        },
        "self-service in five minutes": {
            "no-self-service@postpone": "channel: phone",
            "no-self-service@book": "channel: phone",
        },
        "years of loyalty and the yearly value lost": {"avoidable-loss@wait-short": "gone"},
        "the line is cut without a word": {"reactive-only@cut-off": "notice: none"},
        "the story told again": {"story-retold@another-agent": "asks:"},
        "nobody may put it right": {"discretion-missing@call-outage": "can_remedy: false"},
    },
}
ITEMS = [
    pytest.param(name, finding, word, id=f"{name}: {what}: {finding}")
    for name, items in WANTED.items()
    for what, findings in items.items()
    for finding, word in findings.items()
]


@cache
def judged(name):
    return judge(story(name), tools())


def found(name, finding):
    return next((item for item in judged(name).findings if item.id == finding), None)


@pytest.mark.parametrize(("name", "finding", "word"), ITEMS)
def test_the_story_is_diagnosed_with_file_and_line(name, finding, word):
    item = found(name, finding)
    assert item is not None, sorted(other.id for other in judged(name).findings)
    line = (ROOT / item.span.file).read_text("utf-8").split("\n")[item.span.line - 1]
    assert item.span.file.startswith(f"journeys/{name}/")
    assert word in line


@pytest.mark.parametrize(("name", "finding", "word"), ITEMS)
def test_the_target_mends_it(name, finding, word):
    rule, _, touchpoint = finding.partition("@")
    for findings in judged(name).target_findings.values():
        left = [item for item in findings if item.rule == rule and touchpoint in (item.touchpoint, *item.also)]
        assert left == []


@pytest.mark.parametrize("name", STORIES)
def test_the_target_leaves_less_to_mend(name):
    def serious(findings):
        return sum(item.severity.rank >= Severity.MINOR.rank for item in findings if item.theme != "evidence")

    for findings in judged(name).target_findings.values():
        assert serious(findings) < serious(judged(name).findings) / 3


@pytest.mark.parametrize("name", STORIES)
def test_no_rule_drowns_the_others(name):
    rules = [item.rule for item in judged(name).findings]
    assert max(rules.count(rule) for rule in rules) <= 5


@pytest.mark.parametrize("name", STORIES)
def test_every_finding_has_its_own_id(name):
    ids = [item.id for item in judged(name).findings]
    assert len(ids) == len(set(ids))


def test_the_loss_of_the_household_is_told_in_money_and_years():
    item = found("home-move", "avoidable-loss@wait-short")
    labels = dict(item.evidence)
    assert "15 years" in str(item.message)
    assert "USD a year" in str(item.message)
    assert labels["yearly value lost"].value > 1_000_000


def test_leaving_takes_many_times_as_long_as_joining():
    item = found("software-subscription", "exit-harder-than-entry@chat-first")
    labels = dict(item.evidence)
    assert labels["time to leave"].value / labels["time to join"].value > 10
