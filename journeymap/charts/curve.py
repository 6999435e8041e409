"""A small line chart: lines with their names beside them, and gaps where nothing is known."""

import math
from collections.abc import Sequence

from journeymap.charts.axes import DASHES, MARKS, beside, chart_kit, lettered, line, spread, ticks, trail
from journeymap.charts.journey_kit import Kit, Pen
from journeymap.charts.palette import Theme, readable
from journeymap.charts.picture import picture
from journeymap.charts.svg import Box, Group, Label, Rect, Shape
from journeymap.charts.typeset import ascent, line_height
from journeymap.languages import Language
from journeymap.records import dataclass
from journeymap.text import say
from journeymap.views.curves import Curve, Series

WIDTH = 620.0
"""Of a curve on the screen, in points."""

PLOT = 200.0
"""Height of a curve's plot on the screen, in points."""

NOTHING = say("nothing is planned")
"""In place of curves."""


def curve(view: Curve, language: Language, theme: Theme, *, prefix: str) -> str:
    """Draw lines over time with their names beside them, and gaps where nothing is known.

    Parameters as for :func:`~journeymap.charts.picture.picture`.
    """
    drawing = _Drawing(view, chart_kit(theme, language))
    return picture(drawing, title=view.title, statement=view.statement, prefix=prefix)


def curves(views: Sequence[Curve], language: Language, theme: Theme, *, prefix: str) -> str:
    """Draw several line charts below one another, each under its title and finding.

    Parameters as for :func:`~journeymap.charts.picture.picture`.
    """
    kit = chart_kit(theme, language)
    stated = "; ".join(kit.say(view.statement) for view in views)
    return picture(_Column(views, kit), title=say("What the roadmap brings"), statement=stated or NOTHING,
                   prefix=prefix)  # fmt: skip


class _Column:
    """Several line charts while they are drawn, from the top downward."""

    def __init__(self, views: Sequence[Curve], kit: Kit) -> None:
        self.views, self.kit, self.width = views, kit, kit.u(WIDTH)

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        kit, theme, edge = self.kit, self.kit.theme, self.kit.u(14)
        pen = Pen(kit, theme.surface, self.width - 2 * edge, edge, edge)
        for view in self.views:
            pen.write(kit.say(view.title), "title", weight="semibold")
            pen.write(kit.say(view.statement), "small", fill=theme.muted)
            pen.down(6)
            shapes, height = _Drawing(view, kit).shapes()
            pen.add(Group(shapes, 0, pen.y))
            pen.y += height + kit.u(18)
        if not self.views:
            pen.write(kit.say(NOTHING), "body", fill=theme.muted)
        return (Rect(0, 0, self.width, pen.y, theme.surface), *pen.shapes), pen.y


@dataclass(frozen=True)
class _End:
    """A label at the right: where its line ends, what it says."""

    x: float
    y: float
    lines: tuple[str, ...]
    colour: str


