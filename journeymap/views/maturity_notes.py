"""What a reader of an assessment must know beside the levels: gaps, doubts, movement, promises."""

from collections.abc import Iterator, Sequence

from journeymap.maturity.explain import EARLY, aspect_words
from journeymap.maturity.gaps import gaps
from journeymap.maturity.result import CriterionResult, MaturityResult, PhaseResult
from journeymap.maturity.trend import LevelPromise, compare, level_promises
from journeymap.records import dataclass
from journeymap.text import Text, count, date, number, say, share

NAMED = 6
"""How many codes a sentence names before it only counts the rest."""

KEPT = {"kept": say("kept"), "missed": say("missed"), "open": say("open"), "unknown": say("not assessed again")}


@dataclass(frozen=True)
class Notes:
    """Some sentences under a heading."""

    heading: Text
    lines: tuple[Text, ...]


def assessment_notes(
    result: MaturityResult, before: MaturityResult | None = None, changed: Sequence[Text] = ()
) -> tuple[Notes, ...]:
    """Return everything that has to be said of an assessment; headings without a sentence are left out.

    Parameters
    ----------
    result
        The assessment.
    before
        The one it is compared with.
    changed
        What the workspace changed in the model.
    """
    told = [
        Notes(say("Missing to the targets"), tuple(gap_lines(result))),
        Notes(say("Contradicted by the maps"), tuple(contradiction_lines(result))),
        Notes(say("In doubt"), tuple(doubt_lines(result))),
        Notes(say("Evidence that no longer counts"), tuple(expired_lines(result))),
        Notes(say("Changed in the model by this workspace"), tuple(changed)),
    ]
    if before is not None:
        heading = say("Since the assessment of {day}", day=date(before.date))
        told.append(Notes(heading, tuple(movement_lines(before, result))))
    return tuple(notes for notes in told if notes.lines)


def phase_line(phase: PhaseResult) -> Text:
    """Return a phase in a line: its title, its lowest core practice and its median."""
    if phase.median is None:
        return say("{title}: not assessed", title=say(phase.title))
    median = number(phase.median)
    if phase.minimum_core is None:
        return say("{title}: median {median}, no core practice assessed", title=say(phase.title), median=median)
    return say("{title}: lowest core practice {level} ({codes}), median {median}", title=say(phase.title),
               level=phase.minimum_core, codes=", ".join(phase.weakest), median=median)  # fmt: skip


def gap_lines(result: MaturityResult) -> Iterator[Text]:
    """Yield each practice below its target with what it lacks, the one that counts most first."""
    if result.percent_to_target is not None:
        yield say("{part} of the way to the targets is done", part=share(result.percent_to_target))
    for gap in gaps(result):
        yield say("{id} {title}: {gap} to level {target}; open criteria: {aspects}", id=gap.practice.id,
                  title=say(gap.practice.title), gap=gap.levels, target=gap.practice.target or 1,
                  aspects=aspect_words(gap.missing))  # fmt: skip
    if result.targets_left_out:
        codes = ", ".join(result.targets_left_out)
        yield say("with a target and not assessed: {codes}", codes=codes)


def contradiction_lines(result: MaturityResult) -> Iterator[Text]:
    """Yield each answer that a probe speaks against, with the reason it stands, if somebody gave one."""
    for conflict in result.conflicts:
        for outcome in conflict.outcomes:
            if conflict.reason is None:
                yield say("{code} is answered met, but {detail}; nobody has said why it stands",
                          code=conflict.criterion, detail=outcome.detail)  # fmt: skip
            else:
                yield say("{code} is answered met, but {detail}; it stands because: {reason}", code=conflict.criterion,
                          detail=outcome.detail, reason=conflict.reason)  # fmt: skip


def doubt_lines(result: MaturityResult) -> Iterator[Text]:
    """Yield what makes levels uncertain: open differences, unexplained agreements, foundations, unknowns."""
    if result.unsettled:
        yield say("those asked differ on {n} criteria and nobody has settled it, so the most cautious answer counts: "
                  "{codes}", n=count(len(result.unsettled)), codes=_named(result.unsettled))  # fmt: skip
    if result.unexplained:
        yield say("{n} agreed answers differ from what those asked said, without a reason: {codes}",
                  n=count(len(result.unexplained)), codes=_named(result.unexplained))  # fmt: skip
    yield from (say(EARLY, name=name) for name in result.early)
    for practice in result.practices.values():
        if practice.without_foundation:
            short = ", ".join(item.practice for item in practice.foundations_unmet if item.has is not None)
            yield say("{id} {title} claims level {level} without its foundation: {short}", id=practice.id,
                      title=say(practice.title), level=practice.attained or 1, short=short)  # fmt: skip
        if practice.provisional:
            low, high = practice.low or 1, practice.high or 1
            words = "{id} {title} is provisional: with the unknown answers it lies between {low} and {high}"
            if low == high:
                words = "{id} {title} is provisional: not all is answered, but whatever the answers its level is {low}"
            yield say(words, id=practice.id, title=say(practice.title), low=low, high=high)
    yield from version_lines(result)


def version_lines(result: MaturityResult) -> Iterator[Text]:
    """Yield what became of an assessment that was made for another version of the model."""
    if result.model_changed:
        yield say("it was answered for another version of the model")
    if result.moved is not None:
        yield say("it was answered for version {version} of the model and carried over", version=result.moved.version)
        for old, new in result.moved.renamed:
            yield say("{old} is called {new} now", old=old, new=new)
        for old in result.moved.gone:
            yield say("{old} has no place in the model any more; its answers are kept and do not count", old=old)


def expired_lines(result: MaturityResult) -> Iterator[Text]:
    """Yield each item of evidence past its day, with the criteria it spoke of."""
    for name in result.expired:
        codes = [item for item in result.criteria.values() if name in item.answer.expired]
        yield say("'{name}', for {codes}", name=name, codes=_named(codes))


def movement_lines(before: MaturityResult, result: MaturityResult) -> Iterator[Text]:
    """Yield what rose and fell between two assessments, and what became of the targets due in between."""
    trend = compare(before, result)
    if trend.caution is not None:
        yield trend.caution
    for change in trend.practices:
        was, now = change.attained
        if was is not None and now is not None and was != now:
            yield say("{id} {title}: level {was} before, {now} now", id=change.practice,
                      title=say(result.practices[change.practice].title), was=was, now=now)  # fmt: skip
    better = sum(len(change.better) for change in trend.practices)
    worse = [code for change in trend.practices for code in change.worse]
    yield say("answers that rose: {better}; that fell: {worse}", better=count(better), worse=count(len(worse)))
    if worse:
        yield say("fell: {codes}", codes=_named([result.criteria[code] for code in worse]))
    for promise in level_promises(before, result):
        yield promise_line(result, promise)


def promise_line(result: MaturityResult, promise: LevelPromise) -> Text:
    """Return a target whose day has come, with what was found."""
    title = say(result.model.practices[promise.practice].title)
    return say("{id} {title}: level {level} was promised for {day}: {kept}", id=promise.practice, title=title,
               level=promise.level, day=date(promise.by), kept=KEPT[promise.outcome])  # fmt: skip


def _named(criteria: Sequence[CriterionResult]) -> str | Text:
    codes = [item.id for item in criteria]
    first = ", ".join(codes[:NAMED])
    more = len(codes) - NAMED
    return say("{codes} and {more} more", codes=first, more=count(more)) if more > 0 else first
