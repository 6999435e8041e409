"""Journeys in a state: as they are, as they are wanted, or as planned for the end of a quarter."""

from typing import TYPE_CHECKING

import click

from journeymap.errors import UnknownName

if TYPE_CHECKING:
    from journeymap.analysis import Tools
    from journeymap.model.workspace import Workspace
    from journeymap.roadmap.plan import ProjectedStates
    from journeymap.vocabulary import State

CURRENT, TARGET = "current", "target"
HELP = "current, target, target:ID, or the end of a planned quarter such as 2018-Q4."

option = click.option("--state", default=CURRENT, show_default=True, metavar="STATE", help=HELP)
"""One state."""

options = click.option("--state", "states", multiple=True, metavar="STATE", help=f"Given twice: from, to. {HELP}")
"""Up to two states."""


def places(opened: "Workspace", state: str, tools: "Tools") -> "dict[str, tuple[Workspace, str]]":
    """Return the journeys of a workspace in a state.

    Parameters
    ----------
    opened
        As written.
    state
        ``current``, ``target`` (every target), ``target:ID``, or a quarter of the plan.

    Returns
    -------
    dict
        By journey, for a target by its id: the workspace in that state, and the journey's id in it.

    Raises
    ------
    UnknownName
        If there is no such state, with the nearest one and those there are.
    """
    from journeymap.changes import target_state

    if state == CURRENT:
        return {name: (opened, name) for name in opened.current}
    kind, _, name = state.partition(":")
    if kind == TARGET:
        targets = opened.content.targets
        if name and name not in targets:
            raise UnknownName(_unknown(state, [f"{TARGET}:{target}" for target in targets]))
        return {key: (target_state(opened, key), item.of) for key, item in targets.items() if name in {"", key}}
    then = projected(opened, tools)
    if state not in then.states:
        known = [CURRENT, TARGET, *(f"{TARGET}:{target}" for target in opened.content.targets), *then.states]
        raise UnknownName(_unknown(state, known))
    return {name: (then.states[state], name) for name in opened.current}


def projected(opened: "Workspace", tools: "Tools") -> "ProjectedStates":
    """Return the workspace after each quarter of the plan `journeymap plan` makes."""
    from journeymap.analysis import assessed
    from journeymap.roadmap.plan import projected_states

    return projected_states(opened, assessed(opened, tools), tools.solve, tools.effort)


def is_quarter(state: str) -> bool:
    """Tell whether a state is neither today's nor wanted: a quarter of the plan."""
    return state.partition(":")[0] not in {CURRENT, TARGET}


def kind_of(state: str) -> "State":
    """Return which journey the figures and findings of a state speak of."""
    from journeymap.vocabulary import State

    return State.PROJECTED if is_quarter(state) else State(state.partition(":")[0])


def _unknown(state: str, known: list[str]) -> str:
    from journeymap.model.complaints import nearest

    near = nearest(state, known)
    help_ = f"the nearest is '{near}'; " if near is not None else ""
    return f"'{state}' is not a state here; {help_}there are: {', '.join(known) or 'none'}"
