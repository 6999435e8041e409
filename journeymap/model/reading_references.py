"""What readings and amounts of money say fits their metric, their scale and the project's currency."""

import re
from collections.abc import Iterator, Mapping

from journeymap.model.checker import UNIT_WORDS, Checker, fits
from journeymap.model.complaints import suggestion
from journeymap.model.formulas import Formula, KnownMetric, Part
from journeymap.model.measures import Reading
from journeymap.model.own_metrics import TOTALS, known_metric
from journeymap.model.quantities import Amount, Money
from journeymap.model.workspace import Path
from journeymap.source import Problem
from journeymap.text import say

FORMS = {
    "share": ("value", "hits"),
    "rating": ("value", "counts"),
    "score": ("value", "counts"),
    "min": ("value", "total", "times"),
    "money": ("value", "total"),
    "count": ("value", "total", "counts"),
}
"""Forms of a reading by the unit of its metric, besides raw figures."""

SURVIVAL_FORMS = ("value", "times")
"""Forms where a median is meant: a total says nothing of it."""

FIGURES_BESIDE = ("value", "total", "p50", "p90", "sd")
"""Amounts of a reading that are in the unit of its metric."""

LEAST_POINTS = {"top2": 3, "net": 4}
"""Points a question needs: with fewer the two best are all answers, or the middle one is among best and worst."""

NEVER_NEGATIVE = ("count", "money")
"""Units of shipped metrics whose values are zero or more."""

SHORTER = (5, 10)
"""Last points of usual questions that a metric up to 100 can be mistaken for."""

_SCALE = re.compile(r"(-?\d+)\s*(?:-|–|to)\s*(-?\d+)")


def reading_problems(c: Checker, metric: str, reading: Reading, path: Path) -> Iterator[Problem]:
    """Yield what a reading says that its metric cannot be."""
    known = known_metric(c, metric)
    if known is None:
        return
    checks = (_units, _negative, _methods)
    misfits = [problem for check in checks for problem in check(c, metric, known, reading, path)]
    yield from misfits
    form = "from" if reading.form == "made_from" else reading.form
    forms = SURVIVAL_FORMS if known.pooled == "survival" else FORMS[known.unit]
    forms = (*forms, "from") if known.formula is not None else forms
    if form not in forms:
        message = say("{metric} is not given as `{form}` but as {forms}", metric=metric, form=form,
                      forms=" or ".join(f"`{name}`" for name in forms))  # fmt: skip
        yield Problem("bad-form", c.places.span((*path, form)), message)
        return
    if reading.open is not None and known.pooled != "survival":
        message = say("{metric} takes no `open`; `response_time` does", metric=metric)
        yield Problem("bad-form", c.places.key((*path, "open")), message)
    if reading.sd is not None and known.unit not in TOTALS:
        message = say("`sd` does not go with {metric}; give `counts`, the answers by point", metric=metric)
        yield Problem("bad-form", c.places.span((*path, "sd")), message)
    if reading.made_from is not None and known.formula is not None:
        yield from _figures(c, metric, known.formula, reading.made_from, (*path, "from"))
    if reading.counts is not None and known.unit != "count":
        yield from _counts(c, metric, known, reading, path)
    yield from _scale(c, metric, known, reading, path)
    if reading.value is not None and not misfits:
        yield from _range(c, metric, known, reading, (*path, "value"))


def _units(c: Checker, metric: str, known: KnownMetric, reading: Reading, path: Path) -> Iterator[Problem]:
    for name in FIGURES_BESIDE:
        amount = getattr(reading, name)
        if amount is not None and not fits(amount.unit, amount.number, known.unit):
            yield _misfit(c, amount, metric, known.unit, (*path, name))


def _negative(c: Checker, metric: str, known: KnownMetric, reading: Reading, path: Path) -> Iterator[Problem]:
    """What a shipped metric counts or pays is zero or more; an own metric says so by its `range`."""
    if known.unit not in NEVER_NEGATIVE or metric not in c.known.forms:
        return
    for name in ("value", "total", "p50", "p90"):
        amount = getattr(reading, name)
        if amount is not None and amount.number < 0:
            message = say("{metric} is zero or more, not {value}", metric=metric, value=amount.text)
            yield Problem("out-of-range", c.places.span((*path, name)), message)


