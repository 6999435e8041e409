"""The roadmap in figures: its initiatives, the journeys after each quarter, money, what stays open."""

from collections.abc import Iterator, Sequence

from journeymap.outputs.slides.page import Page, Rest
from journeymap.outputs.slides.scale import ticks
from journeymap.outputs.slides.scene import CONTENT, Axis, Box, Line, Para, Plot, Run, Slide, para
from journeymap.outputs.slides.story import Kind, Story, rows_left, table_slides
from journeymap.outputs.slides.tables import sheet
from journeymap.outputs.slides.tiles import tiles
from journeymap.text import Text, count, say
from journeymap.views.curves import Curve
from journeymap.views.report_parts import Chart
from journeymap.views.report_plan import PlanPart

CROWDED = 0.9
"""Part of the height of a chart from which the words above a point would leave it."""
SIZES = (11.0, 10.5, 10.0, 9.5, 9.0)
"""Of the sentences on what stays open."""
INSET = (14.0, 12.0)
LINES = ("accent", "star", "good", "fair", "band", "edge")
"""Colours of the lines of a chart, in order."""


def _initiatives(story: Story) -> Iterator[Slide]:
    """Yield each initiative with owner, days, cost, value and reason."""
    plan = story.view.plan
    if plan is None or plan.initiatives is None:
        return
    page = story.page("initiatives", "roadmap", plan.initiatives.caption)
    yield from table_slides(story, page, sheet(page, plan.initiatives, size=10), most=3, more=rows_left)


def _quarters(story: Story) -> Iterator[Slide]:
    """Yield how completion moves, quarter by quarter, with all figures."""
    plan = story.view.plan
    if plan is None or plan.quarters is None:
        return
    curves = [chart for chart in plan.curves if isinstance(chart.view, Curve)]
    first = next((chart for chart in curves if isinstance(chart.view, Curve) and chart.view.kind == "share"), None)
    page = story.page("quarters", "roadmap", first.statement if first is not None else plan.quarters.caption)
    box = CONTENT
    if first is not None:
        line_chart(page, first, Box(CONTENT.x, 102, CONTENT.w, 178))
        box = CONTENT.below(284)
    yield from table_slides(story, page, sheet(page, plan.quarters, size=10.5), most=1, box=box, more=rows_left)


def line_chart(page: Page, chart: Chart, box: Box) -> None:
    """Draw lines over points in time, each with its numbers in the report's words; a goal is a dashed line."""
    view = chart.view
    assert isinstance(view, Curve)  # noqa: S101 - the caller has looked
    lines = []
    for place, series in enumerate(view.series):
        labels = tuple("" if value is None else page.say(view.figure(value)) for value in series.values)
        if len(view.series) > 1:  # lines close to each other only say where they end
            labels = ("",) * (len(labels) - 1) + labels[-1:]
        lines.append(Line(page.say(series.name), series.values, LINES[place % len(LINES)], labels,
                          position="t" if place or len(view.series) == 1 else "b"))  # fmt: skip
        if series.target is not None:
            goal = page.say(say("Goal"))
            name = f"{goal} {page.say(series.name)}" if len(view.series) > 1 else goal
            ends = (page.say(view.figure(series.target)), *("",) * (len(view.points) - 1))
            lines.append(Line(name, (series.target,) * len(view.points), "edge", ends, dashed=True, marked=False))
    known = [value for line in lines for value in line.values if value is not None]
    low, high, step = ticks(known, from_zero=view.kind in {"money", "count"})
    if max(known) > low + CROWDED * (high - low):  # room for what is written above the highest point
        high += step
    rows = "; ".join(" ".join(page.say(cell) for cell in row) for row in view.table[1:])
    page.add(Plot(page.headline(view.title), f"{page.sentence(chart.statement)} {rows}", box, "line",
                  tuple(page.say(point) for point in view.points), tuple(lines), Axis(low, high, step),
                  legend=len(lines) > 1))  # fmt: skip


