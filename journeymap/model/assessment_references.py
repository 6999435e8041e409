"""References of assessments and of changed maturity models hold."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from journeymap.model.assessment import Answer, Assessment
from journeymap.model.checker import Checker, KnownModel
from journeymap.model.complaints import suggestion
from journeymap.model.tailoring import PracticeChange
from journeymap.model.workspace import Path
from journeymap.source import Problem
from journeymap.text import say


def known_models(c: Checker) -> dict[str, KnownModel]:
    """Return the models with what the workspace adds to them."""
    return {name: _extended(c, name, model) for name, model in c.known.models.items()}


def known_practices(c: Checker) -> dict[str, int]:
    """Return the practices of all models with their highest level."""
    return {practice: top for model in known_models(c).values() for practice, top in model.practices.items()}


def _extended(c: Checker, name: str, model: KnownModel) -> KnownModel:
    own = c.content.models.get(name)
    if own is None:
        return model
    top = max(model.practices.values(), default=1)
    criteria = {code: name for name, practice in own.practices.items() for code in practice.criteria}
    return replace(
        model,
        practices={**dict.fromkeys(own.practices, top), **model.practices},
        criteria=model.criteria | criteria.keys(),
        practice_of={**criteria, **model.practice_of},
    )


def check_models(c: Checker) -> Iterator[Problem]:
    """Yield what does not hold in the changes to maturity models."""
    for name, tailoring in c.content.models.items():
        path: Path = ("models", name)
        yield from c.refer("model", name, c.known.models, path, key=True)
        model = c.known.models.get(name)
        if model is None:
            continue
        for param in tailoring.params:
            yield from c.refer("threshold", param, model.params, (*path, "params", param), key=True)
        for code, practice in tailoring.practices.items():
            yield from _practice(c, model, code, practice, (*path, "practices", code))


def _practice(c: Checker, model: KnownModel, code: str, practice: PracticeChange, path: Path) -> Iterator[Problem]:
    new = code not in model.practices
    if new and practice.phase is None:
        message = say("'{name}' is not a practice of the maturity model", name=code)
        help_ = suggestion(code, model.practices) or say("a new practice names its `phase`")
        yield Problem("unknown-practice", c.places.key(path), message, help_)
    if not new and practice.phase is not None:
        message = say("a practice of the model stays in its phase")
        yield Problem("bad-value", c.places.key((*path, "phase")), message)
    yield from c.refer("phase", practice.phase, model.phases, (*path, "phase"))
    for criterion, change in practice.criteria.items():
        if criterion not in model.criteria and not new and (change.level is None or change.text is None):
            message = say("'{name}' is not a criterion of the maturity model", name=criterion)
            help_ = suggestion(criterion, model.criteria) or say("a new criterion has a `level` and a `text`")
            yield Problem("unknown-criterion", c.places.key((*path, "criteria", criterion)), message, help_)


def check_assessments(c: Checker) -> Iterator[Problem]:
    """Yield what does not hold in assessments."""
    models = known_models(c)
    for name, item in c.content.assessments.items():
        path: Path = ("assessments", name)
        if item.scope is not None:
            yield from c.section("journey", "journeys", item.scope.journeys, (*path, "scope", "journeys"))
        yield from c.refer("model", item.model, models, (*path, "model"))
        model = models.get(item.model)
        if model is not None:
            yield from _answers(c, item, model, path)
            yield from _states(c, item, model, path)
            yield from _taken_over(c, name, item, model)
        yield from _settled(c, item, path)
        yield from _days(c, item, path)


def _answers(c: Checker, item: Assessment, model: KnownModel, path: Path) -> Iterator[Problem]:
    valid = model.criteria | model.older.get(item.model_version or "", frozenset())
    for person, respondent in item.respondents.items():
        for code in respondent.answers:
            here = (*path, "respondents", person, "answers", code)
            yield from c.refer("criterion", code, valid, here, key=True)
    for code in item.agreed:
        yield from c.refer("criterion", code, valid, (*path, "agreed", code), key=True)
    for key, evidence in item.evidence.items():
        for code in evidence.criteria:
            yield from c.refer("criterion", code, valid, (*path, "evidence", key, "criteria", code))


def _states(c: Checker, item: Assessment, model: KnownModel, path: Path) -> Iterator[Problem]:
    valid = {*model.practices, *model.older.get(item.model_version or "", frozenset())}
    for code, wanted in item.targets.items():
        yield from c.refer("practice", code, valid, (*path, "targets", code), key=True)
        top = model.practices.get(code, wanted.level)
        if wanted.level > top:
            message = say("the model's highest level is {top}", top=top)
            yield Problem("out-of-range", c.places.span((*path, "targets", code)), message)
    for code, state in item.practices.items():
        yield from c.refer("practice", code, valid, (*path, "practices", code), key=True)
        yield from c.section("journey", "journeys", state.journeys, (*path, "practices", code, "journeys"))
        if state.state == "not_applicable" and code in item.targets:
            message = say("'{name}' does not apply here and has a target", name=code)
            yield Problem("bad-value", c.places.key((*path, "targets", code)), message, say("leave one of the two out"))


SETTLED = ("reason", "decided_by", "date")
"""What has to be said where the group agrees on something that those asked did not all say."""


def _settled(c: Checker, item: Assessment, path: Path) -> Iterator[Problem]:
    """What those asked did not all say is settled with a reason, by somebody, on a day."""
    said: dict[str, set[Answer]] = {}
    for person in item.respondents.values():
        for code, given in person.answers.items():
            if given.value != "unknown":
                said.setdefault(code, set()).add(given.value)
    for code, agreed in item.agreed.items():
        missing = [key for key in SETTLED if getattr(agreed, key) is None]
        if missing and c.whole((*path, "agreed", code)) and said.get(code, {agreed.value}) != {agreed.value}:
            message = say("those asked did not all say '{value}', so the agreed answer needs {missing}",
                          value=agreed.value, missing=", ".join(f"`{key}`" for key in missing))  # fmt: skip
            help_ = say("write {form}", form='{value: partly, reason: "…", decided_by: sponsor, date: 2026-10-02}')
            yield Problem("needs-reason", c.places.key((*path, "agreed", code)), message, help_)


def _days(c: Checker, item: Assessment, path: Path) -> Iterator[Problem]:
    """Nothing was answered, settled or recorded after the day the workspace is read on."""
    days: list[tuple[Path, dt.date | None]] = [(("date",), item.date)]
    days += [(("respondents", name, "date"), person.date) for name, person in item.respondents.items()]
    days += [(("agreed", code, "date"), agreed.date) for code, agreed in item.agreed.items()]
    days += [(("evidence", name, "recorded"), given.recorded) for name, given in item.evidence.items()]
    today = c.content.project.today
    for where, day in days:
        if today is not None and day is not None and day > today:
            message = say("this day lies after the one the workspace is read on, {today}", today=today.isoformat())
            help_ = say("correct it, or set `today:` under `project:`")
            yield Problem("future", c.places.span((*path, *where)), message, help_)
    for name, given in item.evidence.items():
        if given.recorded and given.valid_until and given.recorded > given.valid_until:
            message = say("it was recorded after the last day it counts")
            yield Problem("out-of-range", c.places.span((*path, "evidence", name, "valid_until")), message)


def _taken_over(c: Checker, name: str, item: Assessment, model: KnownModel) -> Iterator[Problem]:
    """A practice is taken over from an assessment that has answers to it; one outside is named in words."""
    for code, state in item.practices.items():
        place = state.inherited_from
        source = c.content.assessments.get(place) if place is not None and state.state == "inherited" else None
        if place is None or source is None:
            continue
        criteria = {key for person in source.respondents.values() for key in person.answers} | {*source.agreed}
        answered = {model.practice_of.get(key) for key in criteria}
        if place == name or source.model != item.model or code not in answered:
            message = say("'{name}' is not answered in '{source}', so nothing can be taken over from it", name=code,
                          source=place)  # fmt: skip
            span = c.places.span(("assessments", name, "practices", code, "from"))
            yield Problem("bad-value", span, message)
