"""The bars of a Gantt chart: planned, under way, agreed, later, moved, finished."""

from journeymap.charts.axes import line
from journeymap.charts.gantt_frame import Frame
from journeymap.charts.palette import mix, readable
from journeymap.charts.svg import Box, Circle, Label, Path, Rect, Shape, number
from journeymap.charts.symbols import arrow, hatched
from journeymap.views.gantt import Bar, Past

THICK = 13.0
"""Height of a bar on the screen, in points."""

DOUBT = 6.0
"""Radius of a question mark on the screen, in points."""


class Painter:
    """Paints bars on the scale of a frame."""

    def __init__(self, frame: Frame) -> None:
        self.frame, self.kit, self.theme = frame, frame.kit, frame.theme
        self.thick = self.kit.u(THICK)
        self.ink = readable(self.theme.accent, self.theme.page, 3)
        self.grey = readable(self.theme.edge, self.theme.page, 3)
        self.soft = mix(self.theme.surface, self.theme.accent, 0.28)

    def place(self, start: float, end: float, middle: float) -> Box:
        """Return the box of a bar."""
        left, right = self.frame.x(start), self.frame.x(end)
        return Box(left, middle - self.thick / 2, max(right - left, self.kit.u(5)), self.thick)

    def bar(self, bar: Bar, box: Box) -> list[Shape]:
        """Paint a bar: critical ones solid with a heavy rim, optional ones open and dashed."""
        kit, theme = self.kit, self.theme
        halo = Rect(box.x - 1.5, box.y - 1.5, box.width + 3, box.height + 3, theme.surface, radius=kit.u(4))
        fill, rim, thick, dash = self.soft, self.ink, 1.2, ""
        if bar.later:
            fill, rim, dash = theme.surface, self.grey, "1.5 2.5"
        elif bar.critical:
            fill, rim, thick = self.ink, theme.ink, 2.0
        elif not bar.needed:
            fill, dash = theme.surface, "3 2.5"
        found: list[Shape] = [halo, Rect(box.x, box.y, box.width, box.height, fill, rim, thick, kit.u(3), dash)]
        found += self.numbered(bar, box, fill)
        if bar.started:
            found += self.begun(bar, box)
        elif bar.frozen:
            x = box.x
            found.append(line([(x, box.y - kit.u(3)), (x, box.bottom + kit.u(3))], theme.ink, 2.4))
        if bar.was is not None:
            found += self.ghost(*bar.was, box)
        if bar.deadline is not None:
            found += self.deadline(bar.deadline, box, missed=bar.end > bar.deadline + 1e-6)
        return [*found, *(self.doubt(box) if bar.discussed else ())]

    def numbered(self, bar: Bar, box: Box, fill: str) -> list[Shape]:
        """Write the number of an initiative at the start of its bar, if it fits."""
        text, size = str(bar.number), self.kit.size("tiny")
        if self.kit.wide(text, "tiny", "semibold") + self.kit.u(8 + 2 * DOUBT * bar.discussed) > box.width:
            return []
        x, y = box.x + self.kit.u(4), box.y + box.height / 2 + size * 0.36
        ink = readable(self.theme.ink if fill != self.ink else self.theme.surface, fill)
        return [Label(text, x, y, size, ink, fill, "semibold")]

    def begun(self, bar: Bar, box: Box) -> list[Shape]:
        """Paint what is done of work under way as a hatched piece, or a notch if it has just begun."""
        left = self.frame.x(bar.begun if bar.begun is not None else 0.0)
        if box.x - left >= self.kit.u(6):
            return list(hatched(left, box.y + 1, box.x - left, box.height - 2, self.ink))
        back, middle = box.x - self.kit.u(4), box.y + box.height / 2
        return [line([(back, box.y), (box.x + self.kit.u(2), middle), (back, box.bottom)], self.theme.ink, 1.6)]

    def ghost(self, start: float, end: float, box: Box) -> list[Shape]:
        """Paint where a bar stood before, or was to stand, as a thin open one below it."""
        left, right = self.frame.x(start), self.frame.x(end)
        return [self.thin(Box(left, box.bottom + self.kit.u(2.5), max(right - left, self.kit.u(3)), 0))]

    def deadline(self, week: float, box: Box, *, missed: bool) -> list[Shape]:
        """Paint a deadline as a post with a flag that points back at the bar."""
        x, size = self.frame.x(week), self.kit.u(6)
        colour = readable(self.theme.bad if missed else self.theme.good, self.theme.surface, 3)
        top, low = box.y - self.kit.u(4), box.bottom + self.kit.u(3)
        flag = arrow(x - size, top + size * 0.62, (-1, 0), size, colour)
        halo = line([(x, top - 1), (x, low + 1)], self.theme.surface, 5)
        return [halo, line([(x, top), (x, low)], colour, 2.4 if missed else 1.6), flag]

    def doubt(self, box: Box) -> list[Shape]:
        """Paint a question mark at the end of a bar whose quarter is for discussion."""
        radius = self.kit.u(DOUBT)
        inside = box.width >= 2 * radius + self.kit.u(10)
        x = box.right - radius - self.kit.u(2) if inside else box.right + radius + self.kit.u(9)
        return self.question(x, box.y + box.height / 2)

    def question(self, x: float, y: float) -> list[Shape]:
        """Return a question mark in a circle, drawn as strokes so that it has the size of a bar in every theme."""
        s, theme = self.kit.u(DOUBT) / 6.5, self.theme
        points = ((-1.8, -1.8), (-1.6, -3.8), (0.0, -3.8), (2.2, -3.6), (1.6, -1.6), (0.0, -0.6), (0.0, 1.2))
        at = [f"{number(x + a * s)} {number(y + b * s)}" for a, b in points]
        hook = f"M{at[0]}Q{at[1]} {at[2]}Q{at[3]} {at[4]}Q{at[5]} {at[6]}"
        return [
            Circle(x, y, 6.5 * s, theme.surface, theme.ink, 1.2),
            Path(hook, stroke=theme.ink, stroke_width=1.3 * s),
            Circle(x, y + 3.4 * s, 0.8 * s, theme.ink),
        ]

    def past(self, past: Past, box: Box) -> list[Shape]:
        """Paint what is finished: grey, with a check, above the line of its estimate."""
        found: list[Shape] = []
        if past.begun is not None:
            found.append(Rect(box.x, box.y, box.width, box.height, mix(self.theme.surface, self.theme.edge, 0.35),
                              self.grey, 1.2, self.kit.u(3)))  # fmt: skip
            if past.planned is not None:
                found += self.ghost(past.begun, past.begun + past.planned, box)
        return [*found, self.check(box.right, box.y + box.height / 2)]

    def check(self, right: float, middle: float) -> Path:
        """Return a check mark that ends at a point."""
        size = self.kit.u(4)
        points = ((right - 2.6 * size, middle), (right - 1.9 * size, middle + size * 0.8),
                  (right - 0.7 * size, middle - size * 0.8))  # fmt: skip
        return Path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in points), stroke=self.theme.ink,
                    stroke_width=1.8)  # fmt: skip

    def thin(self, box: Box) -> Rect:
        """Return a thin open bar."""
        return Rect(box.x, box.y, box.width, self.kit.u(3.5), "none", self.grey, 1, 1, "2 1.5")
