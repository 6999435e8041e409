"""The benchmark runs through at its smallest sizes; nothing is said of time."""

import re
import subprocess
import sys

from tests.support import ROOT


def test_the_quick_benchmark_prints_every_figure() -> None:
    """Each part, the growth, the flow beside its references and whole processes; the references agree with the flow."""
    done = subprocess.run(
        [sys.executable, "tools/bench.py", "--quick"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    for what in ("load", "score", "check", "journey map", "scipy", "flow: visits", "networkx", "flow with reach"):
        assert [line for line in lines if line.startswith(what) and re.search(r"n=\d+ +\d+\.\d ms", line)], what
    for what in ("load", "score", "check", "journey map"):
        assert [line for line in lines if line.startswith(what) and re.search(r"p= *-?\d+\.\d\d", line)], what
    assert [line for line in lines if re.match(r"score +3x10 .* MiB peak", line)]
    assert [line for line in lines if re.match(r"journeymap --help .* MiB", line)]
    difference = re.search(r"largest difference (\S+)", done.stdout)
    assert difference is not None
    assert float(difference[1]) < 1e-10
