"""The roadmap in time: a native bar for each initiative, by team and quarter, with a legend."""

import datetime as dt
from collections.abc import Iterator, Sequence

from journeymap.outputs.slides.page import LEADING, Kit, Page
from journeymap.outputs.slides.scene import CONTENT, Box, Group, Shape, Slide, para
from journeymap.outputs.slides.story import Kind, Story, placed
from journeymap.records import dataclass
from journeymap.text import say
from journeymap.views.gantt import Bar, Gantt, Lane
from journeymap.views.journey_map import Words
from journeymap.views.roadmap_words import weeks

LABELS = (180.0, 340.0)
"""Least and greatest width of teams and titles."""
BEFORE = 16.0
"""Room before and after a title."""
HEAD = 22.0
LEAST_WORD = 80.0
"""Room below which a day of the legend is not written."""
ROWS = (17.0, 22.0, 26.0)
"""Least height of a row, least of one whose title takes two lines, and greatest."""
SMALL = 9.0
"""Letters of a title of two lines."""
TEAM = 18.0
LEGEND = Box(CONTENT.x, 470.0, CONTENT.w, 15.0)
BODY = Box(CONTENT.x, 106.0, CONTENT.w, 356.0)


@dataclass(frozen=True)
class Scale:
    """Weeks on the slide."""

    since: float
    end: float
    labels: float

    def x(self, week: float) -> float:
        """Return where a week begins."""
        part = (week - self.since) / max(1e-9, self.end - self.since)
        return BODY.x + self.labels + max(0.0, min(1.0, part)) * (BODY.w - self.labels)


def _slides(story: Story) -> Iterator[Slide]:
    plan, section = story.view.plan, story.view.section("roadmap")
    chart = plan.gantt if plan is not None else None
    if chart is None or not isinstance(chart.view, Gantt):
        page = story.page("roadmap", "roadmap", section.heading)
        if plan is None:
            page.missing(story.view.no_plan, CONTENT)
        yield page.done()
        return
    view = chart.view
    labels = _labels(story.kit, view.lanes)
    parts = list(_parts(view.lanes, ROWS[labels > LABELS[1]]))
    for place, lanes in enumerate(parts, 1):
        page = story.page("roadmap" if place == 1 else f"roadmap-{place}", "roadmap", section.heading)
        page.place = placed(place, len(parts), story.kit)
        _draw(page, view, lanes, page.sentence(chart.statement))
        if plan is not None and plan.initiatives is not None:
            page.notes += [" · ".join(filter(None, (page.say(cell).replace("\n", " ") for cell in row)))
                           for row in plan.initiatives.rows]  # fmt: skip
        page.notes += [page.sentence(line) for line in (plan.notes if plan is not None else ())]
        yield page.done()


def _titled(bar: Bar) -> str:
    return f"{bar.number}  {bar.title}"


def _labels(kit: Kit, lanes: Sequence[Lane]) -> float:
    """Return the room that every title would take on one line."""
    return max((kit.width(_titled(bar), 10) + BEFORE for lane in lanes for bar in lane.bars), default=0.0)


def _parts(lanes: Sequence[Lane], least: float) -> Iterator[Sequence[Lane]]:
    """Yield the teams of each slide; a team of many initiatives goes on on the next."""
    room = BODY.h - HEAD
    page: list[Lane] = []
    used = 0.0
    for lane in lanes:
        bars = list(lane.bars)
        while bars:
            fits = int((room - used - TEAM) / least)
            if fits < min(len(bars), 3):
                yield page
                page, used = [], 0.0
                continue
            page.append(Lane(lane.title, tuple(bars[:fits])))
            used += TEAM + least * len(bars[:fits])
            bars = bars[fits:]
    if page:
        yield page


def _draw(page: Page, view: Gantt, lanes: Sequence[Lane], told: str) -> None:
    ends = [span.end for span in view.quarters] + [float(view.weeks)]
    scale = Scale(min(0.0, view.since), max(ends), max(LABELS[0], min(LABELS[1], _labels(page.kit, lanes))))
    number = sum(len(lane.bars) for lane in lanes)
    step = min(ROWS[2], (BODY.h - HEAD - TEAM * len(lanes)) / max(1, number))
    height = HEAD + TEAM * len(lanes) + step * number
    ground = Box(BODY.x, BODY.y, BODY.w, height)
    page.add(Group(page.say(say("Roadmap by team and quarter")), told,
                   (*_quarters(page, view, scale, ground), *_rows(page, lanes, scale, step))))  # fmt: skip
    _marks(page, view, scale, ground)
    _legend(page, view, scale)


