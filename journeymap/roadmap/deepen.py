"""What takes several solutions or many draws: prices, forced inclusions and the stability of a plan."""

from collections.abc import Iterator
from dataclasses import replace

from journeymap.maturity.result import MaturityResult
from journeymap.model.workspace import Workspace
from journeymap.roadmap.objectives import Effort
from journeymap.roadmap.pose import pose
from journeymap.roadmap.prerequisites import prerequisites
from journeymap.roadmap.prices import brief, forced, prices
from journeymap.roadmap.problem import Problem
from journeymap.roadmap.relaxing import relaxed_problem
from journeymap.roadmap.result import Roadmap
from journeymap.roadmap.schedule import Solve
from journeymap.roadmap.selection import Ground, ground, select, with_selection
from journeymap.roadmap.stability import Due, Effect, Outlook, Stability, simulate
from journeymap.roadmap.weeks import Weeks


def deepen(
    roadmap: Roadmap,
    workspace: Workspace,
    solve: Solve,
    effort: Effort | None = None,
    maturity: MaturityResult | None = None,
    base: Ground | None = None,
) -> Roadmap:
    """Return a roadmap with its prices, forced inclusions and stability.

    Parameters
    ----------
    roadmap
        From :func:`journeymap.roadmap.plan.plan` of the same workspace.
    solve
        Solves each of the changed problems.
    effort
        For each of them; left out, what suits the size of the problem.
    maturity, base
        As for the plan.
    """
    if not roadmap.problem.tasks:
        return roadmap
    refused = dict(accepted(workspace, maturity, base))
    effort = effort or brief(roadmap.problem)
    return replace(
        roadmap,
        prices=prices(roadmap.problem, roadmap.schedule, solve, effort),
        forced=forced(roadmap.problem, roadmap.schedule, solve, refused, effort),
        stability=stability(roadmap, workspace) if roadmap.items else None,
    )


def accepted(
    workspace: Workspace, maturity: MaturityResult | None, base: Ground | None = None
) -> Iterator[tuple[str, Problem]]:
    """Yield each refused initiative with the problem as it were if that one were required instead."""
    initiatives = workspace.content.initiatives
    if any(record.refused is not None for record in initiatives.values()):
        base = base or ground(workspace)
    for name, record in sorted(initiatives.items()):
        if record.refused is not None:
            taken = record.model_copy(update={"refused": None, "required": True})
            content = workspace.content.model_copy(update={"initiatives": {**initiatives, name: taken}})
            problem = posed(replace(workspace, content=content), maturity, base)
            if name in problem.by_id:
                yield name, problem


def posed(workspace: Workspace, maturity: MaturityResult | None, base: Ground | None = None) -> Problem:
    """Return the problem of a workspace, with what each initiative closes and is worth."""
    problem = pose(workspace, prerequisites(workspace, maturity))
    return with_selection(problem, select(workspace, problem, base or ground(workspace), maturity))


def stability(roadmap: Roadmap, workspace: Workspace) -> Stability:
    """Draw a roadmap many times, with the days of its targets and what its initiatives bring in money."""
    initiatives = workspace.content.initiatives
    effects = {}
    for item in roadmap.items:
        value = item.benefit.value if item.benefit is not None else None
        if value is not None:
            confidence = initiatives[item.id].confidence
            effects[item.id] = Effect(value, confidence.value if confidence is not None else None)
    outlook = Outlook(roadmap.schedule.later, dict(dues(roadmap, workspace)), effects)
    return simulate(relaxed_problem(roadmap.problem, roadmap.schedule.relaxed), roadmap.schedule.starts, outlook)


def dues(roadmap: Roadmap, workspace: Workspace) -> Iterator[tuple[str, Due]]:
    """Yield the wanted day of each target, with the initiatives in the plan that take a step to it."""
    weeks = Weeks(roadmap.start)
    for name, target in sorted(workspace.content.targets.items()):
        steps = {item.id: item.closes for item in roadmap.items}
        tasks = tuple(sorted(task for task, gaps in steps.items() if any(gap.startswith(f"{name}:") for gap in gaps)))
        if target.by is not None and tasks:
            yield name, Due(weeks.finished_by(target.by), tasks)
