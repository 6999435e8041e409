"""Maturity models as frozen values, read from YAML.

Nothing here knows how many phases or levels there are: the scale, the phases
and the thresholds are what the model's file says.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from journeymap import document
from journeymap.maturity import models
from journeymap.maturity.circles import circles
from journeymap.maturity.params import Params
from journeymap.model.checker import KnownModel
from journeymap.model.complaints import complain, suggestion
from journeymap.model.record import Code, Id, Line, Many, Record, freeze
from journeymap.model.workspace import Path, Places
from journeymap.source import Problem, Source, Span, in_order
from journeymap.text import say

V = TypeVar("V")

BUILT_IN_FOLDER = "journeymap/maturity/models"
"""The path under which the shipped models are known."""


def _with_id(value: Any) -> Any:
    """Let each record of a mapping know its own key."""
    if not isinstance(value, dict):
        return value
    return {key: {**inner, "id": key} if isinstance(inner, dict) and "id" not in inner else inner
            for key, inner in value.items()}  # fmt: skip


Keyed = Annotated[Mapping[str, V], BeforeValidator(_with_id), AfterValidator(freeze)]
"""Records by id, in the order of the file; each carries its id."""

Levels = Annotated[Mapping[int, Line], AfterValidator(freeze)]
"""What each level means, lowest first."""

Aspect = Literal["technology", "process", "data", "people"]
"""What a criterion that is not met mostly lacks."""


class ProbeInfo(Record):
    """What a model says about a probe.

    Attributes
    ----------
    checks
        What the probe can tell apart, by name. A criterion names the check that
        speaks of it (``P07.half``); a probe without checks is named alone.
    """

    id: Line
    name: Line
    needs: Line
    formula: Line
    checks: Annotated[Mapping[Id, Line], AfterValidator(freeze)] = Field(default_factory=dict, validate_default=True)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return what criteria may name: ``P07.half`` for each check, or the id alone."""
        return tuple(f"{self.id}.{check}" for check in self.checks) or (self.id,)


class Criterion(Record):
    """One statement that is answered with met, partly, not_met or unknown.

    Attributes
    ----------
    evidence
        What usually shows it.
    probes
        Codes of the checks that speak of it.
    auto
        How far they reach: they decide it (``full``), support it (``partial``) or there are none.
    aspect
        What is mostly lacking where it is not met; `None` if the model does not say.
    """

    id: Line
    level: int = Field(ge=2, le=9)
    text: Line
    aspect: Aspect | None = Field(None, description="What is mostly lacking where it is not met")
    evidence: Many[Line] = ()
    probes: Many[Line] = ()
    auto: Literal["full", "partial", "none"] = "none"


class Practice(Record):
    """Something an organisation does, answered criterion by criterion.

    Attributes
    ----------
    core
        Part of the short assessment.
    ask
        The open question the conversation begins with.
    depends_on
        Practices and the level they should have before this one can stand.
    demands
        Codes of the demands it answers.
    weight
        What it counts in the way to the targets; levels do not know it.
    off
        Why it is not asked here; it stays in sight as not applicable.
    """

    id: Line
    title: Line
    core: bool = False
    intent: Line
    ask: Line
    roles: Many[Line] = ()
    levels: Levels
    criteria: Keyed[Criterion]
    red_flags: Many[Line] = ()
    quick_action: Line | None = None
    depends_on: Annotated[Mapping[str, int], AfterValidator(freeze)] = Field(
        default_factory=dict, validate_default=True
    )
    demands: Many[Line] = ()
    weight: float = Field(1.0, gt=0, le=100, description="What it counts in the way to the targets")
    off: Line | None = Field(None, description="Why it is not asked any more")

    def at(self, level: int) -> tuple[Criterion, ...]:
        """Return the criteria of one level."""
        return tuple(criterion for criterion in self.criteria.values() if criterion.level == level)


class Phase(Record):
    """A group of practices that belongs to one step of the way."""

    id: Line
    title: Line
    output: Line | None = None
    practices: Keyed[Practice]


class Migration(Record):
    """What became of the ids of an earlier version.

    Attributes
    ----------
    version
        The earlier version, written as ``from``.
    ids
        New id of each practice or criterion that is called otherwise now; `None` if nothing took its place.
        What is not listed has kept its id.
    """

    version: Line = Field(alias="from", description="The earlier version")
    ids: Annotated[Mapping[Code, Code | None], AfterValidator(freeze)] = Field(
        default_factory=dict, validate_default=True, description="Old id to new id; null if nothing took its place"
    )


