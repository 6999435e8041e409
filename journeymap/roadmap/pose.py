"""From the workspace to the problem: durations to weeks, effort to people, dates to weeks."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from journeymap.model.plans import Initiative
from journeymap.model.record import humanise
from journeymap.model.surroundings import Department
from journeymap.model.workspace import Workspace
from journeymap.roadmap.problem import LeftOut, Problem, Resource, Task
from journeymap.roadmap.weeks import LONGEST, Weeks, plan_start, up, whole_weeks
from journeymap.text import Figure, Text, date, number, say

TENTHS_A_DAY = 2
"""One person-day a week is two tenths of a person: a week has five days."""

MOST_PEOPLE = 1e6
MOST_DAYS = 1e9


def pose(workspace: Workspace) -> Problem:
    """Write the initiatives of a workspace as a scheduling problem.

    Every task is taken as needed and worth nothing; :mod:`journeymap.roadmap.selection`
    says which are and how much.

    Parameters
    ----------
    workspace
        A valid workspace. The plan begins on the Monday that is, or follows, its day.

    Returns
    -------
    Problem
        Effort is spread evenly over the duration and rounded up to tenths of a
        person, so that no work is lost. Work under way is frozen in week 0 with
        what is left of it, at the same number of people a week.
    """
    return _Poser(workspace).problem()


def title_of(workspace: Workspace, initiative: str) -> str:
    """Return an initiative's title, made from its id if it has none."""
    return workspace.content.initiatives[initiative].title or humanise(initiative)


def department_title(workspace: Workspace, department: str) -> str:
    """Return a department's title, made from its id if it has none."""
    record = workspace.content.departments.get(department)
    return (record.title if record else None) or humanise(department)


def spell_weeks(weeks: int) -> Figure:
    """Return a number of weeks as a figure."""
    return Figure("weeks", weeks, "week" if weeks == 1 else "weeks")


@dataclass(frozen=True)
class _Sized:
    """How long and with whom, or why not."""

    weeks: int = 0
    demand: Mapping[str, int] | None = None
    remarks: tuple[Text, ...] = ()
    reason: Text | None = None


