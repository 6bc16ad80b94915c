"""Noted absent, then off the place, then there all the same: the sheet still ends well."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from epicerie.actions.places import give_up_place, hold_place, take_back_place
from epicerie.actions.presence import add_walk_in, keep_sheet, sign_sheet
from epicerie.actions.presence_lines import Noted
from epicerie.models import Attendance, PresenceSheet
from epicerie.queries.hours import hours_of
from epicerie.queries.presence import sheet_page
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import presence_cast as day
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, day.DAY, accueil=3, rayons=1)


@pytest.fixture
def ana(cast, opened):
    return day.people(cast, "ana")[0]


@pytest.fixture
def left(cast, opened, ana):
    """Ana was noted absent, then gave up her place."""
    place = day.placed(cast, opened, ana)
    keep_sheet(opened, [day.note(place, "absent")], by=cast.grocery, at=day.TEN)
    return give_up_place(place, by=ana.user, at=day.TEN)


def raw_line(cast, opened, **fields) -> Attendance:
    said = {"status": "present", "minutes": 60, "noted_at": day.TEN, "noted_by": cast.grocery}
    with transaction.atomic():
        return Attendance.objects.create(
            sheet=PresenceSheet.objects.get(opening=opened), **said | fields
        )


def signed(cast, opened) -> None:
    sign_sheet(opened, by=cast.grocery, at=day.NOON)


def test_placed_again_the_person_is_noted_on_the_new_place(cast, opened, ana, left):
    again = hold_place(rota.need(opened, "rayons"), volunteer=ana, by=cast.grocery, at=day.TEN)
    page = sheet_page(opened)
    assert [(line.post, line.status) for line in page.lines] == [("Rayons", "")]
    keep_sheet(opened, [day.note(again)], by=cast.grocery, at=day.NOON)
    assert [line.assignment for line in Attendance.objects.all()] == [again]
    signed(cast, opened)
    assert hours_of(ana) == (180, 1)


def test_who_comes_all_the_same_is_a_walk_in(cast, opened, ana, left):
    add_walk_in(opened, Noted("present"), volunteer=ana, by=cast.grocery, at=day.TEN)
    assert [(row.assignment, row.status) for row in Attendance.objects.all()] == [(None, "present")]
    signed(cast, opened)
    assert hours_of(ana) == (180, 1)


def test_taken_back_placed_again_and_absent_again(cast, opened, ana):
    place = day.placed(cast, opened, ana)
    keep_sheet(opened, [day.note(place, "excused")], by=cast.grocery, at=day.TEN)
    take_back_place(place, by=cast.grocery, at=day.TEN)
    again = hold_place(rota.need(opened, "accueil"), volunteer=ana, by=cast.grocery, at=day.TEN)
    keep_sheet(opened, [day.note(again, "absent")], by=cast.grocery, at=day.TEN)
    signed(cast, opened)
    (line,) = Attendance.objects.all()
    assert (line.assignment, line.status) == (again, "absent")


def test_who_does_not_come_back_stays_noted_absent(cast, opened, ana, left):
    (line,) = sheet_page(opened).lines
    assert (line.post, line.status) == ("Accueil, place rendue", "absent")
    signed(cast, opened)
    assert Attendance.objects.get().status == "absent"


def test_who_came_without_a_place_is_not_placed_beside_their_line(cast, opened, ana):
    add_walk_in(opened, Noted("present"), volunteer=ana, by=cast.grocery, at=day.TEN)
    with pytest.raises(Refused, match="déjà notée présente ce jour-là, sans place"):
        hold_place(rota.need(opened, "accueil"), volunteer=ana, by=cast.grocery, at=day.TEN)
    signed(cast, opened)
    assert hours_of(ana) == (180, 1)


def test_sql_counts_an_absence_on_a_place_left_for_nothing(cast, opened, ana, left):
    raw_line(cast, opened, volunteer=ana)
    for second in ({"volunteer": ana}, {"assignment": left, "volunteer": ana}):
        with pytest.raises(IntegrityError, match=r"has a line|given up"):
            raw_line(cast, opened, **second)


def test_sql_counts_an_absence_on_a_place_held(cast, opened, ana, left):
    again = hold_place(rota.need(opened, "rayons"), volunteer=ana, by=cast.grocery, at=day.TEN)
    raw_line(cast, opened, assignment=again, volunteer=ana, status="absent", minutes=0)
    with pytest.raises(IntegrityError, match="has a place"):
        raw_line(cast, opened, volunteer=ana)


def test_sql_never_counts_two_presences_of_one_person(cast, opened, ana):
    """Without the triggers the index is still there."""
    add_walk_in(opened, Noted("present"), volunteer=ana, by=cast.grocery, at=day.TEN)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE epicerie_attendance DISABLE TRIGGER USER")
    with pytest.raises(IntegrityError, match="attendance_once_a_volunteer"):
        raw_line(cast, opened, volunteer=ana)


def test_sql_places_nobody_beside_their_line(cast, opened, ana):
    (bob,) = day.people(cast, "bob")
    place = day.placed(cast, opened, bob)
    add_walk_in(opened, Noted("present"), volunteer=ana, by=cast.grocery, at=day.TEN)
    with pytest.raises(IntegrityError, match="came without a place"), transaction.atomic():
        type(place).objects.filter(pk=place.pk).update(volunteer=ana)


def test_sql_takes_off_no_line_of_a_place_held(cast, opened, ana):
    place = day.placed(cast, opened, ana)
    keep_sheet(opened, [day.note(place, "absent")], by=cast.grocery, at=day.TEN)
    with (
        pytest.raises(IntegrityError, match="stays on the sheet"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM epicerie_attendance")
