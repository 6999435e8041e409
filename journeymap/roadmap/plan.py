"""The roadmap of a workspace: select, schedule, check, explain, project."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from journeymap.changes.apply import journey_of
from journeymap.maturity.result import MaturityResult
from journeymap.model.workspace import Workspace
from journeymap.roadmap.benefit import Benefit, benefits, figures
from journeymap.roadmap.bound import Bound
from journeymap.roadmap.checker import check
from journeymap.roadmap.explain import Explained, explain, quoted, reason
from journeymap.roadmap.ledger import in_use
from journeymap.roadmap.pose import began_on, department_title, pose, spell_weeks, title_of
from journeymap.roadmap.problem import Problem, Task
from journeymap.roadmap.projection import Projection, project
from journeymap.roadmap.residual import Residual, residuals
from journeymap.roadmap.result import Item, Load, Roadmap
from journeymap.roadmap.schedule import Schedule, schedule
from journeymap.roadmap.selection import Goal, Selected, goals, select, with_selection
from journeymap.roadmap.states import Walk
from journeymap.roadmap.weeks import Weeks
from journeymap.rules import Rule
from journeymap.text import Text, date, say


def plan(workspace: Workspace, rules: Iterable[Rule] = (), maturity: MaturityResult | None = None) -> Roadmap:
    """Plan the initiatives of a workspace in the shortest time found.

    Parameters
    ----------
    workspace
        A valid workspace; its day is the day of the plan.
    rules
        What to check the projected journeys with.
    maturity
        The latest assessment as it was read, for the levels practices have. Without it
        every practice with a target is taken to be below it.

    Returns
    -------
    Roadmap
        Without initiatives, capacities or targets it says so in its notes; it never fails.
    """
    return _Planner(workspace, maturity).roadmap(tuple(rules))


class _Planner:
    """Carries what several steps need."""

    def __init__(self, workspace: Workspace, maturity: MaturityResult | None) -> None:
        self.workspace = workspace
        self.aims = goals(workspace)
        self.walk = Walk(workspace, _affected(workspace, self.aims))
        posed = pose(workspace)
        self.selected = {item.id: item for item in select(workspace, posed, self.aims, self.walk, maturity)}
        self.problem: Problem = with_selection(posed, tuple(self.selected.values()))
        self.schedule: Schedule = schedule(self.problem)
        self.weeks = Weeks(self.problem.start)
        self.explained: Explained = explain(self.problem, self.schedule.starts)
        ends = self.schedule.ends
        self.order = tuple(sorted(ends, key=lambda name: (ends[name], name)))
        self.finish = {name: self.weeks.friday(ends[name]) for name in self.order}
        self.titles = {name: title_of(workspace, name) for name in workspace.content.initiatives}
        self.departments = {name: department_title(workspace, name) for name in workspace.content.departments}

    def roadmap(self, rules: tuple[Rule, ...]) -> Roadmap:
        gains = benefits(self.walk, self.order)
        projection = project(self.walk, self.problem.start, self.finish, self.order, rules)
        items = [self.item(task, gains[task.id], projection) for task in self.problem.tasks]
        needed = [self.finish[task.id] for task in self.problem.needed]
        return Roadmap(
            start=self.problem.start,
            end=max(needed or self.finish.values(), default=None),
            items=tuple(sorted(items, key=lambda item: (item.start_week, item.id))),
            chain=self.explained.chain,
            problem=self.problem,
            schedule=self.schedule,
            bound_reason=self.bound_reason(self.schedule.bound),
            load=tuple(self.load()),
            before={journey: figures(self.walk.score((), journey)) for journey in self.walk.journeys},
            quarters=projection.quarters,
            residual=tuple(self.residual()),
            left_out=tuple(replace(item, title=self.titles[item.id]) for item in self.problem.left_out),
            currency=self.workspace.currency,
            violations=check(self.problem, self.schedule.starts, {**self.departments, **self.titles}),
            notes=tuple(self.notes()),
        )

    def item(self, task: Task, benefit: Benefit | None, projection: Projection) -> Item:
        record = self.workspace.content.initiatives[task.id]
        chosen: Selected = self.selected[task.id]
        start = self.schedule.starts[task.id]
        reasons = tuple(reason(self.problem, self.schedule.starts, task, binding, {**self.departments, **self.titles})
                        for binding in self.explained.bindings[task.id])  # fmt: skip
        skipped = tuple(say("a change cannot be carried out any more: {reason}", reason=item.reason)
                        for item in projection.skipped.get(task.id, ()))  # fmt: skip
        return Item(
            id=task.id,
            title=self.titles[task.id],
            owner=record.owner,
            start=(began_on(record) if task.started else None) or self.weeks.monday(start),
            end=self.finish[task.id],
            start_week=start,
            weeks=task.duration_weeks,
            needed=chosen.needed,
            why=chosen.why,
            critical=task.id in self.explained.critical,
            slack=self.explained.slack[task.id],
            reason=reasons[0],
            reasons=reasons,
            benefit=benefit,
            enabler=benefit is None,
            cost=record.cost,
            departments={name: need / 10 for name, need in task.demand.items()},
            after=task.after,
            unlocks=self.problem.successors[task.id],
            progress=record.progress,
            notes=(*self.problem.remarks.get(task.id, ()), *skipped),
        )

    def bound_reason(self, bound: Bound) -> Text:
        if bound.resource is not None:
            return say("{department} has work for {weeks}, with what must come before and after it",
                       department=self.departments[bound.resource], weeks=spell_weeks(bound.weeks))  # fmt: skip
        initiatives = quoted([self.titles[name] for name in bound.chain]) if bound.chain else say("nothing")
        if len(bound.chain) > 1:
            return say("{initiatives} come one after another, which takes until the end of week {n}",
                       initiatives=initiatives, n=bound.weeks)  # fmt: skip
        return say("{initiatives} cannot end before week {n} does", initiatives=initiatives, n=bound.weeks)

    def load(self) -> Iterator[Load]:
        weeks = range(max(self.schedule.ends.values(), default=0))
        capacity = {r.id: tuple(r.at(week) / 10 for week in weeks) for r in self.problem.resources}
        for name in sorted({name for task in self.problem.tasks for name in task.demand}):
            used = tuple(in_use(self.problem, self.schedule.starts, name, week) / 10 for week in weeks)
            yield Load(name, self.departments[name], used, capacity.get(name))

    def residual(self) -> Iterator[Residual]:
        final = self.walk.state(self.order).workspace
        scores = {journey: self.walk.score(self.order, journey) for journey in self.walk.journeys}
        for aim in self.aims:
            yield from residuals(self.workspace, final, scores, aim)

    def notes(self) -> Iterator[Text]:
        if not self.workspace.content.initiatives:
            yield say("no initiative is written down: there is nothing to plan")
        elif not self.problem.tasks:
            yield say("none of the initiatives can be planned")
        if not self.aims:
            yield say("no target is written down: the plan cannot say what is still missing")
        yield from self.problem.notes
        if self.problem.tasks and self.schedule.status == "heuristic":
            yield say("the plan takes {weeks}; no plan can take less than {bound}, so up to {gap} may be saved",
                      weeks=spell_weeks(self.schedule.makespan_weeks), bound=spell_weeks(self.schedule.lower_bound),
                      gap=spell_weeks(self.schedule.makespan_weeks - self.schedule.lower_bound))  # fmt: skip
        yield from self.late()

    def late(self) -> Iterator[Text]:
        """Yield the targets whose day the plan does not keep."""
        done = max((self.finish[task.id] for task in self.problem.needed), default=None)
        for aim in self.aims:
            by: dt.date | None = self.workspace.content.targets[aim.target].by
            if by is not None and done is not None and done > by:
                yield say("'{target}' is wanted by {by}; the plan ends on {end}", target=aim.title, by=date(by),
                          end=date(done))  # fmt: skip


def _affected(workspace: Workspace, aims: tuple[Goal, ...]) -> tuple[str, ...]:
    """Return the journeys that initiatives or targets speak of, in the order of the map."""
    initiatives = workspace.content.initiatives
    named = {journey_of(workspace, name) for name, record in initiatives.items() if record.changes}
    named |= {aim.journey for aim in aims}
    return tuple(name for name in workspace.content.journeys if name in named)


def explain_initiative(roadmap: Roadmap, initiative: str) -> tuple[Text, ...]:
    """Return, in sentences, why an initiative stands where it does, or why it is not planned.

    Raises
    ------
    KeyError
        If no initiative of the workspace has that id.
    """
    left = next((item for item in roadmap.left_out if item.id == initiative), None)
    if left is not None:
        review = (say("looked at again on {day}", day=date(left.review)),) if left.review else ()
        return (left.reason, *review)
    item = roadmap.by_id[initiative]
    when = say("begins on {start} and is finished on {end}", start=date(item.start), end=date(item.end))
    return (item.why, when, *item.reasons, *_room(item), *item.notes)


def _room(item: Item) -> tuple[Text, ...]:
    if not item.needed:
        return (say("nothing waits for it"),)
    if item.critical:
        return (say("if it slips, the whole plan slips"),)
    return (say("can slip by {weeks} without a longer plan", weeks=spell_weeks(item.slack)),) if item.slack else ()
