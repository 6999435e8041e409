"""``journeymap assess --picture`` and ``--compare``: an assessment drawn, and two of them side by side."""

from collections.abc import Mapping
from pathlib import Path

import click

from journeymap.cli import _files, _printing
from journeymap.cli._paths import check_targets, ending_of
from journeymap.errors import UnknownName
from journeymap.languages import language
from journeymap.maturity.result import MaturityResult
from journeymap.maturity.trend import compare
from journeymap.model.workspace import Workspace
from journeymap.text import date, say
from journeymap.views.maturity_notes import movement_lines
from journeymap.views.trend import change_rows


def draw_picture(folder: Path, output: Path | None, *, picture: str, theme: str, lang: str | None) -> None:
    """Draw one picture of the latest assessment.

    Raises
    ------
    UnknownName
        If there is no assessment, or the file is neither SVG nor PNG.
    """
    from journeymap.engines.graphviz import layout
    from journeymap.outputs import Render
    from journeymap.outputs.assessments import draw

    if output is not None:
        check_targets((output,))
        ending_of(output, ("svg", "png"))
    opened, results = measured(folder)
    if not results:
        message = "the workspace holds no assessment, so there is nothing to draw"
        raise UnknownName(message)
    speak = _files.speaker(opened, lang)
    _files.write_drawing(draw(results, picture, Render(speak, layout, theme=theme)), output)


def print_comparison(folder: Path, names: tuple[str, str], form: str, lang: str | None) -> None:
    """Print how an assessment compares with an earlier one.

    Raises
    ------
    UnknownName
        If there is no assessment of that id.
    """
    opened, results = measured(folder)
    for name in names:
        if name not in results:
            message = f"'{name}' is not an assessment here; there are: {', '.join(results) or 'none'}"
            raise UnknownName(message)
    old, new = sorted((results[name] for name in names), key=lambda result: result.date)
    if form == "json":
        _printing.print_json(_record(old, new))
        return
    speak = _files.speaker(opened, lang)
    heading = speak.say(say("{before} against {now}", before=date(old.date), now=date(new.date)))
    click.echo(_printing.paint(_printing.clean(heading), "white", bold=True))
    rows = [[speak.say(cell) for cell in row] for row in change_rows(old, new)]
    click.echo(_printing.table(rows, right=(1, 2, 3, 4, 5)))
    for line in movement_lines(old, new):
        click.echo(_printing.clean(f"  {speak.say(line)}"))


def measured(folder: Path) -> tuple[Workspace, Mapping[str, MaturityResult]]:
    """Return a workspace and what its assessments come to, oldest first."""
    from journeymap.analysis import mature, score, score_targets

    tools = _files.tools(folder)
    opened = _files.open_workspace(folder, tools)
    return opened, mature(opened, tools, score(opened), score_targets(opened))


def _record(old: MaturityResult, new: MaturityResult) -> dict[str, object]:
    """Return a comparison as a JSON object."""
    trend = compare(old, new)
    return {
        "before": old.date.isoformat(),
        "now": new.date.isoformat(),
        "caution": language("en").say(trend.caution) or None,
        "appeared": list(trend.appeared),
        "vanished": list(trend.vanished),
        "practices": [
            {
                "id": change.practice,
                "attained": list(change.attained),
                "progress": list(change.progress),
                "progress_to_date": change.progress_to_date,
                "better": list(change.better),
                "worse": list(change.worse),
            }
            for change in trend.practices
        ],
    }
