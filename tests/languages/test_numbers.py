"""Numbers are written as Babel writes them by the pattern of the same decimals, in every language there is."""

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from journeymap.languages import available, language
from journeymap.text import Figure, english, half_up


@pytest.mark.parametrize("code", available())
@given(value=st.floats(-1e12, 1e12), digits=st.integers(0, 3))
def test_a_number_is_grouped_as_babel_groups_it(code, value, digits):
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    speak = language(code)
    assert speak.decimal(value, digits) == format_decimal(half_up(value or 0.0, digits), pattern, speak.locale)


@given(value=st.floats(-2, 2), digits=st.integers(0, 3), kind=st.sampled_from(["share", "money", "number", "minutes"]))
def test_what_is_rounded_to_nothing_has_no_sign(value, digits, kind):
    """Neither in a language nor in plain English; whatever is left of a negative number keeps its own."""
    figure = Figure(kind, value, digits=digits)
    for words in (language("en").figure(figure), english(figure)):
        assert words.startswith("-") == (value < 0 and any(sign in "123456789" for sign in words)), words


@pytest.mark.parametrize("code", available())
def test_a_number_without_a_count_of_decimals_keeps_one_at_most(code):
    speak = language(code)
    assert [speak.decimal(value, None) for value in (1234.0, 0.25, 2000000.04, -0.0)] == [
        format_decimal(value, "#,##0.#", speak.locale) for value in (1234, 0.3, 2000000, 0)
    ]
