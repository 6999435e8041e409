"""Amounts as people write them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from journeymap.model import quantities as q
from journeymap.model.write import quantity_text
from journeymap.text import half_up


@pytest.mark.parametrize(
    ("text", "minutes"), [("25 min", 25), ("2 d", 2880), ("90 s", 1.5), ("1.5 h", 90), ("0 min", 0), ("1,5 h", 90)]
)
def test_times_are_minutes(text: str, minutes: float) -> None:
    """A length of time carries its unit; a comma is a decimal comma."""
    assert q.duration(text).minutes == minutes


@pytest.mark.parametrize(
    ("text", "value"), [("32%", 0.32), (0.32, 0.32), ("100%", 1.0), ("0.5%", 0.005), (1, 1.0), (0, 0.0)]
)
def test_shares_are_parts_of_one(text: str | float, value: float) -> None:
    """A percentage or a part of one."""
    assert q.share(text).value == pytest.approx(value)


def test_money_knows_its_currency_and_period() -> None:
    """200 USD a month are 2,400 a year; a bare number is in the project's currency."""
    assert q.cost("200 USD/month").yearly == 2400
    assert q.cost("EUR 12").currency == "EUR"
    assert (q.cost(90000).amount, q.cost(90000).currency) == (90000, "")


def test_rates_and_people_and_effort() -> None:
    """Numbers per period, full-time equivalents, person-days of eight hours."""
    assert q.rate("3500/month").per_year == 42000
    assert q.people("2.5 people").number == 2.5
    assert (q.effort("6 weeks").days, q.effort("16 h").days) == (30, 2)


@pytest.mark.parametrize(
    ("read", "text"),
    [(q.duration, "5"), (q.duration, "-5 min"), (q.duration, "5 EUR"), (q.duration, True), (q.share, "120%"), (q.share, "x"),
     (q.cost, "12 EUROS"), (q.cost, "12/fortnight"), (q.rate, "many"), (q.amount, "a lot"), (q.amount, None), (q.people, "-1")],
)  # fmt: skip
def test_what_is_no_amount_says_what_is_expected(read: object, text: object) -> None:
    """The message gives an example of the right form."""
    with pytest.raises(PydanticCustomError, match="for example"):
        read(text)  # type: ignore[operator]


def test_amounts_take_any_unit_and_equal_amounts_are_equal() -> None:
    """The wording does not count, the number does."""
    assert q.amount("4.1/5") == q.Amount(4.1, "/5")
    assert q.amount("32%") == q.Amount(0.32, "%")
    assert q.amount("60 s") == q.amount("1 min")
    assert q.amount("12 EUR") == q.Amount(12, "EUR")


@given(st.integers(0, 36_525), st.sampled_from(["min", "h", "d", "s"]))
def test_what_is_written_is_read_again(number: int, unit: str) -> None:
    """Text of an amount reads back to an equal amount."""
    amount = q.amount(f"{number} {unit}")
    text = quantity_text(q.Amount(amount.number, amount.unit))
    assert q.amount(text).number == pytest.approx(amount.number, rel=1e-9)


@pytest.mark.parametrize(
    ("text", "minutes"), [("1 h 30 min", 90), ("2 d and 4 h", 3120), ("1 min 30 s", 1.5), ("1 week 1 d", 11520)]
)
def test_a_time_may_name_several_units(text: str, minutes: float) -> None:
    assert q.duration(text).minutes == minutes
    assert q.amount(text) == q.Amount(minutes, "min")


@pytest.mark.parametrize(
    ("text", "meant"),
    [("1h 30m", "1 h 30 min"), ("1h30m", "1 h 30 min"), ("25 Min", "25 min"), ("90m", "90 min or 90 months")],
)
def test_a_unit_spelled_otherwise_is_answered_with_the_time_that_is_meant(text: str, meant: str) -> None:
    """An `m` alone is not guessed; what is proposed is read."""
    for read in (q.duration, q.amount):
        with pytest.raises(PydanticCustomError, match=f"with its unit, for example {meant}$"):
            read(text)
    assert all(q.duration(proposed).minutes > 0 for proposed in meant.split(" or "))


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (q.duration, "30 min 1 h"), (q.duration, "1 h 1 h"), (q.duration, "1 h 30"), (q.duration, "101 years"),
        (q.amount, "99999 d"), (q.rate, "1e12/day"), (q.cost, "1e12 EUR/month"), (q.worth, "-1 EUR"),
        (q.cost, "-5000 EUR"),
    ],
)  # fmt: skip
def test_what_is_out_of_all_bounds_is_told(read: Callable[[str], object], text: str) -> None:
    """A slip of the hand or of the unit is refused where it stands, before anything is computed from it."""
    with pytest.raises(PydanticCustomError):
        read(text)


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 3))
def test_any_finite_number_can_be_rounded(value: float, digits: int) -> None:
    rounded = half_up(value, digits)
    assert abs(float(rounded) - value) <= 0.5 * 10**-digits + 1e-9 * abs(value)
