"""A sheet is signed after the end of its opening, and nobody is placed under a signature."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from epicerie.actions.places import give_up_place, hold_place
from epicerie.actions.presence import keep_sheet, sign_sheet
from epicerie.models import Assignment, PresenceSheet
from epicerie.states import PlaceState
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import presence_cast as day
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
TOO_EARLY = day.NOON - timedelta(seconds=1)


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, day.DAY, accueil=3, referent=1)


@pytest.fixture
def places(cast, opened):
    return [day.placed(cast, opened, who) for who in day.people(cast, "ana", "bob")]


def test_nobody_signs_before_the_end(cast, opened, places):
    rita = day.referent(cast, opened)
    day.all_present(cast, opened, at=day.TEN, sign=False)
    for who in (cast.grocery, rita.volunteer.user):
        with pytest.raises(Refused, match="après la fin de l’ouverture, à partir de 12\u00a0h"):
            sign_sheet(opened, by=who, at=TOO_EARLY)
    assert PresenceSheet.objects.get().signed_at is None
    assert sign_sheet(opened, by=rita.volunteer.user, at=day.NOON).signed_at == day.NOON


def test_the_page_says_when_and_shows_no_button(cast, opened, places, monkeypatch):
    monkeypatch.setenv("PORTAIL_CLOCK", TOO_EARLY.isoformat())
    day.all_present(cast, opened, at=day.TEN, sign=False)
    client = cast.client(cast.grocery)
    here = reverse("epicerie:sheet", args=[opened.pk])
    shown = client.get(here).content.decode()
    assert "à partir de 12\u00a0h" in shown
    assert "Je signe cette feuille" not in shown
    refused = client.post(here, {"what": "sign"})
    assert refused.status_code == 422
    assert "après la fin de l’ouverture" in refused.content.decode()
    monkeypatch.setenv("PORTAIL_CLOCK", day.NOON.isoformat())
    assert "Je signe cette feuille" in cast.client(cast.grocery).get(here).content.decode()


def test_somebody_placed_at_the_last_minute_is_noted_before_the_signature(cast, opened, places):
    day.all_present(cast, opened, at=day.TEN, sign=False)
    (cleo,) = day.people(cast, "cleo")
    late = hold_place(rota.need(opened, "accueil"), volunteer=cleo, by=cast.grocery, at=TOO_EARLY)
    with pytest.raises(Refused, match="chaque personne"):
        sign_sheet(opened, by=cast.grocery, at=day.NOON)
    keep_sheet(opened, [day.note(late)], by=cast.grocery, at=day.NOON)
    sign_sheet(opened, by=cast.grocery, at=day.NOON)


@pytest.mark.parametrize("early", [timedelta(seconds=1), timedelta(hours=2)])
def test_sql_signs_nothing_before_the_end(cast, opened, places, early):
    day.all_present(cast, opened, at=day.TEN, sign=False)
    with pytest.raises(IntegrityError, match="not over"), transaction.atomic():
        PresenceSheet.objects.update(signed_at=day.NOON - early, signed_by=cast.grocery)


def test_sql_places_nobody_under_a_signature(cast, opened, places):
    """Whoever holds a place keeps it, changes included; nobody new, and nobody else in it."""
    (cleo,) = day.people(cast, "cleo")
    day.all_present(cast, opened)
    fields = {
        "opening": opened,
        "need": places[0].need,
        "volunteer": cleo,
        "period": opened.period,
        "created_at": day.NOON,
        "created_by": cast.grocery,
        "changed_at": day.NOON,
    }
    for state in (PlaceState.ACTIVE, PlaceState.GIVEN_UP):
        with pytest.raises(IntegrityError, match="is signed"), transaction.atomic():
            Assignment.objects.create(place_number=3, state=state, **fields)
    with (
        pytest.raises(IntegrityError, match="is signed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE epicerie_assignment SET volunteer_id = %s WHERE id = %s",
            [cleo.pk, places[0].pk],
        )
    Assignment.objects.filter(pk=places[0].pk).update(sequence=9)
    assert Assignment.objects.active().filter(opening=opened).count() == 2


def test_the_coordinator_is_told_that_nobody_is_placed_any_more(cast, opened, places):
    """The clock of one hand is behind the signature of the other."""
    day.all_present(cast, opened)
    (cleo,) = day.people(cast, "cleo")
    with pytest.raises(Refused, match="signée : plus personne n’y prend de place"):
        hold_place(rota.need(opened, "accueil"), volunteer=cleo, by=cast.grocery, at=TOO_EARLY)
    with pytest.raises(Refused, match="notée présente"):
        give_up_place(places[0], by=places[0].volunteer.user, at=TOO_EARLY)
