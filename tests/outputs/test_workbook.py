"""The workbook: written, filled in by another library, read back; hostile ones refused."""

import io
import re
import zipfile
from functools import cache

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.utils import get_column_letter

from journeymap.engines.spreadsheet import read_sheets
from journeymap.languages import available, language
from journeymap.maturity.questionnaire import ANSWERS, Questionnaire
from journeymap.maturity.reply_workbook import read_workbook
from journeymap.outputs.questionnaires import Dress, formats
from tests.maturity.replies import REPLIES, models, reply, small

CODES = sorted(available())


@cache
def written(model="small", code="en", *, core=False, role=None):
    asked = Questionnaire(models()[model], core, "=cmd|' /C calc'!A0", role)
    return formats()[".xlsx"].write(asked, Dress(language(code)))


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(data, name="answers.xlsx"):
    sheets, problems = read_sheets(name, data)
    return (None, problems) if problems else read_workbook(name, sheets, models())


def told(data):
    _, problems = read(data)
    return [f"{problem.span}: {problem.message}" for problem in problems]


def sheet_of(book, kind):
    return [sheet for sheet in book.worksheets if sheet["A1"].value == f"journeymap:{kind}"]


def cell_of(book, code, key="answer"):
    """Find the cell of a criterion: its code and the key stand in the hidden column and row."""
    for sheet in sheet_of(book, "answers"):
        columns = {cell.value: cell.column for cell in sheet[1]}
        for row in range(2, sheet.max_row + 1):
            if sheet.cell(row, 1).value == code:
                return sheet.cell(row, columns[key])
    raise KeyError(code)


def put(cell, text):
    """Write text as a spreadsheet does when a person types it behind an apostrophe."""
    cell.value = text
    cell.data_type = "s"


def words(book):
    sheet = sheet_of(book, "respondent")[0]
    return {row[0].value[5:]: row[2].value for row in sheet.iter_rows() if str(row[0].value).startswith("word.")}


def head(book, key):
    sheet = sheet_of(book, "respondent")[0]
    return next(row[2] for row in sheet.iter_rows() if row[0].value == key)


def filled(data, given_):
    """Fill a workbook in as a person would."""
    book = opened(data)
    known = words(book)
    put(head(book, "respondent"), given_.respondent)
    put(head(book, "role"), given_.role)
    head(book, "date").value = given_.date
    if given_.side:
        head(book, "side").value = known[given_.side]
    for code, answer in given_.answers.items():
        if answer.value:
            cell_of(book, code).value = known[answer.value]
        if answer.note:
            put(cell_of(book, code, "note"), answer.note)
    sheet = sheet_of(book, "evidence")[0]
    for row, item in enumerate(given_.evidence, 4):
        for column, key in enumerate(("criteria", "kind", "ref", "strength", "recorded", "valid_until", "note"), 2):
            value = getattr(item, key)
            if key in {"recorded", "valid_until"}:
                sheet.cell(row, column).value = value
            elif value:
                put(sheet.cell(row, column), ", ".join(value) if key == "criteria" else value)
    return saved(book)


@given(REPLIES)
@settings(max_examples=40)
def test_whatever_is_answered_comes_back_from_a_workbook_as_it_was_given(given_):
    received, problems = read(filled(written(), given_))
    assert [f"{p.span}: {p.message}" for p in problems] == []
    assert received.reply == given_


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("core", [True, False])
def test_the_shipped_model_answered_in_full_comes_back_in_every_language(code, core):
    criteria = Questionnaire(models()["dcx5"], core).criteria
    assert len(criteria) == (144 if core else 232)
    answers = {name: {"value": ANSWERS[n % 4], "note": f"note {n}"} for n, name in enumerate(criteria)}
    given_ = reply("r1", "service", answers, model="dcx5", version=models()["dcx5"].version, date="2026-10-02")
    received, problems = read(filled(written("dcx5", code, core=core), given_))
    assert problems == ()
    assert received.reply == given_


