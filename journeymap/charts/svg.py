"""Drawing as values, and the one place where they become SVG text.

A drawing is a list of frozen shapes. Nothing a user wrote gets into an attribute but through
:func:`attributes`, or between tags but through :func:`escape`; there are no style attributes, no
scripts and no references to other files, so that many drawings can live in one page.

>>> Rect(0, 0, 10, 5.25, fill="#fff").svg()
'<rect x="0" y="0" width="10" height="5.2" fill="#fff"/>'
>>> escape("Fish & <chips>")
'Fish &amp; &lt;chips&gt;'
"""

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, TypeAlias

from journeymap.charts.glyphs import Weight, leftward
from journeymap.charts.typeset import ascent, line_height, width
from journeymap.records import dataclass

FONTS = "Inter, 'Helvetica Neue', Arial, sans-serif"
Anchor: TypeAlias = Literal["start", "middle", "end"]

# What XML 1.0 cannot hold, and invisible signs that turn the direction of what follows.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]"
)
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_ESCAPES = str.maketrans(_SIGNS)


def clean(text: str) -> str:
    r"""Replace characters that no XML file may hold, and drop those that override the direction.

    Examples
    --------
    >>> clean("a\x00b\u202ec")
    'a�bc'
    """
    if text.isprintable():  # none of them is
        return text
    return _UNSAFE.sub(lambda found: "" if found[0] >= "\u200e" and found[0] < "\ud800" else "\ufffd", text)


def escape(text: str) -> str:
    """Make any text safe between tags and in quoted attributes."""
    return clean(text).translate(_ESCAPES)


def unescape(text: str) -> str:
    """Return a text as it was before :func:`escape`.

    Examples
    --------
    >>> unescape(escape("a &lt; 'b'"))
    "a &lt; 'b'"
    """
    if "&" not in text:
        return text
    for sign, written in reversed(_SIGNS.items()):
        text = text.replace(written, sign)
    return text


