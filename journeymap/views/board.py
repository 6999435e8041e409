"""The roadmap as three columns: now, next, later."""

import datetime as dt
from collections.abc import Iterator, Sequence

from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.roadmap.result import Item, Roadmap
from journeymap.text import Figure, Text, count, date, say
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import ABOUT_NOTHING, sentences
from journeymap.views.roadmap import lead
from journeymap.views.roadmap_words import quarter_name, value_words, weeks

NEXT = 2
"""Quarters after the present one that count as next."""


@dataclass(frozen=True)
class BoardCard:
    """An initiative on the board.

    Attributes
    ----------
    number
        Its place in the plan, by start; the same as in the Gantt chart. 0 for what is finished.
    lines
        When, who and what it brings, a few words each.
    marks
        How it stands: critical, optional, under way, for discussion.
    """

    number: int
    title: str
    lines: tuple[Words, ...]
    marks: tuple[Text, ...]
    critical: bool = False
    optional: bool = False


@dataclass(frozen=True)
class BoardColumn:
    """A column with the time it stands for."""

    title: Text
    span: Text
    cards: tuple[BoardCard, ...]


@dataclass(frozen=True)
class Board:
    """The roadmap without a scale.

    Attributes
    ----------
    statement
        How much is in each column; the description for those who cannot see the picture.
    """

    statement: Text
    columns: tuple[BoardColumn, ...]

    @property
    def table(self) -> tuple[tuple[Words, ...], ...]:
        """Return the cards in rows, head first."""
        rows: list[tuple[Words, ...]] = [(say("When"), say("No."), say("Initiative"), say("About it"), say("Stands"))]
        for column in self.columns:
            for card in column.cards:
                no: Words = count(card.number) if card.number else "✓"
                rows.append((column.title, no, card.title, sentences(card.lines), sentences(card.marks)))
        return tuple(rows)


def board(plan: Roadmap, workspace: Workspace) -> Board:
    """Gather a roadmap in columns.

    Now is what is under way or begins in the quarter in which the plan starts, next what begins
    in the two quarters after it, later the rest, with what did not fit into the plan at its end.

    Parameters
    ----------
    workspace
        The one the plan was made of.
    """
    index = _index(plan.start)
    parts: tuple[list[BoardCard], ...] = ([], [], [])
    for number, item in enumerate(plan.items, 1):
        ahead = _index(max(item.start, plan.start)) - index
        place = 2 if item.id in plan.later else 0 if _started(item) or ahead == 0 else 1 if ahead <= NEXT else 2
        parts[place].append(_card(number, item, plan, workspace))
    names = [quarter_name(*_quarter(index + ahead)) for ahead in range(NEXT + 2)]
    spans = (say("{quarter}, and what is under way", quarter=names[0]),
             say("{first} and {last}", first=names[1], last=names[NEXT]),
             say("from {quarter}", quarter=names[NEXT + 1]))  # fmt: skip
    titles = (say("Now"), say("Next"), say("Later"))
    columns = [BoardColumn(title, span, tuple(cards)) for title, span, cards in zip(titles, spans, parts, strict=True)]
    done = tuple(_done(plan))
    if done:
        columns.insert(0, BoardColumn(say("Done"), say("before {day}", day=date(plan.start)), done))
    return Board(_statement(parts), tuple(columns))


def _index(day: dt.date) -> int:
    """Return a number for the quarter of a day; the next quarter has the next number."""
    return 4 * day.year + (day.month - 1) // 3


def _quarter(index: int) -> tuple[int, int]:
    return index // 4, index % 4 + 1


def _started(item: Item) -> bool:
    return item.progress is not None and item.progress.started is not None


def _card(number: int, item: Item, plan: Roadmap, workspace: Workspace) -> BoardCard:
    when = say("{start} to {end}", start=date(item.start), end=date(item.end))
    lines: list[Words] = [when if not _started(item) else say("until {end}", end=date(item.end))]
    department = lead(workspace, item.id)
    titles = {entry.department: entry.title for entry in plan.load}
    if department is not None:
        words = say("{department}, {weeks}", department=titles.get(department, department),
                    weeks=weeks(item.span))  # fmt: skip
        lines.append(say("{words}, {left} left", words=words, left=item.weeks) if item.span > item.weeks else words)
    value = value_words(item, plan)
    if isinstance(value, Figure) and value.value > 0:
        lines.append(say("keeps {value} a year", value=value))
    elif value:
        lines.append(say("keeps about nothing") if value == ABOUT_NOTHING else value)
    return BoardCard(number, item.title, tuple(lines), tuple(_marks(item, plan)), item.critical, not item.needed)


def _marks(item: Item, plan: Roadmap) -> Iterator[Text]:
    if _started(item):
        yield say("under way")
    if item.critical:
        yield say("critical")
    if not item.needed:
        yield say("optional")
    if item.id in plan.later:
        yield say("did not fit into the plan")
    if plan.stability is not None and item.id in plan.stability.items and plan.stability.items[item.id].discuss:
        yield say("for discussion")


def _done(plan: Roadmap) -> Iterator[BoardCard]:
    for item in sorted(plan.done, key=lambda item: (item.done, item.id)):
        lines: list[Words] = [say("finished on {day}", day=date(item.done))]
        if item.actual_weeks is not None and item.planned_weeks is not None:
            lines.append(say("took {actual}, estimated {planned}", actual=weeks(item.actual_weeks),
                             planned=weeks(item.planned_weeks)))  # fmt: skip
        yield BoardCard(0, item.title, tuple(lines), ())


def _statement(parts: Sequence[Sequence[BoardCard]]) -> Text:
    now, following, later = (count(len(cards)) for cards in parts)
    return say("{now} now, {next} next, {later} later", now=now, next=following, later=later)
