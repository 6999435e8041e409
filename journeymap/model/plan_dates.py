"""Dates of targets and initiatives that no plan can keep, whoever works on them."""

import datetime as dt
from collections.abc import Iterator

from journeymap.model.checker import Checker
from journeymap.model.plans import Initiative
from journeymap.model.workspace import Path, Workspace
from journeymap.source import Problem
from journeymap.text import date, say

_LAST = dt.date(2200, 12, 31)
_WEEKEND = 3
"""Days from the Friday on which work ends to the Monday after it."""


def check_dates(c: Checker, *, ordered: bool) -> Iterator[Problem]:
    """Yield dates that contradict each other, the day of the workspace, or the least time work takes.

    Parameters
    ----------
    ordered
        Whether no initiative waits for itself; else dates are held against each other only within one initiative.
    """
    dates = _Dates(c)
    for name, target in c.content.targets.items():
        if dates.declared and target.by is not None and target.by < dates.today:
            message = say("this day is past: the workspace is read on {today}", today=date(dates.today))
            yield Problem("bad-date", c.places.span(("targets", name, "by")), message)
    for name, initiative in c.content.initiatives.items():
        if c.whole(("initiatives", name)):
            yield from dates.progress(name, initiative)
            if not initiative.settled:
                yield from dates.deadline(name, initiative)
                yield from dates.agreed(name, initiative) if ordered else ()


class _Dates:
    def __init__(self, c: Checker) -> None:
        self.c = c
        self.declared = c.content.project.today is not None
        # Without a declared day nothing is past or still to come.
        self.today = Workspace(c.content).today if self.declared else dt.date.min
        self.ends: dict[str, dt.date] = {}

    def progress(self, name: str, initiative: Initiative) -> Iterator[Problem]:
        """Yield progress that is not over yet, or in the wrong order."""
        progress, path = initiative.progress, ("initiatives", name, "progress")
        if progress is None:
            return
        for key in ("started", "done"):
            day = getattr(progress, key)
            if self.declared and day is not None and day > self.today:
                message = say("this has not happened yet: the workspace is read on {today}", today=date(self.today))
                help_ = say("a start that is agreed stands under `starts`") if key == "started" else None
                yield Problem("bad-date", self.c.places.span((*path, key)), message, help_)
        for key in ("done", "expected"):
            day = getattr(progress, key)
            if day is not None and progress.started is not None and day < progress.started:
                message = say("this is before it began, on {day}", day=date(progress.started))
                yield Problem("bad-date", self.c.places.span((*path, key)), message)

    def deadline(self, name: str, initiative: Initiative) -> Iterator[Problem]:
        """Yield a deadline that its own first day and least duration already miss."""
        began = initiative.begins(self.today)
        first = began or initiative.earliest
        if initiative.deadline is None or (began is not None and began < self.today):
            return
        path: Path = ("initiatives", name, "deadline")
        if initiative.deadline < self.today:
            message = say("this day is past: the workspace is read on {today}", today=date(self.today))
            yield Problem("bad-date", self.c.places.span(path), message)
        elif first is not None and _after(first, initiative) > initiative.deadline:
            message = say("it may not begin before {first}, and cannot be finished by this day", first=date(first))
            yield Problem("bad-date", self.c.places.span(path), message)

    def agreed(self, name: str, initiative: Initiative) -> Iterator[Problem]:
        """Yield an agreed start before something it waits for can be finished."""
        start = initiative.starts
        if start is None or start < self.today or (initiative.progress and initiative.progress.started):
            return
        for before in initiative.after:
            if before in self.c.content.initiatives and (end := self.end(before)) >= start:
                message = say("it waits for '{other}', which cannot be finished before {end}", other=before,
                              end=date(end))  # fmt: skip
                yield Problem("bad-date", self.c.places.span(("initiatives", name, "starts")), message)
        if initiative.earliest is not None and start < initiative.earliest:
            message = say("it may not begin before {first}", first=date(initiative.earliest))
            yield Problem("bad-date", self.c.places.span(("initiatives", name, "starts")), message)

    def end(self, name: str) -> dt.date:
        """Return the first day on which an initiative can be finished, if nobody's people were scarce."""
        if name not in self.ends:
            # Those it waits for come first, so that a long chain needs no deep recursion.
            stack = [name]
            while stack:
                before = [n for n in self.waits(stack[-1]) if n not in self.ends]
                if before:
                    stack += before
                else:
                    done = stack.pop()
                    self.ends[done] = self._end(self.c.content.initiatives[done], done)
        return self.ends[name]

    def waits(self, name: str) -> list[str]:
        known = self.c.content.initiatives
        return [before for before in known[name].after if before in known]

    def _end(self, initiative: Initiative, name: str) -> dt.date:
        if initiative.settled:
            return dt.date.min
        if initiative.progress is not None and initiative.progress.started is not None:
            return initiative.progress.expected or self.today
        begins = [initiative.starts or initiative.earliest, self.today, *(self.ends[n] for n in self.waits(name))]
        return _after(max(day for day in begins if day is not None), initiative)


def _after(start: dt.date, initiative: Initiative) -> dt.date:
    """Return the first Friday, about, on which work begun on a day can be finished."""
    duration = initiative.duration
    days = int((duration.least or duration.likely).minutes // 1440) - _WEEKEND if duration is not None else 0
    return dt.date.fromordinal(min(_LAST.toordinal(), start.toordinal() + max(0, days)))
