"""Records behave like the frozen dataclasses of the standard library, which are the second method here."""

import copy
import dataclasses
import inspect
import math
import pickle
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap import records


@dataclasses.dataclass(frozen=True)
class Standard:
    """The standard library's."""

    file: str
    line: int = 1
    seen: Mapping[str, int] = dataclasses.field(default_factory=dict, compare=False, repr=False)


@records.dataclass(frozen=True)
class Ours:
    """Ours."""

    file: str
    line: int = 1
    seen: Mapping[str, int] = dataclasses.field(default_factory=dict, compare=False, repr=False)


@records.dataclass(frozen=True, slots=True)
class Tight:
    """Ours, with a place for each field and no others."""

    file: str
    line: int = 1
    seen: Mapping[str, int] = dataclasses.field(default_factory=dict, compare=False, repr=False)


_ARGUMENTS = st.tuples(st.text(max_size=2), st.integers(0, 2), st.dictionaries(st.text(max_size=1), st.integers(0, 1)))


@given(_ARGUMENTS, _ARGUMENTS)
@pytest.mark.parametrize("ours", [Ours, Tight])
def test_equality_hash_and_words_are_those_of_the_standard_library(ours: type, one: Any, two: Any) -> None:
    """What is left out of comparing and of the words is left out here too."""
    assert (ours(*one) == ours(*two)) == (Standard(*one) == Standard(*two))
    assert hash(ours(*one)) == hash(Standard(*one))
    assert repr(ours(*one)) == repr(Standard(*one)).replace("Standard", ours.__qualname__)
    assert dataclasses.astuple(ours(*one)) == dataclasses.astuple(Standard(*one))
    assert dataclasses.replace(ours(*one), line=7) == ours(one[0], 7)


@pytest.mark.parametrize("ours", [Ours, Tight])
def test_a_record_cannot_be_changed_and_can_be_copied(ours: Any) -> None:
    """Neither set nor deleted, by any name; pickled and deeply copied values are equal."""
    record = ours("a.yaml", seen={"x": 1})
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'line'"):
        record.line = 2
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'file'"):
        del record.file
    for again in (pickle.loads(pickle.dumps(record)), copy.deepcopy(record)):
        assert again == record
        assert again.seen == record.seen
    assert ours("a").seen is not ours("a").seen, "each record has a mapping of its own"


def test_classes_differ_and_what_is_no_number_equals_itself() -> None:
    """As in the standard library: same fields of another class are another thing; NaN is found again as itself."""

    @records.dataclass(frozen=True)
    class One:
        """One field."""

        value: float

    @records.dataclass(frozen=True)
    class Nothing:
        """No field."""

    @records.dataclass(frozen=True, eq=False)
    class Only:
        """Equal to itself alone."""

        value: float

    different: list[object] = [Ours("a"), Tight("a")]
    assert different[0] != different[1]
    assert One(math.nan) == One(math.nan), "one and the same object math.nan"
    assert Nothing() == Nothing()
    assert len({One(1), One(1), Only(1), Only(1)}) == 3


@pytest.mark.parametrize(
    "field",
    [dataclasses.field(init=False), dataclasses.field(kw_only=True), dataclasses.field(hash=False)],
    ids=["init", "kw_only", "hash"],
)
def test_what_is_left_to_the_standard_decorator_is_refused(field: Any) -> None:
    """Better a fault when the class is made than a field that is quietly treated like any other."""
    with pytest.raises(TypeError, match="line: a field of another kind"):
        records.dataclass(frozen=True)(type("Odd", (), {"__annotations__": {"line": int}, "line": field}))
    with pytest.raises(TypeError, match="records are frozen"):
        records.dataclass(frozen=False)


BY_BOTH = {
    "fields with names that `__init__` might use": (
        {"self": int, "put": int, "given": int, "new_b": list, "b": list, "old_c": int, "c": int},
        {"b": dataclasses.field(default_factory=list), "old_c": 1, "c": 2}, (5, 6, 7, [1])),
    "an `__eq__` of its own": ({"a": int}, {"__eq__": lambda self, other: True}, (1,)),
    "a record in itself": ({"a": int, "inner": object}, {}, (1, 2)),
}  # fmt: skip


@pytest.mark.parametrize("case", BY_BOTH)
def test_odd_classes_are_made_as_by_the_standard_library(case: str) -> None:
    """Words, hash, equality, module and signature of `__init__` are the same."""
    annotations, body, arguments = BY_BOTH[case]
    told = []
    for made_by in (dataclasses.dataclass, records.dataclass):
        cls: Any = type("Odd", (), {"__annotations__": dict(annotations), "__module__": __name__, **body})
        made = made_by(frozen=True)(cls)
        one = made(*arguments)
        if "inner" in annotations:
            object.__setattr__(one, "inner", one)
        shown = (str(inspect.signature(made)), made.__init__.__module__, made.__init__.__annotations__)
        again = made(*arguments)
        told.append((repr(one), one == again, hash(again) if "__eq__" in body else 0, shown))
    assert told[0] == told[1]
