"""The journey map as SVG: the picture this product is known by."""

import base64
from functools import cache
from importlib import resources

from journeymap.charts.journey_layout import JourneyLayout, Rows, layout_journey_map
from journeymap.charts.palette import Theme
from journeymap.charts.svg import document
from journeymap.languages import Language
from journeymap.views.journey_map import JourneyMap

_WEIGHTS = (("Inter-Regular.woff2", 400), ("Inter-SemiBold.woff2", 600))


def journey_map(  # noqa: PLR0913 - all but the first three are by name and may be left out
    view: JourneyMap,
    language: Language,
    theme: Theme,
    *,
    prefix: str = "map",
    links: bool = False,
    embed_font: bool = False,
    rows: Rows = 1,
    width: float | None = None,
) -> str:
    """Draw a journey map.

    Parameters
    ----------
    view, language, theme
        What it shows, what its words are said in, and how it looks.
    prefix
        Begins the ids of this drawing; two drawings in one page need two.
    links
        Whether the pins of findings lead to ``#finding-…`` in the page around it.
    embed_font
        Whether the font travels inside, so that a file of its own looks the same everywhere.
    rows, width
        How many rows the stages are set in, or the widest the drawing may be, in points.

    Returns
    -------
    str
        An ``<svg>`` element; the same input gives the same text.
    """
    layout = layout_journey_map(view, language, theme, links=links, rows=rows, width=width)
    return draw_layout(layout, view, language, prefix=prefix, links=links, embed_font=embed_font)


def draw_layout(
    layout: JourneyLayout,
    view: JourneyMap,
    language: Language,
    *,
    prefix: str,
    links: bool = False,
    embed_font: bool = False,
) -> str:
    """Draw a map that is laid out; parameters as for :func:`journey_map`."""
    return document(
        layout.shapes,
        width=layout.width,
        height=layout.height,
        title=view.title,
        description=language.say(view.statement),
        prefix=prefix,
        linked=links,
        head=font_faces() if embed_font else "",
    )


@cache
def font_faces() -> str:
    """Return a style element with the bundled font as data."""
    folder = resources.files("journeymap.charts").joinpath("fonts")
    faces = []
    for name, weight in _WEIGHTS:
        data = base64.b64encode(folder.joinpath(name).read_bytes()).decode("ascii")
        faces.append(
            f'@font-face{{font-family:"Inter";font-weight:{weight};'
            f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
        )
    return f"<style>{''.join(faces)}</style>"
