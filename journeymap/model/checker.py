"""What a check of references works with: known ids, places, and how to say what is unknown."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field

from journeymap.model.complaints import nearest, suggestion
from journeymap.model.formulas import KnownMetric
from journeymap.model.limits import Limits
from journeymap.model.workspace import Content, Path, Places
from journeymap.records import dataclass
from journeymap.source import Problem
from journeymap.text import Text, say


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
        The rules by id, each with its limits.
    languages
        Codes of the languages reports can be written in.
    forms
        How readings of each shipped metric come, by id.
    models
        For each maturity model its practices with their highest level, and its criteria.
    """

    metrics: Mapping[str, str] = field(default_factory=dict)
    journey_measures: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, Limits] = field(default_factory=dict)
    models: "Mapping[str, KnownModel]" = field(default_factory=dict)
    languages: frozenset[str] = frozenset({"en"})
    forms: Mapping[str, KnownMetric] = field(default_factory=dict)


@dataclass(frozen=True)
class KnownModel:
    """What a workspace may refer to in a maturity model.

    Attributes
    ----------
    practices
        Each with its highest level.
    criteria, phases, params
        Their ids.
    older
        By earlier version the ids that are called otherwise now, or are gone.
    practice_of
        The practice of each criterion.
    """

    practices: Mapping[str, int]
    criteria: frozenset[str]
    phases: frozenset[str] = frozenset()
    params: frozenset[str] = frozenset()
    older: Mapping[str, frozenset[str]] = field(default_factory=dict)
    practice_of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Checker:
    """One content under check.

    Attributes
    ----------
    cut
        Places of what is left out of the content as it is not valid.
    """

    content: Content
    places: Places
    known: Known
    declared: Mapping[str, set[str]]
    cut: frozenset[Path] = frozenset()

    def whole(self, path: Path) -> bool:
        """Tell whether nothing is left out of a record, so that its parts can be held against each other."""
        return not any(part[: len(path)] == path for part in self.cut)

    def ids(self, section: str) -> set[str]:
        """Return the ids a section declares, valid or not."""
        return self.declared.get(section, set())

    def refer(
        self, kind: str, name: str | None, valid: Collection[str], path: Path, *, key: bool = False
    ) -> Iterator[Problem]:
        """Yield a problem if a name is not one of the valid ones."""
        if name is None or name in valid:
            return
        span = self.places.key(path) if key else self.places.span(path)
        help_, declare = _siblings(kind, name, valid) or suggestion(name, valid), _declare(kind)
        if kind == "channel" and help_ is not None and declare is not None and nearest(name, valid) is None:
            help_ = say("{help}; or {declare}", help=help_, declare=declare)
        help_ = help_ or declare
        yield Problem(f"unknown-{kind}", span, say(UNKNOWN[kind], name=name), help_)

    def section(
        self, kind: str, section: str, names: Iterable[str], path: Path, *, keys: bool = False
    ) -> Iterator[Problem]:
        """Yield a problem for each name that its section does not declare."""
        for name in names:
            yield from self.refer(kind, name, self.ids(section), (*path, name), key=keys)


UNKNOWN = {
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
    "phase": "'{name}' is not a phase of the maturity model",
    "threshold": "'{name}' is not a threshold of the maturity model",
    "rule": "'{name}' is not a rule",
    "subject": "'{name}' is nothing here that a finding can speak of",
    "language": "there is no catalogue for the language '{name}'",
    "spot": "'{name}' is not the `journey.touchpoint` of anything here",
    "holder": "'{name}' is neither a system nor a department of this workspace",
}
_SECTIONS = {"department": "departments", "system": "systems", "data": "data", "need": "needs",
             "persona": "personas", "initiative": "initiatives", "holder": "systems"}  # fmt: skip


def _siblings(kind: str, name: str, valid: Collection[str]) -> Text | None:
    """Name the criteria that share the practice of an unknown one, which says more than the one that looks alike."""
    practice, dot, _ = name.upper().partition(".")
    names = sorted(other for other in valid if dot and other.startswith(f"{practice}."))
    if kind != "criterion" or not names or name.casefold() in map(str.casefold, names):
        return None
    return say("the criteria of {practice} are {names}", practice=practice, names=", ".join(names))


def _declare(kind: str) -> Text | None:
    section = _SECTIONS.get(kind)
    return say("declare it under `{section}:`", section=section) if section else None


UNIT_WORDS = {
    "min": "a length of time such as 25 min",
    "share": "a share such as 32%",
    "rating": "a rating such as 4.1/5 or a bare number",
    "money": "an amount of money such as 12 EUR",
    "count": "a bare number",
    "score": "a bare number",
}


def unit_of(c: Checker, metric: str) -> str | None:
    """Return the unit of a metric: the workspace's own, else the shipped one; `None` if it is unknown."""
    own = c.content.metrics.get(metric)
    if own is not None and own.unit is not None:
        return own.unit
    return c.known.metrics.get(metric) or c.known.journey_measures.get(metric)


def fits(unit: str, number: float, expected: str) -> bool:
    """Tell whether an amount's unit is one a metric can be given in."""
    if expected == "min":
        return unit == "min" and number >= 0
    if expected == "share":
        return unit in {"%", ""} and 0 <= number <= 1
    if expected == "rating":
        return unit.startswith("/") or unit == ""
    if expected == "money":
        return unit == "" or (len(unit) == 3 and unit.isupper())
    return unit == ""
