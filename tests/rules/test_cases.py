"""Each rule on small workspaces: where it fires, where not, and where it nearly does.

A file ``cases/<rule>.yaml`` lists cases of a kind (``positive``, ``negative`` or
``near-miss``) with the ids of the findings of that rule. A workspace is given as
`yaml`, or as `touchpoints` of one stage with the `world` around them. Where it
matters, `says` is the sentence of the first finding and `severity` how grave it is.
"""

import pytest
import yaml

from journeymap.analysis import judge
from journeymap.rules import shipped
from tests.support import ROOT, journey, tools, workspace

FOLDER = ROOT / "tests" / "rules" / "cases"
FILES = sorted(FOLDER.glob("*.yaml"))
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
    for path in FILES
    for case in yaml.safe_load(path.read_text("utf-8"))["cases"]
]


def findings(rule, case):
    """Return the findings of a rule on the case's workspace, in the state the case asks for."""
    texts = [case["yaml"]] if "yaml" in case else [journey(case["touchpoints"])]
    judged = judge(workspace(*texts, *([case["world"]] if "world" in case else [])), tools())
    found = judged.findings if case.get("state", "current") == "current" else judged.target_findings[case["state"]]
    return [finding for finding in found if finding.rule == rule]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_the_rule_finds_what_the_case_says(rule, case):
    found = findings(rule, case)
    assert [finding.id for finding in found] == case["finds"]
    assert "says" not in case or str(found[0].message) == case["says"]
    assert "severity" not in case or str(found[0].severity) == case["severity"]


@pytest.mark.parametrize(("rule", "case"), [param for param in CASES if param.values[1]["finds"]])
def test_a_finding_has_a_place_a_sentence_and_a_remedy(rule, case):
    for finding in findings(rule, case):
        text = str(finding.message)
        assert finding.span.line > 0
        assert text
        assert not text.endswith(".")
        assert not text[0].isupper() or "'" not in text[:1]
        assert finding.help is not None
        assert not str(finding.help).endswith(".")
        assert 0 <= finding.gap <= 1
        assert all(label for label, _ in finding.evidence)
        assert not set(finding.also) & {finding.touchpoint}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_rule_has_a_positive_a_negative_and_a_near_miss(path):
    cases = yaml.safe_load(path.read_text("utf-8"))["cases"]
    assert {case["kind"] for case in cases} == {"positive", "negative", "near-miss"}
    assert all(bool(case["finds"]) is (case["kind"] == "positive") for case in cases)
    assert path.stem in shipped()
