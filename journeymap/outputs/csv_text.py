"""Tables as CSV that spreadsheets and programs both read.

Commas, every cell quoted, lines ended by CR LF (RFC 4180), days as ISO dates, numbers unrounded with a decimal point;
an unknown cell is empty. A file begins with a byte order mark, without which Excel takes UTF-8 for something else;
Python reads it as ``utf-8-sig``. The names in the head are the same in every language.
"""

import csv
import io
from collections.abc import Iterable, Sequence

MARK = "\ufeff"
"""Byte order mark, the first character of a file."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula; the wide forms do so in East Asian ones."""

Cell = str | float | bool | None


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Examples
    --------
    >>> safe("=1+1"), safe("Move")
    ("'=1+1", 'Move')
    """
    return f"'{text}" if text.startswith(FORMULA) else text


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    r"""Return a table as CSV without a byte order mark.

    Examples
    --------
    >>> table(["id", "score"], [["book", 71.5], ["-1", None]])
    '"id","score"\r\n"book","71.5"\r\n"\'-1",""\r\n'
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    writer.writerow([safe(name) for name in head])
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def listed(words: Iterable[str]) -> str:
    """Return ids in one cell, a space between them."""
    return " ".join(words)


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return safe(cell) if isinstance(cell, str) else repr(cell)
