"""What the sections of a report are made of: facts, tables, charts and notes.

These values are what the templates of a report see; a template needs no
other. Sentences are :class:`~journeymap.text.Text`, numbers
:class:`~journeymap.text.Figure`, and what a user wrote is plain `str`.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import TypeVar

from journeymap.records import dataclass
from journeymap.rules import Finding
from journeymap.source import Span
from journeymap.text import Figure, Text, count, say
from journeymap.views.journey_map import Words, finding_anchor
from journeymap.vocabulary import Severity


@dataclass(frozen=True)
class Link:
    """Words that lead to another place of the report.

    Attributes
    ----------
    target
        Id of the element, without ``#``.
    """

    words: Words
    target: str


MAX_ROWS = 200
"""Rows of one table on a page; the rest is in ``analysis.json``."""

MOST_NAMES = 12
"""Names of one enumeration; the others are counted."""

ABOUT_NOTHING = say("about nothing")
"""An amount below the noise of what it is computed from."""

ENABLER = say("enabler")
"""Stands for the value of an initiative that customers do not notice."""

HARDLY_ANY = say("under {part}", part=Figure("share", 0.001, "", 1))
"""A share that rounds to nothing but is not."""

Cell = Words | Link | dt.date
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table whose first row is its head.

    Attributes
    ----------
    caption
        Says what it shows.
    rows
        Without the head; empty cells are unknown.
    sums
        Places of the rows that add up others.
    """

    caption: Text
    head: tuple[Words, ...]
    rows: tuple[Row, ...]
    sums: tuple[int, ...] = ()

    @property
    def shown(self) -> tuple[Row, ...]:
        """Return the rows a page can bear."""
        return self.rows[:MAX_ROWS]

    @property
    def more(self) -> Text | None:
        """Say how many rows are left out, if any are."""
        left = len(self.rows) - MAX_ROWS
        one, many = "{n} more row is in analysis.json", "{n} more rows are in analysis.json"
        return plural(left, one, many) if left > 0 else None

    def without_empty(self) -> "Table":
        """Return the table without the columns in which no row holds anything."""
        kept = [index for index in range(len(self.head)) if any(row[index] != "" for row in self.rows)]
        head = tuple(self.head[index] for index in kept)
        return Table(self.caption, head, tuple(tuple(row[index] for index in kept) for row in self.rows), self.sums)

    @cached_property
    def numeric(self) -> tuple[bool, ...]:
        """Return for each column whether it holds numbers, so that they stand under each other."""
        return tuple(_numeric([row[index] for row in self.rows if index < len(row)]) for index in range(len(self.head)))


_IN_NUMBERS = (ABOUT_NOTHING, ENABLER, HARDLY_ANY)


def _numeric(cells: Iterable[Cell]) -> bool:
    known = [cell for cell in cells if cell != ""]
    figures = sum(isinstance(cell, Figure) for cell in known)
    return bool(figures) and all(isinstance(cell, Figure) or cell in _IN_NUMBERS or _with_unit(cell) for cell in known)


def _with_unit(cell: Cell) -> bool:
    """Tell whether a cell is a number with words behind it, such as ``0.1 points``."""
    return (
        isinstance(cell, Text)
        and cell.template.startswith("{")
        and [type(value) for _, value in cell.values] == [Figure]
    )


@dataclass(frozen=True)
class Fact:
    """A headline number.

    Attributes
    ----------
    value
        As it is today.
    target
        As in the target map; empty if there is none.
    how
        How it is computed, in one sentence.
    note
        What must be read with the value.
    key
        Name of the number whose terms the appendix shows, as in ``explain home-move.completion``; empty if none does.
    """

    name: Text
    value: Words | dt.date
    target: Words = ""
    how: Words = ""
    note: Words = ""
    key: str = ""


@dataclass(frozen=True)
class Chart:
    """A drawing with its finding and the same numbers as a table.

    Attributes
    ----------
    slug
        Begins every id of the drawing; unique in the report.
    kind
        How to draw it, such as ``journey-map``; an output knows the kinds it can draw.
    view
        What to draw.
    label
        Name of the region it scrolls in.
    statement
        What it shows, in a sentence.
    wide
        Whether it has a sheet of its own in print.
    numbers
        Id of the table of the report that holds the same numbers, if they have no table of their own.
    """

    slug: str
    kind: str
    view: object = field(repr=False)
    label: Text
    statement: Text
    table: Table | None = None
    wide: bool = False
    numbers: str = ""


@dataclass(frozen=True)
class Missing:
    """What a section cannot show, and how to add it.

    Attributes
    ----------
    example
        A few lines of YAML.
    """

    note: Text
    how: Text
    example: str = ""


