"""Dot plot of journeys: a row each, a scale for each figure, with 95 % intervals where there are any."""

from collections.abc import Iterator

from journeymap.charts.axes import Key, legend, line, ticks
from journeymap.charts.glyphs import Weight
from journeymap.charts.journey_kit import Kit, Pen
from journeymap.charts.palette import Theme, readable
from journeymap.charts.picture import picture
from journeymap.charts.svg import Anchor, Circle, Group, Label, Rect, Shape
from journeymap.charts.typeset import ascent, fit
from journeymap.languages import Language
from journeymap.text import Figure, say
from journeymap.views.portfolio_plot import Dot, DotPlot, Panel

WIDTH = 940.0
"""On the screen, in points."""

GAP = 34.0
"""Between two scales on the screen, in points."""

ROW, HIGH_ROW = 34.0, 42.0
"""Height of the dots of a row on the screen, in points, and where what was counted stands below them; its title stands
above, so that a phone shows both."""

LINES = 3
"""Most lines of a title; the table has all of it."""


def dot_plot(view: DotPlot, language: Language, theme: Theme, *, prefix: str) -> str:
    """Draw journeys beside each other; parameters as for :func:`~journeymap.charts.picture.picture`."""
    return picture(
        _Plot(view, Kit(theme, language)), title=say("Journeys beside each other"), statement=view.statement,
        prefix=prefix, empty=not view.titles,
    )  # fmt: skip


class _Scale:
    """From the values of a panel to places.

    Attributes
    ----------
    marks
        Values at which a line stands, from 0 to the end of the scale.
    """

    def __init__(self, panel: Panel, left: float, right: float) -> None:
        self.panel, self.left, self.right = panel, left, right
        known = [dot.value if dot.high is None else dot.high for dot in panel.dots if dot is not None]
        most = panel.top if panel.top is not None else max(known, default=0.0)
        marks = ticks(0.0, most) if most > 0 else (0.0, 1.0)
        self.marks = marks if panel.top is None else tuple(mark for mark in marks if mark <= panel.top)

    def x(self, value: float) -> float:
        return self.left + (self.right - self.left) * value / self.marks[-1]


