"""Measure how long the parts take, how much memory they need, and how both grow.

Every figure is the median of the runs printed beside it. Parts are measured in
processes of their own (`bench_parts`), by CPU time; this one stays small, as the
peak memory of a child counts from that of its parent on. ``--quick`` goes
through the same steps at the smallest sizes.
"""

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PARTS = Path(__file__).with_name("bench_parts.py")
MAPS, PLANNER, REPORTS = "tools.bench_maps", "tools.bench_roadmap", "tools.bench_report"
STEPS = {
    "yaml": "PyYAML CSafeLoader (reference)",
    "load": "load with places and checks",
    "score": "score",
    "check": "check: score and all rules",
    "map": "journey map as SVG",
}


@dataclass(frozen=True)
class Plan:
    """What is measured.

    Attributes
    ----------
    sizes
        Touchpoints of one journey, rising.
    journeys, each
        How many journeys of how many touchpoints in one workspace.
    sparse, dense
        States of the chain solved beside scipy's own factorisation, and beside dense algebra.
    runs
        Of each figure.
    stories
        Example workspaces run as whole processes.
    """

    sizes: tuple[int, ...] = (20, 200, 2000)
    journeys: int = 1000
    each: int = 40
    sparse: int = 100_000
    dense: int = 2000
    runs: int = 3
    stories: tuple[str, ...] = ("home-move", "software-subscription")


QUICK = Plan(sizes=(10, 20), journeys=3, each=10, sparse=500, dense=50, runs=1, stories=())


def part(*arguments: object) -> dict[str, Any]:
    """Measure in a process of its own."""
    words = [sys.executable, str(PARTS), *map(str, arguments)]
    # One thread: CPU time would count threads of the dense reference that only wait for each other.
    env = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, cwd=ROOT, env=env)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def line(what: str, size: str, times: Sequence[float], extra: str = "") -> None:
    """Print one figure: the median of the times, in milliseconds."""
    median = 1000 * statistics.median(times)
    print(f"{what:<46} {size:>9}  n={len(times)} {median:10.1f} ms  {extra}".rstrip(), flush=True)


def steps(found: dict[str, Any], size: str) -> dict[str, float]:
    """Print the steps of one workspace with peak memory so far; return their medians."""
    medians = {name: statistics.median(step["times"]) for name, step in found.items()}
    for name, step in found.items():
        extra = f"{medians[name] / medians['yaml']:7.2f}× reference  {step['peak']:6.0f} MiB peak"
        line(STEPS[name], size, step["times"], extra)
    return medians


def exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """Return the power of the size by which times grow: least squares through the logarithms."""
    x, y = [math.log(size) for size in sizes], [math.log(time) for time in times]
    return statistics.linear_regression(x, y).slope


def workspaces(plan: Plan) -> None:
    """Measure loading, scoring, checking and drawing, and how they grow."""
    print("parts of a run: CPU time, peak memory of the process so far")
    found = [steps(part("journey", size, plan.runs), str(size)) for size in plan.sizes]
    steps(part("workspace", plan.journeys, plan.each, plan.runs), f"{plan.journeys}x{plan.each}")
    print(f"\ngrowth with the touchpoints of one journey, time ~ size^p: {', '.join(map(str, plan.sizes))}; last two")
    for name, what in STEPS.items():
        times = [medians[name] for medians in found]
        print(f"{what:<46} p={exponent(plan.sizes, times):5.2f}  {exponent(plan.sizes[-2:], times[-2:]):5.2f}")


def flows(plan: Plan) -> None:
    """Measure the flow alone, beside scipy's factorisation and beside dense algebra."""
    found = part("sparse", plan.sparse, 2 * plan.runs - 1)
    size, bare = str(plan.sparse), statistics.median(found["bare"])
    print(f"\nflow: a chain of {size} states and {found['edges']} edges; CPU time, {found['peak']:.0f} MiB peak")
    line("scipy: splu and one solve (reference)", size, found["bare"])
    line("flow: visits, ends, time, spread, all slopes", size, found["flow"],
         f"{statistics.median(found['flow']) / bare:7.2f}× reference")  # fmt: skip
    found = part("dense", plan.dense, 2 * plan.runs - 1)
    size, dense = str(plan.dense), statistics.median(found["dense"])
    print(f"\nflow with reach against networkx and a dense inverse; largest difference {found['difference']:.1e}")
    line("networkx, numpy inverse (reference)", size, found["dense"])
    for name, what in (("flow", "flow with reach, one loop of all"), ("loops", "flow with reach, loops of four")):
        line(what, size, found[name], f"{statistics.median(found[name]) / dense:7.3f}× reference")


def process(label: str, runs: int, *arguments: str) -> None:
    """Measure a whole process: wall time, CPU time and peak memory."""
    walls, cpus, peak = [], [], 0.0
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.Popen([sys.executable, "-m", "journeymap", *arguments], stdout=subprocess.DEVNULL, cwd=ROOT)
        _, status, usage = os.wait4(done.pid, 0)
        done.returncode = os.waitstatus_to_exitcode(status)
        if done.returncode:
            sys.exit(f"{label}: exit status {done.returncode}")
        walls.append(time.perf_counter() - start)
        cpus.append(usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss / 1024)
    wall, cpu = statistics.median(walls), statistics.median(cpus)
    print(f"{label:<46} n={runs} {wall:6.2f} s wall {cpu:6.2f} s CPU {peak:6.0f} MiB", flush=True)


def processes(plan: Plan) -> None:
    """Measure whole runs of the program."""
    print("\nwhole processes")
    process("journeymap --help", plan.runs, "--help")
    with tempfile.TemporaryDirectory() as folder:
        for story in plan.stories:
            process(f"journeymap check {story}", plan.runs, "check", f"journeys/{story}", "--fail-on", "never")
            process(f"journeymap map {story}", plan.runs, "map", f"journeys/{story}", "-o", f"{folder}/m.svg")
            process(f"journeymap build {story}", plan.runs, "build", f"journeys/{story}", "-o", f"{folder}/{story}")
        size, big = plan.sizes[-1], Path(folder) / "big.yaml"
        big.write_text(part("text", size)["text"])
        process(f"journeymap check, {size} touchpoints", plan.runs, "check", str(big), "--fail-on", "never")
        process(f"journeymap build, {size} touchpoints", plan.runs, "build", str(big), "-o", f"{folder}/big")


def other(module: str, *arguments: str) -> None:
    """Go through a benchmark that is a module of its own."""
    done = subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description="Measure how long the parts take.")
    parser.add_argument("--quick", action="store_true", help="the smallest sizes, one run each")
    parser.add_argument("--only", choices=["report"], help="only the reports of the examples")
    parser.add_argument("--psplib", type=Path, metavar="DIR", help="only the planner, on .sm files and reference.csv")
    parser.add_argument("--limit", metavar="N", help="at most so many instances of each set of the PSPLIB")
    chosen = parser.parse_args()
    plan, quick = (QUICK, ["--quick"]) if chosen.quick else (Plan(), [])
    began = time.perf_counter()
    if chosen.only == "report":
        other(REPORTS, *quick)
    elif chosen.psplib is None:
        workspaces(plan)
        flows(plan)
        processes(plan)
        other(REPORTS, *quick)
        other(MAPS, *quick)
        other(PLANNER, *quick)
    else:
        other(
            PLANNER,
            *quick,
            "--psplib",
            str(chosen.psplib.resolve()),
            *(["--limit", chosen.limit] if chosen.limit else []),
        )
    print(f"\nall of it took {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
