"""The parts of a report on where to go: target, priorities, roadmap, what stays open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from journeymap.analysis import JOURNEY_MEASURES, Analysis, Judged
from journeymap.model.plans import Target
from journeymap.model.record import humanise
from journeymap.roadmap.result import Item, Roadmap
from journeymap.scores import JourneyScore
from journeymap.text import Figure, Text, count, minutes, money, say, share
from journeymap.views.difference import difference_map
from journeymap.views.journey_map import JourneyMap, Words
from journeymap.views.priorities import priorities
from journeymap.views.report_journey import MOST_DRAWN, title
from journeymap.views.report_parts import (
    ENABLER,
    Chart,
    Fact,
    Missing,
    Row,
    Table,
    listed,
    plain,
    plural,
    rows_table,
    sentences,
    slugify,
)
from journeymap.views.report_steps import steps
from journeymap.views.report_worth import amount, initiatives_reach, paid_back, total_cost, value_kept
from journeymap.views.roadmap import cost_curve, gantt, measure_curve


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


@dataclass(frozen=True)
class PlanPart:
    """The roadmap.

    Attributes
    ----------
    why
        Each initiative with when and why then.
    quarters
        The figures of the journeys after each quarter.
    residual
        What of the target stays open.
    """

    facts: tuple[Fact, ...]
    gantt: Chart | None
    matrix: Chart | None
    curves: tuple[Chart, ...]
    why: Table
    notes: tuple[Text, ...]
    quarters: Table | None
    maps: tuple[Chart, ...]
    residual: tuple[Text, ...]
    left_out: Table | None


TARGET_LANES = ("doing", "channel", "curve", "time", "pains")
"""Lanes of the target's map; the others stand on the map of today."""

NO_TARGET = Missing(
    say("no target is set, so nothing can be said of where the journey should go"),
    say("say what the journey should become, as changes to the current one"),
    "targets:\n  easier:\n    of: my-journey\n    measures: {completion: 97%}\n    changes: [{remove: call}]",
)
NO_PLAN = Missing(
    say("no initiative is described, so there is no roadmap"),
    say("describe initiatives with their length, effort and the changes they bring"),
    "initiatives:\n  self-service:\n    duration: 3 months\n    changes: [{set: {call.duration: 5 min}}]",
)


def target_heading(judged: Judged) -> Text:
    """Return what the target brings, in a sentence."""
    if not judged.targets:
        return say("no target has been set yet")
    name, goal = next(iter(judged.targets.items()))
    now = judged.current[judged.workspace.content.targets[name].of].flow.completion
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
    view = difference_map(current, goal, numbers={}, lanes=TARGET_LANES)
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
        map=Chart(slug, kind, view, label, view.statement, _changes(view), wide=bool(kind)),
    )


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
    flow = score.flow
    known = {"completion": flow.completion, "contacts": flow.contacts, "hand_offs": flow.hand_offs}
    if name in known:
        return known[name]
    if name == "score":
        return score.score.value if score.score else None
    expected = {"time": flow.duration, "waiting": flow.waiting, "cost": flow.cost}.get(name)
    return expected.value if expected is not None and expected.known > 0 else None


def measure_figure(name: str, value: float | None, currency: str) -> Words:
    """Return a measure with its unit; empty if it is unknown."""
    if value is None:
        return ""
    unit = JOURNEY_MEASURES.get(name)
    if unit == "share":
        return share(value)
    if unit == "min":
        return minutes(value)
    if unit == "money":
        return money(value, currency)
    return Figure("score", value) if unit == "score" else plain(value, 2 if name == "hand_offs" else 1)


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
    ):
        names = [column.title for column in view.columns if column.mark is not None and column.mark.kind == kind]
        if names:
            quoted = listed([say("'{name}'", name=name) for name in names])
            yield say("{words}: {names}", words=plural(len(names), one, many), names=quoted)


MARKS = {"added": "new", "removed": "goes", "changed": "changes"}


