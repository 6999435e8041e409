"""Writes sheets as an Excel workbook: native tables and charts, formats of numbers, print set-up.

Every text is written as a string, so that nothing a user wrote can become a formula, and links lead within the
workbook only. The same sheets give the same bytes.
"""

import datetime as dt
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import xlsxwriter

from journeymap import __version__
from journeymap.analysis import Analysis
from journeymap.charts.palette import readable
from journeymap.model.workspace import EPOCH
from journeymap.outputs import Render
from journeymap.outputs.html.brand import DEFAULT
from journeymap.outputs.html.wording import Wording, typographer
from journeymap.outputs.workbook.formats import FONT, INK, QUIET, RULE, day_format, number_format
from journeymap.outputs.workbook.names import column_names, sheet_names, short, table_name
from journeymap.outputs.workbook.paper import HIGH, LEAST, paper
from journeymap.outputs.workbook.plot import bars
from journeymap.outputs.workbook.shape import Shape, chart_height
from journeymap.outputs.workbook.sheets import Bars, Cell, Content, Grid, Jump, Lines, Material, Sheet, shipped
from journeymap.text import Figure, Text, say

BAR = "#C9D8EA"
MADE = dt.datetime(2020, 1, 1)  # noqa: DTZ001 - a workbook has no time zones
"""Day a workbook is said to be made on where the workspace has none."""

LONGEST = 32_000
"""Characters of a cell; the format takes 32,767."""

ONE_LINE = 100
"""Letters of a heading, and of the line at the head or foot of a page."""

MOST_LINES = 30
"""Lines a row is high at most, which is as high as a row can be; what is longer is read in the cell itself."""

NO_ROWS = say("none was found")
"""Stands in place of a table without rows."""

EMPTY = 15.0
"""Height of a row that says nothing, in points."""

LINE, ROOM = 13.0, 0.85
"""Height of a line, in points, and width of a letter as part of a column's unit, with what breaking lines takes."""

CELL = 10.71
"""Width of a column without a table: eleven hold a chart, and a sheet of paper holds them in any font."""

PAGE, LEAST_SCALE, MOST_SCALE = 540, 45, 85
"""Height of a page with a chart, in pixels, and the least and the most it is scaled to, in percent."""

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
           "default_format_properties": {"font_name": FONT, "font_size": 10, "font_scheme": False}}  # fmt: skip
"""Of the library; the usual font is that of the cells, since the width of a column is counted in its digits."""


def workbook(analysis: Analysis, render: Render, since: Analysis | None = None) -> bytes:
    """Write the analysis as a workbook.

    Parameters
    ----------
    analysis
        Everything computed of a workspace, or what it says of one journey.
    render
        Its language says every word.
    since
        The same workspace as it was, with its plan: what moved since is a sheet of its own.

    Returns
    -------
    bytes
        An Excel workbook (.xlsx) without macros, formulas or links out of it; the same for the same arguments.
    """
    material = Material(analysis, since)
    filled = {name: (sheet, content) for name, sheet in shipped().items()
              if (content := sheet.fill(material)) is not None}  # fmt: skip
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    made = _Book(material, Wording(typographer(render.language)), book, filled)
    made.describe()
    for name in filled:
        made.write(name)
    book.close()
    return file.getvalue()


