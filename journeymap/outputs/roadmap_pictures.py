"""``roadmap/*.svg``: the plan as pictures."""

from collections.abc import Callable, Mapping

from journeymap.analysis import Analysis
from journeymap.charts.board import board as draw_board
from journeymap.charts.curve import curves
from journeymap.charts.gantt import gantt as draw_gantt
from journeymap.charts.load_strip import load_strip
from journeymap.charts.matrix import matrix
from journeymap.charts.palette import THEMES, Theme
from journeymap.languages import Language
from journeymap.model.workspace import Workspace
from journeymap.outputs import Output, Render
from journeymap.roadmap.result import Roadmap
from journeymap.views.board import board
from journeymap.views.priorities import priorities
from journeymap.views.roadmap import gantt
from journeymap.views.roadmap_curves import roadmap_curves

Drawer = Callable[[Roadmap, Workspace, Language, Theme, str], str]

PICTURES: Mapping[str, Drawer] = {
    "gantt": lambda plan, opened, speak, theme, prefix: draw_gantt(
        gantt(plan, opened), speak, theme, prefix=prefix, alone=True
    ),
    "board": lambda plan, opened, speak, theme, prefix: draw_board(
        board(plan, opened), speak, theme, prefix=prefix, alone=True
    ),
    "matrix": lambda plan, opened, speak, theme, prefix: matrix(
        priorities(plan, opened), speak, theme, prefix=prefix, alone=True
    ),
    "curves": lambda plan, opened, speak, theme, prefix: curves(
        roadmap_curves(plan, opened), speak, theme, prefix=prefix
    ),
    "load": lambda plan, opened, speak, theme, prefix: load_strip(
        gantt(plan, opened), speak, theme, prefix=prefix, alone=True
    ),
}
"""How each picture of a plan is drawn, by the name it is asked for."""


def draw(roadmap: Roadmap, workspace: Workspace, picture: str, render: Render) -> str:
    """Draw one picture of a plan as SVG text.

    Parameters
    ----------
    picture
        A name of :data:`PICTURES`.
    """
    return PICTURES[picture](roadmap, workspace, render.language, THEMES[render.theme], f"roadmap-{picture}")


def _write(analysis: Analysis, render: Render) -> dict[str, str | bytes]:
    if not analysis.roadmap.items:
        return {}
    return {f"roadmap/{name}.svg": draw(analysis.roadmap, analysis.workspace, name, render) for name in PICTURES}


ROADMAP_PICTURES = Output("roadmap-pictures", _write)
