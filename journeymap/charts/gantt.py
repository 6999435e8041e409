"""The Gantt chart: initiatives by owner over the quarters, what waits for what, and the load below."""

from collections.abc import Iterable

from journeymap.charts.axes import Key, diamond, legend, line, notice
from journeymap.charts.journey_kit import Block, Kit, Pen
from journeymap.charts.palette import Theme, mix, readable
from journeymap.charts.svg import Box, Group, Label, Path, Rect, Shape, document, number
from journeymap.charts.symbols import arrow
from journeymap.charts.typeset import ascent
from journeymap.languages import Language
from journeymap.text import Text, count, date, say
from journeymap.views.roadmap import Bar, Gantt, LoadLane, Milestone, load_words

WIDTH = 1040.0
"""On the screen, in points."""

ASIDE = 300.0
"""Width of the titles on the screen, in points."""


def gantt(view: Gantt, language: Language, theme: Theme, *, prefix: str) -> str:
    """Draw a roadmap.

    Parameters
    ----------
    prefix
        Begins every id in the drawing.

    Returns
    -------
    str
        One SVG element.
    """
    drawing = _Chart(view, Kit(theme, language))
    shapes, height = notice(drawing.kit, language.say(view.statement), drawing.width)
    if view.bars:
        shapes, height = drawing.shapes()
    return document(shapes, width=drawing.width, height=height, title=language.say(view.title),
                    description=language.say(view.statement), prefix=prefix)  # fmt: skip


