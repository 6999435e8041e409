"""The pieces of a blueprint: what stands in the cells of its rows, each from its top left corner."""

from collections.abc import Mapping

from journeymap.charts.journey_kit import EMPTY, Block, Kit, Pen
from journeymap.charts.palette import readable
from journeymap.charts.svg import Label, Rect, Shape
from journeymap.charts.symbols import DEPARTMENT, HANDOFF, HOURGLASS, RETURN, channel_icon, icon, service_icon, star
from journeymap.charts.typeset import ascent
from journeymap.text import say
from journeymap.views.blueprint import CONNECTIONS, BlueprintColumn, Handover, Step, connection, served

CROSS = "M4 4l8 8M12 4l-8 8"
"""Something that does not meet."""


def channel(kit: Kit, column: BlueprintColumn, width: float) -> Block:
    """Return what the customer sees and touches: the channel."""
    if column.channel_title is None:
        return EMPTY
    pen = Pen(kit, kit.theme.page, width)
    marked(pen, channel_icon(column.channel), kit.say(column.channel_title), kit.theme.muted)
    return pen.done()


def action(kit: Kit, column: BlueprintColumn, width: float, last: int) -> Block:
    """Return what the customer does, how long nothing happens then, and what has to be said again.

    Parameters
    ----------
    last
        Number of the last column beside this one: ways to the next one are arrows up to there, and words after it.
    """
    theme = kit.theme
    pen = _card(kit, theme.surface, width)
    if column.moment:
        pen.add(star(pen.x + pen.width - kit.u(5), pen.y + kit.high("body") / 2, kit.u(7), theme.accent))
        pen.width -= kit.u(18)
    pen.write(f"{column.number}  {column.title}", "body", weight="semibold")
    pen.width = width - kit.u(20)
    if column.doing:
        pen.down(3)
        pen.write(column.doing, "small", fill=theme.muted)
    if column.waiting:
        pen.down(4)
        marked(pen, HOURGLASS, kit.say(say("then waits {time}", time=kit.minutes(column.waiting))), theme.ink)
    further = [str(number) for number in column.onward if number != column.number + 1 or number > last]
    if further:
        pen.down(4)
        pen.write(f"→ {', '.join(further)}", "small", fill=theme.muted)
    if column.again:
        pen.down(4)
        marked(pen, RETURN, kit.say(say("asked again: {data}", data=", ".join(column.again))), theme.bad)
    return _done(pen)


def front(kit: Kit, column: BlueprintColumn, width: float) -> Block:
    """Return who or what meets the customer."""
    words = kit.say(served(column))
    if not words:
        return EMPTY
    pen = _card(kit, kit.theme.surface, width)
    mark = service_icon(column.service) if column.service is not None else DEPARTMENT
    marked(pen, mark, words, kit.theme.ink, "body")
    if column.taken_over:
        pen.down(4)
        marked(pen, HANDOFF, kit.say(say("someone else takes over")), kit.theme.ink)
    return _done(pen)


def back(kit: Kit, column: BlueprintColumn, width: float, names: Mapping[str, str]) -> Block:
    """Return the work behind the scenes, step by step."""
    if not column.steps:
        return EMPTY
    pen = _card(kit, kit.theme.surface, width)
    for index, step in enumerate(column.steps):
        if index:
            pen.down(6)
        _step(pen, step, names)
    return _done(pen)


def _step(pen: Pen, step: Step, names: Mapping[str, str]) -> None:
    kit = pen.kit
    pen.write(step.do, "small")
    where = [text for text in (step.department, names.get(step.system or "")) if text]
    pen.join(where, "small", fill=kit.theme.muted)
    if step.manual:
        marked(pen, CROSS, kit.say(CONNECTIONS["manual"]), kit.theme.bad)


def broken(kit: Kit, column: BlueprintColumn, width: float, names: Mapping[str, str]) -> Block:
    """Return in words what does not meet here."""
    theme = kit.theme
    ways = [kit.say(connection(handover, names)) for handover in column.handovers if handover.broken]
    again = [kit.say(say("asked again: {data}", data=", ".join(column.again)))] if column.again else []
    if not ways and not again:
        return EMPTY
    pen = _card(kit, theme.removed, width)
    for index, (mark, words) in enumerate([*((CROSS, way) for way in ways), *((RETURN, text) for text in again)]):
        if index:
            pen.down(4)
        marked(pen, mark, words, theme.bad)
    return _done(pen)


def badge(kit: Kit, handover: Handover) -> Block:
    """Return how two systems are connected, in a word; its left edge is at 0, its width is :func:`badge_width`."""
    theme = kit.theme
    ground = theme.removed if handover.broken else theme.surface
    colour = theme.bad if handover.broken else theme.good if handover.how in SOUND else theme.ink
    wide, high, size = badge_width(kit, handover), kit.high("small") + kit.u(3), kit.size("small")
    ink = readable(colour, ground)
    base = kit.u(1.5) + ascent(size)
    words = Label(kit.say(CONNECTIONS[handover.how]), wide / 2, base, size, ink, ground, "regular", "middle")
    shapes: list[Shape] = [Rect(0, 0, wide, high, ground, readable(colour, theme.page, 3), 1, kit.u(3)), words]
    if handover.broken:
        side = kit.u(10)
        text = wide - side - kit.u(2)
        shapes[1] = Label(words.text, side + kit.u(2) + text / 2, base, size, ink, ground, "semibold", "middle")
        shapes.append(icon(CROSS, kit.u(3), (high - side) / 2, side, ink))
    return Block(high, tuple(shapes))


SOUND = frozenset({"api", "event", "others"})
"""Connections over which what one system learns is known to the other at once."""


def badge_width(kit: Kit, handover: Handover) -> float:
    """Return the width of a badge in points."""
    words = kit.say(CONNECTIONS[handover.how])
    if handover.broken:
        return kit.wide(words, "small", "semibold") + kit.u(22)
    return kit.wide(words, "small") + kit.u(10)


def marked(pen: Pen, mark: str, words: str, colour: str, name: str = "small") -> None:
    """Set words behind an icon."""
    kit, side = pen.kit, pen.kit.u(12)
    ink = readable(colour, pen.on)
    pen.add(icon(mark, pen.x, pen.y + (kit.high(name) - side) / 2, side, ink))
    pen.write(words, name, fill=ink, indent=side + kit.u(5))


def gutter(kit: Kit, words: str, width: float, under: str = "") -> Block:
    """Return the name of a row, and quieter words under it."""
    pen = Pen(kit, kit.theme.page, width)
    pen.write(words, "small", weight="semibold")
    if under:
        pen.write(under, "small", fill=kit.theme.muted)
    return pen.done()


def _card(kit: Kit, on: str, width: float) -> Pen:
    """Return a pen for a cell whose card is drawn once the height of its row is known."""
    pen = Pen(kit, on, width - kit.u(20), kit.u(10))
    pen.down(8)
    return pen


def _done(pen: Pen) -> Block:
    pen.down(8)
    return pen.done()
