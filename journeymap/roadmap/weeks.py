"""Working weeks and calendar days: the plan counts weeks from a Monday."""

import datetime as dt
import math
from collections.abc import Iterator

from journeymap.model.quantities import Duration
from journeymap.records import dataclass
from journeymap.text import Text, quarter_words

WEEK_MINUTES = 7 * 1440
LONGEST = 1040
"""Weeks (twenty years) that a piece of work may take or wait; more is a slip of the pen, not a plan."""

_FIRST, _LAST = dt.date.min.toordinal(), dt.date.max.toordinal()
_TINY = 1e-9


def plan_start(today: dt.date) -> dt.date:
    """Return the Monday on which a plan made today begins: today, or the next one.

    Examples
    --------
    >>> plan_start(dt.date(2018, 6, 29))
    datetime.date(2018, 7, 2)
    """
    ahead = -today.weekday() % 7
    return today + dt.timedelta(days=ahead if today.toordinal() + ahead <= _LAST else -today.weekday())


def whole_weeks(duration: Duration) -> int:
    """Return a length of time in whole weeks, rounded up, at least one.

    Beyond twenty years the answer is one week more than that.

    Examples
    --------
    >>> from journeymap.model.quantities import duration
    >>> whole_weeks(duration("4 months")), whole_weeks(duration("2 weeks")), whole_weeks(duration("1 d"))
    (18, 2, 1)
    """
    return up(min(duration.minutes / WEEK_MINUTES, LONGEST + 1))


def up(value: float) -> int:
    """Round up to at least one, forgiving what binary fractions add."""
    return max(1, math.ceil(value - _TINY))


@dataclass(frozen=True)
class Weeks:
    """Weeks counted from the Monday on which the plan begins.

    Attributes
    ----------
    start
        Monday of week 0.
    """

    start: dt.date

    def monday(self, week: int) -> dt.date:
        """Return the first day of a week."""
        return self._day(7 * week)

    def friday(self, end: int) -> dt.date:
        """Return the last working day before week `end` begins: when work that ends there is finished."""
        return self._day(7 * end - 3)

    def _day(self, offset: int) -> dt.date:
        return dt.date.fromordinal(min(_LAST, max(_FIRST, self.start.toordinal() + offset)))

    def not_before(self, day: dt.date) -> int:
        """Return the first week that begins on the day or later, at least 0."""
        return max(0, -(-(day - self.start).days // 7))

    def of(self, day: dt.date) -> int:
        """Return the week a day lies in, for a Saturday or Sunday the next; negative before the plan."""
        return ((day - self.start).days + 2) // 7

    def finished_by(self, day: dt.date) -> int:
        """Return the last `end` whose Friday is not after the day; 0 or less if even the first week is."""
        return ((day - self.start).days + 3) // 7

    def workdays(self, week: int) -> tuple[dt.date, ...]:
        """Return Monday to Friday of a week."""
        return tuple(self._day(7 * week + offset) for offset in range(5))


@dataclass(frozen=True)
class QuarterEnd:
    """A calendar quarter with its last day."""

    year: int
    quarter: int
    end: dt.date

    @property
    def title(self) -> Text:
        """Return the quarter in words."""
        return quarter_words(self.end)

    @property
    def name(self) -> str:
        """Return the quarter as ``2018-Q3``."""
        return f"{self.year}-Q{self.quarter}"


def quarters(first: dt.date, last: dt.date) -> Iterator[QuarterEnd]:
    """Yield the calendar quarters from the one of the first day to the one of the last.

    Examples
    --------
    >>> [(q.name, q.end.isoformat()) for q in quarters(dt.date(2018, 11, 5), dt.date(2019, 1, 4))]
    [('2018-Q4', '2018-12-31'), ('2019-Q1', '2019-03-31')]
    """
    index, stop = _index(first), _index(last)
    while index <= stop:
        year, quarter = index // 4, index % 4 + 1
        day = dt.date(year, 3 * quarter, 31 if quarter in {1, 4} else 30)
        yield QuarterEnd(year, quarter, day)
        index += 1


def _index(day: dt.date) -> int:
    return 4 * day.year + (day.month - 1) // 3
