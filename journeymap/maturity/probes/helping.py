"""What several probes need: outcomes in one line, priority touchpoints, dates as people write them."""

import calendar
import datetime as dt
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from journeymap.graph import JourneyGraph
from journeymap.maturity.probes import ProbeCase, ProbeOutcome
from journeymap.metrics.pooling import Estimate, wilson
from journeymap.model.journey import Touchpoint
from journeymap.model.measures import Reading
from journeymap.model.surroundings import Channel
from journeymap.scores import MetricScore
from journeymap.source import Span
from journeymap.text import Text, say
from journeymap.vocabulary import Service

HIGH_STAKE = 4
"""Importance from which on a touchpoint has priority; a moment of truth is 5."""

INBOXES = frozenset({"voice", "chat", "text"})
"""Kinds of channel in which customers wait for a person's answer."""

TINY = 1e-9
"""Rounding errors up to this do not make a comparison fail."""

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
    return told(code, scope, value >= threshold - TINY, detail, value=value, threshold=threshold, n=n, places=places)


def limited(
    code: str,
    scope: str,
    found: Estimate,
    limit: float,
    *,
    at_most: bool,
    detail: Text,
    places: tuple[Span, ...] = (),
) -> ProbeOutcome:
    """Compare a figure with a limit; where its interval holds the limit, more cases are needed to tell."""
    low = found.value if found.low is None else found.low
    high = found.value if found.high is None else found.high
    good, bad = (high <= limit + TINY, low > limit + TINY) if at_most else (low >= limit - TINY, high < limit - TINY)
    outcome = told(code, scope, good, detail, value=found.value, threshold=limit, n=found.n, places=places)
    outcome = replace(outcome, low=found.low, high=found.high)
    if good or bad:
        return outcome
    open_ = say("{detail}; the interval holds the limit, so it takes more cases to tell", detail=detail)
    return replace(outcome, outcome="not_available", detail=open_)


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
    for metric, entries in case.apart.get((journey, touchpoint), {}).items():
        found[metric] = (*found.get(metric, ()), *(entry for entry, _ in entries))
    return found


def counted(case: ProbeCase, *metrics: str) -> Iterator[tuple[JourneyGraph, str, MetricScore]]:
    """Yield the touchpoints at which one of some metrics was read with enough cases; the first of them counts."""
    for score in case.scores.values():
        for name, point in score.touchpoints.items():
            taken = (point.metrics[metric] for metric in metrics if metric in point.metrics)
            enough = [item for item in taken if (item.estimate.n or 0) >= case.params.min_group_n]
            if enough:
                yield score.graph, name, enough[0]


def cases_from(reading: Reading, least: int) -> tuple[float, int] | None:
    """Return in how many of how many cases something happened at least so often; `None` if a reading cannot tell.

    Raw counts say it (cases with 0, 1, 2, … times); ``hits`` or a percentage says it for once or more; a mean does not.
    """
    if reading.counts is not None:
        return sum(reading.counts[least:]), sum(reading.counts)
    if reading.hits is not None and reading.n and least == 1:
        return reading.hits, reading.n
    if reading.value is not None and reading.value.unit == "%" and reading.n and least == 1:
        return reading.value.number * reading.n, reading.n
    return None


def pooled(parts: list[tuple[float, int]]) -> Estimate | None:
    """Return hits of n added up, with Wilson's interval; `None` if there is nothing to add up."""
    n = sum(total for _, total in parts)
    return wilson(sum(hits for hits, _ in parts), n) if n else None


def difference(one: MetricScore, other: MetricScore) -> Estimate:
    """Return how many points, 0 to 100, the second is above the first: independent, so half-widths add in squares."""
    points = (other.score or 0.0) - (one.score or 0.0)
    n = min(one.estimate.n or 0, other.estimate.n or 0)
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return Estimate(points, n)
    half = math.hypot((one.high - one.low) / 2, (other.high - other.low) / 2)
    return Estimate(points, n, points - half, points + half)


def inboxes(case: ProbeCase) -> Mapping[str, Channel]:
    """Return the channels of the current journeys in which customers wait for an answer, in the order of the files."""
    used = {point.channel for _, _, point in points(case)}
    return {
        name: channel for name, channel in case.workspace.channels.items()
        if name in used and channel.kind in INBOXES and channel.served_by is not Service.MESSAGE
    }  # fmt: skip


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