def _changes(view: JourneyMap) -> Table:
    """Return the difference drawn on a map as a table: a changed touchpoint a row."""
    after = view.curves[0].points if view.curves else {}
    rows = []
    for column in view.columns:
        if column.mark is not None:
            then = after.get(column.id)
            rows.append((
                column.title,
                say(MARKS[column.mark.kind]),
                Figure("score", column.score) if column.score is not None else "",
                Figure("score", then) if then is not None else "",
                sentences(column.mark.words),
            ))  # fmt: skip
    head = tuple(say(word) for word in ("Touchpoint", "Change", "Score today", "Score then", "What changes"))
    return Table(say("The difference as a table"), head, tuple(rows))


def plan_heading(analysis: Analysis) -> Text:
    """Return how long it takes and how short it could be, in a sentence."""
    roadmap = analysis.roadmap
    if not roadmap.items:
        return say("there is no roadmap yet")
    length, bound = weeks(roadmap.schedule.makespan_weeks), weeks(roadmap.schedule.lower_bound)
    reach = initiatives_reach(analysis)
    if roadmap.schedule.makespan_weeks <= roadmap.schedule.lower_bound:
        return say("{reach} in {length}, and no schedule is shorter", reach=reach, length=length)
    return say("{reach} in {length}; no schedule is shorter than {bound}", reach=reach, length=length,
               bound=bound)  # fmt: skip


def weeks(value: float) -> Figure:
    """Return a number of weeks as a figure."""
    return Figure("weeks", value, "week" if value == 1 else "weeks")


def plan_part(analysis: Analysis) -> PlanPart | None:
    """Gather what the report says on the roadmap; `None` if there is nothing to plan."""
    roadmap = analysis.roadmap
    if not roadmap.items and not roadmap.left_out:
        return None
    return PlanPart(
        facts=tuple(_plan_facts(analysis)),
        gantt=_gantt(analysis),
        matrix=_matrix(analysis),
        curves=tuple(_curves(analysis)),
        why=_why(analysis),
        notes=tuple(roadmap.notes),
        quarters=_quarters(analysis),
        maps=tuple(_maps(analysis)),
        residual=tuple(item.words for item in roadmap.residual),
        left_out=_left_out(analysis),
    )


def _gantt(analysis: Analysis) -> Chart | None:
    if not analysis.roadmap.items:
        return None
    view = gantt(analysis.roadmap, analysis.workspace)
    table = rows_table(say("Initiatives, week by week"), view.table)
    return Chart("gantt", "gantt", view, say("Roadmap by team and quarter"), view.statement, table)


def _matrix(analysis: Analysis) -> Chart | None:
    if not analysis.roadmap.items:
        return None
    view = priorities(analysis.roadmap, analysis.workspace)
    table = rows_table(say("Initiatives by impact and effort"), view.table)
    return Chart("matrix", "matrix", view, say("Initiatives by impact and effort"), view.statement, table)


def _curves(analysis: Analysis) -> Iterator[Chart]:
    """Yield how completion rises and what it costs, quarter by quarter."""
    if not analysis.roadmap.quarters:
        return
    found = (("benefit", measure_curve(analysis.roadmap, analysis.workspace, "completion")),
             ("cost", cost_curve(analysis.roadmap, analysis.workspace)))  # fmt: skip
    for slug, view in found:
        if any(value is not None for line in view.series for value in line.values):
            yield Chart(f"curve-{slug}", "curve", view, view.title, view.statement, rows_table(view.title, view.table))


STATUS = {"proved": "no schedule is shorter", "heuristic": "a shorter one has not been ruled out"}


def _plan_facts(analysis: Analysis) -> Iterator[Fact]:
    roadmap = analysis.roadmap
    status = str(roadmap.schedule.status)
    yield Fact(say("Length"), weeks(roadmap.schedule.makespan_weeks), "", say(STATUS.get(status, status)))
    yield Fact(
        say("Lower bound"), weeks(roadmap.schedule.lower_bound), "", say("no schedule with these people is shorter")
    )
    yield Fact(say("Start"), roadmap.start)
    if roadmap.items:
        yield Fact(say("End"), max(item.end for item in roadmap.items))
    yield Fact(say("Initiatives"), count(len(roadmap.items)))
    cost = total_cost(analysis)
    if cost is not None:
        figure = money(cost, analysis.workspace.currency)
        yield Fact(say("Cost"), figure, "", say("sum of the initiatives in the plan"))
    kept, paid = value_kept(analysis), paid_back(analysis)
    if kept is not None:
        figure = money(kept, analysis.workspace.currency)
        yield Fact(say("Value kept per year, up to"), figure, "", say("over today, when all of it is finished"))
    if paid is not None:
        yield Fact(
            say("Paid for itself by the end of"), paid, "", say("value kept against the cost of all initiatives")
        )


