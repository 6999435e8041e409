"""Measure the planner: how good its plans are, how much of that is proved, and how long it takes.

Every plan is verified by the checker; one that does not hold ends the run. Times are CPU time of this process, all
threads together.
"""

import argparse
import importlib.util
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from journeymap.roadmap.checker import verify
from journeymap.roadmap.heuristic import solve as heuristic
from journeymap.roadmap.objectives import Effort
from journeymap.roadmap.problem import Problem
from journeymap.roadmap.schedule import Schedule
from tests.roadmap.enumeration import best
from tests.roadmap.generated import generated
from tools import psplib
from tools.roadmaps import roadmap

Solve = Callable[[Problem, Effort], Schedule]


@dataclass(frozen=True)
class Plan:
    """What is measured.

    Attributes
    ----------
    small
        Generated problems whose best plan is found by looking at all.
    roadmaps
        Initiatives, how many roadmaps of that size, and seconds each may take.
    seconds
        For an instance of the PSPLIB, by method.
    """

    small: int = 100
    roadmaps: tuple[tuple[int, int, float], ...] = ((40, 3, 10.0), (100, 1, 20.0), (200, 1, 20.0))


QUICK = Plan(small=6, roadmaps=((12, 1, 0.05),))
SECONDS = {"heuristic": 1.0, "cpsat": 20.0}


@dataclass(frozen=True)
class Run:
    """One plan of one problem."""

    schedule: Schedule
    seconds: float

    @property
    def proved(self) -> int:
        """Return how many of the four figures are proved."""
        return sum(stage.status == "proved" for stage in self.schedule.stages)

    @property
    def figures(self) -> tuple[int, ...]:
        """Return the four figures."""
        return tuple(stage.value for stage in self.schedule.stages)


def methods() -> Iterator[tuple[str, Solve]]:
    """Yield the engines that are installed."""
    yield "heuristic", heuristic
    if importlib.util.find_spec("ortools"):
        from journeymap.engines.solvers import solver  # noqa: PLC0415 (only if its engine is there)

        yield "cpsat", solver("cpsat")


def run(name: str, solve: Solve, problem: Problem, seconds: float) -> Run:
    """Plan once, and have it verified."""
    began = time.process_time()
    schedule = solve(problem, Effort(seconds))
    took = time.process_time() - began
    wrong = verify(problem, schedule)
    if wrong:
        sys.exit(f"{name}: the plan does not hold: {'; '.join(map(str, wrong))}")
    return Run(schedule, took)


def cpu(runs: Sequence[Run]) -> str:
    """Return median and mean of the times."""
    times = [item.seconds for item in runs]
    return f"{statistics.median(times):7.2f} s median {statistics.mean(times):7.2f} s mean CPU"


def library(folder: Path, limit: int | None) -> None:
    """Measure on the instances of a folder beside the best lengths known: `reference.csv` in it."""
    known = psplib.references(folder / "reference.csv")
    print("PSPLIB: length beside the best known")
    for name, paths in psplib.instances(folder, limit).items():
        found = [(psplib.read(path), known[path.stem]) for path in paths if path.stem in known]
        for method, solve in methods():
            runs = [(run(method, solve, problem, SECONDS[method]), best.best) for problem, best in found]
            lengths = [(item.schedule.makespan_weeks, best) for item, best in runs]
            n = len(runs)
            proved = 100 * sum(item.schedule.status == "proved" for item, _ in runs) / n
            equal = 100 * sum(length == best for length, best in lengths) / n
            above = 100 * statistics.mean(length / best - 1 for length, best in lengths)
            print(f"{name:<5} {method:<10} n={n:<4} {proved:5.1f} % proved {equal:5.1f} % equal {above:6.2f} % above  "
                  f"{cpu([item for item, _ in runs])}", flush=True)  # fmt: skip


def small(count: int) -> None:
    """Measure on small problems whose best plan is known because every plan has been looked at."""
    print("\ngenerated small problems: four figures beside those of full enumeration")
    found = [(generated(seed), best(generated(seed))) for seed in range(count)]
    for method, solve in methods():
        runs = [(run(method, solve, problem, 1.0), figures) for problem, figures in found if figures is not None]
        n = len(runs)
        equal = 100 * sum(item.figures == figures for item, figures in runs) / n
        proved = 100 * sum(item.proved == len(item.figures) for item, _ in runs) / n
        none = [run(method, solve, problem, 1.0) for problem, figures in found if figures is None]
        gave = sum(bool(item.schedule.relaxed) for item in none)
        print(f"{method:<10} n={n:<4} {equal:5.1f} % equal {proved:5.1f} % proved  {cpu([item for item, _ in runs])}; "
              f"{gave} of {len(none)} without a plan say what gives", flush=True)  # fmt: skip


def made_up(plan: Plan) -> None:
    """Measure on roadmaps with money, holidays, agreed starts, dates and gaps: how far each figure is settled."""
    print("\nroadmaps: value of each figure, and its bound unless proved")
    for size, count, seconds in plan.roadmaps:
        for method, solve in methods():
            runs = [run(method, solve, roadmap(size, seed), seconds) for seed in range(count)]
            for seed, item in enumerate(runs):
                stages = ", ".join(f"{stage.name} {stage.value}" + ("" if stage.status == "proved" else
                                   f" ({stage.bound})") for stage in item.schedule.stages)  # fmt: skip
                print(f"{size:>4}/{seed} {method:<10} {item.seconds:6.2f} s CPU  {stages}"
                      f"{', something gives' if item.schedule.relaxed else ''}", flush=True)  # fmt: skip
            done = sum(item.proved == len(item.figures) for item in runs)
            print(f"{size:>4} initiatives, {method}: {done} of {count} proved in all figures, verified {count}  "
                  f"{cpu(runs)}", flush=True)  # fmt: skip


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description="Measure the planner.")
    parser.add_argument("--quick", action="store_true", help="the smallest sizes, one run each")
    parser.add_argument("--psplib", type=Path, metavar="DIR", help="with .sm files and reference.csv")
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many instances of each set")
    chosen = parser.parse_args()
    plan = QUICK if chosen.quick else Plan()
    if chosen.psplib is not None:
        library(chosen.psplib, chosen.limit)
    else:
        small(plan.small)
    made_up(plan)


if __name__ == "__main__":
    main()
