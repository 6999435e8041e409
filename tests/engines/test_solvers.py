"""Exact engines against full enumeration, what gives when not all can be had, stopping, and what is imported."""

import os
import signal
import subprocess
import sys
import tomllib
from dataclasses import replace
from functools import cache, partial

import pytest

from journeymap.engines import EngineMissing, cpsat, highs, or_tools
from journeymap.engines.solvers import solver
from journeymap.roadmap import heuristic
from journeymap.roadmap.objectives import Effort, Relaxation, objectives
from journeymap.roadmap.problem import Gap, Problem, Release, Resource, Task
from journeymap.roadmap.relaxing import relaxed_problem
from journeymap.roadmap.shorter import is_shortest
from tests.roadmap import enumeration
from tests.roadmap.generated import MONDAY, generated, many
from tests.support import ROOT

EXACT = {"cpsat": partial(cpsat.solve, first=None), "highs": partial(highs.solve, first=None)}
"""Without a first plan from the heuristic: each engine on its own."""
ENGINES = EXACT | {"heuristic": heuristic.solve}
SEEDS = range(500)
EFFORT = Effort(20.0)


@cache
def expected(seed):
    return enumeration.best(generated(seed))


@cache
def solved(engine, seed):
    """Solve a generated problem once for all that is asked of its plan."""
    return ENGINES[engine](generated(seed), EFFORT)


def chosen(schedule):
    return {name: week for name, week in schedule.starts.items() if name not in schedule.later}


@pytest.mark.parametrize("engine", ENGINES)
def test_500_problems_have_the_figures_of_full_enumeration(engine):
    """All four figures are equal and proved; where there is no plan, something gives."""
    wrong = []
    for seed in SEEDS:
        made = solved(engine, seed)
        figures = None if made.relaxed else tuple(stage.value for stage in made.stages)
        if figures != expected(seed) or {stage.status for stage in made.stages} != {"proved"}:
            wrong.append((seed, figures, expected(seed), [stage.status for stage in made.stages]))
    assert wrong == []


def test_no_plan_is_as_short_as_what_is_ruled_out():
    """One week above the least is never ruled out; the least itself is proved for most without an engine."""
    lengths = {seed: figures[:2] for seed in SEEDS if (figures := expected(seed)) is not None and figures[1]}
    proved = [is_shortest(generated(seed), length, shortfall) for seed, (shortfall, length) in lengths.items()]
    assert [seed for seed, (shortfall, length) in lengths.items()
            if is_shortest(generated(seed), length + 1, shortfall)] == []  # fmt: skip
    assert sum(proved) > 0.7 * len(proved)


def test_the_500_problems_are_of_many_kinds():
    """Enough of them have no plan, leave gaps open, or leave tasks out: agreement on these means something."""
    found = [expected(seed) for seed in SEEDS]
    assert 30 <= found.count(None) <= 100
    assert sum(figures is not None and figures[0] > 0 for figures in found) >= 50
    assert sum(figures is not None and figures[1] > 0 for figures in found) >= 250


@pytest.mark.parametrize("engine", EXACT)
def test_what_is_returned_can_be_carried_out(engine):
    """Plans hold by the oracle's own rules, with what comes later too, and the stages say what the plan is worth."""
    for seed in SEEDS[::2]:
        problem = generated(seed)
        made = solved(engine, seed)
        remaining = relaxed_problem(problem, made.relaxed)
        assert enumeration.holds(remaining, dict(made.starts)), seed
        assert tuple(stage.value for stage in made.stages) == objectives(remaining, chosen(made)), seed


@pytest.mark.parametrize("engine", EXACT)
def test_no_more_gives_than_must(engine):
    """Of generated problems without a plan, the price of what gives is the least of all weeks tried."""
    tried = 0
    for seed in SEEDS:
        problem = generated(seed)
        if expected(seed) is None and len(fixed_work(problem)) <= 3:
            made = solved(engine, seed)
            plan = {name: made.starts[name] for name in fixed_work(problem)}
            assert price(problem, made.relaxed) == enumeration.least_given(problem), (seed, made.relaxed, plan)
            tried += 1
    assert tried >= 20


def fixed_work(problem):
    names = {task.id for task in problem.tasks if task.fixed}
    while more := {before for name in names for before in problem.by_id[name].after} - names:
        names |= more
    return sorted(names)


