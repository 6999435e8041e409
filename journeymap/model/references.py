"""References hold, and what one record cannot know of another is consistent."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from journeymap.model.assessment_references import check_assessments, check_models
from journeymap.model.checker import Checker, Known
from journeymap.model.journey import Ending, Journey, Start, Touchpoint, Transition
from journeymap.model.measures import Reading
from journeymap.model.own_metrics import check_metrics
from journeymap.model.plan_references import check_plans
from journeymap.model.reading_references import check_money, reading_problems
from journeymap.model.repeated_readings import check_repeats
from journeymap.model.rule_references import check_rules
from journeymap.model.workspace import BUILT_IN_CHANNELS, Content, Path, Places
from journeymap.source import Problem
from journeymap.text import Text, say

RESERVED = frozenset({"start", "journey", "stages", "outcomes", "systems", "channels", "departments", "none"})
"""Words that begin a path in a change, so that no touchpoint may be called so."""

NONE: Mapping[str, Touchpoint] = {}

SHARE_TOLERANCE = 1e-6

ROUNDED = 0.01
"""By how much a share in whole percents, rounded or cut, can miss the true one."""


def check(
    content: Content,
    places: Places,
    known: Known,
    declared: Mapping[str, set[str]],
    cut: frozenset[Path] = frozenset(),
) -> list[Problem]:
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
    cut
        Places of what is left out as it is not valid.
    """
    checker = Checker(content, places, known, declared, cut)
    parts = (
        _world, check_metrics, _journeys, _measurements, check_plans, check_models, check_assessments, check_money,
        check_rules, check_repeats,
    )  # fmt: skip
    return list(chain.from_iterable(part(checker) for part in parts))


def check_journey(
    content: Content, places: Places, known: Known, journey: str, before: Journey | None = None
) -> list[Problem]:
    """Return what does not hold in one journey of an otherwise valid workspace.

    Parameters
    ----------
    before
        A valid state of the journey, in which everything is declared that is now: of touchpoints that are still the
        same only the ways out may lead to what is no longer there.
    """
    declared = {
        name: set(getattr(content, name))
        for name in Content.model_fields
        if isinstance(getattr(content, name), Mapping)
    }
    only = content.model_copy(update={"journeys": {journey: content.journeys[journey]}})
    return list(_journeys(Checker(only, places, known, declared), before.touchpoints if before is not None else {}))


def _world(c: Checker) -> Iterator[Problem]:
    yield from c.refer("language", c.content.project.language, c.known.languages, ("project", "language"))
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
    yield from _personas_total(c)


def _personas_total(c: Checker) -> Iterator[Problem]:
    shares = [persona.share.value for persona in c.content.personas.values() if persona.share]
    if sum(shares) > 1 + SHARE_TOLERANCE:
        message = say("the personas' shares add up to {sum}%, more than 100%", sum=_percent(sum(shares)))
        yield Problem("shares-over-one", c.places.key(("personas",)), message)


def _journeys(c: Checker, valid: Mapping[str, Touchpoint] = NONE) -> Iterator[Problem]:
    for name, journey in c.content.journeys.items():
        path: Path = ("journeys", name)
        yield from c.section("persona", "personas", journey.personas, (*path, "personas"))
        yield from _unique(c, path, journey)
        for start in journey.starts or {}:
            yield from c.refer("touchpoint", start, journey.touchpoints, (*path, "starts", start), key=True)
        yield from _entries(c, journey, path)
        for stage_name, stage in journey.stages.items():
            stage_path: Path = (*path, "stages", stage_name)
            yield from c.refer("department", stage.department, c.ids("departments"), (*stage_path, "department"))
            for point_name, point in stage.touchpoints.items():
                where: Path = (*stage_path, "touchpoints", point_name)
                same = valid.get(point_name) is point
                yield from (_ways_out if same else touchpoint_problems)(c, journey, point, where)


