"""The map of a journey in native shapes: stages, touchpoints, the curve of their scores, pains and findings.

It takes as many slides as it takes to be read from the last row.
"""

from collections.abc import Iterator, Sequence

from journeymap.outputs.slides.colours import score_colour, severity_colour
from journeymap.outputs.slides.page import LEADING, Kit, Page
from journeymap.outputs.slides.scene import CONTENT, Axis, Box, Group, Line, Para, Plot, Run, Shape, Slide, para
from journeymap.outputs.slides.story import Kind, Story, placed
from journeymap.records import dataclass
from journeymap.text import Figure, Text, say, share
from journeymap.views.journey_map import Column, JourneyMap
from journeymap.views.report_journey import JourneyPart
from journeymap.views.report_parts import joined

COLUMNS = 8
"""Touchpoints of one slide."""
NEAR = 3
"""Columns that are put off to the next slide so that a stage is not cut."""
LABELS = 70.0
"""Width of the names of the lanes."""
WIDEST = 190.0
STAGE_SIZES = (11.0, 10.0, 9.0)
STAGE, CARDS, BOTTOM = (106.0, 24.0), 133.0, 478.0
"""Top and height of the stages, where the touchpoints begin, and where the last lane ends."""
CARD, PAINS, PINS = 104.0, 82.0, 32.0
"""Greatest height of each lane."""
APART = 5.0
"""Between two lanes."""
ENDS = Box(CONTENT.x, 483.0, CONTENT.w, 24.0)
GAP = 4.0


@dataclass(frozen=True)
class Lanes:
    """Top and height of the lanes below the stages; one of which nothing is known has no height."""

    card: tuple[float, float]
    curve: tuple[float, float]
    pains: tuple[float, float]
    pins: tuple[float, float]


def _lanes(kit: Kit, runs: Sequence[Sequence[Column]]) -> Lanes:
    """Return lanes as high as the fullest cell on any of the slides asks; the curve has the rest."""
    card = pains = pins = 0.0
    for run in runs:
        room = _width(run) - GAP
        for column in run:
            card = max(card, kit.height(_words(kit, column), room - 12) + 8)
            if column.pains:
                pains = max(pains, kit.height(_pains(column), room - 8) + 4)
            if column.pins:
                pins = PINS
    card, pains = min(CARD, card), min(PAINS, pains)
    top = BOTTOM - pins
    under = top - (APART if pins else 0.0) - pains
    curve = CARDS + card + APART
    return Lanes((CARDS, card), (curve, under - (APART if pains else 0.0) - curve), (under, pains), (top, pins))


def _width(run: Sequence[Column]) -> float:
    """Return how wide a column of a slide is."""
    return min(WIDEST, (CONTENT.w - LABELS) / len(run))


def _slides(story: Story, part: JourneyPart) -> Iterator[Slide]:
    view = part.map.view if part.map is not None else None
    if part.map_note is not None:
        page = story.page(f"{part.slug}-map", "current", part.map_note)
        yield page.done()
    if not isinstance(view, JourneyMap) or not view.columns:
        return
    ordered = [column for band in view.stages for column in view.columns if column.stage == band.id]
    runs = list(_runs(ordered))
    lanes = _lanes(story.kit, runs)
    for place, run in enumerate(runs, 1):
        page = story.page(f"{part.slug}-map-{place}", "current", _title(part, view, run))
        page.place = placed(place, len(runs), story.kit)
        page.kicker += f"  ·  {part.title}"
        page.notes += [page.sentence(view.statement)] if len(run) < len(ordered) else []
        _map(page, view, run, lanes)
        story.explain_touchpoints(page, part.slug, run)
        yield page.done()


def _title(part: JourneyPart, view: JourneyMap, run: Sequence[Column]) -> Text:
    """Return the finding of a map; of a part of one its stages, and the lowest point of them."""
    if len(run) == len(view.columns):
        return say("{title}: {finding}", title=part.title, finding=view.statement)
    stages = joined([band.title for band in view.stages if any(column.stage == band.id for column in run)], " · ")
    known = [(column.score, place) for place, column in enumerate(run) if column.score is not None and column.reach]
    if not known:
        return say("{title}: {finding}", title=part.title, finding=stages)
    score, place = min(known)
    lowest = say("the lowest point is '{name}' with {score} of 100", name=run[place].title,
                 score=Figure("score", score))  # fmt: skip
    return say("{title}: {finding}", title=stages, finding=lowest)


def _runs(columns: Sequence[Column]) -> Iterator[Sequence[Column]]:
    """Yield the columns of each slide; a stage is cut only where it would leave a slide half empty."""
    start = 0
    while start < len(columns):
        end = min(start + COLUMNS, len(columns))
        if end < len(columns) and columns[end].stage == columns[end - 1].stage:
            cuts = [place for place in range(end - 1, end - 1 - NEAR, -1)
                    if place > start and columns[place].stage != columns[place - 1].stage]  # fmt: skip
            end = cuts[0] if cuts else end
        yield columns[start:end]
        start = end


def _map(page: Page, view: JourneyMap, run: Sequence[Column], lanes: Lanes) -> None:
    width = _width(run)
    places = [Box(CONTENT.x + LABELS + index * width, 0, width - GAP, 0) for index in range(len(run))]
    _names(page, lanes)
    _stages(page, view, run, places)
    cards = tuple(_card(page, column, place, lanes.card) for column, place in zip(run, places, strict=True))
    page.add(Group(page.say(say("Touchpoint")), page.headline(view.statement), cards))
    _curve(page, run, Box(CONTENT.x + LABELS - GAP / 2, lanes.curve[0], width * len(run), lanes.curve[1]))
    for column, place in zip(run, places, strict=True):
        _beneath(page, column, place, lanes)
    ends = " · ".join(f"{page.say(box.title)} {page.say(share(box.share))}" for box in view.outcomes)
    name = page.say(say("How it ends, of all who start"))
    size = 10.0 if page.kit.width(f"{name}: {ends}", 10, bold=True) <= ENDS.w else 9.0
    page.text("Outcomes", ENDS, [Para((Run(f"{name}: ", bold=True), Run(ends)), size)], anchor="ctr")


