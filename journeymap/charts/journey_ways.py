"""The ways of the journey map: a track with skips above it, returns below it, and rails to the outcomes.

Lines stand upright only beside the middle of a column and labels stand only between columns, so
that no line runs through a word. Heights are found by stacking: each line is as near to the track
as what lies beneath it lets it be.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from journeymap.charts import symbols
from journeymap.charts.journey_kit import Block, Kit, Pen, Slot
from journeymap.charts.journey_outcomes import OutcomeCard, outcome_card, outcome_colour, signpost
from journeymap.charts.journey_routes import Bus, Step, routes
from journeymap.charts.journey_rows import Part, Signpost
from journeymap.charts.journey_tracks import HALF, KEEP, UNUSED, Plan, bus_lines, line
from journeymap.charts.palette import readable
from journeymap.charts.svg import Group, Label, Path, Rect, Shape, number
from journeymap.charts.typeset import ascent
from journeymap.records import dataclass
from journeymap.text import count, say
from journeymap.views.journey_map import Link, OutcomeBox

_INSET = 13.0
"""From the corner of an outcome card to where a rail may meet its side, on the screen."""


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


@dataclasses.dataclass(slots=True)
class _Canvas:
    """Collects shapes; `up` and `down` hold how far each stretch is taken, in points from the track."""

    plan: Plan
    up: list[float]
    down: list[float]
    lines: list[Shape] = field(default_factory=list)
    labels: list[Shape] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Placed:
    """An outcome card with its top and the height of the rail that leads to it, in points from the track."""

    card: OutcomeCard
    top: float
    rail: float | None


def ways(kit: Kit, part: Part, slots: Sequence[Slot], edge: float) -> Ways:
    """Draw the ways between columns.

    Parameters
    ----------
    slots
        Where the columns stand.
    edge
        The x of the left edge of the outcome cards, in points.
    """
    view = part.view
    cards = {box.id: signpost(kit, box) if isinstance(box, Signpost) else outcome_card(kit, box)
             for box in view.outcomes}  # fmt: skip
    centres = (*(slot.centre for slot in slots), edge)
    plan = Plan(kit, view, routes(view), centres, cards)
    main = cards[plan.routes.main.id].height / 2 if plan.routes.main else 0.0
    canvas = _Canvas(plan, [0.0] * len(centres), [kit.u(15)] * len(centres))
    _straights(canvas)
    canvas.up = [max(reached, kit.u(15)) for reached in canvas.up]
    canvas.up[-1] = max(canvas.up[-1], main + kit.u(4))
    _quits(canvas)
    _arrivals(canvas, part, slots[0].x)
    _again(canvas)
    for bus in plan.routes.buses:
        _bus(canvas, bus)
    bottom = _outcomes(canvas)
    stops = tuple(
        _stop(kit, index, x, gone=bool(column.absent) or (column.mark is not None and column.mark.kind == "removed"))
        for index, (column, x) in enumerate(zip(view.columns, centres, strict=False), part.first + 1)
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
    pen.join(words, "small", weight="semibold", indent=indent, fill=fill)
    if link.when:
        pen.write(link.when, "tiny", fill=kit.theme.muted)
    wide = max(shape.box().right for shape in pen.shapes if isinstance(shape, Label))
    return pen.done(), wide


def _straights(canvas: _Canvas) -> None:
    """Draw the track."""
    plan, kit = canvas.plan, canvas.plan.kit
    for step in plan.routes.straight:
        unused = plan.unused(step)
        colour = readable(kit.theme.muted if unused else kit.theme.accent, plan.ground, 3)
        thick = plan.thick(plan.volume(step))
        start = plan.centres[step.start] + kit.u(HALF)
        end = plan.centres[step.end] - (kit.u(HALF) if step.end < len(plan.centres) - 1 else 0)
        head = thick + kit.u(5)
        canvas.lines.append(line([(start, 0), (end - head * 0.8, 0)], colour, thick, UNUSED if unused else ""))
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
    for index, share in sorted(plan.routes.quits.items()):
        wanted = kit.theme.bad if plan.view.columns[index].reach > 0 else kit.theme.muted
        colour = readable(wanted, plan.ground, 3)
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
        pen.write(words, "small", fill=wanted, weight="semibold")
        canvas.labels.extend(pen.shapes)
        canvas.down[index + 1] = max(canvas.down[index + 1], pen.y + kit.u(3))


def _arrivals(canvas: _Canvas, part: Part, edge: float) -> None:
    """Say at each stop from where in other rows customers come; `edge` is the left edge of the first column."""
    plan, kit = canvas.plan, canvas.plan.kit
    if part.entered:
        thick, colour = plan.thick(part.entered), readable(kit.theme.accent, plan.ground, 3)
        head, end = thick + kit.u(5), plan.centres[0] - kit.u(HALF)
        canvas.lines.append(line([(edge - kit.u(10), 0), (end - head * 0.8, 0)], colour, thick))
        canvas.lines.append(symbols.arrow(end - 1, 0, (1, 0), head, colour))
    colour, step, cross = readable(kit.theme.muted, plan.ground, 3), kit.u(19), kit.u(3)
    for index, sources in sorted(part.arrivals.items()):
        end, x, top = plan.centres[index] - kit.u(HALF), plan.centres[index] - kit.u(33), kit.u(6)
        canvas.lines.append(line([(x, step), (x, top), (end - kit.u(2), top)], colour, kit.u(1.5), radius=6))
        canvas.lines.append(symbols.arrow(end + cross, top, (1, 0), kit.u(7), colour))
        left = (plan.centres[index - 1] + kit.u(KEEP)) if index else edge
        right = plan.centres[index] - kit.u(40)
        pen = Pen(kit, plan.ground, max(right - left, kit.size("small") * 1.5), left)
        words = kit.say(say("from {numbers}", numbers=", ".join(kit.say(count(source)) for source in sources)))
        pen.write(words, "small", fill=kit.theme.muted, weight="semibold")
        wide = max(shape.box().right for shape in pen.shapes if isinstance(shape, Label)) - left
        near = max(canvas.down[index], kit.u(8))
        canvas.labels.append(Group(pen.done().shapes, dx=right - left - wide, dy=near))
        canvas.down[index] = near + pen.y + kit.u(3)


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
    canvas.lines.extend(bus_lines(plan, bus, sign * height))


def _outcomes(canvas: _Canvas) -> float:
    """Draw the outcome cards with the rails that lead to them; returns how far down they go, in points."""
    plan, kit = canvas.plan, canvas.plan.kit
    edge, main = plan.centres[-1], plan.routes.main
    boxes = sorted(plan.view.outcomes, key=lambda box: -_start(plan, box))
    used: dict[int, list[str]] = {}
    for box in boxes:
        for index in {step.start for step in plan.routes.exits.get(box.id, ())}:
            used.setdefault(index, []).append(box.id)
    floor = 0.0
    if main is not None:
        floor = plan.cards[main.id].height / 2
        canvas.labels.append(Group(plan.cards[main.id].shapes, dx=edge, dy=-floor))
    placed: list[_Placed] = []
    for box in boxes:
        if main is not None and box.id == main.id:
            continue
        card, steps = plan.cards[box.id], plan.routes.exits.get(box.id, ())
        top = floor + kit.u(7)
        inset = min(card.height / 2, kit.u(_INSET))
        rail = _rail(canvas, steps, outcome_colour(kit, box), top + inset, used) if steps else None
        # As high as its rail lets it be: what leads to a card may meet it anywhere along its side.
        top = top if rail is None else max(top, rail + inset - card.height)
        placed.append(_Placed(card, top, rail))
        floor = top + card.height
    canvas.labels += [Group(place.card.shapes, dx=edge, dy=place.top) for place in _centred(placed, floor, kit.u(7))]
    return floor


def _centred(placed: Sequence[_Placed], floor: float, gap: float) -> list[_Placed]:
    """Move cards down toward the middle of their rails as far as the next card, or the floor, lets them."""
    found: list[_Placed] = []
    for place in reversed(placed):
        lowest = floor - place.card.height
        wanted = place.top if place.rail is None else max(place.top, place.rail - place.card.height / 2)
        found.append(replace(place, top=min(wanted, max(place.top, lowest))))
        floor = found[-1].top - gap
    return found


def _start(plan: Plan, box: OutcomeBox) -> int:
    """Return the first column a rail begins at. The further right, the higher it runs: fewest legs cross a rail so."""
    return min((step.start for step in plan.routes.exits.get(box.id, ())), default=len(plan.centres))


def _rail(canvas: _Canvas, steps: Sequence[Step], colour: str, least: float, used: Mapping[int, list[str]]) -> float:
    """Draw a rail to an outcome, `least` points down or more, under what stands in the stretches it runs through.

    Returns
    -------
    float
        Its height, in points from the track.
    """
    plan, kit = canvas.plan, canvas.plan.kit
    blocks = []
    for step in steps:
        left, right = plan.room(step.start + 1, left=16, right=14)
        blocks.append((step, left, link_label(kit, step.link, right - left, plan.ground)[0]))
    stacked: dict[int, float] = {}
    for step, _, block in blocks:
        stacked[step.start] = stacked.get(step.start, 0.0) + block.height
    run = range(min(stacked) + 1, len(plan.centres))
    y = max(least, *(canvas.down[stretch] + kit.u(9) + stacked.get(stretch - 1, 0.0) for stretch in run))
    drawn: set[int] = set()
    for step, left, block in blocks:
        canvas.labels.append(Group(block.shapes, dx=left, dy=y - kit.u(4) - stacked[step.start]))
        stacked[step.start] -= block.height
        if step.start not in drawn:
            _exit(canvas, step, y, colour, used[step.start])
            drawn.add(step.start)
    _rail_line(canvas, steps, y, colour)
    for stretch in run:
        canvas.down[stretch] = y + kit.u(3)
    return y


def _exit(canvas: _Canvas, step: Step, y: float, colour: str, names: Sequence[str]) -> None:
    """Draw a leg from a stop down to a rail."""
    plan, kit = canvas.plan, canvas.plan.kit
    place = names.index(step.link.target)
    x = plan.centres[step.start] + kit.u(min(5.0, 10 / max(1, len(names) - 1)) * ((len(names) - 1) / 2 - place))
    thick = kit.u(1.4)
    unused = plan.unused(step)
    dash = UNUSED if unused else "5 4" if step.link.kind == "fails" else ""
    shade = readable(kit.theme.muted if unused else colour, plan.ground, 3)
    canvas.lines.append(line([(x, kit.u(10)), (x, y), (x + kit.u(12), y)], shade, thick, dash))


def _rail_line(canvas: _Canvas, steps: Sequence[Step], y: float, colour: str) -> None:
    """Draw the rail itself, wider with each way that joins, up to the outcome."""
    plan, kit = canvas.plan, canvas.plan.kit
    unused = all(plan.unused(step) for step in steps)
    shade, dash = readable(kit.theme.muted if unused else colour, plan.ground, 3), UNUSED if unused else ""
    edge, total = plan.centres[-1], 0.0
    for step, following in zip(steps, (*steps[1:], None), strict=True):
        total += plan.volume(step)
        thick = plan.thick(total)
        head = thick + kit.u(5)
        start = plan.centres[step.start] + kit.u(11)
        end = plan.centres[following.start] + kit.u(11) if following else edge - head * 0.8
        if end > start:
            canvas.lines.append(line([(start, y), (end, y)], shade, thick, dash))
    canvas.lines.append(symbols.arrow(edge - 1, y, (1, 0), head, shade))
