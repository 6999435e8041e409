"""Paths of drawings in few letters: relative steps with one decimal, and shapes as paths."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from journeymap.records import dataclass

Point = tuple[float, float]
Frame = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Numbers = Sequence[float]

SHAPES = 2048
"""Paths whose steps are kept: symbols come again and again."""

NUMBERS = 16384
"""Numbers whose writing is kept, for the same reason."""

_PATH = re.compile(r"([a-zA-Z])|(-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?)")
_FRACTION = re.compile(r"\.\d+$")
_ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
_HAIR = 0.25
"""Length of an edge that is not seen."""

_SHARP = 1.5
"""Radius up to which a corner is drawn as if it were sharp."""


class Trace(NamedTuple):
    """A path in short steps, as it would stand at the origin.

    Attributes
    ----------
    start, end
        Where its first step begins and where the pen is after its last one.
    steps
        What follows the first move.
    frame
        Around its points.
    """

    start: Point
    end: Point
    steps: str
    frame: Frame

    def moved(self, x: float, y: float) -> "Trace":
        """Return the same path elsewhere; its place is rounded to a tenth, its form stays."""
        x, y = round(x, 1), round(y, 1)
        left, top, right, bottom = self.frame
        return Trace((round(self.start[0] + x, 1), round(self.start[1] + y, 1)),
                     (round(self.end[0] + x, 1), round(self.end[1] + y, 1)), self.steps,
                     (left + x, top + y, right + x, bottom + y))  # fmt: skip


Look = Literal["round", "full"]
"""How a shape is painted as a line: with round ends, or around a filled middle."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A filled shape as a line that is as thick as the shape and covers the same points.

    Attributes
    ----------
    d, at
        The line, from the origin, and where its origin lies from the place of the shape, in points.
    width
        How thick the line is, in points.
    """

    d: str
    at: Point
    width: float
    look: Look


def joined(traces: Iterable[Trace]) -> str:
    """Return paths as one; each begins where it must, told from the sheet or from the end of the last, in few letters.

    Examples
    --------
    >>> joined([traced("M101 20h4z"), traced("M111 20h4z"), traced("M1 2h4z")])
    'M101 20h4zm10 0h4zM1 2h4z'
    """
    found: list[str] = []
    at = None
    for (x, y), end, steps, _ in traces:
        move = _pair("M", x, y)
        if at is not None:
            near = _pair("m", round(x - at[0], 1), round(y - at[1], 1))
            move = near if len(near) < len(move) else move
        found += move, steps
        at = end
    return "".join(found)


def drawn(tag: str, attributes: Mapping[str, str], x: float, y: float) -> Trace:
    """Return a rectangle, a circle or a path as a path, moved by x and y."""
    if tag == "path":
        return traced(attributes["d"]).moved(x, y)
    left, top = placed(tag, attributes)
    if tag == "circle":
        return _circle(float(attributes.get("r", 0))).moved(x + left, y + top)
    return _box(*_sides(attributes)).moved(x + left, y + top)


def placed(tag: str, attributes: Mapping[str, str]) -> Point:
    """Return where the centre of a circle or the corner of a rectangle stands."""
    across, down = ("cx", "cy") if tag == "circle" else ("x", "y")
    return float(attributes.get(across, 0)), float(attributes.get(down, 0))


def _sides(attributes: Mapping[str, str]) -> tuple[float, float, float]:
    """Return the width and height of a rectangle and the radius of its corners."""
    w, h, r = (float(attributes.get(name, 0)) for name in ("width", "height", "rx"))
    return w, h, min(r, w / 2, h / 2)


def stroked(tag: str, attributes: Mapping[str, str]) -> Stroke | None:
    """Return a circle or a round rectangle as a line that is as thick; it has fewer letters than an outline.

    Sharp rectangles stay what they are: viewers of PDF shift the edges of lines with flat ends to whole dots, and bars
    side by side would come to have unlike gaps.

    Examples
    --------
    >>> bar = stroked("rect", {"x": "1", "y": "2", "width": "30", "height": "4", "rx": "2"})
    >>> bar.d, bar.at, bar.width, bar.look
    ('M0 0h26', (2.0, 2.0), 4.0, 'round')
    """
    if tag == "circle":
        return Stroke("M0 0h0", (0.0, 0.0), 2 * float(attributes.get("r", 0)), "round")
    return _bar(*_sides(attributes)) if tag == "rect" and "rx" in attributes else None


@lru_cache(maxsize=SHAPES)
def _bar(w: float, h: float, r: float) -> Stroke | None:
    if r <= _SHARP:
        return None
    if min(w, h) - 2 * r >= _HAIR:
        return Stroke(f"M0 0h{w - 2 * r:g}v{h - 2 * r:g}h{2 * r - w:g}z", (r, r), 2 * r, "full")
    if w >= h:
        return Stroke(f"M0 0h{w - 2 * r:g}", (r, h / 2), h, "round")
    return Stroke(f"M0 0v{h - 2 * r:g}", (w / 2, r), w, "round")


@lru_cache(maxsize=SHAPES)
def _circle(r: float) -> Trace:
    """Return a circle: an arc that ends a hair beside its beginning."""
    return traced(f"M0 {-r:g}a{r:g} {r:g} 0 1 1 -.1 0z")._replace(frame=(-r, -r, r, r))


@lru_cache(maxsize=SHAPES)
def _box(w: float, h: float, r: float) -> Trace:
    if r <= _SHARP:
        return traced(f"M0 0h{w:g}v{h:g}h{-w:g}z")
    if h - 2 * r < _HAIR:
        straight = w - 2 * r if w - 2 * r >= _HAIR else 0.0
        arc = f"a{r:g} {r:g} 0 0 1 0 "
        pill = traced(f"M{r:g} 0h{straight:g}{arc}{2 * r:g}h{-straight:g}{arc}{-2 * r:g}z")
        return pill._replace(frame=(0.0, 0.0, w, h))
    # The corners are parabolas, which take half the letters of arcs and lie within a tenth of the radius of them.
    return traced(f"M{r:g} 0h{w - 2 * r:g}q{r:g} 0 {r:g} {r:g}v{h - 2 * r:g}q0 {r:g} {-r:g} {r:g}h{2 * r - w:g}"
                  f"q{-r:g} 0 {-r:g} {-r:g}v{2 * r - h:g}q0 {-r:g} {r:g} {-r:g}z")  # fmt: skip


@lru_cache(maxsize=SHAPES)
def enlarged(path: str, scale: float) -> str:
    """Return a path with all its lengths multiplied.

    Examples
    --------
    >>> enlarged("M1 2a5 5 0 1 1 4 0z", 0.5)
    'M0.5 1.0a2.5 2.5 0.0 1.0 1.0 2.0 0.0z'
    """
    found = []
    for command, numbers in _parsed(path):
        turn = {2, 3, 4} if command in "aA" else set()
        found.append(
            command + " ".join(f"{value if place in turn else value * scale}" for place, value in enumerate(numbers))
        )
    return "".join(found)


@lru_cache(maxsize=SHAPES)
def traced(path: str) -> Trace:
    """Return a path in relative steps of tenths.

    What is lost by rounding does not add up: each step starts from where the last one really ended.

    Examples
    --------
    >>> traced("M1 2H11V4z")
    Trace(start=(1.0, 2.0), end=(1.0, 2.0), steps='h10v2z', frame=(1.0, 2.0, 11.0, 4.0))
    """
    found: list[str] = []
    points: list[Point] = []
    at, real, first = (0.0, 0.0), (0.0, 0.0), ((0.0, 0.0), (0.0, 0.0))
    start = None
    for command, numbers in _parsed(path):
        low = command.lower()
        if low == "z":
            found.append("z")
            at, real = first
            continue
        ends = _ends(low, numbers, real if command == low else (0.0, 0.0), real)
        reach = max(numbers[0], numbers[1]) if low == "a" else 0.0
        points += [(px + side, py + side) for px, py in ends for side in (-reach, reach)] if reach else ends
        real = ends[-1]
        left, top = at
        steps = [step for px, py in ends for step in (round(px - left, 1), round(py - top, 1))]
        at = round(left + steps[-2], 1), round(top + steps[-1], 1)
        if low == "m":
            first = at, real
        if start is None:
            start = at
        else:
            found.append(_step(low, numbers, steps))
    columns, rows = zip(*points, strict=True)
    frame = min(columns), min(rows), max(columns), max(rows)
    return Trace(start or at, at, _merged(found), frame)


def _step(low: str, numbers: Numbers, steps: list[float]) -> str:
    """Return one relative step, a line along an axis in its short form."""
    if low == "a":
        return f"a{_joined(numbers[:3])} {numbers[3]:.0f}{numbers[4]:.0f}{_joined(steps)}"
    if low == "h" or (low == "l" and not steps[1]):
        return "h" + short(steps[0])
    if low == "v" or (low == "l" and not steps[0]):
        return "v" + short(steps[1])
    return low + _joined(steps)


def _parsed(path: str) -> Iterator[tuple[str, list[float]]]:
    command = ""
    numbers: list[float] = []
    for letter, number in _PATH.findall(path):
        if letter:
            command, numbers = letter, []
            if letter in "zZ":
                yield letter, []
            continue
        numbers.append(float(number))
        if len(numbers) == _ARGUMENTS[command.lower()]:
            yield command, numbers
            numbers = []
            command = {"m": "l", "M": "L"}.get(command, command)


def _ends(low: str, numbers: Numbers, base: Point, real: Point) -> list[Point]:
    """Return the points of a step on the sheet, its end last."""
    if low in "ml":
        return [(base[0] + numbers[0], base[1] + numbers[1])]
    if low == "h":
        return [(base[0] + numbers[0], real[1])]
    if low == "v":
        return [(real[0], base[1] + numbers[0])]
    pairs = numbers[5:] if low == "a" else numbers
    return [(base[0] + pairs[index], base[1] + pairs[index + 1]) for index in range(0, len(pairs), 2)]


def _merged(steps: list[str]) -> str:
    """Return steps in a row; a command that goes on is not written again."""
    found = steps[:1]
    for before, step in pairwise(steps):
        again = step[0] == before[0] and step[0] in "lcqsta"
        found.append(_apart(before, step[1:]) if again else step)
    return "".join(found)


def _joined(numbers: Iterable[float]) -> str:
    found = before = ""
    for text in map(short, numbers):
        found += text if not before or text[0] == "-" or (text[0] == "." and "." in before) else f" {text}"
        before = text
    return found


def _pair(command: str, x: float, y: float) -> str:
    return command + _joined((x, y))


def _apart(before: str, number: str) -> str:
    """Return a number as it is written after others: a sign or a second point begins one without a space."""
    if number[0] == "-" or (number[0] == "." and _FRACTION.search(before)):
        return number
    return f" {number}"


@lru_cache(maxsize=NUMBERS)
def short(number: float) -> str:
    """Return a number with one decimal at most.

    Examples
    --------
    >>> short(0.25), short(-0.04), short(12.0)
    ('.2', '0', '12')
    """
    text = f"{number:.1f}".removesuffix(".0")
    if text.startswith("0."):
        return text[1:]
    if text.startswith("-0"):
        return f"-{text[2:]}" if len(text) > 2 else "0"
    return text
