"""What the signs of a Gantt chart mean."""

from collections.abc import Sequence
from typing import TypeAlias

from journeymap.charts.axes import Key, line
from journeymap.charts.gantt_bars import Painter
from journeymap.charts.gantt_frame import Frame
from journeymap.charts.palette import mix, readable
from journeymap.charts.svg import Box, Rect, Shape
from journeymap.charts.symbols import arrow, hatched
from journeymap.text import Text, say
from journeymap.views.gantt import Bar, Past

Sign: TypeAlias = tuple[bool, Text, Sequence[Shape]]
"""Whether it is in the drawing, what it means, how it looks."""


def bar_keys(paint: Painter, bars: tuple[Bar, ...], done: tuple[Past, ...]) -> list[Key]:
    """Return the signs of bars that are in the drawing, with their meaning."""
    return _used(paint.frame, (*_kinds(paint, bars, done), *_marks(paint, bars, done)))


def _used(frame: Frame, signs: Sequence[Sign]) -> list[Key]:
    return [Key(frame.kit.say(words), tuple(shapes)) for used, words, shapes in signs if used]


def _kinds(paint: Painter, bars: tuple[Bar, ...], done: tuple[Past, ...]) -> list[Sign]:
    kit, theme, ink = paint.kit, paint.theme, paint.ink
    box = Box(kit.u(1), kit.u(2), kit.u(24), kit.u(10))
    at, radius = (box.x, box.y, box.width, box.height), kit.u(3)
    chosen = [bar for bar in bars if not bar.later]
    grey = Rect(*at, mix(theme.surface, theme.edge, 0.35), paint.grey, 1.2, radius)
    return [
        (bool(done), say("finished"), (grey, paint.check(box.right, kit.u(7)))),
        (any(bar.started for bar in bars), say("done of what is under way"), hatched(*at, ink)),
        (any(bar.critical for bar in bars), say("critical: a week's delay delays the end"),
         (Rect(*at, ink, theme.ink, 2, radius),)),
        (any(bar.needed and not bar.critical for bar in chosen), say("needed for the target"),
         (Rect(*at, paint.soft, ink, 1.2, radius),)),
        (any(not bar.needed for bar in chosen), say("optional"),
         (Rect(*at, theme.surface, ink, 1.2, radius, "3 2.5"),)),
        (any(bar.later for bar in bars), say("later, behind the plan"),
         (Rect(*at, theme.surface, paint.grey, 1.2, radius, "1.5 2.5"),)),
    ]  # fmt: skip


def _marks(paint: Painter, bars: tuple[Bar, ...], done: tuple[Past, ...]) -> list[Sign]:
    kit, theme, middle = paint.kit, paint.theme, paint.kit.u(7)
    thin = paint.thin(Box(kit.u(1), kit.u(5), kit.u(24), 0))
    good, post, size = readable(theme.good, theme.surface, 3), kit.u(18), kit.u(4.5)
    was, estimated = any(bar.was for bar in bars), any(past.begun is not None and past.planned for past in done)
    agreed = (Rect(kit.u(8), kit.u(2), kit.u(17), kit.u(10), paint.soft, paint.ink, 1.2, kit.u(3)),
              line([(kit.u(8), 0), (kit.u(8), kit.u(14))], theme.ink, 2.4))  # fmt: skip
    return [
        (any(bar.frozen and not bar.started for bar in bars), say("start agreed"), agreed),
        (was or estimated, say("as in the last plan, or as estimated") if was and estimated else
         say("as in the last plan") if was else say("as estimated"), (thin,)),
        (any(bar.deadline is not None for bar in bars), say("deadline"),
         (line([(post, kit.u(1)), (post, kit.u(14))], good, 1.4), arrow(post - size, kit.u(4), (-1, 0), size, good))),
        (any(bar.discussed for bar in bars), say("for discussion: as likely in another quarter"),
         paint.question(kit.u(13), middle)),
        (any(bar.after for bar in bars), say("waits for"),
         (line([(0, middle), (kit.u(22), middle)], paint.grey, 1.2),
          arrow(kit.u(26), middle, (1, 0), kit.u(5), paint.grey))),
    ]  # fmt: skip


def load_keys(frame: Frame) -> list[Key]:
    """Return the signs of the load that are in the drawing, with their meaning."""
    kit, theme, load = frame.kit, frame.theme, frame.view.load
    grey, ink = readable(theme.edge, theme.surface, 3), readable(theme.accent, theme.surface, 3)
    column = (kit.u(7), kit.u(1), kit.u(12), kit.u(12))
    dips = any(lane.capacity and min(lane.capacity) < max(lane.capacity) for lane in load)
    return _used(frame, [
        (any(lane.used for lane in load), say("people at work"), (Rect(*column, ink),)),
        (any(lane.capacity for lane in load), say("people who are free"),
         (line([(0, kit.u(7)), (kit.u(26), kit.u(7))], grey, 1.2),)),
        (dips, say("fewer than usual"), (Rect(*column, mix(theme.surface, theme.edge, 0.3)),)),
        (any(lane.over for lane in load), say("more than are free"),
         (Rect(*column, readable(theme.bad, theme.surface, 3), theme.ink, 1.2),)),
    ])  # fmt: skip
