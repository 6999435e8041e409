"""Why each initiative begins when it does: what binds it, and the chain that sets the length."""

from collections.abc import Iterator, Mapping

from journeymap.records import dataclass
from journeymap.roadmap.problem import Problem, Resource, Task
from journeymap.roadmap.weeks import Weeks
from journeymap.text import Text, date, say


@dataclass(frozen=True)
class Binding:
    """What keeps a task from beginning a week earlier, or, a deadline, from slipping.

    Attributes
    ----------
    kind
        ``started``, ``frozen``, ``start`` (of the plan), ``prerequisite``, ``department``, ``budget`` (the money is not
        free earlier), ``earliest``, ``deadline`` (it ends on its last day), or ``spare``: nothing keeps it, and
        nothing would be gained.
    name
        The prerequisite or the department.
    holders
        For a department: tasks that hold its people in the week before and end there; none
        if the department itself has fewer people in that week.
    """

    kind: str
    name: str = ""
    holders: tuple[str, ...] = ()

    @property
    def before(self) -> tuple[str, ...]:
        """Return the tasks whose end is what is waited for."""
        return (self.name,) if self.kind == "prerequisite" else self.holders


@dataclass(frozen=True)
class Explained:
    """The reasons of a whole schedule.

    Attributes
    ----------
    bindings
        By planned task, the strongest first.
    critical
        Tasks on a binding chain that ends with the plan, sorted.
    chain
        One such chain, first to last.
    slack
        Weeks each planned task can slip without a longer plan; 0 for those the length does not count.
    """

    bindings: Mapping[str, tuple[Binding, ...]]
    critical: tuple[str, ...]
    chain: tuple[str, ...]
    slack: Mapping[str, int]


@dataclass(frozen=True)
class Limits:
    """Two simple reasons why the same initiatives cannot be done sooner.

    Attributes
    ----------
    length
        Weeks the plan takes.
    path_weeks, path
        The longest chain of prerequisites and dates if nobody's people and no money were scarce.
    work_weeks, department
        The most that one department needs for its work if it never had to wait; `None` without departments.
    """

    length: int
    path_weeks: int
    path: tuple[str, ...]
    work_weeks: int
    department: str | None

    @property
    def bound(self) -> int:
        """Return the larger of the two."""
        return max(self.path_weeks, self.work_weeks)


def explain(problem: Problem, starts: Mapping[str, int], later: tuple[str, ...] = ()) -> Explained:
    """Find what binds each task, and follow the binding from the end of the plan back to its start.

    Only tasks that end exactly where the next begins are followed; with every
    task that merely shares people, nearly everything would look critical. A
    chain ends where money, a date or the start of the plan binds.

    Parameters
    ----------
    starts
        First week by planned task.
    later
        Planned tasks that stand behind the end.
    """
    use = _Use(problem, starts)
    bindings = {task.id: use.bindings(task) for task in use.tasks}
    slack = _slack(problem, starts, later)
    counted = [task for task in use.tasks if task.counted and task.id not in later]
    end = max((starts[task.id] + task.duration_weeks for task in counted), default=0)
    last = [task.id for task in counted if starts[task.id] + task.duration_weeks == end]
    critical: dict[str, None] = {}
    stack = list(last)
    while stack:
        name = stack.pop()
        if name not in critical:
            critical[name] = None
            stack += _tight(bindings[name], slack)
    chain = last[:1]
    while chain and (before := _tight(bindings[chain[0]], slack)):
        chain.insert(0, before[0])
    tight = {name: 0 if name in critical else value for name, value in slack.items()}
    return Explained(bindings, tuple(sorted(critical)), tuple(chain), tight)


def limits(problem: Problem, starts: Mapping[str, int], later: tuple[str, ...] = ()) -> Limits:
    """Set the length of a plan beside its critical path, and beside work over capacity.

    Parameters
    ----------
    starts
        First week by planned task.
    later
        Planned tasks that stand behind the end.
    """
    tasks = [task for task in problem.order if task.id in starts and task.id not in later]
    counted = [task for task in tasks if task.counted]
    ends, came = _unhindered(tasks, starts)
    last = max(counted, key=lambda task: ends[task.id], default=None)
    path = [last.id] if last is not None else []
    while path and came[path[0]]:
        path.insert(0, came[path[0]])
    work = {resource.id: _weeks_of(resource, counted) for resource in problem.resources}
    busiest = max(work, key=lambda name: work[name], default=None)
    return Limits(
        length=max((starts[task.id] + task.duration_weeks for task in counted), default=0),
        path_weeks=ends[last.id] if last is not None else 0,
        path=tuple(path),
        work_weeks=work[busiest] if busiest is not None else 0,
        department=busiest,
    )


