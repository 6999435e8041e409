"""From what respondents, group and evidence say to one settled answer per criterion."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Literal

from journeymap.maturity.levels import VALUES, agreement
from journeymap.maturity.model import Criterion, MaturityModel
from journeymap.maturity.params import Params
from journeymap.maturity.probes import ProbeOutcome
from journeymap.maturity.verdicts import Verdict, verdict
from journeymap.model.assessment import Answer, Assessment, EvidenceItem, Strength
from journeymap.records import dataclass

Basis = Literal["agreed", "unanimous", "cautious", "unanswered"]

PROBE_STRENGTH: Mapping[str, Strength] = {"confirms": "A", "supports": "B"}
"""A confirmed criterion is measured; one that is supported in part is observed, not measured."""

EVIDENCE_DAYS = Params().evidence_days
"""How long evidence without an end counts where the model says nothing else."""

SCALE: tuple[Answer, ...] = ("not_met", "partly", "met")


@dataclass(frozen=True)
class RoleAnswers:
    """How often a role gave each answer to one criterion.

    Attributes
    ----------
    role
        As the assessment names it.
    n
        Respondents of the role who were asked it.
    """

    role: str
    n: int
    met: int = 0
    partly: int = 0
    not_met: int = 0
    unknown: int = 0


@dataclass(frozen=True)
class Settled:
    """The answer a criterion is scored with.

    Attributes
    ----------
    criterion
        Its id.
    value
        The answer.
    by_role
        Counts by role, as given: not to be shown for groups too small, see :func:`groups`.
    agreement
        1 minus the range of the answers, 0-1; `None` for fewer than two.
    basis
        ``agreed`` by the group with or without a reason; ``unanimous``: all who could
        tell say so; ``cautious``: they differ and the lowest counts; ``unanswered``.
    strength
        A measured, B observed, C documented, D said; `None` if nothing is known.
    expired
        Ids of evidence that no longer counts.
    early
        Ids of evidence that was recorded after the day of reading and does not count yet.
    notes
        Remarks of the respondents, without their roles.
    reason, decided_by
        Of the agreed answer.
    decided_on
        Day of the agreed answer.
    heard
        What the respondents alone come to.
    verdict
        What the probes say.
    """

    criterion: str
    value: Answer
    by_role: tuple[RoleAnswers, ...]
    agreement: float | None
    basis: Basis
    strength: Strength | None
    expired: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str | None = None
    decided_by: str | None = None
    decided_on: dt.date | None = None
    heard: Answer = "unknown"
    early: tuple[str, ...] = ()
    verdict: Verdict = field(default_factory=lambda: Verdict("nothing", decides=False))

    @property
    def unexplained(self) -> bool:
        """Tell whether the group settled on something else than it was told, and nobody said why."""
        return self.basis == "agreed" and bool(self.by_role) and self.value != self.heard and self.reason is None


def settle(
    criterion: Criterion,
    assessment: Assessment,
    today: dt.date,
    outcomes: Sequence[ProbeOutcome] = (),
    evidence_days: int = EVIDENCE_DAYS,
) -> Settled:
    """Settle the answer to one criterion: the agreed one, else what :func:`combine` makes of those given.

    Parameters
    ----------
    criterion
        From the model.
    assessment
        Answers and evidence.
    today
        Evidence valid until an earlier day no longer counts, evidence of a later day does not count yet.
    outcomes
        Of all probes; they change the strength, never the answer.
    evidence_days
        How long evidence counts that does not say until when.
    """
    code = criterion.id
    given = [
        (person.role, person.answers[code]) for person in assessment.respondents.values() if code in person.answers
    ]
    agreed = assessment.agreed.get(code)
    heard, basis = combine([answer.value for _, answer in given])
    value = heard
    if agreed is not None:
        value, basis = agreed.value, "agreed"
    probed = verdict(criterion, outcomes, assessment.scope.journeys if assessment.scope else ())
    ours = {name: item for name, item in assessment.evidence.items() if code in item.criteria}
    past, ahead = _past(ours, assessment.date, today, evidence_days), _ahead(ours, today)
    strength = _strength([ours[name].strength for name in ours.keys() - {*past, *ahead}], probed)
    return Settled(
        criterion=code,
        value=value,
        by_role=_by_role((role, answer.value) for role, answer in given),
        agreement=agreement(VALUES[answer.value] for _, answer in given),
        basis=basis,
        strength=strength or ("D" if value != "unknown" else None),
        expired=past,
        early=ahead,
        notes=tuple(dict.fromkeys(answer.note for _, answer in given if answer.note)),
        reason=agreed.reason if agreed else None,
        decided_by=agreed.decided_by if agreed else None,
        decided_on=agreed.date if agreed else None,
        heard=heard,
        verdict=probed,
    )


def settle_all(
    model: MaturityModel, assessment: Assessment, today: dt.date, outcomes: Sequence[ProbeOutcome] = ()
) -> dict[str, Settled]:
    """Settle every criterion of a model, in its order."""
    days = model.params.evidence_days
    return {name: settle(item, assessment, today, outcomes, days) for name, item in model.criteria.items()}


def combine(answers: Sequence[Answer]) -> tuple[Answer, Basis]:
    """Return the answer of several respondents and what it rests on.

    Those who could tell decide if they say the same. If they differ, the most
    cautious answer counts: whoever sees that something is missing usually knows
    of a case, and a level claimed too high costs more than one to be argued
    upwards with evidence. "Unknown" is an abstention: it counts only if nobody
    could tell.

    Examples
    --------
    >>> combine(["met", "unknown", "partly"])
    ('partly', 'cautious')
    """
    known = [answer for answer in answers if answer != "unknown"]
    if not known:
        return "unknown", "unanswered"
    return min(known, key=SCALE.index), "unanimous" if len(set(known)) == 1 else "cautious"


def evidence_until(item: EvidenceItem, assessed: dt.date, days: int) -> dt.date:
    """Return the last day on which an item of evidence counts.

    Parameters
    ----------
    item
        With its days, as far as they are known.
    assessed
        Day of the assessment: evidence without any day was there on that one.
    days
        How long evidence counts that does not say until when.
    """
    if item.valid_until is not None:
        return item.valid_until
    start = item.recorded or assessed
    return start + dt.timedelta(days=min(days, (dt.date.max - start).days))


def expired(assessment: Assessment, today: dt.date, days: int) -> tuple[str, ...]:
    """Return the ids of the evidence that is past its day."""
    return _past(assessment.evidence, assessment.date, today, days)


def _past(evidence: Mapping[str, EvidenceItem], assessed: dt.date, today: dt.date, days: int) -> tuple[str, ...]:
    return tuple(name for name, item in evidence.items() if evidence_until(item, assessed, days) < today)


def early(assessment: Assessment, today: dt.date) -> tuple[str, ...]:
    """Return the ids of the evidence that was recorded after the day of reading."""
    return _ahead(assessment.evidence, today)


def _ahead(evidence: Mapping[str, EvidenceItem], today: dt.date) -> tuple[str, ...]:
    return tuple(name for name, item in evidence.items() if item.recorded and item.recorded > today)


def _strength(grades: Iterable[Strength], probed: Verdict) -> Strength | None:
    """Return the best of valid evidence and probes."""
    found = [PROBE_STRENGTH[probed.says]] if probed.says in PROBE_STRENGTH else []
    return min([*grades, *found], default=None)


def _by_role(given: Iterable[tuple[str, Answer]]) -> tuple[RoleAnswers, ...]:
    roles: dict[str, Counter[Answer]] = {}
    for role, answer in given:
        roles.setdefault(role, Counter())[answer] += 1
    return tuple(
        RoleAnswers(role, counts.total(), counts["met"], counts["partly"], counts["not_met"], counts["unknown"])
        for role, counts in sorted(roles.items())
    )


def groups(assessment: Assessment, minimum: int) -> tuple[tuple[str, ...], ...]:
    """Return the roles whose answers may be shown apart, small ones joined.

    A role with fewer than `minimum` people is joined with the other small
    ones; if they are still too few the next smallest joins them, so that
    nobody can be found by taking the shown groups from the total.

    Parameters
    ----------
    assessment
        With its respondents.
    minimum
        Fewest people in a group.

    Returns
    -------
    tuple of tuple of str
        Roles by group, single roles first by name; empty if there are too few
        respondents for any group.
    """
    sizes = Counter(person.role for person in assessment.respondents.values())
    if sizes.total() < minimum:
        return ()
    alone = sorted(sizes, key=lambda role: (-sizes[role], role))
    joined: list[str] = []
    while alone and (sizes[alone[-1]] < minimum or 0 < sum(sizes[role] for role in joined) < minimum):
        joined.append(alone.pop())
    single = tuple((role,) for role in sorted(alone))
    return (*single, tuple(sorted(joined))) if joined else single
