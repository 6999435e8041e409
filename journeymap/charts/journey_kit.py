"""What every part of the journey map needs: words, sizes, and a pen that sets text."""

import dataclasses
from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache

from journeymap.charts import typeset
from journeymap.charts.glyphs import Weight, leftward
from journeymap.charts.palette import Theme, readable
from journeymap.charts.svg import Anchor, Label, Shape, clean
from journeymap.charts.typeset import ascent, line_height
from journeymap.languages import Language
from journeymap.records import dataclass
from journeymap.text import Figure, Text, half_up, share_digits

Words = str | int | Text | Figure

_SIZES = {"headline": 25.0, "figure": 17.0, "title": 12.5, "body": 11.5, "small": 10.25, "tiny": 9.25}


MOST_LINES = 24
"""Lines of one text in a drawing; a longer one ends with an ellipsis, and the report's text holds the whole."""


@lru_cache(maxsize=32768)
def wrapped(text: str, size: float, room: float, weight: Weight) -> tuple[str, ...]:
    """Break a text into at most `MOST_LINES` lines, remembered from one drawing to the next."""
    return typeset.wrap(clean(text), size, room, weight=weight, max_lines=MOST_LINES)


@lru_cache(maxsize=32768)
def measured(text: str, size: float, weight: Weight) -> float:
    """Return the width of a text in points, remembered from one drawing to the next."""
    return typeset.width(clean(text), size, weight)


@dataclass(frozen=True)
class Kit:
    """A theme and a language, with the sums every part needs.

    Attributes
    ----------
    links
        Whether pins lead to the report.
    """

    theme: Theme
    language: Language
    links: bool = False
    _said: dict[Figure, str] = field(default_factory=dict, repr=False, compare=False)

    def say(self, words: Words | None) -> str:
        """Return words in the language; numbers are written once and remembered."""
        if not isinstance(words, Figure):
            return self.language.say(words)
        found = self._said.get(words)
        if found is None:
            found = self._said[words] = self.language.figure(words)
        return found

    def score(self, value: float) -> str:
        """Write a score from 0 to 100."""
        return self.say(Figure("score", float(half_up(value, 0))))

    def share(self, value: float) -> str:
        """Write a share from 0 to 1 as a percentage."""
        figure = Figure("share", value)
        digits = share_digits(figure)
        return self.say(Figure("share", float(half_up(value * 100, digits)) / 100, "", digits))

    def minutes(self, value: float) -> str:
        """Write a length of time given in minutes."""
        return self.say(Figure("minutes", value))

    def signed(self, value: float) -> str:
        """Write a whole number with its sign."""
        whole = float(half_up(value, 0))
        text = self.say(Figure("score", abs(whole)))
        return f"+{text}" if whole > 0 else f"−{text}" if whole < 0 else text

    def size(self, name: str) -> float:
        """Return the font size of a kind of text, in points."""
        return _SIZES[name] * self.theme.scale

    def u(self, length: float) -> float:
        """Return a length made for the screen at the theme's scale, in points."""
        return length * self.theme.room

    def high(self, name: str) -> float:
        """Return the height of a line of a kind of text, in points."""
        return line_height(self.size(name))

    def wide(self, text: str, name: str, weight: Weight = "regular") -> float:
        """Return the width of a line of a kind of text, in points."""
        return measured(text, self.size(name), weight)

    def lines(self, text: str, name: str, room: float, weight: Weight = "regular") -> tuple[str, ...]:
        """Break a text into lines that fit the room, in points."""
        return wrapped(self.say(text), self.size(name), max(room, self.size(name) * 1.5), weight)

    def dotted(self, words: Sequence[str], name: str, room: float, weight: Weight = "regular") -> tuple[str, ...]:
        """Set words in lines, with a dot between those on one line; no line begins or ends with a dot."""
        lines: list[str] = []
        for word in words:
            first, *others = self.lines(word, name, room, weight) or ("",)
            joined = f"{lines[-1]}\u00a0·\u00a0{first}" if lines else first
            if lines and not others and self.wide(joined, name, weight) <= room:
                lines[-1] = joined
            else:
                lines += [first, *others]
        return tuple(lines)


@dataclasses.dataclass(slots=True)
class Pen:
    """Sets text from the top of a cell downward and remembers how far it got.

    Attributes
    ----------
    on
        The colour behind what is written.
    x, y
        Where the next line begins, in points; `y` is the top of the line.
    width
        The room for a line, in points.
    """

    kit: Kit
    on: str
    width: float
    x: float = 0.0
    y: float = 0.0
    shapes: list[Shape] = field(default_factory=list)

    def write(
        self,
        text: str,
        name: str = "body",
        *,
        fill: str | None = None,
        weight: Weight = "regular",
        anchor: Anchor = "start",
        indent: float = 0.0,
    ) -> float:
        """Set a text in as many lines as it needs; returns the height it took, in points."""
        top = self.y
        lines = self.kit.lines(text, name, self.width - indent, weight)
        self.set(lines, name, fill=fill, weight=weight, anchor=anchor, indent=indent,
                 rightmost=leftward(text))  # fmt: skip
        return self.y - top

    def join(
        self,
        words: Sequence[str],
        name: str = "body",
        *,
        fill: str | None = None,
        weight: Weight = "regular",
        indent: float = 0.0,
    ) -> None:
        """Set words with a dot between those on one line; no line begins or ends with a dot."""
        lines = self.kit.dotted(words, name, self.width - indent, weight)
        self.set(lines, name, fill=fill, weight=weight, indent=indent, rightmost=leftward(" ".join(words)))

    def set(
        self,
        lines: Sequence[str],
        name: str,
        *,
        fill: str | None = None,
        weight: Weight = "regular",
        anchor: Anchor = "start",
        indent: float = 0.0,
        rightmost: bool | None = None,
    ) -> None:
        """Set lines that were broken before; `rightmost` tells whether they are written from right to left."""
        size, step = self.kit.size(name), self.kit.high(name)
        colour = readable(fill or self.kit.theme.ink, self.on)
        room = self.width - indent
        x = self.x + indent + {"start": 0.0, "middle": room / 2, "end": room}[anchor]
        for line in lines:
            self.shapes.append(Label(line, x, self.y + ascent(size), size, colour, self.on, weight, anchor, rightmost))
            self.y += step

    def add(self, *shapes: Shape) -> None:
        """Put shapes where they say, without moving on."""
        self.shapes.extend(shapes)

    def down(self, length: float) -> None:
        """Leave room; `length` in points on the screen."""
        self.y += self.kit.u(length)

    def done(self) -> "Block":
        """Return what was set."""
        return Block(self.y, tuple(self.shapes))


@dataclass(frozen=True, slots=True)
class Block:
    """Shapes from the top left corner of a cell, and the height they take in points."""

    height: float
    shapes: tuple[Shape, ...]


EMPTY = Block(0.0, ())


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a column stands.

    Attributes
    ----------
    x, width
        Its left edge and width, in points.
    on
        The colour behind it.
    """

    x: float
    width: float
    on: str

    @property
    def centre(self) -> float:
        """Return the x of its middle."""
        return self.x + self.width / 2

    @property
    def right(self) -> float:
        """Return the x of its right edge."""
        return self.x + self.width
