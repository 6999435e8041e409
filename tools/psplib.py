"""Read scheduling problems of the PSPLIB and the best lengths known for them.

References
----------
R. Kolisch and A. Sprecher, "PSPLIB – a project scheduling problem library", *European Journal of Operational
Research* 96 (1997).
"""

import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from journeymap.roadmap.problem import Gap, Problem, Resource, Task

START = dt.date(2024, 1, 1)
NAME = re.compile(r"(j(?:30|60|90|120))(\d+)_(\d+)")


@dataclass(frozen=True)
class Reference:
    """What is known of an instance.

    Attributes
    ----------
    best
        The shortest length known.
    proved
        Whether no schedule can be shorter.
    """

    best: int
    proved: bool


def read(path: Path) -> Problem:
    """Return the single-mode instance of an ``.sm`` file as a problem in which every task closes a gap of its own.

    The first and the last job, which take no time, are left away.
    """
    jobs = list(_rows(path.read_text("utf-8"), "PRECEDENCE RELATIONS:", 1))
    sizes = {row[0]: row for row in _rows(path.read_text("utf-8"), "REQUESTS/DURATIONS:", 2)}
    [capacities] = _rows(path.read_text("utf-8"), "RESOURCEAVAILABILITIES:", 1)
    names = {row[0]: f"t{row[0]:03}" for row in jobs if sizes[row[0]][2]}
    after: dict[int, list[str]] = {row[0]: [] for row in jobs}
    for job, _, _, *following in jobs:
        for other in following:
            after[other] += [names[job]] if job in names else []
    tasks = tuple(
        Task(name, sizes[job][2], {f"r{k}": need for k, need in enumerate(sizes[job][3:], 1) if need},
             tuple(sorted(after[job])), required=True, closes=(name,))
        for job, name in names.items()
    )  # fmt: skip
    resources = tuple(Resource(f"r{index}", capacity) for index, capacity in enumerate(capacities, 1))
    return Problem(START, tasks, resources, gaps=tuple(Gap(task.id) for task in tasks))


def _rows(text: str, title: str, skip: int) -> Iterator[list[int]]:
    """Yield the numbers under a title; `skip` lines of heading come first."""
    lines = text.split(title, 1)[1].splitlines()[1 + skip :]
    for line in lines:
        if line.startswith("*"):
            return
        yield [int(word) for word in line.split()]


def references(path: Path) -> Mapping[str, Reference]:
    """Return what a CSV knows, by instance: columns ``instance``, ``best_known_ub`` and, if there, ``closed``."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["instance"]: Reference(int(row["best_known_ub"]), row.get("closed") == "1")
                for row in csv.DictReader(file)}  # fmt: skip


def instances(folder: Path, limit: int | None = None) -> Mapping[str, list[Path]]:
    """Return the instances of a folder by set, in the order of their numbers; at most `limit` of each set."""
    found: dict[str, list[tuple[int, int, Path]]] = {}
    for path in folder.glob("*.sm"):
        match = NAME.fullmatch(path.stem)
        if match:
            found.setdefault(match[1], []).append((int(match[2]), int(match[3]), path))
    sets = sorted(found, key=lambda name: int(name[1:]))
    return {name: [path for *_, path in sorted(found[name])[:limit]] for name in sets}
