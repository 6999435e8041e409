"""Elimination without subtraction, for chains that customers hardly ever leave.

Where a way out has a share of 1e-9, or several such stand one behind the other,
1 − (share of staying) has no correct digit left, and neither has anything
computed from it. Grassmann, Taksar and Heyman (*Operations Research* 33, 1985)
take each pivot as the sum of the shares that lead away instead: nothing is
subtracted, so that every result keeps its digits (C. A. O'Cinneide, *Numerische
Mathematik* 65, 1993). The price is a dense matrix, which is none for a journey
of some dozen touchpoints.
"""

import numpy as np

from journeymap.flow.types import Vector


class Eliminated:
    """I − Q = (I − U)(S − L), factored without subtraction.

    Parameters
    ----------
    moves
        Q, shape ``(k, k)``, as a dense array; its diagonal is what the other shares leave.
    away
        Share that leaves all `k` states, shape ``(k,)``; something must, from each state in the end.
    """

    def __init__(self, moves: Vector, away: Vector) -> None:
        moves, away = moves.copy(), away.copy()
        size = len(away)
        pivots = np.zeros(size)
        for k in range(size - 1, -1, -1):
            pivots[k] = away[k] + moves[k, :k].sum()
            moves[:k, k] /= pivots[k]
            moves[:k, :k] += np.outer(moves[:k, k], moves[k, :k])
            away[:k] += moves[:k, k] * away[k]
        self._above = np.triu(moves, 1)
        self._below = np.tril(moves, -1)
        self._pivots = pivots

    def solve(self, right: Vector, trans: str = "N") -> Vector:
        """Return the solution for one or more right sides, as `scipy.sparse.linalg.SuperLU.solve` does."""
        found = np.array(right, dtype=np.float64)
        size = len(found)
        if trans == "N":
            for k in range(size - 2, -1, -1):
                found[k] += self._above[k, k + 1 :] @ found[k + 1 :]
            for k in range(size):
                found[k] = (found[k] + self._below[k, :k] @ found[:k]) / self._pivots[k]
            return found
        for k in range(size - 1, -1, -1):
            found[k] = (found[k] + self._below[k + 1 :, k] @ found[k + 1 :]) / self._pivots[k]
        for k in range(1, size):
            found[k] += self._above[:k, k] @ found[:k]
        return found
