"""Readings of several times: the latest counts, the earlier ones are history."""

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from journeymap.model.measures import Reading
from journeymap.model.workspace import Path

Located = tuple[Reading, Path]
"""A reading with its place."""

Days = tuple[dt.date, dt.date]
"""First and last day."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_PART = re.compile(r"(\d{4})(?:[- ]?(?:([QH])([1-4])|(\d\d)))?")
_RANGE = re.compile(r"(.+?)\s*(?:/|–|\bto\b)\s*(.+)")
MONTHS = {"Q": 3, "H": 6}
"""Months in a quarter and in half a year."""


def days_of(period: str) -> Days | None:
    """Return the days a period spans, or `None` if it names none that can be read.

    Examples
    --------
    >>> [f"{day:%m-%d}" for day in days_of("2018-Q2")], [f"{day:%m-%d}" for day in days_of("2018-02")]
    (['04-01', '06-30'], ['02-01', '02-28'])
    >>> [day.year for day in days_of("2015 to 2018")], days_of("second wave")
    ([2015, 2018], None)
    """
    text = period.strip()
    several = _RANGE.fullmatch(text)
    if several:
        first, last = days_of(several[1]), days_of(several[2])
        return None if first is None or last is None else (first[0], last[1])
    try:
        return _single(text)
    except ValueError:
        return None


def _single(text: str) -> Days | None:
    day = _DAY.fullmatch(text)
    if day:
        found = dt.date.fromisoformat(text)
        return found, found
    part = _PART.fullmatch(text)
    if part is None:
        return None
    year = int(part[1])
    if part[2]:
        last = int(part[3]) * MONTHS[part[2]]
        return dt.date(year, last - MONTHS[part[2]] + 1, 1), _month_end(year, last)
    first, last = (int(part[4]),) * 2 if part[4] else (1, 12)
    return dt.date(year, first, 1), _month_end(year, last)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def latest(readings: Sequence[Located]) -> tuple[list[Located], tuple[str, ...]]:
    """Return the readings of the latest period of each group, and the periods of those that are history.

    A reading that names no period is taken to be current. Where a period
    cannot be read as days, the one written last is the latest.
    """
    kept: list[Located] = []
    earlier: dict[str, None] = {}
    for group in dict.fromkeys(reading.persona for reading, _ in readings):
        mine = [item for item in readings if item[0].persona == group]
        now = _latest([reading.period for reading, _ in mine if reading.period is not None])
        kept += [item for item in mine if item[0].period in {None, now}]
        earlier |= dict.fromkeys(r.period for r, _ in mine if r.period is not None and r.period != now)
    return kept, tuple(earlier)


def _latest(periods: Sequence[str]) -> str | None:
    found = [(days, period) for period in periods if (days := days_of(period)) is not None]
    if len(found) < len(periods) or not found:
        return periods[-1] if periods else None
    return max(found, key=lambda item: (item[0][1], item[0][0]))[1]
