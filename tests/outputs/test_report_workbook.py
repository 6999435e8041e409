"""The report as a workbook: the numbers of the data to the last digit a spreadsheet keeps, texts that stay texts, tables."""

import csv
import io
import os
import re
import subprocess
import sys
import warnings
import zipfile
from collections import Counter
from dataclasses import replace
from functools import cache

import openpyxl
import pytest
from click.testing import CliRunner

from journeymap.charts.palette import contrast
from journeymap.cli import group
from journeymap.languages import language
from journeymap.outputs.analysis_json import analysis_record
from journeymap.outputs.csv_scores import SCORES
from journeymap.outputs.csv_text import MARK
from journeymap.outputs.html.wording import typographer
from journeymap.outputs.workbook import workbook
from journeymap.outputs.workbook.formats import INK
from journeymap.outputs.workbook.paper import LEAST, ROOM
from journeymap.outputs.workbook.plot import SERIES
from journeymap.outputs.workbook.sheets import Material, shipped
from journeymap.text import Figure, half_up
from journeymap.views.limited import limited
from journeymap.views.report import report_view
from tests.outputs.hostile import EVERY_RECORD
from tests.outputs.reports import TWO_JOURNEYS, analysed, analysed_text, render
from tests.outputs.test_hostile import analysed as analysed_kind
from tests.portfolios import counted
from tests.support import ROOT

FULL = "full"
"""The small workspace with something in every section."""
TEXT = EVERY_RECORD.read_text("utf-8").replace(
    "name: Brand,", "name: Brand, confidentiality: For the board & no other,"
)
TEXT = TEXT.replace("language: en", "language: en\n  author: Ada")
LOW, HIGH = "Low, 95%", "High, 95%"

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl leaves out data bars


@cache
def analysis(name):
    """Return a story, the workspace that is hostile in every text, or the small one with something in every section."""
    if name == FULL:
        return analysed_text(TEXT)
    if name == "counted":
        return analysed_text(counted())
    return analysed_kind(name) if name == "hostile" else analysed(name)


@cache
def content(name, code="en"):
    return workbook(analysis(name), render(code))


@cache
def contents(name):
    """Return what stands on the sheets, in their order."""
    material = Material(analysis(name))
    return [found for sheet in shipped().values() if (found := sheet.fill(material)) is not None]


@cache
def opened(name, code="en"):
    return openpyxl.load_workbook(io.BytesIO(content(name, code)))


@cache
def tables(name, code="en"):
    """Return the rows of each table as cells by the head of their column."""
    found = {}
    for sheet in opened(name, code):
        for key, table in ((table.name, table) for table in sheet.tables.values()):
            head, *rows = sheet[table.ref]
            names = [cell.value for cell in head]
            assert names == [column.name for column in table.tableColumns], key
            found[key] = [dict(zip(names, row, strict=True)) for row in rows]
    return found


@cache
def parts(name):
    """Return the parts of the file by their path."""
    with zipfile.ZipFile(io.BytesIO(content(name))) as file:
        return {part: file.read(part).decode("utf-8") for part in file.namelist()}


def kept(value):
    """Return a number as the format keeps it: 16 digits."""
    return None if value is None else float(f"{value:.16G}")


def same(row, **wanted):
    """Tell that cells hold exactly these values, and are empty where a value is unknown."""
    for name, value in wanted.items():
        cell = row[name.replace("_", " ")]
        assert cell.value == (kept(value) if isinstance(value, float | int) else value), (name, row)


