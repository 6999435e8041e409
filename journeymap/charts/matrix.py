"""The priority matrix: what each initiative brings against what it takes, with its range."""

import math
from collections.abc import Sequence

from journeymap.charts.axes import Key, balanced, beside, legend, line, spread, ticks
from journeymap.charts.callouts import callouts, neighbours
from journeymap.charts.journey_kit import Block, Kit, Pen
from journeymap.charts.palette import Theme, mix, readable
from journeymap.charts.picture import picture
from journeymap.charts.svg import Box, Circle, Group, Label, Rect, Shape
from journeymap.charts.typeset import ascent
from journeymap.languages import Language
from journeymap.text import Text, number, say, share
from journeymap.views.priorities import QUADRANTS, Candidate, Priorities

WIDTH = 940.0
"""On the screen, in points."""

HEIGHT = 380.0
"""Of the plot on the screen, in points."""

POINT = 4.5
"""Radius of a point whose number stands beside it, in points."""

TITLE, TITLES = 132.0, 172.0
"""Width of a title in the plot on the screen, and of one of several in a column, in points."""


def matrix(view: Priorities, language: Language, theme: Theme, *, prefix: str, alone: bool = False) -> str:
    """Draw initiatives by impact and effort, with a list of all of them below.

    Parameters as for :func:`~journeymap.charts.picture.picture`.
    """
    return picture(_Matrix(view, Kit(theme, language)), title=say("Impact against effort"), statement=view.statement,
                   prefix=prefix, empty=not view.candidates, alone=alone)  # fmt: skip


def decades(low: float, high: float) -> tuple[float, ...]:
    """Return the round steps 1, 2 and 5 of each decade that enclose a range above zero.

    Examples
    --------
    >>> decades(3, 160)
    (2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0)
    """
    first, last = math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 1
    steps = [factor * 10.0**power for power in range(first, last + 1) for factor in (1, 2, 5)]
    start = max(index for index, step in enumerate(steps) if step <= low)
    end = min(index for index, step in enumerate(steps) if step >= high and index > start)
    return tuple(float(f"{step:.12g}") for step in steps[start : end + 1])


def away(box: Box, x: float, y: float) -> float:
    """Return how far a point is from a box."""
    return math.hypot(max(box.x - x, 0.0, x - box.right), max(box.y - y, 0.0, y - box.bottom))


def around(x: float, y: float, radius: float) -> Box:
    """Return the square about a point."""
    return Box(x - radius, y - radius, 2 * radius, 2 * radius)


