"""From the views of charts to SVG within the page."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from markupsafe import Markup

from journeymap.charts.brand import branded
from journeymap.charts.dot_plot import dot_plot
from journeymap.charts.flow_graph import flow_graph
from journeymap.charts.gantt import gantt
from journeymap.charts.journey_map import draw_layout, journey_map
from journeymap.charts.matrix import matrix
from journeymap.charts.palette import THEMES, Theme
from journeymap.charts.radar import radar
from journeymap.charts.sheets import Paper, Piece, journey_sheets
from journeymap.charts.svg import number as num
from journeymap.charts.trend_lines import trend_lines
from journeymap.outputs import Render
from journeymap.outputs.html.compact import Stylist
from journeymap.outputs.html.miniature import miniature
from journeymap.outputs.html.small_curve import small_curve
from journeymap.views.report_parts import Chart

if TYPE_CHECKING:
    from journeymap.views.journey_map import JourneyMap

Drawer = Callable[[Any, Render, Theme, str], str]

DRAWERS: Mapping[str, Drawer] = {
    "journey-map": lambda view, render, theme, slug: journey_map(view, render.language, theme, prefix=slug, links=True),
    "flow-graph": lambda view, render, theme, slug: flow_graph(
        view, render.language, theme, prefix=slug, layout=render.layout
    ),
    "dot-plot": lambda view, render, theme, slug: dot_plot(view, render.language, theme, prefix=slug),
    "radar": lambda view, render, theme, slug: radar(view, render.language, theme, prefix=slug),
    "trend-lines": lambda view, render, theme, slug: trend_lines(view, render.language, theme, prefix=slug),
    "gantt": lambda view, render, theme, slug: gantt(view, render.language, theme, prefix=slug),
    "matrix": lambda view, render, theme, slug: matrix(view, render.language, theme, prefix=slug),
    "small-curve": lambda view, render, theme, slug: small_curve(view, render.language, theme, prefix=slug),
    "steps": lambda view, render, theme, slug: miniature(view, render.language, theme, prefix=slug),
}
"""How each kind of chart is drawn."""

MAPS = Paper("A3", landscape=False)
"""What the maps of a page for paper are set on: standing sheets are filled more evenly by rows of stages."""

_SEEN = re.compile(r'<svg viewBox="[^"]*" width="[^"]*" height="[^"]*"')


class Draughtsman:
    """Draws the charts of one report, light and dark at once.

    Parameters
    ----------
    render
        Language and layout engine.
    colour, accent
        The client's leading and second colour, if there are any.
    """

    def __init__(self, render: Render, colour: str | None, accent: str | None = None) -> None:
        self.render = render
        themes = THEMES["screen"], THEMES["dark"]
        self.light, self.dark = (branded(theme, colour, accent).theme for theme in themes)
        self.stylist = Stylist()
        self.drawn = 0

    def draw(self, chart: Chart) -> Markup:
        """Return a chart as SVG; the charts escape what users wrote."""
        if self.render.paper and chart.kind == "journey-map":
            return Markup("".join(self._sheets(chart)))  # noqa: S704 - as below
        drawer = DRAWERS.get(chart.kind)
        if drawer is None:
            return Markup("")
        light, dark = (drawer(chart.view, self.render, theme, chart.slug) for theme in (self.light, self.dark))
        self.drawn += 1
        return Markup(self.stylist.paint(light, dark, f"d{self.drawn}"))  # noqa: S704 - written by the charts, which escape

    def _sheets(self, chart: Chart) -> Iterator[str]:
        """Yield a map in readable type, a block for each sheet; each piece of it is a drawing that shows a part."""
        view = cast("JourneyMap", chart.view)
        layout, sheets = journey_sheets(view, self.render.language, self.light, MAPS)
        for number, sheet in enumerate(sheets, 1):
            yield '<div class="paper">'
            for place, piece in enumerate(sheet.pieces, 1):
                drawing = draw_layout(layout, view, self.render.language, prefix=f"{chart.slug}-{number}-{place}")
                self.drawn += 1
                yield _part(self.stylist.paint(drawing, drawing, f"d{self.drawn}"), piece)
            yield "</div>"


def _part(drawing: str, piece: Piece) -> str:
    """Return a drawing of which a piece is seen, in its size on paper."""
    box = piece.box
    seen = " ".join(num(value) for value in (box.x, box.y, box.width, box.height))
    size = (f'{name}="{num(piece.scale * value)}pt"' for name, value in (("width", box.width), ("height", box.height)))
    return _SEEN.sub(f'<svg viewBox="{seen}" {" ".join(size)}', drawing, count=1)