def test_scores_and_readings_are_those_of_the_csv_file():
    table = str(SCORES.write(analysis(FULL), render())["scores.csv"]).removeprefix(MARK)
    rows = [{name: value or None for name, value in row.items()} for row in csv.DictReader(io.StringIO(table))]
    states = {"current": "Current", "target": "Target"}

    def number(text):
        return float(text) if text is not None else None

    known = {(row["State"].value, row["Id"].value): row for row in tables(FULL)["Scores"]}
    for row in rows:
        if row["level"] not in {"stage", "touchpoint"} or row["persona"]:
            continue
        found = known[states[row["state"]], f"{row['journey']}.{row['touchpoint'] or row['stage']}"]
        if row["figure"] == "score":
            same(found, Score=number(row["value"]), **{LOW: number(row["low"]), HIGH: number(row["high"])},
                 n=number(row["n"]), File=row["file"], Line=number(row["line"]))  # fmt: skip
        else:
            name = {"visits": "Visits", "reach": "Reach", "value lost in a year": "Value lost in a year"}[row["figure"]]
            same(found, **{name: number(row["value"])})
    metrics = [row for row in rows if row["level"] == "metric" and row["figure"] == "value" and not row["persona"]]
    readings = [row for row in tables(FULL)["Readings"] if row["Value"].value is not None]
    assert len(metrics) == len(readings) > 5
    for row, found in zip(metrics, readings, strict=True):
        same(found, State=states[row["state"]], Value=number(row["value"]), n=number(row["n"]), File=row["file"],
             Line=number(row["line"]), Readings=number(row["readings"]), Score=number(row["score"]),
             **{LOW: number(row["low"]), HIGH: number(row["high"])})  # fmt: skip
    journeys = [row for row in rows if row["level"] == "journey"]
    assert len(journeys) == len(tables(FULL)["Journeys"])
    for row, found in zip(journeys, tables(FULL)["Journeys"], strict=True):
        assert found["Id"].value == f"{row['journey']}.{row['figure'].replace('outcome ', 'outcome.')}"
        same(found, Value=number(row["value"]), **{LOW: number(row["low"]), HIGH: number(row["high"])},
             n=number(row["n"]))  # fmt: skip


def test_the_other_tables_are_those_of_the_analysis():
    record, found = analysis_record(analysis(FULL), render()), tables(FULL)
    wanted = [*record.findings, *(item for items in record.target_findings.values() for item in items)]
    rows = {(row["State"].value.lower(), row["Id"].value): row for row in found["Findings"]}
    assert len(found["Findings"]) == len(wanted)
    for item in wanted:
        first = next(iter(item.figures.values()), None)
        same(rows[item.state, item.id], Rule=item.rule, Reach=item.reach, Gap=item.gap, Weight=item.weight,
             File=item.file, Line=item.line, Importance=item.importance, **{"No.": item.number},
             Value=first.value if first and first.kind != "date" else None)  # fmt: skip
    practices = list(record.maturity.values())[-1].practices
    for row in found["Maturity_2"]:
        item = practices[row["Id"].value]
        same(row, Attained=item.attained, Evidenced=item.evidenced, Target=item.target, Gap=item.gap,
             Progress=item.progress, Agreement=item.agreement)  # fmt: skip
    criteria = {name: item for practice in practices.values() for name, item in practice.criteria.items()}
    assert [row["Criterion"].value for row in found["Criteria"]] == list(criteria)
    plan = {row["Id"].value: row for row in found["Roadmap"]}
    for name, item in record.roadmap.items.items():
        same(plan[name], Weeks=item.weeks, **{"Value a year": item.value_per_year, "Slack, weeks": item.slack_weeks,
             "Keeps its quarter": item.stays})  # fmt: skip
        assert plan[name]["Start"].value.date().isoformat() == item.start
        assert plan[name]["End"].value.date().isoformat() == item.end
    assert len(found["Roadmap"]) == len(plan) == len({**record.roadmap.items, **record.roadmap.done,
                                                      **record.roadmap.left_out})  # fmt: skip
    today, *after = found["Quarters"]
    (journey,) = record.journeys
    same(today, Completion=record.journeys[journey].completion, Contacts=record.journeys[journey].contacts)
    told = [
        str(row["What the roadmap does"].value).startswith(("Gone after", "Stays open")) for row in found["Findings"]
    ]
    same(today, Findings=sum(told))
    for row, quarter in zip(after, record.roadmap.quarters.values(), strict=True):
        figures = quarter.journeys[journey].figures
        same(row, Completion=figures.completion, Score=figures.score, Waiting=figures.waiting,
             **{"Time spent": figures.minutes, "Value of those who complete, a year": figures.value})  # fmt: skip
        assert row["End"].value.date().isoformat() == quarter.end
    for row, loss in zip(found["Value_at_risk_2"], record.journeys[journey].value_at_risk.losses, strict=True):
        same(row, n=loss.n, Line=loss.line, **{"Value a year": loss.value, "Customers a year": loss.customers})


