"""Why a practice has its level and a criterion its answer, in sentences."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from journeymap.errors import UnknownName
from journeymap.maturity.answers import Basis, RoleAnswers
from journeymap.maturity.model import Aspect
from journeymap.maturity.result import CriterionResult, MaturityResult, PracticeResult
from journeymap.model.assessment import Answer, Strength
from journeymap.text import Text, count, date, number, say, share

ANSWERS: Mapping[Answer, str] = {"met": "met", "partly": "partly met", "not_met": "not met", "unknown": "unknown"}
ASPECTS: Mapping[Aspect, str] = {
    "technology": "technology",
    "process": "process",
    "data": "data",
    "people": "people",
}
STRENGTHS: Mapping[Strength, str] = {
    "A": "it was measured (A)",
    "B": "it was observed (B)",
    "C": "it is documented (C)",
    "D": "it was only said (D)",
}
EARLY = "the evidence '{name}' does not count yet: it was recorded after the day of reading"
BASES: Mapping[Basis, str] = {
    "agreed": "the group agreed on this answer",
    "unanimous": "all who could tell say so",
    "cautious": "those asked differ and nobody has settled it, so the most cautious answer counts",
    "unanswered": "nobody could tell or was asked",
}


def explain_practice(result: MaturityResult, code: str) -> tuple[Text, ...]:
    """Say what holds a practice down, what would lift it and what it rests on.

    Parameters
    ----------
    result
        The assessment.
    code
        Id of a practice of its model.

    Returns
    -------
    tuple of Text
        The level first, then what keeps the next one from holding, single
        answers that would lift it, evidence, target, foundations and conflicts.

    Raises
    ------
    UnknownName
        If the model has no such practice.
    """
    practice = result.practices.get(code)
    if practice is None:
        raise UnknownName(
            str(say("'{code}' is not a practice of the model '{model}'", code=code, model=result.model.id))
        )
    if practice.state != "assessed":
        return (_state(practice),)
    parts = (_level, _coverage, _holding, _lifting, _evidence, _unknown, _target, _foundations, _conflicts, _voices)
    return tuple(sentence for part in parts for sentence in part(result, practice))


def explain_criterion(result: MaturityResult, code: str) -> tuple[Text, ...]:
    """Say what a criterion's answer is, who gave it and what it rests on.

    Parameters
    ----------
    result
        The assessment.
    code
        Id of a criterion of its model.

    Returns
    -------
    tuple of Text
        The answer first, then how it was settled, what those asked said, evidence and probes.

    Raises
    ------
    UnknownName
        If the model has no such criterion.
    """
    item = result.criteria.get(code)
    if item is None:
        raise UnknownName(
            str(say("'{code}' is not a criterion of the model '{model}'", code=code, model=result.model.id))
        )
    parts = (_answer, _settled, _heard, _shown)
    return tuple(sentence for part in parts for sentence in part(result, item))


def _state(practice: PracticeResult) -> Text:
    title, reason = say(practice.title), practice.reason or ""
    if practice.state == "not_applicable":
        return say("'{title}' does not apply here: {reason}", title=title, reason=reason)
    if practice.state == "inherited":
        source = practice.inherited_from or reason
        return say("'{title}' is taken over from elsewhere, where its level stands: {source}", title=title,
                   source=source)  # fmt: skip
    return say("'{title}' was not assessed", title=title)


def _level(result: MaturityResult, practice: PracticeResult) -> Iterator[Text]:
    level = practice.attained or 1
    yield say(
        "'{title}' is at level {level} of {top}: {meaning}",
        title=say(practice.title),
        level=level,
        top=result.model.top,
        meaning=say(practice.practice.levels[level]),
    )


def _holding(_: MaturityResult, practice: PracticeResult) -> Iterator[Text]:
    following = (practice.attained or 1) + 1
    for item in practice.holding_down:
        yield say(
            "level {level} does not hold because {code} is {answer}: {text}",
            level=following,
            code=item.id,
            answer=say(ANSWERS[item.value]),
            text=say(item.criterion.text),
        )


def _lifting(_: MaturityResult, practice: PracticeResult) -> Iterator[Text]:
    if not practice.ways_up:
        return
    ways = [[item.id for item in way] for way in practice.ways_up]
    always = [code for code in ways[0] if all(code in way for way in ways)]
    choice = [item.id for item in practice.holding_down if item.id not in always]
    level = (practice.attained or 1) + 1
    if len(ways[0]) == 1:
        yield _alone(practice, level)
    elif not choice:
        yield say("level {level} needs {n} answers: {codes}", level=level, n=len(always), codes=", ".join(always))
        if practice.one_partly:
            yield say("for one of them partly met is enough")
    elif always:
        yield say("level {level} needs {n} answers: {codes}, and all but one of {choice}", level=level,
                  n=len(ways[0]), codes=", ".join(always), choice=", ".join(choice))  # fmt: skip
    else:
        yield say("level {level} needs {n} answers: all but one of {choice}", level=level, n=len(ways[0]),
                  choice=", ".join(choice))  # fmt: skip


def _alone(practice: PracticeResult, level: int) -> Text:
    codes = sorted(way[0].id for way in practice.ways_up)
    if len(codes) > 1:
        return say("level {level} needs one answer: either of {codes}, once met", level=level, codes=", ".join(codes))
    if practice.one_partly:
        return say("level {level} needs one answer: {code}, once it is partly met", level=level, code=codes[0])
    return say("level {level} needs one answer: {code}, once met", level=level, code=codes[0])


def _evidence(_: MaturityResult, practice: PracticeResult) -> Iterator[Text]:
    if practice.evidenced is not None and practice.evidenced != practice.attained:
        yield say("what was measured or observed gives level {level} alone", level=practice.evidenced)
    elif practice.attained != 1:
        yield say("what was measured or observed gives the same level")
    late = dict.fromkeys(name for item in practice.criteria for name in item.answer.expired)
    for name in late:
        yield say("the evidence '{name}' no longer counts: it is past its day", name=name)
    for name in dict.fromkeys(name for item in practice.criteria for name in item.answer.early):
        yield say(EARLY, name=name)
    for item in practice.criteria:
        if item.suggested is not None:
            yield say("{code} is {answer}, while the maps say: {suggested}", code=item.id,
                      answer=say(ANSWERS[item.value]), suggested=say(ANSWERS[item.suggested]))  # fmt: skip


def _unknown(_: MaturityResult, practice: PracticeResult) -> Iterator[Text]:
    part, low, high = share(1 - practice.coverage_of_answers), practice.low or 1, practice.high or 1
    if part.value > 0 and low == high:
        yield say("{part} of the criteria have no answer, which makes no difference to the level", part=part)
    elif part.value > 0:
        template = "{part} of the criteria have no answer, so the level lies between {low} and {high}"
        yield say(template, part=part, low=low, high=high)
    if practice.provisional:
        yield say("with so many open answers the level is provisional")


def _target(_: MaturityResult, practice: PracticeResult) -> Iterator[Text]:
    if practice.target is None:
        return
    if practice.gap:
        yield say("the target is level {target}, {gap} above", target=practice.target, gap=practice.gap)
        yield say("on the way there, {n} criteria are open: {aspects}", n=len(practice.to_target),
                  aspects=aspect_words(practice.to_target))  # fmt: skip
    else:
        yield say("the target, level {target}, is reached", target=practice.target)


def _foundations(result: MaturityResult, practice: PracticeResult) -> Iterator[Text]:
    for item in practice.foundations_unmet:
        title = say(result.model.practices[item.practice].title)
        if item.has is None:
            yield say(
                "it stands on '{title}' at level {needed}, which was not assessed", title=title, needed=item.needed
            )
        else:
            template = "it stands on '{title}' at level {needed}, which is at {has}"
            yield say(template, title=title, needed=item.needed, has=item.has)


def _conflicts(_: MaturityResult, practice: PracticeResult) -> Iterator[Text]:
    for item in practice.contradictions:
        for outcome in item.outcomes:
            yield say("{code} is answered met, but {detail}", code=item.criterion, detail=outcome.detail)
        if item.reason is not None:
            yield say("{code} stands nevertheless: {reason}", code=item.criterion, reason=item.reason)


def aspect_words(criteria: Sequence[CriterionResult]) -> str | Text:
    """Return how many criteria lack technology, process, data or people, most first."""
    counts = Counter(item.criterion.aspect for item in criteria)
    found: Text | None = None
    for aspect, n in counts.most_common():
        part = say("{n} {aspect}", n=n, aspect=say(ASPECTS[aspect]) if aspect else say("not classified"))
        found = part if found is None else say("{these}, {next}", these=found, next=part)
    return found or ""


def _coverage(_: MaturityResult, practice: PracticeResult) -> Iterator[Text]:
    coverage = practice.coverage
    if coverage is None:
        return
    names, of = ", ".join(coverage.journeys), len(coverage.of)
    if coverage.share is None:
        yield say("it holds for {names}, {n} of {of} journeys", names=names, n=len(coverage.journeys), of=of)
    else:
        yield say("it holds for {names}, {n} of {of} journeys with {share} of their customers", names=names,
                  n=len(coverage.journeys), of=of, share=share(coverage.share))  # fmt: skip


def _voices(result: MaturityResult, practice: PracticeResult) -> Iterator[Text]:
    if practice.agreement is not None:
        yield _agreed(result, practice.agreement, practice.spread or 0)
    for group in practice.groups if len(practice.groups) > 1 else ():
        yield say("{roles} ({n} people) see it at level {level}", roles=", ".join(group.roles), n=group.n,
                  level=group.attained)  # fmt: skip
    if practice.side_difference is not None:
        yield _sides(practice.side_difference)
    if result.respondents.withheld is not None and practice.agreement is not None:
        yield result.respondents.withheld


def _agreed(result: MaturityResult, agreement: float, spread: float) -> Text:
    if not spread:
        return say("those asked agree to {share} where they could tell", share=share(agreement))
    return say("those asked agree to {share} where they could tell; between the two furthest apart, progress "
               "(from 1 to {top}) differs by {spread}", share=share(agreement), top=result.model.top,
               spread=number(spread))  # fmt: skip


def _sides(difference: float) -> Text:
    """Say how executives and the front line differ, in progress."""
    if difference == 0:
        return say("executives and the front line see it alike")
    words = (
        "by progress, executives see it {difference} above what the front line sees"
        if difference > 0
        else "by progress, executives see it {difference} below what the front line sees"
    )
    return say(words, difference=number(abs(difference)))


def _answer(result: MaturityResult, item: CriterionResult) -> Iterator[Text]:
    practice = result.practices[result.model.practice_of[item.id]]
    yield say("{code} is {answer}: {text}", code=item.id, answer=say(ANSWERS[item.value]),
              text=say(item.criterion.text))  # fmt: skip
    yield say("it belongs to level {level} of '{title}' ({id})", level=item.criterion.level,
              title=say(practice.title), id=practice.id)  # fmt: skip


def _settled(_: MaturityResult, item: CriterionResult) -> Iterator[Text]:
    answer = item.answer
    yield say(BASES[answer.basis])
    if answer.decided_by is not None:
        yield say("decided by: {who}", who=answer.decided_by)
    if answer.decided_on is not None:
        yield say("decided on {day}", day=date(answer.decided_on))
    if answer.reason is not None:
        yield say("because: {reason}", reason=answer.reason)
    elif answer.unexplained:
        yield say("it differs from what those asked said, and nobody has said why")


def _heard(result: MaturityResult, item: CriterionResult) -> Iterator[Text]:
    by_role = {entry.role: entry for entry in item.answer.by_role}
    if not by_role:
        return
    yield _counted(say("all who were asked"), by_role.values())
    least = result.model.params.min_respondents
    for roles, _ in result.respondents.groups:
        asked = [by_role[role] for role in roles if role in by_role]
        if len(result.respondents.groups) > 1 and sum(entry.n for entry in asked) >= least:
            yield _counted(", ".join(roles), asked)
    if item.answer.agreement is not None:
        yield say("they agree to {share}", share=share(item.answer.agreement))


def _counted(whom: str | Text, entries: Iterable[RoleAnswers]) -> Text:
    several = tuple(entries)
    total = {name: sum(getattr(entry, name) for entry in several) for name in ANSWERS}
    return say("{whom}: {met} met, {partly} partly met, {not_met} not met, {unknown} unknown", whom=whom,
               **{name: count(n) for name, n in total.items()})  # fmt: skip


def _shown(_: MaturityResult, item: CriterionResult) -> Iterator[Text]:
    if item.strength is not None:
        yield say(STRENGTHS[item.strength])
    for name in item.answer.expired:
        yield say("the evidence '{name}' no longer counts: it is past its day", name=name)
    for name in item.answer.early:
        yield say(EARLY, name=name)
    for outcome in item.answer.verdict.outcomes:
        yield say("{probe}: {detail}", probe=outcome.code, detail=outcome.detail)
    if item.criterion.evidence and item.value != "met":
        shown = [say(text) for text in item.criterion.evidence]
        yield say("what usually shows it: {evidence}", evidence=_joined(shown))


def _joined(parts: Sequence[Text]) -> Text:
    found = parts[0]
    for part in parts[1:]:
        found = say("{these}, {next}", these=found, next=part)
    return found