def price(problem, relaxed):
    started = {task.id for task in problem.tasks if task.started}
    each = {"deadline": 20, "frozen": 30, "capacity": 2, "budget": 2}
    return sum(item.amount * (3000 if item.kind == "frozen" and item.name in started else each[item.kind])
               for item in relaxed)  # fmt: skip


@pytest.mark.parametrize("engine", EXACT)
def test_two_agreed_starts_for_one_team(engine):
    """One of two pieces of agreed work moves behind the other: three weeks at 30 are less than 10 tenths for three weeks."""
    tasks = tuple(Task(name, 3, {"it": 50}, frozen=2) for name in ("a", "b"))
    made = EXACT[engine](Problem(MONDAY, tasks, (Resource("it", 60),)), EFFORT)
    [gives] = made.relaxed
    assert (gives.kind, gives.amount) == ("frozen", 3)
    assert sorted(made.starts.values()) == [2, 5]


@pytest.mark.parametrize("engine", EXACT)
def test_money_that_is_missing_is_named_with_its_week(engine):
    """Required work that costs 700 of 500 ever released needs 200 more, from the week it begins in."""
    task = Task("a", 2, cost=700, required=True)
    made = EXACT[engine](Problem(MONDAY, (task,), budget=(Release(0, 100), Release(13, 500))), EFFORT)
    assert [(gives.kind, gives.amount) for gives in made.relaxed] == [("budget", 200)]
    assert [gives.week for gives in made.relaxed] == [13]


def test_a_watch_is_told_and_can_stop():
    """A search told to stop returns the best so far, and says it is not proved."""
    told = []

    def stop(stage, value, bound):
        told.append((stage, value, bound))
        return True

    problem = many(2, 60)
    made = cpsat.solve(problem, EFFORT, stop, first=None)
    assert told
    assert all(bound <= value for _, value, bound in told)
    assert enumeration.holds(problem, dict(made.starts))
    assert "bound" in {stage.status for stage in made.stages}


INTERRUPTED = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
from journeymap.engines import cpsat
from journeymap.roadmap.objectives import Effort
from tests.roadmap import enumeration
from tests.roadmap.generated import many
def watch(stage, value, bound):
    print("found", flush=True)
    return False