class _Matrix:
    """One matrix while it is drawn."""

    def __init__(self, view: Priorities, kit: Kit) -> None:
        self.view, self.kit, self.theme = view, kit, kit.theme
        self.width, self.edge = kit.u(WIDTH), kit.u(14)
        self.placed = [c for c in view.candidates if c.effort is not None and c.impact is not None]
        self.enablers = [c for c in view.candidates if c.effort is not None and c.impact is None and c.enabler]
        efforts = [max(0.5, effort) for c in (*self.placed, *self.enablers)
                   for effort in (c.effort, c.least, c.most) if effort is not None]  # fmt: skip
        self.across = decades(min(efforts, default=1.0), max(efforts, default=100.0))
        gains = [c.impact for c in self.placed if c.impact is not None]
        self.up = ticks(min([0.0, *gains]), max([0.0, *gains]), 6) if any(gains) else ticks(0, 1, 3)
        self.words = [kit.say(view.tick(step)) for step in self.up]
        left = self.edge + max(kit.wide(words, "small") for words in self.words) + kit.u(8)
        top = self.edge + kit.high("small") + kit.u(8)
        self.plot = Box(left, top, self.width - self.edge - left, kit.u(HEIGHT))
        self.radius = kit.u(9)

    def x(self, effort: float) -> float:
        low, high = math.log(self.across[0]), math.log(self.across[-1])
        inside = self.plot.width - 2 * self.radius
        return self.plot.x + self.radius + (math.log(max(0.5, effort, self.across[0])) - low) / (high - low) * inside

    def y(self, impact: float) -> float:
        pad = 1.2 * self.radius + self.kit.high("tiny") + self.kit.u(5)
        inside = self.plot.height - 2 * pad
        return self.plot.bottom - pad - (impact - self.up[0]) / (self.up[-1] - self.up[0]) * inside

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        found: list[Shape] = [*self.grid()]
        words, taken = self.quadrants()
        found += [*words, *self.points(taken)]
        y = self.plot.bottom + self.kit.high("small") + self.kit.u(10)
        band = self.band(y)
        found += band.shapes
        y += band.height
        pen = Pen(self.kit, self.theme.surface, self.width - 2 * self.edge, self.edge, y + self.kit.u(6))
        pen.write(self.kit.say(say("effort in person-days, each step about twice the one before")), "small",
                  fill=self.theme.muted, weight="semibold", anchor="end")  # fmt: skip
        pen.down(8)
        keys = legend(self.kit, self.keys(), pen.width, self.theme.surface)
        found += [*pen.shapes, Group(keys.shapes, self.edge, pen.y)]
        low = pen.y + keys.height + self.kit.u(10)
        listed = self.listed(low) if self.view.listed else Block(low, ())
        height = listed.height + self.edge
        return (Rect(0, 0, self.width, height, self.theme.surface), *found, *listed.shapes), height

    def grid(self) -> list[Shape]:
        kit, theme, plot, size = self.kit, self.theme, self.plot, self.kit.size("small")
        found: list[Shape] = [Rect(plot.x, plot.y, plot.width, plot.height, theme.surface, theme.line)]
        measure = kit.say(say("{measure} ↑", measure=self.view.measure))
        found.append(Label(measure, self.edge, self.edge + ascent(size), size, theme.muted, theme.surface, "semibold"))
        for step, words in zip(self.up, self.words, strict=True):
            y = self.y(step)
            found.append(line([(plot.x, y), (plot.right, y)], theme.line, 1))
            at = (plot.x - kit.u(6), y + size * 0.36)
            found.append(Label(words, *at, size, theme.muted, theme.surface, anchor="end"))
        reached = -math.inf
        for step in self.across:
            text, x = kit.say(number(step, 0 if step >= 1 else 1)), self.x(step)
            half = kit.wide(text, "small") / 2
            found.append(line([(x, plot.bottom), (x, plot.bottom + kit.u(4))], theme.edge, 1))
            if x - half > reached:
                base = plot.bottom + kit.u(6) + ascent(size)
                found.append(Label(text, x, base, size, theme.muted, theme.surface, anchor="middle"))
                reached = x + half + kit.u(6)
        return found

    def quadrants(self) -> tuple[list[Shape], list[Box]]:
        """Divide the plot at the medians and say in each corner what it means."""
        if self.view.middle is None:
            return [], []
        kit, theme, plot = self.kit, self.theme, self.plot
        x, y = self.x(self.view.middle[0]), self.y(self.view.middle[1])
        found: list[Shape] = [line([(x, plot.y), (x, plot.bottom)], theme.edge, 1.2, "5 4"),
                              line([(plot.x, y), (plot.right, y)], theme.edge, 1.2, "5 4")]  # fmt: skip
        taken: list[Box] = []
        for (much, high), words in QUADRANTS.items():
            room = max(kit.u(110), (plot.right - x if much else x - plot.x) - kit.u(12))
            lines = kit.lines(kit.say(words), "tiny", room)
            wide, tall = max(kit.wide(text, "tiny") for text in lines), len(lines) * kit.high("tiny")
            left = plot.right - kit.u(6) - wide if much else plot.x + kit.u(6)
            top = plot.y + kit.u(4) if high else plot.bottom - kit.u(4) - tall
            pen = Pen(kit, theme.surface, wide, left, top)
            pen.set(lines, "tiny", fill=theme.muted, weight="regular", anchor="end" if much else "start")
            found += pen.shapes
            taken.append(Box(left, top, wide, tall))
        return found, taken

    def points(self, taken: list[Box]) -> list[Shape]:
        """Draw ranges, then each point where its value is; numbers and titles give way to each other, points never."""
        dots = [(self.x(c.effort or 0.0), self.y(c.impact or 0.0)) for c in self.placed]
        groups = neighbours(dots, 2 * self.radius + self.kit.u(1))
        within = {i: around(*dots[i], self.radius) for group in groups for i in group if len(group) == 1}
        within = {i: box for i, box in within.items() if not any(box.overlaps(other) for other in taken)}
        r = self.kit.u(POINT) + 1
        taken += [*within.values(), *(around(x, y, r) for x, y in dots)]
        bars = [shape for c, (_, y) in zip(self.placed, dots, strict=True) for shape in self.range(c, y)]
        marks = [shape for i in within for shape in self.badge(self.placed[i], *dots[i])]
        beside = [group for group in groups if group[0] not in within]
        for group in beside:
            marks += self.numbers_beside([self.placed[i] for i in group], [dots[i] for i in group], taken)
        taken += [box for candidate in self.placed for box in self.covered(candidate)]
        taken += self.medians()
        titles = [shape for group in [*beside, *((i,) for i in within)] for shape in self.titles(group, dots, taken)]
        return [*bars, *marks, *titles]

    def numbers_beside(
        self, candidates: Sequence[Candidate], dots: Sequence[tuple[float, float]], taken: list[Box]
    ) -> list[Shape]:
        """Draw points that stand too near to one another for their numbers, and these beside them at lines."""
        wide = max(self.kit.wide(str(c.number), "small", "semibold") for c in candidates) + self.kit.u(5)
        size = (wide, self.kit.high("small") + self.kit.u(1))
        ranges = [box for candidate in self.placed for box in self.covered(candidate)]
        gap = self.kit.u(18)
        spots = (callouts(dots, size, gap, [*taken, *ranges, *self.medians()], self.plot)
                 or callouts(dots, size, gap, taken, self.plot)
                 or [self.free(x, y, size, taken) for x, y in dots])  # fmt: skip
        ink = readable(self.theme.ink, self.theme.surface)
        found: list[Shape] = []
        column = len({u for u, _ in spots}) == 1
        for (x, y), (u, v) in zip(dots, spots, strict=True):
            end = (u - math.copysign(wide / 2, u - x), v) if column else (u, v - math.copysign(size[1] / 2, v - y))
            found.append(line([(x, y), end], ink, 0.9))
        for candidate, home, spot in zip(candidates, dots, spots, strict=True):
            found += [self.point(candidate, *home, self.kit.u(POINT)), *self.number(candidate, *spot)]
        taken += [Box(x - wide / 2, y - size[1] / 2, *size) for x, y in spots]
        return found

    def free(self, x: float, y: float, size: tuple[float, float], taken: list[Box]) -> tuple[float, float]:
        """Find the place for a number nearest to its point where it covers nothing, and take it."""
        step = size[1] * 0.6
        for ring in range(2, 60):
            for turn in range(8 * ring):
                angle = 2 * math.pi * turn / (8 * ring) + math.pi / 2
                u, v = x + ring * step * math.cos(angle), y - ring * step * math.sin(angle)
                box = Box(u - size[0] / 2, v - size[1] / 2, *size)
                if self.plot.holds(box) and not any(box.overlaps(other) for other in taken):
                    taken.append(box)
                    return u, v
        return x, y

    def medians(self) -> list[Box]:
        """Return what the lines of the medians take, so that no words stand on them."""
        if self.view.middle is None:
            return []
        x, y, plot = self.x(self.view.middle[0]), self.y(self.view.middle[1]), self.plot
        return [Box(x - 1, plot.y, 2, plot.height), Box(plot.x, y - 1, plot.width, 2)]

    def range(self, candidate: Candidate, y: float) -> list[Shape]:
        """Draw the least and the most effort, and down to what is left of the impact at its confidence."""
        ends = [candidate.least or candidate.effort or 0.0, candidate.most or candidate.effort or 0.0]
        low, high = (self.x(end) for end in ends)
        tick, colour = self.kit.u(3), readable(mix(self.theme.edge, self.theme.surface, 0.2), self.theme.surface, 3)
        found: list[Shape] = []
        if high - low >= 1:
            found += [line([(low, y), (high, y)], colour, 1.4), line([(low, y - tick), (low, y + tick)], colour, 1.4),
                      line([(high, y - tick), (high, y + tick)], colour, 1.4)]  # fmt: skip
        x, likely = self.x(candidate.effort or 0.0), self.likely(candidate)
        if abs(likely - y) >= 1:
            found += [
                line([(x, y), (x, likely)], colour, 1.4),
                line([(x - tick, likely), (x + tick, likely)], colour, 1.4),
            ]
        return found

    def likely(self, candidate: Candidate) -> float:
        """Return the height of the impact times its confidence."""
        part = candidate.confidence if candidate.confidence is not None else 1.0
        return self.y((candidate.impact or 0.0) * part)

    def covered(self, candidate: Candidate) -> list[Box]:
        """Return what the range of an initiative takes, so that no title stands on it."""
        low, high = (self.x(end or candidate.effort or 0.0) for end in (candidate.least, candidate.most))
        y, tick, likely = self.y(candidate.impact or 0.0), self.kit.u(3), self.likely(candidate)
        x = self.x(candidate.effort or 0.0)
        found = [Box(low, y - tick, high - low, 2 * tick)] if high - low >= 1 else []
        if abs(likely - y) >= 1:
            found.append(Box(x - tick, min(y, likely), 2 * tick, abs(likely - y) + 1))
        return found

    def badge(self, candidate: Candidate, x: float, y: float) -> list[Shape]:
        """Draw a point with its number inside."""
        theme, size = self.theme, self.kit.size("small")
        ground = readable(theme.accent, theme.surface) if candidate.critical else theme.surface
        ink = readable(theme.surface if candidate.critical else theme.ink, ground)
        text = Label(str(candidate.number), x, y + size * 0.36, size, ink, ground, "semibold", "middle")
        return [self.point(candidate, x, y, self.radius), text]

    def point(self, candidate: Candidate, x: float, y: float, radius: float) -> Circle:
        """Draw a point; critical ones filled, optional ones dashed."""
        colour = readable(self.theme.accent, self.theme.surface)
        ground = colour if candidate.critical else self.theme.surface
        return Circle(x, y, radius, ground, colour, 1.6, "" if candidate.needed else "2 2")

    def number(self, candidate: Candidate, x: float, y: float) -> list[Shape]:
        """Set the number of a point beside it, where others stand too near for it to stand inside."""
        size, ground = self.kit.size("small"), self.theme.surface
        text, high = str(candidate.number), self.kit.high("small")
        half = self.kit.wide(text, "small") / 2 + self.kit.u(1.5)
        return [Rect(x - half, y - high / 2, 2 * half, high, ground),
                Label(text, x, y + size * 0.36, size, self.theme.ink, ground, "semibold", "middle")]  # fmt: skip

    def titles(self, group: Sequence[int], dots: Sequence[tuple[float, float]], taken: list[Box]) -> list[Shape]:
        """Set titles where there is room, with numbers unless no other point is as near; the list has them."""
        order = sorted(group, key=lambda i: (dots[i][1], dots[i][0]))
        plain = [self.placed[i].title for i in order]
        numbered = [f"{self.placed[i].number} {self.placed[i].title}" for i in order]
        own = [dots[i] for i in group]
        strange = [dot for i, dot in enumerate(dots) if i not in group]
        room = self.kit.u(TITLE if len(group) == 1 else TITLES)
        for names in (plain, numbered) if len(group) == 1 else (numbered,):
            lines = [text for name in names for text in balanced(self.kit, name, "tiny", room)]
            box = self.place(lines, own, taken)
            if box is None or (names is plain and any(away(box, *dot) <= away(box, *own[0]) for dot in strange)):
                continue
            gap = self.kit.u(8)  # two titles side by side would read as one
            taken.append(Box(box.x - gap, box.y, box.width + 2 * gap, box.height))
            pen = Pen(self.kit, self.theme.surface, box.width, box.x, box.y)
            right, left = box.x > own[0][0] or len(group) > 1, box.right < own[0][0]
            pen.set(lines, "tiny", anchor="start" if right else "end" if left else "middle")
            return [Rect(box.x, box.y, box.width, box.height, self.theme.surface), *pen.shapes]
        return []

    def place(self, lines: Sequence[str], dots: Sequence[tuple[float, float]], taken: Sequence[Box]) -> Box | None:
        """Find room for titles around their points, farther off for several, whose numbers stand between."""
        size = (max(self.kit.wide(text, "tiny") for text in lines), len(lines) * self.kit.high("tiny"))
        (left, right), (top, low) = ((min(places), max(places)) for places in zip(*dots, strict=True))
        for step in range(3 if len(dots) == 1 else 6):
            gap = self.radius + self.kit.u(3 + 12 * step) + max(right - left, low - top) / 2
            box = beside((left + right) / 2, (top + low) / 2, size, gap, taken, self.plot)
            if box is not None:
                return box
        return None

    def band(self, top: float) -> Block:
        """Draw the enablers, which change nothing for customers, on a line of their own."""
        if not self.enablers:
            return Block(0.0, ())
        kit, theme, plot = self.kit, self.theme, self.plot
        pen = Pen(kit, theme.page, plot.width - kit.u(12), plot.x + kit.u(6), top + kit.u(4))
        words = say("enablers: nothing changes for customers yet, others build on them")
        pen.write(kit.say(words), "tiny", fill=theme.muted)
        middle = pen.y + self.radius + kit.u(4)
        room = 2 * self.radius + kit.u(2)
        homes = [self.x(c.effort or 0.0) for c in self.enablers]
        spots = spread(homes, [room] * len(homes), plot.x, plot.right)
        height = middle + self.radius + kit.u(6) - top
        found: list[Shape] = [Rect(plot.x, top, plot.width, height, theme.page), *pen.shapes]
        for candidate, x in zip(self.enablers, spots, strict=True):
            found += self.badge(candidate, x, middle)
        return Block(height, tuple(found))

    def keys(self) -> list[Key]:
        """Return the signs that are in the drawing, with their meaning."""
        kit, theme = self.kit, self.theme
        colour, at = readable(theme.accent, theme.surface), (kit.u(13), kit.u(7), kit.u(6))
        rows: Sequence[tuple[bool, Text, tuple[Shape, ...]]] = (
            (any(c.critical for c in self.view.candidates), say("on the critical chain"),
             (Circle(*at, colour, colour, 1.6),)),
            (any(c.needed and not c.critical for c in self.view.candidates), say("needed for the target"),
             (Circle(*at, theme.surface, colour, 1.6),)),
            (any(not c.needed for c in self.view.candidates), say("optional"),
             (Circle(*at, theme.surface, colour, 1.6, "2 2"),)),
            (any(c.most is not None or c.least is not None for c in self.placed), say("range of the effort"),
             tuple(line(ends, readable(theme.edge, theme.surface, 3), 1.4) for ends in (
                 [(0, kit.u(7)), (kit.u(26), kit.u(7))], [(0, kit.u(4)), (0, kit.u(10))],
                 [(kit.u(26), kit.u(4)), (kit.u(26), kit.u(10))]))),
            (any(c.confidence is not None and c.confidence < 1 and c.impact for c in self.placed),
             say("down to the impact times its confidence"),
             tuple(line(ends, readable(theme.edge, theme.surface, 3), 1.4) for ends in (
                 [(kit.u(13), 0), (kit.u(13), kit.u(13))], [(kit.u(10), kit.u(13)), (kit.u(16), kit.u(13))]))),
            (self.view.middle is not None, say("medians"),
             (line([(0, kit.u(7)), (kit.u(26), kit.u(7))], readable(theme.edge, theme.surface, 3), 1.2, "5 4"),)),
        )  # fmt: skip
        return [Key(kit.say(words), shapes) for used, words, shapes in rows if used]

    def listed(self, top: float) -> Block:
        """List every initiative with its numbers, in two columns."""
        gap = self.kit.u(24)
        column = (self.width - 2 * self.edge - gap) / 2
        blocks = [self.entry(candidate, column) for candidate in self.view.candidates]
        half = (len(blocks) + 1) // 2
        found: list[Shape] = []
        low = top
        for index, part in enumerate((blocks[:half], blocks[half:])):
            y = top
            for block in part:
                found.append(Group(block.shapes, self.edge + index * (column + gap), y))
                y += block.height + self.kit.u(6)
            low = max(low, y)
        return Block(low, tuple(found))

    def entry(self, candidate: Candidate, width: float) -> Block:
        kit = self.kit
        left = 2 * self.radius + kit.u(8)
        pen = Pen(kit, self.theme.surface, width - left, left)
        pen.write(candidate.title, "small", weight="semibold")
        pen.write(kit.say(self.numbers(candidate)), "small", fill=self.theme.muted)
        badge = self.badge(candidate, self.radius + kit.u(1), self.radius + kit.u(1))
        return Block(max(pen.y, 2 * self.radius + kit.u(2)), (*badge, *pen.shapes))

    def numbers(self, candidate: Candidate) -> Text:
        """Return effort, impact and confidence in one line."""
        words = say("effort unknown")
        if candidate.effort is not None:
            words = say("{days} person-days", days=number(candidate.effort, 0))
            if candidate.least is not None and candidate.most is not None:
                words = say("{days} person-days ({least} to {most})", days=number(candidate.effort, 0),
                            least=number(candidate.least, 0), most=number(candidate.most, 0))  # fmt: skip
        gain: Text = say("enabler") if candidate.enabler else say("impact unknown")
        if candidate.impact is not None:
            gain = say("{impact}", impact=self.view.impact(candidate.impact))
        found = say("{effort} · {gain}", effort=words, gain=gain)
        if candidate.confidence is None:
            return found
        return say("{numbers} · {share} sure", numbers=found, share=share(candidate.confidence))