DATE = re.compile(r"\[\$-[0-9A-F]+\]d mmmm yyyy")
PLAIN = re.compile(r'(?P<before>"[^"]*")?(?:#,##)?0(?:\.(?P<digits>0+))?(?P<percent>%)?(?P<after>"[^"]*")?')


def shown(cell, speak):
    """Return what a spreadsheet in a language shows for a number or a day."""
    if DATE.fullmatch(cell.number_format):
        return speak.date(cell.value.date())
    found = PLAIN.fullmatch(cell.number_format)
    assert found, cell.number_format
    digits = len(found["digits"] or "")
    number = speak.decimal(float(half_up(cell.value * (100 if found["percent"] else 1), digits)), digits)
    return "".join(
        ((found["before"] or "").strip('"'), number, found["percent"] or "", (found["after"] or "").strip('"'))
    )


@pytest.mark.parametrize("code", ["en", "it"])
def test_a_number_is_shown_as_the_report_rounds_it(code):
    """But for times, which are in minutes, and amounts from 10,000 on, of which the report keeps three digits."""
    speak, compared = typographer(language(code)), Counter()
    for sheet, found in zip(opened(FULL, code), contents(FULL), strict=True):
        for grid, table in zip(found.grids, sheet.tables.values(), strict=True):
            for cells, row in zip(grid.rows, sheet[table.ref][1:], strict=True):
                for wanted, cell in zip(cells, row, strict=True):
                    if not isinstance(wanted, Figure) or wanted.kind == "minutes":
                        continue
                    if wanted.kind == "money" and abs(wanted.value) >= 10_000:
                        assert shown(cell, speak) == speak.figure(replace(wanted, digits=0))
                    else:
                        assert shown(cell, speak).replace("-", "−") == speak.figure(wanted), cell.coordinate
                    compared[wanted.kind] += 1
    assert {"share", "score", "number", "count", "money"} <= set(compared)
    said, sheet = report_words(speak), opened(FULL, code).worksheets[2]
    rows = {row[9].value: row for row in reversed(list(sheet.iter_rows(min_row=5)))}  # today and everybody come first
    assert len(said) >= 9
    for key, (kind, words) in said.items():
        assert rows[key][8].value == words
        large = kind == "money" and rows[key][4].value >= 10_000
        assert kind == "minutes" or large or shown(rows[key][4], speak) == words, key


def report_words(speak):
    """Return the figures of the journey as the report writes them, with their kind, by id."""
    view = report_view(analysis(FULL))
    facts = (*view.summary.facts, *(fact for part in view.journeys for fact in part.headline))
    return {fact.key: (fact.value.kind, speak.figure(fact.value)) for fact in facts if "peak-end" not in fact.key}


def test_what_is_unknown_is_empty_and_never_zero():
    rows = {row["Id"].value: row for row in tables("minimal")["Journeys"]}
    unknown = [name for name, row in rows.items() if row["Value"].value is None]
    assert [name.rpartition(".")[2] for name in unknown] == ["waiting", "cost", "value"]
    for row in tables("minimal")["Scores"]:
        assert row["Low, 95%"].value is row["n"].value is row["Value lost in a year"].value is None


