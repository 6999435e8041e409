"""From answers to levels: two numbers per practice, never one for everything.

``attained`` is a level reached by rule, with everything below it; ``progress``
moves with every answer and shows a trend. Both rise, or stay, when any answer
gets better.
"""

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from types import MappingProxyType

VALUES: Mapping[str, float | None] = MappingProxyType({"met": 1.0, "partly": 0.5, "not_met": 0.0, "unknown": None})
"""What an answer counts; an unknown one counts nothing."""

Answered = tuple[int, float | None]
"""The level of a criterion and what its answer counts."""


def attained(answers: Sequence[Answered], top: int) -> int:
    """Return the highest level that holds.

    A level holds if every criterion at it and below is met; one of them may be
    partly met, none may be unknown. Level 1 always holds.

    Parameters
    ----------
    answers
        Level and value of each criterion of one practice.
    top
        Highest level of the scale.

    Returns
    -------
    int
        1 to `top`.

    Examples
    --------
    >>> attained([(2, 1.0), (2, 1.0), (3, 1.0), (3, 0.5), (4, 0.5), (4, 1.0)], 4)
    3
    """
    level = 1
    while level < top and not blocking(answers, level + 1):
        level += 1
    return level


def blocking(answers: Sequence[Answered], level: int) -> tuple[int, ...]:
    """Return the positions of the answers that keep a level from holding; none if it holds.

    Answers that are partly met stand in the way only if there is more than one.
    """
    below = [(index, value) for index, (at, value) in enumerate(answers) if at <= level]
    partly = [index for index, value in below if value is not None and 0 < value < 1]
    open_ = [index for index, value in below if value is None or value == 0]
    return tuple(sorted([*open_, *(partly if len(partly) > 1 else ())]))


def progress(answers: Sequence[Answered], top: int) -> float:
    """Return the continuous reading, unknown counted as not met.

    1 + the sum over the levels from 2 on of the mean answer, each halved if
    some level below it is less than half met: credit above a hole keeps the
    trend sensitive, halving keeps a showpiece from hiding the hole.

    Returns
    -------
    float
        1.0 to `top`.

    Examples
    --------
    >>> progress([(2, 0.0), (3, 0.0), (4, 0.0), (5, 1.0)], 5)
    1.5
    """
    total, solid = 1.0, True
    for level in range(2, top + 1):
        values = [value or 0.0 for at, value in answers if at == level]
        mean = fmean(values) if values else 0.0
        total += mean * (1.0 if solid else 0.5)
        solid = solid and mean >= 0.5
    return total


def at_best(answers: Iterable[Answered]) -> tuple[Answered, ...]:
    """Return the answers with every unknown taken as met: the upper bound."""
    return tuple((level, 1.0 if value is None else value) for level, value in answers)


def unknown_share(answers: Sequence[Answered]) -> float:
    """Return which part of the answers is unknown, 0-1; 1 if there are none."""
    return sum(value is None for _, value in answers) / len(answers) if answers else 1.0


def lifting(answers: Sequence[Answered], top: int) -> tuple[int, ...]:
    """Return the positions of the answers that alone, if met, would raise the level."""
    now = attained(answers, top)
    if now == top:
        return ()
    found = []
    for index in blocking(answers, now + 1):
        better = [*answers]
        better[index] = (answers[index][0], 1.0)
        if attained(better, top) > now:
            found.append(index)
    return tuple(found)


def ways_up(answers: Sequence[Answered], level: int) -> tuple[tuple[int, ...], ...]:
    """Return the smallest sets of answers that, once met, make a level hold.

    All that is not met or unknown has to be met. Of those that are partly met
    one may stay, so there is one set for each that could.

    Returns
    -------
    tuple of tuple of int
        Positions; empty if the level holds.

    Examples
    --------
    >>> ways_up([(2, 1.0), (2, 0.5), (3, 0.0), (3, 0.5)], 3)
    ((2, 3), (1, 2))
    """
    standing = blocking(answers, level)
    if not standing:
        return ()
    partly = [index for index in standing if answers[index][1]]
    if not partly:
        return (standing,)
    return tuple(tuple(index for index in standing if index != kept) for kept in partly)


def one_may_stay_partly(answers: Sequence[Answered], level: int) -> bool:
    """Tell whether of the answers that have to rise for a level one need only become partly met."""
    return not any(value is not None and 0 < value < 1 for at, value in answers if at <= level)


def gap(level: int, target: int) -> int:
    """Return how many levels are missing; having more than wanted is no credit elsewhere."""
    return max(0, target - level)


def percent_to_target(pairs: Iterable[tuple[int, int]], weights: Sequence[float] = ()) -> float | None:
    """Return how much of the way from level 1 to the targets is done, 0-1.

    Parameters
    ----------
    pairs
        Attained level and target of each practice that has both.
    weights
        What each counts; left out, all count alike.

    Returns
    -------
    float or None
        1 − gaps / (target − 1), summed; `None` if nothing above level 1 is wanted.

    Examples
    --------
    >>> percent_to_target([(3, 3), (1, 3), (5, 2)])
    0.6
    """
    known = tuple(pairs)
    counts = weights or (1.0,) * len(known)
    way = sum(weight * (target - 1) for (_, target), weight in zip(known, counts, strict=True))
    missing = sum(weight * gap(level, target) for (level, target), weight in zip(known, counts, strict=True))
    return 1 - missing / way if way else None


def progress_to_date(now: float, baseline: float, target: float) -> float | None:
    """Return how much of the way from a first reading to the target is done.

    Below 0 if things got worse, above 1 beyond the target; `None` if the
    target is where the first reading already was.
    """
    return (now - baseline) / (target - baseline) if target != baseline else None


def agreement(values: Iterable[float | None]) -> float | None:
    """Return 1 minus the range of the known values, 0-1; `None` for fewer than two."""
    known = [value for value in values if value is not None]
    return 1 - (max(known) - min(known)) if len(known) > 1 else None