def test_the_file_formats_own_words_are_understood_in_every_language():
    book = opened(filled(written("small", CODES[-1]), reply(answers={"ONE-1.2a": "met"})))
    cell_of(book, "ONE-1.2a").value = "NOT_MET "
    assert read(saved(book))[0].reply.answers["ONE-1.2a"].value == "not_met"


def test_a_bad_cell_is_answered_with_its_address_and_what_may_stand_there():
    book = opened(filled(written(), reply(answers={"ONE-1.2a": "met"})))
    cell = cell_of(book, "TWO-1.3a")
    cell.value = "yes"
    expected = f"answers.xlsx, sheet TWO, cell {cell.coordinate}: 'yes' is not an answer; write met, partly, not met or unknown"
    assert told(saved(book)) == [expected]


def test_all_bad_cells_are_told_at_once():
    book = opened(filled(written(), reply()))
    head(book, "respondent").value = "Anna Rossi"
    cell_of(book, "ONE-1.2a").value = "=1+1"
    cell_of(book, "ONE-1.3a", "note").value = "=1+1"
    cell_of(book, "TWO-1.2a").value = 1
    cell_of(book, "TWO-1.3a", "note").value = "a\u202eb"
    head(book, "role").value = None
    head(book, "date").value = "last week"
    sheet = sheet_of(book, "evidence")[0]
    for column, text in ((2, "ONE-9.9z; TWO-1.2a"), (5, "E"), (6, "May")):
        sheet.cell(4, column).value = text
    sheet.cell(5, 8).value = "only a note"
    found = told(saved(book))
    for expected in (
        "sheet Respondent, cell C4: 'Anna Rossi' cannot be an id",
        "sheet Respondent, cell C5: the respondent's role belongs here",
        'sheet Respondent, cell C7: a day such as "2026-05-30" belongs here',
        "'=1+1' is not an answer",
        "a formula stands here, which would not be carried over",
        "'1' is not an answer",
        "(U+202E) is not allowed",
        "sheet Evidence, cell B4: 'ONE-9.9z' is not a criterion of this model",
        "sheet Evidence, cell E4: 'E' is not a strength; write A, B, C or D",
        'sheet Evidence, cell F4: a day such as "2026-05-30" belongs here',
        "sheet Evidence, cell B5: the criteria that this shows belong here",
        "sheet Evidence, cell E5: A, B, C or D belongs here",
    ):
        assert any(expected in line for line in found), (expected, found)


def test_an_empty_cell_is_no_answer():
    received, _ = read(filled(written(), reply(answers={"ONE-1.2a": "unknown"})))
    assert dict(received.reply.answers) == dict(reply(answers={"ONE-1.2a": "unknown"}).answers)


def test_only_what_is_to_be_filled_in_is_unlocked_and_every_sheet_is_protected_without_password():
    book = opened(written())
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book.worksheets)
    for sheet in sheet_of(book, "answers"):
        free = {cell.column_letter for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
        assert free == {"E", "F"}
        assert sheet.column_dimensions["A"].hidden
        assert sheet.row_dimensions[1].hidden
        assert sheet.freeze_panes == "A4"
        assert sheet.page_setup.fitToHeight == 0
    free = [c.coordinate for row in sheet_of(book, "respondent")[0].iter_rows() for c in row if not c.protection.locked]
    assert free == ["C4", "C5", "C6", "C7"]


def test_every_answer_has_its_drop_down():
    book = opened(written("dcx5", "it"))
    known = words(book)
    for sheet in sheet_of(book, "answers"):
        (rule,) = sheet.data_validations.dataValidation
        assert rule.formula1 == '"' + ",".join(known[answer] for answer in ANSWERS) + '"'
        rows = {row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 1).value}
        cells = {int(cell[1:]) for part in str(rule.sqref).split() for cell in _each(part)}
        assert cells == rows