def test_no_text_is_a_formula_and_nothing_leads_out():
    cells = [cell for sheet in opened("hostile") for row in sheet.iter_rows() for cell in row]
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} <= {"n", "s", "d"}
    assert sum(text.startswith(("=", "+", "-", "@")) for text in texts) > 50
    for name, part in parts("hostile").items():
        assert not name.startswith("xl/worksheets/sheet") or not re.search(r"<f[ >]", part), name
        assert 'TargetMode="External"' not in part, name
    assert not [name for name in parts("hostile") if "vba" in name.lower() or "external" in name.lower()]


@pytest.mark.parametrize("name", [FULL, "hostile"])
def test_a_link_leads_to_the_row_of_what_it_names(name):
    book, count = opened(name), 0
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.hyperlink is not None):
            tab, _, address = cell.hyperlink.location.rpartition("!")
            target = book[tab.strip("'")]
            row = [other.value for other in target[int(address[1:])]]
            if target.title == "Scores":
                assert cell.value in row, cell.coordinate
                count += 1
            elif sheet.title == "Summary":
                assert target.title == "Findings", cell.coordinate
                assert str(row[0]) == cell.value.split(" · ")[0], cell.coordinate
    assert count > 5


def test_sheets_are_native_tables_that_stay_readable_on_screen_and_on_paper():
    book = opened(FULL)
    assert book.sheetnames == ["Summary", "Charts", "Journeys", "Scores", "Findings", "Readings", "Maturity", "Criteria",
                               "Roadmap", "Quarters", "Value at risk", "Data quality", "Glossary"]  # fmt: skip
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.oddFooter.left.text == "For the board && no other"
        assert sheet.oddFooter.right.text == "&P / &N"
        assert sheet.oddHeader.left.text == "Every record"
        if sheet.title in {"Journeys", "Scores", "Findings", "Readings", "Criteria", "Roadmap", "Quarters"}:
            (table,) = sheet.tables.values()
            head = int(re.search(r"\d+", table.ref)[0])
            assert table.autoFilter.ref == table.ref
            assert sheet.freeze_panes == f"A{head + 1}"
            assert sheet.print_title_rows == f"${head}:${head}"
        assert all(
            5 <= dimension.width <= 120 for dimension in sheet.column_dimensions.values() if dimension.customWidth
        )
    charts = [part for name, part in parts(FULL).items() if name.startswith("xl/charts/chart")]
    assert len(charts) == 2
    assert all("<c:barChart>" in part and "<c:numRef>" in part for part in charts)
    props = book.properties
    assert (props.title, props.creator) == ("Every record", "Ada")
    assert props.created.date() == analysis(FULL).workspace.today


class Every(dict):
    """A catalogue that has a translation for every sentence: the sentence between marks."""

    def get(self, key, default=None):
        return f"⟦{key}⟧"


IDS = {"file", "yaml", "outcome", "coverage", "trapped", "score", "time", "completion", "contacts", "hand", "offs", "cost",
       "value", "waiting", "may"}  # fmt: skip
"""Parts of ids, of the name of the file, and of a day, which the locale writes."""


def test_no_english_is_left_in_another_language():
    """What is not marked as translated is the author's own, an id, a code or a number."""
    speak = replace(language("en"), messages=Every())
    book = openpyxl.load_workbook(io.BytesIO(workbook(analysis(FULL), replace(render(), language=speak))))
    own = set(re.split(r"\W+", TEXT.lower())) | IDS
    left = []
    for sheet in book:
        assert "⟦" in sheet.title
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "⟦" not in cell.value:
                    words = set(re.split(r"\W+", cell.value.lower())) - own
                    left += [(cell.coordinate, cell.value)] * any(word.isalpha() for word in words)
    rules = {finding.rule for finding in analysis(FULL).judged.every_finding}
    left = [entry for entry in left if entry[1].split(".")[0] not in rules and entry[1].partition("@")[0] not in rules]
    assert [entry for entry in left if not re.fullmatch(r"[0-9a-f]{64}|[A-Z]{3}-\d.*", entry[1])] == []
    assert all("⟦" in column.name for sheet in book for table in sheet.tables.values() for column in table.tableColumns)


