"""Ranks that respect how sure the figures are: a range of places, not one place.

Overlap is no order: with A below B and B below C by overlapping intervals, A
and C may still lie apart, so that "equal rank" cannot be handed on from one to
the next. Each item therefore gets the best and the worst place it can hold:
behind everything that lies wholly above it, before everything that lies wholly
below it. Items whose ranges share no place are told apart; the converse does
not hold: intervals that lie apart can have ranges that share a place, because
each of the two overlaps others. Which two are told apart, the intervals say.
Apart intervals are a stricter test than one of the difference, so that a rank
is never surer than the figures behind it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from journeymap.records import dataclass


@dataclass(frozen=True)
class Rank:
    """The places an item can hold, 1 for the highest.

    Attributes
    ----------
    best, worst
        First and last place, ``1 <= best <= worst <= of``.
    of
        Number of items ranked.
    """

    best: int
    worst: int
    of: int

    @property
    def sure(self) -> bool:
        """Tell whether there is one place only."""
        return self.best == self.worst


def ranks(intervals: Mapping[str, tuple[float, float]]) -> dict[str, Rank]:
    """Rank items by their intervals, highest first.

    Parameters
    ----------
    intervals
        Lower and upper end by name. What has no interval is not comparable
        and does not belong here.

    Returns
    -------
    dict of str to Rank
        In the order given.

    Examples
    --------
    >>> found = ranks({"a": (70, 80), "b": (60, 72), "c": (40, 50)})
    >>> [(rank.best, rank.worst) for rank in found.values()]
    [(1, 2), (1, 2), (3, 3)]
    """
    lows = sorted(low for low, _ in intervals.values())
    highs = sorted(high for _, high in intervals.values())
    many = len(intervals)
    return {
        name: Rank(1 + many - bisect_right(lows, high), many - bisect_left(highs, low), many)
        for name, (low, high) in intervals.items()
    }
