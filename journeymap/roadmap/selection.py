"""Which initiatives the targets need, and why."""

from collections.abc import Mapping
from dataclasses import field, replace
from functools import partial
from typing import Literal

from journeymap.changes.apply import journey_of, target_state
from journeymap.changes.facts import Facts, differing, facts, nearer
from journeymap.maturity.result import MaturityResult
from journeymap.model.record import humanise
from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.roadmap.benefit import Benefit, contribution, figures
from journeymap.roadmap.gaps import Levels, closed, level_gaps, map_gaps, own_gaps
from journeymap.roadmap.prerequisites import behind_all
from journeymap.roadmap.problem import Gap, Problem
from journeymap.roadmap.states import Walk
from journeymap.scores import JourneyScore
from journeymap.text import Text, money, say

MOST_WORTH = 10_000
"""Below which the worth of one initiative stays, so that sums over years stay small whole numbers."""


@dataclass(frozen=True)
class Candidate:
    """An initiative that can be planned, and what it brings.

    Attributes
    ----------
    why
        One sentence; `None` if nothing asks for it.
    closes
        Ids of the gaps it closes, sorted.
    worth
        What a week of its effect is worth, in the unit of the selection; 0 for an enabler and for
        what gains nothing or loses. A convention, only compared: a plan is better if the sum
        of worth times weeks without it is less.
    alone
        What it brings on top of its prerequisites only; `None` if customers notice nothing.
    remarks
        That it loses what others win, if it does.
    """

    id: str
    why: Text | None
    closes: tuple[str, ...] = ()
    worth: int = 0
    alone: Benefit | None = field(default=None, repr=False)
    remarks: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Selection:
    """What the targets ask for, and who delivers it.

    Attributes
    ----------
    candidates
        By id.
    gaps
        Between today and the targets, sorted by id.
    worth_unit
        ``money`` where the value of a customer is known for every journey: value kept per year, in steps of
        a power of ten such that the largest has at most four digits. Else ``points``: completion (in
        percent) and score, in tenths, journeys weighted by their customers.
    """

    candidates: Mapping[str, Candidate]
    gaps: tuple[Gap, ...]
    worth_unit: Literal["money", "points"] = "points"


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


@dataclass(frozen=True)
class Ground:
    """What every plan of a workspace stands on, each computed once.

    Attributes
    ----------
    aims
        Its targets.
    walk
        The states its initiatives lead to, whether or not they are refused.
    """

    aims: tuple[Goal, ...]
    walk: Walk


def ground(workspace: Workspace, known: Mapping[str, JourneyScore] | None = None) -> Ground:
    """Return what the plans of a workspace stand on.

    Parameters
    ----------
    known
        Scores of the current journeys, as far as they have been computed.
    """
    aims = goals(workspace)
    return Ground(aims, Walk(workspace, affected(workspace, aims), known))


def affected(workspace: Workspace, aims: tuple[Goal, ...]) -> tuple[str, ...]:
    """Return the journeys that initiatives or targets speak of, in the order of the map."""
    initiatives = workspace.content.initiatives
    named = {journey_of(workspace, name) for name, record in initiatives.items() if record.changes}
    named |= {aim.journey for aim in aims}
    return tuple(name for name in workspace.content.journeys if name in named)


def wanted_levels(workspace: Workspace, maturity: MaturityResult | None) -> Levels:
    """Return the practices below their target: attained level, `None` if unknown, and target.

    Without a result, targets come from the latest assessment and no level is known.
    """
    if maturity is not None:
        return {name: (practice.attained, practice.target) for name, practice in maturity.practices.items()
                if practice.target is not None and (practice.attained or 0) < practice.target}  # fmt: skip
    assessments = sorted(workspace.content.assessments.items(), key=lambda item: (item[1].date, item[0]))
    return {code: (None, target.level) for code, target in assessments[-1][1].targets.items()} if assessments else {}


def select(workspace: Workspace, problem: Problem, base: Ground, maturity: MaturityResult | None = None) -> Selection:
    """Tell which step to the targets each initiative takes, and what it is worth.

    A step is a place of the map that a target changes, or a level of a practice
    below its target. If nothing is wanted, every initiative is a step of its own.

    Parameters
    ----------
    workspace
        The current state.
    problem
        Only its tasks are looked at.
    base
        From :func:`ground`.
    """
    return _Selector(workspace, problem, base, wanted_levels(workspace, maturity)).select()