def _why(analysis: Analysis) -> Table:
    head = tuple(say(word) for word in ("Initiative", "Owner", "From", "To", "Cost", "Value a year",
                                     "Why then"))  # fmt: skip
    rows: list[Row] = []
    for item in sorted(analysis.roadmap.items, key=lambda item: (item.start, item.id)):
        cost = analysis.workspace.content.initiatives[item.id].cost
        name: Words = say("● {title}", title=item.title) if item.critical else item.title
        rows.append((name, item.owner or "", item.start, item.end,
                     money(cost.yearly, analysis.workspace.currency) if cost else "", _kept(analysis, item),
                     item.reason))  # fmt: skip
    return Table(say("Initiatives in the order of their start; ● sets the length of the plan"), head, tuple(rows))


def _kept(analysis: Analysis, item: Item) -> Words:
    """Return what an initiative keeps in a year after those finished before it; empty if unknown."""
    if item.enabler:
        return ENABLER
    value = item.benefit.value if item.benefit is not None else None
    return "" if value is None else amount(value, analysis)


def _quarters(analysis: Analysis) -> Table | None:
    roadmap, judged = analysis.roadmap, analysis.judged
    if not roadmap.quarters:
        return None
    names = [name for name in judged.current if any(name in quarter.journeys for quarter in roadmap.quarters)]
    words = [say(word) for word in ("Completion", "Score", "Contacts")]
    titles = [title(judged.current[name]) for name in names]
    columns = words if len(names) == 1 else [say("{word}, {title}", word=w, title=t) for t in titles for w in words]
    head: tuple[Words, ...] = (say("After"), say("Finished in it"), *columns)
    rows: list[Row] = [(say("Today"), "", *_state(judged.current, names))]
    for quarter in roadmap.quarters:
        done = listed([_initiative(roadmap, name) for name in quarter.new])
        rows.append((quarter.name, done, *_state(quarter.journeys, names)))
    if judged.targets:
        goals = {judged.workspace.content.targets[name].of: goal for name, goal in judged.targets.items()}
        rows.append((say("Target map"), "", *_state(goals, names)))
    return Table(say("Figures after each quarter, as computed on the map of that day"), head, tuple(rows))


def _initiative(roadmap: Roadmap, name: str) -> str:
    return next((item.title for item in roadmap.items if item.id == name), humanise(name))


def _state(journeys: Mapping[str, JourneyScore], names: Sequence[str]) -> Iterator[Words]:
    for name in names:
        score = journeys.get(name)
        yield share(score.flow.completion) if score else ""
        yield Figure("score", score.score.value) if score and score.score else ""
        yield plain(score.flow.contacts) if score else ""


def _maps(analysis: Analysis) -> Iterator[Chart]:
    for name, current in analysis.judged.current.items():
        states: list[tuple[Words, JourneyScore]] = [(say("Today"), current)]
        states += [(q.name, q.journeys[name]) for q in analysis.roadmap.quarters if name in q.journeys]
        if len(states) > 1 and len(current.graph.touchpoints) <= MOST_DRAWN:
            view = steps(states)
            label = say("'{title}' after each quarter", title=title(current))
            yield Chart(f"steps-{slugify(name)}", "steps", view, label, view.statement)


def _left_out(analysis: Analysis) -> Table | None:
    if not analysis.roadmap.left_out:
        return None
    rows = []
    for item in analysis.roadmap.left_out:
        record = analysis.workspace.content.initiatives.get(item.id)
        name = (record.title if record else None) or humanise(item.id)
        review = record.review or "" if record else ""
        rows.append((name, item.reason, review))
    return Table(say("Not planned, and why"), (say("Initiative"), say("Reason"), say("Looked at again")), tuple(rows))
