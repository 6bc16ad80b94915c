from datetime import date

import pytest

from reims_solidarite.kit import working_days


def test_french_holidays_of_2027():
    names = {
        date(2027, 1, 1),
        date(2027, 3, 29),
        date(2027, 5, 1),
        date(2027, 5, 6),
        date(2027, 5, 8),
        date(2027, 5, 17),
        date(2027, 7, 14),
        date(2027, 8, 15),
        date(2027, 11, 1),
        date(2027, 11, 11),
        date(2027, 12, 25),
    }
    found = {
        date.fromordinal(n)
        for n in range(date(2027, 1, 1).toordinal(), date(2028, 1, 1).toordinal())
        if working_days.public_holiday(date.fromordinal(n))
    }
    assert found == names
    assert working_days.public_holiday(date(2027, 7, 14)) == "Fête nationale"


def test_good_friday_is_worked_in_reims():
    assert working_days.is_working_day(date(2027, 3, 26))


def test_the_next_working_day_jumps_holiday_and_weekend():
    assert working_days.next_working_day(date(2026, 12, 25)) == date(2026, 12, 28)
    assert working_days.next_working_day(date(2026, 12, 28)) == date(2026, 12, 28)
    assert working_days.add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 28)
    assert working_days.add_working_days(date(2026, 12, 24), 0) == date(2026, 12, 24)


def test_never_backwards():
    with pytest.raises(ValueError, match="avenir"):
        working_days.add_working_days(date(2026, 1, 1), -1)


def test_transfers_are_executed_on_target_days():
    closed = {
        date.fromordinal(n)
        for n in range(date(2027, 1, 1).toordinal(), date(2028, 1, 1).toordinal())
        if date.fromordinal(n).weekday() < 5
        and not working_days.is_transfer_day(date.fromordinal(n))
    }
    assert closed == {date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29)}
    assert working_days.is_transfer_day(date(2027, 7, 14))
    assert working_days.next_transfer_day(date(2026, 12, 25)) == date(2026, 12, 28)
    assert working_days.next_transfer_day(date(2027, 5, 1)) == date(2027, 5, 3)
