"""``journeymap rules`` and the manuals that ``explain`` prints."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeymap.cli import group
from journeymap.rules import shipped
from tests.support import ROOT, journey

STORY = str(ROOT / "journeys" / "home-move")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments), standalone_mode=False)


def test_every_rule_is_listed_with_its_title() -> None:
    """The list needs no workspace and says nothing of one."""
    output = run("rules").output
    for rule in shipped().values():
        assert f"\n  {rule.id} " in output
    assert output.rstrip().endswith(f"{len(shipped())} rules")
    assert "here:" not in output


def test_the_list_fits_a_terminal_of_80_columns() -> None:
    """Every line, in English and in Italian."""
    for code in ("en", "it"):
        assert max(map(len, run("rules", STORY, "--lang", code).output.split("\n"))) <= 80


def test_a_theme_narrows_the_list() -> None:
    """Only its rules are listed."""
    output = run("rules", "--theme", "tone").output
    assert "informal-refusal" in output
    assert "late-answer" not in output


def test_a_theme_nobody_knows_is_answered_with_the_nearest() -> None:
    """The name that was meant is offered."""
    failure = run("rules", "--theme", "recvery").exception
    assert str(failure) == "'recvery' is not a theme; the nearest is 'recovery'"


def test_a_workspace_says_what_it_makes_of_the_rules(tmp_path: Path) -> None:
    """Switched off, tuned, and how many findings there are."""
    (tmp_path / "w.yaml").write_text(
        journey("a: {channel: web, waste: a form for nobody, ends: completed}")
        + "rules: {dead-end: {off: true}, late-answer: {limits: {promised: 80%}}}\n"
    )
    output = run("rules", str(tmp_path)).output
    assert "here: switched off" in output
    assert "here: 0 findings and 'promised' 80% in place of 90%" in output
    assert "here: 1 finding" in output


def test_the_machine_form_has_every_rule_with_its_limits() -> None:
    """Its keys are stable."""
    found = json.loads(run("rules", STORY, "--format", "json").output)["rules"]
    by_id = {entry["id"]: entry for entry in found}
    assert by_id.keys() == shipped().keys()
    late = by_id["late-answer"]
    meaning = shipped()["late-answer"].limits["promised"].meaning
    assert late["limits"] == {
        "promised": {"default": 0.9, "unit": "share", "claim": None, "meaning": meaning, "value": 0.9}
    }
    assert late["claims"] == [{"id": "soc30", "grade": "C", "may_set_threshold": False}]
    assert late["findings"] > 0
    assert json.loads(run("rules", "--format", "json").output)["rules"][0]["findings"] is None


def test_the_list_is_in_the_language_asked_for() -> None:
    """Titles are those of the catalogue."""
    output = run("rules", "--lang", "it").output
    assert "Si fanno promesse" in output
    assert "Fewer customers are answered" not in output


@pytest.mark.parametrize("name", ["late-answer", "no-recovery", "ces", "P11"])
def test_a_manual_fits_a_terminal_of_80_columns(name: str, tmp_path: Path) -> None:
    """Prose is wrapped; examples stay as they are written."""
    lines = run("explain", name, str(tmp_path)).output.split("\n")
    assert all(len(line) <= 80 for line in lines if not line.startswith("    "))
    assert lines[0].startswith(f"{name}: ")


def test_a_manual_tells_the_limit_of_the_workspace(tmp_path: Path) -> None:
    """With a workspace the value in force stands beside the default."""
    (tmp_path / "w.yaml").write_text(
        journey("a: {channel: web, ends: completed}")
        + "rules: {late-answer: {limits: {promised: 80%}}, dead-end: {off: true}}\n"
    )
    output = run("explain", "late-answer", str(tmp_path)).output
    assert "`promised`: 90%, here 80%, the share to be answered in time" in output
    assert "switched off" in run("explain", "dead-end", str(tmp_path)).output


def test_a_manual_needs_no_valid_workspace(tmp_path: Path) -> None:
    """What a rule means can be read while the files are still being written."""
    (tmp_path / "w.yaml").write_text("journeys: {j: {}}\n")
    assert "Why it matters" in run("explain", "late-answer", str(tmp_path)).output


def test_a_metric_of_the_workspace_has_a_manual(tmp_path: Path) -> None:
    """Its definition is the text."""
    (tmp_path / "w.yaml").write_text(
        journey("a: {channel: web, ends: completed}")
        + "metrics: {smiles: {title: Smiles, definition: How many smile., unit: share, better: higher}}\n"
    )
    output = run("explain", "smiles", str(tmp_path)).output
    assert output.startswith("smiles: Smiles")
    assert "How many smile." in output


def test_a_manual_is_in_the_language_paragraph_by_paragraph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is translated is said in the language, the rest stays English, and examples are never touched."""
    from dataclasses import replace

    from journeymap.cli import _manuals
    from journeymap.languages import language

    half = replace(language("it"), messages={"Remedy": "Rimedio", "Practice convention; no threshold.": "Convenzione."})
    monkeypatch.setattr(_manuals, "language", lambda _code: half)
    output = run("explain", "wasted-visit", str(tmp_path), "--lang", "it").output
    assert "\nRimedio\n" in output
    assert "  Convenzione.\n" in output
    assert "\nWhy it matters\n" in output
    assert "# finds: wasted-visit" in output


def test_check_tells_what_the_workspace_has_changed(tmp_path: Path) -> None:
    """Rules switched off and findings accepted are never silent."""
    (tmp_path / "w.yaml").write_text(
        journey("a: {channel: web, waste: a form for nobody, ends: completed}")
        + "rules: {dead-end: {off: true}}\n"
        + "accepted:\n"
        + "  - {finding: wasted-visit@a, reason: the law, date: 2018-05-01}\n"
        + "  - {finding: late-answer@a, reason: gone}\n"
    )
    output = run("check", str(tmp_path)).output
    assert "  = accepted: the law (since 1 May 2018)" in output
    assert "note[accepted]: nothing is found any more at 'late-answer@a', accepted because: gone" in output
    assert "1 rule is switched off here: dead-end" in output
    assert "1 finding is accepted" in output
    findings = json.loads(run("check", str(tmp_path), "--format", "json").output)["findings"]
    (found,) = [entry for entry in findings if entry["rule"] == "wasted-visit"]
    assert found["accepted"] == "the law"
    assert found["acceptance"] == {"reason": "the law", "by": None, "date": "2018-05-01", "until": None, "past": False}
