"""What no planned initiative closes: the plan's last state beside what was wanted."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from journeymap.changes import difference
from journeymap.changes.edit import WORLD
from journeymap.changes.facts import Fact, facts
from journeymap.model.journey import Journey
from journeymap.model.plans import Change
from journeymap.model.quantities import duration
from journeymap.model.record import humanise
from journeymap.model.workspace import BUILT_IN_CHANNELS, Path, Workspace
from journeymap.model.write import to_plain
from journeymap.records import dataclass
from journeymap.roadmap.selection import Goal
from journeymap.rules.fields import field_words
from journeymap.scores import JourneyScore
from journeymap.text import Figure, Text, minutes, money, number, say

_MEASURES: Mapping[str, Callable[[JourneyScore], float | None]] = {
    "completion": lambda s: s.flow.completion,
    "score": lambda s: s.score.value if s.score is not None else None,
    "contacts": lambda s: s.flow.contacts,
    "hand_offs": lambda s: s.flow.hand_offs,
    "time": lambda s: s.flow.duration.value if s.flow.duration.known > 0 else None,
    "waiting": lambda s: s.flow.waiting.value if s.flow.waiting.known > 0 else None,
    "cost": lambda s: s.flow.cost.value if s.flow.cost.known > 0 else None,
}
"""Measures of a whole journey that a target may ask for."""

_TITLES: Mapping[str, Text] = {
    "completion": say("completion"),
    "score": say("score"),
    "contacts": say("contacts per customer"),
    "hand_offs": say("hand-offs per customer"),
    "time": say("time spent"),
    "waiting": say("time waited"),
    "cost": say("cost per customer"),
}

VALUE_WORDS: Mapping[str, Mapping[str, str]] = {
    "served_by": {
        "human": "a person",
        "bot": "a bot",
        "self_service": "self-service",
        "message": "a message",
        "nobody": "nobody",
    },
    "tone": {"formal": "formal", "neutral": "neutral", "informal": "informal", "curt": "curt"},
    "recovers": {
        "acknowledgement": "acknowledgement",
        "apology": "apology",
        "remedy": "remedy",
        "gesture": "gesture",
        "follow_up": "follow-up",
    },
    "purpose": {
        "inform": "to be informed",
        "buy": "to buy",
        "join": "to join",
        "use": "to use it",
        "change": "to change something",
        "pay": "to pay",
        "service": "to get service",
        "care": "to get help",
        "leave": "to leave",
    },
}
"""What the values of some fields are called in a sentence."""

_MORE_IS_BETTER = ("completion", "score")
_TINY = 1e-9


@dataclass(frozen=True)
class Residual:
    """Something wanted that the plan does not deliver.

    Attributes
    ----------
    target, journey
        Ids.
    words
        One sentence.
    change
        The edit that would close it; `None` for a measure.
    path
        Where the wish stands in the workspace.
    subject
        Touchpoint, stage, system or measure it speaks of; several residuals of one subject belong together.
    beyond
        Whether the plan goes beyond the target, or past it, instead of falling short.
    """

    target: str
    journey: str
    words: Text
    change: Change | None
    path: Path
    subject: str
    beyond: bool = False


def residuals(
    workspace: Workspace, final: Workspace, scores: Mapping[str, JourneyScore], aim: Goal
) -> tuple[Residual, ...]:
    """Compare the last state of the plan with one target.

    Parameters
    ----------
    workspace
        As it is today.
    final
        With everything planned finished.
    scores
        Its journeys.
    aim
        The target. What initiatives change beyond it is said too, because then
        one of the two is out of date.
    """
    return (*_on_map(workspace, final, aim), *_around(workspace, final, aim), *_measures(workspace, scores, aim))


@dataclass(frozen=True)
class _Open:
    """One difference in words; `inside` is the field it is about."""

    subject: str
    words: Text
    inside: tuple[str, ...] = ()
    beyond: bool = False


def _on_map(workspace: Workspace, final: Workspace, aim: Goal) -> Iterator[Residual]:
    today, end, wanted = (w.content.journeys[aim.journey] for w in (workspace, final, aim.wanted))
    for change in difference(end, wanted):
        for found in _say(change, today, end, wanted):
            place = _origin(aim, wanted, found.subject, found.inside)
            yield Residual(aim.target, aim.journey, found.words, change, place, found.subject, beyond=found.beyond)


def _say(change: Change, today: Journey, end: Journey, wanted: Journey) -> Iterator[_Open]:
    """Yield what a change would still have to do, with its subject and field."""
    if change.add is not None:
        name = change.add.touchpoint or change.add.stage or ""
        title, known = _title(wanted, name), name in today.touchpoints or name in today.stages
        words = say("'{name}' is taken away, but the target keeps it", name=title)
        yield _Open(name, words if known else say("no initiative adds '{name}'", name=title), beyond=known)
    elif change.remove is not None:
        name = change.remove.touchpoint or change.remove.stage or ""
        title, known = _title(end, name), name in today.touchpoints or name in today.stages
        words = say("'{name}' is added, but the target has no such thing", name=title)
        yield _Open(name, say("no initiative takes '{name}' away", name=title) if known else words, beyond=not known)
    elif change.reroute is not None:
        yield _say_ways(change.reroute.source, today, end, wanted)
    else:
        for path in change.set or {}:
            yield from _say_set(path, today, end, wanted)


def _say_ways(name: str, today: Journey, end: Journey, wanted: Journey) -> _Open:
    beyond = _ways(today, name) == _ways(wanted, name)
    if name == "start":
        missing = say("no initiative brings the entries to the target")
        more = say("the entries change, but the target leaves them as they are")
    else:
        title = _title(end if name in end.touchpoints else wanted, name)
        missing = say("no initiative brings the ways on from '{name}' to the target", name=title)
        more = say("the ways on from '{name}' change, but the target leaves them as they are", name=title)
    return _Open(name, more if beyond else missing, ("next",), beyond)


def _say_set(path: str, today: Journey, end: Journey, wanted: Journey) -> Iterator[_Open]:
    subject, *inside = path.split(".")
    if inside[-1:] in (["after"], ["before"]) and (len(inside) == 1 or subject == "stages"):
        yield from _say_order(subject, inside, today, wanted)
        return
    before, now, then = (_value(journey, subject, inside) for journey in (today, end, wanted))
    if inside[-1:] == ["title"] and subject != "journey":
        before, now, then = (value or humanise([subject, *inside][-2]) for value in (before, now, then))
    field = subject if not inside or subject == "stages" else inside[0]
    title: Text | str = _title(end if subject in end.touchpoints else wanted, subject)
    if subject == "journey":
        title = wanted.title or say("Journey")
    elif subject == "stages":
        title = _title(wanted, inside[0])
    elif inside == ["stage"]:
        now, then = (name and _title(wanted, name) for name in (now, then))
    template = "'{name}': {what} becomes {now}, but the target keeps {then}"
    blanks = {"now": _short(now, field), "then": _short(then, field)}
    if before != then:
        template = "'{name}': {what} stays {now}; wanted is {then}"
    elif then is None:
        template, blanks = "'{name}': {what} becomes {now}; the target does not speak of it", {"now": blanks["now"]}
    words = say(template, name=title, what=field_words(inside or [subject]), **blanks)
    yield _Open(subject, words, tuple(inside), before == then)


def _say_order(subject: str, inside: list[str], today: Journey, wanted: Journey) -> Iterator[_Open]:
    """Yield that something stands elsewhere in the target, if that is a wish and not the effect of another change."""
    name = inside[0] if subject == "stages" else subject
    title = _title(wanted, name)
    if subject == "stages":
        if _reordered(list(today.stages), list(wanted.stages)):
            words = say("the stage '{name}' stands elsewhere in the target; no initiative moves it", name=title)
            yield _Open(name, words)
        return
    stage = wanted.stage_of[name]
    before = today.stages[stage].touchpoints if stage in today.stages else {}
    if _reordered(list(before), list(wanted.stages[stage].touchpoints)):
        yield _Open(name, say("'{name}' stands elsewhere within '{stage}' in the target; no initiative moves it",
                              name=title, stage=_title(wanted, stage)))  # fmt: skip


def _reordered(today: list[str], wanted: list[str]) -> bool:
    return [name for name in today if name in wanted] != [name for name in wanted if name in today]


def _title(journey: Journey, name: str) -> str:
    record = journey.touchpoints.get(name) or journey.stages.get(name)
    return (record.title if record is not None else None) or humanise(name)


def _ways(journey: Journey, name: str) -> tuple[Any, Any]:
    if name == "start":
        return to_plain(journey.starts), None
    point = journey.touchpoints.get(name)
    return (to_plain(point.next), to_plain(point.ends)) if point is not None else (None, None)


def _value(journey: Journey, subject: str, inside: list[str]) -> Any:
    if subject in journey.touchpoints:
        if inside == ["stage"]:
            return journey.stage_of[subject]
        here = to_plain(journey.touchpoints[subject])
    else:
        here = to_plain(journey)
        inside = inside if subject == "journey" else [subject, *inside]
    for part in inside:
        if isinstance(here, list):
            here = here[int(part)] if part.isdecimal() and int(part) < len(here) else None
        else:
            here = here.get(part) if isinstance(here, dict) else None
    return here


def _short(value: Any, field: str = "") -> str | Text | Figure:
    """Write a value as a few words; what is long or nested is only counted."""
    if isinstance(value, dict) and "value" in value:
        return _short(value["value"], field)
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return _row([_word(item, field) for item in value])
    if value is None or value in ([], {}) or isinstance(value, (dict, list)):
        return say("unknown" if value is None else "something else" if value else "nothing")
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    return _word(str(value), field)


def _row(words: list[str | Text | Figure]) -> str | Text | Figure:
    found = words[0]
    for word in words[1:]:
        found = say("{first}, {last}", first=found, last=word)
    return found


def _word(value: str, field: str) -> str | Text | Figure:
    """Return a value in words of a language, if it is one that the format knows."""
    if field in {"duration", "waiting"}:
        try:
            return minutes(duration(value).minutes)
        except PydanticCustomError:
            return value
    if field == "channel":
        title = BUILT_IN_CHANNELS[value].title if value in BUILT_IN_CHANNELS else None
        return say(title or humanise(value))
    if field in {"department", "need", "stage", "systems", "asks", "uses"}:
        return humanise(value)
    words = VALUE_WORDS.get(field, {})
    return say(words[value]) if value in words else value


def _origin(aim: Goal, wanted: Journey, subject: str, inside: tuple[str, ...]) -> Path:
    """Return the place of the target's change that asks for something, else the target itself."""
    path: Path = ("journeys", aim.journey)
    if subject in wanted.touchpoints:
        path = (*path, "stages", wanted.stage_of[subject], "touchpoints", subject, *inside)
    elif subject == "start":
        path = (*path, "starts")
    else:
        for index, change in enumerate(aim.wanted.content.targets[aim.target].changes):
            if change.remove is not None and subject in (change.remove.touchpoint, change.remove.stage):
                return ("targets", aim.target, "changes", index, "remove")
    return _written(aim, path) or ("targets", aim.target)


