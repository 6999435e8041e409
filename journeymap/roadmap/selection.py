"""Which initiatives the targets need, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from journeymap.changes.apply import journey_of, target_state
from journeymap.maturity.result import MaturityResult
from journeymap.model.record import humanise
from journeymap.model.workspace import Workspace
from journeymap.roadmap.benefit import contribution
from journeymap.roadmap.facts import Facts, differing, facts, nearer
from journeymap.roadmap.pose import title_of
from journeymap.roadmap.problem import Problem
from journeymap.roadmap.states import Walk, foundations
from journeymap.text import Text, say


@dataclass(frozen=True)
class Selected:
    """An initiative that is planned, and why.

    Attributes
    ----------
    needed
        Whether a target waits for it; the others are optional.
    why
        One sentence.
    worth
        What an early end is worth, for ties between schedules of one length: points of
        completion (in percent) and of score gained on top of its prerequisites, in tenths,
        journeys weighted by their customers. A convention; nothing else is made of it.
    """

    id: str
    needed: bool
    why: Text
    worth: int = 0


@dataclass(frozen=True)
class Goal:
    """What is wanted of one journey.

    Attributes
    ----------
    target
        Id of the target.
    wanted
        The wanted state.
    facts
        The same as facts.
    size
        Touchpoints, systems and channels that differ from today.
    """

    target: str
    title: str
    journey: str
    wanted: Workspace = field(repr=False)
    facts: Facts = field(repr=False)
    size: int


def goals(workspace: Workspace) -> tuple[Goal, ...]:
    """Return the targets with the states they describe, sorted by id."""
    found = []
    for name, target in sorted(workspace.content.targets.items()):
        wanted = target_state(workspace, name)
        now, then = facts(workspace, target.of), facts(wanted, target.of)
        size = len({key[:2] for key in differing(now, then)})
        found.append(Goal(name, target.title or humanise(name), target.of, wanted, then, size))
    return tuple(found)


def wanted_levels(workspace: Workspace, maturity: MaturityResult | None) -> Mapping[str, tuple[int | None, int]]:
    """Return the practices below their target: attained level, `None` if unknown, and target.

    Without a result, targets come from the latest assessment and no level is known.
    """
    if maturity is not None:
        return {name: (practice.attained, practice.target) for name, practice in maturity.practices.items()
                if practice.target is not None and (practice.attained or 0) < practice.target}  # fmt: skip
    assessments = sorted(workspace.content.assessments.items(), key=lambda item: (item[1].date, item[0]))
    return {code: (None, target.level) for code, target in assessments[-1][1].targets.items()} if assessments else {}


def select(
    workspace: Workspace, problem: Problem, aims: tuple[Goal, ...], walk: Walk, maturity: MaturityResult | None = None
) -> tuple[Selected, ...]:
    """Tell what the targets need from what is optional.

    Needed is what brings a target nearer on the map, lifts a practice that is
    below its target, is required, under way or agreed; and all that such work
    waits for. If nothing is wanted, everything is planned.

    Parameters
    ----------
    workspace
        The current state.
    problem
        Only its tasks are looked at.
    aims
        From :func:`goals`.
    walk
        From the current state.
    """
    selector = _Selector(workspace, problem, aims, walk, wanted_levels(workspace, maturity))
    return tuple(selector.select())


def with_selection(problem: Problem, selected: tuple[Selected, ...]) -> Problem:
    """Return the problem with what is needed, and what it is worth, written into its tasks."""
    chosen = {item.id: item for item in selected}
    tasks = tuple(replace(t, needed=chosen[t.id].needed, worth=chosen[t.id].worth) for t in problem.tasks)
    return replace(problem, tasks=tasks)


class _Selector:
    def __init__(
        self, workspace: Workspace, problem: Problem, aims: tuple[Goal, ...], walk: Walk,
        levels: Mapping[str, tuple[int | None, int]],
    ) -> None:  # fmt: skip
        self.workspace = workspace
        self.problem = problem
        self.aims = aims
        self.walk = walk
        self.levels = levels
        planned = problem.by_id
        self.below = {name: tuple(step for step in steps if step in planned)
                      for name, steps in foundations(workspace).items()}  # fmt: skip
        self._facts: dict[tuple[tuple[str, ...], str], Facts] = {}

    def select(self) -> Iterator[Selected]:
        own = {task.id: self.why(task.id) for task in self.problem.tasks}
        for name, why in own.items():
            waiting = [other for other, reason in own.items() if reason is not None and name in self.below[other]]
            if why is not None:
                yield Selected(name, True, why, self.worth(name))
            elif waiting:
                other = title_of(self.workspace, waiting[0])
                yield Selected(name, True, say("'{other}' waits for it", other=other), self.worth(name))
            else:
                spare = say("optional: it brings no target nearer, and is planned with the people left over")
                yield Selected(name, False, spare, self.worth(name))

    def why(self, name: str) -> Text | None:
        """Return why an initiative is needed for itself, `None` if it is not."""
        record = self.workspace.content.initiatives[name]
        for aim in self.aims:
            places = self.brings(name, aim)
            if places:
                return say("brings {n} of the {size} places that '{target}' changes nearer to it",
                           n=len(places), size=aim.size, target=aim.title)  # fmt: skip
        for code, level in sorted((record.lifts or {}).items()):
            if code in self.levels and level > (self.levels[code][0] or 0):
                return say("lifts {practice} to level {level}; level {wanted} is wanted", practice=code, level=level,
                           wanted=self.levels[code][1])  # fmt: skip
        if record.required:
            return say("required, whatever it brings")
        if self.problem.by_id[name].started:
            return say("under way already")
        if self.problem.by_id[name].frozen is not None:
            return say("its start is agreed")
        return None if self.aims or self.levels else say("planned, because no target says what is needed")

    def brings(self, name: str, aim: Goal) -> tuple[tuple[str, str], ...]:
        """Return what an initiative brings nearer to a target, on top of all it waits for."""
        initiative = self.workspace.content.initiatives[name]
        if not initiative.changes or journey_of(self.workspace, name) is None:
            return ()
        before = self.below[name]
        return nearer(self.facts(before, aim.journey), self.facts((*before, name), aim.journey), aim.facts)

    def facts(self, steps: tuple[str, ...], journey: str) -> Facts:
        found = self._facts.get((steps, journey))
        if found is None:
            found = self._facts[steps, journey] = facts(self.walk.state(steps).workspace, journey)
        return found

    def worth(self, name: str) -> int:
        gained = contribution(self.walk, self.below[name], name)
        if gained is None:
            return 0
        customers = {journey: self.workspace.content.journeys[journey].customers for journey in self.walk.journeys}
        total = sum(c.per_year for c in customers.values() if c is not None)
        points = 0.0
        for effect in gained.effects:
            difference, own = effect.difference, customers[effect.journey]
            weight = own.per_year / total if own is not None and total else 1.0
            points += weight * (100 * (difference.completion or 0.0) + (difference.score or 0.0))
        return max(0, round(10 * points))
