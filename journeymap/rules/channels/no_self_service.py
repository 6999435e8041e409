"""The rule ``no-self-service``."""

from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.model.surroundings import Need
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import ANSWERED, by_need, entered, heaviest, need_title, value
from journeymap.text import Figure, Text, count, minutes, say
from journeymap.vocabulary import Service


@rule(
    "no-self-service",
    gap_kind="technology",
    quick_action="Put a form for this need on the website; whoever took the call fills in the rest for now",
    limits={
        "minutes": Limit.minutes(
            5,
            meaning="what a simple need should take; it sets how grave the finding is, not whether there is one",
        ),
        "yearly": Limit.count(
            5000,
            meaning="from how many cases a year on a need is frequent, where the map does not say whether it is",
        ),
    },
    demands=("one-view", "best-anywhere"),
)
def no_self_service(case: JourneyCase) -> Iterator[Issue]:
    """Frequent and simple needs are served by people only.

    Why it matters
    --------------
    Five minutes of self-service would have done what took hours of calls. The
    people who answer them are missing where judgement is needed.

    Flagged
    -------
    ```yaml
    needs: {new-date: {title: Change the day, simple: true, frequent: true}}
    journeys:
      move:
        stages:
          change:
            call:
              channel: phone   # finds: no-self-service
              need: new-date
              duration: 18 min
              ends: completed
    ```

    Fine
    ----
    ```yaml
    needs: {new-date: {title: Change the day, simple: true, frequent: true}}
    journeys:
      move:
        starts: {app: 80%, call: 20%}
        stages:
          change:
            app: {channel: app, need: new-date, duration: 2 min, ends: completed}
            call: {channel: phone, need: new-date, duration: 18 min, ends: completed}
    ```

    Remedy
    ------
    Let customers do it themselves, with a person one step away.

    Source
    ------
    Practice convention: `minutes` is what a simple need should take, `yearly`
    from how many cases on a need counts as frequent if nobody has said so.
    """
    for need, group in by_need(case).items():
        record = case.workspace.content.needs.get(need)
        served = [name for name in group if case.graph.service(name) in ANSWERED]
        if record is None or not record.simple or not served:
            continue
        if any(case.graph.service(name) is not Service.HUMAN for name in served):
            continue
        if _frequent(case, record, served):
            yield _issue(case, need, heaviest(case, served))


def _frequent(case: JourneyCase, record: Need, served: list[str]) -> bool:
    if record.frequent is not None:
        return record.frequent
    customers = case.score.customers()
    return customers is not None and customers * entered(case, served) >= case.limits["yearly"]


def _issue(case: JourneyCase, need: str, names: tuple[str, ...]) -> Issue:
    first, *others = names
    time = value(case, first, "duration")
    should = case.limits["minutes"]
    template = "'{need}' is simple and frequent, yet only people serve it, at '{name}'{time}"
    tail: Text | str = say(" in {time}", time=minutes(time)) if time else ""
    evidence: tuple[tuple[str, Figure], ...] = (("what it should take", minutes(should)),)
    customers = case.score.customers()
    if customers:
        evidence = (*evidence, ("cases a year in all", count(customers * entered(case, names))))
    return Issue(
        say(template, need=need_title(case.graph, need), name=case.graph.title(first), time=tail),
        case.graph.path(first, "channel"),
        first,
        gap=max(0.4, 1 - should / time) if time else 0.5,
        help=say("let customers do it themselves, with a person one step away"),
        evidence=evidence,
        also=tuple(others),
    )
