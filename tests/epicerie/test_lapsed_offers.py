"""What pointed to a place or a day that is gone ends with it, and its people are told."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from epicerie.actions.exchanges import accept_exchange, offer_exchange
from epicerie.actions.openings import cancel_day
from epicerie.actions.places import give_up_place, hold_place, take_back_place
from epicerie.actions.standby import join_standby
from epicerie.actions.substitution import substitute_place
from epicerie.models import Exchange, PhoneCall, Standby
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
THURSDAY, TUESDAY = date(2026, 12, 3), date(2026, 12, 8)
KIND = "epicerie.exchange_ended"


@pytest.fixture
def vera(cast):
    return rota.volunteer(cast.grocery, cast.entraide, "vera")


@pytest.fixture
def olga(cast):
    return rota.volunteer(cast.grocery, cast.entraide, "olga")


@pytest.fixture
def place(cast, vera, at):
    need = rota.need(rota.opening(cast.grocery, THURSDAY))
    return hold_place(need, volunteer=vera, by=vera.user, at=at)


@pytest.fixture
def tuesday(cast):
    return rota.opening(cast.grocery, TUESDAY)


def offer(place, at, *, asked=None, wanted=None):
    return offer_exchange(place, asked=asked, wanted=wanted, by=place.volunteer.user, at=at)


def state_of(offered) -> str:
    return Exchange.objects.get(pk=offered.pk).state


def test_an_offer_ends_with_the_day_it_wants_and_both_are_told(
    cast, vera, olga, place, tuesday, at
):
    offered = offer(place, at, asked=olga, wanted=tuesday)
    cancel_day(tuesday, reason="fuite d’eau", by=cast.grocery, at=at)
    assert state_of(offered) == "lapsed"
    mine, theirs = (person.user.messages.get(kind=KIND) for person in (vera, olga))
    assert "mardi 8" in mine.text
    assert "Votre place reste la vôtre" in mine.text
    assert "Vous n’avez rien à faire" in theirs.text
    place.refresh_from_db()
    assert place.state == "active"
    with pytest.raises(Refused, match="est terminée"):
        accept_exchange(offered, volunteer=olga, by=olga.user, at=at)
    assert offer(place, at), "the place may be offered in another way"


@pytest.mark.parametrize("act", ["give up", "take back", "cancel", "substitute"])
def test_every_act_that_ends_a_place_ends_its_offer(cast, vera, olga, place, at, act):
    ines = rota.volunteer(cast.grocery, cast.entraide, "ines")
    offered = offer(place, at, asked=olga)
    if act == "give up":
        give_up_place(place, by=vera.user, at=at)
    elif act == "take back":
        take_back_place(place, by=cast.grocery, at=at)
    elif act == "cancel":
        cancel_day(place.opening, reason="fuite d’eau", by=cast.grocery, at=at)
    else:
        substitute_place(place, ines, by=cast.manager_a, at=at)
    assert state_of(offered) == "lapsed"
    assert olga.user.messages.filter(kind=KIND).count() == 1
    assert not vera.user.messages.filter(kind=KIND).exists(), "they are told of their place"


def test_an_offer_ends_when_its_place_is_given_in_return_for_another(
    vera, olga, place, tuesday, at
):
    theirs = hold_place(rota.need(tuesday), volunteer=olga, by=olga.user, at=at)
    first, second = offer(place, at, wanted=tuesday), offer(theirs, at, asked=vera)
    accept_exchange(first, volunteer=olga, by=olga.user, at=at)
    assert (state_of(first), state_of(second)) == ("accepted", "lapsed")


def test_whoever_prefers_the_telephone_is_called_about_an_offer(
    cast, vera, olga, place, at, monkeypatch
):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())
    type(olga).objects.filter(pk=olga.pk).update(channel="phone")
    olga.refresh_from_db()
    offered = offer(place, at, asked=olga)
    assert not olga.user.messages.filter(kind="epicerie.exchange_asked").exists()
    call = PhoneCall.objects.to_make().get(volunteer=olga)
    assert (call.occasion, call.exchange) == ("offered", offered)
    page = cast.client(cast.grocery).get("/admin/epicerie/a-appeler/").content.decode()
    assert "Échange proposé" in page
    assert "jeudi 3 décembre 2026 à 9 h" in page.replace("\u00a0", " ").lower()
    take_back_place(place, by=cast.grocery, at=at)
    call.refresh_from_db()
    assert call.dropped_at == at, "there is nothing left to ask"
    assert PhoneCall.objects.to_make().get(volunteer=olga).occasion == "lapsed"
    assert not olga.user.messages.filter(kind__startswith="epicerie.exchange").exists()


def test_nobody_waits_for_a_call_on_a_cancelled_day(cast, olga, tuesday, at):
    join_standby(tuesday, volunteer=olga, by=olga.user, at=at)
    cancelled = cancel_day(tuesday, reason="fuite d’eau", by=cast.grocery, at=at)
    assert Standby.objects.get().ended_at == at
    with pytest.raises(Refused, match="annulé"):
        join_standby(cancelled, volunteer=olga, by=olga.user, at=at)


def raw(sql: str, *params: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


GIVEN_UP = "UPDATE epicerie_assignment SET state = 'given_up' WHERE id = %s"
CANCELLED = (
    "UPDATE epicerie_openingday SET state = 'cancelled', cancel_reason = 'fuite' WHERE id = %s"
)

OFFER = """
INSERT INTO epicerie_exchange (offered_id, wanted_id, state, created_at)
VALUES (%s, %s, 'open', now())
"""
STANDBY = (
    "INSERT INTO epicerie_standby (volunteer_id, opening_id, created_at) VALUES (%s, %s, now())"
)
CALL = """
INSERT INTO epicerie_replacementcall (need_id, wave, created_at, end_reason)
VALUES (%s, 0, now(), '')
"""


def test_sql_leaves_no_offer_of_a_place_that_is_gone(place, at):
    offer(place, at)
    with pytest.raises(IntegrityError, match="still offered"):
        raw(GIVEN_UP, place.pk)


def test_sql_leaves_nothing_that_waits_for_a_cancelled_day(cast, olga, place, tuesday, at):
    for waits in ("offer", "standby", "call"):
        with transaction.atomic():
            if waits == "offer":
                offer(place, at, wanted=tuesday)
            elif waits == "standby":
                join_standby(tuesday, volunteer=olga, by=olga.user, at=at)
            else:
                rota.need(tuesday).calls.create(created_at=at)
            with pytest.raises(IntegrityError, match="still waited for"):
                raw(CANCELLED, tuesday.pk)
            transaction.set_rollback(True)
    raw(CANCELLED, tuesday.pk)


def test_sql_lets_nothing_begin_to_wait_for_a_cancelled_day(cast, olga, place, tuesday, at):
    cancel_day(tuesday, reason="fuite d’eau", by=cast.grocery, at=at)
    for sql, pk in ((OFFER, place.pk), (STANDBY, olga.pk), (CALL, rota.need(tuesday).pk)):
        with pytest.raises(IntegrityError, match="is cancelled"):
            raw(sql, *([pk] if sql == CALL else [pk, tuesday.pk]))
