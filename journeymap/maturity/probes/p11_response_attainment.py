"""P11: what channels promise, and how often they keep it."""

from collections.abc import Iterator, Mapping

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import (
    covers,
    inapplicable,
    inboxes,
    limited,
    points,
    readings,
    told,
    unavailable,
)
from journeymap.metrics.pooling import Estimate, wilson
from journeymap.model.surroundings import Channel, Standard
from journeymap.text import count, say, share

TIMES = frozenset({"waiting", "response_time", "asa", "service_level"})
"""Metrics that tell how soon customers are answered."""

CODES = (
    "P11.any",
    "P11.published",
    "P11.share",
    "P11.held",
    "P11.recorded",
    "P11.social",
    "P11.peaks",
    "P11.tolerance",
)


@probe("P11", name="response_attainment", needs="metrics|log")
def response_attainment(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Compare what the contact channels in use promise with what they keep.

    Formula
    -------
    ``held``, per channel: contacts answered within the standard / contacts.
    ``published``, ``share``: contact channels with a standard, with a share and
    n / contact channels. ``recorded``: expected visits in contact channels with
    a recorded answer time / expected visits in contact channels. ``any``: one
    channel that reports. ``social``: whether social media report.

    Threshold
    ---------
    ``held``: the share the standard names (``80% in 20 s``), else the parameter
    ``standard_attainment``; ``recorded``: ``coverage_half``; both conventions.
    The others: all, the words of the criteria.

    Outcomes
    --------
    True: the standard is published, counted or held. False: some channels lack it,
    or the whole interval lies below the threshold.

    Not available
    -------------
    Where no channel has a standard or a reading; ``held`` also if the interval of
    the share holds the threshold; ``peaks`` and ``tolerance`` always, since they
    need records of single contacts.

    Notes
    -----
    Contacts that are never answered must be part of the share: leave them out
    and slow channels look fast.
    """
    channels = inboxes(case)
    if not channels:
        nothing = say("no touchpoint is in a channel of voice, chat or text")
        yield from (inapplicable(code, "", nothing) for code in CODES)
        return
    missing = say("no records of single cases say how soon each contact was answered")
    yield from (unavailable(code, "", missing) for code in ("P11.peaks", "P11.tolerance"))
    yield from _standards(case, channels)
    yield _recorded(case, channels)
    yield _social(channels)


def _standards(case: ProbeCase, channels: Mapping[str, Channel]) -> Iterator[ProbeOutcome]:
    standards = {name: channel.standard for name, channel in channels.items() if channel.standard}
    if not standards:
        missing = say("no channel publishes a standard")
        yield from (unavailable(code, "", missing) for code in ("P11.any", "P11.published", "P11.share", "P11.held"))
        return
    published = {name for name, standard in standards.items() if standard.answer}
    reported = {name for name, standard in standards.items() if standard.attained}
    counted = {name for name in reported if standards[name].n}
    yield _all(case, channels, published, "P11.published", "{n} of {total} contact channels publish a standard")
    if not reported:
        missing = say("no channel reports how often it keeps its standard")
        yield from (unavailable(code, "", missing) for code in ("P11.any", "P11.share", "P11.held"))
        return
    detail = say("{n} contact channels report how often they keep their standard", n=count(len(reported)))
    yield told("P11.any", "", holds=True, detail=detail, value=len(reported), threshold=1, n=len(channels))
    yield _all(case, channels, counted, "P11.share", "{n} of {total} contact channels report a share with n")
    for name in sorted(reported):
        yield _held(case, name, standards[name])


def _all(case: ProbeCase, channels: Mapping[str, Channel], good: set[str], code: str, template: str) -> ProbeOutcome:
    total = len(channels)
    places = dict.fromkeys(case.workspace.where_key("channels", name) for name in channels if name not in good)
    detail = say(template, n=count(len(good)), total=count(total))
    return covers(code, "", len(good), total, threshold=1.0, detail=detail, n=total, places=tuple(places))


def _held(case: ProbeCase, name: str, standard: Standard) -> ProbeOutcome:
    attained = standard.attained.value if standard.attained else 0.0
    named = standard.answer.share if standard.answer else None
    promised = case.params.standard_attainment if named is None else named
    detail = say(
        "'{channel}' answers {share} within its standard, {promised} are promised",
        channel=name, share=share(attained), promised=share(promised),
    )  # fmt: skip
    places = (case.workspace.where("channels", name, "standard", "attained"),)
    found = wilson(attained * standard.n, standard.n) if standard.n else Estimate(attained)
    return limited("P11.held", "", found, promised, at_most=False, detail=detail, places=places)


def _recorded(case: ProbeCase, channels: Mapping[str, Channel]) -> ProbeOutcome:
    total = known = 0.0
    for graph, name, point in points(case):
        if point.channel not in channels:
            continue
        visits = case.flows[graph.name].visits[name]
        standard = channels[point.channel].standard if point.channel else None
        total += visits
        known += visits if (standard and standard.attained) or TIMES & set(readings(case, graph.name, name)) else 0.0
    if not known:
        return unavailable("P11.recorded", "", say("no contact channel records how soon it answers"))
    detail = say("{share} of the visits are in channels that record how soon they answer", share=share(known / total))
    return covers("P11.recorded", "", known, total, threshold=case.params.coverage_half, detail=detail)


def _social(channels: Mapping[str, Channel]) -> ProbeOutcome:
    if "social" not in channels:
        return inapplicable("P11.social", "", say("no touchpoint is on social media"))
    standard = channels["social"].standard
    if standard is None or standard.attained is None:
        return unavailable("P11.social", "", say("social media report no attainment"))
    detail = say("social media answer {share} within the standard", share=share(standard.attained.value))
    return told("P11.social", "", holds=True, detail=detail, value=standard.attained.value, n=standard.n)
