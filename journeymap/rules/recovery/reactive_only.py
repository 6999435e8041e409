"""The rule ``reactive-only``."""

from collections.abc import Iterator

from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import listed, met, system_title
from journeymap.text import say, share


@rule(
    "reactive-only",
    gap_kind="technology",
    quick_action="Send one message before it happens, from the system that knows",
    demands=("golden.1",),
)
def reactive_only(case: JourneyCase) -> Iterator[Issue]:
    """Events the company knows of hit the customer without a notice.

    Why it matters
    --------------
    A bank tells of a payment, a shop of a parcel. Whoever knows that a plan
    renews or a line is cut, and says nothing, turns a message into a
    complaint.

    Flagged
    -------
    ```yaml
    systems: {billing: {title: Billing}}
    journeys:
      plan:
        stages:
          year-end:
            renewal:
              channel: none
              event:
                what: the plan renews for a year
                known_to: [billing]
                notice: none   # finds: reactive-only
              ends: completed
    ```

    Fine
    ----
    ```yaml
    systems: {billing: {title: Billing}}
    journeys:
      plan:
        stages:
          year-end:
            renewal:
              channel: none
              event: {what: the plan renews for a year, known_to: [billing], notice: a mail a month before}
              ends: completed
    ```

    Remedy
    ------
    Let the system that knows send a notice in time, with what can be done
    about it, on the channel the customer has chosen.

    Source
    ------
    Practice convention; no threshold. An event whose notice is not stated is
    unknown and no finding.
    """
    graph = case.graph
    for name in met(case):
        point = graph.touchpoints[name]
        event = point.event
        if event is None or event.notice != "none":
            continue
        who = [_holder(case, holder) for holder in event.known_to]
        message = "{share} of customers come to '{name}' without a notice, though {who} knew: {what}"
        if not who:
            message = "{share} of customers come to '{name}' without a notice: {what}"
        reach = share(case.score.flow.reach[name])
        blanks = {"who": listed(who)} if who else {}
        yield Issue(
            say(message, share=reach, name=graph.title(name), what=event.what or graph.title(name), **blanks),
            graph.path(name, "event", "notice"),
            name,
            gap=1.0 if point.moment_of_truth else 0.8,
            help=say("let the system that knows send a notice in time"),
            evidence=(("reach", reach),),
        )


def _holder(case: JourneyCase, name: str) -> str:
    department = case.workspace.content.departments.get(name)
    if department is not None and department.title:
        return department.title
    return system_title(case.graph, name)
