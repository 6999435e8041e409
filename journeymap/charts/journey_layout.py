"""Where everything on the journey map goes: a view and a theme to a list of placed shapes.

Columns are as wide as their content asks for, within limits; rows are as high as their fullest
cell. Nothing is shortened: a long text makes its row higher.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import field
from types import MappingProxyType
from typing import Literal

from journeymap.charts.journey_curve import Curves, curves
from journeymap.charts.journey_head import card, heading, stage_arrow, stage_band
from journeymap.charts.journey_kit import Block, Kit, Pen, Slot
from journeymap.charts.journey_lanes import cell, lane
from journeymap.charts.journey_legend import legend
from journeymap.charts.journey_marks import frame, ground, mark_block
from journeymap.charts.journey_reach import reach_lines
from journeymap.charts.journey_rows import cuts
from journeymap.charts.journey_sheet import BETWEEN, ENDS, GUTTER, MARGIN, Cell, Sheet, begun, beside, column_width
from journeymap.charts.journey_ways import Ways, ways
from journeymap.charts.palette import Theme, readable
from journeymap.charts.svg import Box, Group, Label, Path, Rect, Shape, flat, number
from journeymap.languages import Language
from journeymap.records import dataclass
from journeymap.text import Text, say
from journeymap.views.journey_map import JourneyMap


@dataclass(frozen=True)
class JourneyLayout:
    """A journey map laid out.

    Attributes
    ----------
    width, height
        Of the page, in points.
    shapes
        In the order of painting.
    cells
        The cells of all lanes, for those who check that nothing leaves its own.
    slots
        Where each column stands.
    rows
        The room of each row of stages, for those who break the drawing into pages.
    heights
        Of the head, of the bands and of each lane, the highest of all rows, in points.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    cells: tuple[Cell, ...]
    slots: tuple[Slot, ...]
    rows: tuple[Box, ...] = ()
    heights: Mapping[str, float] = field(default_factory=dict)

    def labels(self) -> tuple[tuple[Label, Box], ...]:
        """Return every line of text with the room it takes on the page."""
        found = []
        for shape, dx, dy in flat(self.shapes):
            if isinstance(shape, Label):
                box = shape.box()
                found.append((shape, Box(box.x + dx, box.y + dy, box.width, box.height)))
        return tuple(found)


Rows = int | Literal["auto"]
"""How many rows of stages; ``auto`` sets the largest type on a sheet of paper."""

PAPER = math.sqrt(2)
"""Width of a lying sheet of paper by its height."""

_MOST_ROWS = 12


def layout_journey_map(  # noqa: PLR0913 - all but the first three are by name and may be left out
    view: JourneyMap,
    language: Language,
    theme: Theme,
    *,
    links: bool = False,
    rows: Rows = 1,
    width: float | None = None,
    ratio: float = PAPER,
    widths: Mapping[str, float] | None = None,
    heights: Mapping[str, float] | None = None,
) -> JourneyLayout:
    """Lay out a journey map.

    Parameters
    ----------
    links
        Whether findings lead to their place in the report.
    rows
        How many rows the stages are set in; ``auto`` tries them all and takes the largest type on a sheet of `ratio`.
    width
        The widest the page may be, in points, instead of a number of rows; no row has less than a column.
    ratio
        Width of the sheet by its height.
    widths
        Least width of columns by id, in points, so that several maps stand in the same places.
    heights
        Least height of parts by name, in points, for the same; those of another layout are in its `heights`.
    """
    kit = Kit(theme, language, links)
    slots = tuple(
        Slot(0.0, max(column_width(kit, column), (widths or {}).get(column.id, 0.0)), ground(theme, column.mark))
        for column in view.columns
    )
    if rows != "auto" or width is not None:
        return _laid_out(kit, view, slots, 1 if rows == "auto" else rows, width, heights or {})
    best = _laid_out(kit, view, slots, 1, None)
    for count in range(2, min(_MOST_ROWS, len(slots)) + 1):
        tried = _laid_out(kit, view, slots, count, None)
        if _side(tried, ratio) < _side(best, ratio):
            best = tried
        elif tried.height * ratio > tried.width:
            break
    return best


def _side(layout: JourneyLayout, ratio: float) -> float:
    """Return how wide a sheet must be to hold a drawing, in points."""
    return max(layout.width, layout.height * ratio)


def _laid_out(
    kit: Kit,
    view: JourneyMap,
    slots: Sequence[Slot],
    rows: int,
    width: float | None,
    heights: Mapping[str, float] = MappingProxyType({}),
) -> JourneyLayout:
    """Lay out a map in so many rows, or in as many as a width asks for."""
    margins = kit.u(MARGIN + GUTTER) + kit.u(BETWEEN) + beside(kit, view)
    limit = None if width is None else max(0.0, width - margins)
    wide = [slot.width for slot in slots]
    sheet = begun(kit, view, slots, cuts(view, wide, gap=kit.u(BETWEEN), rows=rows, limit=limit))
    sheet.least = heights
    _head(sheet)
    found = []
    for index, row in enumerate(sheet.rows if view.columns else ()):
        if index:
            sheet.y += kit.u(34)
        sheet.row, top = row, sheet.y
        _stages_and_cards(sheet)
        _panels(sheet)
        _ways(sheet)
        _lanes(sheet)
        _panels(sheet)
        found.append(Box(0.0, top, sheet.width, sheet.y - top))
    _foot(sheet)
    ground_ = Rect(0, 0, sheet.width, sheet.y, kit.theme.page)
    placed = tuple(slot for row in sheet.rows for slot in row.slots)
    shapes = (ground_, *sheet.under, *sheet.shapes)
    return JourneyLayout(sheet.width, sheet.y, shapes, tuple(sheet.cells), placed, tuple(found), sheet.heights)