class MaturityModel(Record):
    """A maturity model.

    Attributes
    ----------
    levels
        The scale, from 1 upwards without a hole.
    demands
        What is asked of good service, by code; practices refer to them.
    migrates
        The earlier versions whose assessments can be read, each with what became of its ids.
    """

    id: Id
    version: Line
    title: Line
    description: Line | None = None
    levels: Levels
    params: Params = Field(default_factory=Params, validate_default=True)
    demands: Annotated[Mapping[str, Line], AfterValidator(freeze)] = Field(default_factory=dict, validate_default=True)
    probes: Keyed[ProbeInfo] = Field(default_factory=dict, validate_default=True)
    migrates: Many[Migration] = ()
    phases: Keyed[Phase]

    @model_validator(mode="after")
    def _scale(self) -> "MaturityModel":
        if len(self.levels) < 2 or list(self.levels) != list(range(1, len(self.levels) + 1)):
            raise PydanticCustomError("bad-value", "the levels count from 1 upwards without a hole, two at least")
        return self

    @property
    def top(self) -> int:
        """Return the highest level."""
        return len(self.levels)

    @functools.cached_property
    def practices(self) -> Mapping[str, Practice]:
        """Return all practices by id, in the order of the phases."""
        return {name: practice for phase in self.phases.values() for name, practice in phase.practices.items()}

    @functools.cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """Return all criteria by id."""
        return {name: item for practice in self.practices.values() for name, item in practice.criteria.items()}

    @functools.cached_property
    def practice_of(self) -> Mapping[str, str]:
        """Return the practice of each criterion."""
        return {name: practice.id for practice in self.practices.values() for name in practice.criteria}

    @property
    def known(self) -> KnownModel:
        """Return what a workspace may refer to."""
        return KnownModel(
            practices=dict.fromkeys(self.practices, self.top),
            criteria=frozenset(self.criteria),
            phases=frozenset(self.phases),
            params=frozenset(Params.model_fields),
            older={entry.version: frozenset(entry.ids) for entry in self.migrates},
            practice_of=self.practice_of,
        )


def read_model(source: Source) -> tuple[MaturityModel | None, tuple[Problem, ...]]:
    """Read a maturity model.

    Parameters
    ----------
    source
        One YAML document.

    Returns
    -------
    tuple
        The model, or `None` and all problems in the order of the file.
    """
    node, found = document.read(source)
    problems = list(found)
    start = Span(source.path, 1, 1, 1, 2)
    if not isinstance(node, document.Mapping):
        if not problems:
            problems.append(Problem("bad-type", node.span if node else start, say("a maturity model is a mapping")))
        return None, in_order(problems)
    places = Places(node)
    try:
        model = MaturityModel.model_validate(document.plain(node))
    except ValidationError as error:
        problems += [model_problem(detail, places) for detail in error.errors(include_url=False)]
        return None, in_order(problems)
    problems += inconsistencies(model, places)
    return (None if problems else model), in_order(problems)


def model_span(source: Source) -> Span:
    """Return where a model says its id."""
    node = document.read(source)[0]
    start = Span(source.path, 1, 1, 1, 2)
    return Places(node).span(("id",)) if isinstance(node, document.Mapping) else start


def model_problem(detail: Any, places: Places) -> Problem:
    """Say what pydantic found; an unknown key gets no advice meant for workspaces."""
    if detail["type"] == "extra_forbidden":
        key = str(detail["loc"][-1])
        return Problem("unknown-key", places.key(detail["loc"]), say("'{key}' is not a key that belongs here", key=key))
    return complain(detail, places)


def inconsistencies(model: MaturityModel, places: Places) -> Iterator[Problem]:
    """Yield what does not hold between the parts of a model: ids, levels, references, circles.

    Parameters
    ----------
    model
        Each of its records is valid.
    places
        Where its values stand, by their path in the model.
    """
    yield from _repeated(model, places)
    codes = [code for info in model.probes.values() for code in info.codes]
    for phase in model.phases.values():
        for practice in phase.practices.values():
            path: Path = ("phases", phase.id, "practices", practice.id)
            yield from _levels(model, practice, path, places)
            yield from _references(model, practice, path, places)
            for criterion in practice.criteria.values():
                yield from _probes(codes, criterion, (*path, "criteria", criterion.id), places)
    yield from _circles(model, places)
    yield from _migrations(model, places)


def _repeated(model: MaturityModel, places: Places) -> Iterator[Problem]:
    """Practices and criteria have ids that no other phase or practice uses."""
    seen: dict[str, Span] = {}
    for phase in model.phases.values():
        for practice in phase.practices.values():
            path: Path = ("phases", phase.id, "practices", practice.id)
            keys = [(practice.id, places.key(path))]
            keys += [(name, places.key((*path, "criteria", name))) for name in practice.criteria]
            for name, span in keys:
                first = seen.setdefault(name, span)
                if first is not span:
                    yield Problem("duplicate-id", span, say("'{id}' is already defined", id=name), None, first)


