"""From the usual week to dated openings: clock changes, holidays, closing days, asking twice."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest

from epicerie.actions.calendar import close_on, generate_openings, set_usual_day
from epicerie.actions.openings import cancel_day
from epicerie.models import OpeningDay, WeeklyPattern
from epicerie.queries.calendar_plan import plan_openings
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db


def every_day(cast, at, *, starts=time(9), ends=time(12), since=date(2026, 11, 1)):
    for weekday in range(7):
        set_usual_day(
            weekday,
            starts=starts,
            ends=ends,
            needs={rota.posts()["accueil"]: 2},
            since=since,
            by=cast.grocery,
            at=at,
        )


@pytest.mark.parametrize(
    ("sunday", "before", "after", "skipped"),
    [
        # The last Sunday of March and of October; Easter Monday 2027 is a holiday.
        (date(2027, 3, 28), 8, 7, {date(2027, 3, 29)}),
        (date(2027, 10, 31), 7, 8, {date(2027, 11, 1)}),
        (date(2028, 3, 26), 8, 7, set()),
        (date(2028, 10, 29), 7, 8, {date(2028, 11, 1)}),
    ],
)
def test_a_fortnight_around_the_clock_change_keeps_its_hours_in_paris(
    cast, at, sunday, before, after, skipped
):
    every_day(cast, at)
    first, end = sunday - timedelta(days=6), sunday + timedelta(days=8)
    generate_openings(first, end, by=cast.grocery, at=at)
    opened = list(OpeningDay.objects.order_by("day"))
    wanted = {first + timedelta(days=n) for n in range(14)} - skipped
    assert Counter(row.day for row in opened) == Counter(wanted), "no day skipped, none twice"
    for row in opened:
        hour = before if row.day < sunday else after
        assert row.begins_at == datetime(row.day.year, row.day.month, row.day.day, hour, tzinfo=UTC)
        assert row.finishes_at - row.begins_at == timedelta(hours=3)
        assert (row.starts, row.ends) == (time(9), time(12))
    assert generate_openings(first, end, by=cast.grocery, at=at) == []


def test_an_opening_across_the_change_itself_is_an_hour_shorter_or_longer(cast, at):
    every_day(cast, at, starts=time(1), ends=time(5))
    for sunday, hours in ((date(2028, 3, 26), 3), (date(2028, 10, 29), 5)):
        (row,) = generate_openings(sunday, sunday + timedelta(days=1), by=cast.grocery, at=at)
        assert row.day == sunday
        row.refresh_from_db()
        assert row.finishes_at - row.begins_at == timedelta(hours=hours)


def test_a_week_that_starts_on_the_change_begins_that_day(cast, at):
    sunday = date(2028, 3, 26)
    every_day(cast, at, since=sunday)
    added = generate_openings(
        sunday - timedelta(days=3), sunday + timedelta(days=3), by=cast.grocery, at=at
    )
    assert [row.day for row in added] == [sunday + timedelta(days=n) for n in range(3)]


def test_a_day_already_open_at_these_hours_stops_no_other(cast, at):
    every_day(cast, at)
    by_hand = rota.opening(cast.grocery, date(2026, 12, 2), starts=time(11), ends=time(13))
    rota.opening(cast.grocery, date(2026, 12, 3), starts=time(12), ends=time(13))
    added = generate_openings(date(2026, 12, 1), date(2026, 12, 4), by=cast.grocery, at=at)
    assert [row.day.day for row in added] == [1, 3]
    (why,) = [row.why_not for row in plan_openings(by_hand.day, by_hand.day + timedelta(days=1))]
    assert why == "déjà ouvert à ces heures"


def test_a_cancelled_day_stays_cancelled_under_a_new_pattern(cast, at):
    every_day(cast, at)
    span = (date(2026, 12, 1), date(2026, 12, 4))
    first, *_ = generate_openings(*span, by=cast.grocery, at=at)
    cancel_day(first, reason="coupure d’eau", by=cast.grocery, at=at)
    every_day(cast, at, ends=time(13), since=date(2026, 11, 30))
    assert WeeklyPattern.objects.count() == 14
    assert generate_openings(*span, by=cast.grocery, at=at) == []
    assert plan_openings(*span)[0].why_not == "annulé (coupure d’eau)"


def test_holidays_and_closing_days_say_why(cast, at):
    every_day(cast, at)
    close_on(date(2026, 12, 26), reason="inventaire", by=cast.grocery, at=at)
    reasons = [row.why_not for row in plan_openings(date(2026, 12, 24), date(2026, 12, 28))]
    assert reasons == ["", "jour férié (Noël)", "fermeture (inventaire)", ""]


def test_setting_the_same_usual_day_again_writes_nothing(cast, at):
    every_day(cast, at)
    every_day(cast, at)
    assert WeeklyPattern.objects.count() == 7
