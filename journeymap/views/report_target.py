"""The target of a report: what is wanted, what differs, and what was asked for."""

from collections.abc import Iterator
from dataclasses import replace

from journeymap.analysis import Judged
from journeymap.model.plans import Target
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.scores import JourneyScore
from journeymap.scores.figures import FIGURES, JourneyFigure
from journeymap.text import Figure, Text, say, share
from journeymap.views.difference import difference_map
from journeymap.views.journey_map import JourneyMap, Words
from journeymap.views.numbers_journey import sheet_slug
from journeymap.views.report_journey import MOST_DRAWN, title
from journeymap.views.report_parts import (
    Chart,
    Fact,
    Missing,
    Row,
    Table,
    listed,
    plural,
    sentences,
    slugify,
)

TARGET_LANES = ("curve",)
"""Lanes of the target's map beside cards and ways; what else changes is told in words beneath it."""

NO_TARGET = Missing(
    say("no target is set, so nothing can be said of where the journey should go"),
    say("say what the journey should become, as changes to the current one"),
    "targets:\n  easier:\n    of: my-journey\n    measures: {completion: 97%}\n    changes: [{remove: call}]",
)


@dataclass(frozen=True)
class TargetPart:
    """One journey as it is to be.

    Attributes
    ----------
    figures
        What was asked for, what the drawn target gives, and where it is today.
    difference
        In sentences, weightiest first.
    """

    slug: str
    title: str
    heading: Text
    statement: str
    facts: tuple[Fact, ...]
    figures: Table
    difference: tuple[Text, ...]
    map: Chart | None


def target_heading(judged: Judged) -> Text:
    """Return what the target brings, in a sentence."""
    if not judged.targets:
        return say("no target has been set yet")
    name, goal = next(iter(judged.targets.items()))
    current = judged.current[judged.workspace.content.targets[name].of]
    if len(judged.current) > 1:
        return say("{title}: {finding}", title=title(current), finding=_brings(current, goal))
    return _brings(current, goal)


def _brings(current: JourneyScore, goal: JourneyScore) -> Text:
    now = current.flow.completion
    if goal.flow.completion > now + 0.0005:
        return say("the target map brings {then} of customers to a good end, against {now} today",
                   then=share(goal.flow.completion), now=share(now))  # fmt: skip
    if goal.flow.completion < now - 0.0005:
        return say("the target map brings {then} of customers to a good end, fewer than the {now} of today",
                   then=share(goal.flow.completion), now=share(now))  # fmt: skip
    return say("the target map keeps completion at {now} and changes how it is reached", now=share(now))


def target_part(judged: Judged, name: str) -> TargetPart:
    """Gather what the report says on one target."""
    record, goal = judged.workspace.content.targets[name], judged.targets[name]
    current = judged.current[record.of]
    heading = say("{title}: {now} ▸ {then} of customers get through", title=record.title or humanise(name),
                  now=share(current.flow.completion), then=share(goal.flow.completion))  # fmt: skip
    whole = difference_map(current, goal, numbers={})
    view = _bare(whole)
    slug, kind = f"target-map-{slugify(name)}", "journey-map" if len(view.columns) <= MOST_DRAWN else ""
    label = say("Target map of '{title}', with what changes", title=title(current))
    return TargetPart(
        slug=f"target-{slugify(name)}",
        title=record.title or humanise(name),
        heading=heading,
        statement=record.statement or "",
        facts=tuple(_target_facts(record)),
        figures=_figures(record, current, goal),
        difference=tuple(_difference(view)),
        map=Chart(
            slug, kind, view, label, view.statement, _changes(whole), wide=bool(kind), numbers=sheet_slug(current)
        ),
    )


def _bare(view: JourneyMap) -> JourneyMap:
    """Return a map of the difference that marks what changes; its words are in the table, its figures above it."""
    columns = (
        replace(column, emotion=None, mark=replace(column.mark, words=()) if column.mark is not None else None)
        for column in view.columns
    )
    return replace(view, columns=tuple(columns), lanes=TARGET_LANES, caption=(), figures=())


def _target_facts(record: Target) -> Iterator[Fact]:
    if record.by is not None:
        yield Fact(say("By"), record.by)
    if record.owner is not None:
        yield Fact(say("Owner"), record.owner)


