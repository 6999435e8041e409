"""How a sheet is set on paper: never in letters that are too small to read, over several pages if need be."""

from collections.abc import Iterator, Sequence

from journeymap.records import dataclass

LEAST = 67
"""The least a page is scaled to, in percent: letters of 10 points are then 6.7 points high."""
MOST = 76
"""The most a table of several pages beside each other is scaled to: larger letters take more pages below too."""
UNIT, EDGE = 5.75, 3.75
"""Width of a column's unit and of its edge, in points, and a little more, since programs round it differently."""
A3, A4 = 8, 9
"""Sizes of paper, as the format numbers them."""
ROOM = {A3: 1118.0, A4: 770.0}
"""Width within the margins of a page on its side, in points."""
HIGH = {A3: 734.0, A4: 487.0}
"""Height within the margins of a page on its side, in points."""


@dataclass(frozen=True)
class Paper:
    """How a sheet is set on paper.

    Attributes
    ----------
    size
        Of the paper.
    scale
        In percent.
    breaks
        Columns with which another page begins; none if one page is wide enough.
    """

    size: int
    scale: int
    breaks: tuple[int, ...] = ()


def paper(widths: Sequence[float], named: int) -> Paper:
    """Return paper, scale and breaks of columns: few pages first, then large letters.

    Parameters
    ----------
    widths
        Of the columns, in characters.
    named
        Columns at the left that are on every page.

    Examples
    --------
    >>> paper([40.0, 40.0], 1)
    Paper(size=9, scale=100, breaks=())
    >>> paper([10.0, 130.0, 130.0, 130.0], 1)
    Paper(size=8, scale=71, breaks=(3,))
    """
    for size in (A4, A3):
        if not _breaks(widths, named, 100 * ROOM[size] / LEAST):
            return Paper(size, next(scale for scale in range(100, 0, -1)
                                    if not _breaks(widths, named, 100 * ROOM[size] / scale)))  # fmt: skip
    found = {scale: _breaks(widths, named, 100 * ROOM[A3] / scale) for scale in range(LEAST, MOST + 1)}
    best = max(scale for scale, breaks in found.items() if len(breaks) == len(found[LEAST]))
    return Paper(A3, best, found[best])


def _breaks(widths: Sequence[float], named: int, room: float) -> tuple[int, ...]:
    """Return the columns with which pages of a width begin, but the first."""
    return tuple(_ends([UNIT * width + EDGE for width in widths], named, room))


def _ends(widths: Sequence[float], named: int, room: float) -> Iterator[int]:
    used = 0.0
    repeated = sum(widths[:named])
    for column, width in enumerate(widths):
        if column > named and used + width > room:
            yield column
            used = repeated
        used += width
