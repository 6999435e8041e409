"""The ways of the journey map: a track with skips above it, returns below it, and rails to the outcomes.

Lines stand upright only beside the middle of a column and labels stand only between columns, so
that no line runs through a word. Heights are found by stacking: each line is as near to the track
as what lies beneath it lets it be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from journeymap.charts import symbols
from journeymap.charts.journey_kit import Block, Kit, Pen, Slot
from journeymap.charts.journey_outcomes import OutcomeCard, outcome_card, outcome_colour
from journeymap.charts.journey_routes import Bus, Routes, Step, routes
from journeymap.charts.palette import readable
from journeymap.charts.svg import Group, Label, Path, Rect, Shape, number
from journeymap.charts.typeset import ascent
from journeymap.text import count, say
from journeymap.views.journey_map import JourneyMap, Link

HALF = 22.0
"""Half the width of a stop, on the screen."""

KEEP = 27.0
"""Room on each side of a column's middle where lines stand upright, on the screen."""


@dataclass(frozen=True)
class Ways:
    """The lane of ways, with the track at height 0.

    Attributes
    ----------
    above, below
        The room it takes, in points.
    """

    above: float
    below: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Plan:
    """What is being drawn, and where its parts stand.

    Attributes
    ----------
    centres
        The x of the middle of each column, then of the edge of the outcomes.
    """

    kit: Kit
    view: JourneyMap
    routes: Routes
    centres: tuple[float, ...]
    cards: Mapping[str, OutcomeCard]

    def room(self, stretch: int, left: float = KEEP, right: float = KEEP) -> tuple[float, float]:
        """Return where a label may stand in a stretch, in points."""
        last = stretch == len(self.centres) - 1
        start = self.centres[stretch - 1] + self.kit.u(left)
        return start, self.centres[stretch] - self.kit.u(10 if last else right)

    def volume(self, step: Step) -> float:
        """Return the part of all customers who take a way, 0-1, roughly."""
        return min(1.0, self.view.columns[step.start].reach * step.link.share)

    def thick(self, volume: float) -> float:
        """Return the width of a line, in points."""
        return self.kit.u(1.5 + 4.5 * min(1.0, volume))

    @property
    def ground(self) -> str:
        """Return the colour behind the ways."""
        return self.kit.theme.surface


@dataclass(slots=True)
class _Canvas:
    """Collects shapes; `up` and `down` hold how far each stretch is taken, in points from the track."""

    plan: Plan
    up: list[float]
    down: list[float]
    lines: list[Shape] = field(default_factory=list)
    labels: list[Shape] = field(default_factory=list)


def ways(kit: Kit, view: JourneyMap, slots: Sequence[Slot], edge: float) -> Ways:
    """Draw the ways between columns.

    Parameters
    ----------
    slots
        Where the columns stand.
    edge
        The x of the left edge of the outcome cards, in points.
    """
    cards = {box.id: outcome_card(kit, box) for box in view.outcomes}
    centres = (*(slot.centre for slot in slots), edge)
    plan = Plan(kit, view, routes(view), centres, cards)
    main = cards[plan.routes.main.id].height / 2 if plan.routes.main else 0.0
    canvas = _Canvas(plan, [0.0] * len(centres), [kit.u(15)] * len(centres))
    _straights(canvas)
    canvas.up = [max(reached, kit.u(15)) for reached in canvas.up]
    canvas.up[-1] = max(canvas.up[-1], main + kit.u(4))
    _quits(canvas)
    _again(canvas)
    for bus in plan.routes.buses:
        _bus(canvas, bus)
    bottom = _outcomes(canvas)
    stops = tuple(
        _stop(kit, index, x, gone=column.mark is not None and column.mark.kind == "removed")
        for index, (column, x) in enumerate(zip(view.columns, centres, strict=False), 1)
    )
    gap = kit.u(12)
    return Ways(
        max(*canvas.up, main) + gap,
        max(*canvas.down, main, bottom) + gap,
        (*canvas.lines, *stops, *canvas.labels),
    )


