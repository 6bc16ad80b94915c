"""The walls of the rota in the database, tried with the actions walked around."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from epicerie.actions.openings import cancel_day
from epicerie.actions.places import hold_place
from epicerie.models import Assignment, OpeningDay, Volunteer
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db

INSERT = """
INSERT INTO epicerie_assignment
  (uid, opening_id, need_id, place_number, volunteer_id, period, state, sequence, created_at,
   created_by_id, changed_at)
SELECT gen_random_uuid(), opening_id, need_id, %s, %s, %s::tstzrange, 'active', 0, created_at,
       created_by_id, changed_at FROM epicerie_assignment WHERE id = %s
"""


def raw(sql: str, *params: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


@pytest.fixture
def vera(cast):
    return rota.volunteer(cast.grocery, cast.entraide, "vera")


@pytest.fixture
def held(cast, vera, at):
    opened = rota.opening(cast.grocery, accueil=2)
    return hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)


def period_text(row) -> str:
    return f"[{row.period.lower.isoformat()},{row.period.upper.isoformat()})"


@pytest.mark.parametrize(
    ("number", "own", "wall"),
    [
        (1, False, "assignment_one_a_place"),
        (3, False, "no such place"),
        (0, False, "assignment_place_from_one"),
        (2, True, "assignment_no_overlap"),
    ],
)
def test_sql_cannot_overbook(cast, held, vera, number, own, wall):
    other = vera if own else rota.volunteer(cast.grocery, cast.entraide, "olga")
    with pytest.raises(IntegrityError, match=wall):
        raw(INSERT, number, other.pk, period_text(held), held.pk)


def test_without_the_wall_of_the_hours_the_one_of_the_day_stands(held, vera):
    connection.check_constraints()
    raw("ALTER TABLE epicerie_assignment DROP CONSTRAINT assignment_no_overlap")
    with pytest.raises(IntegrityError, match="assignment_one_a_day"):
        raw(INSERT, 2, vera.pk, period_text(held), held.pk)


def test_the_same_insert_within_the_walls_passes(cast, held):
    other = rota.volunteer(cast.grocery, cast.entraide, "olga")
    raw(INSERT, 2, other.pk, period_text(held), held.pk)
    assert Assignment.objects.active().count() == 2


def test_sql_cannot_give_a_place_other_hours(cast, held, at):
    other = rota.volunteer(cast.grocery, cast.entraide, "olga")
    wrong = f"[{at.isoformat()},{(at + timedelta(hours=1)).isoformat()})"
    with pytest.raises(IntegrityError, match="another opening"):
        raw(INSERT, 2, other.pk, wrong, held.pk)


def test_two_openings_never_overlap_nor_two_places_of_one_person(cast, held, vera, at):
    with pytest.raises(IntegrityError, match="opening_no_overlap"), transaction.atomic():
        OpeningDay.objects.create(
            site=held.opening.site, day=rota.DAY, starts=time(11), ends=time(13), created_at=at
        )
    with pytest.raises(Refused, match="déjà ouverte"):
        rota.opening(cast.grocery, starts=time(11), ends=time(13))
    # Without that wall, the one of the person still stands.
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE epicerie_openingday DROP CONSTRAINT opening_no_overlap")
    second = rota.opening(cast.grocery, starts=time(11), ends=time(13))
    need = rota.need(second)
    with pytest.raises(Refused, match="à ces heures"):
        hold_place(need, volunteer=vera, by=vera.user, at=at)
    with pytest.raises(IntegrityError, match="assignment_no_overlap"), transaction.atomic():
        Assignment.objects.create(
            opening=second,
            need=need,
            place_number=1,
            volunteer=vera,
            period=second.period,
            created_at=at,
            created_by=vera.user,
            changed_at=at,
        )


def test_an_opening_that_starts_when_another_ends_is_fine_for_who_wants_both(cast, held, vera, at):
    Volunteer.objects.filter(pk=vera.pk).update(min_gap_days=0)
    second = rota.opening(cast.grocery, starts=time(12), ends=time(14))
    assert hold_place(rota.need(second), volunteer=vera, by=vera.user, at=at)


def test_sql_cannot_shrink_a_need_under_its_people(held):
    with pytest.raises(IntegrityError, match="would disappear"):
        raw("UPDATE epicerie_openingneed SET places = 0 WHERE id = %s", held.need_id)


def test_sql_cannot_cancel_a_day_with_people_nor_reopen_it(cast, held, at):
    cancel = "UPDATE epicerie_openingday SET state = 'cancelled', cancel_reason = 'x' WHERE id = %s"
    with pytest.raises(IntegrityError, match="still hold places"):
        raw(cancel, held.opening_id)
    cancel_day(held.opening, reason="fuite d’eau", by=cast.grocery, at=at)
    reopen = "UPDATE epicerie_openingday SET state = 'planned', cancel_reason = '' WHERE id = %s"
    with pytest.raises(DatabaseError, match="Invalid transition"):
        raw(reopen, held.opening_id)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE epicerie_openingday SET starts = '08:00'",
        "DELETE FROM epicerie_openingday",
        "DELETE FROM epicerie_assignment",
        "UPDATE epicerie_openingneed SET opening_id = opening_id + 1",
    ],
)
def test_sql_cannot_rewrite_the_rota(held, sql):
    with pytest.raises(DatabaseError, match="pgtrigger: Cannot"):
        raw(sql)


def test_sql_cannot_open_backwards(cast, held):
    with pytest.raises(IntegrityError, match="opening_hours_ordered"):
        raw(
            "INSERT INTO epicerie_openingday (site_id, day, starts, ends, state, cancel_reason,"
            " created_at) SELECT min(id), '2026-12-04', '12:00', '09:00', 'planned', '', now()"
            " FROM epicerie_site"
        )
