"""Why each initiative begins when it does: what binds it, and the chain that sets the length."""

from collections.abc import Mapping
from dataclasses import dataclass

from journeymap.roadmap.ledger import holders, short_of
from journeymap.roadmap.problem import Problem, Task
from journeymap.roadmap.schedule import pushed_right
from journeymap.roadmap.weeks import Weeks
from journeymap.text import Text, date, say


@dataclass(frozen=True)
class Binding:
    """What keeps a task from beginning a week earlier.

    Attributes
    ----------
    kind
        ``started``, ``frozen``, ``start`` (of the plan), ``prerequisite``, ``department`` or ``earliest``.
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
        By task, the strongest first.
    critical
        Tasks on a binding chain that ends with the plan, sorted.
    chain
        One such chain, first to last.
    slack
        Weeks each needed task can slip without a longer plan; for others 0.
    """

    bindings: Mapping[str, tuple[Binding, ...]]
    critical: tuple[str, ...]
    chain: tuple[str, ...]
    slack: Mapping[str, int]


def explain(problem: Problem, starts: Mapping[str, int]) -> Explained:
    """Find what binds each task, and follow the binding from the end of the plan back to its start.

    Only tasks that end exactly where the next begins are followed; with every
    task that merely shares people, nearly everything would look critical.
    """
    bindings = {task.id: _bindings(problem, starts, task) for task in problem.tasks}
    needed = list(problem.needed)
    late = pushed_right(problem, needed, {task.id: starts[task.id] for task in needed})
    slack = {task.id: late.get(task.id, starts[task.id]) - starts[task.id] for task in problem.tasks}
    end = max((starts[task.id] + task.duration_weeks for task in needed), default=0)
    last = sorted(task.id for task in needed if starts[task.id] + task.duration_weeks == end)
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


def _tight(bindings: tuple[Binding, ...], slack: Mapping[str, int]) -> list[str]:
    """Return the tasks waited for, those without slack if there are any; prerequisites first."""
    names = list(dict.fromkeys(name for binding in bindings for name in binding.before))
    return [name for name in names if not slack[name]] or names


def _bindings(problem: Problem, starts: Mapping[str, int], task: Task) -> tuple[Binding, ...]:
    start = starts[task.id]
    if task.frozen is not None:
        return (Binding("started" if task.started else "frozen"),)
    ends = {name: starts[name] + problem.by_id[name].duration_weeks for name in task.after}
    found = [Binding("prerequisite", name) for name in sorted(ends) if ends[name] == start]
    if start > max([task.earliest, *ends.values()]):
        found += [
            _held(problem, starts, department, start) for department in short_of(problem, starts, task, start - 1)
        ]
    if start == task.earliest and start > 0:
        found.append(Binding("earliest"))
    return tuple(found) or (Binding("start"),)


def _held(problem: Problem, starts: Mapping[str, int], department: str, start: int) -> Binding:
    busy = holders(problem, starts, department, start - 1)
    ending = [task.id for task in busy if starts[task.id] + task.duration_weeks == start]
    return Binding("department", department, tuple(sorted(ending)))


def reason(
    problem: Problem, starts: Mapping[str, int], task: Task, binding: Binding, titles: Mapping[str, str]
) -> Text:
    """Say a binding as a sentence.

    Parameters
    ----------
    titles
        Titles of initiatives and departments by id.
    """
    day = date(Weeks(problem.start).monday(starts[task.id]))
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
    }
    return sentences.get(binding.kind, say("begins at once: nothing has to come before it"))


def quoted(names: list[str]) -> Text:
    """Return names in quotes as a list: one, two, or two and how many more."""
    if len(names) == 1:
        return say("'{name}'", name=names[0])
    if len(names) == 2:
        return say("'{first}' and '{second}'", first=names[0], second=names[1])
    return say("'{first}', '{second}' and {n} more", first=names[0], second=names[1], n=len(names) - 2)
