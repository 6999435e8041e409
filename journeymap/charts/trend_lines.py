"""Trend lines of maturity: for each phase and each practice its levels by quarter, all on one scale."""

from itertools import pairwise

from journeymap.charts.axes import PAGE, Key, chart_kit, diamond, disc, legend, line, square
from journeymap.charts.glyphs import Weight
from journeymap.charts.journey_kit import Block, Kit, Pen
from journeymap.charts.palette import Theme, readable
from journeymap.charts.picture import picture
from journeymap.charts.svg import Group, Label, Path, Rect, Shape, number
from journeymap.languages import Language
from journeymap.records import dataclass
from journeymap.text import quarter_words, say
from journeymap.views.trend import Levels, Line, PhaseLines, TrendLines

ASIDE = 180.0
"""Width of the panels of the phases on the screen, in points."""

CELL = 100.0
"""Least width of a panel on the screen, in points; a phase with more practices gets more lines."""

STEP = 13.0
"""Height of a level in the panel of a phase on the screen, in points."""

BOLD: Weight = "semibold"
PLAIN: Weight = "regular"


def trend_lines(view: TrendLines, language: Language, theme: Theme, *, prefix: str) -> str:
    """Draw how the levels of a maturity assessment moved.

    Parameters as for :func:`~journeymap.charts.picture.picture`.
    """
    title = say("{title}: levels by quarter", title=say(view.title))
    return picture(_Trend(view, chart_kit(theme, language)), title=title, statement=view.statement, prefix=prefix)


@dataclass(frozen=True)
class _Plot:
    """Where levels and readings stand in a panel, in points from its own corner."""

    left: float
    right: float
    top: float
    low: float
    levels: int
    last: int

    def x(self, place: int) -> float:
        return self.left + (self.right - self.left) * (place / self.last if self.last else 0.5)

    def y(self, level: float) -> float:
        return self.low - (self.low - self.top) * (level - 1) / max(1, self.levels - 1)


