"""The heat strip of maturity: under each phase one cell for each practice, with its levels.

The drawing is narrower than the column of a report and grows with it, so that the names of the
practices are as large there as the text around them.
"""

from journeymap.charts.axes import Key, chart_kit, diamond, disc, legend
from journeymap.charts.journey_kit import Block, Kit, Pen
from journeymap.charts.palette import Theme, mix, readable
from journeymap.charts.picture import picture
from journeymap.charts.svg import Group, Label, Path, Rect, Shape, number
from journeymap.languages import Language
from journeymap.text import say
from journeymap.views.maturity import STATES, Cell, Maturity, PhaseRow

WIDTH = 720.0
"""On the screen, in points."""

CELL = 200.0
"""Least width of a cell on the screen, in points; a phase with more practices gets more lines."""

METER = 84.0
"""Least width of the steps of a cell on the screen, in points; with less room than that they stand at the foot."""


def heat_strip(view: Maturity, language: Language, theme: Theme, *, prefix: str) -> str:
    """Draw every practice of a maturity assessment with its levels.

    Parameters as for :func:`~journeymap.charts.picture.picture`.
    """
    title = say("{title}: all practices", title=say(view.title))
    return picture(_Strip(view, chart_kit(theme, language)), title=title, statement=view.statement, prefix=prefix)