def test_the_same_bytes_in_two_processes(tmp_path):
    """With different hash seeds, and something on every sheet: one seed is fixed, that of this process is not."""
    (tmp_path / "w.yaml").write_text(TEXT, encoding="utf-8")
    command = ["report", str(tmp_path / "w.yaml"), "-o"]
    other = [sys.executable, "-m", "journeymap", *command, str(tmp_path / "other.xlsx")]
    subprocess.run(other, check=True, capture_output=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "1"})
    done = CliRunner().invoke(group, [*command, str(tmp_path / "own.xlsx")], standalone_mode=False)
    assert done.exception is None, done.exception
    assert (tmp_path / "own.xlsx").read_bytes() == (tmp_path / "other.xlsx").read_bytes()


NOTHING_LOST = """
    project: {today: 2026-10-05, currency: EUR}
    journeys: {j: {customers: 100/year, value: 5 EUR/year, stages: {s: {a: {channel: web, ends: completed}}}}}
"""


def test_a_table_without_rows_says_that_there_is_nothing():
    """A table has to have a row: its title would stand alone, over a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = workbook(analysed_text(NOTHING_LOST), render())
    sheet = openpyxl.load_workbook(io.BytesIO(made))["Value at risk"]
    column = [cell.value for cell in sheet["A"]]
    assert column[column.index("Where value is lost") + 1] == "None was found."
    assert list(sheet.tables) == ["Value_at_risk"]


ALIKE = """
    project: {today: 2026-10-05}
    departments: {a: {title: Desk}, b: {title: desk}, c: {title: "_x000D_ line"}, d: {title: "_X000d_ LINE"}}
    journeys: {j: {stages: {s: {a: {channel: web, department: a, ends: completed}}}}}
    initiatives: {i: {title: I, duration: 2 months, effort: {a: 1 d, b: 1 d, c: 1 d, d: 1 d}}}
"""


def test_the_head_of_a_column_is_its_name_letter_by_letter():
    """A head decodes what looks like an escaped character and a name does not; and no two names are alike."""
    with zipfile.ZipFile(io.BytesIO(workbook(analysed_text(ALIKE), render()))) as file:
        parts_ = {name: file.read(name).decode("utf-8") for name in file.namelist()}
    names = [re.findall(r'<tableColumn id="\d+" name="([^"]*)"', part)
             for name, part in parts_.items() if name.startswith("xl/tables/")]  # fmt: skip
    heads = set(re.findall(r"<t[^>]*>([^<]*)</t>", parts_["xl/sharedStrings.xml"]))
    assert {name for table in names for name in table} <= heads
    assert all(len({name.lower() for name in table}) == len(table) for table in names)
    assert "Person-days: _ x000D_ line" in {name for table in names for name in table}


def test_one_journey_alone_and_what_moved_since_last_time():
    both = analysed_text(TWO_JOURNEYS)
    alone = openpyxl.load_workbook(io.BytesIO(workbook(limited(both, "second"), render())))
    assert {row[1].value for row in alone["Journeys"][alone["Journeys"].tables["Journeys"].ref][1:]} == {"Second"}
    since = openpyxl.load_workbook(io.BytesIO(workbook(both, render(), both)))
    moved = since["Then and now"]
    head, *rows = moved[moved.tables["Then_and_now"].ref]
    values = [dict(zip([cell.value for cell in head], [cell.value for cell in row], strict=True)) for row in rows]
    assert {row["What can be told"] for row in values} == {"= as before", "? unknown"}
    assert {row["Then"] for row in values} == {row["Now"] for row in values}


def test_a_sheet_says_in_each_row_as_much_as_its_head():
    for found in (*contents(FULL), *contents("hostile")):
        for grid in found.grids:
            assert {len(row) for row in grid.rows} == {len(grid.columns)}, found.title
            assert len(grid.keys) in {0, len(grid.rows)}, found.title


@pytest.mark.parametrize("name", [FULL, "home-move"])
def test_no_sheet_is_printed_in_letters_below_six_and_a_half_points(name):
    """On one page its columns leave room for that; on several each page begins with the columns that name a row."""
    several = 0
    for sheet in opened(name):
        if sheet.title == "Charts":
            continue
        first, _, last, _ = openpyxl.utils.range_boundaries(sheet.print_area.rpartition("!")[2].replace("$", ""))
        letters = [openpyxl.utils.get_column_letter(column) for column in range(first, last + 1)]
        widths = [sheet.column_dimensions[letter].width for letter in letters]
        if sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage:
            assert sum(5.25 * width for width in widths) * LEAST <= 100 * ROOM[int(sheet.page_setup.paperSize)], sheet
            continue
        several += 1
        assert LEAST <= int(sheet.page_setup.scale) <= 100
        breaks = [int(item.id) for item in sheet.col_breaks.brk]
        named = openpyxl.utils.column_index_from_string(sheet.print_title_cols.rpartition(":")[2].strip("$"))
        for start, end in zip([named, *breaks], [*breaks, len(widths)], strict=True):
            shown = sum(5.25 * width for width in (*widths[:named], *widths[start:end]))
            assert shown * int(sheet.page_setup.scale) <= 100 * ROOM[int(sheet.page_setup.paperSize)], sheet
    assert several > 1


REFERENCES = """
    project: {today: 2026-10-05}
    journeys:
      j: {title: Order at Wow!B2 shops, stages: {s: {a: {channel: web, emotion: 1, ends: completed}}}}
      k: {title: "=cmd|'/C calc'!A1", stages: {s: {b: {title: "=X!B2", channel: web, emotion: 1, ends: completed}}}}
