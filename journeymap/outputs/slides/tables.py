"""Tables of the report on slides: columns as wide as their words ask, rows split over as many slides as it takes."""

from collections.abc import Iterator, Sequence

from journeymap.outputs.slides.page import LEADING, Page
from journeymap.outputs.slides.scene import CELL_INSET, Box, Cell, Grid, Row, para
from journeymap.records import dataclass
from journeymap.views.report_parts import Cell as Value
from journeymap.views.report_parts import Table

HEAD_SIZE = 10.0
MOST_LINES = 7
"""Lines of a cell; what is longer ends with an ellipsis and stands whole in the notes."""
LEAST_COLUMN = 30.0


@dataclass(frozen=True)
class Sheet:
    """A table in words, ready to be laid out.

    Attributes
    ----------
    numeric
        For each column whether it is set to the right.
    sums
        Places of the rows that add up others.
    colours
        Role of the words of a cell, by row and column.
    lines
        The most lines of a cell.
    heads
        Places of the rows whose first cell names those below it, over all columns.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...] = ()
    sums: tuple[int, ...] = ()
    colours: tuple[tuple[int, int, str], ...] = ()
    size: float = 11.0
    bold: tuple[int, ...] = (0,)
    lines: int = MOST_LINES
    heads: tuple[int, ...] = ()


def sheet(page: Page, table: Table, *, columns: Sequence[int] | None = None, size: float = 11.0,
          lines: int = MOST_LINES) -> Sheet:  # fmt: skip
    """Say a table of the report, or some of its columns."""
    chosen = list(range(len(table.head))) if columns is None else list(columns)
    shown = table.shown
    rows = tuple(tuple(_say(page, row[index]) if index < len(row) else "" for index in chosen) for row in shown)
    numeric = tuple(table.numeric[index] for index in chosen)
    return Sheet(page.headline(table.caption), tuple(page.say(table.head[index]) for index in chosen), rows, numeric,
                 tuple(place for place in table.sums if place < len(shown)), size=size, lines=lines)  # fmt: skip


def _say(page: Page, value: Value) -> str:
    return page.say(value)


def grids(page: Page, given: Sheet, box: Box) -> Iterator[Grid]:
    """Yield the table as grids that each fit a box; the head stands on every one."""
    widths = column_widths(page, given, box.w)
    head = _row(page, given.head, widths, given, None)
    rows = [_row(page, row, widths, given, place) for place, row in enumerate(given.rows)]
    start = 0
    while start < len(rows):
        end, used = start, head.height
        while end < len(rows) and (end == start or used + rows[end].height <= box.h):
            used += rows[end].height
            end += 1
        yield Grid(given.caption, given.caption, Box(box.x, box.y, sum(widths), used), widths,
                   (head, *rows[start:end]))  # fmt: skip
        start = end


def column_widths(page: Page, given: Sheet, room: float) -> tuple[float, ...]:
    """Return the width of each column: its longest word at least, the rest of the room by what its words would take."""
    least, wanted = [], []
    for index, head in enumerate(given.head):
        cells = [row[index] for place, row in enumerate(given.rows) if place not in given.heads]
        bold = index in given.bold
        longest = [page.kit.width(word[:40], HEAD_SIZE, bold=True) for word in head.split()]
        longest += [
            page.kit.width(word[:40], given.size, bold=bold) for cell in cells for word in cell[:2000].split()[:60]
        ]
        # Lines of a cell that the report itself broke, such as two days, are not broken again.
        longest += [page.kit.width(line[:40], given.size, bold=bold) + 1
                    for cell in cells if "\n" in cell for line in cell[:200].split("\n")]  # fmt: skip
        whole = [page.kit.width(cell[:400], given.size, bold=bold) for cell in cells]
        whole += [page.kit.width(head, HEAD_SIZE, bold=True) / 2, *longest[: len(head.split())]]
        pad = 2 * CELL_INSET[0] + 1
        least.append(min(max([LEAST_COLUMN, *longest]), 110.0) + pad)
        wanted.append(max([LEAST_COLUMN, *whole]) + pad)
    if sum(least) > room:
        return tuple(room * item / sum(least) for item in least)
    if sum(wanted) <= room:
        return tuple(item * room / sum(wanted) for item in wanted)
    # A column of long texts does not take all the room of the others: the square root weighs them.
    weights = [max(0.0, want - need) ** 0.5 for want, need in zip(wanted, least, strict=True)]
    return _shared(least, wanted, weights, room)


def _shared(
    least: Sequence[float], wanted: Sequence[float], weights: Sequence[float], room: float
) -> tuple[float, ...]:
    """Share what is left of the room by weight; a column that has what it wants leaves the rest to the others."""
    widths = list(least)
    open_ = [index for index, weight in enumerate(weights) if weight > 0]
    while open_ and room - sum(widths) > 0.5:
        left, total = room - sum(widths), sum(weights[index] for index in open_)
        for index in open_:
            widths[index] = min(wanted[index], widths[index] + left * weights[index] / total)
        open_ = [index for index in open_ if widths[index] < wanted[index] - 0.01]
    return tuple(widths)


def _row(page: Page, words: Sequence[str], widths: Sequence[float], given: Sheet, place: int | None) -> Row:
    """Return a row, or with no place the head, as high as its highest cell."""
    size = HEAD_SIZE if place is None else given.size
    if place in given.heads:
        return _headed(page, words[0], widths, given)
    cells, lines = [], 1
    looks = {column: role for row, column, role in given.colours if row == place}
    for index, text in enumerate(words):
        bold = place is None or index in given.bold or place in given.sums
        room = widths[index] - 2 * CELL_INSET[0]
        shown = page.cut(text, size, room, given.lines, bold=bold)
        lines = max(lines, page.kit.lines(shown, size, room, bold=bold))
        align = "r" if index < len(given.numeric) and given.numeric[index] else "l"
        colour = "on-band" if place is None else looks.get(index, "ink")
        fill = "band" if place is None else "soft" if place in given.sums else ""
        cells.append(Cell((para(shown, size, bold=bold, colour=colour, align=align),), fill))
    return Row(lines * size * LEADING + 2 * CELL_INSET[1] + 1, tuple(cells))


def _headed(page: Page, words: str, widths: Sequence[float], given: Sheet) -> Row:
    """Return a row of one cell that names those below it."""
    room = sum(widths) - 2 * CELL_INSET[0]
    shown = page.cut(words, given.size, room, given.lines, bold=True)
    first = Cell((para(shown, given.size, bold=True),), "soft", len(widths))
    height = page.kit.lines(shown, given.size, room, bold=True) * given.size * LEADING + 2 * CELL_INSET[1] + 1
    return Row(height, (first, *(Cell((), "soft", 0) for _ in widths[1:])))
