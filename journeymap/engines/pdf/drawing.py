"""A drawing of this package read back from its SVG text: its graphics as PDF operators, its text as lines.

Only what :mod:`journeymap.charts.svg` writes is understood; anything else is an error, so that nothing is lost
without a word.
"""

import re
from collections.abc import Iterator
from dataclasses import field
from xml.etree import ElementTree as ET

from journeymap.engines.pdf.paths import circle, numbers, operators, plain, rounded
from journeymap.records import dataclass

_SPACE = "{http://www.w3.org/2000/svg}"
_SILENT = frozenset({"title", "desc", "style"})
_MOVE = re.compile(r"(translate|scale)\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text where it stands in the drawing.

    Attributes
    ----------
    x, y
        The anchor on the baseline, y downward, in units of the drawing.
    group
        Number of the top part of the drawing it belongs to; lines of one part are read together.
    """

    text: str
    x: float
    y: float
    size: float
    fill: str
    weight: str
    anchor: str
    backward: bool
    group: int


@dataclass(frozen=True)
class Drawing:
    """A drawing taken apart.

    Attributes
    ----------
    graphics
        Operators that paint everything but text; y grows downward.
    """

    width: float
    height: float
    title: str
    description: str
    graphics: str = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)

    @property
    def least(self) -> float:
        """Return the size of the smallest text; 0 without any."""
        return min((line.size for line in self.lines), default=0.0)


def read(svg: str) -> Drawing:
    """Take a drawing apart.

    Raises
    ------
    ValueError
        If the text is no drawing of this package.
    """
    try:
        root = ET.fromstring(svg)  # noqa: S314 - as above
    except ET.ParseError as error:
        raise ValueError(f"not a drawing: {error}") from error
    if root.tag != f"{_SPACE}svg":
        raise ValueError(f"not a drawing: {root.tag}")
    reader = _Reader()
    for number, child in enumerate(root):
        reader.group = number
        reader.element(child, 0.0, 0.0, 1.0)
    _, _, width, height = (float(part) for part in root.get("viewBox", "").split())
    title, description = (root.findtext(f"{_SPACE}{name}", "") for name in ("title", "desc"))
    return Drawing(width, height, title, description, "\n".join(reader.painted), tuple(reader.lines))


class _Reader:
    def __init__(self) -> None:
        self.painted = ["1 J 1 j"]
        self.lines: list[Line] = []
        self.group = 0

    def element(self, element: ET.Element, dx: float, dy: float, scale: float) -> None:
        name = element.tag.removeprefix(_SPACE)
        if name in _SILENT:
            return
        moved = _MOVE.findall(element.get("transform", ""))
        for kind, values in moved:
            figures = [float(value) for value in re.split(r"[ ,]+", values.strip())]
            if kind == "translate":
                dx, dy = dx + scale * figures[0], dy + scale * (figures[1] if len(figures) > 1 else 0.0)
            else:
                scale *= figures[0]
        if name in {"g", "a"}:
            for child in element:
                self.element(child, dx, dy, scale)
        elif name == "text":
            self._text(element, dx, dy, scale)
        elif name in {"rect", "circle", "path"}:
            self.painted.extend(_paint(element, name, (dx, dy, scale)))
        else:
            raise ValueError(f"no drawing here has <{name}>")

    def _text(self, element: ET.Element, dx: float, dy: float, scale: float) -> None:
        x, y, size = (float(element.get(name, "0")) for name in ("x", "y", "font-size"))
        weight = "semibold" if element.get("font-weight") in {"600", "bold"} else "regular"
        backward = element.get("direction") == "rtl"
        anchor = element.get("text-anchor", "start")
        if backward and anchor != "middle":
            anchor = "end" if anchor == "start" else "start"
        words = "".join(element.itertext())
        self.lines.append(Line(words, dx + scale * x, dy + scale * y, scale * size, element.get("fill", "#000000"),
                               weight, anchor, backward, self.group))  # fmt: skip


def colour(text: str, operator: str) -> str:
    """Write a colour with the operator that sets it.

    Raises
    ------
    ValueError
        If it does not have the form ``#rrggbb``.
    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise ValueError(f"not a colour: {text!r}")
    return f"{numbers(*(int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)))} {operator}"


def _paint(element: ET.Element, name: str, place: tuple[float, float, float]) -> Iterator[str]:
    """Yield a shape with its colours, between saving and restoring the state."""
    fill, stroke = element.get("fill", "none"), element.get("stroke", "none")
    if fill == stroke == "none":
        return
    dx, dy, scale = place
    yield f"q {numbers(scale, 0, 0, scale, dx, dy)} cm"
    if fill != "none":
        yield colour(fill, "rg")
    if stroke != "none":
        yield f"{colour(stroke, 'RG')} {element.get('stroke-width', '1')} w"
    dash = element.get("stroke-dasharray")
    if dash:
        yield f"[{' '.join(plain(float(part)) for part in re.split('[ ,]+', dash))}] 0 d"
    if element.get("stroke-linecap") == "butt":
        yield "0 J"
    yield from _outline(element, name)
    yield ("B" if stroke != "none" else "f") if fill != "none" else "S"
    yield "Q"


def _outline(element: ET.Element, name: str) -> Iterator[str]:
    def value(key: str) -> float:
        return float(element.get(key, "0"))

    if name == "rect":
        yield from rounded(value("x"), value("y"), value("width"), value("height"), value("rx"))
    elif name == "circle":
        yield from circle(value("cx"), value("cy"), value("r"))
    else:
        yield from operators(element.get("d", ""))
