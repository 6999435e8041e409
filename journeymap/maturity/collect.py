"""From the replies of several respondents to one assessment, and where they disagree.

Nothing is averaged and nobody is outvoted. Where all who could tell say the
same, that is the answer. Where they differ the criterion stays open until the
group has settled it with a reason; until then the lowest answer counts, as
:func:`journeymap.maturity.answers.combine` does everywhere.
"""

import datetime as dt
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from journeymap.maturity.answers import groups
from journeymap.maturity.levels import VALUES, agreement
from journeymap.maturity.model import MaturityModel
from journeymap.maturity.questionnaire import ANSWERS
from journeymap.maturity.reply import Received, Reply, older_ids
from journeymap.model.assessment import Answer, Assessment, EvidenceItem, Given, Respondent
from journeymap.source import Problem, in_order
from journeymap.text import say


@dataclass(frozen=True)
class Tally:
    """How one criterion was answered.

    Attributes
    ----------
    criterion
        Its id.
    counts
        How many gave each answer, in the order of :data:`ANSWERS`; zeros left out.
    agreement
        1 minus the range of the known answers, 0-1; `None` for fewer than two.
    notes
        With the mark of who wrote them.
    """

    criterion: str
    counts: Mapping[Answer, int]
    agreement: float | None
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def conflict(self) -> bool:
        """Tell whether those who could tell differ."""
        return sum(answer != "unknown" for answer in self.counts) > 1

    @property
    def nobody(self) -> bool:
        """Tell whether it was answered, and nobody could tell."""
        return set(self.counts) == {"unknown"}


@dataclass(frozen=True)
class PracticeTally:
    """How the criteria of one practice were answered.

    Attributes
    ----------
    practice
        Its id.
    asked
        Criteria it has.
    criteria
        Those that at least one respondent answered or wrote a note on.
    agreement
        Mean over the criteria with two known answers or more, 0-1; `None` without one.
    by_group
        Mean of the known answers (met 1, partly 0.5, not met 0) of each group large enough to be shown.
    """

    practice: str
    asked: int
    criteria: tuple[Tally, ...]
    agreement: float | None
    by_group: Mapping[tuple[str, ...], float] = field(default_factory=dict)

    @property
    def difference(self) -> float | None:
        """Return how far the groups lie apart, 0-1; `None` with fewer than two."""
        means = self.by_group.values()
        return max(means) - min(means) if len(means) > 1 else None


@dataclass(frozen=True)
class Collected:
    """An assessment put together, with what is left to settle.

    Attributes
    ----------
    assessment
        Every respondent's answers and all evidence; nothing is agreed yet.
    practices
        Those of which something was answered, in the order of the model.
    groups
        Roles whose answers may be shown apart.
    loose
        Notes on criteria that their writer left unanswered: criterion, mark, note.
    """

    assessment: Assessment
    practices: tuple[PracticeTally, ...]
    groups: tuple[tuple[str, ...], ...]
    loose: tuple[tuple[str, str, str], ...]

    @property
    def conflicts(self) -> tuple[Tally, ...]:
        """Return the criteria to be settled."""
        return tuple(tally for item in self.practices for tally in item.criteria if tally.conflict)

    @property
    def unknown(self) -> tuple[Tally, ...]:
        """Return the criteria of which nobody could tell."""
        return tuple(tally for item in self.practices for tally in item.criteria if tally.nobody)


def renewed(reply: Reply, model: MaturityModel) -> tuple[Reply, tuple[str, ...]]:
    """Return a reply to an earlier version of a model with the ids of the present one.

    Returns
    -------
    tuple
        The reply, unchanged if the model knows nothing of its version, and the
        ids that nothing took the place of: their answers are left out.
    """
    versions = {entry.version for entry in model.migrates}
    if reply.model != model.id or reply.model_version not in versions:
        return reply, ()
    ids = older_ids(model, reply.model_version)
    now = {code: ids.get(code, code) for code in reply.answers}
    answers = {new: reply.answers[old] for old, new in now.items() if new is not None}
    evidence = tuple(
        item.model_copy(update={"criteria": tuple(new for code in item.criteria if (new := ids.get(code, code)))})
        for item in reply.evidence
    )
    fresh = reply.model_copy(update={"model_version": model.version, "answers": answers, "evidence": evidence})
    return fresh, tuple(code for code, new in now.items() if new is None)


