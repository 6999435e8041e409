"""Why a practice has its level, in sentences."""

from collections.abc import Iterator, Mapping

from journeymap.errors import UnknownName
from journeymap.maturity.result import MaturityResult, PracticeResult
from journeymap.model.assessment import Answer
from journeymap.text import Text, say, share

ANSWERS: Mapping[Answer, str] = {"met": "met", "partly": "partly met", "not_met": "not met", "unknown": "unknown"}


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
    parts = (_level, _holding, _lifting, _evidence, _unknown, _target, _foundations, _conflicts)
    return tuple(sentence for part in parts for sentence in part(result, practice))


def _state(practice: PracticeResult) -> Text:
    title, reason = say(practice.title), practice.reason or ""
    if practice.state == "not_applicable":
        return say("'{title}' does not apply here: {reason}", title=title, reason=reason)
    if practice.state == "inherited":
        source = practice.inherited_from or reason
        return say("'{title}' is taken over from elsewhere: {source}", title=title, source=source)
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
    single = [item for item in practice.criteria if item.lifts]
    for item in single:
        yield say("{code} alone, once met, raises the level", code=item.id)
    if practice.holding_down and not single:
        n = len(practice.holding_down)
        yield say("no single answer raises the level: {n} criteria stand in the way", n=n)


def _evidence(_: MaturityResult, practice: PracticeResult) -> Iterator[Text]:
    if practice.evidenced is not None and practice.evidenced != practice.attained:
        yield say("what was measured or observed gives level {level} alone", level=practice.evidenced)
    elif practice.attained != 1:
        yield say("what was measured or observed gives the same level")
    late = dict.fromkeys(name for item in practice.criteria for name in item.answer.expired)
    for name in late:
        yield say("the evidence '{name}' no longer counts: it is past its day", name=name)
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
