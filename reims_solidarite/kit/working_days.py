"""French public holidays and working days, mainland rules, and the days banks pay on. Pure Python.

Apart from `dates` because the `holidays` package is slow to import and few callers need it.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays

ONE_DAY = timedelta(days=1)


@cache
def _of_year(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("FR", years=year, language="fr"))


def public_holiday(day: date) -> str | None:
    """French name of the public holiday, or None."""
    return _of_year(day.year).get(day)


def is_working_day(day: date) -> bool:
    """Monday to Friday, public holidays excepted."""
    return day.weekday() < 5 and public_holiday(day) is None


def next_working_day(day: date) -> date:
    """`day` itself when it is worked, else the first worked day after it."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`, which itself is not counted."""
    if count < 0:
        raise ValueError("Comptez les jours ouvrés vers l’avenir.")
    for _ in range(count):
        day = next_working_day(day + ONE_DAY)
    return day


@cache
def _closed_to_transfers(year: int) -> frozenset[date]:
    return frozenset(holidays.financial_holidays("XECB", years=year))


def is_transfer_day(day: date) -> bool:
    """TARGET, the system of the euro's central banks, is open: transfers are executed."""
    return day.weekday() < 5 and day not in _closed_to_transfers(day.year)


def next_transfer_day(day: date) -> date:
    """`day` itself when transfers are executed on it, else the first such day after it."""
    while not is_transfer_day(day):
        day += ONE_DAY
    return day
