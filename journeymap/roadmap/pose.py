"""From the workspace to the problem: durations to weeks, effort to people, dates to weeks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from journeymap.model.plans import Initiative
from journeymap.model.record import humanise
from journeymap.model.surroundings import Department
from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.roadmap.money import cost_of, funds
from journeymap.roadmap.prerequisites import Prerequisites, prerequisites
from journeymap.roadmap.problem import LeftOut, Problem, Resource, Task
from journeymap.roadmap.weeks import LONGEST, Weeks, plan_start, up, whole_weeks
from journeymap.text import Figure, Text, date, number, say

TENTHS_A_DAY = 2
"""One person-day a week is two tenths of a person: a week has five days."""

MOST_PEOPLE = 1e6
MOST_DAYS = 1e9


def pose(workspace: Workspace, waits: Prerequisites | None = None) -> Problem:
    """Write the initiatives of a workspace as a scheduling problem.

    No task closes a gap or is worth anything yet; :mod:`journeymap.roadmap.selection`
    says which do and how much.

    Parameters
    ----------
    workspace
        A valid workspace. The plan begins on the Monday that is, or follows, its day.
    waits
        What initiatives wait for; left out, as declared.

    Returns
    -------
    Problem
        Effort is spread evenly over the duration and rounded up to tenths of a
        person, so that no work is lost. Work under way is frozen in week 0 with
        what is left of it, at the same number of people a week.
    """
    return _Poser(workspace, waits or prerequisites(workspace)).problem()


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
    def __init__(self, workspace: Workspace, waits: Prerequisites) -> None:
        self.workspace = workspace
        self.waits = waits
        self.weeks = Weeks(plan_start(workspace.today))
        self.initiatives = dict(sorted(workspace.content.initiatives.items()))
        self.resources = {name: self.resource(name, record)
                          for name, record in sorted(workspace.content.departments.items())
                          if record.capacity is not None}  # fmt: skip
        self.remarks: dict[str, tuple[Text, ...]] = {}
        self.funds = funds(workspace, self.weeks)

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
                       tuple(self.notes(used)), remarks, budget=self.funds.releases)  # fmt: skip

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
        under_way = self.under_way(record)
        earliest = self.weeks.not_before(record.earliest) if record.earliest else 0
        if max(earliest, frozen or 0) > LONGEST:
            return LeftOut(name, say("it may not begin within the next {n}", n=spell_weeks(LONGEST)), record.review)
        self.remarks[name] = (*sized.remarks, *remarks, *self.waits.remarks.get(name, ()))
        least, most = _range(record, sized.weeks, weeks)
        return Task(
            name, weeks, dict(sized.demand or {}), tuple(sorted(set(self.waits.after[name]))), earliest,
            self.weeks.finished_by(record.deadline) if record.deadline else None, frozen, under_way,
            required=bool(record.required) or record.lapsed(self.workspace.today),
            cost=0 if under_way else cost_of(record, sized.weeks),
            least=least, most=most,
        )  # fmt: skip

    def under_way(self, record: Initiative) -> bool:
        began = record.begins(self.workspace.today)
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
        began = record.begins(self.workspace.today)
        if began is None:
            return None, weeks, self.lapsed(record)
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

    def lapsed(self, record: Initiative) -> tuple[Text, ...]:
        if record.starts is None or not record.lapsed(self.workspace.today):
            return ()
        return (say("should have begun on {day}, and nothing says that it has: it is planned anew",
                    day=date(record.starts)),)  # fmt: skip

    def overdue(self) -> Iterator[Text]:
        for name, record in self.initiatives.items():
            if record.starts is not None and not record.settled and record.lapsed(self.workspace.today):
                yield say("'{name}' should have begun on {day}, and nothing says that it has: write `progress: "
                          "{{started: …}}` if it has begun; it is planned anew",
                          name=title_of(self.workspace, name), day=date(record.starts))  # fmt: skip

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
        return [*self.funds.notes, *self.overdue(), *(
            say("nothing says how many people {department} has for initiatives: taken as no limit",
                department=department_title(self.workspace, name))
            for name in free
        )]  # fmt: skip


def tenths(people: float) -> int:
    """Return a number of people in tenths, rounded down."""
    return int(10 * min(people, MOST_PEOPLE) + 1e-9)


def _range(record: Initiative, whole: int, left: int) -> tuple[int | None, int | None]:
    """Return the shortest and longest time a task may take, in proportion to its estimate; `None` if nothing says.

    Parameters
    ----------
    whole
        Weeks it takes in all, as people allow.
    left
        Weeks it still takes.
    """
    given = record.duration
    if given is None or (given.least is None and given.most is None):
        return None, None
    likely = whole_weeks(given.likely)
    shortest, longest = (whole_weeks(point or given.likely) * whole / likely for point in (given.least, given.most))
    begun = whole - left
    return min(left, max(1, round(shortest - begun))), max(left, round(longest - begun))
