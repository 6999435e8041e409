"""``.mmd``: Mermaid, as ``flowchart`` for the flow graph and as ``journey`` for other views."""

from journeymap.engines.pictures import Picture, Wanted
from journeymap.text import count, say

MOST_EDGES = 500
"""Ways Mermaid draws unless its option ``maxEdges`` allows more."""


def _write(wanted: Wanted) -> str:
    from journeymap.charts.palette import THEMES
    from journeymap.outputs.diagrams import score_of
    from journeymap.outputs.diagrams.mermaid import flowchart, journey
    from journeymap.views.flow_graph import flow_graph, visitors

    score = score_of(wanted.judged, wanted.journey, wanted.view, wanted.groups, wanted.states)
    view = flow_graph(score)
    if wanted.view != "flow":
        return journey(view, wanted.render.language, visitors(score, wanted.groups))
    if len(view.edges) > MOST_EDGES:
        wanted.render.tell(say("Mermaid draws {most} ways unless its option maxEdges allows more; there are {n}",
                               most=count(MOST_EDGES), n=count(len(view.edges))))  # fmt: skip
    return flowchart(view, wanted.render.language, THEMES[wanted.render.theme])


MMD = Picture("mmd", _write)
