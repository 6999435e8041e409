"""What every kind of slide is given: the report as plain values, and the way it is said."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property

from journeymap.model.workspace import Workspace
from journeymap.outputs.slides.page import Kit, Page
from journeymap.outputs.slides.scene import CONTENT, Box, Grid, Para, Slide, para
from journeymap.outputs.slides.tables import Sheet, grids
from journeymap.records import dataclass
from journeymap.text import Text, say
from journeymap.views.journey_map import Column, Words
from journeymap.views.numbers_parts import Entry
from journeymap.views.report import Report
from journeymap.views.report_journey import JourneyPart
from journeymap.views.report_parts import Card, Fact, plural

COUNTED = 18.0
"""Height of the line below a table that says how many rows are left out."""
LARGER = 1.0
"""Points by which the letters of a table grow where its slides would stay half empty."""


@dataclass(frozen=True)
class Story:
    """A report on its way to slides."""

    view: Report
    kit: Kit
    workspace: Workspace = field(repr=False)

    def page(self, key: str, section: str, title: Words) -> Page:
        """Return a new slide of a section, with a sentence for its title."""
        found = self.view.section(section)
        name = self.kit.wording.words(found.name)
        return Page(self.kit, key, f"{found.number}  {name}", self.kit.wording.headline(title))

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Return how each number is made, by its name."""
        return {entry.key: entry for group in self.view.numbers.groups for entry in group.entries}

    def explain(self, page: Page, facts: Iterable[Fact]) -> None:
        """Write into the notes how figures are computed, with their terms and lines of the source."""
        for fact in facts:
            text = f"{page.say(fact.name)}: {page.say(fact.value)}"
            how = [page.say(fact.how)] if fact.how != "" else []
            entry = self.entries.get(fact.key)
            how += [page.say(line) for line in entry.lines] if entry is not None else []
            page.notes.append(" · ".join([text, *how]))

    def source(self, page: Page, cards: Iterable[Card]) -> None:
        """Write into the notes where findings stand in the files, and what their severity comes from."""
        for card in cards:
            values = "; ".join(f"{page.say(name)}: {page.say(value)}" for name, value in card.values)
            parts = [card.place, values, page.say(card.weight), page.say(card.solved)]
            page.notes.append(f"{card.number} · {page.sentence(card.message)} " + " · ".join(filter(None, parts)))

    def explain_touchpoints(self, page: Page, slug: str, run: Iterable[Column]) -> None:
        """Write into the notes what each touchpoint of a map holds."""
        journey = slug.removeprefix("journey-")
        for column in run:
            entry = self.entries.get(f"{journey}.{column.id}")
            lines = [page.say(line) for line in entry.lines] if entry is not None else []
            page.notes.append(" · ".join([column.title, *column.pains, *lines]))


@dataclass(frozen=True)
class Kind:
    """A kind of slide.

    Attributes
    ----------
    order
        Its place among the others: lower ones come first.
    slides
        Yields its slides; a kind that is made for each journey gets the journey.
    """

    id: str
    order: int
    slides: Callable[[Story], Iterator[Slide]] | None = field(default=None, repr=False)
    of_journey: Callable[[Story, JourneyPart], Iterator[Slide]] | None = field(default=None, repr=False)


def placed(number: int, total: int, kit: Kit) -> str:
    """Return which of several slides one is; empty if it is the only one."""
    if total == 1:
        return ""
    words = kit.wording.words(say("{n} of {all}", n=number, all=total)).replace(" ", "\u00a0")
    return f" ({words})"


def table_slides(story: Story, made: Page, given: Sheet, *, most: int = 3, box: Box = CONTENT,
                 more: Callable[[int], Text] | None = None) -> Iterator[Slide]:  # fmt: skip
    """Yield slides of a table, the first of them made already; the rows past the last one are counted.

    Parameters
    ----------
    most
        Slides it may take.
    more
        Says how many rows are left out.
    """
    room = Box(box.x, box.y, box.w, box.h - COUNTED)
    every = _balanced(made, _grown(made, given, room, most), room, most)
    shown = every[:most]
    title, notes = made.title, tuple(made.notes)
    for place, grid in enumerate(shown, 1):
        page = made
        if place > 1:
            page = Page(story.kit, f"{made.key}-{place}", made.kicker, title, notes=list(notes))
        page.place = placed(place, len(shown), story.kit)
        page.add(grid if place == 1 else replace(grid, box=replace(grid.box, x=CONTENT.x, y=CONTENT.y)))
        if place == len(shown):
            _left(page, every[most:], more)
        yield page.done()


def put_table(page: Page, given: Sheet, box: Box, beyond: int = 0) -> float:
    """Put as many rows of a table into a box as it has room for, the others counted beneath; return its lower end.

    Parameters
    ----------
    beyond
        Rows that the table has besides those given.
    """
    found = list(grids(page, given, box))
    if beyond or len(found) > 1:
        found = list(grids(page, given, replace(box, h=box.h - COUNTED)))
    page.add(*found[:1])
    left = beyond + sum(len(grid.rows) - 1 for grid in found[1:])
    _told(page, left, rows_left)
    return found[0].box.bottom + (COUNTED if left else 0.0) if found else box.y


def _grown(page: Page, given: Sheet, box: Box, most: int) -> Sheet:
    """Return a table of several slides in larger letters, if it takes no more of them and no more is cut."""
    least = _tried(page, given, box)
    if not 1 < least[0] <= most:
        return given
    larger = replace(given, size=given.size + LARGER)
    return larger if _tried(page, larger, box) <= least else given


def _tried(page: Page, given: Sheet, box: Box) -> tuple[int, int]:
    """Return how many slides a table takes, and how many of its texts are cut."""
    scratch = replace(page, whole=[])
    return len(list(grids(scratch, given, box))), len(scratch.whole)


def _balanced(page: Page, given: Sheet, box: Box, most: int) -> list[Grid]:
    """Return a table as grids that are about as high, if it takes several slides and all of it is shown."""
    every = list(grids(page, given, box))
    if not 1 < len(every) <= most:
        return every
    low = sum(row.height for grid in every for row in grid.rows) / len(every)
    for height in range(int(low), int(box.h), 8):
        found = list(grids(page, given, replace(box, h=float(height))))
        if len(found) == len(every):
            return found
    return every


def _left(page: Page, rest: list[Grid], more: Callable[[int], Text] | None) -> None:
    _told(page, sum(len(grid.rows) - 1 for grid in rest), more)


def _told(page: Page, rows: int, more: Callable[[int], Text] | None) -> None:
    """Say below the table that was put last how many rows it has no room for."""
    last = page.things[-1] if page.things else None
    if rows and more is not None and isinstance(last, Grid):
        page.text("More", Box(last.box.x, last.box.bottom + 4, last.box.w, 14), [muted(page.sentence(more(rows)), 10)])


def rows_left(number: int) -> Text:
    """Say where the rows are that no slide shows."""
    return plural(
        number, "{n} more row is in the report and its workbook", "{n} more rows are in the report and its workbook"
    )


def muted(text: str, size: float) -> Para:
    """Return a quieter paragraph."""
    return para(text, size, colour="muted")
