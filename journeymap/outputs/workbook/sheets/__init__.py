"""Sheets of the workbook: one module each; the folder is the register.

A sheet says what it holds as plain values: lines of words, tables whose cells are words, figures with what they
measure, days, links to rows of other sheets, or nothing where something is unknown. It knows neither the language nor
the format of the file.
"""

import datetime as dt
import sys
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cache, cached_property

from journeymap.analysis import Analysis
from journeymap.catalog import discover
from journeymap.records import dataclass
from journeymap.source import Span
from journeymap.text import Figure, Text, count, money, say
from journeymap.views.journey_map import Words
from journeymap.views.report import Report, report_view
from journeymap.views.report_findings import Findings


@dataclass(frozen=True)
class Jump:
    """Words that lead to a row of another sheet, or to its beginning.

    Attributes
    ----------
    sheet
        Id of the sheet.
    row
        Key of the row in one of its tables; empty for the beginning.
    """

    words: Words
    sheet: str
    row: str = ""


Cell = Words | Jump | dt.date | None
"""What a cell holds; `None`, or an empty text, leaves it empty."""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    width
        In characters, the most it takes; it is narrower where its cells are.
    bar
        Value at which a bar behind a number fills its cell, such as 100 for a score; 0 for no bars.
    paper
        Whether it is printed. Those that are not, such as ids for those who go on computing, stand last.
    """

    title: Text
    width: int = 12
    bar: float = 0.0
    paper: bool = True


@dataclass(frozen=True)
class Grid:
    """A table.

    Attributes
    ----------
    title
        What it shows, above it; `None` where the title of the sheet says so.
    keys
        Of its rows, for links to them; none if nothing leads to it.
    named
        Columns at the left that tell what a row is about: they are on each page of a table wider than one.
    """

    title: Text | None
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: tuple[str, ...] = ()
    named: int = 1


@dataclass(frozen=True)
class Lines:
    """Words under a heading, each with a label before it.

    Attributes
    ----------
    strong
        Whether they are set larger, as what governs the rest.
    """

    title: Text | None
    lines: tuple[tuple[Cell, Cell], ...]
    strong: bool = False


@dataclass(frozen=True)
class Series:
    """Columns of numbers of a table that a chart draws.

    Attributes
    ----------
    column
        Its place in the table.
    ends
        Places of the columns with how far its interval reaches down and up; `None` without any.
    """

    column: int
    ends: tuple[int, int] | None = None


@dataclass(frozen=True)
class Bars:
    """A chart of horizontal bars over rows of a table.

    Attributes
    ----------
    sheet, grid
        Id of the sheet and place of the table among its own.
    first, last
        Places of the rows.
    names
        Place of the column with the names of the bars.
    most
        End of the axis.
    """

    title: Text
    sheet: str
    grid: int
    first: int
    last: int
    names: int
    series: tuple[Series, ...]
    most: float


Part = Lines | Grid | Bars


@dataclass(frozen=True)
class Content:
    """What stands on a sheet, from the top.

    Attributes
    ----------
    note
        What a reader has to know of it, in a sentence.
    """

    title: Words
    note: Words
    parts: tuple[Part, ...]

    @property
    def grids(self) -> tuple[Grid, ...]:
        """Return its tables."""
        return tuple(part for part in self.parts if isinstance(part, Grid))


@dataclass(frozen=True)
class Material:
    """What sheets are made of.

    Attributes
    ----------
    since
        The same workspace as it was; `None` if none was given.
    """

    analysis: Analysis
    since: Analysis | None = None

    @cached_property
    def view(self) -> Report:
        """Return what the report shows."""
        return report_view(self.analysis, self.since)

    @cached_property
    def findings(self) -> Findings:
        """Return the findings as the report shows them."""
        return Findings(self.analysis)


@dataclass(frozen=True)
class Sheet:
    """A registered sheet.

    Attributes
    ----------
    id
        Its name for links.
    place
        Sheets stand by it, the smallest first.
    name
        On its tab.
    fill
        Says what stands on it; `None` leaves it out.
    """

    id: str
    place: int
    name: Text
    fill: Callable[[Material], Content | None] = field(repr=False)


@cache
def shipped() -> Mapping[str, Sheet]:
    """Return the sheets of this folder and of installed extensions, by id, in their order."""
    found = discover(sys.modules[__name__], Sheet, lambda entry: entry.id)
    return dict(sorted(found.items(), key=lambda item: (item[1].place, item[0])))


def amount(value: float | None, currency: str) -> Figure | None:
    """Return an amount of money as a figure; nothing for what is unknown."""
    return None if value is None else money(value, currency)


def counted(value: float | None) -> Figure | None:
    """Return a whole number as a figure; nothing for what is unknown."""
    return None if value is None else count(value)


def words_of(figure: Figure | None) -> Text | None:
    """Return a figure as the report writes it, as words and not as a number; nothing for what is unknown."""
    return None if figure is None else say("{value}", value=figure)


def line_of(span: Span) -> tuple[Cell, Cell]:
    """Return file and line of a place; nothing where no file holds it."""
    return (span.file, count(span.line)) if span.file else (None, None)
