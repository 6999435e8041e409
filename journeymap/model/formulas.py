"""How a metric is computed from named raw figures, and in which forms its readings come."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from journeymap.records import dataclass

Sum = tuple[tuple[str, int], ...]
"""Names of raw figures, each added (1) or taken away (-1)."""

_TERM = re.compile(r"([+-]?)\s*([a-z0-9][a-z0-9_]*)\s*")


@dataclass(frozen=True)
class Part:
    """A raw figure that a metric is computed from.

    Attributes
    ----------
    name
        Its key under ``from:``.
    meaning
        What is counted or added up, in English; the translation key.
    unit
        ``count`` (a whole number), ``min`` or ``money``.
    optional
        Whether it may be left out; then nothing is added or taken away for it.
    within
        The figure it is a part of and cannot exceed.
    """

    name: str
    meaning: str
    unit: str = "count"
    optional: bool = False
    within: str | None = None


@dataclass(frozen=True)
class Formula:
    """A metric's value as one sum of raw figures over another.

    Attributes
    ----------
    form
        The form of a reading that the figures amount to: ``hits`` (a share of
        cases), ``total`` (a sum over cases) or ``counts`` (answers by point).
    top, bottom
        Sums above and below; both empty for ``counts``.
    parts
        The figures, in the order in which they are told.
    answers
        For ``counts``: how many points the question has, and the point that stands for each figure.
    """

    form: str
    parts: tuple[Part, ...]
    top: Sum = ()
    bottom: Sum = ()
    answers: tuple[int, tuple[tuple[str, int], ...]] = (0, ())

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the figures."""
        return tuple(part.name for part in self.parts)

    def part(self, name: str) -> Part:
        """Return a figure by its name."""
        return next(part for part in self.parts if part.name == name)

    def divide(self, figures: Mapping[str, float]) -> tuple[float, float]:
        """Return what stands above and below the line for given figures.

        Examples
        --------
        >>> formula = share_of("abandoned - short", "offered - short", Part("abandoned", ""), Part("offered", ""))
        >>> formula.divide({"abandoned": 120, "offered": 1500, "short": 30})
        (90, 1470)
        """
        return _add(self.top, figures), _add(self.bottom, figures)

    def spread(self, figures: Mapping[str, float]) -> tuple[int, ...]:
        """Return the answers by point of the scale, each figure at the point that stands for it."""
        many, places = self.answers
        found = [0] * many
        for name, place in places:
            found[place] = int(figures[name])
        return tuple(found)

    def __str__(self) -> str:
        """Return the formula as it is written in a manual."""
        if self.form == "counts":
            return ", ".join(self.names)
        return f"{_written(self.top)} / {_written(self.bottom)}"


@dataclass(frozen=True)
class KnownMetric:
    """What the model layer has to know of a metric to judge its readings.

    Attributes
    ----------
    unit, better, pooled
        As the metric declares them.
    range
        Least and greatest bare value.
    formula
        How it is computed from raw figures, if it can be.
    methods
        Ways to compute it with the least and greatest value of each, the first one unless a reading says otherwise.
    answers
        How many points its question may have; empty if any number will do.
    scale
        First and last point of the question if there is only one such question.
    """

    unit: str
    better: str
    pooled: str
    range: tuple[float, float] | None = None
    formula: Formula | None = None
    methods: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    answers: tuple[int, ...] = ()
    scale: tuple[float, float] | None = None


def share_of(top: str, bottom: str, *parts: Part) -> Formula:
    """Return the formula of a share: cases in which it happened over cases in which it could.

    Parameters
    ----------
    top, bottom
        Sums of names such as ``"abandoned - short"``.
    parts
        What the names mean.
    """
    return Formula("hits", parts, read_sum(top), read_sum(bottom))


def mean_of(top: str, bottom: str, *parts: Part) -> Formula:
    """Return the formula of a mean: a sum over all cases over how many they are."""
    return Formula("total", parts, read_sum(top), read_sum(bottom))


def answers_of(many: int, places: Mapping[str, int], *parts: Part) -> Formula:
    """Return the formula of a question with groups of answers, each with the point that stands for it."""
    return Formula("counts", parts, answers=(many, tuple(places.items())))


def read_sum(text: str) -> Sum:
    """Read a sum of names.

    Examples
    --------
    >>> read_sum("talk + hold - wrap")
    (('talk', 1), ('hold', 1), ('wrap', -1))

    Raises
    ------
    ValueError
        If the text is no such sum.
    """
    found = tuple(_terms(text.strip()))
    if not found or len({name for name, _ in found}) < len(found):
        raise ValueError(text)
    return found


def _terms(text: str) -> Iterator[tuple[str, int]]:
    position = 0
    while position < len(text):
        match = _TERM.match(text, position)
        if match is None or (position > 0) is not bool(match[1]):
            raise ValueError(text)
        yield match[2], -1 if match[1] == "-" else 1
        position = match.end()


def _add(terms: Sum, figures: Mapping[str, float]) -> float:
    return sum(sign * figures.get(name, 0) for name, sign in terms)


def _written(terms: Sum) -> str:
    words = " ".join(f"{'-' if sign < 0 else '+'} {name}" for name, sign in terms).removeprefix("+ ")
    return f"({words})" if len(terms) > 1 else words
