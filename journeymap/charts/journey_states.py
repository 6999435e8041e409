"""Maps of one journey in several states, all parts in the same places, so that they can be flipped through."""

from collections.abc import Sequence
from dataclasses import replace

from journeymap.charts.journey_layout import JourneyLayout, layout_journey_map
from journeymap.charts.palette import Theme
from journeymap.charts.svg import Rect
from journeymap.languages import Language
from journeymap.views.journey_map import JourneyMap


def layout_states(views: Sequence[JourneyMap], language: Language, theme: Theme) -> tuple[JourneyLayout, ...]:
    """Lay out maps with the same columns so that each column and each lane has its place on all of them.

    Every column is as wide, and every lane as high, as the fullest of all maps asks for; all pages have one size.
    """
    first = [layout_journey_map(view, language, theme) for view in views]
    widths = {
        column.id: max(layout.slots[index].width for layout in first)
        for index, column in enumerate(views[0].columns if views else ())
    }
    wide = [layout_journey_map(view, language, theme, widths=widths) for view in views]
    heights = {
        name: max(layout.heights.get(name, 0.0) for layout in wide)
        for name in dict.fromkeys(name for layout in wide for name in layout.heights)
    }
    found = [layout_journey_map(view, language, theme, widths=widths, heights=heights) for view in views]
    width = max((layout.width for layout in found), default=0.0)
    height = max((layout.height for layout in found), default=0.0)
    return tuple(_grown(layout, width, height) for layout in found)


def _grown(layout: JourneyLayout, width: float, height: float) -> JourneyLayout:
    """Return a layout on a page of a size; its ground is the first of its shapes."""
    ground, *others = layout.shapes
    if isinstance(ground, Rect):
        ground = replace(ground, width=width, height=height)
    return replace(layout, width=width, height=height, shapes=(ground, *others))
