"""The page a journey map is filled into: how wide its columns are and where each of its rows stands.

Columns are as wide as their content asks for, within limits, and the columns of a shorter row are
spread toward the end of the longest.
"""

import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

from journeymap.charts.journey_head import Run, runs
from journeymap.charts.journey_kit import Kit, Slot
from journeymap.charts.journey_outcomes import WIDTH as OUTCOME_WIDTH
from journeymap.charts.journey_rows import Part, parts
from journeymap.charts.svg import Box, Shape
from journeymap.records import dataclass
from journeymap.views.journey_map import Column, JourneyMap

NARROW, WIDE, STEP = 136.0, 220.0, 12.0
"""Least and greatest width of a column's text on the screen, and the steps between."""

MARGIN, GUTTER, BETWEEN, ENDS = 28.0, 116.0, 20.0, 58.0
"""Room in points: round the page, for the names of lanes, between columns, and before what the columns end in."""

_STAGES, _LEAST = 34.0, 700.0


@dataclass(frozen=True, slots=True)
class Cell:
    """The room of one cell: the lane's name, the number of the column, and a box in points."""

    lane: str
    column: int
    box: Box


@dataclass(frozen=True)
class Row:
    """A row of columns with where they stand; `right` is the left edge of the outcomes, in points."""

    part: Part
    slots: tuple[Slot, ...]
    runs: tuple[Run, ...]
    right: float


@dataclasses.dataclass(slots=True)
class Sheet:
    """A page being filled from the top; `y` is how far, in points, and `row` what is being set."""

    kit: Kit
    whole: JourneyMap
    rows: tuple[Row, ...]
    row: Row
    width: float
    left: float
    y: float = 0.0
    tops: list[float] = field(default_factory=list)
    under: list[Shape] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    least: Mapping[str, float] = field(default_factory=dict)
    heights: dict[str, float] = field(default_factory=dict)

    def high(self, part: str, height: float) -> float:
        """Return the height of a part of the row, not less than asked for, and remember it; in points."""
        found = max(height, self.asked(part))
        self.heights[self._key(part)] = found
        return found

    def asked(self, part: str) -> float:
        """Return the least height of a part of the row, in points; 0 if none is asked for."""
        return self.least.get(self._key(part), 0.0)

    def _key(self, part: str) -> str:
        first = self.row.part.first
        return f"{part} {first}" if first else part

    @property
    def view(self) -> JourneyMap:
        """Return what the row shows."""
        return self.row.part.view

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return where the columns of the row stand."""
        return self.row.slots

    def stages(self) -> Iterator[tuple[Run, float, float]]:
        """Yield each run of columns with its left edge and width, in points."""
        pad = self.kit.u(BETWEEN / 2)
        for run in self.row.runs:
            start, end = self.slots[run.first].x - pad, self.slots[run.end - 1].right + pad
            yield run, start, end - start


def beside(kit: Kit, view: JourneyMap) -> float:
    """Return the room right of the columns, in points."""
    ends = kit.u(ENDS) + kit.u(OUTCOME_WIDTH) if view.outcomes or view.curves else 0.0
    return ends + kit.u(MARGIN)


def begun(kit: Kit, view: JourneyMap, slots: Sequence[Slot], begins: Sequence[int]) -> Sheet:
    """Return an empty page with its rows, which begin with the given columns.

    Parameters
    ----------
    slots
        The width of each column of the map; they are placed here.
    begins
        The number of the first column of each row.
    """
    left, rows = kit.u(MARGIN + GUTTER), []
    for part in parts(kit, view, begins):
        end = part.first + len(part.view.columns)
        rows.append(_row_of(kit, part, slots[part.first : end], left))
    far = max(row.right for row in rows)
    rows = [_widened(kit, row, far, left) for row in rows]
    width = max(row.right + beside(kit, row.part.view) - kit.u(ENDS) for row in rows)
    width = max(width, kit.u(_LEAST))
    return Sheet(kit, view, tuple(rows), rows[0], width, left)


def _widened(kit: Kit, row: Row, far: float, left: float) -> Row:
    """Spread the columns of a row toward the end of the longest, each by a third at most."""
    more = (far - row.right) / max(1, len(row.slots))
    if more < 0.5:
        return row
    wider = [replace(slot, width=slot.width + min(more, slot.width / 3)) for slot in row.slots]
    return _row_of(kit, row.part, wider, left)


def _row_of(kit: Kit, part: Part, slots: Sequence[Slot], left: float) -> Row:
    """Set the columns of a row beside each other."""
    spans = runs(part.view)
    firsts = {run.first for run in spans}
    x, placed = left + kit.u(BETWEEN / 2), []
    for index, slot in enumerate(slots):
        if index:
            x += kit.u(_STAGES if index in firsts else BETWEEN)
        placed.append(replace(slot, x=x))
        x += slot.width
    return Row(part, tuple(placed), spans, x + kit.u(BETWEEN / 2) + kit.u(ENDS))


def column_width(kit: Kit, column: Column) -> float:
    """Return the width of a column's text in points: wider the more there is to say, in steps."""
    lanes = (
        (column.title, 3), (column.doing, 6), (column.quote, 6), (" ".join((*column.pains, *column.gains)), 8),
        (" ".join(column.backstage), 8), (" ".join((*column.systems, *column.data)), 6),
    )  # fmt: skip
    wanted = max(_length(text) * 6.0 / rows for text, rows in lanes)
    steps = -(-(min(WIDE, max(NARROW, wanted)) - NARROW) // STEP)
    larger = math.pow(kit.theme.scale / kit.theme.room, 0.35)
    return max(kit.u(NARROW + steps * STEP) * larger, min(kit.u(WIDE) * larger, _longest_word(kit, column.title)))


def _longest_word(kit: Kit, title: str) -> float:
    """Return how wide a card must be for its title not to be broken within a word, in points."""
    number = max(kit.high("title"), kit.wide("999", "small", "semibold") + kit.u(8)) + kit.u(25)
    return max((kit.wide(word, "title", "semibold") for word in title.split()), default=0.0) + number


def _length(text: str | None) -> float:
    """Return about how many Latin letters a text is as wide as."""
    return (len(text) + len(text.encode("utf-8", "replace"))) / 2 if text else 0.0
