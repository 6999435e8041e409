"""The priority matrix: what each initiative brings against what it takes, with its range."""

import math
from collections.abc import Sequence

from journeymap.charts.axes import PAGE, balanced, beside, chart_kit, legend, line
from journeymap.charts.callouts import callouts, neighbours
from journeymap.charts.factors import Factors, decades
from journeymap.charts.journey_kit import Block, Kit, Pen
from journeymap.charts.matrix_bands import Entry, band
from journeymap.charts.matrix_keys import keys
from journeymap.charts.matrix_list import listed
from journeymap.charts.palette import Theme, mix, readable
from journeymap.charts.picture import picture
from journeymap.charts.svg import Box, Circle, Group, Label, Rect, Shape
from journeymap.charts.typeset import ascent
from journeymap.languages import Language
from journeymap.text import number, say
from journeymap.views.priorities import QUADRANTS, Candidate, Priorities

HEIGHT = 340.0
"""Of the plot on the screen, in points."""

SPAN = 500.0
"""How many times the least impact the greatest may be in the plot; what is less stands below it."""

POINT = 4.5
"""Radius of a point whose number stands beside it, in points."""

TITLE, TITLES = 150.0, 190.0
"""Width of a title in the plot on the screen, and of one of several in a column, in points."""


def matrix(view: Priorities, language: Language, theme: Theme, *, prefix: str, alone: bool = False) -> str:
    """Draw initiatives by impact and effort, with a list of all of them below.

    Parameters as for :func:`~journeymap.charts.picture.picture`.
    """
    drawing = _Matrix(view, chart_kit(theme, language))
    return picture(drawing, title=say("Impact against effort"), statement=view.statement, prefix=prefix,
                   empty=not view.candidates, alone=alone)  # fmt: skip


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
        self.width, self.edge = kit.u(PAGE), kit.u(14)
        known = [c for c in view.candidates if c.effort is not None]
        least = self.least() - (0.05 if view.kind == "number" else 0.0)  # points are written with one decimal
        self.placed = [c for c in known if c.impact is not None and c.impact >= least and view.brings(c.impact)]
        self.small = [c for c in known if c.impact is not None and c not in self.placed]
        self.enablers = [c for c in known if c.impact is None and c.enabler]
        self.unknown = [c for c in known if c.impact is None and not c.enabler]
        self.nowhere = [c for c in view.candidates if c.effort is None]
        efforts = [max(0.5, effort) for c in known for effort in (c.effort, c.least, c.most) if effort is not None]
        self.across = Factors.around(efforts or [1.0, 100.0])
        gains = [gain for c in self.placed for gain in (c.impact, c.sure) if gain is not None and gain >= least]
        self.up = Factors.around(gains) if gains else None
        self.words = [kit.say(view.tick(step)) for step in self.up.steps] if self.up else []
        left = self.edge + max((kit.wide(words, "small") for words in self.words), default=0.0) + kit.u(8)
        top = self.edge + (kit.high("small") + kit.u(8) if self.up else 0.0)
        self.plot = Box(left, top, self.width - self.edge - left, kit.u(HEIGHT) if self.up else 0.0)
        self.radius = kit.u(10.5)

    def least(self) -> float:
        """Return the least impact that has a place in the plot, whose steps are factors."""
        most = max((c.impact for c in self.view.candidates if c.impact is not None), default=0.0)
        return decades(max(self.view.noise, most / SPAN, 0.1 if self.view.kind == "number" else 1.0), 0.0)[0]

    def x(self, effort: float) -> float:
        """Return where an effort lies, in points."""
        inside = self.plot.width - 2 * self.radius
        return self.plot.x + self.radius + self.across.part(max(0.5, effort)) * inside

    def y(self, impact: float) -> float:
        """Return where an impact lies, in points; what is less than the scale has lies at its low end."""
        pad = 1.2 * self.radius + self.kit.high("tiny") + self.kit.u(5)
        part = self.up.part(impact) if self.up else 0.0
        return self.plot.bottom - pad - part * (self.plot.height - 2 * pad)

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        found: list[Shape] = []
        if self.up:
            found += self.grid()
            words, taken = self.quadrants()
            found += [*words, *self.points(taken)]
        y = self.plot.bottom
        for block in self.bands():
            found.append(Group(block.shapes, 0, y + self.kit.u(5)))
            y += block.height + self.kit.u(5)
        found += self.efforts(y)
        pen = Pen(self.kit, self.theme.surface, self.width - 2 * self.edge, self.edge,
                  y + self.kit.high("small") + self.kit.u(8))  # fmt: skip
        scale = (say("effort in person-days; on both scales each step is about twice the one before") if self.up
                 else say("effort in person-days, each step about twice the one before"))  # fmt: skip
        pen.write(self.kit.say(scale), "small", fill=self.theme.muted, weight="semibold", anchor="end")
        if self.nowhere and not self.view.listed:
            names = ", ".join(f"{c.number} {c.title}" for c in self.nowhere)
            pen.write(self.kit.say(say("effort unknown: {names}", names=names)), "small", fill=self.theme.muted)
        pen.down(8)
        lowered = any(self.likely(c) - self.y(c.impact or 0.0) >= 1 for c in self.placed)
        signs = keys(self.kit, self.view, divided=self.view.middle is not None and self.up is not None, sure=lowered)
        block = legend(self.kit, signs, pen.width, self.theme.surface)
        found += [*pen.shapes, Group(block.shapes, self.edge, pen.y)]
        low = pen.y + block.height + self.kit.u(10)
        if self.view.listed:
            all_ = listed(self.kit, self.view, self.width - 2 * self.edge, self.radius, self.badge)
            found.append(Group(all_.shapes, self.edge, low))
            low += all_.height
        return (Rect(0, 0, self.width, low + self.edge, self.theme.surface), *found), low + self.edge

    def grid(self) -> list[Shape]:
        """Draw the plot and the steps of the impact at its left."""
        kit, theme, plot, size = self.kit, self.theme, self.plot, self.kit.size("small")
        found: list[Shape] = [Rect(plot.x, plot.y, plot.width, plot.height, theme.surface, theme.line)]
        measure = kit.say(say("{measure} ↑", measure=self.view.measure))
        found.append(Label(measure, self.edge, self.edge + ascent(size), size, theme.muted, theme.surface, "semibold"))
        reached = math.inf
        for step, words in zip(self.up.steps if self.up else (), self.words, strict=True):
            y = self.y(step)
            found.append(line([(plot.x, y), (plot.right, y)], theme.line, 1))
            if reached - y >= kit.high("small"):
                at = (plot.x - kit.u(6), y + size * 0.36)
                found.append(Label(words, *at, size, theme.muted, theme.surface, anchor="end"))
                reached = y
        return found

    def efforts(self, low: float) -> list[Shape]:
        """Draw the steps of the effort below everything that stands on them."""
        kit, theme, size = self.kit, self.theme, self.kit.size("small")
        found, reached = list[Shape](), -math.inf
        for step in self.across.steps:
            text, x = kit.say(number(step, 0 if step >= 1 else 1)), self.x(step)
            half = kit.wide(text, "small") / 2
            found.append(line([(x, low), (x, low + kit.u(4))], theme.edge, 1))
            if x - half > reached:
                found.append(Label(text, x, low + kit.u(6) + ascent(size), size, theme.muted, theme.surface,
                                   anchor="middle"))  # fmt: skip
                reached = x + half + kit.u(6)
        return found

    def quadrants(self) -> tuple[list[Shape], list[Box]]:
        """Divide the plot at the medians and say in each corner what it means."""
        if self.view.middle is None:
            return [], []
        kit, theme, plot = self.kit, self.theme, self.plot
        x, y = self.x(self.view.middle[0]), self.level()
        found: list[Shape] = [line([(x, plot.y), (x, plot.bottom)], theme.edge, 1.2, "5 4")]
        found += [line([(plot.x, y), (plot.right, y)], theme.edge, 1.2, "5 4")] if y is not None else []
        taken: list[Box] = []
        for (much, high), words in QUADRANTS.items():
            if y is None and not high:
                continue
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

    def level(self) -> float | None:
        """Return the height of the median impact; `None` if it is too little for the plot."""
        if self.view.middle is None or self.up is None or self.view.middle[1] < self.up.low:
            return None
        return self.y(self.view.middle[1])

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
        x, y, plot = self.x(self.view.middle[0]), self.level(), self.plot
        return [Box(x - 1, plot.y, 2, plot.height), *([Box(plot.x, y - 1, plot.width, 2)] if y is not None else [])]

    def range(self, candidate: Candidate, y: float) -> list[Shape]:
        """Draw the least and the most effort, and down to what is left of the impact at its confidence."""
        tick, colour = self.kit.u(4), self.grey
        found, x, likely = self.effort(candidate, y), self.x(candidate.effort or 0.0), self.likely(candidate)
        if abs(likely - y) >= 1:
            found += [
                line([(x, y), (x, likely)], colour, 1.6),
                line([(x - tick, likely), (x + tick, likely)], colour, 1.6),
            ]
        return found

    @property
    def grey(self) -> str:
        """Return the colour of ranges."""
        return readable(mix(self.theme.edge, self.theme.surface, 0.2), self.theme.surface, 3)

    def effort(self, candidate: Candidate, y: float) -> list[Shape]:
        """Draw the least and the most effort at a height."""
        low, high = self.reach(candidate)
        tick = self.kit.u(4)
        if high - low < 1:
            return []
        ends = [(low, y), (high, y)], [(low, y - tick), (low, y + tick)], [(high, y - tick), (high, y + tick)]
        return [line(each, self.grey, 1.6) for each in ends]

    def reach(self, candidate: Candidate) -> tuple[float, float]:
        """Return where the least and the most effort lie; both at the likely one where they are unknown."""
        effort = candidate.effort or 0.0
        return self.x(candidate.least or effort), self.x(candidate.most or effort)

    def likely(self, candidate: Candidate) -> float:
        """Return the height of the impact times its confidence."""
        return self.y(candidate.sure or 0.0)

    def covered(self, candidate: Candidate) -> list[Box]:
        """Return what the range of an initiative takes, so that no title stands on it."""
        low, high = self.reach(candidate)
        y, tick, likely = self.y(candidate.impact or 0.0), self.kit.u(4), self.likely(candidate)
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

    def bands(self) -> list[Block]:
        """Draw what has no place in the plot: what brings too little or nobody knows what, and enablers."""
        measure, limit = self.view.measure, self.least()
        if any((c.impact or 0.0) >= limit for c in self.small):  # about nothing, though the scale goes lower
            limit = self.view.noise
        little = self.kit.say(say("{measure}: less than {limit}", measure=measure, limit=self.view.tick(limit)))
        unknown = self.kit.say(say("{measure}: unknown", measure=measure))
        enabling = self.kit.say(say("enablers: nothing changes for customers yet, others build on them"))
        ends, tall = (self.plot.x, self.plot.right), 2 * self.radius + self.kit.u(2)
        return [band(self.kit, words, [self.lying(c) for c in candidates], ends, tall)
                for words, candidates in ((little, self.small), (unknown, self.unknown), (enabling, self.enablers))
                if candidates]  # fmt: skip

    def lying(self, candidate: Candidate) -> Entry:
        """Return an initiative as it lies in a band."""
        x, (low, high) = self.x(candidate.effort or 0.0), self.reach(candidate)
        shapes = (*self.effort(candidate, 0.0), *self.badge(candidate, x, 0.0))
        return Entry(candidate.title, min(low, x - self.radius), max(high, x + self.radius), shapes)
