"""The roadmap of a workspace: select, schedule, check, explain, project."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from journeymap.maturity.result import MaturityResult
from journeymap.model.plans import Initiative
from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.roadmap.benefit import Benefit, Interaction, benefits, contribution, figures, interactions
from journeymap.roadmap.bound import Bound
from journeymap.roadmap.checker import verify
from journeymap.roadmap.explain import Explained, explain, quoted, reason
from journeymap.roadmap.heuristic import solve as heuristic
from journeymap.roadmap.ledger import in_use
from journeymap.roadmap.money import Costs, cost_of, costs, funds
from journeymap.roadmap.objectives import QUICK, Effort, Watch
from journeymap.roadmap.omitted import omitted
from journeymap.roadmap.pose import department_title, pose, spell_weeks, title_of
from journeymap.roadmap.prerequisites import prerequisites
from journeymap.roadmap.problem import LeftOut, Problem, Task
from journeymap.roadmap.progress import Moved, RecordedPlan
from journeymap.roadmap.projection import Projection, project
from journeymap.roadmap.remaining import open_gaps, remaining
from journeymap.roadmap.replan import Now, finished, last_plan, moved
from journeymap.roadmap.residual import Residual, residuals
from journeymap.roadmap.result import Item, Load, Roadmap
from journeymap.roadmap.schedule import Schedule, Solve
from journeymap.roadmap.selection import Ground, ground, select, wanted_levels, with_selection
from journeymap.roadmap.spoken import relaxation_words, stage_words
from journeymap.roadmap.weeks import QuarterEnd, Weeks, quarters, whole_weeks
from journeymap.rules import Rule
from journeymap.text import Text, date, say


def plan(
    workspace: Workspace,
    rules: Iterable[Rule] = (),
    maturity: MaturityResult | None = None,
    solve: Solve = heuristic,
    effort: Effort = QUICK,
    watch: Watch | None = None,
    base: Ground | None = None,
) -> Roadmap:
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
    solve
        What makes the schedule.
    effort
        How long it may look.
    watch
        Is told how the search goes, and may stop it.
    base
        From `journeymap.roadmap.selection.ground` of the same workspace, if there is one already.

    Returns
    -------
    Roadmap
        Without initiatives, capacities or targets it says so in its notes; it never fails.
    """
    return _Planner(workspace, maturity, solve, effort, watch, base).roadmap(tuple(rules))


@dataclass(frozen=True)
class ProjectedStates:
    """The workspace as it is planned to be when each quarter ends.

    Attributes
    ----------
    quarters
        From the one the plan begins in to the one its last initiative ends in.
    states
        By name of the quarter, ``2018-Q4``: with the changes of all initiatives finished by then.
        Maps change; levels of practices do not, as nobody has assessed them.
    finished
        By name of the quarter: those initiatives, in order.
    """

    quarters: tuple[QuarterEnd, ...]
    states: Mapping[str, Workspace]
    finished: Mapping[str, tuple[str, ...]]


def projected_states(
    workspace: Workspace, maturity: MaturityResult | None = None, solve: Solve = heuristic, effort: Effort = QUICK
) -> ProjectedStates:
    """Return the workspace after each quarter of its plan; parameters as in :func:`plan`."""
    planner = _Planner(workspace, maturity, solve, effort)
    last = max(planner.finish.values(), default=None)
    ends = tuple(quarters(planner.problem.start, last)) if last is not None else ()
    done = {end.name: tuple(name for name in planner.order if planner.finish[name] <= end.end) for end in ends}
    states = {name: planner.walk.state(steps).workspace for name, steps in done.items()}
    return ProjectedStates(ends, states, done)