class _Strip:
    """One strip while it is drawn."""

    def __init__(self, view: Maturity, kit: Kit) -> None:
        self.view, self.kit, self.theme = view, kit, kit.theme
        self.width, self.edge, self.gap = kit.u(WIDTH), kit.u(12), kit.u(5)
        room = self.width - 2 * self.edge
        fits = max(1, int((room + self.gap) // (kit.u(CELL) + self.gap)))
        most = max((len(phase.cells) for phase in view.phases), default=1)
        self.across = max(1, min(fits, most))
        self.cell = (room + self.gap) / self.across - self.gap
        code = max((kit.wide(self.code(cell), "small", "semibold") for cell in view.cells), default=0.0)
        self.figure = kit.wide(str(view.top), "figure", "semibold") + kit.u(6)
        self.beside = code + self.figure + kit.u(METER + 26) <= self.cell

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        found: list[Shape] = []
        y = self.edge
        for phase in self.view.phases:
            row = self.row(phase)
            found.append(Group(row.shapes, 0, y))
            y += row.height + self.kit.u(10)
        keys = legend(self.kit, self.keys(), self.width - 2 * self.edge, self.theme.surface)
        found.append(Group(keys.shapes, self.edge, y))
        height = y + keys.height + self.kit.u(10)
        return (Rect(0, 0, self.width, height, self.theme.surface), *found), height

    def row(self, phase: PhaseRow) -> Block:
        """Return a phase: its title, and below it its practices side by side."""
        head = self.head(phase)
        shapes, top = [*head.shapes], head.height + self.kit.u(4)
        for first in range(0, len(phase.cells), self.across):
            line = phase.cells[first : first + self.across]
            blocks = [self.words(cell) for cell in line]
            high = max(block.height for block in blocks)
            for index, (cell, block) in enumerate(zip(line, blocks, strict=True)):
                shapes.append(Group(self.box(cell, block, high), self.edge + index * (self.cell + self.gap), top,
                                    title=self.kit.say(cell.words)))  # fmt: skip
            top += high + self.gap
        return Block(top - self.gap, tuple(shapes))

    def head(self, phase: PhaseRow) -> Block:
        """Return the title of a phase, and at the right or below it the level of its lowest core practice."""
        kit, room = self.kit, self.width - 2 * self.edge
        pen = Pen(kit, self.theme.surface, room, self.edge)
        title = f"{phase.number} {kit.say(say(phase.title))}"
        lowest = "" if phase.attained is None else kit.say(say("lowest core practice: {level}", level=phase.attained))
        one = kit.wide(title, "title", "semibold") + kit.wide(lowest, "body") + kit.u(16) <= room
        pen.write(title, "title", weight="semibold")
        if lowest and one:
            pen.y -= kit.high("body")
            pen.write(lowest, "body", fill=self.theme.muted, anchor="end")
        elif lowest:
            pen.write(lowest, "body", fill=self.theme.muted)
        return pen.done()

    def ground(self, cell: Cell) -> str:
        """Return the colour of a level: the higher, the deeper."""
        if cell.attained is None:
            return self.theme.surface
        part = (cell.attained - 1) / max(1, self.view.top - 1)
        return mix(self.theme.surface, self.theme.accent, 0.07 + 0.35 * part)

    def code(self, cell: Cell) -> str:
        """Return the id of a practice with the sign of a core one."""
        return f"{cell.id} ●" if cell.core else cell.id

    def words(self, cell: Cell) -> Block:
        """Return code and title of a practice, from the top left corner of its cell."""
        kit = self.kit
        pen = Pen(kit, self.ground(cell), self.cell - kit.u(16), kit.u(8))
        pen.down(7)
        line = max(kit.high("small"), kit.high("figure")) if self.beside else kit.high("small")
        pen.y += (line - kit.high("small")) / 2
        pen.write(self.code(cell), "small", weight="semibold")
        pen.y += (line - kit.high("small")) / 2
        pen.write(kit.say(say(cell.title)), "title")
        if cell.attained is None:
            pen.down(1)
            pen.write(kit.say(STATES[cell.state]), "body", weight="semibold")
        elif cell.provisional:
            pen.write(kit.say(say("provisional")), "body", weight="semibold")
        at_foot = cell.attained is not None and not self.beside
        pen.y += kit.high("figure") + kit.u(16) if at_foot else kit.u(7)
        return pen.done()

    def box(self, cell: Cell, words: Block, height: float) -> tuple[Shape, ...]:
        """Return a whole cell; its levels stand beside its code, or at the foot in one line with its neighbours'."""
        ground, theme, kit = self.ground(cell), self.theme, self.kit
        rim = readable(theme.edge, theme.surface, 3)
        dash = "3 3" if cell.attained is None else ""
        found: list[Shape] = [Rect(0, 0, self.cell, height, ground, rim, 1, kit.u(3), dash)]
        if cell.attained is None:
            return (*found, *words.shapes)
        size, ink = kit.size("figure"), readable(theme.ink, ground)
        start, base = kit.u(8), height - kit.u(9)
        if self.beside:
            start = self.cell - kit.u(8 + METER) - self.figure
            base = kit.u(7) + max(kit.high("small"), kit.high("figure")) / 2 + size * 0.36
        found.append(Label(str(cell.attained), start, base, size, ink, ground, "semibold"))
        return (*found, *words.shapes, *self.meter(cell, start + self.figure, base, ground))

    def meter(self, cell: Cell, left: float, base: float, ground: str) -> list[Shape]:
        """Draw a step for each level: filled where evidenced, open where only claimed, a diamond at the target."""
        room = self.cell - left - self.kit.u(8)
        step, high = room / self.view.top, self.kit.u(7)
        ink = readable(self.theme.accent, ground, 3)
        faint = readable(self.theme.edge, ground, 3)
        wide, attained = step - self.kit.u(2), cell.attained or 0
        found: list[Shape] = []
        for level in range(1, attained + 1):
            fill, thick = (ink, 1.0) if level <= (cell.evidenced or 0) else (ground, 1.4)
            found.append(Rect(left + (level - 1) * step, base - high, wide, high, fill, ink, thick))
        above = "".join(
            f"M{number(left + level * step)} {number(base - self.kit.u(0.75))}h{number(wide)}"
            for level in range(attained, self.view.top)
        )
        if above:
            found.append(Path(above, stroke=faint, stroke_width=self.kit.u(1.5), dash="none"))
        if cell.target is not None:
            x = left + (cell.target - 0.5) * step - self.kit.u(1)
            colour = readable(self.theme.good, ground, 3)
            found.append(diamond(x, base - high - self.kit.u(7), self.kit.u(4), colour, ground))
        return found

    def keys(self) -> list[Key]:
        """Return the signs that are in the drawing, with their meaning."""
        kit, theme, cells = self.kit, self.theme, self.view.cells
        ink = readable(theme.accent, theme.surface, 3)
        found = [
            Key(kit.say(say("number: attained level, of {top}", top=self.view.top)),
                (Label("3", kit.u(9), kit.u(12), kit.size("title"), theme.ink, theme.surface, "semibold"),)),
            Key(kit.say(say("evidenced")), (Rect(kit.u(2), kit.u(3), kit.u(22), kit.u(8), ink, ink, 1),)),
            Key(kit.say(say("attained, not evidenced")),
                (Rect(kit.u(2), kit.u(3), kit.u(22), kit.u(8), theme.surface, ink, 1.4),)),
        ]  # fmt: skip
        if any(cell.target is not None for cell in cells):
            green = readable(theme.good, theme.surface, 3)
            found.append(Key(kit.say(say("target")), (diamond(kit.u(13), kit.u(7), kit.u(5), green, theme.surface),)))
        if any(cell.core for cell in cells):
            dot = disc(kit.u(13), kit.u(7), kit.u(4), theme.ink, theme.surface)
            found.append(Key(kit.say(say("core practice")), (dot,)))
        if any(cell.attained is None for cell in cells):
            rim = readable(theme.edge, theme.surface, 3)
            box = Rect(0, 0, kit.u(26), kit.u(14), theme.surface, rim, 1, kit.u(3), "3 3")
            found.append(Key(kit.say(say("no level")), (box,)))
        return found
