"""A second opinion: verify a schedule without using anything that made it."""

from collections.abc import Iterator, Mapping

from journeymap.roadmap.problem import Problem, Resource
from journeymap.roadmap.weeks import Weeks
from journeymap.text import Text, date, number, say


def check(problem: Problem, starts: Mapping[str, int], titles: Mapping[str, str] | None = None) -> tuple[Text, ...]:
    """Return what is wrong with a schedule; nothing if it can be carried out as it stands.

    Parameters
    ----------
    problem
        What was to be scheduled.
    starts
        Week in which each task begins.
    titles
        Names for tasks and departments, in place of their ids.
    """
    return tuple(_Checker(problem, starts, titles or {}).violations())


class _Checker:
    def __init__(self, problem: Problem, starts: Mapping[str, int], titles: Mapping[str, str]) -> None:
        self.problem = problem
        self.starts = starts
        self.titles = titles
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

    def presence(self) -> Iterator[Text]:
        known = [task.id for task in self.problem.tasks]
        for name in known:
            if name not in self.starts:
                yield say("'{name}' has no start", name=self.title(name))
        for name in sorted(self.starts):
            if name not in known:
                yield say("'{name}' is not an initiative of this plan", name=self.title(name))

    def prerequisites(self) -> Iterator[Text]:
        for task in self.problem.tasks:
            for before in task.after:
                if task.id in self.ends and before in self.ends and self.starts[task.id] < self.ends[before]:
                    yield say("'{name}' begins before '{other}' is finished", name=self.title(task.id),
                              other=self.title(before))  # fmt: skip

    def dates(self) -> Iterator[Text]:
        for task in self.problem.tasks:
            if task.id not in self.ends:
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
            for week in range(self.starts[task.id], self.ends[task.id]) if need and task.id in self.ends else ():
                used[week] = used.get(week, 0) + need
        for week, need in sorted(used.items()):
            have = resource.dips.get(week, resource.capacity)
            if need > have:
                yield say("{department} needs {used} people in the week of {day} and has {have}",
                          department=self.title(resource.id), used=number(need / 10),
                          day=date(self.weeks.monday(week)), have=number(have / 10))  # fmt: skip