def _misfit(c: Checker, amount: Amount, what: str, unit: str, path: Path) -> Problem:
    message = say("'{value}' does not fit {metric}, which is {unit}", value=amount.text, metric=what,
                  unit=say(UNIT_WORDS[unit]))  # fmt: skip
    return Problem("bad-unit", c.places.span(path), message)


def _figures(c: Checker, metric: str, formula: Formula, given: Mapping[str, Amount], path: Path) -> Iterator[Problem]:
    """Raw figures are the metric's, all there, in their units, and possible together."""
    for name in given:
        if name not in formula.names:
            message = say("'{name}' is not a raw figure of {metric}", name=name, metric=metric)
            yield Problem("unknown-figure", c.places.key((*path, name)), message, suggestion(name, formula.names))
    missing = [part for part in formula.parts if not part.optional and part.name not in given]
    for part in missing:
        help_ = say("{name}: {meaning}", name=part.name, meaning=say(part.meaning))
        yield Problem("missing-key", c.places.key(path), say("`{key}` is missing here", key=part.name), help_)
    whole = [part for part in formula.parts if part.name in given]
    bad = [problem for part in whole for problem in _figure(c, part, given[part.name], (*path, part.name))]
    yield from bad
    if not missing and not bad:
        yield from _impossible(c, formula, given, path)


def _figure(c: Checker, part: Part, amount: Amount, path: Path) -> Iterator[Problem]:
    if not fits(amount.unit, amount.number, part.unit):
        yield _misfit(c, amount, part.name, part.unit, path)
    elif amount.number < 0 or (part.unit == "count" and amount.number != int(amount.number)):
        message = say("'{value}' cannot be a count: {meaning}", value=amount.text, meaning=say(part.meaning))
        yield Problem("out-of-range", c.places.span(path), message, say("write a whole number of zero or more"))


def _impossible(c: Checker, formula: Formula, given: Mapping[str, Amount], path: Path) -> Iterator[Problem]:
    """A part is not more than its whole, and there is something to divide by."""
    found = False
    for part in formula.parts:
        whole = given.get(part.within or "")
        if part.name in given and whole is not None and given[part.name].number > whole.number:
            found = True
            message = say("{part} is {n}, more than {whole}, {of}, of which it is a part", part=part.name,
                          n=given[part.name].text, whole=part.within or "", of=whole.text)  # fmt: skip
            yield Problem("impossible", c.places.span((*path, part.name)), message)
    numbers = {name: amount.number for name, amount in given.items()}
    above, below = formula.divide(numbers)
    if formula.form == "counts":
        if sum(numbers.values()) <= 0:
            yield Problem("impossible", c.places.key(path), say("there is no answer in it"))
    elif not found and below <= 0:
        message = say("there is no case to divide by in {formula}", formula=str(formula))
        yield Problem("impossible", c.places.key(path), message)
    elif not found and (above < 0 or (formula.form == "hits" and above > below)):
        message = say("{formula} is {value}, which no share can be", formula=str(formula), value=f"{above / below:.4g}")
        yield Problem("impossible", c.places.key(path), message)


def _methods(c: Checker, metric: str, known: KnownMetric, reading: Reading, path: Path) -> Iterator[Problem]:
    """A method is one of the metric's, and the question has what it needs: points enough, answers one by one."""
    method, many = reading.method, len(reading.counts or ())
    if method is None or not known.methods:
        return
    place = c.places.span((*path, "method"))
    if method not in known.methods:
        message = say("'{method}' is not a way to compute {metric}", method=method, metric=metric)
        yield Problem("unknown-method", place, message, suggestion(method, known.methods))
    elif metric == "ces" and method == "index" and reading.version == "1.0":
        message = say("`index` is not computed from version 1.0 of the effort question, which counts the other way")
        yield Problem("bad-method", place, message, say("write `method: mean`; it is turned round"))
    elif reading.counts is not None and many < LEAST_POINTS.get(method, 2):
        message = say("`{method}` needs a question of at least {n} points", method=method, n=LEAST_POINTS[method])
        yield Problem("bad-counts", c.places.span((*path, "counts")), message, say("write `method: mean`"))
    elif reading.value is not None and reading.value.unit.startswith("/") and method != "mean":
        message = say("{value} is a mean; `{method}` is computed from the answers", value=reading.value.text,
                      method=method)  # fmt: skip
        yield Problem("bad-method", place, message, say("write `method: mean`, or give `counts`"))


