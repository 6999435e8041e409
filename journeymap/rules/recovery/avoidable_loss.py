"""The rule ``avoidable-loss``."""

from collections.abc import Collection, Iterator, Mapping

from journeymap.flow.result import DropOff
from journeymap.model.limits import Limit
from journeymap.model.quantities import MINUTES
from journeymap.model.workspace import Path
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import persona_title, personas, taken
from journeymap.text import Figure, Text, count, money, number, say, share
from journeymap.vocabulary import OutcomeKind

KEPT = frozenset({"remedy", "gesture"})

Yearly = tuple[float, float]
"""Customers lost in a year, and what they are worth."""


@rule(
    "avoidable-loss",
    quick_action="Call the ten customers lost last and ask what would have kept them",
    limits={
        "lost": Limit.share(0.01, meaning="from which share of the customers lost for good on it counts"),
        "hopeless": Limit.share(
            0.1,
            meaning="below which share who still come to a good end a loss counts as decided earlier",
        ),
    },
    sources=("bad1-newer",),
    demands=("money",),
)
def avoidable_loss(case: JourneyCase) -> Iterator[Issue]:
    """Nothing is done to keep customers who leave for good.

    Why it matters
    --------------
    A customer lost at the end of a bad day takes years of loyalty along. What
    would have kept many of them, one call by somebody who may put things
    right, costs less than one month of what they paid.

    Flagged
    -------
    ```yaml
    journeys:
      outage:
        customers: 10000/year
        value: 300 EUR
        stages:
          ask:
            call:
              channel: phone
              ends:
                completed: 80%
                churned: 20%   # finds: avoidable-loss
    ```

    Fine
    ----
    ```yaml
    journeys:
      outage:
        customers: 10000/year
        value: 300 EUR
        stages:
          ask:
            call:
              channel: phone
              recovers: [acknowledgement, apology, remedy, follow_up]
              ends: {completed: 98%, churned: 2%}
    ```

    Remedy
    ------
    Give somebody the time and the right to keep customers at this point: a
    remedy, a gesture, one call. Then mend what drove them there.

    Source
    ------
    The money is the client's own: customers × share lost × yearly value, group
    by group where groups are lost differently or differ in value.
    Practice convention: `lost` is which share is worth a finding; where fewer
    than `hopeless` still come to a good end, the loss was decided earlier, at
    the last touchpoint on the busiest way there from which more of them do; it
    is shown there, beside how many leave there. Where there is no such
    touchpoint, it is shown where they leave. Published figures on customers
    who leave (claim `bad1-newer`) are context and never enter the sum.
    """
    unkept: list[tuple[str, DropOff]] = []
    known: dict[str, str | None] = {}
    for drop in case.score.flow.losses:
        churned = case.graph.outcome_kind(drop.outcome) is OutcomeKind.CHURNED
        place = _decided(case, drop.touchpoint, known) or drop.touchpoint
        if churned and not _kept(case, place) and not _kept(case, drop.touchpoint):
            unkept.append((place, drop))
    if not unkept:
        return
    by_groups = _by_groups(case)
    lost: dict[str, float] = {}
    leaving: dict[str, float] = {}
    for place, drop in unkept:
        part = by_groups.get((drop.touchpoint, drop.outcome), drop.share)
        lost[place] = lost.get(place, 0.0) + part
        leaving[drop.touchpoint] = leaving.get(drop.touchpoint, 0.0) + part
    if sum(lost.values()) >= case.limits["lost"]:
        yield _issue(case, lost, leaving, _yearly(case, {(drop.touchpoint, drop.outcome) for _, drop in unkept}))


def _by_groups(case: JourneyCase) -> Mapping[tuple[str, str | None], float]:
    """Return the part of customers lost on each way where groups go their own ways, as the money counts them."""
    risk = case.score.at_risk
    if risk is None or not risk.groups or not risk.customers:
        return {}
    return {(loss.touchpoint, loss.outcome): loss.customers / risk.customers for loss in risk.losses}


def _yearly(case: JourneyCase, ways: Collection[tuple[str, str | None]]) -> Yearly | None:
    """Return what some of the ways of the value at risk make of it, so that both tell the same money."""
    risk = case.score.at_risk
    if risk is None:
        return None
    losses = [loss for loss in risk.losses if (loss.touchpoint, loss.outcome) in ways]
    return sum(loss.customers for loss in losses), sum(loss.value for loss in losses)


