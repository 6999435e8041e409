"""References of targets and initiatives hold; nothing waits for itself."""

from collections.abc import Iterable, Iterator

from journeymap.model.assessment_references import known_practices
from journeymap.model.checker import UNIT_WORDS, Checker, fits, unit_of
from journeymap.model.plan_dates import check_dates
from journeymap.model.plans import Change, Initiative
from journeymap.model.workspace import Path
from journeymap.source import Problem
from journeymap.text import Text, say


def check_plans(c: Checker) -> Iterator[Problem]:
    """Yield what does not hold in targets and initiatives."""
    measures = set(c.known.metrics) | set(c.known.journey_measures) | c.ids("metrics")
    for name, target in c.content.targets.items():
        path: Path = ("targets", name)
        yield from c.refer("journey", target.of, c.ids("journeys"), (*path, "of"))
        yield from c.refer("journey", target.journey, c.ids("journeys"), (*path, "journey"))
        if target.of in {other.journey for other in c.content.targets.values()}:
            message = say("'{name}' is a wanted journey itself; a target starts from one of today", name=target.of)
            yield Problem("bad-target", c.places.span((*path, "of")), message)
        for measure, amount in (target.measures or {}).items():
            yield from c.refer("metric", measure, measures, (*path, "measures", measure), key=True)
            unit = unit_of(c, measure)
            if unit is not None and not fits(amount.unit, amount.number, unit):
                message = say("'{value}' does not fit {metric}, which is {unit}", value=amount.text, metric=measure,
                              unit=say(UNIT_WORDS[unit]))  # fmt: skip
                yield Problem("bad-unit", c.places.span((*path, "measures", measure)), message)
    for name, initiative in c.content.initiatives.items():
        yield from _initiative(c, name, initiative)
    cycles = list(_cycles(c))
    yield from cycles
    yield from check_dates(c, ordered=not cycles)
    for quarter, money in c.content.budget.items():
        if money.per:
            message = say("a budget is what a quarter brings, once; '{text}' is per {per}", text=money.text,
                          per=money.per)  # fmt: skip
            yield Problem("bad-unit", c.places.span(("budget", quarter)), message, say("write the amount alone"))


def _initiative(c: Checker, name: str, initiative: Initiative) -> Iterator[Problem]:
    path: Path = ("initiatives", name)
    yield from c.section("initiative", "initiatives", initiative.after, (*path, "after"))
    yield from c.section("department", "departments", initiative.effort or {}, (*path, "effort"), keys=True)
    yield from c.refer("journey", initiative.journey, c.ids("journeys"), (*path, "journey"))
    yield from _nobody(c, path, initiative)
    practices = known_practices(c)
    for practice in initiative.lifts or {}:
        if practices:
            yield from c.refer("practice", practice, practices, (*path, "lifts", practice), key=True)
    if initiative.journey is None and _touches_journey(initiative.changes) and len(c.content.journeys) > 1:
        wanted = {target.journey for target in c.content.targets.values()}
        current = set(c.content.journeys) - wanted
        if len(current) > 1:
            message = say("`journey` is missing: the workspace has several")
            yield Problem("missing-key", c.places.key(path), message, _line(c, current, initiative.changes))


def _line(c: Checker, journeys: set[str], changes: Iterable[Change]) -> Text:
    """Return the line to add: that of the one journey with all touchpoints that are changed, else what there is."""
    known = {name: set(c.content.journeys[name].touchpoints) for name in sorted(journeys)}
    there = {point for change in changes for point in _touchpoints(change)} & set().union(*known.values())
    fitting = [name for name, points in known.items() if there and there <= points]
    if len(fitting) == 1:
        return say("its changes are those of '{journey}': write `{line}`", journey=fitting[0],
                   line=f"journey: {fitting[0]}")  # fmt: skip
    return say("write the line `{line}`; known are {names}", line="journey: …", names=", ".join(fitting or known))


def _touchpoints(change: Change) -> Iterator[str]:
    """Yield the touchpoints of today that a change speaks of."""
    if change.remove is not None and change.remove.touchpoint is not None:
        yield change.remove.touchpoint
    if change.reroute is not None:
        yield change.reroute.source
    if change.add is not None:
        yield from filter(None, (change.add.before, change.add.after))
    yield from (key.split(".")[0] for key in change.set or {})


def _nobody(c: Checker, path: Path, initiative: Initiative) -> Iterator[Problem]:
    """Yield work for departments that say they have nobody for it."""
    for name, effort in (initiative.effort or {}).items():
        department = c.content.departments.get(name)
        nobody = department is not None and department.capacity is not None and not department.capacity.number
        if effort.days and nobody and not initiative.settled:
            message = say("'{name}' has nobody free for initiatives", name=name)
            help_ = say("give it a `capacity`, or the work to another department")
            yield Problem("no-capacity", c.places.key((*path, "effort", name)), message, help_)


def _touches_journey(changes: Iterable[Change]) -> bool:
    return any(change.set is None or any("." in key for key in change.set) for change in changes)


def _cycles(c: Checker) -> Iterator[Problem]:
    """Find initiatives that wait for themselves; one problem per cycle, at its first link."""
    after = {
        name: [p for p in item.after if p in c.content.initiatives] for name, item in c.content.initiatives.items()
    }
    done: set[str] = set()
    for root, first in after.items():
        trail: list[str] = []
        stack = [(root, iter(first))] if root not in done else []
        trail.append(root)
        while stack:
            name, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                done.add(name)
                stack.pop()
                trail.pop()
            elif following in trail:
                loop = [*trail[trail.index(following) :], following]
                message = say("the initiatives wait for each other: {loop}", loop=" ▸ ".join(loop))
                if name == following:
                    message = say("'{name}' waits for itself", name=name)
                yield Problem("cycle", c.places.span(("initiatives", name, "after", following)), message)
            elif following not in done:
                trail.append(following)
                stack.append((following, iter(after[following])))
