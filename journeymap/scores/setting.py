"""What surrounds a touchpoint and bears on its scores: the channel's standard, the groups of customers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from journeymap.graph import JourneyGraph
from journeymap.metrics.standards import Standard, read_standard
from journeymap.model.record import humanise


@dataclass(frozen=True)
class Setting:
    """What surrounds a touchpoint.

    Attributes
    ----------
    standard
        What its channel promises, if it publishes that.
    promise
        The same as written.
    groups
        The groups who take the journey with their parts of it, summing to 1.
    shares_known
        Whether the parts follow from what the files say; an equal split of what is left among several does not.
    titles
        What the groups are called.
    """

    standard: Standard | None = None
    promise: str = ""
    groups: Mapping[str, float] = field(default_factory=dict)
    shares_known: bool = False
    titles: Mapping[str, str] = field(default_factory=dict)


def settings(graph: JourneyGraph) -> Mapping[str, Setting]:
    """Return what surrounds each touchpoint of a journey."""
    known = graph.workspace.content.personas
    groups = graph.groups
    sure = sum(known[name].share is None for name in groups) <= 1
    titles = {name: record.title or humanise(name) for name, record in known.items()}
    return {
        name: Setting(*_promise(graph, point.channel), groups, sure, titles)
        for name, point in graph.touchpoints.items()
    }


def _promise(graph: JourneyGraph, channel: str | None) -> tuple[Standard | None, str]:
    record = graph.workspace.channels.get(channel or "none")
    text = record.standard.answer if record is not None and record.standard is not None else None
    return read_standard(text), text or ""
