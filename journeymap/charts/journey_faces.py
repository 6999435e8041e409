"""How customers feel at a touchpoint, as a face beside a number."""

import math
from collections.abc import Iterator

from journeymap.charts import symbols
from journeymap.charts.journey_kit import Kit, Slot
from journeymap.charts.palette import readable
from journeymap.charts.svg import Label, Shape
from journeymap.charts.typeset import ascent
from journeymap.views.journey_map import Column


def mood(kit: Kit, column: Column, slot: Slot, y: float, radius: float) -> Iterator[Shape]:
    """Draw how customers feel, as a face and a number; heights and the radius in points."""
    size = kit.size("small")
    if column.absent:
        return
    if column.emotion is None:
        yield Label("–", slot.centre, y + ascent(size) * 0.36, size, readable(kit.theme.muted, slot.on), slot.on,
                    anchor="middle")  # fmt: skip
        return
    scores = kit.theme.scores
    step = max(-2, min(2, math.floor(column.emotion + 0.5)))
    colour = readable((scores[0], scores[1], kit.theme.muted, scores[2], scores[3])[step + 2], slot.on, 3)
    yield from symbols.face(slot.centre - radius, y, radius, column.emotion, colour, slot.on)
    text = kit.signed(column.emotion)
    yield Label(text, slot.centre + kit.u(7), y + ascent(size) * 0.36, size, readable(kit.theme.ink, slot.on), slot.on,
                "semibold")  # fmt: skip
