"""The parts of a report on digital maturity: phases, gaps, quick actions, doubts, trend."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeymap.analysis import Judged
from journeymap.maturity.explain import ANSWERS
from journeymap.maturity.gaps import gaps
from journeymap.maturity.result import MaturityResult, PhaseResult, PracticeResult
from journeymap.maturity.tailor import tailoring_notes
from journeymap.maturity.trend import PracticeChange, compare, level_promises
from journeymap.text import Text, count, date, number, say, share
from journeymap.views.journey_map import Words
from journeymap.views.maturity import maturity
from journeymap.views.maturity_notes import (
    KEPT,
    contradiction_lines,
    doubt_lines,
    gap_head,
    gap_rows,
)
from journeymap.views.practice_network import practice_network
from journeymap.views.report_parts import Chart, Fact, Missing, Row, Table, place, plural, rows_table
from journeymap.views.trend import trend_lines


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
    missing
        Practices below their target with their open criteria; `None` if there are none.
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
    network: Chart
    missing: Table | None
    phases: tuple[PhasePart, ...]
    quick_actions: tuple[tuple[Text, Text], ...]
    doubts: tuple[Text, ...]
    without_doubt: Text


@dataclass(frozen=True)
class TrendPart:
    """How the last two assessments compare.

    Attributes
    ----------
    lines
        The levels of all assessments of the same scope, by quarter.
    promises
        Targets of the earlier one whose day has come, with what was found; `None` if there are none.
    """

    lines: Chart | None
    caution: Text | None
    statement: Text
    table: Table
    promises: Table | None


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
    levels = [item.attained for item in result.practices.values() if item.attained is not None]
    one = (
        "{short} of {all} practices with a target is below it; the {n} assessed practices are at levels "
        "{low} to {high} of {top}"
    )
    many = (
        "{short} of {all} practices with a target are below it; the {n} assessed practices are at levels "
        "{low} to {high} of {top}"
    )
    return say(one if len(short) == 1 else many, short=count(len(short)), all=count(len(aimed)), n=count(len(levels)),
               low=min(levels), high=max(levels), top=result.model.top)  # fmt: skip


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
        network=_network(result),
        missing=_missing(result),
        phases=tuple(_phase(phase) for phase in result.phases),
        quick_actions=tuple(_quick(result)),
        doubts=doubts,
        without_doubt=say("no answer is contradicted by the maps, and no evidence is past its day"),
    )  # fmt: skip


def _network(result: MaturityResult) -> Chart:
    view = practice_network(result)
    table = rows_table(say("What each practice stands on"), view.table)
    return Chart("network", "practice-network", view, say("Which practice stands on which"), view.statement, table)


def _missing(result: MaturityResult) -> Table | None:
    rows = tuple(gap_rows(result))
    return (
        Table(say("What is missing to the targets: open criteria by what they mostly lack"), gap_head(), rows)
        if rows
        else None
    )


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
    for gap in gaps(result):
        item = gap.practice
        if item.quick_action:
            yield say("{id} {title}", id=item.id, title=say(item.title)), say(item.quick_action)


def _doubts(judged: Judged, result: MaturityResult) -> Iterator[Text]:
    yield from contradiction_lines(result)
    assessment = list(judged.maturity)[-1]
    for item in result.expired:
        where = place(judged.workspace.where_key("assessments", assessment, "evidence", item))
        yield say("the evidence '{name}' is past its day and no longer counts ({place})", name=item, place=where)
    yield from doubt_lines(result)
    yield from tailoring_notes(result.model, judged.workspace.content.models.get(result.model.id))
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
    rows = tuple(_change(found[-1], item) for item in trend.practices if _moved(item))
    days = say("{before} against {now}", before=date(found[-2].date), now=date(found[-1].date))
    table = Table(say("Practices that moved, before and now"), head, rows)
    return TrendPart(trend_chart(judged.maturity), trend.caution, days, table, _promises(found[-2], found[-1]))


def trend_chart(results: Mapping[str, MaturityResult]) -> Chart | None:
    """Return the levels by quarter as a chart; `None` if there is only one reading of the last scope."""
    if not results:
        return None
    view = trend_lines(results)
    if len(view.quarters) < 2:
        return None
    table = rows_table(say("Levels by quarter"), view.table)
    return Chart("trend-lines", "trend-lines", view, say("Levels by quarter"), view.statement, table)


def _promises(old: MaturityResult, new: MaturityResult) -> Table | None:
    head = tuple(say(word) for word in ("Practice", "Promised", "For", "Now", "Outcome"))
    rows: list[Row] = []
    for promise in level_promises(old, new):
        title = say("{id} {title}", id=promise.practice, title=say(new.model.practices[promise.practice].title))
        now: Words = count(promise.now) if promise.now is not None else ""
        rows.append((title, count(promise.level), promise.by, now, KEPT[promise.outcome]))
    return Table(say("What was promised, and what happened"), head, tuple(rows)) if rows else None


def _moved(item: PracticeChange) -> bool:
    return item.attained[0] != item.attained[1] or any(change.move for change in item.criteria)


def _move(item: PracticeChange) -> int:
    before, now = item.attained
    return 0 if before is None or now is None else now - before


def _change(result: MaturityResult, item: PracticeChange) -> Row:
    title = say("{id} {title}", id=item.practice, title=say(result.practices[item.practice].title))
    levels: list[Words] = [count(level) if level is not None else "" for level in item.attained]
    way: Words = share(item.progress_to_date) if item.progress_to_date is not None else ""
    return (title, *levels, way, count(len(item.better)), count(len(item.worse)))