class _Trend:
    """The panels while they are drawn."""

    def __init__(self, view: TrendLines, kit: Kit) -> None:
        self.view, self.kit, self.theme = view, kit, kit.theme
        self.width, self.edge, self.gap = kit.u(PAGE), kit.u(14), kit.u(12)
        self.left = self.edge + kit.u(ASIDE)
        room = self.width - self.edge - self.left
        least = min(room, max(kit.u(CELL), *(self.needed(entry) for entry in view.lines), 0.0))
        fits = max(1, int((room + self.gap) // (least + self.gap)))
        most = max((sum(map(known, phase.lines)) for phase in view.phases), default=1)
        self.across = -(-most // -(-most // fits)) if most else 1
        self.cell = (room + self.gap) / self.across - self.gap
        self.ink = readable(self.theme.accent, self.theme.surface, 3)
        self.quiet = readable(self.theme.edge, self.theme.surface, 3)

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        found: list[Shape] = []
        y = self.edge
        for index, phase in enumerate(self.view.phases):
            if index:
                found.append(line([(self.edge, y), (self.width - self.edge, y)], self.theme.line, 1))
                y += self.kit.u(14)
            row = self.row(phase)
            found.append(Group(row.shapes, 0, y))
            y += row.height + self.kit.u(12)
        keys = legend(self.kit, self.keys(), self.width - 2 * self.edge, self.theme.surface)
        found.append(Group(keys.shapes, self.edge, y + self.kit.u(2)))
        height = y + keys.height + self.kit.u(12)
        return (Rect(0, 0, self.width, height, self.theme.surface), *found), height

    def needed(self, entry: Line) -> float:
        """Return the width at which neither a word nor the head of a panel is broken, in points."""
        head = self.kit.wide(f"{entry.id} ● 8 → 8", "small", "semibold") + self.kit.u(6)
        words = self.kit.say(say(entry.title)).split()
        return max(head, *(self.kit.wide(word, "small") for word in words), 0.0)

    def row(self, phase: PhaseLines) -> Block:
        """Return a phase: its own panel with the scale, and its practices in as many lines as they need."""
        head = self.phase(phase)
        found, y = [Group(head.shapes, self.edge, 0)], 0.0
        drawn = [entry for entry in phase.lines if known(entry)]
        for first in range(0, len(drawn), self.across):
            entries = drawn[first : first + self.across]
            words = [self.words(entry) for entry in entries]
            high = max(block.height for block in words)
            for index, (entry, block) in enumerate(zip(entries, words, strict=True)):
                panel = self.panel(entry, block, high)
                found.append(Group(panel, self.left + index * (self.cell + self.gap), y))
            y += high + self.plot_height() + self.kit.u(14)
        pen = Pen(self.kit, self.theme.surface, self.width - self.edge - self.left, self.left, y)
        codes = ", ".join(entry.id for entry in phase.lines if not known(entry))
        if codes:
            pen.write(self.kit.say(say("no level: {codes}", codes=codes)), "small", fill=self.theme.muted)
        return Block(max(head.height, pen.y), (*found, *pen.shapes))

    def plot_height(self) -> float:
        return max(self.kit.u(40), self.kit.u(STEP) * (self.view.top - 1))

    def phase(self, phase: PhaseLines) -> Block:
        """Return title and panel of a phase: the lowest core practice, with levels and quarters written."""
        kit, size = self.kit, self.kit.size("tiny")
        pen = Pen(kit, self.theme.surface, kit.u(ASIDE - 30))
        pen.write(f"{phase.number} {kit.say(say(phase.title))}", "body", weight="semibold")
        pen.write(kit.say(say("lowest core practice")), "small", fill=self.theme.muted)
        pen.down(10)
        step = max(kit.u(STEP), kit.high("tiny"))
        low, left = pen.y + step * (self.view.top - 1), kit.wide("8", "tiny") + kit.u(10)
        plot = self.plot(pen.y, low, kit.u(ASIDE - 34), left)
        for level in range(1, self.view.top + 1):
            pen.add(Label(str(level), 0, plot.y(level) + size * 0.36, size, self.theme.muted, self.theme.surface))
        pen.add(self.grid(plot), *self.lines(plot, phase.attained, phase.evidenced))
        pen.y = plot.low + kit.u(7)
        pen.add(*self.times(plot, pen.y + size))
        pen.y += kit.high("tiny")
        return pen.done()

    def times(self, plot: _Plot, base: float) -> list[Shape]:
        """Write the quarters of the last and the first reading, where there is room for both."""
        size, quarters = self.kit.size("tiny"), self.view.quarters
        last = self.kit.say(quarter_words(quarters[-1]))
        muted, on = self.theme.muted, self.theme.surface
        if len(quarters) == 1:
            return [Label(last, plot.x(0), base, size, muted, on, anchor="middle")]
        right = plot.right + self.kit.u(5)
        found: list[Shape] = [Label(last, right, base, size, muted, on, anchor="end")]
        first = self.kit.say(quarter_words(quarters[0]))
        if self.kit.wide(first, "tiny") + self.kit.wide(last, "tiny") + self.kit.u(12) <= right:
            found.append(Label(first, plot.left - self.kit.u(5), base, size, muted, on))
        return found

    def plot(self, top: float, low: float, width: float, left: float) -> _Plot:
        places = self.view.places
        return _Plot(left, width - self.kit.u(6), top, low, self.view.top, places[-1] if places else 0)

    def words(self, entry: Line) -> Block:
        """Return code, levels and title of a practice; the levels at the right, if they moved in bold."""
        kit = self.kit
        pen = Pen(kit, self.theme.surface, self.cell)
        levels = [level for level in entry.attained if level is not None]
        moved = levels[0] != levels[-1]
        text, weight = (f"{levels[0]} → {levels[-1]}", BOLD) if moved else (str(levels[-1]), PLAIN)
        code = f"{entry.id} ●" if entry.core else entry.id
        if kit.wide(text, "small", weight) + kit.wide(code, "small", "semibold") + kit.u(6) <= self.cell:
            pen.write(text, "small", weight=weight, anchor="end", fill=None if moved else self.theme.muted)
            pen.y = 0.0
        pen.write(code, "small", weight="semibold")
        pen.write(kit.say(say(entry.title)), "small", fill=self.theme.muted)
        pen.down(9)
        return pen.done()

    def panel(self, entry: Line, words: Block, top: float) -> tuple[Shape, ...]:
        """Return a practice; the plots of one line stand side by side, whatever the titles take."""
        plot = self.plot(top, top + self.plot_height(), self.cell, self.kit.u(6))
        found = [*words.shapes, self.grid(plot), *self.lines(plot, entry.attained, entry.evidenced)]
        if entry.target is not None:
            found.append(self.goal(plot, entry.target))
        return tuple(found)

    def goal(self, plot: _Plot, target: int) -> Shape:
        green = readable(self.theme.good, self.theme.surface, 3)
        return diamond(plot.x(plot.last), plot.y(target), self.kit.u(5.6), green, self.theme.surface)

    def grid(self, plot: _Plot) -> Shape:
        """Draw a line for each level, all in one path."""
        left, right = number(plot.left - self.kit.u(5)), number(plot.right + self.kit.u(5))
        rows = (f"M{left} {number(plot.y(level))}H{right}" for level in range(1, self.view.top + 1))
        return Path("".join(rows), stroke=self.theme.line)

    def lines(self, plot: _Plot, attained: Levels, evidenced: Levels) -> list[Shape]:
        """Draw both lines; between two readings one of which is unknown there is none."""
        found: list[Shape] = []
        for levels, colour, thick, dash in (
            (evidenced, self.quiet, 1.4, "4 3"),
            (attained, self.ink, 2.2, ""),
        ):
            spots = [None if level is None else (plot.x(place), plot.y(level))
                     for place, level in zip(self.view.places, levels, strict=True)]  # fmt: skip
            found += [line([a, b], colour, thick, dash) for a, b in pairwise(spots) if a is not None and b is not None]
            mark, radius = (disc, 3.4) if not dash else (square, 4.4)
            found += [mark(*spot, self.kit.u(radius), colour, self.theme.surface) for spot in spots if spot is not None]
        return found

    def keys(self) -> list[Key]:
        """Return the signs that are in the drawing, with their meaning."""
        kit, theme, y = self.kit, self.theme, self.kit.u(7)
        entries = self.view.lines
        stretch = [(0.0, y), (kit.u(26), y)]
        found = [
            Key(kit.say(say("attained")), (line(stretch, self.ink, 2.2),
                                           disc(kit.u(13), y, kit.u(3.4), self.ink, theme.surface))),
            Key(kit.say(say("evidenced")), (line(stretch, self.quiet, 1.4, "4 3"),
                                            square(kit.u(13), y, kit.u(4.4), self.quiet, theme.surface))),
        ]  # fmt: skip
        if any(entry.target is not None for entry in entries):
            green = readable(theme.good, theme.surface, 3)
            found.append(Key(kit.say(say("target")), (diamond(kit.u(13), y, kit.u(5), green, theme.surface),)))
        if any(entry.core for entry in entries):
            found.append(Key(kit.say(say("core practice")),
                             (disc(kit.u(13), y, kit.u(4), theme.ink, theme.surface),)))  # fmt: skip
        found.append(Key(kit.say(say("a sign: an assessment; no line: no level, which is not level 0")), ()))
        return found


def known(entry: Line) -> bool:
    """Tell whether a practice was assessed at all."""
    return any(level is not None for level in entry.attained)
