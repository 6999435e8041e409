"""``maps/*.svg``: current, target and difference maps, and the flow graph, per journey."""

from journeymap.analysis import Analysis, Judged
from journeymap.charts.flow_graph import flow_graph
from journeymap.charts.journey_map import journey_map as draw_map
from journeymap.charts.palette import THEMES
from journeymap.outputs import Output, Render
from journeymap.views.difference import difference_map
from journeymap.views.flow_graph import flow_graph as flow_view
from journeymap.views.journey_map import journey_map
from journeymap.vocabulary import State

VIEWS = ("current", "target", "difference", "flow")


def draw(judged: Judged, journey: str, view: str, render: Render) -> str:
    """Draw one view of one journey as SVG text.

    Parameters
    ----------
    view
        ``current``, ``target``, ``difference`` or ``flow``. Without a target
        the first is drawn in place of the second and third.
    """
    theme, prefix = THEMES[render.theme], f"map-{journey}-{view}"
    current = judged.current[journey]
    wanted = judged.target_of(journey)
    if view == "flow":
        return flow_graph(flow_view(current), render.language, theme, prefix=prefix, layout=render.layout)
    if wanted is None or view == "current":
        shown = journey_map(current, judged.open_findings, numbers=judged.numbers)
    elif view == "target":
        shown = journey_map(wanted[1], judged.target_findings[wanted[0]], state=State.TARGET)
    else:
        shown = difference_map(current, wanted[1])
    return draw_map(shown, render.language, theme, prefix=prefix, embed_font=render.embed_font)


def _write(analysis: Analysis, render: Render) -> dict[str, str | bytes]:
    judged = analysis.judged
    return {
        f"maps/{journey}-{view}.svg": draw(judged, journey, view, render)
        for journey in judged.current
        for view in VIEWS
        if view not in {"target", "difference"} or judged.target_of(journey) is not None
    }


MAPS = Output("maps", _write)
