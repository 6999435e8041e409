"""Numbers beside points too near to one another to hold them: in the order of the points, each at a line of its own."""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import TypeAlias

from journeymap.charts.axes import spread
from journeymap.charts.svg import Box

Point: TypeAlias = tuple[float, float]

STEPS, SHIFTS = 14, (0, -1, 1, -2, 2)
"""How far from the points numbers may stand, and how far along their row, in steps of their own size."""


def neighbours(points: Sequence[Point], reach: float) -> tuple[tuple[int, ...], ...]:
    """Group points of which each stands nearer than a reach to another, across and upright.

    Examples
    --------
    >>> neighbours([(0, 0), (50, 0), (5, 5), (12, 5)], 10)
    ((0, 2, 3), (1,))
    """
    groups: list[list[int]] = []
    for index, (x, y) in enumerate(points):
        near = [group for group in groups
                if any(abs(points[i][0] - x) < reach and abs(points[i][1] - y) < reach for i in group)]  # fmt: skip
        groups = [group for group in groups if group not in near]
        groups.append([*(i for group in near for i in group), index])
    return tuple(sorted(tuple(sorted(group)) for group in groups))


def callouts(points: Sequence[Point], size: Point, gap: float, taken: Sequence[Box], within: Box) -> list[Point] | None:
    """Place a number for each of a few points, in a column beside them or a row above or below.

    Parameters
    ----------
    size
        Width and height that each number takes, in points.
    gap
        Between the points and the numbers, so that a line shows which belongs to which, in points.
    taken
        What must stay uncovered.
    within
        What must hold the numbers.

    Returns
    -------
    list of (float, float) or None
        The centres, in the order given; `None` if there is no room. Of the places with room the first at which
        no line crosses another or a strange point, else the one with the fewest crossings.
    """
    best, least = None, math.inf
    for spots in _places(points, size, gap, within):
        boxes = [Box(x - size[0] / 2, y - size[1] / 2, *size) for x, y in spots]
        if not all(within.holds(box) and not any(box.overlaps(other) for other in taken) for box in boxes):
            continue
        wrong = _crossings(points, spots, gap / 4)
        if wrong < least:
            best, least = spots, wrong
        if not wrong:
            break
    return best


def _places(points: Sequence[Point], size: Point, gap: float, within: Box) -> Iterator[list[Point]]:
    """Yield columns right and left of points that lie upright, rows above and below others, the nearest first."""
    across, up = [x for x, _ in points], [y for _, y in points]
    upright = max(up) - min(up) >= max(across) - min(across)
    along, beside = (up, across) if upright else (across, up)
    ends = (within.y, within.bottom) if upright else (within.x, within.right)
    room, other = (size[1], size[0]) if upright else size
    for step, side, shift in product(range(STEPS), (1, -1) if upright else (-1, 1), SHIFTS):
        edge = max(beside) if side > 0 else min(beside)
        at = edge + side * (gap + other / 2 + step * other / 2)
        row = spread([place + shift * room for place in along], [room] * len(points), *ends)
        yield [(at, place) if upright else (place, at) for place in row]


def _crossings(points: Sequence[Point], spots: Sequence[Point], near: float) -> int:
    """Count the lines that cross another, and the points that the line of another touches."""
    lines = list(zip(points, spots, strict=True))
    found = sum(_cross(*one, *two) for one, two in combinations(lines, 2))
    return found + sum(
        _distance(point, *each) < near
        for (i, each), (j, point) in product(enumerate(lines), enumerate(points))
        if i != j and math.dist(point, each[0]) >= near
    )


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Return whether two lines cross between their ends."""
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    """Return twice the area of a triangle; its sign tells to which side it turns."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from a line between two others."""
    (x, y), (u, v) = start, end
    length = math.dist(start, end) ** 2
    part = ((point[0] - x) * (u - x) + (point[1] - y) * (v - y)) / length if length else 0.0
    part = min(max(part, 0.0), 1.0)
    return math.dist(point, (x + part * (u - x), y + part * (v - y)))
