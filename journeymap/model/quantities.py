"""Amounts as people write them: ``25 min``, ``1 h 30 min``, ``32%``, ``4.1/5``, ``200 USD/month``.

Each is a frozen value that keeps the text it was written as, so that writing
a workspace back gives the same words. Two amounts are equal if their numbers
are, whatever the wording: ``60 s`` equals ``1 min``.
"""

import re
from collections.abc import Callable
from dataclasses import field
from itertools import pairwise
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from journeymap.records import dataclass

MINUTES = {
    "s": 1 / 60, "sec": 1 / 60, "second": 1 / 60, "seconds": 1 / 60,
    "min": 1.0, "minute": 1.0, "minutes": 1.0,
    "h": 60.0, "hour": 60.0, "hours": 60.0,
    "d": 1440.0, "day": 1440.0, "days": 1440.0,
    "w": 10080.0, "week": 10080.0, "weeks": 10080.0,
    "month": 43830.0, "months": 43830.0,
    "year": 525960.0, "years": 525960.0,
}  # fmt: skip
"""Minutes in a unit of time; a month is a twelfth of 365.25 days."""

WORKDAYS = {"h": 0.125, "d": 1.0, "day": 1.0, "days": 1.0, "w": 5.0, "week": 5.0, "weeks": 5.0,
            "month": 20.0, "months": 20.0, "year": 220.0, "years": 220.0}  # fmt: skip
"""Person-days in a unit of effort: eight hours, five days, twenty days, 220 days."""

PER_YEAR = {"d": 365.25, "day": 365.25, "week": 52.18, "month": 12.0, "quarter": 4.0, "year": 1.0}
"""How often a period fits in a year."""

_NUMBER = r"[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?"
_AMOUNT = re.compile(rf"({_NUMBER})\s*([a-zA-Z%€$£]*)")
_MONEY = re.compile(rf"(?:([A-Z]{{3}})\s*)?({_NUMBER})\s*([A-Z]{{3}})?\s*(?:(?:/|per )\s*([a-z]+))?")
_RATE = re.compile(rf"({_NUMBER})\s*(?:(?:/|per )\s*([a-z]+))?")
_RATING = re.compile(rf"({_NUMBER})\s*/\s*(\d+)")
_PLAIN = r"\d+(?:[.,]\d+)?"
_LENGTH = rf"{_PLAIN}\s*[a-z]+(?:\s+(?:and\s+)?{_PLAIN}\s*[a-z]+)*"
_PART = re.compile(rf"({_PLAIN})\s*([a-z]+)")
_TYPED = re.compile(rf"(?:{_PLAIN}\s*[a-z]+[\s,]*)+")
_SHORT = {"m": "min", "mins": "min", "hr": "h", "hrs": "h", "secs": "s", "wk": "w", "wks": "w", "mo": "months",
          "yr": "years", "yrs": "years", "y": "years"}  # fmt: skip
