"""The options that choose the lanes and rows of a journey map."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from journeymap.errors import UnknownName
from journeymap.views.lanes import LANE_NAMES

if TYPE_CHECKING:
    from journeymap.charts.journey_layout import Rows


def option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--lanes`` and ``--rows`` to a command."""
    every = ", ".join(LANE_NAMES)
    lanes = click.option("--lanes", metavar="LANE,LANE", help=f"Lanes of a map in their order, of: {every}.")
    rows = click.option("--rows", metavar="N|auto", default="1", show_default=True,
                        help="Rows the stages of a map are set in; auto suits a sheet of paper.")  # fmt: skip
    return lanes(rows(function))


def lanes_named(text: str | None) -> tuple[str, ...]:
    """Read the lanes asked for, each once.

    Raises
    ------
    UnknownName
        If one is none of :data:`LANE_NAMES`.
    """
    from journeymap.model.complaints import nearest

    if text is None:
        return ()
    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",")))
    for name in names:
        if name not in LANE_NAMES:
            near = nearest(name, LANE_NAMES)
            hint = f"the nearest is '{near}'" if near else f"there are: {', '.join(LANE_NAMES)}"
            message = f"'{name}' is not a lane; {hint}"
            raise UnknownName(message)
    return names


def rows_wanted(text: str) -> "Rows":
    """Read how many rows are asked for.

    Raises
    ------
    UnknownName
        If it is neither a number from 1 nor ``auto``.
    """
    if text == "auto":
        return "auto"
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 99:
        message = f"'{text}' is not a number of rows; give 1 to 99, or auto"
        raise UnknownName(message)
    return int(text)
