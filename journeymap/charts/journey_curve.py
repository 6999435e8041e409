"""The score curve of the journey map with its interval band and gaps, and the faces beneath it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from journeymap.charts import symbols
from journeymap.charts.journey_faces import mood
from journeymap.charts.journey_kit import Block, Kit, Slot
from journeymap.charts.journey_rows import Part, neighbours
from journeymap.charts.palette import BANDS, band_word, mix, readable
from journeymap.charts.svg import Circle, Label, Path, Shape, number
from journeymap.charts.typeset import ascent, line_height
from journeymap.records import dataclass
from journeymap.text import say
from journeymap.views.journey_map import Column, Curve, JourneyMap

HEIGHT = 168.0
"""From score 0 to 100 on the screen."""

DASHES = ("7 4", "2 4", "9 3 2 3", "5 2", "1 3")
"""Of second curves, in turn."""


@dataclass(frozen=True)
class Curves:
    """The lane of curves from its top.

    Attributes
    ----------
    block
        The shapes, with the x of the page.
    plot
        How far down the plot goes.
    faces
        The y of the middle of the row of faces; `None` if there is none.
    """

    block: Block
    plot: float
    faces: float | None


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where a score lies."""

    kit: Kit
    top: float
    height: float

    def y(self, score: float) -> float:
        return self.top + self.height * (1 - min(100.0, max(0.0, score)) / 100)


def curves(kit: Kit, part: Part, slots: Sequence[Slot], left: float, right: float) -> Curves | None:
    """Draw the lane; `None` if nothing in it is known.

    Parameters
    ----------
    left, right
        The x of the edge of the gutter, and of the room for the names of curves, in points.
    """
    view = part.view
    moods = "emotion" not in view.lanes and any(column.emotion is not None for column in view.columns)
    rated = any(column.score is not None for column in view.columns) or any(c.points for c in view.curves)
    if not moods and not rated:
        return None
    shapes: list[Shape] = []
    bottom = 0.0
    if rated:
        plot = _Plot(kit, kit.u(8) + kit.high("small"), HEIGHT * kit.theme.scale)
        bottom = plot.y(0) + kit.high("small") + kit.u(6)
        shapes += _scale(plot, slots, left)
        shapes += _gaps(plot, view, slots)
        run = zip(neighbours(part, view.columns), stretched(kit, part, slots), strict=True)
        there = [(column, slot) for column, slot in run if not column.absent]
        stretch = tuple(column for column, _ in there), tuple(slot for _, slot in there)
        shapes += _band(plot, *stretch)
        for index, curve in enumerate(view.curves):
            shapes += _second(plot, view, *stretch, curve, index)
        shapes += _main(plot, *stretch)
        shapes += _points(plot, view, slots)
        shapes += _names(plot, view, right)
    faces = None
    if moods:
        radius = kit.size("small")
        faces = bottom + radius + kit.u(6)
        for column, slot in zip(view.columns, slots, strict=True):
            shapes += mood(kit, column, slot, faces, radius)
    height = faces + kit.size("small") + kit.u(2) if faces is not None else bottom
    return Curves(Block(height, tuple(shapes)), bottom, faces)


def _scale(plot: _Plot, slots: Sequence[Slot], left: float) -> Iterator[Shape]:
    """Draw level lines between the bands and name the bands in the gutter."""
    kit, theme = plot.kit, plot.kit.theme
    start, end = slots[0].x - kit.u(6), slots[-1].right + kit.u(6)
    for score in (0.0, *BANDS, 100.0):
        y = plot.y(score)
        outer = score in {0.0, 100.0}
        colour = theme.line if not outer else mix(theme.line, theme.edge, 0.4)
        yield Path(f"M{number(start)} {number(y)}H{number(end)}", stroke=colour, dash="" if outer else "3 4")
        size = kit.size("tiny")
        yield Label(kit.score(score), left - kit.u(6), y + ascent(size) * 0.36, size, theme.muted, theme.page,
                    anchor="end")  # fmt: skip
    for index in range(4):
        y = plot.y(12.5 + 25 * index)
        colour = readable(theme.scores[index], theme.page)
        size = kit.size("tiny")
        yield Label(kit.say(band_word(index)), left - kit.u(6), y + ascent(size) * 0.36, size, colour, theme.page,
                    "semibold", "end")  # fmt: skip