_COMPOUND = re.compile(rf"{_PLAIN}\s*[a-z]+(?:\s+(?:and\s+)?{_PLAIN}\s*[a-z]+)+")
_PROMISE = re.compile(rf"(?:({_PLAIN})\s*%\s*)?(?:of [a-z ]+? )?(?:answered )?(?:in|within) ({_LENGTH})")
_SHORTHAND = re.compile(rf"({_PLAIN})\s*/\s*({_PLAIN})")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in minutes."""

    minutes: float
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Standard:
    """What a channel promises: which share of contacts it answers within how many minutes.

    Attributes
    ----------
    share
        More than 0 and up to 1, or `None` if the promise names no share.
    minutes
        The time promised, more than 0.
    """

    share: float | None
    minutes: float
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Effort:
    """Work in person-days."""

    days: float
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, 0 to 1."""

    value: float
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency, once or per period.

    Attributes
    ----------
    amount
        As written, in `currency`.
    currency
        ISO 4217, empty if the project's.
    per
        ``year``, ``month``, … or empty if once.
    """

    amount: float
    currency: str = ""
    per: str = ""
    text: str = field(default="", compare=False)

    @property
    def yearly(self) -> float:
        """Return the amount per year; what is paid once counts once."""
        return self.amount * PER_YEAR.get(self.per, 1.0)


@dataclass(frozen=True, slots=True)
class Rate:
    """How many in a year."""

    per_year: float
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class People:
    """A number of people, in full-time equivalents."""

    number: float
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Amount:
    """A measured value whose unit only its metric can judge.

    Attributes
    ----------
    number
        In the base unit: minutes, 0-1 for a percentage, the currency, or bare.
    unit
        ``min``, ``%``, a currency, ``/5`` for a rating of five, or empty.
    """

    number: float
    unit: str
    text: str = field(default="", compare=False)


def _fail(what: str, example: str) -> PydanticCustomError:
    return PydanticCustomError("bad-value", "{what}, for example {example}", {"what": what, "example": example})


_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}")


MOST = 1e12
"""No amount in any unit is larger; what is, is a slip of the hand or of the unit."""

LONGEST = 100 * MINUTES["year"]
"""No length of time is longer, in minutes."""


def _float(text: str) -> float:
    return _bounded(float(text.replace(",", ".")))


def _bounded(number: float) -> float:
    if not abs(number) <= MOST:
        raise PydanticCustomError("bad-value", "the number is too large")
    return number


def _large(text: str) -> float:
    """Read a sum or a volume; what may be thousands or a fraction is refused, as a guess may be 1,000 times off."""
    if _THOUSANDS.fullmatch(text):
        context = {"text": text, "plain": re.sub("[.,]", "", text)}
        raise PydanticCustomError("two-readings", "'{text}' can be read two ways; write {plain} for thousands", context)
    return _float(text)


def _text(value: Any, what: str, example: str) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise _fail(what, example)
    # A bare YAML number is a fraction for sure; one more digit keeps it from looking like thousands.
    return f"{value!r}0" if isinstance(value, float) and "e" not in repr(value) else str(value).strip()


def _unit(value: Any, units: dict[str, float], what: str, example: str) -> tuple[float, str]:
    text = _text(value, what, example)
    match = _AMOUNT.fullmatch(text)
    if not match or match[2] not in units:
        raise _fail(what, example)
    number = _float(match[1])
    if number < 0:
        raise _fail(f"{what} of zero or more", example)
    return _bounded(number * units[match[2]]), text


def _length(minutes: float) -> float:
    if abs(minutes) > LONGEST:
        raise PydanticCustomError("bad-value", "no time is longer than 100 years")
    return minutes


def _compound(text: str) -> float | None:
    """Return the minutes of a time in several units, each smaller than the one before; `None` if it is no such."""
    if not _COMPOUND.fullmatch(text):
        return None
    parts = [(_float(number), MINUTES.get(unit)) for number, unit in _PART.findall(text)]
    units = [unit for _, unit in parts if unit is not None]
    if len(units) < len(parts) or any(after >= before for before, after in pairwise(units)):
        return None
    return _length(sum(number * unit for number, unit in parts if unit is not None))


def duration(value: Any) -> Duration:
    """Read ``25 min``, ``2 d``, ``1 h 30 min``."""
    if isinstance(value, Duration):
        return value
    several = _compound(value.strip()) if isinstance(value, str) else None
    if several is not None:
        return Duration(several, str(value).strip())
    minutes, text = _unit(value, MINUTES, "a length of time with its unit", _time_meant(str(value)) or "25 min")
    return Duration(_length(minutes), text)


PROMISES = "a share and a time, for example 80% in 20 s, within 4 h, or 80/20 for 80% in 20 s"
"""The forms of a channel's standard."""


def standard(value: Any) -> Standard:
    """Read ``80% in 20 s``, ``within 1 h 30 min``, or ``80/20`` with the time in seconds.

    The short form promises at least half of the contacts: ``24/7`` tells hours.
    """
    if isinstance(value, Standard):
        return value
    text = value.strip() if isinstance(value, str) else ""
    if "working" in text or "business" in text:
        message = "a working day has no fixed length; write the longest wait, for example within 3 d"
        raise PydanticCustomError("bad-value", message)
    short, long = _SHORTHAND.fullmatch(text), _PROMISE.fullmatch(text.casefold())
    if short and _float(short[1]) >= 50:
        return _promise(_float(short[1]), _float(short[2]) / 60, text)
    minutes = _time(long[2]) if long else None
    if long is None or minutes is None:
        raise PydanticCustomError("bad-value", PROMISES)
    return _promise(_float(long[1]) if long[1] else None, minutes, text)


def _promise(percent: float | None, minutes: float, text: str) -> Standard:
    if minutes <= 0 or (percent is not None and not 0 < percent <= 100):
        message = "the share promised is more than 0% and up to 100%, the time more than 0"
        raise PydanticCustomError("bad-value", message)
    return Standard(None if percent is None else percent / 100, _length(minutes), text)


def _time(text: str) -> float | None:
    """Return the minutes of a time in one unit or several, or `None` if it is none."""
    one = _PART.fullmatch(text)
    if one:
        return _float(one[1]) * MINUTES[one[2]] if one[2] in MINUTES else None
    return _compound(text)


def effort(value: Any) -> Effort:
    """Read ``30 d`` or ``6 weeks`` of one person's work."""
    if isinstance(value, Effort):
        return value
    return Effort(*_unit(value, WORKDAYS, "an effort in person-days", "30 d"))


def share(value: Any) -> Share:
    """Read ``32%`` or ``0.32``."""
    if isinstance(value, Share):
        return value
    text = _text(value, "a share", "32%")
    match = _AMOUNT.fullmatch(text)
    if not match or match[2] not in {"", "%"}:
        raise _fail("a share", "32%")
    number = _float(match[1]) / (100 if match[2] else 1)
    if not 0 <= number <= 1:
        raise _fail("a share between 0% and 100%", "32%")
    return Share(number, text)


def worth(value: Any) -> Money:
    """Read an amount of money of zero or more, such as what a customer is worth."""
    return _not_below_zero(value, "2400 USD/year")


