"""One part of the benchmark, in a process of its own: prints its times in seconds and its peak memory as JSON."""

import gc
import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import yaml
from scipy.sparse import csc_array
from scipy.sparse.linalg import splu

from journeymap import analysis
from journeymap.charts.journey_map import journey_map as draw
from journeymap.charts.palette import THEMES
from journeymap.cli._files import tools
from journeymap.flow.amounts import condition, slopes, variance
from journeymap.flow.chain import Chain, Factor
from journeymap.flow.returns import reach
from journeymap.flow.types import Vector
from journeymap.languages import language
from journeymap.source import Source
from journeymap.views.journey_map import journey_map

PER_FILE = 50
"""Journeys in one file; a file has at most 100,000 values."""


def generated(journeys: int, size: int) -> list[Source]:
    """Return journeys of so many touchpoints: stages of ten, loops back, failures, three channels."""
    names = [f"j{number}" for number in range(journeys)]
    files = [names[first : first + PER_FILE] for first in range(0, journeys, PER_FILE)]
    return [
        Source(f"generated-{number}.yaml", "journeys:\n" + "".join(_journey(name, size) for name in file))
        for number, file in enumerate(files)
    ]


def _journey(name: str, size: int) -> str:
    lines = [f"  {name}:", "    title: A generated journey", "    customers: 10000/year", "    stages:"]
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


def peak() -> float:
    """Return the most memory this process has held so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def clock(what: Callable[[], object], runs: int) -> list[float]:
    """Return the CPU times of a call; as on the command line, no cycles of objects are looked for meanwhile."""
    times = []
    for _ in range(runs):
        gc.collect()
        gc.disable()
        start = time.process_time()
        what()
        times.append(time.process_time() - start)
        gc.enable()
    return times


def step(what: Callable[[], object], runs: int) -> dict[str, Any]:
    """Return the times of a step and the peak memory after it."""
    return {"times": clock(what, runs), "peak": peak()}


def workspace(journeys: int, size: int, runs: int, *, drawn: bool = False) -> dict[str, Any]:
    """Measure the steps on one workspace, and the drawing of its first journey."""
    kit, sources = tools(), generated(journeys, size)
    found = {
        "yaml": step(lambda: [yaml.load(source.text, Loader=yaml.CSafeLoader) for source in sources], runs),
        "load": step(lambda: analysis.load(sources, kit), runs),
    }
    opened = analysis.load(sources, kit).workspace
    if opened is None:
        sys.exit("the generated workspace is not valid")
    found["score"] = step(lambda: analysis.score(opened), runs)
    found["check"] = step(lambda: analysis.judge(opened, kit), runs)
    if drawn:
        view = journey_map(analysis.score(opened)["j0"])
        found["map"] = step(lambda: draw(view, language("en"), THEMES["screen"]), runs)
    return found


def chain(states: int) -> Chain:
    """Return a chain like a long journey: on, ahead, twice back, and away, all within twenty touchpoints."""
    rng = np.random.default_rng(1)
    here = np.arange(states)
    on = np.minimum(here + 1, states)
    ahead = np.minimum(here + rng.integers(2, 20, states), states)
    backs = [np.maximum(here - rng.integers(1, 20, states), 0) for _ in range(2)]
    lost = np.full(states, states + 1)
    weights = rng.random((5, states)) * np.array([[1.0], [0.3], [0.2], [0.2], [0.002]])
    entries = np.zeros(states)
    entries[0] = 1.0
    targets = np.concatenate([on, ahead, *backs, lost])
    return Chain(states, 2, np.tile(here, 5), targets, (weights / weights.sum(axis=0)).ravel(), entries)


def rings(states: int) -> Chain:
    """Return rings of four: each state goes on in its ring, or to the next ring."""
    here = np.arange(states)
    ring = np.minimum(here - here % 4 + (here + 1) % 4, states - 1)
    onwards = np.minimum((here // 4 + 1) * 4, states)
    targets = np.concatenate([ring, onwards, np.full(states, states + 1)])
    entries = np.zeros(states)
    entries[0] = 1.0
    return Chain(states, 2, np.tile(here, 3), targets, np.repeat([0.6, 0.38, 0.02], states), entries)


def everything(given: Chain) -> tuple[Factor, float]:
    """Solve a chain: structure, visits, ends, completion, time with its spread, condition, slopes of every edge."""
    fresh = Chain(given.states, given.ends, given.sources, given.targets, given.shares, given.entries)
    factor = Factor(fresh, fresh.free)
    traversals = factor.visits[fresh.sources] * fresh.shares
    np.bincount(fresh.targets, traversals, minlength=fresh.states + fresh.ends)
    completion = slopes(factor, np.zeros(fresh.states), np.array([1.0, 0.0]))
    minutes = slopes(factor, np.ones(fresh.states), np.zeros(fresh.ends))
    variance(factor, minutes.ahead)
    condition(factor)
    return factor, completion.value


def matrix(given: Chain) -> Any:
    """Return I − Q as scipy takes it."""
    inner, diagonal = given.targets < given.states, np.arange(given.states)
    values = np.concatenate([-given.shares[inner], np.ones(given.states)])
    places = (np.concatenate([given.sources[inner], diagonal]), np.concatenate([given.targets[inner], diagonal]))
    return csc_array((values, places), shape=(given.states, given.states))


def sparse(states: int, runs: int) -> dict[str, Any]:
    """Measure the flow beside a factorisation and one solve, matrix in hand, with the same settings; in turns."""
    given = chain(states)
    system, right = matrix(given), np.ones(states)
    found: dict[str, Any] = {"bare": [], "flow": [], "edges": len(given.shares)}
    for _ in range(runs):
        found["bare"] += clock(lambda: splu(system, permc_spec="COLAMD", diag_pivot_thresh=0.0).solve(right), 1)
        found["flow"] += clock(lambda: everything(given), 1)
    return found | {"peak": peak()}


def inverted(given: Chain) -> tuple[Vector, Vector, float]:
    """Return visits, reach and completion as one would write them down: networkx, then a dense inverse."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(given.states + given.ends))
    edges = zip(given.sources.tolist(), given.targets.tolist(), given.shares.tolist(), strict=True)
    for source, target, share in edges:
        before = graph.get_edge_data(source, target, {"weight": 0.0})["weight"]
        graph.add_edge(source, target, weight=before + share)
    full = nx.to_numpy_array(graph, nodelist=range(given.states + given.ends))[: given.states]
    fundamental = np.linalg.inv(np.eye(given.states) - full[:, : given.states])
    visits = given.entries @ fundamental
    return visits, visits / np.diag(fundamental), float(visits @ full[:, given.states])