def _money(story: Story) -> Iterator[Slide]:
    """Yield what the plan costs and brings, and how many steps stay open."""
    plan = story.view.plan
    curves = (
        [chart for chart in plan.curves if isinstance(chart.view, Curve) and chart.view.kind != "share"] if plan else []
    )
    if plan is None or not curves:
        return
    main = next((chart for chart in curves if isinstance(chart.view, Curve) and chart.view.kind == "money"), curves[0])
    view = main.view
    short = view.short if isinstance(view, Curve) else None
    page = story.page("money", "roadmap", short or main.statement)
    top = CONTENT.y
    if plan.facts:
        tiles(page, plan.facts[:8], Box(CONTENT.x, 104, CONTENT.w, 110), 4)
        story.explain(page, plan.facts)
        top = 226
    if short is not None:
        words = [para(page.sentence(main.statement), 11)]
        height = page.kit.height(words, CONTENT.w)
        page.text("Statement", Box(CONTENT.x, top - 6, CONTENT.w, height), words)
        top += height
    boxes = Box(CONTENT.x, top, CONTENT.w, CONTENT.bottom - top).columns(len(curves), 16)
    for chart, box in zip([main, *(chart for chart in curves if chart is not main)], boxes, strict=False):
        shown = page.cut(page.headline(chart.label), 12, box.w, 1, bold=True)
        page.text(shown, Box(box.x, box.y, box.w, 18), [para(shown, 12, bold=True)])
        line_chart(page, chart, Box(box.x, box.y + 18, box.w, box.h - 18))
    yield page.done()


def _open(story: Story) -> Iterator[Slide]:
    """Yield how well the plan holds, what more people or money would change, and what stays open."""
    plan = story.view.plan
    if plan is None:
        return
    columns = [
        (say("How well the plan holds"), plan.stability or plan.notes),
        (say("What more people or money would change"), (*plan.levers, *plan.forced)),
        (say("What stays open"), plan.residual or (say("Nothing of the target stays open after the plan."),)),
    ]
    shown = [(name, lines) for name, lines in columns if lines]
    page = story.page("residual", "roadmap", _open_title(plan))
    boxes = CONTENT.columns(len(shown), 14)
    size = next((size for size in SIZES if all(_height(page, column, size, boxes[0].w) <= CONTENT.h - 2 * INSET[1]
                                               for column in shown)), SIZES[-1])  # fmt: skip
    for (name, lines), box in zip(shown, boxes, strict=True):
        rest = _steps_left(plan.residual_steps) if lines is plan.residual else None
        page.text(page.say(name), box, _column(page, (name, lines), size), rest, fill="soft", inset=INSET)
    yield page.done()


def _column(page: Page, column: tuple[Text, Sequence[Text]], size: float) -> list[Para]:
    """Return a heading and its sentences."""
    name, lines = column
    words = [para(page.say(name), 14, bold=True, after=6)]
    return words + [Para((Run(page.sentence(line)),), size, bullet=True, after=size - 7) for line in lines]


def _height(page: Page, column: tuple[Text, Sequence[Text]], size: float, room: float) -> float:
    return page.kit.height(_column(page, column, size), room - 2 * INSET[0])


def _steps_left(steps: Sequence[int]) -> Rest:
    """Return what says how many steps the sentences at the end speak of, so that what is written adds up."""

    def told(number: int) -> Text:
        left = sum(steps[-number:])
        one, many = "and {n} more with {steps} step, in the notes", "and {n} more with {steps} steps, in the notes"
        return say(one if left == 1 else many, n=count(number), steps=count(left))

    return told


def _open_title(plan: PlanPart) -> Text:
    gaps = [chart for chart in plan.curves if isinstance(chart.view, Curve) and chart.view.kind == "count"]
    return gaps[0].statement if gaps else say("What stays open")


INITIATIVES = Kind("roadmap-initiatives", 92, _initiatives)
QUARTERS = Kind("roadmap-quarters", 94, _quarters)
MONEY = Kind("roadmap-money", 96, _money)
OPEN = Kind("roadmap-open", 98, _open)
