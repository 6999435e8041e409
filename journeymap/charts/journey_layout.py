"""Where everything on the journey map goes: a view and a theme to a list of placed shapes.

Columns are as wide as their content asks for, within limits; rows are as high as their fullest
cell. Nothing is shortened: a long text makes its row higher.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from journeymap.charts.journey_curve import Curves, curves
from journeymap.charts.journey_head import Run, card, heading, runs, stage_arrow, stage_band
from journeymap.charts.journey_kit import Block, Kit, Pen, Slot
from journeymap.charts.journey_lanes import cell, lane
from journeymap.charts.journey_legend import legend
from journeymap.charts.journey_marks import frame, ground, mark_block
from journeymap.charts.journey_outcomes import WIDTH as OUTCOME_WIDTH
from journeymap.charts.journey_reach import reach_lines
from journeymap.charts.journey_ways import Ways, ways
from journeymap.charts.palette import Theme, readable
from journeymap.charts.svg import Box, Group, Label, Path, Rect, Shape, flat, number
from journeymap.languages import Language
from journeymap.text import Text, say
from journeymap.views.journey_map import Column, JourneyMap

NARROW, WIDE, STEP = 136.0, 220.0, 12.0
"""Least and greatest width of a column's text on the screen, and the steps between."""

_MARGIN, _GUTTER, _BETWEEN, _STAGES, _LEAST = 28.0, 116.0, 20.0, 34.0, 700.0


@dataclass(frozen=True, slots=True)
class Cell:
    """The room of one cell: the lane's name, the number of the column, and a box in points."""

    lane: str
    column: int
    box: Box


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
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    cells: tuple[Cell, ...]
    slots: tuple[Slot, ...]

    def labels(self) -> tuple[tuple[Label, Box], ...]:
        """Return every line of text with the room it takes on the page."""
        found = []
        for shape, dx, dy in flat(self.shapes):
            if isinstance(shape, Label):
                box = shape.box()
                found.append((shape, Box(box.x + dx, box.y + dy, box.width, box.height)))
        return tuple(found)


def layout_journey_map(view: JourneyMap, language: Language, theme: Theme, *, links: bool = False) -> JourneyLayout:
    """Lay out a journey map.

    Parameters
    ----------
    links
        Whether findings lead to their place in the report.
    """
    kit = Kit(theme, language, links)
    sheet = _sheet(kit, view)
    _head(sheet)
    if view.columns:
        _stages_and_cards(sheet)
        _panels(sheet)
        _ways(sheet)
        _lanes(sheet)
        _panels(sheet)
    _foot(sheet)
    ground_ = Rect(0, 0, sheet.width, sheet.y, theme.page)
    return JourneyLayout(sheet.width, sheet.y, (ground_, *sheet.under, *sheet.shapes), tuple(sheet.cells), sheet.slots)


@dataclass(slots=True)
class _Sheet:
    """A page being filled from the top; `y` is how far, in points."""

    kit: Kit
    view: JourneyMap
    slots: tuple[Slot, ...]
    runs: tuple[Run, ...]
    width: float
    left: float
    right: float
    y: float = 0.0
    tops: list[float] = field(default_factory=list)
    under: list[Shape] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)

    def stages(self) -> Iterator[tuple[Run, float, float]]:
        """Yield each run of columns with its left edge and width, in points."""
        pad = self.kit.u(_BETWEEN / 2)
        for run in self.runs:
            start, end = self.slots[run.first].x - pad, self.slots[run.end - 1].right + pad
            yield run, start, end - start


def _sheet(kit: Kit, view: JourneyMap) -> _Sheet:
    spans = runs(view)
    firsts = {run.first for run in spans}
    left = kit.u(_MARGIN + _GUTTER)
    x, slots = left + kit.u(_BETWEEN / 2), []
    for index, column in enumerate(view.columns):
        if index:
            x += kit.u(_STAGES if index in firsts else _BETWEEN)
        wide = column_width(kit, column)
        slots.append(Slot(x, wide, ground(kit.theme, column.mark)))
        x += wide
    right = x + kit.u(_BETWEEN / 2)
    edge = right + kit.u(58)
    width = (edge + kit.u(OUTCOME_WIDTH) if view.outcomes else right) + kit.u(_MARGIN)
    return _Sheet(kit, view, tuple(slots), spans, max(width, kit.u(_LEAST)), left, edge)


