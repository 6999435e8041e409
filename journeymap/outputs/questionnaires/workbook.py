"""``.xlsx``: a sheet per phase with drop-downs; everything but the answers is locked.

The hidden first row and column carry what :mod:`journeymap.maturity.reply_workbook` reads by.
Every text is written as a string: nothing a model says can become a formula.
"""

import datetime as dt
import io
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter

from journeymap.charts.palette import readable
from journeymap.maturity.model import Phase, Practice
from journeymap.maturity.questionnaire import ANSWERS, Questionnaire
from journeymap.maturity.reply_workbook import (
    ANSWER_FIELDS,
    ANSWERED,
    EVIDENCE,
    EVIDENCE_FIELDS,
    FIELDS,
    HEADS,
    INSTRUCTIONS,
    RESPONDENT,
    SHEET,
    STRENGTHS,
    WORD,
)
from journeymap.outputs.html.brand import DEFAULT
from journeymap.outputs.html.wording import Wording, typographer
from journeymap.outputs.questionnaires import Dress, Format
from journeymap.text import say

EVIDENCE_ROWS = 200
WORDS = {"met": say("met"), "partly": say("partly"), "not_met": say("not met"), "unknown": say("unknown")}
GUIDE = (
    say("This workbook holds the answers of one person."),
    say("Begin with the sheet '{respondent}': a mark that tells you apart, your role, the day. Write no names."),
    say("Take one phase after the other. Read the question in bold first and think of the last time it happened."),
    say("Answer each statement with the drop-down: '{met}', '{partly}', '{not_met}' or '{unknown}'."),
    say("'{unknown}' says that you cannot tell; an empty cell says that you were not asked. Neither counts as no."),
    say("Write a note where an answer needs one: the case you think of, or what is missing."),
    say("List on the sheet '{evidence}' what shows an answer: a report, a screenshot, a measurement, and its day."),
    say("Only the coloured cells can be filled in. The sheets are locked against slips, without a password."),
    say("Save the workbook and send it back. Nothing is sent by itself."),
)
STRENGTH_WORDS = (say("measured"), say("observed"), say("documented"), say("said"))
SIDE_WORDS = {"executive": say("management"), "front_line": say("customer-facing staff")}
RESPONDENT_LABELS = (
    say("Mark, such as service-1; never a name"),
    say("Role"),
    say("Speaks for, if one of the two"),
    say("Date, such as 2026-05-30"),
)
EVIDENCE_HEAD = (
    (say("Criteria it shows"), 24),
    (say("What it is"), 24),
    (say("Where it is kept"), 34),
    (say("Strength"), 11),
    (say("Recorded on"), 13),
    (say("Valid until"), 13),
    (say("Note"), 40),
)
PHASE_HEAD = (
    (say("Criterion"), 12),
    (say("Level"), 7),
    (say("Statement"), 62),
    (say("Answer"), 13),
    (say("Note"), 42),
    (say("Usually shown by"), 28),
)
FONT = "Arial"
EPOCH = dt.datetime(2020, 1, 1)  # noqa: DTZ001 - a workbook has no time zones; a fixed day keeps its bytes the same


@dataclass
class _Book:
    """A workbook being written: its formats, and sheets with hidden keys."""

    questions: Questionnaire
    dress: Dress
    book: Any
    wording: Wording = field(init=False)
    looks: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.wording = Wording(typographer(self.dress.language))
        colour = readable(self.dress.colour or DEFAULT, "#ffffff", 7.0)
        base = {"font_name": FONT, "font_size": 10, "text_wrap": True, "valign": "top"}
        box = {**base, "locked": False, "bg_color": "#FFF8E1", "border": 1, "border_color": "#B9A66B"}
        looks = {
            "plain": base,
            "quiet": {**base, "font_color": "#54606E"},
            "code": {**base, "font_color": "#54606E", "bottom": 1, "bottom_color": "#DDE3EA"},
            "cell": {**base, "bottom": 1, "bottom_color": "#DDE3EA"},
            "bold": {**base, "bold": True},
            "head": {**base, "bold": True, "bottom": 2, "valign": "bottom"},
            "title": {**base, "bold": True, "font_size": 16, "font_color": colour, "text_wrap": False},
            "practice": {**base, "bold": True, "font_size": 12, "font_color": "#FFFFFF", "bg_color": colour},
            "box": box,
            "text": {**box, "num_format": "@"},
            "day": {**box, "num_format": "yyyy-mm-dd", "align": "left"},
        }
        self.looks = {name: self.book.add_format(look) for name, look in looks.items()}

    def say(self, what: Any) -> str:
        """Return a sentence in the language of the workbook, set as in print."""
        return self.wording.words(what)

    @property
    def words(self) -> list[str]:
        """Return the words for the answers."""
        return [self.say(WORDS[answer]) for answer in ANSWERS]

    def sheet(self, name: str, kind: str, widths: Iterable[int]) -> Any:
        """Add a locked sheet for printing; its first row and column are hidden."""
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 3, None, {"hidden": True})
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.write_string(0, 0, kind)
        for column, width in enumerate(widths, 1):
            sheet.set_column(column, column, width)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.5, 0.5, 0.6, 0.6)
        sheet.set_footer("&L&A&R&P / &N")
        return sheet

    def row(self, sheet: Any, row: int, cells: Sequence[tuple[str, str]], widths: Sequence[int]) -> None:
        """Write a row of texts with their looks, as high as its longest text needs."""
        lines = 1
        for column, ((text, look), width) in enumerate(zip(cells, widths, strict=True), 1):
            if text:
                sheet.write_string(row, column, text, self.looks[look])
            else:
                sheet.write_blank(row, column, None, self.looks[look])
            lines = max(lines, sum(max(1, math.ceil(len(line) * 1.12 / width)) for line in text.split("\n")))
        sheet.set_row(row, 6 + 13.5 * lines)

    def wide(self, sheet: Any, row: int, text: str, look: str, width: int) -> None:
        """Write a text across the columns of the answers."""
        sheet.merge_range(row, 1, row, len(PHASE_HEAD), "", self.looks[look])
        sheet.write_string(row, 1, text, self.looks[look])
        high = 16 if look == "practice" else 13.5
        sheet.set_row(row, 6 + high * math.ceil(len(text) * 1.12 / width))


