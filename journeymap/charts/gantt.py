"""The Gantt chart: initiatives by department over the quarters, what waits for what, and the load below."""

from journeymap.charts.axes import chart_kit, diamond, legend, line
from journeymap.charts.gantt_bars import THICK, Painter
from journeymap.charts.gantt_frame import ASIDE, Frame
from journeymap.charts.gantt_keys import bar_keys, load_keys
from journeymap.charts.gantt_links import Tie, links
from journeymap.charts.journey_kit import Block, Kit, Pen
from journeymap.charts.palette import Theme, readable
from journeymap.charts.picture import picture
from journeymap.charts.svg import Box, Group, Label, Rect, Shape
from journeymap.charts.symbols import arrow
from journeymap.charts.typeset import ascent
from journeymap.languages import Language
from journeymap.text import Text, count, date, say
from journeymap.views.gantt import Bar, Gantt, Milestone, Past
from journeymap.views.journey_map import Words

LOAD = 22.0
"""Height of the columns of load on the screen, in points."""

MOST_LINKS = 60
"""Links that an eye can follow; of more, only those to near rows are drawn."""

NEAR = 8
"""Rows that a link may span then."""


def gantt(view: Gantt, language: Language, theme: Theme, *, prefix: str, alone: bool = False) -> str:
    """Draw a roadmap.

    Parameters as for :func:`~journeymap.charts.picture.picture`.
    """
    return picture(_Chart(view, chart_kit(theme, language)), title=view.title, statement=view.statement, prefix=prefix,
                   empty=not (view.bars or view.done), alone=alone)  # fmt: skip


def today(frame: Frame, low: float) -> list[Shape]:
    """Draw the line of today with its date above the quarters."""
    kit, theme, view = frame.kit, frame.theme, frame.view
    x, colour = frame.x(view.today), readable(theme.bad, theme.page)
    words = kit.say(say("today, {date}", date=kit.language.date(view.today_date)))
    left = min(x, frame.width - frame.edge - kit.wide(words, "small", "semibold"))
    label = Label(words, left, frame.edge + ascent(kit.size("small")), kit.size("small"),
                  readable(theme.bad, theme.surface), theme.surface, "semibold")  # fmt: skip
    return [line([(x, frame.edge + kit.high("small")), (x, low)], colour, 1.6, "5 3"), label]


