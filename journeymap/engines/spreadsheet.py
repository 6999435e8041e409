"""A workbook's bytes to its filled cells, within limits: a file that came by mail is not to be trusted.

openpyxl reads cell by cell; before it sees the file, its parts are weighed and
searched for what no answer needs: macros, document types, other encodings.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl

from journeymap.maturity.reply_workbook import Formula, Sheet, Value
from journeymap.source import Problem, Span
from journeymap.text import Text, say

MAX_BYTES = 10_485_760
MAX_UNPACKED = 52_428_800
MAX_RATIO = 100
MAX_PARTS = 200
MAX_SHEETS = 60
MAX_ROWS = 5_000
MAX_PLACES = 5_000_000
"""Rows and cells looked at in all sheets together, empty ones too: a stray row far below costs each row above it."""

SMALL = 65_536
"""A part of up to this size may be packed as tightly as it likes."""


class _Refused(Exception):
    """The workbook goes beyond a limit, or holds what does not belong in it."""

    def __init__(self, code: str, message: Text, help_: Text | None = None) -> None:
        super().__init__(code)
        self.code, self.message, self.help = code, message, help_


def read_sheets(file: str, data: bytes) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    """Return the filled cells of a workbook.

    Parameters
    ----------
    file
        Its name, for problems.
    data
        The whole file, in the format of Excel 2007 and later (.xlsx).

    Returns
    -------
    tuple
        The sheets in their order, or none and what is wrong. Never raises for any bytes.
    """
    try:
        _weigh(data)
        return tuple(_sheets(data)), ()
    except _Refused as refused:
        return (), (Problem(refused.code, Span(file, 1, 1, 1, 2), refused.message, refused.help),)
    except Exception as error:  # noqa: BLE001 - broken files make zip, XML and openpyxl raise almost anything
        what = str(error).split("\n")[0][:200] or type(error).__name__
        message = say("the workbook cannot be read: {what}", what=what)
        return (), (Problem("bad-workbook", Span(file, 1, 1, 1, 2), message, _SAVE),)


_SAVE = say("save it again as an Excel workbook (.xlsx)")


def _weigh(data: bytes) -> None:
    """Refuse a file that is too large, packed too tightly, or holds more than cells."""
    if len(data) > MAX_BYTES:
        raise _Refused("too-large", say("the file is larger than {limit} bytes", limit=f"{MAX_BYTES:,}"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS:
            raise _Refused("too-many-parts", say("the workbook has more than {n} parts", n=MAX_PARTS))
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            message = say("the workbook is larger than {limit} bytes when unpacked", limit=f"{MAX_UNPACKED:,}")
            raise _Refused("too-large", message)
        for part in parts:
            if part.file_size > max(SMALL, MAX_RATIO * part.compress_size):
                message = say("a part of the workbook is packed more than {n} times", n=MAX_RATIO)
                raise _Refused("packed-too-tightly", message, _SAVE)
        for part in parts:
            _inspect(part.filename, archive.read(part))


def _inspect(name: str, content: bytes) -> None:
    """Refuse macros, and XML that could refer to anything outside itself."""
    if "vbaproject" in name.lower():
        raise _Refused("macro", say("the workbook holds macros"), _SAVE)
    if name.endswith((".xml", ".rels", ".vml")):
        if b"\0" in content[:200]:
            raise _Refused("bad-workbook", say("a part of the workbook is not UTF-8 text"), _SAVE)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise _Refused("document-type", say("a part of the workbook declares a document type"), _SAVE)


def _sheets(data: bytes) -> Iterator[Sheet]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        if len(book.worksheets) > MAX_SHEETS:
            raise _Refused("too-many-sheets", say("the workbook has more than {n} sheets", n=MAX_SHEETS))
        left = MAX_PLACES
        for sheet in book.worksheets:
            cells: dict[tuple[int, int], Value] = {}
            for row in sheet.iter_rows():
                left -= 1 + len(row)
                if left < 0:
                    message = say("the workbook spans more than {n} rows and cells", n=f"{MAX_PLACES:,}")
                    raise _Refused("too-many-rows", message, _SAVE)
                cells |= {place: value for cell in row for place, value in _filled(cell)}
            if any(line > MAX_ROWS for line, _ in cells):
                message = say("sheet {name} has more than {n} rows", name=sheet.title, n=f"{MAX_ROWS:,}")
                raise _Refused("too-many-rows", message)
            yield Sheet(sheet.title, cells)
    finally:
        book.close()


def _filled(cell: Any) -> Iterator[tuple[tuple[int, int], Value]]:
    """Yield a cell's place and value; nothing if it is empty."""
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return
    known = isinstance(value, (str, int, float, bool, dt.date, dt.time, dt.timedelta)) and cell.data_type != "f"
    yield (cell.row, cell.column), value if known else Formula(str(value))
