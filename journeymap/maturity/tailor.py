"""A maturity model as a workspace asks it: practices and criteria added, changed, weighted or switched off."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from journeymap.maturity.model import Criterion, MaturityModel, Phase, Practice, inconsistencies
from journeymap.maturity.params import Params
from journeymap.model.complaints import complain
from journeymap.model.record import Record
from journeymap.model.tailoring import CriterionChange, PracticeChange, Tailoring
from journeymap.model.workspace import Path, Places
from journeymap.source import Problem, Span
from journeymap.text import Text, number, say

R = TypeVar("R", bound=Record)

NOT_COPIED = frozenset({"off", "reason", "criteria", "phase"})
"""Fields of a change that are not fields of what it changes."""


def tailor(model: MaturityModel, change: Tailoring | None) -> MaturityModel:
    """Return a model as a workspace asks it.

    A criterion that is switched off is no longer part of its practice; a
    practice that is switched off stays, says why, and has no level. Thresholds,
    levels and rules of scoring are the model's.

    Parameters
    ----------
    model
        As it is shipped.
    change
        What the workspace changes, without a problem in :func:`check_tailoring`; `None` for nothing.
    """
    if change is None:
        return model
    return _Builder(model, change).model()


def tailor_all(models: Mapping[str, MaturityModel], changes: Mapping[str, Tailoring]) -> dict[str, MaturityModel]:
    """Return all models as a workspace asks them, by id."""
    return {name: tailor(model, changes.get(name)) for name, model in models.items()}


def check_tailoring(
    models: Mapping[str, MaturityModel], changes: Mapping[str, Tailoring], places: Places
) -> tuple[Problem, ...]:
    """Return what does not hold in the models as a workspace asks them, each at the line of the change."""
    return tuple(
        problem
        for name, change in changes.items()
        if name in models
        for problem in _problems(models[name], change, _Written(places, name))
    )


def tailoring_notes(model: MaturityModel, change: Tailoring | None) -> Iterator[Text]:
    """Yield what a workspace has changed, each with its reason.

    Parameters
    ----------
    model
        As the workspace asks it.
    change
        What it changed.
    """
    if change is None:
        return
    for name, value in change.params.items():
        yield say("the threshold {name} is {value} here", name=name, value=f"{value:g}")
    for code, practice in change.practices.items():
        if practice.reason is not None:
            yield _practice_note(model.practices[code], practice, practice.reason)
        for criterion, item in practice.criteria.items():
            template = (
                "{id} is not asked here: {reason}" if item.off else "{id} is asked in its own words here: {reason}"
            )
            yield say(template, id=criterion, reason=item.reason or "")


def _practice_note(practice: Practice, change: PracticeChange, reason: str) -> Text:
    if change.off:
        return say("'{title}' ({id}) is not asked here: {reason}", title=say(practice.title), id=practice.id,
                   reason=reason)  # fmt: skip
    if change.phase is not None:
        return say("'{title}' ({id}) was added here: {reason}", title=practice.title, id=practice.id, reason=reason)
    if change.weight is not None:
        return say("'{title}' ({id}) counts {weight} times in the way to the targets: {reason}",
                   title=say(practice.title), id=practice.id, weight=number(change.weight), reason=reason)  # fmt: skip
    return say("'{title}' ({id}) was changed here: {reason}", title=say(practice.title), id=practice.id, reason=reason)


def _problems(model: MaturityModel, change: Tailoring, places: Places) -> Iterator[Problem]:
    builder = _Builder(model, change)
    made = builder.model()
    yield from (complain(detail, places) for detail in builder.wrong)
    if not builder.wrong:
        yield from inconsistencies(made, places)


class _Written(Places):
    """Finds the parts of a changed model where the workspace writes them."""

    def __init__(self, places: Places, model: str) -> None:
        super().__init__(places.root)
        self.model = model

    def span(self, path: Path) -> Span:
        return super().span(self._written(path))

    def key(self, path: Path) -> Span:
        return super().key(self._written(path))

    def holds(self, path: Path) -> bool:
        return super().holds(self._written(path))

    def _written(self, path: Path) -> Path:
        return ("models", self.model, *(path[2:] if path[:1] == ("phases",) else path))


class _Builder:
    """Builds the changed model; what cannot be built is left as it was and noted."""

    def __init__(self, model: MaturityModel, change: Tailoring) -> None:
        self.old, self.change = model, change
        self.wrong: list[ErrorDetails] = []

    def model(self) -> MaturityModel:
        fields = {name: getattr(self.old, name) for name in MaturityModel.model_fields}
        params = {**self.old.params.model_dump(), **self.change.params}
        return MaturityModel.model_validate({
            **fields,
            "params": self._record(Params, params, ("params",)) or self.old.params,
            "phases": {name: self._phase(phase) for name, phase in self.old.phases.items()},
        })  # fmt: skip

    def _phase(self, phase: Phase) -> Phase:
        practices = dict(phase.practices)
        for code, change in self.change.practices.items():
            if code in practices or change.phase == phase.id:
                made = self._practice(code, change, practices.get(code))
                practices |= {code: made} if made is not None else {}
        return phase.model_copy(update={"practices": practices})

    def _practice(self, code: str, change: PracticeChange, old: Practice | None) -> Practice | None:
        path: Path = ("practices", code)
        criteria = dict(old.criteria) if old is not None else {}
        for name, item in change.criteria.items():
            made = None if item.off else self._criterion(name, item, criteria.get(name), (*path, "criteria", name))
            if made is not None:
                criteria[name] = made
            elif item.off:
                criteria.pop(name, None)
        fields = {**(dict(old) if old is not None else {"id": code}), **_given(change)}
        fields["off"] = change.reason if change.off else None
        fields["criteria"] = dict(sorted(criteria.items(), key=lambda entry: entry[1].level))
        return self._record(Practice, fields, path) or old

    def _criterion(self, code: str, change: CriterionChange, old: Criterion | None, path: Path) -> Criterion | None:
        return self._record(Criterion, {**(dict(old) if old is not None else {"id": code}), **_given(change)}, path)

    def _record(self, kind: type[R], fields: Mapping[str, Any], path: Path) -> R | None:
        try:
            return kind.model_validate(dict(fields))
        except ValidationError as error:
            self.wrong += [{**detail, "loc": (*path, *detail["loc"])} for detail in error.errors(include_url=False)]
            return None


def _given(change: Record) -> dict[str, Any]:
    """Return the fields that are written in a change."""
    names = change.model_fields_set - NOT_COPIED
    return {name: getattr(change, name) for name in names if getattr(change, name) is not None}
