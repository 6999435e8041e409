"""From raw counts to an estimate with n and a 95 % interval.

Readings of one metric are first brought into one form each (`canonical`), then
what has the same form is added up (`merge`) and estimated once; only what is
left is combined by its n (`combine`).

References
----------
E. B. Wilson, "Probable inference, the law of succession, and statistical
inference", JASA 22 (1927) for shares; R. G. Newcombe, "Improved confidence
intervals for the difference between binomial proportions based on paired
data", Statistics in Medicine 17 (1998) for a difference of two shares of one
sample, such as the net promoter score; Student (1908) for means of fewer than
30, the normal distribution from 30 on; G. Y. Zou and A. Donner, "Construction
of confidence limits about effect measures: a general approach", Statistics in
Medicine 27 (2008) for weighted means and differences of estimates.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from journeymap.model.formulas import Formula
from journeymap.model.measures import Reading, Timed
from journeymap.model.quantities import Amount
from journeymap.records import dataclass

Z = 1.959963984540054
"""The 97.5 % quantile of the normal distribution."""

NORMAL_FROM = 30
"""From so many values on a mean is taken to be normal."""


@dataclass(frozen=True)
class Raw:
    """One reading in base units.

    Attributes
    ----------
    reading
        As written, or as several were merged.
    low, high
        First and last point of a rating's scale.
    """

    reading: Reading
    low: float
    high: float


@dataclass(frozen=True)
class Estimate:
    """A value with how sure it is.

    Attributes
    ----------
    value
        In the metric's base unit.
    n
        Cases behind it; `None` for an opinion.
    low, high
        95 % interval; both `None` where none can be given. A survival median
        may have a lower end alone: then the upper one lies beyond what was
        watched.
    """

    value: float
    n: int | None = None
    low: float | None = None
    high: float | None = None


def wilson(hits: float, n: int) -> Estimate:
    """Share with Wilson's interval.

    Examples
    --------
    >>> e = wilson(15, 50)
    >>> round(e.value, 3), round(e.low, 3), round(e.high, 3)
    (0.3, 0.191, 0.438)
    """
    p, z2 = hits / n, Z * Z
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    # At no hits, or hits alone, the ends are 0 and 1 but for rounding.
    return Estimate(p, n, max(0.0, min(p, centre - half)), min(1.0, max(p, centre + half)))


def mean(counts: Sequence[int], first: float = 1.0, step: float = 1.0) -> Estimate:
    """Mean of answers on an evenly spaced scale, lowest point first.

    Examples
    --------
    >>> round(mean((80, 210, 140, 110, 160, 180, 120)).value, 2)
    4.08
    """
    n = sum(counts)
    values = [first + step * index for index in range(len(counts))]
    centre = sum(v * c for v, c in zip(values, counts, strict=True)) / n
    if n < 2:
        return Estimate(centre, n)
    variance = sum(c * (v - centre) ** 2 for v, c in zip(values, counts, strict=True)) / (n - 1)
    return spread(centre, math.sqrt(variance), n, values[0], values[-1])


def spread(value: float, sd: float, n: int, low: float = -math.inf, high: float = math.inf) -> Estimate:
    """Mean of n values with the interval that their standard deviation gives.

    Parameters
    ----------
    value, sd
        Mean and standard deviation (divisor n - 1) of single values.
    n
        How many values.
    low, high
        Between which values a mean can lie at all.

    Examples
    --------
    >>> e = spread(10.0, 2.0, 16)
    >>> round(e.low, 3), round(e.high, 3)
    (8.934, 11.066)
    """
    if n < 2 or sd == 0:
        return Estimate(value, n)  # all alike: the sample says nothing about the spread
    half = quantile(n) * sd / math.sqrt(n)
    return Estimate(value, n, max(low, value - half), min(high, value + half))


def net(plus: int, minus: int, n: int) -> Estimate:
    """Difference of two shares of one sample times 100.

    The interval joins Wilson's of the two shares by their correlation in one
    multinomial sample, r = -root(pq / ((1 - p)(1 - q))) (Newcombe; Zou and
    Donner). It covers the true difference in about 19 of 20 samples down to
    ten answers and with shares near 0 or 1, where the interval by the
    multinomial variance alone does so in two of three.

    Examples
    --------
    >>> e = net(50, 10, 100)
    >>> round(e.value, 1), round(e.low, 1), round(e.high, 1)
    (40.0, 26.0, 51.9)
    """
    one, other = wilson(plus, n), wilson(minus, n)
    p, q = one.value, other.value
    together = -math.sqrt(p * q / ((1 - p) * (1 - q))) if p < 1 and q < 1 else 0.0
    found = difference(one, other, together)
    low, high = (None if end is None else max(-100.0, min(100.0, 100 * end)) for end in (found.low, found.high))
    return Estimate(100 * (p - q), n, low, high)


def difference(one: Estimate, other: Estimate, correlation: float = 0.0) -> Estimate:
    """Return one estimate minus another with its interval (Zou and Donner).

    Parameters
    ----------
    one, other
        Each with its interval; an end that one of them lacks is missing in the difference too.
    correlation
        Of the two, -1 to 1; 0 for independent ones.

    Examples
    --------
    >>> e = difference(wilson(20, 20), wilson(100, 1000))
    >>> round(e.value, 3), round(e.low, 3), round(e.high, 3)
    (0.9, 0.738, 0.917)
    """
    value = one.value - other.value
    n = min((e.n for e in (one, other) if e.n), default=None)
    low = high = None
    if one.low is not None and other.high is not None:
        low = value - _joined(one.value - one.low, other.high - other.value, correlation)
    if one.high is not None and other.low is not None:
        high = value + _joined(one.high - one.value, other.value - other.low, correlation)
    return Estimate(value, n, low, high)


def _joined(one: float, other: float, correlation: float) -> float:
    """Return the distance of a difference from its end, from those of its parts."""
    return math.sqrt(max(0.0, one * one + other * other - 2 * correlation * one * other))


@cache
def quantile(n: int) -> float:
    """Return the 97.5 % quantile for a mean of n values: normal from 30 on, else Student's t with n - 1.

    Examples
    --------
    >>> round(quantile(2), 3), round(quantile(29), 3), round(quantile(30), 3)
    (12.706, 2.048, 1.96)
    """
    if n >= NORMAL_FROM:
        return Z
    from scipy.special import stdtrit  # noqa: PLC0415 - needed for small samples only

    return float(stdtrit(n - 1, 0.975))


def pool(raw: Raw) -> Estimate:
    """Estimate from any reading: hits of n, a sum over n cases, answers, single times, or a value as given."""
    reading = raw.reading
    if reading.hits is not None and reading.n:
        return wilson(reading.hits, reading.n)
    if reading.counts is not None:
        return mean(reading.counts, raw.low, (raw.high - raw.low) / (len(reading.counts) - 1))
    if reading.times is not None:
        return mean_time(reading.times)
    if reading.total is not None and reading.n:
        return _mean_of(reading.total, reading.total.number / reading.n, reading)
    if reading.value is None:
        raise ValueError(reading.form)
    return _given(reading, reading.value)


def _given(reading: Reading, amount: Amount) -> Estimate:
    """A value as written; a share with n gets Wilson's interval, a mean with n and deviation its own."""
    if amount.unit == "%" and reading.n and 0 <= amount.number <= 1:
        return wilson(amount.number * reading.n, reading.n)
    return _mean_of(amount, amount.number, reading)