class _Poser:
    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.weeks = Weeks(plan_start(workspace.today))
        self.initiatives = dict(sorted(workspace.content.initiatives.items()))
        self.resources = {name: self.resource(name, record)
                          for name, record in sorted(workspace.content.departments.items())
                          if record.capacity is not None}  # fmt: skip
        self.remarks: dict[str, tuple[Text, ...]] = {}

    def problem(self) -> Problem:
        left: dict[str, LeftOut] = {}
        tasks: dict[str, Task] = {}
        for name, record in self.initiatives.items():
            made = self.task(name, record)
            if isinstance(made, Task):
                tasks[name] = made
            else:
                left[name] = made
        self.cascade(tasks, left)
        kept = tuple(replace(task, after=self.open_prerequisites(task)) for task in tasks.values())
        remarks = {name: texts for name, texts in self.remarks.items() if name in tasks}
        used = {department for task in kept for department in task.demand}
        resources = tuple(resource for name, resource in self.resources.items() if name in used)
        return Problem(self.weeks.start, kept, resources, tuple(sorted(left.values(), key=lambda item: item.id)),
                       tuple(self.notes(used)), remarks)  # fmt: skip

    def resource(self, name: str, record: Department) -> Resource:
        """Count people in tenths, rounded down; a week that a dip covers in part has the mean of its days."""
        usual = tenths(record.capacity.number if record.capacity else 0.0)
        dips: dict[int, int] = {}
        for dip in record.dips:
            first, last = self.weeks.of(dip.start), self.weeks.of(dip.end)
            for week in range(max(0, first), min(last, LONGEST) + 1):
                dips[week] = self.mean(record, week, usual)
        return Resource(name, usual, dict(sorted((week, value) for week, value in dips.items() if value != usual)))

    def mean(self, record: Department, week: int, usual: int) -> int:
        days = self.weeks.workdays(week)
        lowered = [min((tenths(dip.capacity.number) for dip in record.dips if dip.start <= day <= dip.end),
                       default=usual) for day in days]  # fmt: skip
        return sum(lowered) // len(days)

    def task(self, name: str, record: Initiative) -> Task | LeftOut:
        """Return an initiative as a task, or why it is not one."""
        if record.refused is not None:
            return LeftOut(name, say("refused: {reason}", reason=record.refused), record.review)
        if record.progress is not None and record.progress.done is not None:
            return LeftOut(name, say("finished on {day}; the current map is taken to show it",
                                     day=date(record.progress.done)))  # fmt: skip
        sized = self.size(record)
        if sized.reason is not None:
            return LeftOut(name, sized.reason, record.review)
        frozen, weeks, remarks = self.fixed(record, sized.weeks)
        earliest = self.weeks.not_before(record.earliest) if record.earliest else 0
        if max(earliest, frozen or 0) > LONGEST:
            return LeftOut(name, say("it may not begin within the next {n}", n=spell_weeks(LONGEST)), record.review)
        self.remarks[name] = (*sized.remarks, *remarks)
        return Task(
            name, weeks, dict(sized.demand or {}), tuple(sorted(set(record.after))), earliest,
            self.weeks.finished_by(record.deadline) if record.deadline else None, frozen, self.under_way(record),
        )  # fmt: skip

    def under_way(self, record: Initiative) -> bool:
        began = (record.progress.started if record.progress else None) or record.starts
        return began is not None and began < self.weeks.start

    def size(self, record: Initiative) -> _Sized:
        """Settle duration and people per week."""
        effort = {
            name: min(given.days, MOST_DAYS) for name, given in sorted((record.effort or {}).items()) if given.days
        }
        nobody = [name for name in effort if name in self.resources and not self.resources[name].capacity]
        if nobody:
            department = department_title(self.workspace, nobody[0])
            return _Sized(reason=say("it needs {department}, which has nobody free", department=department))
        shortest = {name: up(TENTHS_A_DAY * days / self.resources[name].capacity)
                    for name, days in effort.items() if name in self.resources}  # fmt: skip
        if record.duration is None and not shortest:
            return _Sized(
                reason=say("neither how long it takes is known, nor both effort and capacity to derive it from")
            )
        weeks = max([whole_weeks(record.duration.likely)] if record.duration else shortest.values())
        remarks = () if record.duration else (
            say("takes {n} if all who can work on it do: its duration is not stated", n=spell_weeks(weeks)),
        )  # fmt: skip
        return self.stretched(effort, weeks, shortest, remarks)

    def stretched(
        self, effort: Mapping[str, float], weeks: int, shortest: Mapping[str, int], remarks: tuple[Text, ...]
    ) -> _Sized:
        """Lengthen what a department could not do in time even if it did nothing else."""
        longest = max([weeks, *shortest.values()])
        if longest > LONGEST:
            return _Sized(reason=say("it would take more than {n}", n=spell_weeks(LONGEST)))
        if longest > weeks:
            slow = min(name for name, needed in shortest.items() if needed == longest)
            remarks += (
                say("takes {long} in place of {short}: {people} people in {department} cannot do it faster",
                    long=spell_weeks(longest), short=spell_weeks(weeks),
                    people=number(self.resources[slow].capacity / 10, 1),
                    department=department_title(self.workspace, slow)),
            )  # fmt: skip
        demand = {name: up(TENTHS_A_DAY * days / longest) for name, days in effort.items()}
        return _Sized(longest, demand, remarks)

    def fixed(self, record: Initiative, weeks: int) -> tuple[int | None, int, tuple[Text, ...]]:
        """Return the week it is bound to, how long it then still takes, and what to say about it."""
        began = (record.progress.started if record.progress else None) or record.starts
        if began is None:
            return None, weeks, ()
        if began >= self.weeks.start:
            return self.weeks.of(began), weeks, ()
        expected = record.progress.expected if record.progress else None
        if expected is not None:
            return 0, min(max(1, self.weeks.of(expected) + 1), LONGEST), ()
        left = weeks + self.weeks.of(began)
        if left >= 1:
            return 0, left, ()
        due = Weeks(began).friday(weeks)
        return 0, 1, (say("should have been finished by {day}; without a new date it is taken to need one more week",
                          day=date(due)),)  # fmt: skip

    def cascade(self, tasks: dict[str, Task], left: dict[str, LeftOut]) -> None:
        """Leave out what waits for something that is left out and not finished."""
        gone = [name for name in left if not self.finished(name)]
        while gone:
            missing = gone.pop(0)
            waiting = [name for name, task in tasks.items() if missing in task.after]
            for name in waiting:
                del tasks[name]
                reason = say("waits for '{other}', which is not planned", other=title_of(self.workspace, missing))
                left[name] = LeftOut(name, reason, self.initiatives[name].review)
            gone += waiting

    def finished(self, name: str) -> bool:
        progress = self.initiatives[name].progress
        return progress is not None and progress.done is not None and self.initiatives[name].refused is None

    def open_prerequisites(self, task: Task) -> tuple[str, ...]:
        return tuple(name for name in task.after if not self.finished(name))

    def notes(self, used: Iterable[str]) -> Sequence[Text]:
        free = sorted(name for name in used if name not in self.resources)
        return [
            say("nothing says how many people {department} has for initiatives: taken as no limit",
                department=department_title(self.workspace, name))
            for name in free
        ]  # fmt: skip


def tenths(people: float) -> int:
    """Return a number of people in tenths, rounded down."""
    return int(10 * min(people, MOST_PEOPLE) + 1e-9)


def began_on(record: Initiative) -> dt.date | None:
    """Return the day an initiative began, or is agreed to begin."""
    return (record.progress.started if record.progress else None) or record.starts