class _Drawing:
    """One line chart while it is drawn."""

    def __init__(self, view: Curve, kit: Kit) -> None:
        self.view, self.kit, self.theme = view, kit, kit.theme
        self.width = kit.u(WIDTH)
        values = [v for entry in view.series for v in (*entry.values, entry.target) if v is not None]
        low, high = min(values, default=0.0), max(values, default=1.0)
        if view.kind in {"money", "count"}:
            low, high = min(low, 0.0), max(high, 0.0)
        self.steps = ticks(low, high, 5)
        self.words = [kit.say(view.figure(step)) for step in self.steps]
        left = max(kit.wide(words, "small") for words in self.words) + kit.u(8)
        last = kit.wide(kit.say(view.points[-1]), "small") if view.points else 0.0
        self.gap = max(kit.u(20), last / 2 + kit.u(8))
        self.aside = kit.u(150)
        self.plot = Box(left + kit.u(8), kit.u(16), self.width - left - self.aside - self.gap - kit.u(14), kit.u(PLOT))

    def x(self, index: int) -> float:
        last, inset = len(self.view.points) - 1, self.kit.u(16)
        room = self.plot.width - inset
        return self.plot.x + inset + (room * index / last if last > 0 else room / 2)

    def y(self, value: float) -> float:
        low, high = self.steps[0], self.steps[-1]
        return self.plot.bottom - (value - low) / (high - low) * self.plot.height

    def colour(self, index: int) -> str:
        theme = self.theme
        wanted = (theme.accent, theme.scores[1], theme.good, theme.ink)[index % 4]
        return readable(wanted, theme.surface)

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        ends = self.ends()
        heights = [len(end.lines) * self.kit.high("small") + self.kit.u(5) for end in ends]
        centres = spread([end.y for end in ends], heights, self.kit.u(2), self.plot.bottom + self.kit.u(20))
        foot = self.plot.bottom + self.below() + self.kit.u(4) + self.kit.high("small")
        low = max([foot, *(centre + high / 2 for centre, high in zip(centres, heights, strict=True))])
        height = low + self.kit.u(6)
        found: list[Shape] = [Rect(0, 0, self.width, height, self.theme.surface), *self.grid(), *self.axis()]
        for index, entry in enumerate(self.view.series):
            found += self.series(index, entry)
        for end, centre in zip(ends, centres, strict=True):
            found += self.end(end, centre)
        return (*found, *self.values()), height

    def grid(self) -> list[Shape]:
        found: list[Shape] = []
        for step, words in zip(self.steps, self.words, strict=True):
            y, size = self.y(step), self.kit.size("small")
            found.append(line([(self.plot.x, y), (self.plot.right, y)], self.theme.line, 1))
            found.append(Label(words, self.plot.x - self.kit.u(8), y + size * 0.36, size, self.theme.muted,
                               self.theme.surface, anchor="end"))  # fmt: skip
        return found

    def below(self) -> float:
        """Return how far the names of points stand below the plot, clear of the lowest value."""
        return max(self.kit.u(8), self.kit.high("small") / 2 + self.kit.u(2))

    def axis(self) -> list[Shape]:
        """Name the points in time: the last, the first, and of the others what there is room for."""
        found: list[Shape] = []
        taken: list[tuple[float, float]] = [(-math.inf, 0.0)]
        size, last = self.kit.size("small"), len(self.view.points) - 1
        base = self.plot.bottom + self.below() + ascent(size)
        for index in dict.fromkeys([last, 0, *range(last)] if last >= 0 else []):
            text, x = self.kit.say(self.view.points[index]), self.x(index)
            half = self.kit.wide(text, "small") / 2
            if all(x + half < low or x - half > high for low, high in taken):
                taken.append((x - half - self.kit.u(8), x + half + self.kit.u(8)))
                found.append(line([(x, self.plot.bottom), (x, self.plot.bottom + self.kit.u(4))], self.theme.edge, 1))
                found.append(Label(text, x, base, size, self.theme.muted, self.theme.surface, anchor="middle"))
        return found

    def runs(self, entry: Series) -> list[list[tuple[float, float]]]:
        """Return the known stretches of a line."""
        found: list[list[tuple[float, float]]] = [[]]
        for index, value in enumerate(entry.values):
            if value is None:
                found.append([])
            else:
                found[-1].append((self.x(index), self.y(value)))
        return [run for run in found if run]

    def series(self, index: int, entry: Series) -> list[Shape]:
        colour, mark = self.colour(index), MARKS[index % len(MARKS)]
        found: list[Shape] = []
        if entry.target is not None:
            y = self.y(entry.target)
            found.append(line([(self.plot.x, y), (self.plot.right, y)], colour, 1.2, "2 5"))
        runs = self.runs(entry)
        found += [line(run, colour, 2.4, DASHES[index % len(DASHES)]) for run in runs if len(run) > 1]
        found += [mark(x, y, self.kit.u(4), colour, self.theme.surface) for run in runs for x, y in run]
        return found

    def ends(self) -> list[_End]:
        found = []
        for index, entry in enumerate(self.view.series):
            colour = self.colour(index)
            known = [(place, value) for place, value in enumerate(entry.values) if value is not None]
            text = self.kit.say(say("{name}: unknown", name=entry.name))
            if known:
                text = f"{self.kit.say(entry.name)} {self.kit.say(self.view.figure(known[-1][1]))}"
            at = (self.x(known[-1][0]), self.y(known[-1][1])) if known else (self.plot.right, self.plot.bottom)
            found.append(_End(*at, self.kit.lines(text, "small", self.aside, "semibold"), colour))
            if entry.target is not None:
                words = self.kit.say(say("goal {value}", value=self.view.figure(entry.target)))
                lines = self.kit.lines(words, "small", self.aside)
                found.append(_End(self.plot.right, self.y(entry.target), lines, colour))
        return found

    def end(self, end: _End, centre: float) -> list[Shape]:
        x = self.plot.right + self.gap
        size, high = self.kit.size("small"), self.kit.high("small")
        top = centre - len(end.lines) * high / 2
        rest = (self.plot.right + self.kit.u(10), end.y)
        lead = ((end.x + self.kit.u(6), end.y), rest, (x - self.kit.u(4), centre))
        found: list[Shape] = [line(lead, end.colour, 0.8)]
        found += [Label(text, x, top + index * high + ascent(size), size, end.colour, self.theme.surface)
                  for index, text in enumerate(end.lines)]  # fmt: skip
        return found

    def values(self) -> list[Shape]:
        """Write the value at each point where it covers nothing."""
        radius, found = self.kit.u(5), list[Shape]()
        taken = [box for entry in self.view.series for run in self.runs(entry) for box in trail(run, radius * 0.6)]
        size = self.kit.size("small")
        for index, entry in enumerate(self.view.series):
            last = max((place for place, value in enumerate(entry.values) if value is not None), default=-1)
            for place, value in enumerate(entry.values):
                if value is None or place == last:
                    continue
                text = self.kit.say(self.view.figure(value))
                room = (self.kit.wide(text, "small"), line_height(size))
                within = Box(self.plot.x, 0, self.plot.width, self.plot.bottom)
                box = beside(self.x(place), self.y(value), room, radius, taken, within)
                if box is not None:
                    taken.append(box)
                    found.append(Rect(box.x, box.y, box.width, box.height, self.theme.surface))
                    found.append(lettered(self.kit, text, box, "small", self.theme.surface, self.colour(index)))
        return found
