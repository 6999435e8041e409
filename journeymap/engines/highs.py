"""Plans proved best with HiGHS, which comes with SciPy: slower than CP-SAT, and nothing to install.

All four figures are searched on the grid of weeks (:mod:`journeymap.roadmap.grid`).

Notes
-----
HiGHS counts its limit by the clock: a search that ends at the limit may give another plan on another machine; one
that ends with a proof does not give other figures. It can be asked to stop, by the watch or with Ctrl-C, between
two stages only.

References
----------
Q. Huangfu and J. A. J. Hall, "Parallelizing the dual revised simplex method", *Mathematical Programming
Computation* 10 (2018).
"""

import math
import time
from collections.abc import Mapping

from journeymap.engines.staged import First, Limit, Shorten, Starts, at_once, shorten_on_grid, solve_in_stages
from journeymap.roadmap.grid import Grid
from journeymap.roadmap.linear import Aim, Answer
from journeymap.roadmap.objectives import Effort, Watch
from journeymap.roadmap.problem import Problem
from journeymap.roadmap.schedule import Schedule

OPTIMAL, INFEASIBLE = 0, 2
"""What :func:`scipy.optimize.milp` calls its answers."""


def solve(problem: Problem, effort: Effort, watch: Watch | None = None, *, first: First | None = at_once) -> Schedule:
    """Return a plan with each of the four figures proved, or as near as the effort allows.

    Parameters
    ----------
    problem
        To be planned.
    effort
        Seconds by the clock.
    watch
        Is told the outcome of each stage; if it says so, the best plan so far is returned.
    first
        Makes the plan from which the search goes on; `None`: the fixed work alone.
    """
    return solve_in_stages(problem, effort, watch, Highs(), first)


class Highs:
    """HiGHS through SciPy.

    Attributes
    ----------
    together
        None: in floating point, two figures in one do not stay whole.
    """

    together = 0

    def __init__(self) -> None:
        import scipy  # noqa: PLC0415 -- slow to import

        self.name = f"highs (scipy {scipy.__version__})"

    def shorten(self, task: Shorten, limit: Limit) -> tuple[Starts | None, Answer]:
        """Return the best plan found on the grid."""
        return shorten_on_grid(self, task, limit)

    def settle(self, grid: Grid, aim: Aim, hint: Mapping[int, int], limit: Limit) -> Answer:
        """Return the best values found; HiGHS takes no hint through SciPy."""
        del hint
        import numpy as np  # noqa: PLC0415 -- as above
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 -- as above
        from scipy.sparse import csr_array  # noqa: PLC0415 -- as above

        linear = grid.linear
        if not linear.most:
            return Answer({}, aim.constant, proved=True)
        size = len(linear.most)
        factors = np.array([factor for row in linear.rows for factor in row.terms.values()], dtype=float)
        columns = np.array([v for row in linear.rows for v in row.terms], dtype=np.int64)
        ends = np.cumsum([0, *(len(row.terms) for row in linear.rows)])
        matrix = csr_array((factors, columns, ends), shape=(len(linear.rows), size))
        least = [-np.inf if row.least is None else row.least for row in linear.rows]
        most = [np.inf if row.most is None else row.most for row in linear.rows]
        factor = np.zeros(size)
        for variable, weight in aim.terms.items():
            factor[variable] = weight
        began = time.perf_counter()
        found = milp(
            factor,
            integrality=np.ones(size, dtype=np.int64),
            bounds=Bounds(np.array(linear.least, dtype=float), np.array(linear.most, dtype=float)),
            constraints=LinearConstraint(matrix, np.array(least), np.array(most)) if linear.rows else (),
            options={"time_limit": limit.seconds, "mip_rel_gap": 0.0},
        )
        used = time.perf_counter() - began
        if found.x is None:
            return Answer(None, None, found.status == INFEASIBLE, used=used)
        values = {index: round(value) for index, value in enumerate(found.x)}
        proved = found.status == OPTIMAL
        bound = aim.of(values) if proved else math.ceil(found.mip_dual_bound - 1e-6) + aim.constant
        return Answer(values, bound, proved, limit.tell(aim.of(values), bound), used)
