from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reims_solidarite.kit import money

AMOUNTS = st.integers(min_value=-money.LIMIT, max_value=money.LIMIT)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1 234,56", 123456),
        ("1\u202f234,56\u202f€", 123456),
        ("1\u00a0234,56\u00a0€", 123456),
        ("1234.5", 123450),
        ("  12 ", 1200),
        ("0,01", 1),
        ("-3,10", -310),
        ("\u22123,10 €", -310),
        ("+7", 700),
        ("450 euros", 45000),
        ("450 EUR", 45000),
        ("001,00", 100),
    ],
)
def test_reads_what_people_type(text, cents):
    assert money.euros(text) == cents


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "€",
        "abc",
        "1.234,56",
        "1,234.56",
        "1,234",
        "12 34",
        "1 23,4",
        "1e3",
        "12,",
        ",5",
        "--1",
        "1,2,3",
        "٣",
        "1\u200b2",
        "NaN",
        "Infinity",
        "1 234 56",
        "9" * 5000,
        "0x10",
        "1\x002",
    ],
)
def test_refuses_in_french(text):
    with pytest.raises(ValueError, match=r"^(Écrivez|Ce montant)"):
        money.euros(text)


def test_refuses_an_amount_wider_than_a_transfer():
    assert money.euros("999 999 999,99") == money.LIMIT
    with pytest.raises(ValueError, match="trop grand"):
        money.euros("1 000 000 000")


@pytest.mark.parametrize("value", [1.5, True, Decimal("1.005"), Decimal("NaN")])
def test_refuses_inexact_numbers(value):
    with pytest.raises(ValueError, match="montant"):
        money.euros(value)


def test_reads_exact_numbers():
    assert money.euros(12) == 1200
    assert money.euros(Decimal("12.340")) == 1234


@pytest.mark.parametrize(
    ("cents", "text"),
    [(123456, "1 234,56 €"), (0, "0,00 €"), (-5, "−0,05 €"), (100000000, "1 000 000,00 €")],
)
def test_writes_french(cents, text):
    assert money.format_cents(cents) == text.replace(" ", "\u202f")


@given(AMOUNTS)
def test_what_is_written_can_be_read_back(cents):
    assert money.euros(money.format_cents(cents)) == cents
    assert money.euros(money.plain_cents(cents)) == cents


@pytest.mark.parametrize(
    ("numerator", "denominator", "result"),
    [(5, 2, 3), (-5, 2, -3), (4, 3, 1), (1, 3, 0), (2, 3, 1), (-1, -2, 1), (0, 7, 0)],
)
def test_halves_go_away_from_zero(numerator, denominator, result):
    assert money.divide(numerator, denominator) == result


def test_percent_of_a_price():
    assert money.percent(1999, 1_000) == 200  # 10 % of 19,99 € is 1,999 €
    assert money.percent(5, 1_000) == 1  # half a cent goes up
    assert money.percent(4, 1_000) == 0
    assert money.share(1000, 1, 3) == 333


def test_division_by_zero_is_said():
    with pytest.raises(ValueError, match="zéro"):
        money.share(100, 1, 0)


@given(AMOUNTS, st.integers(1, 10**6))
def test_rounding_is_never_off_by_more_than_half(numerator, denominator):
    assert abs(2 * (money.divide(numerator, denominator) * denominator - numerator)) <= denominator
    assert money.divide(-numerator, denominator) == -money.divide(numerator, denominator)


def test_split_puts_the_remainder_last():
    assert money.split_equally(100000, 36) == [2777] * 35 + [2805]


@given(st.integers(0, money.LIMIT), st.integers(1, 500))
def test_split_loses_nothing(cents, count):
    parts = money.split_equally(cents, count)
    assert sum(parts) == cents
    assert len(parts) == count
    assert 0 <= parts[-1] - parts[0] < count


@given(st.integers(0, money.LIMIT), st.lists(st.integers(0, 10_000), max_size=40))
def test_what_is_shared_out_adds_up_and_nobody_is_a_cent_off(cents, weights):
    parts = money.share_out(cents, weights)
    whole = sum(weights)
    assert sum(parts) == (cents if whole else 0)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * whole - cents * weight) < max(whole, 1)


@pytest.mark.parametrize(("cents", "count"), [(100, 0), (-1, 2)])
def test_split_refuses_nonsense(cents, count):
    with pytest.raises(ValueError, match="Partagez"):
        money.split_equally(cents, count)
