"""What moved since an earlier reading, and what was delivered as promised."""

from collections.abc import Iterator

from journeymap.outputs.slides.scene import CONTENT, Box, Para, Run, Slide, para
from journeymap.outputs.slides.story import Kind, Story, put_table, rows_left, table_slides
from journeymap.outputs.slides.tables import sheet
from journeymap.text import say
from journeymap.views.comparison import Comparison

WORDS = Box(CONTENT.x, 104.0, CONTENT.w, 176.0)


def _slides(story: Story) -> Iterator[Slide]:
    found = story.view.comparison
    if found is None:
        return
    yield _front(story, found)
    for part in found.journeys[1:]:
        title = say("{title}: {finding}", title=part.title, finding=part.heading)
        page = story.page(f"comparison-{part.id}", "comparison", title)
        put_table(page, sheet(page, part.figures), CONTENT)
        yield page.done()
    if found.promises is not None:
        page = story.page("promises", "comparison", found.promises.statement)
        page.notes += [page.sentence(found.promises.due_words), page.sentence(found.promises.source)]
        yield from table_slides(story, page, sheet(page, found.promises.table, size=10), most=2, more=rows_left)


def _front(story: Story, found: Comparison) -> Slide:
    """Return what improved and what got worse, with the figures of the first journey."""
    page = story.page("comparison", "comparison", found.heading)
    words = [para(page.say(found.days), 12, colour="muted", after=4)]
    words += [Para((Run(page.sentence(line)),), 12, bullet=True, after=4) for line in found.support]
    words += [Para((Run(page.sentence(line), colour="bad"),), 11, bullet=True, after=3) for line in found.cautions]
    page.text("What moved", WORDS, words)
    page.notes.append(page.sentence(found.method))
    for part in found.journeys[:1]:
        put_table(page, sheet(page, part.figures), CONTENT.below(WORDS.bottom + 6))
    return page.done()


COMPARISON = Kind("comparison", 110, _slides)