def _decided(case: JourneyCase, name: str, known: dict[str, str | None]) -> str | None:
    """Return the last touchpoint on the busiest way to a loss at which customers might still have stayed, if any.

    What one walk has found is kept in `known`, so that all walks together stay linear.
    """
    graph, seen, place = case.graph, {name: None}, name
    while case.score.flow.completion_from.get(place, 1.0) < case.limits["hopeless"]:
        ways = [edge for edge in graph.incoming[place] if edge.source not in seen and taken(case, edge) > 0]
        if place in known or not ways:
            known.update(dict.fromkeys(seen, known.get(place)))
            return known[place]
        place = max(ways, key=lambda edge: taken(case, edge)).source
        seen[place] = None
    known.update(dict.fromkeys(seen, place))
    return place


def _kept(case: JourneyCase, name: str) -> bool:
    point = case.graph.touchpoints[name]
    goodwill = any(offer.kind == "goodwill" for offer in point.offers)
    return bool(point.can_remedy) or goodwill or bool(KEPT & set(point.recovers))


def _issue(case: JourneyCase, lost: Mapping[str, float], leaving: Mapping[str, float], yearly: Yearly | None) -> Issue:
    graph, total = case.graph, sum(lost.values())
    places = sorted(lost, key=lambda name: -lost[name])
    worst = places[0]
    decided, left = share(lost[worst]), share(leaving.get(worst, 0.0))
    message = "{lost} of customers are lost for good where no remedy or gesture keeps them, most at '{name}'{worth}"
    here: tuple[tuple[str, Figure], ...] = (("lost here", decided),)
    if str(decided) != str(left):
        message = (
            "{lost} of customers are lost for good where no remedy or gesture keeps them, most of it decided at "
            "'{name}', before they leave{worth}"
        )
        here = (("decided here", decided), ("leave here", left))
    return Issue(
        say(message, lost=share(total), name=graph.title(worst), worth=_worth(case, yearly)),
        _place(case, worst),
        worst,
        # Who is lost is lost whole, wherever it happens: one in ten is as bad as it gets.
        reach=1.0,
        importance=5,
        gap=min(1.0, 10 * total),
        help=say("give somebody the time and the right to keep customers here"),
        evidence=(*here, ("lost in all", share(total)), *_evidence(case, yearly)),
        also=tuple(places[1:]),
    )


def _place(case: JourneyCase, name: str) -> Path:
    """Return where customers leave, or the touchpoint if they are lost further on."""
    graph = case.graph
    ways = [edge for edge in graph.outgoing[name] if edge.target not in graph.touchpoints]
    churned = [edge for edge in ways if graph.outcome_kind(edge.target) is OutcomeKind.CHURNED]
    return max(churned, key=lambda edge: edge.share).path if churned else graph.path(name)


def _worth(case: JourneyCase, yearly: Yearly | None) -> Text | str:
    """Say what that is worth, if it is known, and who is among them."""
    if yearly is None:
        return ""
    worth = money(yearly[1], case.workspace.currency)
    dearest = _dearest(case)
    if dearest is None:
        return say(": {worth} a year", worth=worth)
    name, years = dearest
    template = ": {worth} a year, among them '{who}', customers for {years} years"
    return say(template, worth=worth, who=name, years=number(years, 0 if years >= 2 else 1))


def _evidence(case: JourneyCase, yearly: Yearly | None) -> tuple[tuple[str, Figure], ...]:
    if yearly is None:
        return ()
    customers, value = yearly
    each = money(value / customers if customers else 0.0, case.workspace.currency)
    return (
        ("customers lost a year", count(customers)),
        ("yearly value of one", each),
        ("yearly value lost", money(value, case.workspace.currency)),
    )


def _dearest(case: JourneyCase) -> tuple[str, float] | None:
    """Return the group whose customers are worth most, with its years of loyalty, if both are known."""
    known = [
        (persona.value.yearly, persona_title(name, persona), persona.loyalty.minutes / MINUTES["year"])
        for name, persona, _ in personas(case.graph)
        if persona.value and persona.loyalty
    ]
    return max(known)[1:] if known else None
