"""From the views of charts to SVG within the page."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from markupsafe import Markup, escape

from journeymap.charts.brand import branded
from journeymap.charts.gantt import gantt
from journeymap.charts.journey_map import draw_layout, journey_map
from journeymap.charts.matrix import matrix
from journeymap.charts.palette import THEMES, Theme, twofold
from journeymap.charts.radar import radar
from journeymap.charts.sheets import Paper, Piece, journey_sheets
from journeymap.charts.svg import number as num
from journeymap.outputs import Render
from journeymap.outputs.html.compact import Stylist
from journeymap.outputs.html.miniature import miniature
from journeymap.outputs.html.small_curve import small_curve
from journeymap.text import count, say
from journeymap.views.report_parts import Chart

if TYPE_CHECKING:
    from journeymap.views.journey_map import JourneyMap

Drawer = Callable[[Any, Render, Theme, str], str]


def _flow_graph(view: Any, render: Render, theme: Theme, slug: str) -> str:
    from journeymap.charts.flow_graph import flow_graph  # noqa: PLC0415 - few pages have one

    return flow_graph(view, render.language, theme, prefix=slug, layout=render.layout)


def _dot_plot(view: Any, render: Render, theme: Theme, slug: str) -> str:
    from journeymap.charts.dot_plot import dot_plot  # noqa: PLC0415 - as above

    return dot_plot(view, render.language, theme, prefix=slug)


def _trend_lines(view: Any, render: Render, theme: Theme, slug: str) -> str:
    from journeymap.charts.trend_lines import trend_lines  # noqa: PLC0415 - as above

    return trend_lines(view, render.language, theme, prefix=slug)


DRAWERS: Mapping[str, Drawer] = {
    "journey-map": lambda view, render, theme, slug: journey_map(view, render.language, theme, prefix=slug, links=True),
    "flow-graph": _flow_graph,
    "dot-plot": _dot_plot,
    "radar": lambda view, render, theme, slug: radar(view, render.language, theme, prefix=slug),
    "trend-lines": _trend_lines,
    "gantt": lambda view, render, theme, slug: gantt(view, render.language, theme, prefix=slug),
    "matrix": lambda view, render, theme, slug: matrix(view, render.language, theme, prefix=slug),
    "small-curve": lambda view, render, theme, slug: small_curve(view, render.language, theme, prefix=slug),
    "steps": lambda view, render, theme, slug: miniature(view, render.language, theme, prefix=slug),
}
"""How each kind of chart is drawn."""

MAPS = Paper("A3")
"""What the maps of a page for paper are set on, lying or standing as they fill it best."""

_DESCRIPTION = re.compile(r'<desc id="([^"]*)">[^<]*</desc>')
_PIN = re.compile(r'(<a href="#finding-[^"]*") aria-label="[^"]*"')
"""What a pin is called in a drawing of its own; in a page its number says it, and the script what was found."""

_PINS = re.compile(r'(?:<a href="#finding-[^>]*>(?:(?!</a>).)*</a>)+')
_NUMBER = re.compile(r'<text class="(\w+)"')
_HINT = re.compile(r"(?<=>)<title>[^<]*</title>")
"""What is told of a part when it is pointed at."""

_TITLE = re.compile(r'aria-labelledby="([\w-]+)"([^>]*)><title id="\1">([^<]*)</title>')
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
        self.light, dark = (branded(theme, colour, accent).theme for theme in themes)
        self.theme = twofold(self.light, dark)
        self.stylist = Stylist()
        self.drawn = 0
        self.series: dict[str, str] = {}

    def draw(self, chart: Chart, *, told: bool = False) -> Markup:
        """Return a chart as SVG; the charts escape what users wrote.

        Parameters
        ----------
        told
            Whether the text beside it says what the drawing states, so that nobody has to hear it twice.
        """
        if self.render.paper and chart.kind == "journey-map":
            return Markup("".join(self._sheets(chart)))  # noqa: S704 - as below
        drawer = DRAWERS.get(chart.kind)
        if drawer is None:
            return Markup("")
        self.drawn += 1
        prefix = self.prefix(chart)
        drawn = drawer(chart.view, self.render, self.theme, prefix)
        if chart.numbers:  # the table it leads to says the same of each part
            drawn = _HINT.sub("", drawn)
        painted = _PINS.sub(_grouped, self.stylist.paint(drawn, prefix))
        said = _DESCRIPTION.search(painted) if told else None
        if said:
            painted = painted.replace(said[0], "").replace(f" {said[1]}", "")
        painted = _TITLE.sub(_labelled, painted, count=1)
        return Markup(painted)  # noqa: S704 - written by the charts, which escape

    def prefix(self, chart: Chart) -> str:
        """Return what begins the ids of a drawing; states of one journey share theirs but for their place."""
        if chart.kind != "steps":
            return f"d{self.drawn}"
        stem, _, place = chart.slug.rpartition("-")
        return f"{self.series.setdefault(stem, f's{len(self.series)}')}-{place}"

    def _sheets(self, chart: Chart) -> Iterator[str]:
        """Yield a map in readable type, a block for each sheet; each piece of it is a drawing that shows a part."""
        view = cast("JourneyMap", chart.view)
        speak = self.render.language.say
        layout, sheets = journey_sheets(view, self.render.language, self.light, MAPS)
        for number, sheet in enumerate(sheets, 1):
            yield f'<div class="paper{" lying" if sheet.width > sheet.height else ""}">'
            if number > 1:  # the first begins with the title of the map
                which = say("sheet {n} of {total}", n=count(number), total=count(len(sheets)))
                yield f"<p>{escape(' · '.join((speak(view.subtitle), view.title, speak(which))))}</p>"
            for place, piece in enumerate(sheet.pieces, 1):
                drawing = draw_layout(layout, view, self.render.language, prefix=f"{chart.slug}-{number}-{place}")
                self.drawn += 1
                yield _part(self.stylist.paint(drawing, f"d{self.drawn}"), piece)
            yield "</div>"


def _grouped(found: "re.Match[str]") -> str:
    """Return the pins of a map with the look of their numbers told once, and called by them."""
    pins = _PIN.sub(r"\1", found[0])
    looks = set(_NUMBER.findall(pins))
    if len(looks) != 1:
        return pins
    look = f' class="{looks.pop()}"'
    return f"<g{look}>{pins.replace(f'<text{look}', '<text')}</g>"


def _labelled(found: "re.Match[str]") -> str:
    """Return the end of a tag with the name of its drawing."""
    name = found[3].replace('"', "&quot;")
    return f'aria-label="{name}"{found[2]}>'


def _part(drawing: str, piece: Piece) -> str:
    """Return a drawing of which a piece is seen, in its size on paper."""
    box = piece.box
    seen = " ".join(num(value) for value in (box.x, box.y, box.width, box.height))
    size = (f'{name}="{num(piece.scale * value)}pt"' for name, value in (("width", box.width), ("height", box.height)))
    return _SEEN.sub(f'<svg viewBox="{seen}" {" ".join(size)}', drawing, count=1)
