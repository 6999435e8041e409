"""The rule ``upsell-in-failure``."""

from collections.abc import Iterator

from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.measuring import surely_below
from journeymap.rules.support import failing, met, reading
from journeymap.text import Text, say, share
from journeymap.vocabulary import Purpose


@rule(
    "upsell-in-failure",
    gap_kind="people",
    quick_action="Take the offer off the script until the matter is settled",
    demands=("error.5", "golden.2"),
)
def upsell_in_failure(case: JourneyCase) -> Iterator[Issue]:
    """Something more is sold to customers who need something put right.

    Why it matters
    --------------
    Whoever calls because something is wrong hears in an offer that nobody is
    listening. The sale is rarely made, and the goodwill is gone.

    Flagged
    -------
    ```yaml
    journeys:
      repair:
        stages:
          ask:
            call:
              channel: phone
              purpose: service
              offers: [{kind: upsell, title: a bigger package}]   # finds: upsell-in-failure
              ends: completed
    ```

    Fine
    ----
    ```yaml
    journeys:
      repair:
        stages:
          ask:
            call: {channel: phone, purpose: service, next: thanks}
            thanks: {channel: email, purpose: inform, emotion: 1, offers: [{kind: upsell}], ends: completed}
    ```

    Remedy
    ------
    Settle the matter first. Offer when the customer is content again, and only
    what fits.

    Source
    ------
    Practice convention; no threshold. A change counts as forced by trouble if
    the customer feels bad there or in the step before.
    """
    graph = case.graph
    for name in met(case):
        offers = [index for index, offer in enumerate(graph.touchpoints[name].offers) if offer.kind == "upsell"]
        why = _trouble(case, name) if offers else None
        if why is None:
            continue
        offer = graph.touchpoints[name].offers[offers[0]]
        reach = share(case.score.flow.reach[name])
        message = "'{offer}' is offered at '{name}' to customers {why}"
        if offer.title == graph.title(name):
            message = "'{offer}' is offered to customers {why}"
        yield Issue(
            say(message, offer=offer.title or say("something more"), name=graph.title(name), why=why),
            graph.path(name, "offers", offers[0]),
            name,
            gap=0.8 if graph.touchpoints[name].purpose in {Purpose.SERVICE, Purpose.CARE} else 0.6,
            help=say("settle the matter first"),
            evidence=(("reach", reach),),
        )


def _trouble(case: JourneyCase, name: str) -> Text | None:
    """Say why an offer is out of place here, or return `None`."""
    graph, point = case.graph, case.graph.touchpoints[name]
    if point.refuses:
        return say("who are told no")
    if failing(graph, name) or point.recovers:
        return say("for whom something has gone wrong")
    if point.purpose in {Purpose.SERVICE, Purpose.CARE}:
        return say("who ask for help")
    steps = (name, *(edge.source for edge in graph.incoming[name]))
    if point.purpose is Purpose.CHANGE and any(surely_below(reading(case, step, "emotion"), 0.0) for step in steps):
        return say("whom trouble forces to change something")
    return None
