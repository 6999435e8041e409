"""What stands on a slide, as plain values in points: text, shapes, tables, charts.

A slide is 960 by 540 points, 16 to 9. Colours are roles such as ``ink`` or ``accent``, see
`journeymap.outputs.slides.colours`; whoever changes the colours of the theme changes the deck.
"""

import math
from dataclasses import field

from journeymap.records import dataclass

WIDTH, HEIGHT = 960.0, 540.0
"""Of a slide, in points."""


@dataclass(frozen=True)
class Box:
    """A rectangle in points, from the upper left corner of the slide."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.y + self.h

    def columns(self, number: int, gap: float = 12.0) -> "tuple[Box, ...]":
        """Return boxes of one width beside each other."""
        width = (self.w - gap * (number - 1)) / number
        return tuple(Box(self.x + index * (width + gap), self.y, width, self.h) for index in range(number))

    def below(self, top: float) -> "Box":
        """Return what is left of it beneath a height of the slide."""
        return Box(self.x, top, self.w, self.bottom - top)


CONTENT = Box(44.0, 108.0, 872.0, 394.0)
"""Where the contents of a slide stand, between its title and its foot."""


@dataclass(frozen=True)
class Run:
    """Words in one look."""

    text: str
    bold: bool = False
    colour: str = "ink"


@dataclass(frozen=True)
class Para:
    """A paragraph.

    Attributes
    ----------
    size
        Of the letters, in points.
    align
        ``l``, ``ctr`` or ``r``.
    after
        Room beneath it, in points.
    """

    runs: tuple[Run, ...]
    size: float
    align: str = "l"
    bullet: bool = False
    after: float = 0.0

    @property
    def text(self) -> str:
        """Return its words."""
        return "".join(run.text for run in self.runs)

    @property
    def bold(self) -> bool:
        """Return whether any of its words are bold, so that it is measured so."""
        return any(run.bold for run in self.runs)


def para(text: str, size: float, *, bold: bool = False, colour: str = "ink", align: str = "l",
         after: float = 0.0) -> Para:  # fmt: skip
    """Return a paragraph in one look."""
    return Para((Run(text, bold, colour),), size, align, after=after)


@dataclass(frozen=True)
class Shape:
    """A native shape, with or without text.

    Attributes
    ----------
    name
        In the list of a slide's objects.
    geometry
        As PowerPoint calls it: ``rect``, ``roundRect``, ``homePlate``, ``line`` ...
    fill, line
        Roles; empty for none.
    inset
        Room around the text: beside it, and above and below it.
    descr
        For those who cannot see it; a shape without text and without one is decoration.
    link
        Key of the slide that a click leads to.
    placeholder
        Kind of placeholder of the layout it fills, such as ``title``.
    """

    name: str
    box: Box
    paras: tuple[Para, ...] = ()
    geometry: str = "rect"
    fill: str = ""
    line: str = ""
    width: float = 0.75
    dashed: bool = False
    anchor: str = "t"
    inset: tuple[float, float] = (0.0, 0.0)
    descr: str = ""
    link: str = ""
    placeholder: str = ""


@dataclass(frozen=True)
class Group:
    """Shapes that belong together, with one description."""

    name: str
    descr: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `span` is how many columns it takes, 0 if the cell before it takes this one."""

    paras: tuple[Para, ...]
    fill: str = ""
    span: int = 1


@dataclass(frozen=True)
class Row:
    """A row of a table with its height in points."""

    height: float
    cells: tuple[Cell, ...]


CELL_INSET = (4.0, 2.5)
"""Room in a cell: beside its text, and above and below it."""
LOWERED = 1.5
"""How much lower the text of a cell stands than in its middle: lines are measured higher than letters, below them."""


@dataclass(frozen=True)
class Grid:
    """A native table whose first row is its head; `widths` are those of its columns."""

    name: str
    descr: str
    box: Box
    widths: tuple[float, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Line:
    """A series of a chart.

    Attributes
    ----------
    values
        One for each category or place; `None` is a gap.
    labels
        What stands beside each point, as the report says it; empty for none.
    colour
        Role of the line or bar.
    dots
        Role of each marker; left out, `colour`.
    low, high
        Ends of the interval of each value; `None` without one.
    bare
        Whether it has markers and no line.
    position, sides
        Where the labels stand, as PowerPoint calls it: all of them, or each of its own.
    places
        In a chart of points: where each lies from left to right.
    """

    name: str
    values: tuple[float | None, ...]
    colour: str = "accent"
    labels: tuple[str, ...] = ()
    dots: tuple[str, ...] = ()
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    dashed: bool = False
    bare: bool = False
    marked: bool = True
    position: str = "t"
    sides: tuple[str, ...] = ()
    places: tuple[float, ...] = ()


@dataclass(frozen=True)
class Axis:
    """An axis: its name; of numbers also its ends, the step of its grid, and whether its steps are written.

    Attributes
    ----------
    factors
        Whether equal factors are equally far apart on it; both ends are then above zero.
    """

    low: float | None = None
    high: float | None = None
    step: float | None = None
    title: str = ""
    format: str = ""
    factors: bool = False

    def part(self, value: float) -> float:
        """Return how far from its low to its high end a value lies, 0-1."""
        low, high = self.low or 0.0, self.high or 0.0
        if self.factors:
            low, value, high = math.log(low), math.log(value), math.log(high)
        return (value - low) / (high - low)


@dataclass(frozen=True)
class Plot:
    """A native chart with its numbers inside.

    Attributes
    ----------
    kind
        ``line``, ``bar`` or ``scatter``.
    categories
        Names of the points in order; none in a chart of points.
    whole
        Whether the plot takes all of the box, so that categories stand under columns of its width.
    """

    name: str
    descr: str
    box: Box
    kind: str
    categories: tuple[str, ...]
    lines: tuple[Line, ...]
    upright: Axis = field(default_factory=Axis)
    across: Axis = field(default_factory=Axis)
    legend: bool = False
    whole: bool = False
    size: float = 10.0


@dataclass(frozen=True)
class Picture:
    """A raster image: the logo of a brand."""

    name: str
    descr: str
    box: Box
    data: bytes = field(repr=False)


Thing = Shape | Group | Grid | Plot | Picture


@dataclass(frozen=True)
class Slide:
    """A slide.

    Attributes
    ----------
    key
        What links lead to.
    layout
        ``cover`` or ``content``.
    title, place
        A sentence, and which of several slides it is; together they are unique in the deck.
    notes
        What the speaker sees, a paragraph each: sources, and in full what was shortened.
    also
        Other keys it answers to, such as those of the findings on it.
    """

    key: str
    layout: str
    title: str
    things: tuple[Thing, ...]
    notes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    place: str = ""
