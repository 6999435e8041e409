"""From raw counts to an estimate with n and a 95 % interval.

References
----------
E. B. Wilson, "Probable inference, the law of succession, and statistical
inference", JASA 22 (1927) for shares; the multinomial variance of a
difference of two shares for the net promoter score; Student's t for means.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.model.measures import Reading

Z = 1.959963984540054

_T = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262, 10: 2.228,
      12: 2.179, 14: 2.145, 16: 2.120, 18: 2.101, 20: 2.086, 24: 2.064, 29: 2.045}  # fmt: skip


@dataclass(frozen=True)
class Raw:
    """One reading in base units.

    Attributes
    ----------
    reading
        As written.
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
        95 % interval; `None` where none can be given.
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
    return Estimate(p, n, max(0.0, centre - half), min(1.0, centre + half))


def mean(counts: tuple[int, ...], first: float = 1.0, step: float = 1.0) -> Estimate:
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
    if variance == 0:
        return Estimate(centre, n)  # all answered alike: the sample says nothing about the spread
    half = quantile(n) * math.sqrt(variance / n)
    return Estimate(centre, n, max(values[0], centre - half), min(values[-1], centre + half))


def net(plus: int, minus: int, n: int) -> Estimate:
    """Difference of two shares of one sample times 100, with its multinomial variance.

    Examples
    --------
    >>> e = net(50, 10, 100)
    >>> round(e.value, 1), round(e.low, 1), round(e.high, 1)
    (40.0, 27.0, 53.0)
    """
    p, q = plus / n, minus / n
    half = 100 * Z * math.sqrt(max(0.0, p + q - (p - q) ** 2) / n)
    value = 100 * (p - q)
    if half == 0:
        return Estimate(value, n)  # all answered alike: the sample says nothing about the spread
    return Estimate(value, n, max(-100.0, value - half), min(100.0, value + half))


def quantile(n: int) -> float:
    """Return the 97.5 % quantile for a mean of n values: normal from 30 on, else Student's t."""
    if n >= 30:
        return Z
    return _T[max(df for df in _T if df <= max(1, n - 1))]


def pool(raw: Raw) -> Estimate:
    """Estimate from any reading: hits of n, a sum over n cases, or a value as given."""
    reading = raw.reading
    if reading.hits is not None and reading.n:
        return wilson(reading.hits, reading.n)
    if reading.total is not None and reading.n:
        return Estimate(reading.total.number / reading.n, reading.n)
    if reading.value is not None:
        return _given(reading)
    return mean(reading.counts or (0, 1), raw.low)


def _given(reading: Reading) -> Estimate:
    """A value as written; a share with n gets Wilson's interval, anything else none."""
    amount = reading.value
    if amount is None:  # pragma: no cover - the caller has looked
        raise ValueError
    if amount.unit == "%" and reading.n and 0 <= amount.number <= 1:
        return wilson(amount.number * reading.n, reading.n)
    return Estimate(amount.number, reading.n)


def merge(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Add up the raw counts of readings that have the same form: the whole is estimated once, not averaged.

    Examples
    --------
    >>> [r.n for r in merge([Reading(hits=0, n=10), Reading(hits=0, n=10)])]
    [20]
    """
    first = readings[0]
    if len(readings) > 1 and all(r.hits is not None and r.n for r in readings):
        total = {"hits": sum(r.hits or 0 for r in readings), "n": sum(r.n or 0 for r in readings)}
        return (first.model_copy(update=total),)
    lengths = {len(r.counts or ()) for r in readings}
    if len(readings) > 1 and len(lengths) == 1 and 0 not in lengths:
        counts = tuple(sum(column) for column in zip(*(r.counts or () for r in readings), strict=True))
        return (first.model_copy(update={"counts": counts}),)
    return tuple(readings)


def combine(estimates: tuple[Estimate, ...]) -> Estimate:
    """Pool estimates of one metric by their n; those without n count, alike, only if none has one.

    The interval assumes independent samples.
    """
    if len(estimates) == 1:
        return estimates[0]
    counted = [e for e in estimates if e.n]
    chosen = counted or list(estimates)
    weights = [float(e.n or 1) for e in chosen]
    total = sum(weights)
    value = sum(w * e.value for w, e in zip(weights, chosen, strict=True)) / total
    n = sum(e.n or 0 for e in chosen) or None
    if any(e.low is None or e.high is None for e in chosen):
        return Estimate(value, n)
    errors = [(w / total) * ((e.high or 0) - (e.low or 0)) / 2 for w, e in zip(weights, chosen, strict=True)]
    half = math.sqrt(sum(error * error for error in errors))
    return Estimate(value, n, value - half, value + half)