def workbook(questions: Questionnaire, dress: Dress) -> bytes:
    """Write a questionnaire as a workbook.

    Parameters
    ----------
    questions
        What is asked.
    dress
        Language and colour.

    Returns
    -------
    bytes
        An Excel workbook (.xlsx) without macros, formulas or links.
    """
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": questions.title or questions.model.title, "created": EPOCH})
    made = _Book(questions, dress, book)
    names = _names([made.say(say("Instructions")), made.say(say("Respondent"))],
                   [phase.id for phase, _ in questions.phases], made.say(say("Evidence")))  # fmt: skip
    _instructions(made, names[0], respondent=names[1], evidence=names[-1])
    _respondent(made, names[1], names[2:])
    for name, (phase, practices) in zip(names[2:-1], questions.phases, strict=True):
        _phase(made, name, phase, practices)
    _evidence(made, names[-1])
    book.worksheets()[1].activate()
    book.close()
    return file.getvalue()


def _names(first: list[str], phases: list[str], last: str) -> list[str]:
    """Return names of sheets as spreadsheets allow them: 31 characters, a few left out, none twice."""
    found: dict[str, str] = {}
    for name in (*first, *phases, last):
        bare = re.sub(r"[\[\]:*?/\\']", "-", name)[:27].strip() or "-"
        number = next(n for n in range(1, 1000) if (bare if n == 1 else f"{bare} {n}").casefold() not in found)
        made = bare if number == 1 else f"{bare} {number}"
        found[made.casefold()] = made
    return list(found.values())


def _instructions(made: _Book, name: str, *, respondent: str, evidence: str) -> None:
    sheet = made.sheet(name, INSTRUCTIONS, (100,))
    sheet.set_portrait()
    model = made.questions.model
    sheet.write_string(1, 1, made.questions.title or made.say(say(model.title)), made.looks["title"])
    sheet.set_row(1, 30)
    made.row(sheet, 2, [(f"{made.say(say(model.title))} ({model.id} {model.version})", "quiet")], (100,))
    if made.questions.scope:
        made.row(sheet, 3, [(made.say(say("Scope: {scope}", scope=made.questions.scope)), "bold")], (100,))
    terms = dict(zip(ANSWERS, made.words, strict=True)) | {"respondent": respondent, "evidence": evidence}
    for row, sentence in enumerate(GUIDE, 5):
        made.row(sheet, row, [(made.say(say(sentence.template, **terms)), "plain")], (100,))
    row = 6 + len(GUIDE)
    for letter, word in zip(STRENGTHS, STRENGTH_WORDS, strict=True):
        made.row(sheet, row, [(f"{letter}: {made.say(word)}", "quiet")], (100,))
        row += 1


