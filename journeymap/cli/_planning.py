"""Solving, writing and printing a roadmap: what ``journeymap plan`` does."""

import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from journeymap.errors import UnknownName

if TYPE_CHECKING:
    from journeymap.analysis import Tools
    from journeymap.engines.solvers import SolverName
    from journeymap.languages import Language
    from journeymap.model.workspace import Workspace
    from journeymap.roadmap.objectives import StageName
    from journeymap.roadmap.result import Roadmap
    from journeymap.views.ranking_columns import Ranking

NARROW = 118
"""Letters of a line below which the table has no money and no reasons; `journeymap explain` gives them."""

BREAKS = re.compile(r"[\r\n]+")
"""In a title, which has one line in a table."""


def rankings(columns: str | None) -> "tuple[Ranking, ...]":
    """Return the columns asked for, each once.

    Raises
    ------
    UnknownName
        If there is no such column.
    """
    from journeymap.views.ranking_columns import HEADS

    found: list[Ranking] = []
    for name in (part.strip().lower() for part in (columns or "").split(",")):
        matching = [known for known in HEADS if known == name]
        if name and not matching:
            message = f"'{name}' is not a column to add; there are: {', '.join(HEADS)}"
            raise UnknownName(message)
        found += [known for known in matching if known not in found]
    return tuple(found)


class Progress:
    """Shows how the search goes on a terminal, and remembers whether it was stopped with Ctrl-C.

    Attributes
    ----------
    stopped
        Whether somebody pressed Ctrl-C while the search ran.
    """

    def __init__(self) -> None:
        self.stopped = False
        self.shown = False
        self.last: tuple[StageName, int, int] | None = None

    def __call__(self, stage: "StageName", value: int, bound: int) -> bool:
        """Take a better value or bound of a stage; return whether to stop."""
        if sys.stderr.isatty() and (stage, value, bound) != self.last:
            self.last, self.shown = (stage, value, bound), True
            words = f"{stage}: {value:,}, at least {bound:,}" if bound < value else f"{stage}: {value:,}"
            click.echo(f"\r\x1b[2K{words} (Ctrl-C takes the best so far)", err=True, nl=False)
        return self.stopped

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Remember Ctrl-C and pass it on; wipe the line of progress at the end."""

        def interrupted(_: int, __: FrameType | None) -> None:
            self.stopped = True
            raise KeyboardInterrupt

        before = signal.signal(signal.SIGINT, interrupted)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
            if self.shown:
                click.echo("\r\x1b[2K", err=True, nl=False)


def solved(opened: "Workspace", tools: "Tools", solver: "SolverName", seconds: float, speak: "Language") -> "Roadmap":
    """Return the plan of a workspace; if the search was stopped, say so on standard error."""
    from journeymap.analysis import make_plan
    from journeymap.engines.solvers import solver as engine
    from journeymap.roadmap.objectives import Effort, Watch
    from journeymap.roadmap.problem import Problem
    from journeymap.roadmap.schedule import Schedule
    from journeymap.text import say

    search, progress = engine(solver), Progress()

    def listened(problem: Problem, effort: Effort, watch: Watch | None = None) -> Schedule:
        with progress.listening():
            return search(problem, effort, watch)

    roadmap = make_plan(opened, replace(tools, solve=listened, effort=Effort(seconds=seconds)), progress)
    if progress.stopped:
        click.echo(speak.say(say("the search was stopped: this is the best plan found so far")), err=True)
    return roadmap


def drawn(roadmap: "Roadmap", opened: "Workspace") -> "Roadmap":
    """Return the plan with what pictures and files show besides: how well each start holds."""
    from journeymap.roadmap.deepen import stability

    return replace(roadmap, stability=stability(roadmap, opened)) if roadmap.items else roadmap


def endings() -> tuple[str, ...]:
    """Return the endings of the files a plan can be written to."""
    from journeymap.outputs.roadmap_exports import EXPORTS

    return ("svg", "png", *EXPORTS)


def write(
    roadmap: "Roadmap", opened: "Workspace", output: Path | None, view: str, theme: str, speak: "Language"
) -> None:
    """Write a plan as the ending of the file says, one of :func:`endings`; print the drawing without one."""
    from journeymap.cli import _files
    from journeymap.engines.graphviz import layout
    from journeymap.outputs import Render
    from journeymap.outputs.roadmap_exports import EXPORTS
    from journeymap.outputs.roadmap_pictures import draw

    ending = output.suffix.lower().removeprefix(".") if output is not None else "svg"
    if output is not None and ending in EXPORTS:
        _files.write(output, EXPORTS[ending](roadmap, opened, speak))
        click.echo(str(output))
        return
    render = Render(speak, layout, theme=theme, embed_font=ending == "svg")
    _files.write_drawing(draw(roadmap, opened, view, render), output)


def tell(roadmap: "Roadmap", opened: "Workspace", columns: "tuple[Ranking, ...]", speak: "Language") -> None:
    """Print a plan: its initiatives as a table, then what there is to know."""
    from journeymap.cli import _printing
    from journeymap.text import say
    from journeymap.views.ranking_columns import rank, ranking_cells, ranking_words
    from journeymap.views.tables import plan_notes, plan_rows

    roadmap = drawn(roadmap, opened)
    terminal = sys.stdout.isatty()
    narrow = terminal and _printing.room() < NARROW
    room = _printing.room() if terminal else None
    if roadmap.items:
        rows = [[BREAKS.sub(" ", speak.say(cell)) for cell in row] for row in plan_rows(roadmap, narrow=narrow)]
        extra = [ranking_cells(entry, columns) for entry in rank(roadmap, opened)]
        heads = [column.upper() for column in columns]
        rows = [[*row[:4], *more, *row[4:]] for row, more in
                zip(rows, [heads, *([speak.say(cell) for cell in cells] for cells in extra)], strict=True)]  # fmt: skip
        figures = range(3, len(rows[0]) - (0 if narrow else 1))
        click.echo(_printing.table(rows, right=figures, width=room, whole=(1, 2)))
    by = (say("planned by {engine}", engine=roadmap.engine),) if roadmap.items and roadmap.engine else ()
    for note in (*plan_notes(roadmap), *by, *ranking_words(roadmap, opened, columns)):
        line = f"· {_printing.clean(BREAKS.sub(' ', speak.say(note)))}"
        click.echo(_printing.wrapped(line) if terminal else line)
