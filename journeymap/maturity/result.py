"""What an assessment comes to, as frozen values."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import Literal

from journeymap.maturity.answers import Settled
from journeymap.maturity.migration import Moved
from journeymap.maturity.model import Criterion, MaturityModel, Practice
from journeymap.maturity.probes import ProbeOutcome
from journeymap.model.assessment import Answer, Strength
from journeymap.records import dataclass
from journeymap.text import Text

State = Literal["assessed", "not_assessed", "not_applicable", "inherited"]


@dataclass(frozen=True)
class CriterionResult:
    """One criterion with its settled answer.

    Attributes
    ----------
    criterion
        From the model.
    answer
        How it was settled.
    lifts
        Whether this answer alone, if met, would raise the level of its practice.
    suggested
        What the probes would answer where they decide and the answer says less or nothing;
        a question to the group, never an answer.
    """

    criterion: Criterion
    answer: Settled
    lifts: bool = False
    suggested: Answer | None = None

    @property
    def id(self) -> str:
        """Return the criterion's id."""
        return self.criterion.id

    @property
    def value(self) -> Answer:
        """Return the settled answer."""
        return self.answer.value

    @property
    def strength(self) -> Strength | None:
        """Return A measured, B observed, C documented, D said, or `None`."""
        return self.answer.strength


@dataclass(frozen=True)
class Foundation:
    """A practice that should stand before another.

    Attributes
    ----------
    practice
        The foundation's id.
    needed
        Level it should have.
    has
        Level it has; `None` if it was not assessed.
    """

    practice: str
    needed: int
    has: int | None


@dataclass(frozen=True)
class Contradiction:
    """A probe is false where the answer says met.

    Attributes
    ----------
    practice, criterion
        Ids.
    outcomes
        The false ones.
    decides
        Whether the model lets the probe decide the criterion.
    reason
        Why the group keeps its answer; `None` while nobody has said.
    """

    practice: str
    criterion: str
    outcomes: tuple[ProbeOutcome, ...]
    decides: bool
    reason: str | None

    @property
    def open(self) -> bool:
        """Tell whether somebody still has to say why the answer stands."""
        return self.reason is None


@dataclass(frozen=True)
class GroupLevel:
    """A practice as one group of respondents sees it.

    Attributes
    ----------
    roles
        One role, or several joined because each is too small to be shown.
    n
        People in it.
    attained, progress
        From the group's own answers; what it was not asked counts as settled.
    """

    roles: tuple[str, ...]
    n: int
    attained: int
    progress: float


@dataclass(frozen=True)
class Coverage:
    """For how much of its scope a practice holds.

    Attributes
    ----------
    journeys, of
        Ids: those it holds for, and those of the scope.
    share
        Part of the customers who take the journeys of the scope, 0-1; `None` if the customers of
        one of them are not known.
    """

    journeys: tuple[str, ...]
    of: tuple[str, ...]
    share: float | None