def _head(sheet: Sheet) -> None:
    kit = sheet.kit
    sheet.y = kit.u(MARGIN)
    block = heading(kit, sheet.whole, sheet.width - 2 * kit.u(MARGIN))
    sheet.shapes.append(Group(block.shapes, dx=kit.u(MARGIN), dy=sheet.y, kind="head"))
    sheet.y += sheet.high("head", block.height) + kit.u(22)


def _stages_and_cards(sheet: Sheet) -> None:
    kit, view = sheet.kit, sheet.view
    stages = [(run, x, wide, stage_band(kit, run.stage, wide, index))
              for index, (run, x, wide) in enumerate(sheet.stages())]  # fmt: skip
    high = sheet.high("stages", max(block.height for *_, block in stages))
    for index, (_, x, wide, block) in enumerate(stages):
        arrow = stage_arrow(kit, wide, high, index)
        inner = Group(block.shapes, dy=(high - block.height) / 2)
        sheet.shapes.append(Group((arrow, inner), dx=x, dy=sheet.y, kind="stage"))
    sheet.y += high + kit.u(8)
    sheet.tops.append(sheet.y)
    sheet.y += kit.u(9)
    _cards(sheet)
    if any(column.mark for column in sheet.whole.columns):
        blocks = [mark_block(kit, column, slot) for column, slot in zip(view.columns, sheet.slots, strict=True)]
        _row(sheet, "changes", kit.say(say("What changes")), blocks)


def _cards(sheet: Sheet) -> None:
    kit, first = sheet.kit, sheet.row.part.first
    cards = [card(kit, column, index, slot)
             for index, (column, slot) in enumerate(zip(sheet.view.columns, sheet.slots, strict=True), first + 1)
             ]  # fmt: skip
    head = max(found.head.height for found in cards)
    foot = max(found.foot.height for found in cards)
    head = sheet.high("touchpoints", head + foot) - foot
    for index, (column, slot, found) in enumerate(zip(sheet.view.columns, sheet.slots, cards, strict=True)):
        moment = column.moment and not column.absent
        border = readable(kit.theme.star if moment else kit.theme.line, slot.on, 3 if moment else 1)
        dash = "4 4" if column.absent else ""
        shapes = (
            Rect(0, 0, slot.width, head + foot, slot.on, border, kit.u(2 if moment else 1.2), kit.u(8), dash),
            Group(found.head.shapes),
            Group(found.foot.shapes, dy=head + foot - found.foot.height),
        )
        sheet.shapes.append(Group(shapes, dx=slot.x, dy=sheet.y, kind="touchpoint"))
        sheet.cells.append(Cell("touchpoint", first + index, Box(slot.x, sheet.y, slot.width, head + foot)))
    sheet.y += head + foot + kit.u(9)


def _row(sheet: Sheet, name: str, label: str, blocks: Sequence[Block]) -> None:
    """Set a lane of cells with its label, and a hairline above it."""
    kit = sheet.kit
    pad = kit.u(10)
    gutter = _gutter(sheet, label)
    high = sheet.high(name, max(gutter.height, *(block.height for block in blocks)))
    _hairline(sheet)
    sheet.y += pad
    sheet.shapes.append(Group(gutter.shapes, dx=kit.u(MARGIN), dy=sheet.y, kind="lane"))
    for index, (slot, block) in enumerate(zip(sheet.slots, blocks, strict=True)):
        if block.shapes:
            sheet.shapes.append(Group(block.shapes, dx=slot.x, dy=sheet.y, kind=name))
        sheet.cells.append(Cell(name, sheet.row.part.first + index, Box(slot.x, sheet.y, slot.width, high)))
    sheet.y += high + pad


def _gutter(sheet: Sheet, label: str) -> Block:
    pen = Pen(sheet.kit, sheet.kit.theme.page, sheet.kit.u(GUTTER - 30))
    pen.write(label, "small", weight="semibold", fill=sheet.kit.theme.ink)
    return pen.done()


def _hairline(sheet: Sheet) -> None:
    if sheet.y <= sheet.tops[-1]:
        return
    for _, x, wide in sheet.stages():
        d = f"M{number(x)} {number(sheet.y)}h{number(wide)}"
        sheet.shapes.append(Path(d, stroke=sheet.kit.theme.line))


