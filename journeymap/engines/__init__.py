"""Programs and libraries outside the core, each behind one function."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from journeymap.errors import MissingPart, UnknownName

T = TypeVar("T")


class EngineMissing(MissingPart):
    """No program that can do the work is installed; the message says how to get one."""


class EngineFailed(MissingPart):
    """Every program that was found crashed, took too long or answered nonsense."""


def of_ending(known: Mapping[str, T], name: str) -> T:
    """Return the member of a register of endings that writes a file with that name.

    Raises
    ------
    UnknownName
        If none has its ending.
    """
    stem, _, ending = name.rpartition(".")
    found = known.get(ending.lower()) if stem else None
    if found is None:
        message = f"cannot write '{name}': its ending must be {listed(f'.{each}' for each in known)}"
        raise UnknownName(message)
    return found


def listed(names: Iterable[str]) -> str:
    """Return the choices there are, for a message."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last
