"""What the appendix of numbers is made of: entries, worksheets, cited files."""

import math
from collections.abc import Sequence

from journeymap.records import dataclass
from journeymap.source import Span
from journeymap.text import Figure, Text, say
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import joined


@dataclass(frozen=True)
class Entry:
    """One number with what it is made of.

    Attributes
    ----------
    key
        Name as in ``explain home-move.completion``; the report's facts carry it too.
    value
        As the report shows it.
    lines
        Terms, interval, n and lines of the source, in sentences.
    explains
        Other numbers, or sentences, that lead here.
    """

    key: str
    name: Words
    value: Words
    lines: tuple[Text, ...]
    explains: tuple[Words, ...] = ()


@dataclass(frozen=True)
class SheetRow:
    """A row of a worksheet.

    Attributes
    ----------
    kind
        ``stage``, ``touchpoint`` or ``total``.
    key
        Of the entry the name leads to; empty if there is none.
    """

    kind: str
    name: Words
    key: str
    cells: tuple[Words, ...]

    @property
    def filled(self) -> tuple[Words, ...]:
        """Return the cells up to the last that holds something."""
        return self.cells[: max((place for place, cell in enumerate(self.cells, 1) if cell != ""), default=0)]


@dataclass(frozen=True)
class Sheet:
    """A worksheet: a touchpoint a row; the last row adds each column up.

    Attributes
    ----------
    slug
        Id of its place in the report.
    """

    slug: str
    caption: Text
    head: tuple[Text, ...]
    rows: tuple[SheetRow, ...]


class Files:
    """Gathers the files that are cited, and gives each the shortest name that is its own."""

    def __init__(self) -> None:
        self.paths: dict[str, str] = {}

    def line(self, span: Span) -> str:
        """Return ``file:line``; empty if no file holds it."""
        if not span.file:
            return ""
        name = span.file.rpartition("/")[2]
        if self.paths.setdefault(name, span.file) != span.file:
            name = span.file
            self.paths[name] = name
        return f"{name}:{span.line}"

    @property
    def listed(self) -> tuple[tuple[str, str], ...]:
        """Return the name and the path of each, by name."""
        return tuple(sorted(self.paths.items()))


def cited(lines: Sequence[str]) -> str:
    """Return lines of files in a row, each file named once.

    Examples
    --------
    >>> cited(["a.yaml:3", "a.yaml:9", "b.yaml:1"])
    'a.yaml:3, 9, b.yaml:1'
    """
    found: list[str] = []
    before = ""
    for line in dict.fromkeys(lines):
        file, _, number = line.rpartition(":")
        found.append(number if file == before else line)
        before = file
    return ", ".join(found)


_EVEN = 1e-9
"""Part of a unit below which a part counts as whole."""


def unit_of(total: float) -> tuple[float, int]:
    """Return the unit a column of terms is rounded to, and its decimals: three digits of the sum at least.

    Examples
    --------
    >>> unit_of(3456.0), unit_of(214.2), unit_of(2.5)
    ((1.0, 0), (0.1, 1), (0.01, 2))
    """
    digits = 0 if total >= 1000 else 1 if total >= 10 else 2
    return 10.0**-digits, digits


def apportioned(parts: Sequence[float], unit: float, total: float) -> tuple[float, ...]:
    """Round parts to whole units that sum to the rounded total: the largest remainders are rounded up.

    Examples
    --------
    >>> apportioned([1.4, 1.4, 1.2], 1, 4.0)
    (2, 1, 1)
    """
    whole = [math.floor(part / unit + _EVEN) for part in parts]
    left = math.floor(total / unit + 0.5) - sum(whole)
    order = sorted(range(len(parts)), key=lambda index: (whole[index] - parts[index] / unit, index))
    for index in order[: max(0, left)]:
        whole[index] += 1
    return tuple(round(units * unit, 6) if unit < 1 else units * unit for units in whole)


def rounded(
    parts: Sequence[float], kind: str, step: tuple[float, int], currency: str = ""
) -> tuple[tuple[Figure, ...], Figure]:
    """Round parts that are not negative so that they add up to their rounded sum; return them and the sum.

    Parameters
    ----------
    step
        Unit and decimals as they are shown: of a share in percent.
    """
    unit, digits = step
    found = apportioned(parts, unit * (0.01 if kind == "share" else 1.0), sum(parts))
    figures = tuple(Figure(kind, part, currency, digits) for part in found)
    return figures, Figure(kind, round(sum(found), 9), currency, digits)


TENTHS = (0.1, 1)
"""Of a percent, or of a point."""


def sum_words(value: Words, terms: Sequence[tuple[Words, Words]]) -> Text:
    """Say a sum: ``70.3% = 62.4% 'Moved' + 7.9% 'Not eligible'``."""
    made = [say("{part} '{name}'", part=part, name=name) for part, name in terms]
    return say("{value} = {terms}", value=value, terms=joined(made, " + ")) if made else say("{value}", value=value)