def cost(value: Any) -> Money:
    """Read ``12 EUR``, ``200 USD/month`` or a bare number in the project's currency, of zero or more."""
    return _not_below_zero(value, "90000 EUR")


def _not_below_zero(value: Any, example: str) -> Money:
    found = _money(value, example)
    if found.amount < 0:
        raise _fail("an amount of money of zero or more", example)
    return found


def _money(value: Any, example: str) -> Money:
    if isinstance(value, Money):
        return value
    text = _text(value, "an amount of money", example)
    match = _MONEY.fullmatch(text)
    if not match or (match[1] and match[3]) or (match[4] and match[4] not in PER_YEAR):
        raise _fail("an amount of money", example)
    found = Money(_large(match[2]), match[1] or match[3] or "", match[4] or "", text)
    _bounded(found.yearly)
    return found


def rate(value: Any) -> Rate:
    """Read ``42000/year``; a bare number is per year."""
    if isinstance(value, Rate):
        return value
    text = _text(value, "a number per period", "42000/year")
    match = _RATE.fullmatch(text)
    if not match or (match[2] and match[2] not in PER_YEAR) or _float(match[1]) < 0:
        raise _fail("a number per period", "42000/year")
    return Rate(_bounded(_large(match[1]) * PER_YEAR[match[2] or "year"]), text)


def people(value: Any) -> People:
    """Read ``6 people`` or ``2.5``."""
    if isinstance(value, People):
        return value
    units = {"": 1.0, "people": 1.0, "person": 1.0, "fte": 1.0, "FTE": 1.0}
    return People(*_unit(value, units, "a number of people", "6 people"))


def amount(value: Any) -> Amount:
    """Read any measured value: a time, a share, a rating, money or a bare number."""
    if isinstance(value, Amount):
        return value
    text = _text(value, "a value with its unit", "25 min, 32%, 4.1/5 or 12 EUR")
    rating = _RATING.fullmatch(text)
    if rating and int(rating[2]) < 2:
        raise _fail("a rating out of two or more", "4.1/5")
    if rating:
        return Amount(_float(rating[1]), f"/{int(rating[2])}", text)
    match = _AMOUNT.fullmatch(text)
    if match and match[2] == "%":
        return Amount(_float(match[1]) / 100, "%", text)
    if match and match[2] in MINUTES:
        return Amount(_length(_float(match[1]) * MINUTES[match[2]]), "min", text)
    if match and match[2] == "":
        return Amount(_float(match[1]), "", text)
    several = _compound(text)
    if several is not None:
        return Amount(several, "min", text)
    cash = _MONEY.fullmatch(text)
    if cash and (cash[1] or cash[3]) and not cash[4]:
        return Amount(_large(cash[2]), cash[1] or cash[3], text)
    raise _fail("a value with its unit", _time_meant(text) or "25 min, 32%, 4.1/5 or 12 EUR")


def _time_meant(text: str) -> str:
    """Return a time with its units spelled as they are read; empty if it is none.

    An ``m`` alone may be minutes or months, and an amount with capitals a currency.

    Examples
    --------
    >>> _time_meant("1h30m"), _time_meant("90m"), _time_meant("12 EUR")
    ('1 h 30 min', '90 min or 90 months', '')
    """
    if not _TYPED.fullmatch(text.strip().casefold()):
        return ""
    parts = _PART.findall(text.casefold())
    meant = " ".join(f"{number} {_SHORT.get(unit, unit)}" for number, unit in parts)
    if _time(meant) is None:
        return ""
    return f"{meant} or {parts[0][0]} months" if [unit for _, unit in parts] == ["m"] else meant


def _field(read: Callable[[Any], Any], description: str, *examples: str) -> tuple[Any, Any]:
    schema = {"type": ["string", "number"], "description": description, "examples": [*examples]}
    return PlainValidator(read), WithJsonSchema(schema)


DurationValue = Annotated[Duration, *_field(duration, "A length of time with its unit", "25 min", "2 d", "12 months")]
EffortValue = Annotated[Effort, *_field(effort, "Work of one person: h, d (8 h), weeks (5 d)", "30 d", "6 weeks")]
ShareValue = Annotated[Share, *_field(share, "A part of a whole", "32%", "0.32")]
CostValue = Annotated[Money, *_field(cost, "Money of zero or more, once or per period", "90000 EUR", "200 USD/month")]
WorthValue = Annotated[Money, *_field(worth, "Money of zero or more, once or per period", "2400 USD/year")]
StandardValue = Annotated[
    Standard, *_field(standard, "Share of contacts and time", "80% in 20 s", "within 4 h", "80/20")
]
RateValue = Annotated[Rate, *_field(rate, "A number per period", "42000/year", "900/month")]
PeopleValue = Annotated[People, *_field(people, "Full-time equivalents", "6 people", "2.5")]
AmountValue = Annotated[Amount, *_field(amount, "A measured value with its unit", "25 min", "32%", "4.1/5", "12 EUR")]
