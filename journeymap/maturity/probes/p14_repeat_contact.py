"""P14: customers who have to come back with the same matter."""

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from journeymap.graph import JourneyGraph
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import (
    cases_from,
    counted,
    inapplicable,
    inboxes,
    last_day,
    limited,
    points,
    pooled,
    readings,
    told,
    unavailable,
)
from journeymap.metrics.pooling import Estimate
from journeymap.text import count, say, share

Metric = Literal["repeats", "ocr"]

ACROSS = 2
"""Channels that make a comparison."""


@probe("P14", name="repeat_contact", needs="log")
def repeat_contact(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Cases with another contact on the same matter inside ``repeat_window_days``.

    Formula
    -------
    ``measured``: cases with a further contact / cases, added up over the readings
    of ``repeats`` that say it. ``across``: contact channels with a reading of
    ``repeats``, or any reading of ``ocr``, which counts across channels.
    ``fallen``, per touchpoint with shares from two periods: the latest minus the
    earliest, with Newcombe's interval; a risen ``ocr`` is a fall.

    Threshold
    ---------
    ``across``: two channels; ``fallen``: below 0; ``measured``: none; the words of
    the criteria.

    Outcomes
    --------
    True: it is measured, in two channels, or has fallen with its whole interval.
    False: it is measured in one of several contact channels, or it has risen.

    Not applicable
    --------------
    ``across`` with a single contact channel.

    Not available
    -------------
    If no reading of ``repeats`` or ``ocr`` has ``min_group_n`` cases; ``fallen``
    without shares from two periods, or if the interval holds 0.

    Notes
    -----
    The window of a declared reading is not known here; it should be
    ``repeat_window_days``.

    References
    ----------
    R. G. Newcombe, "Interval estimation for the difference between independent
    proportions", Statistics in Medicine 17 (1998), method 10.
    """
    yield _measured(case)
    yield _across(case)
    found = list(_fallen(case))
    yield from found or [
        unavailable("P14.fallen", "", say("no touchpoint counts repeat contacts as a share of cases in two periods"))
    ]


def _measured(case: ProbeCase) -> ProbeOutcome:
    taken = list(counted(case, "repeats", "ocr"))
    if not taken:
        return unavailable("P14.measured", "", say("no touchpoint counts repeat contacts"))
    parts = [cases for graph, name, _ in taken for item in readings(case, graph.name, name).get("repeats", ())
             if item.persona is None and (cases := cases_from(item, 1)) is not None]  # fmt: skip
    whole = pooled(parts)
    n = sum(item.estimate.n or 0 for _, _, item in taken)
    detail = say(
        "repeat contacts are counted at {total} touchpoints, in {n} cases", total=count(len(taken)), n=count(n)
    )
    outcome = told("P14.measured", "", holds=True, detail=detail, n=n)
    if whole is None:
        return outcome
    return replace(outcome, value=whole.value, n=whole.n, low=whole.low, high=whole.high)


def _across(case: ProbeCase) -> ProbeOutcome:
    taken = list(counted(case, "ocr", "repeats"))
    if not taken:
        return unavailable("P14.across", "", say("no touchpoint counts repeat contacts"))
    if any(item.metric == "ocr" for _, _, item in taken):
        detail = say("resolution in one contact is counted across channels")
        return told("P14.across", "", holds=True, detail=detail, n=sum(item.estimate.n or 0 for _, _, item in taken))
    channels = inboxes(case)
    if len(channels) < ACROSS:
        return inapplicable("P14.across", "", say("there is only one contact channel"))
    found = {graph.touchpoints[name].channel for graph, name, _ in taken}
    detail = say(
        "{n} of {total} contact channels count repeat contacts", n=count(len(found)), total=count(len(channels))
    )
    places = tuple(dict.fromkeys(case.workspace.where_key("channels", key) for key in channels if key not in found))
    return told("P14.across", "", len(found) >= ACROSS, detail, value=len(found), threshold=ACROSS, n=len(channels),
                places=places)  # fmt: skip


def _fallen(case: ProbeCase) -> Iterator[ProbeOutcome]:
    for graph, name, _ in points(case):
        for metric in ("repeats", "ocr"):
            by_day = _by_day(case, graph, name, metric)
            if len(by_day) > 1:
                early, late = by_day[min(by_day)], by_day[max(by_day)]
                change = change_of_share(late, early) if metric == "ocr" else change_of_share(early, late)
                yield _told(graph, name, change)


def _by_day(case: ProbeCase, graph: JourneyGraph, name: str, metric: str) -> dict[dt.date, Estimate]:
    """Return the shares of a touchpoint by the last day of their period, where enough cases were counted."""
    parts: dict[dt.date, list[tuple[float, int]]] = {}
    for item in readings(case, graph.name, name).get(metric, ()):
        day, cases = last_day(item.period), cases_from(item, 1)
        if day is not None and cases is not None and item.persona is None:
            parts.setdefault(day, []).append(cases)
    found = {day: pooled(cases) for day, cases in parts.items()}
    return {day: item for day, item in found.items() if item and (item.n or 0) >= case.params.min_group_n}


def change_of_share(early: Estimate, late: Estimate) -> Estimate:
    """Return by how much a share changed, with Newcombe's interval.

    Examples
    --------
    >>> from journeymap.metrics.pooling import wilson
    >>> change = change_of_share(wilson(48, 80), wilson(56, 70))
    >>> round(change.value, 4), round(change.low, 4), round(change.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    change = late.value - early.value
    down = math.hypot(late.value - _low(late), _high(early) - early.value)
    up = math.hypot(_high(late) - late.value, early.value - _low(early))
    return Estimate(change, (early.n or 0) + (late.n or 0), change - down, change + up)


def _low(found: Estimate) -> float:
    return 0.0 if found.low is None else found.low


def _high(found: Estimate) -> float:
    return 1.0 if found.high is None else found.high


def _told(graph: JourneyGraph, name: str, change: Estimate) -> ProbeOutcome:
    detail = say("repeat contacts at '{name}' fell by {change}", name=graph.title(name), change=share(-change.value))
    if change.value > 0:
        detail = say("repeat contacts at '{name}' rose by {change}", name=graph.title(name), change=share(change.value))
    places = (graph.span(name),)
    return limited("P14.fallen", graph.name, change, 0.0, at_most=True, detail=detail, places=places)
