"""Maturity models as frozen values, read from YAML.

Nothing here knows how many phases or levels there are: the scale, the phases
and the thresholds are what the model's file says.
"""

import functools
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Annotated, Any, Literal, TypeVar

import networkx as nx
from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from journeymap import document
from journeymap.maturity import models
from journeymap.model.checker import KnownModel
from journeymap.model.complaints import complain, suggestion
from journeymap.model.record import Id, Line, Many, Record, freeze
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

Share = Annotated[float, Field(ge=0, le=1)]


class Params(Record):
    """Thresholds of a model.

    All are conventions, chosen by whoever wrote the model and meant to be
    replaced by an organisation's own figures; none is a benchmark.
    """

    fresh_days: int = Field(90, ge=1, description="A reading or review older than this is no longer fresh")
    standard_attainment: Share = Field(0.8, description="Share of contacts to be answered within the standard")
    coverage_most: Share = Field(0.8, description="What `most` means")
    coverage_half: Share = Field(0.5, description="What `half` means")
    transfer_share_max: Share = Field(0.15, description="Largest share of cases handed on twice or more")
    human_exit_max_steps: int = Field(2, ge=1, description="Steps from an automated touchpoint to a person")
    repeat_window_days: int = Field(7, ge=1, description="A contact on the same topic within this time is a repeat")
    min_group_n: int = Field(30, ge=1, description="Answers a reading needs before it is read")
    min_respondents: int = Field(3, ge=2, description="People in a role before its answers are shown apart")
    provisional_unknown: Share = Field(0.2, description="Share of unknown answers above which a level is provisional")
    reference_years: int = Field(3, ge=1, description="Age in years above which an outside figure is out of date")


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
    """

    id: Line
    level: int = Field(ge=2, le=9)
    text: Line
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

    def at(self, level: int) -> tuple[Criterion, ...]:
        """Return the criteria of one level."""
        return tuple(criterion for criterion in self.criteria.values() if criterion.level == level)


class Phase(Record):
    """A group of practices that belongs to one step of the way."""

    id: Line
    title: Line
    output: Line | None = None
    practices: Keyed[Practice]


class MaturityModel(Record):
    """A maturity model.

    Attributes
    ----------
    levels
        The scale, from 1 upwards without a hole.
    demands
        What is asked of good service, by code; practices refer to them.
    """

    id: Id
    version: Line
    title: Line
    description: Line | None = None
    levels: Levels
    params: Params = Field(default_factory=Params, validate_default=True)
    demands: Annotated[Mapping[str, Line], AfterValidator(freeze)] = Field(default_factory=dict, validate_default=True)
    probes: Keyed[ProbeInfo] = Field(default_factory=dict, validate_default=True)
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
        """Return what an assessment may refer to."""
        return KnownModel(dict.fromkeys(self.practices, self.top), frozenset(self.criteria))


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
        problems += [_problem(detail, places) for detail in error.errors(include_url=False)]
        return None, in_order(problems)
    problems += _inconsistent(model, places)
    return (None if problems else model), in_order(problems)


def _problem(detail: Any, places: Places) -> Problem:
    """Say what pydantic found; an unknown key gets no advice meant for workspaces."""
    if detail["type"] == "extra_forbidden":
        key = str(detail["loc"][-1])
        return Problem("unknown-key", places.key(detail["loc"]), say("'{key}' is not a key that belongs here", key=key))
    return complain(detail, places)


def _inconsistent(model: MaturityModel, places: Places) -> Iterator[Problem]:
    yield from _repeated(model, places)
    for phase in model.phases.values():
        for practice in phase.practices.values():
            path: Path = ("phases", phase.id, "practices", practice.id)
            yield from _levels(model, practice, path, places)
            yield from _references(model, practice, path, places)
            for criterion in practice.criteria.values():
                yield from _probes(model, criterion, (*path, "criteria", criterion.id), places)
    yield from _circles(model, places)


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


def _probes(model: MaturityModel, criterion: Criterion, path: Path, places: Places) -> Iterator[Problem]:
    codes = [code for info in model.probes.values() for code in info.codes]
    for code in criterion.probes:
        if code not in codes:
            message = say("'{name}' is not a probe of this model, or not one of its checks", name=code)
            yield Problem("unknown-probe", places.span((*path, "probes", code)), message, suggestion(code, codes))
    if (criterion.auto == "none") == bool(criterion.probes):
        message = say("`auto` says full or partial where probes are named, and only there")
        yield Problem("bad-value", places.key((*path, "auto")), message)


def _circles(model: MaturityModel, places: Places) -> Iterator[Problem]:
    """Report one way round for each group of practices that stand on each other."""
    phase_of = {name: phase.id for phase in model.phases.values() for name in phase.practices}
    stands: nx.DiGraph[str] = nx.DiGraph(
        (name, lower) for name, practice in model.practices.items() for lower in practice.depends_on
    )
    for group in nx.strongly_connected_components(stands):
        part = stands.subgraph(group)
        if part.number_of_edges() == 0:
            continue
        round_trip = [edge[:2] for edge in nx.find_cycle(part, min(group))]
        name, lower = round_trip[0]
        loop = " ▸ ".join((name, *(edge[1] for edge in round_trip)))
        span = places.key(("phases", phase_of[name], "practices", name, "depends_on", lower))
        yield Problem("cycle", span, say("the practices stand on each other: {loop}", loop=loop))


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
