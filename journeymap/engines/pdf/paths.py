"""The paths of a drawing as path operators of a PDF: lines and cubic curves only.

>>> " ".join(operators("M1 2h3v4z"))
'1 2 m 4 2 l 4 6 l h'
"""

import math
import re
from collections.abc import Iterator

Point = tuple[float, float]

_TOKENS = re.compile(r"([A-Za-z])|(-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}
KAPPA = 0.5522847498
"""How far the handles of a cubic curve lie for a quarter of a circle, in radii."""


def plain(value: float) -> str:
    """Write a number without an exponent, with at most three decimals."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def numbers(*values: float) -> str:
    """Write several numbers with blanks between them."""
    return " ".join(plain(value) for value in values)


def operators(d: str) -> Iterator[str]:
    """Yield the operators of a path.

    Raises
    ------
    ValueError
        If the path holds a command that no path of this package uses, or too few numbers for one.
    """
    pen = _Pen()
    for command, values in _commands(d):
        yield from pen.draw(command, values)


def rounded(x: float, y: float, width: float, height: float, radius: float) -> Iterator[str]:
    """Yield a rectangle, perhaps with round corners."""
    r = min(radius, width / 2, height / 2)
    if r <= 0:
        yield f"{numbers(x, y, width, height)} re"
        return
    k, right, bottom = r * (1 - KAPPA), x + width, y + height
    yield f"{numbers(x + r, y)} m {numbers(right - r, y)} l"
    yield f"{numbers(right - k, y, right, y + k, right, y + r)} c {numbers(right, bottom - r)} l"
    yield f"{numbers(right, bottom - k, right - k, bottom, right - r, bottom)} c {numbers(x + r, bottom)} l"
    yield f"{numbers(x + k, bottom, x, bottom - k, x, bottom - r)} c {numbers(x, y + r)} l"
    yield f"{numbers(x, y + k, x + k, y, x + r, y)} c h"


def circle(x: float, y: float, radius: float) -> Iterator[str]:
    """Yield a circle around a centre."""
    r, k = radius, radius * KAPPA
    yield f"{numbers(x + r, y)} m"
    yield f"{numbers(x + r, y + k, x + k, y + r, x, y + r)} c {numbers(x - k, y + r, x - r, y + k, x - r, y)} c"
    yield f"{numbers(x - r, y - k, x - k, y - r, x, y - r)} c {numbers(x + k, y - r, x + r, y - k, x + r, y)} c h"


def _commands(d: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command with its numbers; what follows a move without a letter of its own is a line."""
    command, values = "", list[float]()
    for letter, figure in _TOKENS.findall(d):
        if letter:
            if values:
                raise ValueError(f"too few numbers for {command!r} in a path")
            command = letter
            if _takes(command) == 0:
                yield command, []
            continue
        values.append(float(figure))
        if len(values) == _takes(command):
            yield command, values
            values = []
            command = {"M": "L", "m": "l"}.get(command, command)
    if values:
        raise ValueError(f"too few numbers for {command!r} in a path")


def _takes(command: str) -> int:
    found = _TAKES.get(command.upper())
    if found is None:
        raise ValueError(f"no path here has the command {command!r}")
    return found


class _Pen:
    """Follows a path and remembers what the next command builds on."""

    def __init__(self) -> None:
        self.at: Point = (0.0, 0.0)
        self.start: Point = (0.0, 0.0)
        self.handle: Point | None = None

    def draw(self, command: str, values: list[float]) -> Iterator[str]:
        kind, relative = command.upper(), command.islower()
        ox, oy = self.at if relative else (0.0, 0.0)
        if kind == "Z":
            self.at, self.handle = self.start, None
            yield "h"
        elif kind == "H":
            yield self._line((values[0] + ox, self.at[1]))
        elif kind == "V":
            yield self._line((self.at[0], values[0] + oy))
        elif kind == "A":
            yield from self._arc(values, (values[5] + ox, values[6] + oy))
        else:
            points = [(values[i] + ox, values[i + 1] + oy) for i in range(0, len(values), 2)]
            yield self._through(kind, points)

    def _through(self, kind: str, points: list[Point]) -> str:
        if kind == "M":
            self.at = self.start = points[0]
            self.handle = None
            return f"{numbers(*points[0])} m"
        if kind == "L":
            return self._line(points[0])
        if kind == "Q":
            (ax, ay), (qx, qy), (ex, ey) = self.at, *points
            first = (ax + (qx - ax) * 2 / 3, ay + (qy - ay) * 2 / 3)
            second = (ex + (qx - ex) * 2 / 3, ey + (qy - ey) * 2 / 3)
            return self._curve(first, second, points[1])
        if kind == "S":
            mirror = self.handle or self.at
            first = (2 * self.at[0] - mirror[0], 2 * self.at[1] - mirror[1])
            return self._curve(first, *points)
        return self._curve(*points)

    def _line(self, point: Point) -> str:
        self.at, self.handle = point, None
        return f"{numbers(*point)} l"

    def _curve(self, first: Point, second: Point, end: Point) -> str:
        self.at, self.handle = end, second
        return f"{numbers(*first, *second, *end)} c"

    def _arc(self, values: list[float], end: Point) -> Iterator[str]:
        """Yield an arc of a circle as curves (SVG 2, appendix B.2.4, for equal radii)."""
        radius, large, sweep = abs(values[0]), values[3] != 0, values[4] != 0
        (ax, ay), (bx, by) = self.at, end
        half = math.hypot(bx - ax, by - ay) / 2
        if half == 0 or radius == 0:
            yield self._line(end)
            return
        radius = max(radius, half)
        away = math.sqrt(max(0.0, radius**2 - half**2)) * (1 if large != sweep else -1)
        cx = (ax + bx) / 2 - away * (by - ay) / (2 * half)
        cy = (ay + by) / 2 + away * (bx - ax) / (2 * half)
        start, stop = math.atan2(ay - cy, ax - cx), math.atan2(by - cy, bx - cx)
        turn = stop - start
        if sweep and turn < 0:
            turn += 2 * math.pi
        elif not sweep and turn > 0:
            turn -= 2 * math.pi
        pieces = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
        step = turn / pieces
        k = radius * 4 / 3 * math.tan(step / 4)
        for index in range(pieces):
            one, two = start + index * step, start + (index + 1) * step
            p = (cx + radius * math.cos(one), cy + radius * math.sin(one))
            q = (cx + radius * math.cos(two), cy + radius * math.sin(two))
            first = (p[0] - k * math.sin(one), p[1] + k * math.cos(one))
            second = (q[0] + k * math.sin(two), q[1] - k * math.cos(two))
            yield self._curve(first, second, q if index < pieces - 1 else end)
