"""Elimination without subtraction, for chains that customers hardly ever leave.

Where a way out has a share of 1e-9, or several such stand one behind the other,
1 − (share of staying) has no correct digit left, and neither has anything
computed from it. Grassmann, Taksar and Heyman (*Operations Research* 33, 1985)
take each pivot as the sum of the shares that lead away instead: nothing is
subtracted, so that every result keeps its digits (C. A. O'Cinneide, *Numerische
Mathematik* 65, 1993). The price is a dense matrix.
"""

import numpy as np
from scipy.linalg import solve_triangular

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
        self._above = np.eye(size) - np.triu(moves, 1)
        self._below = np.diag(pivots) - np.tril(moves, -1)

    def solve(self, right: Vector, trans: str = "N") -> Vector:
        """Return the solution for one or more right sides, as `scipy.sparse.linalg.SuperLU.solve` does."""
        if trans == "N":
            return _triangular(self._below, _triangular(self._above, right, lower=False), lower=True)
        found = _triangular(self._below.T, right, lower=False)
        return _triangular(self._above.T, found, lower=True)


def _triangular(matrix: Vector, right: Vector, *, lower: bool) -> Vector:
    return np.asarray(solve_triangular(matrix, right, lower=lower, check_finite=False), dtype=np.float64)
