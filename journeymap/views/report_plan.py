"""The parts of a report on where to go: target, priorities, roadmap, what stays open."""

from collections.abc import Iterator
from dataclasses import replace

from journeymap.analysis import Analysis
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.roadmap.remaining import open_words
from journeymap.roadmap.spoken import cost_words
from journeymap.scores import JourneyScore
from journeymap.text import Text, count, money, say
from journeymap.views.explained_initiative import names_of
from journeymap.views.journey_map import Words
from journeymap.views.plan_reasons import forced_words, price_sentences, stability_sentences
from journeymap.views.priorities import Priorities, priorities
from journeymap.views.report_aside import aside_words
from journeymap.views.report_initiatives import effort_table, initiatives_table
from journeymap.views.report_journey import MOST_DRAWN, title
from journeymap.views.report_parts import Chart, Fact, Missing, Table, rows_table, slugify
from journeymap.views.report_steps import steps
from journeymap.views.report_worth import (
    all_finished,
    initiatives_reach,
    kept_words,
    open_steps,
    paid_back,
    total_cost,
    value_kept,
)
from journeymap.views.roadmap import gantt
from journeymap.views.roadmap_curves import roadmap_curves
from journeymap.views.roadmap_states import state_rows, state_table
from journeymap.views.roadmap_words import length_bound, plan_weeks, promise, quarter_name, sure_of_length, weeks


@dataclass(frozen=True)
class Flip:
    """Drawings of one journey in the same places, one a state, to be flipped through.

    Attributes
    ----------
    drawn
        Today first.
    """

    slug: str
    label: Text
    statement: Text
    drawn: tuple[Chart, ...]


@dataclass(frozen=True)
class PlanPart:
    """The roadmap.

    Attributes
    ----------
    efforts
        The numbers of the matrix.
    initiatives
        Each initiative with when, why then and how it stands.
    quarters
        The figures of the journeys after each quarter.
    residual
        What of the target stays open.
    residual_steps
        How many steps each of these sentences speaks of.
    load
        Person-weeks used and free by department and quarter.
    levers
        What more people or money would change.
    forced
        What it would cost to take in what is left out, and what is in only because it is required.
    stability
        How well it holds when things take longer than is likely.
    """

    facts: tuple[Fact, ...]
    gantt: Chart | None
    matrix: Chart | None
    curves: tuple[Chart, ...]
    efforts: Table | None
    initiatives: Table | None
    notes: tuple[Text, ...]
    quarters: Table | None
    maps: tuple[Flip, ...]
    residual: tuple[Text, ...]
    left_out: Table | None
    load: Table | None = None
    residual_steps: tuple[int, ...] = ()
    levers: tuple[Text, ...] = ()
    forced: tuple[Text, ...] = ()
    stability: tuple[Text, ...] = ()


EFFORTS, INITIATIVES, QUARTERS = "efforts", "initiatives", "quarters"
"""Ids of the tables of the report that hold the numbers of its drawings."""

NO_PLAN = Missing(
    say("no initiative is described, so there is no roadmap"),
    say("describe initiatives with their length, effort and the changes they bring"),
    "initiatives:\n  self-service:\n    duration: 3 months\n    changes: [{set: {call.duration: 5 min}}]",
)


def plan_heading(analysis: Analysis) -> Text:
    """Return how long it takes and how short it could be, in a sentence."""
    roadmap = analysis.roadmap
    if not roadmap.items:
        return all_finished(analysis) or say("there is no roadmap yet")
    length, bound = roadmap.schedule.makespan_weeks, length_bound(roadmap)
    reach = initiatives_reach(analysis)
    if not length:
        return say("{reach} in {length}", reach=reach, length=weeks(plan_weeks(roadmap)))
    if length <= bound:
        return say("{reach} in {length}, and no schedule is shorter", reach=reach, length=weeks(length))
    return say("{reach} in {length}; no schedule is shorter than {bound}", reach=reach, length=weeks(length),
               bound=weeks(bound))  # fmt: skip


def plan_part(analysis: Analysis) -> PlanPart | None:
    """Gather what the report says on the roadmap; `None` if there is nothing to plan."""
    roadmap = analysis.roadmap
    if not roadmap.items and not roadmap.left_out and not roadmap.done:
        return None
    names = names_of(roadmap, analysis.workspace)
    view = replace(priorities(roadmap, analysis.workspace), listed=False) if roadmap.items else None
    return PlanPart(
        facts=tuple(_plan_facts(analysis)) if roadmap.items else (),
        gantt=_gantt(analysis),
        matrix=_matrix(view),
        curves=tuple(_curves(analysis)),
        efforts=effort_table(view) if view is not None else None,
        initiatives=initiatives_table(analysis),
        notes=(*_shared(analysis), *_notes(analysis), *aside_words(analysis)),
        quarters=_quarters(analysis),
        maps=tuple(_maps(analysis)),
        residual=tuple(open_words(roadmap.open_steps)),
        residual_steps=tuple(item.steps for item in roadmap.open_steps),
        left_out=_left_out(analysis),
        load=_load(analysis),
        levers=tuple(price_sentences(roadmap.prices, names)),
        forced=tuple(forced_words(item, names) for item in roadmap.forced),
        stability=tuple(stability_sentences(roadmap, names)),
    )


