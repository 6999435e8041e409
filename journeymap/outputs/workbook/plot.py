"""Native charts: bars over rows of a table, with their numbers.

No word of a chart is handed over as a text, since one with an exclamation mark would be taken for a reference: its
title, like the names of its series, stands in a cell.
"""

from collections.abc import Callable
from typing import Any

from xlsxwriter.utility import xl_range_formula

from journeymap.outputs.workbook.formats import FONT, INK, QUIET, RULE
from journeymap.outputs.workbook.shape import chart_height
from journeymap.outputs.workbook.sheets import Bars, Series

SERIES = ("#1F3F66", "#6288B0", "#B5761A")
"""Colours of the bars of a chart: dark, light, and the goal; they differ in grey too."""
CHART = 860
"""Width of a chart, in pixels."""
BEYOND = 1.09
"""How far the axis reaches, as a factor of its end: the number of the longest bar stands beyond it."""
STEPS = 10
"""Steps of an axis with more."""


def bars(book: Any, part: Bars, tab: str, head: int, title: tuple[str, int]) -> Any:
    """Return a chart over rows of a table.

    Parameters
    ----------
    tab, head
        Sheet of the table, and the row of its head.
    title
        Sheet and row of the cell with the title of the chart, in the first column.
    """
    first, last = head + 1 + part.first, head + 1 + part.last
    chart = book.add_chart({"type": "bar"})
    intervals = any(series.ends is not None for series in part.series)

    def cells(column: int) -> list[object]:
        return [tab, first, column, last, column]

    for index, series in enumerate(part.series):
        look = _sure(series, cells) if intervals else {"fill": {"color": SERIES[index % len(SERIES)]}}
        chart.add_series({"name": [tab, head, series.column], "categories": cells(part.names),
                          "values": cells(series.column), "gap": 60, "overlap": 100 if intervals else 0,
                          "data_labels": _labels(inside=intervals, named=not intervals and len(part.series) > 1),
                          **look})  # fmt: skip
    said = {"name_font": {"name": FONT, "size": 13, "bold": True, "color": INK}, "overlay": False}
    chart.set_title({"name": [title[0], title[1], 0], **said})
    lettering = {"name": FONT, "size": 9, "color": INK}
    chart.set_y_axis({"reverse": True, "num_font": lettering, "line": {"color": QUIET}, "major_tick_mark": "none"})
    chart.set_x_axis({"min": 0, "max": part.most * BEYOND, "num_font": lettering, "num_format": "0",
                      "major_unit": part.most / STEPS if part.most > STEPS else 1,
                      "major_gridlines": {"visible": True, "line": {"color": RULE}}})  # fmt: skip
    chart.set_legend({"position": "bottom", "font": lettering} if intervals else {"none": True})
    chart.set_size({"width": CHART, "height": chart_height(part)})
    return chart


def _sure(series: Series, cells: Callable[[int], list[object]]) -> dict[str, object]:
    """Return the look of a series: a bar is filled where it has an interval, and only outlined where it has none."""
    if series.ends is None:
        return {"fill": {"color": "#FFFFFF"}, "border": {"color": SERIES[1], "width": 1.25}}
    down, up = (xl_range_formula(*cells(place)) for place in series.ends)
    return {"fill": {"color": SERIES[1]},  # light, so that the interval is seen on it too
            "y_error_bars": {"type": "custom", "minus_values": f"={down}", "plus_values": f"={up}",
                             "line": {"color": INK, "width": 1.25}}}  # fmt: skip


def _labels(*, inside: bool, named: bool) -> dict[str, object]:
    """Return how the number of a bar is written, so that a bar of length 0 is seen too.

    Parameters
    ----------
    inside
        Whether it stands at the beginning of the bar, clear of the interval at its end.
    named
        Whether the name of the series stands before it: programs list series in different orders in a legend.
    """
    return {"value": True, "series_name": named, "separator": " ", "num_format": "0",
            "position": "inside_base" if inside else "outside_end",
            "font": {"name": FONT, "size": 8, "bold": inside, "color": INK}}  # fmt: skip