def _stop(kit: Kit, index: int, x: float, *, gone: bool) -> Group:
    """Draw the stop of a column: its number on a lozenge, hollow if nobody comes there any more."""
    theme, size = kit.theme, kit.size("small")
    half, high = kit.u(HALF), kit.u(20)
    text = kit.say(count(index))
    fill, ink = (theme.surface, theme.muted) if gone else (theme.ink, theme.surface)
    edge = readable(theme.bad, theme.surface, 3) if gone else theme.surface
    return Group(
        (
            Rect(-half, -high / 2, 2 * half, high, fill, edge, kit.u(2), high / 2, "4 3" if gone else ""),
            Label(text, 0, ascent(size) * 0.37, size, ink, fill, "semibold", "middle"),
        ),
        dx=x,
    )


def link_label(kit: Kit, link: Link, room: float, ground: str) -> tuple[Block, float]:
    """Set the label of a way; returns it with its width, in points."""
    pen = Pen(kit, ground, room)
    words = [("~" if link.assumed else "") + kit.share(link.share)]
    words += [kit.say(say("hand-off"))] if link.handoff else []
    words += [kit.say(say("again"))] if link.repeats else []
    drawing = symbols.HANDOFF if link.handoff else symbols.RETURN if link.repeats else ""
    fill = kit.theme.bad if link.kind == "fails" else kit.theme.ink
    indent = 0.0
    if drawing:
        side = kit.size("small")
        pen.add(symbols.icon(drawing, 0, (kit.high("small") - side) / 2, side, readable(fill, ground, 3)))
        indent = side + kit.u(4)
    pen.write("\u00a0· ".join(words), "small", weight="semibold", indent=indent, fill=fill)
    if link.when:
        pen.write(link.when, "tiny", fill=kit.theme.muted)
    wide = max(shape.box().right for shape in pen.shapes if isinstance(shape, Label))
    return pen.done(), wide


def _straights(canvas: _Canvas) -> None:
    """Draw the track."""
    plan, kit = canvas.plan, canvas.plan.kit
    colour = readable(kit.theme.accent, plan.ground, 3)
    for step in plan.routes.straight:
        thick = plan.thick(plan.volume(step))
        start = plan.centres[step.start] + kit.u(HALF)
        end = plan.centres[step.end] - (kit.u(HALF) if step.end < len(plan.centres) - 1 else 0)
        head = thick + kit.u(5)
        canvas.lines.append(_line([(start, 0), (end - head * 0.8, 0)], colour, thick))
        canvas.lines.append(symbols.arrow(end - 1, 0, (1, 0), head, colour))
        if step.link.share < 0.9995 or step.link.when or step.link.handoff or step.link.repeats:
            left, right = plan.room(step.start + 1, right=KEEP + 2)
            block, wide = link_label(kit, step.link, right - left, plan.ground)
            lift = max(thick / 2, head * 0.62) + kit.u(2)
            top = max(canvas.up[step.end], lift) + block.height
            canvas.labels.append(Group(block.shapes, dx=left + (right - left - wide) / 2, dy=-top))
            canvas.up[step.end] = top + kit.u(2)


def _quits(canvas: _Canvas) -> None:
    """Draw a tick down from the track where customers give up."""
    plan, kit = canvas.plan, canvas.plan.kit
    colour = readable(kit.theme.bad, plan.ground, 3)
    for index, share in sorted(plan.routes.quits.items()):
        x, drop, cross = plan.centres[index] + kit.u(33), kit.u(19), kit.u(3)
        start = plan.centres[index] + kit.u(HALF)
        bend = kit.u(6)
        canvas.lines.append(
            Path(
                f"M{number(start)} {number(kit.u(3))}H{number(x - bend)}"
                f"Q{number(x)} {number(kit.u(3))} {number(x)} {number(kit.u(3) + bend)}V{number(drop - cross)}"
                f"M{number(x - cross)} {number(drop - cross)}l{number(2 * cross)} {number(2 * cross)}"
                f"m0 {number(-2 * cross)}l{number(-2 * cross)} {number(2 * cross)}",
                stroke=colour,
                stroke_width=kit.u(1.5),
            )
        )
        left, right = plan.room(index + 1, left=40)
        pen = Pen(kit, plan.ground, right - left, left, kit.u(8))
        words = kit.say(say("{share} give up", share=kit.share(share)))
        pen.write(words, "small", fill=kit.theme.bad, weight="semibold")
        canvas.labels.extend(pen.shapes)
        canvas.down[index + 1] = max(canvas.down[index + 1], pen.y + kit.u(3))


