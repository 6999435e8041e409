"""Roadmap: initiatives ► selection, schedule, projected maps, benefits, and what is still missing."""

from journeymap.roadmap.benefit import Benefit, Effect, Figures
from journeymap.roadmap.plan import plan
from journeymap.roadmap.problem import LeftOut, Problem, Resource, Task
from journeymap.roadmap.projection import Quarter
from journeymap.roadmap.residual import Residual
from journeymap.roadmap.result import Item, Load, Roadmap
from journeymap.roadmap.schedule import Schedule

__all__ = ["Benefit", "Effect", "Figures", "Item", "LeftOut", "Load", "Problem", "Quarter", "Residual", "Resource",
           "Roadmap", "Schedule", "Task", "plan"]  # fmt: skip
