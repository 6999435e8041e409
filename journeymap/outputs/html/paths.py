"""Paths of drawings in few letters: relative steps with one decimal, and shapes as paths."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

Point = tuple[float, float]
Frame = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Numbers = tuple[float, ...]

SHAPES = 512
"""Paths whose steps are kept: symbols come again and again."""

_PATH = re.compile(r"([a-zA-Z])|(-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?)")
_ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
_HAIR = 0.25
"""Length of an edge that is not seen."""

_SHARP = 1.5
"""Radius up to which a corner is drawn as if it were sharp."""


def outline(tag: str, attributes: Mapping[str, str]) -> str:
    """Return a rectangle, a circle or a path as a path."""
    get = attributes.get
    if tag == "path":
        return attributes["d"]
    if tag == "circle":
        x, y, r = (float(get(name, 0)) for name in ("cx", "cy", "r"))
        return _pill(x, y - r, 0.0, r)
    x, y, w, h, r = (float(get(name, 0)) for name in ("x", "y", "width", "height", "rx"))
    r = min(r, w / 2, h / 2)
    if r <= _SHARP:
        return f"M{x} {y}h{w}v{h}h{-w}z"
    if h - 2 * r < _HAIR:
        return _pill(x + r, y, w - 2 * r if w - 2 * r >= _HAIR else 0.0, r)
    # The corners are parabolas, which take half the letters of arcs and lie within a tenth of the radius of them.
    return (f"M{x + r} {y}h{w - 2 * r}q{r} 0 {r} {r}v{h - 2 * r}q0 {r} {-r} {r}h{2 * r - w}q{-r} 0 {-r} {-r}"
            f"v{2 * r - h}q0 {-r} {r} {-r}z")  # fmt: skip


def _pill(x: float, y: float, length: float, r: float) -> str:
    """Return a bar with round ends, or a circle if it has no length."""
    arc = f"a{r} {r} 0 0 1 0 "
    return f"M{x} {y}{f'h{length}' if length else ''}{arc}{2 * r}{f'h{-length}' if length else ''}{arc}{-2 * r}z"


def enlarged(path: str, scale: float) -> str:
    """Return a path with all its lengths multiplied.

    Examples
    --------
    >>> enlarged("M1 2a5 5 0 1 1 4 0z", 0.5)
    'M0.5 1.0a2.5 2.5 0.0 1.0 1.0 2.0 0.0z'
    """
    found = []
    for command, numbers in _steps(path):
        turn = {2, 3, 4} if command in "aA" else set()
        found.append(
            command + " ".join(f"{value if place in turn else value * scale}" for place, value in enumerate(numbers))
        )
    return "".join(found)


def relative(path: str, x: float, y: float) -> tuple[str, Frame]:
    """Return a path moved by x and y in relative commands, with the frame of its points.

    What is lost by rounding to a tenth does not add up: each step starts from where the last one really ended.

    Examples
    --------
    >>> relative("M1 2H11V4z", 100, 0)
    ('M101 2h10v2z', (101.0, 2.0, 111.0, 4.0))
    """
    found: list[str] = []
    points: list[Point] = []
    at, real, first = (0.0, 0.0), (0.0, 0.0), ((0.0, 0.0), (0.0, 0.0))
    for command, numbers in _steps(path):
        low = command.lower()
        if low == "z":
            found.append("z")
            at, real = first
            continue
        ends = _ends(low, numbers, real if command.islower() else (x, y), real)
        reach = max(numbers[0], numbers[1]) if low == "a" else 0.0
        points += [(px + sign * reach, py + sign * reach) for px, py in ends for sign in ((-1, 1) if reach else (0,))]
        real = ends[-1]
        if low == "m":
            at = round(real[0], 1), round(real[1], 1)
            found.append(f"M{short(at[0])}{_sep(short(at[1]))}")
            first = at, real
        else:
            steps = [round(value, 1) for px, py in ends for value in (px - at[0], py - at[1])]
            at = round(at[0] + steps[-2], 1), round(at[1] + steps[-1], 1)
            found.append(_step(low, numbers, steps))
    columns, rows = [px for px, _ in points], [py for _, py in points]
    return _merged(found), (min(columns), min(rows), max(columns), max(rows))


def _step(low: str, numbers: Numbers, steps: list[float]) -> str:
    """Return one relative step, a line along an axis in its short form."""
    if low == "a":
        return f"a{_joined(numbers[:3])} {numbers[3]:.0f}{numbers[4]:.0f}{_joined(steps)}"
    if low == "h" or (low == "l" and not steps[1]):
        return "h" + short(steps[0])
    if low == "v" or (low == "l" and not steps[0]):
        return "v" + short(steps[1])
    return low + _joined(steps)


@lru_cache(maxsize=SHAPES)
def _steps(path: str) -> tuple[tuple[str, Numbers], ...]:
    """Return each command with the numbers of one step."""
    return tuple((command, tuple(numbers)) for command, numbers in _parsed(path))


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
        found.append(_sep(step[1:]) if again else step)
    return "".join(found)


def _joined(numbers: Sequence[float]) -> str:
    first, *others = map(short, numbers)
    return first + "".join(map(_sep, others))


def _sep(number: str) -> str:
    return number if number.startswith("-") else f" {number}"


def short(number: float) -> str:
    """Return a number with one decimal at most.

    Examples
    --------
    >>> short(0.25), short(-0.04), short(12.0)
    ('.2', '0', '12')
    """
    text = f"{number:.1f}".removesuffix(".0").replace("0.", ".") if abs(number) < 1 else f"{number:.1f}"
    text = text.removesuffix(".0")
    return "0" if text in {"-0", "", "-", "-.0", ".0"} else text