def column_width(kit: Kit, column: Column) -> float:
    """Return the width of a column's text in points: wider the more there is to say, in steps."""
    lanes = (
        (column.title, 3), (column.doing, 6), (column.quote, 6), (" ".join((*column.pains, *column.gains)), 8),
        (" ".join(column.backstage), 8), (" ".join((*column.systems, *column.data)), 6),
    )  # fmt: skip
    wanted = max(_length(text) * 6.0 / rows for text, rows in lanes)
    steps = -(-(min(WIDE, max(NARROW, wanted)) - NARROW) // STEP)
    larger = math.pow(kit.theme.scale / kit.theme.room, 0.35)
    return kit.u(NARROW + steps * STEP) * larger


def _length(text: str | None) -> float:
    """Return about how many Latin letters a text is as wide as."""
    return (len(text) + len(text.encode("utf-8", "replace"))) / 2 if text else 0.0


def _head(sheet: _Sheet) -> None:
    kit = sheet.kit
    sheet.y = kit.u(_MARGIN)
    block = heading(kit, sheet.view, sheet.width - 2 * kit.u(_MARGIN))
    sheet.shapes.append(Group(block.shapes, dx=kit.u(_MARGIN), dy=sheet.y, kind="head"))
    sheet.y += block.height + kit.u(22)


def _stages_and_cards(sheet: _Sheet) -> None:
    kit, view = sheet.kit, sheet.view
    stages = [(run, x, wide, stage_band(kit, run.stage, wide, index))
              for index, (run, x, wide) in enumerate(sheet.stages())]  # fmt: skip
    high = max(block.height for *_, block in stages)
    for index, (_, x, wide, block) in enumerate(stages):
        arrow = stage_arrow(kit, wide, high, index)
        inner = Group(block.shapes, dy=(high - block.height) / 2)
        sheet.shapes.append(Group((arrow, inner), dx=x, dy=sheet.y, kind="stage"))
    sheet.y += high + kit.u(8)
    sheet.tops.append(sheet.y)
    sheet.y += kit.u(9)
    _cards(sheet)
    if any(column.mark for column in view.columns):
        blocks = [mark_block(kit, column, slot) for column, slot in zip(view.columns, sheet.slots, strict=True)]
        _row(sheet, "changes", kit.say(say("What changes")), blocks)


def _cards(sheet: _Sheet) -> None:
    kit = sheet.kit
    cards = [card(kit, column, index, slot)
             for index, (column, slot) in enumerate(zip(sheet.view.columns, sheet.slots, strict=True), 1)]  # fmt: skip
    head = max(found.head.height for found in cards)
    foot = max(found.foot.height for found in cards)
    for index, (column, slot, found) in enumerate(zip(sheet.view.columns, sheet.slots, cards, strict=True)):
        border = readable(kit.theme.accent if column.moment else kit.theme.line, slot.on, 3 if column.moment else 1)
        shapes = (
            Rect(0, 0, slot.width, head + foot, slot.on, border, kit.u(2 if column.moment else 1.2), kit.u(8)),
            Group(found.head.shapes),
            Group(found.foot.shapes, dy=head + foot - found.foot.height),
        )
        sheet.shapes.append(Group(shapes, dx=slot.x, dy=sheet.y, kind="touchpoint"))
        sheet.cells.append(Cell("touchpoint", index, Box(slot.x, sheet.y, slot.width, head + foot)))
    sheet.y += head + foot + kit.u(9)


def _row(sheet: _Sheet, name: str, label: str, blocks: Sequence[Block]) -> None:
    """Set a lane of cells with its label, and a hairline above it."""
    kit = sheet.kit
    pad = kit.u(10)
    gutter = _gutter(sheet, label)
    high = max(gutter.height, *(block.height for block in blocks))
    _hairline(sheet)
    sheet.y += pad
    sheet.shapes.append(Group(gutter.shapes, dx=kit.u(_MARGIN), dy=sheet.y, kind="lane"))
    for index, (slot, block) in enumerate(zip(sheet.slots, blocks, strict=True)):
        if block.shapes:
            sheet.shapes.append(Group(block.shapes, dx=slot.x, dy=sheet.y, kind=name))
        sheet.cells.append(Cell(name, index, Box(slot.x, sheet.y, slot.width, high)))
    sheet.y += high + pad


def _gutter(sheet: _Sheet, label: str) -> Block:
    pen = Pen(sheet.kit, sheet.kit.theme.page, sheet.kit.u(_GUTTER - 30))
    pen.write(label, "small", weight="semibold", fill=sheet.kit.theme.ink)
    return pen.done()


def _hairline(sheet: _Sheet) -> None:
    if sheet.y <= sheet.tops[-1]:
        return
    for _, x, wide in sheet.stages():
        d = f"M{number(x)} {number(sheet.y)}h{number(wide)}"
        sheet.shapes.append(Path(d, stroke=sheet.kit.theme.line))


def _lanes(sheet: _Sheet) -> None:
    kit, view = sheet.kit, sheet.view
    sheet.tops.append(sheet.y)
    for name in view.lanes:
        if name == "curve":
            drawn = curves(kit, view, sheet.slots, sheet.left - kit.u(8), sheet.right)
            if drawn is not None:
                _curve(sheet, drawn)
            continue
        if name == "reach":
            if view.reaches:
                _reach(sheet)
            continue
        found = lane(name, view)
        if found is not None:
            blocks = [cell(found, kit, column, slot) for column, slot in zip(view.columns, sheet.slots, strict=True)]
            _row(sheet, name, kit.say(found.label), blocks)


def _ways(sheet: _Sheet) -> None:
    """Draw the lane of ways as a band across the page."""
    kit, theme = sheet.kit, sheet.kit.theme
    drawn: Ways = ways(kit, sheet.view, sheet.slots, sheet.right)
    high = drawn.above + drawn.below
    band = Rect(kit.u(_MARGIN), sheet.y, sheet.width - 2 * kit.u(_MARGIN), high, theme.surface, theme.line, 1, kit.u(8))
    gutter = Pen(kit, theme.surface, kit.u(_GUTTER - 30), kit.u(_MARGIN + 12), sheet.y + kit.u(12))
    gutter.write(kit.say(say("Ways")), "small", weight="semibold")
    sheet.shapes += [band, *gutter.shapes, Group(drawn.shapes, dy=sheet.y + drawn.above, kind="ways")]
    sheet.y += high + kit.u(10)


def _curve(sheet: _Sheet, drawn: Curves) -> None:
    kit = sheet.kit
    _hairline(sheet)
    sheet.y += kit.u(10)
    if drawn.plot:
        shapes = _gutter_half(sheet, say("Score"))
        sheet.shapes.append(Group(shapes, dx=kit.u(_MARGIN), dy=sheet.y + kit.u(8), kind="lane"))
    if drawn.faces is not None:
        shapes = _gutter_half(sheet, say("Emotion"))
        top = sheet.y + drawn.faces - kit.high("small") / 2
        sheet.shapes.append(Group(shapes, dx=kit.u(_MARGIN), dy=top, kind="lane"))
    sheet.shapes.append(Group(drawn.block.shapes, dy=sheet.y, kind="curve"))
    sheet.y += drawn.block.height + kit.u(10)


def _reach(sheet: _Sheet) -> None:
    kit = sheet.kit
    _hairline(sheet)
    sheet.y += kit.u(10)
    block = reach_lines(kit, sheet.view, sheet.slots, sheet.left - kit.u(8))
    shapes = _gutter_half(sheet, say("Get here"))
    sheet.shapes.append(Group(shapes, dx=kit.u(_MARGIN), dy=sheet.y + kit.u(8), kind="lane"))
    sheet.shapes.append(Group(block.shapes, dy=sheet.y, kind="reach"))
    sheet.y += block.height + kit.u(10)


def _gutter_half(sheet: _Sheet, label: Text) -> tuple[Shape, ...]:
    pen = Pen(sheet.kit, sheet.kit.theme.page, sheet.kit.u(_GUTTER - 60))
    pen.write(sheet.kit.say(label), "small", weight="semibold")
    return pen.done().shapes


def _panels(sheet: _Sheet) -> None:
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


def _foot(sheet: _Sheet) -> None:
    kit = sheet.kit
    sheet.y += kit.u(16)
    block = legend(kit, sheet.view, min(sheet.width, kit.u(1500)) - 2 * kit.u(_MARGIN))
    sheet.shapes.append(Group(block.shapes, dx=kit.u(_MARGIN), dy=sheet.y, kind="legend"))
    sheet.y += block.height + kit.u(_MARGIN)
