"""What the signs of the priority matrix mean."""

from collections.abc import Sequence

from journeymap.charts.axes import Key, line
from journeymap.charts.journey_kit import Kit
from journeymap.charts.palette import readable
from journeymap.charts.svg import Circle, Shape
from journeymap.text import Text, say
from journeymap.views.priorities import Priorities


def keys(kit: Kit, view: Priorities, *, divided: bool, sure: bool) -> list[Key]:
    """Return the signs that are in the drawing, with their meaning.

    Parameters
    ----------
    divided
        Whether lines of the medians are drawn.
    sure
        Whether the line from an impact down to what its confidence leaves is drawn.
    """
    theme, middle = kit.theme, kit.u(7)
    colour, at = readable(theme.accent, theme.surface), (kit.u(13), middle, kit.u(6))
    grey = readable(theme.edge, theme.surface, 3)
    ranged = any(c.effort is not None and (c.most is not None or c.least is not None) for c in view.candidates)
    rows: Sequence[tuple[bool, Text, tuple[Shape, ...]]] = (
        (any(c.critical for c in view.candidates), say("on the critical chain"), (Circle(*at, colour, colour, 1.6),)),
        (any(c.needed and not c.critical for c in view.candidates), say("needed for the target"),
         (Circle(*at, theme.surface, colour, 1.6),)),
        (any(not c.needed for c in view.candidates), say("optional"),
         (Circle(*at, theme.surface, colour, 1.6, "2 2"),)),
        (ranged, say("range of the effort"),
         tuple(line(ends, grey, 1.6) for ends in (
             [(0, middle), (kit.u(26), middle)], [(0, kit.u(3)), (0, kit.u(11))],
             [(kit.u(26), kit.u(3)), (kit.u(26), kit.u(11))]))),
        (sure, say("down to the impact times its confidence"),
         tuple(line(ends, grey, 1.6) for ends in (
             [(kit.u(13), 0), (kit.u(13), kit.u(13))], [(kit.u(9), kit.u(13)), (kit.u(17), kit.u(13))]))),
        (divided, say("medians"), (line([(0, middle), (kit.u(26), middle)], grey, 1.2, "5 4"),)),
    )  # fmt: skip
    return [Key(kit.say(words), shapes) for used, words, shapes in rows if used]
