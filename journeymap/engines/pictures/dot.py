"""``.dot``: the flow graph for Graphviz."""

from journeymap.engines.pictures import Picture, Wanted


def _write(wanted: Wanted) -> str:
    from journeymap.charts.palette import THEMES
    from journeymap.outputs.diagrams import score_of
    from journeymap.outputs.diagrams.dot import dot
    from journeymap.views.flow_graph import flow_graph

    view = flow_graph(score_of(wanted.judged, wanted.journey, wanted.view, wanted.groups, wanted.states))
    return dot(view, wanted.render.language, THEMES[wanted.render.theme])


DOT = Picture("dot", _write)