def reached(given: Chain) -> tuple[Vector, Vector, float]:
    """Return the same from the flow, with all else it tells."""
    factor, completion = everything(given)
    return factor.visits, reach(factor.chain, factor), completion


def dense(states: int, runs: int) -> dict[str, Any]:
    """Measure the flow with reach beside a dense inverse, in one great loop and in many small ones."""
    given, small = chain(states), rings(states)
    pairs = [pair for item in (given, small) for pair in zip(inverted(item), reached(item), strict=True)]
    difference = max(float(np.max(np.abs(np.asarray(one) - np.asarray(other)))) for one, other in pairs)
    return {
        "difference": difference,
        "dense": clock(lambda: inverted(given), runs),
        "flow": clock(lambda: reached(given), runs),
        "loops": clock(lambda: reached(small), runs),
    }


def main() -> None:
    """Measure what the arguments name."""
    what, *numbers = sys.argv[1:]
    sizes = [int(number) for number in numbers]
    parts: dict[str, Callable[..., dict[str, Any]]] = {
        "journey": lambda size, runs: workspace(1, size, runs, drawn=True),
        "workspace": workspace,
        "sparse": sparse,
        "dense": dense,
        "text": lambda size: {"text": generated(1, size)[0].text},
    }
    print(json.dumps(parts[what](*sizes)))


if __name__ == "__main__":
    main()