def _written(aim: Goal, path: Path) -> Path | None:
    """Return where the target wrote what stands at a path, the nearest change around it."""
    for length in range(len(path), 0, -1):
        found = aim.wanted.origins.get(path[:length])
        if found is not None:
            return (*found, *path[length:])
    return None


def _around(workspace: Workspace, final: Workspace, aim: Goal) -> Iterator[Residual]:
    """Yield what is still missing in systems, channels and departments."""
    today, end = facts(workspace, aim.journey), facts(final, aim.journey)
    open_: dict[Fact, None] = {}
    for key in sorted({**end, **aim.facts}):
        if key[0] in WORLD and end.get(key) != aim.facts.get(key) and today.get(key) != aim.facts.get(key):
            open_[key[:3]] = None
    for section, name, *inside in open_:
        records = [to_plain(getattr(w.content, section).get(name)) for w in (final, aim.wanted)]
        path = ".".join((section, name, *inside))
        wanted = records[1].get(inside[0]) if isinstance(records[1], dict) and inside else records[1]
        title = _world_title(aim.wanted, section, name)
        words = say("'{name}' is not yet as wanted", name=title)
        if inside:
            words = say("'{name}': {what} is not yet as wanted", name=title, what=field_words(inside))
        place = _written(aim, (section, name, *inside)) or ("targets", aim.target)
        change = Change.model_validate({"set": {path: wanted}})
        yield Residual(aim.target, aim.journey, words, change, place, name)