def _gaps(plot: _Plot, view: JourneyMap, slots: Sequence[Slot]) -> Iterator[Shape]:
    """Say where nothing is measured."""
    kit = plot.kit
    words = kit.say(say("not measured"))
    size = kit.size("tiny")
    for column, slot in zip(view.columns, slots, strict=True):
        if column.absent or column.score is not None or any(column.id in curve.points for curve in view.curves):
            continue
        lines = kit.lines(words, "tiny", slot.width)
        high = line_height(size) * len(lines)
        middle = plot.y(50)
        above, below = middle - high / 2 - kit.u(4), middle + high / 2 + kit.u(4)
        yield Path(
            f"M{number(slot.centre)} {number(plot.y(100))}V{number(above)}M{number(slot.centre)} {number(below)}"
            f"V{number(plot.y(0))}",
            stroke=readable(kit.theme.line, slot.on, 1.5), dash="1 4", stroke_width=1.4,
        )  # fmt: skip
        for index, line in enumerate(lines):
            y = middle - high / 2 + ascent(size) + index * line_height(size)
            yield Label(line, slot.centre, y, size, readable(kit.theme.muted, slot.on), slot.on, anchor="middle")


def _band(plot: _Plot, columns: Sequence[Column], slots: Sequence[Slot]) -> Iterator[Shape]:
    """Draw the interval between neighbours that have one, and at each point."""
    kit = plot.kit
    tint = mix(kit.theme.surface, kit.theme.accent, 0.16)
    for (a, one), (b, two) in pairwise(zip(columns, slots, strict=True)):
        if a.low is None or a.high is None or b.low is None or b.high is None:
            continue
        upper = ease(one.centre, plot.y(a.high), two.centre, plot.y(b.high))
        lower = ease(two.centre, plot.y(b.low), one.centre, plot.y(a.low))
        yield Path(
            f"M{number(one.centre)} {number(plot.y(a.high))}{upper}"
            f"L{number(two.centre)} {number(plot.y(b.low))}{lower}z",
            fill=tint,
        )
    for column, slot in zip(columns, slots, strict=True):
        if column.low is not None and column.high is not None and slot.width:
            half = kit.u(4)
            d = (
                f"M{number(slot.centre)} {number(plot.y(column.high))}V{number(plot.y(column.low))}"
                f"M{number(slot.centre - half)} {number(plot.y(column.high))}h{number(2 * half)}"
                f"M{number(slot.centre - half)} {number(plot.y(column.low))}h{number(2 * half)}"
            )
            yield Path(d, stroke=readable(kit.theme.edge, slot.on, 3), stroke_width=1.3)


def ease(x: float, y: float, to_x: float, to_y: float) -> str:
    """Continue a path to a point, level at both ends, so that it never goes beyond them."""
    middle = (x + to_x) / 2
    return f"C{number(middle)} {number(y)} {number(middle)} {number(to_y)} {number(to_x)} {number(to_y)}"


