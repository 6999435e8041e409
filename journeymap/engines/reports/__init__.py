"""Files ``journeymap report`` writes: one module per ending; the folder is the register.

A module holds a :class:`Form`. What it needs beyond the core it imports when it is asked to write, so that the
command starts as fast with ten endings as with one.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import cache

from journeymap.analysis import Analysis
from journeymap.catalog import discover
from journeymap.engines import listed, of_ending
from journeymap.errors import UnknownName
from journeymap.outputs import Render
from journeymap.records import dataclass


def _nothing() -> None:
    """Need nothing beyond the core."""


@dataclass(frozen=True)
class Asked:
    """What is to be written.

    Attributes
    ----------
    analysis
        Everything computed of a workspace, or what it says of one journey.
    since
        The same workspace as it was, with its plan: what moved since is part of the report.
    """

    analysis: Analysis
    render: Render
    since: Analysis | None = None


@dataclass(frozen=True)
class Form:
    """A kind of file a report is written as.

    Attributes
    ----------
    ending
        Of the file, without the point.
    write
        Gives the content of the file.
    check
        Raises :class:`~journeymap.engines.EngineMissing` if a program that writing needs is not here: told before
        the work is done, not after it.
    """

    ending: str
    write: Callable[[Asked], str | bytes] = field(repr=False)
    check: Callable[[], None] = field(default=_nothing, repr=False)


@cache
def shipped() -> Mapping[str, Form]:
    """Return the forms of this folder and of installed extensions, by ending."""
    return discover(sys.modules[__name__], Form, lambda entry: entry.ending)


def by_ending(name: str) -> Form:
    """Return the form of a file with that name.

    Raises
    ------
    UnknownName
        If no form has its ending.
    """
    return of_ending(shipped(), name)


def by_names(endings: Sequence[str]) -> tuple[Form, ...]:
    """Return the forms of some endings, each once, such as ``pdf`` or ``.pdf``.

    Raises
    ------
    UnknownName
        If no form has one of them.
    """
    known = shipped()
    names = [ending.removeprefix(".").lower() for ending in endings]
    unknown = next((ending for ending, name in zip(endings, names, strict=True) if name not in known), None)
    if unknown is not None:
        message = f"there is no report as '{unknown}': it is written as {listed(f'.{name}' for name in known)}"
        raise UnknownName(message)
    return tuple(known[name] for name in dict.fromkeys(names))
