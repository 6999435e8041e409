"""The rule ``avoidable-loss``."""

from collections.abc import Iterator, Sequence

from journeymap.flow import DropOff
from journeymap.model.quantities import MINUTES
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import met, personas
from journeymap.text import Figure, Text, count, money, number, say, share
from journeymap.vocabulary import OutcomeKind

KEPT = frozenset({"remedy", "gesture"})


@rule(
    "avoidable-loss",
    quick_action="Call the ten customers lost last and ask what would have kept them",
    limits={"lost": 0.002},
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
    The money is the client's own: customers × share lost × yearly value. Which
    share is worth a finding, `lost`, is a practice convention. Published
    figures on customers who leave (claim `bad1-newer`, grade A) are context
    and never enter the sum.
    """
    known = set(met(case))
    drops = [
        drop
        for drop in case.score.flow.losses
        if drop.touchpoint in known
        and case.graph.outcome_kind(drop.outcome) is OutcomeKind.CHURNED
        and not _kept(case, drop.touchpoint)
    ]
    if sum(drop.share for drop in drops) >= case.limits["lost"]:
        yield _issue(case, drops)


def _kept(case: JourneyCase, name: str) -> bool:
    point = case.graph.touchpoints[name]
    goodwill = any(offer.kind == "goodwill" for offer in point.offers)
    return bool(point.can_remedy) or goodwill or bool(KEPT & set(point.recovers))


def _issue(case: JourneyCase, drops: Sequence[DropOff]) -> Issue:
    graph, worst = case.graph, drops[0]
    lost = sum(drop.share for drop in drops)
    edge = next(e for e in graph.outgoing[worst.touchpoint] if e.target == worst.outcome)
    places = tuple(dict.fromkeys(drop.touchpoint for drop in drops))
    message = "{lost} of customers are lost for good, most at '{name}', and nothing is done to keep them{worth}"
    return Issue(
        say(message, lost=share(lost), name=graph.title(worst.touchpoint), worth=_worth(case, lost)),
        edge.path,
        worst.touchpoint,
        gap=min(1.0, edge.share + 0.3),
        help=say("give somebody the time and the right to keep customers here"),
        evidence=(("lost here", share(worst.share)), ("lost in all", share(lost)), *_evidence(case, lost)),
        also=places[1:],
    )


def _worth(case: JourneyCase, lost: float) -> Text | str:
    """Say what that is worth, as far as it is known."""
    value, customers, years = case.score.value_at_stake(), case.score.customers(), _loyalty(case)
    if value is None or customers is None:
        return ""
    worth = money(customers * lost * value, case.workspace.currency)
    if years:
        template = ": {worth} a year, of customers who have stayed up to {years} years"
        return say(template, worth=worth, years=number(years, 0))
    return say(": {worth} a year", worth=worth)


def _evidence(case: JourneyCase, lost: float) -> tuple[tuple[str, Figure], ...]:
    value, customers = case.score.value_at_stake(), case.score.customers()
    if value is None or customers is None:
        return ()
    currency = case.workspace.currency
    return (
        ("customers lost a year", count(customers * lost)),
        ("yearly value of one", money(value, currency)),
        ("yearly value lost", money(customers * lost * value, currency)),
    )


def _loyalty(case: JourneyCase) -> float:
    """Return the longest time a group has been customers, in years."""
    times = [persona.loyalty.minutes for _, persona, _ in personas(case.graph) if persona.loyalty]
    return max(times, default=0.0) / MINUTES["year"]