def _unhindered(tasks: list[Task], starts: Mapping[str, int]) -> tuple[Mapping[str, int], Mapping[str, str]]:
    """Return the earliest ends by prerequisites and dates alone, and which prerequisite sets each, if any."""
    ends: dict[str, int] = {}
    came: dict[str, str] = {}
    for task in tasks:
        before = max((name for name in task.after if name in ends), key=lambda name: ends[name], default="")
        ready = ends.get(before, 0)
        start = starts[task.id] if task.frozen is not None else max(task.earliest, ready)
        ends[task.id] = start + task.duration_weeks
        came[task.id] = before if before and start == ready else ""
    return ends, came


def _weeks_of(resource: Resource, tasks: list[Task]) -> int:
    """Return the weeks a department needs for its work if it is busy from the start without a gap."""
    work = sum(task.demand.get(resource.id, 0) * task.duration_weeks for task in tasks)
    week = 0
    while work > 0 and (resource.capacity > 0 or week <= max(resource.dips, default=0)):
        work -= resource.at(week)
        week += 1
    return week


def _tight(bindings: tuple[Binding, ...], slack: Mapping[str, int]) -> list[str]:
    """Return the tasks waited for, those without slack if there are any; prerequisites first."""
    names = list(dict.fromkeys(name for binding in bindings for name in binding.before))
    return [name for name in names if not slack[name]] or names


class _Use:
    """Who is busy in which week of a schedule, and what is spent by when."""

    def __init__(self, problem: Problem, starts: Mapping[str, int]) -> None:
        self.problem, self.starts = problem, starts
        self.tasks = [problem.by_id[name] for name in sorted(starts)]
        self.people = {resource.id: resource for resource in problem.resources}
        self.used: dict[tuple[str, int], int] = {}
        for task in self.tasks:
            self.book(task, starts[task.id], 1)

    def book(self, task: Task, start: int, sign: int) -> None:
        """Put a task's people in, or with `sign` -1 take them out."""
        for name, need in task.demand.items():
            for week in range(start, start + task.duration_weeks):
                self.used[name, week] = self.used.get((name, week), 0) + sign * need

    def staffed(self, task: Task, week: int) -> bool:
        """Return whether a task that is not in finds its people in a week."""
        return all(self.used.get((name, week), 0) + need <= self.people[name].at(week)
                   for name, need in task.demand.items() if need and name in self.people)  # fmt: skip

    def end(self, name: str) -> int:
        return self.starts[name] + self.problem.by_id[name].duration_weeks

    def bindings(self, task: Task) -> tuple[Binding, ...]:
        """Return what keeps a task where it is."""
        start = self.starts[task.id]
        last = (Binding("deadline"),) if task.deadline is not None and self.end(task.id) >= task.deadline else ()
        if task.frozen is not None:
            return (Binding("started" if task.started else "frozen"), *last)
        ends = {name: self.end(name) for name in task.after if name in self.starts}
        found = [Binding("prerequisite", name) for name in sorted(ends) if ends[name] == start]
        if start > max([task.earliest, *ends.values()]):
            found += self.short(task, start - 1)
            found += [Binding("budget")] if not self.affordable(task, start - 1) else []
        if start == task.earliest and start > 0:
            found.append(Binding("earliest"))
        return (*(found or [Binding("spare" if start else "start")]), *last)

    def short(self, task: Task, week: int) -> Iterator[Binding]:
        """Yield the departments that lack the people for a task in the week before it begins."""
        for name in sorted(task.demand):
            need = task.demand[name] + self.used.get((name, week), 0)
            if name in self.people and task.demand[name] and need > self.people[name].at(week):
                ending = tuple(other.id for other in self.tasks
                               if other.demand.get(name, 0) and self.end(other.id) == week + 1)  # fmt: skip
                yield Binding("department", name, ending)

    def affordable(self, task: Task, week: int) -> bool:
        """Return whether there is money to begin a task in a week, everything else staying where it is."""
        budget = self.problem.budget
        if not budget or not task.cost:
            return True
        starts = {**self.starts, task.id: week}
        spent = [(start, self.problem.by_id[name].cost) for name, start in starts.items()]
        steps = [(0, 0), *((release.week, release.total) for release in budget)]
        for index, (_, total) in enumerate(steps):
            until = steps[index + 1][0] if index + 1 < len(steps) else None
            counts = until is None or week < until
            if counts and sum(cost for start, cost in spent if until is None or start < until) > total:
                return False
        return True


