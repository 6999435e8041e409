"""How sure it all is: what the readings rest on, what is missing, how figures are made, and published claims."""

from collections.abc import Iterator

from journeymap.outputs.slides.scene import CONTENT, Box, Para, Run, Slide, para
from journeymap.outputs.slides.story import Kind, Story, put_table, rows_left, table_slides
from journeymap.outputs.slides.tables import sheet
from journeymap.text import say

GRADES = say(
    "Grades: A primary source found, B good secondary source, C often misquoted, D not traced, F folklore. "
    "A claim of grade D or F sets no limit."
)


def _method(story: Story) -> Iterator[Slide]:
    part = story.view.method
    page = story.page("method", "method", story.view.section("method").heading)
    top = CONTENT.y
    if part.quality is not None:
        top = put_table(page, sheet(page, part.quality, size=11), Box(CONTENT.x, top, CONTENT.w, 130)) + 14
    left, right = Box(CONTENT.x, top, CONTENT.w, CONTENT.bottom - top).columns(2, 14)
    gaps = part.gaps or (say("Every touchpoint is measured and every share is written."),)
    words = [para(page.say(say("What is missing")), 13, bold=True, after=5)]
    words += [Para((Run(page.sentence(line)),), 11, bullet=True, after=4) for line in gaps]
    page.text("What is missing", left, words, fill="soft", inset=(12.0, 10.0))
    words = [para(page.say(say("How the numbers are made")), 13, bold=True, after=5)]
    words += [Para((Run(f"{page.say(item.name)}: ", bold=True), Run(page.say(item.words))), 10, after=3)
              for item in part.formulas]  # fmt: skip
    page.text("How the numbers are made", right, words, inset=(0.0, 10.0))
    yield page.done()


def _claims(story: Story) -> Iterator[Slide]:
    """Yield the published claims behind the rules, with their grade."""
    table = story.view.method.claims
    if not table.rows:
        return
    page = story.page("claims", "method", table.caption)
    page.text("Grades", Box(CONTENT.x, CONTENT.y, CONTENT.w, 30), [para(page.sentence(GRADES), 11, colour="muted")])
    yield from table_slides(
        story, page, sheet(page, table, size=10, lines=3), most=1, box=CONTENT.below(CONTENT.y + 34), more=rows_left
    )


METHOD = Kind("method", 130, _method)
CLAIMS = Kind("claims", 140, _claims)
