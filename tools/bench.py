"""Measure how long the parts take, as ratios against a reference measured in the same run.

Prints one line per figure: what, at which size, median of the runs in
milliseconds, and the ratio to the reference: parsing the same file with
PyYAML's own C loader. Whole processes are measured by their own user and system time.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from journeymap import analysis
from journeymap.charts.journey_map import journey_map as draw
from journeymap.charts.palette import THEMES
from journeymap.cli._files import tools
from journeymap.languages import language
from journeymap.source import Source
from journeymap.views.journey_map import journey_map

ROOT = Path(__file__).resolve().parent.parent
SIZES = (20, 200, 2000)


def generated(size: int) -> str:
    """Return a journey of so many touchpoints: stages of ten, loops back, failures, three channels."""
    lines = ["journeys:", "  generated:", "    title: A generated journey", "    customers: 10000/year", "    stages:"]
    for i in range(size):
        if i % 10 == 0:
            lines.append(f"      s{i // 10}:")
        ways = (
            f"next: {{t{i + 1}: 94%, t{max(0, i - 3)}: 3%}}, ends: {{churned: 1%}}"
            if i + 1 < size
            else "ends: completed"
        )
        channel = ("web", "phone", "app")[i % 3]
        lines.append(f"        t{i}: {{channel: {channel}, emotion: {i % 5 - 2}, duration: {1 + i % 9} min, {ways}}}")
    return "\n".join(lines) + "\n"


def clock(what: Callable[[], object], runs: int = 5) -> float:
    """Return the median CPU time of a call in milliseconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        what()
        times.append(time.process_time() - start)
    return 1000 * statistics.median(times)


def show(what: str, size: str, milliseconds: float, reference: float | None = None) -> None:
    """Print one figure."""
    ratio = f"{milliseconds / reference:8.2f}×" if reference else " " * 9
    print(f"{what:<34} {size:>8} {milliseconds:10.1f} ms {ratio}", flush=True)


def parts(size: int) -> None:
    """Measure loading, scoring, checking and drawing at one size."""
    kit, text, label = tools(), generated(size), str(size)
    source = [Source("generated.yaml", text)]
    runs = 5 if size < 1000 else 3
    reference = clock(lambda: yaml.load(text, Loader=yaml.CSafeLoader), runs)
    show("PyYAML CSafeLoader (reference)", label, reference)
    show("load with places and checks", label, clock(lambda: analysis.load(source, kit), runs), reference)
    opened = analysis.load(source, kit).workspace
    if opened is None:
        sys.exit("the generated journey is not valid")
    show("score", label, clock(lambda: analysis.score(opened), runs), reference)
    show("check: all rules", label, clock(lambda: analysis.judge(opened, kit), runs), reference)
    view = journey_map(analysis.score(opened)["generated"])
    show("journey map as SVG", label, clock(lambda: draw(view, language("en"), THEMES["screen"]), runs), reference)


def process(label: str, *arguments: str) -> None:
    """Measure a whole process: wall time, CPU time and peak memory, median of five."""
    walls, cpus, peak = [], [], 0.0
    for _ in range(5):
        start = time.perf_counter()
        done = subprocess.Popen([sys.executable, "-m", "journeymap", *arguments], stdout=subprocess.DEVNULL, cwd=ROOT)
        _, _, usage = os.wait4(done.pid, 0)
        walls.append(time.perf_counter() - start)
        cpus.append(usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss / 1024)
    print(
        f"{label:<43} {statistics.median(walls):6.2f} s wall {statistics.median(cpus):6.2f} s CPU {peak:6.0f} MiB",
        flush=True,
    )


def main() -> None:
    """Print all figures."""
    print("parts, CPU time, ratio to the reference of the same size")
    for size in SIZES:
        parts(size)
    print("\nwhole processes, median of 5")
    process("journeymap --help", "--help")
    with tempfile.TemporaryDirectory() as folder:
        big = Path(folder) / "big.yaml"
        big.write_text(generated(SIZES[-1]))
        for story in ("home-move", "software-subscription"):
            process(f"journeymap check {story}", "check", f"journeys/{story}", "--fail-on", "never")
            process(f"journeymap map {story}", "map", f"journeys/{story}", "-o", f"{folder}/m.svg")
            process(f"journeymap build {story}", "build", f"journeys/{story}", "-o", f"{folder}/{story}")
            size = Path(folder, story, "report.html").stat().st_size
            print(f"{'  its report.html':<43} {size / 1024:6.0f} KiB")
        process(f"journeymap check, {SIZES[-1]} touchpoints", "check", str(big), "--fail-on", "never")
        process(f"journeymap build, {SIZES[-1]} touchpoints", "build", str(big), "-o", f"{folder}/big")


if __name__ == "__main__":
    main()