def _entries(c: Checker, journey: Journey, path: Path) -> Iterator[Problem]:
    """Add up the entries: over all customers, and over each persona that has shares of its own."""
    starts = journey.starts or {}
    for name, start in starts.items():
        here = (*path, "starts", name, "by_persona")
        yield from c.section("persona", "personas", start.by_persona or {}, here, keys=True)
    for persona, total in _over_one([*starts.values()]):
        whom = say(" of '{persona}'", persona=persona) if persona else ""
        message = say("the entries{whom} add up to {sum}%, more than 100%", whom=whom, sum=_percent(total))
        yield Problem("shares-over-one", c.places.key((*path, "starts")), message, _own_shares(starts, persona))
    for persona, total in _under_one([*starts.values()]):
        whom = say(" of '{persona}'", persona=persona) if persona else ""
        message = say("the entries{whom} add up to {sum}%, less than 100%", whom=whom, sum=_percent(total))
        help_ = _own_shares(starts, persona) or say("leave out the share of one entry, and it takes the rest")
        yield Problem("shares-under-one", c.places.key((*path, "starts")), message, help_)


def _percent(total: float) -> str:
    """Return a sum of shares so that it can be told from 100."""
    return f"{100 * total:.6g}" if f"{100 * total:.6g}" != "100" else f"{100 * total:.12g}"


def _own_shares(ways: Mapping[str, Start], persona: str | None) -> Text | None:
    """Say which entries lack a share of a group that has its own at others; `None` if none does."""
    missing = [name for name, way in ways.items() if persona and persona not in (way.by_persona or {})]
    if not missing:
        return None
    return say("give '{names}' a share of '{persona}' too (`by_persona`)", names="', '".join(missing),
               persona=persona or "")  # fmt: skip


def _under_one(ways: Sequence[Start]) -> Iterator[tuple[str | None, float]]:
    """Yield whose entries add up to less than 1 without one that could take the rest: everybody's, else a group's.

    What shares in whole percents can miss, a point each, is no gap.
    """
    personas = dict.fromkeys(name for way in ways for name in way.by_persona or {})
    for persona in (None, *personas):
        shares = [(way.by_persona or {}).get(persona or "") or way.share for way in ways]
        known = [share.value for share in shares if share is not None]
        if ways and len(known) == len(shares) and sum(known) < 1 - ROUNDED * len(known) - SHARE_TOLERANCE:
            yield persona, sum(known)
            if persona is None:
                return


def _over_one(ways: Sequence[Start | Transition | Ending], besides: float = 0.0) -> Iterator[tuple[str | None, float]]:
    """Yield whose shares add up to more than 1, and to how much: everybody's alone, else those of each persona.

    A persona's sum is not told where everybody's is over 1 already: putting that right may put it right too.
    """
    personas = dict.fromkeys(name for way in ways for name in way.by_persona or {})
    for persona in (None, *personas):
        shares = [(way.by_persona or {}).get(persona or "") or way.share for way in ways]
        total = besides + sum(share.value for share in shares if share is not None)
        if total > 1 + SHARE_TOLERANCE:
            yield persona, total
            if persona is None:
                return


def _unique(c: Checker, path: Path, journey: Journey) -> Iterator[Problem]:
    counts = Counter(chain.from_iterable(stage.touchpoints for stage in journey.stages.values()))
    if not counts:
        yield Problem("no-touchpoint", c.places.key(path), say("the journey has no touchpoint"))
    for stage_name, stage in journey.stages.items():
        for point in stage.touchpoints:
            where = (*path, "stages", stage_name, "touchpoints", point)
            if counts[point] > 1 and journey.stage_of[point] == stage_name:
                message = say("'{name}' is a touchpoint of another stage as well", name=point)
                yield Problem("duplicate-id", c.places.key(where), message, say("each touchpoint needs its own id"))
            if point in journey.all_outcomes:
                message = say("'{name}' is an outcome of this journey and cannot be a touchpoint", name=point)
                yield Problem("reserved-id", c.places.key(where), message)
            if point in RESERVED:
                message = say("'{name}' is a word of the format and cannot be a touchpoint", name=point)
                yield Problem("reserved-id", c.places.key(where), message)


