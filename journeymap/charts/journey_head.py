"""The head of the journey map, its stage bands, and the card of each touchpoint."""

from collections.abc import Sequence

from journeymap.charts import symbols
from journeymap.charts.journey_kit import Block, Kit, Pen, Slot
from journeymap.charts.palette import band, band_word, readable
from journeymap.charts.svg import Group, Label, Path, Rect, Shape, number
from journeymap.charts.typeset import ascent
from journeymap.records import dataclass
from journeymap.text import Figure, Text, count, say
from journeymap.views.journey_map import Column, JourneyMap, StageBand


def heading(kit: Kit, view: JourneyMap, width: float) -> Block:
    """Write what the map is, what it says, and its headline figures; `width` in points."""
    theme = kit.theme
    column = min(width, kit.u(760))
    pen = Pen(kit, theme.page, column)
    pen.write(kit.say(view.subtitle), "small", weight="semibold", fill=theme.accent)
    pen.down(2)
    pen.write(view.title, "headline", weight="semibold")
    pen.down(4)
    pen.write(kit.say(view.statement), "title", fill=theme.muted)
    for words in view.caption:
        pen.down(3)
        pen.write("•", "body", fill=theme.accent)
        pen.y -= kit.high("body")
        pen.write(kit.say(words), "body", indent=kit.u(12))
    lines = [shape.box().right for shape in pen.shapes if isinstance(shape, Label)]
    taken = max(lines, default=0.0)
    beside = width - taken - kit.u(56)
    row = figures(kit, view.figures, beside if beside > kit.u(420) else width)
    if beside > kit.u(420):
        top = max(0.0, (pen.y - row.height) / 2)
        moved = Group(row.shapes, dx=taken + kit.u(56), dy=top)
        return Block(max(pen.y, row.height), (*pen.shapes, moved))
    pen.down(14)
    return Block(pen.y + row.height, (*pen.shapes, Group(row.shapes, dy=pen.y)))


