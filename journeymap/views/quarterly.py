"""The quarterly report of the cross-functional team: what changed, what was promised, what happened, what is next."""

import datetime as dt
from collections.abc import Iterator, Mapping

from journeymap.analysis import Analysis
from journeymap.maturity.result import MaturityResult
from journeymap.maturity.trend import (
    Kept,
    LevelPromise,
    WorkPromise,
    compare,
    level_promises,
    quarter_of,
    work_promises,
)
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.text import Text, count, date, quarter_words, say, share
from journeymap.views.journey_map import Words
from journeymap.views.maturity_notes import KEPT, contradiction_lines, expired_lines
from journeymap.views.report_maturity import trend_chart
from journeymap.views.report_parts import Cell, Chart, Fact, Link, Row, Table
from journeymap.views.report_target import MEASURE_TITLES, UP, measure, measure_figure
from journeymap.views.trend import comparable


@dataclass(frozen=True)
class Period:
    """A quarter.

    Attributes
    ----------
    first, last
        Its first and last day.
    """

    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, day: dt.date) -> "Period":
        """Return the quarter a day lies in."""
        first = quarter_of(day)
        return cls(first, _after(first) - dt.timedelta(days=1))

    @property
    def next(self) -> "Period":
        """Return the quarter that follows."""
        return Period.of(_after(self.first))

    @property
    def before(self) -> dt.date:
        """Return the last day before it."""
        return self.first - dt.timedelta(days=1)

    def holds(self, day: dt.date | None) -> bool:
        """Tell whether a day lies in it."""
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True)
class Quarterly:
    """What the quarterly report shows.

    Attributes
    ----------
    organisation, title
        As the project calls them.
    quarter
        Its name.
    message
        What was kept of what was promised, in a sentence.
    facts
        The headline figures.
    assessed
        Which assessments are compared, in a sentence.
    caution
        Why they can be compared only with care; `None` if they can.
    moved, levels, work, measures
        Practices that moved, levels promised, initiatives due, wanted measures; `None` without any.
    contradictions, expired
        Open contradictions, and evidence that no longer counts.
    coming
        What the next quarter has to bring; `None` if nothing is promised.
    lines
        Levels by quarter; `None` with fewer than two readings.
    """

    organisation: str
    title: str
    quarter: Text
    next_quarter: Text
    today: dt.date
    message: Text
    facts: tuple[Fact, ...]
    assessed: Text
    caution: Text | None
    moved: Table | None
    levels: Table | None
    work: Table | None
    measures: Table | None
    contradictions: tuple[Text, ...]
    expired: tuple[Text, ...]
    coming: Table | None
    lines: Chart | None

    @property
    def name(self) -> Text:
        """Return what the report is called."""
        return say("Quarterly report {quarter}", quarter=self.quarter)


def quarterly(analysis: Analysis, period: Period) -> Quarterly:
    """Gather the report of a quarter.

    Parameters
    ----------
    analysis
        Everything computed of the workspace.
    period
        The quarter. Nothing after the day the workspace is read on counts as having happened.
    """
    return _Gathered(analysis, period).report()


