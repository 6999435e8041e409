"""Journeys in states, with scores and findings, as maps show them."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeymap.analysis import Tools
    from journeymap.model.workspace import Workspace
    from journeymap.text import Text
    from journeymap.views.projected import Standing
    from journeymap.vocabulary import State


def standing(opened: "Workspace", tools: "Tools", journey: str, state: str) -> "Standing":
    """Return a journey in a state.

    Parameters
    ----------
    state
        ``current``, ``target``, ``target:ID``, a quarter of the plan, or the path of another workspace, whose current
        journey it is then.

    Raises
    ------
    UnknownName
        If there is no such state, or the journey has no such target.
    """
    from journeymap.cli import _files, _states
    from journeymap.errors import UnknownName
    from journeymap.text import date, say
    from journeymap.views.projected import current_title
    from journeymap.vocabulary import State

    if state not in {_states.CURRENT, _states.TARGET} and Path(state).exists():
        other = _files.open_workspace(Path(state))
        if journey not in other.current:
            message = f"'{journey}' is not a journey of {state}; there are: {', '.join(other.current)}"
            raise UnknownName(message)
        title = say("{title}, {day}", title=current_title(), day=date(other.today))
        return _scored(other, tools, journey, state, title, State.CURRENT)
    for key, (then, name) in _states.places(opened, state, tools).items():
        if name == journey:
            return _scored(then, tools, name, state, _title(opened, state, key, journey), _states.kind_of(state))
    message = f"'{journey}' has no target"
    raise UnknownName(message)


def walk(opened: "Workspace", tools: "Tools", journey: str) -> "tuple[Standing, ...]":
    """Return a journey today and after each quarter of the plan.

    Raises
    ------
    UnknownName
        If nothing is planned.
    """
    from journeymap.cli import _states
    from journeymap.errors import UnknownName
    from journeymap.outputs.maps import TODAY
    from journeymap.views.projected import current_title, quarter_title
    from journeymap.vocabulary import State

    quarters = _states.projected(opened, tools).states
    if not quarters:
        message = "nothing is planned, so there are no projected maps"
        raise UnknownName(message)
    today = _scored(opened, tools, journey, TODAY, current_title(), State.CURRENT)
    later = (_scored(then, tools, journey, name, quarter_title(name), State.PROJECTED)
             for name, then in quarters.items())  # fmt: skip
    return (today, *later)


def _scored(opened: "Workspace", tools: "Tools", journey: str, state: str, title: "Text", kind: "State") -> "Standing":
    from journeymap.graph import build
    from journeymap.rules import check_journey
    from journeymap.scores import score_journey
    from journeymap.views.projected import Standing

    scored = score_journey(build(opened, journey))
    found = check_journey(scored, kind, tuple(tools.rules.values()))
    return Standing(state, title, kind, scored, tuple(finding for finding in found if finding.accepted is None))


def _title(opened: "Workspace", state: str, key: str, journey: str) -> "Text":
    """Return what a state is called; a target by its own name where a journey has several."""
    from journeymap.cli import _states
    from journeymap.model.record import humanise
    from journeymap.views.projected import current_title, quarter_title, target_title

    if state == _states.CURRENT:
        return current_title()
    if _states.is_quarter(state):
        return quarter_title(state)
    several = sum(record.of == journey for record in opened.content.targets.values()) > 1
    return target_title((opened.content.targets[key].title or humanise(key)) if several else None)