MEASURE_TITLES = {
    "completion": "Completion",
    "score": "Score",
    "contacts": "Contacts",
    "hand_offs": "Hand-offs",
    "time": "Time spent",
    "waiting": "Waiting",
    "cost": "Cost per customer",
}


def measure(score: JourneyScore, name: str) -> float | None:
    """Return a measure of a whole journey; `None` if it is unknown."""
    return _figure(name).value(score)


def measure_figure(name: str, value: float | None, currency: str) -> Words:
    """Return a measure with its unit; empty if it is unknown."""
    return "" if value is None else _figure(name).shown(value, currency)


def _figure(name: str) -> JourneyFigure:
    """Return the figure of a measure: the file format has no dash in a key."""
    return FIGURES[name.replace("_", "-")]


TINY = 1e-9


def _figures(record: Target, current: JourneyScore, goal: JourneyScore) -> Table:
    currency = current.graph.workspace.currency
    head = tuple(say(word) for word in ("Figure", "Today", "In the target map", "Goal"))
    rows: list[Row] = []
    for name, words in MEASURE_TITLES.items():
        asked = (record.measures or {}).get(name)
        values = (measure(current, name), measure(goal, name), asked.number if asked else None)
        if any(value is not None for value in values):
            rows.append((say(words), *_row(name, values, currency)))
    return Table(say("The journey today and as it is to be"), head, tuple(rows))


UP = frozenset({"completion", "score"})
"""Measures of which more is better."""


def _row(name: str, values: tuple[float | None, ...], currency: str) -> tuple[Words, ...]:
    """Return today, target map and goal; what falls short of the goal is not rounded to it."""
    now, then, asked = values
    shown = [measure_figure(name, value, currency) for value in values]
    if asked is None:
        return tuple(shown)
    for place, value in enumerate((now, then)):
        if value is not None and _short(name, value, asked):
            shown[place], shown[2] = _apart(shown[place], shown[2])
    if now is None or _short(name, now, asked):
        return tuple(shown)
    met = "{goal}, already met today" if str(shown[0]) == str(shown[2]) else "{goal}, already better today"
    return (shown[0], shown[1], say(met, goal=shown[2]))


def _short(name: str, value: float, asked: float) -> bool:
    return asked - value > TINY if name in UP else value - asked > TINY


def _apart(one: Words, other: Words) -> tuple[Words, Words]:
    """Return two figures with as many decimals as it takes to tell them apart."""
    if str(one) != str(other) or not isinstance(one, Figure) or not isinstance(other, Figure):
        return one, other
    for digits in range(1, 5):
        found = replace(one, digits=digits), replace(other, digits=digits)
        if str(found[0]) != str(found[1]):
            return found
    return one, other


def _difference(view: JourneyMap) -> Iterator[Text]:
    for kind, one, many in (
        ("added", "{n} touchpoint is new", "{n} touchpoints are new"),
        ("removed", "{n} touchpoint goes", "{n} touchpoints go"),
        ("changed", "{n} touchpoint changes", "{n} touchpoints change"),
        ("rerouted", "{n} touchpoint leads elsewhere", "{n} touchpoints lead elsewhere"),
    ):
        names = [column.title for column in view.columns if column.mark is not None and column.mark.kind == kind]
        if names:
            quoted = listed([say("'{name}'", name=name) for name in names])
            yield say("{words}: {names}", words=plural(len(names), one, many), names=quoted)


MARKS = {"added": "new", "removed": "goes", "changed": "changes", "rerouted": "leads elsewhere"}


def _turned(now: float | None, then: float | None) -> Words:
    """Return a score today and in the target; one that does not change once."""
    shown = [Figure("score", value) if value is not None else "–" for value in (now, then)]
    return shown[0] if str(shown[0]) == str(shown[1]) else say("{now} → {then}", now=shown[0], then=shown[1])


def _changes(view: JourneyMap) -> Table:
    """Return in words what differs at the touchpoints, those that only come or go left out."""
    after = view.curves[0].points if view.curves else {}
    rows = [
        (column.title, say(MARKS[column.mark.kind]), _turned(column.score, after.get(column.id)),
         sentences(column.mark.words))
        for column in view.columns if column.mark is not None and column.mark.words
    ]  # fmt: skip
    head = tuple(say(word) for word in ("Touchpoint", "Change", "Score", "What changes"))
    return Table(say("What changes at the touchpoints"), head, tuple(rows))