class _Gathered:
    """A quarter of a workspace: its assessments and its promises."""

    def __init__(self, analysis: Analysis, period: Period) -> None:
        self.analysis, self.workspace, self.period = analysis, analysis.workspace, period
        self.now, self.before = _readings(analysis.judged.maturity, period)
        self.ends = {item.id: item.end for item in analysis.roadmap.items}
        self.promised = tuple(self.level_promises(period))
        self.work = self.work_promises(period)

    def report(self) -> Quarterly:
        project, now = self.workspace.content.project, self.now
        history = {name: entry for name, entry in self.analysis.judged.maturity.items()
                   if entry.date <= self.period.last}  # fmt: skip
        return Quarterly(
            organisation=project.organisation or "",
            title=project.title or "",
            quarter=quarter_words(self.period.first),
            next_quarter=quarter_words(self.period.next.first),
            today=self.workspace.today,
            message=self.message(),
            facts=tuple(self.facts()),
            assessed=self.assessed(),
            caution=compare(self.before, now).caution if now is not None and self.before is not None else None,
            moved=self.moved(),
            levels=self.levels(),
            work=self.initiatives(),
            measures=self.measures(),
            contradictions=tuple(contradiction_lines(now)) if now is not None else (),
            expired=tuple(expired_lines(now)) if now is not None else (),
            coming=self.coming(),
            lines=trend_chart(history),
        )

    @property
    def fresh(self) -> bool:
        """Tell whether an assessment was made in the quarter."""
        return self.now is not None and self.period.holds(self.now.date)

    def level_promises(self, period: Period) -> Iterator[LevelPromise]:
        """Yield levels whose day came with the assessment of the quarter, or comes in it and is not yet read."""
        if self.fresh and self.now is not None and self.before is not None:
            yield from level_promises(self.before, self.now)
        if self.now is None:
            return
        for item in self.now.practices.values():
            due = item.target_by
            if item.target is not None and due is not None and due > self.now.date and period.holds(due):
                read: Kept = "open" if due > self.workspace.today else "unknown"
                yield LevelPromise(item.id, item.target, due, item.attained, read)

    def work_promises(self, period: Period) -> tuple[WorkPromise, ...]:
        """Return the initiatives due in a quarter, as they stand on its last day or today."""
        initiatives = self.workspace.content.initiatives
        until = min(period.last, self.workspace.today)
        if until < period.first:
            until = period.before
        found = work_promises(initiatives, self.ends, period.before, period.last)
        return tuple(_as_of(promise, until) for promise in found)

    def message(self) -> Text:
        """Return what was promised and what was kept, in a sentence."""
        outcomes = [*(item.outcome for item in self.promised), *(item.outcome for item in self.work)]
        due = [outcome for outcome in outcomes if outcome != "open"]
        if not outcomes:
            return say("nothing was promised for {quarter}", quarter=quarter_words(self.period.first))
        if not due:
            return say("of {n} promises for {quarter} none has come due yet", n=count(len(outcomes)),
                       quarter=quarter_words(self.period.first))  # fmt: skip
        return say("{kept} of {due} promises checked in {quarter} were kept", kept=count(due.count("kept")),
                   due=count(len(due)), quarter=quarter_words(self.period.first))  # fmt: skip

    def facts(self) -> Iterator[Fact]:
        kept = [item.outcome for item in self.promised if item.outcome != "open"]
        yield Fact(say("Levels reached, of those due"), _part(kept.count("kept"), len(kept)))
        done = [item.outcome for item in self.work if item.outcome != "open"]
        yield Fact(say("Initiatives done in time, of those due"), _part(done.count("kept"), len(done)))
        wanted = [held for *_, held in self.wanted() if held is not None]
        yield Fact(say("Outcome measures at their target"), _part(wanted.count(True), len(wanted)))
        if self.now is not None:
            yield Fact(say("Contradictions open"), count(len(self.now.open_conflicts)))
            yield Fact(say("Evidence expired"), count(len(self.now.expired)))
            if self.now.percent_to_target is not None:
                yield Fact(say("Way to the targets"), share(self.now.percent_to_target))

    def assessed(self) -> Text:
        """Return which assessments the report rests on, in a sentence."""
        if self.now is None:
            return say("no assessment had been made by the end of the quarter")
        if not self.fresh:
            return say("no assessment was made in this quarter; the last one is of {day}", day=date(self.now.date))
        if self.before is None:
            return say("the assessment of {day} is the first one", day=date(self.now.date))
        return say("the assessment of {now} against the one of {before}", now=date(self.now.date),
                   before=date(self.before.date))  # fmt: skip

    def moved(self) -> Table | None:
        """Return the practices whose level or answers moved, if there is an assessment of the quarter to compare.

        Those whose level rose come first, then those whose level fell.
        """
        if not self.fresh or self.now is None or self.before is None:
            return None
        found: list[tuple[int, Row]] = []
        for change in compare(self.before, self.now).practices:
            if change.attained[0] != change.attained[1] or change.better or change.worse:
                place, told = _direction(*change.attained)
                levels = [count(level) if level is not None else "" for level in change.attained]
                found.append((place, (_title(self.now, change.practice), *levels, told, count(len(change.better)),
                                      count(len(change.worse)))))  # fmt: skip
        rows = [row for _, row in sorted(found, key=lambda item: item[0])]
        head = (say("Practice"), say("Before"), say("Now"), say("Level"), say("Answers better"), say("Answers worse"))
        return _table(say("Practices that moved, before and now"), head, rows)

    def levels(self) -> Table | None:
        """Return the levels that were promised, with what was found."""
        if self.now is None:
            return None
        rows: list[Row] = [
            (_title(self.now, item.practice), count(item.level), item.by, _count(item.now), _outcome(item.outcome))
            for item in sorted(self.promised, key=lambda item: item.by)
        ]
        head = (say("Practice"), say("Promised"), say("For"), say("Now"), say("Outcome"))
        return _table(say("Levels promised, and what was found"), head, rows)

    def initiatives(self) -> Table | None:
        """Return the initiatives that were due or done in the quarter."""
        rows: list[Row] = [
            (self.initiative(item.initiative), item.due, item.done or "", item.expected or "", _outcome(item.outcome))
            for item in self.work
        ]
        head = (say("Initiative"), say("Due"), say("Finished"), say("Expected"), say("Outcome"))
        return _table(say("Initiatives that were to be finished"), head, rows)

    def wanted(self) -> Iterator[tuple[Text, str, Words, Words, dt.date | None, bool | None]]:
        """Yield each wanted measure: name, journey, today, target, day, and whether it is reached."""
        for name, target in self.workspace.content.targets.items():
            current = self.analysis.judged.current[target.of]
            for key, asked in (target.measures or {}).items():
                value, goal = measure(current, key), asked.number
                held = None if value is None else value >= goal if key in UP else value <= goal
                shown = [measure_figure(key, number, self.workspace.currency) for number in (value, goal)]
                yield say(MEASURE_TITLES[key]), target.title or humanise(name), shown[0], shown[1], target.by, held

    def measures(self) -> Table | None:
        """Return the outcome measures against their targets."""
        rows: list[Row] = [
            (name, journey, now, goal, by or "", self.reached(by, held))
            for name, journey, now, goal, by, held in self.wanted()
        ]
        head = (say("Figure"), say("Target"), say("Today"), say("Goal"), say("By"), say("Outcome"))
        return _table(say("Outcome measures against their targets"), head, rows)

    def reached(self, by: dt.date | None, held: bool | None) -> Text:
        """Return what became of a wanted measure: before its day it is not missed."""
        if held is None:
            return say("unknown")
        if held:
            return say("reached")
        return say("not yet") if by is None or by > self.period.last else say("not reached")

    def coming(self) -> Table | None:
        """Return what is due in the next quarter, by day."""
        ahead = self.period.next
        rows: list[tuple[dt.date, Row]] = []
        if self.now is not None:
            for item in self.now.practices.values():
                if item.target is not None and item.target_by is not None and ahead.holds(item.target_by):
                    title = _title(self.now, item.id)
                    words = say("{practice} reaches level {level}", practice=title, level=item.target)
                    rows.append((item.target_by, (words, item.target_by, _count(item.attained))))
        for promise in work_promises(self.workspace.content.initiatives, self.ends, ahead.before, ahead.last):
            owner = self.workspace.content.initiatives[promise.initiative].owner or ""
            words = say("'{title}' is finished", title=self.initiative(promise.initiative))
            rows.append((promise.due, (words, promise.due, owner)))
        head = (say("Promise"), say("By"), say("Level now, or owner"))
        ordered = [row for _, row in sorted(rows, key=lambda entry: entry[0])]
        return _table(say("What the next quarter has to bring"), head, ordered)

    def initiative(self, name: str) -> str:
        return self.workspace.content.initiatives[name].title or humanise(name)


