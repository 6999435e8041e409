"""Each probe on small workspaces worked by hand: what it finds true, what false, what it cannot tell, and what is close.

A file ``probe_cases/<probe>.yaml`` lists cases with the `check` they ask, its `scope` and the `outcome` and `value` it
must have; those at or near the threshold are marked `near`. A workspace is given as `yaml`, or as what is said of a
`journey` with two touchpoints, `first` and `second`, and `more` around it. All are read on 30 May 2026.
"""

from collections.abc import Callable, Mapping

import pytest
import yaml

from journeymap.maturity.model import MaturityModel
from journeymap.maturity.probes import ProbeOutcome, discover_probes
from tests.maturity.probe_workspaces import two
from tests.support import ROOT

Look = Callable[[str], Mapping[tuple[str, str], list[ProbeOutcome]]]

FOLDER = ROOT / "tests" / "maturity" / "probe_cases"
FILES = {path.stem.upper(): yaml.safe_load(path.read_text("utf-8"))["cases"] for path in sorted(FOLDER.glob("*.yaml"))}
CASES = [
    pytest.param(case, id=f"{case['check']} {case['outcome']} {index}: {case.get('name', '')}".strip(" :"))
    for cases in FILES.values()
    for index, case in enumerate(cases)
]
SILENT = frozenset({"P03", "P20", "P21", "P22", "P25", "P30", "P37", "P38", "P39"})
"""Probes that need what a workspace cannot hold."""


def text_of(case: Mapping[str, str]) -> str:
    """Return the workspace of a case."""
    parts = {key: case[key] for key in ("journey", "first", "second", "more") if key in case}
    return case["yaml"] if "yaml" in case else two(**parts)


@pytest.mark.parametrize("asked", CASES)
def test_a_check_finds_what_the_case_says(look: Look, asked):
    found = look(text_of(asked))[asked["check"], asked.get("scope", "")]
    assert [outcome.outcome for outcome in found] == [asked["outcome"]], [str(outcome.detail) for outcome in found]
    assert found[0].value == (None if "value" not in asked else pytest.approx(asked["value"]))


@pytest.mark.parametrize("name", FILES)
def test_each_probe_has_a_true_a_false_and_a_silent_case_and_one_at_the_threshold(name):
    outcomes = {case["outcome"] for case in FILES[name]}
    if name in SILENT:
        assert outcomes == {"not_available"}
    else:
        assert outcomes >= {"true", "false"}
        assert outcomes & {"not_available", "not_applicable"} or name == "P01"  # a valid workspace has stages
        assert any(case.get("near") for case in FILES[name])


def test_every_probe_of_the_catalogue_is_there_and_tried(dcx5: MaturityModel):
    assert list(discover_probes()) == [f"P{number:02}" for number in range(1, 41)] == list(FILES)
    assert list(dcx5.probes) == list(FILES)


def test_every_check_that_can_be_told_is_tried(look: Look):
    """What is true or false nowhere in the cases is told as not available in every one of them."""
    tried = {(case["check"], case["outcome"]) for cases in FILES.values() for case in cases}
    told = {(code, outcome.outcome) for text in {text_of(case) for cases in FILES.values() for case in cases}
            for (code, _), found in look(text).items() for outcome in found}  # fmt: skip
    for holds in ("true", "false"):
        assert {code for code, outcome in told if outcome == holds} == {
            code for code, outcome in tried if outcome == holds
        }
