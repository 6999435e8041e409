"""The parts of a report on digital maturity: phases, gaps, quick actions, doubts, trend."""

from collections.abc import Iterator, Mapping, Sequence

from journeymap.analysis import Judged
from journeymap.maturity.gaps import gaps
from journeymap.maturity.result import MaturityResult
from journeymap.maturity.tailor import tailoring_notes
from journeymap.maturity.trend import PracticeChange, compare, level_promises
from journeymap.records import dataclass
from journeymap.text import Text, count, date, say, share
from journeymap.views.journey_map import Words
from journeymap.views.maturity import maturity
from journeymap.views.maturity_notes import (
    KEPT,
    contradiction_lines,
    doubt_lines,
)
from journeymap.views.numbers_parts import Files
from journeymap.views.report_parts import Chart, Fact, Missing, Row, Table, listed, plural, rows_table
from journeymap.views.report_practices import Levels, PracticeTable, drawn_top, levels_of, practice_table
from journeymap.views.trend import trend_lines


@dataclass(frozen=True)
class MaturityPart:
    """What the latest assessment says.

    Attributes
    ----------
    statement
        The weakest core practice, and how far the way to the targets is done.
    facts
        Who was asked, how, when, and how far answers are shown.
    caveat
        That the model has not been tried on an organisation.
    practices
        Every practice with its levels, what it lacks and what to do first.
    doubts
        Contradictions, expired evidence, provisional levels.
    """

    title: str
    statement: tuple[Text, ...]
    caveat: Text
    facts: tuple[Fact, ...]
    radar: Chart
    practices: PracticeTable
    doubts: tuple[Text, ...]
    without_doubt: Text


@dataclass(frozen=True)
class Move:
    """A practice whose level moved.

    Attributes
    ----------
    by
        Levels it rose; negative if it fell.
    cells
        Way to the target; how many answers are better, and worse.
    """

    name: Words
    levels: Levels
    by: int
    cells: tuple[Words, ...]


@dataclass(frozen=True)
class TrendPart:
    """How the last two assessments compare.

    Attributes
    ----------
    lines
        The levels of all assessments of the same scope by quarter; `None` if two are all there are.
    top
        The highest level; `None` if there are too many to draw.
    head, moves
        The practices that moved, before and now.
    answers
        The practices in which only answers did.
    promises
        Targets of the earlier one whose day has come, with what was found; `None` if there are none.
    """

    lines: Chart | None
    caution: Text | None
    statement: Text
    top: int | None
    head: tuple[Text, ...]
    moves: tuple[Move, ...]
    answers: Text | None
    promises: Table | None


LINES = 3
"""Readings from which lines tell more than a level before and a level now."""

PRACTICES = "practices"
"""Id of the table of practices in the report."""

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
    if len(levels) == 1:
        return say("the only practice that is assessed is at level {level} of {top}, and is to come to {target}",
                   level=levels[0], top=result.model.top, target=short[0].target or 0)  # fmt: skip
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
        statement=(view.statement, *_way(result)),
        caveat=CAVEAT,
        facts=tuple(_facts(result)),
        radar=Chart("radar", "radar", view, say("Maturity by phase"), say("Lowest core practice of each phase"),
                    numbers=PRACTICES),
        practices=practice_table(result),
        doubts=doubts,
        without_doubt=say("no answer is contradicted by the maps, and no evidence is past its day"),
    )  # fmt: skip


def _way(result: MaturityResult) -> Iterator[Text]:
    """Yield where most is missing and how far the way is done; the heading says how many are below their target."""
    short = gaps(result)
    if short:
        worst = max(short, key=lambda gap: gap.levels)
        item = worst.practice
        one = "most is missing at '{title}' ({id}), {gap} level below its target"
        yield say(one if worst.levels == 1 else "most is missing at '{title}' ({id}), {gap} levels below its target",
                  title=say(item.title), id=item.id, gap=worst.levels)  # fmt: skip
    if result.percent_to_target is not None:
        yield say("{part} of the way to the targets is done", part=share(result.percent_to_target))


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


def _doubts(judged: Judged, result: MaturityResult) -> Iterator[Text]:
    yield from contradiction_lines(result)
    assessment = list(judged.maturity)[-1]
    files = Files()
    for item in result.expired:
        where = files.line(judged.workspace.where_key("assessments", assessment, "evidence", item))
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
    old, new = found[-2], found[-1]
    trend = compare(old, new)
    head = tuple(say(word) for word in ("Practice", "Before → now", "Way to the target, by the answers", "Answers"))
    moves = tuple(_change(new, item) for item in trend.practices if item.attained[0] != item.attained[1])
    days = say("{before} against {now}", before=date(old.date), now=date(new.date))
    chart = trend_chart(judged.maturity)
    several = chart is not None and len(trend_lines(judged.maturity).quarters) >= LINES
    return TrendPart(
        chart if several else None,
        trend.caution,
        days,
        drawn_top(new),
        head,
        moves,
        _answers(trend.practices),
        _promises(old, new),
    )


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


def _answers(practices: Sequence[PracticeChange]) -> Text | None:
    """Name the practices in which answers moved but not the level; `None` if there are none."""
    codes = [item.practice for item in practices
             if item.attained[0] == item.attained[1] and any(change.move for change in item.criteria)]  # fmt: skip
    if not codes:
        return None
    one = "answers moved, but not the level, in {n} practice"
    return say("{words}: {codes}", codes=listed(codes),
               words=plural(len(codes), one, "answers moved, but not the level, in {n} practices"))  # fmt: skip


def _move(item: PracticeChange) -> int:
    before, now = item.attained
    return 0 if before is None or now is None else now - before


def _change(result: MaturityResult, item: PracticeChange) -> Move:
    practice = result.practices[item.practice]
    before, now = ("–" if level is None else count(level) for level in item.attained)
    way: Words = share(item.progress_to_date) if item.progress_to_date is not None else ""
    return Move(
        say("{id} {title}", id=item.practice, title=say(practice.title)),
        levels_of(practice, say("{before} → {now}", before=before, now=now)),
        _move(item),
        (way, say("{better} better, {worse} worse", better=len(item.better), worse=len(item.worse))),
    )
