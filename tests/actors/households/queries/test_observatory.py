"""What the observatory counts of the contacts: households, once a month, where they lived."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from actors.households.actions.contacts import add_contact
from actors.households.queries.observatory import MonthlyCount, first_day, monthly_counts
from reims_solidarite.kit.dates import paris_day
from tests.cast import Cast
from tests.factories.households import household

pytestmark = pytest.mark.django_db


def test_a_household_counts_once_a_month_however_often_it_is_met(cast: Cast, at: datetime) -> None:
    assert first_day() is None
    worker, today = cast.case_worker, paris_day(at)
    met = household(worker, at - timedelta(days=60))
    for on in (today, today, today - timedelta(days=1)):
        add_contact(met, on=on, medium="visite", summary="Vu.", by=worker, at=at)
    month = today.replace(day=1)
    rows = monthly_counts(month, today + timedelta(days=1))
    assert rows == [MonthlyCount("Orgeval", month, 1)]
    assert first_day() == today - timedelta(days=1)


def test_the_district_is_not_known_before_the_household_lived_there(
    cast: Cast, at: datetime
) -> None:
    worker, today = cast.case_worker, paris_day(at)
    met = household(worker, at)
    add_contact(
        met, on=today - timedelta(days=2), medium="telephone", summary="Vu.", by=worker, at=at
    )
    months = date(today.year, today.month, 1), today + timedelta(days=1)
    assert [row.district for row in monthly_counts(*months)] == [""]
