"""What the user can put right.

::

    JourneymapError
    ├── InvalidWorkspace      the input is invalid: carries every problem found
    ├── UnknownName           a name given on the command line does not exist
    ├── CannotWrite           a file that was asked for cannot be written where it was asked for
    └── MissingPart           an optional program or package is not installed
"""

from collections.abc import Mapping, Sequence

from journeymap.source import Problem, Source


class JourneymapError(Exception):
    """Root of everything that is reported to the user without a traceback."""


class InvalidWorkspace(JourneymapError):
    """The workspace cannot be read; nothing was computed.

    Attributes
    ----------
    problems
        All of them, in the order of the files.
    sources
        The texts by path, for excerpts.
    """

    def __init__(self, problems: Sequence[Problem], sources: Mapping[str, Source]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)
        self.sources = sources


class UnknownName(JourneymapError):
    """A journey, rule, metric or practice of that name does not exist."""


class CannotWrite(JourneymapError):
    """Files cannot be written at their places; nothing was computed. The message names all of them."""


class MissingPart(JourneymapError):
    """Something optional is not installed; the message says how to get it."""
