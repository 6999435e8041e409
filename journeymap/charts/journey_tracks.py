"""The lines of the ways between columns: where stops and labels are, and how skips and returns are drawn."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from journeymap.charts import symbols
from journeymap.charts.journey_kit import Kit
from journeymap.charts.journey_outcomes import OutcomeCard
from journeymap.charts.journey_routes import Bus, Routes, Step
from journeymap.charts.palette import readable
from journeymap.charts.svg import Path, Shape, number
from journeymap.records import dataclass
from journeymap.views.journey_map import JourneyMap

HALF = 22.0
"""Half the width of a stop, on the screen."""

KEEP = 27.0
"""Room on each side of a column's middle where lines stand upright, on the screen."""


UNUSED = "1.5 5"
"""Dash of a way that nobody takes."""


@dataclass(frozen=True)
class Plan:
    """What is being drawn, and where its parts stand.

    Attributes
    ----------
    centres
        The x of the middle of each column, then of the edge of the outcomes.
    """

    kit: Kit
    view: JourneyMap
    routes: Routes
    centres: tuple[float, ...]
    cards: Mapping[str, OutcomeCard]

    def room(self, stretch: int, left: float = KEEP, right: float = KEEP) -> tuple[float, float]:
        """Return where a label may stand in a stretch, in points."""
        last = stretch == len(self.centres) - 1
        start = self.centres[stretch - 1] + self.kit.u(left)
        return start, self.centres[stretch] - self.kit.u(10 if last else right)

    def volume(self, step: Step) -> float:
        """Return the part of all customers who take a way, 0-1, roughly."""
        return min(1.0, self.view.columns[step.start].reach * step.link.share)

    def unused(self, step: Step) -> bool:
        """Tell whether nobody takes a way, because nobody gets to where it begins."""
        return self.volume(step) <= 0

    def thick(self, volume: float) -> float:
        """Return the width of a line, in points."""
        return self.kit.u(1.5 + 4.5 * min(1.0, volume))

    @property
    def ground(self) -> str:
        """Return the colour behind the ways."""
        return self.kit.theme.surface


def bus_lines(plan: Plan, bus: Bus, y: float) -> list[Shape]:
    """Draw the legs of a bus, and the trunk between them as wide as what runs on it."""
    style = _style(plan, bus)
    run = _Run(plan, bus, y)
    if len(bus.steps) == 1:
        return run.single(style)
    return [*run.legs(style), *run.trunk(style)]


@dataclass(frozen=True, slots=True)
class _Style:
    """How a bus is drawn."""

    colour: str
    dash: str


def _style(plan: Plan, bus: Bus) -> _Style:
    theme = plan.kit.theme
    if all(plan.unused(step) for step in bus.steps):
        return _Style(readable(theme.muted, plan.ground, 3), UNUSED)
    colour = theme.bad if bus.failing else theme.accent if bus.forward else theme.muted
    return _Style(readable(colour, plan.ground, 3), "5 4" if bus.failing else "")


