"""Scales, signs, keys and label places that the small charts share."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from journeymap.charts.journey_kit import EMPTY, Block, Kit, Pen
from journeymap.charts.palette import Theme, readable
from journeymap.charts.svg import Box, Circle, Group, Label, Path, Rect, Shape, number
from journeymap.charts.typeset import ascent
from journeymap.languages import Language
from journeymap.records import dataclass

Mark: TypeAlias = Callable[[float, float, float, str, str], Shape]
"""Draws a sign around a centre: x, y, radius, colour, ground."""

PAGE = 900.0
"""Width on the screen of a chart that takes the whole width of a report's text, in points."""

TYPE = 1.2
"""Least scale of the letters of a small chart: its smallest are then 11 px in a report and 6 pt on A4."""

DASHES = ("", "6 4", "2 4", "9 3 2 3")
"""How lines are told apart without colour."""


def chart_kit(theme: Theme, language: Language) -> Kit:
    """Return a theme and a language for a small chart, whose letters are larger than those of a map."""
    return Kit(replace(theme, scale=max(theme.scale, TYPE)), language)


def disc(x: float, y: float, radius: float, colour: str, ground: str) -> Shape:
    """Return a filled circle around a centre, with a rim of the ground."""
    return Circle(x, y, radius, colour, ground, 1.2)


def square(x: float, y: float, radius: float, colour: str, ground: str) -> Shape:
    """Return an open square around a centre."""
    return Rect(x - radius, y - radius, 2 * radius, 2 * radius, ground, colour, 1.6)


def diamond(x: float, y: float, radius: float, colour: str, ground: str) -> Shape:
    """Return an open diamond around a centre."""
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return Path("M" + "L".join(f"{number(a)} {number(b)}" for a, b in corners) + "z", ground, colour, 1.6)


def triangle(x: float, y: float, radius: float, colour: str, ground: str) -> Shape:
    """Return a filled triangle around a centre, with a rim of the ground."""
    corners = ((x, y - radius), (x + radius, y + radius * 0.8), (x - radius, y + radius * 0.8))
    return Path("M" + "L".join(f"{number(a)} {number(b)}" for a, b in corners) + "z", colour, ground, 1.2)


MARKS: tuple[Mark, ...] = (disc, square, triangle, diamond)
"""How points are told apart without colour."""


def line(points: Iterable[tuple[float, float]], colour: str, thick: float, dash: str = "") -> Path:
    """Return straight lines from point to point."""
    d = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return Path(d, stroke=colour, stroke_width=thick, dash=dash)


_ONE = 1e-9
"""Part of their size by which two ends differ and are still one value: ticks have twelve digits."""
_LEAST = 1e-300
"""The least distance that still has a tenth."""


def ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Return round values that enclose a range, at equal distances.

    Parameters
    ----------
    most
        About how many are wanted; at least two are given, at most two more than this.

    Examples
    --------
    >>> ticks(0, 0.93), ticks(61, 78), ticks(3, 3)
    ((0.0, 0.25, 0.5, 0.75, 1.0), (60.0, 65.0, 70.0, 75.0, 80.0), (2.0, 2.5, 3.0, 3.5, 4.0))
    """
    if high - low <= max(_LEAST, _ONE * max(abs(low), abs(high))):
        half = abs(low) / 3 or 1.0
        low, high = low - half, high + half
    rough = (high - low) / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.98)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(float(f"{index * step:.12g}") for index in range(first, last + 1))


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> tuple[float, ...]:
    """Move labels along a line until none covers another, each as near to its place as can be.

    Parameters
    ----------
    wanted
        Where the centre of each label should be.
    heights
        Room each needs.
    low, high
        Ends of the line; if the labels need more, they run over the high end.

    Returns
    -------
    tuple of float
        The centres, in the order given.

    Examples
    --------
    >>> spread([50, 52, 90], [10, 10, 10], 0, 100)
    (46.0, 56.0, 90.0)
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    clusters: list[tuple[list[int], float]] = []
    for index in order:
        members, start = [index], max(low, wanted[index] - heights[index] / 2)
        while clusters and clusters[-1][1] + _total(clusters[-1][0], heights) > start:
            members = clusters.pop()[0] + members
            start = _start(members, wanted, heights, low, high)
        start = max(low, min(start, high - _total(members, heights)))
        while clusters and clusters[-1][1] + _total(clusters[-1][0], heights) > start:
            members = clusters.pop()[0] + members
            start = _start(members, wanted, heights, low, high)
        clusters.append((members, start))
    found = [0.0] * len(wanted)
    for members, start in clusters:
        at = start
        for index in members:
            found[index] = at + heights[index] / 2
            at += heights[index]
    return tuple(found)


