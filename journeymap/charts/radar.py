"""The radar of maturity: for each phase its lowest core practice, attained, evidenced and wanted.

All three levels of an axis are those of one practice, whose code stands beside them: the lowest target
of a phase could make it look reached while its weakest practice is not.

It never stands alone: the heat strip beside it shows every practice.
"""

import math
from collections.abc import Sequence

from journeymap.charts.axes import Key, Mark, chart_kit, diamond, disc, legend, line, spread, square
from journeymap.charts.journey_kit import Block, Kit, Pen
from journeymap.charts.palette import Theme, mix, readable
from journeymap.charts.picture import picture
from journeymap.charts.svg import Circle, Group, Label, Path, Rect, Shape, number
from journeymap.languages import Language
from journeymap.text import Text, say
from journeymap.views.maturity import Maturity, PhaseRow

RADIUS = 146.0
"""Of the outermost level on the screen, in points."""

ASIDE = 264.0
"""Width of the words at either side on the screen, in points."""

LINES: tuple[tuple[str, Text, Mark, float], ...] = (
    ("target", say("target"), diamond, 7.5),
    ("evidenced", say("evidenced"), square, 4.6),
    ("attained", say("attained"), disc, 3.6),
)
"""Name, words, sign and size of each line, in the order of painting; signs stay visible on one another."""


def radar(view: Maturity, language: Language, theme: Theme, *, prefix: str) -> str:
    """Draw the phases of a maturity assessment around a centre.

    Parameters as for :func:`~journeymap.charts.picture.picture`.
    """
    title = say("{title}: lowest core practice of each phase", title=say(view.title))
    return picture(_Radar(view, chart_kit(theme, language)), title=title, statement=view.statement, prefix=prefix)


