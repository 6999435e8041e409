"""The planner's engines by name; nothing heavy is imported before one solves."""

from typing import Literal

from journeymap.engines import cpsat, highs
from journeymap.roadmap import heuristic
from journeymap.roadmap.schedule import Solve

SolverName = Literal["auto", "cpsat", "highs", "heuristic"]


def solver(name: SolverName) -> Solve:
    """Return an engine.

    Parameters
    ----------
    name
        ``cpsat``: proves the most and needs OR-Tools. ``highs``: proves small plans with SciPy. ``heuristic``: good
        plans at once with a bound. ``auto``: ``cpsat`` if OR-Tools is installed, else ``heuristic``.

    Raises
    ------
    EngineMissing
        If ``cpsat`` is asked for without OR-Tools; the message says how to get it.
    """
    if name == "highs":
        return highs.solve
    if name == "cpsat":
        cpsat.demand()
        return cpsat.solve
    return cpsat.solve if name == "auto" and cpsat.installed() else heuristic.solve
