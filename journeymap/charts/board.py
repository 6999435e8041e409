"""Now, next, later: the roadmap as cards in columns."""

from journeymap.charts.axes import chart_kit
from journeymap.charts.journey_kit import Block, Kit, Pen
from journeymap.charts.palette import Theme, readable
from journeymap.charts.picture import picture
from journeymap.charts.svg import Circle, Group, Label, Rect, Shape
from journeymap.charts.typeset import ascent, line_height
from journeymap.languages import Language
from journeymap.text import say
from journeymap.views.board import Board, BoardCard, BoardColumn

WIDTH = 1160.0
"""On the screen, in points."""


def board(view: Board, language: Language, theme: Theme, *, prefix: str, alone: bool = False) -> str:
    """Draw the columns of a roadmap with their cards.

    Parameters as for :func:`~journeymap.charts.picture.picture`.
    """
    return picture(_Board(view, chart_kit(theme, language)), title=say("Now, next, later"), statement=view.statement,
                   prefix=prefix, empty=not any(column.cards for column in view.columns), alone=alone)  # fmt: skip


class _Board:
    """One board while it is drawn."""

    def __init__(self, view: Board, kit: Kit) -> None:
        self.view, self.kit, self.theme = view, kit, kit.theme
        self.width, self.edge, self.gap = kit.u(WIDTH), kit.u(14), kit.u(14)
        number = max(1, len(view.columns))
        self.column = (self.width - 2 * self.edge - (number - 1) * self.gap) / number

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        blocks = [self.stacked(column) for column in self.view.columns]
        height = max(block.height for block in blocks)
        found: list[Shape] = [Rect(0, 0, self.width, height + 2 * self.edge, self.theme.surface)]
        for index, block in enumerate(blocks):
            left = self.edge + index * (self.column + self.gap)
            ground = Rect(0, 0, self.column, height, self.theme.page, self.theme.line, 1, self.kit.u(6))
            found.append(Group((ground, *block.shapes), left, self.edge))
        return tuple(found), height + 2 * self.edge

    def stacked(self, column: BoardColumn) -> Block:
        """Return a column: its name, the time it stands for, and its cards below one another."""
        kit, theme = self.kit, self.theme
        pen = Pen(kit, theme.page, self.column - kit.u(24), kit.u(12), kit.u(10))
        pen.write(kit.say(column.title), "title", weight="semibold")
        pen.write(kit.say(column.span), "small", fill=theme.muted)
        y = pen.y + kit.u(8)
        found: list[Shape] = list(pen.shapes)
        for card in column.cards:
            block = self.card(card)
            found.append(Group(block.shapes, kit.u(8), y))
            y += block.height + kit.u(7)
        if not column.cards:
            empty = Pen(kit, theme.page, self.column - kit.u(24), kit.u(12), y)
            empty.write(kit.say(say("nothing")), "small", fill=theme.muted)
            found += empty.shapes
            y = empty.y + kit.u(7)
        return Block(y + kit.u(3), tuple(found))

    def card(self, card: BoardCard) -> Block:
        """Return a card: a heavy rim if it is critical, a dashed one if nothing waits for it."""
        kit, theme = self.kit, self.theme
        width, radius = self.column - kit.u(16), self.radius()
        left = 2 * radius + kit.u(16)
        pen = Pen(kit, theme.surface, width - left - kit.u(10), left, kit.u(8))
        pen.write(card.title, "small", weight="semibold")
        for line in card.lines:
            pen.write(kit.say(line), "tiny", fill=theme.muted)
        pen.join([kit.say(mark) for mark in card.marks], "tiny", fill=theme.accent, weight="semibold")
        height = max(pen.y, 2 * radius + kit.u(8)) + kit.u(8)
        rim = readable(theme.accent, theme.surface, 3) if card.number else readable(theme.edge, theme.surface, 3)
        ground = Rect(0, 0, width, height, theme.surface, theme.ink if card.critical else rim,
                      2.0 if card.critical else 1.1, kit.u(4), "3 2.5" if card.optional else "")  # fmt: skip
        return Block(height, (ground, *self.badge(card, radius), *pen.shapes))

    def radius(self) -> float:
        """Return the radius of a number's disc: as large as its widest number needs."""
        widest = max((self.kit.wide(str(card.number), "small", "semibold") for column in self.view.columns
                      for card in column.cards), default=0.0)  # fmt: skip
        return max(self.kit.u(9), widest / 2 + self.kit.u(3))

    def badge(self, card: BoardCard, radius: float) -> list[Shape]:
        """Return the number of an initiative in a disc; a check if it is finished."""
        kit, theme = self.kit, self.theme
        x = y = radius + kit.u(8)
        ink = readable(theme.accent, theme.surface)
        size, text = kit.size("small"), str(card.number) if card.number else "✓"
        base = y - line_height(size) / 2 + ascent(size)
        fill, on = (ink, readable(theme.surface, ink)) if card.critical and card.number else (theme.surface, ink)
        if not card.number:
            ink = on = readable(theme.muted, theme.surface)
        return [Circle(x, y, radius, fill, ink, 1.4),
                Label(text, x, base, size, on, fill, "semibold", "middle")]  # fmt: skip
