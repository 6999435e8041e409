"""``journeymap plan``: the roadmap."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.cli import _options

if TYPE_CHECKING:
    from journeymap.engines.solvers import SolverName


@click.command(short_help="Plan the roadmap: what, when, why, and the journey after each quarter.")
@_options.workspace
@_options.machine
@_options.lang
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File; .svg and .png are drawn, .csv, .ics, .json and .mmd (Mermaid) are for planners and programs.",
)
@click.option(
    "--view",
    type=click.Choice(["gantt", "board", "matrix", "curves", "load"]),
    help="Picture to draw; left out, gantt. Without -o the SVG is printed.",
)
@click.option(
    "--theme",
    type=click.Choice(["screen", "workshop", "print", "greyscale", "dark"]),
    default="screen",
    help="For which eyes a picture is.",
)
@click.option("--columns", metavar="NAMES", help="Columns more in the table: rice, wsjf, or both with a comma.")
@click.option(
    "--solver",
    type=click.Choice(["auto", "cpsat", "highs", "heuristic"]),
    default="auto",
    help="What looks for the plan; auto takes cpsat if it is installed.",
)
@click.option("--seconds", type=click.FloatRange(min=0.1), default=20.0, help="How long it may look, about.")
@click.option("--record", is_flag=True, help="Write the plan down, so that the next one says what has moved.")
def command(  # noqa: PLR0913 - one for each option
    *,
    workspace: Path,
    form: str,
    lang: str | None,
    output: Path | None,
    view: str | None,
    theme: str,
    columns: str | None,
    solver: "SolverName",
    seconds: float,
    record: bool,
) -> None:
    """Plan the initiatives in the shortest time that people, money, dates and prerequisites allow.

    How sure it is that no plan is better is said for each of the four figures it is judged by: the gap to
    the target, the length, value early, cost. Ctrl-C ends the search and gives the best plan found so far.
    """
    from journeymap.cli import _files, _planning, _printing
    from journeymap.cli._paths import check_targets, ending_of

    if output is not None:
        check_targets((output,))
        ending_of(output, _planning.endings())
    rankings = _planning.rankings(columns)
    tools = _files.tools(workspace)
    opened = _files.open_workspace(workspace, tools)
    speak = _files.speaker(opened, lang)
    roadmap = _planning.solved(opened, tools, solver, seconds, speak)
    if record:
        from journeymap.cli._record import record as write_down

        click.echo(str(write_down(workspace, opened, roadmap)), err=True)
    if output is not None or view is not None:
        _planning.write(_planning.drawn(roadmap, opened), opened, output, view or "gantt", theme, speak)
    elif form == "json":
        from journeymap.outputs.roadmap_records import roadmap_record

        _printing.print_json(roadmap_record(_planning.drawn(roadmap, opened)).model_dump(mode="json"))
    else:
        _planning.tell(roadmap, opened, rankings, speak)
