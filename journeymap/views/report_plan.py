"""The parts of a report on where to go: target, priorities, roadmap, what stays open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from journeymap.analysis import Analysis
from journeymap.model.record import humanise
from journeymap.roadmap.result import Item, Roadmap
from journeymap.scores import JourneyScore
from journeymap.text import Figure, Text, count, money, say, share
from journeymap.views.journey_map import Words
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
    rows_table,
    slugify,
)
from journeymap.views.report_steps import steps
from journeymap.views.report_worth import amount, initiatives_reach, paid_back, total_cost, value_kept
from journeymap.views.roadmap import cost_curve, gantt, measure_curve


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


NO_PLAN = Missing(
    say("no initiative is described, so there is no roadmap"),
    say("describe initiatives with their length, effort and the changes they bring"),
    "initiatives:\n  self-service:\n    duration: 3 months\n    changes: [{set: {call.duration: 5 min}}]",
)


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
