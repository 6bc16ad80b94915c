from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reims_solidarite.kit.dates import month_of, months_between
from secours_loyer import schedule
from tests.secours_loyer.situations import rav

FIRST = date(2026, 1, 31)


def amounts(rows):
    return [row.cents for row in rows]


def test_thirty_six_months():
    rows = schedule.by_count(100_000, 36, first_due=FIRST)
    assert amounts(rows) == [2777] * 35 + [2805]
    assert [row.due for row in rows[:4]] == [
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
    ]


def test_by_amount_ends_with_the_remainder():
    assert amounts(schedule.by_amount(100_000, 30_000, first_due=FIRST)) == [30_000] * 3 + [10_000]
    assert amounts(schedule.by_amount(90_000, 30_000, first_due=FIRST)) == [30_000] * 3
    assert amounts(schedule.by_amount(20_000, 30_000, first_due=FIRST)) == [20_000]


def test_a_small_last_row_joins_the_one_before():
    rows = schedule.by_amount(90_400, 30_000, first_due=FIRST, least_cents=1_000)
    assert amounts(rows) == [30_000, 30_000, 30_400]
    rows = schedule.by_amount(91_000, 30_000, first_due=FIRST, least_cents=1_000)
    assert amounts(rows) == [30_000, 30_000, 30_000, 1_000]
    assert amounts(schedule.by_amount(400, 1_000, first_due=FIRST, least_cents=1_000)) == [400]


def test_the_agreed_day_survives_a_short_first_month():
    rows = schedule.by_count(300, 3, first_due=date(2026, 2, 28), anchor_day=31)
    assert [row.due.day for row in rows] == [28, 31, 30]
    with pytest.raises(ValueError, match="jour du mois convenu"):
        schedule.by_count(300, 3, first_due=date(2026, 2, 27), anchor_day=31)


@pytest.mark.parametrize(
    "make",
    [
        lambda: schedule.by_count(0, 3, first_due=FIRST),
        lambda: schedule.by_count(1000, 0, first_due=FIRST),
        lambda: schedule.by_count(10**9, 121, first_due=FIRST),
        lambda: schedule.by_count(2, 3, first_due=FIRST),
        lambda: schedule.by_count(30_000, 36, first_due=FIRST, least_cents=1_000),
        lambda: schedule.by_amount(0, 100, first_due=FIRST),
        lambda: schedule.by_amount(1000, 0, first_due=FIRST),
        lambda: schedule.by_amount(1000, 999, first_due=FIRST, least_cents=1_000),
        lambda: schedule.by_amount(10**9, 100, first_due=FIRST),
    ],
)
def test_impossible_plans_are_refused(make):
    with pytest.raises(ValueError, match=r"^(Le plan|La mensualité|Avec) .*\.$"):
        make()


def check(rows, total, first):
    assert sum(amounts(rows)) == total
    assert min(amounts(rows)) > 0
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    for index, row in enumerate(rows):
        assert months_between(first, row.due) == index
        assert row.due.day == first.day or row.due == month_of(row.due).last_day()


DAYS = st.dates(date(2020, 1, 1), date(2090, 1, 1))


@given(st.integers(120, 10**8), st.integers(1, 120), DAYS)
def test_by_count_is_exact(total, count, first):
    rows = schedule.by_count(total, count, first_due=first)
    check(rows, total, first)
    assert len(rows) == count
    assert max(amounts(rows)) - min(amounts(rows)) < count


@given(st.integers(1, 10**6), st.integers(10_000, 10**6), DAYS, st.integers(1, 10_000))
def test_by_amount_is_exact(total, amount, first, least):
    rows = schedule.by_amount(total, amount, first_due=first, least_cents=least)
    check(rows, total, first)
    assert set(amounts(rows)[:-1]) <= {amount}
    assert len(rows) == 1 or rows[-1].cents >= least
    assert rows[-1].cents < amount + least


def test_what_is_left_to_live_on():
    rows = schedule.by_count(72_000, 12, first_due=FIRST)
    result = schedule.what_if(rows, rav(), lease_end=date(2026, 12, 31))
    assert (result.months, result.monthly_cents, result.left_cents) == (12, 6_000, 54_000)
    assert result.left_per_person_day_cents == 900
    assert result.warnings == ()


def test_each_danger_is_said():
    rows = schedule.by_amount(2_400_000, 60_001, first_due=FIRST)
    result = schedule.what_if(rows, rav(), lease_end=date(2029, 4, 29))
    assert len(result.warnings) == 3
    assert "manquerait 0,01\u202f€" in result.warnings[0]
    assert "40 mois, au-delà de 36 mois" in result.warnings[1]
    assert "(30/04/2029) tombe après la fin du bail (29/04/2029)" in result.warnings[2]
