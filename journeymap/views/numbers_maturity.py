"""The levels of digital maturity with the answers they come from."""

from collections.abc import Iterator

from journeymap.analysis import Judged
from journeymap.maturity.result import CriterionResult, MaturityResult, PracticeResult
from journeymap.model.assessment import Assessment
from journeymap.source import Span
from journeymap.text import Text, count, number, say, share
from journeymap.views.journey_map import Words
from journeymap.views.numbers_parts import Entry, Files, cited
from journeymap.views.report_parts import joined

MOST_PLACES = 5
"""Lines of one practice that are named: where each respondent's answers begin, and what the group agreed on."""


def maturity_numbers(judged: Judged, files: Files) -> tuple[Entry, ...]:
    """Return the way to the targets and every assessed practice with its answers by level."""
    result = judged.latest
    if result is None:
        return ()
    assessed = [item for item in result.practices.values() if item.attained is not None]
    return (*_way(result), *(_practice(judged, item, files) for item in assessed))


def _way(result: MaturityResult) -> Iterator[Entry]:
    aimed = [item for item in result.practices.values() if item.target is not None and item.attained is not None]
    if result.percent_to_target is None:
        return
    way = sum(item.practice.weight * ((item.target or 1) - 1) for item in aimed)
    missing = sum(item.practice.weight * (item.gap or 0) for item in aimed)
    value = share(result.percent_to_target)
    sentence = "1 − levels missing / levels from 1 to the targets = 1 − {missing} / {way}, over {n} practices"
    if len(aimed) == 1:
        sentence = "1 − levels missing / levels from 1 to the target = 1 − {missing} / {way}, over {n} practice"
    words = say(sentence, missing=number(missing, 0), way=number(way, 0), n=count(len(aimed)))
    rule = say("a level holds if every criterion at it and below is met; one of them may be partly met, none unknown; "
               "below, each level with its criteria met + partly met / all")  # fmt: skip
    yield Entry("maturity.way", say("Way to the targets"), value, (words, rule), (value,))


def _practice(judged: Judged, item: PracticeResult, files: Files) -> Entry:
    levels: list[Words] = []
    for level in sorted({criterion.criterion.level for criterion in item.criteria}):
        here = [criterion for criterion in item.criteria if criterion.criterion.level == level]
        levels.append(say("level {level}: {answers}", level=level, answers=_answers(here)))
    wanted = say(", target {target}", target=item.target) if item.target is not None else ""
    value = say("{attained}, evidenced {evidenced}{wanted}", attained=item.attained or 1, evidenced=item.evidenced or 1,
                wanted=wanted)  # fmt: skip
    name = say("{id} {title}", id=item.id, title=say(item.title))
    line = say("{levels}; {places}", levels=joined(levels, ", "), places=_places(judged, item, files))
    return Entry(f"maturity.{item.id}", name, value, (line,))


def _answers(criteria: list[CriterionResult]) -> Text:
    met, partly = (sum(item.value == value for item in criteria) for value in ("met", "partly"))
    if partly:
        return say("{met} + {partly}/{all}", met=met, partly=partly, all=len(criteria))
    return say("{met}/{all}", met=met, all=len(criteria))


def _places(judged: Judged, item: PracticeResult, files: Files) -> str:
    """Return the lines its answers begin on: those of each respondent, then what was agreed."""
    name = list(judged.maturity)[-1]
    record = judged.workspace.content.assessments[name]
    found = [files.line(span) for span in _spans(judged, name, record, item)]
    return cited(found[:MOST_PLACES])


def _spans(judged: Judged, name: str, record: Assessment, item: PracticeResult) -> Iterator[Span]:
    where = judged.workspace.where_key
    codes = [criterion.id for criterion in item.criteria]
    for key, respondent in record.respondents.items():
        first = next((code for code in codes if code in respondent.answers), None)
        if first is not None:
            yield where("assessments", name, "respondents", key, "answers", first)
    agreed = next((code for code in codes if code in record.agreed), None)
    if agreed is not None:
        yield where("assessments", name, "agreed", agreed)
