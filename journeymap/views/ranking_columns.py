"""RICE and WSJF beside the plan, for those who ask: two orders that know nothing of prerequisites and people.

References
----------
S. McBride, "RICE: simple prioritization for product managers", Intercom (2016).
D. G. Reinertsen, *The Principles of Product Development Flow* (2009): cost of delay divided by duration.
W. E. Smith, "Various optimizers for single-stage production", *Naval Research Logistics Quarterly* 3 (1956): the order
by weight over length is the best one if one team does one thing after another and nothing waits for anything.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.roadmap.result import Item, Roadmap
from journeymap.text import Figure, Text, count, number, say
from journeymap.views.journey_map import Words

Ranking = Literal["rice", "wsjf"]

HEADS: Mapping[Ranking, Text] = {"rice": say("RICE"), "wsjf": say("WSJF")}

MONTH, WEEK, YEAR = 20.0, 5.0, 52.0
"""Working days in a person-month and a person-week, weeks in a year."""


@dataclass(frozen=True)
class Ranked:
    """One initiative's two figures; `None` if what they are made of is unknown."""

    id: str
    rice: float | None
    wsjf: float | None


def rank(plan: Roadmap, workspace: Workspace) -> tuple[Ranked, ...]:
    """Return RICE and WSJF of each planned initiative, in the order of the plan.

    RICE is reach × impact × confidence / effort: the customers a quarter of the journeys it
    changes, the points of score it gains them on average (0 if it takes some away), the confidence as a
    share, person-months. WSJF is the value it keeps in a week divided by its person-weeks. Both
    take the ordered contribution on the map; an enabler has none, so both are 0.
    """
    return tuple(Ranked(item.id, _rice(item, workspace), _wsjf(item, workspace)) for item in plan.items)


def _days(item: Item, workspace: Workspace) -> float | None:
    effort = workspace.content.initiatives[item.id].effort
    total = sum(amount.days for amount in effort.values()) if effort else 0.0
    return total or None


def _rice(item: Item, workspace: Workspace) -> float | None:
    days, confidence = _days(item, workspace), workspace.content.initiatives[item.id].confidence
    if days is None or confidence is None:
        return None
    if item.benefit is None:
        return 0.0
    reach = 0.0
    for effect in item.benefit.effects:
        customers, gained = _customers(workspace, effect.journey), effect.difference.score
        if customers is None or gained is None:
            return None
        reach += customers / 4 * max(0.0, gained)
    return reach * confidence.value / (days / MONTH)


def _customers(workspace: Workspace, journey: str) -> float | None:
    volume = workspace.content.journeys[journey].customers
    return volume.per_year if volume is not None else None


def _wsjf(item: Item, workspace: Workspace) -> float | None:
    days = _days(item, workspace)
    if days is None:
        return None
    if item.benefit is None:
        return 0.0
    value = item.benefit.value
    return None if value is None else value / YEAR / (days / WEEK)


def ranking_cells(ranked: Ranked, columns: Sequence[Ranking]) -> tuple[Words, ...]:
    """Return the cells asked for, in their order."""
    return tuple(_cell(ranked.rice if column == "rice" else ranked.wsjf) for column in columns)


def _cell(value: float | None) -> Words:
    if value is None:
        return ""
    return number(value, 1) if 0 < abs(value) < 10 else Figure("count", value)


def broken(plan: Roadmap, workspace: Workspace, column: Ranking) -> tuple[tuple[str, str], ...]:
    """Return the pairs of initiatives that the order of a figure has the wrong way round.

    Returns
    -------
    tuple of (str, str)
        What is ranked first though it waits, directly or not, for the second; sorted. What is not rated is in no pair.
    """
    ranked = {entry.id: entry.rice if column == "rice" else entry.wsjf for entry in rank(plan, workspace)}
    rated = {name: value for name, value in ranked.items() if value is not None}
    return tuple(sorted((name, before) for name in rated for before in _all_before(plan, name)
                        if before in rated and rated[name] > rated[before]))  # fmt: skip


def _all_before(plan: Roadmap, name: str) -> Iterator[str]:
    seen: set[str] = set()
    stack = [*plan.by_id[name].after]
    while stack:
        before = stack.pop()
        if before in plan.by_id and before not in seen:
            seen.add(before)
            stack += plan.by_id[before].after
            yield before


def ranking_words(plan: Roadmap, workspace: Workspace, columns: Sequence[Ranking]) -> Iterator[Text]:
    """Yield what a reader of the columns must know: what they are made of, and where their order cannot be followed."""
    if "rice" in columns:
        yield say("RICE: customers a quarter × points of score gained × confidence ÷ person-months")
    if "wsjf" in columns:
        yield say("WSJF: value kept in a week ÷ person-weeks")
    for column in columns:
        found = broken(plan, workspace, column)
        if not found:
            yield say("the order by {figure} breaks no prerequisite", figure=HEADS[column])
            continue
        name, before = found[0]
        one = "the order by {figure} breaks {n} prerequisite: it has '{name}' before '{before}', which it waits for"
        many = ("the order by {figure} breaks {n} prerequisites, direct or not: it has '{name}' before '{before}', "
                "which it waits for")  # fmt: skip
        yield say(one if len(found) == 1 else many, figure=HEADS[column], n=count(len(found)),
                  name=plan.by_id[name].title, before=plan.by_id[before].title)  # fmt: skip
