"""P12: contacts that nobody answers."""

from collections.abc import Iterator

from journeymap.graph import JourneyGraph
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import (
    counted,
    covers,
    inapplicable,
    inboxes,
    limited,
    pooled,
    told,
    unavailable,
)
from journeymap.scores import MetricScore
from journeymap.text import count, say, share

UNANSWERED = ("unanswered", "abandonment")
"""Metrics of contacts that nobody answered; who hangs up in the queue was not answered either."""

Taken = list[tuple[JourneyGraph, str, MetricScore]]


@probe("P12", name="unanswered_rate", needs="log")
def unanswered_rate(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Contacts without a useful answer inside five times the standard.

    Formula
    -------
    ``answered``: contacts that stay unanswered / contacts, added up over the
    contact channels. ``counted``: contact channels in use with such a reading /
    contact channels in use. ``social``: the reading for social media.

    Threshold
    ---------
    ``answered``: at most 1 - ``standard_attainment``, since what is unanswered
    after five times the standard missed the standard too; a convention.
    ``counted``: all, the words of the criterion. ``social``: none.

    Outcomes
    --------
    True: they are counted, or few enough. False: some contact channels leave them
    out while others count them, or the whole interval lies above the threshold.

    Not applicable
    --------------
    Without a touchpoint in a channel of voice, chat or text; ``social`` without
    a touchpoint on social media.

    Not available
    -------------
    If no such touchpoint has a reading of ``unanswered`` or ``abandonment`` with
    ``min_group_n`` contacts; ``answered`` also if its interval holds the threshold.

    Notes
    -----
    Records of single cases would give the rate for every channel; a declared
    reading stands in for them. People who give up after seconds are part of it
    unless the reading leaves them out.
    """
    channels = inboxes(case)
    if not channels:
        missing = say("no touchpoint is in a channel of voice, chat or text")
        yield from (inapplicable(code, "", missing) for code in ("P12.counted", "P12.answered", "P12.social"))
        return
    taken = [(graph, name, item) for graph, name, item in counted(case, *UNANSWERED)
             if graph.touchpoints[name].channel in channels]  # fmt: skip
    if not taken:
        missing = say("no contact channel counts the contacts nobody answers")
        yield from (unavailable(code, "", missing) for code in ("P12.counted", "P12.answered"))
    else:
        yield _counted(case, tuple(channels), taken)
        yield from _answered(case, taken)
    yield _social("social" in channels, [item for item in taken if item[0].touchpoints[item[1]].channel == "social"])


def _counted(case: ProbeCase, channels: tuple[str, ...], taken: Taken) -> ProbeOutcome:
    with_reading = {graph.touchpoints[name].channel for graph, name, _ in taken}
    bare = [name for name in channels if name not in with_reading]
    n, total = len(channels) - len(bare), len(channels)
    detail = say("{n} of {total} contact channels count the contacts nobody answers", n=count(n), total=count(total))
    places = tuple(dict.fromkeys(case.workspace.where_key("channels", name) for name in bare))
    return covers("P12.counted", "", n, total, threshold=1.0, detail=detail, n=total, places=places)


def _answered(case: ProbeCase, taken: Taken) -> Iterator[ProbeOutcome]:
    found = pooled([(item.estimate.value * item.estimate.n, item.estimate.n) for _, _, item in taken
                    if item.estimate.n])  # fmt: skip
    if found is None:
        return
    limit = 1 - case.params.standard_attainment
    detail = say("{share} of {n} contacts stay without an answer", share=share(found.value), n=count(found.n or 0))
    places = tuple(case.workspace.where(*item.path) for _, _, item in taken)
    yield limited("P12.answered", "", found, limit, at_most=True, detail=detail, places=places)


def _social(used: bool, taken: Taken) -> ProbeOutcome:
    if not used:
        return inapplicable("P12.social", "", say("no touchpoint is on social media"))
    if not taken:
        return unavailable("P12.social", "", say("nobody counts the contacts on social media that stay unanswered"))
    item = taken[0][2].estimate
    detail = say("{share} of the contacts on social media stay unanswered", share=share(item.value))
    return told("P12.social", "", holds=True, detail=detail, value=item.value, n=item.n)
