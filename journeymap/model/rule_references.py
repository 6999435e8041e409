"""What a workspace changes in the rules, and which findings it accepts, exists and makes sense."""

from collections.abc import Iterator

from journeymap.model.checker import Checker
from journeymap.model.complaints import suggestion
from journeymap.model.limits import Limit
from journeymap.model.measures import Accepted
from journeymap.model.plans import Initiative, Target
from journeymap.model.quantities import Amount
from journeymap.model.workspace import Path
from journeymap.source import Problem
from journeymap.text import say


def check_rules(c: Checker) -> Iterator[Problem]:
    """Yield what is wrong under `rules:` and `accepted:`."""
    for name, record in c.content.rules.items():
        path: Path = ("rules", name)
        yield from c.refer("rule", name, c.known.rules, path, key=True)
        for limit, amount in (record.limits or {}).items() if name in c.known.rules else ():
            yield from _limit(c, name, limit, amount)
    seen: dict[str, int] = {}
    for index, accepted in enumerate(c.content.accepted):
        yield from _accepted(c, index, accepted)
        first = seen.setdefault(accepted.finding, index)
        if first != index:
            message = say("'{finding}' is already accepted", finding=accepted.finding)
            also = c.places.span(("accepted", first, "finding"))
            yield Problem("duplicate-id", c.places.span(("accepted", index, "finding")), message, None, also)


def _limit(c: Checker, rule: str, name: str, amount: Amount) -> Iterator[Problem]:
    known, path = c.known.rules[rule], ("rules", rule, "limits", name)
    limit = known.get(name)
    if limit is None:
        message = say("'{name}' is not a limit of the rule '{rule}'", name=name, rule=rule)
        help_ = suggestion(name, known) or say("the rule '{rule}' has no limits", rule=rule)
        yield Problem("unknown-limit", c.places.key(path), message, help_)
        return
    yield from _amount(c, path, name, limit, amount)


def _amount(c: Checker, path: Path, name: str, limit: Limit, amount: Amount) -> Iterator[Problem]:
    fits = limit.fits(amount)
    if fits and limit.holds(amount.number):
        return
    template = (
        "'{value}' is out of range for the limit '{name}'" if fits else "'{value}' does not fit the limit '{name}'"
    )
    help_ = say("{what} belongs here", what=limit.expected)
    code = "out-of-range" if fits else "bad-unit"
    yield Problem(code, c.places.span(path), say(template, value=amount.text, name=name), help_)


def _accepted(c: Checker, index: int, accepted: Accepted) -> Iterator[Problem]:
    path: Path = ("accepted", index, "finding")
    rule, at, subject = accepted.finding.partition("@")
    if not at:
        message = say("'{value}' is not written as expected", value=accepted.finding[:60])
        help_ = say(
            "a finding is written as `rule@touchpoint`, as `journeymap check --format json` shows it under `id`"
        )
        yield Problem("bad-value", c.places.span(path), message, help_)
        return
    yield from c.refer("rule", rule, c.known.rules, path)
    yield from c.refer("subject", subject, subjects(c), path)
    if accepted.until is not None and accepted.date is not None and accepted.until < accepted.date:
        message = say("the acceptance ends before it begins")
        yield Problem("bad-value", c.places.span(("accepted", index, "until")), message)


def subjects(c: Checker) -> frozenset[str]:
    """Return everything a finding can speak of: journeys and their parts, groups of customers, plans, assessments."""
    content = c.content
    found = {"workspace", *content.targets, *content.initiatives, *content.assessments}
    found |= {f"assessments.{name}" for name in content.assessments}
    plans: tuple[Target | Initiative, ...] = (*content.targets.values(), *content.initiatives.values())
    added = (change.add.touchpoint for plan in plans for change in plan.changes if change.add is not None)
    new = {touchpoint for touchpoint in added if touchpoint is not None}
    found |= {*new, *content.personas}
    for name, journey in content.journeys.items():
        points = set(journey.touchpoints)
        parts = points | set(journey.stages) | new | set(content.personas)
        starts = (f"{name}.{point}.starts" for point in points | new)
        found |= {name, *points, *(f"{name}.{part}" for part in parts), *starts}
    return frozenset(found)
