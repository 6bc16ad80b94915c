"""Noted by name, registered after the signature: credited once, and no name left behind."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from epicerie.actions.places import give_up_place
from epicerie.actions.presence import add_walk_in, keep_sheet, sign_sheet
from epicerie.actions.presence_corrections import correct_line, register_guest
from epicerie.actions.presence_lines import Noted
from epicerie.models import Attendance, HoursEntry
from epicerie.queries.hours import hours_of
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import presence_cast as day
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, day.DAY, accueil=3)


@pytest.fixture
def ana(cast, opened):
    return day.people(cast, "ana")[0]


@pytest.fixture
def place(cast, opened, ana):
    return day.placed(cast, opened, ana)


@pytest.fixture
def eva(cast):
    return day.people(cast, "eva")[0]


@pytest.fixture
def by(cast):
    return {"by": cast.grocery, "at": day.NOON}


def guest(cast, opened, name: str = "Une voisine") -> Attendance:
    noted = Noted("present", minutes=60)
    return add_walk_in(opened, noted, volunteer=None, guest_name=name, by=cast.grocery, at=day.TEN)


def names_left() -> list[str]:
    return [row.guest_name for row in Attendance.objects.all() if row.guest_name]


def raw(sql: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_guest_is_registered_after_the_signature(cast, opened, place, eva, by):
    line = guest(cast, opened)
    with pytest.raises(Refused, match="Signez d’abord"):
        register_guest(line, eva, by=cast.grocery, at=day.TEN)
    day.all_present(cast, opened)
    made = register_guest(line, eva, **by)
    assert made.guest_name == ""
    assert hours_of(eva) == (60, 1)
    with pytest.raises(Refused, match="déjà celle"):
        register_guest(line, eva, **by)


def test_a_guest_already_on_the_sheet_is_not_counted_twice(cast, opened, place, ana, by):
    line = guest(cast, opened, "Ana ?")
    day.all_present(cast, opened)
    with pytest.raises(Refused, match="déjà notée"):
        register_guest(line, ana, **by)
    assert hours_of(ana) == (180, 1)


def test_a_guest_corrected_then_registered_is_counted_once_under_no_name(
    cast, opened, place, ana, eva, by
):
    line = guest(cast, opened)
    day.all_present(cast, opened)
    made = correct_line(line, Noted("present", minutes=90), reason="Vu", **by)
    with pytest.raises(Refused, match="déjà notée"):
        register_guest(made, ana, **by)
    assert hours_of(ana) == (180, 1)
    register_guest(made, eva, **by)
    assert hours_of(eva) == (90, 1)
    assert names_left() == []
    for again in (line, made):
        with pytest.raises(Refused, match="déjà celle"):
            register_guest(Attendance.objects.get(pk=again.pk), eva, **by)


def test_the_line_first_signed_registers_its_corrections_too(cast, opened, place, eva, by):
    line = guest(cast, opened)
    day.all_present(cast, opened)
    first = correct_line(line, Noted("absent"), reason="Pas venue", **by)
    correct_line(first, Noted("late", day.TEN), reason="Venue tard", **by)
    last = register_guest(line, eva, **by)
    assert (last.status, last.minutes, last.volunteer) == ("late", 120, eva)
    assert hours_of(eva) == (120, 1)
    assert names_left() == []
    correct_line(last, Noted("absent"), reason="Une autre", **by)
    assert hours_of(eva) == (0, 0)


def test_two_guests_are_not_the_same_person(cast, opened, eva, by):
    one, two = guest(cast, opened), guest(cast, opened, "La voisine")
    sign_sheet(opened, **by)
    corrected = correct_line(two, Noted("present", minutes=30), reason="Vu", **by)
    register_guest(one, eva, **by)
    for line in (two, corrected):
        with pytest.raises(Refused, match="déjà notée"):
            register_guest(line, eva, **by)
    assert hours_of(eva) == (60, 1)


def test_who_left_their_place_and_came_under_a_name_gets_their_hours(cast, opened, ana, place, by):
    line = guest(cast, opened, "Une inconnue")
    keep_sheet(opened, [day.note(place, "excused")], by=cast.grocery, at=day.TEN)
    give_up_place(place, by=ana.user, at=day.TEN)
    sign_sheet(opened, **by)
    register_guest(line, ana, **by)
    assert hours_of(ana) == (60, 1)


def test_sql_registers_a_guest_whole_or_not_at_all(cast, opened, eva, by):
    line = guest(cast, opened)
    sign_sheet(opened, **by)
    made = correct_line(line, Noted("present", minutes=90), reason="Vu", **by)
    sql = "UPDATE epicerie_attendance SET volunteer_id = %s, guest_name = '' WHERE id = %s"
    with pytest.raises(IntegrityError, match="line that was signed"):
        raw(sql, eva.pk, made.pk)
    raw(sql, eva.pk, line.pk)
    assert names_left() == []
    assert set(Attendance.objects.values_list("volunteer", flat=True)) == {eva.pk}


@pytest.mark.parametrize("name", ["Une autre", ""])
def test_sql_gives_a_corrected_guest_no_other_name(cast, opened, ana, by, name):
    line = guest(cast, opened)
    sign_sheet(opened, **by)
    with pytest.raises(IntegrityError, match=r"same person|attendance_of_somebody"):
        raw(
            "INSERT INTO epicerie_attendance (sheet_id, guest_name, status, minutes, corrects_id,"
            " reason, noted_at, noted_by_id, confirmed)"
            " VALUES (%s, %s, 'present', 60, %s, 'x', %s, %s, false)",
            *(line.sheet_id, name, line.pk, day.NOON, cast.grocery.pk),
        )


def test_sql_credits_a_person_once_a_sheet(cast, opened, place, ana, by):
    day.all_present(cast, opened)
    line = day.line_of(place)
    said = {"status": "present", "minutes": 120, "noted_at": day.NOON, "noted_by": cast.grocery}
    said["confirmed"] = True
    same = {"sheet": line.sheet, "assignment": place, "volunteer": ana, "corrects": line}
    made = Attendance.objects.create(**said, **same, reason="x")
    with (
        pytest.raises(IntegrityError, match="already has hours on that sheet"),
        transaction.atomic(),
    ):
        HoursEntry.objects.create(
            at=day.NOON,
            amount=120,
            volunteer=ana,
            day=day.DAY,
            kind="shift",
            attendance=made,
            by=cast.grocery,
        )
    assert hours_of(ana) == (180, 1)
