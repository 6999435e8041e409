"""The rule ``stale-map``."""

from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import listed
from journeymap.text import count, say
from journeymap.vocabulary import Severity, State


@rule(
    "stale-map",
    severity=Severity.NOTE,
    gap_kind="data",
    quick_action="Walk through the map with two agents and two customers, for an hour",
    limits={
        "days": Limit.count(180, meaning="after how many days without a check a map is old"),
    },
    demands=("governance",),
)
def stale_map(case: JourneyCase) -> Iterator[Issue]:
    """Months have passed since anybody checked the map.

    Why it matters
    --------------
    Journeys change with each release and each reorganisation. An old map is
    believed longer than it is true.

    Flagged
    -------
    ```yaml
    project: {today: 2024-12-01}
    journeys:
      order:
        reviewed: 2024-02-01   # finds: stale-map
        stages:
          buy:
            pay: {channel: web, ends: completed}
    ```

    Fine
    ----
    ```yaml
    project: {today: 2024-12-01}
    journeys:
      order:
        reviewed: 2024-09-01
        stages:
          buy:
            pay: {channel: web, ends: completed}
    ```

    Remedy
    ------
    Check it with people who know the work, each quarter, and write down the
    day.

    Source
    ------
    Practice convention: `days` is two quarters. A map that names no day is
    unknown and no finding.
    """
    journey, today = case.graph.journey, case.workspace.today
    if case.state is not State.CURRENT:
        return
    path = ("journeys", case.graph.name)
    if journey.reviewed is not None and (today - journey.reviewed).days > case.limits["days"]:
        days = count((today - journey.reviewed).days)
        yield Issue(
            say("the map was last checked {days} days ago", days=days),
            (*path, "reviewed"),
            gap=0.5,
            help=say("check it with people who know the work, and write down the day"),
            evidence=(("days", days), ("limit", count(case.limits["days"]))),
        )
        return
    ages = {name: (today - p.reviewed).days for name, p in case.graph.touchpoints.items() if p.reviewed is not None}
    old = [name for name, days in ages.items() if days > case.limits["days"]]
    if old:
        titles = [case.graph.title(name) for name in old]
        days = count(max(ages[name] for name in old))
        message = (
            "{names} was last checked {days} days ago"
            if len(old) == 1
            else "{names} were last checked up to {days} days ago"
        )
        yield Issue(
            say(message, names=listed(titles), days=days),
            case.graph.path(old[0], "reviewed"),
            old[0],
            gap=0.3,
            help=say("check them with people who know the work, and write down the day"),
            evidence=(("days", days), ("limit", count(case.limits["days"]))),
            also=tuple(old[1:]),
        )
