"""The initiatives of a roadmap in tables: in the order of the plan, and by what they take and bring."""

from collections.abc import Iterator

from journeymap.analysis import Analysis
from journeymap.model.record import humanise
from journeymap.model.workspace import Workspace
from journeymap.roadmap.progress import Done, Moved
from journeymap.roadmap.result import Item, Roadmap
from journeymap.text import Text, date, money, number, say
from journeymap.views.board import board
from journeymap.views.gantt import Bar
from journeymap.views.journey_map import Words
from journeymap.views.priorities import Candidate, Priorities
from journeymap.views.report_parts import Row, Table, joined, sentences
from journeymap.views.roadmap import gantt, lead
from journeymap.views.roadmap_words import value_words

HEAD = ("No.", "Initiative", "Owner", "From – to", "When", "Cost", "Value a year", "Why then, and how it stands")


def initiatives_table(analysis: Analysis) -> Table | None:
    """Return what is finished and what is planned, in the order of the start; `None` if nothing is.

    The numbers are those of the drawings. What moved since the last recorded plan is told with its reason,
    but for what only waits, which the reason of its start says already.
    """
    plan, workspace = analysis.roadmap, analysis.workspace
    if not plan.items and not plan.done:
        return None
    bars = {bar.id: bar for bar in gantt(plan, workspace).bars}
    moved = {item.id: item for item in plan.moved}
    when = {card.number: column.title for column in board(plan, workspace).columns for card in column.cards}
    rows: list[Row] = [_done(item, plan, workspace) for item in sorted(plan.done, key=lambda item: item.done)]
    rows += [_planned(number, item, plan, workspace, when[number], _stands(item, bars[item.id], plan,
             moved.get(item.id))) for number, item in enumerate(plan.items, 1)]  # fmt: skip
    caption = say("Initiatives in the order of the plan; ● sets the length of the plan")
    if not plan.items:
        caption = say("Initiatives in the order of their end")
    elif plan.previous is not None and plan.moved:
        caption = say("{caption}; the last plan is that of {day}", caption=caption, day=date(plan.previous.made))
    return Table(caption, tuple(say(word) for word in HEAD), tuple(rows))


def _planned(number: int, item: Item, plan: Roadmap, workspace: Workspace, when: Text, stands: Words) -> Row:
    name: Words = say("● {title}", title=item.title) if item.critical else item.title
    cost: Words = money(item.spends, plan.currency) if item.spends is not None else ""
    span = joined((say("{start} –", start=date(item.start)), date(item.end)), "\n")
    return (str(number), name, _owner(item.owner, item.id, plan, workspace), span, when, cost,
            value_words(item, plan), stands)  # fmt: skip


def _done(item: Done, plan: Roadmap, workspace: Workspace) -> Row:
    span: Words = date(item.done)
    if item.started is not None:
        span = joined((say("{start} –", start=date(item.started)), date(item.done)), "\n")
    moved = next((entry.reason for entry in plan.moved if entry.id == item.id), None)
    took: Words = moved if moved is not None else say("finished on {day}", day=date(item.done))
    if item.actual_weeks is not None and item.planned_weeks is not None:
        took = say("{words}; took {actual} weeks, estimated {planned}", words=took, actual=item.actual_weeks,
                   planned=item.planned_weeks)  # fmt: skip
    cost: Words = money(item.cost.amount, item.cost.currency or plan.currency) if item.cost is not None else ""
    record = workspace.content.initiatives[item.id]
    return ("✓", item.title, _owner(record.owner, item.id, plan, workspace), span, say("Done"), cost, "", took)


def _owner(owner: str | None, name: str, plan: Roadmap, workspace: Workspace) -> str:
    """Return who answers for it, else the department with most of the work."""
    if owner:
        return owner
    department = lead(workspace, name)
    titles = {entry.department: entry.title for entry in plan.load}
    return "" if department is None else titles.get(department, humanise(department))


def _stands(item: Item, bar: Bar, plan: Roadmap, moved: Moved | None) -> Words:
    return sentences(_told(item, bar, plan, moved))


def _told(item: Item, bar: Bar, plan: Roadmap, moved: Moved | None) -> Iterator[Text]:
    """Yield why it begins when it does, whether it can be left out, what moved and what is in doubt."""
    if not bar.started:
        yield item.reason
    if item.id in plan.later:
        yield say("did not fit into the plan")
    if not item.needed:
        yield say("optional")
    yield from bar.notes
    told = {"prerequisite"} if bar.started else {"prerequisite", "people", "money"}
    if moved is not None and moved.kind not in told:
        yield moved.reason


EFFORT_HEAD = ("No.", "Initiative", "Effort, person-days", "Confidence", "Place")


def effort_table(view: Priorities) -> Table:
    """Return the numbers of the matrix: effort with its range, impact, confidence and, if there are any, quadrant."""
    no, name, effort, confidence, place = (say(word) for word in EFFORT_HEAD)
    head = (no, name, effort, view.measure, confidence, place)
    shown = len(head) - (view.middle is None)
    rows = tuple(_effort(view, candidate)[:shown] for candidate in view.candidates)
    return Table(say("Initiatives by impact and effort"), head[:shown], rows)


def _effort(view: Priorities, candidate: Candidate) -> Row:
    no, title, effort, _, _, impact, confidence, place = view.row(candidate)
    if candidate.least is not None and candidate.most is not None:
        effort = say("{days} ({least} to {most})", days=effort, least=number(candidate.least, 0),
                     most=number(candidate.most, 0))  # fmt: skip
    return (no, title, effort, impact, confidence, place)
