"""A line chart small enough to stand beside others: the ends of the scale, the first and the last point in time."""

from journeymap.charts.axes import DASHES, MARKS, line, spread, ticks
from journeymap.charts.palette import Theme, readable
from journeymap.charts.svg import Label, Path, Rect, Shape, document
from journeymap.charts.typeset import fit, width
from journeymap.languages import Language
from journeymap.text import say
from journeymap.views.curves import Curve, Series

WIDTH, HEIGHT = 280.0, 160.0
"""Of a drawing without the names of its lines on the screen, in points."""

SIZE, TOP, FOOT, LINE = 11.0, 20.0, 22.0, 17.0
"""Of the words; the room above and below the plot; the height of a line of words."""


def small_curve(view: Curve, language: Language, theme: Theme, *, prefix: str) -> str:
    """Draw lines over time with the last value and the name of each beside its end.

    Parameters
    ----------
    prefix
        Begins the ids of the drawing.
    """
    sheet = _Sheet(view, language, theme)
    return document((*sheet.shapes(), *sheet.names()), width=WIDTH, height=sheet.height, title=language.say(view.title),
                    description=language.say(view.statement), prefix=prefix)  # fmt: skip


class _Sheet:
    """Lays out the lines and the words at their ends."""

    def __init__(self, view: Curve, language: Language, theme: Theme) -> None:
        self.view, self.say, self.theme = view, language.say, theme
        values = [v for entry in view.series for v in (*entry.values, entry.target) if v is not None]
        low, high = min(values, default=0.0), max(values, default=1.0)
        if view.kind in {"money", "count"}:
            low, high = min(low, 0.0), max(high, 0.0)
        steps = ticks(low, high, 4)
        self.low, self.high = steps[0], steps[-1]
        self.edges = [self.say(view.figure(step)) for step in (self.low, self.high)]
        self.left, self.foot = width(self.edges[0], SIZE) + 10, HEIGHT - FOOT
        ends = [text for entry in view.series for text in (self.last(entry), self.goal(entry))]
        self.right = WIDTH - max(width(text, SIZE, "semibold") for text in ends) - 14
        self.height = HEIGHT + (LINE * len(view.series) + 4 if len(view.series) > 1 else 0)

    def last(self, entry: Series) -> str:
        """Return the last known value of a line."""
        known = [value for value in entry.values if value is not None]
        return self.say(self.view.figure(known[-1])) if known else self.say(say("unknown"))

    def goal(self, entry: Series) -> str:
        return "" if entry.target is None else self.say(say("goal {value}", value=self.view.figure(entry.target)))

    def x(self, place: int) -> float:
        last, inset = len(self.view.points) - 1, 6.0
        return self.left + inset + (self.right - self.left - 2 * inset) * (place / last if last else 0.5)

    def y(self, value: float) -> float:
        return self.foot - (self.foot - TOP) * (value - self.low) / (self.high - self.low)

    def shapes(self) -> list[Shape]:
        theme = self.theme
        rules = "".join(f"M{self.left:.1f} {y:.1f}H{self.right:.1f}" for y in (TOP, self.foot))
        ground = Rect(0, 0, WIDTH, self.height, theme.surface)
        found: list[Shape] = [ground, Path(rules, stroke=theme.line)]
        muted, on = theme.muted, theme.surface
        found.append(Label(self.edges[0], self.left - 6, self.foot + 4, SIZE, muted, on, anchor="end"))
        found.append(Label(self.edges[1], 2, TOP - 5, SIZE, muted, on))
        first, last = (self.say(self.view.points[place]) for place in (0, -1))
        room = self.right - width(last, SIZE) - 8 - width(first, SIZE)
        many = len(self.view.points) > 1
        found.append(Label(first, max(2.0, min(self.left, room)) if many else self.left, HEIGHT - 5, SIZE, muted, on))
        found += [Label(last, self.right, HEIGHT - 5, SIZE, muted, on, anchor="end")] if many else []
        for index, entry in enumerate(self.view.series):
            found += self.series(index, entry)
        return [*found, *self.ends()]

    def colour(self, index: int) -> str:
        theme = self.theme
        return readable((theme.accent, theme.scores[1], theme.good, theme.ink)[index % 4], theme.surface)

    def series(self, index: int, entry: Series) -> list[Shape]:
        """Draw a line, broken where nothing is known, with a mark at each point and a dotted goal."""
        colour, mark, found = self.colour(index), MARKS[index % len(MARKS)], list[Shape]()
        if entry.target is not None:
            y = self.y(entry.target)
            found.append(line([(self.left, y), (self.right, y)], colour, 1.2, "2 5"))
        run: list[tuple[float, float]] = []
        for place, value in enumerate((*entry.values, None)):
            if value is not None:
                run.append((self.x(place), self.y(value)))
                continue
            found += [line(run, colour, 2.2, DASHES[index % len(DASHES)])] if len(run) > 1 else []
            found += [mark(x, y, 3.4, colour, self.theme.surface) for x, y in run]
            run = []
        return found

    def ends(self) -> list[Shape]:
        """Write the last value of each line, and its goal, at the right; they give way to each other."""
        theme = self.theme
        notes: list[tuple[float, str, str]] = []
        for index, entry in enumerate(self.view.series):
            known = [value for value in entry.values if value is not None]
            notes.append((self.y(known[-1]) if known else self.foot, self.last(entry), self.colour(index)))
            if entry.target is not None:
                notes.append((self.y(entry.target), self.goal(entry), theme.muted))
        centres = spread([y for y, _, _ in notes], [LINE - 2] * len(notes), 0, HEIGHT)
        return [Label(text, self.right + 10, centre + 4, SIZE, colour, theme.surface,
                      "regular" if colour == theme.muted else "semibold")
                for (_, text, colour), centre in zip(notes, centres, strict=True)]  # fmt: skip

    def names(self) -> list[Shape]:
        """Write the names of several lines below, each behind its mark; one line has the name of the chart."""
        found: list[Shape] = []
        for index, entry in enumerate(self.view.series if len(self.view.series) > 1 else ()):
            colour, y = self.colour(index), HEIGHT + LINE * (index + 0.5)
            found.append(line([(2.0, y), (26.0, y)], colour, 2.2, DASHES[index % len(DASHES)]))
            found.append(MARKS[index % len(MARKS)](14.0, y, 3.4, colour, self.theme.surface))
            words = fit(self.say(entry.name), SIZE, WIDTH - 40)
            found.append(Label(words, 34.0, y + 4, SIZE, self.theme.ink, self.theme.surface))
        return found