def waits(problem: Problem, starts: Mapping[str, int], task: Task) -> tuple[tuple[int, Binding], ...]:
    """Split the weeks before a task: first what it builds on or its day, then people, then what binds its start.

    Parameters
    ----------
    starts
        First week by planned task; the others stay where they are.

    Returns
    -------
    tuple
        Weeks up to which a binding holds, increasing, the last the start of the task.
    """
    use, start = _Use(problem, starts), starts[task.id]
    ends = {name: use.end(name) for name in task.after if name in starts}
    last = (start, use.bindings(task)[0])
    if task.frozen is not None:
        return (last,)
    ready = max([task.earliest, *ends.values()])
    use.book(task, start, -1)
    weeks = range(task.duration_weeks)
    staffed = next(week for week in range(ready, start + 1) if all(use.staffed(task, week + on) for on in weeks))
    found: list[tuple[int, Binding]] = []
    if 0 < ready < start:
        builds_on = [Binding("prerequisite", name) for name in sorted(ends) if ends[name] == ready]
        found.append((ready, (builds_on or [Binding("earliest")])[0]))
    if ready < staffed < start:
        found.append((staffed, next(use.short(task, staffed - 1))))
    return (*found, last)


def _slack(problem: Problem, starts: Mapping[str, int], later: tuple[str, ...]) -> Mapping[str, int]:
    """Return how far each counted task moves when all are pushed to the end of the plan, people and dates kept."""
    counted = [problem.by_id[name] for name in starts if problem.by_id[name].counted and name not in later]
    end = max((starts[task.id] + task.duration_weeks for task in counted), default=0)
    placed = {name: week for name, week in starts.items() if name not in later}
    use = _Use(problem, placed)
    for task in sorted(counted, key=lambda task: (-starts[task.id] - task.duration_weeks, task.id)):
        if task.frozen is not None:
            continue
        now = starts[task.id] + task.duration_weeks
        by = [end, *(placed[name] for name in problem.successors[task.id] if name in placed)]
        by += [max(task.deadline, now)] if task.deadline is not None else []
        use.book(task, placed[task.id], -1)
        placed[task.id] = _latest(use, task, starts[task.id], min(by) - task.duration_weeks)
        use.book(task, placed[task.id], 1)
    return {name: placed.get(name, week) - week for name, week in starts.items()}


def _latest(others: _Use, task: Task, first: int, last: int) -> int:
    """Return the last week, down to `first`, from which on a task finds its people."""
    run = 0
    for week in range(last + task.duration_weeks - 1, first - 1, -1):
        run = run + 1 if others.staffed(task, week) else 0
        if run >= task.duration_weeks and week <= last:
            return week
    return first


def reason(
    problem: Problem, starts: Mapping[str, int], task: Task, binding: Binding, titles: Mapping[str, str]
) -> Text:
    """Say a binding as a sentence.

    Parameters
    ----------
    titles
        Titles of initiatives and departments by id.
    """
    weeks = Weeks(problem.start)
    day = date(weeks.monday(starts[task.id]))
    if binding.kind == "prerequisite":
        return say("begins when '{other}' is finished", other=titles.get(binding.name, binding.name))
    if binding.kind == "department":
        department = titles.get(binding.name, binding.name)
        if not binding.holders:
            return say("waits until {department} has enough people again", department=department)
        return say("waits for people in {department}, who work on {others} until then", department=department,
                   others=quoted([titles.get(name, name) for name in binding.holders]))  # fmt: skip
    sentences = {
        "started": say("is under way"),
        "frozen": say("begins in the week of {day}, as agreed", day=day),
        "earliest": say("may not begin before {day}", day=day),
        "budget": say("waits for money that is not free before {day}", day=day),
        "deadline": say("has to be finished by {day}: it cannot slip", day=date(weeks.friday(task.deadline or 0))),
        "spare": say("could begin earlier, and nothing would be gained"),
    }
    return sentences.get(binding.kind, say("begins at once: nothing has to come before it"))


def quoted(names: list[str]) -> Text:
    """Return names in quotes as a list: one, two, or two and how many more."""
    if len(names) == 1:
        return say("'{name}'", name=names[0])
    if len(names) == 2:
        return say("'{first}' and '{second}'", first=names[0], second=names[1])
    return say("'{first}', '{second}' and {n} more", first=names[0], second=names[1], n=len(names) - 2)