@lru_cache(maxsize=65536)
def number(value: float) -> str:
    """Write a length with at most one decimal.

    Raises
    ------
    ValueError
        If it is not a finite number.

    Examples
    --------
    >>> number(3.0), number(2.25), number(-0.01)
    ('3', '2.2', '0')
    """
    if not math.isfinite(value):
        raise ValueError(f"not a length: {value!r}")
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def attributes(**values: str | float | None) -> str:
    """Write attributes, each quoted and led by a space; `None` and empty ones are left out.

    An underscore in a name stands for a hyphen.

    Examples
    --------
    >>> attributes(x=1.5, stroke_width=2, fill=None, label='a "b"')
    ' x="1.5" stroke-width="2" label="a &quot;b&quot;"'
    """
    written = []
    for name, value in values.items():
        if value is None or value == "":
            continue
        text = escape(value) if isinstance(value, str) else number(value)
        written.append(f' {name.replace("_", "-")}="{text}"')
    return "".join(written)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points; y grows downward."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the y of the lower edge."""
        return self.y + self.height

    def overlaps(self, other: "Box", slack: float = 0.05) -> bool:
        """Tell whether two boxes share more than an edge; `slack` in points is forgiven."""
        return (
            self.x + slack < other.right
            and other.x + slack < self.right
            and self.y + slack < other.bottom
            and other.y + slack < self.bottom
        )

    def holds(self, other: "Box", slack: float = 0.05) -> bool:
        """Tell whether another box lies within this one."""
        return (
            self.x <= other.x + slack
            and self.y <= other.y + slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, perhaps with round corners."""

    x: float
    y: float
    width: float
    height: float
    fill: str = "none"
    stroke: str = ""
    stroke_width: float = 1.0
    radius: float = 0.0
    dash: str = ""

    def svg(self) -> str:
        """Return the element."""
        return (
            f'<rect x="{number(self.x)}" y="{number(self.y)}" width="{number(self.width)}" '
            f'height="{number(self.height)}"{_round(self.radius)}{_paint(self)}/>'
        )


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around a centre."""

    x: float
    y: float
    radius: float
    fill: str = "none"
    stroke: str = ""
    stroke_width: float = 1.0
    dash: str = ""

    def svg(self) -> str:
        """Return the element."""
        return f'<circle cx="{number(self.x)}" cy="{number(self.y)}" r="{number(self.radius)}"{_paint(self)}/>'


@dataclass(frozen=True, slots=True)
class Path:
    """A path; `d` is made by this package, never from a user's text.

    Attributes
    ----------
    at
        Where the path's own origin lies, in points.
    scale
        How many points a unit of the path is long.
    """

    d: str
    fill: str = "none"
    stroke: str = ""
    stroke_width: float = 1.0
    dash: str = ""
    at: tuple[float, float] = (0.0, 0.0)
    scale: float = 1.0

    def svg(self) -> str:
        """Return the element."""
        moved = ""
        if self.at != (0.0, 0.0) or self.scale != 1.0:
            size = f" scale({self.scale:.3f})" if self.scale != 1.0 else ""
            moved = f' transform="translate({number(self.at[0])} {number(self.at[1])}){size}"'
        return f'<path d="{self.d}"{moved}{_paint(self)}/>'


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text.

    Attributes
    ----------
    x, y
        The anchor on the baseline, in points.
    size
        Of the font, in points.
    on
        The colour it stands on; what contrast is checked against.
    rightmost
        Whether the paragraph it is a line of is written from right to left; left out, its own first letter decides.
    """

    text: str
    x: float
    y: float
    size: float
    fill: str
    on: str
    weight: Weight = "regular"
    anchor: Anchor = "start"
    rightmost: bool | None = None

    def svg(self) -> str:
        """Return the element."""
        weight = ' font-weight="600"' if self.weight == "semibold" else ""
        anchor = f' text-anchor="{self.anchor}"' if self.anchor != "start" else ""
        return (
            f'<text x="{number(self.x)}" y="{number(self.y)}" font-size="{number(self.size)}"'
            f'{weight}{anchor} fill="{self.fill}">{self._isolated()}</text>'
        )

    def _isolated(self) -> str:
        """Return the text, between signs that give its direction where part of it is written from right to left.

        Such signs are obeyed by every drawer; the attribute ``direction`` is not, and would turn the anchor.
        """
        turned = leftward(self.text)
        if turned is None and not self.rightmost:
            return escape(self.text)
        start = "\u2067" if (turned if self.rightmost is None else self.rightmost) else "\u2066"
        return f"{start}{escape(self.text)}\u2069"

    def box(self) -> Box:
        """Return the room the line takes by the font's metrics."""
        wide = width(self.text, self.size, self.weight)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return Box(left, self.y - ascent(self.size), wide, line_height(self.size))


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes moved together.

    Attributes
    ----------
    title
        Words shown when pointed at, and read aloud.
    href
        Where a click leads: a fragment of the same page, or nothing.
    kind
        What it is, kept as ``data-kind`` for those who style or test the drawing.
    """

    shapes: "tuple[Shape, ...]"
    dx: float = 0.0
    dy: float = 0.0
    title: str = ""
    href: str = ""
    kind: str = ""

    def svg(self) -> str:
        """Return the elements."""
        moved = f"translate({number(self.dx)} {number(self.dy)})" if self.dx or self.dy else ""
        title = f"<title>{escape(self.title)}</title>" if self.title else ""
        inside = title + "".join(shape.svg() for shape in self.shapes)
        place = f' transform="{moved}"' if moved else ""
        if self.href:
            return f"<a{attributes(href=self.href, aria_label=self.title, data_kind=self.kind)}{place}>{inside}</a>"
        kind = f' data-kind="{escape(self.kind)}"' if self.kind else ""
        return f"<g{kind}{place}>{inside}</g>"


Shape: TypeAlias = Rect | Circle | Path | Label | Group


def flat(shapes: "tuple[Shape, ...]", dx: float = 0.0, dy: float = 0.0) -> Iterator[tuple[Shape, float, float]]:
    """Yield every shape that is no group, in the order of painting, with how far it was moved."""
    for shape in shapes:
        if isinstance(shape, Group):
            yield from flat(shape.shapes, dx + shape.dx, dy + shape.dy)
        else:
            yield shape, dx, dy


def document(  # noqa: PLR0913 - all of them are needed, each by name
    shapes: tuple[Shape, ...],
    *,
    width: float,
    height: float,
    title: str,
    description: str,
    prefix: str,
    linked: bool = False,
    head: str = "",
) -> str:
    """Write a whole drawing.

    Parameters
    ----------
    width, height
        In points, which are the user units ("px").
    title, description
        The name of the drawing, and its finding for those who cannot see it.
    prefix
        Begins every id, so that drawings in one page do not share one.
    linked
        Whether there are links inside; such a drawing is not one image.
    head
        What stands before the shapes, such as a font.

    Raises
    ------
    ValueError
        If the prefix is not a plain name.
    """
    return (
        f'<svg{_root(width, height, prefix, linked=linked)}><title id="{prefix}-title">{escape(title)}</title>'
        f'<desc id="{prefix}-desc">{escape(description)}</desc>{head}'
        + "\n".join(shape.svg() for shape in shapes)
        + "</svg>\n"
    )


def _root(width: float, height: float, prefix: str, *, linked: bool) -> str:
    """Write the attributes of the root."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", prefix):
        raise ValueError(f"not a plain name: {prefix!r}")
    return attributes(
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="graphics-document" if linked else "img",
        aria_labelledby=f"{prefix}-title {prefix}-desc",
        font_family=FONTS,
        fill="none",
        stroke_linecap="round",
        stroke_linejoin="round",
    )


def _round(radius: float) -> str:
    """Write the radius of corners, if any."""
    return f' rx="{number(radius)}"' if radius else ""


def _paint(shape: Rect | Circle | Path) -> str:
    """Write how a shape is filled and outlined; its colours come from a theme."""
    fill = f' fill="{shape.fill}"' if shape.fill != "none" else ""
    if not shape.stroke:
        return fill
    # Round ends would close the gaps between dashes.
    dash = f' stroke-dasharray="{shape.dash}" stroke-linecap="butt"' if shape.dash else ""
    return f'{fill} stroke="{shape.stroke}" stroke-width="{number(shape.stroke_width)}"{dash}'
