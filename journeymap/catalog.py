"""What lives in a folder: a package whose modules are its register."""

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from importlib.metadata import EntryPoints, entry_points
from types import ModuleType
from typing import TypeVar, cast


class DuplicateEntry(Exception):
    """Two members of one register claim the same id."""


T = TypeVar("T")


@cache
def _installed() -> EntryPoints:
    """Return the entry points of all that is installed, read once: there are many registers and many packages."""
    # Python 3.11 has another type here, which can be asked in the same way.
    return cast("EntryPoints", entry_points())


def discover(package: ModuleType, kind: type[T], key: Callable[[T], str]) -> dict[str, T]:
    """Return every `kind` defined in the modules below a package, by id and sorted.

    Third parties add members through the entry-point group of the package's
    name, for example ``journeymap.rules``.

    Parameters
    ----------
    package
        The folder that is the register, for example ``journeymap.rules``.
    kind
        The type of a member.
    key
        Gives a member's id.

    Raises
    ------
    DuplicateEntry
        If two members have one id.
    """
    modules = [
        importlib.import_module(info.name)
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not info.ispkg
    ]
    own = [(module.__name__, value) for module in modules for value in vars(module).values()]
    foreign = [(entry.value, entry.load()) for entry in _installed().select(group=package.__name__)]
    found: dict[str, tuple[str, T]] = {}
    for home, value in [*own, *foreign]:
        if not isinstance(value, kind):
            continue
        other = found.setdefault(key(value), (home, value))
        if other[1] is not value:
            message = f"{key(value)!r} is defined in {other[0]} and in {home}"
            raise DuplicateEntry(message)
    return {name: found[name][1] for name in sorted(found)}