class _Chart:
    """One Gantt chart while it is drawn: rows are measured first, so that links know where to go."""

    def __init__(self, view: Gantt, kit: Kit) -> None:
        self.view, self.kit, self.theme = view, kit, kit.theme
        self.width, self.edge = kit.u(WIDTH), kit.u(14)
        self.left, self.right = self.edge + kit.u(ASIDE), self.width - self.edge - kit.u(12)
        self.first = min(0.0, view.today)
        last = float(max(1, view.weeks))
        dates = [mark.week for mark in view.milestones if mark.week <= 1.5 * last]
        self.last = max([last, *dates]) + 0.02 * last
        self.thick = kit.u(13)
        self.bars: dict[str, Box] = {}

    def x(self, week: float) -> float:
        inside = min(max(week, self.first), self.last)
        return self.left + (self.right - self.left) * (inside - self.first) / (self.last - self.first)

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        head = self.edge + 2 * self.kit.high("small") + self.kit.u(6)
        rows, low = self.lanes(head)
        marks, low = self.milestones(low)
        bottom = low
        load, low = self.load(low + self.kit.u(6))
        keys = legend(self.kit, self.keys(), self.width - 2 * self.edge, self.theme.surface)
        height = low + self.kit.u(10) + keys.height + self.kit.u(10)
        found: list[Shape] = [Rect(0, 0, self.width, height, self.theme.surface), *self.quarters(head, bottom)]
        found += [*self.links(), *rows, *marks, *load, *self.today(bottom)]
        found.append(Group(keys.shapes, self.edge, low + self.kit.u(10)))
        return tuple(found), height

    def quarters(self, head: float, low: float) -> list[Shape]:
        """Draw the calendar: a band for every other quarter, and the names where there is room."""
        kit, theme, size = self.kit, self.theme, self.kit.size("small")
        found: list[Shape] = []
        for index, span in enumerate(self.view.quarters):
            left, right = self.x(span.start), self.x(span.end)
            if index % 2 == 0:
                found.append(Rect(left, head, right - left, low - head, theme.page))
            found.append(line([(left, head - kit.u(4)), (left, low)], theme.line, 1))
            text = kit.say(span.title)
            if kit.wide(text, "small", "semibold") + kit.u(6) <= right - left:
                label = Label(text, left + kit.u(4), head - kit.u(6), size, theme.muted, theme.surface, "semibold")
                found.append(label)
        end = self.x(float(self.view.weeks))
        found.append(line([(end, head - kit.u(4)), (end, low)], theme.line, 1))
        weeks, at = kit.say(say("weeks")), (self.left - kit.u(10), head - kit.u(6))
        return [*found, Label(weeks, *at, size, theme.muted, theme.surface, anchor="end")]

    def lanes(self, top: float) -> tuple[list[Shape], float]:
        """Set the rows of all lanes, and remember where the bars are."""
        found: list[Shape] = []
        y = top
        for lane in self.view.lanes:
            head = Pen(self.kit, self.theme.surface, self.kit.u(ASIDE - 16), self.edge, y)
            head.down(7)
            head.write(self.kit.say(lane.title), "small", fill=self.theme.muted, weight="semibold")
            found += [line([(self.edge, y), (self.width - self.edge, y)], self.theme.edge, 0.8), *head.shapes]
            y = head.y + self.kit.u(1)
            for bar in lane.bars:
                row = self.row(bar, y)
                found += row.shapes
                y += row.height
            y += self.kit.u(6)
        return found, y

    def row(self, bar: Bar, top: float) -> Block:
        """Return number, title and weeks of an initiative, and its bar."""
        kit, theme = self.kit, self.theme
        pen = Pen(kit, theme.surface, kit.u(ASIDE - 16 - 52), self.edge + kit.u(24), top)
        pen.down(4)
        weight = "semibold" if bar.critical else "regular"
        size = kit.size("small")
        base, on = pen.y + ascent(size), theme.surface
        pen.write(bar.title, "small", weight=weight)  # type: ignore[arg-type]
        pen.down(4)
        weeks = kit.say(count(bar.weeks))
        pen.add(Label(str(bar.number), self.edge + kit.u(18), base, size, theme.muted, on, "semibold", "end"))
        pen.add(Label(weeks, self.left - kit.u(10), base, size, theme.muted, on, anchor="end"))
        left, right = self.x(bar.start), self.x(bar.end)
        box = Box(left, (top + pen.y) / 2 - self.thick / 2, max(right - left, kit.u(5)), self.thick)
        self.bars[bar.id] = box
        words = say("{number} {title}: {first} to {last}; {reason}", number=bar.number, title=bar.title,
                    first=date(bar.first), last=date(bar.last), reason=bar.reason)  # fmt: skip
        shape = Group(tuple(self.bar(bar, box)), title=kit.say(words))
        return Block(pen.y - top, (*pen.shapes, shape))

    def bar(self, bar: Bar, box: Box) -> list[Shape]:
        """Draw a bar: critical ones solid with a heavy rim, optional ones open and dashed."""
        kit, theme = self.kit, self.theme
        ink = readable(theme.accent, theme.page, 3)
        halo = Rect(box.x - 1.5, box.y - 1.5, box.width + 3, box.height + 3, theme.surface, radius=kit.u(4))
        fill = ink if bar.critical else mix(theme.surface, theme.accent, 0.28)
        rim, thick = (theme.ink, 2.0) if bar.critical else (ink, 1.2)
        dash = ""
        if not bar.needed:
            fill, dash = theme.surface, "3 2.5"
        found: list[Shape] = [halo, Rect(box.x, box.y, box.width, box.height, fill, rim, thick, kit.u(3), dash)]
        if bar.started:
            left, middle = box.x - kit.u(4), box.y + box.height / 2
            notch = [(left, box.y), (box.x + kit.u(2), middle), (left, box.bottom)]
            found.append(line(notch, theme.ink, 1.6))
        return found

    def links(self) -> list[Shape]:
        """Draw what waits for what: along the row, then down or up into the bar; critical links last."""
        pairs = [(before, bar) for bar in self.view.bars for before in bar.after if before in self.bars]
        critical = {bar.id for bar in self.view.bars if bar.critical}
        found: list[Shape] = []
        for before, bar in sorted(pairs, key=lambda pair: pair[0] in critical and pair[1].id in critical):
            heavy = before in critical and bar.id in critical and self.touches(before, bar)
            found += self.link(self.bars[before], self.bars[bar.id], heavy=heavy)
        return found

    def touches(self, before: str, bar: Bar) -> bool:
        """Tell whether a bar begins in the week in which another ends."""
        return any(other.id == before and other.end == bar.start for other in self.view.bars)

    def link(self, tail: Box, head: Box, *, heavy: bool) -> list[Shape]:
        kit = self.kit
        colour = readable(self.theme.ink if heavy else self.theme.edge, self.theme.page, 3)
        thick, size = (2.2, kit.u(6)) if heavy else (1.2, kit.u(5))
        x = min(max(tail.right, head.x) + kit.u(5), max(head.right - kit.u(2), head.x + kit.u(3)))
        down = 1 if head.y > tail.y else -1
        tip = head.y - 2 if down > 0 else head.bottom + 2
        middle = tail.y + tail.height / 2
        d = f"M{number(tail.right)} {number(middle)}H{number(x)}V{number(tip - down * size * 0.8)}"
        return [Path(d, stroke=colour, stroke_width=thick), arrow(x, tip, (0, down), size, colour)]

    def milestones(self, top: float) -> tuple[list[Shape], float]:
        """Set a row for each day that matters, with a diamond on its day."""
        kit, theme = self.kit, self.theme
        if not self.view.milestones:
            return [], top
        found: list[Shape] = [line([(self.edge, top), (self.width - self.edge, top)], theme.edge, 0.8)]
        y = top + kit.u(4)
        for mark in self.view.milestones:
            pen = Pen(kit, theme.surface, kit.u(ASIDE - 16), self.edge, y)
            pen.down(3)
            pen.write(kit.say(self.named(mark)), "small")
            pen.down(3)
            x, middle = self.x(mark.week), (y + pen.y) / 2
            if mark.week > self.last:
                found.append(arrow(self.right, middle, (1, 0), kit.u(8), readable(theme.good, theme.page, 3)))
            else:
                found.append(diamond(x, middle, kit.u(6), readable(theme.good, theme.page, 3), theme.surface))
            found += pen.shapes
            y = pen.y
        return found, y + kit.u(4)

    def named(self, mark: Milestone) -> Text:
        return say("{date}: {what}", date=self.kit.language.date(mark.day), what=mark.title)

    def today(self, low: float) -> list[Shape]:
        """Draw the line of today with its date above the quarters."""
        kit, theme = self.kit, self.theme
        x, colour = self.x(self.view.today), readable(theme.bad, theme.page)
        words = kit.say(say("today, {date}", date=kit.language.date(self.view.today_date)))
        label = Label(words, x, self.edge + ascent(kit.size("small")), kit.size("small"),
                      readable(theme.bad, theme.surface), theme.surface, "semibold")  # fmt: skip
        return [line([(x, self.edge + kit.high("small")), (x, low)], colour, 1.6, "5 3"), label]

    def load(self, top: float) -> tuple[list[Shape], float]:
        """Draw how busy each department is, week by week, with the person-weeks of each quarter."""
        kit, theme = self.kit, self.theme
        if not self.view.load:
            return [], top
        pen = Pen(kit, theme.surface, self.width - 2 * self.edge, self.edge, top)
        words = kit.say(say("Load: person-weeks used of those that are free, by quarter"))
        pen.write(words, "small", fill=theme.muted, weight="semibold")
        found: list[Shape] = list(pen.shapes)
        y = pen.y + kit.u(4)
        for lane in self.view.load:
            block = self.department(lane, y)
            found += block.shapes
            y += block.height
        return found, y

    def department(self, lane: LoadLane, top: float) -> Block:
        """Return one department: its name, the numbers by quarter, and a column for each week."""
        kit, theme = self.kit, self.theme
        pen = Pen(kit, theme.surface, kit.u(ASIDE - 16), self.edge, top + kit.u(4))
        pen.write(lane.title, "small")
        deepest = top + kit.u(4)
        found: list[Shape] = [line([(self.edge, top), (self.width - self.edge, top)], theme.line, 1)]
        for span, (used, free) in zip(self.view.quarters, lane.quarters, strict=True):
            left, room = self.x(span.start) + kit.u(3), self.x(span.end) - self.x(span.start) - kit.u(4)
            cell = Pen(kit, theme.surface, room, left, top + kit.u(4))
            words = kit.say(load_words(used, free))
            if max(kit.wide(word, "small") for word in words.split()) <= cell.width:
                cell.write(words, "small")
            found += cell.shapes
            deepest = max(deepest, cell.y)
        base = max(deepest, pen.y - kit.u(22)) + kit.u(26)
        found += [*pen.shapes, *self.columns(lane, base)]
        return Block(base + kit.u(6) - top, tuple(found))

    def columns(self, lane: LoadLane, base: float) -> list[Shape]:
        """Draw used people as columns under the line of those who are free."""
        kit, theme = self.kit, self.theme
        free = lane.capacity or ()
        most = max([*lane.used, *free, 0.1])
        ink, over = readable(theme.accent, theme.surface, 3), readable(theme.bad, theme.surface, 3)
        found: list[Shape] = []
        for week, used in enumerate(lane.used):
            left, right = self.x(week), self.x(week + 1)
            if used > 0:
                full = bool(free) and used > free[week] + 1e-6
                tall = kit.u(22) * used / most
                fill, rim = (over, theme.ink) if full else (ink, "")
                found.append(Rect(left, base - tall, max(0.8, right - left - 1), tall, fill, rim, 1.2))
        if free:
            steps = [(self.x(week + side), base - kit.u(22) * people / most)
                     for week, people in enumerate(free) for side in (0, 1)]  # fmt: skip
            found.append(line(_bends(steps), readable(theme.edge, theme.surface, 3), 1.2))
        found.append(line([(self.left, base), (self.right, base)], theme.line, 1))
        return found

    def keys(self) -> list[Key]:
        """Return the signs that are in the drawing, with their meaning."""
        kit, theme, bars = self.kit, self.theme, self.view.bars
        ink, grey = readable(theme.accent, theme.surface, 3), readable(theme.edge, theme.surface, 3)
        box, middle = (kit.u(1), kit.u(2), kit.u(24), kit.u(10)), kit.u(7)
        rows: tuple[tuple[bool, Text, tuple[Shape, ...]], ...] = (
            (any(bar.critical for bar in bars), say("critical: a week's delay delays the end"),
             (Rect(*box, ink, theme.ink, 2, kit.u(3)),)),
            (any(bar.needed and not bar.critical for bar in bars), say("needed for the target"),
             (Rect(*box, mix(theme.surface, theme.accent, 0.28), ink, 1.2, kit.u(3)),)),
            (any(not bar.needed for bar in bars), say("optional"),
             (Rect(*box, theme.surface, ink, 1.2, kit.u(3), "3 2.5"),)),
            (any(bar.after for bar in bars), say("waits for"),
             (line([(0, middle), (kit.u(22), middle)], grey, 1.2), arrow(kit.u(26), middle, (1, 0), kit.u(5), grey))),
            (any(lane.capacity for lane in self.view.load), say("people who are free"),
             (line([(0, middle), (kit.u(26), middle)], grey, 1.2),)),
            (any(lane.used for lane in self.view.load), say("people at work"),
             (Rect(kit.u(7), kit.u(1), kit.u(12), kit.u(12), ink),)),
        )  # fmt: skip
        return [Key(kit.say(words), shapes) for used, words, shapes in rows if used]


def _bends(steps: list[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    """Leave out the points of a stepped line at which it does not bend."""
    return [point for index, point in enumerate(steps)
            if index in {0, len(steps) - 1} or not steps[index - 1][1] == point[1] == steps[index + 1][1]]  # fmt: skip