class _Plot:
    """The rows while they are drawn."""

    def __init__(self, view: DotPlot, kit: Kit) -> None:
        self.view, self.kit, self.theme = view, kit, kit.theme
        self.width, self.edge = kit.u(WIDTH), kit.u(12)
        self.ink = readable(self.theme.accent, self.theme.surface, 3)
        self.quiet = readable(self.theme.edge, self.theme.surface, 3)
        parts = any(part is not None for panel in view.panels for part in panel.parts)
        self.band = kit.u(HIGH_ROW if parts else ROW)
        first = self.edge + kit.u(6)
        each = (self.width - self.edge - kit.u(14) - first + kit.u(GAP)) / max(1, len(view.panels))
        self.scales = [
            _Scale(panel, first + index * each, first + (index + 1) * each - kit.u(GAP))
            for index, panel in enumerate(view.panels)
        ]

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        head = self.edge + max((len(self.name(scale)) for scale in self.scales), default=0) * self.kit.high("small")
        top = head + self.kit.high("small") + self.kit.u(6)
        found: list[Shape] = []
        y = top
        for index in range(len(self.view.titles)):
            shapes, high = self.row(index)
            found.append(Group(shapes, 0, y))
            y += high
        heads = [shape for scale in self.scales for shape in self.head(scale, head)]
        keys = Pen(self.kit, self.theme.surface, self.width - 2 * self.edge, self.edge, y + self.kit.u(10))
        block = self.legend(keys)
        return (Rect(0, 0, self.width, block.y, self.theme.surface), *heads, *found, *block.shapes), block.y

    def name(self, scale: _Scale) -> tuple[str, ...]:
        """Return the lines of a panel's name."""
        return self.kit.lines(self.kit.say(scale.panel.name), "small", scale.right - scale.left, "semibold")

    def mark(self, panel: Panel, value: float) -> str:
        """Write a value of a scale."""
        return self.kit.say(Figure(panel.kind, value, panel.unit if value else ""))

    def head(self, scale: _Scale, head: float) -> Iterator[Shape]:
        """Yield the name of a panel and the marks of its scale; `head` is where they part."""
        kit, size, on = self.kit, self.kit.size("small"), self.theme.surface
        lines = self.name(scale)
        y = head - len(lines) * kit.high("small")
        for index, text in enumerate(lines):
            base = y + index * kit.high("small") + ascent(size)
            yield Label(text, scale.left, base, size, self.theme.ink, on, "semibold")
        for value, anchor in self.lettered(scale):
            yield Label(self.mark(scale.panel, value), scale.x(value), head + ascent(size), size, self.theme.muted, on,
                        anchor=anchor)  # fmt: skip

    def lettered(self, scale: _Scale) -> Iterator[tuple[float, Anchor]]:
        """Yield the marks that are written: all if there is room, else the ends and the middle, else the ends."""
        first, *inner, last = scale.marks
        middle = inner[len(inner) // 2 : len(inner) // 2 + 1] if len(inner) % 2 else []
        room = scale.right - scale.left
        for chosen in (inner, middle, []):
            widest = max(self.kit.wide(self.mark(scale.panel, value), "small") for value in (first, *chosen, last))
            if not chosen or (len(chosen) + 1) * (1.5 * widest + self.kit.u(10)) <= room:
                yield first, "start"
                for value in chosen:
                    yield value, "middle"
                yield last, "end"
                return

    def row(self, index: int) -> tuple[tuple[Shape, ...], float]:
        """Return a journey: its title and its dots."""
        kit, theme = self.kit, self.theme
        pen = Pen(kit, theme.surface, self.width - 2 * self.edge, self.edge)
        pen.down(7)
        pen.set(self.title(index), "body", weight=self.weight(index))
        high = pen.y + self.band
        grid = [line([(scale.x(mark), pen.y + kit.u(3)), (scale.x(mark), high)], theme.line, 0.8)
                for scale in self.scales for mark in scale.marks]  # fmt: skip
        marks = [shape for scale in self.scales for shape in self.marks(scale, index, pen.y + self.band / 2)]
        rule = line([(self.edge, 0), (self.width - self.edge, 0)], theme.line, 0.8)
        return (rule, *pen.shapes, *grid, *marks), high

    def weight(self, index: int) -> Weight:
        """Return how a title is set: that of the journey that loses most stands out."""
        return "semibold" if index == 0 else "regular"

    def title(self, index: int) -> tuple[str, ...]:
        """Return a title in at most three lines."""
        room, weight = self.width - 2 * self.edge, self.weight(index)
        lines = self.kit.lines(self.view.titles[index], "body", room, weight)
        if len(lines) <= LINES:
            return lines
        last = " ".join(lines[LINES - 1 : LINES + 1])
        return (*lines[: LINES - 1], fit(last, self.kit.size("body"), room, weight))

    def marks(self, scale: _Scale, index: int, y: float) -> Iterator[Shape]:
        """Yield the figure of one journey on one scale, written beside it."""
        dot = scale.panel.dots[index]
        part = scale.panel.parts[index] if scale.panel.parts else None
        if part is not None:
            below = y + self.kit.u(10)
            yield from self.interval(scale, part, below, self.quiet, 2.0)
            yield Circle(scale.x(part.value), below, self.kit.u(3.4), self.quiet)
            y -= self.kit.u(3)
        if dot is None:
            return
        yield from self.interval(scale, dot, y, self.ink, 2.4)
        yield self.sign(scale.x(dot.value), y, sure=dot.sure)
        yield self.written(scale, dot, y)

    def interval(self, scale: _Scale, dot: Dot, y: float, colour: str, thick: float) -> Iterator[Shape]:
        """Yield the 95 % interval of a figure, with a stroke at either end."""
        if dot.low is None or dot.high is None:
            return
        ends = scale.x(dot.low), scale.x(dot.high)
        yield line([(ends[0], y), (ends[1], y)], colour, thick)
        half = self.kit.u(1.6 * thick)
        for x in ends:
            yield line([(x, y - half), (x, y + half)], colour, thick)

    def sign(self, x: float, y: float, *, sure: bool) -> Circle:
        """Return the sign of a figure: full with an interval, open without."""
        if sure:
            return Circle(x, y, self.kit.u(5), self.ink, self.theme.surface, 1.2)
        return Circle(x, y, self.kit.u(4.4), self.theme.surface, self.ink, 2.0)

    def written(self, scale: _Scale, dot: Dot, y: float) -> Label:
        """Return the figure in words: right of its sign, else left of it, else above."""
        kit, words = self.kit, self.kit.say(dot.words)
        size, gap = kit.size("small"), kit.u(9)
        low = scale.x(dot.value if dot.low is None else dot.low)
        high = scale.x(dot.value if dot.high is None else dot.high)
        base, wide = y + size * 0.36, kit.wide(words, "small", "semibold")
        ink, on = self.theme.ink, self.theme.surface
        if high + gap + wide <= scale.right + kit.u(10):
            return Label(words, high + gap, base, size, ink, on, "semibold")
        if low - gap - wide >= scale.left:
            return Label(words, low - gap, base, size, ink, on, "semibold", "end")
        middle = max(scale.left + wide / 2, min(scale.right - wide / 2, scale.x(dot.value)))
        return Label(words, middle, y - kit.u(8), size, ink, on, "semibold", "middle")

    def legend(self, pen: Pen) -> Pen:
        """Return what the signs mean."""
        block = legend(self.kit, list(self.keys()), self.width - 2 * self.edge, self.theme.surface)
        pen.add(Group(block.shapes, self.edge, pen.y))
        pen.y += block.height + self.kit.u(10)
        return pen

    def keys(self) -> Iterator[Key]:
        """Yield the signs that are in the drawing, with their meaning."""
        kit = self.kit
        dots = [dot for panel in self.view.panels for dot in panel.dots if dot is not None]
        middle = kit.u(13), kit.u(7)
        if any(dot.sure for dot in dots):
            rule = line([(kit.u(1), middle[1]), (kit.u(25), middle[1])], self.ink, 2.4)
            yield Key(kit.say(say("figure with its 95% interval")), (rule, self.sign(*middle, sure=True)))
        if any(not dot.sure for dot in dots):
            yield Key(kit.say(say("figure without an interval")), (self.sign(*middle, sure=False),))
        if any(part is not None for panel in self.view.panels for part in panel.parts):
            rule = line([(kit.u(3), middle[1]), (kit.u(23), middle[1])], self.quiet, 2.0)
            yield Key(kit.say(say("what was counted of the score, alone, with its 95% interval")),
                      (rule, Circle(*middle, kit.u(3.4), self.quiet)))  # fmt: skip