def touchpoint_problems(c: Checker, journey: Journey, point: Touchpoint, path: Path) -> Iterator[Problem]:
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


def _ways_out(c: Checker, journey: Journey, point: Touchpoint, path: Path) -> Iterator[Problem]:
    for target in point.next or {}:
        yield from c.refer("touchpoint", target, journey.touchpoints, (*path, "next", target), key=True)
    for outcome in point.ends or {}:
        yield from c.refer("outcome", outcome, journey.all_outcomes, (*path, "ends", outcome), key=True)
    for index, failure in enumerate(point.fails):
        here: Path = (*path, "fails", index)
        yield from c.refer("touchpoint", failure.to, journey.touchpoints, (*here, "to"))
        yield from c.refer("outcome", failure.ends, journey.all_outcomes, (*here, "ends"))
    yield from _totals(c, point, path)
    for kind, group in (("next", point.next), ("ends", point.ends)):
        for target, way in (group or {}).items():
            yield from c.section(
                "persona", "personas", way.by_persona or {}, (*path, kind, target, "by_persona"), keys=True
            )


def _totals(c: Checker, point: Touchpoint, path: Path) -> Iterator[Problem]:
    """Add up what leaves a touchpoint: over all customers, and over each persona that has shares of its own."""
    failing = sum(failure.share.value for failure in point.fails if failure.share is not None)
    ways = [(key, way) for key, group in (("next", point.next), ("ends", point.ends)) for way in (group or {}).values()]
    for persona, total in _over_one([*(point.next or {}).values(), *(point.ends or {}).values()], failing):
        whom = say(" of '{persona}'", persona=persona) if persona else ""
        percent = _percent(total)
        message = say("the shares{whom} that leave here add up to {sum}%, more than 100%", whom=whom, sum=percent)
        key = "next" if point.next else "ends" if point.ends else "fails"
        span = c.places.key((*path, key))
        whole = next((place for place, way in ways if way.share is not None and not way.by_persona), None)
        help_ = say("give the ways under `{key}` a `by_persona` too", key=whole) if persona and whole else None
        within = c.places.span(path)
        shares = [(name, text, c.places.span(place)) for name, text, place in _written(point, path)]
        apart = [place for *_, place in shares if not within.holds(place)]
        if apart and not persona:
            stand = ", ".join(f"'{name}' {text}" for name, text, place in shares if within.holds(place))
            span, help_ = apart[0], say("of these the map has {shares}", shares=stand) if stand else None
        yield Problem("shares-over-one", span, message, help_)


def _written(point: Touchpoint, path: Path) -> Iterator[tuple[str, str, Path]]:
    """Yield where each way with a share leads, the share as written, and its path."""
    for key, group in (("next", point.next), ("ends", point.ends)):
        for target, way in (group or {}).items():
            if way.share is not None:
                yield target, way.share.text, (*path, key, target)
    for index, failure in enumerate(point.fails):
        if failure.share is not None:
            yield failure.to or failure.ends or "fails", failure.share.text, (*path, "fails", index)


def _readings(c: Checker, metric: str, readings: tuple[Reading, ...], path: Path) -> Iterator[Problem]:
    known = set(c.known.metrics) | c.ids("metrics")
    yield from c.refer("metric", metric, known, path, key=True)
    many = len(readings) > 1
    for index, reading in enumerate(readings):
        here: Path = (*path, index) if many else path
        yield from c.section("persona", "personas", [reading.persona] if reading.persona else [], (*here, "persona"))
        yield from reading_problems(c, metric, reading, here)


def _measurements(c: Checker) -> Iterator[Problem]:
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