def _total(members: Sequence[int], heights: Sequence[float]) -> float:
    return sum(heights[index] for index in members)


def _start(members: Sequence[int], wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> float:
    """Give the start of labels set one behind another that moves them least on the whole."""
    before, offsets = 0.0, []
    for index in members:
        offsets.append(wanted[index] - before - heights[index] / 2)
        before += heights[index]
    return max(low, min(sum(offsets) / len(offsets), high - before))


@dataclass(frozen=True)
class Key:
    """What a sign means.

    Attributes
    ----------
    words
        In the reader's language.
    shapes
        The sign, drawn in a box 26 wide and 14 high, in points on the screen at the theme's room.
    """

    words: str
    shapes: tuple[Shape, ...]


def legend(kit: Kit, keys: Sequence[Key], width: float, on: str) -> Block:
    """Return the keys side by side, in as many lines as the width asks for."""
    from_left, x, y = kit.u(32), 0.0, 0.0
    size, high = kit.size("small"), max(kit.high("small"), kit.u(16))
    shapes: list[Shape] = []
    for key in keys:
        lines = kit.lines(key.words, "small", width - from_left)
        wide = max((kit.wide(text, "small") for text in lines), default=0.0)
        if x > 0 and x + from_left + wide > width:
            x, y = 0.0, y + high
        shapes.append(Group(key.shapes, x, y + (high - kit.u(14)) / 2))
        for index, text in enumerate(lines):
            base = y + index * kit.high("small") + (high - kit.high("small")) / 2 + ascent(size)
            shapes.append(Label(text, x + from_left, base, size, readable(kit.theme.muted, on), on))
        y += max(0, len(lines) - 1) * kit.high("small")
        x += from_left + wide + kit.u(18)
    return Block(y + high, tuple(shapes)) if keys else EMPTY


def beside(x: float, y: float, size: tuple[float, float], gap: float, taken: Sequence[Box], within: Box) -> Box | None:
    """Find room for a label around a point.

    Parameters
    ----------
    x, y
        The point.
    size
        Width and height of the label, in points.
    gap
        Distance from the point, in points.
    taken
        What must stay uncovered.
    within
        What must hold the label.

    Returns
    -------
    Box or None
        The first place that is free: above, below, right, left, then the corners.
    """
    wide, high = size
    left, middle, right = x - gap - wide, x - wide / 2, x + gap
    above, centre, below = y - gap - high, y - high / 2, y + gap
    places = ((middle, above), (middle, below), (right, centre), (left, centre),
              (right, above), (right, below), (left, above), (left, below))  # fmt: skip
    for place in places:
        box = Box(*place, wide, high)
        if within.holds(box) and not any(box.overlaps(other) for other in taken):
            return box
    return None


def trail(points: Sequence[tuple[float, float]], room: float) -> list[Box]:
    """Return small boxes along straight lines, so that labels can keep off them; `room` in points."""
    found = [Box(x - room, y - room, 2 * room, 2 * room) for x, y in points]
    for (x, y), (u, v) in pairwise(points):
        steps = max(1, math.ceil(math.dist((x, y), (u, v)) / (2 * room)))
        found += [Box(x + (u - x) * i / steps - room, y + (v - y) * i / steps - room, 2 * room, 2 * room)
                  for i in range(1, steps)]  # fmt: skip
    return found


def lettered(kit: Kit, text: str, box: Box, name: str, on: str, fill: str) -> Label:
    """Return one line of text set in a box made for it."""
    return Label(text, box.x, box.y + ascent(kit.size(name)), kit.size(name), readable(fill, on), on)


def balanced(kit: Kit, text: str, name: str, room: float) -> tuple[str, ...]:
    """Break a text into as few lines as the room allows, each about as long as the others."""
    lines = kit.lines(text, name, room)
    if len(lines) < 2:
        return lines
    for part in (1.02, 1.1, 1.2, 1.35):
        narrow = kit.wide(text, name) / len(lines) * part
        found = kit.lines(text, name, min(room, narrow))
        if len(found) == len(lines):
            return found
    return lines


def notice(kit: Kit, words: str, width: float) -> tuple[tuple[Shape, ...], float]:
    """Return a sentence in place of a chart that has nothing to show, and its height in points."""
    pen = Pen(kit, kit.theme.surface, width - kit.u(28), kit.u(14), kit.u(14))
    pen.write(words, "body", fill=kit.theme.muted)
    height = pen.y + kit.u(14)
    return (Rect(0, 0, width, height, kit.theme.surface), *pen.shapes), height