class _Chart:
    """One Gantt chart while it is drawn: rows are measured first, so that links know where to go."""

    def __init__(self, view: Gantt, kit: Kit) -> None:
        self.view, self.kit, self.theme = view, kit, kit.theme
        self.frame = Frame(view, kit)
        self.paint = Painter(self.frame)
        self.width, self.edge = self.frame.width, self.frame.edge
        self.bars: dict[str, Box] = {}
        self.far = _far(view)

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        frame, kit = self.frame, self.kit
        rows, low = self.lanes(frame.head)
        marks, low = self.milestones(low)
        load, deepest = frame.load(low + kit.u(6), LOAD)
        keys = legend(
            kit,
            [*bar_keys(self.paint, self.view.bars, self.view.done), *load_keys(frame)],
            frame.width - 2 * self.edge,
            self.theme.surface,
        )
        height = deepest + kit.u(10) + keys.height + kit.u(10)
        weeks = Label(kit.say(say("weeks")), frame.left - kit.u(10), frame.head - kit.u(6), kit.size("small"),
                      self.theme.muted, self.theme.surface, anchor="end")  # fmt: skip
        found: list[Shape] = [Rect(0, 0, frame.width, height, self.theme.surface), *frame.quarters(low), weeks]
        found += [*self.links(), *rows, *marks, *load, *today(frame, low)]
        found.append(Group(keys.shapes, self.edge, deepest + kit.u(10)))
        return tuple(found), height

    def lanes(self, top: float) -> tuple[list[Shape], float]:
        """Set the rows of all lanes, what is finished first, and remember where the bars are."""
        found: list[Shape] = []
        y = top
        if self.view.done:
            y = self.lane(say("finished"), y, found)
            for past in self.view.done:
                block = self.over(past, y)
                found += block.shapes
                y += block.height
            y += self.kit.u(6)
        for lane in self.view.lanes:
            y = self.lane(lane.title, y, found)
            for bar in lane.bars:
                row = self.row(bar, y)
                found += row.shapes
                y += row.height
            y += self.kit.u(6)
        return found, y

    def lane(self, title: Words, y: float, found: list[Shape]) -> float:
        """Set the name of a lane under a line; returns where its rows begin."""
        head = Pen(self.kit, self.theme.surface, self.kit.u(ASIDE - 16), self.edge, y)
        head.down(7)
        head.write(self.kit.say(title), "small", fill=self.theme.muted, weight="semibold")
        found += [line([(self.edge, y), (self.frame.width - self.edge, y)], self.theme.edge, 0.8), *head.shapes]
        return head.y + self.kit.u(1)

    def row(self, bar: Bar, top: float) -> Block:
        """Return number, title, notes and weeks of an initiative, and its bar."""
        far = self.far.get(bar.id, ())
        waits = (say("waits for {numbers}", numbers=", ".join(str(other.number) for other in far)),) if far else ()
        notes = (*bar.notes, *waits)
        pen = self.titled(str(bar.number), bar.title, notes, bar.weeks, top, bold=bar.critical)
        box = self.paint.place(bar.start, bar.end, self.middle(top, pen.y, ghost=bar.was is not None))
        self.bars[bar.id] = box
        words = say("{number} {title}: {first} to {last}; {reason}", number=bar.number, title=bar.title,
                    first=date(bar.first), last=date(bar.last), reason=bar.reason)  # fmt: skip
        shape = Group(tuple(self.paint.bar(bar, box)), title=self.kit.say(words))
        return Block(pen.y - top, (*pen.shapes, shape))

    def over(self, past: Past, top: float) -> Block:
        """Return the row of a finished initiative."""
        pen = self.titled("✓", past.title, (past.words,), past.actual, top, bold=False)
        begin = past.begun if past.begun is not None else past.end
        box = self.paint.place(begin, past.end, self.middle(top, pen.y, ghost=past.planned is not None))
        return Block(pen.y - top, (*pen.shapes, *self.paint.past(past, box)))

    def middle(self, top: float, low: float, *, ghost: bool) -> float:
        """Return the height at which a bar lies in its row, with room below for a ghost."""
        return (top + low) / 2 - (self.kit.u(3) if ghost else 0.0)

    def titled(
        self, mark: str, title: str, notes: tuple[Text, ...], weeks: int | None, top: float, *, bold: bool
    ) -> Pen:
        """Set a row up to its bar; the pen stands below it."""
        kit, on, size = self.kit, self.theme.surface, self.kit.size("small")
        pen = Pen(kit, on, kit.u(ASIDE - 16 - 52), self.edge + kit.u(24), top)
        pen.down(4)
        base = pen.y + ascent(size)
        pen.write(title, "small", weight="semibold" if bold else "regular")
        for note in notes:
            pen.write(kit.say(note), "tiny", fill=self.theme.muted)
        pen.y = max(pen.y + kit.u(4), top + kit.u(THICK + 9))
        pen.add(Label(mark, self.edge + kit.u(18), base, size, self.theme.muted, on, "semibold", "end"))
        if weeks is not None:
            words = kit.say(count(weeks))
            pen.add(Label(words, self.frame.left - kit.u(10), base, size, self.theme.muted, on, anchor="end"))
        return pen

    def links(self) -> list[Shape]:
        """Draw what waits for what."""
        by_id = {bar.id: bar for bar in self.view.bars}
        ties = []
        for bar in self.view.bars:
            for name in bar.after:
                before = by_id.get(name)
                if before is not None and before not in self.far.get(bar.id, ()):
                    heavy = before.critical and bar.critical and before.end == bar.start
                    ties.append(Tie(self.bars[name], self.bars[bar.id], heavy))
        return links(self.kit, ties)

    def milestones(self, top: float) -> tuple[list[Shape], float]:
        """Set a row for each day that matters, with a diamond on its day."""
        kit, theme, frame = self.kit, self.theme, self.frame
        if not self.view.milestones:
            return [], top
        found: list[Shape] = [line([(self.edge, top), (frame.width - self.edge, top)], theme.edge, 0.8)]
        y = top + kit.u(4)
        for mark in self.view.milestones:
            pen = Pen(kit, theme.surface, kit.u(ASIDE - 16), self.edge, y)
            pen.down(3)
            pen.write(kit.say(self.named(mark)), "small")
            pen.down(3)
            x, middle = frame.x(mark.week), (y + pen.y) / 2
            if mark.week > frame.last:
                found.append(arrow(frame.right, middle, (1, 0), kit.u(8), readable(theme.good, theme.page, 3)))
            else:
                found.append(diamond(x, middle, kit.u(6), readable(theme.good, theme.page, 3), theme.surface))
            found += pen.shapes
            y = pen.y
        return found, y + kit.u(4)

    def named(self, mark: Milestone) -> Text:
        return say("{date}: {what}", date=self.kit.language.date(mark.day), what=mark.title)


def _far(view: Gantt) -> dict[str, tuple[Bar, ...]]:
    """Return which links are told in words, by the bar that waits: the long ones, once there are too many to follow."""
    bars = [bar for lane in view.lanes for bar in lane.bars]
    rows = {bar.id: row for row, bar in enumerate(bars)}
    waits = {bar.id: [bars[rows[name]] for name in bar.after if name in rows] for bar in bars}
    if sum(map(len, waits.values())) <= MOST_LINKS:
        return {}
    return {name: tuple(other for other in before if abs(rows[other.id] - rows[name]) > NEAR)
            for name, before in waits.items()}  # fmt: skip