def _names(page: Page, lanes: Lanes) -> None:
    """Name the lanes."""
    named = ((say("Stage"), STAGE), (say("Touchpoint"), lanes.card), (say("Score"), lanes.curve),
             (say("Pains"), lanes.pains), (say("Findings"), lanes.pins))  # fmt: skip
    for words, (top, height) in named:
        if not height:
            continue
        box = Box(CONTENT.x, top, LABELS - 6, height)
        shown = para(page.say(words), 10, bold=True, colour="muted", after=2)
        page.text(page.say(words), box, [shown], anchor="t" if top == lanes.pains[0] else "ctr", inset=(0.0, 2.0))


def _stages(page: Page, view: JourneyMap, run: Sequence[Column], places: Sequence[Box]) -> None:
    shapes = []
    for band in view.stages:
        mine = [place for column, place in zip(run, places, strict=True) if column.stage == band.id]
        if not mine:
            continue
        box = Box(mine[0].x, STAGE[0], mine[-1].right - mine[0].x, STAGE[1])
        score = f"  {page.say(Figure('score', band.score))}" if band.score is not None else ""
        size = next((size for size in STAGE_SIZES if page.kit.width(band.title + score, size, bold=True) <= box.w - 26),
                    STAGE_SIZES[-1])  # fmt: skip
        most = int(STAGE[1] / (size * LEADING))
        words = page.cut(band.title + score, size, box.w - 26, most, bold=True)
        shapes.append(Shape(band.title, box, (para(words, size, bold=True, colour="on-band"),), "homePlate", "band",
                            anchor="ctr", inset=(8.0, 0.0)))  # fmt: skip
    page.add(Group(page.say(say("Stage")), page.headline(view.statement), tuple(shapes)))


def _words(kit: Kit, column: Column) -> tuple[Para, Para]:
    """Return the words of a touchpoint: its title, the channel, how often it is reached."""
    title = ("★ " if column.moment else "") + column.title
    channel = column.channel_title if column.channel_title is not None else say("unknown")
    met = f"{kit.wording.words(channel)} · {kit.wording.words(share(column.reach))}"
    return para(title, 11, bold=True, after=2), para(met, 10, colour="muted")


def _card(page: Page, column: Column, place: Box, lane: tuple[float, float]) -> Shape:
    """Return a touchpoint."""
    box = Box(place.x, lane[0], place.w, lane[1])
    room = box.w - 12
    title, met = _words(page.kit, column)
    words: tuple[Para, ...] = (para(page.cut(title.text, 11, room, 4, bold=True), 11, bold=True, after=2),
             para(page.cut(met.text, 10, room, 3), 10, colour="muted"))  # fmt: skip
    words = page.within(words, Box(0, 0, room, box.h - 8))
    return Shape(column.title, box, words, "roundRect", "soft", "star" if column.moment else "", 1.5, inset=(6.0, 4.0))


def _curve(page: Page, run: Sequence[Column], box: Box) -> None:
    """Draw the scores with their intervals; where nothing is known the line has a gap and says so."""
    values = tuple(column.score for column in run)
    labels = tuple("" if value is None else page.say(Figure("score", value)) for value in values)
    dots = tuple("" if value is None else score_colour(value) for value in values)
    counted = any(column.low is not None for column in run)
    line = Line(page.say(say("Score")), values, "edge", labels, dots,
                tuple(column.low for column in run) if counted else (),
                tuple(column.high for column in run) if counted else ())  # fmt: skip
    told = ", ".join(f"{column.title} {label or page.say(say('unknown'))}"
                     for column, label in zip(run, labels, strict=True))  # fmt: skip
    if any(value is not None for value in values):
        name = page.say(say("Score"))
        titles = tuple(column.title for column in run)
        page.add(Plot(name, f"{name}: {told}", box, "line", titles, (line,), Axis(0, 100, 25), whole=True))
    width = box.w / len(run)
    for index, value in enumerate(values):
        if value is None:
            at = Box(box.x + index * width, box.y + box.h / 2 - 8, width, 16)
            page.text("Unknown", at, [para(page.say(say("unknown")), 10, colour="muted", align="ctr")])


def _pains(column: Column) -> list[Para]:
    return [para(text, 10, after=2) for text in column.pains]


def _beneath(page: Page, column: Column, place: Box, lanes: Lanes) -> None:
    """Write what hurts at a touchpoint, and the numbers of its findings."""
    if column.pains:
        page.text("Pains", Box(place.x, lanes.pains[0], place.w, lanes.pains[1]), _pains(column), inset=(4.0, 2.0))
    if column.pins:
        runs = []
        for index, pin in enumerate(column.pins):
            runs.append(Run(("  " if index else "") + str(pin.number), bold=True, colour=severity_colour(pin.severity)))
        box = Box(place.x, lanes.pins[0], place.w, lanes.pins[1])
        page.text("Findings", box, [Para(tuple(runs), 10)], inset=(4.0, 2.0), line="line", anchor="ctr",
                  geometry="roundRect", link=f"finding-{column.pins[0].number}")  # fmt: skip


MAP = Kind("journey-map", 52, of_journey=_slides)
