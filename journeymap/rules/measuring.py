"""Comparing a touchpoint with a limit, or with somebody else's figure."""

from collections.abc import Iterator

from journeymap.rules import Issue, JourneyCase
from journeymap.rules.support import day_words, least, met, most, reading
from journeymap.scores import MetricScore
from journeymap.scores.benchmarks import Peer, peers
from journeymap.text import Figure, minutes, money, number, say, share


def surely_above(found: MetricScore | None, limit: float) -> bool:
    """Tell whether a figure is above a limit beyond chance: with all of its 95 % interval, if it has one.

    A figure without an interval, such as an opinion, is taken as it is; one that is not known is above nothing.
    """
    return found is not None and least(found) > limit


def surely_reaches(found: MetricScore | None, limit: float) -> bool:
    """Tell whether a figure is at a limit or above it beyond chance; see :func:`surely_above`."""
    return found is not None and least(found) >= limit


def surely_below(found: MetricScore | None, limit: float) -> bool:
    """Tell whether a figure is below a limit beyond chance; see :func:`surely_above`."""
    return found is not None and most(found) < limit


def behind(case: JourneyCase, *, ours: bool) -> Iterator[Issue]:
    """Yield one issue for each touchpoint behind a benchmark, by the widest of its distances.

    Parameters
    ----------
    case
        The journey; its limit ``points`` is the least distance of two scores.
    ours
        Whether to compare within the own sector, or outside it.
    """
    here = met(case)
    found: dict[str, list[Peer]] = {}
    for peer in peers(case.score):
        known = peer.touchpoint in here and reading(case, peer.touchpoint, peer.metric.id) is not None
        if known and peer.benchmark.ours is ours and peer.gap > 0 and peer.gap * 100 >= case.limits["points"]:
            found.setdefault(peer.touchpoint, []).append(peer)
    for group in found.values():
        yield _issue(case, max(group, key=lambda item: item.gap), len(group))


def _issue(case: JourneyCase, item: Peer, many: int) -> Issue:
    assert item.found is not None  # noqa: S101 - there is no gap without a figure of ours
    assert item.theirs is not None  # noqa: S101 - nor without one of theirs
    who = item.benchmark.title or item.id
    mine, other = _figure(case, item, item.found.estimate.value), _figure(case, item, item.theirs)
    message = "'{name}': {metric} is {ours}; '{who}' ({sector}, {date}) has {theirs}"
    return Issue(
        say(message, name=case.graph.title(item.touchpoint), metric=say(item.metric.title), ours=mine, who=who,
            sector=item.benchmark.sector, date=day_words(item.benchmark.date), theirs=other),
        item.found.path,
        item.touchpoint,
        gap=item.gap,
        help=say("look at how they do it, and take over what fits"),
        evidence=(("ours", mine), ("theirs", other), ("benchmarks here", number(many, 0))),
        assumed=item.benchmark.assumed,
    )  # fmt: skip


def _figure(case: JourneyCase, item: Peer, value: float) -> Figure:
    unit = item.metric.unit
    if unit == "min":
        return minutes(value)
    if unit == "share":
        return share(value)
    return money(value, case.workspace.currency) if unit == "money" else number(value)