def _respondent(made: _Book, name: str, others: Sequence[str]) -> None:
    """Write who answers, and hidden below it what the reader needs to know of the workbook."""
    sheet = made.sheet(name, RESPONDENT, (34, 44))
    sheet.write_string(0, 2, "value")
    sheet.write_string(1, 1, made.say(say("Who answers")), made.looks["title"])
    sheet.set_row(1, 30)
    for row, (key, label) in enumerate(zip(FIELDS[3:], RESPONDENT_LABELS, strict=True), 3):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, made.say(label), made.looks["bold"])
        sheet.write_blank(row, 2, None, made.looks["day" if key == "date" else "text"])
        sheet.set_row(row, 24)
    if made.questions.role:
        sheet.write_string(4, 2, made.questions.role, made.looks["text"])
    model = made.questions.model
    hidden = [("model", model.id), ("model_version", model.version)]
    hidden += [("scope", made.questions.scope)] if made.questions.scope else []
    hidden += [(WORD + answer, word) for answer, word in zip(ANSWERS, made.words, strict=True)]
    sides = {side: made.say(word) for side, word in SIDE_WORDS.items()}
    hidden += [(WORD + side, word) for side, word in sides.items()]
    asked = [[code for item in practices for code in item.criteria] for _, practices in made.questions.phases]
    hidden += [(SHEET + other, " ".join(codes)) for other, codes in zip(others, [*asked, []], strict=True)]
    sheet.data_validation(5, 2, 5, 2, {"validate": "list", "source": list(sides.values())})
    for row, (key, value) in enumerate(hidden, 10):
        sheet.write_string(row, 0, key)
        if value:
            sheet.write_string(row, 2, value)
        sheet.set_row(row, None, None, {"hidden": True})


def _phase(made: _Book, name: str, phase: Phase, practices: Iterable[Practice]) -> None:
    widths = [width for _, width in PHASE_HEAD]
    sheet = made.sheet(name, ANSWERED, widths)
    for column, key in enumerate(ANSWER_FIELDS, 1):
        sheet.write_string(0, column, key)
    for row, key in enumerate(HEADS, 1):
        sheet.write_string(row, 0, key)
    sheet.write_string(1, 1, made.say(say(phase.title)), made.looks["title"])
    sheet.set_row(1, 30)
    made.row(sheet, 2, [(made.say(title), "head") for title, _ in PHASE_HEAD], widths)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(1, 2)
    row, rows = 3, []
    for practice in practices:
        row = _asked(made, sheet, row, practice, sum(widths))
        for criterion in practice.criteria.values():
            sheet.write_string(row, 0, criterion.id)
            shown = ", ".join(made.say(say(item)) for item in criterion.evidence)
            made.row(sheet, row, [(criterion.id, "code"), (str(criterion.level), "code"),
                                  (made.say(say(criterion.text)), "cell"), ("", "text"), ("", "text"),
                                  (shown, "code")], widths)  # fmt: skip
            rows.append(row)
            row += 1
        row += 1
    _choices(made, sheet, rows)


def _asked(made: _Book, sheet: Any, row: int, practice: Practice, width: int) -> int:
    """Write a practice's name, its question and its red flags; return the row after them."""
    made.wide(sheet, row, f"{practice.id}  {made.say(say(practice.title))}", "practice", width)
    made.wide(sheet, row + 1, made.say(say(practice.ask)), "bold", width)
    if not practice.red_flags:
        return row + 2
    flags = "; ".join(made.say(say(flag)) for flag in practice.red_flags)
    made.wide(sheet, row + 2, made.say(say("Red flags: {flags}", flags=flags)), "quiet", width)
    return row + 3


def _choices(made: _Book, sheet: Any, rows: Iterable[int]) -> None:
    first, second, third, last = made.words
    message = made.say(say("Choose {first}, {second}, {third} or {last}, or leave the cell empty.",
                           first=first, second=second, third=third, last=last))  # fmt: skip
    rule = {"validate": "list", "source": made.words, "error_title": made.say(say("Answer")), "error_message": message}
    cells = [(row, 4, row, 4) for row in rows]
    if cells:
        spans = " ".join(f"E{row + 1}" for row, *_ in cells)
        sheet.data_validation(*cells[0], {**rule, "multi_range": spans})


def _evidence(made: _Book, name: str) -> None:
    widths = [width for _, width in EVIDENCE_HEAD]
    sheet = made.sheet(name, EVIDENCE, widths)
    for column, key in enumerate(EVIDENCE_FIELDS, 1):
        sheet.write_string(0, column, key)
    sheet.write_string(1, 1, made.say(say("Evidence")), made.looks["title"])
    sheet.set_row(1, 30)
    for row, key in enumerate(HEADS, 1):
        sheet.write_string(row, 0, key)
    made.row(sheet, 2, [(made.say(title), "head") for title, _ in EVIDENCE_HEAD], widths)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    days = {EVIDENCE_FIELDS.index(key) for key in ("recorded", "valid_until")}
    for row in range(3, 3 + EVIDENCE_ROWS):
        for column in range(len(EVIDENCE_FIELDS)):
            sheet.write_blank(row, column + 1, None, made.looks["day" if column in days else "text"])
    last = 2 + EVIDENCE_ROWS
    sheet.print_area(0, 1, 27, len(EVIDENCE_FIELDS))
    strength = 1 + EVIDENCE_FIELDS.index("strength")
    meaning = ", ".join(f"{k} {made.say(word)}" for k, word in zip(STRENGTHS, STRENGTH_WORDS, strict=True))
    sheet.data_validation(3, strength, last, strength, {"validate": "list", "source": list(STRENGTHS),
                                                        "input_message": meaning})  # fmt: skip


WORKBOOK = Format(".xlsx", workbook)