def stretched(kit: Kit, part: Part, slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Return the slots of a row with a point at each edge over which its curves run on."""
    edge = kit.u(10)
    lead = (Slot(slots[0].x - edge, 0.0, slots[0].on),) if part.lead is not None else ()
    trail = (Slot(slots[-1].right + edge, 0.0, slots[-1].on),) if part.trail is not None else ()
    return (*lead, *slots, *trail)


def _main(plot: _Plot, columns: Sequence[Column], slots: Sequence[Slot]) -> Iterator[Shape]:
    """Draw the curve itself, dashed where it rests on opinion."""
    kit = plot.kit
    for (a, one), (b, two) in pairwise(zip(columns, slots, strict=True)):
        if a.score is None or b.score is None:
            continue
        bend = ease(one.centre, plot.y(a.score), two.centre, plot.y(b.score))
        colour = readable(kit.theme.ink, kit.theme.surface, 3)
        yield Path(
            f"M{number(one.centre)} {number(plot.y(a.score))}{bend}",
            stroke=colour,
            stroke_width=kit.u(2.2),
            dash="4 5" if a.opinion or b.opinion else "",
        )
        if not two.width:
            yield symbols.arrow(two.centre + kit.u(6), plot.y(b.score), (1, 0), kit.u(7), colour)


def _points(plot: _Plot, view: JourneyMap, slots: Sequence[Slot]) -> Iterator[Shape]:
    """Draw the points of the curve with their numbers."""
    other = view.curves[0].points if len(view.curves) == 1 else {}
    for column, slot in zip(view.columns, slots, strict=True):
        if column.score is not None:
            signs = [
                plot.y(curve.points[column.id])
                for curve in view.curves
                if column.id in curve.points and (curve.own is None or column.id in curve.own)
            ]
            yield from _point(plot, column, slot, other.get(column.id), signs if len(view.curves) > 1 else ())


def _point(plot: _Plot, column: Column, slot: Slot, other: float | None, signs: Sequence[float]) -> Iterator[Shape]:
    """Draw a point with its number, clear of the signs of other curves at these heights."""
    kit, score = plot.kit, column.score or 0.0
    colour, x, y, radius = readable(kit.theme.score(score), slot.on, 3), slot.centre, plot.y(score), kit.u(6.5)
    if column.opinion:
        yield Circle(x, y, radius, slot.on, colour, kit.u(2.2), "3 2")
    else:
        yield Circle(x, y, radius, colour, slot.on, 1.5)
    size = kit.size("title")
    low = max(y + radius, plot.y(score if column.low is None else column.low))
    high = min(y - radius, plot.y(score if column.high is None else column.high))
    # The line of 100 runs through a number that stands above a point near the top.
    below = other > score if other is not None else high - 1.2 * size < plot.y(100)
    edge = _clear(plot, size, high, low, signs) if signs else low if below else high
    below = edge > y if signs else below
    base = edge + ascent(size) * 0.95 if below else edge - size * 0.3
    if base - size < plot.y(0) < base + kit.u(2):  # the line of 0 would run through it
        base = plot.y(0) + ascent(size) * 0.95
    yield Label(kit.score(score), x, base, size, readable(kit.theme.ink, slot.on), slot.on, "semibold", "middle")


def _clear(plot: _Plot, size: float, high: float, low: float, signs: Sequence[float]) -> float:
    """Return from where a number goes up or down so that it touches no sign: as little away from its point as can be.

    Parameters
    ----------
    size
        Of the number, in points.
    high, low
        Upper and lower end of what is drawn at the point.
    signs
        Heights of the middles of the signs.
    """
    reach, line = plot.kit.u(8), 1.3 * size
    up, down = high, low
    for sign in sorted(signs, reverse=True):
        if sign - reach < up and sign + reach > up - line:
            up = sign - reach
    for sign in sorted(signs):
        if sign + reach > down and sign - reach < down + line:
            down = sign + reach
    above_fits = up - line >= plot.y(100)
    below_fits = down + line <= plot.y(0) + plot.kit.high("small")
    return up if above_fits and (high - up <= down - low or not below_fits) else down


def second_colour(kit: Kit, index: int, style: str) -> str:
    """Return the colour of a second curve by its number and style; a group's says neither good nor bad."""
    theme = kit.theme
    return readable(theme.groups[index % 5] if style == "persona" else theme.accent, theme.surface, 3)


def curve_sign(kit: Kit, index: int, at: tuple[float, float], colour: str, on: str) -> Path:
    """Draw the sign of a second curve by its number around a point, so that colour is not needed to tell them."""
    u = kit.u(5)
    a, b = u * 0.85, u * 1.1
    corners = (
        ((0, -u), (u, 0), (0, u), (-u, 0)),
        ((-a, -a), (a, -a), (a, a), (-a, a)),
        ((0, -b), (b, a), (-b, a)),
        ((0, b), (b, -a), (-b, -a)),
        ((-u / 2, -u), (u / 2, -u), (u, 0), (u / 2, u), (-u / 2, u), (-u, 0)),
    )[index % 5]
    points = [f"{number(at[0] + x)} {number(at[1] + y)}" for x, y in corners]
    return Path(f"M{'L'.join(points)}z", fill=on, stroke=colour, stroke_width=kit.u(1.8))


def _second(
    plot: _Plot, view: JourneyMap, columns: Sequence[Column], slots: Sequence[Slot], curve: Curve, index: int
) -> Iterator[Shape]:
    """Draw another curve over the same columns."""
    kit = plot.kit
    colour = second_colour(kit, index, curve.style)
    placed = [(curve.points.get(column.id), column, slot) for column, slot in zip(columns, slots, strict=True)]
    own = curve.own if curve.own is not None else frozenset(curve.points)
    for (a, start, one), (b, end, two) in pairwise(placed):
        if a is not None and b is not None and (start.id in own or end.id in own):
            bend = ease(one.centre, plot.y(a), two.centre, plot.y(b))
            d = f"M{number(one.centre)} {number(plot.y(a))}{bend}"
            yield Path(d, stroke=colour, stroke_width=kit.u(2), dash=DASHES[index % len(DASHES)])
    for score, column, slot in placed:
        if score is not None and column.id in own and slot.width:
            yield curve_sign(kit, index, (slot.centre, plot.y(score)), colour, slot.on)
            if len(view.curves) == 1 and (column.score is None or kit.score(column.score) != kit.score(score)):
                yield _other_number(plot, column, slot, score, colour)


def _other_number(plot: _Plot, column: Column, slot: Slot, score: float, colour: str) -> Label:
    kit = plot.kit
    size, y = kit.size("small"), plot.y(score)
    below = column.score is not None and column.score >= score
    reach = [] if column.low is None or column.high is None else [plot.y(column.low), plot.y(column.high)]
    ends = [y - kit.u(6), y + kit.u(6)]
    if any(ends[0] - size < end < ends[1] + size for end in reach) or (reach and reach[1] < y < reach[0]):
        ends = [min(ends[0], *reach), max(ends[1], *reach)]  # clear of the interval of the other reading
    base = ends[1] + ascent(size) * 0.95 if below else ends[0] - size * 0.25
    return Label(kit.score(score), slot.centre, base, size, readable(colour, slot.on), slot.on, "semibold", "middle")


def _names(plot: _Plot, view: JourneyMap, right: float) -> Iterator[Shape]:
    """Write the name of each curve at its end, pushed apart where they would meet."""
    kit = plot.kit
    if not view.curves:
        return
    scores = {column.id: column.score for column in view.columns if column.score is not None}
    named = [(kit.say(view.subtitle if view.curve_name is None else view.curve_name), scores, kit.theme.ink)]
    named += [(kit.say(c.name), dict(c.points), second_colour(kit, i, c.style)) for i, c in enumerate(view.curves)]
    order = [column.id for column in view.columns]
    ends = []
    for name, points, colour in named:
        last = next((points[key] for key in reversed(order) if key in points), None)
        if last is not None and kit.wide(name, "small", "semibold") <= kit.u(150):
            ends.append((plot.y(last), name, colour))
    size, floor = kit.size("small"), -1000.0
    for y, name, colour in sorted(ends):
        base = max(y + ascent(size) * 0.36, floor + kit.high("small"))
        yield Label(name, right, base, size, readable(colour, kit.theme.page), kit.theme.page, "semibold")
        floor = base
