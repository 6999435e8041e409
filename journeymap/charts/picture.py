"""A chart as one SVG element, whatever it shows: its shapes, its size, its name and what it states."""

from typing import Protocol

from journeymap.charts.svg import Shape, document
from journeymap.languages import Language
from journeymap.text import Text


class Drawing(Protocol):
    """What lays a chart out; its width is known when its shapes are."""

    width: float

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        """Return the shapes and the height they take."""


def picture(drawing: Drawing, language: Language, *, title: Text, statement: Text, prefix: str) -> str:
    """Return a laid-out chart as one SVG element with its title and the finding it states.

    Parameters
    ----------
    prefix
        Begins every id in the drawing.
    """
    shapes, height = drawing.shapes()
    return document(shapes, width=drawing.width, height=height, title=language.say(title),
                    description=language.say(statement), prefix=prefix)  # fmt: skip
