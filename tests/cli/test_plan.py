"""``journeymap plan``: what it prints and writes, and that a search can be stopped."""

import os
import signal
import subprocess
import sys
import threading

import pytest
from click.testing import CliRunner

from journeymap.cli import _planning, group
from journeymap.engines import solvers
from journeymap.errors import UnknownName
from journeymap.roadmap import heuristic
from journeymap.roadmap.objectives import Effort
from journeymap.roadmap.schedule import Schedule

SMALL = """
project: {title: Small, today: 2018-06-29}
journeys: {j: {stages: {s: {a: {emotion: -1}, b: {ends: completed}}}}}
targets: {t: {of: j, changes: [{set: {a.emotion: 1}}]}}
departments: {it: {capacity: 1 person}}
initiatives:
  first: {title: First, duration: 2 weeks, effort: {it: 5 d}}
  second: {title: Second, duration: 3 weeks, effort: {it: 5 d}, after: first, changes: [{set: {a.emotion: 1}}]}
"""


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, "utf-8")
    return path


def run(*words):
    return CliRunner().invoke(group, ["plan", *map(str, words)], standalone_mode=False)


@pytest.mark.parametrize("name", ["heuristic", "highs", "cpsat"])
def test_every_engine_is_asked_by_its_name_and_named_in_the_answer(small, name):
    result = run(small, "--solver", name, "--seconds", "2")
    assert result.exception is None
    assert f"· planned by {name}" in result.output
    assert "the plan takes 5 weeks; proved" in result.output.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        ("svg", b"<svg"),
        ("png", b"\x89PNG"),
        ("csv", b'\xef\xbb\xbf"id",'),
        ("ics", b"BEGIN:VCALENDAR\r\n"),
        ("json", b"{"),
        ("mmd", b"gantt\n"),
    ],
)
def test_the_ending_of_the_file_says_what_is_written(small, tmp_path, ending, begins):
    result = run(small, "-o", tmp_path / f"plan.{ending}")
    assert result.exception is None
    assert (tmp_path / f"plan.{ending}").read_bytes().startswith(begins)


def test_another_ending_is_refused_with_those_there_are(small, tmp_path):
    with pytest.raises(UnknownName, match=r"its ending must be \.svg, \.png, \.csv, \.ics, \.json or \.mmd"):
        raise run(small, "-o", tmp_path / "plan.docx").exception


def test_another_column_is_refused_with_those_there_are(small):
    with pytest.raises(UnknownName, match="'moscow' is not a column to add; there are: rice, wsjf"):
        raise run(small, "--columns", "moscow").exception


@pytest.mark.parametrize("view", ["gantt", "board", "matrix", "curves", "load"])
def test_a_view_without_a_file_is_printed(small, view):
    result = run(small, "--view", view, "--lang", "it")
    assert result.exception is None
    assert result.output.startswith("<svg")


def test_ctrl_c_gives_the_best_plan_so_far_and_says_so(monkeypatch, small):
    """An engine that is interrupted returns what it has; the command prints it, says why, and ends well."""
    asked = []

    def interrupted(problem, effort, watch=None) -> Schedule:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            asked.append(watch("makespan", 2, 1))
        return heuristic.solve(problem, Effort(0.1))

    monkeypatch.setattr(solvers, "solver", lambda _: interrupted)
    before = signal.getsignal(signal.SIGINT)
    result = run(small)
    assert result.exception is None
    assert asked == [True]
    assert "the search was stopped: this is the best plan found so far" in result.stderr
    assert "planned by heuristic" in result.stdout
    assert signal.getsignal(signal.SIGINT) == before


def crowded(count):
    """Return a workspace whose shortest plan no engine proves at once: few people, much work, few prerequisites."""
    work = [(1 + 7 * n % 9, 2 + 5 * n % 7, "it" if n % 3 else "ops") for n in range(count)]
    lines = [
        f"  i{n}: {{duration: {weeks} weeks, effort: {{{team}: {5 * weeks * people // 4} d}}"
        + (f", after: i{n - 5}" if n % 4 == 3 and n > 5 else "") + "}" for n, (weeks, people, team) in enumerate(work)
    ]  # fmt: skip
    teams = "departments: {it: {capacity: 3 people}, ops: {capacity: 2 people}}\ninitiatives:\n"
    head = "project: {today: 2018-06-29}\njourneys: {j: {stages: {s: {a: {ends: completed}}}}}\n"
    return head + teams + "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", ["cpsat", "heuristic"])
def test_ctrl_c_ends_a_real_search_with_the_best_plan(tmp_path, name):
    """SIGINT to the process, once its terminal shows that it searches: a whole plan, and the reason why it ended."""
    path = tmp_path / "crowded.yaml"
    path.write_text(crowded(60), "utf-8")
    words = [sys.executable, "-m", "journeymap", "plan", str(path), "--solver", name, "--seconds", "3000"]
    ours, theirs = os.openpty()
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=theirs, start_new_session=True)
    os.close(theirs)
    last_resort = threading.Timer(120, running.kill)
    last_resort.start()
    seen = read_until(ours, b"(Ctrl-C takes the best so far)")
    running.send_signal(signal.SIGINT)
    rest = threading.Thread(target=lambda: seen.extend(read_until(ours, None)))
    rest.start()
    printed = running.communicate()[0].decode("utf-8")
    rest.join()
    last_resort.cancel()
    os.close(ours)
    assert running.returncode == 0, seen.decode("utf-8")
    assert "the search was stopped: this is the best plan found so far" in seen.decode("utf-8")
    assert f"planned by {name}" in printed
    assert all(f" I{n} " in printed for n in range(60))


def read_until(terminal, word):
    """Read what a process writes to its terminal until a word comes, or to the end."""
    found = bytearray()
    while word is None or word not in found:
        try:
            got = os.read(terminal, 4096)
        except OSError:  # nobody writes any more
            break
        if not got:
            break
        found += got
    return found


def test_progress_is_silent_where_there_is_no_terminal(capsys):
    assert _planning.Progress()("makespan", 10, 8) is False
    assert capsys.readouterr().err == ""
