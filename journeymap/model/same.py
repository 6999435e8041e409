"""Identity as a key: for memories of what was computed from immutable values."""

from typing import Generic, TypeVar

V = TypeVar("V")


class Same(Generic[V]):
    """One and the same immutable value, for a memory that asks for nothing but identity.

    The value is held, so that no other can take its identity as long as it is remembered.
    """

    __slots__ = ("value",)

    def __init__(self, value: V) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value
