"""The lane of the journey map that shows which part of each group of customers gets to each touchpoint."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from journeymap.charts.journey_curve import DASHES, curve_sign, ease, second_colour, stretched
from journeymap.charts.journey_kit import Block, Kit, Slot
from journeymap.charts.journey_rows import Part, neighbours
from journeymap.charts.palette import readable
from journeymap.charts.svg import Label, Path, Shape, number
from journeymap.charts.typeset import ascent
from journeymap.views.journey_map import Curve, JourneyMap

HEIGHT = 132.0
"""From nobody to all, on the screen."""

APART = 10.0
"""Percentage points between the first and the last group from which their shares are written out."""


def reach_lines(kit: Kit, part: Part, slots: Sequence[Slot], left: float) -> Block:
    """Draw a line for each group; shares are written where the groups part.

    Parameters
    ----------
    left
        The x of the edge of the gutter, in points.
    """
    top, view = kit.high("small"), part.view
    high = kit.u(HEIGHT)
    plot = _Plot(kit, top, high)
    shapes: list[Shape] = [*plot.scale(slots, left)]
    for index, curve in enumerate(view.reaches):
        shapes += plot.line(part, slots, curve, index)
    shapes += plot.numbers(view, slots)
    return Block(top + high + kit.high("small"), tuple(shapes))


class _Plot:
    """Where a share lies, and what is drawn there; heights in points."""

    def __init__(self, kit: Kit, top: float, high: float) -> None:
        self.kit, self.top, self.high = kit, top, high

    def y(self, percent: float) -> float:
        return self.top + self.high * (1 - min(100.0, max(0.0, percent)) / 100)

    def scale(self, slots: Sequence[Slot], left: float) -> Iterator[Shape]:
        kit, theme, size = self.kit, self.kit.theme, self.kit.size("tiny")
        start, end = slots[0].x - kit.u(6), slots[-1].right + kit.u(6)
        for percent in (0.0, 50.0, 100.0):
            y = self.y(percent)
            dash = "3 4" if percent == 50 else ""
            yield Path(f"M{number(start)} {number(y)}H{number(end)}", stroke=theme.line, dash=dash)
            yield Label(kit.share(percent / 100), left - kit.u(6), y + ascent(size) * 0.36, size, theme.muted,
                        theme.page, anchor="end")  # fmt: skip

    def line(self, part: Part, slots: Sequence[Slot], curve: Curve, index: int) -> Iterator[Shape]:
        kit, colour = self.kit, second_colour(self.kit, index, curve.style)
        columns = neighbours(part, part.view.columns)
        placed = [
            (curve.points[column.id], slot)
            for column, slot in zip(columns, stretched(kit, part, slots), strict=True)
            if column.id in curve.points
        ]
        for (a, one), (b, two) in pairwise(placed):
            d = f"M{number(one.centre)} {number(self.y(a))}{ease(one.centre, self.y(a), two.centre, self.y(b))}"
            yield Path(d, stroke=colour, stroke_width=kit.u(2), dash=DASHES[index % len(DASHES)])
        for percent, slot in placed:
            if slot.width:
                yield curve_sign(kit, index, (slot.centre, self.y(percent)), colour, slot.on)

    def numbers(self, view: JourneyMap, slots: Sequence[Slot]) -> Iterator[Shape]:
        """Write the greatest share above and the least one below, in the colours of their groups."""
        kit, size = self.kit, self.kit.size("small")
        for column, slot in zip(view.columns, slots, strict=True):
            found = [(curve.points[column.id], index) for index, curve in enumerate(view.reaches)]
            (low, last), (high, first) = min(found), max(found, key=lambda item: (item[0], -item[1]))
            if high - low < APART:
                continue
            for percent, index, base in (
                (high, first, self.y(high) - kit.u(9)),
                (low, last, self.y(low) + kit.u(8) + ascent(size) * 0.9),
            ):
                colour = readable(second_colour(kit, index, "persona"), slot.on)
                yield Label(kit.share(percent / 100), slot.centre, base, size, colour, slot.on, "semibold", "middle")
