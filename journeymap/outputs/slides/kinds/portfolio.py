"""Several journeys beside each other: where to start, and for whom."""

from collections.abc import Iterator

from journeymap.outputs.slides.page import Page
from journeymap.outputs.slides.scale import ticks
from journeymap.outputs.slides.scene import CONTENT, Axis, Box, Line, Para, Plot, Run, Slide, para
from journeymap.outputs.slides.story import Kind, Story, rows_left, table_slides
from journeymap.outputs.slides.tables import Sheet, grids
from journeymap.views.portfolio_part import Grid
from journeymap.views.portfolio_plot import DotPlot, Panel

PANELS = 3
"""Figures that are drawn; the table has all."""
LEAST = 110.0
"""Height below which bars say nothing."""
TALLEST = 190.0
MOST_BARS = 12


def _slides(story: Story) -> Iterator[Slide]:
    found = story.view.portfolio
    if found is None:
        return
    page = story.page("portfolio", "portfolio", found.heading)
    words = [
        Para((Run(page.sentence(line)),), 12, bullet=True, after=4) for line in (*found.reasons, *found.candidates)
    ]
    height = min(150.0, page.kit.height(words, CONTENT.w - 12) + 4)
    page.text("Why", Box(CONTENT.x, CONTENT.y, CONTENT.w, height), words)
    page.notes += [page.sentence(line) for line in found.notes]
    given = _sheet(page, found.journeys)
    box = CONTENT.below(CONTENT.y + height + 8)
    used = sum(sum(row.height for row in grid.rows) for grid in grids(page, given, box))
    view = found.plot.view
    left = box.h - 18 - used - 12
    if left >= LEAST and isinstance(view, DotPlot) and len(view.titles) <= MOST_BARS:
        _panels(page, view, Box(box.x, box.bottom - left, box.w, min(left, TALLEST)))
    yield from table_slides(story, page, given, most=3, box=box, more=rows_left)
    for key, grid in (
        ("groups", found.groups),
        *((f"phases-{place}", grid) for place, grid in enumerate(found.phases)),
    ):
        if grid is not None:
            title = found.groups_note if key == "groups" and found.groups_note is not None else grid.caption
            part = story.page(f"portfolio-{key}", "portfolio", title)
            yield from table_slides(story, part, _sheet(part, grid), most=2, more=rows_left)


def _sheet(page: Page, grid: Grid) -> Sheet:
    rows = tuple(tuple("\n".join(filter(None, (page.say(cell.value), page.say(cell.note)))) for cell in row)
                 for row in grid.rows)  # fmt: skip
    return Sheet(page.headline(grid.caption), tuple(page.say(word) for word in grid.head), rows, size=11.0)


def _panels(page: Page, view: DotPlot, box: Box) -> None:
    """Draw figures as bars, a journey a bar, with the intervals of what is counted."""
    drawn = [panel for panel in view.panels if sum(dot is not None for dot in panel.dots) > 1][:PANELS]
    for panel, place in zip(drawn, box.columns(max(1, len(drawn)), 20), strict=False):
        name = page.cut(page.headline(panel.name), 12, place.w, 1, bold=True)
        page.text(name, Box(place.x, place.y, place.w, 18), [para(name, 12, bold=True)])
        page.add(_bars(page, panel, view.titles, Box(place.x, place.y + 18, place.w, place.h - 18)))


def _bars(page: Page, panel: Panel, titles: tuple[str, ...], box: Box) -> Plot:
    values = tuple(dot.value if dot is not None else None for dot in panel.dots)
    labels = tuple(page.say(dot.words) if dot is not None else "" for dot in panel.dots)
    sure = any(dot is not None and dot.sure for dot in panel.dots)
    low, high = (tuple(getattr(dot, end) if dot is not None else None for dot in panel.dots) if sure else ()
                 for end in ("low", "high"))  # fmt: skip
    name = page.headline(panel.name)
    told = "; ".join(f"{title} {label}" for title, label in zip(titles, labels, strict=True))
    ends = ticks([value for value in values if value is not None])
    shown = tuple(page.kit.cut(title, 10, box.w / len(titles), 2) for title in titles)
    top, step = (ends[1], ends[2]) if panel.top is None else (panel.top, panel.top / 4)
    return Plot(name, f"{name}: {told}", box, "bar", shown, (Line(name, values, "accent", labels, (), low, high),),
                Axis(0, top * 1.15, step))  # fmt: skip


PORTFOLIO = Kind("portfolio", 15, _slides)
