"""A second opinion: verify a plan and what is claimed of it without using anything that made it."""

from collections.abc import Collection, Iterator, Mapping

from journeymap.roadmap.objectives import AFTER, STAGES, Relaxation, Stage
from journeymap.roadmap.problem import Problem, Resource, Task
from journeymap.roadmap.relaxing import relaxed_problem
from journeymap.roadmap.schedule import Schedule
from journeymap.roadmap.weeks import Weeks
from journeymap.text import Text, date, number, say


def check(
    problem: Problem, starts: Mapping[str, int], titles: Mapping[str, str] | None = None, later: Collection[str] = ()
) -> tuple[Text, ...]:
    """Return what is wrong with a plan; nothing if it can be carried out as it stands.

    Parameters
    ----------
    problem
        What was to be scheduled.
    starts
        Week in which each included task begins.
    titles
        Names for tasks and departments, in place of their ids.
    later
        Tasks of choice that are placed behind the plan.
    """
    return tuple(_Checker(problem, starts, titles or {}, later).violations())


def verify(problem: Problem, schedule: Schedule, titles: Mapping[str, str] | None = None) -> tuple[Text, ...]:
    """Return what is wrong with a plan or with what is claimed of it: figures, bounds, proofs, what had to give.

    A bound is taken on trust as long as the plan itself does not refute it.

    Parameters
    ----------
    problem
        As it was asked, before anything gave.
    schedule
        From any engine.
    titles
        Names for tasks and departments, in place of their ids.
    """
    named = titles or {}
    wrong = tuple(_relaxations(problem, schedule, named))
    if wrong:
        return wrong
    given = relaxed_problem(problem, schedule.relaxed)
    return (*check(given, schedule.starts, named, schedule.later), *_Claims(given, schedule, named).violations())


class _Checker:
    def __init__(
        self, problem: Problem, starts: Mapping[str, int], titles: Mapping[str, str], later: Collection[str]
    ) -> None:
        self.problem = problem
        self.starts = starts
        self.titles = titles
        self.later = later
        self.weeks = Weeks(problem.start)
        self.ends = {task.id: starts[task.id] + task.duration_weeks for task in problem.tasks if task.id in starts}

    def title(self, name: str) -> str:
        return self.titles.get(name, name)

    def violations(self) -> Iterator[Text]:
        yield from self.presence()
        yield from self.prerequisites()
        yield from self.dates()
        for resource in self.problem.resources:
            yield from self.capacity(resource)
        yield from self.budget()

    def presence(self) -> Iterator[Text]:
        known = {task.id for task in self.problem.tasks}
        for task in self.problem.tasks:
            if not (task.required or task.started or task.frozen is not None):
                continue
            if task.id not in self.starts:
                yield say("'{name}' must be in the plan and is not", name=self.title(task.id))
            elif task.id in self.later:
                yield say("'{name}' must be in the plan and comes after it", name=self.title(task.id))
        for name in sorted({*self.starts, *self.later}):
            if name not in known:
                yield say("'{name}' is not an initiative of this plan", name=self.title(name))
            elif name not in self.starts:
                yield say("'{name}' comes later and has no start", name=self.title(name))

    def prerequisites(self) -> Iterator[Text]:
        for task in self.problem.tasks:
            for before in task.after if task.id in self.starts else ():
                names = {"name": self.title(task.id), "other": self.title(before)}
                if before not in self.starts:
                    yield say("'{name}' is in the plan without '{other}', which it waits for", **names)
                elif self.starts[task.id] < self.ends[before]:
                    yield say("'{name}' begins before '{other}' is finished", **names)
                elif before in self.later and task.id not in self.later:
                    yield say("'{name}' waits for '{other}', which comes after the plan", **names)

    def dates(self) -> Iterator[Text]:
        for task in self.problem.tasks:
            if task.id not in self.starts:
                continue
            start, name = self.starts[task.id], self.title(task.id)
            if task.frozen is not None:
                if start != task.frozen:
                    yield say("'{name}' does not begin in the week of {day}, as agreed", name=name,
                              day=date(self.weeks.monday(task.frozen)))  # fmt: skip
            elif start < max(0, task.earliest):
                yield say("'{name}' begins before {day}, its earliest day", name=name,
                          day=date(self.weeks.monday(max(0, task.earliest))))  # fmt: skip
            if task.deadline is not None and self.ends[task.id] > task.deadline:
                yield say("'{name}' is finished on {day}, after its deadline", name=name,
                          day=date(self.weeks.friday(self.ends[task.id])))  # fmt: skip

    def capacity(self, resource: Resource) -> Iterator[Text]:
        used: dict[int, int] = {}
        for task in self.problem.tasks:
            need = task.demand.get(resource.id, 0)
            for week in range(self.starts[task.id], self.ends[task.id]) if need and task.id in self.starts else ():
                used[week] = used.get(week, 0) + need
        for week, need in sorted(used.items()):
            have = resource.dips.get(week, resource.capacity)
            if need > have:
                yield say("{department} needs {used} people in the week of {day} and has {have}",
                          department=self.title(resource.id), used=number(need / 10),
                          day=date(self.weeks.monday(week)), have=number(have / 10))  # fmt: skip

    def budget(self) -> Iterator[Text]:
        """Compare, on each day on which money is spent, all spent by then with all released by then."""
        if not self.problem.budget:
            return
        costs = sorted((self.starts[task.id], task.cost) for task in self.problem.tasks
                       if task.id in self.starts and task.cost)  # fmt: skip
        spent = 0
        for place, (week, cost) in enumerate(costs):
            spent += cost
            if place + 1 < len(costs) and costs[place + 1][0] == week:
                continue
            free = max([release.total for release in self.problem.budget if release.week <= week], default=0)
            if spent > free:
                yield say("{spent} are spent by the week of {day} and {free} are released by then",
                          spent=number(spent, 0), day=date(self.weeks.monday(week)),
                          free=number(free, 0))  # fmt: skip