@dataclass(frozen=True, slots=True)
class _Run:
    """A bus at its height `y`, in points from the track."""

    plan: Plan
    bus: Bus
    y: float

    def port(self, column: int, *, leaving: bool) -> float:
        """Return the x where a way leaves or reaches a stop."""
        off = self.plan.kit.u(14 if self.bus.failing else 7)
        if column == len(self.plan.centres) - 1:
            return self.plan.centres[column] + self.plan.kit.u(18)
        return self.plan.centres[column] + (off if leaving == self.bus.forward else -off)

    def shared(self) -> float:
        """Return the x of the end that all ways share."""
        step = self.bus.steps[0]
        return self.port(step.end if self.bus.merging else step.start, leaving=not self.bus.merging)

    def far(self) -> list[tuple[float, Step]]:
        """Return the x of the other ends with their ways, furthest first."""
        merging = self.bus.merging
        found = [(self.port(s.start if merging else s.end, leaving=merging), s) for s in self.bus.steps]
        at = self.shared()
        return sorted(found, key=lambda item: -abs(item[0] - at))

    def foot(self, column: int, thick: float | None) -> float:
        """Return the height where a line meets a stop; one that arrives leaves room for its head."""
        sign = -1 if self.y < 0 else 1
        edge = self.plan.kit.u(10)
        if column == len(self.plan.centres) - 1 and self.plan.routes.main is not None:
            edge = self.plan.cards[self.plan.routes.main.id].height / 2
        return sign * (edge if thick is None else edge + self.head(thick) * 0.8)

    def head(self, thick: float) -> float:
        """Return the length of an arrowhead."""
        return thick + self.plan.kit.u(5)

    def tip(self, x: float, column: int, thick: float, style: _Style) -> Path:
        """Draw the arrowhead at a stop."""
        return symbols.arrow(x, self.foot(column, None), (0, 1 if self.y < 0 else -1), self.head(thick), style.colour)

    def single(self, style: _Style) -> list[Shape]:
        """Draw the only way of this bus."""
        step = self.bus.steps[0]
        thick = self.plan.thick(self.plan.volume(step))
        start, end = self.port(step.start, leaving=True), self.port(step.end, leaving=False)
        points = [
            (start, self.foot(step.start, None)), (start, self.y), (end, self.y), (end, self.foot(step.end, thick)),
        ]  # fmt: skip
        return [line(points, style.colour, thick, style.dash), self.tip(end, step.end, thick, style)]

    def legs(self, style: _Style) -> list[Shape]:
        """Draw where each way joins or leaves the trunk."""
        at, merging, shapes = self.shared(), self.bus.merging, list[Shape]()
        for x, step in self.far():
            thick = self.plan.thick(self.plan.volume(step))
            column = step.start if merging else step.end
            foot = self.foot(column, None if merging else thick)
            turn = self.plan.kit.u(9) * (1 if at > x else -1)
            shapes.append(line([(x, foot), (x, self.y), (x + turn, self.y)], style.colour, thick, style.dash))
            if not merging:
                shapes.append(self.tip(x, column, thick, style))
        return shapes

    def trunk(self, style: _Style) -> list[Shape]:
        """Draw what the ways share, wider with each that joins."""
        at, merging, far = self.shared(), self.bus.merging, self.far()
        turn = self.plan.kit.u(9) * (1 if at > far[0][0] else -1)
        total, shapes = 0.0, list[Shape]()
        for (x, step), (following, _) in pairwise(far):
            total += self.plan.volume(step)
            ends = [(x + turn, self.y), (following + turn, self.y)]
            shapes.append(line(ends, style.colour, self.plan.thick(total), style.dash))
        total += self.plan.volume(far[-1][1])
        thick = self.plan.thick(total)
        column = far[0][1].end if merging else far[0][1].start
        foot = (at, self.foot(column, thick if merging else None))
        shapes.append(line([(far[-1][0] + turn, self.y), (at, self.y), foot], style.colour, thick, style.dash))
        if merging:
            shapes.append(self.tip(at, column, thick, style))
        return shapes


def line(points: Sequence[tuple[float, float]], colour: str, thick: float, dash: str = "", radius: float = 9) -> Path:
    """Draw a line of level and upright pieces with round corners."""
    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        entry, leave = _toward(corner, before, radius), _toward(corner, after, radius)
        parts.append(
            f"L{number(entry[0])} {number(entry[1])}"
            f"Q{number(corner[0])} {number(corner[1])} {number(leave[0])} {number(leave[1])}"
        )
    parts.append(f"L{number(points[-1][0])} {number(points[-1][1])}")
    return Path("".join(parts), stroke=colour, stroke_width=thick, dash=dash)


def _toward(corner: tuple[float, float], other: tuple[float, float], radius: float) -> tuple[float, float]:
    """Return the point near a corner where its rounding begins."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = abs(dx) + abs(dy)
    part = min(radius, length) / length if length else 0.0
    return corner[0] + dx * part, corner[1] + dy * part
