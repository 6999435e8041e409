"""P04: how long ago the maps were checked."""

import datetime as dt
from collections.abc import Iterator

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import told, unavailable
from journeymap.text import count, say

YEAR = 365


@probe("P04", name="map_freshness", needs="graph")
def map_freshness(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Days since a map was last reviewed.

    Formula
    -------
    Today minus ``reviewed`` of the journey. ``target``: of the journey a target
    is written out as.

    Threshold
    ---------
    ``fresh``: the parameter ``fresh_days``, a convention. ``year`` and
    ``target``: 365 days, the words of the criteria.

    Outcomes
    --------
    True: the map was reviewed in time. False: it is older than that.

    Not available
    -------------
    If ``reviewed`` is missing; for a target written as changes, which has no
    date of review, or without a target; ``history`` always, since a workspace
    holds one state.
    """
    for name, graph in case.graphs.items():
        yield _age(case, "P04.fresh", name, graph.journey.reviewed, case.params.fresh_days)
        yield _age(case, "P04.year", name, graph.journey.reviewed, YEAR)
    for target in case.workspace.content.targets.values():
        written = case.workspace.content.journeys[target.journey] if target.journey else None
        reviewed = written.reviewed if written else None
        yield _age(case, "P04.target", target.of, reviewed, YEAR, written_as=target.journey)
    if not case.workspace.content.targets:
        yield unavailable("P04.target", "", say("the workspace holds no target"))
    yield unavailable("P04.history", "", say("a workspace holds one state; earlier maps are not among it"))


def _age(
    case: ProbeCase, code: str, scope: str, reviewed: dt.date | None, limit: int, *, written_as: str | None = None
) -> ProbeOutcome:
    if reviewed is None:
        return unavailable(code, scope, say("the map does not say when it was reviewed"))
    days = (case.today - reviewed).days
    detail = say("the map was reviewed {days} days ago, {limit} are allowed", days=count(days), limit=count(limit))
    places = (case.workspace.where("journeys", written_as or scope, "reviewed"),)
    return told(code, scope, days <= limit, detail, value=days, threshold=limit, places=places)
