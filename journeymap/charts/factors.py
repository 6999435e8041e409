"""Scales on which equal factors are equally far apart."""

import math
from collections.abc import Sequence

from journeymap.records import dataclass


def decades(low: float, high: float) -> tuple[float, ...]:
    """Return the round steps 1, 2 and 5 of each decade that enclose a range above zero.

    Examples
    --------
    >>> decades(3, 160)
    (2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0)
    """
    first, last = math.floor(math.log10(low)) - 1, math.ceil(math.log10(max(low, high))) + 1
    steps = [factor * 10.0**power for power in range(first, last + 1) for factor in (1, 2, 5)]
    start = max(index for index, step in enumerate(steps) if step <= low)
    end = min(index for index, step in enumerate(steps) if step >= high and index > start)
    return tuple(float(f"{step:.12g}") for step in steps[start : end + 1])


@dataclass(frozen=True)
class Factors:
    """A scale above zero.

    Attributes
    ----------
    low, high
        Its ends.
    steps
        Round values within it, at least two.
    """

    low: float
    high: float
    steps: tuple[float, ...]

    @classmethod
    def around(cls, values: Sequence[float]) -> "Factors":
        """Return the scale of values above zero: no longer than they are, unless it would have fewer than two steps.

        Examples
        --------
        >>> Factors.around([4, 30]), Factors.around([10])
        (Factors(low=4, high=30, steps=(5.0, 10.0, 20.0)), Factors(low=10.0, high=20.0, steps=(10.0, 20.0)))
        """
        low, high = min(values), max(values)
        steps = decades(low, high)
        inner = tuple(step for step in steps if low <= step <= high)
        return cls(low, high, inner) if len(inner) > 1 else cls(steps[0], steps[-1], steps)

    def part(self, value: float) -> float:
        """Return how far along the scale a value is, 0-1; what is beyond it lies at its end."""
        inside = min(max(value, self.low), self.high)
        return math.log(inside / self.low) / math.log(self.high / self.low)
