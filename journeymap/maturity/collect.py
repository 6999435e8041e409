"""From the replies of several respondents to one assessment, and where they disagree.

Nothing is averaged and nobody is outvoted. Where all who could tell say the
same, that is the answer. Where they differ the criterion stays open until the
group has settled it with a reason; until then the lowest answer counts, as
:func:`journeymap.maturity.answers.combine` does everywhere.
"""

import datetime as dt
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import count
from statistics import fmean

from journeymap.maturity.answers import groups
from journeymap.maturity.levels import VALUES, agreement
from journeymap.maturity.model import MaturityModel
from journeymap.maturity.questionnaire import ANSWERS
from journeymap.maturity.reply import Received, Reply, ReplyAnswer, older_ids
from journeymap.model.assessment import Answer, Assessment, EvidenceItem, Given, Respondent, Scope
from journeymap.records import dataclass
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
        Every respondent's answers and all evidence, with what was settled before if anything was.
    practices
        Those of which something was answered, in the order of the model.
    groups
        Roles whose answers may be shown apart.
    loose
        Notes on criteria that their writer left unanswered: criterion, mark, note.
    against
        Answers that came after a criterion was settled and differ from it: criterion, mark, answer.
    """

    assessment: Assessment
    practices: tuple[PracticeTally, ...]
    groups: tuple[tuple[str, ...], ...]
    loose: tuple[tuple[str, str, str], ...]
    against: tuple[tuple[str, str, Answer], ...] = ()

    @property
    def conflicts(self) -> tuple[Tally, ...]:
        """Return the criteria still to be settled."""
        tallies = (tally for item in self.practices for tally in item.criteria)
        return tuple(tally for tally in tallies if tally.conflict and tally.criterion not in self.assessment.agreed)

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


def fitting(
    received: Sequence[Received], model: MaturityModel, before: Assessment | None = None
) -> tuple[Problem, ...]:
    """Return why replies cannot be put together.

    They answer another model, version or scope, nothing at all, or one
    respondent answers twice.

    Parameters
    ----------
    received
        The replies with their places.
    model
        That they should answer.
    before
        The assessment they are added to, if there is one.
    """
    problems = [*_other_models(received, model), *_other_scopes(received, before)]
    for item in received:
        said = any(answer.value or answer.note for answer in item.reply.answers.values())
        if not said and not item.reply.evidence:
            message = say("nothing is answered in this file")
            problems.append(Problem("nothing-answered", item.place, message, say("leave the file out")))
    first: dict[str, Received] = {}
    for item in received:
        other = first.setdefault(item.reply.respondent, item)
        if other is not item:
            message = say("respondent '{mark}' has already answered", mark=item.reply.respondent)
            help_ = say("give each respondent another mark, or leave out the file that is out of date")
            problems.append(Problem("duplicate-respondent", item.place, message, help_, other.place))
        elif before is not None and item.reply.respondent in before.respondents:
            message = say("respondent '{mark}' is in the assessment with other answers or evidence",
                          mark=item.reply.respondent)  # fmt: skip
            help_ = say("give another mark, or take the earlier answers out of the assessment first")
            problems.append(Problem("duplicate-respondent", item.place, message, help_))
    return in_order(problems)


def _other_models(received: Sequence[Received], model: MaturityModel) -> Iterator[Problem]:
    """Yield each reply to another model or version, at the word that says so."""
    for item in received:
        if (item.reply.model, item.reply.model_version) != (model.id, model.version):
            message = say("these answers are to {theirs}, not to {ours}",
                          theirs=f"{item.reply.model} {item.reply.model_version}",
                          ours=f"{model.id} {model.version}")  # fmt: skip
            key = "model_version" if item.reply.model == model.id else "model"
            place = item.at.get(key, item.place)
            yield Problem("other-model", place, message, say("answers of one model go together"))


def _other_scopes(received: Sequence[Received], before: Assessment | None) -> Iterator[Problem]:
    """Yield each reply that speaks of something else than the assessment, or than the first that names a scope."""
    named = [item.reply.scope for item in received if item.reply.scope is not None]
    ours = named[:1] if before is None else _scopes(before)
    for item in received:
        theirs = item.reply.scope
        if theirs in ours or (theirs is None and not ours):
            continue
        if theirs is None:
            message = say("these answers name no scope; the others speak of '{ours}'", ours=ours[0])
        elif ours:
            message = say("these answers speak of '{theirs}', not of '{ours}'", theirs=theirs, ours=ours[0])
        else:
            message = say("these answers speak of '{theirs}'; the assessment names no scope", theirs=theirs)
        help_ = say("answers of one scope go together; `scope:` names it in a file of answers")
        yield Problem("other-scope", item.at.get("scope", item.place), message, help_)


def _scopes(assessment: Assessment) -> list[str]:
    """Return the ways in which a reply may name the scope of an assessment."""
    scope = assessment.scope
    names = [scope.unit, *scope.journeys] if scope is not None else []
    return [name for name in names if name]


def already(reply: Reply, before: Assessment) -> bool:
    """Tell whether an assessment holds everything that a reply says."""
    kept = before.evidence.values()
    same = before.respondents.get(reply.respondent) == _respondent(reply)
    return same and all(item in kept for item in reply.evidence)


def merged(before: Assessment, replies: Sequence[Reply], model: MaturityModel) -> Collected:
    """Add replies to an assessment; nothing of it is changed.

    Parameters
    ----------
    before
        With what was settled; its date, scope, evidence, practices and targets are kept.
    replies
        That :func:`fitting` has nothing against.
    model
        What both answer.

    Returns
    -------
    Collected
        As :func:`collect` gives it, with the answers that contradict what was settled.
    """
    earlier = [_reply(mark, person, model) for mark, person in before.respondents.items()]
    found = collect([*earlier, *replies], model, before.date)
    people = {reply.respondent: _respondent(reply) for reply in replies}
    evidence = {**before.evidence, **dict(_evidence(replies, before.evidence))}
    after = before.model_copy(update={"respondents": {**before.respondents, **people}, "evidence": evidence})
    against = tuple(
        (name, reply.respondent, answer.value)
        for reply in replies
        for name, answer in reply.answers.items()
        if name in before.agreed and answer.value is not None
        if answer.value not in {"unknown", before.agreed[name].value}
    )
    return replace(found, assessment=after, against=against)


def _reply(mark: str, person: Respondent, model: MaturityModel) -> Reply:
    """Return what a respondent of an assessment said, as a reply; its mark may be a longer one."""
    answers = {name: ReplyAnswer(value=given.value, note=given.note) for name, given in person.answers.items()}
    stated = Reply(model=model.id, model_version=model.version, respondent="r", role=person.role, side=person.side,
                   date=person.date, answers=answers)  # fmt: skip
    return stated.model_copy(update={"respondent": mark})


def collect(replies: Sequence[Reply], model: MaturityModel, date: dt.date, scope: Scope | None = None) -> Collected:
    """Put replies together.

    Parameters
    ----------
    replies
        That :func:`fitting` has nothing against; at least one.
    model
        What they answer.
    date
        Of the assessment.
    scope
        What it speaks of, if the replies say so.

    Returns
    -------
    Collected
        The same for the same replies; their order is the order of the respondents.
    """
    assessment = Assessment(
        model=model.id,
        model_version=model.version,
        date=date,
        scope=scope,
        respondents={reply.respondent: _respondent(reply) for reply in replies},
        evidence=dict(_evidence(replies, {})),
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


def _evidence(replies: Iterable[Reply], taken: Container[str]) -> Iterator[tuple[str, EvidenceItem]]:
    """Yield all evidence, numbered behind the mark of who gave it; numbers already taken are passed over."""
    for reply in replies:
        free = (name for number in count(1) if (name := f"{reply.respondent}-{number}") not in taken)
        yield from zip(free, reply.evidence, strict=False)


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
