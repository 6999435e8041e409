"""What the rules share: claims, and how a finding gets its severity."""

import pytest
from pydantic import ValidationError

from journeymap.analysis import judge
from journeymap.languages import language
from journeymap.model.journey import Touchpoint
from journeymap.model.surroundings import Channel, System
from journeymap.rules import severity_of, shipped
from journeymap.rules.claims import claims, read_claims
from journeymap.rules.fields import FIELD_WORDS
from journeymap.rules.support import channel_title, day_words, listed, personas
from journeymap.source import Source
from journeymap.vocabulary import Severity
from tests.support import graph, journey, tools, workspace

ITALIAN = language("it")
CLAIM = """
claims:
  one:
    said: so it goes
    statement: so it is
    source: somebody
    year: 2020
    kind: stated
    grade: {grade}
    may_set_threshold: {threshold}
    use: none
"""


def test_parts_of_personas_sum_to_one():
    found = graph(
        "personas: {a: {share: 30%}, b: {share: 30%}, c: {}}\n" + journey("x: {channel: web, ends: completed}")
    )
    assert [round(part, 3) for *_, part in personas(found)] == [0.3, 0.3, 0.4]


def test_long_lists_are_counted():
    assert str(listed(["a"])) == "'a'"
    assert str(listed(["a", "b"])) == "'a' and 'b'"
    assert str(listed(["a", "b", "c"])) == "'a', 'b' and 'c'"
    assert ITALIAN.say(listed(["a", "b", "c"])) == "«a», «b» e «c»"
    assert str(listed(["a", "b", "c", "d", "e"])) == "'a', 'b', 'c' and 2 more"


def test_titles_of_built_in_channels_and_quarters_are_said_in_the_language():
    found = graph("channels: {web: {title: Our pages}}\n" + journey("x: {channel: web, ends: completed}"))
    assert ITALIAN.say(channel_title(found, "phone")) == "Telefono"
    assert channel_title(found, "web") == "Our pages"
    assert ITALIAN.say(day_words("2018-Q3")) == "T3 2018"
    assert ITALIAN.say(day_words("2018-07-02")) == "2 luglio 2018"
    assert day_words("2018-13-45") == "2018-13-45"


def test_every_field_of_a_touchpoint_has_its_word():
    assert {*Touchpoint.model_fields, *Channel.model_fields, *System.model_fields} <= FIELD_WORDS.keys()


@pytest.mark.parametrize(("weight", "severity"), [(0.5, "critical"), (0.2, "major"), (0.05, "minor"), (0.0, "note")])
def test_severity_comes_from_reach_importance_and_gap(weight, severity):
    assert severity_of(weight) is Severity(severity)


def test_the_register_holds_every_claim_with_its_figures():
    found = claims()
    assert len(found) == 23
    assert "17% in the US, 49% in Latin America" in found["bad1"].statement
    assert "37% were satisfied with money alone, 73%" in found["sorry74"].statement
    assert {name for name, claim in found.items() if claim.grade == "F"} == {"neg12", "offtopic"}
    assert {name for name, claim in found.items() if claim.grade == "D"} == {"pct67", "inf76", "hold40"}


@pytest.mark.parametrize("grade", ["D", "F", "null"])
def test_a_claim_that_is_not_traced_sets_no_threshold(grade):
    assert read_claims(Source("c.yaml", CLAIM.format(grade=grade, threshold="false")))
    with pytest.raises(ValidationError, match="sets no threshold"):
        read_claims(Source("c.yaml", CLAIM.format(grade=grade, threshold="true")))


def test_a_register_that_cannot_be_read_says_where():
    with pytest.raises(ValueError, match=r"c\.yaml:1"):
        read_claims(Source("c.yaml", "claims: [\n"))


WASTE = "a: {channel: web, waste: a form for nobody, ends: completed}"


def findings(more):
    return {item.rule: item for item in judge(workspace(journey(WASTE), more), tools()).findings}


def test_a_rule_can_be_switched_off_graded_and_tuned():
    assert "wasted-visit" in findings("")
    assert "wasted-visit" not in findings("rules: {wasted-visit: {off: true, reason: tried}}")
    graded = findings("rules: {wasted-visit: {severity: note}}")
    assert graded["wasted-visit"].severity is Severity.NOTE


def test_an_accepted_finding_stays_with_its_reason():
    found = findings("accepted: [{finding: wasted-visit@a, reason: it is the law}]")
    assert found["wasted-visit"].accepted.reason == "it is the law"


def test_limits_replace_the_defaults():
    ask = journey("a: {channel: chat, purpose: leave, offers: {kind: retention}, ends: completed}")
    strict = "rules: {retention-loop: {limits: {offers: 1}}}"
    assert not [f for f in judge(workspace(ask), tools()).findings if f.rule == "retention-loop"]
    assert [f for f in judge(workspace(ask, strict), tools()).findings if f.rule == "retention-loop"]


def test_titles_are_sentences_of_their_own():
    titles = [rule.title for rule in shipped().values()]
    assert len(titles) == len(set(titles))
    assert all(title[0].isupper() and not title.endswith(".") for title in titles)
