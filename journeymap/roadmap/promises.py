"""What a plan promised, and what a later reading of the same organisation found of it.

An initiative promises to be finished by a day, and that something is different
then: readings at touchpoints, the share that takes a way, touchpoints that come
or go, levels of practices. What it promises is read off the states of the
earlier workspace before and after it, in the order of the plan; what came of it
is read off the later one. Nothing is attributed: a reading that is as promised
may have other causes as well.

A promised figure is kept if the later interval reaches it and the figure moved
beyond chance, partly kept if it moved beyond chance and falls short, missed if
it falls short without. Where chance alone explains the difference, nothing was
counted, or the reading is still the one of then, nobody can tell yet; nor of a
level that was not assessed since, nor of a name the later map does not have. A
touchpoint is gone only if no other, that nobody planned, may be it by another
name: one with its title, or of its channel in its stage. Of a figure that was
not counted before, no chance can be ruled out: it is kept once its whole
interval lies at what was promised or beyond.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Literal

from journeymap.graph import JourneyGraph
from journeymap.maturity.result import MaturityResult
from journeymap.maturity.trend import Kept, work_promises
from journeymap.metrics import catalogue
from journeymap.metrics.pooling import Estimate, difference
from journeymap.model.plans import Initiative, RecordedPlan
from journeymap.model.quantities import Money
from journeymap.model.record import humanise
from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.roadmap.promised_ways import by_another_name, lost, share, ways
from journeymap.roadmap.replan import weeks_between
from journeymap.roadmap.result import Roadmap
from journeymap.roadmap.states import Walk, same_for_customers
from journeymap.scores import JourneyScore
from journeymap.scores.sampled import estimate

Outcome = Literal["kept", "partly", "missed", "unknown"]
"""What became of something promised; ``unknown`` if it cannot be told yet."""

Verdict = Literal["kept", "partly", "missed", "unknown", "open"]
"""The same of a whole initiative; ``open`` if its day has not come."""

Kind = Literal["reading", "way", "added", "removed", "level"]

_TINY = 1e-6

BY_NOW: Mapping[str, str] = {"completion": "higher", "score": "higher", "time": "lower", "waiting": "lower",
                             "contacts": "lower"}  # fmt: skip
"""Figures of a journey that a plan projects."""


@dataclass(frozen=True)
class Effect:
    """One thing that is to be different.

    Attributes
    ----------
    kind
        What it speaks of: a reading, the share of a way, a touchpoint that comes or goes, the level of a practice.
    journey, touchpoint
        Where; empty for the level of a practice.
    what
        Metric, target of the way, or practice; empty for touchpoints.
    was
        Before; `None` if it was not known.
    promised
        In base units, a share, a level; `None` for touchpoints.
    now
        As the later reading has it; `None` if it has nothing.
    outcome
        What became of it.
    """

    kind: Kind
    journey: str
    touchpoint: str
    what: str
    was: Estimate | None
    promised: float | None
    now: Estimate | None
    outcome: Outcome


@dataclass(frozen=True)
class Delivery:
    """An initiative of the earlier plan with what became of it.

    Attributes
    ----------
    due
        Day it was to be finished: its deadline, else the end the plan gave it.
    done
        Day it was finished; `None` if it is not, or nothing says so.
    in_time
        Whether it was finished by its day; ``open`` if that has not come, ``unknown`` if it is named no more.
    still
        End that the later plan gives it, if that still plans it.
    refused
        Why the later workspace plans it no more; `None` unless it says so.
    planned_weeks, actual_weeks
        Estimated, and from its beginning to its end; `None` where unknown.
    planned_cost, cost
        As written then and now.
    effects
        What it promised, with what was found; nothing for one that is not finished.
    verdict
        All of it together.
    """

    id: str
    title: str
    due: dt.date
    done: dt.date | None
    in_time: Kept
    still: dt.date | None
    refused: str | None
    planned_weeks: int | None
    actual_weeks: int | None
    planned_cost: Money | None
    cost: Money | None
    effects: tuple[Effect, ...]
    verdict: Verdict


@dataclass(frozen=True)
class Projected:
    """A figure of a journey as the plan has it for the later day, with what was measured.

    Attributes
    ----------
    was, promised, now
        Before, with all that was to be finished, and as read later.
    """

    journey: str
    figure: str
    was: Estimate
    promised: float
    now: Estimate | None
    outcome: Outcome


@dataclass(frozen=True)
class Later:
    """What a later reading knows.

    Attributes
    ----------
    workspace
        As written; its day is the day of the reading.
    scores
        Of its journeys.
    maturity
        Its latest assessment.
    roadmap
        Its plan.
    """

    workspace: Workspace
    scores: Mapping[str, JourneyScore]
    maturity: MaturityResult | None
    roadmap: Roadmap


def recorded(workspaces: tuple[Workspace, ...], day: dt.date) -> RecordedPlan | None:
    """Return the plan that was written down on a day, from the first workspace that has it; `None` if none does."""
    return next((found for one in workspaces if (found := one.content.plans.get(day.isoformat())) is not None), None)


def reached(was: Estimate | None, promised: float, now: Estimate | None, better: str = "higher") -> Outcome:
    """Return what became of a promised figure.

    Parameters
    ----------
    was
        Before; with its interval if it was counted.
    now
        Later; nothing can be told of it without an interval.
    better
        Which way the figure was to go if it was not known before: ``higher`` or ``lower``.

    Examples
    --------
    >>> from journeymap.metrics.pooling import wilson
    >>> reached(wilson(60, 100), 0.8, wilson(160, 200)), reached(wilson(60, 100), 0.8, wilson(58, 100))
    ('kept', 'missed')
    >>> reached(wilson(600, 1000), 0.9, wilson(750, 1000)), reached(wilson(12, 20), 0.8, wilson(14, 20))
    ('partly', 'unknown')
    """
    if now is None or not now.n or now.low is None or now.high is None or now == was:
        return "unknown"
    up = promised >= was.value if was is not None else better == "higher"
    far, near = (now.high, now.low) if up else (-now.low, -now.high)
    goal = promised if up else -promised
    moved = _moved(was, now, up=up)
    if far < goal - _TINY:
        return "partly" if moved else "missed"
    if was is None or not was.n:
        return "kept" if near >= goal - _TINY else "unknown"
    return "kept" if moved else "unknown"


def _moved(was: Estimate | None, now: Estimate, *, up: bool) -> bool:
    """Tell whether a figure moved the right way beyond chance; of what was not counted before nobody can tell."""
    if was is None or not was.n:
        return False
    found = difference(now, was)
    end = found.low if up else found.high
    return end is not None and (end > 0 if up else end < 0)


def deliveries(old: Workspace, plan: Roadmap, later: Later) -> tuple[Delivery, ...]:
    """Return the initiatives of an earlier plan with what became of them, by the day they were due.

    Parameters
    ----------
    old
        The earlier workspace.
    plan
        Its roadmap; a plan that was recorded on its day takes the place of the ends computed anew.
    later
        The later reading.
    """
    return _Reckoning(old, plan, later).all()


def projected(old: Workspace, plan: Roadmap, later: Later) -> tuple[Projected, ...]:
    """Return what the plan has for the journeys on the later day, with what was measured; unmoved figures left out."""
    return tuple(_Reckoning(old, plan, later).projected())


class _Reckoning:
    def __init__(self, old: Workspace, plan: Roadmap, later: Later) -> None:
        self.old, self.plan, self.later = old, plan, later
        self.today = later.workspace.today
        written = recorded((later.workspace, old), old.today)
        known = written.initiatives if written is not None else {}
        self.items = plan.by_id
        self.ends = {item.id: item.end for item in plan.items} | {name: step.ends for name, step in known.items()}
        self.written = {name: found for name in self.ends if (found := self.record(name)) is not None}
        self.due = {name: (self.written[name].deadline if name in self.written else None) or end
                    for name, end in self.ends.items()}  # fmt: skip
        self.order = tuple(sorted((name for name in self.ends if name in old.content.initiatives),
                                  key=lambda name: (self.ends[name], name)))  # fmt: skip
        self.weeks = {name: step.weeks for name, step in known.items()}
        self.walk = Walk(old, plan.before)
        self.metrics = catalogue(old.content.metrics)

    def all(self) -> tuple[Delivery, ...]:
        found = [self.delivery(name) for name in self.ends]
        return tuple(sorted(found, key=lambda one: (one.due, one.id)))

    def record(self, name: str) -> Initiative | None:
        """Return an initiative as it was written then, or as it is now if the earlier workspace does not name it."""
        return self.old.content.initiatives.get(name) or self.later.workspace.content.initiatives.get(name)

    def delivery(self, name: str) -> Delivery:
        item, written = self.items.get(name), self.written.get(name)
        record = self.later.workspace.content.initiatives.get(name)
        progress = record.progress if record is not None else None
        started, done = (progress.started, progress.done) if progress is not None else (None, None)
        now_planned = self.later.roadmap.by_id.get(name)
        in_time = self.in_time(name, record)
        effects = tuple(self.effects(name, done)) if done is not None and done <= self.today else ()
        return Delivery(
            id=name,
            title=(written.title if written is not None else None) or humanise(name),
            due=self.due[name],
            done=done,
            in_time=in_time,
            still=now_planned.end if now_planned is not None else None,
            refused=record.refused if record is not None else None,
            planned_weeks=(item.estimate or item.weeks) if item is not None else self.weeks.get(name),
            actual_weeks=weeks_between(started, done) if started is not None and done is not None else None,
            planned_cost=written.cost if written is not None else None,
            cost=record.cost if record is not None else None,
            effects=effects,
            verdict=_together(in_time, finished=done is not None and done <= self.today, effects=effects),
        )

    def in_time(self, name: str, record: Initiative | None) -> Kept:
        """Return whether an initiative was finished by its day."""
        due = self.due[name]
        if record is None:
            return "unknown" if due <= self.today else "open"
        if record.refused is not None:
            return "missed"
        asked = {name: record.model_copy(update={"deadline": due})}
        return next((found.outcome for found in work_promises(asked, {}, dt.date.min, self.today)), "open")

    def effects(self, name: str, done: dt.date) -> Iterator[Effect]:
        """Yield what a finished initiative promised, with what was found."""
        if name not in self.order:
            return
        steps = self.order[: self.order.index(name)]
        before, after = self.walk.state(steps).workspace, self.walk.state((*steps, name)).workspace
        for journey in self.walk.journeys:
            now = self.later.scores.get(journey)
            if not same_for_customers(before, after, journey):
                yield from self.on_map(self.walk.score(steps, journey), self.walk.score((*steps, name), journey), now)
        for practice, level in (self.old.content.initiatives[name].lifts or {}).items():
            attained = self.attained(practice, done)
            outcome: Outcome = "unknown" if attained is None else "kept" if attained >= level else "missed"
            yield Effect("level", "", "", practice, None, level, None if attained is None else Estimate(attained),
                         outcome)  # fmt: skip

    def attained(self, practice: str, done: dt.date) -> int | None:
        """Return the level of a practice; `None` if it was not assessed since a day."""
        assessed = self.later.maturity
        if assessed is None or assessed.date < done or practice not in assessed.practices:
            return None
        return assessed.practices[practice].attained

    def on_map(self, before: JourneyScore, after: JourneyScore, now: JourneyScore | None) -> Iterator[Effect]:
        then, there = before.graph.touchpoints, now.graph.touchpoints if now is not None else {}
        for name in chain(then, (new for new in after.graph.touchpoints if new not in then)):
            if name in then and name in after.graph.touchpoints:
                yield from self.readings(name, before, after, now)
                yield from _way(name, before.graph, after.graph, now.graph if now is not None else None)
                continue
            gone = name in then
            outcome: Outcome = "kept" if (name not in there) == gone else "missed"
            if now is None or (name not in there and by_another_name(name, before.graph, after.graph, now.graph)):
                outcome = "unknown"
            yield Effect("removed" if gone else "added", before.graph.name, name, "", None, None, None, outcome)

    def readings(
        self, name: str, before: JourneyScore, after: JourneyScore, now: JourneyScore | None
    ) -> Iterator[Effect]:
        found = now.touchpoints[name].metrics if now is not None and name in now.touchpoints else {}
        for metric, wanted in after.touchpoints[name].metrics.items():
            was = before.touchpoints[name].metrics.get(metric)
            if was is not None and abs(was.estimate.value - wanted.estimate.value) <= _TINY:
                continue
            then = was.estimate if was is not None else None
            here = found[metric].estimate if metric in found and found[metric].method == wanted.method else None
            goal = wanted.estimate.value
            outcome = reached(then, goal, here, self.metrics[metric].better)
            yield Effect("reading", before.graph.name, name, metric, then, goal, here, outcome)

    def projected(self) -> Iterator[Projected]:
        steps = tuple(name for name in self.order if self.ends[name] <= self.today)
        for journey in self.walk.journeys:
            before, wanted = self.walk.score((), journey), self.walk.score(steps, journey)
            now = self.later.scores.get(journey)
            for name, better in BY_NOW.items():
                was, goal = estimate(before, name), estimate(wanted, name)
                if was is None or goal is None or abs(was.value - goal.value) <= _TINY:
                    continue
                here = estimate(now, name) if now is not None else None
                yield Projected(journey, name, was, goal.value, here, reached(was, goal.value, here, better))


def _way(name: str, before: JourneyGraph, after: JourneyGraph, now: JourneyGraph | None) -> Iterator[Effect]:
    """Yield the way out of a touchpoint whose share is to change most, of two equals the one that gains."""
    then, wanted = ways(before.outgoing[name]), ways(after.outgoing[name])
    moved = {target: wanted.get(target, 0.0) - then.get(target, 0.0) for target in {**wanted, **then}}
    most = max(moved, key=lambda target: (round(abs(moved[target]), 9), moved[target] > 0, target), default=None)
    if most is None or abs(moved[most]) <= _TINY:
        return
    was, found = share(before, name, most), None
    if now is not None and name in now.touchpoints and not lost(most, before, after, now):
        found = share(now, name, most)
    goal = wanted.get(most, 0.0)
    yield Effect("way", before.name, name, most, was, goal, found, reached(was, goal, found))


def _together(in_time: Kept, *, finished: bool, effects: tuple[Effect, ...]) -> Verdict:
    """Return what became of an initiative: its day, and what could be told of its effects."""
    if not finished:
        return in_time
    told = {effect.outcome for effect in effects} - {"unknown"}
    if effects and not told:
        return "unknown"
    if told <= {"kept"}:
        return "kept" if in_time != "missed" else "partly"
    return "missed" if told == {"missed"} else "partly"
