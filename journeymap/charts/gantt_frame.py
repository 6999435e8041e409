"""What the pictures of a roadmap in time share: the scale of weeks, the quarters above, the load of departments."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TypeVar

from journeymap.charts.axes import PAGE, line
from journeymap.charts.journey_kit import Block, Kit, Pen
from journeymap.charts.palette import mix, readable
from journeymap.charts.svg import Label, Rect, Shape
from journeymap.text import say
from journeymap.views.gantt import FARTHEST, Gantt, LoadLane, QuarterSpan, load_words
from journeymap.views.roadmap_words import weeks

ASIDE = 300.0
"""Width of the titles on the screen, in points."""

T = TypeVar("T")


class Frame:
    """The scale of a roadmap: where a week lies, and the calendar above it.

    Attributes
    ----------
    first, last
        Weeks at the ends of the scale.
    left, right
        The same in points.
    """

    def __init__(self, view: Gantt, kit: Kit) -> None:
        self.view, self.kit, self.theme = view, kit, kit.theme
        self.width, self.edge = kit.u(PAGE), kit.u(14)
        self.left, self.right = self.edge + kit.u(ASIDE), self.width - self.edge - kit.u(12)
        self.first = view.since
        final = float(max(1, view.weeks))
        dates = [mark.week for mark in view.milestones if mark.week <= FARTHEST * final]
        self.last = max([final, *dates]) + 0.02 * final

    def x(self, week: float) -> float:
        """Return where a week lies; what is beyond the scale lies on its end."""
        inside = min(max(week, self.first), self.last)
        return self.left + (self.right - self.left) * (inside - self.first) / (self.last - self.first)

    @property
    def head(self) -> float:
        """Return where the rows begin, below the names of the quarters."""
        return self.edge + 2 * self.kit.high("small") + self.kit.u(6)

    def quarters(self, low: float) -> list[Shape]:
        """Draw the calendar: a band for every other quarter, and the names where there is room."""
        kit, theme = self.kit, self.theme
        found: list[Shape] = []
        for index, span in enumerate((*self.view.past, *self.view.quarters)):
            left, right = self.x(span.start), self.x(span.end)
            if (index - len(self.view.past)) % 2 == 0:
                found.append(Rect(left, self.head, right - left, low - self.head, theme.page))
            found.append(line([(left, self.head - kit.u(4)), (left, low)], theme.line, 1))
            found += self.named(span, left, right - left)
        end = self.x(float(self.view.weeks))
        return [*found, line([(end, self.head - kit.u(4)), (end, low)], theme.line, 1)]

    def named(self, span: QuarterSpan, left: float, room: float) -> list[Shape]:
        """Write the name of a quarter, or its short form, where it fits."""
        kit, size = self.kit, self.kit.size("small")
        for words in (span.title, span.short):
            text = kit.say(words)
            if text and kit.wide(text, "small", "semibold") + kit.u(6) <= room:
                base = self.head - kit.u(6)
                return [Label(text, left + kit.u(4), base, size, self.theme.muted, self.theme.surface, "semibold")]
        return []

    def load(self, top: float, tall: float, room: float | None = None) -> tuple[list[Shape], float]:
        """Draw how busy each department is, week by week, with the person-weeks of each quarter.

        Parameters
        ----------
        tall
            Height of the columns, in points on the screen.
        room
            Width of the words above, in points; left out, that of the picture.
        """
        if not self.view.load:
            return [], top
        pen = Pen(self.kit, self.theme.surface, room or self.width - 2 * self.edge, self.edge, top)
        words = self.kit.say(say("Load: person-weeks used of those that are free, by quarter"))
        pen.write(words, "small", fill=self.theme.muted, weight="semibold")
        found: list[Shape] = list(pen.shapes)
        y = pen.y + self.kit.u(4)
        for lane in self.view.load:
            block = self.department(lane, y, self.kit.u(tall))
            found += block.shapes
            y += block.height
        return found, y

    def department(self, lane: LoadLane, top: float, tall: float) -> Block:
        """Return one department: its name, the numbers by quarter, and a column for each week."""
        kit, theme = self.kit, self.theme
        pen = Pen(kit, theme.surface, kit.u(ASIDE - 16), self.edge, top + kit.u(4))
        pen.write(lane.title, "small")
        if lane.over:
            pen.write(kit.say(say("overloaded for {weeks}", weeks=weeks(len(lane.over)))), "tiny", fill=theme.bad)
        deepest = top + kit.u(4)
        found: list[Shape] = [line([(self.edge, top), (self.width - self.edge, top)], theme.line, 1)]
        for span, (used, free) in zip(self.view.quarters, lane.quarters, strict=False):
            left, room = self.x(span.start) + kit.u(3), self.x(span.end) - self.x(span.start) - kit.u(4)
            cell = Pen(kit, theme.surface, room, left, top + kit.u(4))
            words = kit.say(load_words(used, free))
            if max(kit.wide(word, "small") for word in words.split()) <= cell.width:
                cell.write(words, "small")
            found += cell.shapes
            deepest = max(deepest, cell.y)
        base = max(deepest + kit.u(4) + tall, pen.y + kit.u(2))
        found += [*pen.shapes, *self.columns(lane, base, tall)]
        return Block(base + kit.u(6) - top, tuple(found))

    def columns(self, lane: LoadLane, base: float, tall: float) -> Iterator[Shape]:
        """Yield used people as columns under the line of those who are free; dips are shaded, too much is rimmed."""
        theme, free = self.theme, lane.capacity or ()
        scale = tall / max([*lane.used, *free, 0.1])
        ink, over = readable(theme.accent, theme.surface, 3), readable(theme.bad, theme.surface, 3)
        for begin, end, people in runs(free):
            if people < max(free):
                high = (max(free) - people) * scale
                left, right = self.x(begin), self.x(end)
                yield Rect(left, base - max(free) * scale, right - left, high, mix(theme.surface, theme.edge, 0.3))
        for begin, end, (used, most) in runs(list(zip(lane.used, free or lane.used, strict=True))):
            normal, step = min(used, most), (self.x(end) - self.x(begin)) / (end - begin)
            for week in range(begin, end) if used > 0 else ():
                left = self.x(week)
                if normal > 0:
                    yield Rect(left, base - normal * scale, max(0.8, step - 1), normal * scale, ink)
                if used > most + 1e-6:
                    high = (used - most) * scale
                    yield Rect(left, base - used * scale, max(0.8, step - 1), high, over, theme.ink, 1.2)
        if free:
            steps = [
                (self.x(week), base - people * scale) for begin, end, people in runs(free) for week in (begin, end)
            ]
            yield line(steps, readable(theme.edge, theme.surface, 3), 1.2)
        yield line([(self.x(0), base), (self.right, base)], theme.line, 1)


def runs(values: Iterable[T]) -> Iterator[tuple[int, int, T]]:
    """Yield stretches of equal values: begin, end, value."""
    begin = 0
    for value, group in groupby(values):
        end = begin + sum(1 for _ in group)
        yield begin, end, value
        begin = end
