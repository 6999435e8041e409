"""References hold, and what one record cannot know of another is consistent."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from journeymap.model.complaints import suggestion
from journeymap.model.journey import Journey, Touchpoint
from journeymap.model.measures import Reading
from journeymap.model.plans import Change, Initiative
from journeymap.model.workspace import BUILT_IN_CHANNELS, Content, Path, Places
from journeymap.source import Problem
from journeymap.text import Text, say

RESERVED = frozenset({"start", "journey", "stages", "outcomes", "systems", "channels", "departments", "none"})
"""Words that begin a path in a change, so that no touchpoint may be called so."""

SHARE_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Known:
    """Ids that do not come from the workspace.

    Attributes
    ----------
    metrics
        Unit of each shipped metric by id: ``min``, ``share``, ``rating``, ``money``, ``count``, ``score``.
    journey_measures
        What a target may ask of a whole journey, with units.
    rules
        Ids of the rules.
    models
        For each maturity model its practices with their highest level, and its criteria.
    """

    metrics: Mapping[str, str] = field(default_factory=dict)
    journey_measures: Mapping[str, str] = field(default_factory=dict)
    rules: frozenset[str] = frozenset()
    models: "Mapping[str, KnownModel]" = field(default_factory=dict)


@dataclass(frozen=True)
class KnownModel:
    """What an assessment may refer to in a maturity model."""

    practices: Mapping[str, int]
    criteria: frozenset[str]


@dataclass(frozen=True)
class _Checker:
    content: Content
    places: Places
    known: Known
    declared: Mapping[str, set[str]]

    def ids(self, section: str) -> set[str]:
        return self.declared.get(section, set())

    def refer(self, kind: str, name: str | None, valid: Iterable[str], path: Path, *, key: bool = False) -> Iterator[Problem]:
        """Yield a problem if a name is not one of the valid ones."""
        valid = set(valid)
        if name is None or name in valid:
            return
        span = self.places.key(path) if key else self.places.span(path)
        help_ = suggestion(name, valid) or _declare(kind)
        yield Problem(f"unknown-{kind}", span, say(_UNKNOWN[kind], name=name), help_)

    def section(self, kind: str, section: str, names: Iterable[str], path: Path, *, keys: bool = False) -> Iterator[Problem]:
        for name in names:
            yield from self.refer(kind, name, self.ids(section), (*path, name), key=keys)


_UNKNOWN = {
    "touchpoint": "'{name}' is not a touchpoint of this journey",
    "outcome": "'{name}' is not an outcome of this journey",
    "stage": "'{name}' is not a stage of this journey",
    "journey": "'{name}' is not a journey of this workspace",
    "channel": "'{name}' is not a channel",
    "department": "'{name}' is not a department of this workspace",
    "system": "'{name}' is not a system of this workspace",
    "data": "'{name}' is not a data type of this workspace",
    "need": "'{name}' is not a need of this workspace",
    "persona": "'{name}' is not a persona of this workspace",
    "metric": "'{name}' is not a metric",
    "initiative": "'{name}' is not an initiative of this workspace",
    "practice": "'{name}' is not a practice of the maturity model",
    "criterion": "'{name}' is not a criterion of the maturity model",
    "model": "'{name}' is not a maturity model",
    "rule": "'{name}' is not a rule",
    "spot": "'{name}' is not the `journey.touchpoint` of anything here",
    "holder": "'{name}' is neither a system nor a department of this workspace",
}
_SECTIONS = {"department": "departments", "system": "systems", "data": "data", "need": "needs",
             "persona": "personas", "initiative": "initiatives", "holder": "systems"}  # fmt: skip


def _declare(kind: str) -> Text | None:
    section = _SECTIONS.get(kind)
    return say("declare it under `{section}:`", section=section) if section else None


def check(content: Content, places: Places, known: Known, declared: Mapping[str, set[str]]) -> list[Problem]:
    """Return every reference that does not hold and every inconsistency.

    Parameters
    ----------
    content
        What could be validated.
    places
        Where it stands.
    known
        Ids that do not come from the files.
    declared
        Ids by section as written, whether their records are valid or not.
    """
    checker = _Checker(content, places, known, declared)
    parts = (_world(checker), _journeys(checker), _measurements(checker), _plans(checker), _assessments(checker))
    return list(chain.from_iterable(parts))


def check_journey(content: Content, places: Places, known: Known, journey: str) -> list[Problem]:
    """Return what does not hold in one journey of an otherwise valid workspace."""
    declared = {name: set(getattr(content, name)) for name in Content.model_fields if isinstance(getattr(content, name), Mapping)}
    only = content.model_copy(update={"journeys": {journey: content.journeys[journey]}})
    return list(_journeys(_Checker(only, places, known, declared)))


def _world(c: _Checker) -> Iterator[Problem]:
    channels = c.ids("channels") | set(BUILT_IN_CHANNELS)
    for name, persona in c.content.personas.items():
        for channel in persona.prefers or {}:
            yield from c.refer("channel", channel, channels, ("personas", name, "prefers", channel), key=True)
        yield from c.section("need", "needs", persona.needs, ("personas", name, "needs"))
    for name, system in c.content.systems.items():
        yield from c.section("data", "data", system.holds, ("systems", name, "holds"))
        links = system.connected_to or {}
        yield from c.section("system", "systems", links, ("systems", name, "connected_to"), keys=True)
    for name, data in c.content.data.items():
        yield from c.refer("system", data.source, c.ids("systems"), ("data", name, "source"))
    metrics = set(c.known.metrics) | c.ids("metrics") | set(c.known.journey_measures)
    for name, benchmark in c.content.benchmarks.items():
        yield from c.refer("metric", benchmark.metric, metrics, ("benchmarks", name, "metric"))
        points = {f"{key}.{point}" for key, journey in c.content.journeys.items() for point in journey.touchpoints}
        yield from c.refer("spot", benchmark.touchpoint, points, ("benchmarks", name, "touchpoint"))
    for name in c.content.rules:
        yield from c.refer("rule", name, c.known.rules, ("rules", name), key=True)
    for index, accepted in enumerate(c.content.accepted):
        rule = accepted.finding.split("@")[0]
        yield from c.refer("rule", rule, c.known.rules, ("accepted", index, "finding"))
    yield from _personas_total(c)


def _personas_total(c: _Checker) -> Iterator[Problem]:
    shares = [persona.share.value for persona in c.content.personas.values() if persona.share]
    if sum(shares) > 1 + SHARE_TOLERANCE:
        message = say("the personas' shares add up to {sum}, more than 100%", sum=f"{sum(shares):.4g}")
        yield Problem("shares-over-one", c.places.key(("personas",)), message)


def _journeys(c: _Checker) -> Iterator[Problem]:
    for name, journey in c.content.journeys.items():
        path: Path = ("journeys", name)
        yield from c.section("persona", "personas", journey.personas, (*path, "personas"))
        yield from _unique(c, path, journey)
        for start in journey.starts or {}:
            yield from c.refer("touchpoint", start, journey.touchpoints, (*path, "starts", start), key=True)
        starts = [share.value for share in (journey.starts or {}).values()]
        if sum(starts) > 1 + SHARE_TOLERANCE:
            message = say("the entries add up to more than 100%")
            yield Problem("shares-over-one", c.places.key((*path, "starts")), message)
        for stage_name, stage in journey.stages.items():
            stage_path: Path = (*path, "stages", stage_name)
            yield from c.refer("department", stage.department, c.ids("departments"), (*stage_path, "department"))
            for point_name, point in stage.touchpoints.items():
                where: Path = (*stage_path, "touchpoints", point_name)
                yield from touchpoint_problems(c, journey, point, where)


def _unique(c: _Checker, path: Path, journey: Journey) -> Iterator[Problem]:
    counts = Counter(chain.from_iterable(stage.touchpoints for stage in journey.stages.values()))
    if not counts:
        yield Problem("no-touchpoint", c.places.key(path), say("the journey has no touchpoint"))
    for stage_name, stage in journey.stages.items():
        for point in stage.touchpoints:
            where = (*path, "stages", stage_name, "touchpoints", point)
            if counts[point] > 1 and journey.stage_of[point] == stage_name:
                message = say("'{name}' is a touchpoint of another stage as well", name=point)
                yield Problem("duplicate-id", c.places.key(where), message, say("each touchpoint needs its own id"))
            if point in RESERVED:
                message = say("'{name}' is a word of the format and cannot be a touchpoint", name=point)
                yield Problem("reserved-id", c.places.key(where), message)


def touchpoint_problems(c: _Checker, journey: Journey, point: Touchpoint, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with the references and shares of one touchpoint."""
    channels = c.ids("channels") | set(BUILT_IN_CHANNELS)
    yield from c.refer("channel", point.channel, channels, (*path, "channel"))
    yield from c.refer("department", point.department, c.ids("departments"), (*path, "department"))
    yield from c.refer("need", point.need, c.ids("needs"), (*path, "need"))
    yield from c.section("system", "systems", point.systems, (*path, "systems"))
    yield from c.section("data", "data", point.asks, (*path, "asks"))
    yield from c.section("data", "data", point.uses, (*path, "uses"))
    for index, step in enumerate(point.backstage):
        here = (*path, "backstage", index)
        yield from c.refer("department", step.department, c.ids("departments"), (*here, "department"))
        yield from c.refer("system", step.system, c.ids("systems"), (*here, "system"))
    if point.event is not None:
        for name in point.event.known_to:
            holders = c.ids("systems") | c.ids("departments")
            yield from c.refer("holder", name, holders, (*path, "event", "known_to", name))
    yield from _ways_out(c, journey, point, path)
    for metric, readings in point.readings().items():
        inside: Path = (*path, metric) if getattr(point, metric, None) else (*path, "measures", metric)
        yield from _readings(c, metric, readings, inside)


