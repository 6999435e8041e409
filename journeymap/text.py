"""Sentences with blanks that can be said in another language.

The English sentence is the key of the translation. Numbers travel as
:class:`Figure`, unrounded, so that every surface rounds them in one place.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal

from journeymap.records import dataclass

WIDE = Context(prec=400)
"""Digits enough for any finite float: the greatest has 309 before the point."""


def half_up(value: float, digits: int) -> Decimal:
    """Round as people and spreadsheets do: 3.25 to one digit is 3.3.

    The number is read from its shortest decimal form, so that 2.675 rounds
    to 2.68 although the binary fraction lies just below it. Any finite number
    can be rounded, however large. What is rounded to nothing has no sign.

    Examples
    --------
    >>> half_up(3.25, 1), half_up(-2.5, 0), half_up(2.675, 2), half_up(-0.04, 1)
    (Decimal('3.3'), Decimal('-3'), Decimal('2.68'), Decimal('0.0'))
    """
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP, context=WIDE)
    return WIDE.plus(rounded)


_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return text without characters that a terminal would obey: control characters, turns of direction."""
    return _OBEYED.sub("·", text)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it measures.

    Attributes
    ----------
    kind
        ``share`` (0-1), ``score`` (0-100), ``minutes``, ``money``, ``number``,
        ``count`` (whole), ``weeks`` or ``date`` (a proleptic ordinal).
    value
        Unrounded.
    unit
        The currency for ``money``, a word shown behind for the others.
    digits
        Decimals shown; `None` lets the kind decide.
    """

    kind: str
    value: float
    unit: str = ""
    digits: int | None = None

    def __str__(self) -> str:
        """Return the figure in plain English notation."""
        return english(self)


def share(value: float) -> Figure:
    """Return a share between 0 and 1, shown as a percentage."""
    return Figure("share", value)


def score(value: float) -> Figure:
    """Return a score between 0 and 100."""
    return Figure("score", value)


def minutes(value: float) -> Figure:
    """Return a length of time given in minutes."""
    return Figure("minutes", value)


def date(day: dt.date) -> Figure:
    """Return a day, written out in the language.

    Examples
    --------
    >>> str(date(dt.date(2018, 7, 2)))
    '2 July 2018'
    """
    return Figure("date", day.toordinal())


def quarter_words(day: dt.date) -> "Text":
    """Return the name of the quarter a day lies in.

    Examples
    --------
    >>> str(quarter_words(dt.date(2018, 6, 27)))
    'Q2 2018'
    """
    return say("Q{quarter} {year}", quarter=(day.month + 2) // 3, year=day.year)


def money(value: float, currency: str) -> Figure:
    """Return an amount of money."""
    return Figure("money", value, currency)


def count(value: float) -> Figure:
    """Return a whole number."""
    return Figure("count", value)


def number(value: float, digits: int = 1) -> Figure:
    """Return a number with a fixed count of decimals."""
    return Figure("number", value, "", digits)


def plain(value: float, digits: int = 1) -> Figure:
    """Return a number; below 1 with as many decimals as it takes not to look like nothing, two at least.

    Examples
    --------
    >>> str(plain(3.26)), str(plain(0.054)), str(plain(0.0042))
    ('3.3', '0.05', '0.004')
    """
    size = abs(value)
    if not size:
        return number(value, 0)
    return number(value, digits if size >= 1 else max(digits, 2 if size >= 0.005 else 3))


def rounded_money(figure: Figure) -> Decimal:
    """Round an amount: whole units, and from 10,000 on three digits that mean something.

    Examples
    --------
    >>> rounded_money(money(2573989, "USD")), rounded_money(money(1234.5, "USD"))
    (Decimal('2570000'), Decimal('1235'))
    """
    if figure.digits is not None:
        return half_up(figure.value, figure.digits)
    whole = half_up(figure.value, 0)
    surplus = len(str(abs(int(whole)))) - 3
    return whole if abs(whole) < 10_000 else Decimal(int(half_up(float(whole) / 10**surplus, 0)) * 10**surplus)


def spell_minutes(value: float) -> tuple[tuple[Decimal, str], ...]:
    """Split a length of time into at most two parts with units ``d h min s``.

    Examples
    --------
    >>> [f"{n} {u}" for n, u in spell_minutes(145)]
    ['2 h', '25 min']
    """
    magnitude = abs(value)
    if magnitude < 1:
        return ((half_up(value * 60, 0), "s"),)
    if magnitude < 60:
        digits = 0 if magnitude >= 10 or magnitude == int(magnitude) else 1
        return ((half_up(value, digits), "min"),)
    sign = -1 if value < 0 else 1
    if magnitude < 1440:
        first, rest, big, small = *divmod(int(half_up(magnitude, 0)), 60), "h", "min"
    else:
        first, rest, big, small = *divmod(int(half_up(magnitude / 60, 0)), 24), "d", "h"
    parts = [(Decimal(sign * first), big)]
    if rest and first < 10:
        parts.append((Decimal(rest), small))
    return tuple(parts)


def english(figure: Figure) -> str:
    """Write a figure in plain English notation, without a locale library."""
    if figure.kind == "minutes":
        return " ".join(f"{n} {unit}" for n, unit in spell_minutes(figure.value))
    if figure.kind == "share":
        return f"{half_up(figure.value * 100, share_digits(figure))}%"
    if figure.kind == "money":
        return f"{rounded_money(figure):,} {figure.unit}".strip()
    if figure.kind == "date":
        day = dt.date.fromordinal(int(figure.value))
        return f"{day.day} {calendar.month_name[day.month]} {day.year}"
    digits = default_digits(figure)
    return f"{half_up(figure.value, digits):,} {figure.unit}".strip()


def default_digits(figure: Figure) -> int:
    """Return how many decimals a number, count, score or week figure shows."""
    if figure.digits is not None:
        return figure.digits
    return 0 if figure.kind in {"count", "score", "weeks"} else 1


def share_digits(figure: Figure) -> int:
    """Return the decimals of a percentage: one below ten percent where it matters, else none."""
    if figure.digits is not None:
        return figure.digits
    percent = abs(figure.value * 100)
    return 1 if 0 < percent < 10 and abs(percent - round(percent)) >= 0.05 else 0


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence with named blanks, not yet in a language.

    Attributes
    ----------
    template
        English, with ``{name}`` for each blank; the translation key.
    values
        The blanks in order of their names.
    """

    template: str
    values: "tuple[tuple[str, str | int | Figure | Text], ...]" = ()

    def render(self, translate: Callable[[str], str], figure: Callable[[Figure], str]) -> str:
        """Fill the blanks in a language.

        Parameters
        ----------
        translate
            Gives the template in the language.
        figure
            Writes a number in the language.
        """

        def fill(value: "str | int | Figure | Text") -> str:
            if isinstance(value, Text):
                return value.render(translate, figure)
            return figure(value) if isinstance(value, Figure) else str(value)

        if not self.values:
            return translate(self.template)
        return translate(self.template).format(**{name: fill(value) for name, value in self.values})

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.render(str, english)


def say(template: str, /, **values: "str | int | Figure | Text") -> Text:
    """Return a sentence with its blanks filled when it is shown.

    Examples
    --------
    >>> str(say("{share} give up at '{name}'", share=share(0.31), name="pay"))
    "31% give up at 'pay'"
    """
    return Text(template, tuple(sorted(values.items(), key=lambda item: item[0])))
