"""A sheet comes with its first line and goes with its last: none waits for ever, empty."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from epicerie.actions.openings import cancel_day
from epicerie.actions.places import give_up_place
from epicerie.actions.presence import add_walk_in, keep_sheet, remove_walk_in, sign_sheet
from epicerie.actions.presence_lines import Noted
from epicerie.models import Attendance, PresenceSheet
from epicerie.queries.presence import openings_to_sign
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import presence_cast as day
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
BEGIN = (
    "INSERT INTO epicerie_presencesheet (opening_id, begun_at, margin_minutes) VALUES (%s, %s, 0)"
)


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, day.DAY, accueil=2)


def guest(cast, opened, name: str = "Une voisine") -> Attendance:
    return add_walk_in(
        opened, Noted("present"), volunteer=None, guest_name=name, by=cast.grocery, at=day.TEN
    )


def at_commit(*steps: tuple[str, list[object]]) -> None:
    """Raw SQL, then what the database checks at the end of a transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, values in steps:
            cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_saving_nothing_makes_no_sheet(cast, opened):
    with pytest.raises(Refused, match="notez d’abord quelqu’un"):
        keep_sheet(opened, [], by=cast.grocery, at=day.TEN)
    assert not PresenceSheet.objects.exists()


def test_the_sheet_goes_with_the_last_person_taken_off(cast, opened):
    first, second = guest(cast, opened), guest(cast, opened, "Un voisin")
    remove_walk_in(first, by=cast.grocery, at=day.TEN)
    assert PresenceSheet.objects.filter(opening=opened).exists()
    remove_walk_in(second, by=cast.grocery, at=day.TEN)
    assert not PresenceSheet.objects.exists()
    assert not openings_to_sign(at=day.NOON).exists()
    assert cancel_day(opened, reason="Panne", by=cast.grocery, at=day.TEN).state == "cancelled"


def test_a_sheet_of_people_who_all_left_is_signed(cast, opened):
    (ana,) = day.people(cast, "ana")
    place = day.placed(cast, opened, ana)
    keep_sheet(opened, [day.note(place, "excused")], by=cast.grocery, at=day.TEN)
    give_up_place(place, by=ana.user, at=day.TEN)
    assert list(openings_to_sign(at=day.NOON)) == [opened]
    sign_sheet(opened, by=cast.grocery, at=day.NOON)
    assert not openings_to_sign(at=day.NOON).exists()


def test_an_opening_without_anybody_waits_for_no_signature(cast, opened, monkeypatch):
    monkeypatch.setenv("PORTAIL_CLOCK", day.NOON.isoformat())
    client = cast.client(cast.grocery)
    sheets = reverse("epicerie:sheets")
    assert "Personne n’était attendu" in client.get(sheets).content.decode()
    assert "Tout est signé" in client.get(sheets, {"voir": "a-signer"}).content.decode()
    assert "personne" in client.get(sheets, {"format": "csv"}).content.decode()


def test_sql_makes_no_sheet_without_a_line(opened):
    with pytest.raises(IntegrityError, match="a sheet has a line"):
        at_commit((BEGIN, [opened.pk, day.TEN]))


def test_sql_leaves_no_empty_sheet(cast, opened):
    guest(cast, opened)
    with pytest.raises(IntegrityError, match="a sheet has a line"):
        at_commit(("DELETE FROM epicerie_attendance", []))


def test_sql_drops_no_sheet_that_says_something(cast, opened):
    guest(cast, opened)
    with pytest.raises(IntegrityError, match="the sheet has lines"):
        at_commit(("DELETE FROM epicerie_presencesheet", []))


def test_sql_signs_no_empty_sheet(cast, opened):
    sign = "UPDATE epicerie_presencesheet SET signed_at = %s, signed_by_id = %s"
    with pytest.raises(IntegrityError, match="not on the sheet"):
        at_commit((BEGIN, [opened.pk, day.TEN]), (sign, [day.NOON, cast.grocery.pk]))
