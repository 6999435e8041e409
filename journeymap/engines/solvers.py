"""The planner's engines by name; nothing heavy is imported before one solves."""

from typing import Literal

from journeymap.engines import cpsat, highs, or_tools
from journeymap.roadmap import heuristic
from journeymap.roadmap.schedule import Solve

SolverName = Literal["auto", "cpsat", "highs", "heuristic"]


def solver(name: SolverName) -> Solve:
    """Return an engine.

    Parameters
    ----------
    name
        ``cpsat``: proves the most and needs OR-Tools. ``highs``: proves small plans with SciPy. ``heuristic``: good
        plans at once with a bound. ``auto``: ``cpsat`` if OR-Tools is installed and new enough, else ``heuristic``.

    Raises
    ------
    EngineMissing
        If ``cpsat`` is asked for without OR-Tools, or with one too old; the message says how to get it.
    """
    if name == "highs":
        return highs.solve
    if name == "cpsat":
        or_tools.demand()
        return cpsat.solve
    return cpsat.solve if name == "auto" and or_tools.installed() else heuristic.solve