def _shared(analysis: Analysis) -> Iterator[Text]:
    """Yield that the plan is not that of the journeys shown alone, if there are others."""
    every = len(analysis.workspace.current)
    if len(analysis.judged.current) < every:
        yield say("this is the plan of all {n} journeys of the workspace, which share people and money", n=count(every))


def _notes(analysis: Analysis) -> Iterator[Text]:
    """Yield what a reader of the plan must know; of a plan that is carried out, what today's map says of it."""
    roadmap = analysis.roadmap
    if all_finished(analysis) is None:
        words = promise(roadmap)
        yield from (words,) if words is not None else ()
        yield from roadmap.notes
    elif roadmap.steps_open and analysis.judged.targets:
        yield say("{open} to what is wanted are open on today's map: it has not been brought up to date, or the "
                  "initiatives have not brought them", open=open_steps(analysis))  # fmt: skip


def _matrix(view: Priorities | None) -> Chart | None:
    if view is None:
        return None
    return Chart("matrix", "matrix", view, say("Initiatives by impact and effort"), view.statement, numbers=EFFORTS)


def _gantt(analysis: Analysis) -> Chart | None:
    if not analysis.roadmap.items:
        return None
    view = gantt(analysis.roadmap, analysis.workspace)
    return Chart("gantt", "gantt", view, say("Roadmap by team and quarter"), view.statement, numbers=INITIATIVES)


def _load(analysis: Analysis) -> Table | None:
    if not analysis.roadmap.items:
        return None
    view = gantt(analysis.roadmap, analysis.workspace)
    caption = say("Person-weeks used of those that are free, by department and quarter")
    return rows_table(caption, view.load_table) if view.load else None


def _curves(analysis: Analysis) -> Iterator[Chart]:
    """Yield how completion rises, what stays open and what it costs, quarter by quarter."""
    for place, view in enumerate(roadmap_curves(analysis.roadmap, analysis.workspace), 1):
        yield Chart(f"curve-{place}", "small-curve", view, view.title, view.statement, numbers=QUARTERS)


def _plan_facts(analysis: Analysis) -> Iterator[Fact]:
    roadmap = analysis.roadmap
    length, bound = roadmap.schedule.makespan_weeks, length_bound(roadmap)
    sure = sure_of_length(length, bound) if length else ""
    yield Fact(say("Length"), weeks(plan_weeks(roadmap)), "", sure, key="roadmap.length")
    if length:
        yield Fact(say("Lower bound"), weeks(bound), "", say("no plan that takes as many steps is shorter"),
                   key="roadmap.length")  # fmt: skip
    yield Fact(say("Start"), roadmap.start)
    if roadmap.items:
        yield Fact(say("End"), max(item.end for item in roadmap.items), "", promise(roadmap) or "")
    yield Fact(say("Initiatives"), count(len(roadmap.items)), key="roadmap.cost")
    cost = total_cost(analysis)
    if cost is not None:
        figure = money(cost, analysis.workspace.currency)
        how = cost_words(roadmap.costs, analysis.workspace.currency)
        yield Fact(say("Cost"), figure, "", how, key="roadmap.cost")
    kept, paid = value_kept(analysis), paid_back(analysis)
    if kept is not None:
        figure = money(kept, analysis.workspace.currency)
        yield Fact(say("Value kept per year, up to"), figure, "", kept_words(analysis), key="roadmap.value")
    if paid is not None:
        how = say("calculated: value kept, if every effect comes, against the cost of all initiatives")
        yield Fact(say("Paid for itself by the end of"), paid, "", how, key="roadmap.payback")


def _quarters(analysis: Analysis) -> Table | None:
    roadmap, judged = analysis.roadmap, analysis.judged
    if not roadmap.quarters:
        return None
    names = [name for name in judged.current if any(name in quarter.journeys for quarter in roadmap.quarters)]
    goals = {judged.workspace.content.targets[name].of: goal for name, goal in judged.targets.items()}
    caption = say("Figures at the end of each quarter, as computed on the map of that day")
    lines = [view for view in roadmap_curves(roadmap, analysis.workspace) if view.kind != "share"]
    return rows_table(caption, state_table(state_rows(roadmap, goals), analysis.workspace, names, lines))


def _maps(analysis: Analysis) -> Iterator[Flip]:
    for name, current in analysis.judged.current.items():
        states: list[tuple[Words, JourneyScore]] = [(say("Today"), current)]
        states += [
            (quarter_name(q.year, q.quarter), q.journeys[name]) for q in analysis.roadmap.quarters if name in q.journeys
        ]
        if len(states) > 1 and len(current.graph.touchpoints) <= MOST_DRAWN:
            view, slug = steps(states), slugify(name)
            label = say("'{title}' after each quarter", title=title(current))
            drawn = tuple(
                Chart(f"steps-{slug}-{place}", "steps", replace(view, steps=(step,), statement=step.words), step.name
                      if isinstance(step.name, Text) else say("{name}", name=step.name), step.words)
                for place, step in enumerate(view.steps)
            )  # fmt: skip
            yield Flip(f"states-{slug}", label, view.statement, drawn)


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
