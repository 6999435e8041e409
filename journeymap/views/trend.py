"""Levels of practices and phases over the assessments of one organisation, as plain values."""

import datetime as dt
from collections.abc import Iterable, Mapping

from journeymap.maturity.result import MaturityResult
from journeymap.maturity.trend import Reading, compare, series
from journeymap.records import dataclass
from journeymap.text import Text, count, quarter_words, say, share
from journeymap.views.journey_map import Words

Levels = tuple[int | None, ...]
"""A level for each reading, from 1; `None` where it was not assessed."""


@dataclass(frozen=True)
class Line:
    """A practice over time.

    Attributes
    ----------
    attained, evidenced
        One level for each reading.
    target
        Level the latest assessment wants; `None` if it wants none.
    """

    id: str
    title: str
    core: bool
    attained: Levels
    evidenced: Levels
    target: int | None = None

    @property
    def ends(self) -> tuple[int, int] | None:
        """Return the first and the last known level; `None` if there are not two readings of it."""
        known = [level for level in self.attained if level is not None]
        return (known[0], known[-1]) if len(known) > 1 else None


@dataclass(frozen=True)
class PhaseLines:
    """A phase over time: its lowest core practice, then its practices.

    Attributes
    ----------
    number
        Its place in the model, from 1.
    attained, evidenced
        Lowest level among the core practices of each reading.
    """

    number: int
    title: str
    attained: Levels
    evidenced: Levels
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class TrendLines:
    """What the trend lines show.

    Attributes
    ----------
    title
        Of the model.
    top
        The highest level.
    quarters
        First day of the quarter of each reading, oldest first.
    """

    title: str
    top: int
    quarters: tuple[dt.date, ...]
    phases: tuple[PhaseLines, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return all practices in the order of the model."""
        return tuple(line for phase in self.phases for line in phase.lines)

    @property
    def places(self) -> tuple[int, ...]:
        """Return how many quarters after the first each reading stands."""
        return tuple(_index(day) - _index(self.quarters[0]) for day in self.quarters)

    @property
    def statement(self) -> Text:
        """Return what moved from the first reading to the last in a sentence."""
        if len(self.quarters) < 2:
            return say("one assessment is no trend: the lines begin with the second")
        ends = [line.ends for line in self.lines]
        rose = sum(pair is not None and pair[1] > pair[0] for pair in ends)
        fell = sum(pair is not None and pair[1] < pair[0] for pair in ends)
        compared = sum(pair is not None for pair in ends)
        return say("from {first} to {last}, {rose} of {all} practices that can be compared rose and {fell} fell",
                   first=quarter_words(self.quarters[0]), last=quarter_words(self.quarters[-1]), rose=count(rose),
                   all=count(compared), fell=count(fell))  # fmt: skip

    @property
    def table(self) -> tuple[tuple[Words, ...], ...]:
        """Return the practices in rows, head first: attained / evidenced for each quarter, then the target."""
        rows: list[tuple[Words, ...]] = [(say("Attained / evidenced"), *map(quarter_words, self.quarters),
                                          say("Target"))]  # fmt: skip
        rows += [(line.id, *map(_pair, line.attained, line.evidenced),
                  count(line.target) if line.target is not None else "") for line in self.lines]  # fmt: skip
        return tuple(rows)


def trend_lines(results: Mapping[str, MaturityResult]) -> TrendLines:
    """Gather the levels by quarter of the model and scope that were assessed last.

    Parameters
    ----------
    results
        By assessment, oldest first; at least one.
    """
    latest = list(results.values())[-1]
    same = {name: entry for name, entry in results.items() if comparable(entry, latest)}
    readings = series(same)
    return TrendLines(
        title=latest.model.title,
        top=latest.model.top,
        quarters=tuple(reading.quarter for reading in readings),
        phases=tuple(_phase(number, latest, readings) for number in range(1, len(latest.phases) + 1)),
    )


def change_rows(old: MaturityResult, new: MaturityResult) -> tuple[tuple[Words, ...], ...]:
    """Return the practices that have a level in one of two assessments in rows, head first.

    The columns: levels before and now, part of the way to the target, answers that rose and fell.
    """
    rows: list[tuple[Words, ...]] = [(say("Practice"), say("Before"), say("Now"), say("Way to the target"),
                                      say("Answers better"), say("Answers worse"))]  # fmt: skip
    for change in compare(old, new).practices:
        if change.attained == (None, None):
            continue
        title = say("{id} {title}", id=change.practice, title=say(new.practices[change.practice].title))
        levels = [count(level) if level is not None else "" for level in change.attained]
        way: Words = share(change.progress_to_date) if change.progress_to_date is not None else ""
        rows.append((title, *levels, way, count(len(change.better)), count(len(change.worse))))
    return tuple(rows)


def comparable(one: MaturityResult, other: MaturityResult) -> bool:
    """Tell whether two results speak of the same part of an organisation by the same model."""
    return one.model.id == other.model.id and one.unit == other.unit


def _index(day: dt.date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _phase(number: int, latest: MaturityResult, readings: Iterable[Reading]) -> PhaseLines:
    phase = latest.phases[number - 1]
    history = [reading.result for reading in readings]
    lines = tuple(
        Line(
            practice.id,
            practice.title,
            practice.core,
            tuple(_level(result, practice.id, "attained") for result in history),
            tuple(_level(result, practice.id, "evidenced") for result in history),
            practice.target,
        )
        for practice in phase.practices
    )
    core = [line for line in lines if line.core]
    span = range(len(history))
    attained = tuple(_least(line.attained[index] for line in core) for index in span)
    evidenced = tuple(_least(line.evidenced[index] for line in core) for index in span)
    return PhaseLines(number, phase.title, attained, evidenced, lines)


def _level(result: MaturityResult, practice: str, kind: str) -> int | None:
    found = result.practices.get(practice)
    if found is None or found.attained is None:
        return None
    return found.attained if kind == "attained" else found.evidenced


def _least(levels: Iterable[int | None]) -> int | None:
    return min((level for level in levels if level is not None), default=None)


def _pair(attained: int | None, evidenced: int | None) -> Words:
    if attained is None:
        return ""
    return f"{attained} / {evidenced}" if evidenced is not None else count(attained)