@dataclass(frozen=True)
class PracticeResult:
    """One practice.

    Attributes
    ----------
    practice
        From the model.
    phase
        Id of its phase.
    state
        ``assessed``, ``not_assessed``, ``not_applicable`` or ``inherited``; only the first has levels.
    reason, inherited_from
        Why it is not assessed here.
    attained, progress
        Level by rule and continuous reading; `None` unless assessed.
    low, high
        Level with every unknown answer taken as not met, and as met.
    progress_high
        The same upper bound for `progress`, whose lower bound is itself.
    evidenced
        Level that measured or observed answers alone would give.
    target, target_by, gap
        Wanted level, its day, and the levels missing (0 or more).
    coverage_of_answers
        Part of the criteria with an answer, 0-1.
    provisional
        Whether too many answers are unknown.
    criteria
        All of them, in the order of the model.
    missing
        Criteria of the next level that are not met.
    holding_down
        Criteria at or below the next level that keep it from holding.
    ways_up
        The smallest sets of criteria that, once met, give the next level.
    one_partly
        Whether one of each set need only be partly met.
    to_target
        Criteria at or below the target that keep it from holding.
    foundations_unmet
        Practices below it that have less than they should, or were not assessed.
    contradictions
        Answers that a probe speaks against.
    groups
        The practice by group of respondents, where groups are large enough.
    spread
        Largest difference in progress between two respondents, by the criteria both could tell of;
        `None` if no two could tell of the same.
    role_difference
        The same between two groups that are large enough to be shown.
    side_difference
        Progress as executives see it minus as the front line sees it, by the criteria both
        could tell of; `None` unless both sides are large enough to be shown.
    agreement
        Mean over its criteria with two or more answers, 0-1.
    coverage
        For how much of its scope it holds; `None` if it holds for all of it.
    """

    practice: Practice = field(repr=False)
    phase: str
    state: State
    reason: str | None = None
    inherited_from: str | None = None
    attained: int | None = None
    progress: float | None = None
    low: int | None = None
    high: int | None = None
    progress_high: float | None = None
    evidenced: int | None = None
    target: int | None = None
    target_by: dt.date | None = None
    gap: int | None = None
    coverage_of_answers: float = 0.0
    provisional: bool = False
    criteria: tuple[CriterionResult, ...] = field(default=(), repr=False)
    missing: tuple[CriterionResult, ...] = field(default=(), repr=False)
    holding_down: tuple[CriterionResult, ...] = field(default=(), repr=False)
    ways_up: tuple[tuple[CriterionResult, ...], ...] = field(default=(), repr=False)
    one_partly: bool = False
    to_target: tuple[CriterionResult, ...] = field(default=(), repr=False)
    foundations_unmet: tuple[Foundation, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    groups: tuple[GroupLevel, ...] = ()
    spread: float | None = None
    role_difference: float | None = None
    side_difference: float | None = None
    agreement: float | None = None
    coverage: Coverage | None = None

    @property
    def id(self) -> str:
        """Return the practice's id."""
        return self.practice.id

    @property
    def title(self) -> str:
        """Return the practice's title."""
        return self.practice.title

    @property
    def core(self) -> bool:
        """Tell whether it belongs to the short assessment."""
        return self.practice.core

    @property
    def quick_action(self) -> str | None:
        """Return what can be done at once."""
        return self.practice.quick_action

    @property
    def without_foundation(self) -> bool:
        """Tell whether a level is claimed although an assessed foundation has less than it should."""
        short = any(item.has is not None for item in self.foundations_unmet)
        return self.attained is not None and self.attained > 1 and short


@dataclass(frozen=True)
class PhaseResult:
    """One phase: all its levels side by side, not a mean of them.

    Attributes
    ----------
    id, title, output
        From the model.
    practices
        In order: the strip.
    minimum_core
        Lowest level of an assessed core practice.
    weakest
        Ids of the core practices that have it.
    median
        Of the assessed practices.
    mean
        Of the assessed practices; for exports, not to be shown without the minimum.
    """

    id: str
    title: str
    output: str | None
    practices: tuple[PracticeResult, ...]
    minimum_core: int | None
    weakest: tuple[str, ...]
    median: float | None
    mean: float | None


@dataclass(frozen=True)
class Respondents:
    """Who answered, as far as it may be shown.

    Attributes
    ----------
    n
        People.
    groups
        Roles with their number; small roles are joined.
    withheld
        Why roles are joined or not shown; `None` if all are.
    agreement
        Mean over the criteria with two or more answers, 0-1.
    """

    n: int
    groups: tuple[tuple[tuple[str, ...], int], ...]
    withheld: Text | None
    agreement: float | None


@dataclass(frozen=True)
class MaturityResult:
    """An assessment read on one day. There is no overall number.

    Attributes
    ----------
    model
        What was answered.
    date, valid_until
        Of the assessment.
    today
        The day it is read on.
    kind
        A evidence-based, B interviews and probes, C self-assessment.
    unit
        What the assessment speaks of.
    model_changed
        Whether it was answered for another version of the model.
    phases
        In the order of the model.
    conflicts
        All contradictions, in the order of the model.
    expired
        Ids of evidence past its day.
    early
        Ids of evidence recorded after the day of reading.
    respondents
        Who answered.
    percent_to_target
        Part of the way from level 1 to the targets, 0-1; `None` without targets.
    targets_left_out
        Practices with a target but no level; they are not part of `percent_to_target`.
    outcomes
        What the probes found.
    moved
        What became of the ids, if it was answered for an earlier version the model knows.
    """

    model: MaturityModel = field(repr=False)
    date: dt.date
    valid_until: dt.date | None
    today: dt.date
    kind: str | None
    unit: str | None
    model_changed: bool
    phases: tuple[PhaseResult, ...] = field(repr=False)
    conflicts: tuple[Contradiction, ...]
    expired: tuple[str, ...]
    respondents: Respondents
    percent_to_target: float | None
    targets_left_out: tuple[str, ...]
    outcomes: tuple[ProbeOutcome, ...] = field(repr=False)
    moved: Moved | None = None
    early: tuple[str, ...] = ()

    @property
    def outdated(self) -> bool:
        """Tell whether the assessment itself is past its day."""
        return self.valid_until is not None and self.valid_until < self.today

    @property
    def open_conflicts(self) -> tuple[Contradiction, ...]:
        """Return the contradictions nobody has settled with a reason."""
        return tuple(conflict for conflict in self.conflicts if conflict.open)

    @cached_property
    def criteria(self) -> Mapping[str, CriterionResult]:
        """Return all criteria by id, in the order of the model."""
        return {item.id: item for practice in self.practices.values() for item in practice.criteria}

    @cached_property
    def unsettled(self) -> tuple[CriterionResult, ...]:
        """Return the criteria on which respondents differ and the group has agreed on nothing."""
        return tuple(item for item in self.criteria.values() if item.answer.basis == "cautious")

    @cached_property
    def unexplained(self) -> tuple[CriterionResult, ...]:
        """Return the criteria with an agreed answer that differs from what was said, without a reason."""
        return tuple(item for item in self.criteria.values() if item.answer.unexplained)

    @cached_property
    def practices(self) -> Mapping[str, PracticeResult]:
        """Return all practices by id, in the order of the model."""
        return {practice.id: practice for phase in self.phases for practice in phase.practices}
