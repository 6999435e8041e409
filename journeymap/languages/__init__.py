"""Languages: gettext catalogues, and numbers, dates and money through Babel, rounded in one place.

A language is a file ``<code>.po`` in this folder; adding one edits nothing else.
Sentences without a translation stay English.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from functools import cache, cached_property, lru_cache
from importlib import resources
from io import BytesIO

from babel import Locale
from babel.dates import format_date
from babel.numbers import get_currency_symbol, get_decimal_symbol, get_group_symbol

from journeymap.records import dataclass
from journeymap.text import Figure, Text, default_digits, half_up, rounded_money, share_digits, spell_minutes

NO_BREAK = "\u00a0"

NUMBERS = 4096
"""Written numbers that are kept: a report says most of its figures several times."""


@dataclass(frozen=True)
class Language:
    """Says sentences and writes numbers in one language.

    Attributes
    ----------
    code
        ``en``, ``it``, …
    messages
        English sentence to translation.
    levels
        What the client calls the levels of maturity; a sentence that names a level says it with its word.
    """

    code: str
    messages: Mapping[str, str] = field(repr=False)
    locale: Locale = field(repr=False)
    levels: Mapping[int, str] = field(default_factory=dict, repr=False)

    def translate(self, sentence: str) -> str:
        """Return the translation of an English sentence, or the sentence itself."""
        return self.messages.get(sentence) or sentence

    def say(self, what: "str | int | Text | Figure | None") -> str:
        """Return text, a sentence or a number in this language; `None` is empty."""
        if what is None:
            return ""
        if isinstance(what, Text):
            return (worded(what, self.levels) if self.levels else what).render(self.translate, self.figure)
        return self.figure(what) if isinstance(what, Figure) else str(what)

    def figure(self, figure: Figure) -> str:
        """Write a number with its unit, rounded half up."""
        if figure.kind == "minutes":
            parts = [
                f"{self.decimal(float(n), None)}{NO_BREAK}{self.translate(u)}" for n, u in spell_minutes(figure.value)
            ]
            return NO_BREAK.join(parts)
        if figure.kind == "date":
            return self.date(dt.date.fromordinal(int(figure.value)))
        if figure.kind == "share":
            return self.decimal(figure.value * 100, share_digits(figure)) + "%"
        if figure.kind == "money":
            number = self.decimal(float(rounded_money(figure)), figure.digits or 0)
            symbol = get_currency_symbol(figure.unit, self.locale) if figure.unit else ""
            if symbol and self.currency_leads:
                gap = NO_BREAK if symbol[-1].isalpha() else ""
                return f"-{symbol}{gap}{number[1:]}" if number.startswith("-") else f"{symbol}{gap}{number}"
            return f"{number}{NO_BREAK}{symbol or figure.unit}".strip()
        unit = f"{NO_BREAK}{self.translate(figure.unit)}" if figure.unit else ""
        return self.decimal(figure.value, default_digits(figure)) + unit

    def decimal(self, value: float, digits: int | None) -> str:
        """Write a number with grouping and a fixed count of decimals, half up; `None` keeps what it has."""
        return _grouped(value, digits).translate(self.signs)

    @cached_property
    def signs(self) -> dict[int, str]:
        """Return what this language writes for the comma of thousands and the point of decimals."""
        return str.maketrans({",": get_group_symbol(self.locale), ".": get_decimal_symbol(self.locale)})

    @cached_property
    def currency_leads(self) -> bool:
        """Tell whether a currency stands before its amount."""
        return str(self.locale.currency_formats["standard"].pattern).startswith("¤")

    def date(self, day: dt.date) -> str:
        """Write a day in full: ``1 November 2026``."""
        return str(format_date(day, "d MMMM y", locale=self.locale))

    def quarter(self, year: int, quarter: int) -> str:
        """Write a quarter: ``Q2 2026``, ``T2 2026``."""
        return str(format_date(dt.date(year, 3 * quarter - 1, 1), "QQQ y", locale=self.locale))


@lru_cache(maxsize=NUMBERS)
def _grouped(value: float, digits: int | None) -> str:
    """Write a number as in English."""
    rounded = half_up(value, digits) if digits is not None else half_up(value, 1).normalize()
    return f"{rounded:,f}"


def worded(text: Text, levels: Mapping[int, str]) -> Text:
    """Name the levels in a sentence: those that fill a blank of the name ``level``.

    Examples
    --------
    >>> str(worded(Text("at level {level}", (("level", 2),)), {2: "Started"}))
    'at level 2 (Started)'
    """
    return Text(text.template, tuple((name, _worded(name, value, levels)) for name, value in text.values))


def _worded(name: str, value: "str | int | Figure | Text", levels: Mapping[int, str]) -> "str | int | Figure | Text":
    if isinstance(value, Text):
        return worded(value, levels)
    number = int(value.value) if isinstance(value, Figure) and value.kind == "count" else value
    word = levels.get(number) if name == "level" and isinstance(number, int) else None
    return value if word is None else Text("{level} ({word})", (("level", value), ("word", word)))


def available() -> tuple[str, ...]:
    """Return the codes of all languages there are."""
    found = {item.name.removesuffix(".po") for item in resources.files(__name__).iterdir() if item.name.endswith(".po")}
    return tuple(sorted(found | {"en"}))


@cache
def language(code: str) -> Language:
    """Return a language by its code.

    Raises
    ------
    KeyError
        If there is no catalogue of that code.
    """
    if code not in available():
        raise KeyError(code)
    messages: dict[str, str] = {}
    if code != "en":
        from babel.messages.pofile import read_po  # noqa: PLC0415 - slow to import, and English needs no catalogue

        catalogue = read_po(BytesIO(resources.files(__name__).joinpath(f"{code}.po").read_bytes()), locale=code)
        messages = {str(m.id): str(m.string) for m in catalogue if m.id and m.string and not m.fuzzy}
    return Language(code, messages, Locale.parse({"en": "en_GB"}.get(code, code)))
