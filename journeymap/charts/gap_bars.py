"""Gap bars of maturity: for each practice what is attained, evidenced and wanted, the largest gap first."""

from journeymap.charts.axes import PAGE, Key, chart_kit, diamond, legend, line
from journeymap.charts.journey_kit import Block, Kit, Pen
from journeymap.charts.palette import Theme, readable
from journeymap.charts.picture import picture
from journeymap.charts.svg import Group, Label, Rect, Shape
from journeymap.charts.symbols import hatched
from journeymap.charts.typeset import ascent
from journeymap.languages import Language
from journeymap.text import say
from journeymap.views.maturity import STATES, Cell, Maturity

ASIDE = 330.0
"""Width of the titles on the screen, in points."""

NUMBER = 56.0
"""Width of a column of numbers on the screen, in points."""


def gap_bars(view: Maturity, language: Language, theme: Theme, *, prefix: str) -> str:
    """Draw the practices of a maturity assessment by what is missing to their targets.

    Parameters as for :func:`~journeymap.charts.picture.picture`.
    """
    title = say("{title}: gaps to the targets", title=say(view.title))
    return picture(_Bars(view, chart_kit(theme, language)), title=title, statement=view.gap_statement, prefix=prefix)


class _Bars:
    """The bars while they are drawn."""

    def __init__(self, view: Maturity, kit: Kit) -> None:
        self.view, self.kit, self.theme = view, kit, kit.theme
        self.width, self.edge = kit.u(PAGE), kit.u(12)
        self.heads = [kit.say(words) for words in (say("attained"), say("evidenced"), say("target"), say("gap"))]
        widest = max(kit.wide(word, "small", "semibold") for word in self.heads) + kit.u(12)
        self.column = max(kit.u(NUMBER), widest)
        self.left = self.edge + kit.u(ASIDE)
        self.right = self.width - self.edge - 4 * self.column

    def x(self, level: float) -> float:
        return self.left + (self.right - self.kit.u(10) - self.left) * level / self.view.top

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        rows = [self.row(cell) for cell in self.view.by_gap]
        top = self.edge + self.kit.high("small") + self.kit.u(8)
        low = top + sum(row.height for row in rows)
        found: list[Shape] = [*self.grid(top, low)]
        y = top
        for row in rows:
            found.append(Group(row.shapes, 0, y))
            y += row.height
        pen = Pen(self.kit, self.theme.surface, self.width - 2 * self.edge, self.edge, y + self.kit.u(8))
        self.without(pen)
        keys = legend(self.kit, self.keys(), self.width - 2 * self.edge, self.theme.surface)
        found += [*pen.shapes, Group(keys.shapes, self.edge, pen.y)]
        height = pen.y + keys.height + self.kit.u(10)
        return (Rect(0, 0, self.width, height, self.theme.surface), *found), height

    def grid(self, top: float, low: float) -> list[Shape]:
        """Draw a line for each level and the heads of the columns."""
        size, on = self.kit.size("small"), self.theme.surface
        base = self.edge + ascent(size)
        found: list[Shape] = []
        for level in range(1, self.view.top + 1):
            x = self.x(level)
            found.append(line([(x, top), (x, low)], self.theme.line, 1))
            found.append(Label(str(level), x, base, size, self.theme.muted, on, anchor="middle"))
        found.append(line([(self.x(0), top), (self.x(0), low)], self.theme.edge, 1))
        for index, word in enumerate(self.heads):
            x = self.right + (index + 1) * self.column
            found.append(Label(word, x, base, size, self.theme.muted, on, "semibold", "end"))
        return found

    def row(self, cell: Cell) -> Block:
        """Return a practice: code and title, its bar, its numbers."""
        kit, theme = self.kit, self.theme
        pen = Pen(kit, theme.surface, kit.u(ASIDE - 14), self.edge)
        pen.down(6)
        code = f"{cell.id} ● " if cell.core else f"{cell.id} "
        indent = kit.wide("WWW-0 ● ", "small", "semibold")
        base = pen.y + ascent(kit.size("small"))
        indent = max(indent, kit.wide(code, "small", "semibold") + kit.u(4))
        pen.add(Label(code.rstrip(), self.edge, base, kit.size("small"), theme.ink, theme.surface, "semibold"))
        pen.write(kit.say(say(cell.title)), "small", indent=indent)
        pen.down(6)
        high = pen.y
        pen.add(*self.bar(cell, high / 2), line([(self.edge, high), (self.width - self.edge, high)], theme.line, 0.6))
        figures = (cell.attained, cell.evidenced, cell.target, cell.gap)
        for index, value in enumerate(figures):
            text = "–" if value is None else str(value)
            x = self.right + (index + 1) * self.column
            weight = "semibold" if index == 3 and value else "regular"
            pen.add(Label(text, x, high / 2 + kit.size("body") * 0.36, kit.size("body"), theme.ink, theme.surface,
                          weight, "end"))  # type: ignore[arg-type]  # fmt: skip
        return pen.done()

    def bar(self, cell: Cell, middle: float) -> list[Shape]:
        """Draw what is evidenced solid, what is only claimed hatched, what is missing as a thin line."""
        kit, theme = self.kit, self.theme
        ink, green = readable(theme.accent, theme.surface, 3), readable(theme.good, theme.surface, 3)
        attained, evidenced = cell.attained or 0, min(cell.evidenced or 0, cell.attained or 0)
        high, found = kit.u(10), list[Shape]()
        if attained > evidenced:
            left = self.x(evidenced)
            found += hatched(left, middle - high / 2, self.x(attained) - left, high, ink)
        if evidenced:
            found.append(Rect(self.x(0), middle - high / 2, self.x(evidenced) - self.x(0), high, ink))
        if cell.target is not None:
            if cell.target > attained:
                way = ((self.x(attained) + kit.u(2), middle), (self.x(cell.target), middle))
                found.append(line(way, green, 1.6, "2 4"))
            found.append(diamond(self.x(cell.target), middle, kit.u(6), green, theme.surface))
        return found

    def without(self, pen: Pen) -> None:
        """Name the practices that have no level, by their state."""
        for state, words in STATES.items():
            codes = [cell.id for cell in self.view.cells if cell.state == state and cell.attained is None]
            if codes:
                named = say("{state}: {codes}", state=words, codes=", ".join(codes))
                pen.write(self.kit.say(named), "small", fill=self.theme.muted)
        pen.down(8)

    def keys(self) -> list[Key]:
        """Return the signs that are in the drawing, with their meaning."""
        kit, theme = self.kit, self.theme
        ink, green = readable(theme.accent, theme.surface, 3), readable(theme.good, theme.surface, 3)
        box = (kit.u(1), kit.u(2), kit.u(24), kit.u(10))
        found = [
            Key(kit.say(say("evidenced")), (Rect(*box, ink),)),
            Key(kit.say(say("attained, not evidenced")), hatched(*box, ink)),
        ]
        if any(cell.target is not None for cell in self.view.by_gap):
            gap = line([(0, kit.u(7)), (kit.u(17), kit.u(7))], green, 1.6, "2 4")
            found.append(Key(kit.say(say("missing to the target")),
                             (gap, diamond(kit.u(20), kit.u(7), kit.u(5), green, theme.surface))))  # fmt: skip
        if any(cell.core for cell in self.view.by_gap):
            found.append(Key(kit.say(say("● core practice")), ()))
        return found
