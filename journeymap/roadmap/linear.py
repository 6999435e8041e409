"""A linear programme in whole numbers as plain data, so that any solver can take it."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import field

from journeymap.records import dataclass

Terms = Mapping[int, int]
"""Factor by variable."""


@dataclass(frozen=True)
class Row:
    """`terms` must be at most `most`, and at least `least` where it is given."""

    terms: Terms
    most: int | None = None
    least: int | None = None


@dataclasses.dataclass
class Linear:
    """Variables and rows, while they are put together.

    Attributes
    ----------
    most
        Of each variable, which is whole and at least 0.
    least
        Of each variable.
    """

    most: list[int] = field(default_factory=list)
    least: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def variable(self, most: int = 1, least: int = 0) -> int:
        """Add a variable and return its number."""
        self.most.append(most)
        self.least.append(least)
        return len(self.most) - 1

    def add(self, terms: Iterable[tuple[int, int]], *, most: int | None = None, least: int | None = None) -> None:
        """Add a row; several terms of a variable add up. What holds anyway is not kept."""
        summed = collected(terms)
        high = sum(factor * (self.most[v] if factor > 0 else self.least[v]) for v, factor in summed.items())
        low = sum(factor * (self.least[v] if factor > 0 else self.most[v]) for v, factor in summed.items())
        most = None if most is not None and high <= most else most
        least = None if least is not None and low >= least else least
        if most is not None or least is not None:
            self.rows.append(Row(summed, most, least))


def collected(terms: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return the sum of the factors of each variable, without those that cancel out."""
    found: dict[int, int] = {}
    for variable, factor in terms:
        found[variable] = found.get(variable, 0) + factor
    return {variable: factor for variable, factor in found.items() if factor}


@dataclass(frozen=True)
class Aim:
    """What is to be small: the terms and a constant."""

    terms: Terms
    constant: int = 0

    def before(self, other: "Aim", factor: int) -> "Aim":
        """Return an aim in which this one counts `factor` times as much as another."""
        terms = [(variable, factor * by) for variable, by in self.terms.items()]
        return Aim(collected([*terms, *other.terms.items()]), factor * self.constant + other.constant)

    def of(self, values: Mapping[int, int]) -> int:
        """Return it for values of the variables."""
        return self.constant + sum(factor * values[variable] for variable, factor in self.terms.items())


@dataclass(frozen=True)
class Answer:
    """What a solver found.

    Attributes
    ----------
    values
        Of all variables; `None` if it found nothing.
    bound
        What the aim cannot go below, its constant included; `None` if nothing is known.
    proved
        Whether nothing is better, or, without values, that there is nothing.
    stopped
        Whether someone asked to stop.
    used
        Part of the limit it took, seconds as in `Effort`.
    """

    values: Mapping[int, int] | None
    bound: int | None
    proved: bool = False
    stopped: bool = False
    used: float = 0.0