def _mean_of(amount: Amount, value: float, reading: Reading) -> Estimate:
    if reading.sd is None or not reading.n:
        return Estimate(value, reading.n)
    return spread(value, reading.sd.number, reading.n, 0.0 if amount.unit in {"min", ""} else -math.inf)


def mean_time(times: Iterable[Timed]) -> Estimate:
    """Mean of single times in minutes.

    Examples
    --------
    >>> mean_time([Timed(at="2 min", n=3), Timed(at="6 min")]).value
    3.0
    """
    pairs = [(entry.at.minutes, entry.n) for entry in times]
    n = sum(many for _, many in pairs)
    centre = sum(minutes * many for minutes, many in pairs) / n
    if n < 2:
        return Estimate(centre, n)
    variance = sum(many * (minutes - centre) ** 2 for minutes, many in pairs) / (n - 1)
    return spread(centre, math.sqrt(variance), n, 0.0)


def time_quantile(times: Iterable[Timed], part: float) -> float:
    """Return the time within which a part of single times lie, the middle of two where it falls between them.

    Examples
    --------
    >>> time_quantile([Timed(at="2 min"), Timed(at="4 min")], 0.5)
    3.0
    """
    pairs = sorted((entry.at.minutes, entry.n) for entry in times if entry.n)
    wanted = part * sum(many for _, many in pairs)
    seen = 0
    for index, (minutes, many) in enumerate(pairs):
        seen += many
        if math.isclose(seen, wanted) and index + 1 < len(pairs):
            return (minutes + pairs[index + 1][0]) / 2
        if seen >= wanted:
            return minutes
    return pairs[-1][0]


