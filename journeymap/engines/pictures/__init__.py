"""Files ``journeymap map`` writes: one module per ending; the folder is the register.

A module holds a :class:`Picture`. What it needs beyond the core it imports when it is asked to write, so that the
command starts as fast with ten endings as with one.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cache

from journeymap.analysis import Judged
from journeymap.catalog import discover
from journeymap.charts.sheets import Paper
from journeymap.engines import of_ending
from journeymap.outputs import Render
from journeymap.records import dataclass
from journeymap.views.projected import Standing


@dataclass(frozen=True)
class Wanted:
    """What is asked to be written.

    Attributes
    ----------
    journey
        Its id.
    view
        One of :data:`journeymap.outputs.maps.VIEWS`.
    groups
        Ids of groups of customers.
    states
        Shown in place of the current journey: one, two of a difference, or all of the plan.
    paper
        For kinds with pages; `None` for A4.
    """

    judged: Judged
    journey: str
    view: str
    render: Render
    groups: tuple[str, ...] = ()
    states: tuple[Standing, ...] = ()
    paper: Paper | None = None


@dataclass(frozen=True)
class Picture:
    """A kind of file.

    Attributes
    ----------
    ending
        Of the file, without the point.
    write
        Gives the content of the file.
    """

    ending: str
    write: Callable[[Wanted], str | bytes] = field(repr=False)


@cache
def shipped() -> Mapping[str, Picture]:
    """Return the kinds of this folder and of installed extensions, by ending."""
    return discover(sys.modules[__name__], Picture, lambda entry: entry.ending)


def by_ending(name: str) -> Picture:
    """Return the kind of a file with that name.

    Raises
    ------
    UnknownName
        If no kind has its ending.
    """
    return of_ending(shipped(), name)
