"""A chart as one SVG element, whatever it shows: its shapes, its size, its name and what it states."""

from typing import Protocol

from journeymap.charts.axes import notice
from journeymap.charts.journey_kit import Kit, Pen
from journeymap.charts.svg import Group, Rect, Shape, document
from journeymap.records import dataclass
from journeymap.views.journey_map import Words


class Drawing(Protocol):
    """What lays a chart out; its width in points is known when its shapes are."""

    @property
    def kit(self) -> Kit:
        """Return its theme and language."""

    @property
    def width(self) -> float:
        """Return how wide it is."""

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        """Return the shapes and the height they take."""


@dataclass(frozen=True)
class Headed:
    """A drawing that stands on its own: its heading above it, as a page around it would have it.

    Attributes
    ----------
    ground
        The colour behind the heading.
    state
        Which state is shown; above the title.
    """

    drawing: Drawing
    title: Words
    statement: Words
    ground: str
    state: Words | None = None

    @property
    def kit(self) -> Kit:
        """Return that of the drawing."""
        return self.drawing.kit

    @property
    def width(self) -> float:
        """Return that of the drawing."""
        return self.drawing.width

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        """Return the heading with the drawing below it, and the height they take."""
        shapes, height = self.drawing.shapes()
        kit, edge = self.kit, self.kit.u(16)
        pen = Pen(kit, self.ground, self.width - 2 * edge, edge, edge)
        if self.state is not None:
            pen.write(kit.say(self.state), "small", weight="semibold", fill=kit.theme.accent)
            pen.down(2)
        pen.write(kit.say(self.title), "figure", weight="semibold")
        pen.down(3)
        pen.write(kit.say(self.statement), "body", fill=kit.theme.muted)
        pen.down(6)
        total = pen.y + height
        return (Rect(0, 0, self.width, total, self.ground), *pen.shapes, Group(shapes, 0, pen.y)), total


def picture(
    drawing: Drawing, *, title: Words, statement: Words, prefix: str, empty: bool = False, alone: bool = False
) -> str:
    """Return a laid-out chart as one SVG element with its title and the finding it states.

    Parameters
    ----------
    statement
        The description for those who cannot see the chart.
    prefix
        Begins every id in the chart.
    empty
        Whether there is nothing to draw; the statement takes the place of the chart.
    alone
        Whether the chart stands on its own and needs a heading; a page has one.
    """
    kit = drawing.kit
    if empty:
        shapes, height = notice(kit, kit.say(statement), drawing.width)
    else:
        shown = Headed(drawing, title, statement, kit.theme.surface) if alone else drawing
        shapes, height = shown.shapes()
    return document(shapes, width=drawing.width, height=height, title=kit.say(title),
                    description=kit.say(statement), prefix=prefix)  # fmt: skip