def with_selection(problem: Problem, selection: Selection) -> Problem:
    """Return the problem with its gaps, and with what each task closes and is worth."""
    chosen = selection.candidates
    tasks = tuple(replace(t, closes=chosen[t.id].closes, worth=chosen[t.id].worth) for t in problem.tasks)
    remarks = {name: (*problem.remarks.get(name, ()), *item.remarks) for name, item in chosen.items()}
    return replace(problem, tasks=tasks, gaps=selection.gaps, remarks=remarks, worth_unit=selection.worth_unit)


class _Selector:
    def __init__(self, workspace: Workspace, problem: Problem, base: Ground, levels: Levels) -> None:
        self.workspace = workspace
        self.problem = problem
        self.aims = base.aims
        self.walk = base.walk
        self.levels = levels
        self.names = tuple(task.id for task in problem.tasks)
        self.below = behind_all({task.id: task.after for task in problem.tasks})

    def select(self) -> Selection:
        wanted = closed(self.gaps(), self.names)
        alone = {name: contribution(self.walk, self.below[name], name) for name in self.names}
        priced = bool(self.walk.journeys) and all(
            figures(self.walk.score((), journey)).value is not None for journey in self.walk.journeys
        )
        gained = {name: self.gained(gain, priced=priced) for name, gain in alone.items()}
        step = _step(max(gained.values(), default=0.0)) if priced else 1
        candidates = {
            name: Candidate(name, self.why(name), wanted.by[name], _worth(gained[name], step), alone[name],
                            self.loses(gained[name], step, priced=priced))
            for name in self.names
        }  # fmt: skip
        return Selection(candidates, wanted.gaps, "money" if priced else "points")

    def gaps(self) -> dict[str, list[str]]:
        """Return all gaps with the initiatives that close each."""
        initiatives = self.workspace.content.initiatives
        lifts = {name: initiatives[name].lifts or {} for name in self.names}
        found = level_gaps(self.levels, lifts)
        for aim in self.aims:
            able = tuple(name for name in self.names if self.changes(name))
            today = self.walk.facts((), aim.journey)
            found |= map_gaps(aim.target, today, aim.facts, partial(self.step, aim), able)
        return found if self.aims or self.levels else own_gaps(self.names)

    def changes(self, name: str) -> bool:
        return bool(self.workspace.content.initiatives[name].changes) and journey_of(self.workspace, name) is not None

    def step(self, aim: Goal, name: str) -> tuple[Facts, Facts]:
        """Return the facts before and after an initiative, on top of all it waits for."""
        before = self.below[name]
        return self.walk.facts(before, aim.journey), self.walk.facts((*before, name), aim.journey)

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
        if record.lapsed(self.workspace.today):
            return say("its start was agreed, and has passed")
        if self.problem.by_id[name].started:
            return say("under way already")
        if self.problem.by_id[name].frozen is not None:
            return say("its start is agreed")
        return None if self.aims or self.levels else say("planned, because no target says what is needed")

    def brings(self, name: str, aim: Goal) -> tuple[tuple[str, str], ...]:
        """Return what an initiative brings nearer to a target, on top of all it waits for."""
        return nearer(*self.step(aim, name), aim.facts) if self.changes(name) else ()

    def gained(self, gained: Benefit | None, *, priced: bool) -> float:
        """Return what an effect is worth: money kept per year, or tenths of points; below 0 if it loses."""
        if gained is None:
            return 0.0
        if priced:
            return gained.value or 0.0
        customers = {journey: self.workspace.content.journeys[journey].customers for journey in self.walk.journeys}
        total = sum(c.per_year for c in customers.values() if c is not None)
        points = 0.0
        for effect in gained.effects:
            difference, own = effect.difference, customers[effect.journey]
            weight = own.per_year / total if own is not None and total else 1.0
            points += weight * (100 * (difference.completion or 0.0) + (difference.score or 0.0))
        return 10 * points

    def loses(self, gained: float, step: int, *, priced: bool) -> tuple[Text, ...]:
        """Return that an initiative loses something, if it does."""
        if gained > -step:
            return ()
        if priced:
            lost = money(-gained, self.workspace.currency)
            return (say("less money is kept with it, {lost} a year: it counts as worth nothing where value is to come "
                        "early", lost=lost),)  # fmt: skip
        return (say("completion and score fall with it: it counts as worth nothing where value is to come early"),)


def _step(most: float) -> int:
    """Return the power of ten in which the largest worth has at most four digits."""
    step = 1
    while most / step >= MOST_WORTH:
        step *= 10
    return step


def _worth(gained: float, step: int) -> int:
    """Return a worth in whole steps; what gains at least one whole unit is never taken as nothing."""
    return max(1 if gained >= 1 else 0, round(gained / step))
