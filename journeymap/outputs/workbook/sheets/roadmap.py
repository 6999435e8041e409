"""Roadmap: initiatives with their days, weeks, cost, people and effects, the finished and the left out among them."""

from collections.abc import Iterator, Mapping

from journeymap.outputs.workbook.sheets import Cell, Column, Content, Grid, Material, Sheet, amount, counted
from journeymap.roadmap.result import Item, Roadmap
from journeymap.text import Figure, Text, money, number, say, share
from journeymap.views.priorities import Candidate, priorities
from journeymap.views.report_parts import joined, sentences
from journeymap.views.roadmap_words import value_words

COLUMNS = (Column(say("No."), 6), Column(say("Initiative"), 30), Column(say("Status"), 12), Column(say("Owner"), 16),
           Column(say("Start"), 17), Column(say("End"), 17), Column(say("Weeks"), 8), Column(say("Slack, weeks"), 8),
           Column(say("Sets the length"), 9), Column(say("Waits for"), 24), Column(say("Effort, person-days"), 10),
           Column(say("Least"), 8), Column(say("Most"), 8), Column(say("Cost"), 12), Column(say("Value a year"), 13),
           Column(say("Rounded"), 16), Column(say("Confidence"), 11),
           Column(say("Keeps its quarter"), 11))  # fmt: skip
EFFECTS = (Column(say("Completion"), 11), Column(say("Score"), 9), Column(say("Time spent"), 11),
           Column(say("Waiting"), 11), Column(say("Contacts"), 10))  # fmt: skip
"""What an initiative changes of the journeys it is for, added up over them; percentage points and points."""
LAST = (Column(say("Why then"), 40), Column(say("Id"), 22, paper=False))


def _fill(material: Material) -> Content | None:
    plan, workspace = material.analysis.roadmap, material.analysis.workspace
    if not plan.items and not plan.done and not plan.left_out:
        return None
    people = tuple(sorted({name for item in workspace.content.initiatives.values() for name in item.effort or {}}))
    known = workspace.content.departments
    titles = {name: (known[name].title or name) if name in known else name for name in people}
    effort = tuple(Column(say("Person-days: {name}", name=titles[name]), 14) for name in people)
    rows = (*_done(material, people), *_planned(material, people), *_left(plan, people))
    note = say("effects are those of the journeys together, in the order of the plan: completion in percentage points; "
               "an effect that is not known is empty")  # fmt: skip
    grid = Grid(None, (*COLUMNS, *EFFECTS, *effort, *LAST), rows, named=2)
    return Content(say("Initiatives in the order of their start"), note, (grid,))


def _planned(material: Material, people: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    plan, workspace = material.analysis.roadmap, material.analysis.workspace
    for item, candidate in zip(plan.items, priorities(plan, workspace).candidates, strict=True):
        record = workspace.content.initiatives[item.id]
        steady = plan.stability.items.get(item.id) if plan.stability else None
        yield (
            counted(candidate.number), item.title, _status(item), item.owner, item.start, item.end, counted(item.weeks),
            counted(item.slack), say("yes") if item.critical else say("no"), _waits(item, plan), *_days(candidate),
            money(item.spends, plan.currency) if item.spends is not None else None,
            amount(item.benefit.value if item.benefit else None, plan.currency), _told(item, plan),
            share(candidate.confidence) if candidate.confidence is not None else None,
            share(steady.begins) if steady else None, *_effects(item),
            *_people({name: given.days for name, given in (record.effort or {}).items()}, people),
            sentences(item.reasons) or None, item.id,
        )  # fmt: skip


def _status(item: Item) -> Text:
    if item.progress is not None and item.progress.started is not None:
        return say("under way")
    return say("later") if item.later else say("planned")


def _told(item: Item, plan: Roadmap) -> Cell:
    """Return the value as the report says it, which calls what is below the noise about nothing."""
    words = value_words(item, plan)
    return say("{value}", value=words) if isinstance(words, Figure) else words


def _waits(item: Item, plan: Roadmap) -> Cell:
    titles = [plan.by_id[name].title if name in plan.by_id else name for name in item.after]
    return joined(titles, "; ") if titles else None


def _days(candidate: Candidate) -> Iterator[Cell]:
    for value in (candidate.effort, candidate.least, candidate.most):
        yield None if value is None else number(value, 0 if value == int(value) else 1)


def _effects(item: Item) -> Iterator[Cell]:
    """Yield what it changes of the journeys together; nothing where one of them is not known."""
    effects = item.benefit.effects if item.benefit is not None else ()
    for name in ("completion", "score", "minutes", "waiting", "contacts"):
        values = [getattr(effect.difference, name) for effect in effects]
        if not values or any(value is None for value in values):
            yield None
        elif name == "completion":
            yield number(100 * sum(values), 2)
        else:
            yield Figure("minutes", sum(values)) if name in {"minutes", "waiting"} else number(sum(values), 2)


def _people(effort: Mapping[str, float], people: tuple[str, ...]) -> Iterator[Cell]:
    for name in people:
        yield number(effort[name], 0) if name in effort else None


def _done(material: Material, people: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    """Yield what is finished, by its day; what it brought is in the map of today."""
    plan, workspace = material.analysis.roadmap, material.analysis.workspace
    blank = (None,) * len(EFFECTS)
    for item in sorted(plan.done, key=lambda item: item.done):
        record = workspace.content.initiatives[item.id]
        cost = money(item.cost.amount, item.cost.currency or plan.currency) if item.cost is not None else None
        took = None
        if item.planned_weeks is not None and item.actual_weeks is not None:
            took = say("took {actual} weeks, estimated {planned}", actual=item.actual_weeks, planned=item.planned_weeks)
        effort = {name: given.days for name, given in (record.effort or {}).items()}
        total = number(sum(effort.values()), 0) if effort else None
        yield (None, item.title, say("done"), record.owner, item.started, item.done, counted(item.actual_weeks), None,
               None, None, total, None, None, cost, None, None, None, None, *blank, *_people(effort, people), took,
               item.id)  # fmt: skip


def _left(plan: Roadmap, people: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    blank = (None,) * (len(COLUMNS) - 3 + len(EFFECTS) + len(people))
    yield from ((None, item.title, say("left out"), *blank, item.reason, item.id) for item in plan.left_out)


ROADMAP = Sheet("roadmap", 90, say("Roadmap"), _fill)