def _ways_out(c: _Checker, journey: Journey, point: Touchpoint, path: Path) -> Iterator[Problem]:
    for target in point.next or {}:
        yield from c.refer("touchpoint", target, journey.touchpoints, (*path, "next", target), key=True)
    for outcome in point.ends or {}:
        yield from c.refer("outcome", outcome, journey.all_outcomes, (*path, "ends", outcome), key=True)
    for index, failure in enumerate(point.fails):
        here: Path = (*path, "fails", index)
        yield from c.refer("touchpoint", failure.to, journey.touchpoints, (*here, "to"))
        yield from c.refer("outcome", failure.ends, journey.all_outcomes, (*here, "ends"))
    ways = [*(point.next or {}).values(), *(point.ends or {}).values(), *point.fails]
    total = sum(way.share.value for way in ways if way.share is not None)
    if total > 1 + SHARE_TOLERANCE:
        message = say("the shares that leave here add up to {sum}%, more than 100%", sum=f"{100 * total:.6g}")
        key = "next" if point.next else "ends" if point.ends else "fails"
        yield Problem("shares-over-one", c.places.key((*path, key)), message)
    for kind, group in (("next", point.next), ("ends", point.ends)):
        for target, way in (group or {}).items():
            yield from c.section("persona", "personas", way.by_persona or {}, (*path, kind, target, "by_persona"), keys=True)


