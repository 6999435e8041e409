"""The parts of a report on digital maturity: phases, gaps, quick actions, doubts, trend."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeymap.analysis import Judged
from journeymap.maturity.explain import ANSWERS
from journeymap.maturity.result import MaturityResult, PhaseResult, PracticeResult
from journeymap.maturity.trend import PracticeChange, compare
from journeymap.text import Text, count, date, number, say, share
from journeymap.views.journey_map import Words
from journeymap.views.maturity import maturity
from journeymap.views.report_parts import Chart, Fact, Missing, Row, Table, place, plural, rows_table


@dataclass(frozen=True)
class PhasePart:
    """One phase in a sentence, with the first thing that would lift it."""

    title: Text
    statement: Text
    next_step: Text | None


@dataclass(frozen=True)
class MaturityPart:
    """What the latest assessment says.

    Attributes
    ----------
    facts
        Who was asked, how, when, and how far answers are shown.
    caveat
        That the model has not been tried on an organisation.
    doubts
        Contradictions, expired evidence, provisional levels.
    """

    title: str
    statement: Text
    gap_statement: Text
    caveat: Text
    facts: tuple[Fact, ...]
    radar: Chart
    strip: Chart
    gaps: Chart
    phases: tuple[PhasePart, ...]
    quick_actions: tuple[tuple[Text, Text], ...]
    doubts: tuple[Text, ...]
    without_doubt: Text


@dataclass(frozen=True)
class TrendPart:
    """How the last two assessments compare."""

    caution: Text | None
    statement: Text
    table: Table


CAVEAT = say(
    "the model has not been piloted on an organisation: its levels are a reasoned convention, not a norm, "
    "and there is no overall number on purpose"
)
NO_ASSESSMENT = Missing(
    say("no assessment has been made, so nothing is said of digital maturity"),
    say("add answers to the criteria of the model; `journeymap init` writes a form"),
    "assessments:\n  first:\n    date: 2026-01-31\n    agreed: {STR-1.2a: met, STR-1.2b: not_met}",
)


def maturity_heading(result: MaturityResult | None) -> Text:
    """Return the finding of the section in a sentence."""
    if result is None:
        return say("digital maturity has not been assessed yet")
    aimed = [item for item in result.practices.values() if item.gap is not None]
    short = [item for item in aimed if item.gap]
    if not aimed:
        return maturity(result).statement
    if not short:
        return say("all {all} practices with a target have reached it", all=count(len(aimed)))
    levels = [item.attained for item in aimed if item.attained is not None]
    one = "{short} of {all} practices is below its target; levels run from {low} to {high} of {top}"
    many = "{short} of {all} practices are below their target; levels run from {low} to {high} of {top}"
    return say(one if len(short) == 1 else many, short=count(len(short)), all=count(len(aimed)), low=min(levels),
               high=max(levels), top=result.model.top)  # fmt: skip


def maturity_part(judged: Judged) -> MaturityPart | None:
    """Gather what the report says on the latest assessment."""
    result = judged.latest
    if result is None:
        return None
    name = list(judged.maturity)[-1]
    view = maturity(result)
    doubts = tuple(_doubts(judged, result))
    return MaturityPart(
        title=judged.workspace.content.assessments[name].title or name,
        statement=view.statement,
        gap_statement=view.gap_statement,
        caveat=CAVEAT,
        facts=tuple(_facts(result)),
        radar=Chart("radar", "radar", view, say("Maturity by phase"), view.statement,
                    rows_table(say("Lowest core practice of each phase"), view.phase_table)),
        strip=Chart("strip", "heat-strip", view, say("Maturity by practice"), view.statement, _practices(result)),
        gaps=Chart("gaps", "gap-bars", view, say("Gaps to the targets"), view.gap_statement, None),
        phases=tuple(_phase(phase) for phase in result.phases),
        quick_actions=tuple(_quick(result)),
        doubts=doubts,
        without_doubt=say("no answer is contradicted by the maps, and no evidence is past its day"),
    )  # fmt: skip


KINDS = {
    "A": "A, evidence-based",
    "B": "B, interviews and automatic checks",
    "C": "C, self-assessment",
}


def _facts(result: MaturityResult) -> Iterator[Fact]:
    yield Fact(
        say("Model"), say("{title}, version {version}", title=say(result.model.title), version=result.model.version)
    )
    yield Fact(say("Date"), result.date)
    if result.valid_until is not None:
        until = date(result.valid_until)
        yield Fact(
            say("Valid until"), say("{day}, which has passed", day=until) if result.outdated else result.valid_until
        )
    if result.kind is not None:
        yield Fact(say("Class"), say(KINDS[result.kind]))
    if result.unit is not None:
        yield Fact(say("Scope"), result.unit)
    yield Fact(say("People asked"), count(result.respondents.n))
    if result.respondents.agreement is not None:
        yield Fact(say("Agreement"), share(result.respondents.agreement))
    if result.percent_to_target is not None:
        yield Fact(say("Way to the targets"), share(result.percent_to_target))


HEAD = ("Practice", "Attained", "Evidenced", "Target", "Progress", "What holds the next level back")


def _practices(result: MaturityResult) -> Table:
    rows = tuple(_practice(item) for item in result.practices.values())
    return Table(say("Every practice with its levels"), tuple(say(word) for word in HEAD), rows)


def _phase(phase: PhaseResult) -> PhasePart:
    assessed = [item for item in phase.practices if item.attained is not None]
    left = sum(item.state == "not_assessed" for item in phase.practices)
    weakest = next((item for item in assessed if item.id in phase.weakest and item.holding_down), None)
    step = None
    if weakest is not None:
        step = say(
            "{code} first: {text}", code=weakest.holding_down[0].id, text=say(weakest.holding_down[0].criterion.text)
        )
    return PhasePart(say(phase.title), _phase_statement(phase, len(assessed), left), step)


def _phase_statement(phase: PhaseResult, assessed: int, left: int) -> Text:
    if not assessed:
        return say("not assessed")
    if phase.minimum_core is None:
        return say(
            "{n} practices assessed, none of them core; {left} not assessed", n=count(assessed), left=count(left)
        )
    short = sum(bool(item.gap) for item in phase.practices)
    return say("lowest core practice at level {level}; {short} of {all} assessed below target, {left} not assessed",
               level=phase.minimum_core, short=count(short), all=count(assessed), left=count(left))  # fmt: skip


def _practice(item: PracticeResult) -> Row:
    name = say("{id} {title}", id=item.id, title=say(item.title))
    levels: list[Words] = [count(n) if n is not None else "" for n in (item.attained, item.evidenced, item.target)]
    progress: Words = number(item.progress) if item.progress is not None else ""
    return (name, *levels, progress, _holding(item))


def _holding(item: PracticeResult) -> Words:
    if item.state == "not_applicable":
        return say("does not apply: {reason}", reason=item.reason or "")
    if item.state == "not_assessed":
        return say("not assessed")
    if item.state == "inherited":
        return say("taken over from {source}", source=item.inherited_from or item.reason or "")
    if not item.holding_down:
        return ""
    first, more = item.holding_down[0], len(item.holding_down) - 1
    words = say(
        "{code} {answer}: {text}", code=first.id, answer=say(ANSWERS[first.value]), text=say(first.criterion.text)
    )
    return say("{words} (and {more} more)", words=words, more=more) if more else words


def _quick(result: MaturityResult) -> Iterator[tuple[Text, Text]]:
    ranked = sorted(result.practices.values(), key=lambda item: (-(item.gap or 0), not item.core))
    for item in ranked:
        if item.gap and item.quick_action:
            yield say("{id} {title}", id=item.id, title=say(item.title)), say(item.quick_action)


def _doubts(judged: Judged, result: MaturityResult) -> Iterator[Text]:
    for conflict in result.conflicts:
        for outcome in conflict.outcomes:
            if conflict.reason is None:
                yield say("{code} is answered met, but {detail}; nobody has said why it stands",
                          code=conflict.criterion, detail=outcome.detail)  # fmt: skip
            else:
                yield say("{code} is answered met, but {detail}; it stands because: {reason}", code=conflict.criterion,
                          detail=outcome.detail, reason=conflict.reason)  # fmt: skip
    assessment = list(judged.maturity)[-1]
    for item in result.expired:
        where = place(judged.workspace.where_key("assessments", assessment, "evidence", item))
        yield say("the evidence '{name}' is past its day and no longer counts ({place})", name=item, place=where)
    for practice in result.practices.values():
        if practice.provisional:
            yield say(
                "{id} {title} is provisional: with the unknown answers it lies between {low} and {high}",
                id=practice.id,
                title=say(practice.title),
                low=practice.low or 1,
                high=practice.high or 1,
            )
    if result.model_changed:
        yield say("it was answered for another version of the model")
    if result.respondents.withheld is not None:
        yield result.respondents.withheld


def trend_heading(judged: Judged) -> Text:
    """Return what moved since the assessment before, in a sentence."""
    found = list(judged.maturity.values())
    if len(found) < 2:
        return say("there is nothing to compare with yet: this is the first assessment") if found else say(
            "there is nothing to compare with yet: no assessment has been made")  # fmt: skip
    changes = compare(found[-2], found[-1]).practices
    up, down = sum(_move(item) > 0 for item in changes), sum(_move(item) < 0 for item in changes)
    if not up and not down:
        return say("no practice has changed its level since the last assessment")
    rose = plural(up, "{n} practice rose", "{n} practices rose")
    return say("{rose} and {down} fell since the last assessment", rose=rose, down=count(down))


def trend_part(judged: Judged) -> TrendPart | None:
    """Gather what moved between the last two assessments; `None` if there is only one."""
    found = list(judged.maturity.values())
    if len(found) < 2:
        return None
    trend = compare(found[-2], found[-1])
    head = tuple(
        say(word) for word in ("Practice", "Before", "Now", "Way to the target", "Answers better", "Answers worse")
    )
    rows = tuple(_change(found[-1], item) for item in trend.practices if item.attained != (None, None))
    days = say("{before} against {now}", before=date(found[-2].date), now=date(found[-1].date))
    return TrendPart(trend.caution, days, Table(say("Practices, before and now"), head, rows))


def _move(item: PracticeChange) -> int:
    before, now = item.attained
    return 0 if before is None or now is None else now - before


def _change(result: MaturityResult, item: PracticeChange) -> Row:
    title = say("{id} {title}", id=item.practice, title=say(result.practices[item.practice].title))
    levels: list[Words] = [count(level) if level is not None else "" for level in item.attained]
    way: Words = share(item.progress_to_date) if item.progress_to_date is not None else ""
    return (title, *levels, way, count(len(item.better)), count(len(item.worse)))