def fitting(received: Sequence[Received], model: MaturityModel) -> tuple[Problem, ...]:
    """Return why replies cannot be put together: another model, another version, one respondent twice."""
    problems = []
    for item in received:
        if (item.reply.model, item.reply.model_version) != (model.id, model.version):
            message = say("these answers are to {theirs}, not to {ours}",
                          theirs=f"{item.reply.model} {item.reply.model_version}",
                          ours=f"{model.id} {model.version}")  # fmt: skip
            problems.append(Problem("other-model", item.place, message, say("answers of one model go together")))
    first: dict[str, Received] = {}
    for item in received:
        other = first.setdefault(item.reply.respondent, item)
        if other is not item:
            message = say("respondent '{mark}' has already answered", mark=item.reply.respondent)
            help_ = say("give each respondent another mark, or leave out the file that is out of date")
            problems.append(Problem("duplicate-respondent", item.place, message, help_, other.place))
    return in_order(problems)


def collect(replies: Sequence[Reply], model: MaturityModel, date: dt.date) -> Collected:
    """Put replies together.

    Parameters
    ----------
    replies
        That :func:`fitting` has nothing against; at least one.
    model
        What they answer.
    date
        Of the assessment.

    Returns
    -------
    Collected
        The same for the same replies; their order is the order of the respondents.
    """
    assessment = Assessment(
        model=model.id,
        model_version=model.version,
        date=date,
        respondents={reply.respondent: _respondent(reply) for reply in replies},
        evidence=dict(_evidence(replies)),
    )
    shown = groups(assessment, model.params.min_respondents)
    practices = tuple(_practices(replies, model, shown))
    loose = tuple(
        (name, reply.respondent, answer.note)
        for reply in replies
        for name, answer in reply.answers.items()
        if answer.value is None and answer.note is not None
    )
    return Collected(assessment, practices, shown, loose)


def _respondent(reply: Reply) -> Respondent:
    given = {
        name: Given(value=answer.value, note=answer.note) if answer.note else Given(value=answer.value)
        for name, answer in reply.answers.items()
        if answer.value is not None
    }
    stated = {"side": reply.side, "date": reply.date}
    kept = {key: value for key, value in stated.items() if value is not None}
    return Respondent.model_validate({"role": reply.role, **kept, "answers": given})


def _evidence(replies: Iterable[Reply]) -> Iterator[tuple[str, EvidenceItem]]:
    """Yield all evidence, numbered behind the mark of who gave it."""
    for reply in replies:
        for number, item in enumerate(reply.evidence, 1):
            yield f"{reply.respondent}-{number}", item


def _practices(
    replies: Sequence[Reply], model: MaturityModel, shown: Sequence[tuple[str, ...]]
) -> Iterator[PracticeTally]:
    for practice in model.practices.values():
        tallies = tuple(tally for name in practice.criteria if (tally := _tally(name, replies)) is not None)
        if not tallies:
            continue
        known = [tally.agreement for tally in tallies if tally.agreement is not None]
        parts = {group: [reply for reply in replies if reply.role in group] for group in shown}
        means = {group: _mean(part, practice.criteria, model) for group, part in parts.items()}
        yield PracticeTally(
            practice.id,
            len(practice.criteria),
            tallies,
            fmean(known) if known else None,
            {group: mean for group, mean in means.items() if mean is not None},
        )


def _tally(name: str, replies: Sequence[Reply]) -> Tally | None:
    given = [(reply.respondent, reply.answers[name]) for reply in replies if name in reply.answers]
    counted = Counter(answer.value for _, answer in given if answer.value is not None)
    notes = tuple((mark, answer.note) for mark, answer in given if answer.note)
    if not counted and not notes:
        return None
    same = agreement(VALUES[answer] for answer in counted.elements())
    return Tally(name, {answer: counted[answer] for answer in ANSWERS if counted[answer]}, same, notes)


def _mean(replies: Iterable[Reply], criteria: Iterable[str], model: MaturityModel) -> float | None:
    """Return the mean known answer of a group to a practice; `None` if too few in it could tell."""
    wanted = set(criteria)
    known = [_known(reply, wanted) for reply in replies]
    told = [values for values in known if values]
    return fmean(value for values in told for value in values) if len(told) >= model.params.min_respondents else None


def _known(reply: Reply, wanted: Container[str]) -> list[float]:
    """Return what the known answers of one respondent count."""
    given = [answer.value for name, answer in reply.answers.items() if name in wanted and answer.value is not None]
    return [value for answer in given if (value := VALUES[answer]) is not None]
