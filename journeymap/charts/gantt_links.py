"""Links between the bars of a Gantt chart: along the row, then down or up into the bar, in channels of their own."""

from collections.abc import Sequence

from journeymap.charts.journey_kit import Kit
from journeymap.charts.palette import readable
from journeymap.charts.svg import Box, Path, Shape, number
from journeymap.charts.symbols import arrow
from journeymap.records import dataclass


@dataclass(frozen=True)
class Tie:
    """What waits for what.

    Attributes
    ----------
    tail, head
        The bar that ends first, and the one that waits.
    heavy
        Whether both are critical and touch.
    """

    tail: Box
    head: Box
    heavy: bool


def links(kit: Kit, ties: Sequence[Tie]) -> list[Shape]:
    """Draw links, the heavy ones last.

    Links into one bar share a channel; links into different bars do not run over one another
    as long as the bars leave room.
    """
    taken: list[tuple[float, float, float, Box]] = []
    found: list[Shape] = []
    for tie in sorted(ties, key=lambda tie: tie.heavy):
        x = _channel(kit, tie, taken)
        found += _drawn(kit, tie, x)
    return found


def _channel(kit: Kit, tie: Tie, taken: list[tuple[float, float, float, Box]]) -> float:
    """Choose where the link runs down or up, and remember it."""
    tail, head, step = tie.tail, tie.head, kit.u(8)
    low, high = sorted((tail.y + tail.height / 2, head.y + head.height / 2))
    most = max(head.right - kit.u(2), head.x + kit.u(3))
    first = min(max(tail.right, head.x) + step, most)
    places = [first + index * step for index in range(8) if first + index * step <= most] or [first]
    free = [x for x in places if not any(abs(x - other) < step * 0.9 and low < bottom and top < high and box != head
                                         for other, top, bottom, box in taken)]  # fmt: skip
    x = (free or places)[0]
    taken.append((x, low, high, head))
    return x


def _drawn(kit: Kit, tie: Tie, x: float) -> list[Shape]:
    theme, tail, head = kit.theme, tie.tail, tie.head
    colour = readable(theme.ink if tie.heavy else theme.edge, theme.page, 3)
    thick, size = (2.2, kit.u(6)) if tie.heavy else (1.2, kit.u(5))
    down = 1 if head.y > tail.y else -1
    tip = head.y - 2 if down > 0 else head.bottom + 2
    d = f"M{number(tail.right)} {number(tail.y + tail.height / 2)}H{number(x)}V{number(tip - down * size * 0.8)}"
    return [Path(d, stroke=colour, stroke_width=thick), arrow(x, tip, (0, down), size, colour)]
