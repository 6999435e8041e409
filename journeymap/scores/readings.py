"""The readings behind a figure, as written."""

from journeymap.graph import JourneyGraph
from journeymap.model.measures import Reading
from journeymap.model.workspace import Path


def raw_readings(graph: JourneyGraph, name: str, metric: str) -> tuple[tuple[Reading, Path], ...]:
    """Return the readings of a metric at a touchpoint as written, with their places."""
    point = graph.touchpoints[name]
    inline = point.readings().get(metric, ())
    base = graph.path(name, metric) if getattr(point, metric, None) else graph.path(name, "measures", metric)
    found = [(item, (*base, index) if len(inline) > 1 else base) for index, item in enumerate(inline)]
    for index, entry in enumerate(graph.workspace.content.measurements):
        if (entry.journey, entry.touchpoint, entry.metric) == (graph.name, name, metric):
            found.append((entry, ("measurements", index)))
    return tuple(found)
