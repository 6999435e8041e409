"""A journey as it is: its figures and groups of customers, what it loses, what works."""

from collections.abc import Iterator

from journeymap.outputs.slides.page import Page
from journeymap.outputs.slides.scene import CONTENT, Box, Para, Run, Slide, para
from journeymap.outputs.slides.story import Kind, Story, put_table, rows_left, table_slides
from journeymap.outputs.slides.tables import Sheet, sheet
from journeymap.outputs.slides.tiles import tiles
from journeymap.text import say
from journeymap.views.report_journey import JourneyPart

TILES = Box(CONTENT.x, 106.0, CONTENT.w, 70.0)
TWO_ROWS = Box(CONTENT.x, 106.0, CONTENT.w, 150.0)
LEVERS = 3
FEW = 4
"""Rows that are set in larger letters."""
ASIDE = 300.0
"""Width of what a table takes for granted, beside it."""


def _figures(story: Story, part: JourneyPart) -> Iterator[Slide]:
    page = story.page(part.slug, "current", say("{title}: {finding}", title=part.title, finding=part.heading))
    top = CONTENT.y
    if part.headline:
        box = TILES if len(part.headline) <= 5 else TWO_ROWS
        tiles(page, part.headline, box, len(part.headline) if len(part.headline) <= 5 else 4)
        story.explain(page, part.headline)
        top = box.bottom + 14
    if part.groups is not None:
        room = Box(CONTENT.x, top, CONTENT.w, 160)
        top = put_table(page, sheet(page, part.groups, size=10.5), room) + 14
    page.text("What stands behind it", CONTENT.below(top), list(_behind(page, part)))
    yield page.done()


def _behind(page: Page, part: JourneyPart) -> Iterator[Para]:
    """Yield what the journey is, what tells its groups apart, what moves it most, and what is missing."""
    if part.description:
        yield para(page.say(part.description), 12, after=6)
    notes = (*part.spreads, *filter(None, (part.groups_note, part.service)))
    for words in notes:
        yield Para((Run(page.sentence(words)),), 12, bullet=True, after=3)
    if part.levers:
        yield para(page.headline(part.levers[0]), 12, bold=True, after=3)
    for words in part.levers[1 : LEVERS + 1]:
        yield Para((Run(page.sentence(words)),), 12, bullet=True, after=2)
    for item in part.missing:
        runs = (Run(page.sentence(item.note), bold=True), Run(" " + page.sentence(item.how)))
        yield Para(runs, 12, bullet=True, after=3)


def _risk(story: Story, part: JourneyPart) -> Iterator[Slide]:
    """Yield what is lost in a year, with what this takes for granted."""
    if part.losses is None:
        return
    page = story.page(f"{part.slug}-risk", "current", part.risk[0] if part.risk else part.losses.caption)
    if len(story.view.journeys) > 1:
        page.title = page.headline(say("{title}: {finding}", title=part.title, finding=page.title))
    aside = ASIDE if part.risk else 0.0
    box = Box(CONTENT.x, CONTENT.y, CONTENT.w - aside, CONTENT.h)
    put_table(page, sheet(page, part.losses, size=10.5), box)
    if part.risk:
        words = [para(page.sentence(part.risk[1]), 11, after=6)] if len(part.risk) > 1 else []
        words.append(para(page.say(say("What this takes for granted")), 12, bold=True, after=3))
        words += [Para((Run(page.sentence(line)),), 10.5, bullet=True, after=3) for line in part.risk[2:]]
        page.text(
            "Assumptions", Box(box.right + 16, CONTENT.y, aside - 16, CONTENT.h), words, fill="soft", inset=(12.0, 10.0)
        )
    yield page.done()


def _strengths(story: Story, part: JourneyPart) -> Iterator[Slide]:
    """Yield what works, and is worth keeping."""
    if not part.strengths:
        return
    words = say("What works, and is worth keeping")
    page = story.page(f"{part.slug}-strengths", "current", say("{title}: {finding}", title=part.title, finding=words))
    head = tuple(map(page.say, (say("Touchpoint"), say("Score"), say("Gains"))))
    rows: tuple[tuple[str, ...], ...] = tuple(
        (item.title, page.say(item.value), "; ".join(item.gains)) for item in part.strengths
    )
    if not any(item.gains for item in part.strengths):
        head, rows = head[:-1], tuple(row[:-1] for row in rows)
    yield from table_slides(
        story, page, Sheet(page.say(words), head, rows, size=16.0 if len(rows) <= FEW else 12.0), most=1, more=rows_left
    )


FIGURES = Kind("journey-figures", 50, of_journey=_figures)
STRENGTHS = Kind("journey-strengths", 56, of_journey=_strengths)
RISK = Kind("journey-risk", 58, of_journey=_risk)
