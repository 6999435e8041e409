"""References of assessments and of changed maturity models hold."""

from collections.abc import Iterator
from dataclasses import replace

from journeymap.model.assessment import Assessment
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
    criteria = {code for practice in own.practices.values() for code in practice.criteria}
    return replace(
        model, practices={**dict.fromkeys(own.practices, top), **model.practices}, criteria=model.criteria | criteria
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