def _readings(c: _Checker, metric: str, readings: tuple[Reading, ...], path: Path) -> Iterator[Problem]:
    known = set(c.known.metrics) | c.ids("metrics")
    yield from c.refer("metric", metric, known, path, key=True)
    unit = _unit(c, metric)
    many = len(readings) > 1
    for index, reading in enumerate(readings):
        here: Path = (*path, index) if many else path
        yield from c.section("persona", "personas", [reading.persona] if reading.persona else [], (*here, "persona"))
        for name in ("value", "total", "p50", "p90"):
            amount = getattr(reading, name)
            if amount is not None and unit is not None and not fits(amount.unit, amount.number, unit):
                span = c.places.span((*here, name))
                message = say("'{value}' does not fit {metric}, which is {unit}", value=amount.text, metric=metric,
                              unit=say(UNIT_WORDS[unit]))  # fmt: skip
                yield Problem("bad-unit", span, message)


UNIT_WORDS = {
    "min": "a length of time such as 25 min",
    "share": "a share such as 32%",
    "rating": "a rating such as 4.1/5 or a bare number",
    "money": "an amount of money such as 12 EUR",
    "count": "a bare number",
    "score": "a bare number",
}


def _unit(c: _Checker, metric: str) -> str | None:
    own = c.content.metrics.get(metric)
    if own is not None and own.unit is not None:
        return own.unit
    return c.known.metrics.get(metric) or c.known.journey_measures.get(metric)


def fits(unit: str, number: float, expected: str) -> bool:
    """Tell whether an amount's unit is one a metric can be given in."""
    if expected == "min":
        return unit == "min" and number >= 0
    if expected == "share":
        return unit == "%" or (unit == "" and 0 <= number <= 1)
    if expected == "rating":
        return unit.startswith("/") or unit == ""
    if expected == "money":
        return unit == "" or (len(unit) == 3 and unit.isupper())
    return unit == ""