def _lanes(sheet: Sheet) -> None:
    kit, view = sheet.kit, sheet.view
    sheet.tops.append(sheet.y)
    for name in view.lanes:
        if name == "curve":
            drawn = curves(kit, sheet.row.part, sheet.slots, sheet.left - kit.u(8), sheet.row.right)
            if drawn is not None:
                _curve(sheet, drawn)
            elif sheet.asked(name):
                sheet.y += kit.u(10) + sheet.high(name, 0.0) + kit.u(10)
            continue
        if name == "reach":
            if view.reaches:
                _reach(sheet)
            continue
        found = lane(name, sheet.whole)
        if found is not None and (len(sheet.rows) == 1 or sheet.asked(name) or any(map(found.filled, view.columns))):
            blocks = [cell(found, kit, column, slot) for column, slot in zip(view.columns, sheet.slots, strict=True)]
            _row(sheet, name, kit.say(found.label), blocks)


def _ways(sheet: Sheet) -> None:
    """Draw the lane of ways as a band across the page."""
    kit, theme = sheet.kit, sheet.kit.theme
    drawn: Ways = ways(kit, sheet.row.part, sheet.slots, sheet.row.right)
    above = sheet.high("ways above", drawn.above)
    high = above + sheet.high("ways below", drawn.below)
    ends = sheet.row.right + beside(kit, sheet.view) - kit.u(ENDS + MARGIN)
    right = ends if len(sheet.rows) > 1 else sheet.width - kit.u(MARGIN)
    band = Rect(kit.u(MARGIN), sheet.y, right - kit.u(MARGIN), high, theme.surface, theme.line, 1, kit.u(8))
    gutter = Pen(kit, theme.surface, kit.u(GUTTER - 30), kit.u(MARGIN + 12), sheet.y + kit.u(12))
    gutter.write(kit.say(say("Ways")), "small", weight="semibold")
    sheet.shapes += [band, *gutter.shapes, Group(drawn.shapes, dy=sheet.y + above, kind="ways")]
    sheet.y += high + kit.u(10)


def _curve(sheet: Sheet, drawn: Curves) -> None:
    kit = sheet.kit
    _hairline(sheet)
    sheet.y += kit.u(10)
    if drawn.plot:
        shapes = _gutter_half(sheet, say("Score"))
        sheet.shapes.append(Group(shapes, dx=kit.u(MARGIN), dy=sheet.y, kind="lane"))
    if drawn.faces is not None:
        shapes = _gutter(sheet, kit.say(say("Emotion"))).shapes
        top = sheet.y + drawn.faces - kit.high("small") / 2
        sheet.shapes.append(Group(shapes, dx=kit.u(MARGIN), dy=top, kind="lane"))
    sheet.shapes.append(Group(drawn.block.shapes, dy=sheet.y, kind="curve"))
    sheet.y += sheet.high("curve", drawn.block.height) + kit.u(10)


def _reach(sheet: Sheet) -> None:
    kit = sheet.kit
    _hairline(sheet)
    sheet.y += kit.u(10)
    block = reach_lines(kit, sheet.row.part, sheet.slots, sheet.left - kit.u(8))
    shapes = _gutter_half(sheet, say("Get here"))
    sheet.shapes.append(Group(shapes, dx=kit.u(MARGIN), dy=sheet.y, kind="lane"))
    sheet.shapes.append(Group(block.shapes, dy=sheet.y, kind="reach"))
    sheet.y += block.height + kit.u(10)


def _gutter_half(sheet: Sheet, label: Text) -> tuple[Shape, ...]:
    """Set the label of a lane with a scale in its gutter: beside the scale, or above it if a word needs the room."""
    kit, words = sheet.kit, sheet.kit.say(label)
    beside_it = max(kit.wide(word, "small", "semibold") for word in words.split()) <= kit.u(GUTTER - 60)
    pen = Pen(kit, kit.theme.page, kit.u(GUTTER - 60 if beside_it else GUTTER - 30))
    pen.down(8 if beside_it else 0)
    pen.write(words, "small", weight="semibold")
    return pen.done().shapes


def _panels(sheet: Sheet) -> None:
    """Put a sheet behind the columns of each stage, from where it began, and the grounds of marked columns."""
    kit, theme = sheet.kit, sheet.kit.theme
    top, bottom = sheet.tops[-1], sheet.y
    if bottom <= top:
        return
    for _, x, wide in sheet.stages():
        sheet.under.append(Rect(x, top, wide, bottom - top, theme.surface, theme.line, 1, kit.u(8)))
    for column, slot in zip(sheet.view.columns, sheet.slots, strict=True):
        if column.mark is not None:
            sheet.under.append(frame(kit, column.mark, slot, top + kit.u(3), bottom - kit.u(4)))
    sheet.y += kit.u(10)


def _foot(sheet: Sheet) -> None:
    kit = sheet.kit
    sheet.y += kit.u(16)
    block = legend(kit, sheet.whole, min(sheet.width, kit.u(1500)) - 2 * kit.u(MARGIN))
    sheet.shapes.append(Group(block.shapes, dx=kit.u(MARGIN), dy=sheet.y, kind="legend"))
    sheet.y += block.height + kit.u(MARGIN)
