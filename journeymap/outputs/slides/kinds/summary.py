"""The summary: the governing message, its figures, what stands in the way, and what the board is asked for."""

from collections.abc import Iterator, Sequence

from journeymap.outputs.slides.colours import severity_colour
from journeymap.outputs.slides.page import Page
from journeymap.outputs.slides.scene import CONTENT, Box, Para, Run, Shape, Slide, para
from journeymap.outputs.slides.story import Kind, Story
from journeymap.outputs.slides.tiles import tiles
from journeymap.text import Text, say
from journeymap.views.report_keys import KeyFinding
from journeymap.views.report_parts import Fact, plural

TILES = Box(CONTENT.x, 106.0, CONTENT.w, 66.0)
NOTE = Box(CONTENT.x, 173.0, CONTENT.w, 14.0)
"""What must be read with a figure, below the tiles."""
NOTE_SIZE = 9.0
KEYS = Box(CONTENT.x, 188.0, CONTENT.w, 178.0)
TAIL = 22.0
"""Height of the foot of a finding's card."""
SUPPORT = Box(CONTENT.x, 378.0, CONTENT.w, 124.0)
KEY_SIZES = (11.5, 11.0, 10.5, 10.0, 9.5)
INSET = (12.0, 8.0)
SUPPORT_SIZES = (12.0, 11.5, 11.0, 10.5, 10.0)


def _summary(story: Story) -> Iterator[Slide]:
    given = story.view.summary
    page = story.page("summary", "summary", given.message)
    if given.facts:
        tiles(page, given.facts, TILES, len(given.facts))
        story.explain(page, given.facts)
        _notes(page, given.facts)
    for box, key in zip(KEYS.columns(max(2, len(given.findings))), given.findings, strict=False):
        _key(page, key, box)
    if not given.findings:
        page.text(
            "Findings", Box(KEYS.x, KEYS.y, KEYS.w, 40), [para(page.sentence(say("No rule found a weak spot.")), 14)]
        )
    story.source(page, [key.card for key in given.findings])
    page.text("Support", SUPPORT, _support(page, given.support))
    yield page.done()


def _support(page: Page, given: Sequence[Text]) -> list[Para]:
    """Return the answers in the largest letters in which all have room: the last says how sure the others are."""
    sized = [[Para((Run(page.sentence(words)),), size, bullet=True, after=size / 3) for words in given]
             for size in SUPPORT_SIZES]  # fmt: skip
    return next((words for words in sized if page.kit.height(words, SUPPORT.w) <= SUPPORT.h), sized[-1])


def _notes(page: Page, facts: Sequence[Fact]) -> None:
    """Say below the tiles what must be read with their figures, as the page does."""
    told = "  ·  ".join(f"{page.say(fact.name)}: {page.say(fact.note)}" for fact in facts if fact.note != "")
    if told:
        shown = page.cut(told, NOTE_SIZE, NOTE.w, 1)
        page.text("Note", NOTE, [para(shown, NOTE_SIZE, colour="muted")])


def _claim(page: Page, key: KeyFinding, size: float) -> list[Para]:
    """Return what a card says: its figure, the claim, the recommendation."""
    card = key.card
    words = [para(page.say(key.figure), 16, bold=True, colour="accent")] if key.figure != "" else []
    if key.figure_name != "":
        words.append(para(page.say(key.figure_name), min(size, 10.5), colour="muted", after=4))
    words.append(para(page.sentence(card.message), size, bold=True, after=4))
    remedy = card.remedy if card.remedy is not None else card.quick_action
    if remedy is not None:
        words.append(Para((Run("▸ ", bold=True, colour="accent"), Run(page.sentence(remedy))), size))
    return words


def _key(page: Page, key: KeyFinding, box: Box) -> None:
    """Put a finding into a card, in the largest letters in which it has room; a click leads to its slide."""
    card = key.card
    inner = Box(box.x + 4, box.y, box.w - 4, box.h)
    page.add(Shape("Severity", Box(box.x, box.y, 4, box.h), fill=severity_colour(card.severity)))
    number = page.say(say("Finding {n}: evidence", n=card.number))
    upper, lower = Box(inner.x, inner.y, inner.w, inner.h - TAIL), Box(inner.x, inner.bottom - TAIL, inner.w, TAIL)
    room = Box(0, 0, upper.w - 2 * INSET[0], upper.h - 2 * INSET[1])
    sized = [_claim(page, key, size) for size in KEY_SIZES]
    words = next((some for some in sized if page.kit.height(some, room.w) <= room.h), sized[-1])
    page.text(number, upper, words, fill="soft", inset=INSET, link=f"finding-{card.number}")
    told = [Run(page.say(card.severity_word), bold=True, colour=severity_colour(card.severity)),
            *(Run(f"  ·  {text}", colour="muted") for text in (number, key.journey) if text)]  # fmt: skip
    page.text(f"{number} ▸", lower, [Para(tuple(told), 10)], fill="soft", inset=(12.0, 3.0), anchor="ctr",
              link=f"finding-{card.number}")  # fmt: skip


def _decisions(story: Story) -> Iterator[Slide]:
    given = story.view.summary.decisions
    if not given:
        return
    page = story.page(
        "decisions",
        "summary",
        plural(len(given), "{n} decision is asked of the board", "{n} decisions are asked of the board"),
    )
    height = min(72.0, CONTENT.h / len(given) - 8)
    for place, decision in enumerate(given):
        top = CONTENT.y + place * (height + 8)
        number = Box(CONTENT.x, top, 40, height)
        page.text("Number", number, [para(str(place + 1), 20, bold=True, colour="on-band", align="ctr")], fill="band",
                  anchor="ctr")  # fmt: skip
        body = Box(CONTENT.x + 40, top, CONTENT.w - 190, height)
        page.text(
            "Decision", body, [para(page.sentence(decision.words), 14)], fill="soft", anchor="ctr", inset=(14.0, 5.0)
        )
        link = Box(body.right, top, 150, height)
        words = [para(f"▸ {page.headline(decision.evidence.words)}", 11, bold=True, colour="accent")]
        page.text("Evidence", link, words, fill="soft", anchor="ctr", inset=(6.0, 4.0), link=decision.evidence.target)
    yield page.done()


SUMMARY = Kind("summary", 20, _summary)
DECISIONS = Kind("decisions", 30, _decisions)