problem = many(2, 60)
made = cpsat.solve(problem, Effort(100000.0), watch, first=None)
print("holds", enumeration.holds(problem, dict(made.starts)), [stage.status for stage in made.stages])
"""


def test_ctrl_c_returns_the_best_plan_so_far():
    """A real interrupt during a search without end gives a plan that holds, and no traceback."""
    with subprocess.Popen([sys.executable, "-c", INTERRUPTED], cwd=ROOT, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:  # fmt: skip
        assert child.stdout.readline() == "found\n"
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (0, "")
    assert "holds True" in out
    assert "bound" in out


SAME = """
from journeymap.engines import cpsat
from journeymap.roadmap.objectives import Effort
from tests.roadmap.generated import many
print(sorted(cpsat.solve(many(5, 20), Effort(0.5)).starts.items()))
"""


def test_the_same_problem_has_the_same_plan():
    """Whatever the hash seed of the process."""
    other = subprocess.run([sys.executable, "-c", SAME], cwd=ROOT, text=True, capture_output=True, check=True,
                           env=os.environ | {"PYTHONHASHSEED": "7"})  # fmt: skip
    assert other.stdout == f"{sorted(cpsat.solve(many(5, 20), Effort(0.5)).starts.items())}\n"


def test_an_optional_task_never_makes_the_plan_longer():
    """By hand: the gap takes 3 weeks; worthy work of 3 weeks fits beside it, that of 4 comes later."""
    tasks = (
        Task("gap", 3, closes=("g",)),
        Task("long", 4, worth=5),
        Task("short", 3, worth=1),
        Task("fixed", 9, required=True),
    )
    made = cpsat.solve(Problem(MONDAY, tasks, gaps=(Gap("g"),)), EFFORT)
    assert tuple(stage.value for stage in made.stages) == (0, 3, 5 * 55 + 3, 0)
    assert made.later == ("long",)
    assert made.starts["fixed"] == 0


def test_cpsat_without_or_tools_says_how_to_get_it(monkeypatch):
    """Asked for by name it is missing; `auto` goes on with the heuristic."""
    monkeypatch.setattr(or_tools, "find_spec", lambda name: None)
    with pytest.raises(EngineMissing, match=r"pip install 'journeymap\[solver\]'"):
        solver("cpsat")
    assert solver("auto") is heuristic.solve


@pytest.mark.parametrize(("found", "taken"), [
    ("9.14.6206", False), ("8.20", False), ("9.15", True), ("9.15.6755", True), ("10.0rc1", True),
])  # fmt: skip
def test_or_tools_of_before_9_15_count_as_missing(monkeypatch, found, taken):
    """They do not tell the deterministic time of a search."""
    monkeypatch.setattr("ortools.__version__", found)
    assert solver("auto") is (cpsat.solve if taken else heuristic.solve)
    if not taken:
        with pytest.raises(EngineMissing, match=rf"OR-Tools {found} is too old for .* needs 9.15 or later"):
            solver("cpsat")


def test_the_oldest_version_is_the_one_the_package_asks_for():
    optional = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    wanted = f"ortools>={'.'.join(map(str, or_tools.OLDEST))}"
    assert optional["solver"] == [wanted]
    assert wanted in optional["dev"]


def test_names_lead_to_engines():
    assert solver("auto") is cpsat.solve
    assert solver("highs") is highs.solve
    assert solver("heuristic") is heuristic.solve


def test_nothing_heavy_is_imported_before_solving():
    """Neither does help on the command line need SciPy or OR-Tools, nor the engines OR-Tools."""
    code = """if True:
        import sys
        import journeymap.cli
        journeymap.cli.group.main(["--help"], standalone_mode=False)
        assert not {"ortools", "scipy"} & set(sys.modules)
        import journeymap.engines.solvers
        assert "ortools" not in sys.modules
    """
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)


def test_or_tools_comes_without_pandas_until_somebody_makes_a_table():
    """Its own tables of variables work as ever."""
    code = """if True:
        import sys
        from journeymap.engines import or_tools
        or_tools.load()
        assert "pandas" not in sys.modules
        from ortools.sat.python import cp_model
        import pandas
        made = cp_model.CpModel().new_bool_var_series("x", pandas.Index(["a", "b"]))
        assert isinstance(made, pandas.Series) and list(made.index) == ["a", "b"]
    """
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)


def test_another_thread_gets_pandas_while_or_tools_is_imported(tmp_path):
    """Asked for in the midst of the import, by a thread of its own, a stand-in of pandas gives its own names."""
    (tmp_path / "pandas.py").write_text("class DataFrame: kind = 'real'\nclass Index: pass\nSeries = Index\n")
    code = """if True:
        import sys
        from concurrent.futures import ThreadPoolExecutor
        from importlib import import_module
        from journeymap.engines import or_tools
        told = []

        def ask():
            import pandas
            return pandas.DataFrame.kind, pandas.__file__ is not None

        def importing(name):
            if name == "pandas":
                return import_module(name)
            import pandas
            with ThreadPoolExecutor() as others:
                told.extend([others.submit(ask).result(60), pandas.DataFrame is object, pandas])

        or_tools.import_module = importing
        or_tools.load()
        assert told[:2] == [("real", True), True], told
        import pandas
        assert pandas.DataFrame.kind == "real" and told[2].DataFrame is pandas.DataFrame
    """
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, env=os.environ | {"PYTHONPATH": str(tmp_path)})


def test_a_relaxed_problem_gives_just_that():
    """By hand, one of each kind."""
    problem = Problem(
        MONDAY, (Task("a", 1, deadline=4), Task("b", 1, frozen=2)), (Resource("it", 10, {3: 5}),),
        budget=(Release(2, 100), Release(6, 300)),
    )  # fmt: skip
    relaxed = relaxed_problem(problem, (
        Relaxation("deadline", "a", 2), Relaxation("frozen", "b", 1), Relaxation("capacity", "it", 5, 3),
        Relaxation("budget", "", 50, 4),
    ))  # fmt: skip
    assert relaxed == replace(
        problem, tasks=(Task("a", 1, deadline=6), Task("b", 1, frozen=3)), resources=(Resource("it", 10, {3: 10}),),
        budget=(Release(2, 100), Release(4, 150), Release(6, 350)),
    )  # fmt: skip
