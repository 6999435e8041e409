"""Frozen dataclasses that take a quarter of the time to make.

A run makes some 400 of them before it reads the first line. The standard decorator writes and compiles six functions
for each; only `__init__` differs enough to need that, so the others are shared here. What comes out is a dataclass
still: :func:`dataclasses.fields`, :func:`dataclasses.replace`, `match` and type checkers know it as one.
"""

import dataclasses
from collections.abc import Callable, Sequence
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, dataclass_transform

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 -- the same to whoever checks types
else:

    @dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
    def dataclass(*, frozen: bool, eq: bool = True, slots: bool = False) -> Callable[[type], type]:
        """Make a class a frozen dataclass.

        Parameters
        ----------
        frozen
            Always true; said where a class is defined, so that its readers see what they know.
        eq
            Whether two of a class are equal if their fields are, and have the hash of these; else each is only itself.
        slots
            Whether its values have a place for each field and no others.

        Raises
        ------
        TypeError
            For what is left to the standard decorator: records that are not frozen, and fields that are given by name
            only, not given at all, or left out of the hash alone.

        Examples
        --------
        >>> @dataclass(frozen=True)
        ... class Place:
        ...     file: str
        ...     line: int = 1
        >>> Place("a.yaml"), Place("a.yaml") == Place("a.yaml", 1), dataclasses.replace(Place("a.yaml"), line=2)
        (Place(file='a.yaml', line=1), True, Place(file='a.yaml', line=2))
        """
        if not frozen:
            raise TypeError("records are frozen; take dataclasses.dataclass for others")

        def make(cls: type) -> type:
            made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
            fields = dataclasses.fields(made)
            unknown = [f.name for f in fields if not f.init or f.kw_only or f.hash is not None]
            if unknown:
                raise TypeError(f"{cls.__qualname__}: {', '.join(unknown)}: a field of another kind")
            own = {"__init__": _init(fields, made), "__repr__": _repr, "__setattr__": _set, "__delattr__": _delete}
            if eq:
                own |= _compared(fields)
            if slots:
                own |= {"__getstate__": _state, "__setstate__": _restore}
            for name, function in own.items():
                if name not in cls.__dict__ or (name == "__hash__" and _is_implied(cls)):
                    setattr(made, name, function)
            return made

        return make


def _is_implied(cls: type) -> bool:
    """Tell whether a class has no hash only because Python takes it from whoever has an `__eq__`."""
    return cls.__dict__["__hash__"] is None and "__eq__" in cls.__dict__


class _Made:
    """Stands, as a default, for a value that is made anew."""

    def __repr__(self) -> str:
        return "<factory>"


_MADE = _Made()


def _init(fields: tuple["dataclasses.Field[Any]", ...], made: type) -> Callable[..., None]:
    """Write and compile `__init__`: one line a field, as the standard decorator does."""
    known: dict[str, object] = {"__name__": made.__module__, "_records_put": object.__setattr__, "_records_made": _MADE}
    types = {field.name: field.type for field in fields}
    me = "_records_self" if "self" in types else "self"
    asked, lines = [me], []
    for field in fields:
        value = field.name
        if field.default_factory is not dataclasses.MISSING:
            known[f"_records_new_{field.name}"] = field.default_factory
            asked.append(f"{field.name}=_records_made")
            value = f"_records_new_{field.name}() if {field.name} is _records_made else {field.name}"
        elif field.default is not dataclasses.MISSING:
            known[f"_records_old_{field.name}"] = field.default
            asked.append(f"{field.name}=_records_old_{field.name}")
        else:
            asked.append(field.name)
        lines.append(f" _records_put({me},{field.name!r},{value})")
    if hasattr(made, "__post_init__"):
        lines.append(f" {me}.__post_init__()")
    exec(f"def __init__({','.join(asked)}):\n" + ("\n".join(lines) or " pass"), known)  # noqa: S102 -- names of fields alone
    made_init: Any = known["__init__"]
    made_init.__qualname__ = f"{made.__qualname__}.__init__"
    made_init.__annotations__ = types | {"return": None}
    return made_init  # type: ignore[no-any-return]


def _compared(fields: tuple["dataclasses.Field[Any]", ...]) -> dict[str, Callable[..., object]]:
    """Return `__eq__` and `__hash__` over the fields that count; one class never equals another."""
    names = [field.name for field in fields if field.compare]
    values = attrgetter(*names) if len(names) > 1 else _few(names)

    def same(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(values(self))

    return {"__eq__": same, "__hash__": hashed}


def _few(names: Sequence[str]) -> Callable[[object], tuple[object, ...]]:
    """Return what gives the values of at most one field; in a tuple, too, what is not a number equals itself."""
    return lambda record: tuple(getattr(record, name) for name in names)


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _set(_: object, name: str, __: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(_: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: Any, state: list[object]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
