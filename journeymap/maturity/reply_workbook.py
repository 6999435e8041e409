"""A filled-in workbook to a reply: which cell says what, and what is wrong with it by its address.

Cells are found by what the workbook itself carries in its first row and first
column, both hidden: no position is fixed, and the words of its answers come
with it, so that it can be read whatever language it was written in.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field
from typing import Any, TypeAlias

from pydantic import ValidationError

from journeymap import document
from journeymap.maturity.model import MaturityModel
from journeymap.maturity.questionnaire import ANSWERS
from journeymap.maturity.reply import Received, Reply, check_reply, received
from journeymap.model.complaints import complain
from journeymap.model.workspace import Path, Places
from journeymap.records import dataclass
from journeymap.source import NOWHERE, Problem, Source, Span, in_order
from journeymap.text import Text, say

RESPONDENT, ANSWERED, EVIDENCE = "journeymap:respondent", "journeymap:answers", "journeymap:evidence"
"""What stands in the first cell of a sheet and tells what it is for."""

INSTRUCTIONS = "journeymap:instructions"
SHEET = "sheet."
"""Before the name of a sheet: the row of the respondent's sheet that holds the ids asked there; none for evidence."""

HEADS = ("title", "head")
"""Keys of rows that hold no answers."""

WORD = "word."
"""Before an answer: the row of the respondent's sheet that holds the word for it."""

FIELDS = ("model", "model_version", "scope", "respondent", "role", "side", "date")
ANSWER_FIELDS = ("id", "level", "text", "answer", "note", "shown")
SIDES = ("executive", "front_line")
EVIDENCE_FIELDS = ("criteria", "kind", "ref", "strength", "recorded", "valid_until", "note")
STRENGTHS = ("A", "B", "C", "D")


@dataclass(frozen=True)
class Formula:
    """A cell that computes something."""

    text: str


Value: TypeAlias = str | int | float | bool | dt.date | dt.time | dt.timedelta | Formula


@dataclass(frozen=True)
class Sheet:
    """The filled cells of one sheet by row and column, both counted from 1."""

    name: str
    cells: Mapping[tuple[int, int], Value] = field(repr=False)

    @property
    def kind(self) -> Value | None:
        """Return what the first cell says the sheet is for."""
        return self.cells.get((1, 1))

    @property
    def columns(self) -> Mapping[str, int]:
        """Return the columns by the keys in the hidden first row."""
        return {str(value): column for (row, column), value in self.cells.items() if row == 1}

    @property
    def keys(self) -> Iterator[tuple[int, str]]:
        """Yield the rows by the keys in the hidden first column."""
        for (row, column), value in sorted(self.cells.items(), key=lambda item: item[0]):
            if column == 1 and row > 1:
                yield row, str(value)


class Address(Span):
    """A cell as its user knows it; rows and columns stand for lines and columns."""

    __slots__ = ()

    def __str__(self) -> str:
        """Return ``answers.xlsx, sheet COM, cell D14``."""
        return f"{self.file}, cell {letters(self.column)}{self.line}"


