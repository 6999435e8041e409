"""The plan beside its past: what is finished, what was planned last time, what moved since and why."""

import datetime as dt
from collections.abc import Iterator, Mapping

from journeymap.document import Plain
from journeymap.model.plans import Initiative
from journeymap.model.record import humanise
from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.roadmap.explain import Binding
from journeymap.roadmap.pose import department_title, spell_weeks, title_of
from journeymap.roadmap.problem import LeftOut
from journeymap.roadmap.progress import Done, Moved, MoveKind, RecordedPlan
from journeymap.roadmap.result import Roadmap
from journeymap.roadmap.weeks import whole_weeks
from journeymap.text import Text, date, say


def weeks_between(first: dt.date, last: dt.date) -> int:
    """Return the whole weeks that work from one day to another takes, both included; at least 1.

    Examples
    --------
    >>> weeks_between(dt.date(2018, 7, 2), dt.date(2018, 7, 13))
    2
    """
    return max(1, -(-((last - first).days + 1) // 7))


def finished(workspace: Workspace) -> tuple[Done, ...]:
    """Return the finished initiatives with what they took, by the day they were finished."""
    found = [
        Done(
            name, title_of(workspace, name), item.progress.started, item.progress.done,
            whole_weeks(item.duration.likely) if item.duration is not None else None,
            weeks_between(item.progress.started, item.progress.done) if item.progress.started is not None else None,
            item.cost,
        )
        for name, item in workspace.content.initiatives.items()
        if item.refused is None and item.progress is not None and item.progress.done is not None
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda done: (done.done, done.id)))


def last_plan(workspace: Workspace) -> RecordedPlan | None:
    """Return the latest plan recorded up to the day of the workspace."""
    known = {dt.date.fromisoformat(day): plan for day, plan in workspace.content.plans.items()}
    made = max((day for day in known if day <= workspace.today), default=None)
    if made is None:
        return None
    steps = known[made].initiatives
    return RecordedPlan(
        made, {name: step.starts for name, step in steps.items()}, {name: step.ends for name, step in steps.items()},
        known[made].makespan, known[made].shortfall,
        {name: step.weeks for name, step in steps.items() if step.weeks is not None},
    )  # fmt: skip


@dataclass(frozen=True)
class Now:
    """Where the plan of today has an initiative, and what binds it there.

    Attributes
    ----------
    weeks
        It is estimated to take in all.
    """

    start: dt.date
    end: dt.date
    weeks: int
    bindings: tuple[Binding, ...] = ()
    after: tuple[str, ...] = ()


def moved(
    workspace: Workspace, previous: RecordedPlan, now: Mapping[str, Now], done: tuple[Done, ...],
    left: tuple[LeftOut, ...],
) -> tuple[Moved, ...]:  # fmt: skip
    """Return what stands elsewhere than in an earlier plan, and why; by its end now, dropped ones last.

    Parameters
    ----------
    previous
        The earlier plan.
    now
        The plan of today.
    done
        Finished since, or before.
    left
        What today's plan leaves out, with the reasons.
    """
    found = list(_Comparison(workspace, previous, now, {item.id: item for item in done}, left).moves())
    return tuple(sorted(found, key=lambda move: (move.end or dt.date.max, move.id)))


class _Comparison:
    def __init__(
        self, workspace: Workspace, previous: RecordedPlan, now: Mapping[str, Now], done: Mapping[str, Done],
        left: tuple[LeftOut, ...],
    ) -> None:  # fmt: skip
        self.workspace = workspace
        self.previous = previous
        self.now = now
        self.done = done
        self.left = {item.id: item.reason for item in left}

    def title(self, name: str) -> str:
        return title_of(self.workspace, name) if name in self.workspace.content.initiatives else humanise(name)

    def moves(self) -> Iterator[Moved]:
        for name, item in self.now.items():
            yield from self.planned(name, item)
        for name, was_end in self.previous.ends.items():
            was_start = self.previous.starts[name]
            if name in self.done:
                yield from self.finished(self.done[name], was_start, was_end)
            elif name not in self.now:
                reason = self.left.get(name, say("it is no longer among the initiatives"))
                yield Moved(name, self.title(name), None, "dropped", reason, None, None, was_start, was_end)

    def planned(self, name: str, item: Now) -> Iterator[Moved]:
        was_start, was_end = self.previous.starts.get(name), self.previous.ends.get(name)
        if was_start is None or was_end is None:
            reason = say("it was not in the plan of {day}", day=date(self.previous.made))
            yield Moved(name, self.title(name), None, "new", reason, item.start, item.end)
            return
        weeks = _weeks(was_end, item.end)
        if weeks:
            kind, reason = self.why(name, item, was_start, weeks)
            yield Moved(name, self.title(name), weeks, kind, reason, item.start, item.end, was_start, was_end)

    def finished(self, done: Done, was_start: dt.date, was_end: dt.date) -> Iterator[Moved]:
        weeks = _weeks(was_end, done.done)
        if weeks:
            kind: MoveKind = "done-early" if weeks < 0 else "done-late"
            template = "finished on {day}, {weeks} earlier than planned" if weeks < 0 else (
                "finished on {day}, {weeks} later than planned")  # fmt: skip
            reason = say(template, day=date(done.done), weeks=spell_weeks(abs(weeks)))
            yield Moved(done.id, done.title, weeks, kind, reason, done.started, done.done, was_start, was_end)

    def why(self, name: str, item: Now, was_start: dt.date, weeks: int) -> tuple[MoveKind, Text]:
        """Return why the end of an initiative moved."""
        record: Initiative = self.workspace.content.initiatives[name]
        progress = record.progress
        longer = item.weeks - self.previous.weeks.get(name, item.weeks)
        if progress is not None and progress.started is not None:
            return self.under_way(progress.started, item, was_start)
        if longer and (longer > 0) == (weeks > 0) and abs(longer) >= abs(weeks):
            return "estimate", say("its estimate changed from {before} to {now}",
                                   before=spell_weeks(item.weeks - longer), now=spell_weeks(item.weeks))  # fmt: skip
        if weeks < 0:
            return "earlier", self.sooner(item)
        return self.later(item, was_start)

    def under_way(self, started: dt.date, item: Now, was_start: dt.date) -> tuple[MoveKind, Text]:
        late, took = _weeks(was_start, started), weeks_between(started, item.end) - item.weeks
        if late > 0 and took > 0:
            return "slipped", say("it began {late} later than planned, and takes {more} longer than estimated",
                                  late=spell_weeks(late), more=spell_weeks(took))  # fmt: skip
        if late > 0:
            return "slipped", say("it began {late} later than planned", late=spell_weeks(late))
        if took > 0:
            return "slipped", say("it takes {more} longer than estimated", more=spell_weeks(took))
        return "earlier", say("it began earlier, or takes less time, than planned")

    def sooner(self, item: Now) -> Text:
        early = next((n for n in item.after if n in self.done and self.shift(n) < 0), None)
        if early is not None:
            return say("'{other}' was finished early", other=self.title(early))
        return say("people, money or what it waits for are free earlier than planned")

    def later(self, item: Now, was_start: dt.date) -> tuple[MoveKind, Text]:
        slipped = [(self.shift(n), n) for n in item.after if self.shift(n) > 0]
        binding = {b.name for b in item.bindings if b.kind == "prerequisite"}
        waited = [pair for pair in slipped if pair[1] in binding]
        if waited:
            by, other = max(waited)
            return "prerequisite", say("it waits for '{other}', which moved by {weeks}", other=self.title(other),
                                       weeks=spell_weeks(by))  # fmt: skip
        for bound in item.bindings:
            if bound.kind == "prerequisite" and bound.name not in self.previous.ends:
                return "prerequisite", say("it now waits for '{other}'", other=self.title(bound.name))
            if bound.kind in {"budget", "money"}:
                return "money", say("the money for it is not free earlier")
            if bound.kind == "department":
                return "people", self.busy(bound)
        if slipped:
            by, other = max(slipped)
            return "prerequisite", say("it waits for '{other}', which moved by {weeks}", other=self.title(other),
                                       weeks=spell_weeks(by))  # fmt: skip
        if was_start < self.workspace.today:
            return "slipped", say("it should have begun on {day} and has not", day=date(was_start))
        return "people", say("others are planned before it now")

    def busy(self, bound: Binding) -> Text:
        department = department_title(self.workspace, bound.name)
        if bound.holders:
            return say("people in {department} are busy with '{other}' until then", department=department,
                       other=self.title(bound.holders[0]))  # fmt: skip
        return say("{department} has too few people before then", department=department)

    def shift(self, name: str) -> int:
        """Return by how many weeks the end of another initiative moved; 0 if it was not planned before."""
        end = self.done[name].done if name in self.done else self.now[name].end if name in self.now else None
        was = self.previous.ends.get(name)
        return _weeks(was, end) if was is not None and end is not None else 0


def _weeks(before: dt.date, now: dt.date) -> int:
    """Return how many weeks later a day is than another, to the nearest whole week."""
    days = (now - before).days
    return (abs(days) + 3) // 7 * (1 if days > 0 else -1)


def to_record(roadmap: Roadmap) -> dict[str, Plain]:
    """Return a plan as it is recorded in a workspace: plain data for a `model.plans.RecordedPlan`."""
    shortfall: int | None = next((stage.value for stage in roadmap.stages if stage.name == "shortfall"), None)
    steps: dict[str, Plain] = {}
    for item in sorted(roadmap.items, key=lambda item: (item.end, item.id)):
        weeks = item.estimate or item.weeks
        steps[item.id] = {"starts": item.start.isoformat(), "ends": item.end.isoformat(), "weeks": weeks}
    found: dict[str, Plain] = {"makespan": roadmap.schedule.makespan_weeks, "shortfall": shortfall,
                               "engine": roadmap.engine or None, "initiatives": steps}  # fmt: skip
    return {key: value for key, value in found.items() if value is not None}