def _again(canvas: _Canvas) -> None:
    """Draw a small loop where customers come back to the same touchpoint."""
    plan, kit = canvas.plan, canvas.plan.kit
    for step in plan.routes.again:
        failing = step.link.kind == "fails"
        colour = readable(kit.theme.bad if failing else kit.theme.muted, plan.ground, 3)
        x, base, u = plan.centres[step.start], kit.u(10), kit.u
        canvas.lines.append(
            Path(
                f"M{number(x + u(11))} {number(base)}C{number(x + u(11))} {number(base + u(18))} "
                f"{number(x + u(28))} {number(base + u(17))} {number(x + u(20))} {number(base + u(4))}",
                stroke=colour,
                stroke_width=min(u(3), plan.thick(plan.volume(step))),
                dash="5 4" if failing else "",
            )
        )
        canvas.lines.append(symbols.arrow(x + u(18.5), base - u(2), (0, -1), u(7), colour))
        left, right = plan.room(step.start + 1)
        block, _ = link_label(kit, step.link, right - left, plan.ground)
        top = max(canvas.down[step.start + 1], u(15))
        canvas.labels.append(Group(block.shapes, dx=left, dy=top))
        canvas.down[step.start + 1] = top + block.height + u(3)


def _bus(canvas: _Canvas, bus: Bus) -> None:
    """Draw one bus with its labels, and take the room."""
    plan, kit = canvas.plan, canvas.plan.kit
    sky = canvas.up if bus.forward else canvas.down
    sign = -1 if bus.forward else 1
    first, last = bus.span
    height = max(sky[first:last]) + kit.u(9)
    taken = {stretch: height + kit.u(4) for stretch in range(first, last)}
    for step in bus.steps:
        stretch = bus.stretch(step)
        left, right = plan.room(stretch)
        block, wide = link_label(kit, step.link, right - left, plan.ground)
        start_side = bus.forward == bus.merging
        dx = left if start_side else right - wide
        near = taken[stretch]
        canvas.labels.append(Group(block.shapes, dx=dx, dy=sign * near - (block.height if sign < 0 else 0)))
        taken[stretch] = near + block.height + kit.u(2)
    for stretch, reached in taken.items():
        sky[stretch] = reached
    canvas.lines.extend(_bus_lines(plan, bus, sign * height))


def _bus_lines(plan: Plan, bus: Bus, y: float) -> list[Shape]:
    """Draw the legs of a bus, and the trunk between them as wide as what runs on it."""
    style = _style(plan, bus)
    run = _Run(plan, bus, y)
    if len(bus.steps) == 1:
        return run.single(style)
    return [*run.legs(style), *run.trunk(style)]


@dataclass(frozen=True, slots=True)
class _Style:
    """How a bus is drawn."""

    colour: str
    dash: str


def _style(plan: Plan, bus: Bus) -> _Style:
    theme = plan.kit.theme
    colour = theme.bad if bus.failing else theme.accent if bus.forward else theme.muted
    return _Style(readable(colour, plan.ground, 3), "5 4" if bus.failing else "")