class _Radar:
    """One radar while it is drawn; the centre is the origin until the end."""

    def __init__(self, view: Maturity, kit: Kit) -> None:
        self.view, self.kit, self.theme = view, kit, kit.theme
        self.radius = kit.u(RADIUS)
        self.width = 2 * (self.radius + kit.u(ASIDE) + kit.u(40))
        self.colours = {"target": kit.theme.good, "evidenced": kit.theme.ink, "attained": kit.theme.accent}

    def point(self, index: int, level: float) -> tuple[float, float]:
        """Return the place of a level on an axis; level 0 is the centre."""
        angle = 2 * math.pi * index / max(1, len(self.view.phases))
        reach = self.radius * level / self.view.top
        return reach * math.sin(angle), -reach * math.cos(angle)

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        words, top, low = self.words()
        edge = self.kit.u(16)
        inside: list[Shape] = [*self.web(), *self.scale()]
        for name, _, mark, size in LINES:
            inside += self.outline(name, mark, size)
        inside += words
        centre = edge - min(top, -self.radius - self.kit.u(14))
        foot = centre + max(low, self.radius + self.kit.u(14)) + self.kit.u(14)
        keys = legend(self.kit, self.keys(), self.width - 2 * edge, self.theme.surface)
        height = foot + keys.height + self.kit.u(12)
        page = Rect(0, 0, self.width, height, self.theme.surface)
        return (page, Group(tuple(inside), self.width / 2, centre), Group(keys.shapes, edge, foot)), height

    def web(self) -> list[Shape]:
        """Draw a ring for each level and an axis for each phase."""
        phases = range(len(self.view.phases))
        found: list[Shape] = []
        attained = [self.point(i, phase.attained) for i, phase in enumerate(self.view.phases) if phase.attained]
        if len(attained) == len(self.view.phases) > 2:
            found.append(Path(_ring(attained), mix(self.theme.surface, self.theme.accent, 0.14)))
        for level in range(1, self.view.top + 1):
            ring = [self.point(index, level) for index in phases]
            if len(ring) > 2:
                found.append(Path(_ring(ring), stroke=self.theme.line, stroke_width=1))
            else:
                r = number(self.radius * level / self.view.top)
                found.append(Path(f"M-{r} 0A{r} {r} 0 1 1 {r} 0A{r} {r} 0 1 1-{r} 0z", stroke=self.theme.line))
        found += [line([(0, 0), self.point(index, self.view.top)], self.theme.line, 1) for index in phases]
        return found

    def scale(self) -> list[Shape]:
        """Write the levels above their rings, along the ray on which the fewest would touch a line or a sign."""
        sides = max(4, len(self.view.phases))
        rays = [index + part for index in (sides - 1, *range(sides - 1)) for part in (0.5, 0.35, 0.65)]
        found = [self.along(ray, sides) for ray in rays]
        return [*max(found, key=len)]

    def along(self, ray: float, sides: int) -> tuple[Label, ...]:
        """Return the levels that have room on a ray, the highest first; 0 is the first axis, 1 the second."""
        size, angle = self.kit.size("tiny"), 2 * math.pi * ray / sides
        # A ring is an edge of the web between two axes; with two phases or fewer it is a circle.
        bend = math.cos(math.pi / sides) / math.cos(angle % (2 * math.pi / sides) - math.pi / sides)
        rings = self.radius / self.view.top * (bend if len(self.view.phases) > 2 else 1.0)
        found: list[Label] = []
        for level in range(self.view.top, 0, -1):
            reach = rings * level + size * 0.75
            x, y = reach * math.sin(angle), -reach * math.cos(angle)
            label = Label(str(level), x, y + size * 0.36, size, self.theme.muted, self.theme.surface, anchor="middle")
            if self.clear(x, y, size * 0.62) and not any(label.box().overlaps(other.box()) for other in found):
                found.append(label)
        return tuple(found)

    def clear(self, x: float, y: float, room: float) -> bool:
        """Tell whether a place is farther than `room` from every line and sign of the phases."""
        for name, _, _, size in LINES:
            places = self.places(name)
            near = room + self.kit.u(size)
            if any(place is not None and math.dist(place, (x, y)) < near for place in places):
                return False
            pairs = zip(places, (*places[1:], places[0]), strict=True) if places else ()
            if any(a is not None and b is not None and _distance((x, y), a, b) < room for a, b in pairs):
                return False
        return True

    def places(self, name: str) -> list[tuple[float, float] | None]:
        """Return where a line stands on each axis; `None` where the level is unknown."""
        levels = [self.level(phase, name) for phase in self.view.phases]
        return [None if level is None else self.point(index, level) for index, level in enumerate(levels)]

    def level(self, phase: PhaseRow, name: str) -> int | None:
        return {"target": phase.target, "evidenced": phase.evidenced, "attained": phase.attained}[name]

    def outline(self, name: str, mark: Mark, size: float) -> list[Shape]:
        """Draw one line round the phases; where a level is unknown it is broken."""
        colour = readable(self.colours[name], self.theme.surface, 3)
        places = self.places(name)
        thick, dash = {"target": (1.4, "2 4"), "evidenced": (1.6, "6 4"), "attained": (2.6, "")}[name]
        found: list[Shape] = []
        for index, start in enumerate(places):
            end = places[(index + 1) % len(places)]
            if start is not None and end is not None and start != end:
                found.append(line([start, end], colour, thick, dash))
        found += [mark(*place, self.kit.u(size), colour, self.theme.surface) for place in places if place is not None]
        return found

    def words(self) -> tuple[list[Shape], float, float]:
        """Set the names and levels of the phases at the ends of their axes, in a column at either side."""
        found: list[Shape] = []
        top, low = -self.radius, self.radius
        sides: dict[int, list[tuple[int, float, Block]]] = {-1: [], 1: []}
        for index, phase in enumerate(self.view.phases):
            x, y = self.point(index, self.view.top)
            found += self.number(index)
            if abs(x) < 1 and y < 0:
                block = self.block(phase, 2 * self.kit.u(ASIDE), 0)
                top = -self.radius - self.kit.u(26) - block.height
                found.append(Group(block.shapes, -self.kit.u(ASIDE), top))
            else:
                sides[1 if x > -1 else -1].append((index, y, self.block(phase, self.kit.u(ASIDE), 1 if x > -1 else -1)))
        for side, entries in sides.items():
            heights = [block.height + self.kit.u(12) for *_, block in entries]
            start = top if top < -self.radius - 1 else -math.inf
            centres = spread([y for _, y, _ in entries], heights, max(start, -self.radius - sum(heights)), math.inf)
            for (_, _, block), centre in zip(entries, centres, strict=True):
                left = self.radius + self.kit.u(24) if side > 0 else -self.radius - self.kit.u(24 + ASIDE)
                found.append(Group(block.shapes, left, centre - block.height / 2))
                top, low = min(top, centre - block.height / 2), max(low, centre + block.height / 2)
        return found, top, low

    def number(self, index: int) -> list[Shape]:
        """Mark the end of an axis with the number of its phase."""
        x, y = self.point(index, self.view.top)
        away = 1 + self.kit.u(11) / self.radius
        size, on = self.kit.size("tiny"), self.theme.stage[0]
        at = (x * away, y * away + size * 0.36)
        words = Label(str(index + 1), *at, size, self.theme.on_stage, on, "semibold", "middle")
        return [Circle(x * away, y * away, self.kit.u(8), on), words]

    def block(self, phase: PhaseRow, width: float, side: int) -> Block:
        """Return the title of a phase and its levels with their signs."""
        kit, theme = self.kit, self.theme
        anchor = {-1: "end", 0: "middle", 1: "start"}[side]
        pen = Pen(kit, theme.surface, width)
        pen.write(f"{phase.number} {kit.say(say(phase.title))}", "body", weight="semibold", anchor=anchor)  # type: ignore[arg-type]
        pen.down(3)
        parts = [(mark, size, self.colours[name], self.level(phase, name)) for name, _, mark, size in reversed(LINES)]
        step, high, base = kit.u(40), kit.high("title"), kit.size("title") * 0.36
        code = phase.weakest[0] if phase.weakest else ""
        before = kit.wide(code, "title") + kit.u(10) if code else 0.0
        wide = before + 2 * step + kit.u(19) + kit.wide("8", "title", "semibold")
        if wide > width and code:
            pen.write(code, "title", anchor=anchor)  # type: ignore[arg-type]
            wide, before, code = wide - before, 0.0, ""
        start = {-1: width - wide, 0: (width - wide) / 2, 1: 0.0}[side]
        if code:
            pen.add(Label(code, start, pen.y + high / 2 + base, kit.size("title"), theme.ink, theme.surface))
        left = start + before + kit.u(8)
        for index, (mark, size, colour, level) in enumerate(parts):
            x = left + index * step
            seen = readable(colour, theme.surface, 3)
            pen.add(mark(x, pen.y + high / 2, kit.u(min(size, 6)), seen, theme.surface))
            text = "–" if level is None else str(level)
            pen.add(Label(text, x + kit.u(11), pen.y + high / 2 + base, kit.size("title"), theme.ink, theme.surface,
                          "semibold"))  # fmt: skip
        pen.y += high
        return pen.done()

    def keys(self) -> list[Key]:
        kit, found = self.kit, []
        for name, words, mark, size in reversed(LINES):
            colour = readable(self.colours[name], self.theme.surface, 3)
            thick, dash = {"target": (1.4, "2 4"), "evidenced": (1.6, "6 4"), "attained": (2.6, "")}[name]
            stroke = line([(0, kit.u(7)), (kit.u(26), kit.u(7))], colour, thick, dash)
            sign = mark(kit.u(13), kit.u(7), kit.u(min(size, 6)), colour, self.theme.surface)
            found.append(Key(kit.say(words), (stroke, sign)))
        return found


def _distance(place: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """Return how far a place is from a straight line between two points, in points."""
    (x, y), (a, b), (c, d) = place, start, end
    length = (c - a) ** 2 + (d - b) ** 2
    part = min(1.0, max(0.0, ((x - a) * (c - a) + (y - b) * (d - b)) / length)) if length else 0.0
    return math.dist(place, (a + part * (c - a), b + part * (d - b)))


def _ring(points: Sequence[tuple[float, float]]) -> str:
    """Write a closed line as a path."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "z"