def canonical(reading: Reading, formula: Formula | None) -> Reading:
    """Return a reading of raw figures as hits of n, a total over n or answers; any other as it is.

    Examples
    --------
    >>> from journeymap.model.formulas import Part, share_of
    >>> formula = share_of("solved", "cases", Part("solved", ""), Part("cases", ""))
    >>> found = canonical(Reading.model_validate({"from": {"solved": 42, "cases": 60}}), formula)
    >>> found.hits, found.n
    (42, 60)
    """
    if reading.made_from is None or formula is None:
        return reading
    figures = {name: amount.number for name, amount in reading.made_from.items()}
    if formula.form == "counts":
        return reading.model_copy(update={"made_from": None, "counts": formula.spread(figures)})
    above, below = formula.divide(figures)
    if formula.form == "hits":
        return reading.model_copy(update={"made_from": None, "hits": round(above), "n": round(below)})
    units = {reading.made_from[name].unit for name, _ in formula.top if name in reading.made_from}
    total = Amount(above, max(units))
    return reading.model_copy(update={"made_from": None, "total": total, "n": round(below)})


def merge(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Add up the raw counts of readings that have the same form: the whole is estimated once, not averaged.

    Examples
    --------
    >>> [r.n for r in merge([Reading(hits=0, n=10), Reading(hits=0, n=10)])]
    [20]
    """
    groups: dict[object, list[Reading]] = defaultdict(list)
    for index, reading in enumerate(readings):
        points = len(reading.counts or ())
        groups[(reading.form, points) if reading.form != "value" else index].append(reading)
    return tuple(_add(group) if len(group) > 1 else group[0] for group in groups.values())


def _add(group: Sequence[Reading]) -> Reading:
    first = group[0]
    if first.form == "counts":
        counts = tuple(sum(column) for column in zip(*(r.counts or () for r in group), strict=True))
        return first.model_copy(update={"counts": counts})
    if first.form == "times":
        times = tuple(entry for r in group for entry in r.times or ())
        return first.model_copy(update={"times": times, "open": tuple(e for r in group for e in r.open or ())})
    n = sum(r.n or 0 for r in group)
    if first.form == "hits":
        return first.model_copy(update={"hits": sum(r.hits or 0 for r in group), "n": n})
    return first.model_copy(update={**_sums(group, n), "n": n})


def _sums(group: Sequence[Reading], n: int) -> dict[str, Amount | None]:
    """Return the total of the whole and its deviation, from the squares within the parts and between them."""
    parts = [(r.total, r.n, r.sd) for r in group if r.total is not None and r.n]
    total = sum(amount.number for amount, _, _ in parts)
    known = [(amount.number / many, many, sd.number) for amount, many, sd in parts if sd is not None]
    unit = parts[0][0].unit
    if len(known) < len(parts) or n < 2:
        return {"total": Amount(total, unit), "sd": None}
    squares = sum((many - 1) * sd**2 + many * (value - total / n) ** 2 for value, many, sd in known)
    return {"total": Amount(total, unit), "sd": Amount(math.sqrt(squares / (n - 1)), unit)}


def combine(estimates: Sequence[Estimate], weights: Sequence[float] | None = None) -> Estimate:
    """Return the weighted mean of independent estimates with its interval.

    The interval follows Zou and Donner: the distance from the value to each
    end is the root of the weighted squared distances of the parts, so that
    crooked intervals stay crooked and no end leaves the scale.

    Parameters
    ----------
    estimates
        At least one.
    weights
        Of the parts in the whole, as the personas' shares. Left out, those
        with n count by their n; those without count, alike, only if none has
        one.

    Examples
    --------
    >>> e = combine([Estimate(0.2, 50, 0.1, 0.4), Estimate(0.6, 50, 0.5, 0.7)])
    >>> round(e.value, 2), e.n, round(e.low, 3), round(e.high, 3)
    (0.4, 100, 0.329, 0.512)
    """
    if len(estimates) == 1:
        return estimates[0]
    chosen = [e for e in estimates if e.n] or list(estimates) if weights is None else list(estimates)
    heavy = [float(e.n or 1) for e in chosen] if weights is None else list(weights)
    total = sum(heavy)
    parts = [(weight / total, e) for weight, e in zip(heavy, chosen, strict=True)]
    value = sum(part * e.value for part, e in parts)
    n = sum(e.n or 0 for e in chosen) or None
    down = [part * (e.value - e.low) for part, e in parts if e.low is not None]
    up = [part * (e.high - e.value) for part, e in parts if e.high is not None]
    if len(down) < len(parts) or len(up) < len(parts):
        return Estimate(value, n)
    return Estimate(value, n, value - math.hypot(*down), value + math.hypot(*up))
