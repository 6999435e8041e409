"""Bands below the priority matrix: initiatives along its scale of effort, in as few rows as keep them apart."""

from collections.abc import Sequence

from journeymap.charts.axes import balanced
from journeymap.charts.journey_kit import Block, Kit, Pen
from journeymap.charts.svg import Group, Rect, Shape
from journeymap.records import dataclass

TITLE, LINES = 150.0, 3
"""Width of a title on the screen, in points, and its most lines; the list has a longer one."""

ROWS = 5
"""Most rows in which titles are set; more initiatives than these hold are numbers alone."""


@dataclass(frozen=True)
class Entry:
    """An initiative of a band.

    Attributes
    ----------
    title
        Its words.
    left, right
        Where its sign and its range begin and end, in points.
    shapes
        Sign, number and range, around height 0.
    """

    title: str
    left: float
    right: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class _Placed:
    """An entry with its title: what it takes from side to side, and the height of its words."""

    entry: Entry
    left: float
    right: float
    lines: tuple[str, ...] = ()
    at: float = 0.0
    before: bool = False


def rows(spans: Sequence[tuple[float, float]], gap: float) -> tuple[int, ...]:
    """Put spans into rows in which none touches another, each into the first that has room.

    Parameters
    ----------
    spans
        Where each begins and ends, in points.
    gap
        Between two of a row, in points.

    Returns
    -------
    tuple of int
        The row of each, from 0.

    Examples
    --------
    >>> rows([(0, 10), (5, 20), (12, 30)], 2)
    (0, 1, 0)
    """
    ends: list[float] = []
    found = [0] * len(spans)
    for index in sorted(range(len(spans)), key=lambda i: spans[i]):
        low, high = spans[index]
        row = next((row for row, end in enumerate(ends) if end + gap <= low), len(ends))
        ends[row : row + 1] = [high]
        found[index] = row
    return tuple(found)


def band(kit: Kit, words: str, entries: Sequence[Entry], ends: tuple[float, float], tall: float) -> Block:
    """Draw initiatives along the scale of effort under the words for what they have in common.

    Parameters
    ----------
    ends
        Where the band begins and ends, in points.
    tall
        Height of a sign, in points.
    """
    left, right = ends
    pen = Pen(kit, kit.theme.page, right - left - kit.u(12), left + kit.u(6), kit.u(4))
    pen.write(words, "tiny", fill=kit.theme.muted)
    pen.down(2)
    placed = [_titled(kit, entry, ends) for entry in entries]
    gap = kit.u(12)
    places = rows([(item.left, item.right) for item in placed], gap)
    if max(places, default=0) >= ROWS:
        placed = [_Placed(entry, entry.left, entry.right) for entry in entries]
        places = rows([(item.left, item.right) for item in placed], gap / 4)
    found: list[Shape] = list(pen.shapes)
    for row in range(max(places, default=-1) + 1):
        chosen = [item for item, place in zip(placed, places, strict=True) if place == row]
        high = max(tall, *(len(item.lines) * kit.high("tiny") for item in chosen))
        for item in chosen:
            found += _set(kit, item, pen.y + high / 2)
        pen.y += high + kit.u(4)
    height = pen.y + kit.u(2)
    return Block(height, (Rect(left, 0, right - left, height, kit.theme.page, kit.theme.line), *found))


def _titled(kit: Kit, entry: Entry, ends: tuple[float, float]) -> _Placed:
    """Set a title right of the range of its initiative, else left of it, if it is short enough."""
    gap, (left, right) = kit.u(7), ends
    lines = balanced(kit, entry.title, "tiny", kit.u(TITLE))
    wide = max((kit.wide(text, "tiny") for text in lines), default=0.0)
    if len(lines) <= LINES and entry.right + gap + wide <= right - gap:
        return _Placed(entry, entry.left, entry.right + gap + wide, lines, entry.right + gap)
    if len(lines) <= LINES and entry.left - gap - wide >= left + gap:
        at = entry.left - gap - wide
        return _Placed(entry, at, entry.right, lines, at, before=True)
    return _Placed(entry, entry.left, entry.right)


def _set(kit: Kit, item: _Placed, middle: float) -> list[Shape]:
    """Return an entry around a height, with its title beside it."""
    words = Pen(kit, kit.theme.page, item.entry.left - kit.u(7) - item.at if item.before else 0.0, item.at,
                middle - len(item.lines) * kit.high("tiny") / 2)  # fmt: skip
    words.set(item.lines, "tiny", anchor="end" if item.before else "start")
    return [Group(item.entry.shapes, 0, middle), *words.shapes]