def _levels(model: MaturityModel, practice: Practice, path: Path, places: Places) -> Iterator[Problem]:
    if list(practice.levels) != list(model.levels):
        message = say("the levels of a practice are those of the model, 1 to {top}", top=model.top)
        yield Problem("bad-level", places.key((*path, "levels")), message)
    for criterion in practice.criteria.values():
        if criterion.level > model.top:
            message = say("the model's highest level is {top}", top=model.top)
            yield Problem("bad-level", places.span((*path, "criteria", criterion.id, "level")), message)
    for level in range(2, model.top + 1):
        if not practice.at(level):
            message = say("level {level} of '{id}' has no criterion", level=level, id=practice.id)
            yield Problem("empty-level", places.key((*path, "criteria")), message)


def _references(model: MaturityModel, practice: Practice, path: Path, places: Places) -> Iterator[Problem]:
    for name, level in practice.depends_on.items():
        here: Path = (*path, "depends_on", name)
        if name not in model.practices:
            message = say("'{name}' is not a practice of this model", name=name)
            yield Problem("unknown-practice", places.key(here), message, suggestion(name, model.practices))
        if not 2 <= level <= model.top:
            message = say("a foundation has a level from 2 to {top}", top=model.top)
            yield Problem("bad-level", places.span(here), message)
    for name in practice.demands:
        if name not in model.demands:
            message = say("'{name}' is not a demand of this model", name=name)
            span = places.span((*path, "demands", name))
            yield Problem("unknown-demand", span, message, suggestion(name, model.demands))


def _probes(codes: Sequence[str], criterion: Criterion, path: Path, places: Places) -> Iterator[Problem]:
    for code in criterion.probes:
        if code not in codes:
            message = say("'{name}' is not a probe of this model, or not one of its checks", name=code)
            yield Problem("unknown-probe", places.span((*path, "probes", code)), message, suggestion(code, codes))
    if (criterion.auto == "none") == bool(criterion.probes):
        message = say("`auto` says full or partial where probes are named, and only there")
        yield Problem("bad-value", places.key((*path, "auto")), message)


def _circles(model: MaturityModel, places: Places) -> Iterator[Problem]:
    phase_of = {name: phase.id for phase in model.phases.values() for name in phase.practices}
    for loop in circles({name: tuple(practice.depends_on) for name, practice in model.practices.items()}):
        span = places.key(("phases", phase_of[loop[0]], "practices", loop[0], "depends_on", loop[1]))
        message = say("the practices stand on each other: {loop}", loop=" ▸ ".join(loop))
        yield Problem("cycle", span, message)


def _migrations(model: MaturityModel, places: Places) -> Iterator[Problem]:
    """An old id leads to one id of today, and no id of today is an old one: ids are never used again."""
    today = {*model.practices, *model.criteria}
    for index, entry in enumerate(model.migrates):
        path: Path = ("migrates", index) if places.holds(("migrates", index)) else ("migrates",)
        taken: set[str] = set()
        if entry.version == model.version:
            yield Problem("bad-value", places.span((*path, "from")), say("this is the version of the model itself"))
        for old, new in entry.ids.items():
            here: Path = (*path, "ids", old)
            if old in today:
                message = say("'{name}' is an id of this version; ids are never used again", name=old)
                yield Problem("bad-value", places.key(here), message)
            if new is not None and new not in today:
                message = say("'{name}' is neither a practice nor a criterion of this model", name=new)
                yield Problem("unknown-id", places.span(here), message, suggestion(new, today))
            elif new in taken:
                message = say("two old ids lead to '{name}'; write null for the one that ends", name=new)
                yield Problem("duplicate-id", places.span(here), message)
            taken |= {new} if new is not None else set()


@functools.cache
def builtin_models() -> Mapping[str, MaturityModel]:
    """Return the shipped models by id; read once, when first asked for.

    This is the only function of the package that reads files: the shell calls
    it and hands the models on.

    Raises
    ------
    ValueError
        If a shipped model is invalid, which is a fault of the package.
    """
    found = {}
    for file in sorted(resources.files(models).iterdir(), key=lambda item: item.name):
        if not file.name.endswith(".yaml"):
            continue
        source = Source(f"{BUILT_IN_FOLDER}/{file.name}", file.read_text(encoding="utf-8"))
        model, problems = read_model(source)
        if model is None:
            raise ValueError("\n".join(f"{problem.span}: {problem.message}" for problem in problems))
        found[model.id] = model
    return freeze(found)
