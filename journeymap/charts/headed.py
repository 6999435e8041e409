"""A drawing that stands on its own: its heading above it, as a page around it would have it."""

from journeymap.charts.journey_kit import Kit, Pen
from journeymap.charts.svg import Group, Rect, Shape
from journeymap.text import Text
from journeymap.views.journey_map import Words


def headed(
    kit: Kit, title: Words, statement: Text, drawn: tuple[tuple[Shape, ...], float, float], *, ground: str,
    state: Words | None = None,
) -> tuple[tuple[Shape, ...], float]:  # fmt: skip
    """Set a title and what a drawing states above it.

    Parameters
    ----------
    drawn
        The shapes, and the width and height they take in points.
    ground
        The colour behind the heading.
    state
        Which state is shown; above the title.

    Returns
    -------
    tuple
        The shapes with the heading, and the height they take in points.
    """
    shapes, width, height = drawn
    edge = kit.u(16)
    pen = Pen(kit, ground, width - 2 * edge, edge, edge)
    if state is not None:
        pen.write(kit.say(state), "small", weight="semibold", fill=kit.theme.accent)
        pen.down(2)
    pen.write(kit.say(title), "figure", weight="semibold")
    pen.down(3)
    pen.write(kit.say(statement), "body", fill=kit.theme.muted)
    pen.down(6)
    total = pen.y + height
    return (Rect(0, 0, width, total, ground), *pen.shapes, Group(shapes, 0, pen.y)), total
