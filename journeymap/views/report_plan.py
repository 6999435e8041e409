"""The parts of a report on where to go: target, priorities, roadmap, what stays open."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from journeymap.analysis import Analysis
from journeymap.model.record import humanise
from journeymap.roadmap.remaining import open_words
from journeymap.roadmap.result import Roadmap
from journeymap.roadmap.spoken import cost_words
from journeymap.scores import JourneyScore
from journeymap.text import Figure, Text, count, date, money, say
from journeymap.views.board import board
from journeymap.views.explained_initiative import names_of
from journeymap.views.journey_map import Words
from journeymap.views.plan_reasons import forced_words, price_sentences, stability_sentences
from journeymap.views.priorities import priorities
from journeymap.views.report_journey import MOST_DRAWN, title
from journeymap.views.report_parts import Chart, Fact, Missing, Row, Table, rows_table, slugify
from journeymap.views.report_steps import steps
from journeymap.views.report_worth import initiatives_reach, paid_back, total_cost, value_kept
from journeymap.views.roadmap import gantt
from journeymap.views.roadmap_curves import roadmap_curves
from journeymap.views.roadmap_states import state_rows, state_table
from journeymap.views.roadmap_words import length_bound, promise, quarter_name, sure_of_length, value_words, weeks


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
    why
        Each initiative with when and why then.
    quarters
        The figures of the journeys after each quarter.
    residual
        What of the target stays open.
    load
        Person-weeks used and free by department and quarter.
    levers
        What more people or money would change.
    forced
        What it would cost to take in what is left out, and what is in only because it is required.
    stability
        How well it holds when things take longer than is likely.
    moved, done
        Since the last recorded plan; estimates beside what was needed.
    """

    facts: tuple[Fact, ...]
    gantt: Chart | None
    matrix: Chart | None
    curves: tuple[Chart, ...]
    why: Table
    notes: tuple[Text, ...]
    quarters: Table | None
    maps: tuple[Flip, ...]
    residual: tuple[Text, ...]
    left_out: Table | None
    board: Chart | None = None
    load: Table | None = None
    levers: tuple[Text, ...] = ()
    forced: tuple[Text, ...] = ()
    stability: tuple[Text, ...] = ()
    moved: Table | None = None
    done: Table | None = None


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
    length, bound = roadmap.schedule.makespan_weeks, length_bound(roadmap)
    reach = initiatives_reach(analysis)
    if length <= bound:
        return say("{reach} in {length}, and no schedule is shorter", reach=reach, length=weeks(length))
    return say("{reach} in {length}; no schedule is shorter than {bound}", reach=reach, length=weeks(length),
               bound=weeks(bound))  # fmt: skip


def plan_part(analysis: Analysis) -> PlanPart | None:
    """Gather what the report says on the roadmap; `None` if there is nothing to plan."""
    roadmap = analysis.roadmap
    if not roadmap.items and not roadmap.left_out:
        return None
    names = names_of(roadmap, analysis.workspace)
    return PlanPart(
        facts=tuple(_plan_facts(analysis)),
        gantt=_gantt(analysis),
        matrix=_matrix(analysis),
        curves=tuple(_curves(analysis)),
        why=_why(analysis),
        notes=(*(words for words in (promise(roadmap),) if words is not None), *roadmap.notes),
        quarters=_quarters(analysis),
        maps=tuple(_maps(analysis)),
        residual=tuple(open_words(roadmap.open_steps)),
        left_out=_left_out(analysis),
        board=_board(analysis),
        load=_load(analysis),
        levers=tuple(price_sentences(roadmap.prices, names)),
        forced=tuple(forced_words(item, names) for item in roadmap.forced),
        stability=tuple(stability_sentences(roadmap, names)),
        moved=_moved(roadmap),
        done=_done(roadmap),
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


def _board(analysis: Analysis) -> Chart | None:
    if not analysis.roadmap.items:
        return None
    view = board(analysis.roadmap, analysis.workspace)
    label = say("Now, next, later")
    return Chart("board", "board", view, label, view.statement, rows_table(label, view.table))


def _load(analysis: Analysis) -> Table | None:
    view = gantt(analysis.roadmap, analysis.workspace)
    caption = say("Person-weeks used of those that are free, by department and quarter")
    return rows_table(caption, view.load_table) if view.load else None


def _curves(analysis: Analysis) -> Iterator[Chart]:
    """Yield how completion rises, what stays open and what it costs, quarter by quarter."""
    for place, view in enumerate(roadmap_curves(analysis.roadmap, analysis.workspace), 1):
        yield Chart(f"curve-{place}", "curve", view, view.title, view.statement, rows_table(view.title, view.table))


def _moved(roadmap: Roadmap) -> Table | None:
    """Return what stands elsewhere than in the last recorded plan."""
    if not roadmap.moved or roadmap.previous is None:
        return None
    rows = []
    for item in roadmap.moved:
        by: Words = "" if item.weeks is None else Figure("count", item.weeks)
        rows.append((item.title, item.was_end or "", item.end or "", by, item.reason))
    head = (say("Initiative"), say("Planned end"), say("End now"), say("Weeks later"), say("Why"))
    return Table(say("What moved since the plan of {day}", day=date(roadmap.previous.made)), head, tuple(rows))


def _done(roadmap: Roadmap) -> Table | None:
    """Return what is finished, with its estimate beside what it took."""
    if not roadmap.done:
        return None
    rows = []
    for item in roadmap.done:
        planned, actual = ("" if n is None else count(n) for n in (item.planned_weeks, item.actual_weeks))
        rows.append((item.title, item.started or "", item.done, planned, actual))
    head = (say("Initiative"), say("From"), say("To"), say("Weeks estimated"), say("Weeks taken"))
    return Table(say("What is finished"), head, tuple(rows))


def _plan_facts(analysis: Analysis) -> Iterator[Fact]:
    roadmap = analysis.roadmap
    length, bound = roadmap.schedule.makespan_weeks, length_bound(roadmap)
    yield Fact(say("Length"), weeks(length), "", sure_of_length(length, bound), key="roadmap.length")
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
        yield Fact(say("Value kept per year, up to"), figure, "", say("over today, when all of it is finished"),
                   key="roadmap.value")  # fmt: skip
    if paid is not None:
        how = say("value kept against the cost of all initiatives")
        yield Fact(say("Paid for itself by the end of"), paid, "", how, key="roadmap.payback")


def _why(analysis: Analysis) -> Table:
    head = tuple(say(word) for word in ("Initiative", "Owner", "From", "To", "Cost", "Value a year",
                                     "Why then"))  # fmt: skip
    rows: list[Row] = []
    roadmap = analysis.roadmap
    for item in sorted(roadmap.items, key=lambda item: (item.start, item.id)):
        name: Words = say("● {title}", title=item.title) if item.critical else item.title
        rows.append((name, item.owner or "", item.start, item.end,
                     money(item.spends, roadmap.currency) if item.spends is not None else "",
                     value_words(item, roadmap),
                     item.reason))  # fmt: skip
    return Table(say("Initiatives in the order of their start; ● sets the length of the plan"), head, tuple(rows))


def _quarters(analysis: Analysis) -> Table | None:
    roadmap, judged = analysis.roadmap, analysis.judged
    if not roadmap.quarters:
        return None
    names = [name for name in judged.current if any(name in quarter.journeys for quarter in roadmap.quarters)]
    goals = {judged.workspace.content.targets[name].of: goal for name, goal in judged.targets.items()}
    caption = say("Figures after each quarter, as computed on the map of that day")
    return rows_table(caption, state_table(state_rows(roadmap, goals), analysis.workspace, names))


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