def printed(table: Table) -> tuple[tuple[Words, ...], ...]:
    """Return a table in rows for a terminal, head first; days are written out."""
    rows = (tuple(word(cell) for cell in row) for row in table.rows)
    return (table.head, *rows)


OUTCOMES = {"kept": "✓", "missed": "✗", "open": "…", "unknown": "?"}
"""A sign before each outcome, so that a column can be read at a glance."""


def _readings(
    results: Mapping[str, MaturityResult], period: Period
) -> tuple[MaturityResult | None, MaturityResult | None]:
    """Return the last assessment by the end of the quarter, and the last one before the quarter."""
    known = [result for result in results.values() if result.date <= period.last]
    if not known:
        return None, None
    now = known[-1]
    earlier = [result for result in known[:-1] if comparable(result, now) and result.date < period.first]
    return now, earlier[-1] if earlier else None


def _as_of(promise: WorkPromise, until: dt.date) -> WorkPromise:
    """Return a promise as it stands on a day: what is due later is open unless it is done."""
    if promise.done is None and promise.due > until:
        return WorkPromise(promise.initiative, promise.due, None, promise.expected, "open")
    return promise


def _after(first: dt.date) -> dt.date:
    """Return the first day of the next quarter."""
    return dt.date(first.year + 1, 1, 1) if first.month == 10 else dt.date(first.year, first.month + 3, 1)


def _table(caption: Text, head: tuple[Text, ...], rows: list[Row]) -> Table | None:
    return Table(caption, head, tuple(rows)) if rows else None


def _direction(before: int | None, now: int | None) -> tuple[int, Words]:
    """Return the place of a change of level among others, and what it is called."""
    if before == now:
        return 2, say("= as before")
    if before is None or now is None:
        return 3, ""
    return (0, say("▲ rose")) if now > before else (1, say("▼ fell"))


def _title(result: MaturityResult, practice: str) -> Text:
    return say("{id} {title}", id=practice, title=say(result.model.practices[practice].title))


def _count(level: int | None) -> Words:
    return count(level) if level is not None else ""


def _outcome(outcome: str) -> Text:
    return say("{sign} {word}", sign=OUTCOMES[outcome], word=KEPT[outcome])


def word(cell: Cell) -> Words:
    """Return a cell as words: a day is written out, a link is its words."""
    if isinstance(cell, dt.date):
        return date(cell)
    return cell.words if isinstance(cell, Link) else cell


def _part(part: int, whole: int) -> Words:
    return say("{part} of {whole}", part=count(part), whole=count(whole)) if whole else say("none was due")
