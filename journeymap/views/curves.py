"""Figures over time as plain values: what gets better, what it costs, what is worth keeping."""

from collections.abc import Sequence
from itertools import accumulate

from journeymap.records import dataclass
from journeymap.text import Figure, Text, say
from journeymap.views.journey_map import Words


@dataclass(frozen=True)
class Series:
    """A line.

    Attributes
    ----------
    values
        One for each point in time, in the unit of its chart; `None` where nothing is known.
    target
        What is to be reached, in the same unit, if anything.
    """

    name: Words
    values: tuple[float | None, ...]
    target: float | None = None


@dataclass(frozen=True)
class Curve:
    """Lines over points in time.

    Attributes
    ----------
    title
        What is shown.
    statement
        The finding in a sentence; the description for those who cannot see the picture.
    points
        The points in time in order.
    kind, unit, digits
        What is measured, as in :class:`~journeymap.text.Figure`.
    short
        The finding without its particulars, for a title; `None` if there is no shorter one.
    """

    title: Text
    statement: Text
    points: tuple[Words, ...]
    series: tuple[Series, ...]
    kind: str
    unit: str = ""
    digits: int | None = None
    short: Text | None = None

    def figure(self, value: float) -> Figure:
        """Return a value of the chart as a figure."""
        return Figure(self.kind, value, self.unit, self.digits)

    @property
    def table(self) -> tuple[tuple[Words, ...], ...]:
        """Return a row for each point in time, head first; a last row holds the targets, if there are any."""
        rows: list[tuple[Words, ...]] = [(say("When"), *(line.name for line in self.series))]
        for index, point in enumerate(self.points):
            rows.append((point, *(self._cell(line.values[index]) for line in self.series)))
        if any(line.target is not None for line in self.series):
            rows.append((say("Goal"), *(self._cell(line.target) for line in self.series)))
        return tuple(rows)

    def _cell(self, value: float | None) -> Words:
        return say("unknown") if value is None else self.figure(value)


def curve(
    title: Text,
    points: Sequence[Words],
    series: Sequence[Series],
    kind: str,
    *,
    unit: str = "",
    digits: int | None = None,
) -> Curve:
    """Gather lines into a chart that says how the first of them moves.

    Parameters
    ----------
    kind, unit, digits
        What is measured, as in :class:`~journeymap.text.Figure`.

    Raises
    ------
    ValueError
        If a line has more or fewer values than there are points in time.
    """
    for entry in series:
        if len(entry.values) != len(points):
            raise ValueError(f"{len(entry.values)} values for {len(points)} points in time")
    chart = Curve(title, title, tuple(points), tuple(series), kind, unit, digits)
    return Curve(title, _statement(chart), chart.points, chart.series, kind, unit, digits)


def cumulative(amounts: Sequence[float | None]) -> tuple[float | None, ...]:
    """Add up amounts as time goes on; after an unknown one the sum is unknown."""

    def add(before: float | None, amount: float | None) -> float | None:
        return None if before is None or amount is None else before + amount

    return tuple(accumulate(amounts, add))


def _statement(chart: Curve) -> Text:
    """Say how the first line with two known values moves, and what it is to reach."""
    for entry in chart.series:
        known = [(point, value) for point, value in zip(chart.points, entry.values, strict=True) if value is not None]
        if len(known) > 1:
            return _movement(chart, entry, known)
    if any(value is not None for entry in chart.series for value in entry.values):
        return say("{title}: known at one point in time only", title=chart.title)
    return say("{title}: nothing is known yet", title=chart.title)


def _movement(chart: Curve, entry: Series, known: Sequence[tuple[Words, float]]) -> Text:
    (first, start), (last, end) = known[0], known[-1]
    old, new = chart.figure(start), chart.figure(end)
    if str(old) == str(new):
        found = say("{name} stays at {old}, from {first} to {last}", name=entry.name, old=old, first=first, last=last)
    else:
        found = say("{name} goes from {old} ({first}) to {new} ({last})", name=entry.name, old=old, first=first,
                    new=new, last=last)  # fmt: skip
    if entry.target is None:
        return found
    return say("{movement}; the goal is {target}", movement=found, target=chart.figure(entry.target))
