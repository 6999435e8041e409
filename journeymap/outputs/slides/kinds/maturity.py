"""Digital maturity: levels by phase, the practices that lack most, what is in doubt."""

from collections.abc import Iterator

from journeymap.outputs.slides.page import Page
from journeymap.outputs.slides.scene import CONTENT, Axis, Box, Line, Para, Plot, Run, Slide, para
from journeymap.outputs.slides.story import Kind, Story, put_table, rows_left, table_slides
from journeymap.outputs.slides.tables import Sheet
from journeymap.text import say
from journeymap.views.report_maturity import MaturityPart
from journeymap.views.report_practices import PracticeRow

CHART = Box(CONTENT.x, 106.0, 430.0, 274.0)
TABLE = Box(490.0, 106.0, 426.0, 274.0)
NOTES = Box(CONTENT.x, 388.0, CONTENT.w, 114.0)
MOST_PRACTICES = 1
"""Slides of practices below their target; all of them stand in the HTML report."""


def _phases(story: Story) -> Iterator[Slide]:
    part = story.view.maturity
    page = story.page("maturity", "maturity", story.view.section("maturity").heading)
    if part is None:
        page.missing(story.view.no_maturity, CONTENT)
        yield page.done()
        return
    phases = part.practices.phases
    kinds = ((say("Attained"), "attained", "accent"), (say("Evidenced"), "evidenced", "tint"),
             (say("Target"), "target", "edge"))  # fmt: skip
    lines = []
    for name, key, colour in kinds:
        values = tuple(_number(getattr(phase.levels, key)) for phase in phases)
        lines.append(Line(page.say(name), values, colour, tuple("" if v is None else f"{v:.0f}" for v in values)))
    words = page.headline(say("Maturity by phase"))
    told = "; ".join(f"{page.say(phase.title)}: {page.say(phase.levels.words)}" for phase in phases)
    levels, named = Axis(0, float(part.practices.top or 5), 1, format="0"), Axis(title=page.say(say("Phase")))
    page.add(Plot(words, f"{words}. {told}", CHART, "bar", tuple(str(phase.number) for phase in phases), tuple(lines),
                  levels, named, legend=True, size=11))  # fmt: skip
    put_table(page, _table(page, part), TABLE)
    texts = [*part.statement, part.practices.foundations, part.caveat]
    page.text("Notes", NOTES, [Para((Run(page.sentence(text)),), 12, bullet=True, after=3) for text in texts if text])
    _doubts(page, part)
    yield page.done()


def _number(level: int | None) -> float | None:
    return float(level) if level is not None else None


def _table(page: Page, part: MaturityPart) -> Sheet:
    head = (page.say(say("Phase")), page.say(say("Attained · evidenced · target")), page.say(say("Gap")))
    rows = tuple((f"{phase.number} {page.say(phase.title)}", page.say(phase.levels.words), page.say(phase.gap))
                 for phase in part.practices.phases)  # fmt: skip
    return Sheet(page.headline(say("Maturity by phase")), head, rows, (False, False, True))


def _doubts(page: Page, part: MaturityPart) -> None:
    """Write into the notes who was asked, and what is in doubt."""
    page.also = ("doubts",)
    page.notes += [f"{page.say(fact.name)}: {page.say(fact.value)}" for fact in part.facts]
    page.notes += [page.sentence(line) for line in part.doubts] or [page.sentence(part.without_doubt)]


def _practices(story: Story) -> Iterator[Slide]:
    """Yield the practices below their target, those that lack most first."""
    part = story.view.maturity
    if part is None:
        return
    rows = [row for phase in part.practices.phases for row in phase.rows if _lacks(row)]
    if not rows:
        return
    rows.sort(key=lambda row: -_lacks(row))
    title = part.practices.lacking or part.practices.caption
    page = story.page("practices", "maturity", title)
    kinds = tuple(page.say(kind) for kind in part.practices.kinds)
    head = (page.say(say("Practice")), page.say(say("Attained · evidenced · target")), page.say(say("Gap")), *kinds,
            page.say(say("What to do first")))  # fmt: skip
    body = tuple((("● " if row.core else "") + page.say(row.name), page.say(row.levels.words), page.say(row.gap),
                  *(page.say(item) for item in row.lacking), page.say(row.first)) for row in rows)  # fmt: skip
    sheet = Sheet(page.headline(part.practices.caption), head, body, size=10.0)
    yield from table_slides(story, page, sheet, most=MOST_PRACTICES, more=rows_left)


def _lacks(row: PracticeRow) -> int:
    target, attained = row.levels.target, row.levels.attained
    return max(0, target - attained) if target is not None and attained is not None else 0


def _trend(story: Story) -> Iterator[Slide]:
    """Yield what moved since the last assessment."""
    part = story.view.trend
    if part is None:
        return
    page = story.page("trend", "trend", story.view.section("trend").heading)
    head = tuple(page.say(words) for words in part.head)
    rows = tuple((page.say(move.name), page.say(move.levels.words), *(page.say(cell) for cell in move.cells))
                 for move in part.moves)  # fmt: skip
    page.notes += [page.sentence(text) for text in (part.statement, part.caution, part.answers) if text is not None]
    top = CONTENT.y
    if part.caution is not None:
        page.text(
            "Caution", Box(CONTENT.x, top, CONTENT.w, 34), [para(page.sentence(part.caution), 12, colour="muted")]
        )
        top += 36
    sheet = Sheet(page.headline(part.statement), head, rows, size=11.0)
    yield from table_slides(story, page, sheet, most=2, more=rows_left, box=CONTENT.below(top))


PHASES = Kind("maturity", 60, _phases)
PRACTICES = Kind("maturity-practices", 62, _practices)
TREND = Kind("trend", 120, _trend)
