"""Measure how long maps take, warm and as whole processes, beside Mermaid and D2 on the same journey if they are there.

Drawing is measured by CPU time in a process of its own; whole processes by wall time and CPU time, the latter with that
of every process they waited for; mermaid-cli does not wait for all of its browser.
"""

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from journeymap import analysis
from journeymap.charts.blueprint import blueprint as draw_blueprint
from journeymap.charts.flow_graph import flow_graph as draw_flow
from journeymap.charts.journey_map import journey_map as draw_map
from journeymap.charts.palette import THEMES
from journeymap.cli._files import tools
from journeymap.engines.graphviz import layout
from journeymap.languages import language
from journeymap.outputs.diagrams.mermaid import journey as mermaid
from journeymap.views.blueprint import blueprint
from journeymap.views.flow_graph import FlowGraph, flow_graph, visitors
from journeymap.views.journey_map import journey_map
from tools.bench import exponent
from tools.bench_parts import clock, generated

ROOT = Path(__file__).resolve().parent.parent
VIEWS = {"map": "journey map, warm", "blueprint": "blueprint, warm", "flow": "flow graph, warm"}
PATIENCE = 120
"""Seconds after which another program is given up."""


@dataclass(frozen=True)
class Plan:
    """Touchpoints of one journey, rising, and runs of each figure."""

    sizes: tuple[int, ...] = (20, 200, 2000)
    runs: int = 5


QUICK = Plan((10, 20), 1)


def drawing(size: int, runs: int) -> dict[str, list[float]]:
    """Return the CPU times of drawing each view of a journey that is scored already, fonts loaded."""
    opened = analysis.load(generated(1, size), tools()).workspace
    if opened is None:
        sys.exit("the generated workspace is not valid")
    score = analysis.score(opened)["j0"]
    tongue, theme = language("en"), THEMES["screen"]
    shown, plan, graph = journey_map(score), blueprint(score), flow_graph(score)
    drawers: dict[str, Callable[[], str]] = {
        "map": lambda: draw_map(shown, tongue, theme),
        "blueprint": lambda: draw_blueprint(plan, tongue, theme, prefix="b"),
        "flow": lambda: draw_flow(graph, tongue, theme, prefix="f", layout=layout),
    }
    found = {}
    for name, drawer in drawers.items():
        drawer()
        found[name] = clock(drawer, runs)
    return found


def growth(what: str, sizes: Sequence[int], times: Sequence[float]) -> None:
    """Print how times grow with the size, over all sizes and between the last two."""
    print(f"{what:<46} p={exponent(sizes, times):5.2f}  {exponent(sizes[-2:], times[-2:]):5.2f}")


def warm(plan: Plan) -> None:
    """Measure the drawing alone."""
    print("\nmaps: drawing alone, CPU time")
    medians: dict[str, list[float]] = {name: [] for name in VIEWS}
    for size in plan.sizes:
        words = [sys.executable, "-m", "tools.bench_maps", "--draw", str(size), str(plan.runs)]
        found = json.loads(subprocess.run(words, check=True, stdout=subprocess.PIPE, cwd=ROOT).stdout)
        for name, times in found.items():
            medians[name].append(statistics.median(times))
            print(f"{VIEWS[name]:<46} {size:>9}  n={plan.runs} {1000 * medians[name][-1]:10.1f} ms", flush=True)
    print("growth with the touchpoints, time ~ size^p: all; last two")
    for name, times in medians.items():
        growth(VIEWS[name], plan.sizes, times)


def d2_text(view: FlowGraph) -> str:
    """Return a flow graph in D2: a container for each stage, a node for each touchpoint, an edge for each way."""
    place = {name: f"{stage.id}.{name}" for stage in view.stages for name in stage.nodes}
    titles = {node.id: view.names[node.id] for node in view.nodes}
    lines = [f"{stage.id}: {json.dumps(str(stage.title))}" for stage in view.stages]
    lines += [f"{place[name]}: {json.dumps(str(title))}" for name, title in titles.items()]
    lines += [f"{box.id}: {json.dumps(box.id)}" for box in view.outcomes]
    lines += [f'{place[edge.source]} -> {place.get(edge.target, edge.target)}: "{100 * edge.share:.0f} %"'
              for edge in view.edges]  # fmt: skip
    return "\n".join(lines) + "\n"