def _world_title(workspace: Workspace, section: str, name: str) -> str | Text:
    record = getattr(workspace.content, section).get(name)
    title = record.title if record is not None else None
    built_in = BUILT_IN_CHANNELS.get(name) if section == "channels" and title is None else None
    return say(built_in.title) if built_in is not None and built_in.title else title or humanise(name)


def _measures(workspace: Workspace, scores: Mapping[str, JourneyScore], aim: Goal) -> Iterator[Residual]:
    """Yield the measures the target asks for that the plan does not reach, or that are not known."""
    for name, wanted in sorted((workspace.content.targets[aim.target].measures or {}).items()):
        if name not in _MEASURES or aim.journey not in scores:
            continue
        value = _MEASURES[name](scores[aim.journey])
        goal = _figure(name, wanted.number, workspace.currency)
        if value is None:
            words = say("{measure} of {goal} is wanted; the plan cannot tell", measure=_TITLES[name], goal=goal)
        elif (value >= wanted.number - _TINY) if name in _MORE_IS_BETTER else (value <= wanted.number + _TINY):
            continue
        else:
            reached = _figure(name, value, workspace.currency)
            words = say("{measure} of {goal} is wanted; the plan comes to {reached}", measure=_TITLES[name], goal=goal,
                        reached=reached)  # fmt: skip
        yield Residual(aim.target, aim.journey, words, None, ("targets", aim.target, "measures", name), name)


def _figure(measure: str, value: float, currency: str) -> Figure:
    if measure == "completion":
        return Figure("share", value, "", 1)
    if measure in {"time", "waiting"}:
        return minutes(value)
    return money(value, currency) if measure == "cost" else number(value, 0 if measure == "score" else 1)
