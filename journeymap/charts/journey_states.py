"""Maps of one journey in several states, all parts in the same places, so that they can be flipped through."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from journeymap.charts.journey_layout import JourneyLayout, layout_journey_map
from journeymap.charts.palette import Theme
from journeymap.charts.sheets import Paper, Sheet, common_sheets
from journeymap.charts.svg import Rect
from journeymap.languages import Language
from journeymap.views.journey_map import JourneyMap


def layout_states(views: Sequence[JourneyMap], language: Language, theme: Theme) -> tuple[JourneyLayout, ...]:
    """Lay out maps with the same columns so that each column and each lane has its place on all of them.

    Every column is as wide, and every lane as high, as the fullest of all maps asks for; all pages have one size.
    """
    return _laid_out(views, language, theme, _widths(views, language, theme), 1)


def state_sheets(
    views: Sequence[JourneyMap], language: Language, theme: Theme, paper: Paper
) -> tuple[tuple[JourneyLayout, ...], tuple[Sheet, ...]]:
    """Lay out maps with the same columns for paper.

    Returns
    -------
    tuple
        The layouts, as those of :func:`layout_states` but in rows, and the sheets that show pieces of each of them.
    """
    widths = _widths(views, language, theme)
    laid = cache(lambda rows: _laid_out(views, language, theme, widths, rows))

    def needed(rows: int = 1, width: float | None = None) -> int:
        """Return how many rows there are when so many are asked for: of one map, which takes less time than all."""
        return len(layout_journey_map(views[0], language, theme, rows=rows, width=width, widths=widths).rows)

    return common_sheets(lambda rows: laid(needed(rows)), lambda wide: needed(width=wide), paper)


def _widths(views: Sequence[JourneyMap], language: Language, theme: Theme) -> dict[str, float]:
    """Return the width of each column by id, as the fullest of all maps asks for, in points."""
    first = [layout_journey_map(view, language, theme) for view in views]
    return {
        column.id: max(layout.slots[index].width for layout in first)
        for index, column in enumerate(views[0].columns if views else ())
    }


def _laid_out(
    views: Sequence[JourneyMap], language: Language, theme: Theme, widths: Mapping[str, float], rows: int
) -> tuple[JourneyLayout, ...]:
    """Lay out maps in so many rows, with columns of these widths."""
    wide = [layout_journey_map(view, language, theme, rows=rows, widths=widths) for view in views]
    heights = {
        name: max(layout.heights.get(name, 0.0) for layout in wide)
        for name in dict.fromkeys(name for layout in wide for name in layout.heights)
    }
    found = [layout_journey_map(view, language, theme, rows=rows, widths=widths, heights=heights) for view in views]
    width = max((layout.width for layout in found), default=0.0)
    height = max((layout.height for layout in found), default=0.0)
    return tuple(_grown(layout, width, height) for layout in found)


def _grown(layout: JourneyLayout, width: float, height: float) -> JourneyLayout:
    """Return a layout on a page of a size; its ground is the first of its shapes."""
    ground, *others = layout.shapes
    if isinstance(ground, Rect):
        ground = replace(ground, width=width, height=height)
    return replace(layout, width=width, height=height, shapes=(ground, *others))