def figures(kit: Kit, named: Sequence[tuple[Text, Figure | str]], width: float) -> Block:
    """Set numbers over their names in rows."""
    theme, shapes = kit.theme, list[Shape]()
    x, top, gap, deepest = 0.0, 0.0, kit.u(30), 0.0
    for name, figure in named:
        value, word = kit.say(figure), kit.say(name)
        room = min(width, kit.u(170) * theme.scale)
        lines = kit.lines(word, "small", room)
        wide = max([kit.wide(value, "figure", "semibold"), *(kit.wide(line, "small") for line in lines)])
        if x and x + wide > width:
            x, top, deepest = 0.0, top + deepest + kit.u(8), 0.0
        pen = Pen(kit, theme.page, room, x, top)
        pen.set((value,), "figure", weight="semibold")
        pen.set(lines, "small", fill=theme.muted)
        shapes += pen.shapes
        deepest = max(deepest, pen.y - top)
        x += wide + gap
    return Block(top + deepest, tuple(shapes))


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring columns of one stage, by the numbers of the first and the one after the last."""

    stage: StageBand
    first: int
    end: int


def runs(view: JourneyMap) -> tuple[Run, ...]:
    """Return the stages as they span the columns."""
    bands = {stage.id: stage for stage in view.stages}
    found: list[Run] = []
    for number_, column in enumerate(view.columns):
        if found and found[-1].stage.id == column.stage:
            found[-1] = Run(found[-1].stage, found[-1].first, number_ + 1)
        else:
            band = bands.get(column.stage) or StageBand(column.stage, column.stage, ())
            found.append(Run(band, number_, number_ + 1))
    return tuple(found)


def stage_band(kit: Kit, stage: StageBand, width: float, index: int) -> Block:
    """Draw a stage as an arrow over its columns with its score; `width` in points."""
    theme, pad = kit.theme, kit.u(14)
    fill = theme.stage[index % 2]
    chip, chip_wide = _stage_chip(kit, stage)
    beside = width - 3 * pad - chip_wide
    own_row = chip is not None and beside < kit.u(90)
    pen = Pen(kit, fill, width - 2.2 * pad if own_row or chip is None else beside, pad, kit.u(8))
    pen.write(stage.title, "title", weight="semibold", fill=theme.on_stage)
    shapes = list(pen.shapes)
    height = pen.y + kit.u(8)
    if chip is not None:
        high = kit.high("small") + kit.u(4)
        y = pen.y + kit.u(3) if own_row else kit.u(8) + (kit.high("title") - high) / 2
        shapes.append(Group(chip, dx=pad if own_row else width - 1.4 * pad - chip_wide, dy=y))
        height = max(height, y + high + kit.u(8))
    return Block(height, tuple(shapes))


def stage_arrow(kit: Kit, width: float, height: float, index: int) -> Path:
    """Draw the ground of a stage band; all lengths in points."""
    tip = kit.u(9)
    d = (
        f"M0 0H{number(width - tip)}L{number(width)} {number(height / 2)}"
        f"L{number(width - tip)} {number(height)}H0{'z' if not index else f'L{number(tip)} {number(height / 2)}z'}"
    )
    return Path(d, fill=kit.theme.stage[index % 2])


def _stage_chip(kit: Kit, stage: StageBand) -> tuple[tuple[Shape, ...] | None, float]:
    """Draw the score of a stage with its word; returns it with its width in points."""
    if stage.score is None:
        return None, 0.0
    theme, size = kit.theme, kit.size("small")
    text = f"{kit.score(stage.score)}\u00a0{kit.say(band_word(band(stage.score)))}"
    dot, high = kit.u(4), kit.high("small") + kit.u(4)
    wide = kit.wide(text, "small", "semibold") + kit.u(27)
    ground = theme.surface
    return (
        Rect(0, 0, wide, high, ground, radius=high / 2),
        _dot(kit, kit.u(11), high / 2, dot, stage.score),
        Label(text, kit.u(19), high / 2 + ascent(size) * 0.36, size, theme.ink, ground, "semibold"),
    ), wide


def _dot(kit: Kit, x: float, y: float, radius: float, score: float) -> Rect:
    """Draw a score as a dot."""
    colour = readable(kit.theme.score(score), kit.theme.surface, 3)
    return Rect(x - radius, y - radius, 2 * radius, 2 * radius, colour, radius=radius)


@dataclass(frozen=True, slots=True)
class Card:
    """The card of a touchpoint: its head from the top, its foot from the bottom."""

    head: Block
    foot: Block


def card(kit: Kit, column: Column, index: int, slot: Slot) -> Card:
    """Write the number, the name and the star of a touchpoint, and who gets there."""
    theme, pad = kit.theme, kit.u(9)
    inner = slot.width - 2 * pad
    pen = Pen(kit, slot.on, inner, pad, kit.u(9))
    digits = kit.say(count(index))
    size = kit.size("small")
    side = max(kit.high("title"), kit.wide(digits, "small", "semibold") + kit.u(8))
    pen.add(
        Rect(pad, pen.y, side, kit.high("title"), theme.ink, radius=kit.high("title") / 2),
        Label(digits, pad + side / 2, pen.y + kit.high("title") / 2 + ascent(size) * 0.36, size, theme.surface,
              theme.ink, "semibold", "middle"),
    )  # fmt: skip
    least = pen.y + kit.high("title")
    ink = theme.muted if column.absent else None
    pen.write(column.title, "title", weight="semibold", indent=side + kit.u(6), fill=ink)
    pen.y = max(pen.y, least)
    if column.moment:
        pen.down(3)
        radius = kit.size("small") * 0.62
        colour = readable(theme.star, slot.on)
        pen.add(symbols.star(pad + radius, pen.y + kit.high("small") / 2, radius, colour))
        pen.write(kit.say(say("Moment of truth")), "small", weight="semibold", fill=colour,
                  indent=2 * radius + kit.u(5))  # fmt: skip
    pen.down(4)
    return Card(pen.done(), _foot(kit, column, slot))


def _foot(kit: Kit, column: Column, slot: Slot) -> Block:
    """Write how many customers start here and get here, with a bar."""
    theme, pad = kit.theme, kit.u(9)
    inner = slot.width - 2 * pad
    pen, part = Pen(kit, slot.on, inner, pad), kit.share(column.reach)
    if column.absent:
        words = say("not there yet") if column.absent == "later" else say("no longer there")
        pen.write(kit.say(words), "tiny", fill=theme.muted)
        pen.down(8)
        return pen.done()
    if column.entry > 0:
        pen.write(kit.say(say("{share} start here", share=kit.share(column.entry))), "tiny", weight="semibold",
                  fill=theme.accent)  # fmt: skip
    gone = column.mark is not None and column.mark.kind == "removed"
    words = say("{share} got here", share=part) if gone else say("{share} get here", share=part)
    pen.write(kit.say(words), "tiny", fill=theme.muted)
    pen.down(2)
    high = kit.u(4)
    pen.add(Rect(pad, pen.y, inner, high, theme.line, radius=high / 2))
    if column.reach > 0:
        wide = max(high, inner * min(1.0, column.reach))
        pen.add(Rect(pad, pen.y, wide, high, readable(theme.edge, slot.on, 3), radius=high / 2))
    pen.y += high
    pen.down(8)
    return pen.done()