@dataclass(frozen=True)
class Card:
    """A finding as the report shows it.

    Attributes
    ----------
    slug
        Id of its place in the report.
    at
        Ids of journey and touchpoint, as ``journey/touchpoint``; empty without a touchpoint.
    severity_word, gap_word
        Their names in words.
    place
        ``file:line``.
    values
        Figures behind it, named; with n and interval where there are any.
    reach, customers
        Part of customers it meets, and how many in a year; `None` if it is not of one touchpoint.
    groups
        Which group of customers it meets most; empty if all alike.
    accepted
        Why the organisation lives with it, when and who said so; empty if it does not.
    lapsed
        An acceptance that is past; empty if there is none.
    assumed
        Whether it compares with an assumption.
    rests
        What the readings of the touchpoint rest on: how sure the finding is; empty if nothing is read there.
    solved
        When the roadmap ends it, and the work that does; empty if it does not, or nothing is planned.
    personas
        Groups of customers it meets as often as all, or more; empty where groups are not told apart.
    departments
        Who works at its touchpoint, before the customer or behind.
    weight
        What its severity comes from, term by term.
    """

    number: int
    slug: str
    id: str
    rule: str
    severity: Severity
    severity_word: Text
    theme: Text
    stage: str
    message: Text
    remedy: Text | None
    quick_action: Text | None
    gap_kind: str
    gap_word: Text
    place: str
    touchpoint: str
    also: Words
    values: tuple[tuple[Text, Words], ...]
    reach: float | None = None
    customers: float | None = None
    groups: Words = ""
    accepted: Words = ""
    lapsed: Words = ""
    assumed: bool = False
    rests: Words = ""
    solved: Words = ""
    personas: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    weight: Words = ""
    at: str = ""


SEVERITY_WORDS: Mapping[Severity, str] = {
    Severity.CRITICAL: "Critical",
    Severity.MAJOR: "Major",
    Severity.MINOR: "Minor",
    Severity.NOTE: "Note",
}

GRADE_WORDS: Mapping[Severity, str] = {
    Severity.CRITICAL: "always critical",
    Severity.MAJOR: "always major",
    Severity.MINOR: "always minor",
    Severity.NOTE: "always a note",
}
"""Of a severity that is fixed."""

GAP_WORDS: Mapping[str, str] = {"technology": "Technology", "process": "Process", "data": "Data", "people": "People"}


def sentences(items: Iterable[Words]) -> Words:
    """Return short sentences in one, parted by semicolons; empty if there are none."""
    given = list(items)
    return joined(given, "; ") if given else ""


_Item = TypeVar("_Item", bound=Words)


def joined(items: Sequence[_Item], mark: str) -> _Item | Text:
    """Return items in a row, however many, with a mark between them."""
    if len(items) == 1:
        return items[0]
    blanks = {f"item{index}": item for index, item in enumerate(items)}
    return say(mark.join(f"{{{name}}}" for name in blanks), **blanks)


def plural(number: float, one: str, many: str) -> Text:
    """Return a number with its noun: ``{n}`` is the blank of both sentences.

    Examples
    --------
    >>> str(plural(1, "{n} journey", "{n} journeys")), str(plural(2, "{n} journey", "{n} journeys"))
    ('1 journey', '2 journeys')
    """
    return say(one if number == 1 else many, n=count(number))


def rows_table(caption: Text, rows: Sequence[Sequence[Words]]) -> Table:
    """Return rows whose first is the head as a table."""
    return Table(caption, tuple(rows[0]), tuple(tuple(row) for row in rows[1:]))


def slugs(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return an id for each finding, unique within the report; maps link to the first of its name."""
    seen: dict[str, int] = {}
    found = []
    for finding in findings:
        base = finding_anchor(finding.id)
        seen[base] = seen.get(base, 0) + 1
        found.append(base if seen[base] == 1 else f"{base}-{seen[base]}")
    return tuple(found)


def slugify(text: str) -> str:
    """Return a text as a plain name.

    Examples
    --------
    >>> slugify("Home move")
    'home-move'
    """
    return re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-") or "x"


def place(span: Span) -> str:
    """Return ``file:line``, or nothing if no file holds it."""
    return f"{span.file}:{span.line}" if span.file else ""


def listed(items: Iterable[Words], most: int = MOST_NAMES) -> Words:
    """Return items as one enumeration: ``a, b and c``; the last of many are counted.

    Examples
    --------
    >>> str(listed(["a", "b", "c"]))
    'a, b and c'
    >>> str(listed([str(index) for index in range(2000)], most=3))
    '0, 1, 2 and 1,997 more'
    """
    given = list(items)
    if len(given) < 2:
        return given[0] if given else ""
    if len(given) > most:
        return say("{names} and {n} more", names=joined(given[:most], ", "), n=count(len(given) - most))
    return say("{first} and {last}", first=joined(given[:-1], ", "), last=given[-1])
