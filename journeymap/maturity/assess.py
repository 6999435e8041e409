"""From a model, an assessment and probe outcomes to levels with their reasons."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from statistics import fmean, median
from types import MappingProxyType

from journeymap.maturity.answers import Settled, combine, early, expired, groups, settle_all
from journeymap.maturity.levels import (
    VALUES,
    Answered,
    at_best,
    attained,
    blocking,
    gap,
    lifting,
    one_may_stay_partly,
    percent_to_target,
    progress,
    unknown_share,
    ways_up,
)
from journeymap.maturity.migration import migrate
from journeymap.maturity.model import MaturityModel, Phase, Practice
from journeymap.maturity.probes import ProbeOutcome
from journeymap.maturity.result import (
    Contradiction,
    Coverage,
    CriterionResult,
    Foundation,
    GroupLevel,
    MaturityResult,
    PhaseResult,
    PracticeResult,
    Respondents,
    State,
)
from journeymap.model.assessment import Answer, Assessment, Respondent
from journeymap.records import dataclass
from journeymap.text import Text, count, say

EVIDENCED = frozenset({"A", "B"})
"""Strengths that count as evidence: measured and observed."""


def assess(
    model: MaturityModel,
    assessment: Assessment,
    today: dt.date,
    outcomes: Sequence[ProbeOutcome] = (),
    traffic: Mapping[str, float] = MappingProxyType({}),
) -> MaturityResult:
    """Read an assessment.

    Parameters
    ----------
    model
        The model it was answered for; answers to an earlier version are migrated.
    assessment
        Answers, evidence and targets.
    today
        The day it is read on: what was valid until an earlier day has expired.
    outcomes
        What the probes found; they change how strong an answer is, never the answer.
    traffic
        Customers a year by journey, where they are known.
    """
    assessment, moved = migrate(model, assessment)
    reader = _Reader(model, assessment, settle_all(model, assessment, today, outcomes), traffic)
    phases = tuple(reader.phase(phase) for phase in model.phases.values())
    practices = [practice for phase in phases for practice in phase.practices]
    wanted = [practice for practice in practices if practice.target is not None]
    reached = [practice for practice in wanted if practice.attained is not None]
    return MaturityResult(
        model=model,
        date=assessment.date,
        valid_until=assessment.valid_until,
        today=today,
        kind=assessment.kind,
        unit=assessment.scope.unit if assessment.scope else None,
        model_changed=assessment.model_version not in {None, model.version},
        phases=phases,
        conflicts=tuple(item for practice in practices for item in practice.contradictions),
        expired=expired(assessment, today, model.params.evidence_days),
        early=early(assessment, today),
        respondents=reader.respondents(),
        percent_to_target=percent_to_target(
            [(p.attained or 1, p.target or 1) for p in reached], [p.practice.weight for p in reached]
        ),
        targets_left_out=tuple(p.id for p in wanted if p.attained is None and p.state != "not_applicable"),
        outcomes=tuple(outcomes),
        moved=moved,
    )


@dataclass(frozen=True)
class _Reader:
    """One assessment with its settled answers."""

    model: MaturityModel
    assessment: Assessment
    settled: Mapping[str, Settled]
    traffic: Mapping[str, float]

    def phase(self, phase: Phase) -> PhaseResult:
        practices = tuple(self.practice(phase.id, practice) for practice in phase.practices.values())
        levels = [practice.attained for practice in practices if practice.attained is not None]
        core = {practice.id: practice.attained for practice in practices if practice.core and practice.attained}
        lowest = min(core.values(), default=None)
        return PhaseResult(
            id=phase.id,
            title=phase.title,
            output=phase.output,
            practices=practices,
            minimum_core=lowest,
            weakest=tuple(name for name, level in core.items() if level == lowest),
            median=float(median(levels)) if levels else None,
            mean=fmean(levels) if levels else None,
        )

    def practice(self, phase: str, practice: Practice) -> PracticeResult:
        declared = self.assessment.practices.get(practice.id)
        state = self.state(practice)
        target = self.assessment.targets.get(practice.id)
        if state != "assessed":
            return PracticeResult(
                practice=practice,
                phase=phase,
                state=state,
                reason=practice.off or (declared.reason if declared else None),
                inherited_from=declared.inherited_from if declared else None,
                target=target.level if target else None,
                target_by=target.by if target else None,
                criteria=tuple(CriterionResult(c, self.settled[c.id]) for c in practice.criteria.values()),
                foundations_unmet=self.foundations(practice) if state == "not_assessed" else (),
            )
        return self.assessed(phase, practice)

    def assessed(self, phase: str, practice: Practice) -> PracticeResult:
        answers, top = self.answers(practice), self.model.top
        level, unknown = attained(answers, top), unknown_share(answers)
        criteria = self.criteria(practice, answers)
        best, following = at_best(answers), min(level + 1, top)
        target = self.assessment.targets.get(practice.id)
        result = PracticeResult(
            practice=practice,
            phase=phase,
            state="assessed",
            attained=level,
            progress=progress(answers, top),
            low=level,
            high=attained(best, top),
            progress_high=progress(best, top),
            evidenced=attained(self.evidenced(practice), top),
            target=target.level if target else None,
            target_by=target.by if target else None,
            gap=gap(level, target.level) if target else None,
            coverage_of_answers=1 - unknown,
            provisional=unknown > self.model.params.provisional_unknown,
            criteria=criteria,
            missing=tuple(c for c in criteria if c.criterion.level == level + 1 and c.value != "met"),
            holding_down=tuple(criteria[index] for index in blocking(answers, following)),
            ways_up=tuple(tuple(criteria[index] for index in way) for way in ways_up(answers, following)),
            one_partly=one_may_stay_partly(answers, following),
            to_target=tuple(criteria[index] for index in blocking(answers, target.level)) if target else (),
            foundations_unmet=self.foundations(practice),
            contradictions=tuple(self.contradictions(practice)),
            coverage=self.coverage(practice),
        )
        return self.with_voices(result, practice)

    def with_voices(self, result: PracticeResult, practice: Practice) -> PracticeResult:
        """Add how far those who answered see the practice alike."""
        views = self.groups(practice)
        alike = [a for code in practice.criteria if (a := self.settled[code].agreement) is not None]
        return replace(
            result,
            groups=views,
            spread=self.furthest(([person] for person in self.answering(practice)), practice),
            role_difference=self.furthest(
                ([p for p in self.answering(practice) if p.role in view.roles] for view in views), practice
            ),
            side_difference=self.side_difference(practice),
            agreement=fmean(alike) if alike else None,
        )

    def side_difference(self, practice: Practice) -> float | None:
        people = self.answering(practice)
        sides = [[person for person in people if person.side == side] for side in ("executive", "front_line")]
        if min(map(len, sides)) < self.model.params.min_respondents:
            return None
        above, below = (self.known(side, practice) for side in sides)
        return self.difference(above, below, practice)

    def furthest(self, sides: Iterable[Sequence[Respondent]], practice: Practice) -> float | None:
        """Return the largest difference between two sides; `None` if no two could tell of the same criterion."""
        pairs = combinations([self.known(side, practice) for side in sides], 2)
        found = (self.difference(one, other, practice) for one, other in pairs)
        return max((abs(item) for item in found if item is not None), default=None)

    def known(self, people: Sequence[Respondent], practice: Practice) -> dict[str, Answer]:
        """Return what some people could tell, by criterion: who abstains says nothing."""
        found: dict[str, Answer] = {}
        for code in practice.criteria:
            value = combine([person.answers[code].value for person in people if code in person.answers])[0]
            if value != "unknown":
                found[code] = value
        return found

    def difference(self, one: Mapping[str, Answer], other: Mapping[str, Answer], practice: Practice) -> float | None:
        """Return how much further one side sees the practice, in progress, by the criteria both could tell of.

        All other criteria are as settled on both sides; `None` if there is no common criterion.
        """
        common = one.keys() & other.keys()
        if not common:
            return None
        if all(one[code] == other[code] for code in common):
            return 0.0
        first, second = (
            progress(
                [
                    (item.level, VALUES[side[code] if code in common else self.settled[code].value])
                    for code, item in practice.criteria.items()
                ],
                self.model.top,
            )
            for side in (one, other)
        )
        return first - second

    def coverage(self, practice: Practice) -> Coverage | None:
        declared, scope = self.assessment.practices.get(practice.id), self.assessment.scope
        if declared is None or not declared.journeys:
            return None
        of = tuple(dict.fromkeys([*(scope.journeys if scope else self.traffic), *declared.journeys]))
        known = all(name in self.traffic for name in of)
        total = sum(self.traffic[name] for name in of) if known else 0
        part = sum(self.traffic[name] for name in declared.journeys) / total if total else None
        return Coverage(declared.journeys, of, part)

    def state(self, practice: Practice) -> State:
        """Return the declared state, else assessed if anybody has answered anything."""
        declared = self.assessment.practices.get(practice.id)
        if practice.off is not None:
            return "not_applicable"
        if declared is not None:
            return declared.state
        agreed = any(code in self.assessment.agreed for code in practice.criteria)
        return "assessed" if agreed or self.answering(practice) else "not_assessed"

    def answers(self, practice: Practice) -> tuple[Answered, ...]:
        return tuple((c.level, VALUES[self.settled[c.id].value]) for c in practice.criteria.values())

    def evidenced(self, practice: Practice) -> tuple[Answered, ...]:
        """Return the answers with those nobody has measured or observed taken as unknown."""
        return tuple(
            (c.level, VALUES[self.settled[c.id].value] if self.settled[c.id].strength in EVIDENCED else None)
            for c in practice.criteria.values()
        )

    def criteria(self, practice: Practice, answers: Sequence[Answered]) -> tuple[CriterionResult, ...]:
        lifts = lifting(answers, self.model.top)
        return tuple(
            CriterionResult(c, self.settled[c.id], index in lifts, _suggested(self.settled[c.id]))
            for index, c in enumerate(practice.criteria.values())
        )

    def foundations(self, practice: Practice) -> tuple[Foundation, ...]:
        found = []
        for name, needed in practice.depends_on.items():
            lower = self.model.practices[name]
            state = self.state(lower)
            has = attained(self.answers(lower), self.model.top) if state == "assessed" else None
            if state in {"assessed", "not_assessed"} and (has is None or has < needed):
                found.append(Foundation(name, needed, has))
        return tuple(found)

    def contradictions(self, practice: Practice) -> Iterable[Contradiction]:
        for code in practice.criteria:
            answer = self.settled[code]
            if answer.value == "met" and answer.verdict.says == "contradicts":
                yield Contradiction(practice.id, code, answer.verdict.outcomes, answer.verdict.decides, answer.reason)

    def answering(self, practice: Practice) -> list[Respondent]:
        people = self.assessment.respondents.values()
        return [person for person in people if any(code in person.answers for code in practice.criteria)]

    def groups(self, practice: Practice) -> tuple[GroupLevel, ...]:
        minimum = self.model.params.min_respondents
        found = []
        for roles in groups(self.assessment, minimum):
            people = [person for person in self.answering(practice) if person.role in roles]
            if len(people) >= minimum:
                found.append(GroupLevel(roles, len(people), *self.seen_by(people, practice)))
        return tuple(found)

    def seen_by(self, people: Sequence[Respondent], practice: Practice) -> tuple[int, float]:
        """Return level and progress as some see them; what none of them was asked counts as settled."""
        answers = []
        for criterion in practice.criteria.values():
            own = [person.answers[criterion.id].value for person in people if criterion.id in person.answers]
            value: Answer = combine(own)[0] if own else self.settled[criterion.id].value
            answers.append((criterion.level, VALUES[value]))
        return attained(answers, self.model.top), progress(answers, self.model.top)

    def respondents(self) -> Respondents:
        sizes = Counter(person.role for person in self.assessment.respondents.values())
        shown = groups(self.assessment, self.model.params.min_respondents)
        agreements = [s.agreement for s in self.settled.values() if s.agreement is not None]
        return Respondents(
            n=sizes.total(),
            groups=tuple((roles, sum(sizes[role] for role in roles)) for roles in shown),
            withheld=_withheld(shown, sizes.total(), self.model.params.min_respondents),
            agreement=fmean(agreements) if agreements else None,
        )


def _suggested(answer: Settled) -> Answer | None:
    if answer.verdict.says == "confirms" and answer.value != "met":
        return "met"
    refuted = answer.verdict.says == "contradicts" and answer.verdict.decides
    return "not_met" if refuted and answer.value == "unknown" else None


def _withheld(shown: Sequence[tuple[str, ...]], total: int, minimum: int) -> Text | None:
    if total and (not shown or (len(shown) == 1 and len(shown[0]) > 1)):
        template = "answers are not shown by role: with fewer than {minimum} people in a group each could be known"
        return say(template, minimum=count(minimum))
    if any(len(roles) > 1 for roles in shown):
        template = "roles with fewer than {minimum} people are shown together, so that nobody can be known"
        return say(template, minimum=count(minimum))
    return None