def _counts(c: Checker, metric: str, known: KnownMetric, reading: Reading, path: Path) -> Iterator[Problem]:
    many = len(reading.counts or ())
    scale = _SCALE.fullmatch(reading.scale or "")
    fitting = known.answers or (many,)
    if metric == "ces":
        fitting = (5,) if reading.version == "1.0" else (7,) if reading.method == "index" else fitting
    stated = (int(scale[2]) - int(scale[1]) + 1,) if scale and known.scale is None else fitting
    wanted = tuple(points for points in stated if points in fitting or not known.answers) or fitting
    if many not in wanted:
        points = " or ".join(map(str, wanted))
        message = say("{n} counts are given for a scale of {points} points", n=many, points=points)
        help_ = say("give one count for each point, the lowest first; 0 where nobody answered so")
        yield Problem("bad-counts", c.places.span((*path, "counts")), message, help_)


def _scale(c: Checker, metric: str, known: KnownMetric, reading: Reading, path: Path) -> Iterator[Problem]:
    """A metric that has one question only is asked on its own scale."""
    stated = _SCALE.fullmatch(reading.scale or "")
    if known.scale is None or stated is None:
        return
    low, high = known.scale
    if (int(stated[1]), int(stated[2])) != known.scale:
        message = say("{metric} comes from a question on {low} to {high} only", metric=metric, low=f"{low:g}",
                      high=f"{high:g}")  # fmt: skip
        yield Problem("bad-scale", c.places.span((*path, "scale")), message)


def _range(c: Checker, metric: str, known: KnownMetric, reading: Reading, path: Path) -> Iterator[Problem]:
    """Check a bare value against the metric's scale, a rating against its own."""
    value = reading.value
    if value is None:
        return
    low, high = known.methods.get(reading.method or "", known.range or (float("-inf"), float("inf")))
    own = metric in {"emotion", "nps"}  # these have one scale only, so a rating out of another is never on it
    if value.unit.startswith("/") and not own:
        low, high = 0.0, float(value.unit[1:])
    elif value.unit and not value.unit.startswith("/") and metric not in c.content.metrics:
        return
    elif metric == "ces" and reading.version == "1.0":
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
    elif known.unit == "rating" and (low, high) == (0, 100) and not value.unit and reading.method in {None, "mean"}:
        yield from _which_scale(c, metric, reading, value, path)


def _which_scale(c: Checker, metric: str, reading: Reading, value: Amount, path: Path) -> Iterator[Problem]:
    """A bare value that a shorter question gives as well is not guessed to be of 100."""
    stated = _SCALE.fullmatch(reading.scale or "")
    tops = [top for top in ((int(stated[2]),) if stated else SHORTER) if 0 < value.number <= top < 100]
    if tops:
        bare = f"{value.number:g}"
        message = say("{metric} of {value} can be read on more than one scale", metric=metric, value=bare)
        forms = " or ".join(f"{bare}/{top}" for top in tops)
        help_ = say("write {forms}, or `scale: 0-100` beside it if it is of 100", forms=forms)
        yield Problem("two-readings", c.places.span(path), message, help_)


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
    singles += [(money, ("budget", quarter)) for quarter, money in c.content.budget.items()]
    yield from ((value.currency, path) for value, path in singles if value is not None)
    for name, journey in c.content.journeys.items():
        for key, point in journey.touchpoints.items():
            base: Path = ("journeys", name, "stages", journey.stage_of[key], "touchpoints", key)
            for metric, readings in point.readings().items():
                inside: Path = (*base, metric) if getattr(point, metric, None) else (*base, "measures", metric)
                yield from ((unit, inside) for reading in readings for unit in _units_of(reading) if len(unit) == 3)
    for index, entry in enumerate(c.content.measurements):
        yield from ((unit, ("measurements", index)) for unit in _units_of(entry) if len(unit) == 3)


def _units_of(reading: Reading) -> Iterator[str]:
    """Yield the units in capitals, which are currencies, of what a reading holds."""
    amounts = [reading.value, reading.total, *(reading.made_from or {}).values()]
    yield from (amount.unit for amount in amounts if amount is not None and amount.unit.isupper())
