"""What readings and amounts of money say fits their metric, their scale and the project's currency."""

import re
from collections.abc import Iterator

from journeymap.model.checker import Checker
from journeymap.model.measures import Reading
from journeymap.model.quantities import Amount, Money
from journeymap.model.workspace import Path
from journeymap.source import Problem
from journeymap.text import say

COUNTS = {"nps": (11,), "emotion": (5,), "ces": (5, 7)}
"""How many points the answers to a question have, where the metric leaves no choice."""

_SCALE = re.compile(r"(-?\d+)\s*(?:-|–|to)\s*(-?\d+)")


def reading_problems(c: Checker, metric: str, reading: Reading, path: Path) -> Iterator[Problem]:
    """Yield what cannot be on the scale of a reading."""
    if reading.counts is not None:
        yield from _counts(c, metric, reading, path)
    if reading.value is not None:
        yield from _range(c, metric, reading.value, reading.version, (*path, "value"))


def _counts(c: Checker, metric: str, reading: Reading, path: Path) -> Iterator[Problem]:
    many = len(reading.counts or ())
    scale = _SCALE.fullmatch(reading.scale or "")
    wanted = (int(scale[2]) - int(scale[1]) + 1,) if scale else COUNTS.get(metric, (many,))
    if many not in wanted:
        points = " or ".join(map(str, wanted))
        message = say("{n} counts are given for a scale of {points} points", n=many, points=points)
        help_ = say("give one count for each point, the lowest first; 0 where nobody answered so")
        yield Problem("bad-counts", c.places.span((*path, "counts")), message, help_)


def _range(c: Checker, metric: str, value: Amount, version: str | None, path: Path) -> Iterator[Problem]:
    """Check a bare value against the metric's scale, a rating against its own."""
    low, high = c.known.ranges.get(metric, (float("-inf"), float("inf")))
    if metric in c.content.metrics:
        return
    if value.unit.startswith("/"):
        low, high = 0.0, float(value.unit[1:])
    elif value.unit:
        return
    elif metric == "ces" and version == "1.0":
        high = 5.0
    if not low <= value.number <= high:
        message = say(
            "{value} is not on the scale of {metric}, {low} to {high}",
            value=value.text,
            metric=metric,
            low=f"{low:g}",
            high=f"{high:g}",
        )
        yield Problem("out-of-range", c.places.span(path), message)


def check_money(c: Checker) -> Iterator[Problem]:
    """Yield amounts in another currency than the project's, or than the first one; nothing is converted here."""
    wanted = c.content.project.currency
    for currency, path in _amounts(c):
        wanted = wanted or currency
        if currency and currency != wanted:
            message = say("this amount is in {currency}, the project is in {wanted}", currency=currency, wanted=wanted)
            help_ = say("convert it: amounts are added up as they stand")
            yield Problem("bad-currency", c.places.span(path), message, help_)


def _amounts(c: Checker) -> Iterator[tuple[str, Path]]:
    """Yield the currency of each amount of money with its place."""
    singles: list[tuple[Money | None, Path]] = []
    singles += [(persona.value, ("personas", name, "value")) for name, persona in c.content.personas.items()]
    singles += [(journey.value, ("journeys", name, "value")) for name, journey in c.content.journeys.items()]
    singles += [(item.cost, ("initiatives", name, "cost")) for name, item in c.content.initiatives.items()]
    yield from ((value.currency, path) for value, path in singles if value is not None)
    for name, journey in c.content.journeys.items():
        for key, point in journey.touchpoints.items():
            base: Path = ("journeys", name, "stages", journey.stage_of[key], "touchpoints", key)
            for metric, readings in point.readings().items():
                inside: Path = (*base, metric) if getattr(point, metric, None) else (*base, "measures", metric)
                yield from ((unit, inside) for reading in readings if len(unit := _unit(reading)) == 3)


def _unit(reading: Reading) -> str:
    amount = reading.value or reading.total
    return amount.unit if amount is not None and amount.unit.isupper() else ""
