"""The ends of a journey as cards at the right edge of the map."""

from journeymap.charts import symbols
from journeymap.charts.journey_kit import Kit, Pen
from journeymap.charts.journey_rows import Signpost
from journeymap.charts.palette import readable
from journeymap.charts.svg import Rect, Shape
from journeymap.records import dataclass
from journeymap.text import count, say
from journeymap.views.journey_map import OutcomeBox
from journeymap.vocabulary import OutcomeKind

WIDTH = 172.0
"""Width of a card on the screen."""


@dataclass(frozen=True, slots=True)
class OutcomeCard:
    """A card from its top left corner, with its height in points."""

    height: float
    shapes: tuple[Shape, ...]


def outcome_colour(kit: Kit, box: OutcomeBox) -> str:
    """Return the colour of an end: good ends stand apart from losses, and both from ways to another row."""
    theme, kind = kit.theme, box.kind
    if isinstance(box, Signpost) and box.number:
        return theme.bad if box.failing else theme.muted if box.back else theme.accent
    if kind is OutcomeKind.COMPLETED:
        return theme.good
    return theme.muted if kind is OutcomeKind.NOT_ELIGIBLE else theme.bad


def outcome_card(kit: Kit, box: OutcomeBox) -> OutcomeCard:
    """Draw an outcome: its sign, its name, its probability as a number and as a bar."""
    theme, wide, pad = kit.theme, kit.u(WIDTH), kit.u(9)
    ground, top = theme.surface, kit.u(6)
    colour = readable(outcome_colour(kit, box), ground)
    part, side = kit.share(box.share), kit.size("title") * 1.1
    beside = side + kit.u(4)
    indent = beside + max(kit.wide(part, "title", "semibold"), kit.u(28)) + kit.u(8)
    pen = Pen(kit, ground, wide - 2 * pad, pad, top)
    pen.write(part, "title", weight="semibold", fill=colour, indent=beside)
    pen.add(symbols.icon(symbols.outcome_icon(box.kind), pad, top + (kit.high("title") - side) / 2, side, colour))
    low, name = pen.y, kit.say(box.title)
    longest = max((kit.wide(word, "small", "semibold") for word in name.split(" ")), default=0.0)
    if longest <= pen.width - indent:
        pen.y = top + kit.u(1)
    else:
        # A word that would be broken beside the percentage stands below it.
        pen.y, indent = low + kit.u(2), 0.0
    pen.write(name, "small", weight="semibold", indent=indent)
    if box.was is not None:
        pen.write(kit.say(say("was {share}", share=kit.share(box.was))), "tiny", fill=theme.muted, indent=indent)
    pen.y = max(low, pen.y) + kit.u(3)
    full, high = wide - 2 * pad, kit.u(4)
    pen.add(Rect(pad, pen.y, full, high, theme.line, radius=high / 2))
    if box.share > 0:
        pen.add(Rect(pad, pen.y, max(high, full * min(1.0, box.share)), high, colour, radius=high / 2))
    height = pen.y + high + kit.u(6)
    frame = Rect(0, 0, wide, height, ground, colour, 1.4, kit.u(8))
    return OutcomeCard(height, (frame, *pen.shapes))


def signpost(kit: Kit, post: Signpost) -> OutcomeCard:
    """Draw where ways lead that end in another row: an arrow, the number of the touchpoint, and its name."""
    theme, wide, pad = kit.theme, kit.u(WIDTH), kit.u(8)
    ground = theme.surface
    colour, side = readable(outcome_colour(kit, post), ground), kit.size("body") * 1.2
    drawing = symbols.outcome_icon(post.kind)
    if post.number:
        drawing = symbols.UPWARD if post.back else symbols.DOWNWARD
    pen = Pen(kit, ground, wide - 2 * pad, pad, kit.u(5))
    pen.add(symbols.icon(drawing, pad, pen.y + (kit.high("body") - side) / 2, side, colour))
    name = f"{kit.say(count(post.number))}\u00a0·\u00a0{kit.say(post.title)}" if post.number else kit.say(post.title)
    pen.write(name, "small", weight="semibold", fill=colour, indent=side + kit.u(6))
    height = pen.y + kit.u(5)
    frame = Rect(0, 0, wide, height, ground, colour, 1.1, kit.u(6), "" if post.number else "3 3")
    return OutcomeCard(height, (frame, *pen.shapes))
