"""A rule, a metric, an output and a form are added by new files alone: no existing file of the package is edited."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support import ROOT

RULE = '''"""The rule ``phone-only``."""

from collections.abc import Iterator

from journeymap.rules import Issue, JourneyCase, rule
from journeymap.text import say


@rule("phone-only")
def phone_only(case: JourneyCase) -> Iterator[Issue]:
    """A journey is served by phone alone."""
    if {point.channel for point in case.graph.touchpoints.values()} == {"phone"}:
        yield Issue(say("only the phone"), ("journeys", case.graph.name))
'''
METRIC = '''"""Share of customers who smile."""

from journeymap.metrics import metric

SMILES = metric("smiles", title="Smiles", unit="share", better="higher", kind="perceived", pooled="counts",
                points={0: 0, 1: 100}, source="an example")
'''
OUTPUT = '''"""A greeting."""

from journeymap.outputs import Output

GREETING = Output("greeting", lambda analysis, render: {"greeting.txt": f"hello {analysis.workspace.title}"})
'''
FORM = '''"""How many findings there are."""

from journeymap.outputs.findings import Form

COUNT = Form("count", lambda checked: f"{len(checked.findings)} found\\n")
'''
WORKSPACE = "journeys: {j: {title: Ring, stages: {s: {a: {channel: phone, measures: {smiles: {hits: 3, n: 4}}, ends: completed}}}}}"


def digests(package: Path) -> dict[str, str]:
    return {str(p.relative_to(package)): hashlib.sha256(p.read_bytes()).hexdigest() for p in package.rglob("*.py")}


def test_four_new_files_are_a_rule_a_metric_an_output_and_a_form_of_check(tmp_path: Path) -> None:
    """The rule fires, the metric is scored, output and answer are written; everything else is byte for byte the same."""
    package = tmp_path / "journeymap"
    shutil.copytree(ROOT / "journeymap", package, ignore=shutil.ignore_patterns("__pycache__"))
    before = digests(package)
    for place, text in (
        ("rules/channels/phone_only.py", RULE),
        ("metrics/smiles.py", METRIC),
        ("outputs/greeting.py", OUTPUT),
        ("outputs/findings/count.py", FORM),
    ):
        (package / place).write_text(text)
    (tmp_path / "w.yaml").write_text(WORKSPACE)

    def run(*arguments: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        done = subprocess.run([sys.executable, "-m", "journeymap", *arguments], capture_output=True, text=True, check=True,
                              cwd=tmp_path, env=environment)  # fmt: skip
        return done.stdout

    assert "[phone-only]" in run("check", "w.yaml", "--fail-on", "never")
    assert run("check", "w.yaml", "--fail-on", "never", "--format", "count").endswith(" found\n")
    assert '"smiles"' in run("score", "w.yaml", "--format", "json")
    run("build", "w.yaml", "-o", "out")
    assert (tmp_path / "out" / "greeting.txt").read_text() == "hello Ring"
    after = digests(package)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {
        "rules/channels/phone_only.py",
        "metrics/smiles.py",
        "outputs/greeting.py",
        "outputs/findings/count.py",
    }
