"""What changed between two journeys, on the columns of the map."""

from collections.abc import Mapping
from types import MappingProxyType

from journeymap.charts.journey_kit import EMPTY, Block, Kit, Pen, Slot
from journeymap.charts.palette import Theme, readable
from journeymap.charts.svg import Label, Rect
from journeymap.charts.typeset import ascent
from journeymap.text import Text, say
from journeymap.views.journey_map import Column, Mark

WORDS: Mapping[str, Text] = MappingProxyType(
    {"added": say("Added"), "removed": say("Removed"), "changed": say("Changed"), "rerouted": say("Rerouted")}
)
SIGNS: Mapping[str, str] = MappingProxyType({"added": "+", "removed": "−", "changed": "≠", "rerouted": "↪"})
_DASHES: Mapping[str, str] = MappingProxyType({"added": "", "removed": "7 5", "changed": "2 3", "rerouted": "6 3 2 3"})


def ground(theme: Theme, mark: Mark | None) -> str:
    """Return the colour behind a column."""
    if mark is None:
        return theme.surface
    return {"added": theme.added, "removed": theme.removed}.get(mark.kind, theme.changed)


def colour(kit: Kit, mark: Mark) -> str:
    """Return the colour of a mark, readable on its ground."""
    theme = kit.theme
    plain = {"added": theme.good, "removed": theme.bad}.get(mark.kind, theme.accent)
    return readable(plain, ground(theme, mark))


def frame(kit: Kit, mark: Mark, slot: Slot, top: float, bottom: float) -> Rect:
    """Draw the ground and the border of a marked column; heights in points."""
    pad, thick = kit.u(8), kit.u(1.3 if mark.kind == "changed" else 2)
    box = (slot.x - pad, top, slot.width + 2 * pad, bottom - top)
    return Rect(*box, slot.on, colour(kit, mark), thick, kit.u(8), _DASHES.get(mark.kind, "2 3"))


def mark_block(kit: Kit, column: Column, slot: Slot) -> Block:
    """Write the badge of a marked column with what changed."""
    mark = column.mark
    if mark is None:
        return EMPTY
    shade, size = colour(kit, mark), kit.size("small")
    text = f"{SIGNS.get(mark.kind, '≠')}\u00a0{kit.say(WORDS.get(mark.kind, WORDS['changed']))}"
    wide, high = min(slot.width, kit.wide(text, "small", "semibold") + kit.u(14)), kit.high("small") + kit.u(4)
    pen = Pen(kit, slot.on, slot.width)
    ink = readable(kit.theme.surface, shade)
    pen.add(
        Rect(0, 0, wide, high, shade, radius=kit.u(4)),
        Label(text, kit.u(7), high / 2 + ascent(size) * 0.36, size, ink, shade, "semibold"),
    )
    pen.y = high
    if mark.delta is not None:
        pen.down(4)
        words = kit.say(say("score {delta}", delta=kit.signed(mark.delta)))
        likeness = "≈\u00a0" if mark.verdict == "alike" else ""
        inks = {1: kit.theme.good, -1: kit.theme.bad}
        pen.write(likeness + words, "small", weight="semibold", fill=inks.get(mark.direction, kit.theme.muted))
    for words_ in mark.words:
        pen.down(3)
        pen.write(kit.say(words_), "small")
    return pen.done()
