"""What several probes need: outcomes in one line, priority touchpoints, dates as people write them."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from journeymap.graph import JourneyGraph
from journeymap.maturity.probes import ProbeCase, ProbeOutcome
from journeymap.model.journey import Touchpoint
from journeymap.model.measures import Reading
from journeymap.source import Span
from journeymap.text import Text
from journeymap.vocabulary import Service

HIGH_STAKE = 4
"""Importance from which on a touchpoint has priority; a moment of truth is 5."""

INBOXES = frozenset({"voice", "chat", "text"})
"""Kinds of channel in which customers wait for a person's answer."""

_PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?")


def told(  # noqa: PLR0913 - figures, each given by name
    code: str,
    scope: str,
    holds: bool,
    detail: Text,
    *,
    value: float | None = None,
    threshold: float | None = None,
    n: int | None = None,
    places: tuple[Span, ...] = (),
) -> ProbeOutcome:
    """Return a true or false outcome of a check such as ``P07.half``."""
    name, _, check = code.partition(".")
    return ProbeOutcome(name, scope, "true" if holds else "false", detail, check, value, threshold, n, places=places)


def covers(  # noqa: PLR0913 - figures, each given by name
    code: str,
    scope: str,
    hits: float,
    total: float,
    *,
    threshold: float,
    detail: Text,
    n: int | None = None,
    places: tuple[Span, ...] = (),
) -> ProbeOutcome:
    """Return true if hits / total reaches the threshold; rounding errors do not make it fail."""
    value = hits / total
    return told(code, scope, value >= threshold - 1e-9, detail, value=value, threshold=threshold, n=n, places=places)


def unavailable(code: str, scope: str, detail: Text) -> ProbeOutcome:
    """Return ``not_available``: data is missing."""
    name, _, check = code.partition(".")
    return ProbeOutcome(name, scope, "not_available", detail, check)


def inapplicable(code: str, scope: str, detail: Text) -> ProbeOutcome:
    """Return ``not_applicable``: there is nothing to ask about."""
    name, _, check = code.partition(".")
    return ProbeOutcome(name, scope, "not_applicable", detail, check)


def priority(graph: JourneyGraph) -> tuple[str, ...]:
    """Return the contacts with an importance of 4 or 5; all contacts if none is marked so."""
    contacts = tuple(name for name in graph.touchpoints if graph.contact(name))
    return tuple(name for name in contacts if graph.importance(name) >= HIGH_STAKE) or contacts


def points(case: ProbeCase) -> Iterator[tuple[JourneyGraph, str, Touchpoint]]:
    """Yield every touchpoint of the current journeys."""
    for graph in case.graphs.values():
        for name, point in graph.touchpoints.items():
            yield graph, name, point


def systems_of(point: Touchpoint) -> frozenset[str]:
    """Return the systems a touchpoint works with, in front and backstage."""
    return frozenset({*point.systems, *(step.system for step in point.backstage if step.system)})


def readings(case: ProbeCase, journey: str, touchpoint: str) -> dict[str, tuple[Reading, ...]]:
    """Return all readings of a touchpoint by metric, also those kept apart from the map."""
    found = dict(case.graphs[journey].touchpoints[touchpoint].readings())
    for entry in case.workspace.content.measurements:
        if (entry.journey, entry.touchpoint) == (journey, touchpoint):
            found[entry.metric] = (*found.get(entry.metric, ()), entry)
    return found


def person_near(graph: JourneyGraph, name: str, steps: int) -> bool | None:
    """Tell whether a person is within reach of a touchpoint; `None` if it may be, but the map does not say."""
    services = [graph.service(other) for other in graph.within(name, steps)]
    if Service.HUMAN in services:
        return True
    return None if None in services else False


def last_day(text: str | None) -> dt.date | None:
    """Return the last day of a period as people write it; `None` if it cannot be read.

    Examples
    --------
    >>> [str(last_day(text)) for text in ("2025", "2025-Q1", "2025-H2", "2025-02", "2025-02-03")]
    ['2025-12-31', '2025-03-31', '2025-12-31', '2025-02-28', '2025-02-03']
    """
    match = _PERIOD.fullmatch((text or "").strip())
    if match is None:
        return None
    year, quarter, half, month, day = (int(part) if part else 0 for part in match.groups())
    month = month or quarter * 3 or half * 6 or 12
    if year < 1 or not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, day or last) if day <= last else None
