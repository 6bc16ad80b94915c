"""The presence sheet under simultaneous hands: signed once, and nothing slips under it."""

from __future__ import annotations

import time

import pytest
from django.db import connection, transaction

from epicerie.actions.places import give_up_place
from epicerie.actions.presence import add_walk_in, keep_sheet, sign_sheet
from epicerie.actions.presence_lines import Noted
from epicerie.actions.substitution import substitute_place
from epicerie.models import Assignment, Attendance, HoursEntry, PresenceSheet
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast
from tests.epicerie import presence_cast as day
from tests.epicerie import rota_cast as rota
from tests.races.barrier import run_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
CLIENTS = 12


@pytest.fixture
def cast():
    return Cast(rota.BEFORE)


def signed_ready(cast: Cast):
    """An opening whose two people are noted, and not signed yet."""
    opened = rota.opening(cast.grocery, day.DAY, accueil=2)
    for who in day.people(cast, "ana", "bob"):
        day.placed(cast, opened, who)
    day.all_present(cast, opened, sign=False)
    return opened


def test_a_sheet_signed_by_twelve_hands_is_signed_once(cast):
    opened = signed_ready(cast)
    results = run_at_once(CLIENTS, lambda _: sign_sheet(opened, by=cast.grocery, at=day.NOON))
    assert sum(isinstance(row, PresenceSheet) for row in results) == 1, results
    assert all(isinstance(row, PresenceSheet | Refused) for row in results), results
    assert HoursEntry.objects.count() == 2


def test_without_lock_nor_wall_the_hours_count_twice(cast):
    """The control: the same reading and writing, unprotected, goes wrong."""
    opened = signed_ready(cast)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE epicerie_presencesheet DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE epicerie_hoursentry DISABLE TRIGGER USER")
        cursor.execute("DROP INDEX hours_once_a_line")
    try:

        def act(_: int) -> bool:
            with transaction.atomic():
                sheet = PresenceSheet.objects.get(opening=opened)
                if sheet.signed_at is not None:
                    return False
                time.sleep(0.2)
                sheet.signed_at, sheet.signed_by = day.NOON, cast.grocery
                sheet.save()
                for line in Attendance.objects.filter(sheet=sheet):
                    HoursEntry.objects.create(
                        at=day.NOON,
                        amount=line.minutes,
                        volunteer_id=line.volunteer_id,
                        day=day.DAY,
                        kind="shift",
                        attendance=line,
                        by=cast.grocery,
                    )
                return True

        assert run_at_once(4, act).count(True) > 1, "the control must count twice"
        assert HoursEntry.objects.count() > 2
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM epicerie_hoursentry")
            cursor.execute("ALTER TABLE epicerie_presencesheet ENABLE TRIGGER USER")
            cursor.execute("ALTER TABLE epicerie_hoursentry ENABLE TRIGGER USER")
            cursor.execute(
                "CREATE UNIQUE INDEX hours_once_a_line ON epicerie_hoursentry (attendance_id)"
                " WHERE corrects_id IS NULL"
            )


def test_a_walk_in_is_under_the_signature_or_refused(cast):
    opened = signed_ready(cast)
    comers = day.people(cast, *(f"w{number}" for number in range(CLIENTS)))

    def act(number: int):
        if number == 0:
            time.sleep(0.05)
            return sign_sheet(opened, by=cast.grocery, at=day.NOON)
        return add_walk_in(
            opened, Noted("present"), volunteer=comers[number], by=cast.grocery, at=day.NOON
        )

    results = run_at_once(CLIENTS, act)
    assert isinstance(results[0], PresenceSheet), results
    assert all(isinstance(row, Attendance | Refused) for row in results[1:]), results
    assert HoursEntry.objects.count() == Attendance.objects.count()


def test_giving_up_while_being_noted_present_leaves_one_truth(cast):
    opened = rota.opening(cast.grocery, day.DAY, accueil=8)
    places = [
        day.placed(cast, opened, who)
        for who in day.people(cast, *(f"p{number}" for number in range(8)))
    ]
    (walker,) = day.people(cast, "walker")
    add_walk_in(opened, Noted("present"), volunteer=walker, by=cast.grocery, at=day.TEN)

    def act(number: int):
        place = places[number // 2]
        if number % 2:
            return give_up_place(place, by=place.volunteer.user, at=day.TEN)
        return keep_sheet(opened, [day.note(place)], by=cast.grocery, at=day.TEN)

    results = run_at_once(16, act)
    assert all(isinstance(r, Assignment | PresenceSheet | Refused) for r in results), results
    for place in Assignment.objects.all():
        noted = Attendance.objects.filter(assignment=place, status="present").exists()
        assert noted == (place.state == "active"), place


def test_substituting_while_giving_up_frees_one_place_once(cast):
    opened = rota.opening(cast.grocery, day.DAY, accueil=6)
    ours = day.people(cast, *(f"p{number}" for number in range(6)))
    others = day.people(cast, *(f"s{number}" for number in range(6)))
    places = [day.placed(cast, opened, who) for who in ours]
    manager = cast.manager_a

    def act(number: int):
        place, one = places[number // 2], number // 2
        if number % 2:
            return give_up_place(place, by=ours[one].user, at=rota.BEFORE)
        return substitute_place(place, others[one], by=manager, at=rota.BEFORE)

    results = run_at_once(12, act)
    assert all(isinstance(row, Assignment | Refused) for row in results), results
    for number, place in enumerate(places):
        place.refresh_from_db()
        substituted, given = results[2 * number : 2 * number + 2]
        assert isinstance(substituted, Refused) != isinstance(given, Refused)
        wanted = "given_up" if isinstance(substituted, Refused) else "cancelled"
        assert place.state == wanted
    held = Assignment.objects.active().count()
    assert held == sum(isinstance(row, Assignment) for row in results[::2])
