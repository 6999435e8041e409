"""Dot plot of journeys: a row each, a scale for each figure, with 95 % intervals where there are any."""

from collections.abc import Iterator

from journeymap.charts.axes import PAGE, Key, chart_kit, legend, line, ticks
from journeymap.charts.glyphs import Weight
from journeymap.charts.journey_kit import Kit, Pen
from journeymap.charts.palette import Theme, mix, readable
from journeymap.charts.picture import picture
from journeymap.charts.svg import Anchor, Circle, Group, Label, Rect, Shape
from journeymap.charts.typeset import ascent, fit
from journeymap.languages import Language
from journeymap.text import Figure, say
from journeymap.views.portfolio_plot import Dot, DotPlot, Panel

ASIDE = 190.0
"""Most width of the titles on the screen, in points."""

GAP = 30.0
"""Between two scales on the screen, in points."""

ROW, HIGH_ROW = 30.0, 42.0
"""Least height of a row on the screen, in points, and where what was counted stands below its dots."""

BAR = 5.0
"""Half the height of an interval on the screen, in points."""

LINES = 3
"""Most lines of a title; the table has all of it."""


def dot_plot(view: DotPlot, language: Language, theme: Theme, *, prefix: str) -> str:
    """Draw journeys beside each other; parameters as for :func:`~journeymap.charts.picture.picture`."""
    return picture(
        _Plot(view, chart_kit(theme, language)), title=say("Journeys beside each other"), statement=view.statement,
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
        self.width, self.edge = kit.u(PAGE), kit.u(12)
        self.ink = readable(self.theme.accent, self.theme.surface, 3)
        self.quiet = readable(self.theme.edge, self.theme.surface, 3)
        self.shade = mix(self.theme.surface, self.theme.accent, 0.1)
        parts = any(part is not None for panel in view.panels for part in panel.parts)
        self.band = kit.u(HIGH_ROW if parts else ROW)
        self.titles = [self.title(index) for index in range(len(view.titles))]
        widest = max((kit.wide(text, "small", self.weight(index)) for index, lines in enumerate(self.titles)
                      for text in lines), default=0.0)  # fmt: skip
        first = self.edge + widest + kit.u(GAP)
        each = (self.width - kit.u(26) - first + kit.u(GAP)) / max(1, len(view.panels))
        self.scales = [
            _Scale(panel, first + index * each, first + (index + 1) * each - kit.u(GAP))
            for index, panel in enumerate(view.panels)
        ]

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        head = self.edge + max((len(self.name(scale)) for scale in self.scales), default=0) * self.kit.high("small")
        top = head + self.kit.high("small") + self.kit.u(5)
        found: list[Shape] = []
        y = top
        for index in range(len(self.view.titles)):
            shapes, high = self.row(index)
            found.append(Group(shapes, 0, y))
            y += high
        heads = [shape for scale in self.scales for shape in (*self.grid(scale, top, y), *self.head(scale, head))]
        keys = Pen(self.kit, self.theme.surface, self.width - 2 * self.edge, self.edge, y + self.kit.u(12))
        block = self.legend(keys)
        return (Rect(0, 0, self.width, block.y, self.theme.surface), *heads, *found, *block.shapes), block.y

    def grid(self, scale: _Scale, top: float, low: float) -> Iterator[Shape]:
        """Yield the marks of a scale through all rows, and the interval of the worst, which others may overlap."""
        worst = scale.panel.worst
        if worst is not None and worst.low is not None and worst.high is not None:
            left, right = scale.x(worst.low), scale.x(worst.high)
            yield Rect(left, top, right - left, low - top, self.shade)
        for mark in scale.marks:
            yield line([(scale.x(mark), top), (scale.x(mark), low)], self.theme.line, 0.8)

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
        kit, lines = self.kit, self.titles[index]
        high = max(self.band, len(lines) * kit.high("small") + kit.u(10))
        # A figure written above its sign makes its row higher, so that it stays within it.
        written = [shape for shape in self.dots(index, high / 2) if isinstance(shape, Label)]
        high += 2 * max(0.0, *(ascent(label.size) - label.y for label in written), 0.0)
        pen = Pen(kit, self.theme.surface, self.width, self.edge, (high - len(lines) * kit.high("small")) / 2)
        pen.set(lines, "small", weight=self.weight(index))
        marks = self.dots(index, high / 2)
        rule = line([(self.edge, 0), (self.width - self.edge, 0)], self.theme.line, 0.8)
        return (rule, *pen.shapes, *marks), high

    def dots(self, index: int, y: float) -> list[Shape]:
        """Return the figures of a journey on all scales."""
        return [shape for scale in self.scales for shape in self.marks(scale, index, y)]

    def weight(self, index: int) -> Weight:
        """Return how a title is set: that of the journey that loses most stands out."""
        return "semibold" if index == 0 else "regular"

    def title(self, index: int) -> tuple[str, ...]:
        """Return a title in at most three lines."""
        room, weight = self.kit.u(ASIDE), self.weight(index)
        lines = self.kit.lines(self.view.titles[index], "small", room, weight)
        if len(lines) <= LINES:
            return lines
        last = " ".join(lines[LINES - 1 : LINES + 1])
        return (*lines[: LINES - 1], fit(last, self.kit.size("small"), room, weight))

    def marks(self, scale: _Scale, index: int, y: float) -> Iterator[Shape]:
        """Yield the figure of one journey on one scale, written beside it."""
        dot = scale.panel.dots[index]
        part = scale.panel.parts[index] if scale.panel.parts else None
        if part is not None:
            below = y + self.kit.u(11)
            yield from self.interval(scale, part, below, self.quiet, 0.6)
            yield Circle(scale.x(part.value), below, self.kit.u(2.6), self.quiet)
            y -= self.kit.u(6)
        if dot is None:
            return
        yield from self.interval(scale, dot, y, self.ink, 1.0)
        yield self.sign(scale.x(dot.value), y, sure=dot.sure)
        yield self.written(scale, dot, y)

    def interval(self, scale: _Scale, dot: Dot, y: float, colour: str, part: float) -> Iterator[Shape]:
        """Yield the 95 % interval of a figure as a bar; `part` is how high it is."""
        if dot.low is None or dot.high is None:
            return
        left, right = scale.x(dot.low), scale.x(dot.high)
        yield self.bar(left, max(right - left, 1.0), y, colour, part)

    def bar(self, left: float, wide: float, y: float, colour: str, part: float) -> Rect:
        half = self.kit.u(BAR) * part
        return Rect(left, y - half, wide, 2 * half, mix(self.theme.surface, colour, 0.3), colour, 1.0, min(half, 3.0))

    def sign(self, x: float, y: float, *, sure: bool) -> Circle:
        """Return the sign of a figure: full with an interval, open without."""
        if sure:
            return Circle(x, y, self.kit.u(3.5), self.ink)
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
        kit, (x, y) = self.kit, (self.kit.u(13), self.kit.u(7))
        dots = [dot for panel in self.view.panels for dot in panel.dots if dot is not None]
        if any(dot.sure for dot in dots):
            bar = self.bar(kit.u(1), kit.u(24), y, self.ink, 1.0)
            yield Key(kit.say(say("figure with its 95% interval")), (bar, self.sign(x, y, sure=True)))
        if any(not dot.sure for dot in dots):
            yield Key(kit.say(say("figure without an interval")), (self.sign(x, y, sure=False),))
        if any(part is not None for panel in self.view.panels for part in panel.parts):
            bar = self.bar(kit.u(3), kit.u(20), y, self.quiet, 0.6)
            yield Key(kit.say(say("what was counted of the score, alone, with its 95% interval")),
                      (bar, Circle(x, y, kit.u(2.6), self.quiet)))  # fmt: skip
        if any(panel.worst is not None for panel in self.view.panels):
            yield Key(kit.say(say("interval of the worst: a journey that overlaps it is not ranked apart from it")),
                      (Rect(kit.u(4), 0, kit.u(18), kit.u(14), self.shade),))  # fmt: skip