@dataclass(frozen=True, slots=True)
class _Run:
    """A bus at its height `y`, in points from the track."""

    plan: Plan
    bus: Bus
    y: float

    def port(self, column: int, *, leaving: bool) -> float:
        """Return the x where a way leaves or reaches a stop."""
        off = self.plan.kit.u(14 if self.bus.failing else 7)
        if column == len(self.plan.centres) - 1:
            return self.plan.centres[column] + self.plan.kit.u(18)
        return self.plan.centres[column] + (off if leaving == self.bus.forward else -off)

    def shared(self) -> float:
        """Return the x of the end that all ways share."""
        step = self.bus.steps[0]
        return self.port(step.end if self.bus.merging else step.start, leaving=not self.bus.merging)

    def far(self) -> list[tuple[float, Step]]:
        """Return the x of the other ends with their ways, furthest first."""
        merging = self.bus.merging
        found = [(self.port(s.start if merging else s.end, leaving=merging), s) for s in self.bus.steps]
        at = self.shared()
        return sorted(found, key=lambda item: -abs(item[0] - at))

    def foot(self, column: int, thick: float | None) -> float:
        """Return the height where a line meets a stop; one that arrives leaves room for its head."""
        sign = -1 if self.y < 0 else 1
        edge = self.plan.kit.u(10)
        if column == len(self.plan.centres) - 1 and self.plan.routes.main is not None:
            edge = self.plan.cards[self.plan.routes.main.id].height / 2
        return sign * (edge if thick is None else edge + self.head(thick) * 0.8)

    def head(self, thick: float) -> float:
        """Return the length of an arrowhead."""
        return thick + self.plan.kit.u(5)

    def tip(self, x: float, column: int, thick: float, style: _Style) -> Path:
        """Draw the arrowhead at a stop."""
        return symbols.arrow(x, self.foot(column, None), (0, 1 if self.y < 0 else -1), self.head(thick), style.colour)

    def single(self, style: _Style) -> list[Shape]:
        """Draw the only way of this bus."""
        step = self.bus.steps[0]
        thick = self.plan.thick(self.plan.volume(step))
        start, end = self.port(step.start, leaving=True), self.port(step.end, leaving=False)
        points = [
            (start, self.foot(step.start, None)), (start, self.y), (end, self.y), (end, self.foot(step.end, thick)),
        ]  # fmt: skip
        return [_line(points, style.colour, thick, style.dash), self.tip(end, step.end, thick, style)]

    def legs(self, style: _Style) -> list[Shape]:
        """Draw where each way joins or leaves the trunk."""
        at, merging, shapes = self.shared(), self.bus.merging, list[Shape]()
        for x, step in self.far():
            thick = self.plan.thick(self.plan.volume(step))
            column = step.start if merging else step.end
            foot = self.foot(column, None if merging else thick)
            turn = self.plan.kit.u(9) * (1 if at > x else -1)
            shapes.append(_line([(x, foot), (x, self.y), (x + turn, self.y)], style.colour, thick, style.dash))
            if not merging:
                shapes.append(self.tip(x, column, thick, style))
        return shapes

    def trunk(self, style: _Style) -> list[Shape]:
        """Draw what the ways share, wider with each that joins."""
        at, merging, far = self.shared(), self.bus.merging, self.far()
        turn = self.plan.kit.u(9) * (1 if at > far[0][0] else -1)
        total, shapes = 0.0, list[Shape]()
        for (x, step), (following, _) in pairwise(far):
            total += self.plan.volume(step)
            ends = [(x + turn, self.y), (following + turn, self.y)]
            shapes.append(_line(ends, style.colour, self.plan.thick(total), style.dash))
        total += self.plan.volume(far[-1][1])
        thick = self.plan.thick(total)
        column = far[0][1].end if merging else far[0][1].start
        foot = (at, self.foot(column, thick if merging else None))
        shapes.append(_line([(far[-1][0] + turn, self.y), (at, self.y), foot], style.colour, thick, style.dash))
        if merging:
            shapes.append(self.tip(at, column, thick, style))
        return shapes


def _line(points: Sequence[tuple[float, float]], colour: str, thick: float, dash: str = "", radius: float = 9) -> Path:
    """Draw a line of level and upright pieces with round corners."""
    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        entry, leave = _toward(corner, before, radius), _toward(corner, after, radius)
        parts.append(
            f"L{number(entry[0])} {number(entry[1])}"
            f"Q{number(corner[0])} {number(corner[1])} {number(leave[0])} {number(leave[1])}"
        )
    parts.append(f"L{number(points[-1][0])} {number(points[-1][1])}")
    return Path("".join(parts), stroke=colour, stroke_width=thick, dash=dash)