def letters(column: int) -> str:
    """Return a column as spreadsheets name it.

    Examples
    --------
    >>> [letters(n) for n in (1, 26, 27, 702)]
    ['A', 'Z', 'AA', 'ZZ']
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


class CellPlaces(Places):
    """Finds the cell that a value of the reply came from, or that of the nearest thing around it."""

    def __init__(self) -> None:
        super().__init__(document.Mapping((), NOWHERE))
        self.cells: dict[Path, Span] = {}

    def span(self, path: Path) -> Span:
        """Return the cell of a value."""
        tries = (path[:length] for length in range(len(path), -1, -1))
        return next((self.cells[part] for part in tries if part in self.cells), NOWHERE)

    def key(self, path: Path) -> Span:
        """Return the cell of a value; in a workbook keys have no place of their own."""
        return self.span(path)


def read_workbook(
    file: str, sheets: Collection[Sheet], models: Mapping[str, MaturityModel]
) -> tuple[Received | None, tuple[Problem, ...]]:
    """Read a workbook that :mod:`journeymap.outputs.questionnaires` wrote and somebody filled in.

    Parameters
    ----------
    file
        Name of the file, for problems.
    sheets
        Its filled cells.
    models
        Maturity models by id.

    Returns
    -------
    tuple
        The reply, or `None` and all problems, sheet by sheet.
    """
    head = next((sheet for sheet in sheets if sheet.kind == RESPONDENT), None)
    if head is None:
        message = say("this workbook does not come from `journeymap assess --form`")
        return None, (Problem("not-a-form", Span(file, 1, 1, 1, 2), message),)
    reader = _Reader(file)
    reader.respondent(head)
    for sheet in sheets:
        if sheet.kind == ANSWERED:
            reader.answers(sheet)
        elif sheet.kind == EVIDENCE:
            reader.evidence(sheet)
        elif sheet.kind not in {RESPONDENT, INSTRUCTIONS}:
            reader.strange(sheet)
    reader.gone(head, sheets)
    reply = reader.reply(models)
    return (None if reply is None else received(reply, reader.places)), in_order(reader.problems)


class _Reader:
    """Gathers what the sheets say as plain data, with the cell of each value."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.data: dict[str, Any] = {"answers": {}, "evidence": []}
        self.words: dict[str, str] = {answer: answer.replace("_", " ") for answer in ANSWERS}
        self.problems: list[Problem] = []
        self.places = CellPlaces()
        self.asked: set[str] = set()
        self.holed: set[str] = set()

    def reply(self, models: Mapping[str, MaturityModel]) -> Reply | None:
        """Check what was gathered; the record if there is nothing wrong with it."""
        reply = None
        try:
            reply = Reply.model_validate(self.data)
        except ValidationError as error:
            details = error.errors(include_url=False)
            self.problems += [complain(item, self.places) for item in details if item["type"] != "missing"]
        self.problems += check_reply(self.data, models, self.places)
        return None if self.problems else reply

    def respondent(self, sheet: Sheet) -> None:
        """Read who answered, and the words the workbook uses."""
        column = sheet.columns.get("value", 3)
        rows = dict((key, row) for row, key in sheet.keys)  # noqa: C402 - turned round
        for answer in ANSWERS:
            word = sheet.cells.get((rows.get(WORD + answer, 0), column))
            self.words[answer] = str(word or self.words[answer])
        self.remarks(sheet, {2, column})
        sides = {str(sheet.cells.get((rows.get(WORD + side, 0), column))): side for side in SIDES}
        for key in FIELDS:
            place = (rows.get(key, 1), column)
            self.places.cells[(key,)] = self.address(sheet, *place)
            value = sheet.cells.get(place) if key in rows else None
            if value is not None:
                known = sides.get(str(value), value) if key == "side" else value
                self.put(self.data, key, known, self.places.cells[(key,)], day=key == "date")
            elif key in _EMPTY:
                self.complain("missing-value", self.places.cells[(key,)], _EMPTY[key])

    def answers(self, sheet: Sheet) -> None:
        """Read one sheet of answers."""
        columns = sheet.columns
        self.remarks(sheet, {columns[key] for key in ANSWER_FIELDS if key in columns})
        self.nameless(sheet)
        for row, name in sheet.keys:
            if name in HEADS:
                continue
            self.asked.add(name)
            value = sheet.cells.get((row, columns.get("answer", 0)))
            note = sheet.cells.get((row, columns.get("note", 0)))
            if value is None and note is None:
                continue
            if name in self.data["answers"]:
                message = say("'{name}' is answered on two rows", name=name)
                self.complain("duplicate-answer", self.address(sheet, row, 1), message)
            found = self.data["answers"].setdefault(name, {})
            self.places.cells[("answers", name)] = self.address(sheet, row, columns.get("answer", 1))
            if value is not None:
                self.answer(found, value, self.address(sheet, row, columns["answer"]))
            if note is not None:
                place = self.address(sheet, row, columns["note"])
                self.places.cells[("answers", name, "note")] = place
                self.put(found, "note", note, place)

    def nameless(self, sheet: Sheet) -> None:
        """Tell of each answer or note on a row without an id."""
        keyed = {row for row, _ in sheet.keys}
        given = {sheet.columns[key] for key in ("answer", "note") if key in sheet.columns}
        for row, column in sorted(sheet.cells):
            if column in given and row > 1 and row not in keyed:
                message = say("this answer has lost the id of its row in column A")
                self.complain("lost-id", self.address(sheet, row, column), message, _AFRESH)
                self.holed.add(sheet.name)

    def remarks(self, sheet: Sheet, known: Collection[int]) -> None:
        """Tell of each cell beside or below what is read, whose text would be lost."""
        last = max((row for row, _ in sheet.keys), default=1)
        answered = {sheet.columns.get("answer"), sheet.columns.get("note")}
        told = {row for row, column in sheet.cells if column in answered}
        for row, column in sorted(sheet.cells):
            below = row > last and sheet.kind != EVIDENCE and row not in told
            if column > 1 and (column not in known or below):
                message = say("what stands in this cell is not read")
                help_ = say("write it as a note beside an answer or a piece of evidence")
                self.complain("not-read", self.address(sheet, row, column), message, help_)

    def strange(self, sheet: Sheet) -> None:
        """Tell of a sheet that is not one of the workbook, if anything stands in it."""
        if sheet.cells:
            message = say("this sheet is not one of the workbook; it is not read")
            self.complain("not-read", self.address(sheet, *min(sheet.cells)), message, _AFRESH)

    def gone(self, head: Sheet, sheets: Collection[Sheet]) -> None:
        """Tell of sheets and rows that the workbook had when it was written."""
        column = head.columns.get("value", 3)
        for row, key in head.keys:
            if not key.startswith(SHEET):
                continue
            name = key.removeprefix(SHEET)
            asked = str(head.cells.get((row, column), "")).split()
            lost = [code for code in asked if code not in self.asked]
            if not asked and not any(sheet.kind == EVIDENCE for sheet in sheets):
                message = say("sheet '{name}' of this workbook is gone", name=name)
            elif lost and lost == asked:
                message = say("sheet '{name}' of this workbook is gone, and with it {codes}",
                              name=name, codes=", ".join(lost))  # fmt: skip
            elif lost and name not in self.holed:
                message = say("rows of sheet '{name}' are gone: {codes}", name=name, codes=", ".join(lost))
            else:
                continue
            self.complain("gone", self.address(head, row, column), message, _AFRESH)

    def answer(self, found: dict[str, Any], value: Value, place: Span) -> None:
        """Read one answer, in the words of the workbook or of the file format."""
        known = {folded(word): answer for answer, word in self.words.items()}
        known |= {folded(answer): answer for answer in ANSWERS}
        text = value.text if isinstance(value, Formula) else str(value)
        if folded(text) in known:
            found["value"] = known[folded(text)]
            return
        first, second, third, last = (self.words[answer] for answer in ANSWERS)
        message = say("'{value}' is not an answer; write {first}, {second}, {third} or {last}",
                      value=text[:60], first=first, second=second, third=third, last=last)  # fmt: skip
        self.complain("bad-answer", place, message)

    def evidence(self, sheet: Sheet) -> None:
        """Read the sheet of evidence: a piece on each row that is not empty."""
        columns = {key: sheet.columns[key] for key in EVIDENCE_FIELDS if key in sheet.columns}
        self.remarks(sheet, columns.values())
        keyed = {row for row, _ in sheet.keys}
        rows = sorted({row for row, column in sheet.cells if column in columns.values() and row > 1} - keyed)
        for index, row in enumerate(rows):
            item: dict[str, Any] = {}
            self.data["evidence"].append(item)
            self.places.cells[("evidence", index)] = self.address(sheet, row, columns["criteria"])
            for key, column in columns.items():
                place = self.address(sheet, row, column)
                self.places.cells[("evidence", index, key)] = place
                value = sheet.cells.get((row, column))
                if value is not None:
                    self.put(item, key, value, place, day=key in {"recorded", "valid_until"})
                elif key in _EMPTY:
                    self.complain("missing-value", place, _EMPTY[key])
            self.piece(item, self.places.cells[("evidence", index, "strength")])

    def piece(self, item: dict[str, Any], place: Span) -> None:
        """Part the criteria of a piece of evidence, and check its strength."""
        item["criteria"] = [name for name in re.split(r"[\s,;]+", item.get("criteria", "")) if name]
        strength = item.get("strength", "A").upper()
        item["strength"] = strength if strength in STRENGTHS else "D"
        if strength not in STRENGTHS:
            message = say("'{value}' is not a strength; write A, B, C or D", value=strength[:60])
            self.complain("bad-strength", place, message)

    def put(self, record: dict[str, Any], key: str, value: Value, place: Span, *, day: bool = False) -> None:
        """Keep the text of a cell, if it is one that a file can hold."""
        if isinstance(value, Formula):
            message = say("a formula stands here, which would not be carried over")
            self.complain("formula", place, message, say("write what it gives, or an apostrophe in front of it"))
            return
        text = written(value)
        _, found = document.read(Source(self.file, json.dumps(text, ensure_ascii=False)))
        self.problems += [Problem(item.code, place, item.message, item.help) for item in found]
        if day and not isinstance(value, dt.date) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
            self.complain("bad-type", place, say('a day such as "2026-05-30" belongs here'))
        elif text.strip() and not found:
            record[key] = text.strip()

    def address(self, sheet: Sheet, row: int, column: int) -> Span:
        """Return the place of a cell."""
        return Address(f"{self.file}, sheet {sheet.name}", row, column, row, column + 1)

    def complain(self, code: str, place: Span, message: Text, help_: Text | None = None) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, place, message, help_))


_AFRESH = say("write the workbook again with `journeymap assess --form` and copy the answers into it")

_EMPTY: Mapping[str, Text] = {
    "model": say("the id of the maturity model is missing; the form has to be written again"),
    "model_version": say("the version of the maturity model is missing; the form has to be written again"),
    "respondent": say("a mark such as service-1 belongs here, which tells respondents apart; never a name"),
    "role": say("the respondent's role belongs here"),
    "criteria": say("the criteria that this shows belong here, such as COM-1.2a"),
    "strength": say("A, B, C or D belongs here"),
}


def folded(word: str) -> str:
    """Return a word as it is compared: capitals, spaces and underlines make no difference."""
    return " ".join(word.replace("_", " ").casefold().split())


def written(value: Value) -> str:
    """Return what a cell holds as its user would write it."""
    writers: tuple[tuple[type, Callable[[Any], str]], ...] = (
        (dt.datetime, lambda day: day.date().isoformat() if day.time() == dt.time() else day.isoformat(" ")),
        (dt.date, lambda day: day.isoformat()),
        (bool, lambda flag: str(flag).upper()),
        (float, lambda number: f"{number:.15g}"),
    )
    return next((write(value) for kind, write in writers if isinstance(value, kind)), str(value))
