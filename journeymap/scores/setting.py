"""What surrounds a touchpoint and bears on its scores: the channel's standard, the groups of customers."""

import math
from collections.abc import Mapping
from dataclasses import field

from journeymap.flow.system import System
from journeymap.graph import JourneyGraph
from journeymap.model.quantities import Standard
from journeymap.model.record import humanise
from journeymap.records import dataclass


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
    visitors
        The same groups with their parts of the visits to this touchpoint, summing to 1; those of the journey where
        nobody comes or no reading tells the groups apart.
    shares_known
        Whether the parts follow from what the files say; an equal split of what is left among several does not.
    titles
        What the groups are called.
    """

    standard: Standard | None = None
    promise: str = ""
    groups: Mapping[str, float] = field(default_factory=dict)
    visitors: Mapping[str, float] = field(default_factory=dict)
    shares_known: bool = False
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def promised(self) -> tuple[Standard | None, str]:
        """Return what bears on readings of all customers: what the channel promises."""
        return self.standard, self.promise


def settings(graph: JourneyGraph) -> Mapping[str, Setting]:
    """Return what surrounds each touchpoint of a journey."""
    known = graph.workspace.content.personas
    groups = graph.groups
    sure = sum(known[name].share is None for name in groups) <= 1
    titles = {name: record.title or humanise(name) for name, record in known.items()}
    come = _visitors(graph, groups)
    # Most touchpoints share a channel and their visitors, and so one setting.
    shared: dict[tuple[str | None, int], Setting] = {}
    found: dict[str, Setting] = {}
    for name, point in graph.touchpoints.items():
        visitors = come.get(name, groups)
        key = (point.channel, id(visitors))
        if key not in shared:
            shared[key] = Setting(*_promise(graph, name), groups, visitors, sure, titles)
        found[name] = shared[key]
    return found


def _visitors(graph: JourneyGraph, groups: Mapping[str, float]) -> Mapping[str, Mapping[str, float]]:
    """Return each group's part of the visits, by touchpoint, where the groups go ways of their own.

    What is measured at a touchpoint is measured at its visits. A group that comes rarely counts for little there,
    however large it is.
    """
    if len(groups) < 2 or not graph.told_apart or not _told_by_group(graph):
        return {}
    systems = {name: System(own) for name, own in graph.by_group.items()}
    visits = {name: system.touchpoints(system.factor.visits) for name, system in systems.items()}
    found: dict[str, Mapping[str, float]] = {}
    for point in graph.touchpoints:
        come = {name: part * visits[name][point] for name, part in groups.items()}
        total = sum(come.values())
        shares = {name: part / total for name, part in come.items()} if total > 0 else groups
        alike = all(math.isclose(shares[name], part, abs_tol=1e-12) for name, part in groups.items())
        found[point] = groups if alike else shares
    return found


def _told_by_group(graph: JourneyGraph) -> bool:
    """Tell whether any reading on the journey is of one group."""
    apart = (entry for entry in graph.workspace.content.measurements if entry.journey == graph.name)
    return any(point.read_apart for point in graph.touchpoints.values()) or any(
        entry.persona is not None for entry in apart
    )


def standard_at(graph: JourneyGraph, name: str) -> Standard | None:
    """Return what the channel of a touchpoint promises, if it publishes that."""
    record = graph.workspace.channels.get(graph.touchpoints[name].channel or "none")
    return record.standard.answer if record is not None and record.standard is not None else None


def _promise(graph: JourneyGraph, name: str) -> tuple[Standard | None, str]:
    found = standard_at(graph, name)
    return found, found.text if found is not None else ""