def _toward(corner: tuple[float, float], other: tuple[float, float], radius: float) -> tuple[float, float]:
    """Return the point near a corner where its rounding begins."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = abs(dx) + abs(dy)
    part = min(radius, length) / length if length else 0.0
    return corner[0] + dx * part, corner[1] + dy * part


def _outcomes(canvas: _Canvas) -> float:
    """Draw the outcome cards with the rails that lead to them; returns how far down they go, in points."""
    plan, kit = canvas.plan, canvas.plan.kit
    edge, main = plan.centres[-1], plan.routes.main
    used = {index: [name for name, steps in plan.routes.exits.items() if any(s.start == index for s in steps)]
            for index in {s.start for steps in plan.routes.exits.values() for s in steps}}  # fmt: skip
    bottom = max(canvas.down)
    floor = 0.0
    if main is not None:
        card = plan.cards[main.id]
        canvas.labels.append(Group(card.shapes, dx=edge, dy=-card.height / 2))
        floor = card.height / 2
    for box in plan.view.outcomes:
        if main is not None and box.id == main.id:
            continue
        card = plan.cards[box.id]
        steps = plan.routes.exits.get(box.id, ())
        y = max(floor + kit.u(8) + card.height / 2, 0.0)
        if steps:
            y, bottom = _rail(canvas, steps, outcome_colour(kit, box.kind), max(y, 0.0), bottom, used)
        canvas.labels.append(Group(card.shapes, dx=edge, dy=y - card.height / 2))
        floor = y + card.height / 2
    return max(bottom, floor)


def _rail(
    canvas: _Canvas, steps: Sequence[Step], colour: str, least: float, top: float, used: Mapping[int, list[str]]
) -> tuple[float, float]:
    """Draw a rail to an outcome; returns its height and how far down it takes the lane, in points."""
    plan, kit = canvas.plan, canvas.plan.kit
    blocks = []
    for step in steps:
        left, right = plan.room(step.start + 1, left=16, right=14)
        blocks.append((step, left, link_label(kit, step.link, right - left, plan.ground)[0]))
    stacked: dict[int, float] = {}
    for step, _, block in blocks:
        stacked[step.start] = stacked.get(step.start, 0.0) + block.height
    y = max(least, top + kit.u(5) + max(stacked.values()) + kit.u(4))
    drawn: set[int] = set()
    for step, left, block in blocks:
        canvas.labels.append(Group(block.shapes, dx=left, dy=y - kit.u(4) - stacked[step.start]))
        stacked[step.start] -= block.height
        if step.start not in drawn:
            _exit(canvas, step, y, colour, used[step.start])
            drawn.add(step.start)
    _rail_line(canvas, steps, y, colour)
    return y, y + kit.u(3)


def _exit(canvas: _Canvas, step: Step, y: float, colour: str, names: Sequence[str]) -> None:
    """Draw a leg from a stop down to a rail."""
    plan, kit = canvas.plan, canvas.plan.kit
    place = names.index(step.link.target)
    x = plan.centres[step.start] + kit.u(min(5.0, 10 / max(1, len(names) - 1)) * ((len(names) - 1) / 2 - place))
    thick = kit.u(1.4)
    dash = "5 4" if step.link.kind == "fails" else ""
    shade = readable(colour, plan.ground, 3)
    canvas.lines.append(_line([(x, kit.u(10)), (x, y), (x + kit.u(12), y)], shade, thick, dash))


def _rail_line(canvas: _Canvas, steps: Sequence[Step], y: float, colour: str) -> None:
    """Draw the rail itself, wider with each way that joins, up to the outcome."""
    plan, kit = canvas.plan, canvas.plan.kit
    shade = readable(colour, plan.ground, 3)
    edge, total = plan.centres[-1], 0.0
    for step, following in zip(steps, (*steps[1:], None), strict=True):
        total += plan.volume(step)
        thick = plan.thick(total)
        head = thick + kit.u(5)
        start = plan.centres[step.start] + kit.u(11)
        end = plan.centres[following.start] + kit.u(11) if following else edge - head * 0.8
        if end > start:
            canvas.lines.append(_line([(start, y), (end, y)], shade, thick))
    canvas.lines.append(symbols.arrow(edge - 1, y, (1, 0), head, shade))