class _Planner:
    """Carries what several steps need."""

    def __init__(
        self, workspace: Workspace, maturity: MaturityResult | None, solve: Solve, effort: Effort,
        watch: Watch | None = None, base: Ground | None = None,
    ) -> None:  # fmt: skip
        self.workspace = workspace
        base = base or ground(workspace)
        self.aims, self.walk, self.levels = base.aims, base.walk, wanted_levels(workspace, maturity)
        posed = pose(workspace, prerequisites(workspace, maturity))
        self.selection = select(workspace, posed, base, maturity)
        self.problem: Problem = with_selection(posed, self.selection)
        self.schedule: Schedule = self.without_idle(solve(self.problem, effort, watch))
        chosen = tuple(task for task in self.problem.tasks if task.id in self.schedule.starts)
        self.planned: Problem = replace(self.problem, tasks=chosen)
        self.weeks = Weeks(self.problem.start)
        ends = self.schedule.ends
        self.order = tuple(sorted(ends, key=lambda name: (ends[name], name)))
        self.finish = {name: self.weeks.friday(ends[name]) for name in self.order}
        self.titles = {name: title_of(workspace, name) for name in workspace.content.initiatives}
        self.departments = {name: department_title(workspace, name) for name in workspace.content.departments}
        self.names = {**self.departments, **self.titles}

    def roadmap(self, rules: tuple[Rule, ...]) -> Roadmap:
        gains = benefits(self.walk, self.order)
        projection = project(self.walk, self.problem.start, self.finish, self.order, rules)
        explained = self.explained()
        items = [self.item(task, gains, projection, explained) for task in self.planned.tasks]
        done, previous = finished(self.workspace), last_plan(self.workspace)
        left, residual = self.left_out(), tuple(self.residual())
        return Roadmap(
            start=self.problem.start,
            end=self.end(),
            items=tuple(sorted(items, key=lambda item: (item.start_week, item.id))),
            chain=explained.chain,
            problem=self.problem,
            schedule=self.schedule,
            bound_reason=self.bound_reason(self.schedule.bound),
            load=tuple(self.load()),
            before={journey: figures(self.walk.score((), journey)) for journey in self.walk.journeys},
            quarters=projection.quarters,
            residual=residual,
            left_out=tuple(item for item in left if item.id not in {entry.id for entry in done}),
            currency=self.workspace.currency,
            violations=self.violations(),
            notes=(*self.notes(), *(note for quarter in projection.quarters for note in quarter.notes)),
            stages=self.schedule.stages,
            engine=self.schedule.engine,
            relaxed=self.schedule.relaxed,
            later=self.schedule.later,
            budget=self.problem.budget,
            moved=self.moved(previous, items, explained, left) if previous is not None else (),
            done=done,
            previous=previous,
            interactions=self.interactions(),
            spent=funds(self.workspace, self.weeks).spent,
            costs=self.costs(),
            open_steps=remaining(open_gaps(self.problem, self.schedule.starts), residual, self.levels, self.places()),
        )

    def places(self) -> dict[str, str]:
        """Return the titles of touchpoints, channels and systems by id."""
        content = self.workspace.content
        titles = {name: system.title for name, system in content.systems.items()}
        titles |= {name: channel.title for name, channel in content.channels.items()}
        for journey in content.journeys.values():
            titles |= {name: point.title for name, point in journey.touchpoints.items()}
        return {name: title for name, title in titles.items() if title}

    def costs(self) -> Costs:
        return costs(self.workspace, self.problem, self.schedule.starts, self.schedule.later)

    def without_idle(self, schedule: Schedule) -> Schedule:
        """Return the schedule without what stands behind the plan and changes nothing after all before it."""
        kept = sorted(schedule.ends, key=lambda name: (schedule.ends[name], name))
        for name in reversed(schedule.later):
            waited_for = any(name in self.problem.by_id[other].after for other in kept)
            before = tuple(other for other in kept if other != name)
            if not waited_for and contribution(self.walk, before, name) is None:
                kept.remove(name)
        if len(kept) == len(schedule.starts):
            return schedule
        return replace(
            schedule,
            starts={name: start for name, start in schedule.starts.items() if name in kept},
            ends={name: end for name, end in schedule.ends.items() if name in kept},
            later=tuple(name for name in schedule.later if name in kept),
        )

    def end(self) -> dt.date | None:
        if not self.finish:
            return None
        length = self.schedule.makespan_weeks
        return self.weeks.friday(length) if length else max(self.finish.values())

    def explained(self) -> Explained:
        """Return what binds each start; what stands behind the plan sets no length."""
        later = set(self.schedule.later)
        if not later:
            return explain(self.planned, self.schedule.starts)
        within = replace(self.planned, tasks=tuple(task for task in self.planned.tasks if task.id not in later))
        found = explain(within, {name: self.schedule.starts[name] for name in within.by_id})
        behind = explain(self.planned, self.schedule.starts)
        return replace(
            found,
            bindings={**behind.bindings, **found.bindings},
            slack={**dict.fromkeys(self.planned.by_id, 0), **found.slack},
        )

    def interactions(self) -> tuple[Interaction, ...]:
        alone = {name: item.alone for name, item in self.selection.candidates.items()}
        return interactions(self.walk, self.order, alone)

    def left_out(self) -> tuple[LeftOut, ...]:
        found = (*self.problem.left_out, *omitted(self.workspace, self.problem, self.schedule))
        return tuple(replace(item, title=self.titles[item.id]) for item in sorted(found, key=lambda item: item.id))

    def violations(self) -> tuple[Text, ...]:
        """Return what an independent checker finds wrong with the plan, its figures, its proofs and what gave."""
        return verify(self.problem, self.schedule, self.names)

    def moved(
        self, previous: RecordedPlan, items: list[Item], explained: Explained, left: tuple[LeftOut, ...]
    ) -> tuple[Moved, ...]:
        initiatives = self.workspace.content.initiatives
        now = {item.id: Now(item.start, item.end, item.estimate or item.weeks, explained.bindings[item.id],
                            (*initiatives[item.id].after, *item.after)) for item in items}  # fmt: skip
        return moved(self.workspace, previous, now, finished(self.workspace), left)

    def item(
        self, task: Task, gains: Mapping[str, Benefit | None], projection: Projection, explained: Explained
    ) -> Item:
        record = self.workspace.content.initiatives[task.id]
        start, benefit = self.schedule.starts[task.id], gains[task.id]
        reasons = tuple(reason(self.planned, self.schedule.starts, task, binding, self.names)
                        for binding in explained.bindings[task.id])  # fmt: skip
        skipped = tuple(say("a change cannot be carried out any more: {reason}", reason=item.reason)
                        for item in projection.skipped.get(task.id, ()))  # fmt: skip
        needed, why = self.why(task)
        return Item(
            id=task.id,
            title=self.titles[task.id],
            owner=record.owner,
            start=(record.begins(self.workspace.today) if task.started else None) or self.weeks.monday(start),
            end=self.finish[task.id],
            start_week=start,
            weeks=task.duration_weeks,
            needed=needed,
            why=why,
            critical=task.id in explained.critical,
            slack=explained.slack[task.id],
            reason=reasons[0],
            reasons=reasons,
            benefit=benefit,
            enabler=benefit is None,
            cost=record.cost,
            departments={name: need / 10 for name, need in task.demand.items()},
            after=task.after,
            unlocks=self.planned.successors[task.id],
            progress=record.progress,
            notes=(*self.problem.remarks.get(task.id, ()), *skipped),
            closes=task.closes,
            worth=task.worth,
            unlocked=self.unlocked(task, gains),
            later=task.id in self.schedule.later,
            estimate=self.estimate(record),
            spends=self.spends(record, task),
        )

    def spends(self, record: Initiative, task: Task) -> int | None:
        if record.cost is None:
            return None
        return cost_of(record, (self.estimate(record) or 1) if task.started else task.duration_weeks)

    def estimate(self, record: Initiative) -> int | None:
        return whole_weeks(record.duration.likely) if record.duration is not None else None

    def why(self, task: Task) -> tuple[bool, Text]:
        """Return whether something asks for a task, and why it is in the plan."""
        own = self.selection.candidates[task.id].why
        if own is not None:
            return True, own
        for name in self.behind(task):
            if self.selection.candidates[name].why is not None:
                return True, say("'{other}' waits for it", other=self.titles[name])
        return False, say("optional: it brings no target nearer, and is planned with the people left over")

    def behind(self, task: Task) -> tuple[str, ...]:
        """Return all planned tasks that wait for a task, directly or not, the nearest first."""
        found: dict[str, None] = {}
        line = [task.id]
        while line:
            following = [name for name in self.planned.successors[line.pop(0)] if name not in found]
            found.update(dict.fromkeys(following))
            line += following
        return tuple(found)

    def unlocked(self, task: Task, gains: Mapping[str, Benefit | None]) -> float | None:
        values = [gain.value for name in self.behind(task) if (gain := gains[name]) is not None]
        known = [value for value in values if value is not None]
        return sum(known) if known and len(known) == len(values) else None

    def bound_reason(self, bound: Bound) -> Text:
        proved = next((stage.bound for stage in self.schedule.stages if stage.name == "makespan"), 0)
        if proved > bound.weeks or (proved and bound.resource is None and not bound.chain):
            return say("the search has ruled out every plan of less than {weeks}", weeks=spell_weeks(proved))
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
        for name in sorted({name for task in self.planned.tasks for name in task.demand}):
            used = tuple(in_use(self.planned, self.schedule.starts, name, week) / 10 for week in weeks)
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
        if self.problem.tasks:
            currency, parts = self.workspace.currency, self.costs()
            yield from (stage_words(stage, self.problem, currency, parts) for stage in self.schedule.stages)
        yield from relaxation_words(self.schedule.relaxed, self.weeks, self.names, self.workspace.currency)
        yield from self.late()

    def late(self) -> Iterator[Text]:
        """Yield the targets whose day the plan does not keep."""
        done = self.end()
        for aim in self.aims:
            by: dt.date | None = self.workspace.content.targets[aim.target].by
            if by is not None and done is not None and done > by:
                yield say("'{target}' is wanted by {by}; the plan ends on {end}", target=aim.title, by=date(by),
                          end=date(done))  # fmt: skip
