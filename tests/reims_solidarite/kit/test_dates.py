from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reims_solidarite.kit import dates
from reims_solidarite.kit.dates import Period

DAYS = st.dates(date(1950, 1, 1), date(2150, 1, 1))


def test_the_day_is_the_one_of_paris():
    assert dates.paris_day(datetime(2026, 12, 31, 22, 59, tzinfo=UTC)) == date(2026, 12, 31)
    assert dates.paris_day(datetime(2026, 12, 31, 23, 0, tzinfo=UTC)) == date(2027, 1, 1)
    assert dates.paris_day(datetime(2026, 7, 1, 22, 0, tzinfo=UTC)) == date(2026, 7, 2)


def test_an_instant_needs_a_zone():
    with pytest.raises(ValueError, match="time zone"):
        dates.paris_day(datetime(2026, 1, 1))  # noqa: DTZ001


def test_paris_instant_follows_summer_time():
    assert dates.paris_instant(date(2026, 7, 1), time(9)).astimezone(UTC).hour == 7
    assert dates.paris_instant(date(2026, 1, 1), time(9)).astimezone(UTC).hour == 8


@given(DAYS)
def test_midnight_belongs_to_its_day(day):
    assert dates.paris_day(dates.paris_instant(day)) == day


def test_a_period_excludes_its_end():
    period = Period(date(2026, 1, 1), date(2026, 2, 1))
    assert date(2026, 1, 31) in period
    assert date(2026, 2, 1) not in period
    assert period.days() == 31
    assert period.last_day() == date(2026, 1, 31)


def test_an_open_period_never_ends():
    period = Period(date(2026, 1, 1))
    assert period.contains(date(2200, 1, 1))
    assert period.last_day() is None
    with pytest.raises(ValueError, match="date de fin"):
        period.days()


@pytest.mark.parametrize("end", [date(2026, 1, 1), date(2025, 12, 31)])
def test_an_empty_period_is_refused(end):
    with pytest.raises(ValueError, match="après"):
        Period(date(2026, 1, 1), end)


def test_touching_periods_do_not_overlap():
    january = Period(date(2026, 1, 1), date(2026, 2, 1))
    assert not january.overlaps(Period(date(2026, 2, 1)))
    assert january.overlaps(Period(date(2026, 1, 31)))


@given(DAYS, st.integers(1, 40), DAYS, st.integers(1, 40))
def test_overlap_means_a_common_day(start, length, other_start, other_length):
    first = Period(start, start + timedelta(days=length))
    second = Period(other_start, other_start + timedelta(days=other_length))
    common = any(start + timedelta(days=n) in second for n in range(length))
    assert first.overlaps(second) == second.overlaps(first) == common


def test_months_do_not_drift():
    start = date(2026, 1, 31)
    rows = [dates.add_months(start, n) for n in range(4)]
    assert rows == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]
    assert dates.add_months(date(2026, 2, 28), 1, anchor_day=31) == date(2026, 3, 31)
    assert dates.add_months(date(2024, 1, 30), 1) == date(2024, 2, 29)
    assert dates.add_months(date(2026, 1, 15), -2) == date(2025, 11, 15)


@given(DAYS, st.integers(-600, 600))
def test_adding_months_lands_in_the_right_month(day, months):
    result = dates.add_months(day, months)
    assert dates.months_between(day, result) == months
    last_of_month = dates.month_of(result).last_day()
    assert result.day == day.day or result == last_of_month


@pytest.mark.parametrize("anchor", [0, 32])
def test_the_anchor_is_a_day(anchor):
    with pytest.raises(ValueError, match="entre 1 et 31"):
        dates.add_months(date(2026, 1, 1), 1, anchor_day=anchor)


def test_quarters_and_months():
    assert dates.quarter_of(date(2026, 11, 23)) == Period(date(2026, 10, 1), date(2027, 1, 1))
    assert dates.quarter_of(date(2026, 3, 31)) == Period(date(2026, 1, 1), date(2026, 4, 1))
    assert dates.month_of(date(2026, 12, 5)) == Period(date(2026, 12, 1), date(2027, 1, 1))


@pytest.mark.parametrize(
    "text", ["31/12/2026", " 31.12.2026 ", "31-12-2026", "2026-12-31", "2026-12-31 00:00:00"]
)
def test_reads_dates_of_files(text):
    assert dates.parse_date(text) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31/02/2026", "n’existe pas"),
        ("12/31/2026", "n’existe pas"),
        ("1/1/26", "jour/mois"),
        ("01/01/0001", "année"),
        ("31/12/9999", "année"),
        ("", "jour/mois"),
        ("hier", "jour/mois"),
        ("٣١/١٢/٢٠٢٦", "jour/mois"),
        ("1/1/2026\x00", "jour/mois"),
    ],
)
def test_refuses_dates_in_french(text, message):
    with pytest.raises(ValueError, match=message):
        dates.parse_date(text)
