"""OR-Tools, where it is there: its version, and CP-SAT without pandas.

pandas takes three times as long to import as all a plan needs. OR-Tools imports it for tables of variables; nobody here
makes any. Whoever does, with the same OR-Tools in the same program, still can: pandas is then imported when its first
table is made. A thread that asks for pandas while another imports OR-Tools gets pandas.
"""

import re
import sys
import threading
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from journeymap.engines import EngineMissing

_TABLES = "pandas"
_LOADING, _LEAVING = threading.Lock(), threading.Lock()


class _Later(ModuleType):
    """Stands for a module while one thread imports another, and imports it when something else is asked of it.

    To that thread every name in it is, until then, that of a type in an annotation.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.importer: int | None = threading.get_ident()

    def __getattr__(self, name: str) -> object:
        if self.importer == threading.get_ident():
            if name.startswith("__"):
                raise AttributeError(name)
            return object
        self.leave()
        return getattr(import_module(self.__name__), name)

    def leave(self) -> None:
        """Let the next who imports the module get the real one."""
        with _LEAVING:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]


OLDEST = (9, 15)
"""First version of OR-Tools that tells the deterministic time a search took."""


def version() -> str | None:
    """Return the version of OR-Tools that is there; `None` if there is none."""
    return getattr(import_module("ortools"), "__version__", None) if find_spec("ortools") else None


def installed() -> bool:
    """Return whether OR-Tools is there, and new enough."""
    found = version()
    return found is not None and tuple(int(part) for part in re.findall(r"\d+", found)[:2]) >= OLDEST


def demand() -> None:
    """Do nothing if OR-Tools is there, and new enough.

    Raises
    ------
    EngineMissing
        If it is not; the message says how to get it.
    """
    found = version()
    if found is None:
        raise EngineMissing(
            "OR-Tools is missing, which the solver 'cpsat' needs. Run `pip install 'journeymap[solver]'`."
        )
    if not installed():
        wanted = ".".join(map(str, OLDEST))
        raise EngineMissing(
            f"OR-Tools {found} is too old for the solver 'cpsat', which needs {wanted} or later. "
            "Run `pip install --upgrade 'journeymap[solver]'`."
        )


def load() -> None:
    """Import ``ortools.sat.python.cp_model``, unless it has been."""
    name = "ortools.sat.python.cp_model"
    with _LOADING:
        if name in sys.modules or _TABLES in sys.modules:
            import_module(name)
            return
        later = sys.modules[_TABLES] = _Later(_TABLES)
        try:
            import_module(name)
        finally:
            later.leave()
            later.importer = None
