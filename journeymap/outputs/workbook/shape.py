"""Where the parts of a sheet stand."""

import math
from collections.abc import Iterator

from journeymap.outputs.workbook.sheets import Bars, Content, Grid, Part

ROW = 20
"""Height of an empty row, in pixels."""


def chart_height(part: Bars) -> int:
    """Return the height of a chart, in pixels: a line for each bar."""
    beside = 1 if any(series.ends is not None for series in part.series) else len(part.series)
    return 110 + (part.last - part.first + 1) * (10 + 14 * beside)


class Shape:
    """Where the parts of a sheet stand: its first rows are its title, its note and an empty one."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.starts = tuple(self._places())

    def _places(self) -> Iterator[int]:
        row = 3
        for part in self.content.parts:
            yield row
            row += 1 + _rows(part)

    @property
    def end(self) -> int:
        """Return the row below the last part."""
        return self.starts[-1] + _rows(self.content.parts[-1]) if self.starts else 3

    @property
    def head(self) -> int | None:
        """Return the row of the head that stays in sight; `None` unless the sheet is one table with rows."""
        only = self.content.parts[0] if len(self.content.parts) == 1 else None
        return self.starts[0] + (only.title is not None) if isinstance(only, Grid) and only.rows else None

    def rows(self, place: int) -> tuple[Grid, int]:
        """Return a table by its place among the tables, with the row of its head."""
        found = [(part, start) for part, start in zip(self.content.parts, self.starts, strict=True)
                 if isinstance(part, Grid)]  # fmt: skip
        grid, start = found[place]
        return grid, start + (grid.title is not None)

    def row(self, key: str) -> int | None:
        """Return the row of a key; the first of the sheet for none, `None` if there is no such key."""
        if not key:
            return 0
        for place, grid in enumerate(self.content.grids):
            if key in grid.keys:
                return self.rows(place)[1] + 1 + grid.keys.index(key)
        return None


def _rows(part: Part) -> int:
    """Return how many rows a part takes, its title with it."""
    if isinstance(part, Bars):
        return math.ceil(chart_height(part) / ROW)
    below = 1 + len(part.rows) if isinstance(part, Grid) else len(part.lines)
    return below + (part.title is not None)