def _measurements(c: _Checker) -> Iterator[Problem]:
    for index, entry in enumerate(c.content.measurements):
        path: Path = ("measurements", index)
        journey = c.content.journeys.get(entry.journey)
        yield from c.refer("journey", entry.journey, c.ids("journeys"), (*path, "journey"))
        if journey is not None:
            yield from c.refer("touchpoint", entry.touchpoint, journey.touchpoints, (*path, "touchpoint"))
        known = set(c.known.metrics) | c.ids("metrics")
        if entry.metric in known:
            yield from _readings(c, entry.metric, (entry,), path)
        else:
            yield from c.refer("metric", entry.metric, known, (*path, "metric"))


def _plans(c: _Checker) -> Iterator[Problem]:
    measures = set(c.known.metrics) | set(c.known.journey_measures) | c.ids("metrics")
    for name, target in c.content.targets.items():
        path: Path = ("targets", name)
        yield from c.refer("journey", target.of, c.ids("journeys"), (*path, "of"))
        yield from c.refer("journey", target.journey, c.ids("journeys"), (*path, "journey"))
        for measure, amount in (target.measures or {}).items():
            yield from c.refer("metric", measure, measures, (*path, "measures", measure), key=True)
            unit = _unit(c, measure)
            if unit is not None and not fits(amount.unit, amount.number, unit):
                message = say("'{value}' does not fit {metric}, which is {unit}", value=amount.text, metric=measure,
                              unit=say(UNIT_WORDS[unit]))  # fmt: skip
                yield Problem("bad-unit", c.places.span((*path, "measures", measure)), message)
    for name, initiative in c.content.initiatives.items():
        yield from _initiative(c, name, initiative)
    yield from _cycles(c)


def _initiative(c: _Checker, name: str, initiative: Initiative) -> Iterator[Problem]:
    path: Path = ("initiatives", name)
    yield from c.section("initiative", "initiatives", initiative.after, (*path, "after"))
    yield from c.section("department", "departments", initiative.effort or {}, (*path, "effort"), keys=True)
    yield from c.refer("journey", initiative.journey, c.ids("journeys"), (*path, "journey"))
    practices = {practice: top for model in c.known.models.values() for practice, top in model.practices.items()}
    for practice in initiative.lifts or {}:
        if practices:
            yield from c.refer("practice", practice, practices, (*path, "lifts", practice), key=True)
    if initiative.journey is None and _touches_journey(initiative.changes) and len(c.content.journeys) > 1:
        wanted = {target.journey for target in c.content.targets.values()}
        if len(set(c.content.journeys) - wanted) > 1:
            message = say("`journey` is missing: the workspace has several")
            yield Problem("missing-key", c.places.key(path), message)


def _touches_journey(changes: Iterable[Change]) -> bool:
    return any(change.set is None or any("." in key for key in change.set) for change in changes)


def _cycles(c: _Checker) -> Iterator[Problem]:
    """Find initiatives that wait for themselves; one problem per cycle, at its first link."""
    after = {name: [p for p in item.after if p in c.content.initiatives] for name, item in c.content.initiatives.items()}
    done: set[str] = set()
    for root in after:
        trail: list[str] = []
        stack = [(root, iter(after[root]))] if root not in done else []
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
                yield Problem("cycle", c.places.span(("initiatives", name, "after", following)), message)
            elif following not in done:
                trail.append(following)
                stack.append((following, iter(after[following])))


def _assessments(c: _Checker) -> Iterator[Problem]:
    for name, item in c.content.assessments.items():
        path: Path = ("assessments", name)
        if item.scope is not None:
            yield from c.section("journey", "journeys", item.scope.journeys, (*path, "scope", "journeys"))
        yield from c.refer("model", item.model, c.known.models, (*path, "model"))
        model = c.known.models.get(item.model)
        if model is None:
            continue
        for person, respondent in item.respondents.items():
            for code in respondent.answers:
                yield from c.refer("criterion", code, model.criteria, (*path, "respondents", person, "answers", code), key=True)
        for code in item.agreed:
            yield from c.refer("criterion", code, model.criteria, (*path, "agreed", code), key=True)
        for key, evidence in item.evidence.items():
            for code in evidence.criteria:
                yield from c.refer("criterion", code, model.criteria, (*path, "evidence", key, "criteria", code))
        for code, wanted in item.targets.items():
            yield from c.refer("practice", code, model.practices, (*path, "targets", code), key=True)
            top = model.practices.get(code, wanted.level)
            if wanted.level > top:
                message = say("the model's highest level is {top}", top=top)
                yield Problem("out-of-range", c.places.span((*path, "targets", code)), message)
        for code in item.practices:
            yield from c.refer("practice", code, model.practices, (*path, "practices", code), key=True)
