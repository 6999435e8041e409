"""Formats of numbers: the value stays exact, and what is seen is rounded as the report rounds it.

A format can neither keep three digits of an amount nor say minutes as hours: amounts are shown in whole units and
times in minutes, and where that differs from the report its words stand beside the number.
"""

from locale import windows_locale

from babel.core import get_global

from journeymap.languages import Language
from journeymap.text import Figure, default_digits, share_digits

ONE = "1"

FONT = "Arial"
QUIET = "#54606E"
RULE = "#DDE3EA"
INK = "#1B2430"
"""Font and colours of all that is written."""


def number_format(figure: Figure, language: Language) -> str:
    """Return the format of a number in the notation of the file, which is the same in every language.

    Separators are those of the reader's program; months, and the place of a currency, are those of the language.

    Examples
    --------
    >>> from journeymap.languages import language
    >>> from journeymap.text import money, number, share
    >>> number_format(share(0.314), language("en")), number_format(share(0.034), language("it"))
    ('0%', '0.0%')
    >>> number_format(money(1234.5, "EUR"), language("en")), number_format(number(3.25), language("en"))
    ('"€"#,##0', '#,##0.0')
    """
    if figure.kind == "date":
        return day_format(language)
    if figure.kind == "share":
        return _decimals("0", share_digits(figure)) + "%"
    if figure.kind == "minutes":
        return _decimals("#,##0", _minutes(abs(figure.value))) + f'" {language.translate("min")}"'
    if figure.kind == "money":
        before, _, after = language.figure(Figure("money", 1.0, figure.unit, 0)).partition(ONE)
        return _quoted(before) + _decimals("#,##0", figure.digits or 0) + _quoted(after)
    unit = f" {language.translate(figure.unit)}" if figure.unit else ""
    return _decimals("#,##0", default_digits(figure)) + _quoted(unit)


def day_format(language: Language) -> str:
    """Return the format of a day, written out in the language.

    Examples
    --------
    >>> from journeymap.languages import language
    >>> day_format(language("it"))
    '[$-410]d mmmm yyyy'
    """
    spoken = language.locale
    usual = str(get_global("likely_subtags").get(spoken.language, "")).rpartition("_")[2]
    name = f"{spoken.language}_{spoken.territory or usual}"
    number = next((number for number, known in windows_locale.items() if known == name), None)
    return "yyyy-mm-dd" if number is None else f"[$-{number:X}]d mmmm yyyy"


def _minutes(size: float) -> int:
    if size >= 10 or size == int(size):
        return 0
    return 1 if size >= 1 else 2


def _decimals(whole: str, digits: int) -> str:
    return whole + ("." + "0" * digits if digits else "")


def _quoted(text: str) -> str:
    """Return a text as it stands in a format; empty stays empty."""
    return '"' + text.replace('"', "") + '"' if text else ""
