"""After loading nothing fails on what a user wrote: mutants of the stories that still load run through every step."""

import copy
import random
import re
from typing import Any

import pytest
import yaml

from journeymap import analysis
from journeymap.engines.graphviz import layout
from journeymap.languages import language
from journeymap.outputs import Render, shipped
from journeymap.source import Source
from tests.support import STORIES, tools
from tests.test_broken import places, whole

VALID = 6
"""Mutants that load and are run; ``make fuzz`` is for more."""


def mutate(dice: random.Random, data: Any) -> None:
    """Delete, blank or copy one to four places."""
    for _ in range(dice.randint(1, 4)):
        path = dice.choice(places(data))
        here = data
        for part in path[:-1]:
            here = here[part]
        act = dice.random()
        if act < 0.65:
            del here[path[-1]]
        elif act < 0.85:
            here[path[-1]] = dice.choice([None, [], {}, 0, "0%", "100%", 1, "none", True])
        else:
            source: Any = data
            for part in dice.choice(places(data)):
                source = source[part]
            here[path[-1]] = copy.deepcopy(source)


@pytest.mark.parametrize("name", STORIES)
def test_what_still_loads_runs_through_every_step_and_output(name: str) -> None:
    """Scoring, maturity, rules, planning and all outputs of mutated workspaces raise nothing and print no NaN."""
    dice, original, render = random.Random(name), whole(name), Render(language("en"), layout)
    done = 0
    while done < VALID:
        data = copy.deepcopy(original)
        mutate(dice, data)
        text = yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
        found = analysis.load([Source("mutant.yaml", text)], tools())
        if found.workspace is None:
            assert found.problems
            continue
        done += 1
        result = analysis.analyse(found.workspace, tools())
        for output in shipped().values():
            for file, content in output.write(result, render).items():
                # Within a word it is a part of a hash in the policy of a page.
                assert not re.search(r"\bNaN", str(content)), file


SINGLE = "journeys: {j: {stages: {s: {%s}}}}\n%s"


@pytest.mark.parametrize(
    ("points", "rest"),
    [
        ("a: {next: {a: 100%}, ends: {completed: 0.00009%}}", ""),
        ("a: {next: {a: 100%}, ends: {completed: 1e-300%}}", ""),
        ("a: {next: {b: 50%, z: 50%}}, b: {next: c}, c: {next: b}, z: {ends: completed}", ""),
        ("a: {next: {a: 100%}}", "project: {today: 2026-01-01}"),
        ("a: {}", "personas: {p: {}}\ninitiatives: {i: {}}\nassessments: {q: {date: '2026-01-01'}}"),
        ("a: {ends: completed}", "targets: {t: {of: j}}\ninitiatives: {i: {changes: [{remove: a}]}}"),
        ("a: {ends: {completed: 0%}}", "departments: {d: {capacity: 0}}\ninitiatives: {i: {effort: {d: 5 d}}}"),
        (
            "a: {next: b}, b: {ends: completed}",
            "initiatives: {i: {duration: 1 week, progress: {done: 2025-01-01}, changes: [{remove: a}]}}",
        ),
    ],
)
def test_corner_cases_run_through_every_step(points: str, rest: str) -> None:
    """Traps, vanishing shares, empty records and teams of nobody: a problem or a result, never an exception."""
    found = analysis.load([Source("w.yaml", SINGLE % (points, rest))], tools())
    if found.workspace is None:
        assert found.problems
        return
    result = analysis.analyse(found.workspace, tools())
    for output in shipped().values():
        output.write(result, Render(language("en"), layout))


@pytest.mark.parametrize(
    "changes",
    ["{set: {b.fails: [x]}}, {remove: a}", "{set: {b.next: 5}}, {remove: a}", "{set: {b.next: {a: 500%}}}, {remove: a}",
     "{set: {a.stage: [1]}}", "{set: {journey.stages: 5}}, {remove: a}", "{set: {stages.s.after: [1]}}"],
)  # fmt: skip
def test_malformed_changes_are_located_problems(changes: str) -> None:
    """A value that fits nowhere is told at its change before later changes read it."""
    text = SINGLE % ("a: {next: b}, b: {ends: completed}", f"targets: {{t: {{of: j, changes: [{changes}]}}}}")
    found = analysis.load([Source("w.yaml", text)], tools())
    assert found.problems
    assert all(problem.span.line == 2 for problem in found.problems)


def test_reach_of_a_trap_is_the_probability_of_getting_in() -> None:
    """Half of the customers enter the circle, so each of its members is reached by half."""
    text = SINGLE % ("st: {next: {a: 50%, z: 50%}}, a: {next: b}, b: {next: c}, c: {next: b}, z: {ends: completed}", "")
    found = analysis.load([Source("w.yaml", text)], tools())
    assert found.workspace is not None
    flow = analysis.score(found.workspace)["j"].flow
    assert [round(flow.reach[name], 9) for name in ("a", "b", "c")] == [0.5, 0.5, 0.5]
    assert round(flow.trapped, 9) == 0.5
