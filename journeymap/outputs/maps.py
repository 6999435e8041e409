"""``maps/*.svg``: current, target and difference maps, and the flow graph, per journey."""

from collections.abc import Sequence

from journeymap.analysis import Analysis, Judged
from journeymap.charts.flow_graph import flow_graph
from journeymap.charts.journey_map import journey_map as draw_map
from journeymap.charts.palette import THEMES
from journeymap.outputs import Output, Render
from journeymap.views.difference import difference_map
from journeymap.views.flow_graph import flow_graph as flow_view
from journeymap.views.journey_map import JourneyMap, journey_map
from journeymap.views.persona_map import persona_map, personas_map
from journeymap.vocabulary import State

VIEWS = ("current", "target", "difference", "flow")


def draw(judged: Judged, journey: str, view: str, render: Render, groups: Sequence[str] = ()) -> str:
    """Draw one view of one journey as SVG text.

    Parameters
    ----------
    view
        ``current``, ``target``, ``difference`` or ``flow``. Without a target
        the first is drawn in place of the second and third.
    groups
        Ids of groups of customers: the current or target map of one, or of all with those of several over it. A
        flow graph is drawn of the first; a difference is always that of all.
    """
    theme, prefix = THEMES[render.theme], "-".join(("map", journey, view, *groups))
    current = judged.current[journey]
    wanted = judged.target_of(journey)
    if view == "flow":
        shown = current.by_persona[groups[0]] if groups else current
        return flow_graph(flow_view(shown), render.language, theme, prefix=prefix, layout=render.layout)
    return draw_map(
        _map(judged, journey, view if wanted else "current", groups), render.language, theme, prefix=prefix,
        embed_font=render.embed_font,
    )  # fmt: skip


def _map(judged: Judged, journey: str, view: str, groups: Sequence[str]) -> JourneyMap:
    current, wanted = judged.current[journey], judged.target_of(journey)
    if view == "difference" and wanted is not None:
        return difference_map(current, wanted[1])
    score, state = current, State.CURRENT
    findings, numbers = judged.open_findings, judged.numbers
    if view == "target" and wanted is not None:
        score, state, findings = wanted[1], State.TARGET, judged.target_findings[wanted[0]]
        numbers = {finding.id: index for index, finding in enumerate(findings, 1)}
    if not groups:
        return journey_map(score, findings, state=state, numbers=numbers)
    if len(groups) == 1:
        return persona_map(score, groups[0], findings, state=state, numbers=numbers)
    return personas_map(score, groups, findings, state=state, numbers=numbers)


def _write(analysis: Analysis, render: Render) -> dict[str, str | bytes]:
    judged = analysis.judged
    return {
        f"maps/{journey}-{view}.svg": draw(judged, journey, view, render)
        for journey in judged.current
        for view in VIEWS
        if view not in {"target", "difference"} or judged.target_of(journey) is not None
    }


MAPS = Output("maps", _write)
