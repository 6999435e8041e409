"""What readings and amounts of money say fits their metric, their scale and the project's currency."""

import re
from collections.abc import Iterator

from journeymap.model.checker import Checker, unit_of
from journeymap.model.complaints import suggestion
from journeymap.model.measures import Reading
from journeymap.model.quantities import Amount, Money
from journeymap.model.workspace import Path
from journeymap.source import Problem
from journeymap.text import say

COUNTS = {"nps": (11,), "emotion": (5,), "ces": (5, 7)}
"""How many points the answers to a question have, where the metric leaves no choice."""

METHODS = {"csat": ("top2", "mean", "net")}
"""Ways to compute a metric from counts, where there is a choice."""

FORMS = {
    "share": ("value", "hits"),
    "rating": ("value", "counts"),
    "score": ("value", "counts"),
    "min": ("value", "total"),
    "money": ("value", "total"),
    "count": ("value", "total"),
}
"""Forms of a reading by the unit of its metric."""

_SCALE = re.compile(r"(-?\d+)\s*(?:-|–|to)\s*(-?\d+)")


def reading_problems(c: Checker, metric: str, reading: Reading, path: Path) -> Iterator[Problem]:
    """Yield what cannot be on the scale of a reading."""
    form = next(name for name in ("value", "counts", "hits", "total") if getattr(reading, name) is not None)
    forms = FORMS.get(unit_of(c, metric) or "", (form,))
    if form not in forms:
        message = say("{metric} is not given as `{form}` but as {forms}", metric=metric, form=form,
                      forms=" or ".join(f"`{name}`" for name in forms))  # fmt: skip
        yield Problem("bad-form", c.places.span((*path, form)), message)
        return
    if reading.counts is not None and reading.method not in {None, *METHODS.get(metric, (reading.method,))}:
        message = say("'{method}' is not a way to compute {metric}", method=str(reading.method), metric=metric)
        help_ = suggestion(str(reading.method), METHODS[metric])
        yield Problem("unknown-method", c.places.span((*path, "method")), message, help_)
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
    own = metric in {"emotion", "nps"}  # these have one scale only, so a rating out of another is never on it
    if value.unit.startswith("/") and not own:
        low, high = 0.0, float(value.unit[1:])
    elif value.unit and not value.unit.startswith("/"):
        return
    elif metric == "ces" and version == "1.0":
        high = 5.0
    if not low <= value.number <= high or (own and value.unit):
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