def _quarters(page: Page, view: Gantt, scale: Scale, ground: Box) -> Iterator[Shape]:
    """Yield the quarters as columns, every other one shaded."""
    for place, span in enumerate((*view.past, *view.quarters)):
        left, right = scale.x(span.start), scale.x(span.end)
        if right - left < 1:
            continue
        if place % 2 == 0:
            yield Shape("Quarter", Box(left, ground.y, right - left, ground.h), fill="soft")
        text = page.say(span.title)
        if page.kit.width(text, 10, bold=True) > right - left - 4:
            text = page.say(span.short or span.title)
        if page.kit.width(text, 10, bold=True) <= right - left - 4:
            yield Shape(
                text, Box(left, ground.y, right - left, HEAD), (para(text, 10, bold=True, align="ctr"),), anchor="ctr"
            )


def _rows(page: Page, lanes: Sequence[Lane], scale: Scale, step: float) -> Iterator[Shape]:
    top = BODY.y + HEAD
    for lane in lanes:
        room = scale.labels - BEFORE / 2
        name = page.cut(page.headline(lane.title), 11, room, 1, bold=True)
        yield Shape(name, Box(BODY.x, top, room, TEAM), (para(name, 11, bold=True, colour="accent"),), anchor="ctr")
        yield Shape("Rule", Box(BODY.x, top, BODY.w, 0), geometry="line", line="line")
        top += TEAM
        for bar in lane.bars:
            yield from _bar(page, bar, scale, Box(BODY.x, top, BODY.w, step))
            top += step


def _bar(page: Page, bar: Bar, scale: Scale, row: Box) -> Iterator[Shape]:
    """Yield title and bar; critical ones are filled dark, optional ones only outlined."""
    room = scale.labels - BEFORE
    size = 10.0 if page.kit.width(_titled(bar), 10) <= room else SMALL
    title = page.cut(_titled(bar), size, room, int(row.h / (size * LEADING)))
    yield Shape(title, Box(row.x + BEFORE / 2, row.y, room, row.h), (para(title, size),), anchor="ctr")
    left, right = scale.x(bar.begun if bar.begun is not None else bar.start), scale.x(bar.end)
    box = Box(left, row.y + 3, max(4.0, right - left), row.h - 6)
    fill = "band" if bar.critical else "tint" if bar.needed else "paper"
    text = page.say(weeks(bar.weeks))
    inside = not bar.started and page.kit.width(text, 9) <= box.w - 6
    words = (para(text, 9, colour="on-band" if bar.critical else "ink"),) if inside else ()
    yield Shape(bar.title, box, words, "roundRect", fill, "accent", 1.0, dashed=not bar.needed, anchor="ctr",
                inset=(3.0, 0.0), descr="" if words else bar.title)  # fmt: skip


def _days(view: Gantt) -> Iterator[tuple[Words | dt.date, dt.date, float, str]]:
    """Yield the days that matter: name, day, week, and the colour of its line."""
    yield say("today"), view.today_date, view.today, "ink"
    for mark in view.milestones:
        yield mark.title, mark.day, mark.week, "star"


def _marks(page: Page, view: Gantt, scale: Scale, ground: Box) -> None:
    """Draw today and the days that matter."""
    for name, _, week, role in _days(view):
        if scale.since <= week <= scale.end:
            line = Box(scale.x(week), ground.y + HEAD, 0, ground.h - HEAD)
            page.add(Shape("Mark", line, geometry="line", line=role, width=1.5, dashed=True, descr=page.say(name)))


SIGNS = ((say("critical: a week's delay delays the end"), "band", ""), (say("needed for the target"), "tint", "accent"),
         (say("optional"), "paper", "accent"))  # fmt: skip
"""Bars of the legend: words, ground, edge."""


def _legend(page: Page, view: Gantt, scale: Scale) -> None:
    """Say what the colours of bars and lines mean; a day for which there is no room stands in the notes."""
    x = LEGEND.x
    for words, fill, line in SIGNS:
        page.add(Shape("Legend", Box(x, LEGEND.y + 4, 16, 8), fill=fill, line=line, geometry="roundRect"))
        x = _word(page, page.say(words), x + 20, LEGEND.y)
    x = LEGEND.x
    for name, day, week, role in _days(view):
        told = say("{title}: {finding}", title=page.say(name), finding=page.say(day))
        if x > LEGEND.right - LEAST_WORD or week > scale.end:
            page.notes.append(page.sentence(told))
            continue
        sign = Box(x + 8, LEGEND.bottom + 2, 0, 12)
        page.add(Shape("Legend", sign, geometry="line", line=role, width=1.5, dashed=True))
        x = _word(page, page.say(told), x + 20, LEGEND.bottom)


def _word(page: Page, text: str, x: float, top: float) -> float:
    """Write a word of the legend, and return where the next one may begin."""
    room = max(20.0, min(page.kit.width(text, 10) + 2, LEGEND.right - x))
    shown = page.cut(text, 10, room, 1)
    page.text(shown, Box(x, top, room, LEGEND.h), [para(shown, 10)], anchor="ctr")
    return x + room + 14


GANTT = Kind("roadmap", 90, _slides)