def _relaxations(problem: Problem, schedule: Schedule, titles: Mapping[str, str]) -> Iterator[Text]:
    """Yield what cannot have given, or did not have to."""
    departments = {resource.id for resource in problem.resources}
    for item in schedule.relaxed:
        task = problem.by_id.get(item.name)
        can = {
            "deadline": task is not None and task.deadline is not None,
            "frozen": task is not None and task.frozen is not None,
            "capacity": item.name in departments and item.week is not None,
            "budget": bool(problem.budget) and item.week is not None,
        }[item.kind]
        if not can or item.amount <= 0:
            name = titles.get(item.name, item.name)
            yield say("there is nothing that can give: {kind} '{name}' by {amount}", kind=item.kind, name=name,
                      amount=item.amount)  # fmt: skip
            return
    for item in schedule.relaxed:
        others = tuple(other for other in schedule.relaxed if other is not item)
        if not check(relaxed_problem(problem, others), schedule.starts, titles, schedule.later):
            yield _needless(item, titles)


def _needless(item: Relaxation, titles: Mapping[str, str]) -> Text:
    return say("{kind} '{name}' does not have to give by {amount}", kind=item.kind,
               name=titles.get(item.name, item.name), amount=item.amount)  # fmt: skip


class _Claims:
    """What is said of a plan, computed once more."""

    def __init__(self, problem: Problem, schedule: Schedule, titles: Mapping[str, str]) -> None:
        self.schedule = schedule
        self.titles = titles
        self.tasks = {task.id: task for task in problem.tasks}
        self.gaps = problem.gaps
        self.plan = {name: start for name, start in schedule.starts.items()
                     if name in self.tasks and name not in schedule.later}  # fmt: skip

    def violations(self) -> Iterator[Text]:
        for name, start in self.schedule.starts.items():
            if name in self.tasks and self.schedule.ends.get(name) != start + self.tasks[name].duration_weeks:
                yield say("'{name}' is not said to end when it does", name=self.titles.get(name, name))
        figures = dict(zip(STAGES, self.figures(), strict=True))
        if [stage.name for stage in self.schedule.stages] != list(STAGES):
            yield say("the plan does not tell its four figures in their order")
            return
        for stage in self.schedule.stages:
            yield from self.stage(stage, figures[stage.name])
        yield from self.length(figures["makespan"])

    def figures(self) -> tuple[int, int, int, int]:
        ends = {name: start + self.tasks[name].duration_weeks for name, start in self.plan.items()}
        length = max([end for name, end in ends.items() if _counts(self.tasks[name])], default=0)
        closed = {gap for name in self.plan for gap in self.tasks[name].closes}
        waiting = 0
        for name, task in self.tasks.items():
            waiting += task.worth * (ends[name] if name in ends else length + AFTER)
        return (sum(gap.weight for gap in self.gaps if gap.id not in closed), length, waiting,
                sum(self.tasks[name].cost for name in self.plan))  # fmt: skip

    def stage(self, stage: Stage, value: int) -> Iterator[Text]:
        if stage.value != value:
            yield say("{figure} is said to be {claimed} and is {value}", figure=stage.name, claimed=stage.value,
                      value=value)  # fmt: skip
        if stage.bound > value:
            yield say("{figure} is said never to be below {bound} and is {value}", figure=stage.name,
                      bound=stage.bound, value=value)  # fmt: skip
        if (stage.status == "proved") != (stage.bound == stage.value):
            yield say("{figure} is said to be {status}, its value being {value} and its bound {bound}",
                      figure=stage.name, status=stage.status, value=stage.value, bound=stage.bound)  # fmt: skip

    def length(self, value: int) -> Iterator[Text]:
        schedule, stage = self.schedule, self.schedule.stages[1]
        if schedule.makespan_weeks != value:
            yield say("the plan is said to take {claimed} weeks and takes {value}", claimed=schedule.makespan_weeks,
                      value=value)  # fmt: skip
        if schedule.bound.weeks > value:
            yield say("no plan is said to take less than {bound} weeks and this one takes {value}",
                      bound=schedule.bound.weeks, value=value)  # fmt: skip
        if (schedule.status == "proved") != (stage.status == "proved"):
            yield say("the plan and its length are not said to be proved alike")


def _counts(task: Task) -> bool:
    """Return whether the length counts to the end of a task: it closes a gap or is in by choice."""
    return bool(task.closes) or not (task.required or task.started or task.frozen is not None)