def _each(part):
    first, _, last = part.partition(":")
    low, high = int(first[1:]), int((last or first)[1:])
    return [f"E{n}" for n in range(low, high + 1)]


def test_nothing_a_model_says_becomes_a_formula_or_a_link():
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if re.search(r"sheet\d+\.xml$", name)]
        assert not [name for name in archive.namelist() if "externalLink" in name]
    assert len(sheets) == 6
    assert all("<f>" not in sheet and "<hyperlink" not in sheet for sheet in sheets)
    texts = {cell.value for sheet in opened(written()).worksheets for row in sheet.iter_rows() for cell in row}
    assert "=1+1 is two" in texts


def test_names_of_sheets_are_such_as_spreadsheets_allow():
    names = opened(written()).sheetnames
    assert names == ["Instructions", "Respondent", "ONE", "TWO", "history", "Evidence"]


def test_the_same_workbook_is_written_byte_by_byte():
    again = formats()[".xlsx"].write(Questionnaire(small(), False, "=cmd|' /C calc'!A0", None), Dress(language("en")))
    assert again == written()


# What comes by mail


def changed(data, name, content):
    """Return the workbook with one part replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return file.getvalue()


ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst>&a;</sst>'
BOMB = '<?xml version="1.0"?>' + " " * 20_000_000
FAR = ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="{row}">'
       '<c r="A{row}" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>')  # fmt: skip
HOSTILE = {
    "entity": ("xl/sharedStrings.xml", ENTITY, "a part of the workbook declares a document type"),
    "utf-16": ("xl/sharedStrings.xml", ENTITY.encode("utf-16"), "a part of the workbook is not UTF-8 text"),
    "bomb": ("xl/sharedStrings.xml", BOMB, "a part of the workbook is packed more than 100 times"),
    "macro": ("xl/vbaProject.bin", b"x", "the workbook holds macros"),
    "far row": ("xl/worksheets/sheet3.xml", FAR.format(row=9_000), "sheet ONE has more than 5,000 rows"),
    "endless row": (
        "xl/worksheets/sheet3.xml",
        FAR.format(row=10**12),
        "the workbook spans more than 5,000,000 rows and cells",
    ),
    "broken": ("xl/workbook.xml", "<workbook", "the workbook cannot be read"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_workbook_is_refused_with_a_reason(case):
    name, content, expected = HOSTILE[case]
    (line,) = told(changed(written(), name, content))
    assert expected in line


def test_a_workbook_of_too_many_parts_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for n in range(201):
            archive.writestr(f"{n}.xml", "<a/>")
    assert "more than 200 parts" in told(file.getvalue())[0]


@pytest.mark.parametrize("data", [b"", b"PK", b"not a workbook", b"PK\x03\x04" + b"\0" * 100])
def test_what_is_no_workbook_is_a_problem(data):
    assert len(told(data)) == 1


def test_a_workbook_of_somebody_else_is_a_problem():
    book = openpyxl.Workbook()
    book.active["A1"] = "hello"
    assert told(saved(book)) == ["answers.xlsx:1:1: this workbook does not come from `journeymap assess --form`"]


def test_a_workbook_cut_off_anywhere_is_a_problem_and_never_an_error():
    data = written()
    for size in range(0, len(data), 997):
        assert told(data[:size])


def test_a_stray_format_at_the_end_of_a_sheet_does_no_harm():
    far = FAR.format(row=1_048_576).replace('t="inlineStr"><is><t>x</t></is></c>', "/>")
    sheets, problems = read_sheets("a.xlsx", changed(written(), "xl/worksheets/sheet3.xml", far))
    assert problems == ()
    assert len(sheets) == 6


def test_columns_are_named_as_in_spreadsheets():
    from journeymap.maturity.reply_workbook import letters

    assert [letters(n) for n in range(1, 800)] == [get_column_letter(n) for n in range(1, 800)]


# What would be lost without a word


def test_an_answer_whose_row_has_lost_its_id_is_a_problem_at_its_cell():
    book = opened(filled(written(), reply(answers={"ONE-1.2a": "met", "ONE-1.3a": "met"})))
    cell = cell_of(book, "ONE-1.3a")
    cell.parent.cell(cell.row, 1).value = None
    expected = f"answers.xlsx, sheet ONE, cell {cell.coordinate}: this answer has lost the id of its row in column A"
    assert told(saved(book)) == [expected]


@pytest.mark.parametrize("empty", [True, False])
def test_a_deleted_sheet_or_one_without_its_keys_is_a_problem_that_names_it(empty):
    book = opened(filled(written(), reply(answers={"ONE-1.2a": "met"})))
    if empty:
        del book["TWO"]
        del book["Evidence"]
    else:
        book["TWO"]["A1"].value = book["Evidence"]["A1"].value = None
    found = told(saved(book))
    assert any("sheet Respondent, cell C" in line and line.endswith("sheet 'TWO' of this workbook is gone, and with it TWO-1.2a, TWO-1.3a")
               for line in found), found  # fmt: skip
    assert any(line.endswith("sheet 'Evidence' of this workbook is gone") for line in found), found
    assert [line for line in found if "is not read" in line] == ([] if empty else [
        "answers.xlsx, sheet Evidence, cell B1: this sheet is not one of the workbook; it is not read",
        "answers.xlsx, sheet TWO, cell B1: this sheet is not one of the workbook; it is not read",
    ])  # fmt: skip


def test_a_deleted_row_is_a_problem_that_names_its_statement():
    book = opened(filled(written(), reply(answers={"ONE-1.2a": "met"})))
    book["TWO"].delete_rows(cell_of(book, "TWO-1.3a").row)
    (line,) = told(saved(book))
    assert line.endswith("rows of sheet 'TWO' are gone: TWO-1.3a")


def test_a_renamed_sheet_is_read_as_before():
    book = opened(filled(written(), reply(answers={"TWO-1.2a": "met"})))
    book["TWO"].title = "Mine"
    received, problems = read(saved(book))
    assert problems == ()
    assert received.reply.answers["TWO-1.2a"].value == "met"


@pytest.mark.parametrize(
    ("name", "place"),
    [("ONE", "H7"), ("ONE", "B90"), ("Respondent", "D4"), ("Respondent", "B40"), ("Evidence", "J6"), ("ONE", "H1")],
)
def test_a_remark_beside_what_is_read_is_a_problem_at_its_cell(name, place):
    book = opened(filled(written(), reply(answers={"ONE-1.2a": "met"})))
    book[name][place].value = "ask Anna"
    assert told(saved(book)) == [f"answers.xlsx, sheet {name}, cell {place}: what stands in this cell is not read"]


def test_a_sheet_somebody_added_is_a_problem():
    book = opened(filled(written(), reply(answers={"ONE-1.2a": "met"})))
    book.create_sheet("Remarks")["B2"] = "ask IT"
    assert told(saved(book)) == [
        "answers.xlsx, sheet Remarks, cell B2: this sheet is not one of the workbook; it is not read"
    ]


def test_the_scope_travels_in_the_workbook():
    asked = Questionnaire(small(), False, "Shop", None, "parcels sent back")
    data = formats()[".xlsx"].write(asked, Dress(language("en")))
    received, problems = read(filled(data, reply(answers={"ONE-1.2a": "met"})))
    assert problems == ()
    assert received.reply.scope == "parcels sent back"
    assert opened(data)["Instructions"]["B4"].value == "Scope: parcels sent back"


def test_the_model_and_its_version_have_their_cells_as_places():
    received, _ = read(filled(written(), reply(answers={"ONE-1.2a": "met"})))
    assert [str(received.at[key]) for key in ("model", "model_version")] == [
        "answers.xlsx, sheet Respondent, cell C11", "answers.xlsx, sheet Respondent, cell C12",
    ]  # fmt: skip