@dataclass
class _Book:
    """A workbook being written."""

    material: Material
    wording: Wording
    book: Any
    filled: Mapping[str, tuple[Sheet, Content]]
    looks: dict[str, Any] = field(default_factory=dict)
    tables: set[str] = field(default_factory=set)
    said: dict[Cell, str] = field(default_factory=dict)
    high: dict[str, dict[int, float]] = field(default_factory=dict)

    @cached_property
    def colour(self) -> str:
        """Return the brand's colour, dark enough for white letters on it."""
        brand = self.material.analysis.workspace.content.project.brand
        return readable((brand.colour if brand else None) or DEFAULT, "#ffffff", 4.5)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Return the names of the sheets by their id."""
        told = [self.wording.headline(sheet.name) for sheet, _ in self.filled.values()]
        return dict(zip(self.filled, sheet_names(told), strict=True))

    @cached_property
    def shapes(self) -> Mapping[str, "Shape"]:
        """Return where the parts of each sheet stand."""
        return {name: Shape(content) for name, (_, content) in self.filled.items()}

    def look(self, name: str = "", **more: Any) -> Any:
        """Return a format, made once."""
        key = name + repr(sorted(more.items()))
        if key not in self.looks:
            base = {"font_name": FONT, "font_size": 10, "font_scheme": False, "font_color": INK, "text_wrap": True,
                    "valign": "top"}  # fmt: skip
            cell = {"bottom": 1, "bottom_color": RULE}
            known: dict[str, dict[str, Any]] = {
                "cell": cell,
                "number": {**cell, "align": "right", "indent": 1},
                "words": {**cell, "align": "left", "indent": 1},
                "title": {"bold": True, "font_size": 16, "font_color": self.colour, "text_wrap": False},
                "note": {"font_color": QUIET},
                "heading": {"bold": True, "font_size": 12, "font_color": self.colour, "text_wrap": False,
                            "valign": "bottom"},
                "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": self.colour, "valign": "vcenter",
                         "align": "left", "indent": 1},
                "label": {"bold": True},
                "strong": {"font_size": 12},
            }  # fmt: skip
            self.looks[key] = self.book.add_format({**base, **known.get(name, {}), **more})
        return self.looks[key]

    def describe(self) -> None:
        """Write what the file says of itself."""
        cover, workspace = self.material.view.cover, self.material.analysis.workspace
        day = dt.datetime.combine(workspace.today, dt.time()) if workspace.today != EPOCH else MADE
        known = {
            "title": cover.title, "subject": self.wording.headline(say("Analysis of the journeys, as tables")),
            "author": cover.author, "company": cover.organisation, "status": cover.confidentiality,
            "comments": f"journeymap {__version__}, SHA-256 {cover.digest}", "created": day,
        }  # fmt: skip
        self.book.set_properties({name: self.text(value)[:250] if isinstance(value, str) else value
                                  for name, value in known.items()})  # fmt: skip

    def text(self, cell: Cell) -> str:
        """Return a cell as a text: a sentence begins with a capital, what a user wrote stays as it is."""
        if cell not in self.said:
            self.said[cell] = self._told(cell)
        return self.said[cell]

    def _told(self, cell: Cell) -> str:
        if isinstance(cell, Jump):
            return self.text(cell.words)
        told = self.wording.headline(cell) if isinstance(cell, Text) else self.wording.words(cell)
        return short(told, LONGEST)

    def write(self, name: str) -> None:
        """Write a sheet."""
        _, content = self.filled[name]
        shape, sheet = self.shapes[name], self.book.add_worksheet(self.names[name])
        widths = self._widths(content)
        printed = widths[: _printed(content, len(widths))]
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        self._across(sheet, 0, short(self.text(content.title), ONE_LINE), "title", printed)
        self._high(sheet, 0, 27)
        self._across(sheet, 1, self.wording.sentence(content.note), "note", printed)
        for place, part in enumerate(content.parts):
            row = shape.starts[place]
            if isinstance(part, Grid):
                self._grid(sheet, name, part, row, widths)
            elif isinstance(part, Lines):
                self._lines(sheet, part, row, widths)
            else:
                self._bars(sheet, part, row)
        self._print(sheet, content, shape, printed)

    def _high(self, sheet: Any, row: int, height: float) -> None:
        """Set the height of a row, in points, and keep it."""
        sheet.set_row(row, height)
        self.high.setdefault(sheet.get_name(), {})[row] = height

    def _across(self, sheet: Any, row: int, words: str, look: str, widths: list[float]) -> None:
        """Write words over the whole width of a sheet, so that they do not widen what is printed."""
        sheet.merge_range(row, 0, row, len(widths) - 1, "", self.look(look))
        sheet.write_string(row, 0, words, self.look(look))
        self._high(sheet, row, 3 + LINE * min(MOST_LINES, math.ceil(len(words) * ROOM / sum(widths)) or 1))

    def _widths(self, content: Content) -> list[float]:
        """Return how wide each column is: as its longest cell, and no wider than it may be."""
        found = [0.0] * max((len(grid.columns) for grid in content.grids), default=11)
        for grid in content.grids:
            for place, column in enumerate(grid.columns):
                head = max(map(len, self.text(column.title).split()), default=0) + 5
                longest = max((self._length(row[place]) for row in grid.rows), default=0)
                found[place] = max(found[place], head, min(longest * 1.05 + 3, column.width))
        return [width or CELL for width in found]

    def _length(self, cell: Cell) -> int:
        return max(map(len, self.text(cell).split("\n")), default=0) if cell is not None else 0

    def _grid(self, sheet: Any, name: str, grid: Grid, row: int, widths: list[float]) -> None:
        """Write a table, under its title if it has one; where it has no row, that there is none."""
        head = row
        if grid.title is not None:
            sheet.write_string(row, 0, short(self.text(grid.title), ONE_LINE), self.look("heading"))
            head += 1
        if not grid.rows:  # a table has to have a row
            sheet.write_string(head, 0, self.wording.sentence(NO_ROWS), self.look("note", text_wrap=False))
            return
        last = head + len(grid.rows)
        titles = column_names([self.wording.words(column.title) for column in grid.columns])
        sheet.add_table(head, 0, last, len(titles) - 1, {
            "name": table_name(self.names[name], self.tables),
            "style": None,
            "columns": [{"header": title, "header_format": self.look("head", **_aligned(grid, place))}
                        for place, title in enumerate(titles)],
        })  # fmt: skip
        highest = max(map(self._lines_of, titles, (0.85 * width for width in widths)))
        self._high(sheet, head, 6 + LINE * max(2, highest))
        for index, cells in enumerate(grid.rows, head + 1):
            for column, cell in enumerate(cells):
                self._cell(sheet, index, column, cell)
            self._high(sheet, index, 2 + LINE * min(MOST_LINES, max(map(self._lines_of, cells, widths), default=1)))
        for place, bar in ((place, column.bar) for place, column in enumerate(grid.columns) if column.bar):
            drawn = {"type": "data_bar", "bar_solid": True, "bar_color": BAR, "min_type": "num", "min_value": 0,
                     "max_type": "num", "max_value": bar, "data_bar_2010": True}  # fmt: skip
            sheet.conditional_format(head + 1, place, last, place, drawn)

    def _lines_of(self, cell: Cell, width: float) -> int:
        """Return how many lines a cell takes; numbers take one."""
        if cell is None or isinstance(cell, Figure):
            return 1
        return sum(math.ceil(len(line) * ROOM / (width - 1.5)) or 1 for line in self.text(cell).split("\n"))

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        """Write a cell of a table; what is unknown stays empty."""
        tongue = self.wording.language
        if cell is None or cell == "":
            sheet.write_blank(row, column, None, self.look("cell"))
        elif isinstance(cell, dt.date):
            sheet.write_datetime(row, column, cell, self.look("words", num_format=day_format(tongue), align="left"))
        elif isinstance(cell, Figure) and cell.kind == "date":
            self._cell(sheet, row, column, dt.date.fromordinal(int(cell.value)))
        elif isinstance(cell, Figure):
            sheet.write_number(row, column, cell.value, self.look("number", num_format=number_format(cell, tongue)))
        else:
            self._words(sheet, row, column, cell, "words")

    def _words(self, sheet: Any, row: int, column: int, cell: Cell, look: str) -> None:
        """Write words, as a link where they lead to a row that is there."""
        place = self._place(cell) if isinstance(cell, Jump) else None
        if place is None:
            sheet.write_string(row, column, self.text(cell), self.look(look))
            return
        linked = self.look(look, font_color=self.colour, underline=1)
        sheet.write_url(row, column, place, linked, string=self.text(cell))

    def _place(self, jump: Jump) -> str | None:
        """Return the address a link leads to; `None` if the sheet or the row is not there."""
        row = self.shapes[jump.sheet].row(jump.row) if jump.sheet in self.shapes else None
        return None if row is None else f"internal:'{self.names[jump.sheet]}'!A{row + 1}"

    def _lines(self, sheet: Any, part: Lines, row: int, widths: list[float]) -> None:
        """Write words under a heading, a label before each."""
        if part.title is not None:
            sheet.write_string(row, 0, short(self.text(part.title), ONE_LINE), self.look("heading"))
            row += 1
        look, size = ("strong", 1.15) if part.strong else ("", 0.95)
        for index, (label, value) in enumerate(part.lines, row):
            if label:
                self._words(sheet, index, 0, label, "label")
            told = self.wording.sentence(value) if isinstance(value, Text) else self.text(value)
            sheet.merge_range(index, 1, index, len(widths) - 1, "", self.look(look))
            sheet.write_string(index, 1, told, self.look(look))
            length = max(len(told) * size * ROOM / sum(widths[1:]), len(self.text(label)) * ROOM / widths[0])
            self._high(sheet, index, 4 + LINE * size * min(MOST_LINES, max(1, math.ceil(length))))

    def _bars(self, sheet: Any, part: Bars, row: int) -> None:
        """Draw a chart over rows of a table; its title stands in the cell beneath it."""
        _, head = self.shapes[part.sheet].rows(part.grid)
        sheet.write_string(row, 0, short(self.text(part.title), ONE_LINE), self.look("heading"))
        chart = bars(self.book, part, self.names[part.sheet], head, (sheet.get_name(), row))
        sheet.insert_chart(row, 0, chart, {"description": self.text(part.title), "object_position": 2})

    def _print(self, sheet: Any, content: Content, shape: "Shape", widths: list[float]) -> None:
        """Set up paper: letters that can be read, the head of the table on every page; a chart begins a page."""
        cover = self.material.view.cover
        only = content.parts[0] if len(content.parts) == 1 else None
        named = only.named if isinstance(only, Grid) else 1
        charts = [part for part in content.parts if isinstance(part, Bars)]
        sheet.set_landscape()
        sheet.set_margins(0.5, 0.5, 0.75, 0.75)
        found = paper(widths, named)
        sheet.set_paper(found.size)
        if charts:
            sheet.set_print_scale(max(LEAST_SCALE, min(MOST_SCALE, 100 * PAGE // max(map(chart_height, charts)))))
            sheet.set_h_pagebreaks(list(shape.starts[1:]))
        elif found.breaks:
            sheet.set_print_scale(found.scale)
            sheet.set_v_pagebreaks(list(found.breaks))
            sheet.print_across()
        else:
            known = self.high[sheet.get_name()]
            once = (sum(known.values()) + EMPTY * (shape.end - len(known))) * LEAST <= 100 * HIGH[found.size]
            sheet.fit_to_pages(1, 1 if shape.head is None and once else 0)
        sheet.print_area(0, 0, shape.end - 1, len(widths) - 1)
        if shape.head is not None:
            sheet.freeze_panes(shape.head + 1, 0)
            sheet.repeat_rows(shape.head)
            sheet.repeat_columns(0, named - 1)
        sheet.set_header(f"{self._running(cover.title)}&R&A")
        sheet.set_footer(f"{self._running(cover.confidentiality)}&R&P / &N")

    def _running(self, words: str) -> str:
        """Return words for the left of the head or foot of each page: one line, and no command of the format."""
        line = short(" ".join(self.text(words).split()), ONE_LINE).replace("&", "&&")
        return f"&L{line}" if line else ""


def _printed(content: Content, columns: int) -> int:
    """Return how many columns are printed: of a sheet that is one table, those that are meant for paper."""
    only = content.parts[0] if len(content.parts) == 1 else None
    return sum(column.paper for column in only.columns) if isinstance(only, Grid) else columns


def _aligned(grid: Grid, column: int) -> Mapping[str, object]:
    """Return how the head of a column is set: above numbers to the right, as they are."""
    numbers = any(isinstance(row[column], Figure) for row in grid.rows)
    return {"align": "right", "indent": 1} if numbers else {}
