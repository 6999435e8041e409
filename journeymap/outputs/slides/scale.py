"""Ends and steps of an axis."""

import math
from collections.abc import Sequence

from journeymap.charts.factors import decades
from journeymap.outputs.slides.scene import Axis

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def spaced(values: Sequence[float], title: str, form: str) -> Axis:
    """Return an axis from zero; of values above zero one from a power of ten, equal factors equally far apart.

    Few large values would else crowd all others at the origin.

    Examples
    --------
    >>> spaced([4, 160], "days", "0").low, spaced([4, 160], "days", "0").high, spaced([0, 160], "days", "0").low
    (1.0, 200.0, 0.0)
    """
    if min(values) <= 0:
        low, high, step = ticks(values)
        return Axis(low, high, step, title, form)
    low = 10.0 ** math.floor(math.log10(min(values)))
    return Axis(low, decades(low, max(values))[-1], None, title, form, factors=True)


def ticks(values: Sequence[float], *, from_zero: bool = True, most: int = 6) -> tuple[float, float, float]:
    """Return the lowest and highest value of an axis and its step, all round.

    Examples
    --------
    >>> ticks([4, 160]), ticks([0.905, 0.982], from_zero=False)
    ((0.0, 200.0, 50.0), (0.9, 1.0, 0.02))
    """
    low, high = min(values), max(values)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    span = (high - low) or abs(high) or 1.0
    size = 10.0 ** math.floor(math.log10(span / most))
    step = next((part * size for part in STEPS if span / (part * size) <= most - 1), STEPS[-1] * size)
    first, last = math.floor(round(low / step, 9)), math.ceil(round(high / step, 9))
    if first == last:
        last += 1
    return round(first * step, 12), round(last * step, 12), round(step, 12)
