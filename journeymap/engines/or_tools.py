"""CP-SAT of OR-Tools without pandas, which takes three times as long to import as all a plan needs.

OR-Tools imports pandas for tables of variables; nobody here makes any. Whoever does, with the same OR-Tools in the
same program, still can: pandas is then imported when its first table is made.
"""

import sys
from importlib import import_module
from types import ModuleType

_TABLES = "pandas"


class _Later(ModuleType):
    """Stands for a module while another is imported, and imports it when something of it is asked for afterwards.

    Until then every name in it is that of a type in an annotation.
    """

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        importing = sys.modules.get(self.__name__) is self
        return object if importing else getattr(import_module(self.__name__), name)


def load() -> None:
    """Import ``ortools.sat.python.cp_model``, unless it has been."""
    name = "ortools.sat.python.cp_model"
    if name in sys.modules or _TABLES in sys.modules:
        import_module(name)
        return
    sys.modules[_TABLES] = _Later(_TABLES)
    try:
        import_module(name)
    finally:
        del sys.modules[_TABLES]