"""


def test_no_title_of_a_chart_is_taken_for_a_reference():
    """One with an exclamation mark before what looks like a cell would be: it is given as the cell it stands in."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = workbook(analysed_text(REFERENCES), render())
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        charts = [file.read(name).decode("utf-8") for name in file.namelist() if name.startswith("xl/charts/chart")]
        own = [name for name in file.namelist() if name.startswith("xl/externalLinks")]
    formulas = [formula for chart in charts for formula in re.findall("<c:f>([^<]*)</c:f>", chart)]
    assert len(charts) == 2
    assert not own
    assert len(formulas) >= 8
    assert [one for one in formulas if not re.fullmatch(r"(Scores|Charts)!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", one)] == []
    assert "Order at Wow!B2 shops" in charts[0]
    assert "'/C calc'!A1" in charts[1]


def test_an_opinion_is_drawn_apart_from_what_was_counted_and_a_number_stands_at_each_bar():
    for name in ("counted", FULL):
        rows = tables(name)["Scores"]
        for row in (row for row in rows if row["Score"].value is not None):
            apart = (row["Score with an interval"].value, row["Score without an interval"].value)
            assert apart == ((row["Score"].value, None) if row[LOW].value is not None else (None, row["Score"].value))
        charts = [part for path, part in parts(name).items() if path.startswith("xl/charts/chart")]
        assert all(part.count('<c:showVal val="1"/>') == part.count("<c:ser>") for part in charts)
        assert charts[0].count("<c:ser>") == 2


def test_bars_and_their_intervals_are_seen_and_the_ends_are_those_of_the_table():
    assert all(contrast(colour, "#ffffff") >= 3 for colour in SERIES)
    assert contrast(INK, SERIES[1]) >= 3  # an interval is drawn over the bar too
    known = [row for row in tables("counted")["Scores"] if row[LOW].value is not None]
    assert len(known) >= 6
    for row in known:
        assert row["Distance to low"].value == pytest.approx(row["Score"].value - row[LOW].value)
        assert row["Distance to high"].value == pytest.approx(row[HIGH].value - row["Score"].value)
    assert "<c:errBars>" in parts("counted")["xl/charts/chart1.xml"]