def programs(folder: Path, chromium: str | None) -> Mapping[str, Sequence[str]]:
    """Return what draws the journey as a whole process: ours, and the others that are installed."""
    found = {"journeymap map": [sys.executable, "-m", "journeymap", "map", "{name}.yaml", "-o", "{name}.svg"]}
    if shutil.which("mmdc") and chromium:
        browser, settings = folder / "browser.json", folder / "mermaid.json"
        browser.write_text(json.dumps({"executablePath": chromium, "args": ["--no-sandbox", "--disable-gpu"]}))
        settings.write_text(json.dumps({"maxTextSize": 10_000_000, "maxEdges": 100_000}))
        found["mmdc (mermaid-cli), journey"] = [
            "mmdc", "-q", "-p", str(browser), "-c", str(settings), "-i", "{name}.mmd", "-o", "{name}-mermaid.svg",
        ]  # fmt: skip
    if shutil.which("d2"):
        found["d2, stages and ways"] = ["d2", "{name}.d2", "{name}-d2.svg"]
    return found


@dataclass(frozen=True)
class Run:
    """Seconds by the clock and of the processor."""

    wall: float
    cpu: float


def timed(words: Sequence[str], folder: Path) -> Run | None:
    """Return the times of a process; `None` if it fails or does not end in time."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(words, cwd=folder, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return None if done.returncode else Run(time.perf_counter() - start, cpu)


def write_journey(folder: Path, name: str, size: int) -> None:
    """Write a generated journey for each program."""
    source = generated(1, size)[0]
    opened = analysis.load([source], tools()).workspace
    if opened is None:
        sys.exit("the generated workspace is not valid")
    score = analysis.score(opened)["j0"]
    view = flow_graph(score)
    texts = {"yaml": source.text, "mmd": mermaid(view, language("en"), visitors(score, ())), "d2": d2_text(view)}
    for ending, text in texts.items():
        (folder / f"{name}.{ending}").write_text(text, "utf-8")


def whole(plan: Plan) -> None:
    """Measure whole processes, in turns, from the text to the SVG."""
    print("\nmaps: whole processes from text to SVG, medians of wall and CPU time")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        known = programs(folder, shutil.which("chromium"))
        medians: dict[str, list[float]] = {label: [] for label in known}
        for size in plan.sizes:
            write_journey(folder, f"j{size}", size)
            times: dict[str, list[Run | None]] = {label: [] for label in known}
            for _ in range(plan.runs):
                for label, words in known.items():
                    if None not in times[label]:
                        times[label].append(timed([word.format(name=f"j{size}") for word in words], folder))
            for label, found in times.items():
                _tell(label, size, found, medians)
        for label, middle in medians.items():
            if len(middle) == len(plan.sizes):
                growth(label, plan.sizes, middle)
    absent = [command for command in ("mmdc", "d2") if not shutil.which(command)]
    if absent:
        print(f"not installed, so not measured: {', '.join(absent)}")


def _tell(label: str, size: int, found: Sequence[Run | None], medians: dict[str, list[float]]) -> None:
    """Print the medians of one program on one size, and how many times as long as ours it takes."""
    known = [item for item in found if item is not None]
    if len(known) < len(found):
        print(f"{label:<46} {size:>9}  failed, or took longer than {PATIENCE} s", flush=True)
        return
    wall, cpu = (statistics.median(times) for times in zip(*((item.wall, item.cpu) for item in known), strict=True))
    medians[label].append(wall)
    ours = next(iter(medians.values()))[-1]
    print(f"{label:<46} {size:>9}  n={len(known)} {wall:6.2f} s wall {cpu:6.2f} s CPU  {wall / ours:6.2f}× ours",
          flush=True)  # fmt: skip


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description="Measure how long maps take.")
    parser.add_argument("--quick", action="store_true", help="the smallest sizes, one run each")
    parser.add_argument("--draw", nargs=2, type=int, metavar=("SIZE", "RUNS"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.draw:
        print(json.dumps(drawing(*chosen.draw)))
        return
    plan = QUICK if chosen.quick else Plan()
    warm(plan)
    whole(plan)


if __name__ == "__main__":
    main()
