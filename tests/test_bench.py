"""The benchmark runs through at its smallest sizes; nothing is said of time."""

import re
import subprocess
import sys
from pathlib import Path

from tests.roadmap.instances import INSTANCE
from tests.support import ROOT
from tools.bench_report import elements

REPORT = (
    r"^(home-move|one journey, 40 findings) +n=1 +\d+\.\d\d s CPU +\d+\.\d\d× libraries"
    r" +\d+\.\d kB, \d+\.\d without fonts and logo; \d+ elements$"
)


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
    for what in ("journey map, warm", "blueprint, warm", "flow graph, warm"):
        assert [line for line in lines if re.match(rf"{what} +10 +n=1 +\d+\.\d ms", line)], what
        assert [line for line in lines if re.match(rf"{what} +p= *-?\d+\.\d\d", line)], what
    assert [line for line in lines if re.match(r"journeymap map +10 +n=1 .* s CPU +1\.00× ours", line)]
    assert re.findall(REPORT, done.stdout, re.MULTILINE) == ["home-move", "one journey, 40 findings"]
    assert [line for line in lines if re.match(r"score +3x10 .* MiB peak", line)]
    assert [line for line in lines if re.match(r"journeymap --help .* MiB", line)]
    assert re.search(r"^heuristic +n=\d+ +100\.0 % equal 100\.0 % proved", done.stdout, re.MULTILINE)
    assert re.search(
        r"^  12 initiatives, heuristic: \d of 1 proved in all figures, verified 1 ", done.stdout, re.MULTILINE
    )
    difference = re.search(r"largest difference (\S+)", done.stdout)
    assert difference is not None
    assert float(difference[1]) < 1e-10


def test_the_elements_of_a_page_are_those_a_browser_makes_of_it() -> None:
    """Void elements and those of drawings count; what a script says and comments hold does not."""
    text = '<!doctype html><html><body><p>a<br><img src="x"></p><svg><g><path d="M0 0"/></g></svg><!-- <b> -->'
    assert elements(text + '<script>"<i></i>"</script><style>a>b{}</style></body></html>') == 10


def test_a_folder_of_the_psplib_is_measured_beside_the_best_known(tmp_path: Path) -> None:
    """With a folder only the planner runs; an instance nothing is known of is left away."""
    for name in ("j301_1", "j301_2"):
        (tmp_path / f"{name}.sm").write_text(INSTANCE)
    (tmp_path / "reference.csv").write_text("instance,set,best_known_ub,closed\nj301_1,j30,5,1\n")
    done = subprocess.run(
        [sys.executable, "tools/bench.py", "--quick", "--psplib", str(tmp_path), "--limit", "1"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert re.search(r"^j30 +heuristic +n=1 +100\.0 % proved 100\.0 % equal +0\.00 % above", done.stdout, re.MULTILINE)
    assert "journey map" not in done.stdout
