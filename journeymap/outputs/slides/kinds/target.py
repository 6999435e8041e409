"""Where the journey should go: figures today and as they are to be, and what changes at the touchpoints."""

from collections.abc import Iterator

from journeymap.outputs.slides.scene import CONTENT, Box, Para, Run, Slide, para
from journeymap.outputs.slides.story import Kind, Story, put_table, rows_left, table_slides
from journeymap.outputs.slides.tables import sheet
from journeymap.text import Text, say
from journeymap.views.report_target import TargetPart

FIGURES = Box(CONTENT.x, CONTENT.y, 410.0, CONTENT.h)
ASIDE = Box(474.0, CONTENT.y, 442.0, CONTENT.h)


def _slides(story: Story) -> Iterator[Slide]:
    view = story.view
    heading = view.section("target").heading
    if not view.targets:
        page = story.page("target", "target", heading)
        page.missing(view.no_target, CONTENT)
        yield page.done()
        return
    for place, part in enumerate(view.targets):
        yield from _target(story, part, heading if not place else part.heading, "target" if not place else part.slug)


def _target(story: Story, part: TargetPart, title: Text, key: str) -> Iterator[Slide]:
    page = story.page(key, "target", title)
    put_table(page, sheet(page, part.figures, size=13), FIGURES)
    words = [para(part.title, 14, bold=True, after=4)]
    words += [para(part.statement, 13, after=8)] if part.statement else []
    words += [Para((Run(f"{page.say(fact.name)}  ", colour="muted"), Run(page.say(fact.value), bold=True)), 12, after=3)
              for fact in part.facts]  # fmt: skip
    words.append(para(page.say(say("What changes")), 13, bold=True, after=3))
    words += [Para((Run(page.sentence(line)),), 12, bullet=True, after=4) for line in part.difference]
    page.text("What changes", ASIDE, words, fill="soft", inset=(14.0, 12.0))
    yield page.done()
    if part.map is not None and part.map.table is not None and part.map.table.rows:
        page = story.page(f"{key}-changes", "target", part.heading)
        yield from table_slides(story, page, sheet(page, part.map.table, size=10), most=2, more=rows_left)


TARGET = Kind("target", 70, _slides)
