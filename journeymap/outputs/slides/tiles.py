"""Figures beside each other: a name, a value in large letters, and what it is to become."""

from collections.abc import Sequence

from journeymap.outputs.slides.page import LEADING, Page
from journeymap.outputs.slides.scene import Box, Shape, para
from journeymap.views.report_parts import Fact

VALUE_SIZES = (22.0, 18.0, 15.0, 12.0)
NAME, BECOMES, NOTE = 10.5, 12.0, 9.0
INSET = (10.0, 7.0)
GAP = 10.0


def tiles(page: Page, facts: Sequence[Fact], box: Box, across: int, *, noted: bool = False) -> None:
    """Put figures into rows of tiles that fill a box, their values in letters of one size.

    Parameters
    ----------
    noted
        Whether what must be read with a value stands beneath it.
    """
    rows = -(-len(facts) // across)
    height = (box.h - GAP * (rows - 1)) / rows
    size = _size(page, facts, (box.w - GAP * (across - 1)) / across - 2 * INSET[0], height)
    for row in range(rows):
        line = Box(box.x, box.y + row * (height + GAP), box.w, height)
        for place, fact in zip(line.columns(across, GAP), facts[row * across : (row + 1) * across], strict=False):
            _tile(page, fact, place, size, noted=noted)


def _size(page: Page, facts: Sequence[Fact], room: float, height: float) -> float:
    """Return the largest size in which every value stands on one line of its tile."""
    becomes = BECOMES * LEADING if any(fact.target != "" for fact in facts) else 0.0
    left = height - 2 * INSET[1] - NAME * LEADING - becomes
    values = [page.say(fact.value) for fact in facts]
    fitting = (size for size in VALUE_SIZES if size * LEADING <= left
               and all(page.kit.width(value, size, bold=True) <= room for value in values))  # fmt: skip
    return next(fitting, VALUE_SIZES[-1])


def _tile(page: Page, fact: Fact, box: Box, size: float, *, noted: bool) -> None:
    room = box.w - 2 * INSET[0]
    words = [para(page.cut(page.say(fact.name), NAME, room, 1), NAME, colour="muted")]
    words.append(para(page.say(fact.value), size, bold=True))
    if fact.target != "":
        words.append(para(f"▸ {page.say(fact.target)}", BECOMES, bold=True, colour="accent"))
    if noted and fact.note != "":
        words.append(para(page.say(fact.note), NOTE, colour="muted"))
    shown = page.within(words, Box(box.x, box.y, room, box.h - 2 * INSET[1]))
    page.add(Shape(page.say(fact.name), box, shown, fill="soft", inset=INSET))
