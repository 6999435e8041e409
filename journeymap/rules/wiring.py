"""How the systems of a workspace are connected."""

from collections.abc import Iterator

from journeymap.model.journey import Touchpoint
from journeymap.model.workspace import Path, Workspace

LIVE = ("api", "event")
"""Connections over which what one system learns is known to the other at once."""

BROKEN = ("manual", "none")
"""Connections that depend on somebody typing, or are not there."""

_ORDER = ("api", "event", "batch", "manual", "none")


def link(workspace: Workspace, one: str, other: str) -> str | None:
    """Return the best declared connection of two systems in either direction; `None` if nobody says."""
    found = [how for _, how in _declared(workspace, one, other)]
    return min(found, key=_ORDER.index, default=None)


def link_path(workspace: Workspace, one: str, other: str) -> Path:
    """Return where the connection of two systems is declared."""
    found = min(_declared(workspace, one, other), key=lambda item: _ORDER.index(item[1]))
    return found[0]


def _declared(workspace: Workspace, one: str, other: str) -> Iterator[tuple[Path, str]]:
    for source, target in ((one, other), (other, one)):
        system = workspace.content.systems.get(source)
        how = (system.connected_to or {}).get(target) if system else None
        if how is not None:
            yield ("systems", source, "connected_to", target), how


def joined(workspace: Workspace, one: str, other: str) -> bool:
    """Tell whether two systems know of each other at once, through others if need be."""
    seen, frontier = {one}, [one]
    while frontier:
        here = frontier.pop()
        for name in workspace.content.systems:
            if name not in seen and link(workspace, here, name) in LIVE:
                seen.add(name)
                frontier.append(name)
    return other in seen


def apart(workspace: Workspace, one: str, other: str) -> bool:
    """Tell whether two systems are declared to meet by hand or not at all, and no other way joins them."""
    return link(workspace, one, other) in BROKEN and not joined(workspace, one, other)


def systems_of(point: Touchpoint) -> tuple[str, ...]:
    """Return the systems a touchpoint works with, those behind the scenes included."""
    behind = (step.system for step in point.backstage if step.system is not None)
    return tuple(dict.fromkeys((*point.systems, *behind)))
