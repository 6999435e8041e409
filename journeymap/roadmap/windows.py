"""In which weeks each task can begin at all, once the length of the plan is limited."""

from collections.abc import Iterable, Mapping

from journeymap.records import dataclass
from journeymap.roadmap.problem import Problem, Task


@dataclass(frozen=True)
class Windows:
    """Weeks a search has to look at.

    Attributes
    ----------
    weeks
        Weeks in which a task may begin, rising, by task, each behind all it waits for; a task that can be in no
        plan, or in no plan worth having, is missing.
    forced
        Whether every plan has the task in it, by task.
    """

    weeks: Mapping[str, tuple[int, ...]]
    forced: Mapping[str, bool]

    @property
    def possible(self) -> bool:
        """Return whether each forced task has a week to begin in."""
        return all(self.weeks.get(name) for name, is_forced in self.forced.items() if is_forced)


def closure(problem: Problem, names: Iterable[str]) -> tuple[str, ...]:
    """Return tasks with all they wait for, in the order of the problem."""
    found = set(names)
    for task in reversed(problem.order):
        if task.id in found:
            found.update(task.after)
    return tuple(task.id for task in problem.order if task.id in found)


def fixed(problem: Problem) -> tuple[str, ...]:
    """Return what every plan has in it: fixed tasks and all they wait for."""
    return closure(problem, (task.id for task in problem.tasks if task.fixed))


def open_anyway(problem: Problem) -> int:
    """Return the weight of the gaps that no task closes: no plan falls short by less."""
    closable = {gap for task in problem.tasks for gap in task.closes}
    return sum(gap.weight for gap in problem.gaps if gap.id not in closable)


def calm(problem: Problem, names: Iterable[str]) -> int:
    """Return the first week from which on nothing changes by itself: no date, no dip, no money."""
    tasks = [problem.by_id[name] for name in names]
    used = {resource for task in tasks for resource in task.demand}
    dates = [max(task.earliest, task.frozen or 0) for task in tasks]
    dips = [week + 1 for resource in problem.resources if resource.id in used for week in resource.dips]
    money = [release.week for release in problem.budget] if any(task.cost for task in tasks) else []
    return max([*dates, *dips, *money], default=0)


def horizon(problem: Problem, names: Iterable[str], since: int = 0) -> int:
    """Return a week by which tasks can always be finished, if they can at all, one after another from `since` on."""
    listed = tuple(names)
    return max(since, calm(problem, listed)) + sum(problem.by_id[name].duration_weeks for name in listed)


def must_have(problem: Problem, shortfall: int | None) -> tuple[str, ...]:
    """Return what every plan that falls short by no more than `shortfall` has in it.

    If all that can be closed must be, a gap that a single task closes forces this task.
    """
    always = [task.id for task in problem.tasks if task.fixed]
    if shortfall is not None and shortfall == open_anyway(problem):
        for gap in problem.gaps:
            closers = [task.id for task in problem.tasks if gap.id in task.closes]
            always += closers if len(closers) == 1 else []
    return closure(problem, always)


def useful(problem: Problem, forced: Iterable[str]) -> tuple[str, ...]:
    """Return the tasks that may make a plan better, in order: the others only take people and money."""
    kept = set(forced)
    closed = {gap for name in kept for gap in problem.by_id[name].closes}
    known = {gap.id for gap in problem.gaps} - closed
    for task in reversed(problem.order):
        if task.worth or known & set(task.closes) or any(name in kept for name in problem.successors[task.id]):
            kept.add(task.id)
    return tuple(task.id for task in problem.order if task.id in kept)


def windows(problem: Problem, length: int | None = None, shortfall: int | None = None) -> Windows:
    """Return the weeks in which tasks can begin.

    Heads count prerequisites, dates, the money all they wait for takes, and people who are not busy with frozen
    work; tails count what must follow.

    Parameters
    ----------
    length
        By when all counted tasks are finished; without it, as long as it can take.
    shortfall
        The most a plan may fall short.
    """
    forced = must_have(problem, shortfall)
    names = useful(problem, forced)
    weeks = dict(_Looker(problem, length, names, forced).look())
    return Windows(weeks, {name: name in set(forced) for name in (*weeks, *forced)})


class _Looker:
    def __init__(self, problem: Problem, length: int | None, names: tuple[str, ...], forced: tuple[str, ...]) -> None:
        self.problem = problem
        self.forced = frozenset(forced)
        self.tasks = [problem.by_id[name] for name in names]
        loose = [name for name in forced if not problem.by_id[name].counted]
        self.counted_end = horizon(problem, names) if length is None else length
        self.loose_end = self.counted_end if length is None else horizon(problem, loose, length)
        self.free = self.without_frozen()

    def without_frozen(self) -> Mapping[str, list[int]]:
        """Return the people left by frozen work, by department and week."""
        end = max([self.loose_end, *(t.frozen + t.duration_weeks for t in self.tasks if t.frozen is not None)])
        free = {resource.id: resource.until(end) for resource in self.problem.resources}
        for task in self.tasks:
            if task.frozen is not None:
                for name, need in task.demand.items():
                    for week in range(task.frozen, task.frozen + task.duration_weeks) if name in free else ():
                        free[name][week] -= need
        return free

    def fits(self, task: Task, start: int) -> bool:
        return all(
            min(self.free[name][start : start + task.duration_weeks], default=need) >= need
            for name, need in task.demand.items()
            if name in self.free and need
        )

    def money_from(self, task: Task) -> int | None:
        """Return the first week in which a task and all it waits for can be paid; `None` if never."""
        needed = sum(self.problem.by_id[name].cost for name in closure(self.problem, [task.id]))
        if not self.problem.budget or not needed:
            return 0
        return next((release.week for release in self.problem.budget if release.total >= needed), None)

    def look(self) -> Mapping[str, tuple[int, ...]]:
        """Narrow from both sides until no task drops out."""
        alive = [task.id for task in self.tasks]
        while True:
            latest = self.latest_ends(alive)
            found: dict[str, tuple[int, ...]] = {}
            for task in self.tasks:
                if task.id in alive and all(name in found for name in task.after):
                    weeks = self.between(task, found, latest[task.id])
                    if weeks or task.id in self.forced:
                        found[task.id] = weeks
            if len(found) == len(alive):
                return found
            alive = list(found)

    def between(self, task: Task, found: Mapping[str, tuple[int, ...]], latest: int) -> tuple[int, ...]:
        money = self.money_from(task)
        ends = [found[name][0] + self.problem.by_id[name].duration_weeks for name in task.after if found[name]]
        if money is None or len(ends) < len(set(task.after)):
            return ()
        first = max([0, task.earliest if task.frozen is None else task.frozen, money, *ends])
        last = latest - task.duration_weeks
        if task.frozen is not None:
            return (task.frozen,) if first <= task.frozen <= last else ()
        return tuple(week for week in range(first, last + 1) if self.fits(task, week))

    def latest_ends(self, alive: Iterable[str]) -> Mapping[str, int]:
        """Return by when each task must end so that what must follow still can."""
        inside = set(alive)
        latest: dict[str, int] = {}
        for task in reversed(self.tasks):
            if task.id not in inside:
                continue
            end = self.counted_end if task.counted else self.loose_end
            limits = [end] if task.deadline is None else [end, task.deadline]
            for name in self.problem.successors[task.id]:
                if name in self.forced and name in latest:
                    after = self.problem.by_id[name]
                    limits.append(latest[name] - after.duration_weeks if after.frozen is None else after.frozen)
            latest[task.id] = min(limits)
        return latest
