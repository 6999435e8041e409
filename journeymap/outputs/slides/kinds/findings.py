"""The weightiest findings of a journey: what, where, how sure, what to do, at what effort."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from journeymap.outputs.slides.colours import severity_colour
from journeymap.outputs.slides.page import Page
from journeymap.outputs.slides.scene import CONTENT, Box, Slide, para
from journeymap.outputs.slides.story import Kind, Story, muted, placed, put_table
from journeymap.outputs.slides.tables import Sheet, grids, sheet
from journeymap.text import Text, say
from journeymap.views.report_journey import JourneyPart
from journeymap.views.report_parts import Card, plural

MOST = 10
"""Findings of a journey."""
SIZES = (12.0, 11.0, 10.0)
"""Of the letters of their table, the largest that needs no more slides is taken."""
ROOM = Box(CONTENT.x, CONTENT.y, CONTENT.w, CONTENT.h - 18)
VALUES = 3
"""Figures of a finding that stand in the table; all are in the notes."""
HEAD = (say("No."), say("Finding"), say("Value"), say("Remedy"), say("Roadmap"), say("Rests on"))


def _slides(story: Story, part: JourneyPart) -> Iterator[Slide]:
    title = say("{title}: {finding}", title=part.title, finding=part.statement)
    cards = (*part.foremost, *part.others)
    yield from _tables(story, part.slug, title, cards[:MOST], len(cards[MOST:]))


def _elsewhere(story: Story) -> Iterator[Slide]:
    """Yield how many findings there are of each kind, and those on the workspace as a whole."""
    cards, kinds = story.view.elsewhere, story.view.kinds
    if kinds is None:
        return
    page = story.page("kinds", "priorities", story.view.section("priorities").heading)
    top = put_table(page, sheet(page, kinds, size=12), Box(CONTENT.x, CONTENT.y, CONTENT.w, 160)) + 16
    if cards:
        words = page.say(say("Findings on the workspace as a whole"))
        page.text(words, Box(CONTENT.x, top, CONTENT.w, 20), [para(words, 13, bold=True)])
        put_table(page, _sheet(page, cards[:MOST]), CONTENT.below(top + 24), len(cards[MOST:]))
        story.source(page, cards)
        page.also = tuple(f"finding-{card.number}" for card in cards)
    yield page.done()


def _tables(story: Story, slug: str, title: Text, cards: Sequence[Card], left: int) -> Iterator[Slide]:
    """Yield the slides of the weightiest findings; the last one says how many more there are."""
    if not cards:
        return
    first = story.page(f"{slug}-findings", "current", title)
    size, parts = _split(first, cards)
    for place, some in enumerate(parts, 1):
        page = replace(_scratch(first), key=f"{slug}-findings-{place}", place=placed(place, len(parts), story.kit))
        shown = next(grids(page, _sheet(page, some, size), ROOM))
        page.add(shown)
        if place == len(parts) and left:
            below = Box(ROOM.x, shown.box.bottom + 4, ROOM.w, 14)
            page.text("More", below, [muted(page.sentence(_more(left)), 10)])
        story.source(page, some)
        page.also = tuple(f"finding-{card.number}" for card in some)
        yield page.done()


def _more(left: int) -> Text:
    """Say where the findings are that no slide shows."""
    return plural(left, "{n} finding of less weight is in the report and its workbook",
                  "{n} findings of less weight are in the report and its workbook")  # fmt: skip


def _split(page: Page, cards: Sequence[Card]) -> tuple[float, Sequence[Sequence[Card]]]:
    """Return the findings in as few runs as fit a slide each, all about as long, and the largest letters they take."""
    for number in range(1, len(cards) + 1):
        size, rest = divmod(len(cards), number)
        ends = [size * place + min(place, rest) for place in range(number + 1)]
        runs = [cards[start:end] for start, end in pairwise(ends)]
        sizes = [size for size in SIZES if all(_fits(page, run, size) for run in runs)]
        if sizes:
            return sizes[0], runs
    return SIZES[-1], [[card] for card in cards]


def _fits(page: Page, run: Sequence[Card], size: float) -> bool:
    return len(list(grids(_scratch(page), _sheet(page, run, size), ROOM))) == 1


def _scratch(page: Page) -> Page:
    """Return a slide to try something on."""
    return replace(page, things=[], notes=[], whole=[])


def _sheet(page: Page, cards: Sequence[Card], size: float = 10.0) -> Sheet:
    """Return findings in rows; a column that none of them has anything for is left out."""
    rows = [_row(page, card) for card in cards]
    kept = [index for index in range(len(HEAD)) if any(row[index] for row in rows)]
    looks = tuple((place, 0, severity_colour(card.severity)) for place, card in enumerate(cards))
    head = tuple(page.say(HEAD[index]) for index in kept)
    body = tuple(tuple(row[index] for index in kept) for row in rows)
    return Sheet(page.say(say("Findings")), head, body, colours=looks, size=size)


def _row(page: Page, card: Card) -> tuple[str, ...]:
    where = " · ".join(filter(None, (card.touchpoint, card.place)))
    values = "\n".join(f"{page.say(name)}: {page.say(value)}" for name, value in card.values[:VALUES])
    quick = page.sentence(card.quick_action) if card.quick_action is not None else ""
    remedy = "\n".join(filter(None, (page.sentence(card.remedy), quick)))
    return (f"{card.number}\n{page.say(card.severity_word)}", f"{page.sentence(card.message)}\n{where}", values, remedy,
            page.sentence(card.solved), page.say(card.rests))  # fmt: skip


FINDINGS = Kind("findings", 54, of_journey=_slides)
ELSEWHERE = Kind("findings-elsewhere", 79, _elsewhere)
