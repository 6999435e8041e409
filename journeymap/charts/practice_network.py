"""The dependency picture of practices: what stands on what, in layers from left to right."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from journeymap.charts.axes import Key, diamond, disc, legend, triangle
from journeymap.charts.journey_kit import Block, Kit, Pen
from journeymap.charts.layers import Placed, place
from journeymap.charts.palette import Theme, readable
from journeymap.charts.picture import picture
from journeymap.charts.svg import Box, Circle, Group, Label, Path, Rect, Shape, number
from journeymap.languages import Language
from journeymap.text import say
from journeymap.views.practice_network import PracticeNetwork, Stand, Stone, state_words

WIDTH = 940.0
"""On the screen, in points; more layers than fit make the drawing wider."""

CARD = 148.0
"""Least width of a practice on the screen, in points."""

WIDEST = 220.0
"""Its greatest width."""

BETWEEN = 62.0
"""Least distance of two layers on the screen, in points."""


def practice_network(view: PracticeNetwork, language: Language, theme: Theme, *, prefix: str) -> str:
    """Draw which practice stands on which.

    Parameters as for :func:`~journeymap.charts.picture.picture`.
    """
    title = say("{title}: which practice stands on which", title=say(view.title))
    return picture(_Network(view, Kit(theme, language)), title=title, statement=view.statement, prefix=prefix)


class _Network:
    """The picture while it is drawn: cards are measured, placed, then joined."""

    def __init__(self, view: PracticeNetwork, kit: Kit) -> None:
        self.view, self.kit, self.theme = view, kit, kit.theme
        self.edge = kit.u(14)
        linked = [stone for stone in view.stones if stone.linked]
        self.layers = [[stone for stone in linked if stone.layer == index]
                       for index in range(max((stone.layer for stone in linked), default=-1) + 1)]  # fmt: skip
        count = max(1, len(self.layers))
        room = kit.u(WIDTH) - 2 * self.edge
        self.card = min(kit.u(WIDEST), max(kit.u(CARD), (room - (count - 1) * kit.u(BETWEEN)) / count))
        self.width = max(kit.u(WIDTH), 2 * self.edge + count * self.card + (count - 1) * kit.u(BETWEEN))
        self.step = (self.width - 2 * self.edge - self.card) / (count - 1) if count > 1 else 0.0
        self.pitch = max(kit.u(20), kit.high("tiny") + kit.u(8))
        self.bad = readable(self.theme.bad, self.theme.surface)
        self.below: dict[str, list[int]] = {}
        for index, stand in enumerate(view.stands):
            self.below.setdefault(stand.above, []).append(index)

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        """Return the layers, the practices that stand alone, and the legend."""
        cards = {stone.id: self.measured(stone) for stone in self.view.stones}
        links = [(stand.below, stand.above) for stand in self.view.stands]
        names = [[stone.id for stone in layer] for layer in self.layers]
        heights = {name: card.height for name, card in cards.items()}
        placed = place(names, heights, links, gap=self.kit.u(12), passage=self.kit.u(10))
        boxes = self.boxes(placed, heights)
        stones = [stone for layer in self.layers for stone in layer]
        found: list[Shape] = [*self.lines(placed, boxes)]
        found += [self.placed(stone, cards[stone.id], boxes[stone.id]) for stone in stones]
        found += self.marks(boxes)
        y = self.edge + placed.height + (self.kit.u(14) if self.layers else 0)
        alone, y = self.alone(cards, y)
        keys = legend(self.kit, self.keys(), self.width - 2 * self.edge, self.theme.surface)
        phases = legend(self.kit, self.phases(), self.width - 2 * self.edge, self.theme.surface)
        found += [*alone, Group(phases.shapes, self.edge, y)]
        y += phases.height + self.kit.u(8)
        found.append(Group(keys.shapes, self.edge, y))
        height = y + keys.height + self.kit.u(12)
        return (Rect(0, 0, self.width, height, self.theme.surface), *found), height

    def boxes(self, placed: Placed, heights: dict[str, float]) -> dict[str, Box]:
        """Return where each linked card stands."""
        found = {}
        for index, layer in enumerate(self.layers):
            for stone in layer:
                top = self.edge + placed.centres[stone.id] - heights[stone.id] / 2
                found[stone.id] = Box(self.edge + index * self.step, top, self.card, heights[stone.id])
        return found

    def colour(self, phase: int) -> str:
        """Return the colour of a phase; its number always stands in it."""
        theme = self.theme
        wheel = (theme.stage[0], theme.scores[1], theme.good, theme.severities[3], theme.accent, theme.severities[0])
        return readable(wheel[(phase - 1) % len(wheel)], theme.surface, 3)

    def badge(self, phase: int, x: float, y: float) -> tuple[Shape, ...]:
        """Return the number of a phase on its colour, from its top left corner."""
        ground, size = self.colour(phase), self.kit.size("tiny")
        wide, high = self.badge_size(phase)
        ink = readable(self.theme.surface, ground)
        words = Label(str(phase), x + wide / 2, y + high / 2 + size * 0.36, size, ink, ground, "semibold", "middle")
        return Rect(x, y, wide, high, ground, radius=self.kit.u(3)), words

    def badge_size(self, phase: int) -> tuple[float, float]:
        wide = self.kit.wide(str(phase), "tiny", "semibold") + self.kit.u(8)
        return max(self.kit.u(16), wide), max(self.kit.u(15), self.kit.high("tiny"))

    def measured(self, stone: Stone) -> Block:
        """Return the content of a card from its top left corner, and the height the card must have."""
        kit, left = self.kit, self.kit.u(12)
        pen = Pen(kit, self.theme.surface, self.card - left - kit.u(9), left)
        pen.down(7)
        wide, high = self.badge_size(stone.phase)
        pen.add(*self.badge(stone.phase, left, pen.y + (kit.high("small") - high) / 2))
        after = left + wide + kit.u(6) + kit.wide(stone.id, "small", "semibold")
        if stone.attained is not None and after + self.level_width(stone) > self.card - kit.u(9):
            pen.write(stone.id, "small", weight="semibold", indent=wide + kit.u(6))
            self.levels(pen, stone)
            pen.y += kit.high("small")
        else:
            self.levels(pen, stone)
            pen.write(stone.id, "small", weight="semibold", indent=wide + kit.u(6))
        pen.down(2)
        pen.write(kit.say(say(stone.title)), "small")
        if stone.attained is None:
            pen.write(kit.say(state_words(stone)), "small", fill=self.theme.muted, weight="semibold")
        if stone.baseless:
            pen.add(
                triangle(left + kit.u(4.5), pen.y + kit.high("small") / 2, kit.u(4.5), self.bad, self.theme.surface)
            )
            pen.write(kit.say(say("without its foundation")), "small", fill=self.bad, weight="semibold",
                      indent=kit.u(14))  # fmt: skip
        pen.down(7)
        ports = len(self.below.get(stone.id, ()))
        return Block(max(pen.y, ports * self.pitch + kit.u(4)), tuple(pen.shapes))

    def level_width(self, stone: Stone) -> float:
        """Return how wide the levels of a card are."""
        figures = 1 if stone.target is None else 2
        return figures * (self.kit.wide("8", "small", "semibold") + self.kit.u(19))

    def levels(self, pen: Pen, stone: Stone) -> None:
        """Set attained level and target at the right of the line that begins where the pen is."""
        kit, theme, on = self.kit, self.theme, self.theme.surface
        if stone.attained is None:
            return
        middle, size = pen.y + kit.high("small") / 2, kit.size("small")
        x = self.card - kit.u(9) - self.level_width(stone)
        for value, mark, colour, radius in (
            (stone.attained, disc, theme.accent, 3.6),
            (stone.target, diamond, theme.good, 4.6),
        ):
            if value is not None:
                pen.add(mark(x + kit.u(9), middle, kit.u(radius), readable(colour, on, 3), on))
                pen.add(Label(str(value), x + kit.u(17), middle + size * 0.36, size, theme.ink, on, "semibold"))
                x += kit.wide("8", "small", "semibold") + kit.u(19)

    def placed(self, stone: Stone, card: Block, box: Box) -> Group:
        """Return a card: its rim says whether it was assessed and whether it has its foundation."""
        theme = self.theme
        rim, thick, dash = readable(theme.edge, theme.surface, 3), 1.0, "" if stone.attained is not None else "2 3"
        if stone.baseless:
            rim, thick, dash = self.bad, 2.0, "6 3"
        # The rim lies within the card, so that the band of the phase covers its left side, dashes and all.
        inside = Box(thick / 2, thick / 2, box.width - thick, box.height - thick)
        frame = Rect(inside.x, inside.y, inside.width, inside.height, theme.surface, rim, thick, self.kit.u(4), dash)
        band = Rect(0, 0, self.kit.u(5), box.height, self.colour(stone.phase), radius=self.kit.u(1.5))
        return Group((frame, band, *card.shapes), box.x, box.y)

    def port(self, index: int, boxes: dict[str, Box]) -> float:
        """Return the height at which a line enters the practice above it: lines do not cross before it."""
        stand = self.view.stands[index]
        box = boxes[stand.above]
        order = sorted(self.below[stand.above], key=lambda other: boxes[self.view.stands[other].below].y)
        return box.y + box.height / 2 + (order.index(index) - (len(order) - 1) / 2) * self.pitch

    def lines(self, placed: Placed, boxes: dict[str, Box]) -> Iterator[Shape]:
        """Yield a line for each foundation; the ones that are too low last, on top of the others."""
        order = sorted(range(len(self.view.stands)), key=lambda index: self.view.stands[index].holds is False)
        for index in order:
            stand = self.view.stands[index]
            box = boxes[stand.below]
            points = [(box.right, box.y + box.height / 2)]
            for step, centre in enumerate(placed.ways[index], 1):
                x = box.x + step * self.step
                points += [(x, self.edge + centre), (x + self.card, self.edge + centre)]
            points.append((boxes[stand.above].x, self.port(index, boxes)))
            colour, thick, dash = self.look(stand)
            yield Path(flowing(points), stroke=colour, stroke_width=thick, dash=dash)

    def look(self, stand: Stand) -> tuple[str, float, str]:
        """Return colour, thickness and dashes of a line."""
        if stand.holds is False:
            return self.bad, 2.0, "6 3"
        return readable(self.theme.edge, self.theme.surface, 3), 1.3, "" if stand.holds else "2 3"

    def marks(self, boxes: dict[str, Box]) -> Iterator[Shape]:
        """Yield the level that is needed, where each line ends."""
        for index, stand in enumerate(self.view.stands):
            left = boxes[stand.above].x - self.kit.u(9)
            yield Group(self.sign(stand.needed, stand.holds), left, self.port(index, boxes))

    def sign(self, needed: int, holds: bool | None) -> tuple[Shape, ...]:
        """Return a level around a centre: round if it is reached, square and filled if not."""
        kit, theme = self.kit, self.theme
        size, half = kit.size("tiny"), self.pitch / 2 - kit.u(2)
        rim = readable(theme.edge, theme.surface, 3)
        ground = self.bad if holds is False else theme.surface
        ink = readable(theme.surface if holds is False else theme.ink, ground)
        words = Label(str(needed), 0, size * 0.36, size, ink, ground, "semibold", "middle")
        if holds is False:
            return Rect(-half, -half, 2 * half, 2 * half, ground, radius=kit.u(1.5)), words
        return Circle(0, 0, half, ground, rim, 1.2, "" if holds else "2 2"), words

    def alone(self, cards: dict[str, Block], y: float) -> tuple[list[Shape], float]:
        """Set the practices that are linked to no other, side by side."""
        stones = [stone for stone in self.view.stones if not stone.linked]
        if not stones:
            return [], y
        pen = Pen(self.kit, self.theme.surface, self.width - 2 * self.edge, self.edge, y)
        pen.write(self.kit.say(say("linked to no other practice")), "small", fill=self.theme.muted)
        pen.down(5)
        found, y, gap = list[Shape](pen.shapes), pen.y, self.kit.u(12)
        across = max(1, int((self.width - 2 * self.edge + gap) // (self.card + gap)))
        for first in range(0, len(stones), across):
            row = stones[first : first + across]
            high = max(cards[stone.id].height for stone in row)
            for index, stone in enumerate(row):
                box = Box(self.edge + index * (self.card + gap), y, self.card, high)
                found.append(self.placed(stone, cards[stone.id], box))
            y += high + gap
        return found, y + self.kit.u(4)

    def phases(self) -> list[Key]:
        """Return the phases with their colours."""
        shown = {stone.phase for stone in self.view.stones}
        return [Key(self.kit.say(say(title)), self.badge(index, self.kit.u(5), 0))
                for index, title in enumerate(self.view.phases, 1) if index in shown]  # fmt: skip

    def keys(self) -> list[Key]:
        """Return the signs that are in the drawing, with their meaning."""
        kit, theme, stones = self.kit, self.theme, self.view.stones
        at = (kit.u(13), kit.u(7))
        blue, green = readable(theme.accent, theme.surface, 3), readable(theme.good, theme.surface, 3)
        found: list[Key] = []
        if any(stone.attained is not None for stone in stones):
            found.append(Key(kit.say(say("attained")), (disc(*at, kit.u(3.6), blue, theme.surface),)))
        if any(stone.target is not None and stone.attained is not None for stone in stones):
            found.append(Key(kit.say(say("target")), (diamond(*at, kit.u(4.6), green, theme.surface),)))
        for holds, words in (
            (True, say("level needed below, reached")),
            (False, say("level needed below, not reached")),
            (None, say("level needed below, not known")),
        ):
            levels = [stand.needed for stand in self.view.stands if stand.holds is holds]
            if levels:
                found.append(Key(kit.say(words), (Group(self.sign(min(levels), holds), *at),)))
        if self.view.baseless:
            sign = triangle(*at, kit.u(5), self.bad, theme.surface)
            found.append(Key(kit.say(say("level claimed without its foundation")), (sign,)))
        return found


def flowing(points: Sequence[tuple[float, float]]) -> str:
    """Write a line that leaves and reaches every point level, as a path."""
    (x, y), found = points[0], ""
    for (a, b), (c, d) in pairwise(points):
        middle = number((a + c) / 2)
        found += f"H{number(c)}" if b == d else f"C{middle} {number(b)} {middle} {number(d)} {number(c)} {number(d)}"
    return f"M{number(x)} {number(y)}{found}"
