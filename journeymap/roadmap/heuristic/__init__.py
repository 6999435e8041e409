"""Heuristic: a good plan at once, with a bound, in pure Python."""

from journeymap.roadmap.heuristic.engine import solve

__all__ = ["solve"]
