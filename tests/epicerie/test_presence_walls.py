"""Presence and hours against raw SQL: what the database refuses when no action stands in front."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from epicerie.actions.openings import cancel_day
from epicerie.actions.places import give_up_place
from epicerie.actions.presence import add_walk_in, keep_sheet
from epicerie.actions.presence_lines import Noted
from epicerie.models import Attendance, HoursEntry, HoursKind, OpeningDay, PresenceSheet
from tests.epicerie import presence_cast as day
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, day.DAY, accueil=3)


@pytest.fixture
def place(cast, opened):
    (ana,) = day.people(cast, "ana")
    return day.placed(cast, opened, ana)


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


def broken(sql: str, *values) -> None:
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(sql, values)


def sheet(cast, opened: OpeningDay, **fields) -> PresenceSheet:
    """With its first line: somebody who is not registered yet."""
    with transaction.atomic():
        made = PresenceSheet.objects.create(opening=opened, **{"begun_at": day.TEN} | fields)
        line(cast, made, guest_name="Un voisin")
        return made


def line(cast, of: PresenceSheet, **fields) -> Attendance:
    said = {"status": "present", "minutes": 60, "noted_at": day.TEN, "noted_by": cast.grocery}
    with transaction.atomic():
        return Attendance.objects.create(sheet=of, **said | fields)


def test_a_sheet_is_of_a_planned_day_that_has_begun_and_starts_unsigned(cast, opened):
    with pytest.raises(IntegrityError, match="not begun"):
        sheet(cast, opened, begun_at=day.NINE - timedelta(seconds=1))
    with pytest.raises(IntegrityError, match="after its lines"):
        sheet(cast, opened, signed_at=day.NOON, signed_by=cast.grocery)
    cancelled = cancel_day(opened, reason="Neige", by=cast.grocery, at=rota.BEFORE)
    with pytest.raises(IntegrityError, match="cancelled"):
        sheet(cast, cancelled)


def test_one_sheet_an_opening(cast, opened):
    sheet(cast, opened)
    with pytest.raises(IntegrityError):
        sheet(cast, opened)


def test_a_day_with_a_sheet_stays(cast, opened):
    sheet(cast, opened)
    with pytest.raises(IntegrityError, match="noted present that day"):
        broken("UPDATE epicerie_openingday SET state = 'cancelled', cancel_reason = 'x'")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"status": "ill", "minutes": 0}, "status_known|walk_in_came"),
        ({"minutes": 0}, "attendance_minutes_of_those_who_came"),
        ({"minutes": 721}, "attendance_minutes_of_those_who_came"),
        ({"status": "absent"}, "attendance_minutes_of_those_who_came"),
        ({"status": "late"}, "attendance_late_says_when"),
        ({"guest_name": "Ana"}, "attendance_of_somebody"),
        ({"volunteer": None}, "attendance_of_somebody|another opening or person"),
        ({"assignment": None, "status": "absent", "minutes": 0}, "has a place|walk_in_came"),
        ({"assignment": None}, "has a place"),
        ({"noted_at": day.NINE - timedelta(seconds=1)}, "not begun"),
        ({"reason": "x"}, "attendance_correction_says_why"),
    ],
)
def test_lines_that_make_no_sense(cast, opened, place, fields, name):
    made = sheet(cast, opened)
    with refused(name):
        line(cast, made, **{"assignment": place, "volunteer": place.volunteer} | fields)


def test_a_line_is_of_its_opening_and_of_its_person(cast, opened, place):
    made = sheet(cast, opened)
    (bob,) = day.people(cast, "bob")
    with refused("another opening or person"):
        line(cast, made, assignment=place, volunteer=bob)
    other = rota.opening(cast.grocery, day.DAY - timedelta(days=1), accueil=1)
    with refused("another opening or person"):
        line(cast, sheet(cast, other), assignment=place, volunteer=place.volunteer)


def test_each_person_once(cast, opened, place):
    made = sheet(cast, opened)
    line(cast, made, assignment=place, volunteer=place.volunteer)
    with refused("attendance_once"):
        line(cast, made, assignment=place, volunteer=place.volunteer)


def test_given_up_is_not_present_and_present_is_not_given_up(cast, opened, place):
    made = sheet(cast, opened)
    give_up_place(place, by=place.volunteer.user, at=day.NINE)
    with refused("given up"):
        line(cast, made, assignment=place, volunteer=place.volunteer)
    line(cast, made, volunteer=place.volunteer)
    (bob,) = day.people(cast, "bob")
    held = day.placed(cast, opened, bob)
    line(cast, made, assignment=held, volunteer=bob)
    with refused("noted present"):
        broken("UPDATE epicerie_assignment SET state = 'given_up' WHERE id = %s", held.pk)


def test_a_signature_needs_everyone_and_a_name(cast, opened, place):
    made = sheet(cast, opened)
    with refused("not on the sheet"):
        broken(
            "UPDATE epicerie_presencesheet SET signed_at = %s, signed_by_id = %s",
            *(day.NOON, cast.grocery.pk),
        )
    line(cast, made, assignment=place, volunteer=place.volunteer)
    with refused("sheet_signed_by_somebody"):
        broken("UPDATE epicerie_presencesheet SET signed_at = %s", day.NOON)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE epicerie_presencesheet SET signed_at = NULL, signed_by_id = NULL",
        "UPDATE epicerie_presencesheet SET signed_at = signed_at + interval '1 day'",
        "DELETE FROM epicerie_presencesheet",
        "TRUNCATE epicerie_presencesheet CASCADE",
        "UPDATE epicerie_attendance SET minutes = 10",
        "UPDATE epicerie_attendance SET status = 'absent', minutes = 0",
        "UPDATE epicerie_attendance SET noted_at = now() + interval '9 years'",
        "UPDATE epicerie_attendance SET guest_name = 'x', volunteer_id = NULL",
        "DELETE FROM epicerie_attendance",
        "TRUNCATE epicerie_attendance CASCADE",
        "UPDATE epicerie_hoursentry SET amount = 1",
        "DELETE FROM epicerie_hoursentry",
        "TRUNCATE epicerie_hoursentry CASCADE",
    ],
)
def test_sql_changes_nothing_that_was_signed(cast, opened, place, sql):
    add_walk_in(
        opened,
        Noted("present"),
        volunteer=None,
        guest_name="Une voisine",
        by=cast.grocery,
        at=day.TEN,
    )
    day.all_present(cast, opened)
    with pytest.raises(DatabaseError):
        broken(sql)
    assert PresenceSheet.objects.get().signed_at == day.NOON
    assert list(Attendance.objects.order_by("pk").values_list("minutes", flat=True)) == [180, 180]
    assert HoursEntry.objects.get().amount == 180


def test_no_line_slips_under_a_signature(cast, opened, place):
    day.all_present(cast, opened)
    made = PresenceSheet.objects.get()
    with refused("corrected, an open one"):
        line(cast, made, guest_name="Une voisine")
    first = Attendance.objects.get()
    same = {"assignment": place, "volunteer": place.volunteer, "corrects": first}
    with refused("correction_says_why"):
        line(cast, made, **same)
    (bob,) = day.people(cast, "bob")
    with refused("same person"):
        line(cast, made, **same | {"assignment": None, "volunteer": bob, "reason": "x"})
    line(cast, made, **same | {"reason": "x"})
    with refused("corrects_id"):
        line(cast, made, **same | {"reason": "y"})


def test_an_open_sheet_has_no_correction(cast, opened, place):
    keep_sheet(opened, [day.note(place)], by=cast.grocery, at=day.TEN)
    first = Attendance.objects.get()
    with refused("corrected, an open one"):
        line(
            cast,
            first.sheet,
            assignment=place,
            volunteer=place.volunteer,
            corrects=first,
            reason="x",
        )


def entry(cast, place, **fields) -> HoursEntry:
    said = {
        "at": day.NOON,
        "amount": 60,
        "volunteer": place.volunteer,
        "day": day.DAY,
        "kind": HoursKind.MEETING,
        "reason": "Réunion",
        "by": cast.grocery,
    }
    with transaction.atomic():
        return HoursEntry.objects.create(**said | fields)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"amount": 0}, "hours_amount"),
        ({"amount": 721}, "hours_amount_plausible"),
        ({"amount": -60}, "hours_amount_plausible"),
        ({"kind": "party"}, "hours_kind_known"),
        ({"kind": "shift"}, "hours_of_a_sheet_or_explained"),
        ({"reason": ""}, "hours_of_a_sheet_or_explained"),
    ],
)
def test_entries_that_make_no_sense(cast, place, fields, name):
    with refused(name):
        entry(cast, place, **fields)


def test_a_reversal_is_exact_and_done_once(cast, place):
    first = entry(cast, place)
    (bob,) = day.people(cast, "bob")
    for wrong in ({"amount": -59}, {"volunteer": bob}, {"day": day.DAY + timedelta(days=1)}):
        with refused("repeats what it reverses"):
            entry(cast, place, **{"corrects": first, "amount": -60} | wrong)
    back = entry(cast, place, corrects=first, amount=-60)
    with pytest.raises(IntegrityError):
        entry(cast, place, corrects=first, amount=-60)
    with refused("repeats what it reverses"):
        entry(cast, place, corrects=back, amount=-60)


def test_hours_of_a_sheet_are_what_it_says_once_signed(cast, opened, place):
    keep_sheet(opened, [day.note(place)], by=cast.grocery, at=day.TEN)
    of_sheet = {"kind": "shift", "reason": "", "attendance": Attendance.objects.get()}
    with refused("signed sheet says"):
        entry(cast, place, **of_sheet | {"amount": 180})
    day.all_present(cast, opened)
    with refused("already has hours on that sheet"):
        entry(cast, place, **of_sheet | {"amount": 180})
    with refused("signed sheet says"):
        entry(cast, place, **of_sheet | {"amount": 170})
    broken("SET CONSTRAINTS ALL IMMEDIATE")
    broken("ALTER TABLE epicerie_hoursentry DISABLE TRIGGER USER")
    with refused("hours_once_a_line"):
        entry(cast, place, **of_sheet | {"amount": 180})
